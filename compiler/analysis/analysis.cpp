#include "compiler/analysis/analysis.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "compiler/analysis/suggested_edits.h"

namespace precept {

using analysis::Declaration;
using analysis::DeclarationId;
using analysis::DeclarationKind;
using analysis::kNoDeclaration;
using analysis::Use;
using checking::NameUse;
using checking::PolicyFile;
using checking::TypedPlace;

namespace {

auto place_of(Span span) {
  return std::pair(span.file, span.begin);
}

bool contains(Span span, FileId file, std::uint32_t offset) {
  return span.file == file && span.begin <= offset && offset <= span.end;
}

}  // namespace

Analysis analyze(FileId root, Sources& sources, const AnalysisOptions& options, Diagnostics so_far) {
  const std::size_t first = so_far.all().size();
  ParseCache own;
  checking::PolicyFiles files =
      checking::load_files(root, sources, so_far, options.parsed != nullptr ? *options.parsed : own);
  checking::CheckedPolicy checked = checking::check_files(files, sources, so_far, options.unused);
  // Mistakes are told in the order in which this run read its files, wherever a tree was parsed.
  std::map<FileId, FileId> read_as;
  for (const PolicyFile& file : files.files) {
    if (file.source != file.read_as) read_as.emplace(file.source, file.read_as);
  }
  if (!read_as.empty()) so_far.move_places(first, read_as);
  if (!files.have_mistakes) so_far.sort_by_place();
  return Analysis(std::move(files), std::move(checked), analysis::with_suggested_edits(so_far, sources));
}

std::unique_ptr<model::Model> check_policy(FileId root, Sources& sources, Diagnostics& diagnostics,
                                           const AnalysisOptions& options) {
  return analyze(root, sources, options, std::move(diagnostics)).take_model(diagnostics);
}

// ---- what is found at once -------------------------------------------------------------------------

Analysis::Analysis(checking::PolicyFiles files, checking::CheckedPolicy checked, Diagnostics diagnostics)
    : files_(std::move(files)),
      checked_(std::move(checked)),
      diagnostics_(std::move(diagnostics)),
      declarations_(analysis::declarations_of(files_)) {
  for (DeclarationId id = 0; id < declarations_.size(); ++id) {
    if (declarations_[id].kind != DeclarationKind::Section) by_place_.push_back(id);
  }
  std::ranges::sort(by_place_, {}, [&](DeclarationId id) { return place_of(declarations_[id].name_span); });
  find_uses();
}

std::unique_ptr<model::Model> Analysis::take_model(Diagnostics& diagnostics) && {
  diagnostics = std::move(diagnostics_);
  return checked_.take_model();
}

void Analysis::find_uses() {
  auto add = [&](const NameUse& use) {
    auto declaration = declared_at(use.declared);
    if (use.place.has_place() && declaration) uses_.push_back({use.place, *declaration});
  };
  std::ranges::for_each(checked_.findings().uses, add);
  std::ranges::for_each(module_uses(), add);
  auto place = [](const Use& use) { return place_of(use.span); };
  std::ranges::stable_sort(uses_, {}, place);
  auto [first, last] = std::ranges::unique(uses_, {}, place);
  uses_.erase(first, last);
}

std::vector<NameUse> Analysis::module_uses() const {
  std::vector<NameUse> result;
  for (const PolicyFile& file : files_.files) {
    for (const ast::Statement& statement : file.tree->statements) {
      if (statement.form != ast::StatementForm::Use) continue;
      auto used = std::ranges::find_if(file.uses, [&](checking::FileIndex index) {
        return files_.files[index].tree->name.text == statement.name.text;
      });
      if (used != file.uses.end())
        result.push_back({statement.name.span, files_.files[*used].tree->name.span});
    }
  }
  return result;
}

// ---- declarations ------------------------------------------------------------------------------------

std::optional<DeclarationId> Analysis::declared_at(Span name) const {
  auto place = [&](DeclarationId id) { return place_of(declarations_[id].name_span); };
  auto found = std::ranges::lower_bound(by_place_, place_of(name), {}, place);
  if (!name.has_place() || found == by_place_.end() || place(*found) != place_of(name)) return std::nullopt;
  return *found;
}

std::string Analysis::qualified_name(DeclarationId declaration) const {
  const Declaration& it = declarations_[declaration];
  auto is_file = [&](DeclarationId id) {
    return declarations_[id].kind == DeclarationKind::Policy ||
           declarations_[id].kind == DeclarationKind::Module;
  };
  const bool is_outermost = it.parent == kNoDeclaration || is_file(it.parent);
  return (is_outermost ? "" : qualified_name(it.parent) + ".") + std::string(it.name);
}

std::string Analysis::type_of(DeclarationId declaration) const {
  const Declaration& it = declarations_[declaration];
  switch (it.kind) {
    case DeclarationKind::Member:
    case DeclarationKind::Choice:
      return it.parent == kNoDeclaration ? "" : std::string(declarations_[it.parent].name);
    case DeclarationKind::Judgement:
      return "truth";
    case DeclarationKind::Field:
    case DeclarationKind::Column:
    case DeclarationKind::Definition:
    case DeclarationKind::Parameter:
    case DeclarationKind::Document:
    case DeclarationKind::Subject:
    case DeclarationKind::Let:
    case DeclarationKind::Element: {
      const TypedPlace* typed = typed_as(it.name_span);
      return checked_.describe(typed != nullptr ? typed->type : model::Type{});
    }
    case DeclarationKind::Policy:
    case DeclarationKind::Module:
    case DeclarationKind::Enum:
    case DeclarationKind::Record:
    case DeclarationKind::Table:
    case DeclarationKind::Reading:
    case DeclarationKind::Section:
    case DeclarationKind::Act:
    case DeclarationKind::Clause:
    case DeclarationKind::Norm:
      return "";
  }
  return "";
}

const TypedPlace* Analysis::typed_as(Span place) const {
  const auto& types = checked_.findings().types;
  auto found = std::ranges::find_if(types, [&](const TypedPlace& typed) {
    return place_of(typed.place) == place_of(place) && typed.place.end == place.end;
  });
  return found == types.end() ? nullptr : &*found;
}

// ---- questions about a place ---------------------------------------------------------------------------

FileId Analysis::in_places(FileId file) const {
  auto found = std::ranges::find(files_.files, file, &PolicyFile::read_as);
  return found == files_.files.end() ? file : found->source;
}

const PolicyFile* Analysis::file_of(FileId file) const {
  auto found = std::ranges::find(files_.files, in_places(file), &PolicyFile::source);
  return found == files_.files.end() ? nullptr : &*found;
}

std::optional<DeclarationId> Analysis::declaration_at(FileId file, std::uint32_t offset) const {
  file = in_places(file);
  const std::pair at(file, offset);
  auto use = std::ranges::upper_bound(uses_, at, {}, [](const Use& each) { return place_of(each.span); });
  if (use != uses_.begin() && contains((--use)->span, file, offset)) return use->declaration;
  auto place = [&](DeclarationId id) { return place_of(declarations_[id].name_span); };
  auto declared = std::ranges::upper_bound(by_place_, at, {}, place);
  if (declared == by_place_.begin() || !contains(declarations_[*--declared].name_span, file, offset))
    return std::nullopt;
  return *declared;
}

std::vector<Span> Analysis::uses_of(DeclarationId declaration) const {
  std::vector<Span> result;
  for (const Use& use : uses_) {
    if (use.declaration == declaration) result.push_back(use.span);
  }
  return result;
}

std::vector<Span> Analysis::places_to_rename(DeclarationId declaration) const {
  // An act that can be exercised is called by a member's name: where it is declared, it uses the member.
  auto member = std::ranges::find_if(uses_, [&](const Use& use) {
    return place_of(use.span) == place_of(declarations_[declaration].name_span);
  });
  if (member != uses_.end()) declaration = member->declaration;
  std::vector<Span> result = uses_of(declaration);
  for (std::size_t i = 0, direct = result.size(); i < direct; ++i) {
    auto act = declared_at(result[i]);
    if (!act) continue;
    std::vector<Span> of_act = uses_of(*act);
    result.insert(result.end(), of_act.begin(), of_act.end());
  }
  result.push_back(declarations_[declaration].name_span);
  std::ranges::sort(result, {}, place_of);
  return result;
}

std::optional<std::string> Analysis::type_at(FileId file, std::uint32_t offset) const {
  file = in_places(file);
  const TypedPlace* innermost = nullptr;
  for (const TypedPlace& typed : checked_.findings().types) {
    if (!contains(typed.place, file, offset)) continue;
    auto length = [](const TypedPlace& it) { return it.place.end - it.place.begin; };
    if (innermost == nullptr || length(typed) < length(*innermost)) innermost = &typed;
  }
  return innermost != nullptr ? std::optional(checked_.describe(innermost->type)) : std::nullopt;
}

}  // namespace precept
