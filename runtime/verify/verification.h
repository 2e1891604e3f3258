// What the parts of the verifier share: the first fault, checks of bounds, and a budget of work.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "runtime/program/levels.h"
#include "runtime/program/opcode.h"
#include "runtime/program/program.h"

namespace precept::verifier {

/// Keeps the first fault. Every check returns whether there is no fault so far, so that checks chain with &&.
class Verification {
 public:
  explicit Verification(const Program& program);

  const Program& program;

  template <class... Arguments>
  bool require(bool condition, fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    if (!condition && fault_.empty()) fault_ = fmt::format(format, std::forward<Arguments>(arguments)...);
    return fault_.empty();
  }
  bool has_no_fault() const { return fault_.empty(); }
  const std::string& fault() const { return fault_; }

  /// Checks that the range lies within a section of that size. Its records count against a budget, so that
  /// overlapping ranges cannot make verification take more than linear time. Honest programs stay far below
  /// it.
  bool range(program::Range range, std::size_t size, const char* what);
  /// Checks that the string lies within the pool and has whole characters.
  bool string(program::String string, const char* what);
  bool place(const program::SourcePlace& place);
  /// Checks that kind, width and id fit the meaning.
  bool value_type(RegisterKind kind, ValueType type, std::uint8_t width, std::uint32_t id, const char* what);

  /// The bound of codes of that meaning in a program: one more than the greatest.
  std::int64_t code_limit(ValueType type, std::uint32_t id) const;

  /// Checks the name of a field, which must fit a JSON pointer.
  bool field_name(program::String string);
  /// Checks that no two records have the same name; `name_of(record)` gives it.
  template <class Record, class NameOf>
  bool unique(std::span<const Record> records, NameOf name_of, const char* what) {
    std::unordered_set<std::string_view> names;
    for (const Record& record : records) {
      if (!require(names.insert(program.text(name_of(record))).second, "two {} have one name", what))
        return false;
    }
    return true;
  }

 private:
  std::string fault_;
  std::uint64_t budget_;
};

/// What the checks of schema and code learn about a unit, for the checks of its meanings and results.
struct UnitAnalysis {
  Levels levels;
  std::span<const program::Column> columns;
  std::span<const program::Register> registers;
  std::span<const program::Instruction> instructions;
  std::vector<std::uint32_t> writer;  ///< of each register: its instruction
  /// By register: whether it can be read when its level's final segment, or the document, is done.
  std::vector<bool> readable;
  /// By register: the same after the segments that explain.
  std::vector<bool> explained;
  /// By List level: the column of the list's presence. A list that no code looks at may have none.
  std::vector<std::uint32_t> presence_columns;

  /// The column that an operand's values are read from; kAbsent where they are computed. The code has been
  /// checked.
  std::uint32_t read_column(std::uint32_t operand) const;
};

bool check_tables(Verification& verification);
bool check_constants(Verification& verification);
/// Checks levels, columns and the fields that fill them.
bool check_schema(Verification& verification, const program::Unit& unit, UnitAnalysis& analysis);
/// Checks registers, instructions, segments and cost. The schema has been checked.
bool check_code(Verification& verification, std::uint32_t unit, UnitAnalysis& analysis);
/// Checks what the operands of the instructions mean. The code has been checked.
bool check_value_types(Verification& verification, const program::Unit& unit, const UnitAnalysis& analysis);
/// Checks texts in other languages.
bool check_translations(Verification& verification);
/// Checks sections, acts, norms, phrases, clauses, judgements. The code has been checked.
bool check_results(Verification& verification, const program::Unit& unit, const UnitAnalysis& analysis);

}  // namespace precept::verifier
