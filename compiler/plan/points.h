// Points for test coverage (program::Point; docs/testing.md, What the tests have shown), found while a policy
// is planned.
//
// Points do not change the instructions that decide: they are recorded meanwhile, and the instructions that
// only probes need come last.
#pragma once

#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/plan/instruction_builder.h"

namespace precept::plan {

/// The points of one program; its units are planned one after the other.
class Points {
 public:
  explicit Points(SharedSections& shared);

  /// Records the operands of an `or` for the use that is being planned.
  void record_or(const model::Expr& expr, Operand left, Operand right);
  /// Adds two points: `value`, which is what `node` says, is to be yes in some row and no in some row, among
  /// the rows where `reached` is yes.
  void decision(InstructionBuilder& builder, program::PointKind kind, const void* node, Span place,
                Operand reached, Operand value);
  /// Adds a probe of one point: `value` is to be yes in some row.
  void probe(InstructionBuilder& builder, program::PointKind kind, bool wants_yes, const void* node,
             Span place, Operand value);
  /// The clause that owns the points added from now on.
  void set_owner(std::string_view label) { owner_ = label; }
  /// Makes the probes of every `or` that was recorded, and moves all probes to the unit.
  void end_unit(InstructionBuilder& builder);

 private:
  struct Owner {
    std::string_view name;
    bool is_definition;
  };
  /// The operands of `a or b or c`, in order.
  struct OrOperands {
    Owner owner;
    std::vector<const model::Expr*> operands;
  };
  struct OrUse {
    const OrOperands* operands;
    std::vector<Operand> values;
  };

  void find_ors(const model::Expr* expr, Owner owner);
  void find_ors(const std::optional<model::Text>& text, Owner owner);
  void find_ors(const model::Section& section);
  std::uint32_t point(program::PointKind kind, bool wants_yes, const void* node, Span place, Owner owner);
  void add(InstructionBuilder& builder, std::uint32_t point, Operand operand, Operand unless);
  void add_uses(InstructionBuilder& builder, const OrUse& use);

  SharedSections& shared_;
  std::string_view owner_;
  std::unordered_set<const model::Variable*> seen_lets_;
  std::unordered_map<const model::Expr*, OrOperands> ors_;  ///< by the outermost `or`
  std::map<std::tuple<program::PointKind, bool, const void*>, std::uint32_t> points_;
  std::map<std::tuple<FileId, std::uint32_t, std::uint32_t>, const model::Expr*> first_at_;  ///< by place

  // of the unit that is being planned
  std::unordered_map<const model::Expr*, Operand> last_values_;  ///< of an operand of an `or`
  std::vector<OrUse> uses_;
  std::set<std::tuple<std::uint32_t, Operand, Operand>> known_probes_;
  std::vector<program::Probe> probes_;
};

}  // namespace precept::plan
