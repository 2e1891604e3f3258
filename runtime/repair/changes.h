// Plans as changes of the document: a value chosen where several would do.
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

class ChangeMaker {
 public:
  /// No more values than this are tried in one place.
  static constexpr std::size_t kMostValues = 3;

  /// `today`: the day for dates that may be any; kNone: none is better than
  /// another. `words`: in whose language what is new is named.
  ChangeMaker(const RunView& view, const Places& places, const Fields& fields, Day today, const Words& words);

  /// The plan's changes, in variants that differ in one value; pointers are
  /// into this run's document.
  std::vector<Changes> changes(const Plan& plan);
  /// To leave the verdict open: everything that somebody attested goes, one at
  /// a time, and so does each value that the plan would change and that would
  /// be missed.
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
  std::vector<std::string> in_range(program::Form form, std::optional<std::int64_t> current,
                                    const Domain& wish) const;
  std::size_t attestation_number(const Attestation& made) const;
  std::string masked(std::uint32_t column, std::uint32_t row, const Domain& wish);

  /// Texts that the plan at hand gives, by column and row.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::string> given_;

  const RunView& view_;
  const Places& places_;
  const Fields& fields_;
  Day today_;
  Words words_;
};

}  // namespace precept
