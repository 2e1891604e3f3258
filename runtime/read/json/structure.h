// Finds the tokens of a JSON text: brackets, braces, colons, commas, and the begin of each scalar.
//
// simdjson's first stage does the work: it checks UTF-8, pairs the quotes and lists the places of all tokens,
// 64 bytes at a time. It runs over windows of the text that stay in cache, so that a long text needs little
// memory besides its own. simdjson's second stages are not used: here the schema directs the walk, every
// value is checked, and each mistake has its place.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace precept {

inline bool is_json_space(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Why the tokens end before the text does.
struct JsonProblem {
  DiagnosticKind kind = DiagnosticKind::DocumentSyntax;
  std::uint32_t begin = 0, end = 0;  ///< bytes of the text
  std::string message, help;
};

/// The first byte of `text` that is not valid UTF-8, if there is one. `base` is the offset of the text.
std::optional<JsonProblem> utf8_problem(std::string_view text, std::uint32_t base);

class JsonStructure {
 public:
  static constexpr std::size_t kWindow = 256 * 1024;

  /// The tokens of `text` from byte `from`, which lies outside any string. The text outlives the structure.
  /// The first window has `first_window` bytes; each later one has twice as many, up to kWindow.
  explicit JsonStructure(std::string_view text, std::uint32_t from = 0, std::size_t first_window = kWindow);
  ~JsonStructure();
  JsonStructure(const JsonStructure&) = delete;
  JsonStructure& operator=(const JsonStructure&) = delete;

  /// The first byte of the token; '\0' at the end.
  char kind() const { return window_[*next_]; }
  /// The token, with at least kPadding readable bytes behind its end. Valid as long as the structure.
  const char* token() const { return window_ + *next_; }
  std::uint32_t offset() const { return window_begin_ + *next_; }
  /// The bytes from a scalar's first to its last; of a string with its quotes.
  std::string_view scalar() const {
    const char* begin = window_ + *next_;
    const char* end = window_ + next_[1];
    while (end > begin && is_json_space(end[-1])) --end;
    return {begin, static_cast<std::size_t>(end - begin)};
  }
  void advance() {
    if (++next_ == end_) open_window();
  }
  /// Whether there are no more tokens. `problem` says why, unless the text has ended.
  bool at_end() const { return closed_; }
  const std::optional<JsonProblem>& problem() const { return problem_; }

  static constexpr std::size_t kPadding = 64;

 private:
  struct Scanner;  ///< simdjson's

  void open_window();
  bool open_checked(const char* window, std::size_t size, bool last);
  bool use(const char* window, std::size_t size);
  void close();

  std::string_view text_;
  std::size_t position_ = 0;   ///< of the next window
  std::size_t next_size_ = 0;  ///< of the next window
  const char* window_ = nullptr;
  std::uint32_t window_begin_ = 0;
  const std::uint32_t* next_ = nullptr;
  const std::uint32_t* end_ = nullptr;
  bool ended_ = false;   ///< this window is the last
  bool closed_ = false;  ///< the last window has been walked over
  std::optional<JsonProblem> problem_;
  std::unique_ptr<Scanner> scanner_;
  std::vector<char> tail_;  ///< the text's last bytes, with padding
};

}  // namespace precept
