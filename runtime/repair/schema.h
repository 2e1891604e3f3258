// The field that a JSON pointer leads to, without a document: what it may hold,
// in JSON and in words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/program/program.h"
#include "runtime/program/translations.h"

namespace precept {

struct FieldAt {
  const Program* program = nullptr;
  const program::Field* field = nullptr;  ///< null: the pointer leads to none
  program::Form form{};                   ///< of the value: of an element of a list of single
                                          ///< values its own
};

/// `kind`: the record of the document.
FieldAt field_at(const Program& program, std::string_view kind, std::string_view pointer);

/// Some values as JSON: of what is listed no more than `most`.
std::vector<std::string> samples_of(const FieldAt& at, std::size_t most);
/// "yes or no", "a date (YYYY-MM-DD)", "one of SG2, SG3, …": in the language of `told`, which is of the
/// field's program. A member is called as a person may call it in an answer: by its code, or by a
/// translation.
std::string expected_words(const FieldAt& at, const Translations& told);
/// A value of the field, as JSON, in the words of an answer: `yes`, `SG2, SG12`, `2023-05-02`.
std::string words_from_value(const FieldAt& at, const std::string& value, const Translations& told);

/// What a person wrote as JSON for the field at the pointer: `yes`, `2023-05-02`, `SG2, SG12`, `Member
/// State`; in English or in the language of `told`, which is of the program. Nothing where it is no value of
/// the field's type.
std::optional<std::string> value_from_words(const Program& program, std::string_view kind,
                                            std::string_view pointer, std::string_view words,
                                            const Translations& told);
/// Whether a word of an answer is yes (true) or no (false), in English or in the language; nothing where it
/// is neither.
std::optional<bool> truth_from_word(std::string_view word, Language language);

/// What a table's row with that key is called, in its column `name`; nothing where it has none.
std::optional<std::string> name_of_key(const Program& program, std::uint32_t table, std::string_view key);
/// The keys of a table as documents write them, as JSON; none where no field
/// can hold one.
std::vector<std::string> keys_of(const Program& program, std::uint32_t table);

}  // namespace precept
