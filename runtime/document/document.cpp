#include "runtime/document/document.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "runtime/program/levels.h"

namespace precept {

namespace {

struct RowSpan {
  std::size_t first, count;
};

template <class Value>
void keep(std::vector<Value>& values, RowSpan rows, std::size_t width = 1) {
  if (values.empty()) return;  // not in use for this kind, or exact numbers without `high`
  auto begin = values.begin() + static_cast<std::ptrdiff_t>(rows.first * width);
  values = std::vector<Value>(begin, begin + static_cast<std::ptrdiff_t>(rows.count * width));
}

}  // namespace

/// kNone where the text was never interned.
std::int32_t TextDictionary::find(std::string_view text, std::uint64_t hash) const {
  const std::int32_t index = program_.find(text, hash);
  if (index != kNone) return index;
  const std::int32_t number = own_.find(text, hash);
  return number == kNone ? kNone : static_cast<std::int32_t>(program_.size()) + number;
}

std::int32_t TextDictionary::intern(std::string_view text) {
  const std::uint64_t hash = program_.hash(text);
  const std::int32_t code = find(text, hash);
  if (code != kNone) return code;
  return static_cast<std::int32_t>(program_.size()) + own_.add(store_.keep(text), hash);
}

std::int32_t TextDictionary::find(std::string_view text) const {
  const std::int32_t code = find(text, program_.hash(text));
  return code == kNone ? kUnknown : code;
}

std::string_view TextDictionary::text(std::int32_t code) const {
  assert(code >= 0 && static_cast<std::size_t>(code) < size());
  const auto number = static_cast<std::size_t>(code);
  return number < program_.size() ? program_.text(number) : own_.text(number - program_.size());
}

std::uint32_t LevelRows::parent_of(std::uint32_t row) const {
  // The last offset at or before the row: a parent without elements has the same offset as the next one.
  return static_cast<std::uint32_t>(std::ranges::upper_bound(offsets, row) - offsets.begin() - 1);
}

std::int32_t Document::code(const Program& program, std::uint32_t column, std::uint32_t row) const {
  const program::Column& shape = program.columns[program.units[unit].columns.first + column];
  assert(shape.kind == RegisterKind::Code && row < rows(shape.level));
  const std::byte* codes = columns[column].codes.data();
  if (shape.width == 1) return static_cast<std::int8_t>(codes[row]);
  std::int32_t value;
  std::memcpy(&value, codes + std::size_t{row} * 4, 4);
  return value;
}

void Document::keep_only(const Program& program, std::uint32_t list, std::uint32_t row) {
  const program::Unit& described = program.units[unit];
  Levels shapes = Program::in(program.levels, described.levels);
  std::vector<RowSpan> kept(levels.size(), {0, 0});
  auto rows_of = [&](auto& self, std::uint32_t level) -> RowSpan {
    if (level == list) return {row, 1};
    RowSpan above = self(self, shapes[level].parent);
    const auto& offsets = levels[level].offsets;
    return {offsets[above.first], offsets[above.first + above.count] - offsets[above.first]};
  };
  auto is_below = [&](std::uint32_t level) {
    return shapes[level].form == program::LevelForm::List && is_at_or_above(shapes, list, level);
  };
  for (std::uint32_t level = 1; level < levels.size(); ++level) {
    if (is_below(level)) kept[level] = rows_of(rows_of, level);
  }
  auto columns_here = Program::in(program.columns, described.columns);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!is_below(columns_here[i].level)) continue;
    RowSpan rows = kept[columns_here[i].level];
    keep(columns[i].codes, rows, columns_here[i].width);
    keep(columns[i].low, rows);
    keep(columns[i].high, rows);
    keep(columns[i].masks, rows);
  }
  auto judgements = Program::in(program.judgements, described.judgements);
  std::erase_if(attestations, [&](Attestation& made) {
    const std::uint32_t level = judgements[made.judgement].level;
    if (level == kAbsent || !is_below(level)) return false;
    const bool is_kept = made.row >= kept[level].first && made.row - kept[level].first < kept[level].count;
    made.row -= static_cast<std::uint32_t>(kept[level].first);
    return !is_kept;
  });
  for (std::uint32_t level = 1; level < levels.size(); ++level) {
    if (!is_below(level)) continue;
    LevelRows& rows = levels[level];
    keep(rows.places, kept[level]);
    rows.count = static_cast<std::uint32_t>(kept[level].count);
    if (level == list) {
      rows.first += row;
      rows.offsets = {0, 1};
      continue;
    }
    RowSpan above = kept[shapes[level].parent];
    keep(rows.offsets, {above.first, above.count + 1});
    for (std::uint32_t& offset : rows.offsets) offset -= static_cast<std::uint32_t>(kept[level].first);
  }
}

}  // namespace precept
