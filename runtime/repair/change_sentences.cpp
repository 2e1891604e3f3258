#include "runtime/repair/change_sentences.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/decimal.h"
#include "base/moment.h"
#include "runtime/edit/json_edit.h"
#include "runtime/phrasing/wording.h"
#include "runtime/repair/field_values.h"

namespace precept {

using json_edit::Json;
using program::Form;

namespace {

/// So many letters of a value are spelt out.
constexpr std::size_t kMostLetters = 300;

/// Where a pointer leads: the field, its owner, and its name as seen from the owner.
struct PointerTarget {
  const program::Field* field = nullptr;  ///< null: not known
  bool is_element = false;                ///< the pointer leads to an element of the field, which is a list
  std::string owner;                      ///< "E. Novak", "/attendance/3"; empty: the document
  std::string name;                       ///< "country", "terms_of_reference.status"
};

std::string name_of(const Json* element) {
  if (element == nullptr || !element->is_object()) return {};
  auto name = element->find("name");
  return name != element->end() && name->is_string() ? name->get<std::string>() : std::string();
}

}  // namespace

struct ChangeSentences::State {
  const Program& program;
  Translations& translations;
  const Catalogue words;
  const program::Unit* unit = nullptr;
  Json document;
  Aim aim{};
  const Change* current_change = nullptr;  ///< the current one

  // ---- places

  const program::Field* field(std::uint32_t object, std::string_view name) const {
    for (const program::Field& field : Program::in(program.fields, program.objects[object].fields)) {
      if (program.text(field.name) == name) return &field;
    }
    return nullptr;
  }

  PointerTarget target(std::string_view pointer) const {
    PointerTarget target;
    std::uint32_t object = unit == nullptr ? kAbsent : unit->root;
    for (std::size_t at = 0; at < pointer.size();) {
      std::size_t end = std::min(pointer.find('/', at + 1), pointer.size());
      std::string_view part = pointer.substr(at + 1, end - at - 1);
      bool is_index = target.field != nullptr && target.field->form == Form::List && !target.is_element;
      if (is_index) {
        std::string element = name_of(json_edit::find(document, pointer.substr(0, end)));
        bool goes_on = end < pointer.size();
        if (goes_on) {
          target.owner = element.empty() ? std::string(pointer.substr(0, end)) : element;
          target.name.clear();
          object = target.field->object;
          target.field = nullptr;
        } else {
          target.is_element = true;
        }
      } else {
        target.field = object == kAbsent ? nullptr : field(object, part);
        if (target.field == nullptr) return {};
        target.name += (target.name.empty() ? "" : ".") + std::string(part);
        object = target.field->object;
      }
      at = end;
    }
    return target;
  }

  std::string called(const PointerTarget& target) const {
    return target.owner.empty() ? words(say::TheField, target.name)
                                : words(say::TheFieldOf, target.name, target.owner);
  }

  // ---- values

  /// A value in words: the label of a member, the name of a table's row, a text in quotes.
  std::string value(const program::Field& field, Form form, const Json& json) const {
    if (json.is_boolean()) return words(json.get<bool>() ? say::Yes : say::No);
    if ((form == Form::Duration || form == Form::Months) && json.is_number_integer()) {
      const ValueType unit = form == Form::Duration ? ValueType::Duration : ValueType::Months;
      return format_interval(Interval::exactly(json.get<std::int64_t>()), unit, words);
    }
    if (json.is_array()) return items(field, json);
    if (json.is_object() && field.object != kAbsent) return element(field, json);
    if (form == Form::Number) {
      if (const auto parts = parse_json_decimal(json.dump())) return words.decimal(format_decimal(*parts));
    }
    if (!json.is_string()) return json.dump();
    const auto& text = json.get_ref<const std::string&>();
    if (form == Form::Enum || form == Form::Set) return label(field.id, text);
    if (form == Form::Key) return row_name(field.id, text);
    if (form == Form::Moment) {
      if (const auto moment = parse_moment(text)) return moment_in_words(*moment);
    }
    if (form == Form::Hours) {
      if (const auto seconds = parse_hours(text))
        return format_interval(Interval::exactly(*seconds), ValueType::Hours, words);
    }
    return form == Form::Date ? text : words(say::Quoted, text);
  }

  static bool holds(const std::vector<std::string>& pointers, std::string_view pointer) {
    return std::ranges::find(pointers, pointer) != pointers.end();
  }

  /// The same for a value that a change puts at the pointer. It may be any value, or one of several.
  std::string put(const program::Field& field, Form form, const Json& json,
                  const std::string& pointer) const {
    if (holds(current_change->blanks, pointer)) return words(say::AnyText);
    if (json.is_object() && field.object != kAbsent) return element(field, json, pointer);
    const bool is_of_list = form == Form::List && json.is_array();
    std::string translations = is_of_list ? items(field, json, pointer) : value(field, form, json);
    return holds(current_change->examples, pointer) ? words(say::ForExample, translations) : translations;
  }

  std::string label(std::uint32_t enumeration, const std::string& name) const {
    for (const program::EnumMember& member :
         Program::in(program.enum_members, program.enums[enumeration].members)) {
      if (program.text(member.name) == name) return std::string(translations.label(member));
    }
    return name;
  }

  std::string row_name(std::uint32_t table, const std::string& key) const {
    auto name = name_of_key(program, table, key);
    return name ? std::string(translations.text(*name)) : key;
  }

  /// The elements of a list. `at`: where the change puts the list; empty for a list of the original document.
  std::string items(const program::Field& field, const Json& json, const std::string& at = {}) const {
    std::vector<std::string> list;
    Form form = field.form == Form::List ? field.element : Form::Set;
    for (const Json& item : json) {
      list.push_back(at.empty() ? value(field, form, item)
                                : put(field, form, item, fmt::format("{}/{}", at, list.size())));
    }
    return list.empty() ? words(say::EmptySet) : words.list(list, say::ListAnd);
  }

  /// An element of a list of records: "a `Guest` with `name` “Ada”".
  std::string element(const program::Field& field, const Json& json, const std::string& at = {}) const {
    std::string_view record = program.text(program.objects[field.object].record);
    std::string parts = fields(field.object, json, at);
    return parts.empty() ? words(say::AnElement, record) : words(say::AnElementWith, record, parts);
  }

  /// "`name` “Ada” and `age` 30"; empty for an empty object. `at` is where the change puts the object.
  std::string fields(std::uint32_t object, const Json& json, const std::string& at) const {
    std::vector<std::string> parts;
    for (const auto& [name, part] : json.items()) {
      const program::Field* field = object == kAbsent ? nullptr : this->field(object, name);
      if (field == nullptr || !part.is_object()) {
        parts.push_back(
            words(say::PartIs, name,
                  field == nullptr ? part.dump() : put(*field, field->form, part, at + "/" + name)));
        continue;
      }
      std::string within = fields(field->object, part, at + "/" + name);
      parts.push_back(within.empty() ? fmt::format("`{}`", name) : words(say::PartWith, name, within));
    }
    return words.list(parts, say::ListAnd);
  }

  // ---- sentences

  std::string sentence(const Change& change) const {
    std::string text = change.is_attestation() ? judgement(change) : edit(change);
    if (text.size() > kMostLetters) text = cut(text);
    const bool mends = aim == Aim::Mend;  // a change that breaks the document is no proposal
    if (mends && change.kind == Change::Kind::Overturn) return words(say::MarkedAttested, text);
    return change.is_fixed || (mends && change.changes_record) ? words(say::MarkedFixed, text) : text;
  }

  static std::string cut(std::string text) {
    std::size_t end = kMostLetters;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + " …";
  }

  std::string judgement(const Change& change) const {
    bool is_about = !change.about.empty();
    if (change.kind == Change::Kind::Withdraw) {
      return is_about ? words(say::ToWithdrawAbout, change.judgement, change.about)
                      : words(say::ToWithdraw, change.judgement);
    }
    bool is_new = change.kind == Change::Kind::Attest;
    std::string answer = words(change.value == "true" ? say::Yes : say::No);
    if (is_about) {
      return words(is_new ? say::ToAttestAbout : say::ToOverturnAbout, change.judgement, answer, change.asks,
                   change.about);
    }
    return words(is_new ? say::ToAttest : say::ToOverturn, change.judgement, answer, change.asks);
  }

  std::string edit(const Change& change) const {
    PointerTarget target = this->target(change.pointer);
    if (target.field == nullptr) return words(say::ToChangeSomehow, change.pointer);
    const Json* before = json_edit::find(document, change.pointer);
    Json after = change.value.empty() ? Json() : Json::parse(change.value, nullptr, false);
    if (change.kind == Change::Kind::Remove) return removal(change, target);
    if (change.kind == Change::Kind::Add) return addition(change, target, after);
    bool is_set = target.field->form == Form::Set && !target.is_element;
    if (is_set && before != nullptr && before->is_array()) return members(target, *before, after);
    if (after.is_object()) {
      std::string parts = fields(target.field->object, after, change.pointer);
      return parts.empty() ? words(say::ToAdd, called(target)) : words(say::ToAddWith, called(target), parts);
    }
    return exchange(change, target, before, after);
  }

  /// The sentence for a value that replaces another one, or none.
  std::string exchange(const Change& change, const PointerTarget& target, const Json* before,
                       const Json& after) const {
    Form form = target.is_element ? target.field->element : target.field->form;
    const bool is_blank = holds(change.blanks, change.pointer);
    std::string said = put(*target.field, form, after, change.pointer);
    if (change.must_be_found_out && aim == Aim::Mend)
      return finding_out(change, target, value(*target.field, form, after));
    if (change.kind == Change::Kind::Supply) return words(say::ToGive, called(target), said);
    if (is_blank) said = words(say::AnyOtherText);
    if (target.is_element && before != nullptr)
      return words(say::ToReplace, value(*target.field, form, *before), called(target), said);
    if (before == nullptr) return words(say::ToChange, called(target), said);
    return words(say::ToChangeFrom, called(target), said, value(*target.field, form, *before));
  }

  /// The sentence for a value that nobody has given. It proposes to find the value out, not a certain value.
  std::string finding_out(const Change& change, const PointerTarget& target, const std::string& value) const {
    const bool is_any = holds(change.blanks, change.pointer) || change.value == "[]";
    if (is_any) return words(say::ToFindOutAny, called(target));
    if (holds(change.examples, change.pointer)) return words(say::ToFindOut, called(target));
    return words(say::ToFindOutSuch, called(target), value);
  }

  std::string removal(const Change& change, const PointerTarget& target) const {
    if (!target.is_element) return words(say::ToLeaveOut, called(target));
    const Json* element = json_edit::find(document, change.pointer);
    std::string name = name_of(element);
    if (name.empty() && element != nullptr && !element->is_structured())
      name = value(*target.field, target.field->element, *element);
    return words(say::ToTakeOut, name.empty() ? "`" + change.pointer + "`" : name, called(target));
  }

  std::string addition(const Change& change, const PointerTarget& target, const Json& after) const {
    if (!after.is_object())
      return words(say::ToAddTo, put(*target.field, target.field->element, after, change.pointer),
                   called(target));
    std::string parts = fields(target.field->object, after, change.pointer);
    std::string_view record = program.text(program.objects[target.field->object].record);
    return parts.empty() ? words(say::ToAddElement, record, called(target))
                         : words(say::ToAddElementWith, record, called(target), parts);
  }

  /// The sentence for members that a set gains and loses.
  std::string members(const PointerTarget& target, const Json& before, const Json& after) const {
    auto only_in = [&](const Json& one, const Json& other) {
      std::vector<std::string> list;
      for (const Json& member : one) {
        if (std::ranges::find(other, member) == other.end())
          list.push_back(value(*target.field, Form::Set, member));
      }
      return words.list(list, say::ListAnd);
    };
    std::string come = only_in(after, before), go = only_in(before, after);
    if (come.empty()) return words(say::ToTakeOut, go, called(target));
    if (go.empty()) return words(say::ToAddTo, come, called(target));
    return words(say::ToTakeOutAndAdd, go, come, called(target));
  }
};

ChangeSentences::ChangeSentences(const Program& program, std::string_view kind, std::string_view document,
                                 Translations& translations)
    : state_(new State{.program = program,
                       .translations = translations,
                       .words = Catalogue(translations.language()),
                       .unit = nullptr,
                       .document = {}}) {
  for (const program::Unit& unit : program.units) {
    if (program.text(unit.kind) == kind) state_->unit = &unit;
  }
  if (document.starts_with("\xEF\xBB\xBF")) document.remove_prefix(3);
  state_->document = Json::parse(document, nullptr, false);
}
ChangeSentences::~ChangeSentences() = default;

void ChangeSentences::write(Changes& changes, Aim aim) const {
  state_->aim = aim;
  for (Change& change : changes) {
    state_->current_change = &change;
    change.text = state_->sentence(change);
  }
}

}  // namespace precept
