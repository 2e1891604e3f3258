// Which norm defeats which (docs/language.md, Defeat).
#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <optional>
#include <ranges>

#include "base/limits.h"
#include "base/suggest.h"
#include "compiler/check/clauses.h"

namespace precept::checking {

namespace {

using ast::Modality;

using Norms = std::vector<std::uint32_t>;
using Acts = std::uint64_t;  ///< a bit for each act of the section
static_assert(limits::kActs <= 64);

Acts bit(std::uint32_t act) {
  return Acts{1} << act;
}

/// A summary of the norms that an exception may defeat.
struct DefeatableNorms {
  bool ensures = false;           ///< one of them ensures something
  bool has_lost_acts = false;     ///< one of them lost acts by a mistake that was reported
  Acts acts = 0, restricted = 0;  ///< all acts; those that are forbidden or discouraged
};

/// So many of the norms that could be meant are shown.
constexpr std::size_t kMostShown = 5;

class DefeatChecker {
 public:
  DefeatChecker(Context& context, const Exceptions& exceptions, model::Section& section)
      : context_(context), exceptions_(exceptions), section_(section) {
    for (const model::Norm& norm : section.norms) {
      Acts& acts = acts_.emplace_back(0);
      for (std::uint32_t act : norm.acts) acts |= bit(act);
    }
  }

  void enter_all() {
    for (const Exception& exception : exceptions_.all) {
      if (context_.diagnostics.is_full() || !enter(exception)) return;
    }
  }

  /// Walks the defeaters depth first, with an explicit stack. A defeater that is still open closes a circle.
  void report_cycles() {
    states_.assign(section_.norms.size(), State::New);
    depths_.assign(section_.norms.size(), 0);
    for (std::uint32_t norm = 0; norm < states_.size(); ++norm) {
      if (states_[norm] == State::New) visit_from(norm);
    }
  }

 private:
  enum class State { New, Open, Done };
  struct Step {
    std::uint32_t norm;
    std::size_t next_defeater;
  };

  const model::Norm& norm(std::uint32_t index) const { return section_.norms[index]; }
  Norms ensuring(const Norms& norms) const {
    Norms result;
    std::ranges::copy_if(norms, std::back_inserter(result), [&](auto each) { return norm(each).ensures; });
    return result;
  }

  /// False where there are too many pairs, which is reported once.
  bool enter(const Exception& exception) {
    bool is_however = exception.item->form == ast::ItemForm::However;
    std::optional<Norms> defeated = is_however ? however(exception) : despite(exception);
    if (!defeated) return true;
    pairs_ += exception.norms.size() * defeated->size();
    if (pairs_ > limits::kDefeatPairs) {
      context_.report(
          DiagnosticKind::TooComplex, exception.item->span,
          fmt::format("with this exception there are more than {} pairs of a norm of an exception and "
                      "one that it is an exception to",
                      limits::kDefeatPairs));
      return false;
    }
    DefeatableNorms defeatable = defeatable_norms(*defeated);
    for (std::uint32_t norm : exception.norms) {
      for (std::uint32_t each : *defeated) enter(norm, each);
      check_defeats_something(exception, norm, defeatable);
    }
    return true;
  }

  void enter(std::uint32_t defeater, std::uint32_t defeated) {
    bool can_defeat =
        (norm(defeater).ensures && norm(defeated).ensures) || (acts_[defeater] & acts_[defeated]) != 0;
    auto& defeaters = section_.norms[defeated].defeaters;
    // A norm belongs to one exception, so the same defeater can only be the last one entered.
    bool is_known = !defeaters.empty() && defeaters.back() == defeater;
    if (!is_known && can_defeat) defeaters.push_back(defeater);
  }

  DefeatableNorms defeatable_norms(const Norms& norms) const {
    DefeatableNorms defeatable;
    for (std::uint32_t each : norms) {
      defeatable.ensures |= norm(each).ensures != nullptr;
      defeatable.has_lost_acts |= exceptions_.has_lost_acts[each];
      defeatable.acts |= acts_[each];
      if (norm(each).modality != Modality::May) defeatable.restricted |= acts_[each];
    }
    return defeatable;
  }

  /// The norms that an exception at this depth of `however` blocks may defeat: they ensure something, and are
  /// not deeper than the exception.
  Norms candidates_of(const Norms& norms, std::uint32_t depth) const {
    Norms candidates = ensuring(norms);
    std::erase_if(candidates, [&](std::uint32_t each) { return exceptions_.depths[each] > depth; });
    return candidates;
  }

  void show(const Norms& candidates, Diagnostic& mistake) const {
    for (std::uint32_t each : candidates | std::views::take(kMostShown))
      mistake.label(norm(each).span, "this one");
  }

  // ---- the norms that an exception defeats; none where a mistake was reported

  std::optional<Norms> however(const Exception& exception) {
    const ast::Item& item = *exception.item;
    if (exception.is_nested && item.to_all.has_place()) {
      context_
          .report(DiagnosticKind::AmbiguousException, item.to_all,
                  "this `however` is nested under a norm, and is an exception to that norm alone")
          .label(norm(exception.defeated.begin).span, "this norm")
          .with_help("leave `to all` out, or put the `however` level with the norms it is an exception to");
      return std::nullopt;
    }
    if (exception.defeated.size() == 0 && !exception.norms.empty()) {
      context_
          .report(DiagnosticKind::DefeatsNothing, item.span,
                  "no norm stands before this `however` that it could defeat")
          .with_help(
              "an exception stands behind what it is one to; to defeat another clause, write `despite` and "
              "its label");
      return std::nullopt;
    }
    Norms defeated(exception.defeated.size());
    std::iota(defeated.begin(), defeated.end(), exception.defeated.begin);
    Norms candidates = candidates_of(defeated, exception.depth);
    bool is_clear = ensuring(exception.norms).empty() || candidates.size() < 2 || item.to_all.has_place();
    if (is_clear) return defeated;
    auto& mistake =
        context_.report(DiagnosticKind::AmbiguousException, word_of(item),
                        fmt::format("this `however` has {} norms before it that it could be an exception to",
                                    candidates.size()));
    show(candidates, mistake);
    mistake.with_help(
        "nest it under the one that is meant, deeper than that norm; or write `however to all`");
    return std::nullopt;
  }

  std::optional<Norms> despite(const Exception& exception) {
    Norms defeated;
    bool is_certain = true;
    std::map<std::pair<std::string_view, std::string_view>, Span> named_before;
    for (const ast::Target& target : exception.item->targets) {
      auto [first, is_new] =
          named_before.emplace(std::pair(target.clause.text, target.norm.text), target.span);
      if (!is_new) {
        report_twice(target, first->second);
        continue;
      }
      auto found = exceptions_.clauses.find(target.clause.text);
      if (found == exceptions_.clauses.end()) {
        report_unknown(target.clause);
        is_certain = false;
        continue;
      }
      const model::Clause& clause = section_.clauses[found->second];
      context_.note_use(target.clause.span, clause.label_span);
      std::optional<Norms> meant =
          target.norm.text.empty() ? whole(exception, target, clause) : named(target, clause);
      is_certain &= meant.has_value();
      if (meant) defeated.insert(defeated.end(), meant->begin(), meant->end());
    }
    return is_certain ? std::optional(defeated) : std::nullopt;
  }

  void report_twice(const ast::Target& target, Span first) {
    context_
        .report(DiagnosticKind::Redeclared, target.span,
                fmt::format("this `despite` names `{}` twice", context_.sources.text(target.span)))
        .label(first, "first here");
  }

  std::optional<Norms> named(const ast::Target& target, const model::Clause& clause) {
    std::vector<std::string_view> candidates;
    for (std::uint32_t each : clause.norms) {
      if (norm(each).name == target.norm.text) {
        context_.note_use(target.norm.span, norm(each).name_span);
        return Norms{each};
      }
      if (!norm(each).name.empty()) candidates.push_back(norm(each).name);
    }
    auto& mistake = context_.report(
        DiagnosticKind::UnknownNorm, target.norm.span,
        fmt::format("no norm of the clause `{}` is called `{}`", clause.label, target.norm.text));
    mistake.label(clause.label_span, "this clause");
    std::string meant = did_you_mean(target.norm.text, candidates);
    mistake.with_help(meant.empty()
                          ? fmt::format("below the norm that is meant, write `called {}`", target.norm.text)
                          : meant);
    return std::nullopt;
  }

  std::optional<Norms> whole(const Exception& exception, const ast::Target& target,
                             const model::Clause& clause) {
    Norms candidates = candidates_of(clause.norms, 0);
    if (ensuring(exception.norms).empty() || candidates.size() < 2) return clause.norms;
    std::string name = norm(candidates[0]).name.empty() ? "…" : norm(candidates[0]).name;
    auto& mistake =
        context_.report(DiagnosticKind::AmbiguousException, target.clause.span,
                        fmt::format("`{}` has {} norms that this `despite` could be an exception to",
                                    clause.label, candidates.size()));
    show(candidates, mistake);
    mistake.with_help(
        fmt::format("say which: `despite {} ({})`; `called …` below a norm names it", clause.label, name));
    return std::nullopt;
  }

  // ---- exceptions that defeat nothing

  void check_defeats_something(const Exception& exception, std::uint32_t index,
                               const DefeatableNorms& defeatable) {
    if (exceptions_.has_lost_acts[index] || defeatable.has_lost_acts) return;
    const model::Norm& it = norm(index);
    bool is_permission = it.modality == Modality::May;
    Acts used = acts_[index] & against(it, defeatable);
    std::vector<std::string> idle;
    for (std::uint32_t act : it.acts) {
      if ((used & bit(act)) == 0) idle.push_back(fmt::format("`{}`", section_.acts[act]));
    }
    bool defeats = used != 0 || (it.ensures && defeatable.ensures);
    if (defeats && (idle.empty() || !is_permission)) return;
    auto& mistake =
        context_.report(DiagnosticKind::DefeatsNothing, it.span,
                        fmt::format("this `{}` is an exception to nothing: {} {} {}",
                                    context_.sources.text(it.span), where(exception),
                                    it.ensures      ? "ensures"
                                    : is_permission ? "forbids or discourages"
                                                    : "speaks of",
                                    it.ensures ? "anything" : fmt::to_string(fmt::join(idle, " or "))));
    help(exception, it, mistake);
  }

  /// The acts for which the norm could make a difference. A permission makes none for acts that are only
  /// permitted.
  static Acts against(const model::Norm& norm, const DefeatableNorms& defeatable) {
    return norm.modality == Modality::May ? defeatable.restricted : defeatable.acts;
  }

  static std::string where(const Exception& exception) {
    if (exception.is_nested) return "nothing it is nested under";
    return exception.item->form == ast::ItemForm::However ? "no norm before it" : "no norm that it names";
  }

  void help(const Exception& exception, const model::Norm& it, Diagnostic& mistake) const {
    const model::Clause& clause = section_.clauses[exception.clause];
    for (std::uint32_t later : clause.norms) {
      bool is_behind = exception.item->form == ast::ItemForm::However && later > exception.norms.back();
      DefeatableNorms defeatable = defeatable_norms({later});
      bool is_meant = (acts_of(it) & against(it, defeatable)) != 0 || (it.ensures && defeatable.ensures);
      if (!is_behind || !is_meant) continue;
      mistake.label(norm(later).span, "this one stands behind it");
      mistake.with_help("put the exception below the norm that it is one to");
      return;
    }
    mistake.with_help(it.modality == Modality::May
                          ? "a permission of its own stands level with the norms, outside the exception"
                          : "a norm of its own stands level with the others, outside the exception");
  }

  Acts acts_of(const model::Norm& norm) const {
    return acts_[static_cast<std::size_t>(&norm - section_.norms.data())];
  }

  Span word_of(const ast::Item& item) const {
    constexpr std::uint32_t kHowever = 7;  // letters of `however`
    return {item.span.file, item.span.begin, item.span.begin + kHowever};
  }

  void report_unknown(const ast::ClauseLabel& label) {
    std::vector<std::string_view> candidates;
    for (const model::Clause& clause : section_.clauses) candidates.push_back(clause.label);
    auto& mistake = context_.report(DiagnosticKind::UnknownClause, label.span,
                                    fmt::format("there is no clause `{}` for this `about`", label.text));
    mistake.label(section_.span, "in this section");
    mistake.with_help(did_you_mean_or_list(label.text, candidates, "the clauses of this `about`"));
    for (FileIndex file = 0; file < context_.files.whole; ++file) {
      const auto statements = context_.files.files[file].tree->statements;
      auto other = std::ranges::find_if(statements, [&](const ast::Statement& each) {
        return each.clause && each.clause->label.text == label.text;
      });
      if (other == statements.end()) continue;
      mistake.label(other->clause->label.span, "this one is in another section");
      mistake.note("a clause defeats only clauses of the same `about`");
      break;
    }
  }

  void visit_from(std::uint32_t start) {
    std::vector<Step> path = {{start, 0}};
    states_[start] = State::Open;
    while (!path.empty()) {
      Step& step = path.back();
      const auto& defeaters = section_.norms[step.norm].defeaters;
      if (step.next_defeater == defeaters.size()) {
        states_[step.norm] = State::Done;
        measure(step.norm);
        path.pop_back();
        continue;
      }
      std::uint32_t defeater = defeaters[step.next_defeater++];
      if (states_[defeater] == State::Open) report_cycle(step.norm, defeater);
      if (states_[defeater] == State::New) {
        states_[defeater] = State::Open;
        path.push_back({defeater, 0});
      }
    }
  }

  /// Measures the longest row of norms that defeat one another and end in this one. Its defeaters have been
  /// measured.
  void measure(std::uint32_t norm) {
    std::uint64_t& depth = depths_[norm];
    for (std::uint32_t defeater : section_.norms[norm].defeaters)
      depth = std::max(depth, depths_[defeater] + 1);
    if (depth != limits::kDefeatDepth + 1) return;  // reported once, where the limit is passed
    context_.report(DiagnosticKind::TooComplex, section_.norms[norm].span,
                    fmt::format("more than {} exceptions in a row end in this norm", limits::kDefeatDepth));
  }

  void report_cycle(std::uint32_t norm, std::uint32_t defeater) {
    const model::Norm& last = section_.norms[norm];
    const model::Norm& first = section_.norms[defeater];
    if (std::ranges::find(reported_, last.clause) != reported_.end()) return;
    reported_.insert(reported_.end(), {last.clause, first.clause});
    bool is_itself = norm == defeater;
    auto& mistake = context_.report(
        DiagnosticKind::CyclicDefeat, first.span,
        last.clause == first.clause
            ? fmt::format("a norm of the clause `{}` defeats itself", label(first))
            : fmt::format("the clauses `{}` and `{}` defeat each other", label(first), label(last)));
    if (!is_itself) mistake.label(last.span, "defeated in turn");
    mistake.with_help(is_itself ? "name other clauses in its `despite`"
                                : "say which of them gives way, with one `despite`");
  }

  const std::string& label(const model::Norm& norm) const { return section_.clauses[norm.clause].label; }

  Context& context_;
  const Exceptions& exceptions_;
  model::Section& section_;
  std::vector<Acts> acts_;  ///< by norm
  std::size_t pairs_ = 0;   ///< pairs of a norm of an exception and a norm it is an exception to
  std::vector<State> states_;
  std::vector<std::uint64_t> depths_;    ///< by norm, see `measure`
  std::vector<std::uint32_t> reported_;  ///< clauses of the circles that were reported
};

}  // namespace

void check_defeat(Context& context, const Exceptions& exceptions, model::Section& section) {
  if (section.acts.size() > limits::kActs) return;  // reported where the acts are declared
  DefeatChecker checker(context, exceptions, section);
  checker.enter_all();
  checker.report_cycles();
}

}  // namespace precept::checking
