// A disagreement made small: parts of the policy and of the document are taken away while it lasts.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>

#include "tests/generate/piece.h"

namespace precept::generate {

/// Whether the policy and the document still show what was found.
using StillThere = std::function<bool(const std::string& policy, const nlohmann::json& document)>;

/// Changes both to something smaller for which `still_there` holds; tries at most `attempts` candidates.
void shrink(Piece& policy, nlohmann::json& document, const StillThere& still_there, std::size_t attempts);

}  // namespace precept::generate
