#include "render/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "render/layout.h"
#include "runtime/phrasing/labels.h"

namespace precept::rendering {

std::set<std::string> shared_names(const std::vector<SubjectRights>& subjects) {
  std::map<std::string_view, std::string_view> pointers;
  std::set<std::string> shared;
  for (const SubjectRights& subject : subjects) {
    auto [known, is_new] = pointers.try_emplace(subject.name, subject.subject);
    if (!is_new && known->second != subject.subject) shared.insert(subject.name);
  }
  return shared;
}

std::string unambiguous_name(const SubjectRights& subject, const std::set<std::string>& shared,
                             const Catalogue& words) {
  if (subject.name.empty()) return subject.subject;
  return shared.contains(subject.name) ? words(say::KeyAndName, subject.name, subject.subject) : subject.name;
}

std::string finding_in_words(const Finding& finding, const DocumentReport& report) {
  const Catalogue words(report.language);
  std::string text = terminal_text(finding.message);
  if (!finding.acts.empty() && finding.outcome == Outcome::Violated) {
    std::vector<std::string> acts;
    for (const std::string& act : finding.acts) acts.push_back(report.name_of(act));
    text += fmt::format(" [{}]", terminal_text(words.list(acts, say::ListAnd)));
  }
  const std::string name = terminal_text(finding.name);
  if (!names(text, name)) text = words(say::NameAndText, name, text);
  return finding.known ? with_known(text, *finding.known, words) : text;
}

std::string with_known(const std::string& text, const KnownFinding& known, const Catalogue& words) {
  const std::string reason = terminal_text(known.reason), owner = terminal_text(known.owner);
  if (known.expires == kNoDay) return words(say::KnownFinding, text, reason, owner);
  return words(say::KnownUntil, text, reason, owner, format_date(known.expires));
}

std::vector<std::string> RunEnd::in_words(const Catalogue& words) const {
  std::vector<std::string> lines;
  if (known > 0) lines.push_back(known == 1 ? words(say::OneKnown) : words(say::ManyKnown, known));
  if (silenced > 0)
    lines.push_back(silenced == 1 ? words(say::OneSilenced) : words(say::ManySilenced, silenced));
  return lines;
}

Diagnostics remaining_diagnostics(const DocumentReport& report) {
  Diagnostics told;
  for (const Diagnostic& diagnostic : report.diagnostics.all()) {
    const bool is_said = diagnostic.kind == DiagnosticKind::NothingChecked && report.is_noted_only();
    if (is_said) continue;
    Diagnostic& copy = told.report(diagnostic.kind, {}, diagnostic.message);
    copy.labels = diagnostic.labels;
    copy.notes = diagnostic.notes;
    copy.help = diagnostic.help;
  }
  return told;
}

bool shares_heading(const Finding& one, const Finding& other) {
  return one.clause == other.clause && one.norm == other.norm;
}

ClauseWords clause_words_of(const DocumentReport& report, const Finding& finding) {
  const NormWords& own = finding.norm;
  if (own.has_words()) return {finding.clause, own.quote, own.gist, own.prefers_gist};
  auto clause = std::ranges::find(report.clauses, finding.clause, &ClauseWords::label);
  return clause == report.clauses.end() ? ClauseWords{} : *clause;
}

std::string verdicts_in_words(const std::map<std::optional<Verdict>, std::size_t>& verdicts,
                              const Catalogue& words) {
  std::vector<std::string> parts;
  std::size_t documents = 0;
  for (std::optional<Verdict> verdict :
       {std::optional(Verdict::Compliant), std::optional(Verdict::NonCompliant),
        std::optional(Verdict::Undetermined), std::optional<Verdict>()}) {
    const auto found = verdicts.find(verdict);
    if (found == verdicts.end() || found->second == 0) continue;
    const std::string label = verdict ? verdict_label(*verdict, words) : words(say::NotCheckedAtAll);
    parts.push_back(words(say::NumberOf, found->second, label));
    documents += found->second;
  }
  if (documents == 0) return words(say::NotCheckedAtAll);
  const std::string list = words.list(parts, say::ListAnd);
  return documents == 1 ? words(say::OneDocumentSummary, 1, list)
                        : words(say::DocumentsSummary, documents, list);
}

std::string how_to_answer(const OpenPoint& point, const Catalogue& words) {
  if (point.judgement.empty()) {
    return point.subject.empty() ? words(say::SettleInTable, point.about)
                                 : words(say::FillInAt, point.subject);
  }
  std::string text = point.about.empty() ? words(say::PersonAttests, point.judgement)
                                         : words(say::PersonAttestsAbout, point.judgement, point.about);
  return point.from.empty() ? text : words(say::LookAt, text, point.from);
}

void add_untranslated(const std::vector<std::string>& texts, std::vector<std::string>& known) {
  for (const std::string& text : texts) {
    if (std::ranges::find(known, text) == known.end()) known.push_back(text);
  }
}

std::string untranslated_note(const std::vector<std::string>& texts, const Catalogue& words) {
  std::string note;
  const std::string language = language_label(words.language(), words);
  if (words.missing() > 0) note = words(say::EngineNotTranslated, language);
  if (texts.empty()) return note;
  constexpr std::size_t kMostNamed = 3;
  std::vector<std::string> named;
  for (const std::string& text : texts) {
    if (named.size() == kMostNamed) break;
    named.push_back(words(say::Quoted, text));
  }
  std::string list =
      texts.size() > kMostNamed
          ? words(say::ListAndMore, words.list(named, say::ListAndOthers), texts.size() - kMostNamed)
          : words.list(named, say::ListAnd);
  std::string of_policy = words.is_one(texts.size())
                              ? words(say::OneNotTranslated, language, list)
                              : words(say::NotTranslated, texts.size(), language, list);
  return note.empty() ? of_policy : note + " " + of_policy;
}

}  // namespace precept::rendering
