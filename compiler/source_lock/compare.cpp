// Holds a newer edition of an official text against the lock of a former one.
#include <map>
#include <set>
#include <utility>

#include "base/digest.h"
#include "compiler/source_lock/lock.h"

namespace precept::source_lock {
namespace {

/// Pairs each paragraph of the newer text with one of the lock, and none of the lock with two: a copy of a
/// paragraph has nothing left to be the same as.
class EditionComparison {
 public:
  EditionComparison(const Lock& lock, const OfficialText& newer)
      : lock_(lock), newer_(newer), is_met_(lock.paragraphs.size()), changes_(newer.paragraphs.size()) {}

  std::vector<ParagraphChange> run() {
    for (const auto& paragraph : newer_.paragraphs) digests_.push_back(sha256_hex(paragraph.text));
    // What is as it was is paired first, so that no copy before it takes its place.
    pair(EditionChange::Unchanged,
         [](const std::string& label, const std::string& digest) { return std::pair(label, digest); });
    pair(EditionChange::Moved, [](const std::string&, const std::string& digest) { return digest; });
    pair(EditionChange::Reworded, [](const std::string& label, const std::string&) { return label; });
    tell_the_rest();
    return std::move(changes_);
  }

 private:
  /// Pairs what is left of both texts and has the same key.
  template <class KeyOf>
  void pair(EditionChange change, KeyOf key_of) {
    using Key = decltype(key_of(std::string(), std::string()));
    std::multimap<Key, std::size_t> left;
    for (std::size_t i = 0; i < lock_.paragraphs.size(); ++i) {
      const LockedParagraph& paragraph = lock_.paragraphs[i];
      if (!is_met_[i]) left.emplace(key_of(paragraph.label(), paragraph.digest), i);
    }
    for (std::size_t i = 0; i < newer_.paragraphs.size(); ++i) {
      if (!changes_[i].label.empty()) continue;
      const std::string label = newer_.paragraphs[i].label();
      const auto found = left.lower_bound(key_of(label, digests_[i]));
      if (found == left.end() || found->first != key_of(label, digests_[i])) continue;
      const bool is_moved = change == EditionChange::Moved;
      changes_[i] = {change, label, is_moved ? lock_.paragraphs[found->second].label() : ""};
      is_met_[found->second] = true;
      left.erase(found);
    }
  }

  void tell_the_rest() {
    std::set<std::string> paired;
    for (const ParagraphChange& change : changes_) paired.insert(change.label);
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      if (!changes_[i].label.empty()) continue;
      const std::string label = newer_.paragraphs[i].label();
      const bool is_new = paired.insert(label).second;
      changes_[i] = {is_new ? EditionChange::New : EditionChange::Repeated, label, ""};
    }
    for (std::size_t i = 0; i < lock_.paragraphs.size(); ++i) {
      if (!is_met_[i]) changes_.push_back({EditionChange::Gone, lock_.paragraphs[i].label(), ""});
    }
  }

  const Lock& lock_;
  const OfficialText& newer_;
  std::vector<std::string> digests_;      ///< of the newer text's paragraphs
  std::vector<bool> is_met_;              ///< paragraphs of the lock that have their pair
  std::vector<ParagraphChange> changes_;  ///< without label: not told yet
};

}  // namespace

const char* to_string(EditionChange change) {
  switch (change) {
    case EditionChange::Unchanged:
      return "unchanged";
    case EditionChange::Reworded:
      return "reworded";
    case EditionChange::Moved:
      return "moved";
    case EditionChange::New:
      return "new";
    case EditionChange::Repeated:
      return "another one";
    case EditionChange::Gone:
      return "gone";
  }
  return "";
}

std::vector<LockedHeading> headings_of(const OfficialText& text) {
  std::vector<LockedHeading> headings;
  for (const official::Entry& entry : text.reading.entries) {
    const bool is_title = entry.kind == official::EntryKind::Title;
    if (!is_title && entry.kind != official::EntryKind::Heading) continue;
    headings.push_back({is_title ? "title" : entry.label.words(), sha256_hex(entry.text)});
  }
  return headings;
}

std::vector<ParagraphChange> compare_headings(const Lock& lock, const OfficialText& newer) {
  std::multiset<std::pair<std::string, std::string>> former;
  for (const LockedHeading& heading : lock.headings) former.emplace(heading.label, heading.digest);
  std::vector<std::string> labels;
  for (const LockedHeading& heading : headings_of(newer)) {
    const auto same = former.find({heading.label, heading.digest});
    if (same == former.end()) labels.push_back(heading.label);
    if (same != former.end()) former.erase(same);
  }
  std::vector<ParagraphChange> changes;
  for (const std::string& label : labels) {
    const auto found = former.lower_bound({label, ""});
    const bool is_reworded = found != former.end() && found->first == label;
    if (is_reworded) former.erase(found);
    changes.push_back({is_reworded ? EditionChange::Reworded : EditionChange::New, label, ""});
  }
  for (const auto& [label, digest] : former) changes.push_back({EditionChange::Gone, label, ""});
  return changes;
}

std::vector<ParagraphChange> compare(const Lock& lock, const OfficialText& newer) {
  return EditionComparison(lock, newer).run();
}

}  // namespace precept::source_lock
