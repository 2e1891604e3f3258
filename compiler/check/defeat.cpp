// Which norm defeats which.
#include <algorithm>
#include <iterator>
#include <optional>

#include "base/limits.h"
#include "compiler/check/clauses.h"

namespace precept::checking {

namespace {

using ast::Modality;

bool is_about(const model::Norm& norm, std::uint32_t act) {
  return std::ranges::find(norm.acts, act) != norm.acts.end();
}

bool can_defeat(const model::Norm& defeater, const model::Norm& defeated) {
  if (defeater.ensures && defeated.ensures) return true;
  return std::ranges::any_of(defeater.acts, [&](std::uint32_t act) { return is_about(defeated, act); });
}

/// Whether an exception makes a difference to the act. It defeats each norm on the act; but a permission that
/// defeats only permissions permits what was permitted.
bool makes_a_difference(const model::Norm& exception, const model::Norm& norm, std::uint32_t act) {
  bool both_permit = exception.modality == Modality::May && norm.modality == Modality::May;
  return is_about(exception, act) && is_about(norm, act) && !both_permit;
}
bool makes_a_difference(const model::Norm& exception, const model::Norm& norm) {
  if (exception.ensures && norm.ensures) return true;
  return std::ranges::any_of(exception.acts,
                             [&](std::uint32_t act) { return makes_a_difference(exception, norm, act); });
}

class DefeatChecker {
 public:
  DefeatChecker(Context& context, const Exceptions& exceptions, model::Section& section)
      : context_(context), exceptions_(exceptions), section_(section) {}

  void enter(const Exception& exception) {
    bool is_however = exception.item->form == ast::ItemForm::However;
    std::optional<Norms> defeated = is_however ? however(exception) : despite(exception);
    if (!defeated) return;
    for (std::uint32_t norm : exception.norms) {
      for (std::uint32_t each : *defeated) enter(norm, each);
      check_defeats_something(exception, norm, *defeated);
    }
  }

  /// Depth first, with a stack of our own; a defeater that is still open closes a circle.
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

  using Norms = std::vector<std::uint32_t>;

  const model::Norm& norm(std::uint32_t index) const { return section_.norms[index]; }
  Norms ensuring(const Norms& norms) const {
    Norms result;
    std::ranges::copy_if(norms, std::back_inserter(result), [&](auto each) { return norm(each).ensures; });
    return result;
  }

  void enter(std::uint32_t defeater, std::uint32_t defeated) {
    auto& defeaters = section_.norms[defeated].defeaters;
    // A norm stands in one exception, so that all it defeats is entered at once.
    bool is_known = !defeaters.empty() && defeaters.back() == defeater;
    if (!is_known && can_defeat(norm(defeater), norm(defeated))) defeaters.push_back(defeater);
  }

  // ---- what an exception is one to; none where a mistake was reported

  std::optional<Norms> however(const Exception& exception) {
    const ast::Item& item = *exception.item;
    if (exception.is_nested && item.to_all.has_place()) {
      context_
          .report(DiagnosticKind::AmbiguousException, item.to_all,
                  "this `however` is nested under a norm, and is an exception to that norm alone")
          .label(norm(exception.level[0]).span, "this norm")
          .with_help("leave `to all` out, or put the `however` level with the norms it is an exception to");
      return std::nullopt;
    }
    if (exception.defeated.empty() && !exception.norms.empty()) {
      context_
          .report(DiagnosticKind::DefeatsNothing, item.span,
                  "no norm stands before this `however` that it could defeat")
          .with_help(
              "an exception stands behind what it is one to; to defeat another clause, write `despite` and "
              "its label");
      return std::nullopt;
    }
    Norms candidates = ensuring(exception.level);
    bool is_clear = ensuring(exception.norms).empty() || candidates.size() < 2 || item.to_all.has_place();
    if (is_clear) return exception.defeated;
    auto& mistake =
        context_.report(DiagnosticKind::AmbiguousException, word_of(item),
                        fmt::format("this `however` has {} norms before it that it could be an exception to",
                                    candidates.size()));
    for (std::uint32_t each : candidates) mistake.label(norm(each).span, "this one");
    mistake.with_help(
        "nest it under the one that is meant, deeper than that norm; or write `however to all`");
    return std::nullopt;
  }

  std::optional<Norms> despite(const Exception& exception) {
    Norms defeated;
    bool is_certain = true;
    for (const ast::Target& target : exception.item->targets) {
      auto clause = std::ranges::find(section_.clauses, target.clause.text, &model::Clause::label);
      if (clause == section_.clauses.end()) {
        report_unknown(target.clause);
        is_certain = false;
        continue;
      }
      std::optional<Norms> meant =
          target.norm.text.empty() ? whole(exception, target, *clause) : named(target, *clause);
      is_certain &= meant.has_value();
      if (meant) defeated.insert(defeated.end(), meant->begin(), meant->end());
    }
    return is_certain ? std::optional(defeated) : std::nullopt;
  }

  std::optional<Norms> named(const ast::Target& target, const model::Clause& clause) {
    std::vector<std::string_view> candidates;
    for (std::uint32_t each : clause.norms) {
      if (norm(each).name == target.norm.text) return Norms{each};
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
    Norms candidates = ensuring(clause.norms);
    std::erase_if(candidates, [&](std::uint32_t each) { return exceptions_.in_however[each]; });
    if (ensuring(exception.norms).empty() || candidates.size() < 2) return clause.norms;
    std::string name = norm(candidates[0]).name.empty() ? "…" : norm(candidates[0]).name;
    auto& mistake =
        context_.report(DiagnosticKind::AmbiguousException, target.clause.span,
                        fmt::format("`{}` has {} norms that this `despite` could be an exception to",
                                    clause.label, candidates.size()));
    for (std::uint32_t each : candidates) mistake.label(norm(each).span, "this one");
    mistake.with_help(
        fmt::format("say which: `despite {} ({})`; `called …` below a norm names it", clause.label, name));
    return std::nullopt;
  }

  // ---- exceptions that defeat nothing

  void check_defeats_something(const Exception& exception, std::uint32_t index, const Norms& defeated) {
    const model::Norm& it = norm(index);
    bool is_certain =
        !exceptions_.lost_acts[index] &&
        std::ranges::none_of(defeated, [&](std::uint32_t each) { return exceptions_.lost_acts[each]; });
    if (!is_certain) return;
    bool is_permission = it.modality == Modality::May;
    std::vector<std::string> idle;
    for (std::uint32_t act : it.acts) {
      bool is_used =
          std::ranges::any_of(defeated, [&](auto each) { return makes_a_difference(it, norm(each), act); });
      if (!is_used) idle.push_back(fmt::format("`{}`", section_.acts[act]));
    }
    bool defeats =
        std::ranges::any_of(defeated, [&](auto each) { return makes_a_difference(it, norm(each)); });
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

  static std::string where(const Exception& exception) {
    if (exception.is_nested) return "nothing it is nested under";
    return exception.item->form == ast::ItemForm::However ? "no norm before it" : "no norm that it names";
  }

  void help(const Exception& exception, const model::Norm& it, Diagnostic& mistake) const {
    const model::Clause& clause = section_.clauses[exception.clause];
    for (std::uint32_t later : clause.norms) {
      bool is_behind = exception.item->form == ast::ItemForm::However && later > exception.norms.back();
      if (!is_behind || !makes_a_difference(it, norm(later))) continue;
      mistake.label(norm(later).span, "this one stands behind it");
      mistake.with_help("put the exception below the norm that it is one to");
      return;
    }
    mistake.with_help(it.modality == Modality::May
                          ? "a permission of its own stands level with the norms, outside the exception"
                          : "a norm of its own stands level with the others, outside the exception");
  }

  Span word_of(const ast::Item& item) const {
    constexpr std::uint32_t kHowever = 7;  // letters
    return {item.span.file, item.span.begin, item.span.begin + kHowever};
  }

  void report_unknown(const ast::ClauseLabel& label) {
    std::vector<std::string_view> candidates;
    for (const model::Clause& clause : section_.clauses) candidates.push_back(clause.label);
    auto& mistake = context_.report(DiagnosticKind::UnknownClause, label.span,
                                    fmt::format("there is no clause `{}` for this `about`", label.text));
    mistake.label(section_.span, "in this section");
    mistake.with_help(did_you_mean_or_list(label.text, candidates, "the clauses of this `about`"));
    for (const ast::Statement& statement : context_.files.files[0].tree->statements) {
      if (!statement.clause || statement.clause->label.text != label.text) continue;
      mistake.label(statement.clause->label.span, "this one is in another section");
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

  /// How many norms defeat one another in a row, up to this one; those that defeat it have been measured.
  void measure(std::uint32_t norm) {
    std::uint64_t& depth = depths_[norm];
    for (std::uint32_t defeater : section_.norms[norm].defeaters)
      depth = std::max(depth, depths_[defeater] + 1);
    if (depth != limits::kDefeatDepth + 1) return;  // said once, where it begins
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
  std::vector<State> states_;
  std::vector<std::uint64_t> depths_;    ///< by norm, see `measure`
  std::vector<std::uint32_t> reported_;  ///< clauses on a circle that was reported
};

}  // namespace

void check_defeat(Context& context, const Exceptions& exceptions, model::Section& section) {
  DefeatChecker checker(context, exceptions, section);
  for (const Exception& exception : exceptions.all) checker.enter(exception);
  checker.report_cycles();
}

}  // namespace precept::checking
