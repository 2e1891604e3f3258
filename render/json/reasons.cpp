#include "render/reasons.h"

#include "base/version.h"
#include "render/json/mistakes.h"
#include "render/json/writer.h"
#include "render/report.h"

namespace precept::rendering {

namespace {

void write_place(const char* key, const Place& at, JsonWriter& json) {
  if (at.line == 0) return;
  json.key(key).begin_object();
  json.members(at);
  json.end();
}

void write_text(const char* key, const std::string& text, JsonWriter& json) {
  if (!text.empty()) json.key(key).value(text);
}

void write_reason(const Reason& reason, JsonWriter& json) {
  json.begin_object();
  json.key("kind").value(to_string(reason.kind));
  json.key("text").value(reason.text);
  if (reason.truth) {
    json.key("truth").value(*reason.truth == Truth::Yes  ? "yes"
                            : *reason.truth == Truth::No ? "no"
                                                         : "unknown");
  }
  write_text("clause", reason.clause, json);
  write_text("norm", reason.norm, json);
  write_text("quote", reason.quote, json);
  write_text("gist", reason.gist, json);
  write_text("subject", reason.subject, json);
  write_text(reason.kind == Reason::Kind::Condition ? "words" : "value", reason.value, json);
  write_place("at", reason.at, json);
  write_place("rule", reason.rule, json);
  if (!reason.because.empty()) {
    json.key("because").begin_array();
    for (const Reason& next : reason.because) write_reason(next, json);
    json.end();
  }
  json.end();
}

}  // namespace

void write_reasons_json(const DocumentReport& report, const Reason& root, const Sources& sources,
                        Sink& output) {
  JsonWriter json(output);
  json.begin_object();
  json.key("engine").value(kEngine);
  json.key("file").value(report.file);
  json.key("policy").begin_object();
  write_source_lock_json(report.policy, json);
  json.key("name").value(report.policy.name);
  json.key("digest").value(report.policy.digest);
  json.key("chosen").value(report.chosen_because);
  write_readings_json(report.policy.readings, json);
  json.end();
  write_language_json(report, json);
  if (report.verdict) json.key("verdict").value(to_string(*report.verdict));
  write_mistakes_json(report.diagnostics, sources, report.file, json);
  json.key("reason");
  write_reason(root, json);
  json.end();
  json.line_break();
}

}  // namespace precept::rendering
