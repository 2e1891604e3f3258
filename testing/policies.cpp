#include "testing/policies.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/pipeline.h"

namespace precept::testing {

namespace fs = std::filesystem;

namespace {

/// Reads on from the begin of a text: white space and comments, then a word.
std::string_view next_word(std::string_view& text) {
  constexpr std::string_view kBlank = " \t\r\n";
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
    if (!text.starts_with("--")) break;
    text.remove_prefix(std::min(text.find('\n'), text.size()));
  }
  std::string_view word = text.substr(0, text.find_first_of(kBlank));
  text.remove_prefix(word.size());
  return word;
}

/// The name behind `policy`; empty for any other file.
std::string declared_policy(const fs::path& file) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  Sources sources;
  auto source = sources.read(file);
  if (!source) return {};
  std::string_view text = sources.file(*source).text;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (next_word(text) != "policy") return {};
  return std::string(next_word(text));
}

struct Found {
  fs::path file;
  std::string name;
};

/// The policies that lie in the folder itself.
std::vector<Found> policies_beside(const fs::path& folder) {
  std::vector<Found> found;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".precept") continue;
    std::string name = declared_policy(entry.path());
    if (!name.empty()) found.push_back({entry.path().lexically_normal(), name});
  }
  std::ranges::sort(found, {}, &Found::file);
  return found;
}

}  // namespace

std::vector<const Program*> PolicySet::all_programs() const {
  std::vector<const Program*> result;
  for (const Program& program : programs) result.push_back(&program);
  return result;
}

const model::Model& revision_on(const PolicySet& policies, std::optional<Day> day) {
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
      if (each.name != header.text) others.push_back(each.name);
    }
  };
  for (const fs::path& path : given_) {
    std::vector<Found> found;
    Diagnostics none;
    for (const fs::path& file : find_policies(path, none)) found.push_back({file, declared_policy(file)});
    take(found);
  }
  if (!given_.empty()) return files;
  std::error_code error;
  fs::path folder = fs::absolute(test_file, error).parent_path();
  // Relative names read better in messages than absolute ones.
  fs::path shown = test_file.parent_path();
  while (files.empty()) {
    take(policies_beside(shown.empty() ? fs::path(".") : shown));
    if (!folder.has_relative_path()) break;
    folder = folder.parent_path();
    shown = shown.has_filename() && shown.filename() != ".." ? shown.parent_path() : folder;
  }
  return files;
}

const PolicySet* Policies::find(const ast::Name& header, const fs::path& test_file) {
  std::vector<std::string> others;
  std::vector<fs::path> files = files_of(header, test_file, others);
  for (const PolicySet& known : suite_.policies) {
    if (known.files == files) return &known;
  }
  if (std::ranges::find(failed_, files) != failed_.end()) return nullptr;
  if (!files.empty()) return compile_all(header.text, std::move(files));
  std::vector<std::string_view> names(others.begin(), others.end());
  Diagnostic& error = diagnostics_.report(
      DiagnosticKind::NoTestedPolicy, header.span,
      given_.empty() ? fmt::format("no policy `{}` lies beside this file or above it", header.text)
                     : fmt::format("no policy `{}` is among those given", header.text));
  error.with_help(did_you_mean(header.text, names));
  if (error.help.empty())
    error.with_help("move the tests to their policy, or name its folder with `--policy`");
  return nullptr;
}

const PolicySet* Policies::compile_all(std::string_view name, std::vector<fs::path> files) {
  PolicySet set{.name = std::string(name), .files = files};
  for (const fs::path& file : files) {
    auto model = read_policy(file, suite_.sources, diagnostics_);
    auto bytes = model ? compile(*model, suite_.sources, diagnostics_, {.reasons = false}) : std::nullopt;
    auto program = bytes ? Program::open(std::move(*bytes)) : std::unexpected(ProgramError{});
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
