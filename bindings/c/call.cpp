#include "bindings/c/call.h"

#include <memory>

namespace precept::c {

namespace {

Failure failure_of_call(precept_status status, const char* code, std::string message, std::string help) {
  std::string text = std::string("error[") + code + "]: " + message + "\n";
  if (!help.empty()) text += "  = help: " + help + "\n";
  return {status,
          {{.code = code, .message = std::move(message), .notes = {}, .help = std::move(help), .at = {}}},
          std::move(text)};
}

}  // namespace

void misuse(std::string message, std::string help) {
  throw failure_of_call(PRECEPT_MISUSE, "misuse", std::move(message), std::move(help));
}

Failure fault(precept_status status, const char* message) {
  return failure_of_call(status, status == PRECEPT_NO_MEMORY ? "no-memory" : "fault", message, {});
}

precept_status fail(const Failure& failure, precept_diagnostics** errors) {
  if (errors != nullptr)
    *errors = std::make_unique<precept_diagnostics>(failure.mistakes, failure.text).release();
  return failure.status;
}

}  // namespace precept::c
