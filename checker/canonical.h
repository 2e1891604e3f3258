// The canonical form of JSON, in which equal receipts are equal bytes; and refusals, which all of checker/
// uses.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

namespace precept::checker {

using Json = nlohmann::json;

/// Thrown where a receipt, or a part of it, is not accepted; the reason is one line. verify_receipt.h catches
/// it.
struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// Thrown for what exceeds a limit, which is then neither right nor wrong.
struct TooLarge : Refused {
  using Refused::Refused;
};
inline void require(bool holds, const std::string& why) {
  if (!holds) throw Refused(why);
}
inline void require(bool holds, const char* why) {
  if (!holds) throw Refused(why);
}
/// `why` is called for the message only on failure.
template <class Why>
requires std::is_invocable_r_v<std::string, Why>
void require(bool holds, const Why& why) {
  if (!holds) throw Refused(why());
}
inline void require_within(bool is_within, const char* why) {
  if (!is_within) throw TooLarge(why);
}

/// The greatest depth of JSON that is read or written.
inline constexpr std::size_t kMostDepth = 100;
/// The greatest length of a receipt, a document or a card, in bytes.
inline constexpr std::size_t kMostBytes = 256'000'000;

/// Reads JSON, in time and memory linear in the text. Refuses text that is not JSON or too deep, a key that
/// occurs twice in one object, and numbers that are not integers of 64 bits. With `Decimal`, which is for
/// documents, a number that is written with a point or an exponent and is not whole becomes a binary value of
/// its digits.
enum class Numbers { Whole, Decimal };
Json parse(std::string_view text, Numbers numbers = Numbers::Whole);
/// JSON on one line: keys in order, no blanks.
std::string one_line(const Json& json);

/// Writes JSON with sorted keys and no blanks. Entries of the three outermost levels of objects and lists
/// begin a line each, so that two receipts can be compared line by line.
std::string canonical(const Json& json);
/// The same of an object with at least one member, by its members as `canonical_member` writes them: what is
/// in many receipts is written once.
std::string canonical_object(const std::map<std::string, std::string>& members);
std::string canonical_member(const Json& json);

/// SHA-256, as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace precept::checker
