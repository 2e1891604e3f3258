#include "tests/generate/policy.h"

#include <fmt/format.h>

#include <algorithm>

#include "tests/generate/expressions.h"

namespace precept::generate {

namespace {

class PolicyMaker {
 public:
  PolicyMaker(Random& random, World& world)
      : random_(random), world_(world), expressions_(random, world, next_variable_) {}

  Piece make() {
    Piece policy = join("policy generated.policy\n\n", declarations(world_));
    for (int i = random_.between(0, 2); i > 0; --i) policy.parts.push_back(reading());
    for (int i = random_.between(0, 3); i > 0; --i) policy.parts.push_back(judgement());
    for (int i = random_.between(0, 4); i > 0; --i) policy.parts.push_back(define());
    for (int i = random_.between(1, 3); i > 0; --i) policy.parts.push_back(section());
    use_readings(policy);
    return policy;
  }

 private:
  // ---- judgements and definitions

  /// Choices have names of their own, or those of members that other enums have.
  Piece reading() {
    Reading added;
    added.name = fmt::format("reading{}", world_.readings.size());
    std::string text = fmt::format("reading {}\n", added.name);
    const int count = random_.percent(10) ? 16 : random_.between(2, 4);
    added.default_choice = random_.below(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
      const auto& members = world_.enums[0].members;
      const bool shared = static_cast<std::size_t>(i) < members.size() && random_.percent(30);
      added.choices.push_back(shared ? members[static_cast<std::size_t>(i)] : fmt::format("choice{}", i));
      text += fmt::format("  {} \"read as {}\"{}\n", added.choices.back(), i,
                          static_cast<std::size_t>(i) == added.default_choice ? " default" : "");
    }
    world_.readings.push_back(added);
    return droppable(text + "\n");
  }

  /// One that nothing asks about is a mistake.
  void use_readings(Piece& policy) {
    const std::string text = policy.print();
    for (const Reading& reading : world_.readings) {
      const std::size_t declared = text.find("reading " + reading.name + "\n");
      if (text.find(reading.name, declared + 8 + reading.name.size()) != std::string::npos) continue;
      policy.parts.push_back(droppable(fmt::format("define use_of_{0}(x: int): truth\n  = {0} = {1}\n\n",
                                                   reading.name, random_.pick(reading.choices))));
    }
  }

  /// Of the document, or of a record that has a name and the document.
  Piece judgement() {
    Judgement added;
    added.name = fmt::format("judged{}", world_.judgements.size());
    const std::size_t document = pick_document();
    std::vector<std::size_t> named;
    for (std::size_t i = 0; i < world_.records.size(); ++i) {
      const Record& record = world_.records[i];
      if (!record.is_document && !record.fields.empty() && record.fields[0].name == "name")
        named.push_back(i);
    }
    if (!named.empty() && random_.percent(75)) {
      added.records.push_back(random_.pick(named));
      added.key = 0;
      if (random_.percent(50)) {
        added.records.push_back(document);
      } else if (random_.percent(30)) {
        added.records.push_back(random_.pick(named));
      }
    } else {
      added.records.push_back(document);
    }
    std::string parameters, names;
    for (std::size_t record : added.records) {
      const std::string variable = expressions_.new_variable();
      parameters +=
          fmt::format("{}{}: {}", parameters.empty() ? "" : ", ", variable, world_.records[record].name);
      names += fmt::format(" {{{}.name}}", variable);
    }
    world_.judgements.push_back(added);
    return droppable(
        fmt::format("judgement {}({})\n  asks \"Is it so,{}?\"\n\n", added.name, parameters, names));
  }

  Piece define() {
    Define added;
    added.name = fmt::format("define{}", world_.defines.size());
    Scope scope(world_);
    std::string parameters;
    for (int i = random_.between(1, 3); i > 0; --i) {
      Parameter parameter{expressions_.new_variable(), parameter_type()};
      scope.add(parameter.name, parameter.type);
      parameters += fmt::format("{}{}: {}", parameters.empty() ? "" : ", ", parameter.name,
                                world_.spell(parameter.type));
      added.parameters.push_back(parameter);
    }
    added.result = result_type();
    Piece body = expressions_.make(added.result, scope, random_.between(1, 3));
    Piece result =
        droppable(fmt::format("define {}({}): {}\n  = ", added.name, parameters, world_.spell(added.result)),
                  std::move(body), "\n\n");
    world_.defines.push_back(added);
    return result;
  }

  Type scalar_type() {
    static const std::vector<Kind> kinds{Kind::Truth,    Kind::Truth, Kind::Int,  Kind::Date,
                                         Kind::Duration, Kind::Text,  Kind::Enum, Kind::Set};
    return {random_.pick(kinds), random_.below(world_.enums.size())};
  }
  Type result_type() {
    const Type type = scalar_type();
    return type.or_nothing(random_.percent(30));
  }

  /// Most often something that documents have.
  Type parameter_type() {
    if (random_.percent(20)) return scalar_type().or_nothing(random_.percent(30));
    if (random_.percent(60)) return {Kind::Record, random_.below(world_.records.size())};
    std::vector<Type> types;
    for (const Record& record : world_.records)
      for (const Field& field : record.fields) types.push_back(field.type);
    return random_.pick(types);
  }

  std::size_t pick_document() {
    std::vector<std::size_t> documents;
    for (std::size_t i = 0; i < world_.records.size(); ++i)
      if (world_.records[i].is_document) documents.push_back(i);
    return random_.pick(documents);
  }

  // ---- sections

  Piece section() {
    Scope scope(world_);
    const std::size_t document = pick_document();
    const std::string variable = expressions_.new_variable();
    scope.add(variable, {Kind::Record, document});
    Piece head = join(fmt::format("about {} {}", world_.records[document].name, variable));
    std::string owner = variable;
    Type owner_type{Kind::Record, document};
    for (int depth = 0; depth < 2 && random_.percent(60); ++depth) {
      Scope lists(world_);
      lists.add(owner, owner_type);
      auto subjects =
          lists.having([](const Type& is) { return is.is(Kind::List) && is.element == Kind::Record; });
      if (subjects.empty()) break;
      const auto& list = random_.pick(subjects);
      owner = expressions_.new_variable();
      owner_type = list.type.element_type();
      head.parts.push_back(fmt::format(", each {} in {}{}", owner, list.text, list.type.or_none ? " else []" : ""));
      scope.add(owner, owner_type);
    }
    Piece result = droppable(std::move(head), "\n\n");
    acts_.clear();
    if (random_.percent(60)) result.parts.push_back(acts(scope));
    clauses_.clear();
    if (random_.percent(10))
      result.parts.push_back(droppable("clause preamble\n  informative \"nothing to check\"\n"));
    for (int i = random_.between(1, 4); i > 0; --i) result.parts.push_back(clause(scope));
    return result;
  }

  Piece acts(Scope& scope) {
    const auto& members = world_.enums[0].members;
    for (const std::string& member : members)
      if (random_.percent(60)) acts_.push_back(member);
    if (acts_.empty()) acts_.push_back(members[0]);
    std::string words;
    for (const std::string& act : acts_) words += (words.empty() ? "acts " : ", ") + act;
    Piece result = join(words);
    static const std::vector<std::string> otherwise{"forbidden", "permitted", "silent"};
    if (random_.percent(50)) result.parts.push_back(droppable(" otherwise " + random_.pick(otherwise)));
    result.parts.emplace_back("\n");
    if (random_.percent(80)) {
      Piece set = expressions_.make({Kind::Set, 0}, scope, random_.between(0, 1));
      result.parts.push_back(droppable("  exercised ", std::move(set), "\n"));
    }
    result.parts.emplace_back("\n");
    return result;
  }

  // ---- clauses

  struct ClauseShape {
    std::string label;
    bool ensures = false;
    std::vector<std::string> acts;  ///< of its norms
  };

  Piece clause(Scope& scope) {
    const std::size_t before = scope.size();
    ClauseShape shape;
    shape.label = fmt::format("clause{} {}", clauses_.size(), next_clause_++);
    Piece result = droppable("clause " + shape.label + "\n");
    lets_.clear();
    for (int i = random_.between(0, 2); i > 0; --i) add_let(scope, result);
    if (random_.percent(30)) result.parts.push_back(droppable("  applies when ", truth(scope), "\n"));
    for (int i = random_.between(1, 2); i > 0; --i) result.parts.push_back(norm(scope, shape, std::nullopt));
    for (int i = random_.between(0, 2); i > 0; --i) {
      if (!random_.percent(50)) continue;
      Piece block = droppable("  however \"in case\"\n", defeating_norm(scope, shape, shape));
      if (random_.percent(30)) block.parts.push_back(norm(scope, shape, std::nullopt));
      result.parts.push_back(std::move(block));
    }
    if (!clauses_.empty() && random_.percent(30)) {
      const ClauseShape other = random_.pick(clauses_);
      result.parts.push_back(
          droppable("  despite " + other.label + "\n", defeating_norm(scope, other, shape)));
    }
    use_lets(result);
    scope.truncate(before);
    clauses_.push_back(shape);
    return result;
  }

  void add_let(Scope& scope, Piece& clause) {
    const std::string name = expressions_.new_variable();
    Type type{Kind::List};
    Piece value;
    if (random_.percent(70)) {
      auto filter = expressions_.filter(scope, random_.between(0, 2), type);
      if (!filter) return;
      value = std::move(*filter);
    } else {
      auto none = scope.having([](const Type& is) {
        return is.or_none && !is.is(Kind::Record) && !is.is(Kind::List);
      });
      if (!none.empty() && random_.percent(40)) {
        const Scope::Path path = random_.pick(none);
        type = path.type;
        value = path.text;
      } else {
        type = scalar_type();
        value = expressions_.make(type, scope, 2);
      }
    }
    clause.parts.push_back(droppable("  let " + name + " = ", std::move(value), "\n"));
    scope.add(name, type);
    lets_.emplace_back(name, type);
  }

  /// A let that nothing uses is a mistake.
  void use_lets(Piece& clause) {
    const std::string text = clause.print();
    for (const auto& [name, type] : lets_) {
      if (text.find(name, text.find("let " + name + " ") + 5 + name.size()) != std::string::npos) continue;
      std::string use = fmt::format("({0} = {0})", name);
      if (type.is(Kind::List)) use = fmt::format("(count({}) > 1)", name);
      if (type.or_none) use = fmt::format("({} is given)", name);
      clause.parts.push_back(droppable("  should ensure " + use + "\n"));
    }
  }

  Piece truth(Scope& scope) { return expressions_.make({Kind::Truth}, scope, random_.between(1, 4)); }

  /// A norm that shares with the other clause what it must to defeat it.
  Piece defeating_norm(Scope& scope, const ClauseShape& other, ClauseShape& shape) {
    std::vector<std::string> shared;
    if (!other.acts.empty() && (!other.ensures || random_.percent(60)))
      shared.push_back(random_.pick(other.acts));
    return norm(scope, shape, shared);
  }

  /// `must_share`: nothing: any norm; empty: one that ensures; else one on these acts among others.
  Piece norm(Scope& scope, ClauseShape& shape, std::optional<std::vector<std::string>> must_share) {
    const bool on_acts = must_share ? !must_share->empty() : !acts_.empty() && random_.percent(65);
    Piece result = on_acts ? act_norm(shape, must_share.value_or(std::vector<std::string>{}))
                           : ensure_norm(scope, shape);
    if (random_.percent(60)) result.parts.push_back(droppable(" when ", truth(scope)));
    if (random_.percent(25)) result.parts.push_back(droppable(" unless ", truth(scope)));
    const bool may = result.parts[0].text.starts_with("  may");
    if (!may && random_.percent(40))
      result.parts.push_back(droppable("\n    otherwise ", expressions_.message(scope, 1)));
    result.parts.emplace_back("\n");
    return result;
  }

  Piece ensure_norm(Scope& scope, ClauseShape& shape) {
    static const std::vector<std::string> words{"  shall ensure ", "  shall ensure ", "  should ensure ",
                                                "  encourage "};
    shape.ensures = true;
    return droppable(random_.pick(words), truth(scope));
  }

  Piece act_norm(ClauseShape& shape, std::vector<std::string> chosen) {
    static const std::vector<std::string> words{"  may ", "  may ", "  shall not ", "  shall not ",
                                                "  should not "};
    for (const std::string& act : acts_) {
      if (std::find(chosen.begin(), chosen.end(), act) == chosen.end() && random_.percent(40))
        chosen.push_back(act);
    }
    if (chosen.empty()) chosen.push_back(random_.pick(acts_));
    std::string list;
    for (const std::string& act : chosen) {
      list += (list.empty() ? "" : ", ") + act;
      if (std::find(shape.acts.begin(), shape.acts.end(), act) == shape.acts.end()) shape.acts.push_back(act);
    }
    return droppable(random_.pick(words), list);
  }

  Random& random_;
  World& world_;
  std::size_t next_variable_ = 0;
  std::size_t next_clause_ = 1;
  Expressions expressions_;
  std::vector<std::string> acts_;
  std::vector<ClauseShape> clauses_;
  std::vector<std::pair<std::string, Type>> lets_;
};

}  // namespace

Piece make_policy(Random& random, World& world) {
  return PolicyMaker(random, world).make();
}

}  // namespace precept::generate
