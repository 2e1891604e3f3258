// Generates the input of the published comparison of policy languages. The same pseudo-random numbers give
// the same attendees, so that the published counts and digests must come out.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace precept::bench {

/// `{"meeting": …, "attendees": […]}` for the African group of Study Group 12, with seed 42.
std::string attendance_json(std::uint32_t attendees);

/// The published result for a number of attendees: how often each code 0 to 6 occurs, and FNV-1a over the
/// codes.
struct Published {
  std::uint32_t attendees;
  std::array<std::uint32_t, 7> counts;
  std::uint32_t digest;
};
inline constexpr std::array<Published, 4> kPublished{{
    {100, {59, 21, 5, 10, 0, 5, 0}, 0x3ba0b1d9},
    {10'000, {6141, 1984, 305, 821, 206, 543, 0}, 0x60dbde47},
    {100'000, {61857, 20095, 3049, 8022, 2004, 4973, 0}, 0xd3c5d9ff},
    {1'000'000, {620001, 200278, 29994, 79746, 20133, 49848, 0}, 0xdbdaf7df},
}};

/// A meeting document for the Resolution 54 policy, with so many attendees.
std::string meeting_json(std::uint32_t attendees);

}  // namespace precept::bench
