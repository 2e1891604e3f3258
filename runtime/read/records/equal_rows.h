// Finds the rows of a list that are equal, as JSON has them.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostic.h"
#include "base/text_hash.h"
#include "runtime/read/translated.h"

namespace precept {

class EqualRows {
 public:
  /// The text that the rows are added to.
  explicit EqualRows(const Translated& text) : text_(text) {}

  void make_room(std::size_t rows) { rows_.reserve(rows_.size() + rows); }
  /// Enters the row that the origin with this index is of.
  void add(std::uint32_t origin) {
    rows_.push_back({static_cast<std::uint32_t>(hash_(row(origin))), origin});
  }
  /// Notes each row that is there again, with the rows where.
  void note(const Sources& sources, Diagnostics& diagnostics) const;

 private:
  struct Row {
    std::uint32_t hash = 0, origin = kNoRow;
  };
  static constexpr std::uint32_t kNoRow = 0xFFFFFFFF;
  /// The origin of the first of equal rows, with the place of a later one.
  using Again = std::pair<std::uint32_t, Span>;

  std::string_view row(std::uint32_t origin) const;
  std::vector<Again> find() const;

  const Translated& text_;
  TextHash hash_;
  std::vector<Row> rows_;
};

}  // namespace precept
