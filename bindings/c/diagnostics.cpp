#include "bindings/c/objects.h"
#include "render/json/writer.h"

namespace {

using precept::Mistake;

/// Collects what is written.
struct Text final : precept::rendering::Sink {
  void write(std::string_view part) override { text += part; }
  void write_mistakes(std::string_view part) override { text += part; }
  std::string text;
};

using precept::rendering::JsonWriter;

void write_further(const std::vector<precept::FurtherPlace>& places, JsonWriter& json) {
  if (places.empty()) return;
  json.key("further").begin_array();
  for (const precept::FurtherPlace& place : places) {
    json.begin_object();
    json.members(place.at);
    json.member_end(place.at, place.end);
    if (!place.words.empty()) json.key("label").value(place.words);
    json.end();
  }
  json.end();
}

void write_edits(const std::vector<precept::MistakeEdit>& edits, JsonWriter& json) {
  if (edits.empty()) return;
  json.key("edits").begin_array();
  for (const precept::MistakeEdit& edit : edits) {
    json.begin_object();
    json.members(edit.at);
    json.member_end(edit.at, edit.end);
    json.key("text").value(edit.text);
    json.end();
  }
  json.end();
}

std::string json_of(const std::vector<Mistake>& mistakes) {
  Text text;
  JsonWriter json(text);
  json.begin_array();
  for (const Mistake& mistake : mistakes) {
    json.begin_object();
    json.key("code").value(mistake.code);
    json.key("severity").value(mistake.severity == precept::Severity::Warning ? "warning" : "error");
    json.key("message").value(mistake.message);
    if (!mistake.at.file.empty()) {
      json.members(mistake.at);
      json.member_end(mistake.at, mistake.end);
    }
    write_further(mistake.further, json);
    if (!mistake.notes.empty()) {
      json.key("notes").begin_array();
      for (const std::string& note : mistake.notes) json.value(note);
      json.end();
    }
    if (!mistake.help.empty()) json.key("help").value(mistake.help);
    write_edits(mistake.edits, json);
    json.end();
  }
  json.end();
  return std::move(text.text);
}

}  // namespace

precept_diagnostics::precept_diagnostics(std::vector<Mistake> found, std::string told)
    : text(std::move(told)), json(json_of(found)), mistakes_(std::move(found)), notes_(mistakes_.size()) {
  rows.reserve(mistakes_.size());
  for (std::size_t i = 0; i < mistakes_.size(); ++i) {
    const Mistake& mistake = mistakes_[i];
    for (const std::string& note : mistake.notes) notes_[i].push_back(note.c_str());
    rows.push_back({.code = mistake.code.c_str(),
                    .message = mistake.message.c_str(),
                    .help = mistake.help.c_str(),
                    .file = mistake.at.file.c_str(),
                    .sheet = mistake.at.sheet.c_str(),
                    .line = mistake.at.line,
                    .column = mistake.at.column,
                    .is_warning = mistake.severity == precept::Severity::Warning,
                    .notes = notes_[i].data(),
                    .note_count = notes_[i].size()});
  }
}

size_t precept_diagnostics_count(const precept_diagnostics* diagnostics) {
  return diagnostics == nullptr ? 0 : diagnostics->rows.size();
}

const precept_diagnostic* precept_diagnostics_get(const precept_diagnostics* diagnostics, size_t index) {
  return index < precept_diagnostics_count(diagnostics) ? &diagnostics->rows[index] : nullptr;
}

const char* precept_diagnostics_text(const precept_diagnostics* diagnostics) {
  return diagnostics == nullptr ? "" : diagnostics->text.c_str();
}

const char* precept_diagnostics_json(const precept_diagnostics* diagnostics) {
  return diagnostics == nullptr ? "[]" : diagnostics->json.c_str();
}

void precept_diagnostics_free(precept_diagnostics* diagnostics) {
  delete diagnostics;
}

const char* precept_text_data(const precept_text* text) {
  return text == nullptr ? "" : text->text.c_str();
}

size_t precept_text_size(const precept_text* text) {
  return text == nullptr ? 0 : text->text.size();
}

void precept_text_free(precept_text* text) {
  delete text;
}
