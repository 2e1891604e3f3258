#include "checker/clause_table.h"

#include <algorithm>
#include <set>

#include "checker/rules.h"

namespace precept::checker {

namespace {

/// Levels are nested lists and their pairs; no policy comes near this.
constexpr std::size_t kMostLevels = 1000;

/// What an operation takes: one letter for each operand, t a truth, v anything; whether it folds a list.
struct Operation {
  std::string operands;
  bool is_fold = false;
};
std::optional<Operation> operation_named(const std::string& name) {
  static const std::map<std::string, Operation> all = {{"fact", {""}},
                                                       {"gather", {""}},
                                                       {"constant", {""}},
                                                       {"reading", {""}},
                                                       {"spread", {"v"}},
                                                       {"find", {"v"}},
                                                       {"column", {"v"}},
                                                       {"attested", {"v"}},
                                                       {"is", {"v"}},
                                                       {"is_in", {"v"}},
                                                       {"member", {"v"}},
                                                       {"and", {"tt"}},
                                                       {"or", {"tt"}},
                                                       {"choose", {"ttt"}},
                                                       {"select", {"tvv"}},
                                                       {"any", {"t", true}},
                                                       {"count", {"t", true}},
                                                       {"distinct", {"tv", true}},
                                                       {"distinct_int", {"tv", true}},
                                                       {"sum", {"tv", true}},
                                                       {"min", {"tv", true}},
                                                       {"max", {"tv", true}},
                                                       {"right", {"ttt"}},
                                                       {"outcome", {"tt"}}};
  if (auto found = all.find(name); found != all.end()) return found->second;
  if (rules_of_one().contains(name)) return Operation{"v"};
  if (rules_of_two().contains(name)) return Operation{"vv"};
  return std::nullopt;
}

class Reader {
 public:
  explicit Reader(const Json& json) : json_(json) {}

  ClauseTable read() {
    for (const auto& [name, members] : json_.at("enums").items()) {
      table_.words.enums[name] = members.get<std::vector<std::string>>();
    }
    for (const auto& [name, table] : json_.at("tables").items()) {
      const std::int64_t rows = integer(table.at("rows"));
      require(rows >= 0, "the table `" + name + "` has no number of rows");
      table_.words.rows[name] = rows;
    }
    for (const auto& [name, table] : json_.at("tables").items()) read_table(name, table);
    require(json_.at("levels").size() <= kMostLevels, "there are too many levels");
    for (const Json& level : json_.at("levels")) read_level(level);
    for (const Json& expression : json_.at("expressions")) read_expression(expression);
    check_levels();
    for (const Json& clause : json_.at("clauses")) {
      table_.clauses.push_back(clause.at("label").get<std::string>());
    }
    for (const Json& section : json_.at("sections")) read_section(section);
    return std::move(table_);
  }

 private:
  /// An index into a list of that many.
  static std::size_t index(const Json& json, std::size_t end, const char* what) {
    const std::int64_t number = integer(json);
    require(number >= 0 && static_cast<std::size_t>(number) < end,
            "there is no " + std::string(what) + " " + json.dump() + " to refer to here");
    return static_cast<std::size_t>(number);
  }

  Operand operand(const Json& json) const {
    const bool is_negated = json.is_object() && json.size() == 1 && json.contains("not");
    const Json& number = is_negated ? json.at("not") : json;
    Operand result{index(number, table_.expressions.size(), "expression"), is_negated};
    require(!is_negated || type_of(result).kind == Kind::Truth, "what is negated is no truth");
    return result;
  }
  Operand truth_operand(const Json& json) const {
    const Operand result = operand(json);
    require(type_of(result).kind == Kind::Truth, "a truth is wanted where there is none");
    return result;
  }
  const Type& type_of(Operand operand) const { return table_.expressions[operand.expression].type; }

  void read_table(const std::string& name, const Json& json) {
    Table& table = table_.tables[name];
    const auto rows = static_cast<std::size_t>(table_.words.rows[name]);
    for (const auto& [column_name, column] : json.at("columns").items()) {
      TableColumn& read = table.columns[column_name];
      read.type = table_.words.type(column.at("type"));
      for (const Json& cell : column.at("cells")) read.cells.push_back(table_.words.value(cell, read.type));
      require(read.cells.size() == rows, "a column of the table `" + name + "` has not its rows");
    }
    // The keys come first, then their other spelling: of two rows that are written alike the first counts.
    for (const char* spelling : {"spelled", "also_spelled"}) {
      if (!json.contains(spelling)) continue;
      require(json.at(spelling).size() == rows, "the keys of the table `" + name + "` are not one a row");
      for (std::size_t row = 0; row < rows; ++row) {
        const auto word = json.at(spelling)[row].get<std::string>();
        if (!word.empty()) table.spelled.try_emplace(word, static_cast<std::int64_t>(row));
        if (table.keys_as_written.size() < rows) table.keys_as_written.push_back(word);
      }
    }
    if (json.contains("key")) read_keys(table, json.at("key"), rows);
  }

  static void read_keys(Table& table, const Json& columns, std::size_t rows) {
    require(!columns.empty(), "a table has no key");
    for (std::size_t row = 0; row < rows; ++row) {
      std::vector<std::int64_t> key;
      for (const Json& column : columns) {
        const Value& cell = table.columns.at(column.get<std::string>()).cells[row];
        if (cell.is_known()) key.push_back(cell.low);
      }
      if (key.size() == columns.size()) table.keys.try_emplace(key, static_cast<std::int64_t>(row));
    }
  }

  void read_level(const Json& json) {
    Level level;
    const auto form = json.at("form").get<std::string>();
    const std::size_t here = table_.levels.size();
    require((form == "document") == (here == 0), "the first level, and no other, is the document");
    if (here > 0) level.parent = index(json.at("parent"), here, "level");
    if (form == "list") {
      level.form = Level::Form::List;
      level.list = index(json.at("list"), json_.at("expressions").size(), "expression");
    } else if (form == "cross") {
      level.form = Level::Form::Cross;
      level.list = index(json.at("list"), here, "level");
      level.via = index(json.at("via"), here, "level");
    } else {
      require(form == "document", "`" + form + "` is no form of a level");
    }
    if (json.contains("name"))
      level.name = index(json.at("name"), json_.at("expressions").size(), "expression");
    table_.levels.push_back(level);
  }

  void check_levels() const {
    for (std::size_t i = 0; i < table_.levels.size(); ++i) {
      const Level& level = table_.levels[i];
      require(!level.name || is_fact(*level.name, i, Kind::Text), "an element's name is no text of it");
      if (i == 0) continue;
      if (level.form == Level::Form::List) {
        require(is_fact(level.list, level.parent, Kind::List), "a level's list is no list above it");
        require(table_.levels[level.parent].form != Level::Form::Cross, "a list lies below a pair");
      } else {
        require(table_.levels[level.list].form == Level::Form::List, "a level repeats what is no list");
        require(is_above(level.via, level.parent), "a level does not lie below that of its lists");
        require(stands_for(level.via) == table_.levels[level.list].parent,
                "a level's lists do not belong to the rows that they are said to belong to");
      }
    }
  }
  bool is_fact(std::size_t expression, std::size_t level, Kind kind) const {
    const Expression& fact = table_.expressions[expression];
    return fact.op == "fact" && fact.level == level && fact.type.kind == kind;
  }
  bool is_above(std::size_t above, std::size_t level) const {
    while (level != above && level != 0) level = table_.levels[level].parent;
    return level == above;
  }
  /// The level whose elements a level's rows are.
  std::size_t stands_for(std::size_t level) const {
    return table_.levels[level].form == Level::Form::Cross ? table_.levels[level].list : level;
  }

  /// Of a list, all but the list itself see only whether it is there.
  static bool is_shown_as(const Type& fact, const Type& type) {
    return fact == type || (fact.kind == Kind::List && type.kind == Kind::Presence);
  }

  // ---- expressions

  void read_expression(const Json& json) {
    Expression made;
    made.op = json.at("op").get<std::string>();
    const auto operation = operation_named(made.op);
    require(operation.has_value(), "`" + made.op + "` is no operation");
    made.level = index(json.at("level"), table_.levels.size(), "level");
    made.type = table_.words.type(json.at("type"));
    if (json.contains("of")) {
      for (const Json& entry : json.at("of")) made.of.push_back(operand(entry));
    }
    check_operands(made, *operation);
    if (json.contains("presence")) {
      made.presence = operand(json.at("presence"));
      require(is_above(table_.expressions[made.presence->expression].level, made.level),
              "a list's presence is out of reach");
    }
    read_particulars(made, json);
    table_.expressions.push_back(std::move(made));
  }

  void check_operands(const Expression& made, const Operation& operation) const {
    const std::string& wanted = operation.operands;
    const bool is_counted = made.op == "find"       ? !made.of.empty() && made.of.size() <= 3
                            : made.op == "attested" ? made.of.size() <= 1
                                                    : made.of.size() == wanted.size();
    require(is_counted, "`" + made.op + "` has not the operands that it needs");
    for (std::size_t i = 0; i < made.of.size(); ++i) {
      require(i >= wanted.size() || wanted[i] != 't' || type_of(made.of[i]).kind == Kind::Truth,
              "`" + made.op + "` has no truth where it needs one");
      const std::size_t level = table_.expressions[made.of[i].expression].level;
      const bool is_there = operation.is_fold ? level != 0 && table_.levels[level].parent == made.level &&
                                                    level == table_.expressions[made.of[0].expression].level
                            : made.op == "spread" ? is_above(level, made.level)
                                                  : level == made.level;
      require(is_there, "`" + made.op + "` has an operand of another reach");
    }
  }

  void read_particulars(Expression& made, const Json& json) {
    const std::string& op = made.op;
    auto text = [&](const char* key) { return json.at(key).get<std::string>(); };
    if (op == "fact") {
      read_path(made, json);
    } else if (op == "gather" || op == "member") {
      made.elements = index(json.at("elements"), table_.expressions.size(), "expression");
      const Expression& elements = table_.expressions[*made.elements];
      require(elements.op == "fact", "what is gathered or searched is no fact");
      if (op == "gather") {
        require(elements.level == stands_for(made.level) && is_shown_as(elements.type, made.type),
                "what is gathered is not of the elements");
      } else {
        made.via = index(json.at("via"), table_.levels.size(), "level");
        require(is_above(made.via, made.level) && table_.levels[elements.level].form == Level::Form::List &&
                    table_.levels[elements.level].parent == stands_for(made.via),
                "what is searched belongs to no row at hand");
      }
    } else if (op == "constant") {
      made.constant = table_.words.value(json.at("value"), made.type);
    } else if (op == "reading" || op == "attested") {
      made.name = text("name");
    } else if (op == "find" || op == "column") {
      made.name = text("table");
      const Table& table = table_.tables.at(made.name);
      if (op == "column") made.cell = text("cell");
      if (op == "column") require(table.columns.at(made.cell).type == made.type, "a cell is of another type");
    } else if (op == "is") {
      made.constant = table_.words.value(json.at("value"), type_of(made.of[0]));
    } else if (op == "is_in") {
      for (const Json& entry : json.at("values")) {
        made.among.push_back(table_.words.value(entry, type_of(made.of[0])));
      }
    } else if (op == "right") {
      made.constant = table_.words.value(json.at("otherwise"), {Kind::Right, ""});
      require(made.constant.is_known() && made.constant.low != 4, "what else is right is not said");
    }
  }

  void read_path(Expression& made, const Json& json) {
    static const std::map<std::string, PathStep::Missing> kMissing = {
        {"unknown", PathStep::Missing::Unknown},
        {"none", PathStep::Missing::None},
        {"default", PathStep::Missing::Default}};
    for (const Json& step : json.at("path")) {
      made.path.push_back({step.at("field").get<std::string>(),
                           kMissing.at(step.at("absent").get<std::string>()),
                           kMissing.at(step.at("null").get<std::string>())});
    }
    if (json.contains("default")) made.constant = table_.words.value(json.at("default"), made.type);
  }

  // ---- sections

  void read_section(const Json& json) {
    Section section;
    section.level = index(json.at("level"), table_.levels.size(), "level");
    for (const Json& act : json.at("acts")) {
      Act read{act.at("act").get<std::string>(), operand(act.at("right")).expression, {}};
      require(table_.expressions[read.right].type.kind == Kind::Right, "the right to an act is none");
      require(is_above(table_.expressions[read.right].level, section.level), "a right is out of reach");
      if (act.contains("exercised")) read.exercised = reachable(act.at("exercised"), section.level);
      section.acts.push_back(std::move(read));
    }
    for (const Json& norm : json.at("norms")) read_norm(norm, section);
    table_.sections.push_back(std::move(section));
  }

  Operand reachable(const Json& json, std::size_t level) const {
    const Operand result = truth_operand(json);
    require(is_above(table_.expressions[result.expression].level, level), "a condition is out of reach");
    return result;
  }

  void read_norm(const Json& json, Section& section) {
    static const std::set<std::string> kEnsure = {"shall ensure", "should ensure", "encourage"};
    static const std::set<std::string> kAct = {"may", "shall not", "should not"};
    Norm norm;
    norm.clause = index(json.at("clause"), table_.clauses.size(), "clause");
    norm.modality = json.at("modality").get<std::string>();
    norm.part_of = index(json.at("part_of"), section.norms.size() + 1, "norm");
    if (kEnsure.contains(norm.modality)) {
      norm.outcome = operand(json.at("outcome")).expression;
      const Expression& outcome = table_.expressions[*norm.outcome];
      require(outcome.type.kind == Kind::Outcome && is_above(outcome.level, section.level),
              "a norm's outcome is none");
    } else {
      require(kAct.contains(norm.modality), "`" + norm.modality + "` is no modality");
      norm.condition = reachable(json.at("condition"), section.level);
      for (const Json& act : json.at("acts")) norm.acts.push_back(index(act, section.acts.size(), "act"));
    }
    section.norms.push_back(std::move(norm));
  }

  const Json& json_;
  ClauseTable table_;
};

}  // namespace

bool Norm::is_about(std::size_t act) const {
  return std::ranges::find(acts, act) != acts.end();
}

ClauseTable read_clause_table(const Json& json) {
  return Reader(json).read();
}

}  // namespace precept::checker
