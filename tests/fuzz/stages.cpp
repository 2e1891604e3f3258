#include "tests/fuzz/stages.h"

#include <cstdio>
#include <cstdlib>

#include "checker/verify_receipt.h"
#include "render/html/html_report.h"
#include "render/reasons.h"
#include "render/repairs.h"
#include "runtime/program/disassemble.h"
#include "runtime/receipt/receipt.h"
#include "runtime/repair/answers/ask.h"
#include "runtime/repair/repair.h"

namespace precept::test {

namespace {

/// Ends the process where a promise is broken; the fuzzer keeps the input.
void promise(bool is_kept, const char* what) {
  if (is_kept) return;
  std::fprintf(stderr, "not so: %s\n", what);
  std::abort();
}

/// What is rendered is thrown away: that it can be told is what counts.
class Nowhere final : public rendering::Sink {
 public:
  void write(std::string_view) override {}
  void write_mistakes(std::string_view) override {}
};

class Stages {
 public:
  Stages(const Program& program, const std::string& document)
      : policy_(&program), file_(sources_.add("input.json", document)) {}

  bool run() {
    promise(!disassemble(*policy_).empty(), "a program has a listing");
    const DocumentReport report = check(nullptr);
    promise(report.verdict || report.diagnostics.has_errors(), "a document has a verdict or a mistake");
    if (!report.verdict) return false;
    explain(report);
    receipt();
    repairs();
    return true;
  }

 private:
  static constexpr std::size_t kMostAsked = 12;

  DocumentReport check(RunInspector* inspector) {
    CheckOptions options{.inspector = inspector};
    return check_document({&policy_, 1}, file_, sources_, options);
  }

  void explain(const DocumentReport& report) {
    explain(Question{.is_full = true});
    std::size_t asked = 0;
    for (const Finding& finding : report.findings) {
      if (++asked > kMostAsked) break;
      explain(Question{.clause = finding.clause, .is_full = asked % 2 == 0});
      explain(Question{.subject = finding.subject, .is_full = asked % 2 == 1});
    }
    for (const SubjectRights& subject : report.rights) {
      if (++asked > 2 * kMostAsked) break;
      for (const ActRight& act : subject.acts)
        explain(Question{.subject = subject.subject, .act = act.act, .is_full = true});
    }
  }

  void explain(Question question) {
    Explainer explainer(std::move(question));
    const DocumentReport report = check(&explainer);
    promise(explainer.answer() || report.diagnostics.has_errors(), "a question has an answer");
    diagnostics_text(report, explainer.answer());
  }

  void receipt() {
    ReceiptMaker maker(std::nullopt, {}, sources_);
    check(&maker);
    promise(!maker.text().empty(), "a verdict has a receipt");
    const checker::Answer answer = checker::verify_receipt(
        maker.text(), {.document = sources_.file(file_).text, .card = std::nullopt, .key = std::nullopt});
    promise(answer.error.empty(), "a receipt can be read");
  }

  void repairs() {
    for (Aim aim : {Aim::Mend, Aim::Break}) {
      const RepairOptions options{.most_checks = 12, .most_bytes = 1'000'000};
      const Repairs repairs = find_repairs({&policy_, 1}, file_, sources_, {}, aim, {}, options);
      diagnostics_text(repairs, aim);
    }
    open_questions({&policy_, 1}, file_, sources_, {}, {.most_tried = 6, .most_bytes = 1'000'000});
  }

  void diagnostics_text(const DocumentReport& report, const std::optional<Reason>& reason) {
    Nowhere output;
    rendering::text_report(output, {.with_rights = true, .with_all = true})->document(report, sources_);
    rendering::json_report(output)->document(report, sources_);
    if (!reason) return;
    rendering::write_reasons_text(report, *reason, {}, output);
    rendering::write_reasons_json(report, *reason, sources_, output);
    rendering::write_reasons_markdown(report, *reason, {}, output);
    rendering::write_reasons_dot(report, *reason, output);
    if (is_page_made_) return;
    is_page_made_ = true;
    rendering::HtmlReport page(output, Color::Off);
    auto extras = std::make_shared<rendering::PageExtras>();
    const DocumentReport inspected = check(&extras->reasons);
    page.set_extras(extras);
    page.document(inspected, sources_);
    page.html();
  }
  void diagnostics_text(const Repairs& repairs, Aim aim) {
    Nowhere output;
    rendering::write_repairs_text(repairs, aim, {}, {}, output);
    rendering::write_repairs_json(repairs, aim, sources_, output);
  }
  bool is_page_made_ = false;

  const Program* policy_;
  Sources sources_;
  FileId file_;
};

}  // namespace

bool run_all_stages(const Program& program, const std::string& document) {
  return Stages(program, document).run();
}

}  // namespace precept::test
