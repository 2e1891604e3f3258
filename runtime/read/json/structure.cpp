#include "runtime/read/json/structure.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>

#include "runtime/read/json_text.h"

namespace precept {

namespace {

/// After the last token the structure stays at this one; the second entry is its end.
constexpr std::uint32_t kClosedTokens[2] = {0, 0};
constexpr char kClosedWindow[JsonStructure::kPadding] = {};
/// A place to cut is looked for in the last bytes of a window, so many of them.
constexpr std::size_t kCutSearch = 4096;

bool is_operator(char c) {
  return c == '{' || c == '}' || c == '[' || c == ']' || c == ':' || c == ',';
}

/// The size of a window of at most `size` bytes that ends between two tokens, or within a string. A line
/// break is the best place, as no string can hold one. 0 where there is no such place.
std::size_t cut(const char* window, std::size_t size) {
  std::size_t lowest = size > kCutSearch ? size - kCutSearch : 0;
  std::size_t comma = 0, other = 0;
  for (std::size_t end = size; end > lowest; --end) {
    char c = window[end - 1];
    if (c == '\n') return end;
    if (comma == 0 && c == ',') comma = end;
    if (other == 0 && (is_operator(c) || is_json_space(c))) other = end;
  }
  return comma != 0 ? comma : other;
}

/// The first fault in a text that begins outside any string.
struct WindowFault {
  enum Kind { None, OpenString, ControlCharacter, BadUtf8 } kind = None;
  std::size_t at = 0;    ///< the byte
  std::size_t safe = 0;  ///< the text has whole tokens up to this byte
};

/// Checks byte by byte what simdjson's first stage checks 64 bytes at a time, to find the place of the fault.
WindowFault find_fault(std::string_view text) {
  bool in_string = false;
  std::size_t token = 0;
  for (std::size_t i = 0; i < text.size();) {
    auto c = static_cast<unsigned char>(text[i]);
    if (c >= 0x80) {
      std::size_t length = utf8_length(text.substr(i));
      if (length == 0) return {WindowFault::BadUtf8, i, token};
      i += length;
      continue;
    }
    if (in_string) {
      if (c < 0x20) return {WindowFault::ControlCharacter, i, token};
      bool escapes = c == '\\' && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) >= 0x20 &&
                     static_cast<unsigned char>(text[i + 1]) < 0x80;
      i += escapes ? 2 : 1;
      if (c != '"') continue;
      in_string = false;
      token = i;
      continue;
    }
    if (c == '"') {
      in_string = true;
      token = i;
    } else if (is_operator(static_cast<char>(c)) || is_json_space(static_cast<char>(c))) {
      token = i + 1;
    }
    ++i;
  }
  if (in_string) return {WindowFault::OpenString, token, token};
  return {};
}

JsonProblem bad_utf8(char byte, std::uint32_t at) {
  return {DiagnosticKind::DocumentUtf8, at, at + 1,
          fmt::format("byte {} ({}) is not valid UTF-8", at, hexadecimal_byte(byte)),
          "save the file as UTF-8"};
}

JsonProblem describe(const WindowFault& fault, std::string_view text, std::uint32_t base) {
  auto place = [&](std::size_t from, std::size_t to) {
    return std::pair(base + static_cast<std::uint32_t>(from), base + static_cast<std::uint32_t>(to));
  };
  JsonProblem problem;
  switch (fault.kind) {
    case WindowFault::OpenString:
      std::tie(problem.begin, problem.end) = place(fault.at, text.size());
      problem.message = "the document ends within a text that begins here";
      problem.help = "is the closing quote missing, or was the file cut off?";
      return problem;
    case WindowFault::ControlCharacter: {
      char c = text[fault.at];
      if (c == '\n' || c == '\r') {
        std::tie(problem.begin, problem.end) = place(fault.safe, fault.at);
        problem.message = "a text is not closed on its line";
        problem.help = "close it with a quote; a line break within a text is written \\n";
        return problem;
      }
      std::tie(problem.begin, problem.end) = place(fault.at, fault.at + 1);
      problem.message = fmt::format("a control character ({}) within a text", hexadecimal_byte(c));
      problem.help =
          c == '\t' ? "a tab within a text is written \\t" : "it is written with an escape such as \\u0007";
      return problem;
    }
    case WindowFault::BadUtf8:
      return bad_utf8(text[fault.at], base + static_cast<std::uint32_t>(fault.at));
    case WindowFault::None:
      break;
  }
  // simdjson has found a fault that the check by bytes does not find.
  std::tie(problem.begin, problem.end) = place(0, 1);
  problem.message = "from here on the document is not well-formed JSON";
  return problem;
}

}  // namespace

std::optional<JsonProblem> utf8_problem(std::string_view text, std::uint32_t base) {
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = utf8_length(text.substr(i));
    if (length == 0) return bad_utf8(text[i], base + static_cast<std::uint32_t>(i));
    i += length;
  }
  return std::nullopt;
}

/// The only place that knows simdjson. It uses the first stage of the implementation that suits the
/// processor. That interface is public, though not advertised; unlike On-Demand it gives the places of the
/// tokens.
struct JsonStructure::Scanner {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
  std::size_t capacity = 0;

  simdjson::error_code scan(const char* window, std::size_t size) {
    if (size > capacity) {
      // The depth is for the second stage, which never runs.
      auto error =
          parser == nullptr
              ? simdjson::get_active_implementation()->create_dom_parser_implementation(size, 1, parser)
              : parser->set_capacity(size);
      if (error != simdjson::SUCCESS) return error;
      capacity = size;
    }
    auto error =
        parser->stage1(reinterpret_cast<const std::uint8_t*>(window), size, simdjson::stage1_mode::regular);
    if (error == simdjson::SUCCESS) {
      parser->structural_indexes[parser->n_structural_indexes] = static_cast<std::uint32_t>(size);
    }
    return error;
  }
};

JsonStructure::JsonStructure(std::string_view text, std::uint32_t from, std::size_t first_window)
    : text_(text), position_(from), next_size_(first_window), scanner_(std::make_unique<Scanner>()) {
  open_window();
}

JsonStructure::~JsonStructure() = default;

void JsonStructure::open_window() {
  if (ended_) return close();
  for (std::size_t size = next_size_;;) {
    if (position_ >= text_.size()) return close();
    std::size_t left = text_.size() - position_;
    // Reads may go past the end of a token. The end of the text is read from a copy with padding.
    bool last = left <= size + kPadding;
    const char* window = text_.data() + position_;
    std::size_t length = last ? left : cut(window, size);
    if (length == 0) {
      size *= 2;
      continue;
    }
    if (last) {
      tail_.assign(left + kPadding, '\0');
      std::copy_n(window, left, tail_.data());
      window = tail_.data();
      ended_ = true;
    }
    std::size_t before = position_;
    if (open_checked(window, length, last)) {
      next_size_ = std::max(next_size_, std::min(2 * next_size_, kWindow));
      return;
    }
    if (problem_) return close();
    if (position_ == before) size *= 2;  // a string longer than the window
  }
}

/// Opens the window if it has tokens. If not, either `position_` has moved past it, or there is a problem, or
/// the window must be larger.
bool JsonStructure::open_checked(const char* window, std::size_t size, bool last) {
  auto error = scanner_->scan(window, size);
  if (error == simdjson::SUCCESS) return use(window, size);
  if (error == simdjson::EMPTY) {
    position_ += size;
    return false;
  }
  auto base = static_cast<std::uint32_t>(position_);
  if (error == simdjson::MEMALLOC || error == simdjson::CAPACITY) {
    problem_ = {DiagnosticKind::DocumentTooLarge, base, base + 1, "a text too long to be read", ""};
    return false;
  }
  WindowFault fault = find_fault({window, size});
  bool goes_on = !last && fault.kind == WindowFault::OpenString;
  if (!goes_on) {
    problem_ = describe(fault, {window, size}, base);
    ended_ = true;
  }
  if (fault.safe == 0) return false;
  // The text before the fault is read first: its mistakes come first, and may be the cause.
  error = scanner_->scan(window, fault.safe);
  if (error == simdjson::SUCCESS) return use(window, fault.safe);
  position_ += fault.safe;
  return false;
}

bool JsonStructure::use(const char* window, std::size_t size) {
  window_ = window;
  window_begin_ = static_cast<std::uint32_t>(position_);
  next_ = scanner_->parser->structural_indexes.get();
  end_ = next_ + scanner_->parser->n_structural_indexes;
  position_ += size;
  return true;
}

void JsonStructure::close() {
  closed_ = true;
  ended_ = true;
  window_ = kClosedWindow;
  window_begin_ = problem_ ? problem_->begin : static_cast<std::uint32_t>(text_.size());
  next_ = kClosedTokens;
  end_ = kClosedTokens + 1;
}

}  // namespace precept
