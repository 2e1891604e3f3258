#include "runtime/reasons/explain.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/diagnostic.h"
#include "base/suggest.h"
#include "runtime/phrasing/labels.h"
#include "runtime/reasons/norms.h"

namespace precept {
namespace {

/// Why nothing comes of a clause without norms.
Sentence<2> why_silent(program::ClauseForm form) {
  switch (form) {
    case program::ClauseForm::NotCheckable:
      return say::NotChecked;
    case program::ClauseForm::NotEncoded:
      return say::NotEncoded;
    default:
      return say::DemandsNothing;
  }
}

/// Levels of lists that sections are about, each once.
std::vector<std::uint32_t> subject_levels(const Program& program, const program::Unit& unit) {
  std::vector<std::uint32_t> levels;
  for (const program::Section& section : Program::in(program.sections, unit.sections)) {
    bool is_new = section.level != 0 && std::ranges::find(levels, section.level) == levels.end();
    if (is_new) levels.push_back(section.level);
  }
  return levels;
}

/// The subjects that the question may mean. Of those who share a name, the first few.
std::vector<Subject> find_subjects(const Question& question, const Program& program, const Document& document,
                                   const DocumentPlaces& places) {
  constexpr std::size_t kMostNamed = 4;
  std::vector<Subject> found;
  if (!question.has_subject()) return found;
  for (std::uint32_t level : subject_levels(program, program.units[document.unit])) {
    if (question.subject.empty()) {
      for (std::uint32_t row : places.rows_named(level, question.name, kMostNamed))
        found.push_back({level, row});
    } else if (auto row = places.row_at(level, question.subject)) {
      found.push_back({level, *row});
    }
  }
  return found;
}

class AnswerBuilder {
 public:
  AnswerBuilder(const Question& question, const RunView& view, const Results& results, DocumentPlaces& places,
                DocumentReport& report)
      : question_(question),
        view_(view),
        results_(results),
        places_(places),
        report_(report),
        norms_(view, results, places, question.is_full) {}

  std::optional<Reason> run() {
    if (!find_subject() || !find_clause() || !find_act()) return std::nullopt;
    Reason root = head();
    if (!question_.act.empty()) {
      rights(root);
    } else if (!question_.clause.empty()) {
      clause(root);
    } else if (subject_) {
      rights(root);
      demands(root);
    } else {
      verdict(root);
    }
    if (root.because.empty()) {
      root.because.push_back({.kind = Reason::Kind::Note, .text = view_.words(say::SaysNothing)});
    }
    if (count_ > kMostAnswers && !question_.is_full) {
      root.because.push_back(
          {.kind = Reason::Kind::Note, .text = view_.words(say::AskLess, count_ - kMostAnswers)});
    }
    return root;
  }

 private:
  Reason head() const {
    if (subject_) {
      auto [level, row] = *subject_;
      std::string pointer = places_.pointer(level, row), name = places_.name(level, row);
      return {.kind = Reason::Kind::Subject,
              .text = view_.words(say::SubjectIn, name.empty() ? pointer : name, report_.file),
              .subject = pointer,
              .at = places_.place(level, row)};
    }
    Reason root{.kind = Reason::Kind::Verdict};
    root.value = report_.verdict ? to_string(*report_.verdict) : "not checked";
    root.text = view_.words(
        say::FileIs, report_.file,
        report_.verdict ? verdict_label(*report_.verdict, view_.words) : view_.words(say::NotCheckedAtAll));
    root.at = {report_.file, 1, 1};
    return root;
  }

  // ---- what is asked

  bool fail(std::string message, std::string help) {
    report_.diagnostics.report(DiagnosticKind::UnknownQuestion, {}, std::move(message))
        .with_help(std::move(help));
    return false;
  }

  bool find_subject() {
    if (!question_.has_subject()) return true;
    const std::vector<Subject> found = find_subjects(question_, view_.program, view_.document, places_);
    if (found.size() > 1) return several(found);
    if (!found.empty()) {
      subject_ = found.front();
      return true;
    }
    const bool is_name = question_.subject.empty();
    std::vector<std::string> words;
    for (std::uint32_t level : subject_levels(view_.program, view_.unit)) {
      for (std::uint32_t row = 0; row < view_.document.rows(level); ++row)
        words.push_back(is_name ? places_.name(level, row) : places_.pointer(level, row));
    }
    std::vector<std::string_view> known(words.begin(), words.end());
    const std::string& asked = is_name ? question_.name : question_.subject;
    return fail(fmt::format("no clause is about `{}` of this document", asked),
                did_you_mean_or_list(asked, known, is_name ? "the names there" : "the elements there"));
  }

  /// Reports a name that several have.
  bool several(const std::vector<Subject>& found) {
    std::vector<std::string> pointers;
    for (const Subject& one : found)
      pointers.push_back(fmt::format("`{}`", places_.pointer(one.level, one.row)));
    return fail(fmt::format("several elements are called `{}`: {}", question_.name,
                            Catalogue().list(pointers, say::ListAnd)),
                "say which by its pointer, as a subject");
  }

  bool find_clause() {
    if (question_.clause.empty()) return true;
    std::vector<std::string_view> known;
    for (const program::Clause& clause : view_.clauses) {
      known.push_back(view_.text(clause.label));
      if (known.back() == question_.clause) return true;
    }
    return fail(fmt::format("the policy has no clause `{}` about a `{}`", question_.clause, report_.kind),
                did_you_mean_or_list(question_.clause, known, "its clauses"));
  }

  bool find_act() {
    if (question_.act.empty()) return true;
    std::vector<std::string_view> known;
    for (const program::Section& section : view_.sections) {
      for (const program::Act& act : Program::in(view_.program.acts, section.acts)) {
        known.push_back(view_.text(act.name));
      }
    }
    if (std::ranges::find(known, question_.act) != known.end()) return true;
    return fail(fmt::format("the policy knows no act `{}`", question_.act),
                did_you_mean_or_list(question_.act, known, "its acts"));
  }

  /// Counts one more norm or right, and says whether it is told.
  bool has_room() { return ++count_ <= kMostAnswers || question_.is_full; }

  /// Calls `visit` with each row of a section that the question is about.
  template <class Visit>
  void for_rows(const program::Section& section, Visit visit) const {
    if (subject_) {
      if (section.level == subject_->level) visit(subject_->row);
      return;
    }
    for (std::uint32_t row = 0; row < view_.document.rows(section.level); ++row) visit(row);
  }

  // ---- answers

  void rights(Reason& root) {
    for (std::uint32_t s = 0; s < view_.sections.size(); ++s) {
      auto acts = Program::in(view_.program.acts, view_.sections[s].acts);
      std::uint64_t asked = 0;
      for (std::uint32_t act = 0; act < acts.size(); ++act) {
        if (!question_.act.empty() && view_.text(acts[act].name) != question_.act) continue;
        if (question_.clause.empty() || gives(s, act)) asked |= std::uint64_t{1} << act;
      }
      if (asked == 0) continue;
      for_rows(view_.sections[s], [&](std::uint32_t row) {
        if (has_room()) rights(s, asked, row, root);
      });
    }
  }

  /// Adds a subject's rights to the acts of a mask. Acts with the same right for the same reasons share one.
  void rights(std::uint32_t section, std::uint64_t acts, std::uint32_t row, Reason& root) {
    std::vector<std::pair<Reason, std::uint64_t>> groups;
    for (; acts != 0; acts &= acts - 1) {
      const std::uint64_t act = acts & ~(acts - 1);
      Reason right = norms_.right(section, act, row);
      auto alike =
          std::ranges::find_if(groups, [&](const auto& group) { return is_alike(group.first, right); });
      if (alike != groups.end()) {
        alike->second |= act;
      } else {
        groups.emplace_back(std::move(right), act);
      }
    }
    for (auto& [right, mask] : groups) {
      bool is_single = (mask & (mask - 1)) == 0;
      root.because.push_back(is_single ? std::move(right) : norms_.right(section, mask, row));
    }
  }

  /// Whether two rights have the same reasons, apart from the names of the acts.
  static bool is_alike(const Reason& one, const Reason& other) {
    bool names_acts = one.kind == Reason::Kind::Right || one.kind == Reason::Kind::Norm;
    bool is_same = one.kind == other.kind && one.value == other.value && one.truth == other.truth &&
                   one.clause == other.clause && one.subject == other.subject &&
                   one.because.size() == other.because.size() && (names_acts || one.text == other.text);
    for (std::size_t i = 0; is_same && i < one.because.size(); ++i)
      is_same = is_alike(one.because[i], other.because[i]);
    return is_same;
  }

  /// Adds the demands on the subject. Acts against a right are told with the right.
  void demands(Reason& root) {
    for (std::uint32_t s = 0; s < view_.sections.size(); ++s) {
      auto norms = Program::in(view_.program.norms, view_.sections[s].norms);
      for_rows(view_.sections[s], [&](std::uint32_t row) {
        for (std::uint32_t i = 0; i < norms.size(); ++i) {
          if (is_act_norm(norms[i].modality)) continue;
          bool is_news = results_.section(s).outcome(i, row) != Outcome::NotApplicable || question_.is_full;
          if (is_news && has_room()) root.because.push_back(norms_.norm(s, i, row));
        }
      });
    }
    if (!question_.is_full) return;
    for (const Finding& finding : report_.findings) {
      bool is_act = finding.subject == root.subject && !finding.acts.empty();
      if (is_act && has_room()) root.because.push_back(norms_.finding(finding));
    }
  }

  /// Whether the clause of the question has a norm about the act.
  bool gives(std::uint32_t section, std::uint32_t act) const {
    for (const program::Norm& norm : Program::in(view_.program.norms, view_.sections[section].norms)) {
      bool is_about = (norm.acts >> act & 1) != 0;
      if (is_about && view_.text(view_.clauses[norm.clause].label) == question_.clause) return true;
    }
    return false;
  }

  void clause(Reason& root) {
    bool is_asked = false;
    for (std::uint32_t s = 0; s < view_.sections.size(); ++s) {
      auto norms = Program::in(view_.program.norms, view_.sections[s].norms);
      for_rows(view_.sections[s], [&](std::uint32_t row) {
        for (std::uint32_t i = 0; i < norms.size(); ++i) {
          bool is_it =
              norms[i].part_of == i && view_.text(view_.clauses[norms[i].clause].label) == question_.clause;
          if (!is_it) continue;
          is_asked = true;
          if (has_room()) root.because.push_back(norms_.norm(s, i, row));
        }
      });
    }
    if (is_asked) return;
    for (const program::Clause& clause : view_.clauses) {
      if (view_.text(clause.label) != question_.clause || clause.form == program::ClauseForm::Encoded)
        continue;
      root.because.push_back(
          {.kind = Reason::Kind::Note,
           .text = view_.words(why_silent(clause.form), view_.translated_if_any(question_.clause),
                               view_.translated(view_.text(clause.reason))),
           .clause = question_.clause,
           .quote = std::string(view_.translated_if_any(view_.text(clause.quote)))});
    }
  }

  /// Adds the findings that made the verdict, and violated warnings and notes unless a `shall` was broken. A
  /// full answer has all findings.
  void verdict(Reason& root) {
    Outcome decisive = Outcome::Satisfied;
    if (report_.verdict == Verdict::NonCompliant) decisive = Outcome::Violated;
    if (report_.verdict == Verdict::Undetermined) decisive = Outcome::Undetermined;
    auto decides = [&](const Finding& f) { return f.level == Level::Error && f.outcome == decisive; };
    auto is_beside = [&](const Finding& f) {
      return decisive != Outcome::Violated && f.level != Level::Error && f.outcome == Outcome::Violated;
    };
    const auto& findings = report_.findings;
    for (const Finding& finding : findings) {
      if ((decides(finding) || question_.is_full) && has_room())
        root.because.push_back(norms_.finding(finding));
    }
    if (root.because.empty() && decisive == Outcome::Undetermined) {
      // No finding is open: the verdict waits for a list that nobody gave.
      for (const OpenPoint& point : report_.open_questions)
        root.because.push_back(
            {.kind = Reason::Kind::Missing, .text = point.asks, .subject = point.subject, .at = point.at});
    }
    if (root.because.empty()) root.because.push_back({.kind = Reason::Kind::Note, .text = nothing_broken()});
    if (question_.is_full) return;
    if (!report_.is_noted_only() && std::ranges::any_of(findings, is_beside))
      root.because.push_back({.kind = Reason::Kind::Note, .text = view_.words(say::OnlyAdvised)});
    for (const Finding& finding : findings) {
      if (is_beside(finding) && has_room()) root.because.push_back(norms_.finding(finding));
    }
    if (decisive == Outcome::Satisfied) rights_used(root);
    auto is_left_out = [&](const Finding& f) {
      bool is_open = f.outcome == Outcome::Undetermined || f.outcome == Outcome::Violated;
      return is_open && !decides(f) && !is_beside(f);
    };
    leave_out(is_left_out, root);
  }

  /// "no clause is broken; 23 points are met and 1 does not apply here"
  std::string nothing_broken() const {
    const Catalogue& words = view_.words;
    if (report_.is_noted_only()) return words(say::NothingBinding);
    const ReportCounts& counts = report_.counts;
    std::vector<std::string> found;
    if (counts.satisfied != 0) found.push_back(words.counted(counts.satisfied, say::OneMet, say::Met));
    if (counts.not_applicable != 0)
      found.push_back(words.counted(counts.not_applicable, say::OneNotApplicable, say::ManyNotApplicable));
    std::string broken = words(say::NothingBroken);
    return found.empty() ? broken : words(say::Then, broken, words.list(found, say::ListAnd));
  }

  /// Adds the rights to the acts that were done, in a document that breaks no clause.
  void rights_used(Reason& root) {
    for (std::uint32_t s = 0; s < view_.sections.size(); ++s) {
      auto acts = Program::in(view_.program.acts, view_.sections[s].acts);
      for_rows(view_.sections[s], [&](std::uint32_t row) {
        std::uint64_t used = 0;
        for (std::uint32_t act = 0; act < acts.size(); ++act) {
          bool is_done = acts[act].exercised != kAbsent && results_.section(s).done(act, row) == Truth::Yes;
          // A discouraged act has been told as a finding.
          bool is_told = results_.section(s).right(act, row) == Right::Discouraged;
          if (is_done && !is_told) used |= std::uint64_t{1} << act;
        }
        if (used != 0 && has_room()) rights(s, used, row, root);
      });
    }
  }

  /// Says how many findings are not explained, and of which clauses.
  template <class IsLeftOut>
  void leave_out(IsLeftOut is_left_out, Reason& root) {
    std::vector<std::string> told;
    auto tell = [&](Outcome outcome, Sentence<2> one, Sentence<2> many) {
      std::size_t count = 0;
      std::vector<std::string> clauses;
      for (const Finding& finding : report_.findings) {
        if (finding.outcome != outcome || !is_left_out(finding)) continue;
        ++count;
        std::string clause(view_.translated_if_any(finding.clause));
        if (std::ranges::find(clauses, clause) == clauses.end()) clauses.push_back(std::move(clause));
      }
      if (count == 0) return;
      std::string labels = view_.words.list(clauses, say::ListAnd);
      told.push_back(view_.words(view_.words.is_one(count) ? one : many, count, labels));
    };
    tell(Outcome::Violated, say::OneWarningOf, say::WarningsOf);
    tell(Outcome::Undetermined, say::OneUndecidedOf, say::UndecidedOf);
    if (told.empty()) return;
    root.because.push_back(
        {.kind = Reason::Kind::Note,
         .text = view_.words(say::NotExplainedHere, view_.words.list(told, say::ListAnd))});
  }

  const Question& question_;
  const RunView& view_;
  const Results& results_;
  DocumentPlaces& places_;
  DocumentReport& report_;
  NormReasons norms_;
  std::size_t count_ = 0;  ///< norms and rights in the answer so far
  std::optional<Subject> subject_;
};

}  // namespace

std::optional<Subject> Explainer::subject(const Program& program, const Document& document,
                                          const DocumentPlaces& places) {
  const std::vector<Subject> found = find_subjects(question_, program, document, places);
  is_alone_ = found.size() == 1;
  return is_alone_ ? std::optional(found.front()) : std::nullopt;
}

void Explainer::inspect(const RunView& view, const Results& results, DocumentPlaces& places,
                        DocumentReport& report) {
  if (report.has_results() || is_alone_)
    answer_ = AnswerBuilder(question_, view, results, places, report).run();
}

}  // namespace precept
