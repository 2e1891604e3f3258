// What a definition or judgement takes: while its arguments are written, and beside those that are; and the
// types of what is named by `let`.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "authoring/server/features/features.h"
#include "authoring/server/knowledge/describe.h"
#include "authoring/server/knowledge/scan.h"

namespace precept::server {

using analysis::Declaration;
using analysis::DeclarationId;
using analysis::DeclarationKind;

namespace {

struct BuiltIn {
  std::string_view name, line;
  std::array<std::string_view, 2> parameters;
};
constexpr std::array kBuiltIns = {
    BuiltIn{"count", "count(x in xs where c): int", {"x in xs where c", ""}},
    BuiltIn{"distinct", "count distinct (x in xs where c by e): int", {"x in xs where c by e", ""}},
    BuiltIn{"sum", "sum(x in xs where c by e)", {"x in xs where c by e", ""}},
    BuiltIn{"min", "min(x in xs by e), or min(a, b)", {"a", "b"}},
    BuiltIn{"max", "max(x in xs by e), or max(a, b)", {"a", "b"}},
    BuiltIn{"sqrt", "sqrt(x): number", {"x", ""}}};

/// The call that is open at the cursor: its name, and how many commas stand behind its bracket.
struct OpenCall {
  ScanToken name;
  std::uint32_t argument = 0;
};
std::optional<OpenCall> open_call(const Cursor& cursor) {
  std::size_t depth = 0;
  OpenCall call;
  for (std::size_t steps = 1; steps <= cursor.before.size(); ++steps) {
    const std::string_view text = cursor.back(steps).text;
    if (text == ")" || text == "]" || text == "}") ++depth;
    if (text == "," && depth == 0) ++call.argument;
    if (text != "(" && text != "[" && text != "{") continue;
    if (depth > 0) {
      --depth;
    } else if (text == "(" && cursor.back(steps + 1).kind == ScanKind::Word) {
      call.name = cursor.back(steps + 1);
      return call.name.text.empty() ? std::nullopt : std::optional(call);
    } else {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

Json signature_json(std::string_view line, const std::vector<std::string>& parameters, std::uint32_t active,
                    const std::string& meaning) {
  Json list = Json::array();
  for (const std::string& each : parameters) list.push_back({{"label", each}});
  Json signature = {{"label", std::string(line)}, {"parameters", std::move(list)}};
  if (!meaning.empty()) signature["documentation"] = markdown(meaning);
  return {{"signatures", Json::array({std::move(signature)})},
          {"activeSignature", 0},
          {"activeParameter", active}};
}

std::optional<DeclarationId> called(const Analysis& analysis, std::string_view name) {
  const auto& all = analysis.declarations();
  for (DeclarationId id = 0; id < all.size(); ++id) {
    const bool can_be =
        all[id].kind == DeclarationKind::Definition || all[id].kind == DeclarationKind::Judgement;
    if (can_be && all[id].name == name) return id;
  }
  return std::nullopt;
}

/// Collects the hints of one file within a range.
class Hints {
 public:
  Hints(const Spot& spot, std::uint32_t from, std::uint32_t until, Encoding encoding)
      : spot_(spot), from_(from), until_(until), encoding_(encoding) {}

  Json all() {
    for (DeclarationId id = 0; id < spot_.analysis().declarations().size(); ++id) let(id);
    for (const ast::Statement& statement : spot_.policy->parsed(spot_.file)->tree->statements) {
      if (statement.span.end < from_ || statement.span.begin > until_) continue;
      expression(statement.expr);
      if (statement.define != nullptr) expression(statement.define->body);
      for (const ast::LetDecl& each : statement.lets) expression(each.expr);
      if (statement.clause != nullptr)
        for (const ast::Item& each : statement.clause->items) item(each);
    }
    return std::move(result_);
  }

 private:
  void add(std::uint32_t place, std::string label, int kind, bool is_before) {
    if (place < from_ || place > until_) return;
    const Position at =
        spot_.policy->lines(spot_.file).position(spot_.policy->text(spot_.file), place, encoding_);
    result_.push_back({{"position", position_json(at)},
                       {"label", std::move(label)},
                       {"kind", kind},
                       {"paddingRight", is_before},
                       {"paddingLeft", false}});
  }

  void let(DeclarationId id) {
    constexpr int kTypeHint = 1;
    const Declaration& it = spot_.analysis().declarations()[id];
    if (it.kind != DeclarationKind::Let || it.name_span.file != spot_.file) return;
    const std::string type = spot_.analysis().type_of(id);
    if (!type.empty() && !type.starts_with("an unknown"))
      add(it.name_span.end, ": " + type, kTypeHint, false);
  }

  void item(const ast::Item& it) {
    expression(it.expr);
    if (it.norm != nullptr) {
      for (const ast::Expr* part : {it.norm->ensures, it.norm->when, it.norm->unless}) expression(part);
      for (const ast::Item& each : it.norm->exceptions) item(each);
    }
    for (const ast::Item& each : it.items) item(each);
  }

  void expression(const ast::Expr* whole) {
    open_.assign(1, whole);
    while (!open_.empty()) {
      const ast::Expr* expr = open_.back();
      open_.pop_back();
      if (expr == nullptr) continue;
      if (expr->form == ast::ExprForm::Call) call(*expr);
      open_.insert(open_.end(), {expr->left, expr->right, expr->third, expr->filter});
      open_.insert(open_.end(), expr->items.begin(), expr->items.end());
    }
  }

  /// The name of each parameter before its argument, where there are several or the argument says nothing.
  void call(const ast::Expr& expr) {
    constexpr int kParameterHint = 2;
    const auto id = called(spot_.analysis(), expr.name.text);
    if (!id) return;
    const std::vector<std::string> parameters = parameters_of(*spot_.policy, *id);
    for (std::size_t i = 0; i < std::min(parameters.size(), expr.items.size()); ++i) {
      const std::string name = parameters[i].substr(0, parameters[i].find_first_of(" :"));
      const ast::Expr* argument = expr.items[i];
      // A variable of the same name tells it already.
      if (argument == nullptr || (argument->form == ast::ExprForm::NameUse && argument->name.text == name))
        continue;
      add(argument->span.begin, name + ":", kParameterHint, true);
    }
  }

  const Spot& spot_;
  std::uint32_t from_, until_;
  Encoding encoding_;
  std::vector<const ast::Expr*> open_;
  Json result_ = Json::array();
};

}  // namespace

Json signature_help(const Context& context, const Json& params) {
  const Document& document = document_of(context, params);
  const Position at = position_of(member(params, "position"));
  const Spot spot =
      spot_near(context, document, document.lines.offset(document.text, at, context.encoding()));
  if (!spot.is_known()) return nullptr;
  const Cursor cursor = cursor_at(spot.text(), spot.offset);
  if (cursor.in == CursorIn::Comment || cursor.in == CursorIn::Text) return nullptr;
  const auto call = open_call(cursor);
  if (!call) return nullptr;
  if (auto id = called(spot.analysis(), call->name.text)) {
    const bool is_declared_here = cursor.statement_begin < call->name.begin &&
                                  spot.analysis().declarations()[*id].name_span.begin == call->name.begin;
    if (is_declared_here) return nullptr;
    return signature_json(line_of(*spot.policy, *id), parameters_of(*spot.policy, *id), call->argument,
                          description_of(*spot.policy, *id));
  }
  for (const BuiltIn& each : kBuiltIns) {
    if (each.name != call->name.text) continue;
    std::vector<std::string> parameters;
    for (std::string_view parameter : each.parameters)
      if (!parameter.empty()) parameters.emplace_back(parameter);
    return signature_json(each.line, parameters, call->argument, {});
  }
  return nullptr;
}

Json inlay_hints(const Context& context, const Json& params) {
  const Document& document = document_of(context, params);
  const Json& range = member(params, "range");
  auto offset = [&](const char* end) {
    return document.lines.offset(document.text, position_of(member(range, end)), context.encoding());
  };
  const Spot spot = spot_at(context, document, 0);
  if (!spot.is_known()) return Json::array();
  return Hints(spot, offset("start"), offset("end"), context.encoding()).all();
}

}  // namespace precept::server
