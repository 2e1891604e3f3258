#include "runtime/repair/goal.h"

#include <algorithm>

namespace precept {

namespace {

constexpr unsigned bit(Right right) {
  return 1u << static_cast<unsigned>(right);
}
constexpr unsigned kAllowed = bit(Right::Permitted) | bit(Right::Discouraged) | bit(Right::Silent);
/// At most so many broken or open results are mended at once, and so many are looked at to break one.
constexpr std::size_t kMostMended = 24, kMostBroken = 400;

bool is_settled(Outcome outcome) {
  return outcome == Outcome::Satisfied || outcome == Outcome::NotApplicable;
}

}  // namespace

bool GoalView::is_subject(std::uint32_t level, std::uint32_t row) const {
  return subject_.empty() || places_.pointer(level, row) == subject_;
}

bool GoalView::is_wanted(const Finding& finding) const {
  if (!goal_.clause.empty() && finding.clause != goal_.clause) return false;
  if (!subject_.empty() && finding.subject != subject_) return false;
  return !goal_.clause.empty() || finding.level == Level::Error;
}

std::uint32_t GoalView::act_named(const program::Section& section) const {
  auto acts = Program::in(view_.program.acts, section.acts);
  for (std::uint32_t i = 0; i < acts.size(); ++i) {
    if (view_.text(acts[i].name) == goal_.act) return i;
  }
  return kAbsent;
}

std::optional<GoalState> GoalView::permission() const {
  std::optional<GoalState> worst;
  for (std::uint32_t index = 0; index < view_.sections.size(); ++index) {
    const SectionResults& of = results_.section(index);
    std::uint32_t act = act_named(view_.sections[index]);
    if (act == kAbsent) continue;
    for (std::uint32_t row = 0; row < of.rows; ++row) {
      if (!is_subject(view_.sections[index].level, row)) continue;
      Right right = of.right(act, row);
      GoalState one = right == Right::Permitted      ? GoalState::Met
                      : right == Right::Undetermined ? GoalState::Open
                                                     : GoalState::Broken;
      worst = std::max(worst.value_or(GoalState::Met), one);
    }
  }
  return worst;
}

bool GoalView::is_there() const {
  if (subject_.empty()) return true;
  return std::ranges::any_of(view_.sections, [&](const program::Section& section) {
    return section.level != 0 && places_.row_at(section.level, subject_);
  });
}

std::optional<GoalState> GoalView::state() const {
  if (!goal_.act.empty()) return permission();
  if (goal_.is_verdict()) {
    return report_.verdict == Verdict::Compliant      ? GoalState::Met
           : report_.verdict == Verdict::Undetermined ? GoalState::Open
                                                      : GoalState::Broken;
  }
  if (!is_there()) return std::nullopt;
  GoalState worst = GoalState::Met;
  for (const Finding& finding : report_.findings) {
    if (!is_wanted(finding) || is_settled(finding.outcome)) continue;
    worst = std::max(worst, finding.outcome == Outcome::Violated ? GoalState::Broken : GoalState::Open);
  }
  return worst;
}

// ---- acts --------------------------------------------------------------------------------------------

Plans GoalView::done(const program::Act& act, std::uint32_t level, std::uint32_t row, Truth wish,
                     Planner& planner) const {
  if (act.exercised == kAbsent) return wish == Truth::No ? nothing_to_do() : Plans{};
  return planner.truth(act.exercised, view_.ancestor_row(level, row, view_.level_of(act.exercised)), wish);
}

Plans GoalView::right(const program::Act& act, std::uint32_t level, std::uint32_t row, unsigned rights,
                      Planner& planner) const {
  return planner.right(act.right, view_.ancestor_row(level, row, view_.level_of(act.right)), rights);
}

/// The clauses that forbid or discourage an act. With a row, only those that apply to it or may. Where there
/// are none, the clauses that could permit the act.
std::vector<std::string> GoalView::clauses_of(std::uint32_t section, std::uint32_t act,
                                              std::optional<std::uint32_t> row) const {
  std::vector<std::string> labels;
  auto norms = Program::in(view_.program.norms, view_.sections[section].norms);
  // A discouragement cannot change the verdict; it matters where the goal names a clause or an act.
  const bool minds_advice = !row || !goal_.act.empty() || !goal_.clause.empty();
  auto is_against = [&](std::size_t i) {
    bool forbids =
        norms[i].modality == Modality::ShallNot || (minds_advice && norms[i].modality == Modality::ShouldNot);
    return forbids && (!row || results_.section(section).applied(i, *row) != Truth::No);
  };
  for (bool wants_prohibitions : {true, false}) {
    if (!labels.empty()) break;
    for (std::size_t i = 0; i < norms.size(); ++i) {
      if (!is_act_norm(norms[i].modality) || (norms[i].acts >> act & 1) == 0) continue;
      bool is_meant = wants_prohibitions ? is_against(i) : norms[i].modality == Modality::May;
      bool is_new = std::ranges::find(labels, label(norms[i])) == labels.end();
      if (is_meant && is_new) labels.emplace_back(label(norms[i]));
    }
  }
  if (labels.empty()) labels.emplace_back("otherwise");
  return labels;
}

Plans GoalView::mend_act(std::uint32_t section, std::uint32_t act, std::uint32_t row,
                         Planner& planner) const {
  std::uint32_t level = view_.sections[section].level;
  const program::Act& described = Program::in(view_.program.acts, view_.sections[section].acts)[act];
  unsigned rights = !goal_.act.empty()     ? bit(Right::Permitted)
                    : goal_.clause.empty() ? kAllowed
                                           : bit(Right::Permitted) | bit(Right::Silent);
  Plans plans = right(described, level, row, rights, planner);
  if (goal_.act.empty())
    plans = any_of(std::move(plans), done(described, level, row, Truth::No, planner), planner.limits());
  std::vector<std::string> labels =
      goal_.clause.empty() ? clauses_of(section, act, row) : std::vector<std::string>{goal_.clause};
  for (const std::string& clause : labels) precept::label(plans, clause);
  return plans;
}

void GoalView::mend_acts(std::uint32_t index, Planner& planner, std::vector<Plans>& all) const {
  const program::Section& section = view_.sections[index];
  const SectionResults& of = results_.section(index);
  std::uint32_t named = act_named(section);
  for (std::uint32_t row = 0; row < of.rows && all.size() < kMostMended; ++row) {
    if (!is_subject(section.level, row)) continue;
    for (std::uint32_t act = 0; act < section.acts.count; ++act) {
      if (!goal_.act.empty()) {
        if (act == named && of.right(act, row) != Right::Permitted)
          all.push_back(mend_act(index, act, row, planner));
        continue;
      }
      bool is_open = of.right(act, row) == Right::Undetermined || of.right(act, row) == Right::Forbidden ||
                     (!goal_.clause.empty() && of.right(act, row) == Right::Discouraged);
      if (is_open && of.done(act, row) != Truth::No) all.push_back(mend_act(index, act, row, planner));
    }
  }
}

// ---- to mend -----------------------------------------------------------------------------------------

/// Plans that give the lists of subjects that nobody gave.
void GoalView::mend_lists(Planner& planner, std::vector<Plans>& all) const {
  for (const program::Section& section : view_.sections) {
    if (section.list_presence == kAbsent) continue;
    const program::Instruction& made = view_.producer(section.list_presence);
    std::uint32_t level = view_.level_of(section.list_presence);
    for (std::uint32_t row = 0; row < view_.registers.rows(level) && all.size() < kMostMended; ++row) {
      bool is_unknown = view_.registers.code(section.list_presence, row) == kUnknown;
      if (!is_unknown || made.opcode != Opcode::Field) continue;
      all.push_back(planner.presence(made.operands[0], row));
      // The list is wanted for the clauses about its elements.
      for (const program::Norm& norm : Program::in(view_.program.norms, section.norms))
        precept::label(all.back(), std::string(label(norm)));
    }
  }
}

void GoalView::mend_norms(std::uint32_t index, Planner& planner, std::vector<Plans>& all) const {
  const program::Section& section = view_.sections[index];
  const SectionResults& of = results_.section(index);
  auto norms = Program::in(view_.program.norms, section.norms);
  for (std::uint32_t i = 0; i < norms.size(); ++i) {
    if (is_act_norm(norms[i].modality)) continue;
    bool counts =
        goal_.clause.empty() ? level_of(norms[i].modality) == Level::Error : label(norms[i]) == goal_.clause;
    for (std::uint32_t row = 0; counts && row < of.rows && all.size() < kMostMended; ++row) {
      if (is_settled(of.outcome(i, row)) || !is_subject(section.level, row)) continue;
      Plans plans = planner.outcome(
          norms[i].outcome, view_.ancestor_row(section.level, row, view_.level_of(norms[i].outcome)), true);
      precept::label(plans, std::string(label(norms[i])));
      all.push_back(std::move(plans));
    }
  }
}

// ---- to break ----------------------------------------------------------------------------------------

void GoalView::break_norms(std::uint32_t index, Planner& planner, Plans& plans) const {
  const program::Section& section = view_.sections[index];
  const SectionResults& of = results_.section(index);
  auto norms = Program::in(view_.program.norms, section.norms);
  std::size_t looked_at = 0;
  for (std::uint32_t i = 0; i < norms.size(); ++i) {
    if (is_act_norm(norms[i].modality)) continue;
    bool counts =
        goal_.clause.empty() ? level_of(norms[i].modality) == Level::Error : label(norms[i]) == goal_.clause;
    for (std::uint32_t row = 0; counts && row < of.rows; ++row) {
      if (!is_subject(section.level, row)) continue;
      if (++looked_at > kMostBroken) {
        planner.limits().cut(0);
        return;
      }
      Plans way = planner.outcome(
          norms[i].outcome, view_.ancestor_row(section.level, row, view_.level_of(norms[i].outcome)), false);
      precept::label(way, std::string(label(norms[i])));
      plans = any_of(std::move(plans), std::move(way), planner.limits());
    }
  }
}

void GoalView::break_acts(std::uint32_t index, Planner& planner, Plans& plans) const {
  const program::Section& section = view_.sections[index];
  const SectionResults& of = results_.section(index);
  auto acts = Program::in(view_.program.acts, section.acts);
  std::uint32_t named = act_named(section);
  std::size_t looked_at = 0;
  for (std::uint32_t row = 0; row < of.rows; ++row) {
    if (!is_subject(section.level, row)) continue;
    for (std::uint32_t act = 0; act < acts.size(); ++act) {
      if (!goal_.act.empty() && act != named) continue;
      if (++looked_at > kMostBroken) {
        planner.limits().cut(0);
        return;
      }
      unsigned rights = goal_.act.empty()
                            ? bit(Right::Forbidden)
                            : bit(Right::Forbidden) | bit(Right::Discouraged) | bit(Right::Silent);
      Plans way = right(acts[act], section.level, row, rights, planner);
      if (goal_.act.empty())
        way = all_of(way, done(acts[act], section.level, row, Truth::Yes, planner), planner.limits());
      for (const std::string& clause : clauses_of(index, act, std::nullopt)) precept::label(way, clause);
      plans = any_of(std::move(plans), std::move(way), planner.limits());
    }
  }
}

Plans GoalView::plans(Planner& planner) const {
  if (goal_.aim != Aim::Mend) {
    Plans plans;
    for (std::uint32_t index = 0; index < view_.sections.size(); ++index) {
      if (goal_.act.empty()) break_norms(index, planner, plans);
      break_acts(index, planner, plans);
    }
    return plans;
  }
  std::vector<Plans> all;
  if (goal_.act.empty()) mend_lists(planner, all);
  for (std::uint32_t index = 0; index < view_.sections.size(); ++index) {
    if (goal_.act.empty()) mend_norms(index, planner, all);
    mend_acts(index, planner, all);
  }
  if (all.size() >= kMostMended) planner.limits().cut(static_cast<int>(kMostMended) * ChangeCost::kChange);
  Plans plans = nothing_to_do();
  // A result without a plan of its own may be mended by the plans for the others.
  for (const Plans& ways : all) {
    if (!ways.empty()) plans = all_of(plans, ways, planner.limits());
  }
  return plans;
}

}  // namespace precept
