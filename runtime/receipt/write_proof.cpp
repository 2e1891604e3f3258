#include "runtime/receipt/write_proof.h"

#include <algorithm>
#include <set>

#include "checker/facts.h"
#include "checker/proof.h"
#include "runtime/document/judgement_subjects.h"
#include "runtime/program/opcode.h"
#include "runtime/receipt/encode.h"
#include "runtime/run/results.h"
#include "runtime/run/steps_view.h"

namespace precept::receipt {

namespace {

/// For each look that is counted here the checker may take so many: it also climbs to values, and returns.
constexpr std::uint64_t kSpare = 10;
/// So many steps that the checker puts together weigh as much as a look at a value.
constexpr std::uint64_t kStepsALook = 64;

using program::Instruction;
using program::LevelForm;

/// Marks the steps of the proof, from the results back to the facts. Expressions are visited from the last to
/// the first, as operands stand before what is made of them. The rules are those of checker/proof.cpp, with
/// values from the registers; if they differed, the checker would refuse the proof.
class ProofSteps {
 public:
  ProofSteps(const RunView& view, const ClauseTable& table) : view_(view), table_(table) {
    const std::size_t count = table.facts.size() + table.instructions.size();
    rows_.resize(count);
    for (std::size_t expression = 0; expression < count; ++expression) {
      rows_[expression].resize(rows_of(level_of(expression)));
    }
  }

  /// False where the proof would be too large.
  bool find() {
    if (!fits()) return false;
    need_lists();
    for (const program::Section& section : view_.sections) need_results(section);
    for (std::size_t expression = rows_.size(); expression-- > table_.facts.size();) {
      const Instruction& made = view_.instructions[table_.instructions[expression - table_.facts.size()]];
      for (std::uint32_t row = 0; row < rows_[expression].size(); ++row) {
        if (!rows_[expression][row]) continue;
        need_operands(made, view_.level_of(made.result), row);
        if (steps_ > kMostSteps || kMostVisits < looks_) return false;
      }
    }
    return steps_ <= kMostSteps && looks_ <= checker::most_work(steps_) / kSpare;
  }

  std::size_t expressions() const { return rows_.size(); }
  const std::vector<bool>& rows(std::size_t expression) const { return rows_[expression]; }
  std::uint32_t level_of(std::size_t expression) const {
    if (expression < table_.facts.size()) return table_.facts[expression].level;
    return view_.level_of(view_.instructions[table_.instructions[expression - table_.facts.size()]].result);
  }

 private:
  /// Whether the checker can lay out all rows of all levels with their parent rows.
  bool fits() const {
    std::int64_t rows = 0;
    for (std::uint32_t level : table_.levels) {
      const std::uint32_t parent = view_.levels[level].parent;
      rows += rows_of(level) + (parent == kAbsent ? 0 : std::int64_t{rows_of(parent)});
    }
    return rows < checker::kMostRows;
  }

  /// The rows of a level. Those of a list come from the document: in the machine, a list that is only
  /// searched has none.
  std::uint32_t rows_of(std::uint32_t level) const {
    const bool is_cross = view_.levels[level].form == LevelForm::Cross;
    return is_cross ? view_.registers.rows(level) : view_.document.rows(level);
  }

  void mark(std::uint32_t expression, std::uint32_t row) {
    ++looks_;
    if (rows_[expression][row]) return;
    rows_[expression][row] = true;
    ++steps_;
  }
  /// Marks an operand, seen from a row of `level`; the operand is at that level or above it.
  void need(std::uint32_t operand, std::uint32_t level, std::uint32_t row) {
    if (operand != kAbsent)
      mark(table_.expression(operand), view_.ancestor_row(level, row, view_.level_of(operand)));
  }

  // ---- steps that the checker asks for

  void need_lists() {
    for (const auto& [level, fact] : table_.fact_of_list) {
      for (std::uint32_t row = 0; row < rows_of(view_.levels[level].parent); ++row) mark(fact, row);
    }
  }

  void need_results(const program::Section& section) {
    const auto norms = Program::in(view_.program.norms, section.norms);
    const auto acts = Program::in(view_.program.acts, section.acts);
    const std::uint32_t rows = norms.empty() && acts.empty() ? 0 : rows_of(section.level);
    for (std::uint32_t row = 0; row < rows && steps_ <= kMostSteps; ++row) {
      for (const program::Act& act : acts) {
        need(act.right, section.level, row);
        need(act.exercised, section.level, row);
      }
      looks_ += acts.size() * norms.size();
      bool is_told = !acts.empty();
      for (const program::Norm& norm : norms) {
        const bool is_act = is_act_norm(norm.modality);
        need(is_act ? norm.condition : norm.outcome, section.level, row);
        is_told = is_told || !is_act;
      }
      const auto name = table_.fact_of_name.find(section.level);
      if (is_told && name != table_.fact_of_name.end()) mark(name->second, row);
    }
  }

  // ---- steps that another step rests on

  void need_operands(const Instruction& made, std::uint32_t level, std::uint32_t row) {
    const auto& [a, b, c, d] = made.operands;
    auto truth = [&](std::uint32_t operand) { return view_.truth(operand, level, row); };
    switch (made.opcode) {
      case Opcode::And:
      case Opcode::Or:
        need(a, level, row);
        if (truth(a) != (made.opcode == Opcode::And ? Truth::No : Truth::Yes)) need(b, level, row);
        return;
      case Opcode::Choose:
      case Opcode::Select:
        need(a, level, row);
        if (truth(a) != Truth::No) need(b, level, row);
        if (truth(a) != Truth::Yes) need(c, level, row);
        return;
      case Opcode::RightOf:
        need(a, level, row);
        if (truth(a) == Truth::Yes) return;
        need(b, level, row);
        if (truth(b) != Truth::Yes) need(c, level, row);
        return;
      case Opcode::OutcomeOf:
        need(a, level, row);
        if (truth(a) != Truth::No) need(b, level, row);
        return;
      case Opcode::Gather:
        return mark(table_.fact_of_column.at(a), view_.element(level, row));
      case Opcode::Member:
        return need_member(made, level, row);
      case Opcode::Reach:
        return need_steps(made, row);
      case Opcode::PairOf:
        if (const auto pair = pair_row(view_, made, row)) mark(table_.expression(a), *pair);
        return;
      default:  // rests on all operands; a fold on those of each row that counts
        if (is_fold(made.opcode)) return need_rows(made, level, row);
        for (std::size_t slot = 0; slot < info(made.opcode).operands.size(); ++slot) {
          if (is_register_operand(info(made.opcode).operands[slot])) need(made.operands[slot], level, row);
        }
    }
  }

  /// Whether the list is there; marks its presence.
  bool is_there(std::uint32_t presence, std::uint32_t level, std::uint32_t row) {
    if (presence == kAbsent) return true;
    need(presence, level, row);
    return view_.registers.code(presence, view_.ancestor_row(level, row, view_.level_of(presence))) == 0;
  }

  void need_rows(const Instruction& made, std::uint32_t level, std::uint32_t row) {
    const std::size_t presence = info(made.opcode).operands.find('o');
    if (!is_there(made.operands[presence], level, row)) return;
    const std::uint32_t in = made.operands[0], below = view_.level_of(in);
    const auto [begin, end] = view_.registers.children(below, row);
    for (std::uint32_t at = begin; at < end; ++at) {
      need(in, below, at);
      const Truth is_in = view_.registers.truth(in, at);
      if (made.opcode == Opcode::Any && is_in == Truth::Yes) return;
      if (presence == 2 && is_in != Truth::No) need(made.operands[1], below, at);
    }
  }

  void need_member(const Instruction& made, std::uint32_t level, std::uint32_t row) {
    if (!is_there(made.operands[3], level, row)) return;
    need(made.operands[0], level, row);
    const std::uint32_t column = made.operands[1], via = made.operands[2];
    const std::int32_t sought = view_.registers.code(made.operands[0], row);
    if (sought == kUnknown) return;
    const std::uint32_t owner = view_.element(via, view_.ancestor_row(level, row, via));
    const auto& offsets = view_.document.levels[view_.columns[column].level].offsets;
    for (std::uint32_t at = offsets[owner]; at < offsets[owner + 1]; ++at) {
      mark(table_.fact_of_column.at(column), at);
      if (sought >= 0 && view_.document.code(view_.program, column, at) == sought) return;
    }
  }

  /// All elements, and the steps between those that may be in. The checker looks at them once for all pairs.
  void need_steps(const Instruction& made, std::uint32_t row) {
    const StepsView steps(view_, made, row);
    if (!seen_steps_.emplace(made.result, steps.member_row(0)).second) return;
    for (std::uint32_t one = 0; one < steps.size(); ++one)
      mark(table_.expression(steps.member_operand()), steps.member_row(one));
    for (std::uint32_t one = 0; one < steps.size(); ++one) {
      if (steps.member(one) == Truth::No) continue;
      for (std::uint32_t other = 0; other < steps.size(); ++other) {
        if (steps.member(other) == Truth::No) continue;
        mark(table_.expression(steps.step_operand()), steps.step_row(one, other));
      }
    }
    looks_ += std::uint64_t{steps.size()} * steps.size() * steps.size() / kStepsALook;
  }

  const RunView& view_;
  const ClauseTable& table_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> seen_steps_;  ///< instructions Reach, and first elements
  std::vector<std::vector<bool>> rows_;  ///< by expression and row: whether it is a step
  std::size_t steps_ = 0, looks_ = 0;
};

class ProofWriter {
 public:
  ProofWriter(const RunView& view, const ClauseTable& table, const DocumentPlaces& places,
              const ProofSteps& needed)
      : view_(view), table_(table), places_(places), needed_(needed) {}

  Json write() {
    for (std::size_t expression = 0; expression < needed_.expressions(); ++expression) {
      const auto& rows = needed_.rows(expression);
      for (std::uint32_t row = 0; row < rows.size(); ++row) {
        if (!rows[row]) continue;
        const bool is_fact = expression < table_.facts.size();
        Json value = is_fact ? fact(table_.facts[expression], row)
                             : computed(table_.instructions[expression - table_.facts.size()], row);
        steps_.push_back(Json::array({expression, row, std::move(value)}));
      }
    }
    Json attested = Json::array();
    for (const auto& [what, said] : attested_)
      attested.push_back(Json::array({what.first, what.second, said}));
    return {{"facts", std::move(facts_)}, {"attested", std::move(attested)}, {"steps", std::move(steps_)}};
  }

 private:
  // ---- facts

  Json fact(const Fact& fact, std::uint32_t row) {
    Json value = fact.kind == checker::Kind::List ? length(fact, row) : of_column(fact.column, row);
    facts_[checker::pointer_below(places_.pointer(fact.level, row), fact.path)] = stated(fact, value);
    return value;
  }
  /// The value as the receipt states it: a row of a table by its key.
  Json stated(const Fact& fact, const Json& value) const {
    const bool is_row = fact.column != kAbsent && view_.columns[fact.column].type == ValueType::Key;
    if (!is_row || !value.is_number()) return value;
    const auto& table = view_.program.tables[view_.columns[fact.column].type_id];
    return table_.json.at("tables")
        .at(std::string(view_.text(table.name)))
        .at("spelled")
        .at(value.get<std::size_t>());
  }

  Json length(const Fact& fact, std::uint32_t row) const {
    const std::int32_t presence = view_.document.code(view_.program, fact.column, row);
    if (presence != 0) return presence == kNone ? none_json() : unknown_json();
    const auto& offsets = view_.document.levels[fact.list].offsets;
    return offsets[row + 1] - offsets[row];
  }

  Json of_column(std::uint32_t column, std::uint32_t row) const {
    const program::Column& shape = view_.columns[column];
    const ColumnData& data = view_.document.columns[column];
    switch (shape.kind) {
      case RegisterKind::Int:
        return encode(Interval{data.low[row], data.high.empty() ? data.low[row] : data.high[row]});
      case RegisterKind::Set:
        return encode_set(view_.program, data.masks[row], shape.type_id);
      case RegisterKind::Code:
      case RegisterKind::Truth:
      case RegisterKind::Result:
        break;
    }
    return code(view_.document.code(view_.program, column, row), shape.type, shape.type_id, shape.raw != 0);
  }

  /// A code of the document, whose texts are not all in the program.
  Json code(std::int32_t code, ValueType type, std::uint32_t id, bool is_raw) const {
    if (type == ValueType::Text && code >= 0) return places_.text_of(code, is_raw);
    return encode_code(view_.program, code, type, id);
  }

  // ---- what is computed

  Json computed(std::uint32_t index, std::uint32_t row) {
    const Instruction& made = view_.instructions[index];
    if (made.opcode == Opcode::Attested) attest(made, row);
    const program::Register& shape = view_.register_kinds[made.result];
    switch (shape.kind) {
      case RegisterKind::Truth:
        return encode(view_.registers.truth(made.result, row));
      case RegisterKind::Int:
        return encode(view_.registers.integer(made.result, row));
      case RegisterKind::Set:
        return encode_set(view_.program, view_.registers.set(made.result, row), shape.type_id);
      case RegisterKind::Code:
        return code(view_.registers.code(made.result, row), shape.type, shape.type_id, shape.raw != 0);
      case RegisterKind::Result:
        break;
    }
    const std::uint8_t result = view_.registers.result(made.result, row);
    return made.opcode == Opcode::RightOf ? to_string(static_cast<Right>(result))
                                          : to_string(static_cast<Outcome>(result));
  }

  void attest(const Instruction& made, std::uint32_t row) {
    Json about;
    if (made.operands[1] != kAbsent)
      about = subjects_.pointer({made.operands[0], view_.judged_row(made, row)});
    const Json judgement = view_.text(view_.judgements[made.operands[0]].name);
    attested_[{judgement, about}] = encode(view_.registers.truth(made.result, row));
  }

  const RunView& view_;
  const ClauseTable& table_;
  const DocumentPlaces& places_;
  const ProofSteps& needed_;
  Json facts_ = Json::object(), steps_ = Json::array();
  std::map<std::pair<Json, Json>, Json> attested_;
  JudgementSubjects subjects_{view_.program, view_.document};
};

}  // namespace

std::optional<Json> write_proof(const RunView& view, const ClauseTable& table, const DocumentPlaces& places) {
  ProofSteps needed(view, table);
  if (!needed.find()) return std::nullopt;
  return ProofWriter(view, table, places, needed).write();
}

}  // namespace precept::receipt
