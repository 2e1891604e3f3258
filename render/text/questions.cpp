#include "render/questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "render/layout.h"
#include "render/report.h"
#include "runtime/phrasing/labels.h"

namespace precept::rendering {

namespace {

/// How many points are told that are open without touching the verdict.
constexpr std::size_t kMostBeside = 20;

/// The answers that settle the verdict at once, one for each verdict: "no settles it (non-compliant)". Where
/// others would too, they are examples.
std::string settling(const OpenQuestion& question, const Catalogue& words) {
  std::string told;
  std::set<Verdict> seen;
  bool is_example = !question.tried_all;
  for (const AnswerEffect& effect : question.effects) {
    if (effect.verdict == Verdict::Undetermined) continue;
    if (!seen.insert(effect.verdict).second) {
      is_example = true;
      continue;
    }
    std::string settles = words(say::Settles, effect.words, verdict_label(effect.verdict, words));
    told = told.empty() ? settles : words(say::Then, told, settles);
  }
  return is_example && !told.empty() ? words(say::SettlesForExample, told) : told;
}

std::string verdict_or_none(const DocumentReport& report, const Catalogue& words) {
  return report.verdict ? verdict_label(*report.verdict, words) : words(say::NotCheckedAtAll);
}

/// What the question is about, and which answers it takes.
std::string answerable(const OpenQuestion& question, const Catalogue& words) {
  const OpenPoint& point = question.point;
  if (!question.is_answerable) return words(say::IsInTable);
  if (point.judgement.empty())
    return words(say::NameAndText, fmt::format("`{}`", point.subject), question.expects);
  return point.about.empty() ? words(say::IsJudgement, point.judgement)
                             : words(say::IsJudgementAbout, point.judgement, point.about);
}

}  // namespace

void write_questions_text(const OpenQuestions& open, Color color, std::size_t width, Sink& output) {
  auto line = [&](std::size_t indent, const std::string& text) {
    output.write(wrapped(terminal_text(text), indent, indent + 2, width));
  };
  const Catalogue words(open.report.language);
  line(0, words(say::FileIs, open.report.file, verdict_or_none(open.report, words)));
  for (const std::string& told : readings_in_words(open.report.policy, words)) line(0, told);
  if (!open.report.verdict) line(0, words(say::NothingBinding));
  std::string note = untranslated_note(open.report.untranslated, words);
  if (open.questions.empty()) {
    line(0, words(say::NothingToAsk));
    if (!open.beside.empty()) line(0, words(say::OpenBeside));
    for (std::size_t i = 0; i < std::min(open.beside.size(), kMostBeside); ++i)
      line(2, "- " + open.beside[i].asks);
    if (open.beside.size() > kMostBeside) line(2, words(say::AndMore, open.beside.size() - kMostBeside));
    if (!note.empty()) output.write("\n" + wrapped(terminal_text(note), 0, 2, width));
    return;
  }
  output.write("\n");
  std::size_t number = 0;
  for (const OpenQuestion& question : open.questions) {
    std::string text =
        wrapped(terminal_text(fmt::format("{}. {}", ++number, question.point.asks)), 2, 5, width);
    text.pop_back();
    output.write(colored(text, kBold, color) + "\n");
    line(5, answerable(question, words));
    if (!question.point.from.empty()) line(5, words(say::FoundIn, question.point.from));
    std::string settles = settling(question, words);
    if (!settles.empty()) line(5, settles);
  }
  output.write("\n");
  if (open.left_out != 0) line(0, words.counted(open.left_out, say::OneLeftOut, say::LeftOut));
  if (open.is_bounded) line(0, words(say::TooManyToTry));
  if (!note.empty()) line(0, note);
}

}  // namespace precept::rendering
