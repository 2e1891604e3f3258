// Written types to types of the model, and back to words.
#include <algorithm>

#include "base/limits.h"
#include "base/suggest.h"
#include "compiler/check/context.h"
#include "compiler/check/foreign_names.h"

namespace precept::checking {

using model::Type;
using model::TypeKind;

namespace {

/// A set is a 64-bit mask; two bits are marks.
constexpr std::size_t kMostInSet = limits::kSetMembers;

std::string_view describe_kind(TypeKind kind) {
  switch (kind) {
    case TypeKind::Error:
      return "an unknown type";
    case TypeKind::Truth:
      return "truth";
    case TypeKind::Int:
      return "int";
    case TypeKind::Number:
      return "number";
    case TypeKind::Date:
      return "date";
    case TypeKind::Duration:
      return "duration";
    case TypeKind::Months:
      return "months";
    case TypeKind::Moment:
      return "datetime";
    case TypeKind::Hours:
      return "hours";
    case TypeKind::Text:
      return "text";
    case TypeKind::Enum:
      return "enum";
    case TypeKind::Key:
      return "key";
    case TypeKind::Set:
      return "set";
    case TypeKind::Record:
      return "record";
    case TypeKind::Row:
      return "row";
    case TypeKind::List:
      return "list";
  }
  return {};
}

std::string describe_value(const model::Model& model, const Type& type) {
  switch (type.kind) {
    case TypeKind::Enum:
      return model.enums[type.id].name;
    case TypeKind::Record:
      return model.records[type.id].name;
    case TypeKind::Key:
      return model.tables[type.id].name;
    case TypeKind::Row:
      return "row of " + model.tables[type.id].name;
    case TypeKind::Set:
      return "set of " + model.enums[type.id].name;
    case TypeKind::List:
      return "list of " + describe(model, *type.element);
    case TypeKind::Error:
    case TypeKind::Truth:
    case TypeKind::Int:
    case TypeKind::Number:
    case TypeKind::Date:
    case TypeKind::Duration:
    case TypeKind::Months:
    case TypeKind::Moment:
    case TypeKind::Hours:
    case TypeKind::Text:
      return std::string(describe_kind(type.kind));
  }
  return {};
}

void report_unknown_type(Context& context, FileIndex file, const ast::Name& name) {
  if (context.diagnostics.is_full()) return;
  if (report_missing_use(context, file, name, DiagnosticKind::UnknownType)) return;
  if (!context.unknown_types.emplace(name.text).second || context.lacks_a_type) return;
  std::vector<std::string_view> candidates =
      context.names.names_of({DeclarationForm::Enum, DeclarationForm::Record, DeclarationForm::Table}, file);
  for (std::string_view built_in :
       {"truth", "int", "number", "date", "datetime", "duration", "months", "hours", "text"})
    candidates.push_back(built_in);
  auto& mistake =
      context.report(DiagnosticKind::UnknownType, name.span, fmt::format("there is no type `{}`", name.text));
  mistake.with_help(did_you_mean(name.text, candidates));
  if (mistake.help.empty()) mistake.with_help(std::string(help_for_foreign_type(name.text)));
  if (mistake.help.empty()) {
    mistake.with_help(
        "a type is `truth`, `int`, `number`, `date`, `datetime`, `duration`, `months`, `hours`, `text`, or "
        "the "
        "name of an enum, a record or a table");
  }
}

Type report_no_type(Context& context, const ast::Name& name, const Declaration& declaration) {
  context
      .report(DiagnosticKind::UnknownType, name.span,
              fmt::format("`{}` is {}, not a type", name.text, noun(declaration.form)))
      .label(declaration.name.span, "declared here");
  return {};
}

Type resolve_key(Context& context, const ast::Name& name, const Declaration& declaration) {
  const auto& table = *declaration.statement->table;
  if (table.key.size() <= 1) return {.kind = TypeKind::Key, .id = declaration.id};
  context
      .report(DiagnosticKind::UnknownType, name.span,
              fmt::format("`{}` has a key of {} columns, so no one value stands for its row", name.text,
                          table.key.size()))
      .label(declaration.name.span, "declared here")
      .with_help(fmt::format("only a table with a key of one column can be a type; look rows up with `{}[…]`",
                             name.text));
  return {};
}

Type resolve_name(Context& context, FileIndex file, const ast::Name& name) {
  if (name.text.empty()) return {};
  const Declaration* declaration = context.names.find(name.text, file);
  if (!declaration) {
    report_unknown_type(context, file, name);
    return {};
  }
  context.note_use(name.span, declaration->name.span);
  switch (declaration->form) {
    case DeclarationForm::Enum:
      return {.kind = TypeKind::Enum, .id = declaration->id};
    case DeclarationForm::Record:
      return {.kind = TypeKind::Record, .id = declaration->id};
    case DeclarationForm::Table:
      return resolve_key(context, name, *declaration);
    case DeclarationForm::Reading:
    case DeclarationForm::Define:
    case DeclarationForm::Judgement:
      return report_no_type(context, name, *declaration);
  }
  return {};
}

Type resolve_set(Context& context, FileIndex file, const ast::Type& type) {
  if (type.name.text.empty()) return {};
  Type element = resolve_name(context, file, type.name);
  if (element.is(TypeKind::Error)) return {};
  if (!element.is(TypeKind::Enum)) {
    context
        .report(DiagnosticKind::TypeMismatch, type.name.span,
                fmt::format("`{}` is no enum; a set holds members of an enum", type.name.text))
        .with_help(fmt::format("write `list of {}`", type.name.text));
    return {};
  }
  const model::Enum& of = context.model.enums[element.id];
  if (of.members.size() > kMostInSet) {
    context
        .report(DiagnosticKind::EnumTooLarge, type.name.span,
                fmt::format("`{}` has {} members; a set holds members of an enum of at most {}", of.name,
                            of.members.size(), kMostInSet))
        .label(of.span, "declared here")
        .with_help(fmt::format("write `list of {}`", of.name));
    return {};
  }
  return {.kind = TypeKind::Set, .id = element.id};
}

Type resolve_list(Context& context, FileIndex file, const ast::Type& type) {
  if (!type.element) return {};
  Type element = resolve_type(context, file, type.element);
  if (element.is(TypeKind::Error)) return {};
  if (element.is(TypeKind::List)) {
    context
        .report(DiagnosticKind::TypeMismatch, type.element->span,
                "a list of lists; an element of a list is a record or a single value")
        .with_help("declare a record that has the inner list as its field");
    return {};
  }
  // In `list of T or none` the list may be none; its elements never are.
  bool or_none = element.or_none;
  element.or_none = false;
  Type result = list_of(context.model, element);
  result.or_none = or_none;
  return result;
}

}  // namespace

std::string describe(const model::Model& model, const Type& type) {
  // `or none` is left out for rows, which may nearly always be none.
  bool says_none = type.or_none && !type.is(TypeKind::Row);
  return describe_value(model, type) + (says_none ? " or none" : "");
}

Type list_of(model::Model& model, const Type& element) {
  auto known = std::ranges::find_if(model.types, [&](const Type& type) {
    return same_value_type(type, element) && type.or_none == element.or_none;
  });
  const Type* owned = known != model.types.end() ? &*known : &model.types.emplace_back(element);
  return {.kind = TypeKind::List, .element = owned};
}

Type resolve_type(Context& context, FileIndex file, const ast::Type* type) {
  if (!type) return {};
  Type result;
  switch (type->form) {
    case ast::TypeForm::Error:
      return {};
    case ast::TypeForm::Truth:
      result.kind = TypeKind::Truth;
      break;
    case ast::TypeForm::Int:
      result.kind = TypeKind::Int;
      break;
    case ast::TypeForm::Number:
      result.kind = TypeKind::Number;
      break;
    case ast::TypeForm::Date:
      result.kind = TypeKind::Date;
      break;
    case ast::TypeForm::Duration:
      result.kind = TypeKind::Duration;
      break;
    case ast::TypeForm::Months:
      result.kind = TypeKind::Months;
      break;
    case ast::TypeForm::Moment:
      result.kind = TypeKind::Moment;
      break;
    case ast::TypeForm::Hours:
      result.kind = TypeKind::Hours;
      break;
    case ast::TypeForm::Text:
      result.kind = TypeKind::Text;
      break;
    case ast::TypeForm::Named:
      result = resolve_name(context, file, type->name);
      break;
    case ast::TypeForm::Set:
      result = resolve_set(context, file, *type);
      break;
    case ast::TypeForm::List:
      result = resolve_list(context, file, *type);
      break;
  }
  if (!result.is(TypeKind::Error)) result.or_none = result.or_none || type->or_none;
  return result;
}

}  // namespace precept::checking
