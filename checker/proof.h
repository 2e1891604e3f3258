// A proof: steps, each the value of one expression for one row, which follows from earlier values and in the
// end from facts (docs/receipts.md).
//
//     shall ensure count(e.guests) <= e.seats
//
// has steps for `seats`, the length of `guests`, their count, the comparison and the outcome.
//
// A proof has exactly the steps that the results need. The rules settle what is needed: the operands of a
// step in their order, up to the one that decides (the first `no` of an `and`). So there is one proof for a
// document and a clause table, and every change in it is found.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "checker/clause_table.h"
#include "checker/document.h"

namespace precept::checker {

/// Limits of a proof that is written or checked: the rows of all levels together, and the number of values
/// looked at.
inline constexpr std::int64_t kMostRows = 4'000'000;
constexpr std::uint64_t most_work(std::uint64_t steps) {
  return std::min<std::uint64_t>(100'000'000, 1'000'000 + 5'000 * steps);
}

/// The choice for each reading, by name.
using Readings = std::map<std::string, std::string>;

/// The rows of all levels and their parents, built from the lengths of lists.
class LevelRows {
 public:
  explicit LevelRows(const std::vector<Level>& levels);

  /// Add the levels in their order. A list needs its length for each row above.
  void add_document();
  void add_list(const std::vector<std::int64_t>& lengths);
  void add_cross();

  std::int64_t rows(std::size_t level) const { return starts_[level].back(); }
  std::int64_t parent(std::size_t level, std::int64_t row) const;
  std::int64_t first_child(std::size_t level, std::int64_t parent) const { return starts_[level][parent]; }
  /// The row of `above` that the row belongs to. `above` is the level itself or one above it.
  std::int64_t ancestor_row(std::size_t level, std::int64_t row, std::size_t above) const;
  /// The row of the list that a row stands for: itself, or for a Cross the one it repeats.
  std::int64_t element(std::size_t level, std::int64_t row) const;
  /// Number of levels from one up to the other.
  std::size_t level_distance(std::size_t level, std::size_t above) const {
    return depth_[level] - depth_[above];
  }

 private:
  void add(std::vector<std::int64_t> starts);

  const std::vector<Level>& levels_;
  std::vector<std::vector<std::int64_t>> starts_;    ///< by level and parent row: the first row
  std::vector<std::vector<std::int64_t>> elements_;  ///< Cross, likewise: the first row of the list
  std::vector<std::size_t> depth_;
  std::int64_t total_ = 0;
};

class Proof {
 public:
  /// Reads the steps. `document` is compared with the facts; null where it is not given. The other arguments
  /// must outlive the proof.
  Proof(ClauseTable& table, const Json& proof, const Readings& readings, const ReadDocument* document);

  /// Checks every step. Refuses the first that does not follow.
  void check_steps();
  /// Refuses a step or a fact that was not needed. Call it last.
  void check_all_needed() const;

  std::int64_t rows(std::size_t level) const { return rows_.rows(level); }
  /// Adds to the number of values looked at. Refuses when it exceeds the limit.
  void add_work(std::uint64_t work);
  /// The value of an operand for a row of `level`; the operand's level is `level` or above. Refuses where the
  /// proof has no such step.
  Value value(Operand operand, std::size_t level, std::int64_t row);
  /// Known where the list of a level is there for a row of the parent level; else None or Unknown.
  State list_state(std::size_t level, std::int64_t parent_row);
  std::int64_t parent(std::size_t level, std::int64_t row) const { return rows_.parent(level, row); }
  /// The JSON pointer of a row: "/attendance/3".
  std::string pointer(std::size_t level, std::int64_t row) const;
  /// The name of an element; empty where it has none.
  std::string name(std::size_t level, std::int64_t row);

 private:
  struct Step {
    std::size_t expression = 0;
    std::int64_t row = 0;
    Value value;
    bool is_needed = false;
  };
  struct Range {
    std::int64_t begin = 0, end = 0;
  };

  /// Which elements of a list lead to which, as rows of bits.
  struct Ways {
    std::vector<std::vector<std::uint64_t>> sure, possible;
  };

  void read_attestations(const Json& attested);
  void read_steps(const Json& steps);
  void lay_out();
  void lay_out_list(std::size_t level);
  void find_elements(std::size_t level, std::int64_t parent);
  Step& step(std::size_t expression, std::int64_t row);
  Value operand(const Expression& made, std::size_t slot, std::int64_t row);
  std::string where(const Step& step) const;

  Value follow(const Step& step);
  Value follow_lookup(const Expression& made, std::int64_t row);
  Value follow_truths(const Expression& made, std::int64_t row);
  Value right(const Expression& made, std::int64_t row);
  Value outcome(const Expression& made, std::int64_t row);
  Value fact(const Step& step, const Expression& made);
  Value reading(const Expression& made);
  Value attested(const Expression& made, std::int64_t row);
  Value find(const Expression& made, std::int64_t row);
  Value cell(const Expression& made, std::int64_t row);
  Value member(const Expression& made, std::int64_t row);
  Value reach(const Expression& made, std::int64_t row);
  Value pair(const Expression& made, std::int64_t row);
  const Ways& ways(const Expression& made, Range elements);
  Value fold(const Expression& made, std::int64_t row);
  Value fold_numbers(const Expression& made, Range rows);
  Value distinct(const Expression& made, Range rows);
  Value only(const Expression& made, Range rows);
  Value any(Operand in, Range rows);

  ClauseTable& table_;
  const Json& json_;
  const ReadDocument* document_;
  const Readings& chosen_;
  std::vector<std::vector<const Json*>> elements_;  ///< elements of the document, by level and row
  std::vector<Step> steps_;
  std::vector<std::size_t> first_;  ///< by expression: its first step
  LevelRows rows_;
  std::map<Attested, Value> attested_;
  std::map<std::pair<const Expression*, std::int64_t>, Ways>
      ways_;  ///< by `reach`, and the first element's row
  std::set<std::string> needed_facts_;
  std::set<Attested> needed_attestations_;
  std::uint64_t work_ = 0;
};

}  // namespace precept::checker
