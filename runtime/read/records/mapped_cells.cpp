#include "runtime/read/records/mapped_cells.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/text.h"
#include "runtime/read/json_text.h"
#include "runtime/read/records/cells.h"

namespace precept {

namespace {

/// Words of a field that no cell has are told one by one up to this number.
constexpr std::size_t kMostUnused = 10;

/// What a cell of a column says that stands for one member of a set.
std::optional<bool> choice_of(std::string_view word) {
  const std::string text = case_folded(trimmed(word));
  if (text == "x" || text == "✓" || text == "✔") return true;
  return truth_said(text);
}

}  // namespace

MappedCells::MappedCells(const Sheet& sheet, const ListHeader& header, const ListMapping* mapping,
                         Diagnostics& diagnostics)
    : sheet_(sheet), header_(header), mapping_(mapping), diagnostics_(diagnostics) {
  if (mapping_ != nullptr) find_merged();
}

void MappedCells::find_merged() {
  for (const CellRange& range : sheet_.merged) {
    for (const ListColumn& column : header_.columns) {
      if (!mapping_->fills(column.field->name)) continue;
      for (std::size_t at : column.columns) {
        if (at < range.first_column || at > range.last_column) continue;
        const std::size_t last = std::min<std::size_t>(range.last_row + 1, sheet_.rows.size());
        for (std::size_t row = range.first_row; row < last; ++row)
          merged_[at][row] = {range.first_row, range.first_column};
      }
    }
  }
}

/// Whether the mapping counts the cell's text as empty.
bool MappedCells::is_blank(const Cell& cell) const {
  return !mapping_->blank.empty() &&
         std::ranges::find(mapping_->blank, as_compared(cell.text)) != mapping_->blank.end();
}

const Cell& MappedCells::at(std::size_t row, std::size_t column, bool is_filled) const {
  if (is_filled) {
    const auto of_column = merged_.find(column);
    if (of_column != merged_.end()) {
      const auto found = of_column->second.find(row);
      if (found != of_column->second.end()) std::tie(row, column) = found->second;
    }
  }
  return at(row, column);
}

const Cell* MappedCells::mapped(std::size_t row, const ListColumn& column) {
  const bool is_filled = mapping_->fills(column.field->name);
  if (column.mapped == nullptr || column.mapped->headers.size() == 1)
    return &at(row, column.columns.front(), is_filled);
  if (column.mapped->constant) return constant(column);
  return column.mapped->options.empty() ? joined(row, column, is_filled) : chosen(row, column, is_filled);
}

/// The texts with blanks between; of one cell the cell.
const Cell* MappedCells::joined(std::size_t row, const ListColumn& column, bool is_filled) {
  const Cell* only = &kEmptyCell;
  std::size_t count = 0;
  std::string& text = made_text_;
  text.clear();
  for (std::size_t each : column.columns) {
    const Cell& cell = at(row, each, is_filled);
    if (cell.kind == CellKind::Empty) continue;
    if (cell.kind == CellKind::Error || cell.kind == CellKind::NoResult) return &cell;
    text += fmt::format("{}{}", text.empty() ? "" : " ", trimmed(cell.text));
    if (count++ == 0) only = &cell;
  }
  if (count < 2) return only;
  made_ = {CellKind::Text, only->place, text};
  return &made_;
}

/// The members whose columns say yes.
const Cell* MappedCells::chosen(std::size_t row, const ListColumn& column, bool is_filled) {
  Cell members;
  std::string& text = made_text_;
  text.clear();
  for (std::size_t i = 0; i < column.columns.size(); ++i) {
    const Cell& cell = at(row, column.columns[i], is_filled);
    if (cell.kind == CellKind::Empty) continue;
    if (cell.kind == CellKind::Error || cell.kind == CellKind::NoResult) return &cell;
    const std::string_view said = meant(trimmed(cell.text), *column.field);
    if (said.empty()) continue;
    const auto is_chosen = choice_of(said);
    if (!is_chosen) {
      diagnostics_
          .report(DiagnosticKind::ListCell, cell.place,
                  fmt::format("{} says neither yes nor no to {}", in_backticks(cell.text),
                              in_backticks(column.mapped->options[i].member)))
          .with_help("write `x`, `yes` or `1`, or nothing; or map the word to `yes` or `no`");
      return nullptr;
    }
    const bool is_first = text.empty();
    if (members.kind == CellKind::Empty || (*is_chosen && is_first)) members.place = cell.place;
    members.kind = CellKind::Text;
    if (*is_chosen) text += (is_first ? "" : ";") + column.mapped->options[i].member;
  }
  members.text = text;
  made_ = members;
  return &made_;
}

const Cell* MappedCells::constant(const ListColumn& column) {
  made_text_.clear();
  for (const std::string& word : *column.mapped->constant)
    made_text_ += (made_text_.empty() ? "" : ";") + word;
  made_ = {CellKind::Text, column.mapped->place, made_text_};
  return &made_;
}

const std::vector<std::string_view>& MappedCells::parts(std::string_view text, const ListField& field) {
  static const std::vector<std::string> kNone;
  const std::vector<std::string>* separators = &kNone;
  if (mapping_ != nullptr) {
    const auto found = mapping_->split.find(field.name);
    if (found != mapping_->split.end()) separators = &found->second;
  }
  parts_.clear();
  std::size_t begin = 0;
  auto take = [&](std::size_t end) {
    const std::string_view part = trimmed(text.substr(begin, end - begin));
    if (!part.empty()) parts_.push_back(part);
  };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t size = text[at] == ';' ? 1 : 0;
    for (const std::string& separator : *separators) {
      if (text.substr(at).starts_with(separator)) size = std::max(size, separator.size());
    }
    if (size == 0) {
      ++at;
      continue;
    }
    take(at);
    at += size;
    begin = at;
  }
  take(text.size());
  return parts_;
}

std::string_view MappedCells::mapped(std::string_view word, const ListField& field) {
  const auto values = mapping_->values.find(field.name), keys = mapping_->keys.find(field.name);
  if (values == mapping_->values.end() && keys == mapping_->keys.end()) return word;
  const auto [compared, is_new] = compared_.try_emplace(std::string(word));
  if (is_new) compared->second = as_compared(word);
  for (const auto& [words, end] : {std::pair(values, mapping_->values.end()), {keys, mapping_->keys.end()}}) {
    if (words == end) continue;
    const auto found = words->second.find(compared->second);
    if (found == words->second.end()) continue;
    used_.insert(&found->second);
    return found->second.target;
  }
  return word;
}

void MappedCells::note_unused(const ListMapping& mapping, const std::unordered_set<const MappedWord*>& used,
                              Diagnostics& diagnostics) {
  for (const auto& [field, words] : mapping.values) {
    std::vector<const MappedWord*> unused;
    for (const auto& [compared, word] : words) {
      if (!word.is_preset && !used.contains(&word)) unused.push_back(&word);
    }
    std::ranges::sort(unused, {}, [](const MappedWord* word) { return word->place.begin; });
    for (const MappedWord* word : std::span(unused).first(std::min(unused.size(), kMostUnused))) {
      diagnostics.report(DiagnosticKind::MappingUnused, word->place,
                         fmt::format("no cell of {} is {}", in_backticks(field), in_backticks(word->word)));
    }
    if (unused.size() > kMostUnused)
      diagnostics.report(DiagnosticKind::MappingUnused, unused[kMostUnused]->place,
                         fmt::format("{} more words of {} are in no cell", unused.size() - kMostUnused,
                                     in_backticks(field)));
  }
}

}  // namespace precept
