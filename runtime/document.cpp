#include "runtime/document.h"

#include <cassert>
#include <cstring>

namespace precept {

TextDictionary::TextDictionary(const Program& program) {
  texts_.reserve(program.texts.size());
  codes_.reserve(program.texts.size());
  for (const program::String& entry : program.texts) {
    std::string_view text = program.text(entry);
    codes_.try_emplace(text, static_cast<std::int32_t>(texts_.size()));
    texts_.push_back(text);
  }
}

std::int32_t TextDictionary::intern(std::string_view text) {
  if (auto found = codes_.find(text); found != codes_.end()) return found->second;
  owned_.push_back(std::make_unique<std::string>(text));
  auto code = static_cast<std::int32_t>(texts_.size());
  texts_.push_back(*owned_.back());
  codes_.emplace(texts_.back(), code);
  return code;
}

std::int32_t TextDictionary::find(std::string_view text) const {
  auto found = codes_.find(text);
  return found == codes_.end() ? kUnknown : found->second;
}

std::string_view TextDictionary::text(std::int32_t code) const {
  assert(code >= 0 && static_cast<std::size_t>(code) < texts_.size());
  return texts_[static_cast<std::size_t>(code)];
}

std::int32_t Document::code(const Program& program, std::uint32_t column, std::uint32_t row) const {
  const program::Column& shape = program.columns[program.units[unit].columns.first + column];
  assert(shape.kind == Kind::Code && row < rows(shape.level));
  const std::byte* codes = columns[column].codes.data();
  if (shape.width == 1) return static_cast<std::int8_t>(codes[row]);
  std::int32_t value;
  std::memcpy(&value, codes + std::size_t{row} * 4, 4);
  return value;
}

}  // namespace precept
