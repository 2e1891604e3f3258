// Where a name is declared, where it is used, and its new name everywhere.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "authoring/server/features/features.h"

namespace precept::server {

using analysis::Declaration;
using analysis::DeclarationId;
using analysis::DeclarationKind;

namespace {

/// A place in a file, whichever policy it was seen from.
struct FilePlace {
  std::filesystem::path file;
  std::uint32_t begin = 0, end = 0;
  auto operator<=>(const FilePlace&) const = default;
};

FilePlace place_in_file(const PolicyState& policy, Span span) {
  return {policy.path_of(span.file), span.begin, span.end};
}

std::optional<DeclarationId> meant_at(const Spot& spot) {
  return spot.is_known() ? spot.analysis().declaration_at(spot.file, spot.offset) : std::nullopt;
}

/// The declaration as another policy knows it, by the place of its name.
std::optional<DeclarationId> same_in(const PolicyState& policy, const FilePlace& name) {
  const auto file = policy.file_at(name.file);
  if (!file) return std::nullopt;
  const auto& declarations = policy.analysis->declarations();
  for (DeclarationId id = 0; id < declarations.size(); ++id) {
    const Span& span = declarations[id].name_span;
    const bool is_it = span.file == *file && span.begin == name.begin && span.end == name.end;
    if (is_it && declarations[id].kind != DeclarationKind::Section) return id;
  }
  return std::nullopt;
}

/// Every place with the name, in all policies around; those that are to change with it where it is renamed.
std::map<FilePlace, std::shared_ptr<const PolicyState>> places_of(const Context& context, const Spot& spot,
                                                                  DeclarationId declaration, bool to_rename) {
  std::map<FilePlace, std::shared_ptr<const PolicyState>> result;
  const FilePlace name = place_in_file(*spot.policy, spot.analysis().declarations()[declaration].name_span);
  auto add = [&](const std::shared_ptr<const PolicyState>& policy, DeclarationId id) {
    std::vector<Span> spans =
        to_rename ? policy->analysis->places_to_rename(id) : policy->analysis->uses_of(id);
    for (Span span : spans) result.emplace(place_in_file(*policy, span), policy);
  };
  add(spot.policy, declaration);
  // What the policy declares is known in no other; what a module declares may be.
  const bool is_of_module = head_of_file(name.file).role == FileRole::Module;
  if (!is_of_module) return result;
  for (const auto& policy : context.workspace.states_with(name.file)) {
    if (!policy->analysis || policy == spot.policy) continue;
    if (auto id = same_in(*policy, name)) add(policy, *id);
  }
  return result;
}

Json location_of(const Context& context, const FilePlace& place, const PolicyState& policy) {
  const Span span{policy.file_at(place.file).value_or(0), place.begin, place.end};
  return location_json(context, policy, span);
}

}  // namespace

Json definition(const Context& context, const Json& params) {
  const Spot spot = spot_of(context, params);
  const auto declaration = meant_at(spot);
  if (!declaration) return nullptr;
  return location_json(context, *spot.policy, spot.analysis().declarations()[*declaration].name_span);
}

Json references(const Context& context, const Json& params) {
  const Spot spot = spot_of(context, params);
  const auto declaration = meant_at(spot);
  if (!declaration) return nullptr;
  auto places = places_of(context, spot, *declaration, false);
  const Declaration& it = spot.analysis().declarations()[*declaration];
  if (flag_at(params, "/context/includeDeclaration", true))
    places.emplace(place_in_file(*spot.policy, it.name_span), spot.policy);
  Json result = Json::array();
  for (const auto& [place, policy] : places) result.push_back(location_of(context, place, *policy));
  return result;
}

Json document_highlight(const Context& context, const Json& params) {
  constexpr int kRead = 2, kWrite = 3;
  const Spot spot = spot_of(context, params);
  const auto declaration = meant_at(spot);
  if (!declaration) return nullptr;
  Json result = Json::array();
  auto add = [&](Span span, int kind) {
    if (span.file != spot.file) return;
    result.push_back({{"range", range_json(*spot.policy, span, context.encoding())}, {"kind", kind}});
  };
  add(spot.analysis().declarations()[*declaration].name_span, kWrite);
  for (Span use : spot.analysis().uses_of(*declaration)) add(use, kRead);
  return result;
}

// ---- another name --------------------------------------------------------------------------------------

namespace {

bool is_reserved(std::string_view word) {
  static const std::set<std::string_view> kReserved = {
#define RESERVED_WORD(spelling) spelling,
#include "compiler/ast/reserved_words.def"
#undef RESERVED_WORD
  };
  return kReserved.contains(word);
}

bool is_name(std::string_view word) {
  auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  return !word.empty() && is_letter(word[0]) &&
         std::ranges::all_of(word, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

bool is_label(DeclarationKind kind) {
  return kind == DeclarationKind::Clause || kind == DeclarationKind::Norm;
}
/// A file's name would have to change with it.
bool can_be_renamed(DeclarationKind kind) {
  return kind != DeclarationKind::Policy && kind != DeclarationKind::Module &&
         kind != DeclarationKind::Section;
}

/// Words of labels are words and numbers with single blanks.
bool is_label_text(std::string_view text) {
  const bool is_spaced = !text.empty() && text.front() != ' ' && text.back() != ' ';
  return is_spaced && text.find("  ") == std::string_view::npos && std::ranges::all_of(text, [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == ' ';
         });
}

/// Why the declaration cannot have the name; empty where it can.
std::string why_not(const Spot& spot, DeclarationId declaration, const std::string& name) {
  const auto& declarations = spot.analysis().declarations();
  const Declaration& it = declarations[declaration];
  if (is_label(it.kind) && !is_label_text(name))
    return fmt::format("`{}` is no label: write words and numbers with single blanks", name);
  if (!is_label(it.kind) && !is_name(name))
    return fmt::format("`{}` is no name: a name has letters, digits and `_`, and begins with no digit", name);
  if (!is_label(it.kind) && is_reserved(name)) return fmt::format("`{}` is a word of the language", name);
  auto overlaps = [](const Declaration& a, const Declaration& b) {
    if (!a.scope.has_place() || !b.scope.has_place()) return true;
    return a.scope.file == b.scope.file && a.scope.begin < b.scope.end && b.scope.begin < a.scope.end;
  };
  auto is_part = [](DeclarationKind kind) {
    return kind == DeclarationKind::Field || kind == DeclarationKind::Column ||
           kind == DeclarationKind::Member || kind == DeclarationKind::Choice;
  };
  for (DeclarationId id = 0; id < declarations.size(); ++id) {
    const Declaration& other = declarations[id];
    if (id == declaration || other.name != name || !can_be_renamed(other.kind)) continue;
    if (is_label(other.kind) != is_label(it.kind)) continue;
    const bool is_sibling = is_part(it.kind) && is_part(other.kind) && it.parent == other.parent;
    const bool is_in_scope = !is_part(it.kind) && !is_part(other.kind) && overlaps(it, other);
    if (!is_sibling && !is_in_scope) continue;
    const Position at =
        spot.policy->lines(other.name_span.file)
            .position(spot.policy->text(other.name_span.file), other.name_span.begin, Encoding::Utf8);
    return fmt::format("`{}` is the name of a {} already, in line {}", name, noun(other.kind), at.line + 1);
  }
  return {};
}

}  // namespace

Json prepare_rename(const Context& context, const Json& params) {
  const Spot spot = spot_of(context, params);
  const auto declaration = meant_at(spot);
  if (!declaration) return nullptr;
  const Declaration& it = spot.analysis().declarations()[*declaration];
  if (!can_be_renamed(it.kind))
    throw RequestError(ErrorCode::RequestFailed,
                       fmt::format("the name of a {} is that of its file: rename that", noun(it.kind)));
  Span at = it.name_span;
  for (Span use : spot.analysis().uses_of(*declaration)) {
    if (use.file == spot.file && use.begin <= spot.offset && spot.offset <= use.end) at = use;
  }
  return {{"range", range_json(*spot.policy, at, context.encoding())}, {"placeholder", it.name}};
}

Json rename_everywhere(const Context& context, const Json& params) {
  const Spot spot = spot_of(context, params);
  const std::string name = text_member(params, "newName");
  const auto declaration = meant_at(spot);
  if (!declaration) throw RequestError(ErrorCode::RequestFailed, "no name that is declared stands here");
  const Declaration& it = spot.analysis().declarations()[*declaration];
  if (!can_be_renamed(it.kind))
    throw RequestError(ErrorCode::RequestFailed,
                       fmt::format("the name of a {} is that of its file: rename that", noun(it.kind)));
  if (std::string why = why_not(spot, *declaration, name); !why.empty())
    throw RequestError(ErrorCode::RequestFailed, why);
  std::map<std::filesystem::path, Json> edits;
  for (const auto& [place, policy] : places_of(context, spot, *declaration, true)) {
    const Span span{policy->file_at(place.file).value_or(0), place.begin, place.end};
    // What stands in quotes or back-quotes stays in them.
    const std::string_view written = policy->sources.text(span);
    const bool is_quoted = written.size() >= 2 && (written[0] == '"' || written[0] == '`');
    const std::string text = is_quoted ? fmt::format("{0}{1}{0}", written[0], name) : name;
    edits.try_emplace(place.file, Json::array())
        .first->second.push_back(text_edit(range_json(*policy, span, context.encoding()), text));
  }
  return workspace_edit(context, edits);
}

}  // namespace precept::server
