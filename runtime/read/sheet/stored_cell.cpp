#include "runtime/read/sheet/stored_cell.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <string_view>

#include "base/text.h"
#include "runtime/read/sheet/cell_text.h"

namespace precept {

namespace {

using OrWords = std::expected<Cell, std::string>;

/// The number that names a shared text or a style.
std::optional<std::size_t> index_of(std::string_view digits) {
  std::size_t index = 0;
  const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), index);
  const bool is_index = status == std::errc() && end == digits.data() + digits.size();
  return is_index ? std::optional(index) : std::nullopt;
}

Cell text_cell(std::string_view text) {
  if (trimmed(text).empty()) return {};
  return {CellKind::Text, {}, text};
}

OrWords shared_text(std::string_view value, const SharedParts& shared) {
  const auto index = index_of(value);
  if (index && *index < shared.texts.size()) return text_cell(shared.texts[*index]);
  return std::unexpected(fmt::format("refers to text `{}`, and the workbook has {} texts",
                                     text_for_message(value), shared.texts.size()));
}

OrWords truth(std::string_view value) {
  if (value == "1" || value == "true") return Cell{CellKind::Truth, {}, "1"};
  if (value == "0" || value == "false") return Cell{CellKind::Truth, {}, "0"};
  return std::unexpected(fmt::format("is a truth and has the value `{}`", text_for_message(value)));
}

/// A day that is stored as an ISO date; a time of day that is midnight is none.
OrWords iso_day(std::string_view value, const SharedParts& shared) {
  std::string_view day = value;
  if (day.size() > 10 && day.substr(10).find_first_not_of("T0:.Z") == std::string_view::npos)
    day = day.substr(0, 10);
  return Cell{CellKind::Day, {}, shared.store->texts.keep(day)};
}

OrWords number(std::string_view value, std::string_view style, const SharedParts& shared) {
  const std::size_t format = index_of(style).value_or(0);
  const bool is_day = format < shared.day_styles.size() && shared.day_styles[format];
  if (is_day) {
    if (const auto day = day_text(value, shared.days_from))
      return Cell{CellKind::Day, {}, shared.store->texts.keep(*day)};
  }
  if (const auto digits = number_text(value))
    return Cell{CellKind::Number, {}, shared.store->texts.keep(*digits)};
  return std::unexpected(fmt::format("is a number and has the value `{}`", text_for_message(value)));
}

}  // namespace

OrWords cell_of(const StoredCell& stored, const SharedParts& shared) {
  const bool is_text = stored.type == "str" || stored.type == "inlineStr";
  const std::string_view value = trimmed(stored.value);
  const bool has_result = is_text ? stored.has_value : !value.empty();
  if (!has_result) return Cell{stored.has_formula ? CellKind::NoResult : CellKind::Empty, {}, {}};
  if (is_text) return text_cell(keep_stored(stored.value, shared.store->texts));
  if (stored.type == "s") return shared_text(value, shared);
  if (stored.type == "b") return truth(value);
  if (stored.type == "e") return Cell{CellKind::Error, {}, shared.store->texts.keep(value)};
  if (stored.type == "d") return iso_day(value, shared);
  if (stored.type.empty() || stored.type == "n") return number(value, stored.style, shared);
  return std::unexpected(fmt::format("has the type `{}`, which there is not", text_for_message(stored.type)));
}

}  // namespace precept
