#include "tests/case_runner/expectation.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "tests/agree/agree.h"

namespace precept::test {

namespace {

using Words = std::vector<std::string>;

/// Words, and quoted strings as one word each; `"` within a string is written `\"`.
Words split(const std::string& line) {
  Words words;
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == ' ') {
      ++i;
      continue;
    }
    std::string word;
    if (line[i] == '"') {
      for (++i; i < line.size() && line[i] != '"'; ++i) {
        if (line[i] == '\\' && i + 1 < line.size()) ++i;
        word += line[i];
      }
      ++i;
    } else {
      while (i < line.size() && line[i] != ' ') word += line[i++];
    }
    words.push_back(word);
  }
  return words;
}

bool is_choice(const Words& words) {
  return words.size() == 4 && words[0] == "reading" && words[2] == "=";
}

bool is_settled(const Finding& finding) {
  return finding.outcome == Outcome::Satisfied || finding.outcome == Outcome::NotApplicable;
}

bool holds(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// "3:14", of the diagnostic's primary place; empty where it has none.
std::string place_of(const Diagnostic& diagnostic, const Sources& sources) {
  if (diagnostic.labels.empty() || !diagnostic.labels[0].span.has_place()) return {};
  const Span span = diagnostic.labels[0].span;
  const LineColumn at = sources.locate(span.file, span.begin);
  return fmt::format("{}:{}", at.line, at.column);
}

bool is_place(const std::string& word) {
  return !word.empty() && holds(word, ":") && word.find_first_not_of("0123456789:") == std::string::npos;
}

/// By the label of its clause, or with the name of its norm: "resolves 2 (terms)".
bool is_of(const Finding& finding, const std::string& name) {
  return finding.clause == name || name_of(finding) == name;
}

/// Holds the lines of one expectation against one report.
class Matcher {
 public:
  Matcher(const DocumentReport& report, const Sources& sources)
      : report_(report),
        sources_(sources),
        findings_listed_(report.findings.size()),
        open_listed_(report.open_questions.size()) {}

  /// Why the line does not hold; nothing where it does.
  std::optional<std::string> check(const ExpectedLine& line) {
    const Words words = split(line.text);
    if (words.empty() || words[0][0] == '#') return std::nullopt;
    const std::string& fact = words[0];
    if (is_choice(words)) return std::nullopt;
    if (fact == "verdict" && words.size() == 2) return verdict(words[1]);
    if (fact == "exit" && words.size() == 2) return exit(words[1]);
    if (fact == "policy" && (words.size() == 2 || words.size() == 3)) return policy(words);
    if (fact == "error" && words.size() >= 2) return error(line.text, words);
    if (fact == "finding" && (words.size() == 5 || words.size() == 6)) return finding(words);
    if (fact == "none" && words.size() == 3) return none(words);
    if (fact == "words" && words.size() == 4) return told(words);
    if (fact == "right" && words.size() >= 4) return right(words);
    if (fact == "open" && (words.size() == 2 || words.size() == 3)) return open(words);
    if (fact == "only" && words.size() == 1) {
      only_ = true;
      return std::nullopt;
    }
    return "no such fact can be expected";
  }

  /// What `only` says must be listed and is not.
  std::vector<std::string> unlisted() const {
    std::vector<std::string> result;
    if (!only_) return result;
    for (std::size_t i = 0; i < report_.findings.size(); ++i) {
      if (!findings_listed_[i] && !is_settled(report_.findings[i]))
        result.push_back("not listed: finding " + to_line(report_.findings[i]));
    }
    for (std::size_t i = 0; i < report_.open_questions.size(); ++i) {
      if (!open_listed_[i]) result.push_back("not listed: open " + to_line(report_.open_questions[i]));
    }
    return result;
  }

 private:
  std::optional<std::string> verdict(const std::string& expected) const {
    const std::string is = report_.verdict ? to_string(*report_.verdict) : "missing";
    if (is == expected) return std::nullopt;
    return "the verdict is " + is;
  }

  std::optional<std::string> exit(const std::string& expected) const {
    const std::string is = std::to_string(exit_code(report_));
    if (is == expected) return std::nullopt;
    return "the exit code is " + is;
  }

  std::optional<std::string> policy(const Words& words) const {
    const bool same = report_.policy.name == words[1];
    if (same && (words.size() == 2 || holds(report_.chosen_because, words[2]))) return std::nullopt;
    return report_.policy.name.empty()
               ? "no policy was used"
               : fmt::format("it is {}, {}", report_.policy.name, report_.chosen_because);
  }

  std::optional<std::string> error(const std::string& line, const Words& words) const {
    const bool has_place = words.size() > 2 && is_place(words[2]);
    std::string part;
    if (words.size() > (has_place ? 3u : 2u)) {
      part =
          line.substr(line.find(has_place ? words[2] : words[1]) + (has_place ? words[2] : words[1]).size());
      part.erase(0, part.find_first_not_of(' '));
    }
    std::string seen;
    for (const Diagnostic& diagnostic : report_.diagnostics.all()) {
      const std::string place = place_of(diagnostic, sources_);
      const bool same = info(diagnostic.kind).code == words[1] && (!has_place || place == words[2]);
      const auto& notes = diagnostic.notes;
      const bool in_notes =
          std::any_of(notes.begin(), notes.end(), [&](const std::string& note) { return holds(note, part); });
      if (same && (in_notes || holds(diagnostic.message, part))) return std::nullopt;
      seen += fmt::format("{}{} {} {}", seen.empty() ? "" : "; ", info(diagnostic.kind).code, place,
                          diagnostic.message);
    }
    return "there is " + (seen.empty() ? "no error" : seen);
  }

  std::optional<std::string> finding(const Words& words) {
    bool found = false;
    std::string near;
    for (std::size_t i = 0; i < report_.findings.size(); ++i) {
      const Finding& is = report_.findings[i];
      if (!is_of(is, words[1]) || subject_line(is.subject) != words[4]) continue;
      const bool same = to_string(is.outcome) == words[2] && to_string(is.level) == words[3];
      if (same && (words.size() == 5 || holds(is.message, words[5]))) {
        found = findings_listed_[i] = true;
      } else {
        near += fmt::format("{}{} \"{}\"", near.empty() ? "" : "; ", to_line(is), is.message);
      }
    }
    if (found) return std::nullopt;
    return near.empty() ? "there is no finding of this clause on this subject" : "there is " + near;
  }

  /// `words "resolves 2 (terms)" violated "two terms"`: what such a finding is told with, its own or its
  /// clause's.
  std::optional<std::string> told(const Words& words) const {
    std::string near;
    for (const Finding& is : report_.findings) {
      if (!is_of(is, words[1]) || to_string(is.outcome) != words[2]) continue;
      std::string own = is.norm.quote + is.norm.gist;
      auto clause = std::ranges::find(report_.clauses, is.clause, &ClauseWords::label);
      if (own.empty() && clause != report_.clauses.end()) own = clause->quote + clause->gist;
      if (holds(own, words[3])) return std::nullopt;
      near += own + "; ";
    }
    return "it is told with " + near;
  }

  std::optional<std::string> none(const Words& words) const {
    for (const Finding& is : report_.findings)
      if (is_of(is, words[1]) && to_string(is.outcome) == words[2]) return "there is " + to_line(is);
    return std::nullopt;
  }

  std::optional<std::string> right(const Words& words) const {
    for (const SubjectRights& subject : report_.rights) {
      if (subject_line(subject.subject) != words[1]) continue;
      for (const ActRight& act : subject.acts) {
        if (act.act != words[2]) continue;
        Words by(words.begin() + (words.size() > 4 && words[4] == "by" ? 5 : 4), words.end());
        const bool same = to_string(act.right) == words[3] && (words.size() == 4 || act.by == by);
        if (same) return std::nullopt;
        return "it is " + to_line(subject, act);
      }
    }
    return "there is no such subject or act";
  }

  std::optional<std::string> open(const Words& words) {
    std::string wanted = words[1];
    if (words.size() == 3) wanted = fmt::format("{} \"{}\"", words[1], words[2]);
    bool found = false;
    for (std::size_t i = 0; i < report_.open_questions.size(); ++i) {
      std::string is = to_line(report_.open_questions[i]);
      if (is == wanted || is == fmt::format("\"{}\"", wanted)) found = open_listed_[i] = true;
    }
    if (found) return std::nullopt;
    return "this is no open question";
  }

  const DocumentReport& report_;
  const Sources& sources_;
  std::vector<bool> findings_listed_, open_listed_;
  bool only_ = false;
};

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

void add_rights(const std::vector<ExpectedLine>& expected, const DocumentReport& report, Words& lines) {
  std::vector<std::pair<std::string, std::string>> wanted;
  for (const ExpectedLine& line : expected) {
    const Words words = split(line.text);
    if (words.size() > 2 && words[0] == "right") wanted.emplace_back(words[1], words[2]);
  }
  for (const SubjectRights& subject : report.rights) {
    for (const ActRight& act : subject.acts) {
      const std::pair key{subject_line(subject.subject), act.act};
      const bool spoken_of = std::find(wanted.begin(), wanted.end(), key) != wanted.end();
      if (wanted.empty() ? act.right != Right::Silent : spoken_of)
        lines.push_back("right " + to_line(subject, act));
    }
  }
}

}  // namespace

int exit_code(const DocumentReport& report) {
  if (!report.verdict) return 2;
  switch (*report.verdict) {
    case Verdict::Compliant:
      return 0;
    case Verdict::NonCompliant:
      return 1;
    case Verdict::Undetermined:
      return 3;
  }
  return 2;
}

std::vector<ChosenReading> chosen_in(const std::vector<ExpectedLine>& expected) {
  std::vector<ChosenReading> chosen;
  for (const ExpectedLine& line : expected) {
    const Words words = split(line.text);
    if (!is_choice(words)) continue;
    chosen.push_back({.reading = words[1],
                      .choice = words[3],
                      .chosen_in = "the case",
                      .reading_place = {},
                      .choice_place = {}});
  }
  return chosen;
}

std::vector<std::string> unmet(const std::vector<ExpectedLine>& expected, const DocumentReport& report,
                               const Sources& sources) {
  std::vector<std::string> result;
  Matcher matcher(report, sources);
  for (const ExpectedLine& line : expected) {
    if (auto problem = matcher.check(line))
      result.push_back(fmt::format("line {}: {}\n      {}", line.number, line.text, *problem));
  }
  for (std::string& line : matcher.unlisted()) result.push_back(std::move(line));
  return result;
}

std::vector<std::string> rewritten(const std::vector<ExpectedLine>& expected, const DocumentReport& report,
                                   const Sources& sources) {
  Words lines;
  for (const ExpectedLine& line : expected)
    if (line.text.starts_with("#") || line.text.starts_with("reading ")) lines.push_back(line.text);
  const bool names_policy = std::any_of(expected.begin(), expected.end(), [](const ExpectedLine& line) {
    return line.text.starts_with("policy ");
  });
  if (names_policy && !report.policy.name.empty())
    lines.push_back(fmt::format("policy {} {}", report.policy.name, quoted(report.chosen_because)));
  if (report.verdict) lines.push_back(fmt::format("verdict {}", to_string(*report.verdict)));
  for (const Diagnostic& diagnostic : report.diagnostics.all()) {
    if (diagnostic.severity() != Severity::Error) continue;
    const std::string place = place_of(diagnostic, sources);
    lines.push_back(fmt::format("error {}{}", info(diagnostic.kind).code, place.empty() ? "" : " " + place));
  }
  lines.push_back(fmt::format("exit {}", exit_code(report)));
  for (const Finding& finding : report.findings) {
    if (is_settled(finding)) continue;
    std::string line = fmt::format("finding {} {} {} {}", quoted(finding.clause), to_string(finding.outcome),
                                   to_string(finding.level), subject_line(finding.subject));
    if (finding.outcome == Outcome::Violated) line += " " + quoted(finding.message);
    lines.push_back(line);
  }
  add_rights(expected, report, lines);
  for (const OpenPoint& point : report.open_questions) lines.push_back("open " + to_line(point));
  if (report.verdict) lines.push_back("only");
  return lines;
}

}  // namespace precept::test
