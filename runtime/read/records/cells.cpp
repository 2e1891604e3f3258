#include "runtime/read/records/cells.h"

#include <fmt/format.h>

#include <algorithm>

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

std::string json_text(std::string_view text) {
  std::string json;
  append_json_string(json, text);
  return json;
}

}  // namespace

std::optional<bool> truth_said(std::string_view word) {
  const std::string folded = case_folded(word);
  if (folded == "yes" || folded == "true" || folded == "1") return true;
  if (folded == "no" || folded == "false" || folded == "0") return false;
  return std::nullopt;
}

bool CellReader::report_if_unreadable(const Cell& cell, const ListField& field) {
  if (cell.kind == CellKind::Error) {
    diagnostics_
        .report(
            DiagnosticKind::ListCell, cell.place,
            fmt::format("`{}` is an error of the spreadsheet, and no value of `{}`", cell.text, field.name))
        .with_help("mend the formula, or write the value");
    return true;
  }
  if (cell.kind != CellKind::NoResult) return false;
  diagnostics_
      .report(DiagnosticKind::ListCell, cell.place,
              fmt::format("the formula of this cell of `{}` has no result in the file", field.name))
      .with_help("open the workbook in a spreadsheet program and save it");
  return true;
}

std::string CellReader::json(const Cell& cell, std::string_view text, const ListField& field, Form form) {
  switch (form) {
    case Form::Truth:
      return truth(cell, text, field);
    case Form::Text:
      return plain_text(cell, text, field);
    case Form::Int:
      return cell.kind != CellKind::Truth && is_whole(text) ? std::string(text) : json_text(text);
    case Form::Date:
      return cell.kind == CellKind::Truth ? wrong(cell, field) : json_text(text);
    default:
      break;
  }
  if (cell.kind == CellKind::Text) {
    return field.is_number_key && is_whole(text) ? std::string(text) : json_text(text);
  }
  const bool is_key = field.is_number_key && cell.kind == CellKind::Number && is_whole(text);
  return is_key ? std::string(text) : wrong(cell, field);
}

std::string CellReader::truth(const Cell& cell, std::string_view text, const ListField& field) {
  const auto value = cell.kind == CellKind::Day ? std::nullopt : truth_said(text);
  if (value) return *value ? "true" : "false";
  diagnostics_
      .report(DiagnosticKind::ListCell, cell.place,
              fmt::format("`{}` is no truth, as `{}` must be", text_for_message(text), field.name))
      .with_help("write `yes` or `no`");
  return {};
}

std::string CellReader::plain_text(const Cell& cell, std::string_view text, const ListField& field) {
  const bool is_taken = cell.kind == CellKind::Text || cell.kind == CellKind::Day ||
                        (cell.kind == CellKind::Number && is_whole(text));
  if (!is_taken) return wrong(cell, field);
  if (cell.kind != CellKind::Text) taken_as_text_.emplace_back(cell.place);
  return json_text(text);
}

std::string CellReader::wrong(const Cell& cell, const ListField& field) {
  diagnostics_
      .report(DiagnosticKind::ListCell, cell.place,
              fmt::format("the cell is {} (`{}`), and `{}` is written as a text", in_words(cell.kind),
                          text_for_message(cell.text), field.name))
      .with_help("make the cell a text");
  return {};
}

}  // namespace precept
