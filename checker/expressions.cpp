// Reads the expressions of a clause table, and checks each against its row of operations.def.
#include <algorithm>

#include "checker/clause_table_reader.h"
#include "checker/facts.h"

namespace precept::checker {

namespace {

const Type kTruth{Kind::Truth, ""}, kNumber{Kind::Number, ""}, kDate{Kind::Date, ""}, kText{Kind::Text, ""};

/// True where an expression of type `type` may show the fact: the same type, or of a list its presence.
bool is_shown_as(const Type& fact, const Type& type) {
  return fact == type || (fact.kind == Kind::List && type.kind == Kind::Presence);
}

}  // namespace

Operand ClauseTableReader::operand(const Json& json) const {
  const bool is_negated = json.is_object() && json.size() == 1 && json.contains("not");
  const Json& number = is_negated ? json.at("not") : json;
  Operand result{index(number, table_.expressions.size(), "expression"), is_negated};
  require(!is_negated || type_of(result) == kTruth, "what is negated is no truth");
  return result;
}

Type ClauseTableReader::type_of(const Operand& operand) const {
  const Type& type = table_.expressions[operand.expression].type;
  return type.kind == Kind::List ? Type{Kind::Presence, ""} : type;
}

void ClauseTableReader::read_expression(const Json& json) {
  Expression made;
  made.op = json.at("op").get<std::string>();
  const auto operation = operation_named(made.op);
  require(operation.has_value(), "`" + made.op + "` is no operation");
  made.level = index(json.at("level"), table_.levels.size(), "level");
  made.type = table_.value_names.type(json.at("type"));
  const bool is_of_fields =
      made.type.kind == Kind::Decimal || made.type.kind == Kind::Moment || made.type.kind == Kind::Hours;
  require(!is_of_fields, "a decimal, a datetime and hours are types of fields alone");
  read_operands(made, json);
  check_types(made, *operation);
  check_reach(made, *operation);
  read_particulars(made, json);
  table_.expressions.push_back(std::move(made));
}

void ClauseTableReader::read_operands(Expression& made, const Json& json) {
  if (json.contains("of")) {
    require(json.at("of").is_array(), "operands are no list");
    for (const Json& entry : json.at("of")) made.of.push_back(operand(entry));
  }
  if (!json.contains("presence")) return;
  made.presence = operand(json.at("presence"));
  require(type_of(*made.presence).kind == Kind::Presence, "a list's presence is none");
  require(table_.is_above(table_.expressions[made.presence->expression].level, made.level),
          "a list's presence is out of reach");
}

void ClauseTableReader::check_types(const Expression& made, const Operation& operation) const {
  const std::string_view letters = operation.operands;
  const bool is_counted = made.op == "find"       ? !made.of.empty() && made.of.size() <= 3
                          : made.op == "attested" ? made.of.size() <= 1
                                                  : made.of.size() == letters.size();
  require(is_counted, "`" + made.op + "` has not the operands that it needs");
  for (std::size_t i = 0; i < made.of.size() && i < letters.size(); ++i) check_operand(made, i, letters);
  check_result(made, operation.result);
}

void ClauseTableReader::check_operand(const Expression& made, std::size_t slot,
                                      std::string_view letters) const {
  const char letter = letters[slot];
  const Type type = type_of(made.of[slot]);
  auto is = [&](const Type& wanted) { return type == wanted; };
  auto is_as = [&](std::size_t other) { return is(type_of(made.of[other])); };
  const bool fits = letter == 't' || letter == 'E'   ? is(kTruth)
                    : letter == 'f'                  ? type.kind == Kind::Flag
                    : letter == 'n' || letter == 'N' ? is(kNumber)
                    : letter == 'd'                  ? is(kDate)
                    : letter == 'r'                  ? type.kind == Kind::Row
                    : letter == 's'                  ? type.kind == Kind::Set && (slot == 0 || is_as(0))
                    : letter == 'm'                  ? is({Kind::Enum, type_of(made.of[0]).of})
                    : letter == 'w'                  ? is_as(letters.find('w'))
                                                     : true;  // v, V
  const bool is_result = type.kind == Kind::Outcome || type.kind == Kind::Right;
  require(fits && (!is_result || made.op == "spread"),
          "`" + made.op + "` has an operand of another type than it takes");
}

void ClauseTableReader::check_result(const Expression& made, char letter) const {
  const bool fits = letter == 't'   ? made.type == kTruth
                    : letter == 'n' ? made.type == kNumber
                    : letter == 'd' ? made.type == kDate
                    : letter == 'w' ? made.type == type_of(made.of.back())
                    : letter == 'v' ? made.type == type_of(made.of[0])
                    : letter == 'o' ? made.type.kind == Kind::Outcome
                    : letter == 'r' ? made.type.kind == Kind::Right
                                    : made.type.kind != Kind::Outcome && made.type.kind != Kind::Right;
  require(fits && (made.type.kind != Kind::List || made.op == "fact"),
          "`" + made.op + "` is of another type than it can be");
}

/// Whether a level has the operand of a `reach`: its own the steps, and the one above it who is in.
bool ClauseTableReader::is_of_pairs(const Expression& made, std::size_t level, bool is_step) const {
  return table_.are_pairs(made.level) && level == (is_step ? made.level : table_.levels[made.level].parent);
}

void ClauseTableReader::check_reach(const Expression& made, const Operation& operation) const {
  for (const Operand& operand : made.of) {
    const std::size_t level = table_.expressions[operand.expression].level;
    const bool is_there = made.op == "reach"    ? is_of_pairs(made, level, &operand == &made.of[0])
                          : made.op == "pair"   ? table_.are_pairs(level)
                          : operation.is_fold() ? level != 0 && table_.levels[level].parent == made.level &&
                                                      level == table_.expressions[made.of[0].expression].level
                          : made.op == "spread" ? table_.is_above(level, made.level)
                                                : level == made.level;
    require(is_there, "`" + made.op + "` has an operand of another reach");
  }
}

void ClauseTableReader::read_particulars(Expression& made, const Json& json) {
  const std::string& op = made.op;
  if (op == "fact") return read_path(made, json);
  if (op == "gather" || op == "member") return read_elements(made, json);
  if (op == "pair") return read_ends(made, json);
  if (op == "find" || op == "column") return read_look_up(made, json);
  if (op == "reading" || op == "attested") made.name = json.at("name").get<std::string>();
  if (op == "reading") require(made.type.kind == Kind::Enum, "a reading is no choice");
  if (op == "attested" && !made.of.empty()) {
    require(type_of(made.of[0]) == kText, "what is attested about has no name");
    made.about = json.at("about").get<std::string>();
    require_within(made.about.size() <= kMostPlace, "a place in a document is too long");
  }
  if (op == "constant") {
    require(made.level == 0, "a constant is not of the document");
    made.constant = table_.value_names.value(json.at("value"), made.type);
  }
  if (op == "is") made.constant = table_.value_names.value(json.at("value"), type_of(made.of[0]));
  if (op == "is_in") {
    for (const Json& entry : json.at("values")) {
      made.among.insert(table_.value_names.value(entry, type_of(made.of[0])));
    }
  }
  if (op == "right") {
    made.constant = table_.value_names.value(json.at("otherwise"), made.type);
    require(made.constant.is_known() && made.constant.low != 4, "what else is right is not said");
  }
}

void ClauseTableReader::read_elements(Expression& made, const Json& json) {
  made.elements = index(json.at("elements"), table_.expressions.size(), "expression");
  const Expression& elements = table_.expressions[*made.elements];
  require(elements.op == "fact", "what is gathered or searched is no fact");
  if (made.op == "gather") {
    require(elements.level == table_.list_level_of(made.level) && is_shown_as(elements.type, made.type),
            "what is gathered is not of the elements");
    return;
  }
  made.via = index(json.at("via"), table_.levels.size(), "level");
  require(table_.is_above(made.via, made.level) && table_.levels[elements.level].form == Level::Form::List &&
              table_.levels[elements.level].parent == table_.list_level_of(made.via),
          "what is searched belongs to no row at hand");
  require(type_of(made.of[0]) == elements.type, "what is searched for is of another type");
}

void ClauseTableReader::read_ends(Expression& made, const Json& json) {
  const Json& ends = json.at("ends");
  require(ends.is_array() && ends.size() == 2, "a pair has not two ends");
  const std::size_t pairs = table_.expressions[made.of[0].expression].level;
  const std::size_t owner = table_.levels[table_.levels[pairs].parent].parent;
  require(table_.is_above(owner, made.level), "the pairs are out of reach");
  for (std::size_t i = 0; i < 2; ++i) {
    made.ends[i] = index(ends[i], table_.levels.size(), "level");
    require(table_.is_above(made.ends[i], made.level) &&
                table_.list_level_of(made.ends[i]) == table_.levels[pairs].list,
            "an end of a pair is no element of the list");
  }
}

void ClauseTableReader::read_look_up(Expression& made, const Json& json) {
  made.name = json.at("table").get<std::string>();
  const Table& table = table_.tables.at(made.name);
  if (made.op == "column") {
    made.cell = json.at("cell").get<std::string>();
    require(type_of(made.of[0]) == Type{Kind::Row, made.name}, "a cell is of another table");
    require(table.columns.at(made.cell).type == made.type, "a cell is of another type");
    return;
  }
  require(made.type == Type{Kind::Row, made.name}, "what is found is no row of the table");
  bool is_key = table.key.size() == made.of.size();
  for (std::size_t i = 0; is_key && i < made.of.size(); ++i) is_key = type_of(made.of[i]) == table.key[i];
  require(is_key, "a row is looked for by what is not its key");
}

void ClauseTableReader::read_path(Expression& made, const Json& json) {
  static const std::map<std::string, PathStep::Missing> kMissing = {{"unknown", PathStep::Missing::Unknown},
                                                                    {"none", PathStep::Missing::None},
                                                                    {"default", PathStep::Missing::Default}};
  for (const Json& step : json.at("path")) {
    made.path.push_back({step.at("field").get<std::string>(),
                         kMissing.at(step.at("absent").get<std::string>()),
                         kMissing.at(step.at("null").get<std::string>())});
  }
  require_within(pointer_below("", made.path).size() <= kMostPlace, "a place in a document is too long");
  require(table_.levels[made.level].form != Level::Form::Cross, "a fact is of no element");
  require(made.type.kind != Kind::List || !made.path.empty(), "a list lies nowhere");
  if (json.contains("parts")) {
    constexpr std::int64_t kMillion = 1'000'000;
    require(made.type == kNumber && integer(json.at("parts")) == kMillion, "a fact is not in millionths");
    made.written = Kind::Decimal;
  }
  if (json.contains("written")) {
    const std::string word = json.at("written").get<std::string>();
    require(made.type == kNumber && !made.written && (word == "datetime" || word == "hours"),
            "a fact is not written so");
    made.written = word == "hours" ? Kind::Hours : Kind::Moment;
  }
  if (json.contains("default")) made.constant = table_.value_names.value(json.at("default"), made.type);
}

}  // namespace precept::checker
