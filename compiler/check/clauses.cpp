// Clauses and their items.
#include "compiler/check/clauses.h"

#include <algorithm>
#include <utility>

namespace precept::checking {

using ast::Modality;
using model::VariableKind;

namespace {

/// Each exception is held against each norm before it in its clause.
constexpr std::size_t kMostPairs = 1'000'000;

class ClauseChecker {
 public:
  ClauseChecker(Context& context, ExpressionChecker& checker, model::Section& section, Exceptions& exceptions)
      : context_(context), checker_(checker), section_(section), exceptions_(exceptions) {}

  void check(const ast::ClauseDecl& declared) {
    clause_ = {.label = std::string(declared.label.text),
               .span = declared.label.span,
               .label_span = declared.label.span};
    if (auto first = std::ranges::find(section_.clauses, clause_.label, &model::Clause::label);
        first != section_.clauses.end()) {
      context_
          .report(DiagnosticKind::Redeclared, declared.label.span,
                  fmt::format("the clause `{}` is written twice for one `about`", clause_.label))
          .label(first->span, "first here");
    }
    std::size_t bound_before = checker_.bound(), asked_before = checker_.asked();
    std::vector<ast::Name> lets;
    for (const ast::Item& item : declared.items)
      if (item.form == ast::ItemForm::Let) lets.push_back(item.name);
    checker_.begin_clause(std::move(lets));
    for (const ast::Item& item : declared.items) check_item(item);
    finish(declared);
    checker_.forget(bound_before);
    checker_.forget_asked(asked_before);
    section_.clauses.push_back(std::move(clause_));
  }

 private:
  void check_item(const ast::Item& item) {
    switch (item.form) {
      case ast::ItemForm::Quote:
        if (item.text) clause_.quote_span = item.text->span;
        return set_text(item, "quote", clause_.quote);
      case ast::ItemForm::Gist:
        return set_text(item, "gist", clause_.gist);
      case ast::ItemForm::Let:
        return check_let(item);
      case ast::ItemForm::AppliesWhen:
        return check_applies(item);
      case ast::ItemForm::Norm:
      case ast::ItemForm::However:
      case ast::ItemForm::Despite:
        return check_level_item(item, {}, level_, 0);
      case ast::ItemForm::Informative:
        set_text(item, "informative", clause_.reason);
        is_informative_ = is_informative_ ? is_informative_ : &item;
        return;
      case ast::ItemForm::NotCheckable:
        set_text(item, "not checkable", clause_.reason);
        is_not_checkable_ = true;
        return;
    }
  }

  void set_text(const ast::Item& item, std::string_view name, std::string& slot) {
    if (!item.text) return;
    if (!slot.empty()) {
      context_
          .report(DiagnosticKind::Redeclared, item.span, fmt::format("a clause has at most one `{}`", name))
          .label(clause_.span, "in this clause")
          .with_help(name == "informative" || name == "not checkable"
                         ? "a clause is informative, or not checkable, for one reason"
                         : "put the words into one");
      return;
    }
    slot = item.text->plain;
  }

  void check_let(const ast::Item& item) {
    model::Expr* value = checker_.let_value(item.expr);
    if (item.name.text.empty()) return;
    lets_.push_back(checker_.bind(VariableKind::Let, item.name, value->type, value));
  }

  void check_applies(const ast::Item& item) {
    if (!clause_.norms.empty()) {
      context_
          .report(DiagnosticKind::MisplacedStatement, item.span,
                  "`applies when` stands before the norms of its clause")
          .label(section_.norms[clause_.norms[0]].span, "the first norm");
      return;
    }
    if (applies_) {
      context_.report(DiagnosticKind::Redeclared, item.span, "a clause has at most one `applies when`")
          .with_help("join the conditions with `and`");
      return;
    }
    applies_ = checker_.truth(item.expr);
    checker_.assume(applies_);
  }

  /// The words that an exception gives to its norms.
  struct Words {
    const ast::Text* quote = nullptr;
    const ast::Text* gist = nullptr;
  };

  /// A norm or an exception, behind the norms `level` that it is level with. From `first` on the clause's
  /// norms are these and the exceptions to them.
  void check_level_item(const ast::Item& item, Words words, std::vector<std::uint32_t>& level,
                        std::size_t first) {
    if (item.form == ast::ItemForm::Norm) {
      if (item.norm) level.push_back(add_norm(*item.norm, words, in_however_));
      return;
    }
    auto begin = clause_.norms.begin() + static_cast<std::ptrdiff_t>(first);
    exceptions_.pairs += static_cast<std::size_t>(clause_.norms.end() - begin);
    if (exceptions_.pairs <= kMostPairs)
      return add_exception({.item = &item, .level = level, .defeated = {begin, clause_.norms.end()}});
    if (std::exchange(exceptions_.are_too_many, true)) return;
    context_.report(DiagnosticKind::TooComplex, item.span,
                    fmt::format("more than {} pairs of an exception and a norm before it", kMostPairs));
  }

  void add_exception(Exception exception) {
    const ast::Item& item = *exception.item;
    exception.clause = static_cast<std::uint32_t>(section_.clauses.size());
    bool was_in_however = std::exchange(in_however_, item.form == ast::ItemForm::However || in_however_);
    std::size_t first = clause_.norms.size();
    for (const ast::Item& each : item.items)
      check_level_item(each, {item.text, item.gist}, exception.norms, first);
    in_however_ = was_in_however;
    exceptions_.all.push_back(std::move(exception));
  }

  std::uint32_t add_norm(const ast::Norm& declared, Words words, bool in_however) {
    model::Norm norm{.modality = declared.modality,
                     .clause = static_cast<std::uint32_t>(section_.clauses.size()),
                     .applies = applies_,
                     .span = declared.head.has_place() ? declared.head : declared.span};
    bool lost_acts = false;
    // A norm is about nothing but where it applies, and its message about nothing but where it is broken.
    std::size_t asked_before = checker_.asked();
    if (declared.when) norm.when = checker_.truth(declared.when);
    checker_.assume(norm.when);
    if (declared.unless) norm.unless = checker_.truth(declared.unless);
    checker_.assume(norm.unless, false);
    if (is_act_norm(declared.modality)) {
      norm.acts = resolve_acts(declared);
      lost_acts = norm.acts.size() < declared.acts.size();
    } else {
      norm.ensures = checker_.truth(declared.ensures);
      checker_.assume(norm.ensures, false);
    }
    if (declared.otherwise) norm.otherwise = checker_.text(*declared.otherwise);
    bool has_words = declared.quote != nullptr || declared.gist != nullptr;
    set_words(norm, has_words ? Words{declared.quote, declared.gist} : words);
    set_name(norm, declared.name);
    checker_.forget_asked(asked_before);
    auto id = static_cast<std::uint32_t>(section_.norms.size());
    section_.norms.push_back(std::move(norm));
    clause_.norms.push_back(id);
    exceptions_.in_however.push_back(in_however);
    exceptions_.lost_acts.push_back(lost_acts);
    for (const ast::Item& exception : declared.exceptions)
      add_exception({.item = &exception, .level = {id}, .defeated = {id}, .is_nested = true});
    return id;
  }

  static void set_words(model::Norm& norm, Words words) {
    if (words.quote) norm.quote = words.quote->plain, norm.quote_span = words.quote->span;
    if (words.gist) norm.gist = words.gist->plain, norm.gist_span = words.gist->span;
  }

  void set_name(model::Norm& norm, const ast::ClauseLabel& name) {
    norm.name = name.text;
    norm.name_span = name.span;
    if (norm.name.empty()) return;
    for (std::uint32_t other : clause_.norms) {
      if (section_.norms[other].name != norm.name) continue;
      context_
          .report(DiagnosticKind::Redeclared, name.span,
                  fmt::format("two norms of the clause `{}` are called `{}`", clause_.label, norm.name))
          .label(section_.norms[other].name_span, "first here");
      return;
    }
  }

  static bool is_act_norm(Modality modality) {
    switch (modality) {
      case Modality::May:
      case Modality::ShallNot:
      case Modality::ShouldNot:
        return true;
      case Modality::Shall:
      case Modality::Should:
      case Modality::Encourage:
        return false;
    }
    return false;
  }

  std::vector<std::uint32_t> resolve_acts(const ast::Norm& declared) {
    std::vector<std::uint32_t> result;
    if (section_.acts.empty()) {
      if (std::exchange(context_.acts_are_mistaken, true)) return result;
      context_
          .report(DiagnosticKind::NoActs, declared.head.has_place() ? declared.head : declared.span,
                  "no acts are declared for this `about`")
          .label(section_.span, "in this section")
          .with_help("declare them after it: `acts attend, decide`");
      return result;
    }
    for (const ast::Name& name : declared.acts) {
      if (name.text.empty()) continue;
      auto found = std::ranges::find(section_.acts, name.text);
      if (found == section_.acts.end()) {
        report_unknown_act(name);
        continue;
      }
      auto act = static_cast<std::uint32_t>(found - section_.acts.begin());
      if (std::ranges::find(result, act) != result.end()) {
        context_.report(DiagnosticKind::Redeclared, name.span,
                        fmt::format("the act `{}` is named twice", name.text));
        continue;
      }
      result.push_back(act);
    }
    return result;
  }

  void report_unknown_act(const ast::Name& name) {
    // One of the acts is misspelt where they are declared: this may be it.
    if (context_.acts_are_mistaken && context_.act_enum && find_member(*context_.act_enum, name.text)) return;
    if (!context_.unknown_acts.emplace(name.text).second) return;
    std::vector<std::string_view> candidates(section_.acts.begin(), section_.acts.end());
    context_
        .report(DiagnosticKind::UnknownAct, name.span,
                fmt::format("`{}` is none of the acts of this `about`", name.text))
        .label(section_.span, "in this section")
        .with_help(did_you_mean_or_list(name.text, candidates, "the acts"));
  }

  void finish(const ast::ClauseDecl& declared) {
    if (clause_.norms.empty()) {
      if (is_informative_) clause_.form = model::ClauseForm::Informative;
      if (is_not_checkable_) clause_.form = model::ClauseForm::NotCheckable;
      if (!is_informative_ && !is_not_checkable_) report_empty(declared);
    } else if (is_informative_) {
      context_
          .report(DiagnosticKind::MisplacedStatement, is_informative_->span,
                  "a clause with norms is more than informative")
          .label(section_.norms[clause_.norms[0]].span, "its first norm")
          .with_help("for the part that is left out, write `not checkable` and the reason");
    }
    for (const model::Variable* let : lets_) {
      // A use that is misspelt was told where it stands.
      if (checker_.is_used(let) || let->name.empty() || checker_.may_be_told(let->name)) continue;
      context_.report(DiagnosticKind::UnusedLet, let->span, fmt::format("nothing uses `{}`", let->name))
          .with_help("use it in a norm after it, or leave it out");
    }
  }

  void report_empty(const ast::ClauseDecl& declared) {
    context_
        .report(DiagnosticKind::EmptyClause, declared.label.span,
                fmt::format("the clause `{}` has no norm", clause_.label))
        .with_help("account for it: `informative` or `not checkable`, with the reason");
  }

  Context& context_;
  ExpressionChecker& checker_;
  model::Section& section_;
  Exceptions& exceptions_;
  model::Clause clause_;
  std::vector<std::uint32_t> level_;  ///< the clause's norms but for those in exceptions
  bool in_however_ = false;
  model::Expr* applies_ = nullptr;
  std::vector<model::Variable*> lets_;
  const ast::Item* is_informative_ = nullptr;
  bool is_not_checkable_ = false;
};

}  // namespace

void check_clauses(Context& context, ExpressionChecker& checker,
                   const std::vector<const ast::ClauseDecl*>& clauses, model::Section& section) {
  Exceptions exceptions;
  for (const ast::ClauseDecl* clause : clauses) {
    if (clause) ClauseChecker(context, checker, section, exceptions).check(*clause);
  }
  check_defeat(context, exceptions, section);
}

}  // namespace precept::checking
