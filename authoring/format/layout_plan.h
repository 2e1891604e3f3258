// What is to become of each token: where lines begin, how deep, and what stands level. Internal to format/.
//
//     record Visit                 unit, indent 0
//       date   : date              unit, indent 2; the colon is padded by 2
//       reader : text  -- who      unit, indent 2; block: the comments of the record stand level
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "authoring/format/token_lines.h"
#include "compiler/ast/ast.h"
#include "compiler/ast/test_file.h"

namespace precept::format {

/// Whether a line begins at a token: where the author began one, always, or only behind a comment.
enum class Break { AsWritten, Always, Never };

/// A part of a statement that may begin a line.
struct Unit {
  std::size_t indent = 0;
  std::size_t rest = 0;         ///< indent of the lines that go on with it
  std::size_t most_blanks = 1;  ///< blank lines above it
};

struct Place {
  std::optional<Unit> unit;
  Break line = Break::AsWritten;
  std::size_t padding = 0;     ///< blanks before it, besides those that it has anyway
  std::size_t block = 0;       ///< end-of-line comments of a block stand level; 0: of none
  bool is_called = false;      ///< a bracket follows tightly
  bool is_prefix = false;      ///< the minus before a number
  bool is_field_sign = false;  ///< the colon between a field and its type
  bool is_share_sign = false;  ///< the stroke of 2/3
  bool is_as_written = false;  ///< blanks stay between two such tokens, or none
};

/// A statement, a test or the header; between two there is nothing but comments.
struct Chunk {
  std::size_t first = 0, last = 0;  ///< tokens, none of them a comment
  bool is_left = false;             ///< it stays as it stands
};

struct Plan {
  std::vector<Place> places;  ///< one of each token
  std::vector<Chunk> chunks;
};

Plan plan_of(std::span<const Token> tokens, const ast::File& file);
Plan plan_of(std::span<const Token> tokens, const ast::TestFile& file);

/// How many blanks stand between two neighbours of one line, padding aside.
std::size_t blanks_between(const Token& left, const Place& left_place, const Token& right,
                           const Place& right_place);

}  // namespace precept::format
