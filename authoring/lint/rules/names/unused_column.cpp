#include <set>

#include "authoring/lint/rules/names/names.h"

namespace precept::lint {

namespace {

/// The columns by which rows are found.
std::set<std::pair<FileId, std::uint32_t>> keys_of(Look& look) {
  std::set<std::pair<FileId, std::uint32_t>> result;
  for (const model::Table& table : look.model().tables) {
    for (std::uint32_t key : table.key)
      result.emplace(table.columns[key].span.file, table.columns[key].span.begin);
    if (table.alternative) {
      const Span at = table.columns[*table.alternative].span;
      result.emplace(at.file, at.begin);
    }
  }
  return result;
}

}  // namespace

void unused_column(Look& look) {
  const auto keys = keys_of(look);
  tell_unused(
      look, DeclarationKind::Column, DiagnosticKind::UnusedColumn, "nothing reads the column",
      "read it, or leave it out: a table's file may have columns that nothing declares",
      [&](DeclarationId id) {
        const Declaration& column = look.declaration(id);
        // A module describes documents for policies that read other parts of them.
        if (!look.is_of_policy(column.name_span.file)) return false;
        if (column.parent == analysis::kNoDeclaration || look.uses(column.parent) == 0) return false;
        return !is_of_engine(column.name) && !keys.contains({column.name_span.file, column.name_span.begin});
      });
}

}  // namespace precept::lint
