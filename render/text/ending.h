// What a report as text ends with: the counts, and the name of each document that is not compliant.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "render/report.h"
#include "render/summary.h"

namespace precept::rendering {

/// The colour of a verdict; none: not checked.
const char* color_of(std::optional<Verdict> verdict);
/// Whether findings of the level were not followed, or are open.
bool has_open_points(const DocumentReport& report, Level level);

class Ending {
 public:
  explicit Ending(const TextOptions& options) : options_(options) {}

  void passed_over(const std::vector<PassedOverFile>& files, const Catalogue& words);
  /// What is told of the whole run, a line each: findings that are known, too few documents.
  void closing(std::vector<std::string> lines) { closing_ = std::move(lines); }
  /// `reason` is what a verdict that is not compliant rests on; of a document that was not checked its first
  /// mistake is told.
  void add(const DocumentReport& report, const std::string& reason);
  std::size_t documents() const { return summary_.documents(); }

  /// Of one document only what was passed over and what is not translated, unless the report is quiet.
  void tell(const std::vector<std::string>& untranslated, const Catalogue& words, Sink& output) const;

 private:
  struct Named {
    std::string file, reason;
  };

  void names(const Catalogue& words, Sink& output) const;
  std::string counts_in_one_line(const Catalogue& words) const;

  TextOptions options_;
  CheckSummary summary_;
  std::map<std::optional<Verdict>, std::vector<Named>> named_;  ///< no more of each than will be told
  std::size_t with_notes_ = 0;  ///< compliant documents with notes that are not shown
  std::size_t passed_over_count_ = 0;
  std::string passed_over_;
  std::vector<std::string> closing_;
};

}  // namespace precept::rendering
