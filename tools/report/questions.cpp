#include "tools/report/questions.h"

#include <fmt/format.h>

#include <algorithm>

#include "tools/report/json_writer.h"
#include "tools/report/layout.h"
#include "tools/version.h"

namespace precept::tools {

std::string effect_words(const OpenQuestion& question, const AnswerEffect& effect) {
  if (effect.value == "true") return "yes";
  if (effect.value == "false") return "no";
  bool is_plain_text = question.point.judgement.empty() && effect.value.starts_with('"');
  return is_plain_text ? effect.value.substr(1, effect.value.size() - 2) : effect.value;
}

namespace {

/// What settles it at once: "no settles it (non-compliant)".
std::string settling(const OpenQuestion& question) {
  std::string words;
  std::size_t count = 0;
  for (const AnswerEffect& effect : question.effects) {
    if (effect.verdict == Verdict::Undetermined) continue;
    constexpr std::size_t kMostTold = 2;
    if (count++ >= kMostTold) continue;
    words += fmt::format("{}{} settles it ({})", words.empty() ? "" : "; ", effect_words(question, effect),
                         to_string(effect.verdict));
  }
  return words;
}

}  // namespace

void write_questions_text(const OpenQuestions& open, Color color, std::size_t width, Output& output) {
  auto line = [&](std::size_t indent, const std::string& text) {
    output.write(wrapped(harmless(text), indent, indent + 2, width));
  };
  line(0, fmt::format("{} is {}", open.report.file, to_string(*open.report.verdict)));
  if (open.questions.empty()) return line(0, "There is nothing to ask: no answer would change that.");
  output.write("\n");
  std::size_t number = 0;
  for (const OpenQuestion& question : open.questions) {
    std::string text = wrapped(harmless(fmt::format("{}. {}", ++number, question.point.asks)), 2, 5, width);
    text.pop_back();
    output.write(colored(text, kBold, color) + "\n");
    const OpenPoint& point = question.point;
    if (!point.judgement.empty()) {
      line(5, fmt::format("judgement `{}`{}", point.judgement,
                          point.about.empty() ? "" : fmt::format(" about {}", point.about)));
    } else if (question.is_answerable) {
      line(5, fmt::format("`{}`: {}", point.subject, question.expects));
    } else {
      line(5, "to be settled in the table, not in the document");
    }
    if (!point.from.empty()) line(5, "to be found in: " + point.from);
    std::string settles = settling(question);
    if (!settles.empty()) line(5, settles);
  }
  output.write("\n");
  if (open.left_out != 0)
    line(0, fmt::format("{} left out: no answer that was tried changes anything.",
                        counted(open.left_out, "open question is", "open questions are")));
  if (open.is_bounded)
    line(0, "There are too many to try all answers: the order of the last is as they came.");
}

void write_questions_json(const OpenQuestions& open, Output& output) {
  JsonWriter json(output);
  json.begin_object();
  json.key("engine").value(kEngine);
  json.key("file").value(open.report.file);
  json.key("kind").value(open.report.kind);
  json.key("verdict").value(to_string(*open.report.verdict));
  json.key("questions").begin_array();
  for (const OpenQuestion& question : open.questions) {
    const OpenPoint& point = question.point;
    json.begin_object();
    json.key("asks").value(point.asks);
    if (!point.judgement.empty()) json.key("judgement").value(point.judgement);
    if (!point.about.empty()) json.key("about").value(point.about);
    if (point.judgement.empty() && question.is_answerable) json.key("at").value(point.subject);
    if (!point.from.empty()) json.key("from").value(point.from);
    json.key("answerable").value(question.is_answerable);
    if (!question.expects.empty()) json.key("expects").value(question.expects);
    json.key("effects").begin_array();
    for (const AnswerEffect& effect : question.effects) {
      json.begin_object();
      json.key("answer");
      json.raw(effect.value);
      json.key("verdict").value(to_string(effect.verdict));
      json.key("left");
      json.raw(std::to_string(effect.left));
      json.end();
    }
    json.end();
    json.end();
  }
  json.end();
  json.key("left_out");
  json.raw(std::to_string(open.left_out));
  json.key("complete").value(!open.is_bounded);
  json.end();
  json.line_break();
}

}  // namespace precept::tools
