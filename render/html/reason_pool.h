// Stores the trees of reasons for a page, each distinct part once.
//
// The rights of five thousand attendees are twenty thousand trees. Most differ only in a name and in the
// lines that they point to, so both are taken out before trees are compared: marks stand for the subject's
// name and pointer, and a place in the document is an index into the subject's own list of places.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/reasons/reason.h"

namespace precept::rendering {

class ReasonPool {
 public:
  /// What is taken out of the trees of one subject.
  struct SubjectParts {
    std::string name, pointer;
    std::vector<std::uint32_t> places;  ///< line and column in turn, in the order of their first use
  };
  /// Marks for the subject's name and pointer. No text has them already: `terminal_text` has taken out
  /// controls.
  static constexpr char kName = '\x01', kPointer = '\x02';

  /// Adds the tree, and returns the number of its root. `document` is the file that `subject.places` are in.
  std::uint32_t add(const Reason& reason, SubjectParts& subject, std::string_view document);

  /// The pool as JSON: {"texts": […], "nodes": [[text, kind, place, at, clause, norm, quote, below…], …]}.
  /// `place` is an index into the subject's places, `kind` a string, `below` are numbers of nodes, all others
  /// numbers of texts; -1 is none.
  std::string json() const;
  std::size_t size() const { return nodes_.size(); }

 private:
  std::int32_t text(std::string text);
  std::string without(const SubjectParts& subject, std::string_view text) const;

  std::vector<std::string> texts_;
  std::unordered_map<std::string, std::int32_t> numbers_;  ///< the number of each text
  std::vector<std::string> nodes_;                         ///< each as JSON
  std::unordered_map<std::string, std::uint32_t> known_;   ///< the number of each node
};

/// The JSON made safe to stand in a `<script>`: nothing in it can end the element.
std::string script_text(std::string json);

}  // namespace precept::rendering
