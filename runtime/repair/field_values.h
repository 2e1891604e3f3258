// The field that a JSON pointer leads to, without a document: its possible values, in JSON and in words.
//
//   record Stall
//     length : int      field_at(program, "Fair", "/stalls/0/length"); value_from_words(…, "6") gives `6`
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
  program::Form form{};                   ///< of the value; in a list of single values, of the element
};

/// The field at the pointer. `kind`: the record of the document. Refers to the program.
FieldAt field_at(const Program& program, std::string_view kind, std::string_view pointer);

/// Sample values as JSON; where the values can be listed, at most `most` of them.
std::vector<std::string> samples_of(const FieldAt& at, std::size_t most);
/// The values that an answer may have: "yes or no", "a date (YYYY-MM-DD)", "one of SG2, SG3, …". In the
/// language of `translations`, which is of the field's program; a member is named by its code or its
/// translation.
std::string expected_words(const FieldAt& at, const Translations& translations);
/// The words of an answer for a value in JSON: `yes`, `SG2, SG12`, `2023-05-02`.
std::string words_from_value(const FieldAt& at, const std::string& value, const Translations& translations);

/// The value in JSON for the words of an answer: `yes`, `2023-05-02`, `SG2, SG12`, `Member State`. The words
/// are in English or in the language of `translations`, which is of the program. Nothing where they are no
/// value of the field's type.
std::optional<std::string> value_from_words(const Program& program, std::string_view kind,
                                            std::string_view pointer, std::string_view words,
                                            const Translations& translations);
/// True for yes and false for no, in English or in the language; nothing for any other word.
std::optional<bool> truth_from_word(std::string_view word, Language language);

/// The `name` of a table's row by its key; nothing where the table has no such column or row.
std::optional<std::string> name_of_key(const Program& program, std::uint32_t table, std::string_view key);
/// The keys of a table, in JSON as documents write them; empty where no field can hold one.
std::vector<std::string> keys_of(const Program& program, std::uint32_t table);

}  // namespace precept
