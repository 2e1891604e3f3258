// Which norm defeats which.
#include <algorithm>

#include "base/limits.h"
#include "compiler/check/clauses.h"

namespace precept::checking {

namespace {

bool can_defeat(const model::Norm& defeater, const model::Norm& defeated) {
  bool both_ensure = defeater.ensures && defeated.ensures;
  return both_ensure || std::ranges::any_of(defeater.acts, [&](std::uint32_t act) {
           return std::ranges::find(defeated.acts, act) != defeated.acts.end();
         });
}

class DefeatChecker {
 public:
  DefeatChecker(Context& context, model::Section& section) : context_(context), section_(section) {}

  void resolve(const Despite& despite) {
    std::vector<std::uint32_t> defeated;
    bool is_certain = true;
    for (const ast::ClauseLabel& label : despite.item->clauses) {
      auto clause = std::ranges::find(section_.clauses, label.text, &model::Clause::label);
      if (clause == section_.clauses.end()) {
        report_unknown(label);
        is_certain = false;
        continue;
      }
      defeated.insert(defeated.end(), clause->norms.begin(), clause->norms.end());
    }
    if (enter_defeat(section_, despite.norms, defeated) || !is_certain) return;
    if (context_.diagnostics.has_errors()) return;  // a norm may have lost its acts to a mistake
    context_.report(
        DiagnosticKind::MisplacedStatement, despite.item->span,
        "this `despite` defeats nothing: it shares no act with the norms of the clauses it names");
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

  void report_unknown(const ast::ClauseLabel& label) {
    std::vector<std::string_view> candidates;
    for (const model::Clause& clause : section_.clauses) candidates.push_back(clause.label);
    auto& mistake = context_.report(DiagnosticKind::UnknownClause, label.span,
                                    fmt::format("there is no clause `{}` for this `about`", label.text));
    mistake.label(section_.span, "in this section");
    mistake.with_help(did_you_mean(label.text, candidates));
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
  model::Section& section_;
  std::vector<State> states_;
  std::vector<std::uint64_t> depths_;    ///< by norm, see `measure`
  std::vector<std::uint32_t> reported_;  ///< clauses on a circle that was reported
};

}  // namespace

bool enter_defeat(model::Section& section, const std::vector<std::uint32_t>& block,
                  const std::vector<std::uint32_t>& defeated) {
  bool any = false;
  for (std::uint32_t defeater : block) {
    for (std::uint32_t norm : defeated) {
      if (!can_defeat(section.norms[defeater], section.norms[norm])) continue;
      any = true;
      auto& defeaters = section.norms[norm].defeaters;
      if (std::ranges::find(defeaters, defeater) == defeaters.end()) defeaters.push_back(defeater);
    }
  }
  return any;
}

void check_defeat(Context& context, const std::vector<Despite>& despites, model::Section& section) {
  DefeatChecker checker(context, section);
  for (const Despite& despite : despites) checker.resolve(despite);
  checker.report_cycles();
}

}  // namespace precept::checking
