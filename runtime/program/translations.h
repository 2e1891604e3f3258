// A program's texts in one language (docs/languages.md).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/program/program.h"
#include "runtime/words/language.h"

namespace precept {

/// Looks up the translations of a program, and remembers the texts that have none, so that a report can say
/// which it shows in the policy's own words. Refers to the program, which outlives it.
class Translations {
 public:
  Translations(const Program& program, Language language);

  Language language() const { return language_; }
  /// The translation of the text. Without one it is the text itself, and that is remembered.
  std::string_view text(std::string_view text);
  /// The same for what needs no translation: a code, a clause's label, a quote. Nothing is remembered.
  std::string_view text_if_any(std::string_view text) const;
  /// A member's label, or its code where it has no label; a code need not be translated.
  std::string_view label(const program::EnumMember& member);
  /// Whether the language has the text: it is English, or there is a translation.
  bool has(std::string_view text) const { return language_ == Language::En || texts_.contains(text); }
  /// The parts of a text with holes (TextPart), in the language.
  program::Range parts(program::Range parts);

  /// Adds to `texts` each untranslated text that is not yet in it.
  void add_untranslated_to(std::vector<std::string>& texts) const;
  /// The texts that were asked for and have no translation, each once, in the order of the first request.
  const std::vector<std::string>& untranslated() const { return untranslated_; }

 private:
  void add_untranslated(std::string text);

  const Program& program_;
  Language language_;
  std::unordered_map<std::string_view, std::string_view> texts_;
  std::unordered_map<std::uint64_t, program::Range> parts_;  ///< by the range of the original
  std::vector<std::string> untranslated_;
};

}  // namespace precept
