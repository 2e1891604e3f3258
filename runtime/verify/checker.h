// What the parts of the verifier share: the first fault, bounds, and a budget of work.
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

/// Keeps the first fault. Every check returns whether all is well so far, so that checks chain with &&.
class Checker {
 public:
  explicit Checker(const Program& program);

  const Program& program;

  template <class... Arguments>
  bool require(bool condition, fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    if (!condition && fault_.empty()) fault_ = fmt::format(format, std::forward<Arguments>(arguments)...);
    return fault_.empty();
  }
  bool sound() const { return fault_.empty(); }
  const std::string& fault() const { return fault_; }

  /// The range lies within a section of that size. Walking it is paid from a budget that any program
  /// whose ranges overlap little can afford: verifying stays linear in the size of the program.
  bool range(program::Range range, std::size_t size, const char* what);
  /// Within the pool, and made of whole characters.
  bool string(program::String string, const char* what);
  bool place(const program::Place& place);
  /// Kind, width and id fit the meaning.
  bool meaning(Kind kind, Meaning meaning, std::uint8_t width, std::uint32_t id, const char* what);

  /// One more than the greatest code of that meaning that a program may hold itself.
  std::int64_t code_limit(Meaning meaning, std::uint32_t id) const;

  /// A name of a field, which stands in pointers into a document.
  bool field_name(program::String string);
  /// Each text that `name_of(record)` gives is there once.
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

/// What the code checks learn about a unit for the checks of its results.
struct UnitFacts {
  Levels levels;
  std::span<const program::Column> columns;
  std::span<const program::Register> registers;
  std::span<const program::Instruction> instructions;
  std::vector<std::uint32_t> writer;  ///< of each register: its instruction
  /// Whether each register can be read when its level's final segment, or the document, is done.
  std::vector<bool> readable;
  /// The same when all that explains has run too.
  std::vector<bool> explained;
  /// Of each List level: the column that says whether the list is there; of one that no code looks at there
  /// may be none.
  std::vector<std::uint32_t> presence_columns;

  /// The column that an operand's values are read from and not computed; kAbsent where they are. The code
  /// has been checked.
  std::uint32_t read_column(std::uint32_t operand) const;
};

bool check_tables(Checker& checker);
bool check_constants(Checker& checker);
/// Levels, columns and the fields that fill them.
bool check_schema(Checker& checker, const program::Unit& unit, UnitFacts& facts);
/// Registers, instructions, segments and cost. The schema has been checked.
bool check_code(Checker& checker, std::uint32_t unit, UnitFacts& facts);
/// What the operands of the code stand for. The code has been checked.
bool check_meanings(Checker& checker, const program::Unit& unit, const UnitFacts& facts);
/// Texts in other languages.
bool check_translations(Checker& checker);
/// Sections, acts, norms, phrases, clauses, judgements. The code has been checked.
bool check_results(Checker& checker, const program::Unit& unit, const UnitFacts& facts);

}  // namespace precept::verifier
