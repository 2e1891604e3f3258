#include "compiler/check/adapted.h"

#include <utility>

#include "base/limits.h"

namespace precept::checking {

using model::Type;
using model::TypeKind;

namespace {

/// The record of the type, itself or as element of a list; 0 for other types, of which nothing is adapted.
std::uint32_t record_of(const Type& type) {
  const Type& one = type.is(TypeKind::List) ? *type.element : type;
  return one.is(TypeKind::Record) ? one.id : 0;
}

/// The argument's type, as far as the parameter leaves it open: whether it may be none, the parameter says.
Type type_of_parameter(const Type& declared, const Type& given) {
  Type type = given;
  type.or_none = declared.or_none;
  return record_of(given) == record_of(declared) ? declared : type;
}

const model::Define* adapt(Context& context, const Declaration& declaration, const std::vector<Type>& types) {
  const ast::DefineDecl& written = *declaration.statement->define;
  const model::Define& declared = context.model.defines[declaration.id];
  model::Define& define =
      context.model.adapted.emplace_back(model::Define{.name = declared.name, .span = declared.span});
  if (written.result != nullptr) define.result = declared.result;
  ExpressionChecker checker(context, declaration.file);
  for (std::size_t i = 0; i < types.size(); ++i) {
    define.parameters.push_back(checker.bind(model::VariableKind::Parameter, written.params[i].name,
                                             type_of_parameter(declared.parameters[i]->type, types[i])));
  }
  check_definition(context, checker, written, define);
  return &define;
}

}  // namespace

const model::Define* adapted_for(Context& context, const Declaration& declaration,
                                 const std::vector<Type>& types, Span call) {
  const model::Define& declared = context.model.defines[declaration.id];
  std::vector<std::uint32_t> key{declaration.id};
  bool is_declared = context.diagnostics.error_count() > context.errors_before;
  bool is_other = false;
  for (std::size_t i = 0; i < types.size(); ++i) {
    key.push_back(record_of(types[i]));
    is_other = is_other || key.back() != record_of(declared.parameters[i]->type);
  }
  if (is_declared || !is_other) return &declared;
  if (auto found = context.adapted.find(key); found != context.adapted.end()) return found->second;
  if (context.adapted.size() >= limits::kExpansions) {
    context.report(
        DiagnosticKind::TooComplex, call,
        fmt::format("definitions are used with more than {} different records", limits::kExpansions));
    return &declared;
  }
  const Span outer = context.adapting;
  if (!outer.has_place()) context.adapting = call;
  const model::Define* define = adapt(context, declaration, types);
  context.adapting = outer;
  return context.adapted[std::move(key)] = define;
}

void report_judged_as_another(Context& context, const model::Judgement& judgement, const Type& given,
                              const Type& wanted, Span place) {
  const bool is_within = context.adapting.has_place();
  auto& mistake =
      context.report(DiagnosticKind::JudgedAsAnother, is_within ? context.adapting : place,
                     fmt::format("`{}` is judged of a `{}`, and this is a `{}`", judgement.name,
                                 describe(context.model, wanted), describe(context.model, given)));
  if (is_within) mistake.label(place, "asked here");
  mistake.label(judgement.span, "declared here");
  mistake.note("an attestation is about one thing, and its record says what is judged");
  mistake.with_help(fmt::format("declare a judgement about a `{}`", describe(context.model, given)));
}

}  // namespace precept::checking
