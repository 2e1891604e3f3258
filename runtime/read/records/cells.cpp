#include "runtime/read/records/cells.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/moment.h"
#include "base/text.h"
#include "runtime/read/json_text.h"

namespace precept {

using program::Form;

namespace {

/// A number as JSON writes it: `007` is none.
bool is_whole(std::string_view digits) {
  if (digits.starts_with('-')) digits.remove_prefix(1);
  if (digits.empty() || (digits.starts_with('0') && digits.size() > 1)) return false;
  return std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

/// The same with digits behind a point.
bool is_decimal(std::string_view digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  const std::string_view behind = digits.substr(std::min(point + 1, digits.size()));
  const bool has_digits = point == digits.size() || !behind.empty();
  return is_whole(digits.substr(0, point)) && has_digits &&
         std::ranges::all_of(behind, [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view in_words(CellKind kind) {
  switch (kind) {
    case CellKind::Number:
      return "a number";
    case CellKind::Truth:
      return "a truth";
    case CellKind::Day:
      return "a day";
    default:
      return "a text";
  }
}

/// A number is its own JSON; another text gets quotes.
void append_number_or_text(std::string& json, std::string_view text, bool is_number) {
  if (is_number) {
    json += text;
  } else {
    append_json_string(json, text);
  }
}

}  // namespace

std::optional<bool> truth_said(std::string_view word) {
  // Most cells are written so, and need no folding.
  if (word == "yes" || word == "1") return true;
  if (word == "no" || word == "0") return false;
  const std::string folded = case_folded(word);
  if (folded == "yes" || folded == "true") return true;
  if (folded == "no" || folded == "false") return false;
  return std::nullopt;
}

/// Always true.
bool CellReader::report_unreadable(const Cell& cell, const ListField& field) {
  if (cell.kind == CellKind::Error) {
    diagnostics_
        .report(
            DiagnosticKind::ListCell, cell.place,
            fmt::format("`{}` is an error of the spreadsheet, and no value of `{}`", cell.text, field.name))
        .with_help("mend the formula, or write the value");
    return true;
  }
  diagnostics_
      .report(DiagnosticKind::ListCell, cell.place,
              fmt::format("the formula of this cell of `{}` has no result in the file", field.name))
      .with_help("open the workbook in a spreadsheet program and save it");
  return true;
}

bool CellReader::append(std::string& json, const Cell& cell, std::string_view text, const ListField& field,
                        Form form) {
  switch (form) {
    case Form::Truth:
      return append_truth(json, cell, text, field);
    case Form::Text:
      return append_text(json, cell, text, field);
    case Form::Int:
    case Form::Duration:
    case Form::Months:
      append_number_or_text(json, text, cell.kind != CellKind::Truth && is_whole(text));
      return true;
    case Form::Number:
      append_number_or_text(json, text, cell.kind != CellKind::Truth && is_decimal(text));
      return true;
    case Form::Moment:
      if (cell.kind == CellKind::Number || (cell.kind == CellKind::Day && !parse_moment(text)))
        return report_no_offset(cell, field);
      [[fallthrough]];
    case Form::Hours:
      if (form == Form::Hours && (cell.kind == CellKind::Number || cell.kind == CellKind::Day))
        return report_no_length(cell, field);
      [[fallthrough]];
    case Form::Date:
      if (cell.kind == CellKind::Truth) return report_wrong(cell, field);
      append_json_string(json, text);
      return true;
    default:
      break;
  }
  const bool is_key = field.is_number_key && is_whole(text);
  if (cell.kind != CellKind::Text && !(is_key && cell.kind == CellKind::Number))
    return report_wrong(cell, field);
  append_number_or_text(json, text, is_key);
  return true;
}

bool CellReader::append_truth(std::string& json, const Cell& cell, std::string_view text,
                              const ListField& field) {
  const auto value = cell.kind == CellKind::Day ? std::nullopt : truth_said(text);
  if (value) {
    json += *value ? "true" : "false";
    return true;
  }
  diagnostics_
      .report(DiagnosticKind::ListCell, cell.place,
              fmt::format("`{}` is no truth, as `{}` must be", text_for_message(text), field.name))
      .with_help("write `yes` or `no`");
  return false;
}

bool CellReader::append_text(std::string& json, const Cell& cell, std::string_view text,
                             const ListField& field) {
  const bool is_taken = cell.kind == CellKind::Text || cell.kind == CellKind::Day ||
                        (cell.kind == CellKind::Number && is_whole(text));
  if (!is_taken) return report_wrong(cell, field);
  if (cell.kind != CellKind::Text) taken_as_text_.emplace_back(cell.place);
  append_json_string(json, text);
  return true;
}

/// Always false.
bool CellReader::report_no_offset(const Cell& cell, const ListField& field) {
  diagnostics_
      .report(DiagnosticKind::ListCell, cell.place,
              fmt::format("the cell is {} (`{}`), which says no offset from UTC, as `{}` must",
                          in_words(cell.kind), text_for_message(cell.text), field.name))
      .with_help("make the cell a text such as 2024-05-01T14:30:00+02:00, or with Z for UTC");
  return false;
}

/// Always false. A spreadsheet holds 24 hours as 1, and shows it as it likes.
bool CellReader::report_no_length(const Cell& cell, const ListField& field) {
  diagnostics_
      .report(DiagnosticKind::ListCell, cell.place,
              fmt::format("the cell is {} (`{}`), and `{}` is a length of time", in_words(cell.kind),
                          text_for_message(cell.text), field.name))
      .with_help("make the cell a text such as PT24H or PT1H30M");
  return false;
}

/// Always false.
bool CellReader::report_wrong(const Cell& cell, const ListField& field) {
  diagnostics_
      .report(DiagnosticKind::ListCell, cell.place,
              fmt::format("the cell is {} (`{}`), and `{}` is written as a text", in_words(cell.kind),
                          text_for_message(cell.text), field.name))
      .with_help("make the cell a text");
  return false;
}

}  // namespace precept
