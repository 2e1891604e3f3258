// Writes text reports: the verdict, then what is wrong and where, then what is open and who could settle it.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "render/layout.h"
#include "render/report.h"
#include "render/text/ending.h"
#include "runtime/phrasing/labels.h"

namespace precept::rendering {

namespace {

/// How many findings of a clause, open questions and rights are told; the others are counted.
constexpr std::size_t kMostTold = 20;
/// So many equal findings of several subjects are told as one.
constexpr std::size_t kFewestGathered = 4;
/// How many questions of one undetermined warning or note are told.
constexpr std::size_t kMostAsked = 3;

/// Findings that are told under one heading.
struct Group {
  Sentence<0> heading;
  Level level;
  std::vector<Outcome> outcomes;
};

const std::vector<Group>& groups() {
  static const std::vector<Group> all = {
      {say::HeadingViolated, Level::Error, {Outcome::Violated}},
      {say::HeadingUndecided, Level::Error, {Outcome::Undetermined}},
      {say::HeadingWarnings, Level::Warning, {Outcome::Violated, Outcome::Undetermined}},
      {say::HeadingNotes, Level::Note, {Outcome::Violated, Outcome::Undetermined}},
  };
  return all;
}

class TextReport : public ReportWriter {
 public:
  TextReport(Sink& output, const TextOptions& options)
      : output_(output), options_(options), ending_(options) {}

  void mistakes(const Diagnostics& diagnostics, const Sources& sources) override {
    if (diagnostics.all().empty()) return;
    output_.write_mistakes(diagnostics_text(diagnostics, sources, options_.error_color));
  }

  /// What several documents have in common, such as a project file that cannot be read, is told once.
  void mistakes_of(const DocumentReport& report, const Sources& sources) {
    const Diagnostics beside = remaining_diagnostics(report);
    const std::string told = diagnostics_text(beside, sources, options_.error_color);
    const auto [first, is_new] = told_of_.try_emplace(told, report.file);
    if (is_new || report.verdict || told.empty()) return mistakes(beside, sources);
    const DiagnosticInfo& known = info(beside.all().front().kind);
    output_.write_mistakes(
        fmt::format("error[{}]: the same as of `{}`\n", known.code, terminal_text(first->second)));
  }

  void passed_over(const std::vector<PassedOverFile>& files, const Catalogue& words) override {
    ending_.passed_over(files, words);
  }

  void document(const DocumentReport& report, const Sources& sources) override {
    begin(report);
    if (is_shown(report)) return block(report, sources);
    // Whoever checks one document wants to see what was looked at; it is known at the end that it was one.
    if (!is_first_ || options_.is_quiet) return;
    to_ = &held_;
    block(report, sources);
    to_ = &output_;
    block_count_ = 0;
  }

  void compare(const DocumentReport& report, const std::vector<Alternative>& others,
               const Sources& sources) override {
    begin(report);
    if (block_count_++ > 0) to_->write("\n");
    verdict_line(report);
    mistakes(report.diagnostics, sources);
    readings(report);
    write_readings(report, others, *to_, options_);
    for (const Alternative& other : others) add_untranslated(other.report.untranslated, untranslated_);
  }

  void run_end(const RunEnd& end, const Sources& sources) override {
    mistakes(end.mistakes, sources);
    ending_.closing(end.in_words(words_));
  }

  void end() override {
    output_.write(held_.text);
    ending_.tell(untranslated_, words_, output_);
  }

 private:
  /// Text that may be told later, or never.
  struct Held : Sink {
    void write(std::string_view part) override { text += part; }
    void write_mistakes(std::string_view part) override { text += part; }
    std::string text;
  };

  void begin(const DocumentReport& report) {
    words_ = Catalogue(report.language);
    names_ = &report;
    is_first_ = ending_.documents() == 0;
    held_.text.clear();
    ending_.add(report, reason(report));
    if (!options_.is_quiet) add_untranslated(report.untranslated, untranslated_);
  }

  /// Whether the document has a block of its own, whatever comes after it.
  bool is_shown(const DocumentReport& report) const {
    if (report.verdict != Verdict::Compliant) return true;
    if (options_.is_quiet) return false;
    if (options_.is_verbose || options_.with_all || options_.with_rights) return true;
    return has_open_points(report, Level::Warning) || !remaining_diagnostics(report).all().empty();
  }

  void block(const DocumentReport& report, const Sources& sources) {
    if (block_count_++ > 0) to_->write("\n");
    verdict_line(report);
    if (report.is_noted_only()) line(words_(say::NothingBinding), 2, 4);
    mistakes_of(report, sources);
    if (!report.has_results()) return;
    readings(report);
    quoted_.clear();
    asked_below_ = report.open_questions;
    asked_below_.resize(std::min(asked_below_.size(), most()));
    for (const Group& group : groups()) findings(report, group);
    if (options_.with_all) settled(report);
    open_questions(report);
    if (options_.with_rights) rights(report);
    counts(report);
  }

  std::string joined(std::vector<std::string> items) const {
    for (std::string& item : items) item = names_->name_of(item);
    return words_.list(items, say::ListAnd);
  }
  std::string paint(const char* code, std::string_view text) const {
    return colored(text, code, options_.color);
  }
  void line(std::string_view text, std::size_t first, std::size_t rest) {
    to_->write(wrapped(text, first, rest, options_.width));
  }
  void heading(const char* color, std::string_view text) { to_->write("\n  " + paint(color, text) + "\n"); }
  std::size_t most() const { return options_.with_all ? SIZE_MAX : kMostTold; }
  void and_more(std::size_t left, std::size_t indent) {
    if (left > 0) line(words_(say::MoreWithAll, left), indent, indent);
  }

  // ---- the verdict

  void verdict_line(const DocumentReport& report) {
    std::string file = terminal_text(report.file);
    if (!report.verdict) {
      to_->write(words_(say::FileNotChecked, file, paint(kRed, words_(say::NotCheckedAtAll))) + "\n");
      return;
    }
    std::string verdict = verdict_label(*report.verdict, words_);
    const char* color = color_of(report.verdict);
    std::string because = reason(report), title = this->title(report);
    std::string text = because.empty() ? words_(say::VerdictLine, file, verdict, title, report.chosen_because)
                                       : words_(say::VerdictLineBecause, file, verdict, title,
                                                report.chosen_because, because);
    std::string shown = wrapped(terminal_text(text), 0, 4, options_.width);
    // Colour comes after wrapping, so that it does not count as columns.
    std::size_t at = shown.find(": " + verdict);
    if (at != std::string::npos) shown.replace(at + 2, verdict.size(), paint(color, verdict));
    to_->write(shown);
  }

  static std::string title(const DocumentReport& report) {
    return report.policy.title.empty() ? report.policy.name : report.policy.title;
  }

  /// What the verdict rests on: "not in accordance with resolves 1 and resolves 6", "until 2 open questions
  /// are answered".
  std::string reason(const DocumentReport& report) const {
    if (report.verdict == Verdict::Undetermined) {
      if (report.open_questions.empty()) return {};
      const std::size_t count = report.open_questions.size();
      if (report.has_more_questions) return words_(say::ManyOpenQuestions, count);
      return count == 1 ? words_(say::OneOpenQuestion) : words_(say::OpenQuestions, count);
    }
    if (report.verdict != Verdict::NonCompliant) return {};
    std::vector<std::string> clauses;
    std::unordered_set<std::string_view> seen;
    for (const Finding& finding : report.findings) {
      bool is_reason = finding.level == Level::Error && finding.outcome == Outcome::Violated;
      if (is_reason && seen.insert(finding.clause).second) clauses.push_back(finding.clause);
    }
    return words_(say::NotInAccordance, joined(clauses));
  }

  /// Tells the readings that differ from the defaults.
  void readings(const DocumentReport& report) {
    for (const std::string& reading : readings_in_words(report.policy, words_)) line(reading, 2, 4);
  }

  // ---- findings

  /// The chosen findings in groups, in the order of the report: by clause, or by norm where norms have names
  /// or words of their own.
  template <class Choose>
  static std::vector<std::vector<const Finding*>> by_clause(const DocumentReport& report, Choose is_chosen) {
    std::vector<std::vector<const Finding*>> groups;
    std::unordered_map<std::string_view, std::vector<std::size_t>> of_clause;  // groups of one clause are few
    for (const Finding& finding : report.findings) {
      if (!is_chosen(finding)) continue;
      std::vector<std::size_t>& known = of_clause[finding.clause];
      auto is_of = [&](std::size_t group) { return shares_heading(*groups[group].front(), finding); };
      auto group = std::ranges::find_if(known, is_of);
      if (group == known.end()) {
        group = known.insert(known.end(), groups.size());
        groups.emplace_back();
      }
      groups[*group].push_back(&finding);
    }
    return groups;
  }

  void findings(const DocumentReport& report, const Group& group) {
    auto clauses = by_clause(report, [&](const Finding& finding) {
      return finding.level == group.level && std::ranges::count(group.outcomes, finding.outcome) > 0;
    });
    if (clauses.empty()) return;
    const char* color = group.level == Level::Note                        ? kBlue
                        : group.outcomes.front() == Outcome::Undetermined ? kYellow
                        : group.level == Level::Error                     ? kRed
                                                                          : kYellow;
    heading(color, words_(group.heading));
    for (const auto& found : clauses) {
      clause_heading(report, *found.front());
      list(found);
    }
  }

  using Findings = std::vector<const Finding*>;

  /// Tells findings that stand under one heading, equal ones as one.
  void list(const Findings& found) {
    std::size_t shown = 0, left = 0;
    for (const Findings& alike : options_.with_all ? each_alone(found) : gathered(found)) {
      if (shown++ >= most()) {
        left += alike.size();
      } else if (alike.size() == 1) {
        finding(*alike.front());
      } else {
        line("- " + gathered_in_words(alike), 6, 8);
        place(alike.front()->at, 8, true);
      }
    }
    and_more(left, 6);
  }

  static std::vector<Findings> each_alone(const Findings& found) {
    std::vector<Findings> all;
    for (const Finding* finding : found) all.push_back({finding});
    return all;
  }

  /// The findings in their order; those that say the same of several subjects stand together where the first
  /// of them stood. What is open stays alone, since each has its own questions.
  static std::vector<Findings> gathered(const Findings& found) {
    std::vector<Findings> groups;
    std::map<std::pair<std::string_view, std::vector<std::string>>, std::size_t> group_of;
    for (const Finding* finding : found) {
      const auto [known, is_new] = group_of.try_emplace({finding->message, finding->acts}, groups.size());
      if (is_new || !finding->missing.empty()) {
        groups.push_back({finding});
      } else {
        groups[known->second].push_back(finding);
      }
    }
    std::vector<Findings> result;
    for (const Findings& group : groups) {
      if (group.size() >= kFewestGathered) {
        result.push_back(group);
      } else {
        for (const Finding* finding : group) result.push_back({finding});
      }
    }
    return result;
  }

  /// "Ben, Cleo, Dan and 34 more: a guest under 18 [dance]".
  std::string gathered_in_words(const Findings& alike) const {
    constexpr std::size_t kMostNamed = 3;
    Finding all = *alike.front();
    if (all.name.empty()) return words_(say::SoManyTimes, finding_in_words(all, *names_), alike.size());
    std::vector<std::string> named;
    for (std::size_t i = 0; i < kMostNamed; ++i) named.push_back(terminal_text(alike[i]->name));
    all.name = words_(say::ListAndMore, words_.list(named, say::ListAndOthers), alike.size() - kMostNamed);
    return finding_in_words(all, *names_);
  }

  void clause_heading(const DocumentReport& report, const Finding& finding) {
    const std::string& label = finding.clause;
    to_->write("    " + paint(kBold, terminal_text(names_->name_of(label, finding.norm.name))) + "\n");
    ClauseWords words = clause_words_of(report, finding);
    std::string key = fmt::format("{}\n{}\n{}", label, words.quote, words.gist);
    bool is_quoted = std::ranges::find(quoted_, key) != quoted_.end();
    if (is_quoted) return;
    quoted_.push_back(key);
    if (!words.quote.empty() && !words.prefers_gist) {
      line(words_(say::Quoted, terminal_text(words.quote)), 6, 6);
    } else if (!words.gist.empty()) {
      line(terminal_text(words.gist), 6, 6);
    } else if (label == "otherwise") {
      line(words_(say::OtherwiseForbidden), 6, 6);
    }
  }

  void finding(const Finding& finding) {
    line("- " + finding_in_words(finding, *names_), 6, 8);
    place(finding.at, 8);
    asks(finding);
  }

  /// Tells the questions of an undetermined finding, except those that are asked below.
  void asks(const Finding& finding) {
    std::size_t shown = 0, left = 0;
    for (const OpenPoint& point : finding.missing) {
      if (std::ranges::find(asked_below_, point) != asked_below_.end()) continue;
      if (shown == kMostAsked) {
        ++left;
        continue;
      }
      ++shown;
      line("? " + terminal_text(point.asks), 8, 10);
    }
    if (left > 0) line(words_(say::MoreAsked, left), 8, 10);
  }

  void place(const Place& at, std::size_t indent, bool is_first_of_many = false) {
    if (at.line == 0) return;
    std::string where = terminal_text(at.in_words());
    if (is_first_of_many) where = words_(say::FirstAt, where);
    to_->write(std::string(indent, ' ') + paint(kFaint, where) + "\n");
  }

  void settled(const DocumentReport& report) {
    settled(report, Outcome::Satisfied, words_(say::HeadingSatisfied));
    settled(report, Outcome::NotApplicable, words_(say::HeadingNotApplicable));
  }
  void settled(const DocumentReport& report, Outcome outcome, const std::string& words) {
    auto clauses = by_clause(report, [&](const Finding& finding) { return finding.outcome == outcome; });
    if (clauses.empty()) return;
    heading(kGreen, words);
    for (const auto& found : clauses) {
      std::vector<std::string> subjects;
      for (const Finding* finding : found) {
        std::string subject = finding->name.empty() ? finding->subject : finding->name;
        if (!finding->subject.empty()) subjects.push_back(terminal_text(subject));
      }
      std::string text = terminal_text(names_->name_of(found.front()->clause, found.front()->norm.name));
      if (subjects.empty() && found.size() > 1) text = words_(say::SoManyTimes, text, found.size());
      if (!subjects.empty()) {
        text = words_(say::NameAndText, text, words_.list(subjects, say::ListAnd));
      }
      line(text, 4, 6);
    }
  }

  // ---- what is open

  void open_questions(const DocumentReport& report) {
    const auto& points = report.open_questions;
    if (points.empty()) return;
    heading(kYellow, words_(say::HeadingOpen));
    for (std::size_t i = 0; i < std::min(points.size(), most()); ++i) {
      const OpenPoint& point = points[i];
      std::string number = fmt::format("{}. ", i + 1);
      line(number + terminal_text(point.asks), 4, 4 + number.size());
      std::size_t indent = 4 + number.size();
      line(terminal_text(how_to_answer(point, words_)), indent, indent);
      place(point.at, indent);
    }
    and_more(points.size() - std::min(points.size(), most()), 4);
  }

  // ---- rights

  void rights(const DocumentReport& report) {
    shared_names_ = shared_names(report.rights);
    std::size_t begin = 0;
    while (begin < report.rights.size()) {
      // Each run of subjects with the same acts has its own table.
      std::size_t end = begin + 1;
      while (end < report.rights.size() && has_same_acts(report.rights[begin], report.rights[end])) ++end;
      rights_table({report.rights.data() + begin, end - begin});
      begin = end;
    }
  }

  static bool has_same_acts(const SubjectRights& a, const SubjectRights& b) {
    return std::ranges::equal(a.acts, b.acts, {}, &ActRight::act, &ActRight::act);
  }

  void rights_table(std::span<const SubjectRights> subjects) {
    heading(kBold, words_(say::HeadingRights));
    std::size_t shown = std::min(subjects.size(), most());
    std::vector<std::vector<std::string>> rows{{""}};
    for (const ActRight& act : subjects.front().acts)
      rows[0].push_back(terminal_text(names_->name_of(act.act)));
    rows[0].push_back(words_(say::RightsBy));
    for (const SubjectRights& subject : subjects.first(shown)) rows.push_back(cells(subject));
    std::vector<std::size_t> widths(rows[0].size(), 0);
    for (const auto& row : rows) {
      for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], columns_of(row[i]));
    }
    for (const auto& row : rows) {
      std::string text = "    ";
      for (std::size_t i = 0; i + 1 < row.size(); ++i) text += padded(row[i], widths[i]) + "  ";
      text += row.back();
      text.erase(text.find_last_not_of(' ') + 1);
      to_->write((&row == &rows[0] ? paint(kFaint, text) : text) + "\n");
    }
    and_more(subjects.size() - shown, 4);
    const bool has_silence = std::ranges::any_of(subjects.first(shown), [](const SubjectRights& subject) {
      return std::ranges::find(subject.acts, Right::Silent, &ActRight::right) != subject.acts.end();
    });
    if (has_silence) line(paint(kFaint, words_(say::RightsSilent)), 4, 6);
  }

  std::vector<std::string> cells(const SubjectRights& subject) const {
    std::vector<std::string> row{terminal_text(unambiguous_name(subject, shared_names_, words_))};
    std::vector<std::string> by;
    std::unordered_set<std::string_view> seen;
    for (const ActRight& act : subject.acts) {
      row.push_back(act.right == Right::Silent ? "-" : right_label(act.right, words_));
      for (const std::string& clause : act.by) {
        if (seen.insert(clause).second) by.push_back(clause);
      }
    }
    row.push_back(terminal_text(joined(by)));
    return row;
  }

  // ---- how much was checked

  std::string looked_at(const ReportCounts& counts) const {
    if (counts.clauses == 0) return {};
    std::string clauses = words_.counted(counts.clauses, say::OneClause, say::ManyClauses);
    if (counts.subjects == 0) return clauses;
    return words_(say::Then, clauses, words_.counted(counts.subjects, say::OneEntry, say::Entries));
  }

  void counts(const DocumentReport& report) {
    const ReportCounts& counts = report.counts;
    std::vector<std::string> parts;
    if (counts.satisfied > 0) parts.push_back(words_.counted(counts.satisfied, say::OneMet, say::Met));
    if (counts.not_applicable > 0) {
      parts.push_back(words_.counted(counts.not_applicable, say::OneNotApplicable, say::ManyNotApplicable));
    }
    std::string text = words_.list(parts, say::ListAnd);
    std::string looked_at = this->looked_at(counts);
    if (!looked_at.empty()) text = text.empty() ? looked_at : words_(say::Then, looked_at, text);
    if (!text.empty()) to_->write("\n  " + paint(kFaint, text) + "\n");
  }

  Sink& output_;
  TextOptions options_;
  Ending ending_;
  Held held_;             ///< the block of a first document that is in order
  Sink* to_ = &output_;   ///< where blocks go: the output, or what is held
  bool is_first_ = true;  ///< whether the document at hand is the first
  std::size_t block_count_ = 0;
  std::set<std::string> shared_names_;  ///< names that several subjects of this document's rights have
  std::vector<std::string> quoted_;     ///< clauses of this document whose words were told
  std::vector<OpenPoint> asked_below_;  ///< the open questions of this document that will be told
  std::map<std::string, std::string> told_of_;  ///< the first document of which each was told
  Catalogue words_;
  const DocumentReport* names_ = nullptr;  ///< the report at hand, which has the names
  std::vector<std::string> untranslated_;  ///< in all documents
};

}  // namespace

std::unique_ptr<ReportWriter> text_report(Sink& output, const TextOptions& options) {
  return std::make_unique<TextReport>(output, options);
}

}  // namespace precept::rendering
