#include "tests/proofs_agree.h"

#include <fmt/format.h>

#include "checker/check.h"
#include "runtime/receipt/receipt.h"
#include "runtime/run_view.h"

namespace precept::test {

void ProofCheck::inspect(const RunView& view, const Results& results, Places& places,
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
  ReceiptMaker maker({"test", {}}, sources_);
  maker.inspect(view, results, places, report);
  if (maker.text().empty()) return;  // nothing was checked
  std::string why;
  const auto receipt = checker::read_receipt(maker.text(), why);
  if (!receipt) return mistakes_.push_back(why);
  if (!checker::is_as_written(*receipt, maker.text())) mistakes_.push_back("it is not as it is written");
  const auto checked = checker::check_receipt(*receipt, &sources_.file(view.document.source).text);
  for (const checker::Fault& fault : checked.faults) {
    mistakes_.push_back(fmt::format("{}: {}", fault.part, fault.message));
  }
  is_left_out_ = checked.left_out.has_value();
}

}  // namespace precept::test
