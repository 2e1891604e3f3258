#include "engine/input/equal_mistakes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace precept::input {

namespace {

constexpr std::size_t kMostPlaces = 3;

/// A mistake that is told, and those equal to it that are not told by themselves.
struct Group {
  Diagnostic first;
  std::size_t more = 0;
  std::vector<std::string> places = {};  ///< of the next ones
};

bool has_place(const Diagnostic& diagnostic) {
  return !diagnostic.labels.empty() && diagnostic.labels.front().span.has_place();
}

Diagnostic with_count(Group group) {
  if (group.more > 0)
    group.first.note(fmt::format(
        "the same {}: {}{}", group.more == 1 ? "once more" : fmt::format("{} times more", group.more),
        fmt::join(group.places, ", "), group.more > group.places.size() ? ", …" : ""));
  return std::move(group.first);
}

}  // namespace

Diagnostics equal_ones_together(const Diagnostics& all, const Sources& sources, std::size_t most) {
  std::vector<Group> groups;
  std::map<std::pair<DiagnosticKind, std::string>, std::size_t> last;  ///< of equal ones that are told
  std::size_t errors = 0;
  bool has_more = false;
  for (const Diagnostic& one : all.all()) {
    if (one.kind == DiagnosticKind::TooManyErrors) {
      has_more = true;
      continue;
    }
    const bool is_error = one.severity() == Severity::Error;
    const std::pair key{one.kind, one.message};
    if (!is_error || errors++ < most) {
      if (is_error) last[key] = groups.size();
      groups.push_back({.first = one});
      continue;
    }
    const auto equal = has_place(one) ? last.find(key) : last.end();
    if (equal == last.end()) {
      has_more = true;
      continue;
    }
    Group& group = groups[equal->second];
    ++group.more;
    if (group.places.size() < kMostPlaces)
      group.places.push_back(sources.place(one.labels.front().span).in_words());
  }
  Diagnostics together;
  for (Group& group : groups) together.add(with_count(std::move(group)));
  if (has_more)
    together.report(DiagnosticKind::TooManyErrors, {},
                    "too many errors; the rest of the document is not read");
  return together;
}

}  // namespace precept::input
