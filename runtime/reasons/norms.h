// Reasons for norms and rights of one subject.
//
//   shall not sell
//     when s.length > 4      Ben's right to sell is forbidden: because of this norm, and of its condition
#pragma once

#include <string>

#include "runtime/reasons/register_reasons.h"
#include "runtime/run/results.h"

namespace precept {

/// Refers to its arguments, which outlive it. Numbers of sections, norms, acts and rows must exist.
class NormReasons {
 public:
  NormReasons(const RunView& view, const Results& results, DocumentPlaces& places, bool is_full)
      : view_(view),
        results_(results),
        places_(places),
        is_full_(is_full),
        register_reasons_(view, places, is_full) {}

  /// Why an ensure norm came to its outcome, or whether an act norm applies. `section` is of the unit, `norm`
  /// of the section, `row` of the section's level. `acts`, a mask of the section's acts, asks about these
  /// acts only; the norm must say the same of each.
  Reason norm(std::uint32_t section, std::uint32_t norm, std::uint32_t row, std::uint64_t acts = 0);
  /// Why a finding of the report is what it is. For an act norm, the acts that were done come first.
  Reason finding(const Finding& finding);
  /// Why the right to the acts of the mask is what it is. All of them must have the same right.
  Reason right(std::uint32_t section, std::uint64_t acts, std::uint32_t row);

  std::string who(std::uint32_t section, std::uint32_t row) const;

 private:
  const program::Section& section(std::uint32_t index) const { return view_.sections[index]; }
  std::span<const program::Norm> norms(std::uint32_t section) const {
    return Program::in(view_.program.norms, view_.sections[section].norms);
  }
  Truth applies(std::uint32_t section, std::uint32_t norm, std::uint32_t row, std::uint32_t act) const;
  Reason head(Reason::Kind kind, std::uint32_t section, std::uint32_t norm, std::uint32_t row);
  void conditions(std::uint32_t section, std::uint32_t norm, std::uint32_t act, std::uint32_t row,
                  std::vector<Reason>& to);
  Reason condition(std::uint32_t section, const program::NormPart& part, std::uint32_t row);
  void done(const program::Act& act, RegisterReasons::Row from, std::vector<Reason>& to);
  std::uint64_t only_act(const program::Section& section, const Finding& finding) const;
  std::string name_of(const program::Norm& norm) const;
  /// "attend, contribute or decide". With `are_rights` French joins them by « et ».
  std::string acts(std::uint32_t section, std::uint64_t mask, bool are_rights) const;
  bool decides(Modality modality, Truth applies, Right right) const;
  std::vector<Reason> silence(std::uint32_t section, std::uint64_t acts, std::uint32_t row);

  const RunView& view_;
  const Results& results_;
  DocumentPlaces& places_;
  bool is_full_;
  RegisterReasons register_reasons_;
};

}  // namespace precept
