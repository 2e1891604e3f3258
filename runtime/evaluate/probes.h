// Which points of a program (program::Point) a run hits, for measuring tests (docs/testing.md).
#pragma once

#include "runtime/evaluate/evaluate.h"
#include "runtime/run/results.h"

namespace precept {

/// Passes each slice on to the results, then looks at the probes of its rows.
class ProbeReader : public Observer {
 public:
  /// Clears the hits. All arguments outlive the reader.
  ProbeReader(const RunView& view, Results& results, PointHits& hits);
  void slice(const Registers& registers, std::uint32_t root, std::uint32_t first,
             std::uint32_t count) override;

 private:
  bool is_hit(const program::Probe& probe) const;

  const RunView& view_;
  Results& results_;
  PointHits& hits_;
  std::span<const program::Probe> probes_;
};

}  // namespace precept
