// Makes a disagreement small: takes parts of the policy and the document away as long as it remains.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>

#include "tests/generate/piece.h"

namespace precept::generate {

/// Whether the policy and the document still show the disagreement.
using StillThere = std::function<bool(const std::string& policy, const nlohmann::json& document)>;

/// Makes both smaller as long as `still_there` holds; tries at most `attempts` candidates.
void shrink(Piece& policy, nlohmann::json& document, const StillThere& still_there, std::size_t attempts);

}  // namespace precept::generate
