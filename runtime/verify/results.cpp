// Checks the result table of a unit: sections, acts, norms, phrases, clauses and judgements.
#include <set>
#include <unordered_map>

#include "base/limits.h"
#include "runtime/verify/verification.h"

namespace precept::verifier {
namespace {

using program::LevelForm;

class ResultWalk {
 public:
  ResultWalk(Verification& verification, const program::Unit& unit, const UnitAnalysis& analysis)
      : verification_(verification), program_(verification.program), unit_(unit), analysis_(analysis) {}

  bool run() {
    for (const auto& clause : Program::in(program_.clauses, unit_.clauses)) {
      if (!this->clause(clause)) return false;
    }
    const auto judgements = Program::in(program_.judgements, unit_.judgements);
    for (const auto& judgement : judgements) {
      if (!this->judgement(judgement)) return false;
    }
    if (!judgements_differ(judgements)) return false;
    for (const auto& phrase : Program::in(program_.phrases, unit_.phrases)) {
      if (!this->phrase(phrase)) return false;
    }
    auto sections = Program::in(program_.sections, unit_.sections);
    for (std::uint32_t index = 0; index < sections.size(); ++index) {
      if (!section(sections[index], index)) return false;
    }
    for (const auto& probe : Program::in(program_.probes, unit_.probes)) {
      if (!this->probe(probe)) return false;
    }
    return true;
  }

 private:
  bool is_readable(std::uint32_t index, RegisterKind kind, std::uint32_t level) const {
    return index < analysis_.registers.size() && analysis_.registers[index].kind == kind &&
           analysis_.registers[index].level == level && analysis_.readable[index];
  }
  bool is_truth(std::uint32_t operand, std::uint32_t level) const {
    return is_readable(operand & ~kNegated, RegisterKind::Truth, level);
  }
  bool is_result(std::uint32_t index, Opcode opcode, std::uint32_t level) const {
    return is_readable(index, RegisterKind::Result, level) &&
           analysis_.instructions[analysis_.writer[index]].opcode == opcode;
  }

  bool probe(const program::Probe& probe) {
    const std::uint32_t index = probe.operand & ~kNegated;
    const bool sound = probe.point < program_.points.size() && index < analysis_.registers.size() &&
                       is_truth(probe.operand, analysis_.registers[index].level) &&
                       (probe.unless == kAbsent || is_truth(probe.unless, analysis_.registers[index].level));
    return verification_.require(sound, "a probe sees no point, or no truth");
  }

  bool clause(const program::Clause& clause) {
    return verification_.string(clause.label, "label of a clause") &&
           verification_.string(clause.quote, "quote of a clause") &&
           verification_.string(clause.gist, "gist of a clause") &&
           verification_.string(clause.reason, "reason of a clause") &&
           verification_.require(clause.form <= program::ClauseForm::NotEncoded,
                                 "a clause has no known form") &&
           verification_.place(clause.place);
  }

  bool is_explained(std::uint32_t operand) const {
    const std::uint32_t index = operand & ~kNegated;
    return index < analysis_.registers.size() && analysis_.explained[index] &&
           (index == operand || analysis_.registers[index].kind == RegisterKind::Truth) &&
           analysis_.registers[index].kind != RegisterKind::Result;
  }

  bool phrase(const program::Phrase& phrase) {
    return verification_.require(
               is_explained(phrase.operand) && phrase.level < analysis_.levels.size() &&
                   is_at_or_above(analysis_.levels, analysis_.registers[phrase.operand & ~kNegated].level,
                                  phrase.level),
               "a phrase says something of no register, or at another level") &&
           verification_.place(phrase.place) && texts(phrase.holds, phrase.level, true, "phrase") &&
           texts(phrase.fails, phrase.level, true, "phrase");
  }

  bool norm_part(const program::NormPart& part, const program::Section& section) {
    const bool is_defeater = part.role == PartRole::Defeater;
    return verification_.require(part.role <= PartRole::Defeater, "a part of a norm has no known role") &&
           verification_.require(
               is_explained(part.operand) &&
                   analysis_.registers[part.operand & ~kNegated].kind == RegisterKind::Truth &&
                   is_at_or_above(analysis_.levels, analysis_.registers[part.operand & ~kNegated].level,
                                  section.level),
               "a part of a norm is no truth about its subjects") &&
           verification_.require(is_defeater ? part.norm < section.norms.count : part.norm == kAbsent,
                                 "a part of a norm names no norm of its section, or one too many") &&
           verification_.require(part.act == kAbsent || (is_defeater && part.act < section.acts.count),
                                 "a part of a norm is about no act of its section") &&
           verification_.string(part.words, "words of a norm") && verification_.place(part.place);
  }

  /// Checks a text of a finding or question. Its holes for values of the document must be readable when the
  /// run ends; those for rows of lists may be computed by a segment that explains.
  bool parts(program::Range range, std::uint32_t level, const char* what) {
    return texts(range, level, false, what);
  }

  /// Whether a hole tells rows of a list whose owner can be read at the level.
  bool is_list_in_words(const program::TextPart& part, std::uint32_t level) const {
    if (!is_explained(part.hole) || (part.hole & kNegated) != 0 || part.among == kAbsent ||
        !is_explained(part.among) || part.form == program::HoleForm::Value)
      return false;
    const program::Register& among = analysis_.registers[part.among & ~kNegated];
    if (among.kind != RegisterKind::Truth || among.level == 0 ||
        analysis_.registers[part.hole].level != among.level)
      return false;
    const std::uint32_t base = analysis_.levels[among.level].parent;
    const bool has_presence =
        part.presence == kAbsent || (is_explained(part.presence) && (part.presence & kNegated) == 0 &&
                                     analysis_.registers[part.presence].kind == RegisterKind::Code &&
                                     analysis_.registers[part.presence].level == base);
    return has_presence && is_at_or_above(analysis_.levels, base, level);
  }

  /// Checks a text: its holes are registers at the level or above it.
  bool texts(program::Range range, std::uint32_t level, bool explains, const char* what) {
    if (!verification_.range(range, program_.text_parts.size(), what)) return false;
    for (const auto& part : Program::in(program_.text_parts, range)) {
      if (!verification_.string(part.text, what)) return false;
      if (!verification_.require(part.form <= program::HoleForm::Names, "{} has a hole of no known form",
                                 what))
        return false;
      const bool says_list = part.among != kAbsent || part.presence != kAbsent;
      if (part.hole == kAbsent) {
        if (!verification_.require(!says_list && part.form == program::HoleForm::Value,
                                   "{} has words of a list", what))
          return false;
        continue;
      }
      if (says_list || part.form == program::HoleForm::Values) {
        if (!verification_.require(is_list_in_words(part, level), "{} names what is in no list", what))
          return false;
        continue;
      }
      const std::uint32_t index = part.hole & ~kNegated;
      const bool sound =
          is_explained(part.hole) &&
          (explains || analysis_.registers[index].level != 0 || analysis_.readable[index]) &&
          is_at_or_above(analysis_.levels, analysis_.registers[index].level, level) &&
          (part.form == program::HoleForm::Value || analysis_.registers[index].kind == RegisterKind::Set);
      if (!verification_.require(sound, "{} has a hole for a register that cannot be read there", what))
        return false;
    }
    return true;
  }

  bool judgement(const program::Judgement& judgement) {
    const std::uint32_t level = judgement.level == kAbsent ? 0 : judgement.level;
    if (!verification_.string(judgement.name, "name of a judgement") ||
        !verification_.string(judgement.by, "answerer of a judgement") ||
        !verification_.place(judgement.place) ||
        !verification_.require(
            level < analysis_.levels.size() && analysis_.levels[level].form != LevelForm::Cross,
            "a judgement is about no level of the document")) {
      return false;
    }
    const std::uint32_t about = judgement.about_column;
    const bool sound = judgement.level == kAbsent
                           ? about == kAbsent
                           : about < analysis_.columns.size() && analysis_.columns[about].level == level &&
                                 analysis_.columns[about].type == ValueType::Text &&
                                 analysis_.columns[about].raw == 0;
    return verification_.require(sound, "a judgement is about no name") &&
           parts(judgement.asks, level, "question of a judgement") &&
           parts(judgement.from, level, "source of a judgement");
  }

  /// An attestation names its judgement. So entries of one name must be about different lists or records, or
  /// there is only one, about the document.
  bool judgements_differ(std::span<const program::Judgement> judgements) {
    std::unordered_map<std::string_view, bool> is_of_document;
    std::set<std::pair<std::string_view, std::uint32_t>> about;
    for (const auto& judgement : judgements) {
      const std::string_view name = program_.text(judgement.name);
      const bool of_document = judgement.level == kAbsent;
      const auto [found, is_new] = is_of_document.emplace(name, of_document);
      if (!verification_.require((is_new || (!of_document && !found->second)) &&
                                     about.emplace(name, judgement.about_column).second,
                                 "a judgement is there twice")) {
        return false;
      }
    }
    return true;
  }

  bool section(const program::Section& section, std::uint32_t index) {
    if (!verification_.require(section.level < analysis_.levels.size() &&
                                   analysis_.levels[section.level].form != LevelForm::Cross,
                               "section {} has no subjects", index) ||
        !verification_.require(section.level == 0 ? section.list_presence == kAbsent
                                                  : is_readable(section.list_presence, RegisterKind::Code,
                                                                analysis_.levels[section.level].parent) &&
                                                        analysis_.read_column(section.list_presence) ==
                                                            analysis_.presence_columns[section.level],
                               "section {} cannot tell whether its list is there", index) ||
        !verification_.require(section.otherwise <= Right::Forbidden, "section {} has no known right",
                               index) ||
        !verification_.range(section.acts, program_.acts.size(), "acts of a section") ||
        !verification_.range(section.norms, program_.norms.size(), "norms of a section") ||
        !verification_.require(section.acts.count <= kMaxSetMembers, "section {} has too many acts", index)) {
      return false;
    }
    for (const auto& act : Program::in(program_.acts, section.acts)) {
      if (!verification_.string(act.name, "name of an act") ||
          !verification_.require(is_result(act.right, Opcode::RightOf, section.level),
                                 "an act has no right") ||
          !verification_.require(act.exercised == kAbsent || is_truth(act.exercised, section.level),
                                 "an act is exercised by no truth")) {
        return false;
      }
    }
    auto norms = Program::in(program_.norms, section.norms);
    for (std::uint32_t number = 0; number < norms.size(); ++number) {
      if (!norm(norms, number, section, index)) return false;
    }
    return verification_.unique(
               Program::in(program_.acts, section.acts), [](const program::Act& act) { return act.name; },
               "acts") &&
           defeat_ends(norms);
  }

  /// Explanations follow a defeater to its own defeaters, so no norm may defeat itself through others.
  bool defeat_ends(std::span<const program::Norm> norms) {
    enum class State : std::uint8_t { New, Open, Done };
    std::vector<State> states(norms.size(), State::New);
    std::vector<std::uint32_t> depths(norms.size(), 0);
    struct Visit {
      std::uint32_t norm, part;
    };
    std::vector<Visit> path;
    for (std::uint32_t start = 0; start < norms.size(); ++start) {
      if (states[start] == State::New) path.push_back({start, 0});
      while (!path.empty()) {
        auto& [norm, part] = path.back();
        states[norm] = State::Open;
        const auto parts = Program::in(program_.norm_parts, norms[norm].parts);
        while (part < parts.size() && parts[part].role != PartRole::Defeater) ++part;
        if (part == parts.size()) {
          states[norm] = State::Done;
          const std::uint32_t depth = depths[norm];
          path.pop_back();
          if (!path.empty()) depths[path.back().norm] = std::max(depths[path.back().norm], depth + 1);
          if (!verification_.require(depth <= limits::kDefeatDepth,
                                     "too many norms defeat one another in turn"))
            return false;
          continue;
        }
        const std::uint32_t next = parts[part++].norm;
        if (!verification_.require(states[next] != State::Open, "a norm defeats itself in the end"))
          return false;
        if (states[next] == State::Done) {
          depths[norm] = std::max(depths[norm], depths[next] + 1);
        } else {
          path.push_back({next, 0});
        }
      }
    }
    return true;
  }

  bool norm(std::span<const program::Norm> norms, std::uint32_t number, const program::Section& section,
            std::uint32_t section_index) {
    const program::Norm& norm = norms[number];
    if (!verification_.require(norm.modality <= Modality::ShouldNot, "a norm has no known modality") ||
        !verification_.require(norm.clause < unit_.clauses.count && norm.section == section_index,
                               "a norm is of no clause, or of another section") ||
        !verification_.require(is_truth(norm.condition, section.level), "a norm has no condition") ||
        !verification_.require(
            (norm.part_of == number || (number > 0 && norm.part_of == norms[number - 1].part_of)) &&
                norms[norm.part_of].clause == norm.clause && norms[norm.part_of].modality == norm.modality,
            "a norm is part of none, or of another one") ||
        !verification_.place(norm.place) || !verification_.string(norm.name, "name of a norm") ||
        !verification_.string(norm.quote, "quote of a norm") ||
        !verification_.string(norm.gist, "gist of a norm") ||
        !parts(norm.message, section.level, "message of a norm") ||
        !verification_.range(norm.parts, program_.norm_parts.size(), "parts of a norm")) {
      return false;
    }
    for (const auto& part : Program::in(program_.norm_parts, norm.parts)) {
      if (!norm_part(part, section)) return false;
    }
    const bool ensures = norm.modality == Modality::Shall || norm.modality == Modality::Should ||
                         norm.modality == Modality::Encourage;
    if (ensures) {
      return verification_.require(is_truth(norm.holds, section.level) && norm.acts == 0 &&
                                       is_result(norm.outcome, Opcode::OutcomeOf, section.level),
                                   "a norm that ensures something has no outcome");
    }
    return verification_.require(norm.holds == kAbsent && norm.outcome == kAbsent && norm.acts != 0 &&
                                     norm.acts >> section.acts.count == 0,
                                 "a norm about acts names none of its section");
  }

  Verification& verification_;
  const Program& program_;
  const program::Unit& unit_;
  const UnitAnalysis& analysis_;
};

}  // namespace

bool check_results(Verification& verification, const program::Unit& unit, const UnitAnalysis& analysis) {
  return ResultWalk(verification, unit, analysis).run();
}

}  // namespace precept::verifier
