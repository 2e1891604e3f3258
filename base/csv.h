// Reads comma-separated values (RFC 4180): quoted cells, "" for a quote within quotes, line breaks within
// quotes. Lines end in CRLF or LF, the last one may end in neither. A byte order mark and empty lines are
// skipped. Another separator may stand in the comma's place.
//
//     code,seats
//     blue,"24?"        two records of two cells; the last cell is `24?`
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace precept {

struct CsvCell {
  std::string_view text;    ///< without quotes, "" resolved; valid until the next record is read
  std::uint32_t begin = 0;  ///< byte offsets in the text, quotes included
  std::uint32_t end = 0;
  bool is_copy = false;  ///< a quote in it is written twice, so the text does not stand in the file as it is
};

enum class CsvFault {
  QuoteInCell,   ///< a quote in a cell that does not begin with one
  ReturnInCell,  ///< a carriage return that ends no line
  OpenQuote,     ///< a quoted cell that is not closed; the place is its quote
  AfterQuote,    ///< a quoted cell that goes on behind its quotes
};

struct CsvError {
  CsvFault fault{};
  std::uint32_t begin = 0;  ///< byte offsets of the mistake in the text
  std::uint32_t end = 0;
  std::uint32_t cell = 0;  ///< where the cell begins that it is in
  const char* message = "";
};

struct CsvForm {
  char separator = ',';     ///< neither a quote nor a line break
  std::uint32_t begin = 0;  ///< byte offset of the first line to read
};

/// Reads a text record by record. The text must outlive the reader and be below 4 GiB.
class CsvReader {
 public:
  explicit CsvReader(std::string_view text, CsvForm form = {});
  /// Reads the next record. False at the end of the text, and at the first mistake, which is then in `error`;
  /// the record has the cells up to it.
  bool next(std::vector<CsvCell>& record);
  const std::optional<CsvError>& error() const { return error_; }

 private:
  bool read_cell(CsvCell& cell);
  bool read_quoted(CsvCell& cell);
  bool read_bare(CsvCell& cell);
  bool at_line_end() const;
  void skip_line_end();
  bool fail(CsvFault fault, std::size_t begin, std::size_t end, const char* message);

  std::string_view text_;
  char separator_;
  std::array<bool, 256> is_mark_{};  ///< by byte: whether a cell without quotes may go on no further
  std::size_t at_;
  std::size_t cell_ = 0;               ///< where the cell begins that is read
  std::deque<std::string> unescaped_;  ///< cells of this record that hold a quote
  std::optional<CsvError> error_;
};

}  // namespace precept
