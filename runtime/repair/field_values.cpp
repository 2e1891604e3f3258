#include "runtime/repair/field_values.h"

#include <algorithm>
#include <charconv>

#include "base/decimal.h"
#include "base/moment.h"
#include "runtime/edit/json_edit.h"
#include "runtime/repair/change/change.h"
#include "runtime/repair/change/fields.h"
#include "runtime/words/catalogue.h"

namespace precept {

using program::Form;

namespace {

const program::Unit* unit_of(const Program& program, std::string_view kind) {
  for (const program::Unit& unit : program.units) {
    if (program.text(unit.kind) == kind) return &unit;
  }
  return nullptr;
}

std::span<const program::EnumMember> members_of(const FieldAt& at) {
  return Program::in(at.program->enum_members, at.program->enums[at.field->id].members);
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool is_same_word(std::string_view left, std::string_view right) {
  auto lower = [](unsigned char c) { return std::tolower(c); };
  return std::ranges::equal(left, right, {}, lower, lower);
}

}  // namespace

FieldAt field_at(const Program& program, std::string_view kind, std::string_view pointer) {
  const program::Unit* unit = unit_of(program, kind);
  FieldAt at{.program = &program};
  std::uint32_t object = unit == nullptr ? kAbsent : unit->root;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    std::string_view part = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(part.size());
    bool is_element = at.field != nullptr && at.form == Form::List;
    if (is_element) {
      at.form = at.field->element;
      continue;
    }
    at.field = nullptr;
    if (object == kAbsent) return at;
    for (const program::Field& field : Program::in(program.fields, program.objects[object].fields)) {
      if (program.text(field.name) == part) at.field = &field;
    }
    if (at.field == nullptr) return at;
    at.form = at.field->form;
    object = at.field->object;
  }
  return at;
}

std::vector<std::string> keys_of(const Program& program, std::uint32_t table) {
  const program::Table& described = program.tables[table];
  std::vector<std::string> keys;
  if (described.key.count != 1) return keys;
  const program::TableColumn& key =
      Program::in(program.table_columns, described.columns)[program.indexes[described.key.first]];
  std::vector<std::string> others =
      key.type == ValueType::Key ? keys_of(program, key.type_id) : std::vector<std::string>{};
  for (std::uint32_t row = 0; row < described.row_count; ++row) {
    if (key.kind == RegisterKind::Int) {
      keys.push_back(std::to_string(program.cells[key.first_cell + 2 * row]));
      continue;
    }
    const std::int64_t code = program.cells[key.first_cell + row];
    if (code < 0) {
      keys.push_back("null");  // nobody can name a row without a key
      continue;
    }
    auto cell = static_cast<std::size_t>(code);
    if (key.type == ValueType::Key) {
      keys.push_back(cell < others.size() ? others[cell] : "null");
    } else if (key.type == ValueType::Enum) {
      auto members = Program::in(program.enum_members, program.enums[key.type_id].members);
      keys.push_back(json_string(program.text(members[cell].name)));
    } else if (key.type == ValueType::Date) {
      keys.push_back(json_string(format_date(static_cast<Day>(cell))));
    } else {
      keys.push_back(json_string(program.text(program.texts[cell])));
    }
  }
  return keys;
}

std::vector<std::string> samples_of(const FieldAt& at, std::size_t most) {
  std::vector<std::string> samples;
  switch (at.form) {
    case Form::Truth:
      return {"true", "false"};
    case Form::Enum:
      for (const program::EnumMember& member : members_of(at))
        samples.push_back(json_string(at.program->text(member.name)));
      break;
    case Form::Set: {
      std::string all;
      for (const program::EnumMember& member : members_of(at)) {
        std::string name = json_string(at.program->text(member.name));
        samples.push_back("[" + name + "]");
        all += (all.empty() ? "" : ", ") + name;
      }
      samples.insert(samples.begin(), {"[]", "[" + all + "]"});
      break;
    }
    case Form::Key:
      samples = keys_of(*at.program, at.field->id);
      break;
    case Form::Int:
    case Form::Duration:
    case Form::Months:
      return {"0", "1", "1000000", "-1000000"};
    case Form::Number:
      return {"0", "0.5", "1", "1000000", "-1000000"};
    case Form::Date:
      return {"\"1900-01-01\"", "\"2024-01-01\"", "\"2999-12-31\""};
    case Form::Moment:
      return {"\"1900-01-01T00:00:00Z\"", "\"2024-01-01T12:00:00Z\"", "\"2999-12-31T00:00:00Z\""};
    case Form::Hours:
      return {"\"PT0S\"", "\"PT1H\"", "\"PT1000000H\"", "\"-PT1000000H\""};
    case Form::Text:
      return {json_string(kAnyText)};
    case Form::Object:
      return {"{}"};
    case Form::List:
      return {"[]"};
  }
  // Of a long list, samples from the whole of it.
  std::size_t step = (samples.size() + most - 1) / std::max<std::size_t>(most, 1);
  std::vector<std::string> some;
  for (std::size_t i = 0; i < samples.size(); i += std::max<std::size_t>(step, 1)) {
    if (samples[i] != "null") some.push_back(samples[i]);
  }
  return some;
}

namespace {

/// The name of a member in answers: its code or its translation.
std::string_view called(const FieldAt& at, const program::EnumMember& member,
                        const Translations& translations) {
  std::string_view name = at.program->text(member.name), label = at.program->text(member.label);
  std::string_view translated = translations.text_if_any(label);
  return translated == label ? translations.text_if_any(name) : translated;
}

}  // namespace

std::string expected_words(const FieldAt& at, const Translations& translations) {
  const Catalogue words(translations.language());
  auto listed = [&] {
    std::string list;
    for (const program::EnumMember& member : members_of(at)) {
      std::string name(called(at, member, translations));
      list = list.empty() ? name : words(say::ListMore, list, name);
    }
    return list;
  };
  switch (at.form) {
    case Form::Truth:
      return words(say::ListOr, words(say::Yes), words(say::No));
    case Form::Enum:
      return words(say::ExpectOneOf, listed());
    case Form::Set:
      return words(say::ExpectSomeOf, listed());
    case Form::Key:
      return words(say::ExpectKey, at.program->text(at.program->tables[at.field->id].name));
    case Form::Int:
    case Form::Number:
      return words(say::ExpectNumber);
    case Form::Duration:
      return words(say::ExpectDays);
    case Form::Months:
      return words(say::ExpectMonths);
    case Form::Date:
      return words(say::ExpectDate);
    case Form::Moment:
      return words(say::ExpectMoment);
    case Form::Hours:
      return words(say::ExpectHours);
    case Form::Text:
      return words(say::ExpectText);
    case Form::Object:
    case Form::List:
      return words(say::ExpectJson);
  }
  return {};
}

std::string words_from_value(const FieldAt& at, const std::string& value, const Translations& translations) {
  const json_edit::Json json = json_edit::Json::parse(value, nullptr, false);
  auto member = [&](const json_edit::Json& code) {
    for (const program::EnumMember& one : members_of(at)) {
      if (code == at.program->text(one.name)) return std::string(called(at, one, translations));
    }
    return code.dump();
  };
  if (at.form == Form::Truth) return Catalogue(translations.language())(value == "true" ? say::Yes : say::No);
  if (at.form == Form::Enum) return member(json);
  if (at.form == Form::Set && json.is_array()) {
    std::string list;
    for (const json_edit::Json& one : json) list += (list.empty() ? "" : ", ") + member(one);
    return list.empty() ? "-" : list;
  }
  if (at.form == Form::Key && json.is_string()) {
    const auto& key = json.get_ref<const std::string&>();
    auto name = name_of_key(*at.program, at.field->id, key);
    if (name)
      return Catalogue(translations.language())(say::KeyAndName, translations.text_if_any(*name), key);
  }
  return json.is_string() ? json.get<std::string>() : value;
}

std::optional<std::string> name_of_key(const Program& program, std::uint32_t table, std::string_view key) {
  const program::Table& described = program.tables[table];
  if (described.key.count != 1) return std::nullopt;
  auto columns = Program::in(program.table_columns, described.columns);
  auto text_in = [&](const program::TableColumn& column, std::uint32_t row) {
    std::int64_t code = program.cells[column.first_cell + row];
    bool is_text = column.kind == RegisterKind::Code && column.type == ValueType::Text && code >= 0;
    return is_text ? program.text(program.texts[static_cast<std::size_t>(code)]) : std::string_view();
  };
  const program::TableColumn& keys = columns[program.indexes[described.key.first]];
  for (std::uint32_t row = 0; row < described.row_count; ++row) {
    if (text_in(keys, row) != key) continue;
    for (const program::TableColumn& column : columns) {
      std::string_view name = program.text(column.name) == "name" ? text_in(column, row) : std::string_view();
      if (!name.empty()) return std::string(name);
    }
  }
  return std::nullopt;
}

namespace {

std::optional<std::string> member_json(const FieldAt& at, std::string_view word,
                                       const Translations& translations) {
  for (const program::EnumMember& member : members_of(at)) {
    std::string_view name = at.program->text(member.name), label = at.program->text(member.label);
    bool is_it = false;
    for (std::string_view known :
         {name, label, translations.text_if_any(name), translations.text_if_any(label)})
      is_it |= is_same_word(known, word);
    if (is_it) return json_string(at.program->text(member.name));
  }
  return std::nullopt;
}

std::optional<std::string> set_json(const FieldAt& at, std::string_view words,
                                    const Translations& translations) {
  std::string result;
  if (words == "-") return "[]";
  while (!words.empty()) {
    std::string_view word = words.substr(0, words.find_first_of(",;"));
    words.remove_prefix(std::min(words.size(), word.size() + 1));
    auto member = member_json(at, without_blanks(word), translations);
    if (!member) return std::nullopt;
    result += (result.empty() ? "" : ", ") + *member;
  }
  return "[" + result + "]";
}

std::optional<std::string> number_json(std::string_view words) {
  std::int64_t number = 0;
  auto read = std::from_chars(words.data(), words.data() + words.size(), number);
  if (words.empty() || read.ptr != words.data() + words.size() || read.ec != std::errc{}) return std::nullopt;
  return std::to_string(number);
}

}  // namespace

std::optional<bool> truth_from_word(std::string_view word, Language language) {
  for (const Catalogue& words : {Catalogue(), Catalogue(language)}) {
    if (is_same_word(word, words(say::Yes)) || is_same_word(word, words(say::YesLetter))) return true;
    if (is_same_word(word, words(say::No)) || is_same_word(word, words(say::NoLetter))) return false;
  }
  return std::nullopt;
}

std::optional<std::string> value_from_words(const Program& program, std::string_view kind,
                                            std::string_view pointer, std::string_view words,
                                            const Translations& translations) {
  FieldAt at = field_at(program, kind, pointer);
  words = without_blanks(words);
  if (at.field == nullptr || words.empty()) return std::nullopt;
  switch (at.form) {
    case Form::Truth:
      if (words == "true" || words == "false") return std::string(words);
      if (auto truth = truth_from_word(words, translations.language())) return *truth ? "true" : "false";
      return std::nullopt;
    case Form::Enum:
      return member_json(at, words, translations);
    case Form::Set:
      return set_json(at, words, translations);
    case Form::Key: {
      // Keys may be numbers. Whether the table has the key is checked when the document is read.
      auto keys = keys_of(program, at.field->id);
      bool is_number = !keys.empty() && !keys.front().starts_with('"');
      return is_number ? number_json(words) : json_string(words);
    }
    case Form::Int:
    case Form::Duration:
    case Form::Months:
      return number_json(words);
    case Form::Number: {
      const auto parts = parse_decimal(words);
      return parts ? std::optional(format_decimal(*parts)) : std::nullopt;
    }
    case Form::Date:
      return parse_date(words) ? std::optional(json_string(words)) : std::nullopt;
    case Form::Moment:
      return parse_moment(words) ? std::optional(json_string(words)) : std::nullopt;
    case Form::Hours:
      return parse_hours(words) ? std::optional(json_string(words)) : std::nullopt;
    case Form::Text:
      return json_string(words);
    case Form::Object:
    case Form::List:
      return is_json(words) ? std::optional(std::string(words)) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace precept
