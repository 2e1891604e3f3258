// NDJSON: each line that is not blank holds one object of JSON. A file of documents is read a line at a time;
// a list that belongs to a document is one text, as the JSON of a list.
//
//   {"name": "Ada"}                 [{"name": "Ada"},
//                                    {"name": "Ben"}]
//   {"name": "Ben"}
//
// A line ends with LF or CR LF. White space is JSON's; a byte order mark before the first line is no part of
// it.
#pragma once

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "runtime/read/translated.h"

namespace precept {

struct NdjsonLine {
  std::uint64_t number = 0;  ///< in the file, from 1; blank lines count
  std::string_view text;     ///< without its line break; valid until the next line
};

/// The lines of a file that are not blank. Takes memory for one of them.
class NdjsonLines {
 public:
  /// `in` outlives it; `name` is the file's, for messages.
  NdjsonLines(std::istream& in, std::string name) : in_(in), name_(std::move(name)) {}

  /// Nothing behind the last line, and where a line is too long (E4011) or cannot be read (E4001), which is
  /// reported; then there are no more.
  std::optional<NdjsonLine> next(Diagnostics& diagnostics);

 private:
  enum class Step { Line, End, TooLong };
  Step read_line();
  bool fill();

  std::istream& in_;
  std::string name_;
  std::string line_;    ///< what has been read of the current line
  std::string buffer_;  ///< read and not yet taken, from `at_` on
  std::size_t at_ = 0;
  std::uint64_t number_ = 0;
  bool has_ended_ = false;
};

/// The file as the JSON of a list, with the place of every value and name. Nothing exactly when a mistake was
/// reported: a line that is not one whole object (E4002). What the objects hold is for the reader of JSON. A
/// file without an object is an empty list.
std::optional<Translated> translate_ndjson(FileId file, const Sources& sources, Diagnostics& diagnostics);

/// A file that is one list of JSON, with the place of every value and name. Nothing exactly when a mistake
/// was reported: it is not one whole list (E4002).
std::optional<Translated> translate_json_list(FileId file, const Sources& sources, Diagnostics& diagnostics);

/// The same of one line, as a document.
std::optional<Translated> translate_ndjson_line(Span line, const Sources& sources, Diagnostics& diagnostics);

}  // namespace precept
