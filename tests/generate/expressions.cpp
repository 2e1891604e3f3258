#include "tests/generate/expressions.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

#include "base/moment.h"

namespace precept::generate {

// ---- scope -------------------------------------------------------------------------------------------

void Scope::settle(Path& path) const {
  const bool whole_may_be_none = path.is_part() && paths_[path.whole].type.or_none;
  path.type.or_none = whole_may_be_none || (path.declared_none && !path.is_asked);
}

void Scope::add_path(const std::string& text, const Type& type, int depth, std::size_t whole) {
  const std::size_t number = paths_.size();
  Path added{.text = text, .type = type, .declared_none = type.or_none, .whole = whole};
  settle(added);
  paths_.push_back(added);
  if (!type.is(Kind::Record) || depth == 0) return;
  for (const Field& field : world_.records[type.id].fields)
    add_path(text + "." + field.name, field.type, depth - 1, number);
}

void Scope::add_element(const std::string& variable, const Type& type) {
  const std::size_t root = paths_.size();
  add(variable, type);
  paths_[root].is_element = true;
}

std::size_t Scope::loops() const {
  return static_cast<std::size_t>(std::ranges::count_if(paths_, &Path::is_element));
}

/// What is given is also all that it is a part of.
Scope Scope::asked(const std::string& text) const {
  Scope result = *this;
  for (Path& path : result.paths_) {
    path.is_asked = path.is_asked || text == path.text || text.starts_with(path.text + ".");
    result.settle(path);  // what it is a part of comes before it
  }
  return result;
}

std::vector<Scope::Path> Scope::having(const std::function<bool(const Type&)>& fits) const {
  std::vector<Path> found;
  for (const Path& path : paths_)
    if (fits(path.type)) found.push_back(path);
  return found;
}

// ---- any type ----------------------------------------------------------------------------------------

Piece Expressions::literal(const Type& type) {
  switch (type.kind) {
    case Kind::Truth:
      return expression(type, random_.percent(50) ? "yes" : "no");
    case Kind::Int: {
      const int number = random_.between(-3, 6);
      return expression(type, number < 0 ? fmt::format("({})", number) : std::to_string(number));
    }
    case Kind::Number: {
      static const std::vector<std::string> numbers{"2.5",           "(1 / 3)",     "2/3",     "0.25",
                                                    "(-1.5)",        "50 per cent", "3.0",     "(7 / 3)",
                                                    "12.5 per cent", "(-2 / 7)",    "0.000001"};
      return expression(type, "(", random_.pick(numbers), ")");
    }
    case Kind::Date:
      return expression(type, some_date(random_));
    case Kind::Duration: {
      // Weeks and days never mean the same, so that braces may hold both.
      const int number = random_.between(2, 31);
      if (random_.percent(20)) return expression(type, fmt::format("{} weeks", number));
      return expression(type, fmt::format("{} days", number % 7 == 0 ? number + 1 : number));
    }
    case Kind::Months: {
      const int number = random_.between(0, 30);
      const bool is_year = number == 12 || random_.percent(30);
      return expression(type, is_year ? std::string("1 year") : fmt::format("{} months", number));
    }
    case Kind::Moment:
      return expression(type, some_moment(random_));
    case Kind::Hours: {
      // Nor do hours, minutes and seconds ever mean the same.
      const int number = random_.between(2, 59);
      const char* unit = random_.percent(70) ? "hours" : random_.percent(80) ? "minutes" : "seconds";
      return expression(type, fmt::format("{} {}", number, unit));
    }
    case Kind::Text:
      return expression(type, fmt::format("\"{}\"", some_text(random_)));
    case Kind::Enum: {
      const Enum& of = world_.enums[type.id];
      const std::string& member = random_.pick(of.members);
      return expression(type, random_.percent(20) ? of.name + "." + member : member);
    }
    case Kind::Key:
      return expression(type, fmt::format("\"{}\"", random_.pick(world_.tables[type.id].cells)[0]));
    case Kind::Set: {
      std::string members;
      for (const std::string& member : world_.enums[type.id].members)
        if (random_.percent(40)) members += (members.empty() ? "" : ", ") + member;
      if (members.empty()) members = world_.enums[type.id].members[0];
      return expression(type, "{" + members + "}");
    }
    case Kind::Record:
    case Kind::List:
      break;
  }
  return "";
}

std::optional<Piece> Expressions::path_of(const Type& type, Scope& scope) {
  auto paths = scope.having([&](const Type& is) { return is.fits(type); });
  if (paths.empty()) return std::nullopt;
  const Scope::Path path = random_.pick(paths);
  if (!path.type.or_none || (type.is(Kind::Truth) && scope.states_none(path)))
    return expression(type, path.text);
  if (type.is(Kind::Record) || type.is(Kind::List)) return given_path_of(type, scope);
  return settled(type, expression(type.or_nothing(), path.text));
}

/// One that is never none where the type is not.
std::optional<Piece> Expressions::given_path_of(const Type& type, Scope& scope) {
  auto paths = scope.having([&](const Type& is) { return is.fits(type) && (!is.or_none || type.or_none); });
  if (paths.empty()) return std::nullopt;
  return expression(type, random_.pick(paths).text);
}

Piece Expressions::settled(const Type& type, Piece may_be_none) {
  if (type.or_none) return may_be_none;
  if (random_.percent(70)) return expression(type, "(", std::move(may_be_none), " else ", literal(type), ")");
  Piece again = may_be_none;
  return expression(type, "(if ", std::move(may_be_none), " is given then ", std::move(again), " else ",
                    literal(type), ")");
}

/// The list, or another of its type that a definition gives. What it is made of has no element of it in
/// scope.
Piece Expressions::list_of(const Scope::Path& list, Scope& scope, int depth) {
  if (depth > 0 && random_.percent(25))
    if (auto call = call_of(list.type.or_nothing(false), scope, depth - 1)) return std::move(*call);
  return list.type.or_none ? "(" + list.text + " else [])" : list.text;
}

Piece Expressions::make(const Type& type, Scope& scope, int depth) {
  const bool leaf = depth <= 0 || random_.percent(15);
  if (!leaf) return compound(type, scope, depth);
  if (random_.percent(90))
    if (auto path = path_of(type, scope)) return *path;
  if (type.is(Kind::Truth) && random_.percent(80)) return comparison(scope, 1);
  return literal(type);
}

/// A field of the one element, or of the first, or such an element itself.
std::optional<Piece> Expressions::chosen(const Type& type, Scope& scope, int depth) {
  auto lists = scope.having([](const Type& is) { return is.is(Kind::List); });
  if (lists.empty()) return std::nullopt;
  const auto list = random_.pick(lists);
  const Type element = list.type.element_type();
  std::string field;
  if (element.is(Kind::Record)) {
    std::vector<std::string> fitting;
    for (const Field& each : world_.records[element.id].fields)
      if (each.type.fits(type)) fitting.push_back("." + each.name);
    if (fitting.empty()) return std::nullopt;
    field = random_.pick(fitting);
  } else if (!element.fits(type)) {
    return std::nullopt;
  }
  Piece from = list_of(list, scope, depth);
  const std::string variable = new_variable();
  const std::size_t before = scope.size();
  scope.add_element(variable, element);
  const bool is_first = random_.percent(30);
  Piece one = join(is_first ? "(first " : "(the ", variable, " in ", std::move(from));
  if (random_.percent(80)) one.parts.push_back(droppable(" where ", make({Kind::Truth}, scope, depth - 1)));
  if (is_first) one.parts.push_back(join(" by ", make({Kind::Int}, scope, depth - 1)));
  scope.truncate(before);
  return settled(type, expression(type.or_nothing(), std::move(one), ")", field));
}

/// A part of a record that a definition gives.
std::optional<Piece> Expressions::part_of_call(const Type& type, Scope& scope, int depth) {
  std::vector<std::pair<const Define*, const Field*>> fitting;
  for (const Define& define : world_.defines) {
    if (!define.result.is(Kind::Record)) continue;
    for (const Field& field : world_.records[define.result.id].fields)
      if (field.type.fits(type) && !type.is(Kind::List)) fitting.emplace_back(&define, &field);
  }
  if (fitting.empty()) return std::nullopt;
  const auto [define, field] = random_.pick(fitting);
  auto call = call_of(*define, scope, depth);
  if (!call) return std::nullopt;
  const bool may_be_none = define->result.or_none || field->type.or_none;
  Piece part = expression(type.or_nothing(may_be_none), std::move(*call), ".", field->name);
  return may_be_none ? settled(type, std::move(part)) : part;
}

Piece Expressions::compound(const Type& type, Scope& scope, int depth) {
  if (random_.percent(6))
    if (auto one = chosen(type, scope, depth)) return *one;
  if (random_.percent(10))
    if (auto part = part_of_call(type, scope, depth)) return *part;
  if (random_.percent(8)) return choice(type, scope, depth);
  if (random_.percent(12))
    if (auto column = column_of(type, scope, depth)) return *column;
  if (random_.percent(12))
    if (auto call = call_of(type, scope, depth)) return *call;
  switch (type.kind) {
    case Kind::Truth:
      return truth(scope, depth);
    case Kind::Int:
    case Kind::Duration:
    case Kind::Months:
      return number(type, scope, depth);
    case Kind::Hours:
      if (random_.percent(30)) return between_moments(type, scope, depth);
      return number(type, scope, depth);
    case Kind::Moment:
      return moment(type, scope, depth);
    case Kind::Number:
      return fraction(type, scope, depth);
    case Kind::Date:
      return date(type, scope, depth);
    case Kind::Set:
      return set(type, scope, depth);
    case Kind::Text:
    case Kind::Enum:
    case Kind::Key:
    case Kind::Record:
    case Kind::List:
      break;
  }
  return make(type, scope, 0);
}

/// A literal text is a key only where one is expected, so one branch is never a literal there. A truth that
/// may be none and a plain one become a plain one, which what a table need not have cannot.
Piece Expressions::choice(const Type& wanted, Scope& scope, int depth) {
  const Type type = wanted.is(Kind::Truth) ? Type{Kind::Truth} : wanted;
  if (type.is(Kind::Key) && !given_path_of(type, scope)) return literal(type);
  Piece yes = type.is(Kind::Key) ? *given_path_of(type, scope) : make(type, scope, depth - 1);
  return expression(type, "(if ", make({Kind::Truth}, scope, depth - 1), " then ", std::move(yes), " else ",
                    make(type, scope, depth - 1), ")");
}

Piece Expressions::look_up(const Table& table, std::size_t number, Scope& scope, int depth) {
  Piece keys;
  for (std::size_t part = 0; part < table.key.size(); ++part) {
    if (part > 0) keys.parts.emplace_back(", ");
    Type type = table.columns[table.key[part]].type.or_nothing();
    const Type own{Kind::Key, number, true};
    if (table.key.size() == 1 && given_path_of(own, scope) && random_.percent(60)) type = own;
    if (type.is(Kind::Key) || (table.key.size() == 1 && type.is(Kind::Text))) {
      // A literal here would have to be one of the keys.
      auto path = given_path_of(type, scope);
      keys.parts.push_back(path ? *path : type.is(Kind::Key) ? literal(type) : literal({Kind::Key, number}));
    } else {
      keys.parts.push_back(make(type, scope, depth - 1));
    }
  }
  return join(table.name, "[", std::move(keys), "]");
}

std::optional<Piece> Expressions::column_of(const Type& type, Scope& scope, int depth) {
  struct Choice {
    std::size_t table, column;
  };
  std::vector<Choice> choices;
  for (std::size_t table = 0; table < world_.tables.size(); ++table) {
    const auto& columns = world_.tables[table].columns;
    for (std::size_t column = 0; column < columns.size(); ++column)
      if (columns[column].type.fits(type)) choices.push_back({table, column});
  }
  if (choices.empty()) return std::nullopt;
  const Choice chosen = random_.pick(choices);
  const Table& table = world_.tables[chosen.table];
  const Field& column = table.columns[chosen.column];
  if (table.key.size() == 1 && random_.percent(60)) {
    if (auto key = given_path_of({Kind::Key, chosen.table}, scope)) {
      Piece cell = expression(column.type, *key, "." + column.name);
      const bool is_sure = !column.type.or_none || type.is(Kind::Truth);
      return is_sure ? cell : settled(type, std::move(cell));
    }
  }
  if (table.is_complete) {
    Piece cell = expression(column.type, table.name, "[", make(table.columns[0].type, scope, depth - 1), "].",
                            column.name);
    const bool is_sure = !column.type.or_none || type.is(Kind::Truth);
    return is_sure ? cell : settled(type, std::move(cell));
  }
  // A constant key has its row, and then nothing may be left to replace.
  Piece row = look_up(table, chosen.table, scope, depth);
  if (row.print().find('"') != std::string::npos) return std::nullopt;
  if (table.key.size() == 1 && !type.or_none) return std::nullopt;
  return settled(type, expression(type.or_nothing(), std::move(row), "." + column.name));
}

std::optional<Piece> Expressions::argument(const Type& type, Scope& scope, int depth) {
  if (type.is(Kind::Record) || type.is(Kind::List)) return path_of(type, scope);
  return make(type, scope, depth - 1);
}

std::optional<Piece> Expressions::call_of(const Type& type, Scope& scope, int depth) {
  std::vector<const Define*> fitting;
  for (const Define& define : world_.defines)
    if (define.result.fits(type)) fitting.push_back(&define);
  if (fitting.empty()) return std::nullopt;
  const Define& define = *random_.pick(fitting);
  auto call = call_of(define, scope, depth);
  return call && define.result.or_none ? settled(type, std::move(*call)) : call;
}

std::optional<Piece> Expressions::call_of(const Define& define, Scope& scope, int depth) {
  Piece arguments;
  for (const Parameter& parameter : define.parameters) {
    auto given = argument(parameter.type, scope, depth);
    if (!given) return std::nullopt;
    if (!arguments.parts.empty()) arguments.parts.emplace_back(", ");
    arguments.parts.push_back(std::move(*given));
  }
  return expression(define.result, define.name, "(", std::move(arguments), ")");
}

// ---- truth -------------------------------------------------------------------------------------------

Piece Expressions::truth(Scope& scope, int depth) {
  const Type type{Kind::Truth};
  if (random_.percent(8))
    if (auto made = reach(scope, depth)) return *made;
  switch (random_.below(15)) {
    case 0:
    case 1:
      return expression(type, "(", make(type, scope, depth - 1), " and ", make(type, scope, depth - 1), ")");
    case 2:
    case 3:
      return expression(type, "(", make(type, scope, depth - 1), " or ", make(type, scope, depth - 1), ")");
    case 4:
      return expression(type, "(not ", make(type, scope, depth - 1), ")");
    case 5:
    case 6:
    case 7:
      return quantifier(scope, depth);
    case 8:
      return judgement(scope, depth);
    case 9:
      return reading();
    case 10:
    case 11:
      return guarded(scope, depth);
    default:
      return comparison(scope, depth);
  }
}

/// What may be none is asked for, and spoken of where it is given.
Piece Expressions::guarded(Scope& scope, int depth) {
  const Type type{Kind::Truth};
  auto paths = scope.having([](const Type& is) { return is.or_none; });
  if (paths.empty()) return comparison(scope, depth);
  const std::string path = random_.pick(paths).text;
  Scope given = scope.asked(path);
  Piece about = random_.percent(70) ? order(given, depth) : make(type, given, depth - 1);
  switch (random_.below(3)) {
    case 0:
      return expression(type, "(", path, " is given and ", std::move(about), ")");
    case 1:
      return expression(type, "(", path, " is not given or ", std::move(about), ")");
    default:
      return expression(type, "(if ", path, " is not given then ", make(type, scope, depth - 1), " else ",
                        std::move(about), ")");
  }
}

Piece Expressions::comparison(Scope& scope, int depth) {
  switch (random_.below(10)) {
    case 0:
    case 1:
    case 2:
      return order(scope, depth);
    case 3:
    case 4:
      return equality(scope, depth);
    case 5:
    case 6:
      return membership(scope, depth);
    case 7:
      return set_relation(scope, depth);
    default:
      return presence(scope, depth);
  }
}

Piece Expressions::order(Scope& scope, int depth) {
  static const std::vector<std::string> operators{" < ", " <= ", " > ", " >= "};
  static const std::vector<Kind> kinds{Kind::Int,    Kind::Int,    Kind::Number,   Kind::Number,
                                       Kind::Date,   Kind::Date,   Kind::Duration, Kind::Months,
                                       Kind::Moment, Kind::Moment, Kind::Hours};
  const Type type{random_.pick(kinds)};
  return expression({Kind::Truth}, "(", make(type, scope, depth - 1), random_.pick(operators),
                    make(type, scope, depth - 1), ")");
}

/// A type to compare values of: most often one that something in scope has.
Type Expressions::scalar_type(Scope& scope) {
  auto paths = scope.having([](const Type& is) { return !is.is(Kind::Record) && !is.is(Kind::List); });
  if (paths.empty()) return {Kind::Int};
  return random_.pick(paths).type.or_nothing(false);
}

/// What `=` compares: a value, or a field that the document may state to be none.
Piece Expressions::stated(const Type& type, Scope& scope, int depth) {
  std::vector<Scope::Path> paths;
  for (const Scope::Path& path : scope.having([&](const Type& is) { return is.fits(type) && is.or_none; }))
    if (scope.states_none(path)) paths.push_back(path);
  if (!paths.empty() && random_.percent(50)) return expression(type.or_nothing(), random_.pick(paths).text);
  return make(type, scope, depth);
}

Piece Expressions::equality(Scope& scope, int depth) {
  const Type type = scalar_type(scope);
  const char* sign = random_.percent(60) ? " = " : " != ";
  // A text on the left would be no key: nothing there says that one is expected.
  Piece left = type.is(Kind::Key) ? path_of(type, scope).value_or("") : stated(type, scope, depth - 1);
  if (type.is(Kind::Key) && left.parts.empty()) return literal({Kind::Truth});
  return expression({Kind::Truth}, "(", std::move(left), sign, stated(type, scope, depth - 1), ")");
}

namespace {

/// What constants in braces have in common that are equal: `Colour.red` is `red`, and moments of one instant
/// are one.
std::string told_once(const Type& type, const std::string& constant) {
  if (type.is(Kind::Enum)) return constant.substr(constant.rfind('.') + 1);
  if (!type.is(Kind::Moment)) return constant;
  const auto moment = parse_moment(constant);
  return moment ? std::to_string(moment::instant_of(*moment)) : constant;
}

}  // namespace

Piece Expressions::membership(Scope& scope, int depth) {
  const Type truth{Kind::Truth};
  const char* word = random_.percent(70) ? " in " : " not in ";
  auto lists = scope.having([](const Type& is) { return is.is(Kind::List) && is.element != Kind::Record; });
  if (!lists.empty() && random_.percent(40)) {
    const auto& list = random_.pick(lists);
    const Type element = list.type.element_type();
    // A truth that the document states to be none is a truth, but no value to look for.
    Piece sought = element.is(Kind::Truth) ? literal(truth) : make(element, scope, depth - 1);
    return expression(truth, "(", std::move(sought), word, list_of(list, scope, depth), ")");
  }
  Type type = scalar_type(scope);
  if (type.is(Kind::Set)) {
    return expression(truth, "(", make(Type{Kind::Enum, type.id}, scope, depth - 1), word,
                      make(type, scope, depth - 1), ")");
  }
  if (type.is(Kind::Truth)) return make(truth, scope, 0);
  Piece left = type.is(Kind::Key) ? path_of(type, scope).value_or("") : stated(type, scope, depth - 1);
  if (type.is(Kind::Key) && left.parts.empty()) return literal(truth);
  std::string choices;
  std::set<std::string> before;
  for (int i = random_.between(1, 3); i > 0; --i) {
    std::string choice = literal(type).print();
    if (before.insert(told_once(type, choice)).second) choices += (choices.empty() ? "" : ", ") + choice;
  }
  return expression(truth, "(", std::move(left), word, "{" + choices + "}", ")");
}

Piece Expressions::set_relation(Scope& scope, int depth) {
  const Type type{Kind::Set, random_.below(world_.enums.size())};
  const char* word = random_.percent(50) ? " subset of " : " overlaps ";
  return expression({Kind::Truth}, "(", make(type, scope, depth - 1), word, make(type, scope, depth - 1),
                    ")");
}

Piece Expressions::presence(Scope& scope, int depth) {
  const char* word = random_.percent(60) ? " is given)" : " is not given)";
  if (random_.percent(30)) {
    const std::size_t number = random_.below(world_.tables.size());
    const Table& table = world_.tables[number];
    Piece row = look_up(table, number, scope, depth);
    const std::string text = row.print();
    // Constants, and keys of the table itself, have their row for sure.
    const bool may_miss = table.key.size() > 1 && text.find('"') == std::string::npos;
    // A row that is given has its keys: what a definition gave for one is none no longer, and takes no
    // `else`.
    const bool has_call = text.find('(') != std::string::npos;
    if (may_miss && !has_call) return expression({Kind::Truth}, "(", std::move(row), word);
  }
  if (random_.percent(20)) {
    if (auto extreme = aggregate(Type{Kind::Int}.or_nothing(), scope, depth);
        extreme && !extreme->parts.empty() && extreme->parts[0].text.starts_with("m"))
      return expression({Kind::Truth}, "(", *extreme, word);
  }
  auto must_hold = [&](const Type& is) {
    return is.is(Kind::Record) && std::ranges::any_of(world_.records[is.id].fields, [](const Field& field) {
             return !field.type.or_none && field.default_value.empty();
           });
  };
  auto paths = scope.having([&](const Type& is) { return is.or_none || must_hold(is); });
  if (paths.empty()) return make({Kind::Truth}, scope, 0);
  return expression({Kind::Truth}, "(", random_.pick(paths).text, word);
}

Piece Expressions::quantifier(Scope& scope, int depth) {
  auto lists = scope.having([](const Type& is) { return is.is(Kind::List); });
  if (lists.empty()) return comparison(scope, depth);
  const auto list = random_.pick(lists);
  Piece from = list_of(list, scope, depth);
  const std::string variable = new_variable();
  const std::size_t before = scope.size();
  scope.add_element(variable, list.type.element_type());
  const Type truth{Kind::Truth};
  Piece where;
  if (random_.percent(40)) where = droppable(" where ", make(truth, scope, depth - 1));
  Piece result =
      expression(truth, random_.percent(50) ? "(some " : "(every ", variable, " in ", std::move(from),
                 std::move(where), " satisfies ", make(truth, scope, depth - 1), ")");
  scope.truncate(before);
  return result;
}

/// `x reaches y by step(_, _) in xs`: of two elements that quantifiers bind, and sometimes of others of their
/// record.
std::optional<Piece> Expressions::reach(Scope& scope, int depth) {
  // The reference follows each chain anew: within further loops a document would take minutes.
  if (scope.loops() > 0) return std::nullopt;
  std::vector<std::pair<Scope::Path, const Define*>> choices;
  for (const Scope::Path& path : scope.paths()) {
    if (!path.type.is(Kind::List) || path.type.element != Kind::Record) continue;
    for (const Define& define : world_.defines) {
      const auto is_end = [&](const Parameter& parameter) {
        return parameter.type.is(Kind::Record) && parameter.type.id == path.type.id &&
               !parameter.type.or_none;
      };
      const bool fits = define.result.is(Kind::Truth) && !define.result.or_none &&
                        std::ranges::count_if(define.parameters, is_end) >= 2;
      if (fits) choices.emplace_back(path, &define);
    }
  }
  if (choices.empty()) return std::nullopt;
  const auto [list, define] = random_.pick(choices);
  const std::string one = new_variable(), other = new_variable();
  Piece arguments;
  int blanks = 0;
  for (const Parameter& parameter : define->parameters) {
    const bool is_end = parameter.type.is(Kind::Record) && parameter.type.id == list.type.id;
    if (!arguments.parts.empty()) arguments.parts.emplace_back(", ");
    if (is_end && blanks < 2) {
      arguments.parts.emplace_back("_");
      ++blanks;
      continue;
    }
    auto given = argument(parameter.type, scope, depth);
    if (!given) return std::nullopt;
    arguments.parts.push_back(std::move(*given));
  }
  Piece among = list_of(list, scope, depth - 1);
  if (random_.percent(40) || list.type.or_none) {
    const std::string member = new_variable();
    const std::size_t before = scope.size();
    scope.add_element(member, list.type.element_type());
    among = join("(", member, " in ", std::move(among),
                 droppable(" where ", make({Kind::Truth}, scope, depth - 1)), ")");
    scope.truncate(before);
  }
  const Type element = list.type.element_type();
  const auto elements = scope.having([&](const Type& is) { return is.fits(element) && !is.or_none; });
  const bool takes_other = !elements.empty() && random_.percent(40);
  const bool is_to_itself = !takes_other && random_.percent(60);
  const std::string to = takes_other ? random_.pick(elements).text : is_to_itself ? one : other;
  const char* quantifier = random_.percent(60) ? "(some " : "(every ";
  Piece reached = expression({Kind::Truth}, "(", one, " reaches ", to, " by ", define->name, "(",
                             std::move(arguments), ") in ", std::move(among), ")");
  if (!takes_other && !is_to_itself)
    reached = expression({Kind::Truth}, "(some ", other, " in ", list_of(list, scope, depth - 1),
                         " satisfies ", std::move(reached), ")");
  return expression({Kind::Truth}, quantifier, one, " in ", list_of(list, scope, depth - 1), " satisfies ",
                    std::move(reached), ")");
}

namespace {

/// Two that differ, or one.
std::string several(const std::string& one, const std::string& other) {
  return one == other ? one : one + ", " + other;
}

}  // namespace

/// What is chosen, compared with one choice or with several, or two conditions chosen between.
Piece Expressions::reading() {
  const Type truth{Kind::Truth};
  if (world_.readings.empty()) return literal(truth);
  const Reading& asked = random_.pick(world_.readings);
  const std::string& choice = random_.pick(asked.choices);
  switch (random_.below(4)) {
    case 0:
      return expression(truth, "(", asked.name, " in {", several(choice, random_.pick(asked.choices)), "})");
    case 1:
      return expression(truth, "(", asked.name, " != ", choice, ")");
    case 2:
      return expression(truth, "(", choice, " = ", asked.name, ")");
    default:
      return expression(truth, "(", asked.name, " = ", choice, ")");
  }
}

Piece Expressions::judgement(Scope& scope, int depth) {
  if (world_.judgements.empty()) return comparison(scope, depth);
  const Judgement& asked = random_.pick(world_.judgements);
  Piece arguments;
  for (std::size_t record : asked.records) {
    auto given = path_of({Kind::Record, record}, scope);
    if (!given) return comparison(scope, depth);
    if (!arguments.parts.empty()) arguments.parts.emplace_back(", ");
    arguments.parts.push_back(std::move(*given));
  }
  return expression({Kind::Truth}, asked.name, "(", std::move(arguments), ")");
}

// ---- numbers, dates, sets ----------------------------------------------------------------------------

Piece Expressions::number(const Type& type, Scope& scope, int depth) {
  const Type any = type.or_nothing(false);
  switch (random_.below(8)) {
    case 0:
      return of_two(type, depth % 2 == 0 ? "+" : "min", scope, depth);
    case 1:
      return of_two(type, depth % 2 == 0 ? "-" : "max", scope, depth);
    case 2:
      return expression(type, "(", make(any, scope, depth - 1), " * ",
                        make(Type{Kind::Int}, scope, depth - 1), ")");
    case 3:
      return expression(type, "(-", make(any, scope, depth - 1), ")");
    case 4:
      if (type.is(Kind::Duration)) {
        const Type date{Kind::Date};
        return expression(type, "(", make(date, scope, depth - 1), " - ", make(date, scope, depth - 1), ")");
      }
      if (type.is(Kind::Int)) {
        static const std::vector<std::string> parts{"(year of ", "(month of ", "(day of "};
        return expression(type, random_.pick(parts), make(Type{Kind::Date}, scope, depth - 1), ")");
      }
      [[fallthrough]];
    default:
      if (auto made = aggregate(type, scope, depth)) return *made;
      return make(type, scope, 0);
  }
}

/// A whole number where a number may stand, or a number.
Piece Expressions::part_of_fraction(Scope& scope, int depth) {
  return make(Type{random_.percent(30) ? Kind::Int : Kind::Number}, scope, depth);
}

/// What is never the constant 0, by which nothing is divided, nor a negative constant, which has no root.
Piece Expressions::divisor(Scope& scope, int depth) {
  const Type type{random_.percent(40) ? Kind::Int : Kind::Number};
  if (random_.percent(60))
    if (auto path = given_path_of(type, scope)) return *path;
  if (random_.percent(30)) return expression(type, "(2/3)");
  return expression(type, "(", part_of_fraction(scope, depth), " + 0.5)");
}

Piece Expressions::fraction(const Type& type, Scope& scope, int depth) {
  switch (random_.below(11)) {
    case 0:
    case 1:
      return expression(type, "(", part_of_fraction(scope, depth - 1), " / ", divisor(scope, depth - 1), ")");
    case 2:
      return of_two(type, depth % 2 == 0 ? "+" : "min", scope, depth);
    case 3:
      return of_two(type, depth % 2 == 0 ? "-" : "max", scope, depth);
    case 4:
      return expression(type, "(", part_of_fraction(scope, depth - 1), " * ",
                        make(type.or_nothing(false), scope, depth - 1), ")");
    case 5:
      return expression(type, "(2/3 of ", divisor(scope, depth - 1), ")");
    case 6:
      return expression(type, "(-", make(type.or_nothing(false), scope, depth - 1), ")");
    case 7:
      return expression(type, "sqrt(", divisor(scope, depth - 1), ")");
    case 8: {
      const Type days{Kind::Duration};
      return expression(type, "(", make(days, scope, depth - 1), " / (1 days + ",
                        make(days, scope, depth - 1), "))");
    }
    default:
      if (auto made = aggregate(type, scope, depth)) return *made;
      return make(type, scope, 0);
  }
}

/// `(a + b)`, `min(a, b)`.
Piece Expressions::of_two(const Type& type, const std::string& word, Scope& scope, int depth) {
  const Type any = type.or_nothing(false);
  Piece right = make(any, scope, depth - 1), left = make(any, scope, depth - 1);
  if (word.size() > 1) return expression(type, word, "(", std::move(left), ", ", std::move(right), ")");
  return expression(type, "(", std::move(left), " ", word, " ", std::move(right), ")");
}

/// `x in xs where …` with x in scope of what `by` adds.
std::optional<Piece> Expressions::aggregate(const Type& type, Scope& scope, int depth) {
  auto lists = scope.having([](const Type& is) { return is.is(Kind::List); });
  if (lists.empty()) return std::nullopt;
  const auto list = random_.pick(lists);
  const bool counts = type.is(Kind::Int) && random_.percent(60);
  if (counts && random_.percent(30)) return expression(type, "count(", list_of(list, scope, depth), ")");
  Piece from = list_of(list, scope, depth);
  const std::string variable = new_variable();
  const std::size_t before = scope.size();
  scope.add_element(variable, list.type.element_type());
  Piece range = join("(", variable, " in ", std::move(from));
  if (random_.percent(60)) range.parts.push_back(droppable(" where ", make({Kind::Truth}, scope, depth - 1)));
  Piece result;
  if (counts && random_.percent(50)) {
    result = expression(type, "count ", std::move(range), ")");
  } else if (counts) {
    Type by = scalar_type(scope);
    if (by.is(Kind::Set) || by.is(Kind::Truth)) by = {Kind::Text};
    Piece key = by.is(Kind::Key) ? path_of(by, scope).value_or("1") : make(by, scope, depth - 1);
    result = expression(type, "count distinct ", std::move(range), " by ", std::move(key), ")");
  } else {
    static const std::vector<std::string> words{"sum ", "min ", "max "};
    const std::string& word =
        words[type.is(Kind::Date) || type.is(Kind::Moment) ? 1 + random_.below(2) : random_.below(3)];
    result = expression(type.or_nothing(word != "sum "), word, std::move(range), " by ",
                        make(type.or_nothing(false), scope, depth - 1), ")");
    if (word != "sum ") result = settled(type, std::move(result));
  }
  scope.truncate(before);
  return result;
}

Piece Expressions::date(const Type& type, Scope& scope, int depth) {
  if (random_.percent(35))
    if (auto made = aggregate(type, scope, depth)) return *made;
  const Type date = type.or_nothing(false);
  if (random_.percent(20)) return expression(type, "(date of ", make({Kind::Moment}, scope, depth - 1), ")");
  if (random_.percent(25)) {
    static const std::vector<std::string> ends{"(first day of month of ", "(last day of month of ",
                                               "(first day of year of ", "(last day of the year of "};
    return expression(type, random_.pick(ends), make(date, scope, depth - 1), ")");
  }
  const char* sign = random_.percent(50) ? " + " : " - ";
  return expression(type, "(", make(date, scope, depth - 1), sign,
                    make(Type{random_.percent(50) ? Kind::Duration : Kind::Months}, scope, depth - 1), ")");
}

Piece Expressions::moment(const Type& type, Scope& scope, int depth) {
  if (random_.percent(25))
    if (auto made = aggregate(type, scope, depth)) return *made;
  if (random_.percent(20)) return of_two(type, random_.percent(50) ? "min" : "max", scope, depth);
  Piece moment = make(type.or_nothing(false), scope, depth - 1),
        hours = make({Kind::Hours}, scope, depth - 1);
  if (random_.percent(20)) return expression(type, "(", std::move(hours), " + ", std::move(moment), ")");
  return expression(type, "(", std::move(moment), random_.percent(50) ? " + " : " - ", std::move(hours), ")");
}

Piece Expressions::between_moments(const Type& type, Scope& scope, int depth) {
  return expression(type, "(", make({Kind::Moment}, scope, depth - 1), " - ",
                    make({Kind::Moment}, scope, depth - 1), ")");
}

Piece Expressions::set(const Type& type, Scope& scope, int depth) {
  static const std::vector<std::string> words{" union ", " intersect ", " without "};
  const Type any = type.or_nothing(false);
  return expression(type, "(", make(any, scope, depth - 1), random_.pick(words), make(any, scope, depth - 1),
                    ")");
}

// ---- lets and texts ----------------------------------------------------------------------------------

std::optional<Piece> Expressions::filter(Scope& scope, int depth, Type& list) {
  auto lists = scope.having([](const Type& is) { return is.is(Kind::List); });
  if (lists.empty()) return std::nullopt;
  const auto from = random_.pick(lists);
  list = from.type.or_nothing(false);
  Piece chosen_from = list_of(from, scope, depth);
  const std::string variable = new_variable();
  const std::size_t before = scope.size();
  scope.add_element(variable, list.element_type());
  Piece result = join(variable, " in ", std::move(chosen_from), " where ", make({Kind::Truth}, scope, depth));
  scope.truncate(before);
  return result;
}

std::optional<Piece> Expressions::whole(Scope& scope, int depth, Type& result) {
  if (random_.percent(50)) return filter(scope, depth, result);
  auto records = scope.having([](const Type& is) { return is.is(Kind::List) && is.element == Kind::Record; });
  if (records.empty()) return std::nullopt;
  Type list;
  const auto from = random_.pick(records);
  list = from.type.or_nothing(false);
  Piece range = list_of(from, scope, depth);
  const std::string variable = new_variable();
  const std::size_t before = scope.size();
  scope.add_element(variable, list.element_type());
  Piece one = join("the ", variable, " in ", std::move(range), " where ", make({Kind::Truth}, scope, depth));
  scope.truncate(before);
  result = list.element_type().or_nothing();
  return one;
}

/// Makes `names of xs`, or `x.age of x in xs where c`; of a record without a name a field of it is told.
std::optional<Piece> Expressions::in_words(Scope& scope, int depth) {
  auto several = scope.having([](const Type& is) { return is.is(Kind::List) || is.is(Kind::Set); });
  if (several.empty()) return std::nullopt;
  const auto from = random_.pick(several);
  if (from.type.is(Kind::Set))
    return from.type.or_none ? std::nullopt : std::optional(join("names of ", from.text));
  const Type element = from.type.or_nothing(false).element_type();
  Piece list = list_of(from, scope, depth);
  const std::string variable = new_variable();
  const std::size_t before = scope.size();
  scope.add_element(variable, element);
  auto told = scope.having([&](const Type& is) { return !is.is(Kind::List) && !is.is(Kind::Record); });
  std::erase_if(told, [&](const auto& path) {
    return path.text != variable && !path.text.starts_with(variable + ".");
  });
  std::optional<Piece> result;
  const bool has_name = !element.is(Kind::Record) || std::ranges::any_of(told, [&](const auto& path) {
    return path.text == variable + ".name" && path.type.is(Kind::Text);
  });
  if (has_name && random_.percent(50)) {
    result = join("names of ", variable, " in ", std::move(list));
  } else if (!told.empty()) {
    result = join(random_.pick(told).text, " of ", variable, " in ", std::move(list));
  }
  if (result && random_.percent(60))
    result->parts.push_back(droppable(" where ", make({Kind::Truth}, scope, depth)));
  scope.truncate(before);
  return result;
}

/// A string is no place for another, so nothing in a hole may have quotes.
Piece Expressions::message(Scope& scope, int depth) {
  Piece result = join("\"it says");
  for (int i = random_.between(0, 2); i > 0; --i) {
    std::optional<Piece> list = random_.percent(40) ? in_words(scope, depth) : std::nullopt;
    Piece hole = list ? std::move(*list) : stated(scalar_type(scope), scope, depth);
    std::string text = hole.print();
    if (text.find('"') != std::string::npos || text.find('{') != std::string::npos) continue;
    result.parts.push_back(join(" {", std::move(hole), "}"));
  }
  result.parts.emplace_back("\"");
  return result;
}

}  // namespace precept::generate
