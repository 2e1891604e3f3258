#include <memory>

#include "bindings/c/arguments.h"

using namespace precept;
using precept::c::call;
using precept::c::required;

namespace {

/// All that any report tells, so that a report needs no second check.
const CheckWish kEverything = {.detail = {.settled_findings = true, .rights = true}};

precept_verdict verdict_of(const DocumentReport& report) {
  if (!report.verdict) return PRECEPT_NOT_CHECKED;
  switch (*report.verdict) {
    case Verdict::Compliant:
      return PRECEPT_COMPLIANT;
    case Verdict::NonCompliant:
      return PRECEPT_NON_COMPLIANT;
    case Verdict::Undetermined:
      return PRECEPT_UNDETERMINED;
  }
  return PRECEPT_NOT_CHECKED;
}

DocumentCheck opened(const Engine& engine, const precept_input& document) {
  const std::string name = c::name_given(document);
  if (document.data == nullptr) return engine.open(name);
  return engine.open_text(name, std::string(document.data, document.size));
}

/// Of a document that was checked; `check` gives its report.
precept_diagnostics diagnostics_of(const DocumentCheck& document) {
  const Diagnostics& found = document.report().diagnostics;
  return {document.mistakes(found), document.in_words(found, Color::Off)};
}

}  // namespace

precept_check::precept_check(Engine with_settings, DocumentCheck opened)
    : engine(std::move(with_settings)),
      verdict(verdict_of(opened.check(kEverything))),
      diagnostics(diagnostics_of(opened)),
      document_(std::move(opened)) {}

precept_status precept_check_document(const precept_program* program, const precept_input* document,
                                      const precept_settings* settings, precept_check** check,
                                      precept_diagnostics** errors) {
  return call(errors, [&] {
    precept_check*& result = c::emptied(check, "check");
    required(document, "document");
    Engine engine = required(program, "program").engine.with(c::settings_given(settings));
    if (engine.has_errors())
      throw c::Failure{PRECEPT_REFUSED, engine.mistakes(), engine.mistakes_text(Color::Off)};
    DocumentCheck open = opened(engine, *document);
    result = std::make_unique<precept_check>(std::move(engine), std::move(open)).release();
  });
}

void precept_check_free(precept_check* check) {
  delete check;
}

precept_verdict precept_check_verdict(const precept_check* check) {
  return check == nullptr ? PRECEPT_NOT_CHECKED : check->verdict;
}

const precept_diagnostics* precept_check_diagnostics(const precept_check* check) {
  return check == nullptr ? nullptr : &check->diagnostics;
}

const char* precept_verdict_name(precept_verdict verdict) {
  switch (verdict) {
    case PRECEPT_COMPLIANT:
      return to_string(Verdict::Compliant);
    case PRECEPT_NON_COMPLIANT:
      return to_string(Verdict::NonCompliant);
    case PRECEPT_UNDETERMINED:
      return to_string(Verdict::Undetermined);
    case PRECEPT_NOT_CHECKED:
      break;
  }
  return "not checked";
}
