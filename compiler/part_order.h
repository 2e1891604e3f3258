// The order in which a policy of several files is told: that of the text's labels (docs/language.md, Files).
#pragma once

#include <optional>

#include "compiler/model/model.h"
#include "compiler/source_lock/lock.h"

namespace precept {

/// Puts the sections of the files into the order of the labels of their first clauses: as the lock has them,
/// else by their words and numbers (`4.2` before `4.10`). The sections of one file keep their order.
void order_parts(model::Model& policy, const std::optional<source_lock::Lock>& lock);

}  // namespace precept
