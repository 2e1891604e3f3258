// Turns plans into changes of the document, and chooses values where several would do.
//
//   shall ensure s.length <= f.limit      plan: the `length` of Ben in [least, 4]
//                                         change: Edit /stalls/1/length to 4
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "runtime/repair/change/change.h"
#include "runtime/repair/change/fields.h"
#include "runtime/repair/planner/plan.h"

namespace precept {

/// Refers to view, places and fields, which outlive it.
class ChangeMaker {
 public:
  /// No more values than this are tried in one place.
  static constexpr std::size_t kMostValues = 3;

  /// `today`: the value of dates that may be any; kNoDay: no day is preferred. `words`: names new elements.
  ChangeMaker(const RunView& view, const DocumentPlaces& places, const Fields& fields, Day today,
              const Catalogue& words);

  /// The plan's changes, in variants that differ in one value. Pointers are into this run's document.
  std::vector<Changes> changes(const Plan& plan);
  /// Changes that may leave the verdict open. `omissions` removes, one at a time, the values that the plan
  /// would change and whose absence is missing evidence; `withdrawals` removes one attestation at a time.
  std::vector<Changes> omissions(const Plan& plan);
  std::vector<Changes> withdrawals();

 private:
  std::vector<Change> options(const Target& target);
  std::vector<Change> value(const Target& target);
  std::vector<Change> judge(const Target& target);
  std::vector<Change> append(const Target& target);
  static void repeat(const Target& target, std::vector<std::vector<Change>>& options);
  Change drop(const Target& target);
  bool is_of_record(std::uint32_t level) const;
  static bool is_blank(program::Form form, const Domain& wish, std::string_view json);
  std::vector<std::string> values(std::uint32_t column, std::uint32_t row, const Domain& wish);
  std::vector<std::string> listed(const program::Field& field, program::Form form, const Domain& wish);
  std::vector<std::string> texts(std::uint32_t column, std::uint32_t row, const Domain& wish);
  std::vector<std::string> moments_in(std::optional<std::int64_t> current, const Domain& wish) const;
  std::vector<std::string> in_range(program::Form form, std::optional<std::int64_t> current,
                                    const Domain& wish) const;
  std::size_t attestation_number(const Attestation& made) const;
  std::string masked(std::uint32_t column, std::uint32_t row, const Domain& wish);

  /// Texts that the current plan gives, by column and row.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> given_;

  const RunView& view_;
  const DocumentPlaces& places_;
  const Fields& fields_;
  Day today_;
  Catalogue words_;
};

}  // namespace precept
