// Reads the sections of a clause table: the level of their subjects, their acts, and their norms.
#include <algorithm>
#include <set>

#include "checker/clause_table_reader.h"

namespace precept::checker {

namespace {

constexpr std::size_t kMostActs = 64;

}  // namespace

void ClauseTableReader::read_section(const Json& json) {
  Section section;
  section.level = index(json.at("level"), table_.levels.size(), "level");
  require(table_.levels[section.level].form != Level::Form::Cross, "norms are about a pair");
  require_within(json.at("acts").size() <= kMostActs, "a section has too many acts");
  std::set<std::string> names;
  for (const Json& act : json.at("acts")) {
    Act read{act.at("act").get<std::string>(), operand(act.at("right")).expression, {}};
    require(names.insert(read.name).second, "an act is there twice");
    const Expression& right = table_.expressions[read.right];
    require(right.type.kind == Kind::Right && table_.is_above(right.level, section.level),
            "the right to an act is none, or out of reach");
    if (act.contains("exercised")) read.exercised = reachable(act.at("exercised"), section.level);
    section.acts.push_back(std::move(read));
  }
  for (const Json& norm : json.at("norms")) read_norm(norm, section);
  table_.sections.push_back(std::move(section));
}

/// Reads an operand that is a truth of this level or one above.
Operand ClauseTableReader::reachable(const Json& json, std::size_t level) const {
  const Operand result = operand(json);
  require(type_of(result).kind == Kind::Truth, "a truth is wanted where there is none");
  require(table_.is_above(table_.expressions[result.expression].level, level), "a condition is out of reach");
  return result;
}

void ClauseTableReader::read_norm(const Json& json, Section& section) {
  static const std::set<std::string> kEnsure = {"shall ensure", "should ensure", "encourage"};
  static const std::set<std::string> kAct = {"may", "shall not", "should not"};
  Norm norm;
  norm.clause = index(json.at("clause"), table_.clauses.size(), "clause");
  norm.modality = json.at("modality").get<std::string>();
  norm.part_of = index(json.at("part_of"), section.norms.size() + 1, "norm");
  const bool is_first = norm.part_of == section.norms.size();
  require(is_first || section.norms[norm.part_of].part_of == norm.part_of, "a norm is part of a part");
  if (kEnsure.contains(norm.modality)) {
    norm.outcome = operand(json.at("outcome")).expression;
    const Expression& outcome = table_.expressions[*norm.outcome];
    require(outcome.type.kind == Kind::Outcome && table_.is_above(outcome.level, section.level),
            "a norm's outcome is none");
  } else {
    require(kAct.contains(norm.modality), "`" + norm.modality + "` is no modality");
    norm.condition = reachable(json.at("condition"), section.level);
    for (const Json& act : json.at("acts")) norm.acts.push_back(index(act, section.acts.size(), "act"));
    require(!norm.acts.empty() && std::ranges::is_sorted(norm.acts, std::ranges::less_equal{}),
            "a norm's acts are not in order");
  }
  section.norms.push_back(std::move(norm));
}

}  // namespace precept::checker
