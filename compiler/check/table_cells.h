// Cells of tables: text to typed values. Internal to check/.
//
//     table towns from "towns.csv" key name
//       name  : text
//       coast : truth
//
// The cell `maybe` of the column `coast` is reported: "`maybe` is no value of type truth", help "write `yes`
// or `no`".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/context.h"

namespace precept::checking {

/// The state of one table while its file is read.
struct TableFile {
  const Declaration* declaration = nullptr;
  model::Table* table = nullptr;
  std::uint32_t id = 0;
  FileId file = kNoFile;
  bool is_complete = false;          ///< every record of the file became a row
  std::vector<std::size_t> cell_of;  ///< by column of the table: its position in a record of the file
  struct Cell {
    std::string text;
    Span span;
  };
  std::vector<std::vector<Cell>> rows;  ///< by column of the table
};

/// Reads cells of all tables, whose keys must be there before cells that hold them are read.
class TableCells {
 public:
  explicit TableCells(Context& context) : context_(context) {}

  /// The value of a cell; unknown where it is in doubt, or was reported.
  model::Value read(const TableFile& table_file, std::uint32_t row, std::uint32_t column);
  /// Reports a column of which no cell is of its type, once, at the first cell. Its uses are not reported.
  void report_column_if_wrong(TableFile& table_file, std::uint32_t column);

 private:
  bool is_of_other_type(const TableFile& table_file, std::uint32_t row, std::uint32_t column) const;
  bool report_if_empty(TableFile& table_file, std::uint32_t column);
  void note_members(std::uint32_t id, Span cell);
  Diagnostic& report_cell(const TableFile::Cell& cell, std::string message);
  Diagnostic& report_empty(const TableFile& table_file, const TableFile::Cell& cell, std::uint32_t column);
  Diagnostic& report_no_value(const TableFile& table_file, const TableFile::Cell& cell, std::uint32_t column);
  std::string trimmed_help(const model::Type& type, std::string_view spelling);
  std::string help_for(const model::Type& type, std::string_view spelling);
  std::string help_for_member(std::uint32_t id, std::string_view spelling);
  std::string help_for_set(std::uint32_t id, std::string_view spelling);

  Context& context_;
};

}  // namespace precept::checking
