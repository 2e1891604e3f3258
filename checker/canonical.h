// The one way in which a receipt is written, so that equal receipts are equal bytes.
#pragma once

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace precept::checker {

using Json = nlohmann::json;

/// Why a receipt, or a part of it, is not accepted: one line for people. It never leaves check.h.
struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};
inline void require(bool holds, const std::string& why) {
  if (!holds) throw Refused(why);
}

/// Deeper than this is nothing that we write, and nothing that we read.
inline constexpr int kMostDepth = 100;

/// Reads JSON; refuses what is no JSON, what is too deep, and a key that is given twice.
Json parse(std::string_view text);

/// Keys in order, no blanks. Each member of the whole, each entry of such a member, and each entry of that
/// where they are objects or lists, begins a line: then two receipts can be compared line by line.
std::string canonical(const Json& json);

/// SHA-256, as 64 lower-case hexadecimal digits.
std::string sha256(std::string_view bytes);

}  // namespace precept::checker
