#include "runtime/evaluate/probes.h"

#include "runtime/program/levels.h"

namespace precept {

ProbeReader::ProbeReader(const RunView& view, Results& results, PointHits& hits)
    : view_(view),
      results_(results),
      hits_(hits),
      probes_(Program::in(view.program.probes, view.unit.probes)) {
  hits_.program = &view.program;
  hits_.points.assign(view.program.points.size(), false);
}

void ProbeReader::slice(const Registers& registers, std::uint32_t root, std::uint32_t first,
                        std::uint32_t count) {
  results_.slice(registers, root, first, count);
  for (const program::Probe& probe : probes_) {
    if (hits_.points[probe.point] || segment_root_of(view_.levels, view_.level_of(probe.operand)) != root)
      continue;
    hits_.points[probe.point] = is_hit(probe);
  }
}

bool ProbeReader::is_hit(const program::Probe& probe) const {
  auto surely = [&](std::uint32_t operand) {
    std::uint32_t reg = operand & ~kNegated;
    return (operand & kNegated) != 0 ? view_.registers.surely_no(reg) : view_.registers.surely_yes(reg);
  };
  auto yes = surely(probe.operand);
  std::span<const std::uint64_t> excluded;
  if (probe.unless != kAbsent) excluded = surely(probe.unless);
  for (std::size_t word = 0; word < yes.size(); ++word) {
    if ((yes[word] & ~(excluded.empty() ? 0 : excluded[word])) != 0) return true;
  }
  return false;
}

}  // namespace precept
