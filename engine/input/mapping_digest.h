// The digest of a list's mapping: equal where two mappings say the same, however and in whatever order they
// are written, with presets or without.
#pragma once

#include <string>

#include "base/toml/value.h"

namespace precept::input {

/// SHA-256 of the mapping as JSON, in the one form that receipts have. `mapping` has what its preset says;
/// its `use` does not count.
std::string mapping_digest(const toml::Table& mapping);

}  // namespace precept::input
