// Bytes of a stream to messages: each is a head with its length, a blank line, and so many bytes
// (Language Server Protocol, base protocol).
//
//     Content-Length: 52
//
//     {"jsonrpc": "2.0", "id": 1, "method": "shutdown"}
//
// A length beyond `kMostBytes`, a head without a length, and a head without an end are faults, told in words;
// what belongs to the fault is passed over, so that the messages behind it are read.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace precept::server {

class Framing {
 public:
  static constexpr std::size_t kMostBytes = 64u << 20, kMostHeadBytes = 8u << 10;

  void feed(std::string_view bytes);
  /// The next message, or what is wrong where the next one should be; nothing where more bytes are needed.
  std::optional<std::expected<std::string, std::string>> next();

 private:
  std::optional<std::expected<std::string, std::string>> read_head();
  void pass_over();

  std::string buffer_;
  std::optional<std::size_t> length_;  ///< of the message whose head was read
  std::size_t to_pass_over_ = 0;       ///< bytes of a message that is too long
};

/// The message with its head.
std::string framed(std::string_view message);

}  // namespace precept::server
