// The executable specification: a policy's model and a document to what is to be reported about it. Slow,
// scalar and plain; everything the machine answers is held against it.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "compiler/model/model.h"
#include "runtime/report/report.h"

namespace precept::reference {

struct Result {
  /// Verdict, findings, rights and open questions are filled; of open questions only what tells them apart
  /// (judgement, about, subject). Messages are filled where the policy has words for a violation.
  DocumentReport report;
  bool nothing_checked = false;
};

/// `document` has no mistakes (the reader of the machine says so first) and its `kind` is a record that a
/// section of the policy is about. `readings`: what is chosen, by reading of the policy; past its end the
/// defaults.
Result check(const model::Model& policy, const nlohmann::json& document,
             std::vector<std::uint32_t> readings = {});

}  // namespace precept::reference
