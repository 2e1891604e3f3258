#include "tests/agree/proofs_agree.h"

#include <fmt/format.h>

#include <algorithm>

#include "checker/verify_receipt.h"
#include "runtime/receipt/receipt.h"
#include "runtime/run/run_view.h"

namespace precept::test {

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
  auto check = [&](std::optional<Day> as_of) {
    ReceiptMaker maker(as_of, {}, sources_);
    maker.inspect(view, results, places, report);
    if (maker.text().empty()) return std::optional<checker::Answer>();  // nothing was checked
    const auto card = nlohmann::json::parse(maker.text()).at("policy");
    return std::optional(
        checker::verify_receipt(maker.text(), {.document = sources_.file(view.document.source).text,
                                               .card = checker::write_card(card, {}),
                                               .key = std::nullopt}));
  };
  auto made = check(std::nullopt);
  // Whatever its day, a document is evaluated here; the checker is told of a day on which the policy was in
  // force.
  auto is_of_day = [](const checker::Fault& fault) { return fault.part == "day"; };
  const Day from = program.head().from, until = program.head().until;
  if (made && std::ranges::any_of(made->faults, is_of_day)) made = check(from != kNoDay ? from : until);
  if (!made) return;
  const checker::Answer& answer = *made;
  if (!answer.error.empty()) mistakes_.push_back(answer.error);
  for (const checker::Fault& fault : answer.faults) {
    mistakes_.push_back(fmt::format("{}: {}", fault.part, fault.message));
  }
  is_left_out_ = !answer.not_given.empty();
}

}  // namespace precept::test
