// The one way in which a receipt is written, so that equal receipts are equal bytes.
#pragma once

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

namespace precept::checker {

using Json = nlohmann::json;

/// Why a receipt, or a part of it, is not accepted: one line for people. It never leaves check.h.
struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// The same, of what is larger than anything that is looked at: it is neither right nor wrong.
struct TooLarge : Refused {
  using Refused::Refused;
};
inline void require(bool holds, const std::string& why) {
  if (!holds) throw Refused(why);
}
inline void require(bool holds, const char* why) {
  if (!holds) throw Refused(why);
}
/// `why` makes the message, where it costs something.
template <class Why>
requires std::is_invocable_r_v<std::string, Why>
void require(bool holds, const Why& why) {
  if (!holds) throw Refused(why());
}
inline void require_within(bool is_within, const char* why) {
  if (!is_within) throw TooLarge(why);
}

/// Deeper than this is nothing that we write, and nothing that we read.
inline constexpr std::size_t kMostDepth = 100;
/// Nor longer: a receipt, a document or a card.
inline constexpr std::size_t kMostBytes = 256'000'000;

/// Reads JSON, in time and memory linear in the text. Refuses what is no JSON, what is too deep, a key that
/// is given twice in one object, and numbers that are no whole ones of 64 bits.
Json parse(std::string_view text);

/// Keys in order, no blanks. Each member of the whole, each entry of such a member, and each entry of that
/// where they are objects or lists, begins a line: then two receipts can be compared line by line.
std::string canonical(const Json& json);

/// SHA-256, as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace precept::checker
