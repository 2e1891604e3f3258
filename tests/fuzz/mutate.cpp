#include "tests/fuzz/mutate.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstring>

#include "tests/unit/program_builder.h"

namespace precept::test {

namespace {

std::size_t below(std::size_t limit, Random& random) {
  return limit == 0 ? 0 : random() % limit;
}

/// Values at which code often fails.
const std::vector<std::string>& hard_words() {
  static const std::vector<std::string> words{"null",
                                              "true",
                                              "-1",
                                              "0",
                                              "9223372036854775807",
                                              "-9223372036854775808",
                                              "1e400",
                                              "\"\"",
                                              "\"0000-01-01\"",
                                              "\"9999-12-31\"",
                                              "[]",
                                              "{}",
                                              "[[]]",
                                              "\"\\u0000\"",
                                              "\"\\ud800\"",
                                              "\xFF",
                                              "\"",
                                              "(",
                                              ")",
                                              "not",
                                              "some",
                                              "every",
                                              "where",
                                              "is given",
                                              "else",
                                              "--",
                                              "\n",
                                              "  "};
  return words;
}

struct Piece {
  std::size_t begin, end;
};

std::vector<Piece> pieces_of(const std::string& text) {
  std::vector<Piece> pieces;
  auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80); };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    if (text[at] == '"') {
      while (end < text.size() && text[end] != '"' && text[end] != '\n') end += text[end] == '\\' ? 2 : 1;
      end = std::min(end + 1, text.size());
    } else if (is_word(text[at])) {
      while (end < text.size() && is_word(text[end])) ++end;
    }
    if (text[at] != ' ') pieces.push_back({at, end});
    at = end;
  }
  return pieces;
}

}  // namespace

void mutate_program(std::vector<std::byte>& program, Random& random) {
  if (program.size() < kDigestEnd + 16) return;
  auto word = [&] { return kDigestEnd + below((program.size() - kDigestEnd) / 4, random) * 4; };
  for (std::size_t changes = 1 + below(3, random); changes > 0; --changes) {
    const std::size_t at = word();
    std::uint32_t value;
    std::memcpy(&value, &program[at], sizeof value);
    switch (below(5, random)) {
      case 0:
        value ^= 1u << below(32, random);
        break;
      case 1:
        value = static_cast<std::uint32_t>(below(200, random));
        break;
      case 2:
        value += static_cast<std::uint32_t>(below(9, random)) - 4;
        break;
      case 3:
        value = below(2, random) != 0 ? 0xFFFFFFFF : 0x80000000;
        break;
      default:
        std::memcpy(&value, &program[word()], sizeof value);
    }
    std::memcpy(&program[at], &value, sizeof value);
  }
  seal(program);
}

std::vector<std::string> tokens_of(const std::string& text) {
  std::vector<std::string> words;
  for (Piece piece : pieces_of(text)) words.push_back(text.substr(piece.begin, piece.end - piece.begin));
  return words;
}

void mutate_text(std::string& text, const std::vector<std::string>& words, Random& random) {
  for (std::size_t changes = 1 + below(4, random); changes > 0; --changes) {
    const std::vector<Piece> pieces = pieces_of(text);
    if (pieces.empty()) return;
    const std::size_t first = below(pieces.size(), random);
    const std::size_t last = std::min(pieces.size() - 1, first + below(6, random));
    const Piece piece = pieces[first], end = pieces[last];
    const std::string stretch = text.substr(piece.begin, end.end - piece.begin);
    const auto& others = below(4, random) == 0 || words.empty() ? hard_words() : words;
    switch (below(6, random)) {
      case 0:  // another word
        text.replace(piece.begin, piece.end - piece.begin, others[below(others.size(), random)]);
        break;
      case 1:  // a stretch left out
        text.erase(piece.begin, stretch.size());
        break;
      case 2:  // a stretch once more, elsewhere
        text.insert(pieces[below(pieces.size(), random)].begin, stretch + " ");
        break;
      case 3:  // one more word
        text.insert(piece.begin, others[below(others.size(), random)] + " ");
        break;
      case 4:  // a word of its own
        text.replace(piece.begin, piece.end - piece.begin, tokens_of(text)[below(pieces.size(), random)]);
        break;
      default:  // a byte
        text[below(text.size(), random)] = static_cast<char>(random());
    }
    if (text.size() > 1'000'000) text.resize(1'000'000);
  }
}

}  // namespace precept::test
