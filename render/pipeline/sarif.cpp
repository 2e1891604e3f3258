// SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0). Results are written as documents come, so that memory
// does not grow with them; rules and notifications are known at the end and stand behind them.
#include <fmt/format.h>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/version.h"
#include "render/escapes.h"
#include "render/json/writer.h"
#include "render/layout.h"
#include "render/pipeline/annotations.h"
#include "render/pipeline/pipeline.h"
#include "render/pipeline/place.h"
#include "render/summary.h"

namespace precept::rendering {

namespace {

/// A clause, or a norm with a name, as a rule of the tool.
struct Rule {
  std::string id, name, gist, quote, policy, digest;
};

class SarifReport : public ReportWriter {
 public:
  SarifReport(Sink& output, std::string root) : json_(output), root_(std::move(root)), annotator_(root_) {
    json_.begin_object();
    json_.key("$schema").value("https://json.schemastore.org/sarif-2.1.0.json");
    json_.key("version").value("2.1.0");
    json_.key("runs").begin_array();
    json_.begin_object();
    json_.key("columnKind").value("unicodeCodePoints");
    json_.key("results").begin_array();
  }

  void mistakes(const Diagnostics& diagnostics, const Sources& sources) override {
    add(annotator_.of(diagnostics, sources, {}), configuration_);
  }
  void passed_over(const std::vector<PassedOverFile>& files, const Catalogue&) override {
    for (const PassedOverFile& passed : files) {
      execution_.push_back({.weight = Weight::Note,
                            .message = fmt::format("passed over: {}", to_string(passed.reason)),
                            .at = {.file = passed.file}});
    }
  }
  void document(const DocumentReport& report, const Sources& sources) override {
    summary_.add(report);
    for (const ClauseWords& clause : report.clauses) {
      rule({rule_of(report, clause.label, {}), report.name_of(clause.label), clause.gist, clause.quote,
            report.policy.name, report.policy.digest});
    }
    std::vector<Annotation> notifications;
    for (Annotation& one : annotator_.of(report, sources)) {
      if (one.finding != nullptr) {
        const ClauseWords words = clause_words_of(report, *one.finding);
        result(one, rule({one.rule, report.name_of(one.finding->clause, one.finding->norm.name), words.gist,
                          words.quote, report.policy.name, report.policy.digest}));
      } else if (one.weight == Weight::Open || one.weight == Weight::Violation) {
        result(one, rule({one.rule,
                          report.policy.name,
                          report.policy.title,
                          {},
                          report.policy.name,
                          report.policy.digest}));
      } else {
        notifications.push_back(std::move(one));
      }
    }
    add(std::move(notifications), execution_);
  }
  void compare(const DocumentReport& report, const std::vector<Alternative>&,
               const Sources& sources) override {
    document(report, sources);
  }

  /// Known results are in the report, each with its suppression.
  void run_end(const RunEnd& end, const Sources& sources) override {
    mistakes(end.mistakes, sources);
    for (const std::string& line : end.in_words(Catalogue()))
      execution_.push_back({.weight = Weight::Note, .message = line});
  }

  void end() override {
    json_.end();
    json_.key("invocations").begin_array();
    json_.begin_object();
    json_.key("executionSuccessful").value(is_successful_);
    notifications("toolConfigurationNotifications", configuration_);
    notifications("toolExecutionNotifications", execution_);
    json_.end();
    json_.end();
    tool();
    json_.key("properties").begin_object();
    write_summary_json(summary_, json_);
    json_.end();
    json_.end();
    json_.end();
    json_.end();
    json_.line_break();
  }

 private:
  // ---- results

  /// The number of the rule, which is new or known.
  std::uint32_t rule(Rule rule) {
    const auto [known, is_new] = numbers_.try_emplace(rule.id, static_cast<std::uint32_t>(rules_.size()));
    if (is_new) rules_.push_back(std::move(rule));
    return known->second;
  }

  /// What is open has no level: the standard gives one to failures alone.
  static const char* level_of(const Annotation& one) {
    switch (one.weight) {
      case Weight::NotChecked:
      case Weight::Violation:
        return "error";
      case Weight::Open:
        return "none";
      case Weight::Warning:
        return "warning";
      case Weight::Note:
      case Weight::Known:
        return "note";
    }
    return "none";
  }
  static bool is_open(const Annotation& one) {
    return one.weight == Weight::Open ||
           (one.finding != nullptr && one.finding->outcome == Outcome::Undetermined);
  }

  void result(const Annotation& one, std::uint32_t rule) {
    json_.begin_object();
    json_.key("ruleId").value(terminal_text(one.rule));
    json_.key("ruleIndex").value(rule);
    json_.key("kind").value(is_open(one) ? "open" : "fail");
    json_.key("level").value(is_open(one) ? "none" : one.weight == Weight::Known ? "error" : level_of(one));
    message(message_with_cell(one));
    json_.key("locations").begin_array();
    json_.begin_object();
    physical(one.at, one.end);
    if (one.finding != nullptr) logical(*one.finding);
    json_.end();
    json_.end();
    json_.key("partialFingerprints").begin_object();
    json_.key("preceptPoint/v1").value(one.fingerprint);
    json_.end();
    if (one.weight == Weight::Known) suppressions(*one.finding->known);
    json_.end();
  }

  void suppressions(const KnownFinding& known) {
    json_.key("suppressions").begin_array();
    json_.begin_object();
    json_.key("kind").value("external");
    json_.key("status").value("accepted");
    json_.key("justification").value(terminal_text(known.reason));
    json_.key("properties").begin_object();
    json_.key("owner").value(terminal_text(known.owner));
    if (known.expires != kNoDay) json_.key("expires").value(format_date(known.expires));
    json_.end();
    json_.end();
    json_.end();
  }

  void message(std::string_view text) {
    json_.key("message").begin_object();
    json_.key("text").value(sarif_text(text));
    json_.end();
  }

  void physical(const Place& at, const std::optional<LineColumn>& end) {
    json_.key("physicalLocation").begin_object();
    json_.key("artifactLocation").begin_object();
    json_.key("uri").value(uri_of_path(path_from(root_, file_to_open(at.file))));
    json_.end();
    if (has_line(at)) {
      json_.key("region").begin_object();
      json_.key("startLine").value(at.line);
      json_.key("startColumn").value(at.column);
      if (end) {
        json_.key("endLine").value(end->line);
        json_.key("endColumn").value(end->column);
      }
      json_.end();
    }
    json_.end();
  }

  void logical(const Finding& finding) {
    json_.key("logicalLocations").begin_array();
    json_.begin_object();
    json_.key("fullyQualifiedName").value(finding.subject.empty() ? "/" : finding.subject);
    if (!finding.name.empty()) json_.key("name").value(finding.name);
    json_.key("kind").value("object");
    json_.end();
    json_.end();
  }

  // ---- notifications

  void add(std::vector<Annotation> annotations, std::vector<Annotation>& to) {
    for (Annotation& one : annotations) {
      is_successful_ &= one.weight != Weight::NotChecked;
      one.finding = nullptr;
      to.push_back(std::move(one));
    }
  }

  void notifications(const char* key, const std::vector<Annotation>& annotations) {
    if (annotations.empty()) return;
    json_.key(key).begin_array();
    for (const Annotation& one : annotations) {
      json_.begin_object();
      if (!one.rule.empty()) {
        json_.key("descriptor").begin_object();
        json_.key("id").value(one.rule);
        json_.end();
      }
      json_.key("level").value(level_of(one));
      message(message_with_cell(one));
      if (!one.at.file.empty()) {
        json_.key("locations").begin_array();
        json_.begin_object();
        physical(one.at, one.end);
        json_.end();
        json_.end();
      }
      json_.end();
    }
    json_.end();
  }

  // ---- the tool

  void tool() {
    json_.key("tool").begin_object();
    json_.key("driver").begin_object();
    json_.key("name").value("precept");
    json_.key("version").value(kVersion);
    json_.key("semanticVersion").value(kVersion);
    json_.key("rules").begin_array();
    for (const Rule& rule : rules_) descriptor(rule);
    json_.end();
    json_.end();
    json_.end();
  }

  void text(const char* key, std::string_view text) {
    json_.key(key).begin_object();
    json_.key("text").value(sarif_text(text));
    json_.end();
  }

  void descriptor(const Rule& rule) {
    const std::string& words = !rule.quote.empty() ? rule.quote : !rule.gist.empty() ? rule.gist : rule.name;
    json_.begin_object();
    json_.key("id").value(terminal_text(rule.id));
    json_.key("name").value(terminal_text(rule.name));
    text("shortDescription", rule.gist.empty() ? words : rule.gist);
    text("fullDescription", words);
    json_.key("help").begin_object();
    json_.key("text").value(sarif_text(rule.name + ": " + words));
    json_.key("markdown").value(sarif_text("**" + comment_text(rule.name) + "**: " + comment_text(words)));
    json_.end();
    json_.key("properties").begin_object();
    json_.key("policy").value(rule.policy);
    json_.key("policyDigest").value(rule.digest);
    json_.end();
    json_.end();
  }

  JsonWriter json_;
  std::string root_;
  Annotator annotator_;
  CheckSummary summary_;
  std::vector<Rule> rules_;
  std::map<std::string, std::uint32_t> numbers_;  ///< of rules, by id
  std::vector<Annotation> configuration_, execution_;
  bool is_successful_ = true;
};

}  // namespace

std::unique_ptr<ReportWriter> sarif_report(Sink& output, std::string root) {
  return std::make_unique<SarifReport>(output, std::move(root));
}

}  // namespace precept::rendering
