#include "tools/commands/settled.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <set>
#include <thread>
#include <utility>

#include "base/suggest.h"
#include "engine/project/joined_lists.h"
#include "render/layout.h"

extern char** environ;

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

// ---- the environment -----------------------------------------------------------------------------------

void refuse_variable(const char* name, const std::string& why, Diagnostics& diagnostics) {
  diagnostics.report(DiagnosticKind::BadOption, {}, fmt::format("{}: {}", name, why))
      .with_help("unset the variable, or give it a value that it may have");
}

/// The variable's value; nothing where it is not set, or was reported to be empty.
std::optional<std::string> variable(const char* name, Diagnostics& diagnostics) {
  const char* value = std::getenv(name);
  if (value == nullptr) return std::nullopt;
  if (std::string_view(value).find_first_not_of(" \t") != std::string_view::npos) return value;
  refuse_variable(name, "its value is empty", diagnostics);
  return std::nullopt;
}

/// Reports a variable whose name is nearly one of ours: it would not count.
void refuse_nearly_named(Diagnostics& diagnostics) {
  const std::vector<std::string_view> known{kProjectVariable, kLanguageVariable, kStrictVariable,
                                            kJobsVariable};
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view all(*entry);
    const std::string_view name = all.substr(0, all.find('='));
    if (!name.starts_with("PRECEPT") || std::ranges::find(known, name) != known.end()) continue;
    const std::string meant = did_you_mean(name, known);
    if (meant.empty()) continue;
    diagnostics
        .report(DiagnosticKind::BadOption, {},
                fmt::format("there is no variable {} of the environment", terminal_text(name)))
        .with_help(meant);
  }
}

std::optional<bool> truth_of(const std::string& word) {
  for (const char* yes : {"1", "true", "yes"}) {
    if (word == yes) return true;
  }
  for (const char* no : {"0", "false", "no"}) {
    if (word == no) return false;
  }
  return std::nullopt;
}

// ---- settling ------------------------------------------------------------------------------------------

class Settling {
 public:
  explicit Settling(const CheckArguments& given) : arguments_(run_.arguments) {
    run_.arguments = given;
    given_ = given;
  }

  SettledRun run() {
    refuse_nearly_named(diagnostics_);
    project();
    policies();
    documents();
    lists();
    kind();
    readings();
    language();
    as_of();
    strict();
    jobs();
    attesters();
    minimum();
    outputs();
    levels();
    baseline();
    run_.engine.add(diagnostics_);
    return std::move(run_);
  }

 private:
  const Project& file() const { return *run_.project; }
  std::string at(Span place) const { return run_.engine.said_in(place); }
  void line(std::string name, std::vector<std::string> values, std::string from) {
    run_.lines.push_back({std::move(name), std::move(values), std::move(from)});
  }
  void no_line(std::string name, std::string value = "none") {
    line(std::move(name), {std::move(value)}, "default");
  }

  // ---- the project file

  void project() {
    std::string from = "--project";
    std::optional<fs::path> path;
    if (!given_.project.empty()) {
      path = given_.project;
    } else if (auto named = variable(kProjectVariable, diagnostics_)) {
      path = *named;
      from = kProjectVariable;
    } else {
      path = find_project(first_folder(), given_.policies, diagnostics_);
      from.clear();
    }
    if (path && !from.empty()) path = file_named(*path, from);
    run_.project = &run_.engine.open_project(path, !from.empty());
    if (!path) return no_line("project");
    line("project", {path->string()}, from.empty() ? "found" : from);
    if (file().is_old_form()) note_old_form();
  }

  /// The project file that a folder stands for.
  std::optional<fs::path> file_named(const fs::path& named, const std::string& from) {
    std::error_code error;
    fs::path path = fs::is_directory(named, error) ? named / kProjectFile : named;
    if (fs::exists(path, error)) return path;
    diagnostics_
        .report(DiagnosticKind::CannotRead, {},
                fmt::format("{}: there is no project file `{}`", from, path.string()))
        .with_help(fmt::format("name a `{}`, or a folder that has one", kProjectFile));
    return std::nullopt;
  }

  /// The folder of the first document that was named, else the current one.
  fs::path first_folder() const {
    std::error_code error;
    if (given_.files.empty() || given_.files.front() == "-") return {};
    const fs::path first(given_.files.front());
    return fs::is_directory(first, error) ? first : first.parent_path();
  }

  void note_old_form() {
    std::string told = project_as_toml(file());
    Diagnostic& note = diagnostics_.report(
        DiagnosticKind::OldProjectFile, {},
        fmt::format("`{}` has the form that project files had before", file().file.string()));
    note.with_help(fmt::format("`precept config --write-toml` writes it as `{}`; then take the old one away",
                               kProjectFile));
    std::string toml;
    for (const char c : told) toml += c == '\n' ? std::string("; ") : std::string(1, c);
    while (toml.ends_with("; ")) toml.resize(toml.size() - 2);
    // A longer one is better read in the file that the help's command writes.
    constexpr std::size_t kLongestShown = 400;
    if (!toml.empty() && toml.size() <= kLongestShown)
      note.note(fmt::format("in TOML, with a line for each part: {}", toml));
  }

  // ---- each setting

  void policies() {
    if (!given_.policies.empty()) return line("policies", given_.policies, "--policy");
    if (file().policies.empty()) return no_line("policies");
    for (const toml::PlacedText& policy : file().policies) arguments_.policies.push_back(policy.value);
    line("policies", arguments_.policies, at(file().policies.front().place));
  }

  void documents() {
    if (!given_.files.empty()) return line("documents", given_.files, "FILE");
    if (file().documents.empty()) return no_line("documents");
    run_.has_project_documents = true;
    for (const ProjectDocuments& entry : file().documents) {
      std::vector<std::string> patterns;
      for (const toml::PlacedText& pattern : entry.patterns) patterns.push_back(pattern.value);
      if (!entry.kind.value.empty()) patterns.push_back(fmt::format("kind {}", entry.kind.value));
      if (!entry.patterns.empty()) line("documents", patterns, at(entry.patterns.front().place));
    }
  }

  void lists() {
    const input::ListWords& given = given_.lists;
    for (const std::string& word : given.tables) line("table", {word}, "--table");
    for (const ProjectDocuments& entry : file().documents) {
      for (const ProjectTable& table : entry.tables) {
        const bool is_overridden = std::ranges::any_of(
            given.tables, [&](const std::string& word) { return word.starts_with(table.field + "="); });
        if (!is_overridden)
          line("table", {fmt::format("{}={}", table.field, table.file.value)}, at(table.file.place));
      }
      if (!entry.mapping_place.has_place() || !given.mapping.empty()) continue;
      line("mapping", {entry.mapping ? "in the project file" : entry.mapping_file.value},
           at(entry.mapping_place));
    }
    if (!given.mapping.empty()) line("mapping", {given.mapping}, "--mapping");
    for (const std::string& word : given.map) line("mapping", {word}, "--map");
  }

  /// Where it is given it goes before the kinds of the project's documents.
  void kind() {
    if (!given_.kind.empty()) line("kind", {given_.kind}, "--as");
  }

  void readings() {
    for (const ChosenReading& reading : file().readings) {
      const bool is_overridden = std::ranges::any_of(
          given_.readings, [&](const std::string& word) { return word.starts_with(reading.reading + "="); });
      if (!is_overridden)
        line("reading", {fmt::format("{}={}", reading.reading, reading.choice)}, reading.chosen_in);
    }
    for (const std::string& word : given_.readings) line("reading", {word}, "--reading");
  }

  void language() {
    if (given_.language) return line("language", {std::string(code_of(*given_.language))}, "--lang");
    if (const auto word = variable(kLanguageVariable, diagnostics_)) {
      arguments_.language = language_of(*word);
      if (!arguments_.language)
        refuse_variable(kLanguageVariable, fmt::format("there is no language `{}`", terminal_text(*word)),
                        diagnostics_);
      return line("language", {*word}, kLanguageVariable);
    }
    if (!file().language) return no_line("language", "en");
    // Left to the file of each document, which may be another.
    line("language", {std::string(code_of(*file().language))}, at(file().language_place));
  }

  void as_of() {
    if (given_.as_of) return line("as-of", {format_date(*given_.as_of)}, "--as-of");
    if (!file().as_of) return no_line("as-of", "the document's date");
    arguments_.as_of = file().as_of->value;
    line("as-of", {format_date(file().as_of->value)}, at(file().as_of->place));
  }

  void strict() {
    auto tell = [&](bool is_strict, std::string from) {
      arguments_.is_strict = is_strict;
      line("strict", {is_strict ? "true" : "false"}, std::move(from));
    };
    if (given_.is_strict) return tell(true, "--strict");
    if (const auto word = variable(kStrictVariable, diagnostics_)) {
      const auto truth = truth_of(*word);
      if (truth) return tell(*truth, kStrictVariable);
      refuse_variable(kStrictVariable,
                      fmt::format("`{}` is none of true, false, yes, no, 1 and 0", terminal_text(*word)),
                      diagnostics_);
    }
    if (file().is_strict) return tell(file().is_strict->value, at(file().is_strict->place));
    tell(false, "default");
  }

  void jobs() {
    auto tell = [&](std::size_t jobs, std::string from) {
      arguments_.jobs = jobs;
      line("jobs", {fmt::format("{}", jobs)}, std::move(from));
    };
    if (given_.jobs != 0) return tell(given_.jobs, "--jobs");
    if (const auto word = variable(kJobsVariable, diagnostics_)) {
      std::size_t jobs = 0;
      const auto read = std::from_chars(word->data(), word->data() + word->size(), jobs);
      const bool is_number = read.ec == std::errc() && read.ptr == word->data() + word->size();
      if (is_number && jobs >= 1 && jobs <= static_cast<std::size_t>(kMostJobs))
        return tell(jobs, kJobsVariable);
      refuse_variable(kJobsVariable,
                      fmt::format("`{}` is no number from 1 to {}", terminal_text(*word), kMostJobs),
                      diagnostics_);
    }
    if (file().jobs) return tell(static_cast<std::size_t>(file().jobs->value), at(file().jobs->place));
    no_line("jobs", "as many as there are cores");
  }

  void attesters() {
    for (const TrustedAttester& attester : file().attesters) {
      std::string who = attester.name;
      if (!attester.role.empty()) who += fmt::format(" as {}", attester.role);
      if (!attester.key.empty()) who += ", signed";
      line("attester", {who}, attester.declared_in);
    }
    if (file().attesters.empty()) no_line("attester", "everybody");
  }

  void minimum() {
    auto tell = [&](const char* name, const std::optional<toml::Placed<std::int64_t>>& least) {
      if (least) line(name, {fmt::format("{}", least->value)}, at(least->place));
    };
    tell("minimum documents", file().minimum.documents);
    tell("minimum subjects", file().minimum.subjects);
  }

  void outputs() {
    for (const FileOutput& output : given_.outputs) line("output", {output.path}, "--output");
    if (!given_.outputs.empty()) return;
    std::set<fs::path> places;
    for (const toml::PlacedText& output : file().outputs) {
      if (const std::string fault = fault_of_output(output.value); !fault.empty()) {
        diagnostics_.report(DiagnosticKind::TomlValue, output.place, fault)
            .with_help("write `outputs = [\"sarif=out.sarif\"]`");
        continue;
      }
      FileOutput known = output_given(output.value);
      if (!places.insert(fs::path(known.path).lexically_normal()).second)
        diagnostics_.report(DiagnosticKind::TomlValue, output.place,
                            fmt::format("`{}` is written twice", terminal_text(known.path)));
      arguments_.outputs.push_back(std::move(known));
      line("output", {output.value}, at(output.place));
    }
  }

  void levels() {
    for (const WarningLevel& level : file().levels)
      line(fmt::format("level of {}", info(level.kind).code),
           {fmt::format("{} ({})", level.is_error ? "error" : "off", level.reason)}, at(level.place));
  }

  void baseline() {
    if (!given_.baseline.empty()) {
      line("baseline", {given_.baseline}, "--baseline");
    } else if (given_.without_baseline) {
      line("baseline", {"none"}, "--no-baseline");
    } else if (!file().baseline.value.empty()) {
      arguments_.baseline = file().baseline.value;
      line("baseline", {arguments_.baseline}, at(file().baseline.place));
    } else {
      no_line("baseline");
    }
    arguments_.is_ratchet = arguments_.is_strict || (file().ratchet && file().ratchet->value);
    if (file().ratchet)
      line("ratchet", {file().ratchet->value ? "true" : "false"}, at(file().ratchet->place));
  }

  SettledRun run_;
  CheckArguments& arguments_;
  CheckArguments given_;
  Diagnostics diagnostics_;
};

// ---- documents -----------------------------------------------------------------------------------------

/// `jobs` as they are given; 0: by the machine.
void add_folder(const std::string& folder, std::size_t jobs, RunInputs& inputs) {
  inputs.folders.push_back(folder);
  FolderOfDocuments found = documents_in(folder, jobs);
  std::ranges::move(found.documents, std::back_inserter(inputs.documents));
  std::ranges::move(found.passed_over, std::back_inserter(inputs.passed_over));
  if (!found.mistakes.has_errors()) return;
  DocumentReport& refused = inputs.rejected.emplace_back();
  refused.file = folder;
  refused.diagnostics = std::move(found.mistakes);
}

void add_project_documents(const Project& project, RunInputs& inputs, Diagnostics& diagnostics) {
  DocumentsOfProject found = documents_of(project, diagnostics);
  inputs.documents = std::move(found.documents);
  inputs.passed_over = std::move(found.passed_over);
  check_lists_of_documents(project, inputs.documents, diagnostics);
}

/// Notes the lists of the documents, which are no files that are passed over.
void add_lists(const Project& project, RunInputs& inputs) {
  if (std::ranges::all_of(project.documents, [](const auto& entry) { return entry.tables.empty(); })) return;
  for (const DocumentName& document : inputs.documents) {
    if (document.is_standard_input) continue;
    std::ranges::move(list_files_of(document.path, project), std::back_inserter(inputs.lists));
  }
  std::set<fs::path> read;
  for (const std::string& list : inputs.lists) read.insert(fs::path(list).lexically_normal());
  std::erase_if(inputs.passed_over, [&](const PassedOverFile& passed) {
    return read.contains(fs::path(passed.file).lexically_normal());
  });
}

/// Leaves of the project's documents those that changed. Where anything else changed (a policy, a list, the
/// project file, a document that is no longer there), all may have another answer, and stay.
void narrow_to_changed(const std::vector<std::string>& changed, RunInputs& inputs) {
  auto canonical = [](const fs::path& path) {
    std::error_code error;
    return fs::weakly_canonical(fs::absolute(path, error), error);
  };
  std::set<fs::path> left;
  for (const std::string& file : changed) left.insert(canonical(file));
  const auto all = left;
  for (const DocumentName& document : inputs.documents) left.erase(canonical(document.path));
  if (all.empty() || !left.empty()) return;
  const std::size_t before = inputs.documents.size();
  std::erase_if(inputs.documents,
                [&](const DocumentName& document) { return !all.contains(canonical(document.path)); });
  inputs.are_all_of_project &= inputs.documents.size() == before;
}

}  // namespace

SettledRun settle(const CheckArguments& given) {
  return Settling(given).run();
}

RunInputs inputs_of(const SettledRun& run, Diagnostics& diagnostics) {
  RunInputs inputs;
  const std::size_t jobs =
      run.arguments.jobs != 0 ? run.arguments.jobs : std::max(1u, std::thread::hardware_concurrency());
  inputs.are_all_of_project = run.has_project_documents;
  if (run.has_project_documents) add_project_documents(*run.project, inputs, diagnostics);
  if (run.arguments.only_changed) narrow_to_changed(run.arguments.changed, inputs);
  for (const std::string& file : run.arguments.files) {
    if (is_folder_of_documents(file)) {
      add_folder(file, jobs, inputs);
    } else {
      inputs.documents.push_back(document_name(file));
    }
  }
  std::ranges::move(take_out_repeated(inputs.documents, jobs), std::back_inserter(inputs.passed_over));
  add_lists(*run.project, inputs);
  const bool has_none = inputs.documents.empty() && inputs.rejected.empty() && !diagnostics.has_errors();
  if (has_none)
    diagnostics.report(DiagnosticKind::NoDocument, {}, "nothing was checked: there is no document to check")
        .with_help(
            "name files of JSON or YAML or a folder of them, or `[[documents]]` in the project file; `-` "
            "reads "
            "standard input");
  return inputs;
}

}  // namespace precept::tools
