// SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0): a result for each mistake, a rule for each code.
#include <fmt/format.h>

#include <map>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "base/version.h"
#include "render/escapes.h"
#include "render/json/writer.h"
#include "render/layout.h"
#include "render/mistakes/forms.h"
#include "render/pipeline/place.h"

namespace precept::rendering {

namespace {

class SarifMistakes : public MistakeWriter {
 public:
  SarifMistakes(Sink& output, std::string root) : json_(output), root_(std::move(root)) {
    json_.begin_object();
    json_.key("$schema").value("https://json.schemastore.org/sarif-2.1.0.json");
    json_.key("version").value("2.1.0");
    json_.key("runs").begin_array();
    json_.begin_object();
    json_.key("columnKind").value("unicodeCodePoints");
    json_.key("results").begin_array();
  }

  void add(const Diagnostics& diagnostics, const Sources& sources) override {
    for (const Diagnostic& diagnostic : diagnostics.all()) result(diagnostic, sources);
  }

  void end() override {
    json_.end();
    tool();
    json_.end();
    json_.end();
    json_.end();
    json_.line_break();
  }

 private:
  void result(const Diagnostic& diagnostic, const Sources& sources) {
    const char* code = info(diagnostic.kind).code;
    const std::string words = mistake_on_one_line(diagnostic);
    const bool has_place = !diagnostic.labels.empty() && diagnostic.labels.front().span.has_place();
    json_.begin_object();
    json_.key("ruleId").value(code);
    json_.key("ruleIndex").value(rule(diagnostic.kind));
    json_.key("level").value(diagnostic.severity() == Severity::Error ? "error" : "warning");
    message("message", words);
    if (has_place) {
      json_.key("locations").begin_array();
      location(diagnostic.labels.front(), sources);
      json_.end();
      further(diagnostic, sources);
    }
    json_.key("partialFingerprints").begin_object();
    json_.key("preceptMistake/v1").value(fingerprint(code, words, diagnostic, sources));
    json_.end();
    fix(diagnostic, sources);
    json_.end();
  }

  /// Of code, words and file, and a number where these are the same again: lines are no part of it.
  std::string fingerprint(const char* code, const std::string& words, const Diagnostic& diagnostic,
                          const Sources& sources) {
    std::string key = fmt::format("{}{}{}{}", code, '\0', words, '\0');
    if (!diagnostic.labels.empty() && diagnostic.labels.front().span.has_place())
      key += path_from(root_, sources.place(diagnostic.labels.front().span).file);
    const std::size_t earlier = seen_[key]++;
    return sha256_hex(earlier == 0 ? key : fmt::format("{}{}", key, earlier + 1));
  }

  std::uint32_t rule(DiagnosticKind kind) {
    const auto [known, is_new] = numbers_.try_emplace(kind, static_cast<std::uint32_t>(rules_.size()));
    if (is_new) rules_.push_back(kind);
    return known->second;
  }

  void message(const char* key, std::string_view text) {
    json_.key(key).begin_object();
    json_.key("text").value(sarif_text(text));
    json_.end();
  }

  void location(const Label& label, const Sources& sources) {
    json_.begin_object();
    json_.key("physicalLocation").begin_object();
    artifact(sources.place(label.span));
    region("region", label.span, sources);
    json_.end();
    if (!label.words.empty()) message("message", terminal_text(label.words));
    json_.end();
  }

  void artifact(const Place& at) {
    json_.key("artifactLocation").begin_object();
    json_.key("uri").value(uri_of_path(path_from(root_, file_to_open(at.file))));
    json_.end();
  }

  void region(const char* key, Span span, const Sources& sources) {
    const Place at = sources.place(span);
    if (!has_line(at)) return;
    const LineColumn end = sources.end_place(span);
    json_.key(key).begin_object();
    json_.key("startLine").value(at.line);
    json_.key("startColumn").value(at.column);
    json_.key("endLine").value(end.line);
    json_.key("endColumn").value(end.column);
    json_.end();
  }

  void further(const Diagnostic& diagnostic, const Sources& sources) {
    bool is_begun = false;
    for (std::size_t i = 1; i < diagnostic.labels.size(); ++i) {
      if (!diagnostic.labels[i].span.has_place()) continue;
      if (!is_begun) json_.key("relatedLocations").begin_array();
      is_begun = true;
      location(diagnostic.labels[i], sources);
    }
    if (is_begun) json_.end();
  }

  /// The edits of one fix, by the file that they change.
  void fix(const Diagnostic& diagnostic, const Sources& sources) {
    if (diagnostic.edits.empty()) return;
    std::map<std::string, std::vector<const Edit*>> by_file;
    for (const Edit& edit : diagnostic.edits) by_file[sources.place(edit.at).file].push_back(&edit);
    json_.key("fixes").begin_array();
    json_.begin_object();
    if (!diagnostic.help.empty()) message("description", terminal_text(diagnostic.help));
    json_.key("artifactChanges").begin_array();
    for (const auto& [file, edits] : by_file) {
      json_.begin_object();
      artifact(sources.place(edits.front()->at));
      json_.key("replacements").begin_array();
      for (const Edit* edit : edits) {
        json_.begin_object();
        region("deletedRegion", edit->at, sources);
        json_.key("insertedContent").begin_object();
        json_.key("text").value(edit->text);
        json_.end();
        json_.end();
      }
      json_.end();
      json_.end();
    }
    json_.end();
    json_.end();
    json_.end();
  }

  void tool() {
    json_.key("tool").begin_object();
    json_.key("driver").begin_object();
    json_.key("name").value("precept");
    json_.key("version").value(kVersion);
    json_.key("semanticVersion").value(kVersion);
    json_.key("rules").begin_array();
    for (DiagnosticKind kind : rules_) {
      const DiagnosticInfo& row = info(kind);
      json_.begin_object();
      json_.key("id").value(row.code);
      json_.key("name").value(row.name);
      message("shortDescription", row.title);
      message("help", fmt::format("precept explain {} tells more", row.code));
      json_.key("defaultConfiguration").begin_object();
      json_.key("level").value(row.severity == Severity::Error ? "error" : "warning");
      json_.end();
      json_.end();
    }
    json_.end();
    json_.end();
    json_.end();
  }

  JsonWriter json_;
  std::string root_;
  std::vector<DiagnosticKind> rules_;
  std::map<DiagnosticKind, std::uint32_t> numbers_;
  std::map<std::string, std::size_t> seen_;
};

}  // namespace

std::unique_ptr<MistakeWriter> sarif_mistakes(Sink& output, std::string root) {
  return std::make_unique<SarifMistakes>(output, std::move(root));
}

}  // namespace precept::rendering
