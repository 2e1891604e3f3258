// The cells of a row as a mapping says: joined, merged, chosen, and their words as the policy's words.
//
//   Prénom,Nom,CE          name = ["Prénom", "Nom"]: the cell "Ada Lim"
//   Ada,Lim,12 et 13       split study_groups by " et ", "12" = "SG12": the words SG12 and SG13
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/diagnostic.h"
#include "runtime/read/records/header.h"
#include "runtime/read/records/mapping.h"

namespace precept {

class MappedCells {
 public:
  /// `mapping` may be null: cells are then as they are. All outlive it.
  MappedCells(const Sheet& sheet, const ListHeader& header, const ListMapping* mapping,
              Diagnostics& diagnostics);

  /// Whether a cell counts as empty.
  bool is_empty(const Cell& cell) const {
    return cell.kind == CellKind::Empty || (mapping_ != nullptr && is_blank(cell));
  }
  /// The cell of a field in a row of the sheet: one of the sheet's, or one that was made of several, which
  /// is valid until the next call. A set that was chosen by columns, and has no member, has the kind Text
  /// and no text. Null where it was reported that it cannot be made.
  const Cell* cell(std::size_t row, const ListColumn& column) {
    return mapping_ == nullptr ? &at(row, column.columns.front()) : mapped(row, column);
  }
  /// The words of a cell's text that `;` and the mapping's `split` part: those of a set or list. Valid until
  /// the next call.
  const std::vector<std::string_view>& parts(std::string_view text, const ListField& field);
  /// What the mapping makes of a word; the word itself where it has none. Empty: the word means nothing.
  std::string_view meant(std::string_view word, const ListField& field) {
    return mapping_ == nullptr ? word : mapped(word, field);
  }

  /// Notes words of the mapping that no cell has: they may be misspelt.
  static void note_unused(const ListMapping& mapping, const std::unordered_set<const MappedWord*>& used,
                          Diagnostics& diagnostics);
  const std::unordered_set<const MappedWord*>& used() const { return used_; }

 private:
  bool is_blank(const Cell& cell) const;
  const Cell& at(std::size_t row, std::size_t column) const {
    const SheetRow& cells = sheet_.rows[row];
    return column < cells.size() && !is_empty(cells[column]) ? cells[column] : kEmptyCell;
  }
  const Cell& at(std::size_t row, std::size_t column, bool is_filled) const;
  const Cell* mapped(std::size_t row, const ListColumn& column);
  std::string_view mapped(std::string_view word, const ListField& field);
  void find_merged();
  const Cell* joined(std::size_t row, const ListColumn& column, bool is_filled);
  const Cell* chosen(std::size_t row, const ListColumn& column, bool is_filled);
  const Cell* constant(const ListColumn& column);

  static constexpr Cell kEmptyCell{};

  const Sheet& sheet_;
  const ListHeader& header_;
  const ListMapping* mapping_;
  Diagnostics& diagnostics_;
  /// By the column, then by the row, the row that has the value of its merged cells.
  std::unordered_map<std::size_t, std::unordered_map<std::size_t, std::pair<std::size_t, std::size_t>>>
      merged_;
  std::unordered_map<std::string, std::string>
      compared_;  ///< words that were asked for, as they are compared
  std::unordered_set<const MappedWord*> used_;
  Cell made_;
  std::string made_text_;  ///< of that cell
  std::vector<std::string_view> parts_;
};

}  // namespace precept
