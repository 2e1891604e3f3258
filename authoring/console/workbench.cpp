#include "authoring/console/workbench.h"

#include <fmt/format.h>

#include <algorithm>

#include "authoring/console/flips.h"
#include "authoring/console/probe.h"
#include "authoring/drafts/first_tests.h"
#include "base/file.h"
#include "compiler/pipeline.h"
#include "render/layout.h"
#include "render/sink.h"
#include "runtime/edit/json_edit.h"

namespace precept::console {

using json_edit::Json;

namespace {

/// Keeps what is told.
class Told final : public rendering::Sink {
 public:
  void write(std::string_view text) override { told += text; }
  void write_mistakes(std::string_view text) override { told += text; }
  std::string told;
};

std::string line(std::string_view text) {
  return std::string(text) + "\n";
}

}  // namespace

Workbench::Workbench(std::filesystem::path policy, WorkbenchSettings settings)
    : policy_file_(whole_of(policy)), settings_(std::move(settings)) {}

std::string Workbench::fail(const Diagnostics& mistakes, const Sources& sources) {
  has_mistake_ = has_mistake_ || mistakes.has_errors();
  return diagnostics_text(mistakes, sources, settings_.color);
}

bool Workbench::reload(std::string& told) {
  auto sources = std::make_unique<Sources>();
  Diagnostics mistakes;
  auto policy = read_policy(policy_file_, *sources, mistakes);
  auto bytes = policy ? compile(*policy, *sources, mistakes) : std::nullopt;
  told += fail(mistakes, *sources);
  if (!bytes) return false;
  auto engine = std::make_unique<Engine>();
  engine->load_text(policy_file_.string() + std::string(kProgramEnding),
                    std::string(reinterpret_cast<const char*>(bytes->data()), bytes->size()));
  engine->set({.readings = settings_.readings, .today = settings_.today});
  told += engine->mistakes_text(settings_.color);
  if (engine->has_errors()) {
    has_mistake_ = true;
    return false;
  }
  policy_text_ = read_bytes(policy_file_).value_or("");
  sources_ = std::move(sources);
  policy_ = std::move(policy);
  engine_ = std::move(engine);
  if (is_example_) {
    document_name_ = "example";
    document_ = drafts::example_document(*policy_, policy_->records[policy_->sections.front().record]);
  }
  return true;
}

DocumentCheck Workbench::opened(const Engine& engine) const {
  return engine.open_text(document_name_, document_);
}

bool Workbench::load(const std::string& document, std::string& told) {
  const DocumentCheck check = engine_->open(document);
  if (!check.is_open()) {
    told += check.in_words(check.report().diagnostics, settings_.color);
    has_mistake_ = true;
    return false;
  }
  document_ = std::string(check.text());
  document_name_ = document;
  is_example_ = false;
  return true;
}

/// The first `about` of the document's kind, by which the document has a name.
const model::Section* Workbench::section() const {
  const Json document = Json::parse(document_, nullptr, false);
  const Json* kind = document.is_object() ? json_edit::find(document, "/kind") : nullptr;
  const std::string name = kind != nullptr && kind->is_string() ? kind->get<std::string>() : "";
  for (const model::Section& section : policy_->sections) {
    if (policy_->records[section.record].name == name && section.document != nullptr) return &section;
  }
  return nullptr;
}

std::string Workbench::welcome() const {
  const model::Section* about = section();
  const std::string variable = about == nullptr ? ""
                                                : fmt::format("; `{}` is the {}", about->document->name,
                                                              policy_->records[about->record].name);
  return line(rendering::terminal_text(fmt::format("{}, {}{}; :help tells more", policy_->name,
                                                   is_example_ ? "an example" : document_name_, variable)));
}

std::string Workbench::check() {
  DocumentCheck document = opened(*engine_);
  const DocumentReport& report = document.check();
  std::string told = line(verdict_of(report));
  for (const Finding& finding : report.findings) {
    if (finding.outcome != Outcome::Violated && finding.outcome != Outcome::Undetermined) continue;
    told += "  " + line(rendering::terminal_text(fmt::format("{}: {}", name_of(finding), finding.message)));
  }
  if (!report.verdict) told += document.in_words(report.diagnostics, settings_.color);
  return told;
}

std::string Workbench::why(const std::string& clause) {
  DocumentCheck document = opened(*engine_);
  const Explanation explanation = document.explain({.clause = clause});
  if (!explanation.answer) {
    has_mistake_ = true;
    return document.in_words(explanation.report.diagnostics, settings_.color);
  }
  Told to;
  document.tell(explanation, Form::Text, {.color = settings_.color, .width = settings_.width}, to);
  return to.told;
}

std::string Workbench::change(std::string text) {
  DocumentCheck before = opened(*engine_);
  before.check();
  const std::string former = std::exchange(document_, std::move(text));
  DocumentCheck after = opened(*engine_);
  const DocumentReport& report = after.check();
  const bool is_refused = !after.is_open() || (report.diagnostics.has_errors() && !report.has_results());
  if (is_refused && before.report().has_results()) {
    document_ = former;
    has_mistake_ = true;
    return after.in_words(report.diagnostics, settings_.color) + line("the document stays as it was");
  }
  return flips(before.report(), report);
}

std::string Workbench::put(const std::string& pointer, const std::string& value) {
  Json document = Json::parse(document_, nullptr, false);
  Json given = Json::parse(value, nullptr, false);
  if (given.is_discarded()) {
    given = value == "yes" || value == "no" ? Json(value == "yes") : Json(value);
  }
  if (!pointer.starts_with('/') || pointer.size() < 2) {
    has_mistake_ = true;
    return line(fmt::format("`{}` is no place in the document: one is `/people` or `/guests/0/name`",
                            rendering::terminal_text(pointer)));
  }
  json_edit::put(document, pointer, std::move(given));
  return change(document.dump(2) + "\n");
}

std::string Workbench::take(const std::string& pointer) {
  Json document = Json::parse(document_, nullptr, false);
  if (json_edit::find(document, pointer) == nullptr) {
    has_mistake_ = true;
    return line(fmt::format("the document has nothing at `{}`", rendering::terminal_text(pointer)));
  }
  json_edit::take(document, pointer);
  return change(document.dump(2) + "\n");
}

std::string Workbench::document() const {
  return document_.ends_with('\n') ? document_ : document_ + "\n";
}

}  // namespace precept::console
