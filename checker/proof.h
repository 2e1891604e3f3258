// A proof: the values of expressions for rows, each following from values before it, down to facts.
//
// It has exactly the steps that the results need. What is needed is settled, not chosen: the operands of a
// step in their order, up to the one that decides it (the first `no` of an `and`). So of one document and one
// clause table there is one proof, and whatever is changed in it is seen.
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

/// A proof with more is none that is looked at, and none that is written: rows of all levels, each with a
/// place in the level above, and looks at values.
inline constexpr std::int64_t kMostRows = 4'000'000;
constexpr std::uint64_t most_looks(std::uint64_t steps) {
  return std::min<std::uint64_t>(100'000'000, 1'000'000 + 5'000 * steps);
}

/// What was chosen, by reading.
using Readings = std::map<std::string, std::string>;

/// How the rows of levels hang together, from the lengths of lists.
class Layout {
 public:
  explicit Layout(const std::vector<Level>& levels);

  /// Levels are added in their order, with the length of each list (or, for a Cross, none).
  void add_document();
  void add_list(const std::vector<std::int64_t>& lengths);
  void add_cross();

  std::int64_t rows(std::size_t level) const { return starts_[level].back(); }
  std::int64_t parent(std::size_t level, std::int64_t row) const;
  std::int64_t first_child(std::size_t level, std::int64_t parent) const { return starts_[level][parent]; }
  /// The row of `above`, which is the level or one that it hangs below.
  std::int64_t climb(std::size_t level, std::int64_t row, std::size_t above) const;
  /// The row of the list that a row is, or, of a Cross, repeats.
  std::int64_t element(std::size_t level, std::int64_t row) const;
  /// How many levels lie between.
  std::size_t climbs(std::size_t level, std::size_t above) const { return depth_[level] - depth_[above]; }

 private:
  void add(std::vector<std::int64_t> starts);

  const std::vector<Level>& levels_;
  std::vector<std::vector<std::int64_t>> starts_;  ///< by level and parent row: where its rows begin
  std::vector<std::vector<std::int64_t>>
      elements_;  ///< of a Cross, likewise: the list's row that comes first
  std::vector<std::size_t> depth_;
  std::int64_t total_ = 0;
};

class Proof {
 public:
  /// `document`: what the facts are held against; null where it is not at hand.
  Proof(ClauseTable& table, const Json& proof, const Readings& readings, const ReadDocument* document);

  /// Every step follows. Refuses the first that does not.
  void check_steps();
  /// Every step and every fact was needed. To be asked last.
  void check_all_needed() const;

  std::int64_t rows(std::size_t level) const { return layout_.rows(level); }
  /// So much more was looked at: refuses where that is more than a proof may take.
  void charge(std::uint64_t looks);
  /// The value of an expression that lies at the level or above; refuses where the proof does not have it.
  Value value(Operand operand, std::size_t level, std::int64_t row);
  /// Whether the list of a level is there for the row above it; and the row that is above.
  State list_state(std::size_t level, std::int64_t parent_row);
  std::int64_t parent(std::size_t level, std::int64_t row) const { return layout_.parent(level, row); }
  /// "/attendance/3".
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
  Value fold(const Expression& made, std::int64_t row);
  Value fold_numbers(const Expression& made, Range rows);
  Value distinct(const Expression& made, Range rows);
  Value only(const Expression& made, Range rows);
  Value any(Operand in, Range rows);

  ClauseTable& table_;
  const Json& json_;
  const ReadDocument* document_;
  const Readings& chosen_;
  std::vector<std::vector<const Json*>> elements_;  ///< of the document, by level and row
  std::vector<Step> steps_;
  std::vector<std::size_t> first_;  ///< by expression: its first step
  Layout layout_;
  std::map<Attested, Value> attested_;
  std::set<std::string> needed_facts_;
  std::set<Attested> needed_attestations_;
  std::uint64_t work_ = 0;
};

}  // namespace precept::checker
