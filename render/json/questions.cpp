#include "render/questions.h"

#include "base/version.h"
#include "render/json/writer.h"
#include "render/report.h"

namespace precept::rendering {

void write_questions_json(const OpenQuestions& open, Sink& output) {
  JsonWriter json(output);
  json.begin_object();
  json.key("engine").value(kEngine);
  json.key("file").value(open.report.file);
  json.key("kind").value(open.report.kind);
  write_source_lock_json(open.report.policy, json);
  write_language_json(open.report, json);
  json.key("verdict").value(open.report.verdict ? to_string(*open.report.verdict) : "not checked");
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

}  // namespace precept::rendering
