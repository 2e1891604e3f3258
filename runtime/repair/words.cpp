#include "runtime/repair/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "runtime/json_edit.h"

namespace precept {

using json_edit::Json;
using program::Form;

namespace {

/// Of a value no more is spelt out.
constexpr std::size_t kMostLetters = 300;

/// Where a pointer leads: the field, whose it is, and what it is called from there.
struct Spot {
  const program::Field* field = nullptr;  ///< null: not known
  bool is_element = false;                ///< of the list that the field is
  std::string owner;                      ///< "E. Novak", "/attendance/3"; empty: the document
  std::string name;                       ///< "country", "terms_of_reference.status"
};

std::string name_of(const Json* element) {
  if (element == nullptr || !element->is_object()) return {};
  auto name = element->find("name");
  return name != element->end() && name->is_string() ? name->get<std::string>() : std::string();
}

std::string joined(const std::vector<std::string>& words) {
  std::string result;
  for (std::size_t i = 0; i < words.size(); ++i)
    result += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
  return result;
}

}  // namespace

struct ChangeWords::State {
  const Program& program;
  const program::Unit* unit = nullptr;
  Json document;

  // ---- where

  const program::Field* field(std::uint32_t object, std::string_view name) const {
    for (const program::Field& field : Program::in(program.fields, program.objects[object].fields)) {
      if (program.text(field.name) == name) return &field;
    }
    return nullptr;
  }

  Spot spot(std::string_view pointer) const {
    Spot spot;
    std::uint32_t object = unit == nullptr ? kAbsent : unit->root;
    for (std::size_t at = 0; at < pointer.size();) {
      std::size_t end = std::min(pointer.find('/', at + 1), pointer.size());
      std::string_view part = pointer.substr(at + 1, end - at - 1);
      bool is_index = spot.field != nullptr && spot.field->form == Form::List && !spot.is_element;
      if (is_index) {
        std::string element = name_of(json_edit::find(document, pointer.substr(0, end)));
        bool goes_on = end < pointer.size();
        if (goes_on) {
          spot.owner = element.empty() ? std::string(pointer.substr(0, end)) : element;
          spot.name.clear();
          object = spot.field->object;
          spot.field = nullptr;
        } else {
          spot.is_element = true;
        }
      } else {
        spot.field = object == kAbsent ? nullptr : field(object, part);
        if (spot.field == nullptr) return {};
        spot.name += (spot.name.empty() ? "" : ".") + std::string(part);
        object = spot.field->object;
      }
      at = end;
    }
    return spot;
  }

  static std::string called(const Spot& spot) {
    return spot.owner.empty() ? fmt::format("the `{}`", spot.name)
                              : fmt::format("the `{}` of {}", spot.name, spot.owner);
  }

  // ---- what

  /// The label of a member, the name of a row of a table; a text in quotes.
  std::string value(const program::Field& field, Form form, const Json& json) const {
    if (json.is_boolean()) return json.get<bool>() ? "yes" : "no";
    if (form == Form::Duration && json.is_number_integer())
      return fmt::format("{} day{}", json.dump(), json.get<std::int64_t>() == 1 ? "" : "s");
    if (json.is_array()) return items(field, json);
    if (json.is_object()) return fields(field.object, json);
    if (!json.is_string()) return json.dump();
    const auto& text = json.get_ref<const std::string&>();
    if (form == Form::Enum || form == Form::Set) return label(field.id, text);
    if (form == Form::Key) return row_name(field.id, text);
    if (text.starts_with(kAnyText)) return "something";
    return form == Form::Date ? text : fmt::format("“{}”", text);
  }

  std::string label(std::uint32_t enumeration, const std::string& name) const {
    for (const program::EnumMember& member :
         Program::in(program.enum_members, program.enums[enumeration].members)) {
      if (program.text(member.name) == name) return std::string(program.text(member.label));
    }
    return name;
  }

  std::string row_name(std::uint32_t table, const std::string& key) const {
    const program::Table& described = program.tables[table];
    auto columns = Program::in(program.table_columns, described.columns);
    auto text_in = [&](const program::TableColumn& column, std::uint32_t row) {
      std::int64_t code = program.cells[column.first_cell + row];
      bool is_text = column.kind == Kind::Code && column.meaning == Meaning::Text && code >= 0;
      return is_text ? std::string(program.text(program.texts[static_cast<std::size_t>(code)]))
                     : std::string();
    };
    if (described.key.count != 1) return key;
    const program::TableColumn& keys = columns[program.indexes[described.key.first]];
    for (std::uint32_t row = 0; row < described.row_count; ++row) {
      if (text_in(keys, row) != key) continue;
      for (const program::TableColumn& column : columns) {
        std::string name = program.text(column.name) == "name" ? text_in(column, row) : std::string();
        if (!name.empty()) return name;
      }
    }
    return key;
  }

  std::string items(const program::Field& field, const Json& json) const {
    std::vector<std::string> words;
    Form form = field.form == Form::List ? field.element : Form::Set;
    for (const Json& item : json) words.push_back(value(field, form, item));
    return words.empty() ? "nothing" : joined(words);
  }

  std::string fields(std::uint32_t object, const Json& json) const {
    std::vector<std::string> words;
    for (const auto& [name, part] : json.items()) {
      const program::Field* field = object == kAbsent ? nullptr : this->field(object, name);
      std::string said = field == nullptr ? part.dump() : value(*field, field->form, part);
      words.push_back(said.empty() ? fmt::format("`{}`", name) : fmt::format("`{}` {}", name, said));
    }
    return words.empty() ? std::string() : "with " + joined(words);
  }

  // ---- sentences

  std::string sentence(const Change& change) const {
    std::string text = change.is_attestation() ? judgement(change) : edit(change);
    return text.size() <= kMostLetters ? text : cut(text);
  }

  static std::string cut(std::string text) {
    std::size_t end = kMostLetters;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + " …";
  }

  std::string judgement(const Change& change) const {
    std::string about = change.about.empty() ? "" : fmt::format(" about {}", change.about);
    std::string answer = change.value == "true" ? "yes" : "no";
    switch (change.kind) {
      case Change::Kind::Attest:
        return fmt::format("attest `{}`{}: {} (“{}”)", change.judgement, about, answer, change.asks);
      case Change::Kind::Overturn:
        return fmt::format("attest `{}`{} otherwise than was attested: {} (“{}”)", change.judgement, about,
                           answer, change.asks);
      default:  // withdrawn
        return fmt::format("without the attestation of `{}`{}", change.judgement, about);
    }
  }

  std::string edit(const Change& change) const {
    Spot spot = this->spot(change.pointer);
    if (spot.field == nullptr) return fmt::format("change `{}`", change.pointer);
    const Json* before = json_edit::find(document, change.pointer);
    Json after = change.value.empty() ? Json() : Json::parse(change.value, nullptr, false);
    if (change.kind == Change::Kind::Remove) return removal(change, spot);
    if (change.kind == Change::Kind::Add) return addition(spot, after);
    bool is_set = spot.field->form == Form::Set && !spot.is_element;
    if (is_set && before != nullptr && before->is_array()) return members(spot, *before, after);
    Form form = spot.is_element ? spot.field->element : spot.field->form;
    std::string said = value(*spot.field, form, after);
    if (said == "something" && change.kind == Change::Kind::Edit) said = "something else";
    if (after.is_object()) return fmt::format("add {}{}{}", called(spot), said.empty() ? "" : " ", said);
    if (change.kind == Change::Kind::Supply) return fmt::format("give {}: {}", called(spot), said);
    std::string now = before == nullptr ? "" : fmt::format(" (now {})", value(*spot.field, form, *before));
    return fmt::format("change {} to {}{}", called(spot), said, now);
  }

  std::string removal(const Change& change, const Spot& spot) const {
    if (!spot.is_element) return fmt::format("leave out {}", called(spot));
    const Json* element = json_edit::find(document, change.pointer);
    std::string name = name_of(element);
    if (name.empty() && element != nullptr && !element->is_structured())
      name = value(*spot.field, spot.field->element, *element);
    return fmt::format("take {} out of {}", name.empty() ? "`" + change.pointer + "`" : name, called(spot));
  }

  std::string addition(const Spot& spot, const Json& after) const {
    std::string said = value(*spot.field, spot.field->element, after);
    if (!after.is_object()) return fmt::format("add {} to {}", said, called(spot));
    std::string_view record = program.text(program.objects[spot.field->object].record);
    return fmt::format("add a `{}` to {}{}{}", record, called(spot), said.empty() ? "" : " ", said);
  }

  /// Members of a set come and go.
  std::string members(const Spot& spot, const Json& before, const Json& after) const {
    auto only_in = [&](const Json& one, const Json& other) {
      std::vector<std::string> words;
      for (const Json& member : one) {
        if (std::ranges::find(other, member) == other.end())
          words.push_back(value(*spot.field, Form::Set, member));
      }
      return words;
    };
    std::vector<std::string> come = only_in(after, before), go = only_in(before, after);
    std::string text;
    if (!go.empty()) text = fmt::format("take {} out of {}", joined(go), called(spot));
    if (!come.empty())
      text += fmt::format("{}add {} to {}", text.empty() ? "" : ", and ", joined(come), called(spot));
    return text;
  }
};

ChangeWords::ChangeWords(const Program& program, std::string_view kind, std::string_view document)
    : state_(new State{.program = program}) {
  for (const program::Unit& unit : program.units) {
    if (program.text(unit.kind) == kind) state_->unit = &unit;
  }
  if (document.starts_with("\xEF\xBB\xBF")) document.remove_prefix(3);
  state_->document = Json::parse(document, nullptr, false);
}
ChangeWords::~ChangeWords() = default;

void ChangeWords::write(Changes& changes) const {
  for (Change& change : changes) change.text = state_->sentence(change);
}

}  // namespace precept
