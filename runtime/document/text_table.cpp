#include "runtime/document/text_table.h"

#include <algorithm>

namespace precept {

namespace {
constexpr std::size_t kFewestTextSlots = 64;
}

std::int32_t TextTable::add(std::string_view text, std::uint64_t hash) {
  if (2 * (texts_.size() + 1) > slots_.size()) grow();
  const auto number = static_cast<std::int32_t>(texts_.size());
  slots_[slot_of(text, hash)] = {static_cast<std::uint32_t>(hash >> 32), number};
  texts_.push_back(text);
  return number;
}

/// The slot that holds the text, or the free one where it would go.
std::size_t TextTable::slot_of(std::string_view text, std::uint64_t hash) const {
  std::size_t at = hash & (slots_.size() - 1);
  auto fingerprint = static_cast<std::uint32_t>(hash >> 32);
  for (;; at = (at + 1) & (slots_.size() - 1)) {
    const Slot& slot = slots_[at];
    if (slot.number == kNone) return at;
    if (slot.hash == fingerprint && texts_[static_cast<std::size_t>(slot.number)] == text) return at;
  }
}

void TextTable::grow() {
  std::vector<Slot> old = std::move(slots_);
  slots_.assign(std::max(kFewestTextSlots, 2 * old.size()), {});
  for (const Slot& slot : old) {
    if (slot.number == kNone) continue;
    std::size_t at = hash_(texts_[static_cast<std::size_t>(slot.number)]) & (slots_.size() - 1);
    while (slots_[at].number != kNone) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
  }
}

ProgramTexts::ProgramTexts(const Program& program) : TextTable(TextHash()) {
  for (const program::String& entry : program.texts) {
    const std::string_view text = program.text(entry);
    const std::uint64_t hash = this->hash(text);
    if (find(text, hash) == kNone) {
      add(text, hash);
    } else {
      add_again(text);
    }
  }
}

}  // namespace precept
