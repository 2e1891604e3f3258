// Writes what a change of policy means: the changes of the policies, then the documents of a corpus that
// flip, one by one, then a summary (docs/policy_changes.md). A writer decides nothing, and keeps no document
// but in Markdown, which is never longer than a comment may be.
//
//   shall not enter, dance     ->     should not enter, dance
//
// is told as "door: `shall not` is now `should not`", below "Weaker".
#pragma once

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "render/passed_over.h"
#include "render/sink.h"
#include "runtime/difference/document_change.h"

namespace precept::rendering {

using difference::DocumentChange;
using difference::Effect;
using difference::PolicyChange;

/// What was compared, and what changed in the policies.
struct PolicyDifference {
  std::string old_path, new_path;
  std::vector<PolicyChange> changes;
  bool has_corpus = false;
};

/// What a corpus came to.
struct DifferenceSummary {
  Effect effect{};  ///< the gravest of all
  std::size_t documents = 0, flips = 0;
  std::size_t weaker = 0, stronger = 0;                 ///< documents
  std::size_t only_old = 0, only_new = 0, neither = 0;  ///< documents that not both policies could check
  std::vector<std::string> undecided;  ///< clauses that may be weaker, and that no document shows at work
};

class DifferenceWriter {
 public:
  virtual ~DifferenceWriter() = default;
  virtual void policies(const PolicyDifference& difference) = 0;
  virtual void passed_over(const std::vector<PassedOverFile>& files) = 0;
  /// A document that flips; in the order of the corpus.
  virtual void document(const DocumentChange& change) = 0;
  virtual void end(const DifferenceSummary& summary) = 0;
};

std::unique_ptr<DifferenceWriter> difference_text(Sink& output, Color color, std::size_t width);
std::unique_ptr<DifferenceWriter> difference_json(Sink& output);
std::unique_ptr<DifferenceWriter> difference_markdown(Sink& output);

// ---- what they have in common

/// "door (age)", "the table `media`", "the policy".
std::string subject_of(const PolicyChange& change);
/// A finding or a right that flips.
struct Flip {
  Effect effect{};
  std::string what, before, after;  ///< "door, Ben", "violated: Ben is 17", "no finding"
};
std::vector<Flip> flips_of(const DocumentChange& change);
/// The summary in sentences.
std::vector<std::string> summary_in_words(const DifferenceSummary& summary, bool has_corpus);

}  // namespace precept::rendering
