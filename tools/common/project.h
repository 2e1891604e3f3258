// The project file: what a folder of documents wants of every check. It holds the readings of the text that
// are taken there, one to a line, and the language that is explained in; comments begin with `--`:
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

namespace precept::tools {

inline constexpr std::string_view kProjectFile = "precept.project";

struct Project {
  std::vector<ChosenReading> readings;
  std::optional<Language> language;
  std::vector<TrustedAttester> attesters;  ///< whose attestations count; empty: everybody's
  /// What a document of the project is read by; `today` is the day of the clock.
  Accepted accepted() const;
};

/// The day of the clock. Libraries are told it.
Day day_of_clock();

/// The project file for documents of this folder: in it, else in the nearest folder above; else beside one of
/// the policies (files or folders). A file on the way that is nearly named so is reported (E5045): what it
/// says would not count.
std::optional<std::filesystem::path> find_project(const std::filesystem::path& folder,
                                                  std::span<const std::string> policies,
                                                  Diagnostics& diagnostics);

/// What stands in the file; every line that is not understood is reported with its place.
Project read_project(const std::filesystem::path& file, Sources& sources, Diagnostics& diagnostics);

/// Readings chosen on the command line, "NAME=CHOICE" each, held against those that the policies have.
std::vector<ChosenReading> read_choices(std::span<const std::string> words,
                                        std::span<const Program* const> policies, Diagnostics& diagnostics);

/// What holds for a document: what its project file says, and what is `asked` on the command line, which
/// counts more.
Project project_for(const std::filesystem::path& document, const std::vector<std::string>& policy_paths,
                    std::span<const Program* const> policies, const Project& asked, Sources& sources,
                    Diagnostics& diagnostics);

}  // namespace precept::tools
