#include "tests/generate/world.h"

#include <fmt/format.h>

#include <fstream>
#include <limits>

#include "base/moment.h"

namespace precept::generate {

std::string some_text(Random& random) {
  static const std::vector<std::string> texts{"a", "b", "c", "Zoë", "long text with , comma"};
  return random.pick(texts);
}

std::string some_date(Random& random) {
  static const std::vector<std::string> dates{"2023-12-31", "2024-02-28", "2024-02-29",
                                              "2024-03-01", "2024-03-30", "2024-01-31",
                                              "2023-08-31", "0001-01-01", "9999-12-31"};
  return dates[random.percent(90) ? random.below(7) : random.below(dates.size())];
}

std::int64_t some_number(Random& random) {
  if (!random.percent(3)) return random.between(-3, 6);
  static const std::vector<std::int64_t> extremes{
      std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::max() - 1,
      std::numeric_limits<std::int64_t>::min() + 1, std::numeric_limits<std::int64_t>::min(), 1LL << 40};
  return random.pick(extremes);
}

std::int64_t some_days(Random& random) {
  return random.between(-2, 31);
}

std::string some_decimal(Random& random) {
  static const std::vector<std::string> decimals{"0", "0.5", "2.5", "-1.5", "0.333333", "0.25", "4", "-3"};
  static const std::vector<std::string> extremes{"9223372036854.775807", "-9223372036854.775808", "1e12",
                                                 "0.000001", "123456.789"};
  return random.pick(random.percent(3) ? extremes : decimals);
}

std::int64_t some_months(Random& random) {
  return random.percent(3) ? some_number(random) : random.between(-2, 26);
}

std::string some_moment(Random& random) {
  static const std::vector<std::string> edges{"0001-01-01T00:00:00+14:00", "0001-01-01T00:30:00Z",
                                              "9999-12-31T23:59:59-12:00", "9999-12-31T23:00:00Z",
                                              "2024-02-29T23:30:00+01:00", "2024-02-29T22:30:00Z",
                                              "2024-12-31T24:00:00Z"};
  static const std::vector<std::string> same{"2024-05-01T14:30:00+02:00", "2024-05-01T12:30:00Z",
                                             "2024-05-01T00:30:00-12:00", "2024-05-02T02:30:00+14:00",
                                             "2024-05-01T18:00:00+05:30"};
  if (random.percent(8)) return random.pick(edges);
  if (random.percent(50)) return random.pick(same);
  static const std::vector<std::string> offsets{"Z", "+02:00", "-05:00", "+05:30", "+14:00", "-12:00"};
  return fmt::format("2024-{:02}-{:02}T{:02}:{:02}:00{}", random.between(4, 5), random.between(1, 30),
                     random.between(0, 23), random.percent(50) ? 0 : 30, random.pick(offsets));
}

std::int64_t some_seconds(Random& random) {
  if (random.percent(3)) return some_number(random);
  if (random.percent(20)) return random.between(-90, 90);
  return random.between(-4, 100) * 1'800;
}

std::string World::spell(const Type& type) const {
  std::string result;
  switch (type.kind) {
    case Kind::Truth:
      result = "truth";
      break;
    case Kind::Int:
      result = "int";
      break;
    case Kind::Number:
      result = "number";
      break;
    case Kind::Date:
      result = "date";
      break;
    case Kind::Duration:
      result = "duration";
      break;
    case Kind::Months:
      result = "months";
      break;
    case Kind::Moment:
      result = "datetime";
      break;
    case Kind::Hours:
      result = "hours";
      break;
    case Kind::Text:
      result = "text";
      break;
    case Kind::Enum:
      result = enums[type.id].name;
      break;
    case Kind::Key:
      result = tables[type.id].name;
      break;
    case Kind::Set:
      result = "set of " + enums[type.id].name;
      break;
    case Kind::Record:
      result = records[type.id].name;
      break;
    case Kind::List:
      result = "list of " + spell(type.element_type());
      break;
  }
  return type.or_none ? result + " or none" : result;
}

namespace {

class WorldMaker {
 public:
  explicit WorldMaker(Random& random) : random_(random) {}

  World make() {
    const int enums = random_.between(2, 4);
    for (int i = 0; i < enums; ++i) add_enum();
    add_simple_table();
    if (random_.percent(30)) add_simple_table();
    add_composite_table();
    for (int i = random_.between(2, 3); i > 0; --i) add_record(false);
    add_record(true);
    if (random_.percent(25)) add_record(true);
    return std::move(world_);
  }

 private:
  void add_enum() {
    const std::size_t number = world_.enums.size();
    Enum& added = world_.enums.emplace_back();
    added.name = number == 0 ? "Act" : fmt::format("E{}", number);
    const int members = number == 1 && random_.percent(10) ? 60 : random_.between(2, 6);
    for (int i = 0; i < members; ++i)
      added.members.push_back(fmt::format("{}{}", number == 0 ? "act" : fmt::format("m{}_", number), i));
  }

  Type scalar() {
    switch (random_.below(12)) {
      case 10:
        return {Kind::Moment};
      case 11:
        return {Kind::Hours};
      case 9:
        return {Kind::Number};
      case 0:
        return {Kind::Truth};
      case 1:
        return {Kind::Int};
      case 2:
        return {Kind::Date};
      case 3:
        return {Kind::Duration};
      case 8:
        return {Kind::Months};
      case 4:
        return {Kind::Text};
      case 5:
        return {Kind::Set, random_.below(world_.enums.size())};
      case 6:
        if (!simple_tables_.empty()) return {Kind::Key, random_.pick(simple_tables_)};
        [[fallthrough]];
      default:
        return {Kind::Enum, random_.below(world_.enums.size())};
    }
  }

  // ---- tables

  void add_simple_table() {
    Table table;
    table.name = fmt::format("T{}", world_.tables.size());
    table.file = table.name + ".csv";
    const bool by_enum = random_.percent(20);
    table.columns.push_back({"code", by_enum ? Type{Kind::Enum, 1} : Type{Kind::Text}, {}});
    table.has_alternative = !by_enum && random_.percent(40);
    if (table.has_alternative) table.columns.push_back({"other", {Kind::Text}, {}});
    if (random_.percent(50)) table.columns.push_back({"name", {Kind::Text, 0, random_.percent(50)}, {}});
    table.key = {0};
    add_columns(table, random_.between(2, 5));
    const std::size_t most = by_enum ? world_.enums[1].members.size() : 6;
    table.is_complete = by_enum && random_.percent(60);
    const std::size_t rows = table.is_complete ? most : 1 + random_.below(most);
    for (std::size_t row = 0; row < rows; ++row) {
      std::vector<std::string> cells{by_enum ? world_.enums[1].members[row] : fmt::format("k{}", row)};
      if (table.has_alternative) cells.push_back(fmt::format("other{}", row));
      fill(table, cells);
    }
    simple_tables_.push_back(world_.tables.size());
    world_.tables.push_back(std::move(table));
  }

  void add_composite_table() {
    Table table;
    table.name = fmt::format("T{}", world_.tables.size());
    table.file = table.name + ".csv";
    const int parts = random_.between(2, 3);
    std::vector<std::vector<std::string>> choices;
    for (int part = 0; part < parts; ++part) {
      const Type type = part == 0   ? Type{Kind::Key, random_.pick(simple_tables_)}
                        : part == 1 ? Type{Kind::Enum, random_.below(world_.enums.size())}
                                    : Type{Kind::Text};
      table.columns.push_back({fmt::format("key{}", part), type, {}});
      table.key.push_back(static_cast<std::size_t>(part));
      choices.push_back(keys(type));
    }
    add_columns(table, random_.between(1, 4));
    add_rows_of_product(table, choices, {});
    if (table.cells.empty()) add_rows_of_product(table, choices, {}, 100);
    world_.tables.push_back(std::move(table));
  }

  std::vector<std::string> keys(const Type& type) {
    std::vector<std::string> result;
    if (type.is(Kind::Text)) return {"a", "b"};
    if (type.is(Kind::Enum)) {
      result = world_.enums[type.id].members;
    } else {
      for (const auto& row : world_.tables[type.id].cells) result.push_back(row[0]);
    }
    if (result.size() > 4) result.resize(4);
    return result;
  }

  void add_rows_of_product(Table& table, const std::vector<std::vector<std::string>>& choices,
                           std::vector<std::string> cells, int chance = 60) {
    if (cells.size() == choices.size()) {
      if (random_.percent(chance)) fill(table, cells);
      return;
    }
    for (const std::string& key : choices[cells.size()]) {
      std::vector<std::string> longer = cells;
      longer.push_back(key);
      add_rows_of_product(table, choices, longer, chance);
    }
  }

  void add_columns(Table& table, int count) {
    for (int i = 0; i < count; ++i)
      table.columns.push_back({fmt::format("c{}", i), scalar().or_nothing(random_.percent(30)), {}});
  }

  void fill(Table& table, std::vector<std::string> cells) {
    while (cells.size() < table.columns.size()) cells.push_back(cell(table.columns[cells.size()].type));
    table.cells.push_back(std::move(cells));
  }

  std::string cell(const Type& type) {
    if (type.or_none && random_.percent(25)) return "";
    std::string text;
    switch (type.kind) {
      case Kind::Truth:
        text = random_.percent(50) ? "yes" : "no";
        break;
      case Kind::Int:
        text = std::to_string(random_.between(-3, 6));
        break;
      case Kind::Number:
        text = random_.percent(50) ? "2.5" : "0.125";
        break;
      case Kind::Date:
        text = some_date(random_);
        break;
      case Kind::Duration:
        text = std::to_string(some_days(random_));
        break;
      case Kind::Months:
        text = std::to_string(some_months(random_));
        break;
      case Kind::Moment:
        text = some_moment(random_);
        break;
      case Kind::Hours:
        text = format_hours(some_seconds(random_));
        break;
      case Kind::Text:
        text = some_text(random_);
        break;
      case Kind::Enum:
        text = random_.pick(world_.enums[type.id].members);
        break;
      case Kind::Key:
        text = random_.pick(world_.tables[type.id].cells)[0];
        break;
      case Kind::Set:
        text = set_cell(world_.enums[type.id]);
        break;
      case Kind::Record:
      case Kind::List:
        break;
    }
    return random_.percent(15) ? text + "?" : text;
  }

  std::string set_cell(const Enum& of) {
    std::string text;
    for (const std::string& member : of.members)
      if (random_.percent(40)) text += (text.empty() ? "" : ";") + member;
    return text.empty() ? "{}" : text;
  }

  // ---- records

  void add_record(bool is_document) {
    Record record;
    record.name = fmt::format("{}{}", is_document ? "D" : "R", world_.records.size());
    record.is_document = is_document;
    if (is_document || random_.percent(80))
      record.fields.push_back({"name", {Kind::Text, 0, random_.percent(20)}, {}});
    if (random_.percent(60)) record.fields.push_back({"acts", {Kind::Set, 0, random_.percent(20)}, {}});
    const int scalars = is_document ? random_.between(4, 9) : random_.between(2, 6);
    for (int i = 0; i < scalars; ++i) add_scalar(record);
    add_compound(record);
    if (is_document) {
      add_compound(record);
      add_compound(record);
      add_list_of_records(record);
    }
    world_.records.push_back(std::move(record));
  }

  std::string next_name() { return fmt::format("f{}", next_field_++); }

  void add_scalar(Record& record) {
    Field field{next_name(), scalar(), {}};
    if (random_.percent(30)) {
      field.type.or_none = true;
    } else if (random_.percent(20)) {
      field.default_value = literal(field.type);
    }
    record.fields.push_back(field);
  }

  std::string literal(const Type& type) {
    switch (type.kind) {
      case Kind::Truth:
        return random_.percent(50) ? "yes" : "no";
      case Kind::Int:
        return std::to_string(random_.between(-3, 6));
      case Kind::Number:
        return random_.percent(50) ? "2.5" : "50 per cent";
      case Kind::Date:
        return some_date(random_);
      case Kind::Duration:
        return fmt::format("{} days", random_.between(0, 31));
      case Kind::Months:
        return fmt::format("{} months", random_.between(0, 30));
      case Kind::Moment:
        return some_moment(random_);
      case Kind::Hours:
        return random_.percent(50) ? fmt::format("{} hours", random_.between(2, 50))
                                   : std::string("90 minutes");
      case Kind::Text:
        return fmt::format("\"{}\"", some_text(random_));
      case Kind::Enum:
        return random_.pick(world_.enums[type.id].members);
      case Kind::Key:
        return fmt::format("\"{}\"", random_.pick(world_.tables[type.id].cells)[0]);
      case Kind::Set:
        return random_.percent(50) ? "{}" : "{" + world_.enums[type.id].members[0] + "}";
      case Kind::Record:
      case Kind::List:
        break;
    }
    return "[]";
  }

  void add_compound(Record& record) {
    const bool can_hold = !world_.records.empty() && !world_.records.back().is_document;
    const std::size_t inner = can_hold ? random_.below(plain_records()) : 0;
    switch (random_.below(4)) {
      case 0:
      case 1: {
        const Type element = scalar_of_list();
        add_list(record, element);
        break;
      }
      case 2:
        if (can_hold) record.fields.push_back({next_name(), {Kind::Record, inner, random_.percent(40)}, {}});
        break;
      default:
        if (can_hold) add_list(record, {Kind::Record, inner});
    }
  }

  void add_list_of_records(Record& record) {
    add_list(record, {Kind::Record, random_.below(plain_records())});
  }

  void add_list(Record& record, const Type& element) {
    Field field{next_name(), {Kind::List, element.id, random_.percent(20), element.kind}, {}};
    if (!field.type.or_none && random_.percent(20)) field.default_value = "[]";
    record.fields.push_back(field);
  }

  Type scalar_of_list() {
    Type type = scalar();
    return type.is(Kind::Set) ? Type{Kind::Text} : type;
  }

  std::size_t plain_records() const {
    std::size_t count = 0;
    while (count < world_.records.size() && !world_.records[count].is_document) ++count;
    return count;
  }

  Random& random_;
  World world_;
  std::vector<std::size_t> simple_tables_;
  std::size_t next_field_ = 0;
};

std::string quoted_cell(const std::string& cell) {
  return cell.find(',') == std::string::npos ? cell : "\"" + cell + "\"";
}

}  // namespace

World make_world(Random& random) {
  return WorldMaker(random).make();
}

std::string declarations(const World& world) {
  std::string text;
  for (const Enum& declared : world.enums) {
    text += "enum " + declared.name + "\n ";
    for (const std::string& member : declared.members) text += " " + member;
    text += "\n\n";
  }
  for (const Table& table : world.tables) {
    text += fmt::format("table {} from \"{}\" key", table.name, table.file);
    for (std::size_t i = 0; i < table.key.size(); ++i)
      text += fmt::format("{} {}", i == 0 ? "" : ",", table.columns[table.key[i]].name);
    if (table.has_alternative) text += " or other";
    if (table.is_complete) text += " complete";
    text += "\n";
    for (const Field& column : table.columns)
      text += fmt::format("  {} : {}\n", column.name, world.spell(column.type));
    text += "\n";
  }
  for (const Record& record : world.records) {
    text += "record " + record.name + "\n";
    for (const Field& field : record.fields) {
      text += fmt::format("  {} : {}", field.name, world.spell(field.type));
      if (!field.default_value.empty()) text += " default " + field.default_value;
      text += "\n";
    }
    text += "\n";
  }
  return text;
}

void write_tables(const World& world, const std::filesystem::path& folder) {
  for (const Table& table : world.tables) {
    std::ofstream file(folder / table.file, std::ios::binary);
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      file << (i == 0 ? "" : ",") << table.columns[i].name;
    file << "\n";
    for (const auto& row : table.cells) {
      for (std::size_t i = 0; i < row.size(); ++i) file << (i == 0 ? "" : ",") << quoted_cell(row[i]);
      file << "\n";
    }
  }
}

}  // namespace precept::generate
