#include "runtime/evaluate/nothing_checked.h"

#include <fmt/format.h>

#include <algorithm>

namespace precept {

namespace {

/// The column with the presence of the level's list, searched in an object and all below it.
std::uint32_t presence_column(const RunView& view, std::uint32_t level, std::uint32_t object) {
  for (const program::Field& field : Program::in(view.program.fields, view.program.objects[object].fields)) {
    if (field.form == program::Form::List && field.level == level) return field.column;
    if (field.object == kAbsent) continue;
    const std::uint32_t found = presence_column(view, level, field.object);
    if (found != kAbsent) return found;
  }
  return kAbsent;
}

}  // namespace

std::vector<UnknownList> unknown_lists(const RunView& view, std::uint32_t level) {
  if (level == 0) return {};
  const std::uint32_t parent = view.levels[level].parent;
  std::vector<UnknownList> lists = unknown_lists(view, parent);
  const std::uint32_t presence = presence_column(view, level, view.unit.root);
  for (std::uint32_t row = 0; presence != kAbsent && row < view.document.rows(parent); ++row) {
    if (view.document.code(view.program, presence, row) == kUnknown) lists.push_back({presence, row});
  }
  return lists;
}

std::string why_nothing_checked(const RunView& view, std::size_t clauses) {
  std::vector<std::string> empty, unknown;
  bool has_norms = false;
  bool all_empty = true;
  for (const program::Section& section : view.sections) {
    if (section.norms.count == 0) continue;
    has_norms = true;
    if (section.level != 0 && view.document.rows(section.level) == 0) {
      std::string path = fmt::format("`{}`", view.text(view.levels[section.level].path));
      std::vector<std::string>& paths = unknown_lists(view, section.level).empty() ? empty : unknown;
      if (std::ranges::find(paths, path) == paths.end()) paths.push_back(path);
    } else {
      all_empty = false;
    }
  }
  const std::string kind = fmt::format("`{}`", view.text(view.unit.kind));
  if (!has_norms) return fmt::format("nothing was checked: the policy demands nothing of a {}", kind);
  if (all_empty && !unknown.empty())
    return fmt::format(
        "nothing was checked: nobody says what {} of the document {}, and nothing binding is about {}",
        Catalogue().list(unknown, say::ListAnd), unknown.size() == 1 ? "holds" : "hold",
        unknown.size() == 1 ? "it" : "them");
  if (all_empty)
    return fmt::format("nothing was checked: {} of the document {} empty",
                       Catalogue().list(empty, say::ListAnd), empty.size() == 1 ? "is" : "are");
  if (clauses == 0)
    return fmt::format("nothing was checked: no clause of the policy applies to this {}", kind);
  return fmt::format(
      "nothing binding was checked: no `shall` of the policy surely applies to this {}, and no recorded act "
      "was "
      "held against a right",
      kind);
}

}  // namespace precept
