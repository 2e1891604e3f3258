#include "render/json/mistakes.h"

#include "base/version.h"

namespace precept::rendering {

namespace {

void write_range(Span span, const Sources& sources, JsonWriter& json) {
  json.members(sources.place(span));
  json.member_end(sources.place(span), sources.end_place(span));
}

/// The places that are not the first.
void write_further(const Diagnostic& diagnostic, const Sources& sources, JsonWriter& json) {
  bool is_begun = false;
  for (const Label& label : diagnostic.labels) {
    if (&label == &diagnostic.labels.front() || !label.span.has_place()) continue;
    if (!is_begun) json.key("further").begin_array();
    is_begun = true;
    json.begin_object();
    write_range(label.span, sources, json);
    if (!label.words.empty()) json.key("label").value(label.words);
    json.end();
  }
  if (is_begun) json.end();
}

void write_edits(const Diagnostic& diagnostic, const Sources& sources, JsonWriter& json) {
  if (diagnostic.edits.empty()) return;
  json.key("edits").begin_array();
  for (const Edit& edit : diagnostic.edits) {
    json.begin_object();
    write_range(edit.at, sources, json);
    json.key("text").value(edit.text);
    json.end();
  }
  json.end();
}

void write_list(const char* key, Severity severity, const Diagnostics& diagnostics, const Sources& sources,
                std::string_view file, JsonWriter& json) {
  bool is_begun = false;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity() != severity) continue;
    if (!is_begun) json.key(key).begin_array();
    is_begun = true;
    write_mistake_json(diagnostic, sources, json, file);
  }
  if (is_begun) json.end();
}

}  // namespace

void write_mistake_json(const Diagnostic& diagnostic, const Sources& sources, JsonWriter& json,
                        std::string_view file) {
  json.begin_object();
  json.key("code").value(info(diagnostic.kind).code);
  json.key("message").value(diagnostic.message);
  if (!diagnostic.labels.empty() && diagnostic.labels.front().span.has_place()) {
    const Label& label = diagnostic.labels.front();
    write_range(label.span, sources, json);
    if (!label.words.empty()) json.key("label").value(label.words);
  } else if (!file.empty()) {
    json.key("file").value(file);
  }
  write_further(diagnostic, sources, json);
  if (!diagnostic.notes.empty()) {
    json.key("notes").begin_array();
    for (const std::string& note : diagnostic.notes) json.value(note);
    json.end();
  }
  if (!diagnostic.help.empty()) json.key("help").value(diagnostic.help);
  write_edits(diagnostic, sources, json);
  json.end();
}

void write_mistakes_json(const Diagnostics& diagnostics, const Sources& sources, std::string_view file,
                         JsonWriter& json) {
  write_list("errors", Severity::Error, diagnostics, sources, file, json);
  write_list("warnings", Severity::Warning, diagnostics, sources, file, json);
}

void write_failure_json(const Diagnostics& diagnostics, const Sources& sources, std::string_view file,
                        Sink& output) {
  JsonWriter json(output);
  json.begin_object();
  json.key("engine").value(kEngine);
  if (!file.empty()) json.key("file").value(file);
  write_mistakes_json(diagnostics, sources, file, json);
  json.end();
  json.line_break();
}

}  // namespace precept::rendering
