#include "tests/agree/proofs_agree.h"

#include <fmt/format.h>

#include "checker/verify_receipt.h"
#include "runtime/receipt/receipt.h"
#include "runtime/run/run_view.h"

namespace precept::test {

namespace {

/// Whatever its day, a document is evaluated here; the checker is told of a day on which the policy was in
/// force. None where that is so of the document's own.
std::optional<Day> day_asked_for(const RunView& view) {
  const Day from = view.program.head().from, until = view.program.head().until;
  if (from == kNoDay && until == kNoDay) return std::nullopt;
  const std::uint32_t column = view.unit.date_column;
  const Day own = column == kAbsent ? kUnknown : view.document.code(view.program, column, 0);
  const bool is_in_force = own >= 0 && (from == kNoDay || own >= from) && (until == kNoDay || own <= until);
  if (is_in_force) return std::nullopt;
  return from != kNoDay ? from : until;
}

}  // namespace

void ProofCheck::inspect(const RunView& view, const Results& results, DocumentPlaces& places,
                         DocumentReport& report) {
  const Program& program = view.program;
  report.policy.readings.clear();
  for (std::uint32_t i = 0; i < program.readings.size(); ++i) {
    const program::Reading& reading = program.readings[i];
    const std::uint32_t choice = i < readings_.size() ? readings_[i] : reading.default_choice;
    const auto members = Program::in(program.enum_members, program.enums[reading.enumeration].members);
    report.policy.readings.push_back({.name = std::string(program.text(reading.name)),
                                      .choice = std::string(program.text(members[choice].name))});
  }
  ReceiptMaker maker(day_asked_for(view), {}, sources_, &exported_);
  maker.inspect(view, results, places, report);
  if (maker.text().empty()) return;  // nothing was checked
  const checker::Answer answer = checker::verify_receipt(
      maker.text(),
      {.document = sources_.file(view.document.source).text, .card = card_, .key = std::nullopt});
  if (!answer.error.empty()) mistakes_.push_back(answer.error);
  for (const checker::Fault& fault : answer.faults) {
    mistakes_.push_back(fmt::format("{}: {}", fault.part, fault.message));
  }
  is_left_out_ = !answer.not_given.empty();
}

}  // namespace precept::test
