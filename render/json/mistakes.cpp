#include "render/json/mistakes.h"

#include "base/version.h"

namespace precept::rendering {

namespace {

void write_mistake(const Diagnostic& diagnostic, const Sources& sources, std::string_view file,
                   JsonWriter& json) {
  json.begin_object();
  json.key("code").value(info(diagnostic.kind).code);
  json.key("message").value(diagnostic.message);
  if (!diagnostic.labels.empty() && diagnostic.labels.front().span.has_place()) {
    const Label& label = diagnostic.labels.front();
    json.members(sources.place(label.span));
    if (!label.words.empty()) json.key("label").value(label.words);
  } else if (!file.empty()) {
    json.key("file").value(file);
  }
  if (!diagnostic.notes.empty()) {
    json.key("notes").begin_array();
    for (const std::string& note : diagnostic.notes) json.value(note);
    json.end();
  }
  if (!diagnostic.help.empty()) json.key("help").value(diagnostic.help);
  json.end();
}

void write_list(const char* key, Severity severity, const Diagnostics& diagnostics, const Sources& sources,
                std::string_view file, JsonWriter& json) {
  bool is_begun = false;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (diagnostic.severity() != severity) continue;
    if (!is_begun) json.key(key).begin_array();
    is_begun = true;
    write_mistake(diagnostic, sources, file, json);
  }
  if (is_begun) json.end();
}

}  // namespace

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
