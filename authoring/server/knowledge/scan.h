// The words before a place, in a text that may be half written: where the cursor stands in the grammar.
//
//     shall ensure s.length <= 4 and s.▮        statement `clause`, item `shall`, before it `and s .`
//
// It reads letters and no tree, so it works at every prefix of every file.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace precept::server {

enum class ScanKind { Word, Number, String, Sign };
struct ScanToken {
  ScanKind kind{};
  std::string_view text;
  std::uint32_t begin = 0, end = 0;
  bool begins_line = false;
};

enum class CursorIn { Code, Comment, Text, Hole };  ///< Text: in a string; Hole: in `{…}` of one

struct Cursor {
  CursorIn in = CursorIn::Code;
  std::uint32_t offset = 0;
  std::uint32_t word_begin = 0;   ///< of the word that is being written; the offset where there is none
  std::string_view word;          ///< up to the offset
  std::vector<ScanToken> before;  ///< in code, or in the hole, before that word
  std::uint32_t text_begin = 0;   ///< of the text in the string, behind its quote
  std::string_view text_keyword;  ///< the word before the string: "quote"
  std::string_view statement;     ///< the word that the statement begins with; empty at the begin of a file
  std::string_view item;          ///< the word that the item begins with; empty outside of clauses
  std::uint32_t item_begin = 0;
  std::uint32_t statement_begin = 0;
  bool begins_line = false;  ///< nothing stands before the word on its line
  std::uint32_t indent = 0;  ///< of the line, in bytes

  /// The token that is so many before the word; one without text where there are not so many.
  const ScanToken& back(std::size_t steps = 1) const;
};

Cursor cursor_at(std::string_view text, std::uint32_t offset);

bool begins_statement(std::string_view word);
bool begins_item(std::string_view word);

}  // namespace precept::server
