#include "engine/project/joined_lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/file.h"
#include "base/folder.h"
#include "base/suggest.h"
#include "engine/project/patterns.h"
#include "runtime/read/json_text.h"
#include "runtime/read/mistakes.h"
#include "runtime/read/records/list_fields.h"

namespace precept::input {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kStem = "{stem}", kFolder = "{folder}";

/// The pattern with these texts in place of its names.
std::string filled(std::string_view pattern, std::string_view folder, std::string_view stem) {
  std::string text;
  while (!pattern.empty()) {
    const std::string_view name = pattern.starts_with(kStem)     ? kStem
                                  : pattern.starts_with(kFolder) ? kFolder
                                                                 : pattern.substr(0, 1);
    text += name == kStem ? stem : name == kFolder ? folder : name;
    pattern.remove_prefix(name.size());
  }
  return text;
}

/// The folder of the document, as it is reached from that of the project file.
std::string folder_from_project(const fs::path& document, const Project& project) {
  std::error_code error;
  const fs::path root = fs::absolute(project.file, error).lexically_normal().parent_path();
  const fs::path folder = fs::absolute(document, error).lexically_normal().parent_path();
  const fs::path relative = folder.lexically_relative(root);
  return (relative.empty() ? folder : relative).string();
}

std::string path_from_here(const Project& project, const fs::path& path) {
  return (path.is_absolute() ? path : project.file.parent_path() / path).lexically_normal().string();
}

ListName list_of(const ProjectTable& table, const fs::path& document, const Project& project) {
  const std::string path =
      filled(table.file.value, folder_from_project(document, project), document.stem().string());
  return list_called(table.field, path_from_here(project, path));
}

bool is_there(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

void report_missing(const DocumentName& document, const ListName& list, const ProjectTable& table,
                    const Project& project, Diagnostics& diagnostics) {
  Diagnostic& told = diagnostics.report(
      DiagnosticKind::ProjectListMissing, table.file.place,
      fmt::format("`{}` has no `{}`: there is no file `{}`", document.name, list.field, list.path));
  ProjectTable beside = table;
  beside.file.value = fmt::format("{}/{}", kFolder, table.file.value);
  if (is_there(list_of(beside, document.path, project).path)) {
    told.with_help(fmt::format("the list of a document in the same folder is `{}`", beside.file.value));
  } else {
    told.with_help("put the list there; documents that have it in themselves need an entry of their own");
  }
}

void report_lines(const DocumentName& document, const ProjectTable& table, Diagnostics& diagnostics) {
  diagnostics
      .report(DiagnosticKind::TomlValue, table.file.place,
              fmt::format("a list is of one document, and `{}` {}", document.name,
                          document.line != 0 ? "is one of several in a file" : "holds one on each line"))
      .with_help("take its pattern to an entry without `tables`");
}

/// What the entries say of one document, each thing once.
class ListsSaid {
 public:
  ListsSaid(DocumentName& document, const Project& project, Diagnostics& diagnostics)
      : document_(document), project_(project), diagnostics_(diagnostics) {}

  void run() {
    for (const ProjectDocuments* entry : entries_of(project_, document_.path)) {
      for (const ProjectTable& table : entry->tables) add(table);
      if (entry->mapping_place.has_place()) add_mapping(*entry);
    }
    MappingNames& mappings = document_.lists.mappings;
    if (mapping_ == nullptr || !mappings.file.empty()) return;
    mappings.file = mapping_->mapping_file.value;
    mappings.table = mapping_->mapping;
    mappings.folder = project_.file.parent_path();
    for (const ProjectDocuments& entry : project_.documents) {
      for (const ProjectTable& table : entry.tables) mappings.other_lists.push_back(table.field);
    }
  }

 private:
  void add(const ProjectTable& table) {
    std::vector<ListName>& names = document_.lists.names;
    const auto before = std::ranges::find(said_, table.field, &ProjectTable::field);
    if (before != said_.end()) {
      if (before->file.value != table.file.value) twice("list", table.file.place, before->file.place);
      return;
    }
    if (std::ranges::find(names, table.field, &ListName::field) != names.end()) return;
    if (document_.line != 0) return report_lines(document_, table, diagnostics_);
    said_.push_back(table);
    ListName list = list_of(table, document_.path, project_);
    if (is_there(list.path)) {
      names.push_back(std::move(list));
    } else {
      report_missing(document_, list, table, project_, diagnostics_);
    }
  }

  void add_mapping(const ProjectDocuments& entry) {
    const bool is_other =
        mapping_ != nullptr && (entry.mapping || entry.mapping_file.value != mapping_->mapping_file.value);
    if (is_other) twice("mapping", entry.mapping_place, mapping_->mapping_place);
    if (mapping_ == nullptr) mapping_ = &entry;
  }

  void twice(const char* what, Span place, Span before) {
    diagnostics_
        .report(DiagnosticKind::TomlValue, place,
                fmt::format("`{}` has another {} by this entry than by that one", document_.name, what))
        .label(before, fmt::format("the other {}", what));
  }

  DocumentName& document_;
  const Project& project_;
  Diagnostics& diagnostics_;
  std::vector<ProjectTable> said_;
  const ProjectDocuments* mapping_ = nullptr;
};

}  // namespace

std::string fault_of_list_pattern(std::string_view pattern) {
  std::string rest = filled(pattern, "", "");
  if (rest.find_first_of("*?") != std::string::npos)
    return fmt::format("`{}` could be several files, and a list is one", pattern);
  const std::size_t brace = rest.find_first_of("{}");
  if (brace == std::string::npos) return {};
  return fmt::format("`{}` has something in braces that is neither `{{stem}}` nor `{{folder}}`", pattern);
}

std::vector<std::string> list_files_of(const fs::path& document, const Project& project) {
  std::vector<std::string> files;
  for (const ProjectDocuments* entry : entries_of(project, document)) {
    for (const ProjectTable& table : entry->tables) files.push_back(list_of(table, document, project).path);
  }
  return files;
}

void add_project_lists(DocumentName& document, const Project& project, Diagnostics& diagnostics) {
  if (!document.is_standard_input) ListsSaid(document, project, diagnostics).run();
}

// ---- the documents of a run ------------------------------------------------------------------------

namespace {

/// The lists of the documents of a run, and what lies beside them.
class ListSearch {
 public:
  ListSearch(const Project& project, Diagnostics& diagnostics)
      : project_(project), diagnostics_(diagnostics) {}

  void run(std::span<const DocumentName> documents) {
    for (const DocumentName& document : documents) add(document);
    for (const auto& [table, patterns] : patterns_) {
      for (const std::string& pattern : patterns) look(*table, pattern);
    }
  }

 private:
  void add(const DocumentName& document) {
    if (document.is_standard_input) return;
    for (const ProjectDocuments* entry : entries_of(project_, document.path)) {
      for (const ProjectTable& table : entry->tables) {
        if (holds_lines(document)) {
          report_lines(document, table, diagnostics_);
          continue;
        }
        taken_.insert(list_of(table, document.path, project_).path);
        if (table.file.value.find(kStem) == std::string::npos) continue;
        const std::string any = filled(table.file.value, folder_from_project(document.path, project_), "*");
        patterns_[&table].insert(list_called("", path_from_here(project_, any)).path);
      }
    }
  }

  void look(const ProjectTable& table, const std::string& pattern) {
    std::vector<std::string> alone;
    for (const FolderEntry& entry : walk(folder_of_pattern(pattern)).entries) {
      const bool is_list = entry.kind == EntryKind::File && fits_pattern(entry.path, pattern);
      const std::string path = entry.path.lexically_normal().string();
      if (is_list && !taken_.contains(path)) alone.push_back(path);
    }
    if (alone.empty()) return;
    Diagnostic& told = diagnostics_.report(
        DiagnosticKind::ListOfNobody, table.file.place,
        alone.size() == 1
            ? fmt::format("`{}` is the list of no document", alone.front())
            : fmt::format("{} files here are lists of no document: `{}`, …", alone.size(), alone.front()));
    told.with_help("is its document missing, or called otherwise?");
  }

  const Project& project_;
  Diagnostics& diagnostics_;
  std::set<std::string> taken_;
  std::map<const ProjectTable*, std::set<std::string>> patterns_;
};

}  // namespace

void check_lists_of_documents(const Project& project, std::span<const DocumentName> documents,
                              Diagnostics& diagnostics) {
  ListSearch(project, diagnostics).run(documents);
}

// ---- against the policies ----------------------------------------------------------------------------

namespace {

class PolicyLists {
 public:
  PolicyLists(std::span<const Program* const> policies, const std::vector<fs::path>& presets,
              const Project& project, Sources& sources, Diagnostics& diagnostics)
      : policies_(policies),
        presets_(presets),
        project_(project),
        sources_(sources),
        diagnostics_(diagnostics) {}

  void check(const ProjectDocuments& entry) {
    for (const ProjectTable& table : entry.tables) {
      if (fields_of(table.field, entry.kind.value).empty()) report_no_list(table, entry);
    }
    if (entry.mapping_place.has_place()) check_mapping(entry);
  }

 private:
  struct FieldsOfKind {
    const Program* program;
    ListFields fields;
  };

  template <class Visit>
  void each_unit(const std::string& kind, Visit visit) const {
    for (const Program* policy : policies_) {
      for (const program::Unit& unit : policy->units) {
        if (kind.empty() || policy->text(unit.kind) == kind) visit(*policy, unit);
      }
    }
  }

  /// The fields of the list in each kind of documents that has it.
  std::vector<FieldsOfKind> fields_of(const std::string& list, const std::string& kind) const {
    std::vector<FieldsOfKind> found;
    each_unit(kind, [&](const Program& policy, const program::Unit& unit) {
      if (auto fields = list_fields(policy, unit, list)) found.push_back({&policy, std::move(*fields)});
    });
    return found;
  }

  void report_no_list(const ProjectTable& table, const ProjectDocuments& entry) {
    std::vector<std::string_view> lists;
    each_unit(entry.kind.value, [&](const Program& policy, const program::Unit& unit) {
      for (std::string_view list : lists_of(policy, unit)) {
        if (std::ranges::find(lists, list) == lists.end()) lists.push_back(list);
      }
    });
    const std::string of =
        entry.kind.value.empty() ? "any document" : std::string(with_article(entry.kind.value));
    diagnostics_
        .report(DiagnosticKind::UnknownList, table.file.place,
                fmt::format("{} is no list of {}", in_backticks(table.field), of))
        .with_help(did_you_mean_or_list(table.field, lists, "the lists"));
  }

  /// Reports a mapping that is not there where the project file names it.
  bool reports_missing(const toml::PlacedText& mapping) {
    std::error_code error;
    if (mapping.value.empty() || fs::is_regular_file(mapping.value, error)) return false;
    diagnostics_.report(
        DiagnosticKind::CannotRead, mapping.place,
        fmt::format("{} cannot be read: {}", in_backticks(mapping.value), why_unreadable(mapping.value)));
    return true;
  }

  void check_mapping(const ProjectDocuments& entry) {
    if (reports_missing(entry.mapping_file)) return;
    const MappingNames names{.file = entry.mapping_file.value,
                             .lines = {},
                             .presets = presets_,
                             .table = entry.mapping,
                             .folder = project_.file.parent_path()};
    const auto mappings = read_mappings(names, sources_, diagnostics_);
    if (!mappings) return;
    for (const toml::Member& list : *mappings->as<toml::Table>()) {
      std::optional<Diagnostics> mistakes;  // of the first kind; a kind that it suits is enough
      for (const FieldsOfKind& of : fields_of(list.key, entry.kind.value)) {
        Diagnostics found;
        list_mapping(*mappings, of.fields, *of.program, names, sources_, found);
        if (!mistakes || !found.has_errors()) mistakes = std::move(found);
        if (!mistakes->has_errors()) break;
      }
      if (mistakes) diagnostics_.add(*mistakes);
    }
  }

  std::span<const Program* const> policies_;
  const std::vector<fs::path>& presets_;
  const Project& project_;
  Sources& sources_;
  Diagnostics& diagnostics_;
};

}  // namespace

void check_project_lists(const Project& project, std::span<const Program* const> policies,
                         const std::vector<fs::path>& presets, Sources& sources, Diagnostics& diagnostics) {
  PolicyLists lists(policies, presets, project, sources, diagnostics);
  for (const ProjectDocuments& entry : project.documents) lists.check(entry);
}

}  // namespace precept::input
