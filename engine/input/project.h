// The project file says what holds for every check in a folder of documents: the readings that are chosen,
// the language of explanations, and whose attestations count. Each line says one thing; `--` begins a
// comment. docs/language.md ("Readings", "Attestations") has the rules:
//
//   reading supporting_members = states_only
//   language = fr
//   trust "chair of SG12" as "the parent study group" key keys/sg12.pub
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "runtime/check/readings.h"
#include "runtime/read/trust.h"
#include "runtime/words/language.h"

namespace precept::input {

inline constexpr std::string_view kProjectFile = "precept.project";

struct Project {
  std::vector<ChosenReading> readings;
  std::optional<Language> language;
  std::vector<TrustedAttester> attesters;  ///< whose attestations count; empty: everybody's
  /// Whose attestations the reader of documents counts in this project. `today`: kNoDay where it is not
  /// known.
  TrustRules trust_rules(Day today) const;
};

/// The project file for documents in `folder`: the one in it, else in the nearest folder above, else beside
/// one of the policies (files or folders). A file on the way with nearly that name is reported (E5045),
/// because it would not count.
std::optional<std::filesystem::path> find_project(const std::filesystem::path& folder,
                                                  std::span<const std::string> policies,
                                                  Diagnostics& diagnostics);

/// Reads the file; each line that cannot be understood, or that holds a sign that nobody sees or that others
/// take for a line's end, is reported with its place (E5009).
Project read_project(const std::filesystem::path& file, Sources& sources, Diagnostics& diagnostics);

/// Readings chosen on the command line, each "NAME=CHOICE", checked against the policies' readings.
std::vector<ChosenReading> read_choices(std::span<const std::string> words,
                                        std::span<const Program* const> policies, Diagnostics& diagnostics);

/// What holds for a document: its project file says it, and `overrides` goes before
/// that.
Project project_for(const std::filesystem::path& document, const std::vector<std::string>& policy_paths,
                    std::span<const Program* const> policies, const Project& overrides, Sources& sources,
                    Diagnostics& diagnostics);

}  // namespace precept::input
