#include "runtime/repair/repair.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <limits>
#include <map>

#include "runtime/document/judgement_subjects.h"
#include "runtime/phrasing/wording.h"
#include "runtime/repair/change_sentences.h"
#include "runtime/repair/changes.h"
#include "runtime/repair/margin.h"

namespace precept {

namespace {

int plausible(Change::Kind kind) {
  switch (kind) {
    case Change::Kind::Attest:
      return 0;
    case Change::Kind::Supply:
      return 5;
    case Change::Kind::Edit:
      return 10;
    case Change::Kind::Add:
      return 20;
    case Change::Kind::Remove:
      return 30;
    case Change::Kind::Overturn:
      return 40;
    case Change::Kind::Withdraw:
      return 50;
  }
  return 0;
}

int cost_of(const Changes& changes) {
  int cost = 0;
  for (const Change& change : changes)
    cost += ChangeCost::kChange + plausible(change.kind) + (change.is_fixed ? ChangeCost::kFixed : 0);
  return cost;
}

/// A key that tells changes apart, by place and value or by place alone.
std::string key_of(const Change& change, bool with_value) {
  return fmt::format("{} {} {} {} {}", to_string(change.kind), change.pointer, change.judgement, change.about,
                     with_value ? change.value : std::string());
}
std::set<std::string> keys_of(const Changes& changes) {
  std::set<std::string> keys;
  for (const Change& change : changes) keys.insert(key_of(change, true));
  return keys;
}

/// The places that changes are made in, without their values. New elements of one list, and attestations
/// about them, count as the same place.
std::multiset<std::string> places_of(const Changes& changes) {
  std::multiset<std::string> keys;
  for (Change change : changes) {
    for (const Change& added : changes) {
      bool is_about = change.is_attestation() && added.kind == Change::Kind::Add && !change.about.empty() &&
                      added.value.find(json_string(change.about)) != std::string::npos;
      if (is_about) change.about = "-";
    }
    if (change.kind == Change::Kind::Add) change.pointer.resize(change.pointer.rfind('/') + 1);
    keys.insert(key_of(change, false));
  }
  return keys;
}

// ---- pointers before and after elements are removed ---------------------------------------------------

/// The list and the index at the end of a pointer; no list where it does not end in an index.
std::pair<std::string_view, std::size_t> split_element(std::string_view pointer) {
  std::size_t slash = pointer.rfind('/'), index = 0;
  if (slash == std::string_view::npos) return {};
  std::string_view last = pointer.substr(slash + 1);
  auto read = std::from_chars(last.data(), last.data() + last.size(), index);
  if (last.empty() || read.ptr != last.data() + last.size()) return {};
  return {pointer.substr(0, slash), index};
}

/// The pointers of elements that changes remove, in order.
std::vector<std::string> removed_by(const Changes& changes) {
  std::vector<std::string> removed;
  for (const Change& change : changes) {
    bool goes = change.kind == Change::Kind::Remove || change.kind == Change::Kind::Withdraw;
    if (!goes) continue;
    for (const std::string& pointer : change.also_removed) removed.push_back(pointer);
    if (!split_element(change.pointer).first.empty()) removed.push_back(change.pointer);
  }
  std::ranges::sort(removed, {}, [](const std::string& pointer) {
    auto [list, index] = split_element(pointer);
    return std::pair(std::string(list), index);
  });
  return removed;
}

/// The pointer with its index in one list changed by `move`, if it goes through that list.
std::string moved(const std::string& pointer, std::string_view list,
                  const std::function<std::size_t(std::size_t)>& move) {
  if (!pointer.starts_with(list) || pointer.size() <= list.size() + 1 || pointer[list.size()] != '/')
    return pointer;
  std::size_t begin = list.size() + 1, end = std::min(pointer.find('/', begin), pointer.size()), index = 0;
  auto read = std::from_chars(pointer.data() + begin, pointer.data() + end, index);
  if (read.ptr != pointer.data() + end) return pointer;
  return fmt::format("{}/{}{}", list, move(index), pointer.substr(end));
}

/// The pointer in the original document for one in the changed document. Added elements come after the last.
std::string as_before(std::string pointer, const std::vector<std::string>& removed) {
  for (const std::string& gone : removed) {
    auto [list, at] = split_element(gone);
    pointer = moved(pointer, list, [at = at](std::size_t index) { return index >= at ? index + 1 : index; });
  }
  return pointer;
}
std::string as_after(std::string pointer, const std::vector<std::string>& removed) {
  for (auto gone = removed.rbegin(); gone != removed.rend(); ++gone) {
    auto [list, at] = split_element(*gone);
    pointer = moved(pointer, list, [at = at](std::size_t index) { return index > at ? index - 1 : index; });
  }
  return pointer;
}

std::set<std::string> added_by(const Changes& changes, const std::vector<std::string>& removed) {
  std::set<std::string> added;
  for (const Change& change : changes) {
    bool puts = change.kind == Change::Kind::Add || change.kind == Change::Kind::Supply ||
                change.kind == Change::Kind::Edit;
    if (puts) added.insert(as_after(change.pointer, removed));
  }
  return added;
}

// ---- one document tried -------------------------------------------------------------------------------

/// Looks at a run: how the goal stands and, if it is not met, what to try next.
class TrialInspector : public RunInspector {
 public:
  TrialInspector(const Goal& goal, const Changes& made, Day today, Language language, bool plans)
      : goal_(goal),
        removed_(removed_by(made)),
        added_(added_by(made, removed_)),
        today_(today),
        language_(language),
        plans_(plans) {}

  void inspect(const RunView& view, const Results& results, DocumentPlaces& places,
               DocumentReport& report) override {
    std::string subject = goal_.subject.empty() ? "" : as_after(goal_.subject, removed_);
    GoalView at(goal_, subject, view, results, places, report);
    state = at.state();
    if (!plans_ || !state) return;
    Fields fields(view, places);
    Planner planner(view, places, fields, added_);
    ChangeMaker maker(view, places, fields, today_, Catalogue(language_));
    for (const Plan& plan : at.plans(planner)) {
      bool leaves_out = goal_.aim == Aim::Unsettle;
      for (Changes& changes : leaves_out ? maker.omissions(plan) : maker.changes(plan))
        add(std::move(changes));
    }
    if (goal_.aim == Aim::Unsettle) {
      for (Changes& changes : maker.withdrawals()) add(std::move(changes));
    }
    cut_from = planner.limits().cut_from;
  }

  std::optional<GoalState> state;  ///< nothing where what the goal names is not there
  std::vector<Changes> next;       ///< to try next; pointers into the original document
  int cut_from = std::numeric_limits<int>::max();

 private:
  void add(Changes changes) {
    for (Change& change : changes) {
      change.pointer = as_before(change.pointer, removed_);
      for (auto* pointers : {&change.also_removed, &change.blanks, &change.examples}) {
        for (std::string& pointer : *pointers) pointer = as_before(pointer, removed_);
      }
    }
    next.push_back(std::move(changes));
  }

  const Goal& goal_;
  std::vector<std::string> removed_;
  std::set<std::string> added_;
  Day today_;
  Language language_;  ///< of texts that the changes put
  bool plans_;
};

/// Fills in the questions of judgements, and adds those without a translation to `untranslated`.
class QuestionFiller : public RunInspector {
 public:
  QuestionFiller(Changes& changes, Language language, std::vector<std::string>& untranslated)
      : changes_(changes), language_(language), untranslated_(untranslated) {}

  void inspect(const RunView& of, const Results&, DocumentPlaces& places, DocumentReport&) override {
    // The changed document may be for another policy, so the translations are those of the policy that ran.
    Translations translations(of.program, language_);
    RunView view(of.program, of.document, of.registers, &translations);
    Wording wording(view, places);
    for (Change& change : changes_) {
      if (!change.is_attestation()) continue;
      for (const program::Judgement& judgement : view.judgements) {
        if (view.text(judgement.name) == change.judgement) ask(judgement, view, wording, change);
      }
    }
    translations.add_untranslated_to(untranslated_);
  }

 private:
  static void ask(const program::Judgement& judgement, const RunView& view, const Wording& wording,
                  Change& change) {
    std::uint32_t level = judgement.level == kAbsent ? 0 : judgement.level, row = 0;
    if (judgement.about_column != kAbsent) {
      auto number = static_cast<std::uint32_t>(&judgement - view.judgements.data());
      auto found = JudgementSubjects(view.program, view.document).find(number, change.about);
      auto it = std::ranges::find(found, number, &JudgementSubjects::Target::judgement);
      if (it == found.end()) return;
      row = it->row;
    }
    change.asks = wording.text(judgement.asks, level, row);
  }

  Changes& changes_;
  Language language_;
  std::vector<std::string>& untranslated_;
};

int rank_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Compliant:
      return 0;
    case Verdict::Undetermined:
      return 1;
    case Verdict::NonCompliant:
      return 2;
  }
  return 2;
}

// ---- the search --------------------------------------------------------------------------------------

class Search {
 public:
  /// At most so many sets are tried that change the same places.
  static constexpr std::size_t kMostAlike = 60;

  Search(std::span<const Program* const> policies, FileId file, const Sources& sources, const Goal& goal,
         const CheckOptions& check, const RepairOptions& options, Repairs& result)
      : policies_(policies),
        name_(sources.file(file).name),
        draft_(sources.file(file).text, options.attester),
        goal_(goal),
        check_(check),
        language_(check.language),
        options_(options),
        result_(result),
        today_(parse_date(options.attester.date).value_or(kNoDay)) {
    check_.language = Language::En;  // nothing of these reports is told
    check_.limits.trust.is_trial = true;
    check_.detail = {.settled_findings = false, .rights = false};
    check_.hits = nullptr;
  }

  void run() {
    first_rank_ = rank_of(*result_.report.verdict);
    push({});
    while (!queue_.empty() && !has_enough() && queue_.begin()->first <= cost_limit_) {
      if (is_over()) break;
      Changes changes = std::move(queue_.begin()->second);
      queue_.erase(queue_.begin());
      visit(changes);
    }
    if (!queue_.empty() && is_over()) cut(queue_.begin()->first);
    // Sets are tried cheapest first, so only a set that was cut off can be cheaper than a fix.
    bool is_cut = cut_from_ != std::numeric_limits<int>::max();
    bool is_sure = found_ > 0 && last_cost_ <= cut_from_;
    result_.is_bounded |= is_cut && !is_sure;
    auto begin = result_.fixes.end() - static_cast<std::ptrdiff_t>(found_);
    std::stable_sort(begin, result_.fixes.end(), [](const Fix& left, const Fix& right) {
      return !left.changes_fixed && right.changes_fixed;
    });
  }

 private:
  bool is_over() const { return result_.checks >= options_.most_checks || bytes_ >= options_.most_bytes; }

  bool has_enough() const { return found_ >= options_.most_fixes; }

  void cut(int cost) { cut_from_ = std::min(cut_from_, cost); }

  void push(Changes changes) {
    if (changes.size() > options_.most_changes) return cut(cost_of(changes));
    if (!seen_.insert(keys_of(changes)).second) return;
    int cost = cost_of(changes);
    queue_.emplace(cost, std::move(changes));
  }

  struct Trial {
    bool is_there = false;  ///< the aim is reached
    std::optional<Verdict> verdict;
  };

  DocumentReport try_document(const std::string& text, RunInspector& inspector) {
    ++result_.checks;
    bytes_ += text.size();
    Sources sources;
    FileId file = sources.add(name_, text);
    CheckOptions check = check_;
    check.inspector = &inspector;
    return check_document(policies_, file, sources, check);
  }

  Trial judge(const DocumentReport& report, const TrialInspector& inspector) const {
    if (!report.verdict || !inspector.state) return {};
    Trial trial{.verdict = report.verdict};
    switch (goal_.aim) {
      case Aim::Mend:  // a fix must not break something else
        trial.is_there = inspector.state == GoalState::Met && rank_of(*report.verdict) <= first_rank_;
        break;
      case Aim::Break:
        trial.is_there = inspector.state == GoalState::Broken;
        break;
      case Aim::Unsettle:
        trial.is_there = inspector.state == GoalState::Open;
    }
    return trial;
  }

  /// What the changes come to. A set that was tried before is not tried again.
  Trial test(const Changes& changes) {
    auto [known, is_new] = trials_.try_emplace(keys_of(changes));
    if (!is_new) return known->second;
    TrialInspector inspector(goal_, changes, today_, language_, false);
    DocumentReport report = try_document(draft_.apply(changes), inspector);
    return known->second = judge(report, inspector);
  }

  void visit(const Changes& changes) {
    if (holds_a_fix(changes)) return;
    if (++alike_[places_of(changes)] > kMostAlike) return cut(cost_of(changes));
    TrialInspector inspector(goal_, changes, today_, language_, true);
    DocumentReport report = try_document(draft_.apply(changes), inspector);
    Trial trial = judge(report, inspector);
    trials_[keys_of(changes)] = trial;
    if (inspector.cut_from != std::numeric_limits<int>::max()) cut(cost_of(changes) + inspector.cut_from);
    if (trial.is_there) return found(changes);
    for (const Changes& step : inspector.next) {
      Changes further = changes;
      for (const Change& change : step) add_change(further, change);
      push(std::move(further));
    }
  }

  /// Whether the set contains a fix, so that it cannot be a smallest one.
  bool holds_a_fix(const Changes& changes) const {
    std::multiset<std::string> keys = places_of(changes);
    return std::ranges::any_of(result_.fixes, [&](const Fix& fix) {
      return fix.aim == goal_.aim && std::ranges::includes(keys, places_of(fix.changes));
    });
  }

  /// Tries all parts, small ones first. The first that suffices is the fix: none of its own parts suffices.
  void found(const Changes& changes) {
    std::size_t all = changes.size();
    std::vector<std::uint32_t> parts;
    for (std::uint32_t part = 1; part < (1u << all); ++part) parts.push_back(part);
    std::ranges::stable_sort(parts, {}, [](std::uint32_t part) { return std::popcount(part); });
    for (std::uint32_t part : parts) {
      Changes some;
      for (std::size_t i = 0; i < all; ++i) {
        if ((part >> i & 1) != 0) some.push_back(changes[i]);
      }
      Trial trial = test(some);
      if (!trial.is_there) continue;
      return add(std::move(some), *trial.verdict);
    }
  }

  void add(Changes changes, Verdict verdict) {
    if (holds_a_fix(changes)) return;
    if (found_++ == 0) cost_limit_ = cost_of(changes) + ChangeCost::kSpread;
    last_cost_ = cost_of(changes);
    Fix& fix = result_.fixes.emplace_back();
    fix.aim = goal_.aim;
    fix.changes_fixed = std::ranges::any_of(changes, &Change::is_fixed);
    fix.document = draft_.apply(changes);
    fix.patch = draft_.patch(changes);
    fix.verdict = verdict;
    fix.changes = std::move(changes);
    ask(fix);
  }

  /// Fills in the questions of the fix's judgements from the changed document, which has the new elements.
  void ask(Fix& fix) {
    if (std::ranges::none_of(fix.changes, &Change::is_attestation)) return;
    QuestionFiller filler(fix.changes, language_, result_.report.untranslated);
    try_document(fix.document, filler);
  }

  std::span<const Program* const> policies_;
  std::string name_;
  Draft draft_;
  const Goal& goal_;
  CheckOptions check_;
  Language language_;  ///< of the texts that are told
  const RepairOptions& options_;
  Repairs& result_;
  Day today_;
  std::size_t found_ = 0;
  int last_cost_ = 0;                                 ///< of the fix that was found last
  int cost_limit_ = std::numeric_limits<int>::max();  ///< sets that cost more are not looked for
  int cut_from_ = std::numeric_limits<int>::max();    ///< sets from this cost on may have been cut off
  int first_rank_ = 0;                                ///< the rank of the original document's verdict
  std::size_t bytes_ = 0;
  std::multimap<int, Changes> queue_;  ///< by cost; of equal cost, the first put in comes first
  std::map<std::multiset<std::string>, std::size_t>
      alike_;  ///< how many sets were tried, by the places that they change
  std::set<std::set<std::string>> seen_;
  std::map<std::set<std::string>, Trial> trials_;
};

/// Looks at the run of the original document: how the goal stands, where its subject lies, and the margins.
class FirstRun : public RunInspector {
 public:
  FirstRun(const Question& question, Goal& goal, Language language)
      : question_(question), goal_(goal), language_(language), explainer_(question) {}

  void inspect(const RunView& view, const Results& results, DocumentPlaces& places,
               DocumentReport& report) override {
    explainer_.inspect(view, results, places, report);
    if (!explainer_.answer()) return;
    is_there = true;
    if (question_.has_subject()) goal_.subject = explainer_.answer()->subject;
    is_met = GoalView(goal_, goal_.subject, view, results, places, report).state() == GoalState::Met;
    if (goal_.aim == Aim::Mend || !is_met) return;
    // The margins have their own translations, as the view's remember texts of the whole report.
    Translations translations(view.program, language_);
    margins =
        margins_of(goal_, {view.program, view.document, view.registers, &translations}, results, places);
    translations.add_untranslated_to(untranslated);
  }

  bool is_there = false, is_met = false;
  std::vector<Margin> margins;
  std::vector<std::string> untranslated;  ///< texts of the margins without a translation

 private:
  const Question& question_;
  Goal& goal_;
  Language language_;
  Explainer explainer_;
};

/// Fills in the sentences of the changes, in the report's language.
void put_into_words(std::span<const Program* const> policies, std::string_view document, Repairs& result) {
  for (const Program* policy : policies) {
    if (policy->digest() != result.report.policy.digest) continue;
    Translations translations(*policy, result.report.language);
    ChangeSentences words(*policy, result.report.kind, document, translations);
    for (Fix& fix : result.fixes) words.write(fix.changes, fix.aim);
    translations.add_untranslated_to(result.report.untranslated);
    return;
  }
}

}  // namespace

Repairs find_repairs(std::span<const Program* const> policies, FileId file, const Sources& sources,
                     const Question& question, Aim aim, const CheckOptions& check,
                     const RepairOptions& options) {
  Repairs result;
  Goal goal{.aim = aim, .subject = {}, .clause = question.clause, .act = question.act};
  FirstRun first_run(question, goal, check.language);
  CheckOptions first = check;
  first.inspector = &first_run;
  first.detail = {.settled_findings = false, .rights = false};
  result.report = check_document(policies, file, sources, first);
  if (!result.report.verdict || !first_run.is_there) {
    result.report.verdict.reset();
    return result;
  }
  result.is_met = first_run.is_met;
  result.margins = std::move(first_run.margins);
  result.report.untranslated = std::move(first_run.untranslated);
  if (result.is_met == (aim == Aim::Mend)) return result;
  Search(policies, file, sources, goal, check, options, result).run();
  if (aim == Aim::Break) {
    goal.aim = Aim::Unsettle;
    Search(policies, file, sources, goal, check, options, result).run();
  }
  put_into_words(policies, sources.file(file).text, result);
  return result;
}

}  // namespace precept
