#include "tools/commands/check_policy.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "authoring/fix/fix.h"
#include "authoring/review/lints_of.h"
#include "authoring/review/review.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/version.h"
#include "compiler/policy_files.h"
#include "engine/input/endings.h"
#include "render/json/mistakes.h"
#include "render/json/writer.h"
#include "render/layout.h"
#include "render/mistakes/mistake_writer.h"
#include "tools/common/files.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

bool is_policy_file(const fs::path& file) {
  const FileRole role = head_of_file(file).role;
  return role == FileRole::Policy || role == FileRole::Part || role == FileRole::Module;
}

/// A folder that people mean as one of policies: what documents it has are the fixtures that tests name, as
/// in `given Visit from "fixtures/visit.json"`.
bool holds_policies_alone(const fs::path& folder) {
  bool has_policy = false;
  std::vector<std::string> documents;
  std::string tests;
  const FolderWalk found = walk(folder);
  for (const FolderEntry& entry : found.entries) {
    if (entry.kind != EntryKind::File) continue;
    if (is_document_ending(lower_ending(entry.path))) documents.push_back(entry.path.filename().string());
    has_policy |= entry.path.extension() == kPolicyEnding && is_policy_file(entry.path);
    if (entry.path.string().ends_with(kTestsEnding)) tests += read_bytes(entry.path).value_or("");
  }
  return has_policy && std::ranges::all_of(documents, [&](const std::string& document) {
           return tests.find(document + '"') != std::string::npos;
         });
}

/// An option that is about documents, as it was given; empty where there is none.
std::string_view option_of_documents(const CheckArguments& given) {
  const std::pair<bool, std::string_view> options[] = {
      {!given.kind.empty(), "--as"},
      {given.as_of.has_value(), "--as-of"},
      {!given.readings.empty(), "--reading"},
      {given.compares_readings, "--readings"},
      {!given.lists.is_empty(), "--table, --mapping and --map"},
      {!given.answers.empty(), "--answers"},
      {!given.receipt.empty(), "--receipt"},
      {!given.baseline.empty(), "--baseline"},
      {!given.outputs.empty(), "--output"},
      {given.with_rights, "--rights"},
      {given.only_changed, "--changed"},
  };
  for (const auto& [is_given, name] : options) {
    if (is_given) return name;
  }
  return {};
}

MistakeFormat format_of(CheckFormat format) {
  switch (format) {
    case CheckFormat::Text:
      return MistakeFormat::Text;
    case CheckFormat::Json:
      return MistakeFormat::Json;
    case CheckFormat::Sarif:
      return MistakeFormat::Sarif;
    case CheckFormat::Github:
      return MistakeFormat::Github;
    default:
      throw UsageError("the check of a policy by itself is told as text, json, sarif or github");
  }
}

// ---- telling it ----------------------------------------------------------------------------------------

void tell_text(const review::PolicyReview& one, Output& output) {
  std::size_t widest = 0;
  for (const review::StepResult& step : one.steps) widest = std::max(widest, name_of(step.step).size());
  output.write(
      terminal_text(fmt::format("{}{}{}", one.file.string(), one.name.empty() ? "" : ": ", one.name)) + "\n");
  for (const review::StepResult& step : one.steps) {
    const bool is_amiss = step.state == review::State::Failed || step.state == review::State::Found;
    output.write(fmt::format("  {} {:<{}}  {}\n",
                             is_amiss                               ? "✗"
                             : step.state == review::State::InOrder ? "✓"
                                                                    : "·",
                             name_of(step.step), widest, terminal_text(step.words)));
  }
}

void tell_json(const std::vector<review::PolicyReview>& reviews, const Diagnostics& of_paths,
               Output& output) {
  JsonWriter json(output);
  json.begin_object();
  json.key("engine").value(kEngine);
  json.key("policies").begin_array();
  for (const review::PolicyReview& one : reviews) {
    json.begin_object();
    json.key("file").value(one.file.string());
    json.key("policy").value(one.name);
    json.key("state").value(name_of(one.state()));
    json.key("steps").begin_array();
    for (const review::StepResult& step : one.steps) {
      json.begin_object();
      json.key("step").value(name_of(step.step));
      json.key("state").value(name_of(step.state));
      json.key("words").value(step.words);
      json.end();
    }
    json.end();
    json.key("mistakes").begin_array();
    for (const review::Told& told : one.told) {
      for (const Diagnostic& mistake : told.diagnostics.all())
        write_mistake_json(mistake, *told.sources, json);
    }
    json.end();
    json.end();
  }
  json.end();
  write_mistakes_json(of_paths, {}, {}, json);
  json.end();
  json.line_break();
}

std::string end_in_words(const std::vector<review::PolicyReview>& reviews) {
  const auto amiss = static_cast<std::size_t>(
      std::ranges::count_if(reviews, [](const auto& one) { return one.state() != review::State::InOrder; }));
  const std::string checked = number_and_noun(reviews.size(), "policy", "policies") + " checked";
  if (amiss == 0) return checked + ": in order";
  return fmt::format("{}: {} not in order", checked, amiss);
}

/// Makes the edits of the policies' mistakes and lints in their files. False where one could not be written.
bool mend_files(const std::vector<fs::path>& files, Output& output, Color color) {
  const fix::Mended mended = fix::mend([&](Sources& sources) {
    Diagnostics found;
    for (const fs::path& file : files) found.add(review::mistakes_and_lints(file, sources));
    return found;
  });
  Diagnostics failed;
  for (const auto& [name, text] : mended.texts) {
    if (write_file(name, text, {}, output, failed))
      output.write_mistakes(fmt::format("{}: written\n", terminal_text(name)));
  }
  output.write_mistakes(diagnostics_text(failed, {}, color));
  return !failed.has_errors();
}

/// The files that are to be reviewed, each once.
std::vector<fs::path> files_of(const std::vector<std::string>& names, Diagnostics& diagnostics) {
  std::vector<fs::path> files;
  const auto add = [&](const fs::path& file) {
    if (std::ranges::find(files, file) == files.end()) files.push_back(file);
  };
  std::error_code error;
  for (const std::string& name : names) {
    if (!fs::is_directory(name, error)) {
      add(whole_of(name));
      continue;
    }
    const PoliciesFound found = policy_files_in(name, diagnostics);
    for (const fs::path& file : found.policies) add(whole_of(file));
    if (!found.policies.empty()) continue;
    // A folder of modules alone: no policy here reads them.
    const FolderWalk below = walk(name);
    for (const FolderEntry& entry : below.entries) {
      if (entry.kind == EntryKind::File && head_of_file(entry.path).role == FileRole::Module) add(entry.path);
    }
  }
  return files;
}

}  // namespace

bool are_policies(const CheckArguments& arguments) {
  if (arguments.files.empty() || !arguments.policies.empty()) return false;
  return std::ranges::all_of(arguments.files, [](const std::string& file) {
    std::error_code error;
    if (fs::is_directory(file, error)) return holds_policies_alone(file);
    // One that is not there, or is none, is told as what a policy's file would be.
    return fs::path(file).extension() == kPolicyEnding;
  });
}

int check_policies(const CheckArguments& arguments, Output& output) {
  const std::string_view misplaced = option_of_documents(arguments);
  if (!misplaced.empty())
    throw UsageError(
        fmt::format("{} is about documents, and here policies are checked by themselves", misplaced));
  const MistakeFormat format = format_of(arguments.format);
  const auto writer =
      mistake_writer(format, output, root_of_paths(), color_of(STDERR_FILENO, arguments.color));
  Diagnostics of_paths;
  std::vector<review::PolicyReview> reviews;
  const std::vector<fs::path> files = files_of(arguments.files, of_paths);
  const Color color = color_of(STDERR_FILENO, arguments.color);
  const bool are_written = !arguments.fixes || mend_files(files, output, color);
  for (const fs::path& file : files) {
    review::PolicyReview one = review::review(file);
    if (format == MistakeFormat::Text) {
      if (!reviews.empty()) output.write("\n");
      tell_text(one, output);
    }
    if (format != MistakeFormat::Json)
      for (const review::Told& told : one.told) writer->add(told.diagnostics, *told.sources);
    reviews.push_back(std::move(one));
  }
  if (format == MistakeFormat::Json) {
    tell_json(reviews, of_paths, output);
  } else {
    writer->add(of_paths, {});
    writer->end();
  }
  if (format == MistakeFormat::Text) output.write("\n" + end_in_words(reviews) + "\n");
  if (of_paths.has_errors() || !are_written || reviews.empty()) return kNotChecked;
  const auto has = [&](review::State state) {
    return std::ranges::any_of(reviews, [&](const auto& one) { return one.state() == state; });
  };
  return has(review::State::Failed) ? kNotChecked : has(review::State::Found) ? kNonCompliant : kCompliant;
}

}  // namespace precept::tools
