// Whether a run can be proven: it gets a receipt, and the small checker, which knows neither machine nor
// compiler, must accept the proof and come to the same verdict, findings and rights.
#pragma once

#include <string>
#include <vector>

#include "runtime/evaluate/evaluate.h"
#include "runtime/receipt/policy.h"

namespace precept::test {

class ProofCheck : public RunInspector {
 public:
  /// `card` and `exported` are of the policy. `readings` has the run's choice for each
  /// reading of the program; those past its end have defaults.
  ProofCheck(const std::string& card, const receipt::ExportedPolicy& exported, const Sources& sources,
             const std::vector<std::uint32_t>& readings)
      : card_(card), exported_(exported), sources_(sources), readings_(readings) {}
  void inspect(const RunView& view, const Results& results, DocumentPlaces& places,
               DocumentReport& report) override;
  const std::vector<std::string>& mistakes() const { return mistakes_; }
  /// Whether the proof is too large to be written, as the receipt then says.
  bool is_left_out() const { return is_left_out_; }

 private:
  const std::string& card_;
  const receipt::ExportedPolicy& exported_;
  const Sources& sources_;
  const std::vector<std::uint32_t>& readings_;
  std::vector<std::string> mistakes_;
  bool is_left_out_ = false;
};

}  // namespace precept::test
