#include "runtime/evaluate/evaluate.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>

#include "base/text.h"
#include "runtime/evaluate/nothing_checked.h"
#include "runtime/evaluate/probes.h"
#include "runtime/evidence/finding_texts.h"
#include "runtime/evidence/unsettled.h"
#include "runtime/run/document_places.h"
#include "runtime/run/first_field.h"
#include "runtime/run/results.h"
#include "runtime/run/run_view.h"

namespace precept {

namespace {

/// Stands in the place of a clause where the section's `otherwise` forbids or permits an act.
constexpr const char* kOtherwise = "otherwise";
/// A warning names so many subjects; the others are counted.
constexpr std::size_t kMostNamed = 5;

class Evaluation {
 public:
  /// `view` is of a finished run, `results` are what it came to, `options` are the run's.
  Evaluation(const RunView& view, const Results& results, const MachineOptions& options,
             const Sources& sources, DocumentReport& report, ReportDetail detail)
      : view_(view),
        all_results_(results),
        places_(view.program, view.document, sources),
        first_field_(view, places_),
        texts_(view, options.slice_rows == MachineOptions::kWhole, options.readings, places_),
        report_(report),
        detail_(detail) {}

  void run() {
    for (section_ = 0; section_ < view_.sections.size(); ++section_) {
      const program::Section& section = view_.sections[section_];
      if (!detail_.only || detail_.only->level == section.level)
        this->section(section, all_results_.section(section_));
    }
    for (const auto& [level, has_no_act] : without_acts_) warn_of_no_acts(level, has_no_act);
    is_checked_ |= is_violated_ || is_undetermined_;
    std::set<std::string_view> active;
    for (std::size_t i = 0; i < view_.clauses.size(); ++i) {
      if (view_.clauses[i].form != program::ClauseForm::Encoded) continue;
      report_.clauses.push_back(words_of(view_.clauses[i]));
      report_.clauses.back().is_active = i < active_clauses_.size() && active_clauses_[i];
      // A clause that says something in two sections is one.
      if (report_.clauses.back().is_active) active.insert(view_.text(view_.clauses[i].label));
    }
    report_.counts.clauses = active.size();
    if (!is_checked_ && !detail_.only) {
      report_.diagnostics.report(DiagnosticKind::NothingChecked, {},
                                 why_nothing_checked(view_, report_.counts.clauses));
    }
    tell_names();
    tell_title();
    if (detail_.only) return;
    report_unsettled(texts_.unsettled(), view_, places_, report_);
    if (!is_checked_) return;
    report_.verdict = is_violated_       ? Verdict::NonCompliant
                      : is_undetermined_ ? Verdict::Undetermined
                                         : Verdict::Compliant;
    if (report_.verdict != Verdict::Undetermined) return;
    report_.open_questions = texts_.open_points(questions_);
    report_.has_more_questions = texts_.left_some();
  }

 private:
  /// Tells what the document calls itself.
  void tell_title() {
    if (view_.unit.date_column != kAbsent) {
      const std::int32_t day = view_.document.code(view_.program, view_.unit.date_column, 0);
      if (day >= 0) report_.title.date = day;
    }
    std::uint32_t name = kAbsent;
    for (std::uint32_t i = 0; i < view_.columns.size(); ++i) {
      const program::Column& column = view_.columns[i];
      const std::string_view path = view_.text(column.path);
      if (column.level != 0 || column.type != ValueType::Text || !path.ends_with("/name")) continue;
      const bool is_own = path == "/name";
      if (is_own || name == kAbsent) name = i;
      if (is_own) break;
    }
    if (name != kAbsent) report_.title.name = places_.text(name, 0);
  }

  ClauseWords words_of(const program::Clause& clause) const {
    std::string_view quote = view_.text(clause.quote), gist = view_.text(clause.gist);
    return {.label = std::string(view_.text(clause.label)),
            .quote = std::string(view_.translated_if_any(quote)),
            .gist = std::string(view_.translated(gist)),
            .prefers_gist = view_.shows_gist(clause.quote, clause.gist)};
  }

  NormWords words_of(const program::Norm& norm) const {
    if (norm.name.count == 0 && !RunView::has_words(norm)) return {};
    return {.name = std::string(view_.translated_if_any(view_.text(norm.name))),
            .quote = std::string(view_.translated_if_any(view_.text(norm.quote))),
            .gist = std::string(view_.translated(view_.text(norm.gist))),
            .prefers_gist = view_.shows_gist(norm.quote, norm.gist)};
  }

  /// Fills in what the report's language calls acts and clauses.
  void tell_names() {
    if (!view_.translations) return;
    auto tell = [&](std::string_view name) {
      std::string_view told = view_.translated_if_any(name);
      if (told != name) report_.names.emplace(name, told);
    };
    for (const program::Clause& clause : view_.clauses) tell(view_.text(clause.label));
    for (const program::Section& section : view_.sections) {
      for (const program::Act& act : Program::in(view_.program.acts, section.acts))
        tell(view_.text(act.name));
    }
  }

  /// A subject with acts that it did or may have done, and that are neither permitted nor silent.
  struct ActsInQuestion {
    std::uint32_t row;
    std::uint64_t acts;  ///< mask of the section's acts
    std::uint64_t open;  ///< those for which the verdict waits
  };

  /// The subjects of the current section that the report tells of.
  struct SubjectRows {
    std::uint32_t begin, end;
  };
  SubjectRows rows() const {
    return detail_.only ? SubjectRows{detail_.only->row, detail_.only->row + 1}
                        : SubjectRows{0, results_->rows};
  }

  void section(const program::Section& section, const SectionResults& results) {
    norms_ = Program::in(view_.program.norms, section.norms);
    acts_ = Program::in(view_.program.acts, section.acts);
    level_ = section.level;
    results_ = &results;
    if (level_ != 0 && std::ranges::find(seen_levels_, level_) == seen_levels_.end()) {
      seen_levels_.push_back(level_);
      report_.counts.subjects += results.rows;
      const std::string_view list = view_.text(view_.levels[level_].path);
      if (view_.levels[level_].form == program::LevelForm::List && list.rfind('/') == 0)
        report_.title.lists.push_back({std::string(list.substr(1)), results.rows});
    }
    // An unknown list may hold somebody who breaks a norm, so the verdict waits for it.
    if (can_be_violated(section)) {
      for (const UnknownList& list : unknown_lists(view_, section.level)) {
        add_question({list.presence, list.row, true});
        report_.is_open_beside_findings = true;
      }
    }
    std::vector<ActsInQuestion> in_question = subjects_with_acts_in_question();
    if (!detail_.only) count_clauses();
    for (std::uint32_t i = 0; i < norms_.size(); ++i) {
      if (!is_act_norm(norms_[i].modality)) {
        ensure_norm(i);
      } else if (norms_[i].part_of == i) {
        act_norm(i, in_question);
      }
    }
    otherwise_forbidden(in_question);
    for (const ActsInQuestion& subject : in_question)
      report_.is_open_beside_findings |= (subject.open & ~acts_told_open_[subject.row]) != 0;
    acts_told_open_.clear();
    rights();
  }

  /// Whether a subject of the section could make the document non-compliant.
  bool can_be_violated(const program::Section& section) const {
    for (const program::Norm& norm : norms_) {
      if (norm.modality == Modality::Shall) return true;
      if (norm.modality == Modality::ShallNot && is_recorded(norm.acts)) return true;
    }
    return section.otherwise == Right::Forbidden && is_recorded(~std::uint64_t{0});
  }

  // ---- what was looked at

  /// Whether the norm looked at something: it applied, or may have applied, to some subject.
  bool is_active(std::uint32_t index) const {
    if (is_act_norm(norms_[index].modality)) {
      return std::ranges::any_of(results_->applies[index], [](std::uint8_t applies) {
        return static_cast<Truth>(applies) != Truth::No;
      });
    }
    return std::ranges::any_of(results_->outcomes[index], [](std::uint8_t outcome) {
      return static_cast<Outcome>(outcome) != Outcome::NotApplicable;
    });
  }

  bool is_recorded(std::uint64_t acts) const {
    for (std::size_t i = 0; i < acts_.size(); ++i) {
      if ((acts >> i & 1) != 0 && acts_[i].exercised != kAbsent) return true;
    }
    return false;
  }

  bool surely_applies(std::uint32_t index) const {
    return std::ranges::any_of(results_->applies[index], [](std::uint8_t applies) {
      return static_cast<Truth>(applies) == Truth::Yes;
    });
  }

  /// Something binding was looked at if a `shall ensure` may apply, or a `shall not` surely applies to acts
  /// that the document records. Advice, encouragement and permission bind nobody (docs/language.md, Verdict).
  void count_clauses() {
    for (std::uint32_t i = 0; i < norms_.size(); ++i) {
      const program::Norm& norm = norms_[i];
      if (norm.modality == Modality::ShallNot && is_recorded(norm.acts))
        is_checked_ = is_checked_ || surely_applies(i);
      std::vector<bool>& clauses = active_clauses_;
      if (clauses.size() <= norm.clause) clauses.resize(norm.clause + 1);
      if (clauses[norm.clause] || !is_active(i)) continue;
      clauses[norm.clause] = true;
    }
    note_subjects_without_acts();
  }

  /// Notes the subjects of whom no act is recorded, in any section about their list (W5020).
  void note_subjects_without_acts() {
    if (!is_recorded(~std::uint64_t{0})) return;
    std::vector<bool>& has_no_act = without_acts_.try_emplace(level_, results_->rows, true).first->second;
    for (std::uint32_t row = 0; row < results_->rows; ++row) {
      for (std::size_t i = 0; i < acts_.size() && has_no_act[row]; ++i)
        has_no_act[row] = results_->done(i, row) == Truth::No;
    }
  }

  void warn_of_no_acts(std::uint32_t level, const std::vector<bool>& has_no_act) {
    std::vector<std::uint32_t> subjects;
    for (std::uint32_t row = 0; row < has_no_act.size(); ++row) {
      if (has_no_act[row]) subjects.push_back(row);
    }
    if (subjects.empty()) return;
    std::vector<std::string> who;
    for (std::size_t i = 0; i < std::min(subjects.size(), kMostNamed); ++i)
      who.push_back(called(level, subjects[i]));
    if (subjects.size() > kMostNamed) who.push_back(fmt::format("{} more", subjects.size() - kMostNamed));
    report_.diagnostics
        .report(DiagnosticKind::NoActRecorded, {},
                fmt::format("no act is recorded of {}", Catalogue().list(who, say::ListAnd)))
        .note(fmt::format("at {}", places_.place(level, subjects.front()).in_words()))
        .note("so nothing that they did was held against a right");
  }

  std::string called(std::uint32_t level, std::uint32_t row) const {
    std::string name = places_.name(level, row), pointer = places_.pointer(level, row);
    return fmt::format("`{}`", !name.empty()      ? name
                               : !pointer.empty() ? pointer
                                                  : view_.text(view_.unit.kind));
  }

  // ---- ensure norms

  void ensure_norm(std::uint32_t index) {
    const program::Norm& norm = norms_[index];
    for (auto [row, end] = rows(); row < end; ++row) {
      Outcome outcome = results_->outcome(index, row);
      count(outcome);
      is_checked_ |= norm.modality == Modality::Shall && outcome != Outcome::NotApplicable;
      bool is_settled = outcome == Outcome::Satisfied || outcome == Outcome::NotApplicable;
      if (is_settled && !detail_.settled_findings) continue;
      Finding& finding = add(norm, outcome, row);
      if (level_ == 0) place_in_document(norm, finding);
      if (outcome == Outcome::Violated) {
        if (auto place = texts_.deciding_place(norm.holds, level_, row)) finding.at = *place;
        finding.message = words(norm, row).value_or(unmet(finding));
        is_violated_ |= finding.level == Level::Error;
      } else if (outcome == Outcome::Undetermined) {
        EvidenceFinder::Root root = this->root(norm.outcome, row);
        finding.missing = texts_.open_points({&root, 1});
        place_at_missing(finding);
        finding.message = undetermined_message(norm, finding, row);
        if (finding.level == Level::Error) add_question(root);
      }
    }
  }

  std::string unmet(const Finding& finding) const {
    auto said = finding.level == Level::Note      ? say::EncouragesMore
                : finding.level == Level::Warning ? say::NotFollowed
                                                  : say::NotInAccordance;
    return view_.words(said, view_.translated_if_any(finding.clause));
  }

  /// The norm's message, if it has one.
  std::optional<std::string> words(const program::Norm& norm, std::uint32_t row) {
    if (norm.message.count == 0) return std::nullopt;
    return texts_.text(norm.message, level_, row);
  }

  /// The sentence for an undetermined norm. It says what is open, as the norm's message is for a broken one.
  std::string undetermined_message(const program::Norm& norm, const Finding& finding, std::uint32_t row) {
    std::string why = what_is_missing(finding.missing);
    auto open = texts_.open(norm, level_, row);
    if (!open)
      return view_.words(say::OpenFor, view_.words(say::OpenIsMet, view_.translated_if_any(finding.clause)),
                         why);
    bool says_why = open->is_judgement && finding.missing.size() == 1;
    return says_why ? open->text : view_.words(say::OpenFor, open->text, why);
  }

  void place_in_document(const program::Norm& norm, Finding& finding) {
    const std::uint32_t operands[] = {norm.holds, norm.condition};
    Place place = first_field_.find(operands);
    if (place.line != 0) finding.at = place;
  }

  /// What is open is found where it is to be filled in, or at whom it is to be judged of.
  static void place_at_missing(Finding& finding) {
    if (!finding.missing.empty() && !finding.missing.front().subject.empty())
      finding.at = finding.missing.front().at;
  }

  Finding& add(const program::Norm& norm, Outcome outcome, std::uint32_t row) {
    Finding& finding =
        add(std::string(view_.text(view_.clauses[norm.clause].label)), level_of(norm.modality), outcome, row);
    finding.origin.norm = static_cast<std::uint32_t>(&norm - norms_.data());
    finding.norm = words_of(norm);
    return finding;
  }
  Finding& add(std::string clause, Level level, Outcome outcome, std::uint32_t row) {
    Finding& finding = report_.findings.emplace_back();
    finding.clause = std::move(clause);
    finding.outcome = outcome;
    finding.level = level;
    finding.subject = places_.pointer(level_, row);
    finding.name = places_.name(level_, row);
    finding.at = places_.place(level_, row);
    finding.origin.section = section_;
    finding.origin.row = row;
    return finding;
  }

  void count(Outcome outcome) {
    switch (outcome) {
      case Outcome::Satisfied:
        ++report_.counts.satisfied;
        return;
      case Outcome::Violated:
        ++report_.counts.violated;
        return;
      case Outcome::Undetermined:
        ++report_.counts.undetermined;
        return;
      case Outcome::NotApplicable:
        ++report_.counts.not_applicable;
        return;
    }
  }

  std::string what_is_missing(const std::vector<OpenPoint>& missing) const {
    const Catalogue& words = view_.words;
    auto judgements = std::ranges::count_if(missing, [](const OpenPoint& p) { return !p.judgement.empty(); });
    auto evidence = static_cast<std::ptrdiff_t>(missing.size()) - judgements;
    if (missing.empty()) return words(say::TooLittleKnown);
    if (evidence == 0) return judgements == 1 ? words(say::OneJudgement) : words(say::Judgements, judgements);
    if (judgements == 0) return evidence == 1 ? words(say::OneEvidence) : words(say::Evidences, evidence);
    if (judgements > 1 && evidence > 1) return words(say::JudgementsEvidences, judgements, evidence);
    if (judgements > 1) return words(say::JudgementsOneEvidence, judgements);
    return evidence > 1 ? words(say::OneJudgementEvidences, evidence) : words(say::OneJudgementOneEvidence);
  }

  void add_question(EvidenceFinder::Root root) {
    is_undetermined_ = true;
    questions_.push_back(root);
  }

  // ---- act norms

  /// The register, and the row of its level that the subject is or hangs below.
  EvidenceFinder::Root root(std::uint32_t operand, std::uint32_t row) const {
    std::uint32_t level = level_;
    for (; level != view_.level_of(operand); level = view_.levels[level].parent) {
      row = places_.parent_row(level, row);
    }
    return {operand, row};
  }

  std::vector<ActsInQuestion> subjects_with_acts_in_question() {
    std::vector<ActsInQuestion> in_question;
    for (auto [row, end] = rows(); row < end; ++row) {
      std::uint64_t acts = 0, open = 0;
      for (std::size_t i = 0; i < acts_.size(); ++i) {
        Truth done = results_->done(i, row);
        if (done == Truth::No) continue;
        is_checked_ = true;
        Right right = results_->right(i, row);
        if (right == Right::Silent || right == Right::Permitted) continue;
        acts |= std::uint64_t{1} << i;
        if (!may_be_forbidden(i, row, right)) continue;
        if (right == Right::Undetermined) add_question(root(acts_[i].right, row));
        if (done == Truth::Unknown) add_question(root(acts_[i].exercised, row));
        if (right == Right::Undetermined || done == Truth::Unknown) open |= std::uint64_t{1} << i;
      }
      if (acts != 0) in_question.push_back({row, acts, open});
    }
    return in_question;
  }

  /// Whether the right is forbidden, or undetermined so that an answer could make it forbidden. Where it can
  /// only be discouraged, permitted or silent, the verdict does not wait for the answer.
  bool may_be_forbidden(std::size_t act, std::uint32_t row, Right right) const {
    if (right != Right::Undetermined) return right == Right::Forbidden;
    bool is_surely_permitted = false;
    for (std::uint32_t i = 0; i < norms_.size(); ++i) {
      const program::Norm& norm = norms_[i];
      if (!is_act_norm(norm.modality) || (norm.acts >> act & 1) == 0) continue;
      Truth applies = results_->applied(i, row);
      if (norm.modality == Modality::ShallNot && applies != Truth::No) return true;
      is_surely_permitted |= norm.modality == Modality::May && applies == Truth::Yes;
    }
    return view_.sections[section_].otherwise == Right::Forbidden && !is_surely_permitted;
  }

  /// What one norm, with all its parts, says about the acts of a subject.
  struct ActResult {
    std::uint64_t violated = 0, undetermined = 0;
    std::vector<EvidenceFinder::Root> roots;
  };

  void find_broken_acts(std::uint32_t index, const ActsInQuestion& in_question, ActResult& result) {
    const program::Norm& norm = norms_[index];
    Truth applies = results_->applied(index, in_question.row);
    if (applies == Truth::No) return;
    for (std::size_t i = 0; i < acts_.size(); ++i) {
      std::uint64_t bit = std::uint64_t{1} << i;
      if ((norm.acts & in_question.acts & bit) == 0) continue;
      Right right = results_->right(i, in_question.row);
      Truth done = results_->done(i, in_question.row);
      bool breaks = (right == Right::Forbidden && norm.modality == Modality::ShallNot) ||
                    (right == Right::Discouraged && norm.modality == Modality::ShouldNot);
      bool is_broken = breaks && applies == Truth::Yes;
      bool is_open = right == Right::Undetermined && applies == Truth::Unknown;
      if (is_broken && done == Truth::Yes) {
        result.violated |= bit;
      } else if (is_broken || is_open) {
        result.undetermined |= bit;
        if (is_open) result.roots.push_back(root(norm.condition, in_question.row));
        if (done == Truth::Unknown) result.roots.push_back(root(acts_[i].exercised, in_question.row));
      }
    }
  }

  void act_norm(std::uint32_t first, const std::vector<ActsInQuestion>& in_question) {
    const program::Norm& norm = norms_[first];
    for (const ActsInQuestion& subject : in_question) {
      ActResult result;
      for (std::uint32_t part = first; part < norms_.size() && norms_[part].part_of == first; ++part)
        find_broken_acts(part, subject, result);
      if (result.violated == 0 && result.undetermined == 0) continue;
      bool is_broken = result.violated != 0;
      Finding& finding = add(norm, is_broken ? Outcome::Violated : Outcome::Undetermined, subject.row);
      fill_act_finding(finding, result, norm.modality, subject.row);
      if (!is_broken) continue;
      if (auto text = words(norm, subject.row)) finding.message = std::move(*text);
    }
  }

  /// Findings for acts that only the section's `acts … otherwise forbidden` forbids.
  void otherwise_forbidden(const std::vector<ActsInQuestion>& in_question) {
    for (const ActsInQuestion& subject : in_question) {
      ActResult result;
      for (std::size_t i = 0; i < acts_.size(); ++i) {
        std::uint64_t bit = std::uint64_t{1} << i;
        if ((subject.acts & bit) == 0 || results_->right(i, subject.row) != Right::Forbidden) continue;
        if (deciders(i, subject.row, Right::Forbidden) != std::vector<std::string>{kOtherwise}) continue;
        bool is_done = results_->done(i, subject.row) == Truth::Yes;
        (is_done ? result.violated : result.undetermined) |= bit;
        if (!is_done) result.roots.push_back(root(acts_[i].exercised, subject.row));
      }
      if (result.violated == 0 && result.undetermined == 0) continue;
      Outcome outcome = result.violated != 0 ? Outcome::Violated : Outcome::Undetermined;
      fill_act_finding(add(kOtherwise, Level::Error, outcome, subject.row), result, Modality::ShallNot,
                       subject.row);
    }
  }

  /// Fills in acts, message and what is missing.
  void fill_act_finding(Finding& finding, const ActResult& result, Modality modality, std::uint32_t row) {
    count(finding.outcome);
    bool is_broken = finding.outcome == Outcome::Violated;
    std::uint64_t mask = is_broken ? result.violated : result.undetermined;
    for (std::size_t i = 0; i < acts_.size(); ++i) {
      if ((mask >> i & 1) != 0) finding.acts.emplace_back(view_.text(acts_[i].name));
    }
    std::string who = finding.name.empty() ? finding.subject : text_for_message(finding.name);
    const Catalogue& words = view_.words;
    std::vector<std::string> names;
    for (const std::string& act : finding.acts) names.emplace_back(view_.translated_if_any(act));
    std::string acts = words.list(names, say::ListOr);
    if (is_broken) {
      finding.message = words(modality == Modality::ShouldNot ? say::ShouldNot : say::ShallNot, who, acts);
      is_violated_ |= finding.level == Level::Error;
      const auto act = static_cast<std::size_t>(std::countr_zero(mask));
      if (auto place = texts_.deciding_place(acts_[act].exercised, level_, row)) finding.at = *place;
      return;
    }
    if (finding.level == Level::Error) acts_told_open_[row] |= result.undetermined;
    finding.missing = texts_.open_points(result.roots);
    place_at_missing(finding);
    finding.message = words(say::OpenMayFinding, who, acts, what_is_missing(finding.missing));
  }

  // ---- rights

  void rights() {
    if (acts_.empty() || !detail_.rights) return;
    for (auto [row, end] = rows(); row < end; ++row) {
      SubjectRights& subject = report_.rights.emplace_back();
      subject.subject = places_.pointer(level_, row);
      subject.name = places_.name(level_, row);
      subject.acts.reserve(acts_.size());
      for (std::size_t i = 0; i < acts_.size(); ++i) {
        Right right = results_->right(i, row);
        subject.acts.push_back({std::string(view_.text(acts_[i].name)), right, deciders(i, row, right)});
      }
    }
  }

  /// Labels of the clauses whose norms gave the right, each once, in the policy's order.
  std::vector<std::string> deciders(std::size_t act, std::uint32_t row, Right right) const {
    if (right == Right::Silent) return {};
    std::vector<std::uint32_t> clauses;
    for (std::uint32_t i = 0; i < norms_.size(); ++i) {
      const program::Norm& norm = norms_[i];
      if (!is_act_norm(norm.modality) || (norm.acts >> act & 1) == 0) continue;
      if (!clauses.empty() && clauses.back() == norm.clause) continue;  // norms of a clause stand together
      bool gives = false;
      switch (right) {
        case Right::Forbidden:
          gives = norm.modality == Modality::ShallNot && results_->applied(i, row) == Truth::Yes;
          break;
        case Right::Discouraged:
          gives = norm.modality == Modality::ShouldNot && results_->applied(i, row) == Truth::Yes;
          break;
        case Right::Permitted:
          gives = norm.modality == Modality::May && results_->applied(i, row) == Truth::Yes;
          break;
        case Right::Undetermined:
          gives = results_->applied(i, row) == Truth::Unknown;
          break;
        case Right::Silent:
          break;
      }
      if (gives) clauses.push_back(norm.clause);
    }
    std::ranges::sort(clauses);
    clauses.erase(std::ranges::unique(clauses).begin(), clauses.end());
    std::vector<std::string> labels;
    for (std::uint32_t clause : clauses) labels.emplace_back(view_.text(view_.clauses[clause].label));
    if (labels.empty() && right != Right::Undetermined) labels.emplace_back(kOtherwise);
    return labels;
  }

  const RunView& view_;
  const Results& all_results_;
  DocumentPlaces places_;
  FirstField first_field_;
  FindingTexts texts_;
  DocumentReport& report_;
  ReportDetail detail_;

  // of the current section
  std::span<const program::Norm> norms_;
  std::span<const program::Act> acts_;
  const SectionResults* results_ = nullptr;
  std::uint32_t section_ = 0, level_ = 0;

  std::vector<std::uint32_t> seen_levels_;
  std::map<std::uint32_t, std::vector<bool>> without_acts_;  ///< by level and row: no act is recorded so far
  std::vector<bool> active_clauses_;             ///< by clause: whether one of its norms looked at something
  std::vector<EvidenceFinder::Root> questions_;  ///< what leaves the verdict undetermined
  std::map<std::uint32_t, std::uint64_t> acts_told_open_;  ///< of a subject of the section: by a finding
  bool is_checked_ = false, is_violated_ = false, is_undetermined_ = false;
};

}  // namespace

void evaluate(const Program& program, const Document& document, const Sources& sources,
              DocumentReport& report, const MachineOptions& options, ReportDetail detail, PointHits* hits,
              RunInspector* inspector) {
  try {
    Machine machine(program, document, options);
    RunView view(program, document, machine.registers(), detail.translations);
    Results results(view);
    if (hits) {
      ProbeReader probes(view, results, *hits);
      machine.run(probes);
    } else {
      machine.run(results);
    }
    Evaluation(view, results, options, sources, report, detail).run();
    report_overflows(machine.overflows(), view, report);
    bool is_kept = options.slice_rows == MachineOptions::kWhole;
    if (inspector && is_kept) {
      DocumentPlaces places(program, document, sources);
      inspector->inspect(view, results, places, report);
    }
  } catch (const std::length_error& error) {
    // A clause crosses two lists, and the machine cannot hold that many pairs.
    DocumentReport unchecked{.file = std::move(report.file), .kind = std::move(report.kind)};
    report = std::move(unchecked);
    report.diagnostics.report(DiagnosticKind::DocumentTooLarge, {}, error.what())
        .with_help("check the elements of the longest list in several documents");
  }
}

}  // namespace precept
