#include "runtime/repair/margin.h"

#include <algorithm>

#include "runtime/reasons/register_reasons.h"

namespace precept {

namespace {

/// So many parts of a condition are looked at, as it may be of any length.
constexpr std::size_t kMostParts = 100;

class MarginFinder {
 public:
  MarginFinder(const Goal& goal, const RunView& view, const Results& results, DocumentPlaces& places)
      : goal_(goal),
        view_(view),
        results_(results),
        places_(places),
        register_reasons_(view, places, false) {}

  std::vector<Margin> run() {
    for (std::uint32_t index = 0; index < view_.sections.size(); ++index) section(index);
    std::ranges::stable_sort(found_, {}, &Margin::spare);
    if (found_.size() > kMostMargins) found_.resize(kMostMargins);
    return std::move(found_);
  }

 private:
  void section(std::uint32_t index) {
    const program::Section& section = view_.sections[index];
    const SectionResults& of = results_.section(index);
    auto norms = Program::in(view_.program.norms, section.norms);
    for (std::uint32_t i = 0; i < norms.size(); ++i) {
      if (is_act_norm(norms[i].modality)) continue;
      std::string label(view_.text(view_.clauses[norms[i].clause].label));
      bool counts =
          goal_.clause.empty() ? level_of(norms[i].modality) == Level::Error : label == goal_.clause;
      for (std::uint32_t row = 0; counts && row < of.rows; ++row) {
        bool is_it = goal_.subject.empty() || places_.pointer(section.level, row) == goal_.subject;
        if (!is_it || of.outcome(i, row) != Outcome::Satisfied) continue;
        about_ = {.clause = label,
                  .subject = places_.pointer(section.level, row),
                  .name = places_.name(section.level, row)};
        parts_ = 0;
        holding(norms[i].holds, section.level, row);
      }
    }
  }

  /// Collects the comparisons that an operand that is yes needs: both sides of an `and`, or itself.
  void holding(std::uint32_t operand, std::uint32_t level, std::uint32_t from) {
    if (++parts_ > kMostParts) return;
    std::uint32_t row = view_.ancestor_row(level, from, view_.level_of(operand)), reg = operand & ~kNegated;
    const program::Instruction& made = view_.producer(reg);
    bool is_negated = (operand & kNegated) != 0;
    const auto& [a, b, c, d] = made.operands;
    std::uint32_t here = view_.level_of(operand);
    if (made.opcode == Opcode::Spread) return holding(a ^ (operand & kNegated), here, row);
    if (made.opcode == (is_negated ? Opcode::Or : Opcode::And)) {
      holding(a ^ (operand & kNegated), here, row);
      return holding(b ^ (operand & kNegated), here, row);
    }
    if (made.opcode == Opcode::LessInt) {
      Interval left = view_.registers.integer(a, row), right = view_.registers.integer(b, row);
      const ValueType type = view_.register_kinds[a].type;
      // What lies between two numbers is no count.
      if (left.is_exact() && right.is_exact() && type != ValueType::Number)
        add(reg, row, left.low, right.low, is_negated, type);
    }
    if (made.opcode == Opcode::LessCode) {
      std::int32_t left = view_.registers.code(a, row), right = view_.registers.code(b, row);
      if (left >= 0 && right >= 0) add(reg, row, left, right, is_negated, ValueType::Duration);
    }
    bool is_equal = made.opcode == Opcode::EqualInt && !is_negated;
    if (is_equal) add(reg, row, 1, 2, false, ValueType::Int);  // any other number breaks it
  }

  void add(std::uint32_t reg, std::uint32_t row, std::int64_t left, std::int64_t right, bool is_negated,
           ValueType unit) {
    interval::Wide wide = is_negated ? static_cast<interval::Wide>(left) - right
                                     : static_cast<interval::Wide>(right) - left - 1;
    if (wide < 0 || wide > interval::kMost) return;
    Margin margin = about_;
    margin.text = register_reasons_.nouns().sentence(reg, row, is_negated ? Truth::No : Truth::Yes);
    margin.spare = static_cast<std::int64_t>(wide);
    margin.unit = unit;
    found_.push_back(std::move(margin));
  }

  const Goal& goal_;
  const RunView& view_;
  const Results& results_;
  DocumentPlaces& places_;
  RegisterReasons register_reasons_;
  Margin about_;
  std::size_t parts_ = 0;
  std::vector<Margin> found_;
};

}  // namespace

std::vector<Margin> margins_of(const Goal& goal, const RunView& view, const Results& results,
                               DocumentPlaces& places) {
  return MarginFinder(goal, view, results, places).run();
}

}  // namespace precept
