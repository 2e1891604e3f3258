#include "testing/suite/data.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/decimal.h"
#include "base/limits.h"
#include "base/moment.h"
#include "base/suggest.h"

namespace precept::testing {

using ast::Datum;
using ast::DatumForm;
using model::TypeKind;

namespace {

std::string shown(const Datum& datum, const TestContext& context) {
  switch (datum.form) {
    case DatumForm::Error:
    case DatumForm::None:
      return "none";
    case DatumForm::Integer:
      if (datum.unit == ast::ExprForm::Hours) return "a length of time";
      if (datum.unit == ast::ExprForm::Days) return "a number of days";
      if (datum.unit == ast::ExprForm::Months) return "a number of months";
      return fmt::format("the number {}", datum.integer);
    case DatumForm::Decimal:
      return fmt::format("the number {}", format_decimal(datum.integer));
    case DatumForm::Date:
      return fmt::format("the date {}", format_date(static_cast<Day>(datum.integer)));
    case DatumForm::Moment:
      return fmt::format("the moment {}", moment_in_words(datum.integer));
    case DatumForm::Text:
      return "a text";
    case DatumForm::Truth:
      return datum.integer != 0 ? "yes" : "no";
    case DatumForm::Name:
      return fmt::format("the name `{}`", context.sources.text(datum.span));
    case DatumForm::List:
      return "a list";
    case DatumForm::Object:
      return "an object";
    case DatumForm::Repeated:
      return "a list of so many";
  }
  return {};
}

/// So many millionths as a document writes them.
Json decimal_json(std::int64_t millionths) {
  return Json::parse(format_decimal(millionths));
}

std::string rule_of(const model::Type& type, const model::Model& model) {
  switch (type.kind) {
    case TypeKind::Truth:
      return "a truth is `yes` or `no`";
    case TypeKind::Int:
      return "an int is a whole number";
    case TypeKind::Number:
      return "a number is written `2.5`, `12` or `50 per cent`";
    case TypeKind::Duration:
      return "a duration is a number of days";
    case TypeKind::Months:
      return "it is a number of months";
    case TypeKind::Moment:
      return "a datetime is written `2024-05-01T14:30+02:00`, without quotes";
    case TypeKind::Hours:
      return "a length of time is written `24 hours`, `90 minutes` or `45 seconds`";
    case TypeKind::Date:
      return "a date is written `2022-03-09`, without quotes";
    case TypeKind::Text:
      return "a text is written in quotes";
    case TypeKind::Enum:
      return fmt::format("a `{}` is the name of one of its members, without quotes",
                         model.enums[type.id].name);
    case TypeKind::Key:
      return fmt::format("a `{}` is given by its key, in quotes", model.tables[type.id].name);
    case TypeKind::Set:
      return fmt::format("a set of `{}` is written `[a, b]`", model.enums[type.id].name);
    case TypeKind::Record:
      return fmt::format("a `{}` is written `{{field: value, …}}`", model.records[type.id].name);
    case TypeKind::List:
      return "a list is written `[a, b]`, or `5 of a`";
    case TypeKind::Error:
    case TypeKind::Row:
      break;
  }
  return {};
}

Json misfit(const Datum& datum, const model::Type& type, const std::string& what,
            const TestContext& context) {
  if (datum.form == DatumForm::Error) return nullptr;
  if (datum.form == DatumForm::None) {
    context
        .report(DiagnosticKind::TestValue, datum.span,
                fmt::format("{} is {}, which is never none", what, type_in_words(type, context.model)))
        .with_help("`without` and the field leaves it out: then it is unknown");
    return nullptr;
  }
  Diagnostic& error = context.report(
      DiagnosticKind::TestValue, datum.span,
      fmt::format("{} is {}, not {}", what, type_in_words(type, context.model), shown(datum, context)));
  error.note(rule_of(type, context.model));
  bool wants_quotes = type.is(TypeKind::Text) || type.is(TypeKind::Key);
  if (wants_quotes && datum.form == DatumForm::Name) {
    error.with_help(fmt::format("write `\"{}\"`", context.sources.text(datum.span)));
  } else if (type.is(TypeKind::Enum) && datum.form == DatumForm::Text) {
    error.with_help(fmt::format("write `{}`", datum.text));
  }
  return nullptr;
}

Json member_to_json(const Datum& datum, std::uint32_t enum_id, const TestContext& context) {
  const model::Enum& declared = context.model.enums[enum_id];
  std::string_view name = datum.name.text;
  if (name.starts_with(declared.name + ".")) name.remove_prefix(declared.name.size() + 1);
  std::vector<std::string_view> members;
  for (const auto& member : declared.members) {
    if (member.name == name) return member.name;
    members.push_back(member.name);
  }
  Diagnostic& error = context.report(DiagnosticKind::UnknownInTest, datum.span,
                                     fmt::format("`{}` has no member `{}`", declared.name, name));
  error.with_help(did_you_mean_or_list(name, members, fmt::format("the members of `{}`", declared.name)));
  for (const auto& member : declared.members) {
    if (member.label == name) error.with_help(fmt::format("write `{}`", member.name));
  }
  return nullptr;
}

/// The text that a document writes for a cell of a key column.
std::string_view key_text(const model::Model& model, const model::Table& table, std::size_t row,
                          std::uint32_t column) {
  const model::Value& cell = table.rows[row][column];
  if (cell.state != model::ValueState::Known) return {};
  const model::Type& type = table.columns[column].type;
  auto number = static_cast<std::size_t>(cell.number);
  if (type.is(TypeKind::Enum)) return model.enums[type.id].members[number].name;
  if (type.is(TypeKind::Key)) {
    const model::Table& other = model.tables[type.id];
    return key_text(model, other, number, other.key[0]);
  }
  return cell.text;
}

/// Help for an unknown key: the key that was probably meant, or where the keys are.
std::string key_help(const model::Table& table, std::string_view written,
                     const std::vector<std::string_view>& keys) {
  constexpr std::size_t kMostListed = 12;
  std::string near = nearest_key(written, keys);
  if (!near.empty()) return fmt::format("did you mean `{}`?", near);
  if (table.rows.size() > kMostListed)
    return fmt::format("the keys of `{}` are in `{}`, {} rows", table.name, table.path, table.rows.size());
  return did_you_mean_or_list("", keys, fmt::format("the keys of `{}`", table.name));
}

Json key_to_json(const Datum& datum, std::uint32_t table_id, const TestContext& context) {
  const model::Table& table = context.model.tables[table_id];
  std::vector<std::string_view> keys;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    keys.push_back(key_text(context.model, table, row, table.key[0]));
    if (keys.back() == datum.text) return std::string(datum.text);
    if (!table.alternative) continue;
    keys.push_back(key_text(context.model, table, row, *table.alternative));
    if (keys.back() == datum.text) return std::string(datum.text);
  }
  context
      .report(DiagnosticKind::UnknownInTest, datum.span,
              fmt::format("`{}` has no row with the key `{}`", table.name, datum.text))
      .with_help(key_help(table, datum.text, keys));
  return nullptr;
}

/// A member that is there twice: one of the two was meant for another.
void refuse_repeated(const Datum& set, const TestContext& context) {
  std::map<std::string_view, Span> before;
  for (const Datum* item : set.items) {
    if (item->form != DatumForm::Name) continue;
    auto [first, is_new] = before.emplace(item->name.text, item->span);
    if (is_new) continue;
    context
        .report(DiagnosticKind::Redeclared, item->span,
                fmt::format("`{}` stands in this set twice", item->name.text))
        .label(first->second, "the first");
  }
}

Json list_to_json(const Datum& datum, const model::Type& element, const std::string& what,
                  const TestContext& context) {
  Json list = Json::array();
  for (const Datum* item : datum.items)
    list.push_back(to_json(*item, element, "an element of " + what, context));
  return list;
}

// ---- `5 of {…}`

/// How many elements are repeated; none, with a diagnostic, where that is no number.
std::optional<std::size_t> count_of(const Datum& repeated, const TestContext& context) {
  const Datum& count = context.value_of(*repeated.items[0]);
  const bool is_number = count.form == DatumForm::Integer && count.unit == ast::ExprForm::Integer;
  if (is_number && count.integer >= 0) return static_cast<std::size_t>(count.integer);
  const bool is_case = &count != repeated.items[0];
  if (count.form == DatumForm::Name && !is_case) {
    std::vector<std::string_view> names;
    for (const auto& [name, value] : context.cases) names.push_back(name);
    context
        .report(DiagnosticKind::UnknownInTest, repeated.items[0]->span,
                fmt::format("`{}` is no name of the cases", count.name.text))
        .with_help(names.empty() ? "say how many: `5 of {…}`"
                                 : did_you_mean_or_list(count.name.text, names, "its names"));
  } else if (count.form != DatumForm::Error) {
    context.report(DiagnosticKind::TestValue, repeated.items[0]->span,
                   fmt::format("how many there are is a number, not {}", shown(count, context)));
  }
  return std::nullopt;
}

/// The elements that a datum repeats, with those within them; counting stops above the limit.
std::size_t repeated_elements(const Datum& written, const TestContext& context) {
  const Datum& datum = context.value_of(written);
  std::size_t within = 0;
  auto add = [&](const Datum& part) {
    within = std::min(within + repeated_elements(part, context), limits::kRepeatedElements + 1);
  };
  for (const ast::DatumEntry& entry : datum.entries) add(*entry.value);
  if (datum.form != DatumForm::Repeated) {
    for (const Datum* item : datum.items) add(*item);
    return within;
  }
  add(*datum.items[1]);
  const Datum& count = context.value_of(*datum.items[0]);
  const bool is_number = count.form == DatumForm::Integer && count.integer >= 0;
  const auto most = static_cast<std::size_t>(limits::kRepeatedElements + 1);
  const std::size_t times = is_number ? std::min(static_cast<std::size_t>(count.integer), most) : 0;
  return std::min(times * (within + 1), most);
}

/// Gives an element of its own name to each: `sponsors 1`, `sponsors 2`, or `Ada 1` where the name was given.
/// A record that need not have a name, and was given none, has none.
Json numbered(const Json& element, const model::Type& type, std::string_view list, std::size_t number,
              const TestContext& context) {
  const model::Field* name =
      type.is(TypeKind::Record) ? find_field(context.model.records[type.id], "name") : nullptr;
  const bool is_given = element.is_object() && element.contains("name");
  const bool is_numbered = name != nullptr && name->type.is(TypeKind::Text) && element.is_object() &&
                           (is_given ? element["name"].is_string() : model::is_required(*name));
  if (!is_numbered) return element;
  const std::string base = is_given ? element["name"].get<std::string>() : std::string(list);
  Json result = {{"name", fmt::format("{} {}", base, number)}};
  for (const auto& [key, value] : element.items()) {
    if (key != "name") result[key] = value;
  }
  return result;
}

Json repeat_to_json(const Datum& datum, const model::Type& element, const std::string& what,
                    const TestContext& context) {
  Json list = Json::array();
  auto count = count_of(datum, context);
  if (!count) return list;
  if (repeated_elements(datum, context) > limits::kRepeatedElements) {
    context.report(DiagnosticKind::TestValue, datum.span,
                   fmt::format("more than {} elements", limits::kRepeatedElements));
    return list;
  }
  const Json one = to_json(*datum.items[1], element, "an element of " + what, context);
  std::string_view name = what;
  name = name.substr(std::min(name.find('`') + 1, name.size()));
  name = name.substr(0, name.find('`'));
  for (std::size_t i = 1; i <= *count; ++i) list.push_back(numbered(one, element, name, i, context));
  return list;
}

}  // namespace

const Datum& TestContext::value_of(const Datum& datum) const {
  // NOLINTNEXTLINE(bugprone-return-const-ref-from-parameter): the datum is a node of the test's tree.
  if (datum.form != DatumForm::Name) return datum;
  auto found = cases.find(datum.name.text);
  return found == cases.end() ? datum : *found->second;
}

std::string type_in_words(const model::Type& type, const model::Model& model) {
  switch (type.kind) {
    case TypeKind::Truth:
      return "a truth";
    case TypeKind::Int:
      return "an int";
    case TypeKind::Number:
      return "a number";
    case TypeKind::Date:
      return "a date";
    case TypeKind::Duration:
      return "a duration";
    case TypeKind::Months:
      return "a number of months";
    case TypeKind::Moment:
      return "a datetime";
    case TypeKind::Hours:
      return "a length of time";
    case TypeKind::Text:
      return "a text";
    case TypeKind::Enum:
      return fmt::format("a `{}`", model.enums[type.id].name);
    case TypeKind::Key:
    case TypeKind::Row:
      return fmt::format("a `{}`", model.tables[type.id].name);
    case TypeKind::Set:
      return fmt::format("a set of `{}`", model.enums[type.id].name);
    case TypeKind::Record:
      return fmt::format("a `{}`", model.records[type.id].name);
    case TypeKind::List: {
      std::string element = type_in_words(*type.element, model);
      return "a list of " + element.substr(element.find(' ') + 1);
    }
    case TypeKind::Error:
      break;
  }
  return "nothing";
}

const model::Field* find_field(const model::Record& record, std::string_view name) {
  auto found = std::ranges::find(record.fields, name, &model::Field::name);
  return found == record.fields.end() ? nullptr : &*found;
}

std::vector<std::string_view> field_names(const model::Record& record) {
  std::vector<std::string_view> names;
  for (const model::Field& field : record.fields) names.push_back(field.name);
  return names;
}

std::vector<const model::Record*> document_records(const model::Model& model) {
  std::vector<const model::Record*> records;
  for (const model::Section& section : model.sections) {
    const model::Record* record = &model.records[section.record];
    if (std::ranges::find(records, record) == records.end()) records.push_back(record);
  }
  return records;
}

/// Whether no unit stands behind the number, or that of the type.
static bool has_unit_of(const Datum& number, TypeKind type) {
  const ast::ExprForm of_type = type == TypeKind::Duration ? ast::ExprForm::Days
                                : type == TypeKind::Months ? ast::ExprForm::Months
                                                           : ast::ExprForm::Integer;
  return number.unit == ast::ExprForm::Integer || number.unit == of_type;
}

Json to_json(const Datum& written, const model::Type& type, const std::string& what,
             const TestContext& context) {
  const Datum& datum = context.value_of(written);
  if (context.is_loose) return to_json_loosely(datum, context);
  if (datum.form == DatumForm::None && type.or_none) return nullptr;
  auto fits = [&](DatumForm form) { return datum.form == form; };
  const bool is_of_hours = fits(DatumForm::Integer) && datum.unit == ast::ExprForm::Hours;
  switch (type.kind) {
    case TypeKind::Truth:
      if (fits(DatumForm::Truth)) return datum.integer != 0;
      break;
    case TypeKind::Int:
    case TypeKind::Duration:
    case TypeKind::Months:
      if (fits(DatumForm::Integer) && has_unit_of(datum, type.kind)) return datum.integer;
      break;
    case TypeKind::Moment:
      if (fits(DatumForm::Moment)) return format_moment(datum.integer);
      break;
    case TypeKind::Hours:
      if (is_of_hours) return format_hours(datum.integer);
      break;
    case TypeKind::Number:
      if (fits(DatumForm::Integer) && has_unit_of(datum, type.kind)) return datum.integer;
      if (fits(DatumForm::Decimal)) return decimal_json(datum.integer);
      break;
    case TypeKind::Date:
      if (fits(DatumForm::Date)) return format_date(static_cast<Day>(datum.integer));
      break;
    case TypeKind::Text:
      if (fits(DatumForm::Text)) return std::string(datum.text);
      break;
    case TypeKind::Enum:
      if (fits(DatumForm::Name)) return member_to_json(datum, type.id, context);
      break;
    case TypeKind::Key:
      if (fits(DatumForm::Text)) return key_to_json(datum, type.id, context);
      break;
    case TypeKind::Set: {
      if (fits(DatumForm::Object) && datum.entries.empty()) return Json::array();
      model::Type member{.kind = TypeKind::Enum, .id = type.id};
      refuse_repeated(datum, context);
      if (fits(DatumForm::List)) return list_to_json(datum, member, what, context);
      break;
    }
    case TypeKind::List:
      if (fits(DatumForm::List)) return list_to_json(datum, *type.element, what, context);
      if (fits(DatumForm::Repeated)) return repeat_to_json(datum, *type.element, what, context);
      break;
    case TypeKind::Record:
      if (fits(DatumForm::Object)) return record_to_json(datum, context.model.records[type.id], context);
      break;
    case TypeKind::Error:
    case TypeKind::Row:
      break;
  }
  return misfit(datum, type, what, context);
}

Json record_to_json(const Datum& object, const model::Record& record, const TestContext& context) {
  if (context.is_loose) return to_json_loosely(object, context);
  Json result = Json::object();
  for (const ast::DatumEntry& entry : object.entries) {
    const model::Field* field = find_field(record, entry.key.text);
    if (field == nullptr) {
      context
          .report(DiagnosticKind::UnknownInTest, entry.key.span,
                  fmt::format("a `{}` has no field `{}`", record.name, entry.key.text))
          .with_help(did_you_mean_or_list(entry.key.text, field_names(record),
                                          fmt::format("the fields of `{}`", record.name)));
      continue;
    }
    result[field->name] = to_json(*entry.value, field->type, fmt::format("`{}`", field->name), context);
  }
  return result;
}

Json to_json_loosely(const Datum& written, const TestContext& context) {
  const Datum& datum = context.value_of(written);
  switch (datum.form) {
    case DatumForm::Error:
    case DatumForm::None:
      return nullptr;
    case DatumForm::Integer:
      if (datum.unit == ast::ExprForm::Hours) return format_hours(datum.integer);
      return datum.integer;
    case DatumForm::Moment:
      return format_moment(datum.integer);
    case DatumForm::Decimal:
      return decimal_json(datum.integer);
    case DatumForm::Date:
      return format_date(static_cast<Day>(datum.integer));
    case DatumForm::Text:
      return std::string(datum.text);
    case DatumForm::Truth:
      return datum.integer != 0;
    case DatumForm::Name:
      return std::string(datum.name.text);
    case DatumForm::List: {
      Json list = Json::array();
      for (const Datum* item : datum.items) list.push_back(to_json_loosely(*item, context));
      return list;
    }
    case DatumForm::Repeated: {
      Json list = Json::array();
      const bool is_too_long = repeated_elements(datum, context) > limits::kRepeatedElements;
      const auto count = is_too_long ? std::nullopt : count_of(datum, context);
      const Json one = to_json_loosely(*datum.items[1], context);
      for (std::size_t i = 0; i < count.value_or(0); ++i) list.push_back(one);
      return list;
    }
    case DatumForm::Object: {
      Json object = Json::object();
      for (const auto& entry : datum.entries)
        object[std::string(entry.key.text)] = to_json_loosely(*entry.value, context);
      return object;
    }
  }
  return nullptr;
}

}  // namespace precept::testing
