// How values read in texts with holes: docs/language.md, "Text with holes".
#include <algorithm>
#include <cassert>
#include <limits>

#include "base/moment.h"
#include "tests/reference/evaluate.h"

namespace precept::reference {

using model::Type;
using model::TypeKind;

namespace {

std::string hours_read(std::int64_t seconds) {
  const auto all = seconds < 0 ? -static_cast<__int128>(seconds) : static_cast<__int128>(seconds);
  std::string text;
  for (auto [of, unit] : {std::pair(3'600, " hour"), std::pair(60, " minute"), std::pair(1, " second")}) {
    const auto number = static_cast<std::int64_t>(of == 3'600 ? all / of : all / of % 60);
    const bool is_zero = all == 0 && of == 3'600;
    if (number == 0 && !is_zero) continue;
    text += (text.empty() ? "" : " ") + std::to_string(number) + unit + (number == 1 ? "" : "s");
  }
  if (seconds >= 0) return text;
  // One number and its unit have one blank.
  const bool is_one = std::ranges::count(text, ' ') == 1;
  return is_one ? "-" + text : "-(" + text + ")";
}

std::string number_reads(const Value& value, const Type& type) {
  const Interval is = value.interval;
  const bool days = type.is(TypeKind::Duration), months = type.is(TypeKind::Months);
  const bool hours = type.is(TypeKind::Hours);
  auto with_unit = [&](std::int64_t number) {
    if (hours) return hours_read(number);
    if (!days && !months) return std::to_string(number);
    const bool years = months && number != 0 && number % 12 == 0;
    if (years) number /= 12;
    return std::to_string(number) + (days ? " day" : years ? " year" : " month") + (number == 1 ? "" : "s");
  };
  if (value.unknown())
    return std::string("an unknown number") + (days     ? " of days"
                                               : months ? " of months"
                                               : hours  ? " of hours"
                                                        : "");
  if (is.is_exact()) return with_unit(is.low);
  if (is.high == std::numeric_limits<std::int64_t>::max()) return "at least " + with_unit(is.low);
  if (is.low == std::numeric_limits<std::int64_t>::min()) return "at most " + with_unit(is.high);
  return (months || hours ? with_unit(is.low) : std::to_string(is.low)) + " to " + with_unit(is.high);
}

}  // namespace

std::string Evaluator::reads(const Type& type, const Value& value) const {
  if (value.none()) return "none";
  if (type.is(TypeKind::Number)) return number_reads(number_parts(value));
  if (type.is(TypeKind::Moment))
    return value.known() && value.interval.is_exact() ? moment_in_words(value.interval.low) : "unknown";
  if (type.is_number()) return number_reads(value, type);
  if (value.unknown()) return "unknown";
  switch (type.kind) {
    case TypeKind::Truth:
      return value.number != 0 ? "yes" : "no";
    case TypeKind::Date:
      return format_date(static_cast<Day>(value.number));
    case TypeKind::Text:
      return value.text;
    case TypeKind::Enum:
      return model_.enums[type.id].members[value.number].label;
    case TypeKind::Set:
      return set_reads(type, value);
    case TypeKind::Key:
      return row_reads(model_.tables[type.id], value.number);
    case TypeKind::Int:
    case TypeKind::Number:
    case TypeKind::Duration:
    case TypeKind::Months:
    case TypeKind::Moment:
    case TypeKind::Hours:
    case TypeKind::Record:
    case TypeKind::Row:
    case TypeKind::List:
    case TypeKind::Error:
      break;
  }
  assert(false && "the checker lets no such value into a text");
  return {};
}

std::string Evaluator::set_reads(const Type& type, const Value& value) const {
  const auto& members = model_.enums[type.id].members;
  std::string result;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if ((value.number >> i & 1) == 0) continue;
    if (!result.empty()) result += ", ";
    result += members[i].label;
  }
  return result.empty() ? "nothing" : result;
}

/// A row reads as its `name`, where the table has a text column `name` and the cell is known; else as its
/// key.
std::string Evaluator::row_reads(const model::Table& table, std::int64_t row) const {
  auto cell = [&](std::uint32_t column) {
    const Type& type = table.columns[column].type;
    return reads(type, constant_value(type, table.rows[row][column]));
  };
  for (std::uint32_t column = 0; column < table.columns.size(); ++column) {
    const model::Field& named = table.columns[column];
    if (named.name != "name" || !named.type.is(TypeKind::Text)) continue;
    if (table.rows[row][column].state == ValueState::Known) return cell(column);
  }
  return cell(table.key[0]);
}

namespace {

/// Names in the order of the list, each once: first those that are surely in it, then those that may be.
struct Told {
  std::vector<std::string> surely, possibly;

  void add(Truth in, const std::string& name) {
    if (std::ranges::find(surely, name) != surely.end()) return;
    if (in == Truth::Yes) {
      std::erase(possibly, name);
      surely.push_back(name);
    } else if (std::ranges::find(possibly, name) == possibly.end()) {
      possibly.push_back(name);
    }
  }

  /// The first five; of the others how many there are.
  std::string reads() const {
    std::vector<std::string> all = surely;
    for (const std::string& name : possibly) all.push_back("possibly " + name);
    if (all.empty()) return "none";
    const std::size_t shown = std::min<std::size_t>(all.size(), 5);
    std::string result = all[0];
    const std::size_t surely_left = surely.size() > shown ? surely.size() - shown : 0;
    for (std::size_t i = 1; i < shown; ++i) result += (i + 1 == all.size() ? " and " : ", ") + all[i];
    if (all.size() == shown) return result;
    const std::string left = std::to_string(all.size() - shown);
    if (surely_left == 0) return result + " and at most " + left + " more";
    if (surely_left == all.size() - shown) return result + " and " + left + " more";
    return result + " and " + std::to_string(surely_left) + " to " + left + " more";
  }
};

}  // namespace

std::string Evaluator::list_reads(const model::Expr& hole, const Value& list, const Scope& scope) const {
  Told told;
  each(hole, list, scope, [&](const Element& element, const Scope& inner) {
    const Truth in = is_chosen(hole, element, inner);
    if (in == Truth::No) return;
    const Value shown = value(*hole.right, inner);
    const std::string& pointer = element.node->pointer;
    const bool has_name = !hole.names || shown.known();
    told.add(in, has_name ? reads(hole.right->type, shown)
                          : "no. " + std::to_string(std::stoul(pointer.substr(pointer.rfind('/') + 1)) + 1));
  });
  return told.reads();
}

std::string Evaluator::hole_reads(const model::Expr& hole, const Scope& scope) const {
  if (hole.kind != model::ExprKind::InWords) return reads(hole.type, value(hole, scope));
  const Value told = value(*hole.left, scope);
  if (!told.known()) return told.none() ? "none" : "unknown";
  if (hole.left->type.is(TypeKind::List)) return list_reads(hole, told, scope);
  Told members;
  const auto& all = model_.enums[hole.left->type.id].members;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if ((told.number >> i & 1) != 0) members.add(Truth::Yes, all[i].label);
  }
  return members.reads();
}

std::string Evaluator::text(const model::Text& text, const Scope& scope) const {
  std::string result;
  for (const model::TextPart& part : text)
    result += part.hole == nullptr ? part.text : hole_reads(*part.hole, scope);
  return result;
}

}  // namespace precept::reference
