#include "tests/generate/policy.h"

#include <fmt/format.h>

#include <algorithm>

#include "tests/generate/expressions.h"

namespace precept::generate {

namespace {

class PolicyMaker {
 public:
  PolicyMaker(Random& random, World& world, PolicySize size)
      : random_(random), world_(world), size_(size), expressions_(random, world, next_variable_) {}

  Piece make() {
    Piece policy = join("policy generated.policy\n\n", rounding(), declarations(world_));
    for (int i = random_.between(0, 2); i > 0; --i) policy.parts.push_back(reading());
    for (int i = random_.between(0, 3); i > 0; --i) policy.parts.push_back(judgement());
    for (int i = random_.between(0, 4); i > 0; --i) policy.parts.push_back(define());
    for (int i = random_.between(1, size_.sections); i > 0; --i) policy.parts.push_back(section());
    use_readings(policy);
    return policy;
  }

 private:
  /// Sums of months may miss a day anywhere.
  std::string rounding() { return random_.percent(50) ? "dates round down\n\n" : "dates round up\n\n"; }

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
    const bool is_step = random_.percent(25) && !world_.records.empty();
    const Type end{Kind::Record, random_.below(world_.records.size())};
    for (int i = is_step ? random_.between(2, 3) : random_.between(1, 3); i > 0; --i) {
      Parameter parameter{expressions_.new_variable(), is_step && i <= 2 ? end : parameter_type()};
      scope.add(parameter.name, parameter.type);
      parameters += fmt::format("{}{}: {}", parameters.empty() ? "" : ", ", parameter.name,
                                world_.spell(parameter.type));
      added.parameters.push_back(parameter);
    }
    std::optional<Piece> whole;
    if (!is_step && random_.percent(30))
      whole = expressions_.whole(scope, random_.between(1, 2), added.result);
    if (!whole) added.result = is_step ? Type{Kind::Truth} : result_type();
    Piece body = whole ? std::move(*whole) : expressions_.make(added.result, scope, random_.between(1, 3));
    Piece result =
        droppable(fmt::format("define {}({}): {}\n  = ", added.name, parameters, world_.spell(added.result)),
                  std::move(body), "\n\n");
    world_.defines.push_back(added);
    return result;
  }

  Type scalar_type() {
    static const std::vector<Kind> kinds{Kind::Truth, Kind::Truth,    Kind::Int,    Kind::Number, Kind::Date,
                                         Kind::Date,  Kind::Duration, Kind::Months, Kind::Text,   Kind::Enum,
                                         Kind::Set,   Kind::Moment,   Kind::Hours};
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
      head.parts.push_back(
          fmt::format(", each {} in {}{}", owner, list.text, list.type.or_none ? " else []" : ""));
      scope.add(owner, owner_type);
    }
    Piece result = droppable(std::move(head), "\n\n");
    acts_.clear();
    if (random_.percent(60)) result.parts.push_back(acts(scope));
    clauses_.clear();
    if (random_.percent(10))
      result.parts.push_back(droppable("clause preamble\n  informative \"nothing to check\"\n"));
    for (int i = random_.between(1, size_.clauses); i > 0; --i) result.parts.push_back(clause(scope));
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

  struct NormShape {
    bool ensures = false, permits = false;
    bool in_however = false;
    std::vector<std::string> acts;
    std::string name;  ///< may be empty
  };
  using Norms = std::vector<NormShape>;
  struct ClauseShape {
    std::string label;
    Norms norms;

    /// Those that an exception could mean which ensures something.
    Norms candidates() const {
      Norms result;
      for (const NormShape& norm : norms)
        if (norm.ensures && !norm.in_however) result.push_back(norm);
      return result;
    }
  };

  Piece clause(Scope& scope) {
    const std::size_t before = scope.size();
    ClauseShape shape;
    shape.label = fmt::format("clause{} {}", clauses_.size(), next_clause_++);
    Piece result = droppable("clause " + shape.label + "\n");
    lets_.clear();
    next_name_ = 0;
    for (int i = random_.between(0, 2); i > 0; --i) add_let(scope, result);
    if (random_.percent(30)) result.parts.push_back(droppable("  applies when ", truth(scope), "\n"));
    for (int i = random_.between(1, 2); i > 0; --i)
      result.parts.push_back(norm(scope, shape, std::nullopt, {}));
    for (int i = random_.between(0, 2); i > 0; --i) {
      if (random_.percent(50)) add_however(scope, shape, result);
    }
    if (random_.percent(20)) result.parts.push_back(norm(scope, shape, std::nullopt, {}));
    if (!clauses_.empty() && random_.percent(30)) add_despite(scope, random_.pick(clauses_), shape, result);
    use_lets(result, shape);
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
      auto none = scope.having(
          [](const Type& is) { return is.or_none && !is.is(Kind::Record) && !is.is(Kind::List); });
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

  /// Whether the variable stands there; `x1` does not stand in `x10`.
  static bool mentions(const std::string& text, const std::string& name) {
    for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + 1)) {
      const std::size_t end = at + name.size();
      if (end == text.size() || text[end] < '0' || text[end] > '9') return true;
    }
    return false;
  }

  /// A let that nothing uses is a mistake.
  void use_lets(Piece& clause, ClauseShape& shape) {
    const std::string text = clause.print();
    for (const auto& [name, type] : lets_) {
      if (mentions(text.substr(text.find("let " + name + " ") + 5 + name.size()), name)) continue;
      std::string use = fmt::format("({0} = {0})", name);
      if (type.is(Kind::List)) use = fmt::format("(count({}) > 1)", name);
      if (type.or_none) use = fmt::format("({} is given)", name);
      clause.parts.push_back(droppable("  should ensure " + use + "\n"));
      shape.norms.push_back({.ensures = true});
    }
  }

  Piece truth(Scope& scope) { return expressions_.make({Kind::Truth}, scope, random_.between(1, 4)); }

  // ---- exceptions

  /// Where the items of a head stand, which are `depth` heads below the clause.
  static std::string indented(int depth) { return std::string(2 * static_cast<std::size_t>(depth) + 2, ' '); }

  struct Place {
    int depth = 0;
    bool in_however = false;
  };

  /// Level with the norms of the clause, an exception to all of them.
  void add_however(Scope& scope, ClauseShape& shape, Piece& clause) {
    const bool needs_all = shape.candidates().size() > 1;
    Piece block = droppable("  however");
    if (needs_all || random_.percent(10)) block.parts.push_back(" to all");
    add_block(scope, shape.norms, shape, {1, true}, block);
    clause.parts.push_back(std::move(block));
  }

  void add_despite(Scope& scope, const ClauseShape& other, ClauseShape& shape, Piece& clause) {
    Norms targets = other.norms;
    std::string named;
    const Norms candidates = other.candidates();
    if (candidates.size() > 1) {
      const NormShape& one = random_.pick(candidates);
      if (!one.name.empty()) {
        targets = {one};
        named = fmt::format(" ({})", one.name);
      } else {
        std::erase_if(targets, [](const NormShape& norm) { return norm.ensures; });
      }
    }
    if (targets.empty()) return;
    Piece block = droppable("  despite " + other.label + named);
    add_block(scope, targets, shape, {1, false}, block);
    clause.parts.push_back(std::move(block));
  }

  void add_block(Scope& scope, const Norms& targets, ClauseShape& shape, Place place, Piece& block) {
    const Norms aims = targets;  // which the block's own norms are not yet among
    if (random_.percent(50)) block.parts.push_back(droppable(" \"in case\""));
    block.parts.push_back("\n");
    if (random_.percent(20))
      block.parts.push_back(droppable(indented(place.depth) + "gist \"In some case.\"\n"));
    for (int i = random_.percent(30) ? 2 : 1; i > 0; --i)
      block.parts.push_back(norm(scope, shape, defeating(aims), place));
  }

  /// What a norm must be so that it can defeat one of these: one that ensures, or one on these acts.
  struct Defeating {
    bool ensures = false, permits = false;
    std::vector<std::string> acts;
  };
  Defeating defeating(const Norms& targets) {
    std::vector<std::string> any, contested;
    bool ensures = false;
    for (const NormShape& norm : targets) {
      ensures = ensures || norm.ensures;
      any.insert(any.end(), norm.acts.begin(), norm.acts.end());
      if (!norm.permits) contested.insert(contested.end(), norm.acts.begin(), norm.acts.end());
    }
    if (any.empty() || (ensures && random_.percent(40))) return {.ensures = true};
    if (!contested.empty() && random_.percent(60)) return {.permits = true, .acts = some_of(contested)};
    return {.acts = {random_.pick(any)}};
  }

  std::vector<std::string> some_of(std::vector<std::string> acts) {
    std::ranges::sort(acts);
    acts.erase(std::ranges::unique(acts).begin(), acts.end());
    while (acts.size() > 1 && random_.percent(50))
      acts.erase(acts.begin() + static_cast<std::ptrdiff_t>(random_.below(acts.size())));
    return acts;
  }

  // ---- norms

  /// `must_be`: nothing: any norm. With what belongs to it, exceptions to it alone too.
  Piece norm(Scope& scope, ClauseShape& shape, const std::optional<Defeating>& must_be, Place place) {
    const bool on_acts = must_be ? !must_be->ensures : !acts_.empty() && random_.percent(65);
    NormShape made{.ensures = !on_acts, .in_however = place.in_however};
    const std::string words = on_acts ? act_words(made, must_be) : ensure_words();
    Piece result = on_acts ? droppable(indented(place.depth) + words)
                           : droppable(indented(place.depth) + words, truth(scope));
    const std::string below = "\n" + indented(place.depth + 1);
    if (random_.percent(60))
      result.parts.push_back(droppable(random_.percent(50) ? below : " ", "when ", truth(scope)));
    if (random_.percent(25)) result.parts.push_back(droppable(" unless ", truth(scope)));
    if (!made.permits && random_.percent(40))
      result.parts.push_back(droppable(below + "otherwise ", expressions_.message(scope, 1)));
    add_own_words(made, below, result);
    result.parts.emplace_back("\n");
    shape.norms.push_back(made);
    if (place.depth < 4 && random_.percent(20)) {
      Piece block = droppable(indented(place.depth + 1) + "however");
      add_block(scope, {made}, shape, {place.depth + 2, true}, block);
      result.parts.push_back(std::move(block));
    }
    return result;
  }

  void add_own_words(NormShape& made, const std::string& below, Piece& norm) {
    if (random_.percent(30)) {
      made.name = fmt::format("name {}", next_name_++);
      norm.parts.push_back(droppable(below + "called " + made.name));
    }
    if (random_.percent(15)) norm.parts.push_back(droppable(below + "quote \"its own words\""));
    if (random_.percent(15)) norm.parts.push_back(droppable(below + "gist \"What it says.\""));
  }

  std::string ensure_words() {
    static const std::vector<std::string> words{"shall ensure ", "shall ensure ", "should ensure ",
                                                "encourage "};
    return random_.pick(words);
  }

  std::string act_words(NormShape& made, const std::optional<Defeating>& must_be) {
    static const std::vector<std::string> words{"may ", "may ", "shall not ", "shall not ", "should not "};
    static const std::vector<std::string> against{"shall not ", "shall not ", "should not "};
    if (must_be) made.acts = must_be->acts;
    // A permission is an exception for each of its acts, or it is a mistake.
    for (const std::string& act : acts_) {
      const bool is_new = std::ranges::find(made.acts, act) == made.acts.end();
      if (is_new && !(must_be && must_be->permits) && random_.percent(40)) made.acts.push_back(act);
    }
    if (made.acts.empty()) made.acts.push_back(random_.pick(acts_));
    const std::string head = !must_be           ? random_.pick(words)
                             : must_be->permits ? "may "
                                                : random_.pick(against);
    made.permits = head == "may ";
    return head + fmt::format("{}", fmt::join(made.acts, ", "));
  }

  Random& random_;
  World& world_;
  PolicySize size_;
  std::size_t next_variable_ = 0;
  std::size_t next_clause_ = 1;
  Expressions expressions_;
  std::vector<std::string> acts_;
  std::vector<ClauseShape> clauses_;
  std::vector<std::pair<std::string, Type>> lets_;
  int next_name_ = 0;  ///< of the clause
};

}  // namespace

Piece make_policy(Random& random, World& world, PolicySize size) {
  return PolicyMaker(random, world, size).make();
}

}  // namespace precept::generate
