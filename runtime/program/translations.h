// A program's texts in one language.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "runtime/program/program.h"
#include "runtime/words/language.h"

namespace precept {

/// Looks the translations of a program up, and keeps what it was asked for and did not find, so that a
/// report can say what it shows in the policy's own words. Refers to the program.
class Translations {
 public:
  Translations(const Program& program, Language language);

  Language language() const { return language_; }
  /// The text in the language; where there is no translation the text itself, which is remembered.
  std::string_view text(std::string_view text);
  /// The same for what may well be without one: a code, a clause's label, a quote of the official text.
  std::string_view text_if_any(std::string_view text) const;
  /// A member's label; one without a label is told by its code, which need not be in the language.
  std::string_view label(const program::EnumMember& member);
  /// Whether a text can be told in the language as it is or as it is translated.
  bool has(std::string_view text) const { return language_ == Language::En || texts_.contains(text); }
  /// The parts of a text with holes (TextPart), in the language.
  program::Range parts(program::Range parts);

  /// Adds to the list what is not in it and another was asked for in vain.
  void add_lacking_to(std::vector<std::string>& texts) const;
  /// What was asked for and is not there, each once, in the order in which it was first asked for.
  const std::vector<std::string>& lacking() const { return lacking_; }

 private:
  void lack(std::string text);

  const Program& program_;
  Language language_;
  std::unordered_map<std::string_view, std::string_view> texts_;
  std::unordered_map<std::uint64_t, program::Range> parts_;  ///< by the range of what is translated
  std::vector<std::string> lacking_;
};

}  // namespace precept
