// What norms and acts came to, gathered from the slices of a run: one byte for each norm or act and row.
//
//   about Fair f, each s in f.stalls
//   clause length
//     shall ensure s.length <= f.limit     outcomes[0] of three stalls: Satisfied, Violated, Undetermined
#pragma once

#include <cstdint>
#include <vector>

#include "runtime/run/run_view.h"

namespace precept {

/// The results of one section of the unit. Rows count within the whole list of subjects. Norms and acts are
/// numbered within the section.
struct SectionResults {
  using Bytes = std::vector<std::uint8_t>;

  std::uint32_t rows = 0;
  std::vector<Bytes> outcomes;  ///< by norm: Outcome; empty for act norms
  std::vector<Bytes>
      applies;                ///< by norm: Truth of an act norm's effective condition; empty for ensure norms
  std::vector<Bytes> rights;  ///< by act: Right
  std::vector<Bytes> exercised;  ///< by act: Truth; empty where the section names no exercised acts

  Outcome outcome(std::size_t norm, std::uint32_t row) const {
    return static_cast<Outcome>(outcomes[norm][row]);
  }
  Truth applied(std::size_t norm, std::uint32_t row) const { return static_cast<Truth>(applies[norm][row]); }
  Right right(std::size_t act, std::uint32_t row) const { return static_cast<Right>(rights[act][row]); }
  Truth done(std::size_t act, std::uint32_t row) const {
    return exercised[act].empty() ? Truth::No : static_cast<Truth>(exercised[act][row]);
  }
};

bool is_act_norm(Modality modality);

/// Observes a run and copies what it came to. Owns the copies; refers to the view.
class Results : public Observer {
 public:
  /// `view` is over the registers of the machine that this is to observe.
  explicit Results(const RunView& view);
  void slice(const Registers& registers, std::uint32_t root, std::uint32_t first,
             std::uint32_t count) override;

  const SectionResults& section(std::size_t index) const { return sections_[index]; }

 private:
  std::uint32_t segment_root_of(std::uint32_t level) const;
  void gather(const program::Section& section, SectionResults& results) const;
  void gather_truth(std::uint32_t operand, std::uint32_t level, std::uint32_t rows,
                    SectionResults::Bytes& to) const;
  void gather_result(std::uint32_t reg, std::uint32_t level, std::uint32_t rows,
                     SectionResults::Bytes& to) const;

  const RunView& view_;
  std::vector<SectionResults> sections_;
};

}  // namespace precept
