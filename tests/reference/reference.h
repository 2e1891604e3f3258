// The executable specification: from the model of a policy and a document to the report. It is slow and
// plain, and is read beside docs/language.md; every result of the machine is compared with it. It is made for
// tests: documents have no mistakes, and nothing here fails.
//
//   clause house rule 1
//     shall ensure b.people <= b.seats
//
// with `{"kind": "Booking", "people": 30, "seats": 24}` gives one finding, violated, and the verdict
// non-compliant; without `seats` the finding and the verdict are undetermined, with the open question /seats.
#pragma once

#include <cstdint>
#include <limits>
#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "compiler/model/model.h"
#include "runtime/report/report.h"

namespace precept::reference {

inline constexpr std::uint64_t kNoLimit = std::numeric_limits<std::uint64_t>::max();

struct Result {
  /// Has verdict, findings, rights and open questions. An open question has only judgement, about and
  /// subject; a finding has a message only where the policy has words for the violation.
  DocumentReport report;
  bool nothing_checked = false;
};

/// Thrown by `check` where it was given a limit: to walk nested lists takes as long as the product of their
/// lengths.
struct TooDear {};

/// Checks a document without mistakes (the machine's reader has refused those), whose `kind` is a record that
/// a section of the policy is about. `readings` has the choice for each reading of the policy; the
/// readings past its end have their defaults. Throws `TooDear` where more than `most_values` values of
/// expressions are needed.
Result check(const model::Model& policy, const nlohmann::json& document,
             std::vector<std::uint32_t> readings = {}, std::uint64_t most_values = kNoLimit);

}  // namespace precept::reference
