#include "runtime/document/document.h"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "runtime/program/levels.h"

namespace precept {

namespace {

constexpr std::size_t kFewestSlots = 64;
constexpr std::size_t kBlockBytes = 64 * 1024;

std::uint64_t word(const char* at, std::size_t bytes) {
  std::uint64_t result = 0;
  if (bytes != 0) std::memcpy(&result, at, bytes);
  return result;
}

/// The two halves of the full product, folded, so that every bit of the result depends on every bit of both.
std::uint64_t mix(std::uint64_t left, std::uint64_t right) {
  __extension__ using Wide = unsigned __int128;
  Wide product = static_cast<Wide>(left) * right;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

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

TextDictionary::TextDictionary(const Program& program)
    : seed_(mix(reinterpret_cast<std::uintptr_t>(this), 0x9E3779B97F4A7C15)) {
  texts_.reserve(program.texts.size());
  for (const program::String& entry : program.texts) {
    std::string_view text = program.text(entry);
    std::uint64_t hash = this->hash(text);
    if (2 * (texts_.size() + 1) > slots_.size()) grow();
    std::size_t slot = slot_of(text, hash);
    if (slots_[slot].code == kNone) {
      add(text, hash, slot);
    } else {
      texts_.push_back(text);  // of equal texts the first has the code
    }
  }
  if (slots_.empty()) grow();
}

std::int32_t TextDictionary::intern(std::string_view text) {
  std::uint64_t hash = this->hash(text);
  std::size_t slot = slot_of(text, hash);
  if (slots_[slot].code != kNone) return slots_[slot].code;
  if (2 * (texts_.size() + 1) > slots_.size()) {
    grow();
    slot = slot_of(text, hash);
  }
  add(keep(text), hash, slot);
  return slots_[slot].code;
}

std::int32_t TextDictionary::find(std::string_view text) const {
  std::int32_t code = slots_[slot_of(text, hash(text))].code;
  return code == kNone ? kUnknown : code;
}

std::string_view TextDictionary::text(std::int32_t code) const {
  assert(code >= 0 && static_cast<std::size_t>(code) < texts_.size());
  return texts_[static_cast<std::size_t>(code)];
}

std::uint64_t TextDictionary::hash(std::string_view text) const {
  const char* at = text.data();
  std::size_t left = text.size();
  std::uint64_t state = seed_ ^ left;
  for (; left > 16; at += 16, left -= 16) {
    state = mix(word(at, 8) ^ 0xA0761D6478BD642F, word(at + 8, 8) ^ state);
  }
  std::uint64_t head = word(at, std::min<std::size_t>(left, 8));
  std::uint64_t tail = left > 8 ? word(at + 8, left - 8) : 0;
  return mix(head ^ 0xE7037ED1A0B428DB, tail ^ state);
}

/// The slot that holds the text, or the free one where it would go.
std::size_t TextDictionary::slot_of(std::string_view text, std::uint64_t hash) const {
  std::size_t at = hash & (slots_.size() - 1);
  auto fingerprint = static_cast<std::uint32_t>(hash >> 32);
  for (;; at = (at + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[at];
    if (slot.code == kNone) return at;
    if (slot.hash == fingerprint && texts_[static_cast<std::size_t>(slot.code)] == text) return at;
  }
}

/// Enters a text, which stays where it is, into a free slot.
void TextDictionary::add(std::string_view text, std::uint64_t hash, std::size_t slot) {
  slots_[slot] = {static_cast<std::uint32_t>(hash >> 32), static_cast<std::int32_t>(texts_.size())};
  texts_.push_back(text);
}

void TextDictionary::grow() {
  std::vector<Slot> old = std::move(slots_);
  slots_.assign(std::max(kFewestSlots, 2 * old.size()), {});
  for (const Slot& slot : old) {
    if (slot.code == kNone) continue;
    std::size_t at = hash(texts_[static_cast<std::size_t>(slot.code)]) & (slots_.size() - 1);
    while (slots_[at].code != kNone) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

/// A copy that lasts as long as the dictionary.
std::string_view TextDictionary::keep(std::string_view text) {
  if (text.size() > block_left_) {
    block_left_ = std::max(text.size(), kBlockBytes);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(block_left_));
    block_end_ = blocks_.back().get();
  }
  if (!text.empty()) std::memcpy(block_end_, text.data(), text.size());
  std::string_view kept(block_end_, text.size());
  block_end_ += text.size();
  block_left_ -= text.size();
  return kept;
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
