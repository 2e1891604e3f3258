// The hand-written limit: what a program made for this one task, and nothing else, does over simdjson.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace precept::bench {

/// Walks every attendee and every key of it, and decides nothing. Returns the number of keys.
std::size_t walk(const std::string& file);

/// Reads the file and decides each attendee by hand: the peers' codes 0 to 6.
std::vector<std::uint8_t> decide_by_hand(const std::string& file);

}  // namespace precept::bench
