#include "runtime/document/judgement_subjects.h"

#include <algorithm>
#include <charconv>

#include "runtime/program/levels.h"

namespace precept {

namespace {

Levels levels_of(const Program& program, const Document& document) {
  return Program::in(program.levels, program.units[document.unit].levels);
}

/// "/topics" of "/attendance/*/topics".
std::string_view path_in_parent(const Program& program, Levels levels, std::uint32_t level) {
  std::string_view path = program.text(levels[level].path);
  const std::uint32_t parent = levels[level].parent;
  if (parent != 0) path.remove_prefix(program.text(levels[parent].path).size() + 2);  // and "/*"
  return path;
}

}  // namespace

std::string row_pointer(const Program& program, const Document& document, std::uint32_t level,
                        std::uint32_t row) {
  if (level == 0) return {};
  const Levels levels = levels_of(program, document);
  const LevelRows& rows = document.levels[level];
  if (levels[level].parent == 0)
    return std::string(program.text(levels[level].path)) + "/" + std::to_string(rows.first + row);
  const std::uint32_t parent = rows.parent_of(row);
  return row_pointer(program, document, levels[level].parent, parent) +
         std::string(path_in_parent(program, levels, level)) + "/" +
         std::to_string(row - rows.offsets[parent]);
}

std::optional<std::uint32_t> row_at_pointer(const Program& program, const Document& document,
                                            std::uint32_t level, std::string_view pointer) {
  const std::size_t slash = pointer.rfind('/');
  if (slash == std::string_view::npos) return std::nullopt;
  std::uint32_t number = 0;
  std::string_view digits = pointer.substr(slash + 1), above = pointer.substr(0, slash);
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool is_number = error == std::errc() && end == digits.data() + digits.size() &&
                         (digits.size() == 1 || digits.front() != '0');
  const Levels levels = levels_of(program, document);
  const std::string_view path = path_in_parent(program, levels, level);
  if (!is_number || !above.ends_with(path)) return std::nullopt;
  above.remove_suffix(path.size());
  const LevelRows& rows = document.levels[level];
  if (levels[level].parent == 0) {
    const bool is_there = above.empty() && number >= rows.first && number - rows.first < rows.count;
    return is_there ? std::optional(number - rows.first) : std::nullopt;
  }
  auto parent = row_at_pointer(program, document, levels[level].parent, above);
  if (!parent || number >= rows.offsets[*parent + 1] - rows.offsets[*parent]) return std::nullopt;
  return rows.offsets[*parent] + number;
}

JudgementSubjects::JudgementSubjects(const Program& program, const Document& document)
    : program_(program), document_(document) {}

const program::Judgement& JudgementSubjects::judgement(std::uint32_t index) const {
  return Program::in(program_.judgements, program_.units[document_.unit].judgements)[index];
}

std::vector<std::uint32_t> JudgementSubjects::same_named(std::uint32_t judgement) const {
  auto all = Program::in(program_.judgements, program_.units[document_.unit].judgements);
  std::vector<std::uint32_t> result;
  for (std::uint32_t other = 0; other < all.size(); ++other) {
    if (program_.text(all[other].name) == program_.text(all[judgement].name)) result.push_back(other);
  }
  return result;
}

/// The path from the level's row to the record that the judgement is about.
std::string_view JudgementSubjects::path(std::uint32_t index) const {
  const program::Unit& unit = program_.units[document_.unit];
  std::string_view path =
      program_.text(Program::in(program_.columns, unit.columns)[judgement(index).about_column].path);
  return path.substr(0, path.rfind('/'));
}

const std::vector<JudgementSubjects::Named>& JudgementSubjects::names(std::uint32_t index) {
  auto [found, is_new] = names_.try_emplace(program_.text(judgement(index).name));
  if (!is_new) return found->second;
  for (std::uint32_t same : same_named(index)) {
    const program::Judgement& judged = judgement(same);
    if (judged.about_column == kAbsent) continue;
    for (std::uint32_t row = 0; row < document_.rows(judged.level); ++row) {
      std::int32_t code = document_.code(program_, judged.about_column, row);
      if (code >= 0) found->second.push_back({code, {same, row}});
    }
  }
  std::ranges::stable_sort(found->second, {}, &Named::code);
  return found->second;
}

std::vector<JudgementSubjects::Target> JudgementSubjects::find(std::uint32_t index, std::string_view about) {
  std::vector<Target> result;
  for (std::uint32_t same : same_named(index)) {
    const program::Judgement& judged = judgement(same);
    if (judged.about_column == kAbsent || !about.starts_with('/') || !about.ends_with(path(same))) continue;
    std::string_view row = about.substr(0, about.size() - path(same).size());
    auto at = judged.level == 0 ? (row.empty() ? std::optional(0u) : std::nullopt)
                                : row_at_pointer(program_, document_, judged.level, row);
    if (at) result.push_back({same, *at});
  }
  const std::int32_t code = document_.texts.find(about);
  auto [begin, end] = std::ranges::equal_range(names(index), code, {}, &Named::code);
  for (; begin != end && code >= 0 && result.size() < kMostFound; ++begin) {
    if (std::ranges::find(result, begin->target) == result.end()) result.push_back(begin->target);
  }
  return result;
}

std::string JudgementSubjects::about(Target target) {
  const program::Judgement& judged = judgement(target.judgement);
  if (judged.about_column == kAbsent) return {};
  const std::int32_t code = document_.code(program_, judged.about_column, target.row);
  if (code < 0) return pointer(target);
  std::string name(document_.texts.text(code));
  return find(target.judgement, name).size() == 1 ? name : pointer(target);
}

std::string JudgementSubjects::pointer(Target target) const {
  const program::Judgement& judged = judgement(target.judgement);
  if (judged.about_column == kAbsent) return {};
  return row_pointer(program_, document_, judged.level, target.row) + std::string(path(target.judgement));
}

std::uint32_t JudgementSubjects::place(Target target) const {
  const program::Judgement& judged = judgement(target.judgement);
  const bool is_element = judged.level != kAbsent && judged.level != 0;
  return is_element ? document_.levels[judged.level].places[target.row] : 0;
}

}  // namespace precept
