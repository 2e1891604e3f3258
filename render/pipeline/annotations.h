// What a check has to say at single places, for the forms that show it there.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "render/report.h"

namespace precept::rendering {

/// How much a remark weighs, the gravest first. The first three make the exit code other than 0; what a
/// baseline knows does not, whatever it is.
enum class Weight { NotChecked, Violation, Open, Warning, Note, Known };

/// One thing to look at, at one place.
struct Annotation {
  Weight weight{};
  std::string rule;     ///< "club.rules/rule 3", "club.rules/rule 3/terms", or a mistake's code, "E4001"
  std::string title;    ///< for people: "rule 3 (terms)", "E4001"
  std::string message;  ///< for people, on one line
  Place at;             ///< without a line where none is known; without a file where it is about none
  std::optional<LineColumn> end = {};  ///< of a mistake in a text: behind its last character
  std::string fingerprint;
  const Finding* finding =
      nullptr;  ///< of the report; null for a mistake, and for an open question by itself
};

/// Makes annotations, and their fingerprints. A fingerprint is the SHA-256 of what is about the same point in
/// the next run: policy, clause, norm, the subject's name or else its pointer, and the document's path from
/// `root`; for a mistake, its code, its words and the path. Lines and values are no part of it, so that it
/// stays when something is written above, or a number is changed and still wrong. Where several points of a
/// document have all this in common, they are numbered. A baseline knows findings by it.
class Annotator {
 public:
  explicit Annotator(std::string root) : root_(std::move(root)) {}

  /// Everything about a document but what is in order, in the order of the report; mistakes first. They refer
  /// to the report. Of a document that is not compliant there is at least one that weighs as much.
  std::vector<Annotation> of(const DocumentReport& report, const Sources& sources) const;
  /// The same with fingerprints by another path of the document.
  std::vector<Annotation> of(const DocumentReport& report, const Sources& sources,
                             const std::string& path) const;
  /// Mistakes that belong to no document, or to `file`.
  std::vector<Annotation> of(const Diagnostics& mistakes, const Sources& sources,
                             const std::string& file) const;

 private:
  std::string root_;
};

/// The message, with the cell where it is about one: for forms that tell a place by its line.
std::string message_with_cell(const Annotation& one);
/// The rule of a finding: the policy, the clause and, where it has one, the norm's name.
std::string rule_of(const DocumentReport& report, const std::string& clause, const std::string& norm);

}  // namespace precept::rendering
