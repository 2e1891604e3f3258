#include "runtime/program/translations.h"

#include <algorithm>

namespace precept {

namespace {

std::uint64_t key_of(program::Range range) {
  return std::uint64_t{range.first} << 32 | range.count;
}

}  // namespace

Translations::Translations(const Program& program, Language language)
    : program_(program), language_(language) {
  const auto wanted = static_cast<std::uint32_t>(language);
  for (const program::Translation& one : program.translations) {
    if (one.language == wanted) texts_.emplace(program.text(one.text), program.text(one.translated));
  }
  for (const program::PartsTranslation& one : program.parts_translations) {
    if (one.language == wanted) parts_.emplace(key_of(one.parts), one.translated);
  }
}

void Translations::add_untranslated_to(std::vector<std::string>& texts) const {
  for (const std::string& text : untranslated_) {
    if (std::ranges::find(texts, text) == texts.end()) texts.push_back(text);
  }
}

void Translations::add_untranslated(std::string text) {
  bool is_word = !text.empty() && language_ != Language::En;
  if (is_word && std::ranges::find(untranslated_, text) == untranslated_.end())
    untranslated_.push_back(std::move(text));
}

std::string_view Translations::text(std::string_view text) {
  auto found = texts_.find(text);
  if (found != texts_.end()) return found->second;
  add_untranslated(std::string(text));
  return text;
}

std::string_view Translations::text_if_any(std::string_view text) const {
  auto found = texts_.find(text);
  return found == texts_.end() ? text : found->second;
}

std::string_view Translations::label(const program::EnumMember& member) {
  std::string_view label = program_.text(member.label);
  return label == program_.text(member.name) ? text_if_any(label) : text(label);
}

program::Range Translations::parts(program::Range parts) {
  if (parts.count == 0) return parts;
  auto found = parts_.find(key_of(parts));
  if (found != parts_.end()) return found->second;
  std::string text;
  bool has_words = false;
  for (const program::TextPart& part : Program::in(program_.text_parts, parts)) {
    has_words |= part.hole == kAbsent;
    text += part.hole == kAbsent ? program_.text(part.text) : std::string_view("…");
  }
  if (has_words) add_untranslated(std::move(text));
  return parts;
}

}  // namespace precept
