// Checks registers, instructions, segments and cost of a unit against the rows of opcodes.def.
#include "runtime/verify/value.h"
#include "runtime/verify/verification.h"

namespace precept::verifier {
namespace {

using program::Instruction;
using program::LevelForm;
using program::Register;

class CodeWalk {
 public:
  CodeWalk(Verification& verification, std::uint32_t unit_index, UnitAnalysis& analysis)
      : verification_(verification),
        program_(verification.program),
        unit_(program_.units[unit_index]),
        unit_index_(unit_index),
        analysis_(analysis) {
    for (std::uint32_t table = 0; table < program_.tables.size(); ++table) {
      const auto& columns = program_.tables[table].columns;
      table_of_column_.resize(std::max<std::size_t>(table_of_column_.size(), columns.first + columns.count),
                              kAbsent);
      std::fill_n(table_of_column_.begin() + columns.first, columns.count, table);
    }
  }

  bool run() { return registers() && instructions() && segments() && cost(); }

 private:
  // ---- registers and instructions, one by one ----------------------------------------------------

  bool registers() {
    for (std::size_t index = 0; index < analysis_.registers.size(); ++index) {
      const Register& reg = analysis_.registers[index];
      if (!verification_.value_type(reg.kind, reg.type, reg.width, reg.type_id, "a register") ||
          !verification_.require(reg.level < analysis_.levels.size(), "register {} is at no level", index) ||
          !verification_.require(reg.raw == 0 || (reg.raw == 1 && reg.type == ValueType::Text),
                                 "register {} is raw and no text", index)) {
        return false;
      }
    }
    return true;
  }

  bool instructions() {
    analysis_.writer.assign(analysis_.registers.size(), kAbsent);
    for (std::uint32_t index = 0; index < analysis_.instructions.size(); ++index) {
      const Instruction& instruction = analysis_.instructions[index];
      at_ = index;
      if (!expect(is_opcode(instruction.opcode) && instruction.pad == 0, "has no known opcode") ||
          !expect(instruction.result < analysis_.registers.size(), "writes a register out of range") ||
          !expect(analysis_.writer[instruction.result] == kAbsent,
                  "writes a register that is written already") ||
          !expect(instruction.clause == kAbsent || instruction.clause < unit_.clauses.count,
                  "names a clause out of range") ||
          !verification_.place(instruction.place) || !operands(instruction) || !result(instruction) ||
          !levels(instruction) || !own_checks(instruction)) {
        return false;
      }
      analysis_.writer[instruction.result] = index;
    }
    for (std::size_t index = 0; index < analysis_.writer.size(); ++index) {
      if (!verification_.require(analysis_.writer[index] != kAbsent, "register {} is never written", index))
        return false;
    }
    return true;
  }

  bool expect(bool condition, const char* what) {
    return verification_.require(condition, "instruction {} of unit {} {}", at_, unit_index_, what);
  }

  bool operands(const Instruction& instruction) {
    const std::string_view letters = info(instruction.opcode).operands;
    for (std::size_t slot = 0; slot < instruction.operands.size(); ++slot) {
      const std::uint32_t value = instruction.operands[slot];
      const bool fits = slot < letters.size() ? operand(letters[slot], value) : value == kAbsent;
      if (!expect(fits, "has an operand out of range or of the wrong kind")) return false;
    }
    return true;
  }

  bool operand(char letter, std::uint32_t value) const {
    auto is_register = [&](RegisterKind kind, std::uint32_t index) {
      return index < analysis_.registers.size() && analysis_.registers[index].kind == kind;
    };
    switch (letter) {
      case 't':
        return is_register(RegisterKind::Truth, value & ~kNegated);
      case 'c':
        return is_register(RegisterKind::Code, value);
      case 'i':
        return is_register(RegisterKind::Int, value);
      case 's':
        return is_register(RegisterKind::Set, value);
      case 'v':
        return value < analysis_.registers.size() && analysis_.registers[value].kind != RegisterKind::Result;
      case 'o':
      case '?':
        return value == kAbsent || is_register(RegisterKind::Code, value);
      case 'F':
        return value < analysis_.columns.size();
      case 'K':
        return value < program_.constants.size();
      case 'M':
        return value < program_.constants.size() && program_.constants[value].kind == RegisterKind::Set;
      case 'T':
        return value < program_.tables.size();
      case 'U':
        return value < table_of_column_.size() && table_of_column_[value] != kAbsent;
      case 'L':
        return value < analysis_.levels.size();
      case 'N':
        return value < program_.readings.size();
      case 'J':
        return value < unit_.judgements.count;
      case 'R':
        return value <= static_cast<std::uint32_t>(Right::Forbidden);
    }
    return false;
  }

  bool result(const Instruction& instruction) {
    const RegisterKind kind = analysis_.registers[instruction.result].kind;
    switch (info(instruction.opcode).result) {
      case 't':
        return expect(kind == RegisterKind::Truth, "writes no truth");
      case 'c':
        return expect(kind == RegisterKind::Code, "writes no code");
      case 'i':
        return expect(kind == RegisterKind::Int, "writes no number");
      case 's':
        return expect(kind == RegisterKind::Set, "writes no set");
      case 'r':
        return expect(kind == RegisterKind::Result, "writes no result");
      case 'v':
        return expect(kind != RegisterKind::Result,
                      "writes a result");  // `own_checks` checks which kind it must be
    }
    return false;
  }

  /// The register of an operand slot; null where the operand is absent or no register.
  const Register* operand_register(const Instruction& instruction, std::size_t slot) const {
    const std::string_view letters = info(instruction.opcode).operands;
    if (slot >= letters.size() || !is_register_operand(letters[slot])) return nullptr;
    const std::uint32_t value = instruction.operands[slot];
    if (value == kAbsent && (letters[slot] == 'o' || letters[slot] == '?')) return nullptr;
    return &analysis_.registers[letters[slot] == 't' ? value & ~kNegated : value];
  }

  /// Checks that each row of the result is, stands for or hangs below a row that the judgement is about.
  bool is_about_judged(const Instruction& instruction, const Register& to) {
    const auto& judgement = Program::in(program_.judgements, unit_.judgements)[instruction.operands[0]];
    const bool has_name = instruction.operands[1] != kAbsent;
    if (judgement.level == kAbsent || judgement.level == 0)
      return expect(has_name == (judgement.level == 0), "asks about another than its judgement is about");
    std::uint32_t level = to.level;
    while (level != 0 && level != judgement.level && analysis_.levels[level].list != judgement.level)
      level = analysis_.levels[level].parent;
    return expect(level != 0 && has_name, "asks about another than its judgement is about");
  }

  bool levels(const Instruction& instruction) {
    const std::uint32_t level = analysis_.registers[instruction.result].level;
    const std::string_view letters = info(instruction.opcode).operands;
    auto all_at = [&](std::uint32_t expected, std::uint32_t optional) {
      for (std::size_t slot = 0; slot < letters.size(); ++slot) {
        const Register* reg = operand_register(instruction, slot);
        if (reg && reg->level != (letters[slot] == 'o' ? optional : expected)) return false;
      }
      return true;
    };
    switch (info(instruction.opcode).level_rule) {
      case LevelRule::Document:
        return expect(level == 0, "writes a constant below the document");
      case LevelRule::Same:
        return expect(all_at(level, level), "has operands and a result at different levels");
      case LevelRule::Down: {
        const std::uint32_t above = operand_register(instruction, 0)->level;
        return expect(level != above && is_at_or_above(analysis_.levels, above, level),
                      "spreads to a level that is not below its operand's");
      }
      case LevelRule::Up: {
        const std::uint32_t below = operand_register(instruction, 0)->level;
        return expect(below != 0 && analysis_.levels[below].parent == level,
                      "folds to a level that is not the parent") &&
               expect(all_at(below, level), "folds operands at different levels");
      }
      case LevelRule::Column:
        return expect(level == analysis_.columns[instruction.operands[0]].level,
                      "reads a column of another level");
      case LevelRule::Any:
        return true;  // `own_checks` checks the rest
    }
    return false;
  }

  // ---- checks that an instruction's row names, or its own ------------------------------------------

  bool passes(const Value& from, const Register& to) {
    return expect(same_value(from, value_of(to)), "writes values of another type than it reads");
  }
  /// Checks that no operand is a raw text: its codes are places, and do not tell whether texts are equal.
  bool compares(const Instruction& instruction) {
    for (std::size_t slot = 0; slot < instruction.operands.size(); ++slot) {
      const Register* reg = operand_register(instruction, slot);
      if (!expect(!reg || reg->raw == 0, "compares texts that are for showing only")) return false;
    }
    return true;
  }

  /// Checks that a moment is not computed as a number is: it is one of the instruction's operands.
  bool makes_moment(const Instruction& instruction) {
    switch (instruction.opcode) {
      case Opcode::Add:
      case Opcode::Subtract:
      case Opcode::Multiply:
      case Opcode::Divisor:
      case Opcode::Sum:
      case Opcode::AddMonthsDown:
      case Opcode::AddMonthsUp:
      case Opcode::DayNumber:
      case Opcode::YearOf:
      case Opcode::MonthOf:
      case Opcode::DayOf:
        return expect(false, "writes a number where a moment is held");
      default:
        break;
    }
    if (info(instruction.opcode).check == OperandCheck::Own) return true;
    bool is_chosen = false;
    for (std::size_t slot = 0; slot < instruction.operands.size(); ++slot) {
      const Register* reg = operand_register(instruction, slot);
      if (reg == nullptr || reg->kind != RegisterKind::Int) continue;
      if (!expect(reg->type == ValueType::Moment, "chooses a moment among what are none")) return false;
      is_chosen = true;
    }
    return expect(is_chosen, "writes a number where a moment is held");
  }

  bool own_checks(const Instruction& instruction) {
    const Register& to = analysis_.registers[instruction.result];
    const auto& operands = instruction.operands;
    if (to.type == ValueType::Moment && !makes_moment(instruction)) return false;
    switch (info(instruction.opcode).check) {
      case OperandCheck::Plain:
        return true;
      case OperandCheck::Codes:
      case OperandCheck::Alike:
        return compares(instruction);
      case OperandCheck::Pass:
        return passes(value_of(*operand_register(instruction, 0)), to) &&
               passes(value_of(*operand_register(instruction, 1)), to);
      case OperandCheck::Own:
        break;
    }
    switch (instruction.opcode) {
      case Opcode::Field:
        return passes(value_of(analysis_.columns[operands[0]]), to);
      case Opcode::Gather: {
        const auto& column = analysis_.columns[operands[0]];
        const auto& level = analysis_.levels[to.level];
        return expect(level.form == LevelForm::Cross && level.list == column.level,
                      "gathers a column of another list than the cross is of") &&
               passes(value_of(column), to);
      }
      case Opcode::Constant: {
        const auto& constant = program_.constants[operands[0]];
        // A register of codes may be wider than the constant: its width does not count.
        const std::uint8_t width = constant.kind == RegisterKind::Code ? to.width : constant.width;
        return passes({constant.kind, constant.type, width, to.raw, constant.type_id}, to);
      }
      case Opcode::Reading: {
        const std::uint32_t choices = program_.readings[operands[0]].enumeration;
        return passes({RegisterKind::Code, ValueType::Enum, to.width, to.raw, choices}, to);
      }
      case Opcode::Spread:
        return passes(value_of(*operand_register(instruction, 0)), to);
      case Opcode::Find:
        return find(instruction, to) && compares(instruction);
      case Opcode::Column: {
        const Register& row = *operand_register(instruction, 0);
        return expect(is_row(row.type) && row.type_id == table_of_column_[operands[1]],
                      "reads a column of another table than its row is of") &&
               passes(value_of(program_.table_columns[operands[1]]), to);
      }
      case Opcode::Attested: {
        const Register* about = operand_register(instruction, 1);
        return expect(!about || (about->level == to.level && about->type == ValueType::Text),
                      "asks about something other than a text of its level") &&
               is_about_judged(instruction, to) && compares(instruction);
      }
      case Opcode::DayNumber:
        return expect(operand_register(instruction, 0)->type == ValueType::Date,
                      "numbers the days of no date");
      case Opcode::Millionths:
      case Opcode::Root:
        return expect(to.type == ValueType::Number, "writes millionths to a register of something else");
      case Opcode::YearOf:
      case Opcode::MonthOf:
      case Opcode::DayOf:
        return expect(operand_register(instruction, 0)->type == ValueType::Date,
                      "asks for a part of what is no date");
      case Opcode::FirstOfMonth:
      case Opcode::LastOfMonth:
      case Opcode::FirstOfYear:
      case Opcode::LastOfYear:
        return expect(operand_register(instruction, 0)->type == ValueType::Date && to.type == ValueType::Date,
                      "makes a date of something else");
      case Opcode::Instant:
        return expect(
            operand_register(instruction, 0)->type == ValueType::Moment && to.type == ValueType::Hours,
            "asks for the instant of what is no moment");
      case Opcode::AddSeconds:
        return expect(operand_register(instruction, 0)->type == ValueType::Moment &&
                          operand_register(instruction, 1)->type == ValueType::Hours &&
                          to.type == ValueType::Moment,
                      "adds seconds to what is no moment");
      case Opcode::LocalDate:
        return expect(
            operand_register(instruction, 0)->type == ValueType::Moment && to.type == ValueType::Date,
            "asks for the date of what is no moment");
      case Opcode::DateOf:
        return expect(to.type == ValueType::Date, "writes a date to a register of something else");
      case Opcode::Given:
        return expect(operand_register(instruction, 0)->kind != RegisterKind::Truth,
                      "asks whether a truth is given");
      case Opcode::Select:
        return expect(to.kind != RegisterKind::Truth, "selects a truth") &&
               passes(value_of(*operand_register(instruction, 1)), to) &&
               passes(value_of(*operand_register(instruction, 2)), to);
      case Opcode::Only:
        return expect(to.kind != RegisterKind::Truth, "chooses a truth") &&
               passes(value_of(*operand_register(instruction, 1)), to);
      case Opcode::Member:
        return member(instruction, to) && compares(instruction);
      case Opcode::Reach:
        return reach(instruction, to);
      case Opcode::PairOf:
        return pair(instruction, to);
      case Opcode::Is:
        return expect(program_.constants[operands[1]].kind == RegisterKind::Code,
                      "compares with a constant that is no code") &&
               compares(instruction);
      case Opcode::IsIn:
        return expect(
                   static_cast<std::uint64_t>(program_.constants[operands[1]].value) >> kMaxSetMembers == 0,
                   "compares with a set that is none") &&
               compares(instruction);
      case Opcode::LessCode:
      case Opcode::Has:
        return compares(instruction);
      default:  // value_types.cpp checks the rest
        return true;
    }
  }

  bool reach(const Instruction& instruction, const Register& to) {
    const auto levels = pairs_at(analysis_.levels, to.level);
    return expect(levels && operand_register(instruction, 0)->level == levels->pairs &&
                      operand_register(instruction, 1)->level == levels->elements,
                  "goes along what are no pairs of elements");
  }

  bool pair(const Instruction& instruction, const Register& to) {
    const auto levels = pairs_at(analysis_.levels, operand_register(instruction, 0)->level);
    auto is_element = [&](std::uint32_t level) {
      return is_at_or_above(analysis_.levels, level, to.level) &&
             list_level_of(analysis_.levels, level) == analysis_.levels[levels->pairs].list;
    };
    return expect(levels && is_at_or_above(analysis_.levels, levels->owner, to.level) &&
                      is_element(instruction.operands[1]) && is_element(instruction.operands[2]),
                  "looks for a pair of other elements than there are");
  }

  bool find(const Instruction& instruction, const Register& to) {
    const auto& table = program_.tables[instruction.operands[0]];
    for (std::uint32_t part = 0; part < 3; ++part) {
      const bool present = instruction.operands[1 + part] != kAbsent;
      if (!expect(present == (part < table.key.count), "finds with too many or too few parts of a key"))
        return false;
    }
    return expect(is_row(to.type) && to.type_id == instruction.operands[0], "finds a row of another table");
  }

  bool member(const Instruction& instruction, const Register& to) {
    const auto& column = analysis_.columns[instruction.operands[1]];
    const std::uint32_t via = instruction.operands[2];
    return expect(column.kind == RegisterKind::Code && column.raw == 0,
                  "searches a column that holds no codes to compare") &&
           expect(analysis_.levels[column.level].form == LevelForm::List, "searches a column of no list") &&
           expect(is_at_or_above(analysis_.levels, via, to.level),
                  "searches a list via a level that it is not below") &&
           expect(list_level_of(analysis_.levels, via) == analysis_.levels[column.level].parent,
                  "searches a list via rows that have no such list");
  }

  // ---- segments ----------------------------------------------------------------------------------

  bool segments() {
    written_.assign(analysis_.registers.size(), kAbsent);
    run_.assign(analysis_.instructions.size(), false);
    analysis_.readable.assign(analysis_.registers.size(), false);
    analysis_.explained.clear();
    rows_of_.assign(analysis_.levels.size(), 0);
    std::vector<std::uint32_t> last(analysis_.levels.size(), kAbsent);
    auto segments = Program::in(program_.segments, unit_.segments);
    for (std::uint32_t index = 0; index < segments.size(); ++index) {
      const auto& segment = segments[index];
      const bool rooted = segment.root < analysis_.levels.size() && segment.final + segment.explains <= 1 &&
                          (segment.root == 0 || (analysis_.levels[segment.root].form == LevelForm::List &&
                                                 analysis_.levels[segment.root].parent == 0));
      if (!verification_.require(rooted, "segment {} has neither the document nor a list of it as root",
                                 index) ||
          !verification_.range(segment.order, program_.indexes.size(), "order of a segment") ||
          !verification_.require(segment.explains == 1 || analysis_.explained.empty(),
                                 "segment {} is run by a check and comes after one that explains", index)) {
        return false;
      }
      if (segment.explains == 1 && analysis_.explained.empty()) analysis_.explained = analysis_.readable;
      if (!this->segment(segment, index)) return false;
      if (segment.explains == 0) last[segment.root] = index;
    }
    if (analysis_.explained.empty()) analysis_.explained = analysis_.readable;
    for (std::uint32_t index = 0; index < segments.size(); ++index) {
      if (segments[index].explains == 1) continue;
      if (!verification_.require((last[segments[index].root] == index) == (segments[index].final == 1),
                                 "segment {} is wrongly marked as its list's last, or not marked", index)) {
        return false;
      }
    }
    for (std::size_t index = 0; index < run_.size(); ++index) {
      if (!verification_.require(run_[index], "instruction {} is in no segment", index)) return false;
    }
    return true;
  }

  /// The level whose rows the instruction walks over.
  std::uint32_t walked_level(const Instruction& instruction) const {
    return is_fold(instruction.opcode) ? operand_register(instruction, 0)->level
                                       : analysis_.registers[instruction.result].level;
  }

  bool segment(const program::Segment& segment, std::uint32_t index) {
    std::vector<std::uint32_t> pending;  // folds to the document, which are readable after the last slice
    for (std::uint32_t number : Program::in(program_.indexes, segment.order)) {
      if (!verification_.require(number < analysis_.instructions.size(),
                                 "segment {} runs an instruction out of range", index)) {
        return false;
      }
      at_ = number;
      const Instruction& instruction = analysis_.instructions[number];
      const std::uint32_t walked = walked_level(instruction);
      const std::uint32_t level = analysis_.registers[instruction.result].level;
      if (!expect(segment_root_of(analysis_.levels, walked) == segment.root,
                  "is in a segment of another root") ||
          !expect(written_[instruction.result] == kAbsent ||
                      (!is_kept(level) && written_[instruction.result] != index),
                  "runs twice") ||
          !expect(segment.explains == 0 || !analysis_.explained[instruction.result], "runs twice") ||
          !ready(instruction, index, segment.explains == 1)) {
        return false;
      }
      written_[instruction.result] = index;
      run_[number] = true;
      if (segment.explains == 0) ++rows_of_[walked];
      auto& readable = segment.explains == 1 ? analysis_.explained : analysis_.readable;
      const bool accumulates = segment.root != 0 && level == 0;
      if (accumulates) pending.push_back(instruction.result);
      // Pairs without a list above them are rows of the document's own segments, and stay like its values.
      const bool stays = is_kept(level) || segment.final == 1 || segment.explains == 1;
      if (!accumulates && stays) readable[instruction.result] = true;
    }
    for (std::uint32_t reg : pending)
      (segment.explains == 1 ? analysis_.explained : analysis_.readable)[reg] = true;
    return true;
  }

  /// Whether the rows of a level are there all at once, and not a slice of a list at a time.
  bool is_kept(std::uint32_t level) const { return segment_root_of(analysis_.levels, level) == 0; }

  /// Checks that all operands have been written. A segment that explains may read registers of other
  /// segments, as it runs only where all are kept.
  bool ready(const Instruction& instruction, std::uint32_t segment, bool explains) {
    for (std::size_t slot = 0; slot < instruction.operands.size(); ++slot) {
      const Register* reg = operand_register(instruction, slot);
      if (!reg) continue;
      const std::size_t index = reg - analysis_.registers.data();
      const bool is_ready = explains              ? analysis_.explained[index] || written_[index] == segment
                            : is_kept(reg->level) ? analysis_.readable[index]
                                                  : written_[index] == segment;
      if (!expect(is_ready, "reads a register before it is written")) return false;
    }
    return true;
  }

  // ---- cost --------------------------------------------------------------------------------------

  bool cost() {
    if (!verification_.require(unit_.cost_constant == rows_of_[0],
                               "unit {} runs {} instructions a document, not {}", unit_index_, rows_of_[0],
                               unit_.cost_constant)) {
      return false;
    }
    std::vector<std::uint64_t> stamped(analysis_.levels.size(), 0);
    for (const auto& cost : program_.costs) {
      if (cost.unit != unit_index_) continue;
      if (!verification_.require(cost.level > 0 && cost.level < stamped.size() && stamped[cost.level] == 0,
                                 "a cost is stamped for no level or twice")) {
        return false;
      }
      stamped[cost.level] = cost.instructions;
    }
    for (std::size_t level = 1; level < stamped.size(); ++level) {
      if (!verification_.require(stamped[level] == rows_of_[level],
                                 "level {} runs {} instructions a row, not {}", level, rows_of_[level],
                                 stamped[level])) {
        return false;
      }
    }
    return true;
  }

  Verification& verification_;
  const Program& program_;
  const program::Unit& unit_;
  std::uint32_t unit_index_;
  UnitAnalysis& analysis_;
  std::uint32_t at_ = 0;                        ///< the current instruction, for messages
  std::vector<std::uint32_t> table_of_column_;  ///< of `table_columns`
  std::vector<std::uint32_t> written_;          ///< by register: the segment that wrote it last
  std::vector<bool> run_;
  std::vector<std::uint64_t> rows_of_;  ///< by level: instructions run for each of its rows
};

}  // namespace

bool check_code(Verification& verification, std::uint32_t unit, UnitAnalysis& analysis) {
  return CodeWalk(verification, unit, analysis).run();
}

}  // namespace precept::verifier
