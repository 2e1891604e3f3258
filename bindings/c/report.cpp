#include <memory>
#include <span>

#include "bindings/c/arguments.h"
#include "engine/report_form.h"

using namespace precept;
using precept::c::call;
using precept::c::required;

namespace {

/// Collects what is written, and hands it out.
struct Text final : rendering::Sink {
  void write(std::string_view part) override { text += part; }
  void write_mistakes(std::string_view part) override { text += part; }
  precept_text* release() { return std::make_unique<precept_text>(precept_text{std::move(text)}).release(); }
  std::string text;
};

using Checks = std::span<const precept_check* const>;

/// What is told before any document is told of the first check: all are of one program.
void begin(Checks checks, rendering::ReportWriter& writer) {
  checks.front()->engine.tell_mistakes(writer);
}

std::string page_of(Checks checks) {
  Text beside;  // what is wrong with policies is on the page, too
  rendering::HtmlReport page(beside, Color::Off);
  begin(checks, page);
  for (const precept_check* check : checks) {
    check->with_document([&](DocumentCheck& document) {
      // A page shows the reasons of the run that it has looked at.
      const auto extras = std::make_shared<rendering::PageExtras>();
      document.check({.detail = {.settled_findings = true, .rights = true}, .inspector = &extras->reasons});
      if (document.report().verdict) add_extras(document, true, *extras);
      page.set_extras(extras);
      document.tell(page);
    });
  }
  page.end();
  return page.html();
}

void write_report(Checks checks, ReportForm form, const precept_report_options& options, Text& to) {
  if (form == ReportForm::Html) return to.write(page_of(checks));
  rendering::TextOptions text{.with_rights = options.rights != 0, .with_all = options.everything != 0};
  if (options.width != 0) text.width = options.width;
  const auto writer = report_writer(form, to, text, c::text_or_empty(options.root));
  begin(checks, *writer);
  for (const precept_check* check : checks)
    check->with_document([&](const DocumentCheck& document) { document.tell(*writer); });
  writer->end();
}

/// The checks as they were given, each there, and all of one program.
Checks checks_given(const precept_check* const* checks, size_t count) {
  if (count == 0) c::misuse("there is no check to tell");
  const Checks given(&required(checks, "checks"), count);
  for (const precept_check* check : given) {
    if (required(check, "a check").engine.policies().data() != given.front()->engine.policies().data())
      c::misuse("the checks are of different programs", "make a report for each program");
  }
  return given;
}

/// Ends the call: there is no answer, and the diagnostics say why.
[[noreturn]] void refuse(const DocumentCheck& document, const Diagnostics& why) {
  throw c::Failure{PRECEPT_REFUSED, document.mistakes(why), document.in_words(why, Color::Off)};
}

/// Asks the check's document, and gives what was told as the call's result.
template <class Tell>
void ask(const precept_check* check, precept_text*& result, Tell tell) {
  required(check, "check").with_document([&](DocumentCheck& document) {
    Text text;
    tell(document, text);
    result = text.release();
  });
}

const std::map<std::string, Form> kReasonForms{{"text", Form::Text},
                                               {"json", Form::Json},
                                               {"markdown", Form::Markdown},
                                               {"html", Form::Html},
                                               {"dot", Form::Dot}};
const std::map<std::string, Form> kFixForms{
    {"text", Form::Text}, {"json", Form::Json}, {"markdown", Form::Markdown}};
const std::map<std::string, Form> kQuestionForms{{"text", Form::Text}, {"json", Form::Json}};

}  // namespace

precept_status precept_report(const precept_check* const* checks, size_t count, const char* form,
                              const precept_report_options* options, precept_text** report,
                              precept_diagnostics** errors) {
  return call(errors, [&] {
    precept_text*& result = c::emptied(report, "report");
    const Checks given = checks_given(checks, count);
    Text text;
    write_report(given, c::chosen(kReportForms, form),
                 c::filled(options, PRECEPT_REPORT_OPTIONS, "report options"), text);
    result = text.release();
  });
}

precept_status precept_explain(const precept_check* check, const precept_question* question, const char* form,
                               precept_text** answer, precept_diagnostics** errors) {
  return call(errors, [&] {
    precept_text*& result = c::emptied(answer, "answer");
    const Form told_as = c::chosen(kReasonForms, form);
    const Question asked = c::question_given(question);
    ask(check, result, [&](const DocumentCheck& document, Text& text) {
      const Explanation why = document.explain(asked);
      if (!why.answer) refuse(document, why.report.diagnostics);
      document.tell(why, told_as, {.is_full = asked.is_full}, text);
    });
  });
}

precept_status precept_fixes(const precept_check* check, const precept_question* question, const char* form,
                             size_t most, precept_text** answer, precept_diagnostics** errors) {
  return call(errors, [&] {
    precept_text*& result = c::emptied(answer, "answer");
    const Form told_as = c::chosen(kFixForms, form);
    const Question asked = c::question_given(question);
    RepairOptions options;
    if (most != 0) options.most_fixes = most;
    ask(check, result, [&](const DocumentCheck& document, Text& text) {
      const Repairs found = document.repairs(asked, Aim::Mend, options);
      if (!found.report.verdict) refuse(document, found.report.diagnostics);
      document.tell(found, Aim::Mend, asked, told_as, {}, text);
    });
  });
}

precept_status precept_questions(const precept_check* check, const char* form, precept_text** answer,
                                 precept_diagnostics** errors) {
  return call(errors, [&] {
    precept_text*& result = c::emptied(answer, "answer");
    const Form told_as = c::chosen(kQuestionForms, form);
    ask(check, result, [&](const DocumentCheck& document, Text& text) {
      const OpenQuestions open = document.questions();
      // Where nothing binding was looked at there is no verdict, and yet there are questions.
      const bool has_any = !open.questions.empty() || !open.beside.empty();
      if (!open.report.verdict && !has_any) refuse(document, open.report.diagnostics);
      document.tell(open, told_as, {}, text);
    });
  });
}

precept_status precept_receipt(const precept_check* check, precept_text** receipt,
                               precept_diagnostics** errors) {
  return call(errors, [&] {
    ask(check, c::emptied(receipt, "receipt"), [&](DocumentCheck& document, Text& text) {
      text.write(document.receipt());
      if (text.text.empty()) refuse(document, document.report().diagnostics);
    });
  });
}
