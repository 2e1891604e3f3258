#include "engine/project/patterns.h"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <map>
#include <utility>

namespace precept::input {

namespace fs = std::filesystem;

namespace {

using Parts = std::vector<std::string>;

Parts parts_of(const fs::path& path) {
  Parts parts;
  for (const fs::path& part : path.lexically_normal()) {
    if (!part.empty() && part != ".") parts.push_back(part.string());
  }
  return parts;
}

/// Whether all names from `name` on fit the parts of the pattern from `part` on. By rows, as a pattern with
/// many `**` would else be tried in very many ways.
bool fit(const Parts& names, const Parts& pattern) {
  std::vector<bool> fits(names.size() + 1, false);  // the first i names fit the parts so far
  fits[0] = true;
  for (const std::string& part : pattern) {
    std::vector<bool> next(names.size() + 1, false);
    for (std::size_t i = 0; i <= names.size(); ++i) {
      if (part == "**") {
        next[i] = fits[i] || (i > 0 && next[i - 1]);
      } else if (i > 0 && fits[i - 1]) {
        next[i] = ::fnmatch(part.c_str(), names[i - 1].c_str(), FNM_PERIOD | FNM_NOESCAPE) == 0;
      }
    }
    fits = std::move(next);
  }
  return fits.back();
}

class Search {
 public:
  Search(DocumentsOfProject& found, Diagnostics& diagnostics) : found_(found), diagnostics_(diagnostics) {}

  void add(const toml::PlacedText& pattern, const toml::PlacedText& kind) {
    std::error_code error;
    const fs::path path(pattern.value);
    if (has_wildcard(pattern.value)) return add_folder(folder_of_pattern(path), &path, pattern, kind);
    if (is_folder_of_documents(path)) return add_folder(path, nullptr, pattern, kind);
    if (!fs::exists(path, error) && !fs::is_symlink(path, error)) return nothing(pattern, {});
    add(document_name(pattern.value), kind);
  }

 private:
  /// The documents in the folder and below; those that fit `filter`, where there is one.
  void add_folder(const fs::path& folder, const fs::path* filter, const toml::PlacedText& pattern,
                  const toml::PlacedText& kind) {
    std::error_code error;
    if (!fs::exists(folder, error)) return nothing(pattern, {});
    FolderOfDocuments in_folder = documents_in(folder.string());
    bool is_unreadable = false;
    for (const Diagnostic& mistake : in_folder.mistakes.all()) {
      if (mistake.kind == DiagnosticKind::NoDocument) continue;
      is_unreadable = true;
      diagnostics_.add(mistake);
    }
    std::size_t fitting = 0;
    for (DocumentName& document : in_folder.documents) {
      if (filter != nullptr && !fits_pattern(document.path, *filter)) continue;
      ++fitting;
      add(std::move(document), kind);
    }
    std::vector<std::string> passed;
    for (PassedOverFile& file : in_folder.passed_over) {
      if (filter != nullptr && !fits_pattern(file.file, *filter)) continue;
      passed.push_back(fmt::format("`{}` is passed over ({})", file.file, to_string(file.reason)));
      found_.passed_over.push_back(std::move(file));
    }
    if (fitting == 0 && !is_unreadable) nothing(pattern, passed);
  }

  void nothing(const toml::PlacedText& pattern, const std::vector<std::string>& passed) {
    Diagnostic& told = diagnostics_.report(DiagnosticKind::FitsNothing, pattern.place,
                                           fmt::format("no document fits `{}`", pattern.value));
    constexpr std::size_t kMostNamed = 3;
    for (std::size_t i = 0; i < std::min(kMostNamed, passed.size()); ++i) told.note(passed[i]);
    told.with_help("a pattern begins at the project file's folder; take out one that is no longer meant");
  }

  void add(DocumentName document, const toml::PlacedText& kind) {
    document.path = document.path.lexically_normal();
    document.archive = document.archive.lexically_normal();
    document.name = document.archive.empty()
                        ? document.path.string()
                        : fmt::format("{}:{}", document.archive.string(), document.name_in_archive());
    const auto [known, is_new] = kinds_.try_emplace(document.name, kind);
    if (is_new) return found_.documents.push_back(std::move(document));
    toml::PlacedText& before = known->second;
    if (kind.value.empty() || kind.value == before.value) return;
    if (before.value.empty()) {
      before = kind;
      return;
    }
    diagnostics_
        .report(DiagnosticKind::TomlValue, kind.place,
                fmt::format("`{}` is to be a `{}` here and a `{}` there", document.name, kind.value,
                            before.value))
        .label(before.place, "the other kind");
  }

  DocumentsOfProject& found_;
  Diagnostics& diagnostics_;
  std::map<std::string, toml::PlacedText> kinds_;  ///< that documents are to be of, by their names
};

fs::path from_root(const fs::path& path) {
  std::error_code error;
  return fs::absolute(path, error).lexically_normal();
}

/// Whether the pattern takes the document: it fits, or lies in the folder that the pattern names.
bool takes(const fs::path& pattern, const fs::path& document) {
  if (fits_pattern(document, pattern)) return true;
  return !has_wildcard(pattern.string()) && is_folder_of_documents(pattern) &&
         fits_pattern(document, pattern / "**");
}

}  // namespace

bool has_wildcard(std::string_view pattern) {
  return pattern.find_first_of("*?[") != std::string_view::npos;
}

fs::path folder_of_pattern(const fs::path& pattern) {
  fs::path folder;
  for (const fs::path& part : pattern.parent_path()) {
    if (has_wildcard(part.string())) break;
    folder /= part;
  }
  return folder.empty() ? "." : folder;
}

bool fits_pattern(const fs::path& path, const fs::path& pattern) {
  return fit(parts_of(path), parts_of(pattern));
}

std::vector<const ProjectDocuments*> entries_of(const Project& project, const fs::path& document) {
  std::vector<const ProjectDocuments*> entries;
  const fs::path path = from_root(document);
  for (const ProjectDocuments& entry : project.documents) {
    const auto is_taken = [&](const toml::PlacedText& pattern) {
      return takes(from_root(pattern.value), path);
    };
    if (std::ranges::any_of(entry.patterns, is_taken)) entries.push_back(&entry);
  }
  return entries;
}

toml::PlacedText kind_said(const Project& project, const fs::path& document) {
  for (const ProjectDocuments* entry : entries_of(project, document)) {
    if (!entry->kind.value.empty()) return entry->kind;
  }
  return {};
}

DocumentsOfProject documents_of(const Project& project, Diagnostics& diagnostics) {
  DocumentsOfProject found;
  Search search(found, diagnostics);
  for (const ProjectDocuments& entry : project.documents) {
    for (const toml::PlacedText& pattern : entry.patterns) search.add(pattern, entry.kind);
  }
  return found;
}

}  // namespace precept::input
