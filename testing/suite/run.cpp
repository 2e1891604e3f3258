// Runs one test: checks its document and compares the report with the expectations.
#include <fmt/format.h>

#include <algorithm>

#include "runtime/check/check.h"
#include "testing/suite/suite.h"

namespace precept::testing {

namespace {

/// How many lines of `because` are told; the others are counted.
constexpr std::size_t kMostReasons = 8;

std::string joined(const std::vector<std::string>& words) {
  std::string result;
  for (const std::string& word : words) result += (result.empty() ? "" : ", ") + word;
  return result;
}

/// The subject in words: `A. Diallo (/attendance/0)`; empty for the document.
std::string subject_words(const std::string& pointer, const std::string& name) {
  if (pointer.empty()) return {};
  return name.empty() ? pointer : fmt::format("{} ({})", name, pointer);
}

std::string open_words(const OpenPoint& point) {
  if (point.judgement.empty()) return fmt::format("{} is not recorded", point.subject);
  std::string about = point.about.empty() ? "" : fmt::format(" \"{}\"", point.about);
  return fmt::format("{}{}: {}", point.judgement, about, point.asks);
}

std::string name_of(const Finding& finding) {
  return finding.norm.name.empty() ? finding.clause
                                   : fmt::format("{} ({})", finding.clause, finding.norm.name);
}

std::string finding_words(const Finding& finding) {
  std::string text =
      fmt::format("{} ({}) {}", name_of(finding), modal_verb(finding.level), outcome_label(finding.outcome));
  std::string subject = subject_words(finding.subject, finding.name);
  if (!subject.empty()) text += " for " + subject;
  if (!finding.acts.empty()) text += ": " + joined(finding.acts);
  if (!finding.message.empty()) text += fmt::format(": \"{}\"", finding.message);
  for (const OpenPoint& point : finding.missing) text += "; open: " + open_words(point);
  return text;
}

std::string right_label(const ActRight& right) {
  std::string by = joined(right.by);
  return fmt::format("{} {}{}{}", right.act, to_string(right.right), by.empty() ? "" : " by ", by);
}

std::string diagnostic_words(const Diagnostic& diagnostic) {
  std::string text = fmt::format("{}: {}", info(diagnostic.kind).code, diagnostic.message);
  if (!diagnostic.help.empty()) text += "; " + diagnostic.help;
  return text;
}

class Comparison {
 public:
  Comparison(const Test& test, const DocumentReport& report) : test_(test), report_(report) {}

  TestResult run() {
    bool wants_check = std::ranges::none_of(test_.expectations, [](const ResolvedExpectation& expected) {
      return expected.kind == ExpectationKind::NotChecked || expected.kind == ExpectationKind::Mistake;
    });
    if (!report_.has_results() && wants_check) {
      result_.failures.push_back({test_.place, "the document is checked", "it was not checked", mistakes()});
      return std::move(result_);
    }
    for (const ResolvedExpectation& expected : test_.expectations) compare(expected);
    return std::move(result_);
  }

 private:
  void compare(const ResolvedExpectation& expected) {
    switch (expected.kind) {
      case ExpectationKind::Verdict:
        return compare_verdict(expected);
      case ExpectationKind::Clause:
        return compare_clause(expected);
      case ExpectationKind::Right:
        return compare_right(expected);
      case ExpectationKind::Open:
        return compare_open(expected);
      case ExpectationKind::NothingOpen:
        if (!report_.verdict) return not_checked(expected);
        if (!report_.open_questions.empty()) fail(expected, "something is open", open_questions());
        return;
      case ExpectationKind::Mistake:
        return compare_mistake(expected);
      case ExpectationKind::NotChecked:
        if (report_.verdict) fail(expected, was_checked(), deciding_findings());
        return;
    }
  }

  void fail(const ResolvedExpectation& expected, std::string found, std::vector<std::string> because,
            const std::vector<const Finding*>& findings = {}) {
    std::size_t more = because.size() > kMostReasons ? because.size() - kMostReasons : 0;
    if (more > 0) because.resize(kMostReasons);
    if (more > 0) because.push_back(fmt::format("… and {} more", more));
    result_.failures.push_back(
        {expected.place, expected.words, std::move(found), std::move(because), &expected});
    for (const Finding* finding : findings) {
      auto& norms = result_.failures.back().norms;
      auto is_same = [&](const FindingOrigin& other) {
        return other.section == finding->origin.section && other.norm == finding->origin.norm;
      };
      if (finding->origin.norm && std::ranges::none_of(norms, is_same)) norms.push_back(finding->origin);
    }
  }
  void not_checked(const ResolvedExpectation& expected) {
    fail(expected, "the document was not checked", mistakes());
  }

  std::string was_checked() const {
    return fmt::format("the document was checked: it is {}", to_string(*report_.verdict));
  }

  // ---- what a failure tells

  std::vector<std::string> mistakes() const {
    std::vector<std::string> result;
    for (const Diagnostic& diagnostic : report_.diagnostics.all())
      result.push_back(diagnostic_words(diagnostic));
    return result;
  }
  std::vector<std::string> open_questions() const {
    std::vector<std::string> result;
    for (const OpenPoint& point : report_.open_questions) result.push_back(open_words(point));
    return result;
  }
  /// The findings and questions that the verdict rests on.
  std::vector<std::string> deciding_findings() const {
    std::vector<std::string> result;
    for (Outcome outcome : {Outcome::Violated, Outcome::Undetermined}) {
      for (const Finding& finding : report_.findings) {
        if (finding.level == Level::Error && finding.outcome == outcome)
          result.push_back(finding_words(finding));
      }
    }
    return result;
  }

  // ---- aspects

  void compare_verdict(const ResolvedExpectation& expected) {
    if (!report_.verdict) return not_checked(expected);
    if (*report_.verdict == expected.verdict) return;
    std::vector<std::string> because = deciding_findings();
    if (because.empty()) because = open_questions();
    std::vector<const Finding*> deciding;
    for (const Finding& finding : report_.findings) {
      bool is_open = finding.outcome == Outcome::Violated || finding.outcome == Outcome::Undetermined;
      if (finding.level == Level::Error && is_open) deciding.push_back(&finding);
    }
    fail(expected, fmt::format("verdict {}", to_string(*report_.verdict)), std::move(because), deciding);
  }

  std::vector<const Finding*> findings_of(const ResolvedExpectation& expected) const {
    std::vector<const Finding*> found;
    for (const Finding& finding : report_.findings) {
      bool is_meant = finding.clause == expected.clause &&
                      (expected.norm.empty() || finding.norm.name == expected.norm) &&
                      (!expected.subject || finding.subject == *expected.subject) &&
                      (!expected.level || finding.level == *expected.level);
      if (is_meant) found.push_back(&finding);
    }
    return found;
  }

  /// Where the expectation names neither level nor message, it means the strictest norms.
  static void keep_strictest(std::vector<const Finding*>& findings) {
    if (findings.empty()) return;
    Level strictest = std::ranges::min(findings, {}, &Finding::level)->level;
    std::erase_if(findings, [&](const Finding* finding) { return finding->level != strictest; });
  }

  static Outcome overall(const std::vector<const Finding*>& findings) {
    for (Outcome outcome : {Outcome::Violated, Outcome::Undetermined, Outcome::Satisfied}) {
      if (std::ranges::find(findings, outcome, &Finding::outcome) != findings.end()) return outcome;
    }
    return Outcome::NotApplicable;
  }

  void compare_clause(const ResolvedExpectation& expected) {
    if (!report_.has_results()) return not_checked(expected);
    std::vector<const Finding*> findings = findings_of(expected);
    std::vector<std::string> because;
    for (const Finding* finding : findings) because.push_back(finding_words(*finding));
    if (!expected.level && expected.message.empty()) keep_strictest(findings);
    auto agrees = [&](const Finding* finding) {
      return finding->outcome == expected.outcome &&
             finding->message.find(expected.message) != std::string::npos;
    };
    bool some = std::ranges::any_of(findings, agrees);
    bool is_settled = expected.outcome == Outcome::Satisfied || expected.outcome == Outcome::NotApplicable;
    // `satisfied` and `not applicable` must hold of all norms, not only of one.
    bool holds = some && (!is_settled || overall(findings) == expected.outcome);
    if (holds != expected.is_negated) return;
    std::string words = clause_words(expected, findings);
    // Where another outcome was expected, the norms that have it are not what is asked about.
    if (overall(findings) != expected.outcome)
      std::erase_if(findings, [&](const Finding* finding) { return finding->outcome == expected.outcome; });
    fail(expected, std::move(words), std::move(because), findings);
  }

  std::string clause_words(const ResolvedExpectation& expected,
                           const std::vector<const Finding*>& findings) const {
    if (findings.empty()) return fmt::format("nothing comes of {}", expected.clause);
    Outcome outcome = overall(findings);
    if (outcome == expected.outcome && !expected.message.empty() && !expected.is_negated)
      return "the message is another";
    return fmt::format("{} is {}", expected.clause, outcome_label(outcome));
  }

  void compare_right(const ResolvedExpectation& expected) {
    if (!report_.has_results()) return not_checked(expected);
    std::string pointer = expected.subject.value_or("");
    for (const SubjectRights& subject : report_.rights) {
      if (subject.subject != pointer) continue;
      for (const ActRight& right : subject.acts) {
        if (right.act != expected.act) continue;
        bool by_agrees = !expected.by || sorted(right.by) == sorted(*expected.by);
        if (right.right == expected.right && by_agrees) return;
        return fail(expected, right_label(right), findings_about(pointer));
      }
    }
    fail(expected, "the policy gives no right to it there", {});
  }

  static std::vector<std::string> sorted(std::vector<std::string> words) {
    std::ranges::sort(words);
    return words;
  }

  std::vector<std::string> findings_about(const std::string& pointer) const {
    std::vector<std::string> result;
    for (const SubjectRights& subject : report_.rights) {
      if (subject.subject != pointer) continue;
      for (const ActRight& right : subject.acts)
        result.push_back(fmt::format("{}: {}", subject_words(pointer, subject.name), right_label(right)));
    }
    for (const Finding& finding : report_.findings) {
      bool is_telling = finding.outcome == Outcome::Violated || finding.outcome == Outcome::Undetermined;
      if (finding.subject == pointer && is_telling) result.push_back(finding_words(finding));
    }
    return result;
  }

  void compare_open(const ResolvedExpectation& expected) {
    if (!report_.verdict) return not_checked(expected);
    for (const OpenPoint& point : report_.open_questions) {
      bool is_judgement = !expected.judgement.empty();
      if (is_judgement && point.judgement == expected.judgement && point.about == expected.about) return;
      if (!is_judgement && point.judgement.empty() && point.subject == *expected.subject) return;
    }
    std::string verdict = to_string(*report_.verdict);
    if (report_.open_questions.empty())
      return fail(expected, "nothing is open: it is " + verdict, deciding_findings());
    fail(expected, "something else is open", open_questions());
  }

  void compare_mistake(const ResolvedExpectation& expected) {
    bool is_found = std::ranges::any_of(report_.diagnostics.all(), [&](const Diagnostic& diagnostic) {
      std::string words = diagnostic_words(diagnostic);
      for (const std::string& note : diagnostic.notes) words += "; " + note;
      return info(diagnostic.kind).code == expected.code && words.find(expected.message) != std::string::npos;
    });
    if (is_found) return;
    // A document that was checked has warnings only, and an error was expected.
    bool wants_error = !expected.code.starts_with("W") && report_.verdict;
    if (!wants_error && !report_.diagnostics.all().empty())
      return fail(expected, "another mistake was told", mistakes());
    fail(expected, was_checked(), deciding_findings());
  }

  const Test& test_;
  const DocumentReport& report_;
  TestResult result_;
};

}  // namespace

TestResult run(const Test& test, std::span<const Program* const> programs, PointHits* hits) {
  Sources sources;
  FileId file = sources.add(fmt::format("the document of \"{}\"", test.name), test.document);
  CheckOptions options{.readings = test.readings, .hits = hits};
  DocumentReport report = check_document(programs, file, sources, options);
  return Comparison(test, report).run();
}

}  // namespace precept::testing
