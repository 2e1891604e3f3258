// Checks registers, instructions, segments and cost of a unit against the rows of opcodes.def.
#include "runtime/verify/checker.h"
#include "runtime/verify/value.h"

namespace precept::verifier {
namespace {

using program::Instruction;
using program::LevelForm;
using program::Register;

class CodeWalk {
 public:
  CodeWalk(Checker& checker, std::uint32_t unit_index, UnitFacts& facts)
      : checker_(checker),
        program_(checker.program),
        unit_(program_.units[unit_index]),
        unit_index_(unit_index),
        facts_(facts) {
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
    for (std::size_t index = 0; index < facts_.registers.size(); ++index) {
      const Register& reg = facts_.registers[index];
      if (!checker_.meaning(reg.kind, reg.meaning, reg.width, reg.meaning_id, "a register") ||
          !checker_.require(reg.level < facts_.levels.size(), "register {} is at no level", index) ||
          !checker_.require(reg.raw == 0 || (reg.raw == 1 && reg.meaning == Meaning::Text),
                            "register {} is raw and no text", index)) {
        return false;
      }
    }
    return true;
  }

  bool instructions() {
    facts_.writer.assign(facts_.registers.size(), kAbsent);
    for (std::uint32_t index = 0; index < facts_.instructions.size(); ++index) {
      const Instruction& instruction = facts_.instructions[index];
      at_ = index;
      if (!expect(is_opcode(instruction.opcode) && instruction.pad == 0, "has no known opcode") ||
          !expect(instruction.result < facts_.registers.size(), "writes a register out of range") ||
          !expect(facts_.writer[instruction.result] == kAbsent,
                  "writes a register that is written already") ||
          !expect(instruction.clause == kAbsent || instruction.clause < unit_.clauses.count,
                  "names a clause out of range") ||
          !checker_.place(instruction.place) || !operands(instruction) || !result(instruction) ||
          !levels(instruction) || !particulars(instruction)) {
        return false;
      }
      facts_.writer[instruction.result] = index;
    }
    for (std::size_t index = 0; index < facts_.writer.size(); ++index) {
      if (!checker_.require(facts_.writer[index] != kAbsent, "register {} is never written", index))
        return false;
    }
    return true;
  }

  bool expect(bool condition, const char* what) {
    return checker_.require(condition, "instruction {} of unit {} {}", at_, unit_index_, what);
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
    auto is_register = [&](Kind kind, std::uint32_t index) {
      return index < facts_.registers.size() && facts_.registers[index].kind == kind;
    };
    switch (letter) {
      case 't':
        return is_register(Kind::Truth, value & ~kNegated);
      case 'c':
        return is_register(Kind::Code, value);
      case 'i':
        return is_register(Kind::Int, value);
      case 's':
        return is_register(Kind::Set, value);
      case 'v':
        return value < facts_.registers.size() && facts_.registers[value].kind != Kind::Result;
      case 'o':
      case '?':
        return value == kAbsent || is_register(Kind::Code, value);
      case 'F':
        return value < facts_.columns.size();
      case 'K':
        return value < program_.constants.size();
      case 'M':
        return value < program_.constants.size() && program_.constants[value].kind == Kind::Set;
      case 'T':
        return value < program_.tables.size();
      case 'U':
        return value < table_of_column_.size() && table_of_column_[value] != kAbsent;
      case 'L':
        return value < facts_.levels.size();
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
    const Kind kind = facts_.registers[instruction.result].kind;
    switch (info(instruction.opcode).result) {
      case 't':
        return expect(kind == Kind::Truth, "writes no truth");
      case 'c':
        return expect(kind == Kind::Code, "writes no code");
      case 'i':
        return expect(kind == Kind::Int, "writes no number");
      case 's':
        return expect(kind == Kind::Set, "writes no set");
      case 'r':
        return expect(kind == Kind::Result, "writes no result");
      case 'v':
        return expect(kind != Kind::Result, "writes a result");  // `particulars` checks which kind it must be
    }
    return false;
  }

  /// The register of an operand slot; null where the operand is absent or no register.
  const Register* operand_register(const Instruction& instruction, std::size_t slot) const {
    const std::string_view letters = info(instruction.opcode).operands;
    if (slot >= letters.size() || !is_register_operand(letters[slot])) return nullptr;
    const std::uint32_t value = instruction.operands[slot];
    if (value == kAbsent && (letters[slot] == 'o' || letters[slot] == '?')) return nullptr;
    return &facts_.registers[letters[slot] == 't' ? value & ~kNegated : value];
  }

  /// Checks that each row of the result is, stands for or hangs below a row that the judgement is about.
  bool is_about_judged(const Instruction& instruction, const Register& to) {
    const auto& judgement = Program::in(program_.judgements, unit_.judgements)[instruction.operands[0]];
    const bool has_name = instruction.operands[1] != kAbsent;
    if (judgement.level == kAbsent || judgement.level == 0)
      return expect(has_name == (judgement.level == 0), "asks about another than its judgement is about");
    std::uint32_t level = to.level;
    while (level != 0 && level != judgement.level && facts_.levels[level].list != judgement.level)
      level = facts_.levels[level].parent;
    return expect(level != 0 && has_name, "asks about another than its judgement is about");
  }

  bool levels(const Instruction& instruction) {
    const std::uint32_t level = facts_.registers[instruction.result].level;
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
        return expect(level != above && is_at_or_above(facts_.levels, above, level),
                      "spreads to a level that is not below its operand's");
      }
      case LevelRule::Up: {
        const std::uint32_t below = operand_register(instruction, 0)->level;
        return expect(below != 0 && facts_.levels[below].parent == level,
                      "folds to a level that is not the parent") &&
               expect(all_at(below, level), "folds operands at different levels");
      }
      case LevelRule::Column:
        return expect(level == facts_.columns[instruction.operands[0]].level,
                      "reads a column of another level");
      case LevelRule::Any:
        return true;  // `particulars` checks the rest
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

  bool particulars(const Instruction& instruction) {
    const Register& to = facts_.registers[instruction.result];
    const auto& operands = instruction.operands;
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
        return passes(value_of(facts_.columns[operands[0]]), to);
      case Opcode::Gather: {
        const auto& column = facts_.columns[operands[0]];
        const auto& level = facts_.levels[to.level];
        return expect(level.form == LevelForm::Cross && level.list == column.level,
                      "gathers a column of another list than the cross is of") &&
               passes(value_of(column), to);
      }
      case Opcode::Constant: {
        const auto& constant = program_.constants[operands[0]];
        // A register of codes may be wider than the constant: its width does not count.
        const std::uint8_t width = constant.kind == Kind::Code ? to.width : constant.width;
        return passes({constant.kind, constant.meaning, width, to.raw, constant.meaning_id}, to);
      }
      case Opcode::Reading: {
        const std::uint32_t choices = program_.readings[operands[0]].enumeration;
        return passes({Kind::Code, Meaning::Enum, to.width, to.raw, choices}, to);
      }
      case Opcode::Spread:
        return passes(value_of(*operand_register(instruction, 0)), to);
      case Opcode::Find:
        return find(instruction, to) && compares(instruction);
      case Opcode::Column: {
        const Register& row = *operand_register(instruction, 0);
        return expect(is_row(row.meaning) && row.meaning_id == table_of_column_[operands[1]],
                      "reads a column of another table than its row is of") &&
               passes(value_of(program_.table_columns[operands[1]]), to);
      }
      case Opcode::Attested: {
        const Register* about = operand_register(instruction, 1);
        return expect(!about || (about->level == to.level && about->meaning == Meaning::Text),
                      "asks about something other than a text of its level") &&
               is_about_judged(instruction, to) && compares(instruction);
      }
      case Opcode::DayNumber:
        return expect(operand_register(instruction, 0)->meaning == Meaning::Date,
                      "numbers the days of no date");
      case Opcode::DateOf:
        return expect(to.meaning == Meaning::Date, "writes a date to a register of something else");
      case Opcode::Given:
        return expect(operand_register(instruction, 0)->kind != Kind::Truth, "asks whether a truth is given");
      case Opcode::Select:
        return expect(to.kind != Kind::Truth, "selects a truth") &&
               passes(value_of(*operand_register(instruction, 1)), to) &&
               passes(value_of(*operand_register(instruction, 2)), to);
      case Opcode::Only:
        return expect(to.kind != Kind::Truth, "chooses a truth") &&
               passes(value_of(*operand_register(instruction, 1)), to);
      case Opcode::Member:
        return member(instruction, to) && compares(instruction);
      case Opcode::Is:
        return expect(program_.constants[operands[1]].kind == Kind::Code,
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
      default:  // meanings.cpp checks the rest
        return true;
    }
  }

  bool find(const Instruction& instruction, const Register& to) {
    const auto& table = program_.tables[instruction.operands[0]];
    for (std::uint32_t part = 0; part < 3; ++part) {
      const bool present = instruction.operands[1 + part] != kAbsent;
      if (!expect(present == (part < table.key.count), "finds with too many or too few parts of a key"))
        return false;
    }
    return expect(is_row(to.meaning) && to.meaning_id == instruction.operands[0],
                  "finds a row of another table");
  }

  bool member(const Instruction& instruction, const Register& to) {
    const auto& column = facts_.columns[instruction.operands[1]];
    const std::uint32_t via = instruction.operands[2];
    return expect(column.kind == Kind::Code && column.raw == 0,
                  "searches a column that holds no codes to compare") &&
           expect(facts_.levels[column.level].form == LevelForm::List, "searches a column of no list") &&
           expect(is_at_or_above(facts_.levels, via, to.level),
                  "searches a list via a level that it is not below") &&
           expect(stands_for(facts_.levels, via) == facts_.levels[column.level].parent,
                  "searches a list via rows that have no such list");
  }

  // ---- segments ----------------------------------------------------------------------------------

  bool segments() {
    written_.assign(facts_.registers.size(), kAbsent);
    run_.assign(facts_.instructions.size(), false);
    facts_.readable.assign(facts_.registers.size(), false);
    facts_.explained.clear();
    rows_of_.assign(facts_.levels.size(), 0);
    std::vector<std::uint32_t> last(facts_.levels.size(), kAbsent);
    auto segments = Program::in(program_.segments, unit_.segments);
    for (std::uint32_t index = 0; index < segments.size(); ++index) {
      const auto& segment = segments[index];
      const bool rooted = segment.root < facts_.levels.size() && segment.final + segment.explains <= 1 &&
                          (segment.root == 0 || (facts_.levels[segment.root].form == LevelForm::List &&
                                                 facts_.levels[segment.root].parent == 0));
      if (!checker_.require(rooted, "segment {} has neither the document nor a list of it as root", index) ||
          !checker_.range(segment.order, program_.indexes.size(), "order of a segment") ||
          !checker_.require(segment.explains == 1 || facts_.explained.empty(),
                            "segment {} is run by a check and comes after one that explains", index)) {
        return false;
      }
      if (segment.explains == 1 && facts_.explained.empty()) facts_.explained = facts_.readable;
      if (!this->segment(segment, index)) return false;
      if (segment.explains == 0) last[segment.root] = index;
    }
    if (facts_.explained.empty()) facts_.explained = facts_.readable;
    for (std::uint32_t index = 0; index < segments.size(); ++index) {
      if (segments[index].explains == 1) continue;
      if (!checker_.require((last[segments[index].root] == index) == (segments[index].final == 1),
                            "segment {} is wrongly marked as its list's last, or not marked", index)) {
        return false;
      }
    }
    for (std::size_t index = 0; index < run_.size(); ++index) {
      if (!checker_.require(run_[index], "instruction {} is in no segment", index)) return false;
    }
    return true;
  }

  /// The level whose rows the instruction walks over.
  std::uint32_t walked_level(const Instruction& instruction) const {
    return is_fold(instruction.opcode) ? operand_register(instruction, 0)->level
                                       : facts_.registers[instruction.result].level;
  }

  bool segment(const program::Segment& segment, std::uint32_t index) {
    std::vector<std::uint32_t> pending;  // folds to the document, which are readable after the last slice
    for (std::uint32_t number : Program::in(program_.indexes, segment.order)) {
      if (!checker_.require(number < facts_.instructions.size(),
                            "segment {} runs an instruction out of range", index)) {
        return false;
      }
      at_ = number;
      const Instruction& instruction = facts_.instructions[number];
      const std::uint32_t walked = walked_level(instruction);
      const std::uint32_t level = facts_.registers[instruction.result].level;
      if (!expect(root_of(facts_.levels, walked) == segment.root, "is in a segment of another root") ||
          !expect(written_[instruction.result] == kAbsent ||
                      (level != 0 && written_[instruction.result] != index),
                  "runs twice") ||
          !expect(segment.explains == 0 || !facts_.explained[instruction.result], "runs twice") ||
          !ready(instruction, index, segment.explains == 1)) {
        return false;
      }
      written_[instruction.result] = index;
      run_[number] = true;
      if (segment.explains == 0) ++rows_of_[walked];
      auto& readable = segment.explains == 1 ? facts_.explained : facts_.readable;
      const bool accumulates = segment.root != 0 && level == 0;
      if (accumulates) pending.push_back(instruction.result);
      const bool stays = level == 0 || segment.final == 1 || segment.explains == 1;
      if (!accumulates && stays) readable[instruction.result] = true;
    }
    for (std::uint32_t reg : pending)
      (segment.explains == 1 ? facts_.explained : facts_.readable)[reg] = true;
    return true;
  }

  /// Checks that all operands have been written. A segment that explains may read registers of other
  /// segments, as it runs only where all are kept.
  bool ready(const Instruction& instruction, std::uint32_t segment, bool explains) {
    for (std::size_t slot = 0; slot < instruction.operands.size(); ++slot) {
      const Register* reg = operand_register(instruction, slot);
      if (!reg) continue;
      const std::size_t index = reg - facts_.registers.data();
      const bool is_ready = explains          ? facts_.explained[index] || written_[index] == segment
                            : reg->level == 0 ? facts_.readable[index]
                                              : written_[index] == segment;
      if (!expect(is_ready, "reads a register before it is written")) return false;
    }
    return true;
  }

  // ---- cost --------------------------------------------------------------------------------------

  bool cost() {
    if (!checker_.require(unit_.cost_constant == rows_of_[0],
                          "unit {} runs {} instructions a document, not {}", unit_index_, rows_of_[0],
                          unit_.cost_constant)) {
      return false;
    }
    std::vector<std::uint64_t> stamped(facts_.levels.size(), 0);
    for (const auto& cost : program_.costs) {
      if (cost.unit != unit_index_) continue;
      if (!checker_.require(cost.level > 0 && cost.level < stamped.size() && stamped[cost.level] == 0,
                            "a cost is stamped for no level or twice")) {
        return false;
      }
      stamped[cost.level] = cost.instructions;
    }
    for (std::size_t level = 1; level < stamped.size(); ++level) {
      if (!checker_.require(stamped[level] == rows_of_[level], "level {} runs {} instructions a row, not {}",
                            level, rows_of_[level], stamped[level])) {
        return false;
      }
    }
    return true;
  }

  Checker& checker_;
  const Program& program_;
  const program::Unit& unit_;
  std::uint32_t unit_index_;
  UnitFacts& facts_;
  std::uint32_t at_ = 0;                        ///< the current instruction, for messages
  std::vector<std::uint32_t> table_of_column_;  ///< of `table_columns`
  std::vector<std::uint32_t> written_;          ///< by register: the segment that wrote it last
  std::vector<bool> run_;
  std::vector<std::uint64_t> rows_of_;  ///< by level: instructions run for each of its rows
};

}  // namespace

bool check_code(Checker& checker, std::uint32_t unit, UnitFacts& facts) {
  return CodeWalk(checker, unit, facts).run();
}

}  // namespace precept::verifier
