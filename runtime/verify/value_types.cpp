// Checks the meanings of an instruction's operands. The machine only compares codes and could run without.
// But reports, fixes and proofs look a code up where its register, column or constant says that it belongs.
#include "runtime/verify/value.h"
#include "runtime/verify/verification.h"

namespace precept::verifier {
namespace {

using program::Instruction;
using program::Register;

class ValueTypeWalk {
 public:
  ValueTypeWalk(Verification& verification, const program::Unit& unit, const UnitAnalysis& analysis)
      : verification_(verification),
        program_(verification.program),
        judgements_(Program::in(program_.judgements, unit.judgements)),
        analysis_(analysis) {}

  bool run() {
    for (at_ = 0; at_ < analysis_.instructions.size(); ++at_) {
      if (!instruction(analysis_.instructions[at_])) return false;
    }
    return lists();
  }

 private:
  bool expect(bool condition, const char* what) {
    return verification_.require(condition, "instruction {} {}", at_, what);
  }
  const Register& reg(std::uint32_t operand) const { return analysis_.registers[operand & ~kNegated]; }

  bool instruction(const Instruction& made) {
    const auto& [a, b, c, d] = made.operands;
    if (info(made.opcode).check == OperandCheck::Alike)
      return expect(same_meaning(value_of(reg(a)), value_of(reg(b))), "compares values of different types");
    switch (made.opcode) {
      case Opcode::Constant:
      case Opcode::Reading:
        // The code of a raw text is a place in the document, and no constant is there.
        return expect(reg(made.result).raw == 0, "takes a constant for a text of the document");
      case Opcode::Is:
        return expect(same_meaning(value_of(program_.constants[b]), value_of(reg(a))),
                      "compares with a constant of another type");
      case Opcode::IsIn:
        return expect(is_set_of(value_of(program_.constants[b]), reg(a)),
                      "compares with members of another enum");
      case Opcode::LessCode:
        return expect(reg(a).type == ValueType::Date && reg(b).type == ValueType::Date,
                      "puts into order what is no date");
      case Opcode::Has:
        return expect(is_set_of(value_of(reg(a)), reg(b)), "searches a set of another enum");
      case Opcode::TruthOf:
        return expect(reg(a).type == ValueType::Truth, "takes for yes or no what is neither");
      case Opcode::Find:
        return find(made);
      case Opcode::Member:
        return expect(same_meaning(value_of(reg(a)), value_of(analysis_.columns[b])),
                      "searches a list of another type") &&
               presence(d, analysis_.columns[b].level);
      case Opcode::Attested:
        return attested(made);
      default:
        break;
    }
    return presences(made);
  }

  static bool is_set_of(const Value& set, const Register& member) {
    return set.kind == RegisterKind::Set && member.kind == RegisterKind::Code &&
           member.type == ValueType::Enum && set.id == member.type_id;
  }

  bool find(const Instruction& made) {
    const auto& table = program_.tables[made.operands[0]];
    const auto key = Program::in(program_.indexes, table.key);
    for (std::size_t part = 0; part < key.size(); ++part) {
      const auto& column = program_.table_columns[table.columns.first + key[part]];
      if (!expect(same_meaning(value_of(column), value_of(reg(made.operands[1 + part]))),
                  "finds a row by a key of another type")) {
        return false;
      }
    }
    return true;
  }

  /// Checks that a fold asks for the presence of its own list.
  bool presences(const Instruction& made) {
    const std::string_view letters = info(made.opcode).operands;
    const std::size_t slot = letters.find('o');
    if (slot == std::string_view::npos) return true;
    return presence(made.operands[slot], list_level_of(analysis_.levels, reg(made.operands[0]).level));
  }
  bool presence(std::uint32_t operand, std::uint32_t list) {
    return expect(operand == kAbsent || presence_column(operand) == analysis_.presence_columns[list],
                  "asks for the presence of another list");
  }

  /// The presence column that an operand stands for, also through `xs else []`.
  std::uint32_t presence_column(std::uint32_t operand) const {
    const Instruction* made = &producer(operand);
    while (made->opcode == Opcode::Spread) made = &producer(made->operands[0]);
    if (made->opcode != Opcode::Select) return analysis_.read_column(operand);
    const auto& [asks, there, otherwise, unused] = made->operands;
    const std::uint32_t column = analysis_.read_column(there);
    const Instruction *given = &producer(asks), *empty = &producer(otherwise);
    while (given->opcode == Opcode::Spread) given = &producer(given->operands[0]);
    while (empty->opcode == Opcode::Spread) empty = &producer(empty->operands[0]);
    const bool is_else = (asks & kNegated) == 0 && given->opcode == Opcode::Given &&
                         analysis_.read_column(given->operands[0]) == column &&
                         empty->opcode == Opcode::Constant &&
                         program_.constants[empty->operands[0]].value == 0;
    return is_else ? column : kAbsent;
  }
  const Instruction& producer(std::uint32_t operand) const {
    return analysis_.instructions[analysis_.writer[operand & ~kNegated]];
  }

  /// Checks that each list that code looks at, and each list around it, has a presence column.
  bool lists() {
    std::vector<bool> is_used(analysis_.levels.size(), false);
    auto use = [&](auto& self, std::uint32_t level) -> void {
      for (; level != 0 && !is_used[level]; level = analysis_.levels[level].parent) {
        is_used[level] = true;
        if (analysis_.levels[level].form == program::LevelForm::Cross)
          self(self, analysis_.levels[level].list);
      }
    };
    for (const Register& one : analysis_.registers) use(use, one.level);
    for (const Instruction& made : analysis_.instructions) {
      if (made.opcode == Opcode::Member) use(use, analysis_.columns[made.operands[1]].level);
    }
    for (std::size_t level = 0; level < is_used.size(); ++level) {
      const bool is_list = is_used[level] && analysis_.levels[level].form == program::LevelForm::List;
      if (!verification_.require(!is_list || analysis_.presence_columns[level] != kAbsent,
                                 "nobody can tell whether the list of level {} is there", level)) {
        return false;
      }
    }
    return true;
  }

  /// Checks that the instruction asks about the name in the judgement's own column.
  bool attested(const Instruction& made) {
    const auto& judgement = judgements_[made.operands[0]];
    const std::uint32_t about = made.operands[1];
    if (judgement.level == kAbsent) {
      return expect(about == kAbsent, "asks about somebody for a judgement about the document");
    }
    return expect(about != kAbsent && analysis_.read_column(about) == judgement.about_column,
                  "asks for a judgement about another name than it is about");
  }

  Verification& verification_;
  const Program& program_;
  std::span<const program::Judgement> judgements_;
  const UnitAnalysis& analysis_;
  std::size_t at_ = 0;  ///< the current instruction, for messages
};

}  // namespace

std::uint32_t UnitAnalysis::read_column(std::uint32_t operand) const {
  const Instruction* made = &instructions[writer[operand & ~kNegated]];
  // Each spread leads to a level above, so the walk ends.
  while (made->opcode == Opcode::Spread) made = &instructions[writer[made->operands[0] & ~kNegated]];
  const bool reads = made->opcode == Opcode::Field || made->opcode == Opcode::Gather;
  return reads ? made->operands[0] : kAbsent;
}

bool check_value_types(Verification& verification, const program::Unit& unit, const UnitAnalysis& analysis) {
  return ValueTypeWalk(verification, unit, analysis).run();
}

}  // namespace precept::verifier
