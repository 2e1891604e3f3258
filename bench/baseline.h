// The limit to compare with: a program written by hand for this one task, over simdjson.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace precept::bench {

/// Walks over every element of the list and each of its keys, and decides nothing. Returns the number of
/// keys.
std::size_t walk_only(const std::string& file, std::string_view list = "attendees");

/// Reads the file and decides each attendee by hand-written code; one code 0 to 6 for each.
std::vector<std::uint8_t> decide_by_hand(const std::string& file);

}  // namespace precept::bench
