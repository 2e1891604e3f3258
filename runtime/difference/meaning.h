// What an expression of a program means, so that two programs can be compared and not their texts: equal
// meanings have one number, however the policies are laid out, commented or divided into definitions.
//
//   when g.age < 18            and, in the other policy,   define minor(g: Guest) = g.age < 18
//                                                          when minor(g)
//
// Registers, places and numbers of members do not count: fields, tables, readings and members are called by
// their names. What stands behind a name is a Basis, which is compared by itself
// (runtime/difference/outline.h).
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/program/unit_view.h"

namespace precept::difference {

/// Something with a name that expressions rest upon.
struct Basis {
  enum class Kind { Definition, Field, Table, Reading, Judgement, Exception };
  Kind kind{};
  std::string name;  ///< of a field, its path in documents: "/guests/*/age"; of an exception, its clause

  auto operator<=>(const Basis&) const = default;
};

/// Gives each meaning a number. Both programs must use one pool.
class MeaningPool {
 public:
  std::uint32_t number(const std::string& meaning);

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

/// The meanings of one unit. Refers to the view and the pool, which must outlive it.
class Meanings {
 public:
  Meanings(const UnitView& view, MeaningPool& pool);

  /// Of a register operand, which may carry kNegated.
  std::uint32_t of(std::uint32_t operand);
  /// Adds the meanings that must all hold for the operand, a truth, to hold: `a and b` has two.
  void add_conjuncts(std::uint32_t operand, std::set<std::uint32_t>& to);
  /// Adds everything that the operand rests upon.
  void add_bases(std::uint32_t operand, std::set<Basis>& to) const;
  /// The rows of a level, as documents have them: "/guests/*"; "" is the document.
  std::string rows_of(std::uint32_t level) const;

 private:
  std::string describe(const program::Instruction& made);
  std::string particular(char letter, std::uint32_t value, const program::Instruction& made) const;
  std::string field(std::uint32_t column) const;
  std::optional<Basis> basis(char letter, std::uint32_t value) const;

  const UnitView& view_;
  MeaningPool& pool_;
  std::map<std::uint32_t, std::uint32_t> known_;  ///< by register
};

}  // namespace precept::difference
