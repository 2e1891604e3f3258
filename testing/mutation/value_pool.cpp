#include "testing/mutation/value_pool.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/decimal.h"
#include "base/moment.h"

namespace precept::testing {

using model::TypeKind;
using model::ValueState;

namespace {

/// Tables may have many days; this many are taken from each.
constexpr std::size_t kMostTableDays = 12;

std::string key_text(const model::Model& model, const model::Table& table, const model::Value& cell,
                     std::uint32_t column) {
  const model::Type& type = table.columns[column].type;
  auto number = static_cast<std::size_t>(cell.number);
  if (type.is(TypeKind::Enum)) return model.enums[type.id].members[number].name;
  if (!type.is(TypeKind::Key)) return cell.text;
  const model::Table& other = model.tables[type.id];
  return key_text(model, other, other.rows[number][other.key[0]], other.key[0]);
}

/// What rules can tell apart in a cell, names aside. Of days and numbers only whether they are known counts.
std::string class_key(const model::Value& cell, const model::Type& type) {
  if (type.is(TypeKind::Text)) return {};
  bool is_closed = type.is(TypeKind::Truth) || type.is(TypeKind::Enum) || type.is(TypeKind::Set);
  bool counts = is_closed && cell.state == ValueState::Known;
  return fmt::format("{}:{};", static_cast<int>(cell.state), counts ? cell.number : 0);
}

/// A row together with the rows of other tables that refer to it.
struct RowClass {
  std::string text;
  std::set<Day> days;

  void add(const model::Value& cell, const model::Type& type) {
    text += class_key(cell, type);
    bool is_day = type.is(TypeKind::Date) && cell.state == ValueState::Known;
    for (Day step : {-1, 0, 1}) {
      if (is_day) days.insert(static_cast<Day>(cell.number) + step);
    }
  }
};

std::vector<RowClass> classes_of(const model::Model& model, std::uint32_t table_id) {
  const model::Table& table = model.tables[table_id];
  std::vector<RowClass> classes(table.rows.size());
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      bool is_key = std::ranges::find(table.key, column) != table.key.end() || table.alternative == column;
      if (!is_key) classes[row].add(table.rows[row][column], table.columns[column].type);
    }
  }
  for (const model::Table& other : model.tables) {
    for (std::uint32_t key : other.key) {
      const model::Type& type = other.columns[key].type;
      if (&other == &table || !type.is(TypeKind::Key) || type.id != table_id) continue;
      for (const auto& cells : other.rows) {
        RowClass& row_class = classes[static_cast<std::size_t>(cells[key].number)];
        for (std::size_t column = 0; column < cells.size(); ++column) {
          if (column != key) row_class.add(cells[column], other.columns[column].type);
        }
        row_class.text += '|';
      }
    }
  }
  return classes;
}

std::vector<ValuePool::Key> keys_of(const model::Model& model, std::uint32_t table_id) {
  const model::Table& table = model.tables[table_id];
  if (table.key.size() != 1) return {};
  std::vector<RowClass> classes = classes_of(model, table_id);
  std::map<std::string_view, std::size_t> counts;
  for (const RowClass& row_class : classes) ++counts[row_class.text];
  std::set<std::string_view> seen;
  std::vector<std::pair<std::size_t, ValuePool::Key>> found;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (!seen.insert(classes[row].text).second) continue;
    std::string text = key_text(model, table, table.rows[row][table.key[0]], table.key[0]);
    found.push_back(
        {counts[classes[row].text], {std::move(text), {classes[row].days.begin(), classes[row].days.end()}}});
  }
  auto count_of = [](const auto& each) { return each.first; };
  std::ranges::stable_sort(found, {}, count_of);
  if (!found.empty()) std::ranges::rotate(found, found.end() - 1);
  std::vector<ValuePool::Key> keys;
  for (auto& [count, key] : found) keys.push_back(std::move(key));
  return keys;
}

class PoolBuilder {
 public:
  explicit PoolBuilder(const model::Model& model) : model_(model) {}

  ValuePool run() {
    number(0);
    for (const model::Expr& expr : model_.expressions) {
      if (expr.kind == model::ExprKind::Constant) add(expr.value, expr.type);
    }
    for (std::optional<Day> end : {model_.from, model_.until}) {
      if (end) day(*end);
    }
    ValuePool pool;
    for (const model::Table& table : model_.tables) add_days(table);
    for (std::uint32_t i = 0; i < model_.tables.size(); ++i) pool.keys.push_back(keys_of(model_, i));
    pool.numbers.assign(numbers_.begin(), numbers_.end());
    pool.decimals.assign(decimals_.begin(), decimals_.end());
    pool.days.assign(days_.begin(), days_.end());
    pool.seconds.assign(seconds_.begin(), seconds_.end());
    add_moments(pool);
    return pool;
  }

 private:
  void add(const model::Value& value, const model::Type& type) {
    if (value.state != ValueState::Known) return;
    if (type.is(TypeKind::Number)) {
      fraction(value);
    } else if (type.is(TypeKind::Moment)) {
      moments_.insert(value.number);
    } else if (type.is(TypeKind::Hours)) {
      for (std::int64_t step : {-1, 0, 1}) seconds_.insert(value.number + step);
    } else if (type.is_number()) {
      number(value.number);
    }
    if (type.is(TypeKind::Date)) day(static_cast<Day>(value.number));
  }
  void number(std::int64_t value) {
    constexpr std::int64_t kFar = 1'000'000'000'000;
    if (value < -kFar || value > kFar) return;
    for (std::int64_t step : {-1, 0, 1}) numbers_.insert(value + step);
  }
  /// The whole numbers about a fraction and its parts, and the millionths about it.
  void fraction(const model::Value& value) {
    number(value.number / value.under);
    number(value.number);
    number(value.under);
    std::int64_t parts = 0;
    if (kMillionths % value.under != 0 ||
        __builtin_mul_overflow(value.number, kMillionths / value.under, &parts))
      return;
    for (std::int64_t step : {-1, 0, 1}) decimals_.insert(parts + step);
  }
  void day(Day value) {
    for (Day step : {-1, 0, 1}) days_.insert(value + step);
  }
  /// The policy's moments, or one that stands for any; what lies a length of time of the policy away from
  /// them; and the midnight of each. A policy without hours and moments has none.
  void add_moments(ValuePool& pool) const {
    constexpr std::size_t kMostMoments = 60;
    std::set<std::int64_t> bases = moments_, all;
    if (bases.empty()) bases.insert(*parse_moment("2024-05-01T12:00:00+02:00"));
    auto add = [&](std::int64_t base, std::int64_t seconds) {
      std::int64_t moment = 0;
      const bool is_far = __builtin_mul_overflow(seconds, moment::kStep, &moment) ||
                          __builtin_add_overflow(moment, base, &moment) || !moment::is_moment(moment);
      if (!is_far && all.size() < kMostMoments) all.insert(moment);
    };
    for (std::int64_t base : bases) {
      for (std::int64_t step : {-1, 0, 1}) add(base, step);
      for (std::int64_t seconds : seconds_) add(base, seconds);
      for (std::int64_t seconds : seconds_) add(base, -seconds);
      add(base, moment::kDay - moment::local_seconds(base) % moment::kDay);
    }
    pool.moments.assign(all.begin(), all.end());
  }
  void add_days(const model::Table& table) {
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
      if (!table.columns[column].type.is(TypeKind::Date)) continue;
      std::set<std::int64_t> found;
      for (const auto& cells : table.rows) {
        if (cells[column].state == ValueState::Known && found.size() < kMostTableDays)
          found.insert(cells[column].number);
      }
      for (std::int64_t value : found) day(static_cast<Day>(value));
    }
  }

  const model::Model& model_;
  std::set<std::int64_t> numbers_, decimals_, moments_, seconds_;
  std::set<Day> days_;
};

}  // namespace

ValuePool pool_of(const model::Model& model) {
  return PoolBuilder(model).run();
}

}  // namespace precept::testing
