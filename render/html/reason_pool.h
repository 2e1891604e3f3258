// Trees of reasons for a page, each distinct part once.
//
// The rights of five thousand attendees are twenty thousand trees, most of them alike but for a name and for
// the lines they point to. Both are taken out before trees are compared: a text has marks where the subject's
// name and pointer stand, and a place in the document is a number in the subject's own list of places.
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
  /// What the trees of one subject have in place of what is its own.
  struct Subject {
    std::string name, pointer;
    std::vector<std::uint32_t> places;  ///< line and column in turn, in the order in which they were met
  };
  /// Stand in texts for the subject's name and pointer. What people wrote holds no controls by then.
  static constexpr char kName = '\x01', kPointer = '\x02';

  /// The number of the tree's root; a part is added once. `document` is the file that `subject.places` are
  /// of.
  std::uint32_t add(const Reason& reason, Subject& subject, std::string_view document);

  /// As JavaScript reads it: {"texts": [...], "nodes": [[text, kind, place, at, label, quote, below...],
  /// ...]}, where `place` is a number in the subject's list or -1, and the other numbers are of texts or -1.
  std::string json() const;
  std::size_t size() const { return nodes_.size(); }

 private:
  std::int32_t text(std::string text);
  std::string without(const Subject& subject, std::string_view text) const;

  std::vector<std::string> texts_;
  std::unordered_map<std::string, std::int32_t> numbers_;  ///< of texts
  std::vector<std::string> nodes_;                         ///< each as JSON
  std::unordered_map<std::string, std::uint32_t> known_;   ///< nodes
};

/// JSON that may stand in a `<script>`: nothing in it ends one.
std::string script_text(std::string json);

}  // namespace precept::rendering
