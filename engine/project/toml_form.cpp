// Reads `precept.toml` (docs/project_file.md).
#include <fmt/ranges.h>

#include <algorithm>

#include "base/suggest.h"
#include "base/text.h"
#include "base/toml/parse.h"
#include "engine/project/forms.h"
#include "engine/project/joined_lists.h"
#include "engine/project/lint_levels.h"

namespace precept::input {

namespace {

constexpr std::int64_t kMostCounted = 1'000'000'000;

class TomlProjectReader {
 public:
  TomlProjectReader(FileId file, const Sources& sources, Diagnostics& diagnostics)
      : file_(file), sources_(sources), diagnostics_(diagnostics) {}

  Project read() {
    const auto root = toml::parse(file_, sources_, diagnostics_);
    if (!root) return {};
    toml::TableReader file(*root->as<toml::Table>(), root->place, "the project file", diagnostics_);
    policies(file);
    documents(file);
    language(file);
    project_.as_of = file.date("as-of");
    if (project_.as_of) note_run(project_.as_of->place);
    project_.is_strict = file.truth("strict");
    if (project_.is_strict) note_run(project_.is_strict->place);
    project_.jobs = file.number("jobs", 1, kMostJobs);
    if (project_.jobs) note_run(project_.jobs->place);
    readings(file);
    attesters(file);
    minimum(file);
    outputs(file);
    levels(file);
    for (auto& [name, level] : file.named_texts("lint"))
      read_lint_level({name.value, name.place}, level, project_, diagnostics_);
    baseline(file);
    file.finish();
    return std::move(project_);
  }

 private:
  /// Notes that there is a setting for a run.
  void note_run(Span place) {
    if (!project_.first_of_run.has_place() || place.begin < project_.first_of_run.begin)
      project_.first_of_run = place;
  }

  std::string path(const std::string& text) const { return path_in_project(sources_, file_, text); }

  toml::TableReader reader_of(const toml::Value& table, std::string what) {
    return {*table.as<toml::Table>(), table.place, std::move(what), diagnostics_};
  }

  // ---- what is checked, and by what

  void policies(toml::TableReader& file) {
    for (toml::PlacedText& policy : file.texts("policies")) {
      note_run(policy.place);
      project_.policies.push_back({path(policy.value), policy.place});
    }
  }

  void documents(toml::TableReader& file) {
    for (const toml::Value* entry : file.tables("documents")) {
      note_run(entry->place);
      toml::TableReader table = reader_of(*entry, "`[[documents]]`");
      ProjectDocuments documents;
      for (toml::PlacedText& pattern : table.texts("files"))
        documents.patterns.push_back({path(pattern.value), pattern.place});
      if (auto kind = table.text("kind")) documents.kind = std::move(*kind);
      tables(table, documents);
      mapping(table, documents);
      const bool has_files = std::ranges::find(*entry->as<toml::Table>(), "files", &toml::Member::key) !=
                             entry->as<toml::Table>()->end();
      if (!has_files)
        table.refuse(entry->place, "`[[documents]]` has no `files`")
            .with_help("write `files = [\"meetings/*.json\"]`");
      table.finish();
      project_.documents.push_back(std::move(documents));
    }
  }

  void tables(toml::TableReader& entry, ProjectDocuments& documents) {
    for (auto& [field, file] : entry.named_texts("tables")) {
      const std::string fault = fault_of_list_pattern(file.value);
      if (!fault.empty()) entry.refuse(file.place, fault).with_help(std::string(kListPatternHelp));
      documents.tables.push_back({field.value, std::move(file)});
    }
  }

  /// A file of mappings, or what would stand in one.
  void mapping(toml::TableReader& entry, ProjectDocuments& documents) {
    const toml::Member* member = entry.any("mapping");
    if (member == nullptr) return;
    documents.mapping_place = member->key_place;
    if (member->value.as<toml::Table>() != nullptr) {
      documents.mapping = member->value;
    } else if (member->value.as<std::string>() == nullptr) {
      entry
          .refuse(member->value.place,
                  fmt::format("`mapping` is {}; it is to be a file, or the mapping itself",
                              member->value.type_in_words()))
          .with_help(
              "write `mapping = \"list.map.toml\"`, or [documents.mapping.LIST.columns] and what follows");
    } else if (const auto file = entry.text("mapping")) {
      documents.mapping_file = {path(file->value), file->place};
    }
  }

  void language(toml::TableReader& file) {
    std::vector<std::string_view> codes;
    for (Language known : kLanguages) codes.push_back(code_of(known));
    const auto chosen = file.choice("language", codes);
    if (!chosen) return;
    project_.language = language_of(chosen->value);
    project_.language_place = chosen->place;
  }

  void readings(toml::TableReader& file) {
    for (auto& [name, choice] : file.named_texts("readings")) {
      project_.readings.push_back({.reading = name.value,
                                   .choice = choice.value,
                                   .chosen_in = said_in(name.place, sources_),
                                   .reading_place = name.place,
                                   .choice_place = choice.place});
    }
  }

  void attesters(toml::TableReader& file) {
    constexpr DiagnosticKind kKind = DiagnosticKind::TomlValue;
    for (const toml::Value* entry : file.tables("attesters")) {
      toml::TableReader table = reader_of(*entry, "`[[attesters]]`");
      const auto name = table.text("name", toml::Presence::Required), answers = table.text("answers"),
                 key = table.text("key");
      table.finish();
      TrustedAttester attester;
      attester.declared_in = said_in(entry->place, sources_);
      bool is_sound = name.has_value();
      if (name) attester.name = name->value;
      if (answers) attester.role = answers->value;
      for (const auto& one : {name, answers}) {
        if (one)
          is_sound &= names_somebody(one->value, one->place, kKind, "name = \"chair of SG12\"", diagnostics_);
      }
      if (key)
        is_sound &= read_key_named(key->value, key->place, kKind, sources_, attester.key, diagnostics_);
      if (!is_sound) continue;
      project_.attesters.push_back(std::move(attester));
      project_.key_files.push_back(key ? key->value : "");
    }
  }

  // ---- what a run is to come to

  void minimum(toml::TableReader& file) {
    const toml::Member* member = file.table("minimum");
    if (member == nullptr) return;
    note_run(member->key_place);
    toml::TableReader table = reader_of(member->value, "`[minimum]`");
    project_.minimum.documents = table.number("documents", 1, kMostCounted);
    project_.minimum.subjects = table.number("subjects", 1, kMostCounted);
    table.finish();
  }

  void outputs(toml::TableReader& file) {
    for (toml::PlacedText& output : file.texts("outputs")) {
      note_run(output.place);
      const std::size_t equals = output.value.find('=');
      const std::string target = equals == std::string::npos ? "" : output.value.substr(equals + 1);
      if (!target.empty() && target != "-") output.value = output.value.substr(0, equals + 1) + path(target);
      project_.outputs.push_back(std::move(output));
    }
  }

  void levels(toml::TableReader& file) {
    const toml::Member* member = file.table("levels");
    if (member == nullptr) return;
    for (const toml::Member& one : *member->value.as<toml::Table>()) {
      note_run(one.key_place);
      level(one);
    }
  }

  void level(const toml::Member& of) {
    constexpr std::string_view kHelp = "write `W4030 = { level = \"error\", reason = \"…\" }`";
    const auto kind = warning_of(of);
    if (!kind) return;
    const auto* table = of.value.as<toml::Table>();
    if (table == nullptr) {
      diagnostics_
          .report(DiagnosticKind::TomlValue, of.value.place,
                  fmt::format("`{}` is {}; it is to be a table with a level and a reason", of.key,
                              of.value.type_in_words()))
          .with_help(std::string(kHelp));
      return;
    }
    toml::TableReader reader(*table, of.value.place, fmt::format("the level of `{}`", of.key), diagnostics_);
    const auto level = reader.choice("level", {"error", "off"}, toml::Presence::Required);
    const auto reason = reader.text("reason", toml::Presence::Required);
    reader.finish();
    if (level && reason)
      project_.levels.push_back({*kind, level->value == "error", reason->value, of.key_place});
  }

  /// The warning with the code that the key is; an error has one level only.
  std::optional<DiagnosticKind> warning_of(const toml::Member& of) {
    std::vector<std::string_view> codes;
    for (std::size_t i = 0; i < diagnostic_kind_count(); ++i) {
      const auto kind = static_cast<DiagnosticKind>(i);
      // Lints are of policies, and have `[lint]`.
      const bool is_warning = info(kind).severity == Severity::Warning && lint_name(kind).empty();
      if (of.key == info(kind).code && is_warning) return kind;
      if (of.key == info(kind).code) {
        diagnostics_
            .report(DiagnosticKind::TomlKey, of.key_place, fmt::format("`{}` is an error already", of.key))
            .with_help("only warnings, `W…`, have levels: what is in error is never let pass");
        return std::nullopt;
      }
      if (is_warning) codes.emplace_back(info(kind).code);
    }
    diagnostics_
        .report(DiagnosticKind::TomlKey, of.key_place,
                fmt::format("there is no warning `{}`", text_for_message(of.key)))
        .with_help(fmt::format("the warnings are {}", fmt::join(codes, ", ")));
    return std::nullopt;
  }

  void baseline(toml::TableReader& file) {
    const toml::Member* member = file.table("baseline");
    if (member == nullptr) return;
    note_run(member->key_place);
    toml::TableReader table = reader_of(member->value, "`[baseline]`");
    if (auto path = table.text("file", toml::Presence::Required))
      project_.baseline = {this->path(path->value), path->place};
    project_.ratchet = table.truth("ratchet");
    table.finish();
  }

  FileId file_;
  const Sources& sources_;
  Diagnostics& diagnostics_;
  Project project_;
};

}  // namespace

Project read_toml_form(FileId file, const Sources& sources, Diagnostics& diagnostics) {
  return TomlProjectReader(file, sources, diagnostics).read();
}

}  // namespace precept::input
