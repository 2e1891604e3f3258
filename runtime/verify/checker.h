// What the parts of the verifier share: the first fault, bounds, and a budget of work.
#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "runtime/levels.h"
#include "runtime/opcode.h"
#include "runtime/program.h"

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
};

bool check_tables(Checker& checker);
bool check_constants(Checker& checker);
/// Levels, columns and the fields that fill them.
bool check_schema(Checker& checker, const program::Unit& unit);
/// Registers, instructions, segments and cost. The schema has been checked.
bool check_code(Checker& checker, std::uint32_t unit, UnitFacts& facts);
/// Texts in other languages.
bool check_translations(Checker& checker);
/// Sections, acts, norms, phrases, clauses, judgements. The code has been checked.
bool check_results(Checker& checker, const program::Unit& unit, const UnitFacts& facts);

}  // namespace precept::verifier
