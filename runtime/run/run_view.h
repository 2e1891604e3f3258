// A run, ready for reading: the unit, the document and the registers.
//
//   shall ensure s.length <= f.limit      truth(norm.holds, 1, 1) is No for the second stall;
//                                         truth(norm.condition, 1, 1) may lie at level 0, its row there is
//                                         looked up
#pragma once

#include <string_view>

#include "runtime/machine/machine.h"
#include "runtime/program/translations.h"
#include "runtime/program/unit_view.h"
#include "runtime/words/catalogue.h"

namespace precept {

/// Read access to a run. Rows of a List level count within the whole list where the machine kept every
/// register (MachineOptions::kWhole); otherwise only registers of the document can be read. Refers to all
/// that it is made from. Registers, levels and rows must exist; nothing here reports an error.
class RunView : public UnitView {
 public:
  RunView(const Program& program, const Document& document, const Registers& registers,
          Translations* translations = nullptr);

  const Document& document;
  const Registers& registers;
  Translations* const translations;  ///< of the program, into the report's language; null: English
  const Catalogue words;
  /// A text in the report's language. `translated_if_any` is for a code or label, which need not be
  /// translated.
  std::string_view translated(std::string_view text) const {
    return translations ? translations->text(text) : text;
  }
  std::string_view translated_if_any(std::string_view text) const {
    return translations ? translations->text_if_any(text) : text;
  }
  /// Whether the report's language has the text.
  bool has_translation(std::string_view text) const { return !translations || translations->has(text); }
  /// Whether the gist is shown in place of the quote: the language does not have the quote, and it has the
  /// gist or there is no quote at all.
  bool shows_gist(program::String quote, program::String gist) const {
    bool has_quote = has_translation(text(quote));
    return gist.count > 0 && !has_quote && (quote.count == 0 || has_translation(text(gist)));
  }
  /// Whether a norm is told with words of its own rather than its clause's.
  static bool has_words(const program::Norm& norm) { return norm.quote.count + norm.gist.count > 0; }

  /// The row of `target` that a row of `level` is or hangs below; `target` is `level` or above it.
  std::uint32_t ancestor_row(std::uint32_t level, std::uint32_t row, std::uint32_t target) const;
  /// The operand's truth, seen from a row of `level`, which is the operand's level or hangs below it.
  Truth truth(std::uint32_t operand, std::uint32_t level, std::uint32_t row) const;
  std::uint8_t result(std::uint32_t reg, std::uint32_t level, std::uint32_t row) const;
  /// The whole-list row that a row of a Cross level stands for; of another level, its own.
  std::uint32_t element(std::uint32_t level, std::uint32_t row) const;
  /// The row, of the judgement's level, that an `attested` is about at a row of its own; 0 for the document.
  std::uint32_t judged_row(const program::Instruction& attested, std::uint32_t row) const;
};

}  // namespace precept
