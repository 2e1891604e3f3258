// Clauses and their items.
#include "compiler/check/clauses.h"

#include <algorithm>

namespace precept::checking {

using ast::Modality;
using model::VariableKind;

namespace {

class ClauseChecker {
 public:
  ClauseChecker(Context& context, ExpressionChecker& checker, model::Section& section,
                std::vector<Despite>& despites)
      : context_(context), checker_(checker), section_(section), despites_(despites) {}

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
        if (item.norm) add_norm(*item.norm, {});
        return;
      case ast::ItemForm::However:
        return check_however(item);
      case ast::ItemForm::Despite:
        return check_despite(item);
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

  void check_however(const ast::Item& item) {
    std::vector<std::uint32_t> before = clause_.norms;
    if (before.empty()) {
      context_
          .report(DiagnosticKind::MisplacedStatement, item.span,
                  "no norm stands before this `however` that it could defeat")
          .with_help("to defeat another clause, write `despite` and its label");
    }
    std::size_t errors_before = context_.diagnostics.error_count();
    std::vector<std::uint32_t> block = add_norms(item);
    bool defeats = enter_defeat(section_, block, before);
    bool is_certain = !before.empty() && context_.diagnostics.error_count() == errors_before;
    if (defeats || !is_certain) return;
    context_
        .report(DiagnosticKind::MisplacedStatement, item.span,
                "this `however` defeats nothing: it shares no act with the norms before it")
        .label(section_.norms[before[0]].span, "the norms before it begin here");
  }

  void check_despite(const ast::Item& item) { despites_.push_back({add_norms(item), &item}); }

  std::vector<std::uint32_t> add_norms(const ast::Item& item) {
    std::string_view words = item.text ? item.text->plain : std::string_view();
    std::vector<std::uint32_t> result;
    for (const ast::Norm* norm : item.norms) {
      if (norm) result.push_back(add_norm(*norm, words));
    }
    return result;
  }

  std::uint32_t add_norm(const ast::Norm& declared, std::string_view exception_words) {
    model::Norm norm{.modality = declared.modality,
                     .clause = static_cast<std::uint32_t>(section_.clauses.size()),
                     .applies = applies_,
                     .exception_words = std::string(exception_words),
                     .span = declared.head.has_place() ? declared.head : declared.span};
    // A norm is about nothing but where it applies, and its message about nothing but where it is broken.
    std::size_t asked_before = checker_.asked();
    if (declared.when) norm.when = checker_.truth(declared.when);
    checker_.assume(norm.when);
    if (declared.unless) norm.unless = checker_.truth(declared.unless);
    checker_.assume(norm.unless, false);
    if (is_act_norm(declared.modality)) {
      norm.acts = resolve_acts(declared);
    } else {
      norm.ensures = checker_.truth(declared.ensures);
      checker_.assume(norm.ensures, false);
    }
    if (declared.otherwise) norm.otherwise = checker_.text(*declared.otherwise);
    checker_.forget_asked(asked_before);
    auto id = static_cast<std::uint32_t>(section_.norms.size());
    section_.norms.push_back(std::move(norm));
    clause_.norms.push_back(id);
    return id;
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
    std::vector<std::string_view> candidates(section_.acts.begin(), section_.acts.end());
    context_
        .report(DiagnosticKind::UnknownAct, name.span,
                fmt::format("`{}` is none of the acts of this `about`", name.text))
        .label(section_.span, "in this section")
        .with_help(did_you_mean(name.text, candidates));
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
      if (checker_.is_used(let)) continue;
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
  std::vector<Despite>& despites_;
  model::Clause clause_;
  model::Expr* applies_ = nullptr;
  std::vector<model::Variable*> lets_;
  const ast::Item* is_informative_ = nullptr;
  bool is_not_checkable_ = false;
};

}  // namespace

void check_clauses(Context& context, ExpressionChecker& checker,
                   const std::vector<const ast::ClauseDecl*>& clauses, model::Section& section) {
  std::vector<Despite> despites;
  for (const ast::ClauseDecl* clause : clauses) {
    if (clause) ClauseChecker(context, checker, section, despites).check(*clause);
  }
  check_defeat(context, despites, section);
}

}  // namespace precept::checking
