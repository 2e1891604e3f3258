#include "render/html/heading.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <vector>

#include "base/date.h"
#include "runtime/phrasing/labels.h"

namespace precept::rendering {

namespace {

/// "Activity record" for `ActivityRecord`: how the policy calls the kind, as words.
std::string kind_in_words(const std::string& kind) {
  std::string words;
  for (std::size_t i = 0; i < kind.size(); ++i) {
    const auto letter = static_cast<unsigned char>(kind[i]);
    const bool begins =
        i > 0 && std::isupper(letter) && std::islower(static_cast<unsigned char>(kind[i - 1]));
    if (kind[i] == '_' || begins) words += ' ';
    if (kind[i] != '_') words += begins ? static_cast<char>(std::tolower(letter)) : kind[i];
  }
  return words;
}

/// "19 September 2023".
std::string date_in_words(Day day, const Catalogue& words) {
  static constexpr std::array kMonths{say::MonthJanuary, say::MonthFebruary, say::MonthMarch,
                                      say::MonthApril,   say::MonthMay,      say::MonthJune,
                                      say::MonthJuly,    say::MonthAugust,   say::MonthSeptember,
                                      say::MonthOctober, say::MonthNovember, say::MonthDecember};
  const std::string iso = format_date(day);
  const std::size_t month = static_cast<std::size_t>(std::stoi(iso.substr(5, 2)));
  const std::string number = std::to_string(std::stoi(iso.substr(8, 2)));
  const bool is_first = number == "1" && words.language() == Language::Fr;
  return words(say::DayOfMonth, is_first ? "1er" : number, words(kMonths[month - 1]), iso.substr(0, 4));
}

/// How many subjects, or the document itself, have a binding finding that came out so.
std::size_t subjects_with(const DocumentReport& report, Outcome outcome, std::set<std::string>& counted) {
  std::size_t number = 0;
  for (const Finding& finding : report.findings) {
    if (finding.level == Level::Error && finding.outcome == outcome)
      number += counted.insert(finding.subject).second ? 1 : 0;
  }
  return number;
}

std::vector<std::string> counts(const DocumentReport& report, const Catalogue& words) {
  std::vector<std::string> parts;
  for (const DocumentTitle::List& list : report.title.lists) {
    std::string name = list.name;
    std::ranges::replace(name, '_', ' ');
    parts.push_back(words(say::SoManyIn, list.size, name));
  }
  std::set<std::string> counted;
  const std::size_t violated = subjects_with(report, Outcome::Violated, counted);
  std::size_t open = subjects_with(report, Outcome::Undetermined, counted);
  if (open == 0) open = report.open_questions.size();
  if (violated > 0) parts.push_back(words(say::SoManyViolated, violated));
  if (open > 0) parts.push_back(words(say::SoManyOpen, open));
  if (violated + open == 0)
    parts.push_back(report.verdict ? verdict_label(*report.verdict, words) : words(say::NotCheckedAtAll));
  return parts;
}

}  // namespace

std::string document_name(const DocumentReport& report) {
  const Catalogue words(report.language);
  if (report.kind.empty()) return report.file;
  std::string name = kind_in_words(report.kind);
  if (!report.title.name.empty()) name = words(say::KindOf, name, report.title.name);
  if (report.title.date) name = words(say::ListMore, name, date_in_words(*report.title.date, words));
  return name;
}

std::string document_heading(const DocumentReport& report) {
  const Catalogue words(report.language);
  if (report.kind.empty() || !report.has_results()) return document_name(report);
  return words(say::NameAndText, document_name(report), words.list(counts(report, words), say::ListMore));
}

}  // namespace precept::rendering
