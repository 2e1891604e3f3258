#include "render/repairs.h"

#include "base/version.h"
#include "render/json/mistakes.h"
#include "render/json/writer.h"
#include "render/report.h"

namespace precept::rendering {

namespace {

const char* to_string(Aim aim) {
  switch (aim) {
    case Aim::Mend:
      return "mends";
    case Aim::Break:
      return "breaks";
    case Aim::Unsettle:
      return "leaves-open";
  }
  return "";
}

void write_change(const Change& change, JsonWriter& json) {
  json.begin_object();
  json.key("kind").value(precept::to_string(change.kind));
  json.key("text").value(change.text);
  json.key("at").value(change.pointer);
  if (change.is_attestation()) {
    json.key("judgement").value(change.judgement);
    if (!change.about.empty()) json.key("about").value(change.about);
  }
  if (!change.value.empty()) {
    json.key("value");
    json.raw(change.value);
  }
  json.key("fixed").value(change.is_fixed);
  json.key("recorded").value(change.changes_record);
  for (const auto& [key, pointers] :
       {std::pair("to_be_filled_in", &change.blanks), std::pair("examples", &change.examples)}) {
    if (pointers->empty()) continue;
    json.key(key).begin_array();
    for (const std::string& pointer : *pointers) json.value(pointer);
    json.end();
  }
  json.key("clauses").begin_array();
  for (const std::string& clause : change.clauses) json.value(clause);
  json.end();
  json.end();
}

void write_fix(const Fix& fix, JsonWriter& json) {
  json.begin_object();
  json.key("effect").value(to_string(fix.aim));
  json.key("verdict").value(precept::to_string(fix.verdict));
  json.key("changes_fixed").value(fix.changes_fixed);
  json.key("changes").begin_array();
  for (const Change& change : fix.changes) write_change(change, json);
  json.end();
  json.key("patch");
  json.raw(fix.patch);
  json.end();
}

}  // namespace

void write_repairs_json(const Repairs& repairs, Aim aim, const Sources& sources, Sink& output) {
  JsonWriter json(output);
  json.begin_object();
  json.key("engine").value(kEngine);
  json.key("file").value(repairs.report.file);
  json.key("policy").begin_object();
  write_source_lock_json(repairs.report.policy, json);
  json.key("name").value(repairs.report.policy.name);
  json.key("digest").value(repairs.report.policy.digest);
  json.key("chosen").value(repairs.report.chosen_because);
  write_readings_json(repairs.report.policy.readings, json);
  json.end();
  write_language_json(repairs.report, json);
  json.key("verdict").value(precept::to_string(*repairs.report.verdict));
  write_mistakes_json(repairs.report.diagnostics, sources, repairs.report.file, json);
  json.key("asked").value(aim == Aim::Mend ? "fix" : "margin");
  json.key("met").value(repairs.is_met);
  json.key("fixes").begin_array();
  for (const Fix& fix : repairs.fixes) write_fix(fix, json);
  json.end();
  if (aim != Aim::Mend) {
    json.key("slacks").begin_array();
    for (const Margin& margin : repairs.margins) {
      json.begin_object();
      json.key("clause").value(margin.clause);
      json.key("subject").value(margin.subject);
      if (!margin.name.empty()) json.key("name").value(margin.name);
      json.key("text").value(margin.text);
      json.key("spare");
      json.raw(std::to_string(margin.spare));
      json.key("unit").value(margin.unit == ValueType::Duration ? "days"
                             : margin.unit == ValueType::Months ? "months"
                             : margin.unit == ValueType::Hours  ? "seconds"
                                                                : "number");
      json.end();
    }
    json.end();
  }
  json.key("documents_tried");
  json.raw(std::to_string(repairs.checks));
  json.key("complete").value(!repairs.is_bounded);
  json.end();
  json.line_break();
}

}  // namespace precept::rendering
