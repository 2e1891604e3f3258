// The face of facts/: what follows from conditions, by ranges of numbers and dates, members of enums, and
// truth.
//
//     when b.people > 200
//     unless b.people >= 100
//
// `assume(people > 200, yes)` and then `assume(people >= 100, no)` leave nothing that `b.people` could be, so
// the second gives false: the norm never applies.
//
// It is sound and not complete: where it gives false there is no document; where it gives true, there may be
// none all the same.
#pragma once

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "authoring/lint/facts/value.h"
#include "authoring/lint/terms/terms.h"

namespace precept::lint {

/// A truth, and what it is taken to be.
struct Condition {
  TermId term = kNoTerm;
  bool is_yes = true;
};

class Facts {
 public:
  explicit Facts(Terms& terms) : terms_(&terms) {}

  /// Adds that the truth is so; false where that cannot be together with what is known. Afterwards nothing
  /// else may be asked.
  bool assume(TermId truth, bool is_yes);
  bool assume(const Condition& condition) { return assume(condition.term, condition.is_yes); }
  bool assume_all(const std::vector<Condition>& conditions);
  /// Adds that not all of them are so.
  bool assume_not_all(const std::vector<Condition>& conditions);
  /// Adds that the value is none; false where it never is.
  bool assume_none(TermId value);

  /// Whether it can be so beside what is known.
  bool may_be(TermId truth, bool is_yes) const;
  bool may_all_be(const std::vector<Condition>& conditions) const;
  /// Whether the truth is sure to be so, wherever it is known.
  bool follows(TermId truth, bool is_yes) const { return !may_be(truth, !is_yes); }
  Value value(TermId term) const;

  /// What is known without what is known of elements: for a list of which others are spoken of.
  Facts of_no_element() const;
  /// Whether the truth itself is among what was assumed.
  bool has(TermId truth) const;

 private:
  bool limited() const { return ++*steps_ > kMostSteps; }
  bool assume_once(TermId truth, bool is_yes);
  bool assume_one_of(const std::vector<std::vector<Condition>>& ways);
  std::vector<Condition> operands(TermId chain, model::Operator op, bool is_yes) const;
  bool assume_unary(const Term& term, bool is_yes);
  bool assume_comparison(const Term& term, bool is_yes);
  bool assume_compared(TermId left, TermId right, std::uint8_t compared, bool is_order);
  bool refine_sides(TermId left, TermId right, std::uint8_t compared);
  bool assume_in(const Term& term, bool is_yes);
  bool assume_quantifier(const Term& term, bool is_yes);
  bool assume_given(TermId value, bool is_given);
  bool refine(TermId term, const Value& by);
  bool pass_on(const Term& term, const Value& by);
  void join(const Facts& other);

  Value computed(TermId id) const;
  Value computed_binary(const Term& term) const;
  Value of_type(const Term& term) const;
  Value constant(const Term& term) const;
  std::int64_t member(const Term& term) const;
  bool is_declared_none(const Term& term) const;
  bool may_be_none(TermId id) const;

  static constexpr std::size_t kMostSteps = 3'000;

  Terms* terms_;
  std::map<TermId, Value> known_;
  std::shared_ptr<std::size_t> steps_ = std::make_shared<std::size_t>(0);  ///< taken, with those of copies
};

}  // namespace precept::lint
