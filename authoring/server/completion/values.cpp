// Completion where an expression is being written: names in scope, words of expressions, and, where the other
// side of a comparison says what is wanted, the members of its enum or the keys of its table.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "authoring/server/completion/proposals.h"
#include "authoring/server/knowledge/table_rows.h"

namespace precept::server {

using analysis::Declaration;
using analysis::DeclarationId;
using analysis::DeclarationKind;

namespace {

constexpr std::array<std::string_view, 26> kBeforeOperand = {
    "ensure",   "encourage", "when",      "unless",  "and",     "or",      "not",     "in", "where",
    "then",     "else",      "satisfies", "by",      "if",      "of",      "let",     "=",  "exercised",
    "overlaps", "union",     "intersect", "without", "reaches", "applies", "default", "is"};

std::string_view without_ticks(std::string_view word) {
  return word.size() > 2 && word.front() == '`' && word.back() == '`' ? word.substr(1, word.size() - 2)
                                                                      : word;
}

/// `Country` of "set of Country or none".
std::string inner_type(std::string type) {
  constexpr std::string_view kOrNone = " or none";
  if (type.ends_with(kOrNone)) type.resize(type.size() - kOrNone.size());
  const std::size_t of = type.rfind(" of ");
  return of == std::string::npos ? type : type.substr(of + 4);
}

bool wants_operand(const ScanToken& last) {
  if (last.kind == ScanKind::Word)
    return std::ranges::find(kBeforeOperand, last.text) != kBeforeOperand.end();
  if (last.kind == ScanKind::Sign) return last.text != ")" && last.text != "]" && last.text != "}";
  return last.text.empty();
}

/// How many tokens back the bracket stands that is open there; 0: none is.
std::size_t open_bracket(const Cursor& cursor) {
  std::size_t depth = 0;
  for (std::size_t steps = 1; steps <= cursor.before.size(); ++steps) {
    const std::string_view text = cursor.back(steps).text;
    if (text == ")" || text == "}" || text == "]") ++depth;
    if (text != "(" && text != "{" && text != "[") continue;
    if (depth == 0) return steps;
    --depth;
  }
  return 0;
}

/// The type of what ends with the token so many steps back: a name, a field, a call.
std::string type_before(const Spot& spot, const Cursor& cursor, std::size_t steps) {
  std::size_t at = steps;
  if (cursor.back(at).text == ")") {
    std::size_t depth = 0;
    for (; at <= cursor.before.size(); ++at) {
      if (cursor.back(at).text == ")") ++depth;
      if (cursor.back(at).text == "(" && --depth == 0) break;
    }
    ++at;
  }
  const ScanToken& name = cursor.back(at);
  if (name.kind != ScanKind::Word) return {};
  const Analysis& analysis = spot.analysis();
  for (DeclarationId id : analysis.visible_at(spot.file, name.end)) {
    if (analysis.declarations()[id].name == without_ticks(name.text)) return analysis.type_of(id);
  }
  return analysis.type_at(spot.file, name.end).value_or("");
}

bool relates(std::string_view word) {
  return word == "=" || word == "!=" || word == "in" || word == "overlaps" || word == "of";
}

/// The type that is wanted at the cursor, by what stands on the other side.
std::string wanted_type(const Spot& spot, const Cursor& cursor) {
  if (cursor.back().text == "default" && (cursor.statement == "record" || cursor.statement == "table")) {
    std::size_t steps = 2;
    return inner_type(
        std::string(cursor.back(steps).text == "none" ? cursor.back(4).text : cursor.back(steps).text));
  }
  std::size_t steps = 1;
  if (cursor.back().text == "{" || cursor.back().text == ",") {
    const std::size_t bracket = open_bracket(cursor);
    if (bracket == 0) return {};
    if (cursor.back(bracket).text == "[") return std::string(cursor.back(bracket + 1).text);
    if (cursor.back(bracket).text != "{") return {};
    steps = bracket + 1;
  } else if (cursor.back().text == "[") {
    return std::string(cursor.back(2).text);
  }
  if (!relates(cursor.back(steps).text)) return {};
  if (cursor.back(steps).text == "of" && cursor.back(steps + 1).text != "subset") return {};
  std::size_t left = steps + 1;
  if (cursor.back(left).text == "not" || cursor.back(left).text == "subset") ++left;
  return inner_type(type_before(spot, cursor, left));
}

void propose_operators(Proposals& to) {
  to.add_words(WordPlace::Operator);
  for (std::string_view sign : {"=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/"})
    to.add(sign, ProposalKind::Keyword);
}

}  // namespace

bool propose_values_of(const PolicyState& policy, const std::string& type, Proposals& to) {
  constexpr std::size_t kMostKeys = 300;
  if (type.empty()) return false;
  if (type == "truth") {
    to.add("yes", ProposalKind::Value);
    to.add("no", ProposalKind::Value);
    return true;
  }
  const auto& all = policy.analysis->declarations();
  bool is_found = false;
  for (DeclarationId id = 0; id < all.size(); ++id) {
    const bool is_member = all[id].kind == DeclarationKind::Member || all[id].kind == DeclarationKind::Choice;
    if (!is_member || all[id].parent == analysis::kNoDeclaration || all[all[id].parent].name != type)
      continue;
    to.add_declaration(policy, id);
    is_found = true;
  }
  const model::Table* table = is_found ? nullptr : table_named(policy, type);
  if (table == nullptr || table->key.size() != 1) return is_found;
  for (std::size_t row = 0; row < std::min(table->rows.size(), kMostKeys); ++row) {
    to.add(fmt::format("\"{}\"", table->rows[row][table->key[0]].text), ProposalKind::Value,
           fmt::format("row of {}", table->name), row_in_words(policy, *table, row));
  }
  return true;
}

void propose_fields_of_element(const Spot& spot, const Cursor& cursor, Proposals& to) {
  const std::string_view name = cursor.back(2).text;
  for (std::size_t steps = 3; steps < cursor.before.size(); ++steps) {
    if (cursor.back(steps + 1).text != name || cursor.back(steps).text != "in") continue;
    // The list that is named behind `in`: a word, and what stands behind its dots.
    std::size_t list = steps - 1;
    while (list > 2 && cursor.back(list - 1).text == ".") list -= 2;
    const std::string type = inner_type(type_before(spot, cursor, list));
    const auto& all = spot.analysis().declarations();
    for (DeclarationId id = 0; id < all.size(); ++id) {
      const bool is_part = all[id].kind == DeclarationKind::Field || all[id].kind == DeclarationKind::Column;
      if (is_part && all[id].parent != analysis::kNoDeclaration && all[all[id].parent].name == type)
        to.add_declaration(*spot.policy, id);
    }
    return;
  }
}

bool propose_wanted(const Spot& spot, const Cursor& cursor, Proposals& to) {
  to.set_rank(1);
  const bool is_found = propose_values_of(*spot.policy, wanted_type(spot, cursor), to);
  to.set_rank(5);
  return is_found;
}

void propose_values(const Spot& spot, const Cursor& cursor, Proposals& to) {
  const Analysis& analysis = spot.analysis();
  if (cursor.back().text == "is") {
    to.add("given", ProposalKind::Keyword);
    to.add("not given", ProposalKind::Keyword);
    return;
  }
  if (!wants_operand(cursor.back())) return propose_operators(to);
  const bool is_wanted = propose_wanted(spot, cursor, to);
  for (DeclarationId id : analysis.visible_at(spot.file, cursor.word_begin)) {
    const Declaration& it = analysis.declarations()[id];
    switch (it.kind) {
      case DeclarationKind::Act:
      case DeclarationKind::Clause:
      case DeclarationKind::Norm:
      case DeclarationKind::Record:
        continue;
      case DeclarationKind::Member:
      case DeclarationKind::Choice:
        // Where some are wanted, members of other enums would be mistakes.
        if (is_wanted) continue;
        to.set_rank(6);
        break;
      case DeclarationKind::Document:
      case DeclarationKind::Subject:
      case DeclarationKind::Element:
      case DeclarationKind::Let:
      case DeclarationKind::Parameter:
        to.set_rank(2);
        break;
      default:
        to.set_rank(3);
    }
    to.add_declaration(*spot.policy, id);
  }
  to.set_rank(7);
  to.add_words(WordPlace::Operand);
  if (cursor.in == CursorIn::Hole)
    to.add("names of", ProposalKind::Keyword, {}, "A list by its names, in words.");
}

}  // namespace precept::server
