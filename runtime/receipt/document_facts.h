// The facts that a receipt may state: the paths of all fields of a kind of document.
#pragma once

#include <algorithm>
#include <vector>

#include "runtime/program/program.h"
#include "runtime/receipt/clause_table.h"

namespace precept::receipt {

class DocumentFacts {
 public:
  DocumentFacts(const Program& program, const program::Unit& unit) : program_(program) {
    walk(unit.root, 0, {});
  }

  /// The fact of a column; null where there is none.
  const Fact* of_column(std::uint32_t column) const {
    return find([&](const Fact& fact) { return fact.column == column; });
  }
  const Fact* of_list(std::uint32_t level) const {
    return find([&](const Fact& fact) { return fact.list == level; });
  }
  /// The fact of the field `name : text` in the rows of a level; null where there is none.
  const Fact* name_of(std::uint32_t level) const;

 private:
  template <class Is>
  const Fact* find(Is is) const {
    auto found = std::ranges::find_if(facts_, is);
    return found == facts_.end() ? nullptr : &*found;
  }
  void walk(std::uint32_t object, std::uint32_t level, const std::vector<checker::PathStep>& above);
  checker::PathStep step(const program::Field& field) const;

  const Program& program_;
  std::vector<Fact> facts_;  ///< all of the unit
};

}  // namespace precept::receipt
