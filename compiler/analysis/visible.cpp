// What a name at a place may mean, for completion. The text around the place may be half written and have no
// tree, so the words before a dot are read off the text where no expression ends there.
#include <algorithm>

#include "compiler/analysis/analysis.h"

namespace precept {

using analysis::Declaration;
using analysis::DeclarationId;
using analysis::DeclarationKind;
using analysis::kNoDeclaration;
using checking::TypedPlace;

namespace {

bool is_of_name(char sign) {
  return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z') || (sign >= '0' && sign <= '9') ||
         sign == '_' || sign == '`';
}

/// Where the word that ends at `end` begins.
std::uint32_t begin_of_word(std::string_view text, std::uint32_t end) {
  while (end > 0 && is_of_name(text[end - 1])) --end;
  return end;
}

std::string_view without_back_quotes(std::string_view word) {
  const bool is_quoted = word.size() > 2 && word.starts_with('`') && word.ends_with('`');
  return is_quoted ? word.substr(1, word.size() - 2) : word;
}

/// So many dots are followed to the left; each is a look at everything that is declared.
constexpr std::size_t kMostSteps = 32;

/// Where a declaration can be meant by its name.
enum class Reach { InScope, InFiles, BehindDot, Nowhere };

Reach reach_of(DeclarationKind kind) {
  switch (kind) {
    case DeclarationKind::Enum:
    case DeclarationKind::Member:
    case DeclarationKind::Record:
    case DeclarationKind::Table:
    case DeclarationKind::Reading:
    case DeclarationKind::Choice:
    case DeclarationKind::Definition:
    case DeclarationKind::Judgement:
      return Reach::InFiles;
    case DeclarationKind::Field:
    case DeclarationKind::Column:
      return Reach::BehindDot;
    case DeclarationKind::Policy:
    case DeclarationKind::Module:
    case DeclarationKind::Section:
      return Reach::Nowhere;
    case DeclarationKind::Parameter:
    case DeclarationKind::Document:
    case DeclarationKind::Subject:
    case DeclarationKind::Act:
    case DeclarationKind::Clause:
    case DeclarationKind::Norm:
    case DeclarationKind::Let:
    case DeclarationKind::Element:
      return Reach::InScope;
  }
  return Reach::Nowhere;
}

bool is_part(DeclarationKind kind) {
  return reach_of(kind) == Reach::BehindDot || kind == DeclarationKind::Member;
}
/// Acts, clauses and norms are in scope, but nothing in an expression.
bool is_value(DeclarationKind kind) {
  return kind != DeclarationKind::Act && kind != DeclarationKind::Clause && kind != DeclarationKind::Norm;
}

}  // namespace

std::vector<DeclarationId> Analysis::visible_at(FileId file, std::uint32_t offset) const {
  const checking::PolicyFile* in = file_of(file);
  if (in == nullptr) return {};
  const std::string_view text = in->entry.parsed->text->text;
  const std::uint32_t begin = begin_of_word(text, std::min(offset, static_cast<std::uint32_t>(text.size())));
  if (begin > 0 && text[begin - 1] == '.') {
    auto whole = whole_before(in->source, begin - 1);
    return whole ? parts_of(*whole) : std::vector<DeclarationId>();
  }
  return names_at(in->source, offset);
}

std::vector<DeclarationId> Analysis::names_at(FileId file, std::uint32_t offset) const {
  std::vector<DeclarationId> result;
  for (DeclarationId id = 0; id < declarations_.size(); ++id) {
    Span scope = declarations_[id].scope;
    if (scope.has_place() && scope.file == file && scope.begin <= offset && offset <= scope.end)
      result.push_back(id);
  }
  std::ranges::stable_sort(result, {}, [&](DeclarationId id) {
    return declarations_[id].scope.end - declarations_[id].scope.begin;
  });
  const std::vector<bool>& sees = file_of(file)->sees;
  for (DeclarationId id = 0; id < declarations_.size(); ++id) {
    const Declaration& each = declarations_[id];
    auto in = std::ranges::find(files_.files, each.name_span.file, &checking::PolicyFile::source);
    if (reach_of(each.kind) == Reach::InFiles && sees[static_cast<std::size_t>(in - files_.files.begin())])
      result.push_back(id);
  }
  return result;
}

// ---- behind a dot ----------------------------------------------------------------------------------------

std::vector<DeclarationId> Analysis::parts_of(DeclarationId whole) const {
  std::vector<DeclarationId> result;
  for (DeclarationId id = 0; id < declarations_.size(); ++id) {
    if (declarations_[id].parent == whole && is_part(declarations_[id].kind)) result.push_back(id);
  }
  if (declarations_[whole].kind != DeclarationKind::Record) return result;
  for (Span field : checked_.fields_of(declarations_[whole].name_span)) {
    auto declared = declared_at(field);
    if (declared && std::ranges::find(result, *declared) == result.end()) result.push_back(*declared);
  }
  return result;
}

std::optional<DeclarationId> Analysis::whole_before(FileId file, std::uint32_t dot) const {
  const TypedPlace* longest = nullptr;
  for (const TypedPlace& typed : checked_.findings().types) {
    if (typed.place.file != file || typed.place.end != dot) continue;
    if (longest == nullptr || typed.place.begin < longest->place.begin) longest = &typed;
  }
  auto whole = longest != nullptr ? whole_of(longest->type) : std::nullopt;
  return whole ? whole : whole_written(file, dot);
}

/// The record, table or enum whose parts the written words before the dot have: `f.stalls`, `Category`.
std::optional<DeclarationId> Analysis::whole_written(FileId file, std::uint32_t dot) const {
  const std::string_view text = file_of(file)->entry.parsed->text->text;
  std::vector<std::string_view> words;  // the last first
  std::uint32_t begin = dot + 1;
  do {
    const std::uint32_t end = begin - 1;
    begin = begin_of_word(text, end);
    words.push_back(without_back_quotes(text.substr(begin, end - begin)));
  } while (begin > 0 && text[begin - 1] == '.' && words.size() < kMostSteps);
  std::optional<DeclarationId> whole = meant_by(words.back(), names_at(file, begin));
  for (words.pop_back(); whole && !words.empty(); words.pop_back())
    whole = meant_by(words.back(), parts_of(*whole));
  return whole;
}

/// The record, table or enum that a name of these stands for, or is a value of.
std::optional<DeclarationId> Analysis::meant_by(std::string_view name,
                                                const std::vector<DeclarationId>& candidates) const {
  auto meant = std::ranges::find_if(candidates, [&](DeclarationId id) {
    return declarations_[id].name == name && is_value(declarations_[id].kind);
  });
  if (meant == candidates.end()) return std::nullopt;
  if (declarations_[*meant].kind == DeclarationKind::Enum) return *meant;
  const TypedPlace* typed = typed_as(declarations_[*meant].name_span);
  return typed != nullptr ? whole_of(typed->type) : std::nullopt;
}

std::optional<DeclarationId> Analysis::whole_of(const model::Type& type) const {
  const bool has_parts =
      type.is(model::TypeKind::Record) || type.is(model::TypeKind::Row) || type.is(model::TypeKind::Key);
  return has_parts ? declared_at(checked_.declared_at(type)) : std::nullopt;
}

}  // namespace precept
