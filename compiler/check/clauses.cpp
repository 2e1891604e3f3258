// Checks clauses and their items.
#include "compiler/check/clauses.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "base/suggest.h"
#include "base/text.h"

namespace precept::checking {

using ast::Modality;
using model::VariableKind;

namespace {

class ClauseChecker {
 public:
  ClauseChecker(Context& context, ExpressionChecker& checker, model::Section& section, Exceptions& exceptions)
      : context_(context), checker_(checker), section_(section), exceptions_(exceptions) {}

  void check(const ast::ClauseDecl& declared) {
    clause_ = {.label = std::string(declared.label.text),
               .span = declared.label.span,
               .label_span = declared.label.span};
    auto index = static_cast<std::uint32_t>(section_.clauses.size());
    auto [first, is_new] = exceptions_.clauses.emplace(clause_.label, index);
    if (!is_new) {
      context_
          .report(DiagnosticKind::Redeclared, declared.label.span,
                  fmt::format("the clause `{}` is written twice for one `about`", clause_.label))
          .label(section_.clauses[first->second].span, "first here")
          .with_help("put the items of both below one label, or write the label that is meant");
    }
    if (is_new) check_label_alike(declared.label.span);
    std::size_t bound_before = checker_.bound(), given_before = checker_.given_count();
    std::vector<ast::Name> lets;
    for (const ast::Item& item : declared.items)
      if (item.form == ast::ItemForm::Let) lets.push_back(item.name);
    checker_.begin_clause(std::move(lets));
    for (const ast::Item& item : declared.items) check_item(item);
    if (!has_too_many_lets_) finish(declared);
    checker_.forget(bound_before);
    checker_.forget_given(given_before);
    section_.clauses.push_back(std::move(clause_));
  }

 private:
  /// Behind too many lets nothing is looked at: it may use them.
  /// `rule 1` and `Rule 1`: whoever means the one may write the other, and is not told.
  void check_label_alike(Span place) {
    auto [first, is_new] = exceptions_.folded_clauses.emplace(
        case_folded(clause_.label), static_cast<std::uint32_t>(section_.clauses.size()));
    if (is_new) return;
    const model::Clause& other = section_.clauses[first->second];
    context_
        .report(
            DiagnosticKind::Redeclared, place,
            fmt::format("the clauses `{}` and `{}` differ by letter case alone", other.label, clause_.label))
        .label(other.span, "the first");
  }

  void check_item(const ast::Item& item) {
    if (has_too_many_lets_ || context_.diagnostics.is_full()) return;
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
        check_level_item(item, {}, first_norm_);
        return;
      case ast::ItemForm::Informative:
        set_text(item, "informative", clause_.reason);
        is_informative_ = is_informative_ ? is_informative_ : &item;
        return;
      case ast::ItemForm::NotCheckable:
        set_text(item, "not checkable", clause_.reason);
        is_not_checkable_ = true;
        return;
      case ast::ItemForm::NotEncoded:
        set_text(item, "not encoded", clause_.reason);
        clause_.lacks_part = true;
        return;
    }
  }

  void set_text(const ast::Item& item, std::string_view name, std::string& slot) {
    if (!item.text) return;
    if (!slot.empty()) {
      context_
          .report(DiagnosticKind::Redeclared, item.span, fmt::format("a clause has at most one `{}`", name))
          .label(clause_.span, "in this clause")
          .with_help(name == "informative" || name.starts_with("not ")
                         ? "a clause is informative, not checkable or not encoded, for one reason"
                         : "put the words into one");
      return;
    }
    slot = item.text->plain;
  }

  void check_let(const ast::Item& item) {
    if (lets_.size() == limits::kLets) {
      has_too_many_lets_ = true;
      context_.report(DiagnosticKind::TooComplex, item.span,
                      fmt::format("a clause has at most {} `let`s", limits::kLets));
      return;
    }
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

  /// The quote and gist of an exception, which its norms take over.
  struct QuoteAndGist {
    const ast::Text* quote = nullptr;
    const ast::Text* gist = nullptr;
  };

  /// Adds a norm and returns it, or adds an exception. `first` is the first norm of the block.
  std::optional<std::uint32_t> check_level_item(const ast::Item& item, QuoteAndGist words,
                                                std::uint32_t first) {
    if (item.form == ast::ItemForm::Norm)
      return item.norm ? std::optional(add_norm(*item.norm, words)) : std::nullopt;
    add_exception({.item = &item, .defeated = {first, next_norm()}});
    return std::nullopt;
  }

  void add_exception(Exception exception) {
    const ast::Item& item = *exception.item;
    exception.clause = static_cast<std::uint32_t>(section_.clauses.size());
    exception.depth = depth_;
    std::uint32_t first = next_norm();
    depth_ += item.form == ast::ItemForm::However ? 1 : 0;
    for (const ast::Item& each : item.items) {
      if (auto norm = check_level_item(each, {item.text, item.gist}, first)) exception.norms.push_back(*norm);
    }
    depth_ = exception.depth;
    exceptions_.all.push_back(std::move(exception));
  }

  std::uint32_t next_norm() const { return static_cast<std::uint32_t>(section_.norms.size()); }

  std::uint32_t add_norm(const ast::Norm& declared, QuoteAndGist words) {
    model::Norm norm{.modality = declared.modality,
                     .clause = static_cast<std::uint32_t>(section_.clauses.size()),
                     .applies = applies_,
                     .span = declared.head.has_place() ? declared.head : declared.span};
    bool has_lost_acts = false;
    // The demand may rely on what the conditions ask; the message, besides, on the norm being broken.
    std::size_t given_before = checker_.given_count();
    checker_.begin_norm();
    if (declared.when) norm.when = checker_.truth(declared.when);
    checker_.assume(norm.when);
    if (declared.unless) norm.unless = checker_.truth(declared.unless);
    checker_.assume(norm.unless, false);
    if (is_act_norm(declared.modality)) {
      norm.acts = resolve_acts(declared);
      has_lost_acts = norm.acts.size() < declared.acts.size();
    } else {
      norm.ensures = checker_.truth(declared.ensures);
      checker_.assume(norm.ensures, false);
    }
    if (declared.otherwise) norm.otherwise = checker_.text(*declared.otherwise);
    bool has_words = declared.quote != nullptr || declared.gist != nullptr;
    set_words(norm, has_words ? QuoteAndGist{declared.quote, declared.gist} : words);
    set_name(norm, declared.name);
    checker_.forget_given(given_before);
    std::uint32_t id = next_norm();
    section_.norms.push_back(std::move(norm));
    clause_.norms.push_back(id);
    exceptions_.depths.push_back(depth_);
    exceptions_.has_lost_acts.push_back(has_lost_acts);
    for (const ast::Item& exception : declared.exceptions)
      add_exception({.item = &exception, .defeated = {id, id + 1}, .is_nested = true});
    return id;
  }

  static void set_words(model::Norm& norm, QuoteAndGist words) {
    if (words.quote) norm.quote = words.quote->plain, norm.quote_span = words.quote->span;
    if (words.gist) norm.gist = words.gist->plain, norm.gist_span = words.gist->span;
  }

  void set_name(model::Norm& norm, const ast::ClauseLabel& name) {
    norm.name = name.text;
    norm.name_span = name.span;
    if (norm.name.empty()) return;
    auto [first, is_new] = names_.emplace(case_folded(norm.name), std::pair(norm.name_span, norm.name));
    if (is_new) return;
    std::string_view first_name = first->second.second;
    context_
        .report(
            DiagnosticKind::Redeclared, name.span,
            first_name == norm.name
                ? fmt::format("two norms of the clause `{}` are called `{}`", clause_.label, norm.name)
                : fmt::format("the names `{}` and `{}` differ by letter case alone", first_name, norm.name))
        .label(first->second.first, "first here")
        .with_help("each norm of a clause has a name of its own");
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
      context_.note_use(name.span, context_.act_places[act]);
      if (std::ranges::find(result, act) != result.end()) {
        context_
            .report(DiagnosticKind::Redeclared, name.span,
                    fmt::format("the act `{}` is named twice", name.text))
            .with_help("leave one of the two out");
        continue;
      }
      result.push_back(act);
    }
    return result;
  }

  void report_unknown_act(const ast::Name& name) {
    // A declared act is misspelt, and this may be its right spelling.
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
      if (clause_.lacks_part) clause_.form = model::ClauseForm::NotEncoded;
      if (!is_informative_ && !is_not_checkable_ && !clause_.lacks_part) report_empty(declared);
    } else if (is_informative_) {
      context_
          .report(DiagnosticKind::MisplacedStatement, is_informative_->span,
                  "a clause with norms is more than informative")
          .label(section_.norms[clause_.norms[0]].span, "its first norm")
          .with_help("for the part that is left out, write `not checkable` or `not encoded`, and the reason");
    }
    for (const model::Variable* let : lets_) {
      // A misspelt use of the let was reported at its place.
      if (checker_.is_used(let) || let->name.empty() || checker_.may_have_been_reported(let->name)) continue;
      context_.report(DiagnosticKind::UnusedLet, let->span, fmt::format("nothing uses `{}`", let->name))
          .with_help("use it in a norm after it, or leave it out");
    }
  }

  void report_empty(const ast::ClauseDecl& declared) {
    context_
        .report(DiagnosticKind::EmptyClause, declared.label.span,
                fmt::format("the clause `{}` has no norm", clause_.label))
        .with_help("account for it: `informative`, `not checkable` or `not encoded`, with the reason");
  }

  Context& context_;
  ExpressionChecker& checker_;
  model::Section& section_;
  Exceptions& exceptions_;
  model::Clause clause_;
  std::uint32_t first_norm_ = next_norm();
  std::uint32_t depth_ = 0;  ///< how many `however` the item at hand stands in
  /// Of the clause's norms: by the name without its letter case, where it stands and how it is written.
  std::map<std::string, std::pair<Span, std::string>> names_;
  model::Expr* applies_ = nullptr;
  std::vector<model::Variable*> lets_;
  bool has_too_many_lets_ = false;
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
