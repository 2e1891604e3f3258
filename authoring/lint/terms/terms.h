// The face of terms/: expressions as terms, of which equal ones are one. A `let` is what it stands for, the
// elements of equal lists are equal, and a call knows the body of its definition with the arguments in it.
//
//     some a in b.stalls satisfies a.length > 4
//     some s in b.stalls satisfies s.length > 4        the same term
//
// What two sections about one record say of their document is comparable, whatever they call it.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/model/model.h"

namespace precept::lint {

using TermId = std::uint32_t;
inline constexpr TermId kNoTerm = 0xFFFFFFFF;

struct Term {
  model::ExprKind kind{};
  model::Type type;
  model::Operator op{};
  model::QuantifierForm quantifier{};
  model::AggregateForm aggregate{};
  model::ValueState state{};
  std::int64_t number = 0, under = 1;  ///< Constant, SetLiteral; Field, Column: the field
  std::int64_t which = 0;              ///< table, reading, variable, definition, judgement
  std::string text;                    ///< Constant
  std::vector<model::Value> values;    ///< InConstants
  TermId left = kNoTerm, right = kNoTerm, third = kNoTerm, filter = kNoTerm;
  std::vector<TermId> items;
  TermId body = kNoTerm;     ///< Call: with the arguments in it; none where there are too many terms
  bool has_element = false;  ///< an element of a list is in it
};

class Terms {
 public:
  /// The model must outlive it.
  explicit Terms(const model::Model& model);

  TermId of(const model::Expr& expr) { return of(expr, 0, 0); }
  const Term& operator[](TermId id) const { return terms_[id]; }
  const model::Model& model() const { return model_; }
  std::size_t size() const { return terms_.size(); }

  /// The term under which is noted how two others compare, the lesser of the two first.
  TermId comparison(TermId left, TermId right);
  /// What was found out of a truth before anything is known, for who asks again (facts/).
  std::unordered_map<std::uint64_t, bool>& possible() { return possible_; }
  /// The number of a text, for the members of a set.
  std::int64_t text_number(const std::string& text);

 private:
  using Frame = std::map<const model::Variable*, TermId>;

  TermId of(const model::Expr& expr, std::uint32_t frame, std::uint32_t depth);
  TermId of(const model::Expr* expr, std::uint32_t frame, std::uint32_t depth) {
    return expr != nullptr ? of(*expr, frame, depth) : kNoTerm;
  }
  TermId make(const model::Expr& expr, std::uint32_t frame, std::uint32_t depth);
  TermId variable(const model::Variable& variable, std::uint32_t frame);
  TermId body_of(const model::Define& define, const std::vector<TermId>& arguments, std::uint32_t depth);
  void bind(const model::Expr& expr, TermId list, std::uint32_t frame, std::uint32_t depth);
  TermId intern(Term term);
  std::int64_t number_of(const void* pointer);

  const model::Model& model_;
  std::deque<Term> terms_;  ///< which stay where they are while others come
  std::unordered_map<std::uint64_t, bool> possible_;
  std::unordered_map<std::string, TermId> by_content_;
  std::vector<Frame> frames_;
  std::map<std::pair<const model::Expr*, std::uint32_t>, TermId> done_;
  std::map<std::pair<const model::Define*, std::vector<TermId>>, TermId> bodies_;
  std::map<const void*, std::int64_t> numbers_;
  std::unordered_map<std::string, std::int64_t> texts_;
  std::uint32_t calls_open_ = 0;
};

}  // namespace precept::lint
