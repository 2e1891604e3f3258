// The project file says what holds for checks in a folder of documents and below it (docs/project_file.md):
//
//   policies = ["policies/wtsa-res54"]
//   language = "fr"
//
//   [readings]
//   supporting_members = "states_only"
//
//   [[attesters]]
//   name = "chair of SG12"
//   answers = "the parent study group"
//   key = "keys/sg12.pub"
//
// Some of it holds for each document below the file (readings, language, attesters), the rest for a run that
// is started with the file. Everything keeps the place where it was said.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/toml/reader.h"
#include "runtime/check/readings.h"
#include "runtime/read/trust.h"
#include "runtime/words/language.h"

namespace precept::input {

inline constexpr std::string_view kProjectFile = "precept.toml";
/// The form that project files had before, which is read with a note.
inline constexpr std::string_view kOldProjectFile = "precept.project";

/// Whether the file's name is that of a project file, in either form.
inline bool is_project_file(const std::filesystem::path& file) {
  return file.filename() == kProjectFile || file.filename() == kOldProjectFile;
}

/// `tables = {attendance = "{folder}/{stem}.xlsx"}`: where each document has the list (joined_lists.h).
struct ProjectTable {
  std::string field;
  toml::PlacedText file;
};

/// `[[documents]]`: documents by patterns, and what is said of them.
struct ProjectDocuments {
  std::vector<toml::PlacedText> patterns;
  toml::PlacedText kind;  ///< that they are of; empty: any
  std::vector<ProjectTable> tables;
  toml::PlacedText mapping_file;            ///< of the lists, as it is reached from here; empty: none
  std::optional<toml::Value> mapping = {};  ///< the mapping itself, where it stands in the project file
  Span mapping_place = {};                  ///< of either; no place: there is none
};

/// As many documents may be checked at the same time.
inline constexpr std::int64_t kMostJobs = 1024;

/// `[minimum]`: a run over the project's documents that looks at less is in error.
struct ProjectMinimum {
  std::optional<toml::Placed<std::int64_t>> documents, subjects;
};

/// `[levels]`: what becomes of a warning.
struct WarningLevel {
  DiagnosticKind kind{};
  bool is_error = false;  ///< else it is not told; it is counted
  std::string reason;
  Span place;
};

/// `[lint]`: what a finding of `precept lint` counts for.
enum class LintLevel { Off, Warning, Error };
struct ProjectLint {
  std::string name;  ///< "equal-norms"
  LintLevel level{};
  Span place;
};

struct Project {
  std::filesystem::path file;  ///< empty: there is none

  // ---- for each document below the file
  std::vector<ChosenReading> readings;
  std::optional<Language> language;
  Span language_place;
  std::vector<TrustedAttester> attesters;  ///< whose attestations count; empty: everybody's
  std::vector<std::string> key_files;      ///< of each attester, as written; empty: none

  // ---- for a run
  std::vector<toml::PlacedText> policies;  ///< paths, as they are reached from here
  std::vector<ProjectDocuments> documents;
  std::optional<toml::Placed<Day>> as_of;
  std::optional<toml::Placed<bool>> is_strict;
  std::optional<toml::Placed<std::int64_t>> jobs;  ///< as `--jobs`
  ProjectMinimum minimum;
  std::vector<toml::PlacedText> outputs;  ///< "FORMAT=PATH"
  std::vector<WarningLevel> levels;
  std::vector<ProjectLint> lints;  ///< of `precept lint`, and of no check of documents
  toml::PlacedText baseline;       ///< a path, as it is reached from here; empty: none
  std::optional<toml::Placed<bool>> ratchet;

  /// Where the first setting for a run stands; no place: there is none.
  Span first_of_run;

  bool is_old_form() const { return file.filename() == kOldProjectFile; }
  /// Whose attestations the reader of documents counts in this project. `today`: kNoDay where it is not
  /// known.
  TrustRules trust_rules(Day today) const;
};

/// The project file for documents in `folder`: the one in it, else in the nearest folder above, else beside
/// one of the policies (files or folders). Reported are a file on the way with nearly that name, because it
/// would not count (E5045), and two project files in one folder (E5066).
std::optional<std::filesystem::path> find_project(const std::filesystem::path& folder,
                                                  std::span<const std::string> policies,
                                                  Diagnostics& diagnostics);

/// Reads the file, in the form that its name says. Everything that cannot be understood is reported with its
/// place (E5009 in the old form; E5060 to E5062).
Project read_project(const std::filesystem::path& file, Sources& sources, Diagnostics& diagnostics);

/// What the file would be in TOML: its readings, language and attesters. Of a file in the old form this is
/// its translation.
std::string project_as_toml(const Project& project);

/// Readings chosen on the command line, each "NAME=CHOICE", checked against the policies' readings.
std::vector<ChosenReading> read_choices(std::span<const std::string> words,
                                        std::span<const Program* const> policies, Diagnostics& diagnostics);

/// Where the project file for the documents of a folder lies.
struct FoundProject {
  std::optional<std::filesystem::path> file;
  bool is_of_run = false;  ///< it is the run's, which was read already
  Diagnostics mistakes;    ///< what was reported while it was looked for; nothing has a place
};

/// Remembers where project files lie, for a run with many documents in a folder, while nobody changes the
/// files. Any thread may ask.
class ProjectMemory {
 public:
  /// What `find` gave for the folder the first time.
  const FoundProject& at(const std::filesystem::path& folder, const std::function<FoundProject()>& find);

 private:
  std::shared_mutex mutex_;
  std::map<std::string, FoundProject> found_;  ///< by the path of the folder
};

/// What project files are looked for and read with, for one document after the other.
struct ProjectScope {
  const std::vector<std::string>& policy_paths;
  std::span<const Program* const> policies;
  const Project& overrides;  ///< goes before what a project file says
  const Project* of_run;     ///< the project of the run, read already; null: none
  bool is_only_project;      ///< the project of the run holds for all documents, wherever they lie
  ProjectMemory* memory;     ///< null: each document's is looked for
};
/// What holds for a document: its project file says it. A document for which another file than the run's
/// holds is reported where that file has settings for a run, which would not count (E5063).
Project project_for(const std::filesystem::path& document, const ProjectScope& scope, Sources& sources,
                    Diagnostics& diagnostics);

}  // namespace precept::input
