#include "authoring/server/protocol/framing.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace precept::server {

namespace {

constexpr std::string_view kLengthField = "content-length:";

std::string in_lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return result;
}

/// The length that a head says; none where it says none that can be read.
std::optional<std::size_t> length_in(std::string_view head) {
  const std::string lower = in_lower_case(head);
  std::size_t at = lower.find(kLengthField);
  if (at == std::string::npos || (at > 0 && lower[at - 1] != '\n')) return std::nullopt;
  at = lower.find_first_not_of(" \t", at + kLengthField.size());
  if (at == std::string::npos) return std::nullopt;
  std::size_t value = 0;
  auto [end, error] = std::from_chars(lower.data() + at, lower.data() + lower.size(), value);
  // A number that has more digits than any length is a length that is too great.
  if (error == std::errc::result_out_of_range) return std::string::npos;
  if (error != std::errc()) return std::nullopt;
  const bool is_ended = end == lower.data() + lower.size() || *end == '\r' || *end == '\n' || *end == ' ';
  return is_ended ? std::optional(value) : std::nullopt;
}

}  // namespace

void Framing::feed(std::string_view bytes) {
  const std::size_t passed = std::min(to_pass_over_, bytes.size());
  to_pass_over_ -= passed;
  buffer_ += bytes.substr(passed);
}

void Framing::pass_over() {
  const std::size_t passed = std::min(to_pass_over_, buffer_.size());
  buffer_.erase(0, passed);
  to_pass_over_ -= passed;
}

std::optional<std::expected<std::string, std::string>> Framing::read_head() {
  const std::size_t with_returns = buffer_.find("\r\n\r\n"), plain = buffer_.find("\n\n");
  const std::size_t end = std::min(with_returns, plain);
  if (end == std::string::npos) {
    if (buffer_.size() <= kMostHeadBytes) return std::nullopt;
    buffer_.clear();
    return std::unexpected(std::string("a message begins with its length and a blank line"));
  }
  const std::string head = buffer_.substr(0, end);
  buffer_.erase(0, end + (end == with_returns ? 4 : 2));
  length_ = length_in(head);
  if (!length_) return std::unexpected(std::string("the head of a message has no `Content-Length`"));
  if (*length_ <= kMostBytes) return std::nullopt;
  to_pass_over_ = *length_;
  length_.reset();
  pass_over();
  return std::unexpected(fmt::format("a message has at most {} bytes", kMostBytes));
}

std::optional<std::expected<std::string, std::string>> Framing::next() {
  if (!length_) {
    if (auto fault = read_head()) return fault;
    if (!length_) return std::nullopt;
  }
  if (buffer_.size() < *length_) return std::nullopt;
  std::string message = buffer_.substr(0, *length_);
  buffer_.erase(0, *length_);
  length_.reset();
  return message;
}

std::string framed(std::string_view message) {
  return fmt::format("Content-Length: {}\r\n\r\n{}", message.size(), message);
}

}  // namespace precept::server
