#include "runtime/read/records/list_fields.h"

#include <algorithm>

#include "base/suggest.h"
#include "base/text.h"
#include "runtime/read/vocabulary.h"

namespace precept {

using program::Form;

namespace {

/// Letters and digits in small letters without accents, all in one word.
std::string letters_of(std::string_view text) {
  std::string letters;
  for (const TextWord& word : words_of(text)) letters += word.text;
  return letters;
}

/// Names of up to so many letters may differ by one slip, longer ones by two.
constexpr std::size_t kShortName = 7;

std::optional<ListField> field_of(const Program& program, const program::Field& field) {
  if (field.form == Form::Object || (field.form == Form::List && field.element == Form::Object)) return {};
  ListField result{.name = std::string(program.text(field.name)), .form = field.form};
  if (field.form == Form::List)
    result.element = field.element;
  else
    result.element = field.form == Form::Set ? Form::Enum : field.form;
  const bool is_key = result.element == Form::Key;
  if (result.element == Form::Enum || is_key) result.words = field.id;
  result.is_number_key = is_key && Vocabulary(program).has_numeric_keys(field.id);
  result.identifies = (field.form == Form::Text || field.form == Form::Enum) && field.is_fixed != 0 &&
                      field.or_none == 0 && field.if_absent == program::IfAbsent::Unknown;
  return result;
}

std::span<const program::Field> fields_of(const Program& program, std::uint32_t object) {
  return Program::in(program.fields, program.objects[object].fields);
}

bool is_list_of_records(const program::Field& field) {
  return field.form == Form::List && field.element == Form::Object;
}

}  // namespace

const ListField* ListFields::named(std::string_view header) const {
  const std::string folded = case_folded(trimmed(header));
  const auto found =
      std::ranges::find_if(fields, [&](const ListField& field) { return case_folded(field.name) == folded; });
  return found == fields.end() ? nullptr : &*found;
}

const ListField* ListFields::nearly_named(std::string_view header) const {
  const std::string letters = letters_of(header);
  if (letters.empty()) return nullptr;
  const ListField* nearest = nullptr;
  std::size_t least = 0;
  for (const ListField& field : fields) {
    const std::string name = letters_of(field.name);
    const std::size_t allowed = name.size() > kShortName ? 2 : 1;
    if (letters.size() > name.size() + allowed) continue;
    const std::size_t slips = edit_distance(letters, name);
    if (slips > allowed || (nearest != nullptr && slips >= least)) continue;
    nearest = &field;
    least = slips;
  }
  return nearest;
}

std::optional<ListFields> list_fields(const Program& program, const program::Unit& unit,
                                      std::string_view list) {
  for (const program::Field& field : fields_of(program, unit.root)) {
    if (!is_list_of_records(field) || program.text(field.name) != list) continue;
    ListFields result{.list = std::string(list),
                      .record = std::string(program.text(program.objects[field.object].record)),
                      .fields = {}};
    for (const program::Field& of : fields_of(program, field.object)) {
      if (auto made = field_of(program, of)) result.fields.push_back(std::move(*made));
    }
    return result;
  }
  return std::nullopt;
}

std::vector<std::string_view> lists_of(const Program& program, const program::Unit& unit) {
  std::vector<std::string_view> lists;
  for (const program::Field& field : fields_of(program, unit.root)) {
    if (is_list_of_records(field)) lists.push_back(program.text(field.name));
  }
  return lists;
}

}  // namespace precept
