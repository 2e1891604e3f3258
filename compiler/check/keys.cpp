#include "compiler/check/keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/date.h"
#include "base/decimal.h"
#include "base/diagnostic.h"
#include "base/moment.h"
#include "base/suggest.h"
#include "base/text.h"
#include "compiler/check/declared_names.h"

namespace precept::checking {

using model::Type;
using model::TypeKind;
using model::Value;

namespace {

/// A string for the key. Each part is written with its length, so different keys give different strings.
std::string key_string(const std::vector<Value>& key) {
  std::string result;
  for (const Value& value : key) {
    std::string part = value.text.empty() ? std::to_string(value.number) : value.text;
    result += std::to_string(part.size()) + (value.text.empty() ? '#' : ':') + part;
  }
  return result;
}

std::optional<std::int64_t> read_integer(std::string_view text) {
  std::int64_t number = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<Value> read_days(std::string_view text) {
  for (std::string_view unit : {" days", " day"}) {
    if (text.ends_with(unit)) text.remove_suffix(unit.size());
  }
  auto days = read_integer(text);
  return days ? std::optional(Value::known(*days)) : std::nullopt;
}

/// `6`, `6 months`, `1 year`
std::optional<Value> read_months(std::string_view text) {
  std::int64_t months = 1;
  for (std::string_view unit : {" months", " month", " years", " year"}) {
    if (!text.ends_with(unit)) continue;
    text.remove_suffix(unit.size());
    if (unit[1] == 'y') months = 12;
    break;
  }
  const auto number = read_integer(text);
  std::int64_t all = 0;
  if (!number || __builtin_mul_overflow(*number, months, &all)) return std::nullopt;
  return Value::known(all);
}

/// `PT1H30M`, `24 hours`, `90 minutes`
std::optional<Value> read_hours(std::string_view text) {
  if (const auto seconds = parse_hours(text)) return Value::known(*seconds);
  std::int64_t of = 0;
  for (std::string_view unit : {" hours", " hour", " minutes", " minute", " seconds", " second"}) {
    if (of != 0 || !text.ends_with(unit)) continue;
    text.remove_suffix(unit.size());
    of = unit[1] == 'h' ? moment::kHour : unit[1] == 'm' ? moment::kMinute : 1;
  }
  const auto number = of == 0 ? std::nullopt : read_integer(text);
  std::int64_t all = 0;
  if (!number || __builtin_mul_overflow(*number, of, &all)) return std::nullopt;
  return Value::known(all);
}

/// `a;b`, each once; `{}` is the empty set, as an empty cell says that there is no value.
std::optional<Value> read_set(const model::Enum& of, std::string_view text) {
  std::int64_t mask = 0;
  if (text == "{}") return Value::known(0);
  while (true) {
    std::size_t end = std::min(text.find(';'), text.size());
    auto member = find_member(of, text.substr(0, end));
    if (!member || (mask >> *member & 1) != 0) return std::nullopt;
    mask |= std::int64_t{1} << *member;
    if (end == text.size()) return Value::known(mask);
    text.remove_prefix(end + 1);
  }
}

/// The key of a row, for tables whose key is a text.
std::string_view key_text(const model::Table& table, std::size_t row) {
  const Value& value = table.rows[row][table.key[0]];
  return value.text;
}

/// All words that may name a row (keys, second spellings, names, aliases), each with its row.
struct RowNames {
  std::vector<std::string_view> words;
  std::vector<std::size_t> rows;
};

RowNames row_names_of(const model::Table& table) {
  RowNames result;
  for (std::uint32_t column = 0; column < table.columns.size(); ++column) {
    const model::Field& field = table.columns[column];
    bool is_key = column == table.key[0] || table.alternative == column;
    bool are_many = field.name == "aliases";
    if (!field.type.is(TypeKind::Text) || !(is_key || are_many || field.name == "name")) continue;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      std::string_view cell = table.rows[row][column].text;
      while (!cell.empty()) {
        std::size_t end = are_many ? std::min(cell.find(';'), cell.size()) : cell.size();
        result.words.push_back(cell.substr(0, end));
        result.rows.push_back(row);
        cell.remove_prefix(std::min(end + 1, cell.size()));
      }
    }
  }
  return result;
}

}  // namespace

std::optional<std::uint32_t> Keys::add(std::uint32_t table, const std::vector<Value>& key,
                                       std::uint32_t row) {
  auto [place, added] = rows_.emplace(std::pair(table, key_string(key)), row);
  if (added) return std::nullopt;
  return place->second;
}

std::optional<std::uint32_t> Keys::find(std::uint32_t table, const std::vector<Value>& key) const {
  auto found = rows_.find(std::pair(table, key_string(key)));
  if (found == rows_.end()) return std::nullopt;
  return found->second;
}

std::optional<Value> read_value(const model::Model& model, const Keys& keys, const Type& type,
                                std::string_view spelling) {
  auto known = [](auto number) -> std::optional<Value> {
    if (!number) return std::nullopt;
    return Value::known(*number);
  };
  switch (type.kind) {
    case TypeKind::Truth:
      if (spelling == "yes") return Value::known(1);
      if (spelling == "no") return Value::known(0);
      return std::nullopt;
    case TypeKind::Int:
      return known(read_integer(spelling));
    case TypeKind::Number: {
      const auto parts = parse_decimal(spelling);
      return parts ? std::optional(Value::fraction(*parts, kMillionths)) : std::nullopt;
    }
    case TypeKind::Date:
      return known(parse_date(spelling));
    case TypeKind::Duration:
      return read_days(spelling);
    case TypeKind::Months:
      return read_months(spelling);
    case TypeKind::Moment: {
      const auto moment = parse_moment(spelling);
      return moment ? std::optional(Value::known(*moment)) : std::nullopt;
    }
    case TypeKind::Hours:
      return read_hours(spelling);
    case TypeKind::Text:
      return Value::of_text(without_faults(spelling));
    case TypeKind::Enum:
      return known(find_member(model.enums[type.id], spelling));
    case TypeKind::Key:
      return known(find_row(model, keys, type.id, spelling));
    case TypeKind::Set:
      return read_set(model.enums[type.id], spelling);
    case TypeKind::Error:
    case TypeKind::Record:
    case TypeKind::Row:
    case TypeKind::List:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> find_row(const model::Model& model, const Keys& keys, std::uint32_t table,
                                      std::string_view spelling) {
  const model::Table& of = model.tables[table];
  if (of.key.size() != 1) return std::nullopt;
  // The recursion ends because tables.cpp refuses a key that depends on itself.
  auto key = read_value(model, keys, of.columns[of.key[0]].type, spelling);
  if (!key) return std::nullopt;
  return keys.find(table, {*key});
}

std::string suggest_key(const model::Model& model, std::uint32_t table, std::string_view spelling) {
  const model::Table& of = model.tables[table];
  if (of.key.size() != 1) return {};
  const Type& type = of.columns[of.key[0]].type;
  if (type.is(TypeKind::Enum)) {
    return did_you_mean_or_list(spelling, names_of(model.enums[type.id]),
                                fmt::format("the members of `{}`", model.enums[type.id].name));
  }
  if (type.is(TypeKind::Key)) return suggest_key(model, type.id, spelling);
  if (!type.is(TypeKind::Text)) return {};
  RowNames spellings = row_names_of(of);
  std::string near = nearest_key(spelling, spellings.words);
  if (!near.empty()) {
    auto found = std::ranges::find(spellings.words, near);
    std::string key(key_text(of, spellings.rows[static_cast<std::size_t>(found - spellings.words.begin())]));
    return near == key ? "did you mean `" + key + "`?" : "`" + near + "` is known here as `" + key + "`";
  }
  constexpr std::size_t kMostListed = 12;
  if (of.rows.size() > kMostListed)
    return fmt::format("the keys of `{}` are in `{}`, {} rows", of.name, of.path, of.rows.size());
  std::vector<std::string_view> keys;
  for (std::size_t row = 0; row < of.rows.size(); ++row) keys.push_back(key_text(of, row));
  return did_you_mean_or_list("", keys, fmt::format("the keys of `{}`", of.name));
}

}  // namespace precept::checking
