#include "testing/suite/policies.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/folder.h"
#include "base/suggest.h"
#include "compiler/pipeline.h"
#include "runtime/verify/open.h"

namespace precept::testing {

namespace fs = std::filesystem;

namespace {

/// The name of the policy in the file; empty for a file that is none.
std::string declared_policy(const fs::path& file) {
  const FileHead head = head_of_file(file);
  return head.role == FileRole::Policy ? head.name : std::string();
}

struct Found {
  fs::path file;
  std::string name;
};

/// The policies in the folder itself, not below it.
std::vector<Found> policies_beside(const fs::path& folder) {
  std::vector<Found> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() != kPolicyEnding || is_hidden(entry.path())) continue;
    if (std::error_code ignored; !entry.is_regular_file(ignored)) continue;
    std::string name = declared_policy(entry.path());
    if (!name.empty()) found.push_back({entry.path().lexically_normal(), name});
  }
  std::ranges::sort(found, {}, &Found::file);
  return found;
}

}  // namespace

std::vector<const Program*> PolicyRevisions::all_programs() const {
  std::vector<const Program*> result;
  for (const Program& program : programs) result.push_back(&program);
  return result;
}

const model::Model& revision_on(const PolicyRevisions& policies, std::optional<Day> day) {
  const model::Model* last = policies.models.front().get();
  for (const auto& model : policies.models) {
    bool has_begun = day && (!model->from || *model->from <= *day);
    if (has_begun && (!model->until || *day <= *model->until)) return *model;
    if (model->from.value_or(0) > last->from.value_or(0)) last = model.get();
  }
  return *last;
}

std::vector<fs::path> Policies::files_of(const ast::Name& header, const fs::path& test_file,
                                         std::vector<std::string>& others) {
  std::vector<fs::path> files;
  auto take = [&](const std::vector<Found>& found) {
    for (const Found& each : found) {
      if (each.name == header.text) files.push_back(each.file);
      if (each.name != header.text && !each.name.empty()) others.push_back(each.name);
    }
  };
  for (const fs::path& path : given_) {
    std::vector<Found> found;
    Diagnostics none;
    for (const fs::path& file : policy_files_at(path, none)) found.push_back({file, declared_policy(file)});
    take(found);
  }
  if (!given_.empty()) return files;
  std::error_code error;
  fs::path folder = fs::absolute(test_file, error).parent_path();
  // Messages read better with relative names.
  fs::path shown = test_file.parent_path();
  while (files.empty()) {
    take(policies_beside(shown.empty() ? fs::path(".") : shown));
    if (!folder.has_relative_path()) break;
    folder = folder.parent_path();
    shown = shown.has_filename() && shown.filename() != ".." ? shown.parent_path() : folder;
  }
  return files;
}

const PolicyRevisions* Policies::policy_for_tests(const ast::Name& header, const fs::path& test_file) {
  std::vector<std::string> others;
  std::vector<fs::path> files = files_of(header, test_file, others);
  for (const PolicyRevisions& known : suite_.policies) {
    if (known.files == files) return &known;
  }
  if (std::ranges::find(failed_, files) != failed_.end()) return nullptr;
  if (!files.empty()) return compile_all(header.text, std::move(files));
  std::vector<std::string_view> names(others.begin(), others.end());
  Diagnostic& error = diagnostics_.report(
      DiagnosticKind::NoTestedPolicy, header.span,
      given_.empty() ? fmt::format("no policy `{}` lies beside this file or above it", header.text)
                     : fmt::format("no policy `{}` is among those given", header.text));
  error.with_help(did_you_mean_or_list(header.text, names, "the policies there"));
  if (error.help.empty())
    error.with_help("move the tests to their policy, or name its folder with `--policy`");
  return nullptr;
}

const PolicyRevisions* Policies::compile_all(std::string_view name, std::vector<fs::path> files) {
  PolicyRevisions set{.name = std::string(name), .files = files};
  for (const fs::path& file : files) {
    auto model = read_policy(file, suite_.sources, diagnostics_);
    auto bytes = model ? compile(*model, suite_.sources, diagnostics_, {.reasons = false}) : std::nullopt;
    auto program = bytes ? open_program(std::move(*bytes)) : std::unexpected(ProgramError{});
    if (bytes && !program) {
      diagnostics_
          .report(DiagnosticKind::ProgramUnverifiable, {},
                  fmt::format("`{}`: {}", file.string(), program.error().message))
          .with_help("this is a mistake of the compiler, not of the policy; please report it");
    }
    if (!program) {
      failed_.push_back(std::move(files));
      return nullptr;
    }
    set.models.push_back(std::move(model));
    set.programs.push_back(std::move(*program));
  }
  return &suite_.policies.emplace_back(std::move(set));
}

}  // namespace precept::testing
