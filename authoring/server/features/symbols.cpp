// What the files declare, as an outline and to be looked for.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "authoring/server/features/features.h"
#include "authoring/server/knowledge/tests_of_policy.h"
#include "base/text.h"

namespace precept::server {

using analysis::Declaration;
using analysis::DeclarationId;
using analysis::DeclarationKind;

namespace {

/// The numbers of the protocol.
enum SymbolKind {
  kModuleSymbol = 2,
  kNamespaceSymbol = 3,
  kClassSymbol = 5,
  kMethodSymbol = 6,
  kPropertySymbol = 7,
  kFieldSymbol = 8,
  kEnumSymbol = 10,
  kFunctionSymbol = 12,
  kVariableSymbol = 13,
  kBooleanSymbol = 17,
  kKeySymbol = 20,
  kEnumMemberSymbol = 22,
  kStructSymbol = 23,
  kEventSymbol = 24
};

int symbol_kind(DeclarationKind kind) {
  switch (kind) {
    case DeclarationKind::Policy:
    case DeclarationKind::Module:
      return kModuleSymbol;
    case DeclarationKind::Section:
      return kNamespaceSymbol;
    case DeclarationKind::Record:
      return kStructSymbol;
    case DeclarationKind::Table:
      return kClassSymbol;
    case DeclarationKind::Enum:
      return kEnumSymbol;
    case DeclarationKind::Member:
    case DeclarationKind::Choice:
      return kEnumMemberSymbol;
    case DeclarationKind::Field:
    case DeclarationKind::Column:
      return kFieldSymbol;
    case DeclarationKind::Definition:
      return kFunctionSymbol;
    case DeclarationKind::Judgement:
      return kBooleanSymbol;
    case DeclarationKind::Reading:
      return kKeySymbol;
    case DeclarationKind::Clause:
      return kMethodSymbol;
    case DeclarationKind::Norm:
      return kPropertySymbol;
    case DeclarationKind::Act:
      return kEventSymbol;
    case DeclarationKind::Parameter:
    case DeclarationKind::Document:
    case DeclarationKind::Subject:
    case DeclarationKind::Let:
    case DeclarationKind::Element:
      return kVariableSymbol;
  }
  return kVariableSymbol;
}

bool is_in_outline(DeclarationKind kind) {
  return kind != DeclarationKind::Element && kind != DeclarationKind::Parameter;
}
bool is_looked_for(DeclarationKind kind) {
  return is_in_outline(kind) && symbol_kind(kind) != kVariableSymbol && kind != DeclarationKind::Section;
}

/// The declarations of one file as a tree.
class Outline {
 public:
  Outline(const Spot& spot, Encoding encoding) : spot_(spot), encoding_(encoding) {}

  Json below(DeclarationId parent) const {
    Json result = Json::array();
    const auto& all = spot_.analysis().declarations();
    for (DeclarationId id = 0; id < all.size(); ++id) {
      if (all[id].parent == parent && is_wanted(all[id])) result.push_back(symbol(id));
    }
    return result;
  }
  /// What has no parent in this file: the file itself, or what stands in one without a head.
  Json whole() const {
    Json result = Json::array();
    const auto& all = spot_.analysis().declarations();
    for (DeclarationId id = 0; id < all.size(); ++id) {
      const bool is_outermost =
          all[id].parent == analysis::kNoDeclaration || all[all[id].parent].name_span.file != spot_.file;
      if (is_outermost && is_wanted(all[id])) result.push_back(symbol(id));
    }
    return result;
  }

 private:
  bool is_wanted(const Declaration& it) const {
    return it.name_span.file == spot_.file && is_in_outline(it.kind);
  }
  Json symbol(DeclarationId id) const {
    const Declaration& it = spot_.analysis().declarations()[id];
    const std::string type = spot_.analysis().type_of(id);
    const Span whole = cover(it.span, it.name_span);
    Json json = {{"name", std::string(it.name)},
                 {"detail", type.empty() ? std::string(noun(it.kind)) : type},
                 {"kind", symbol_kind(it.kind)},
                 {"range", range_json(*spot_.policy, whole, encoding_)},
                 {"selectionRange", range_json(*spot_.policy, it.name_span, encoding_)}};
    Json children = below(id);
    if (!children.empty()) json["children"] = std::move(children);
    return json;
  }

  const Spot& spot_;
  Encoding encoding_;
};

/// The tree as a list, for editors that show no trees.
void add_flat(const Json& symbols, const std::string& uri, const std::string& container, Json& to) {
  for (const Json& each : symbols) {
    to.push_back({{"name", each["name"]},
                  {"kind", each["kind"]},
                  {"containerName", container},
                  {"location", {{"uri", uri}, {"range", each["selectionRange"]}}}});
    if (each.contains("children")) add_flat(each["children"], uri, each["name"], to);
  }
}

bool has_letters_in_order(std::string_view wanted, std::string_view name) {
  for (char c : name) {
    if (!wanted.empty() && c == wanted[0]) wanted.remove_prefix(1);
  }
  return wanted.empty();
}

}  // namespace

Json document_symbols(const Context& context, const Json& params) {
  const Document& document = document_of(context, params);
  Json tree = Json::array();
  if (kind_of(document.path) == DocumentKind::Tests) {
    tree = symbols_of_tests(context, document);
  } else {
    const Spot spot = spot_at(context, document, 0);
    if (!spot.is_known()) return tree;
    tree = Outline(spot, context.encoding()).whole();
  }
  if (context.client.hierarchical_symbols) return tree;
  Json flat = Json::array();
  add_flat(tree, document.uri, "", flat);
  return flat;
}

Json workspace_symbols(const Context& context, const Json& params) {
  constexpr std::size_t kMost = 500;
  const std::string wanted = case_folded(text_member(params, "query"));
  Json result = Json::array();
  std::set<std::pair<std::filesystem::path, std::uint32_t>> seen;
  const std::set<std::filesystem::path> policies = context.workspace.policies();
  for (const std::filesystem::path& root : policies) {
    const auto policy = context.workspace.state(root);
    if (!policy->analysis) continue;
    const auto& all = policy->analysis->declarations();
    for (DeclarationId id = 0; id < all.size() && result.size() < kMost; ++id) {
      const Declaration& it = all[id];
      if (!is_looked_for(it.kind) || !has_letters_in_order(wanted, case_folded(it.name))) continue;
      if (!seen.emplace(policy->path_of(it.name_span.file), it.name_span.begin).second) continue;
      Json symbol = {{"name", std::string(it.name)},
                     {"kind", symbol_kind(it.kind)},
                     {"location", location_json(context, *policy, it.name_span)}};
      if (it.parent != analysis::kNoDeclaration) symbol["containerName"] = std::string(all[it.parent].name);
      result.push_back(std::move(symbol));
    }
  }
  return result;
}

}  // namespace precept::server
