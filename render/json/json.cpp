// The reports in JSON: one object, or a line for each document.
#include <vector>

#include "base/version.h"
#include "render/json/document.h"
#include "render/json/mistakes.h"
#include "render/report.h"
#include "render/summary.h"

namespace precept::rendering {

namespace {

/// The members of the object that tells what is to be told of the run.
void write_run_end_json(const RunEnd& end, const Sources& sources, JsonWriter& json) {
  write_mistakes_json(end.mistakes, sources, {}, json);
  if (end.known > 0) json.key("known").value(static_cast<std::uint32_t>(end.known));
  if (end.silenced > 0) json.key("silenced").value(static_cast<std::uint32_t>(end.silenced));
}

class JsonReport : public ReportWriter {
 public:
  explicit JsonReport(Sink& output) : json_(output) {
    json_.begin_object();
    json_.key("engine").value(kEngine);
  }

  void mistakes(const Diagnostics& diagnostics, const Sources& sources) override {
    write_mistakes_json(diagnostics, sources, {}, json_);
  }
  void passed_over(const std::vector<PassedOverFile>& files, const Catalogue&) override {
    write_passed_over_json(files, json_);
  }
  void document(const DocumentReport& report, const Sources& sources) override {
    begin_documents();
    summary_.add(report);
    write_document_json(report, sources, json_);
  }
  void compare(const DocumentReport& report, const std::vector<Alternative>& others,
               const Sources& sources) override {
    begin_documents();
    summary_.add(report);
    write_compared_json(report, others, sources, json_);
  }
  void run_end(const RunEnd& end, const Sources& sources) override {
    begin_documents();
    json_.end();
    is_ended_ = true;
    json_.key("run").begin_object();
    write_run_end_json(end, sources, json_);
    json_.end();
  }
  void end() override {
    begin_documents();
    if (!is_ended_) json_.end();
    json_.key("summary").begin_object();
    write_summary_json(summary_, json_);
    json_.end();
    json_.end();
    json_.line_break();
  }

 private:
  void begin_documents() {
    if (has_documents_) return;
    has_documents_ = true;
    json_.key("documents").begin_array();
  }

  JsonWriter json_;
  CheckSummary summary_;
  bool has_documents_ = false, is_ended_ = false;  ///< the array of documents
};

class NdjsonReport : public ReportWriter {
 public:
  explicit NdjsonReport(Sink& output) : json_(output, JsonWriter::kAllOnOneLine) {}

  void mistakes(const Diagnostics& diagnostics, const Sources& sources) override {
    if (diagnostics.all().empty()) return;
    json_.begin_object();
    write_mistakes_json(diagnostics, sources, {}, json_);
    end_line();
  }
  void passed_over(const std::vector<PassedOverFile>& files, const Catalogue&) override {
    passed_over_ = files;
  }
  void document(const DocumentReport& report, const Sources& sources) override {
    write_document_json(report, sources, json_);
    json_.line_break();
    summary_.add(report);
  }
  void compare(const DocumentReport& report, const std::vector<Alternative>& others,
               const Sources& sources) override {
    write_compared_json(report, others, sources, json_);
    json_.line_break();
    summary_.add(report);
  }
  void run_end(const RunEnd& end, const Sources& sources) override {
    json_.begin_object();
    json_.key("run").begin_object();
    write_run_end_json(end, sources, json_);
    json_.end();
    end_line();
  }
  void end() override {
    json_.begin_object();
    json_.key("summary").begin_object();
    json_.key("engine").value(kEngine);
    write_summary_json(summary_, json_);
    write_passed_over_json(passed_over_, json_);
    json_.end();
    end_line();
  }

 private:
  void end_line() {
    json_.end();
    json_.line_break();
  }

  JsonWriter json_;
  std::vector<PassedOverFile> passed_over_;
  CheckSummary summary_;
};

}  // namespace

std::unique_ptr<ReportWriter> json_report(Sink& output) {
  return std::make_unique<JsonReport>(output);
}

std::unique_ptr<ReportWriter> ndjson_report(Sink& output) {
  return std::make_unique<NdjsonReport>(output);
}

}  // namespace precept::rendering
