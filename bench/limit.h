// The hand-written limit: what a program made for this one task, and nothing else, does over simdjson.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace precept::bench {

/// Walks every element of the list and every key of it, and decides nothing. Returns the number of keys.
std::size_t walk(const std::string& file, std::string_view list = "attendees");

/// Reads the file and decides each attendee by hand: the peers' codes 0 to 6.
std::vector<std::uint8_t> decide_by_hand(const std::string& file);

}  // namespace precept::bench
