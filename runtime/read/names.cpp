#include "runtime/read/names.h"

#include <string>

namespace precept {

namespace {

constexpr std::size_t kFewestSlots = 8;

/// A copy of the name with readable bytes behind it.
std::string padded(std::string_view name) {
  std::string copy(name);
  copy.append(8, '\0');
  return copy;
}

}  // namespace

void NameTable::add(std::string_view name, std::int32_t code) {
  if (find(name) != kAbsentName) return;
  if (2 * (count_ + 1) > slots_.size()) grow();
  ++count_;
  std::string copy = padded(name);
  place({image_padded({copy.data(), name.size()}), code, name.data()});
}

std::int32_t NameTable::find(std::string_view name) const {
  std::string copy = padded(name);
  return find_padded({copy.data(), name.size()});
}

void NameTable::place(const Slot& slot) {
  std::size_t at = slot_of(slot.image);
  while (slots_[at].name != nullptr) at = (at + 1) & (slots_.size() - 1);
  slots_[at] = slot;
}

void NameTable::grow() {
  std::vector<Slot> old = std::move(slots_);
  slots_.assign(old.empty() ? kFewestSlots : 2 * old.size(), {});
  shift_ = 64u - static_cast<unsigned>(std::countr_zero(slots_.size()));
  for (const Slot& slot : old) {
    if (slot.name != nullptr) place(slot);
  }
}

}  // namespace precept
