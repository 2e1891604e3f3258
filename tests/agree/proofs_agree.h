// Whether a run can be proven: a receipt is made of it, and the small checker, which knows neither the
// machine nor the compiler, accepts its proof against the document and comes to the same verdict, findings
// and rights.
#pragma once

#include <string>
#include <vector>

#include "runtime/evaluate/outcome.h"

namespace precept::test {

class ProofCheck : public Inspector {
 public:
  /// `readings`: those of the run, by reading of the program; past the end the default.
  ProofCheck(const Sources& sources, const std::vector<std::uint32_t>& readings)
      : sources_(sources), readings_(readings) {}
  void inspect(const RunView& view, const Results& results, Places& places, DocumentReport& report) override;
  const std::vector<std::string>& mistakes() const { return mistakes_; }
  /// The proof would have been larger than any that is written, and the receipt says so.
  bool is_left_out() const { return is_left_out_; }

 private:
  const Sources& sources_;
  const std::vector<std::uint32_t>& readings_;
  std::vector<std::string> mistakes_;
  bool is_left_out_ = false;
};

}  // namespace precept::test
