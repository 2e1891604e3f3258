#include "authoring/handbook/sentences.h"

#include <fmt/format.h>

#include <cctype>

#include "base/date.h"
#include "base/decimal.h"
#include "base/moment.h"
#include "compiler/model/words.h"

namespace precept::handbook {

using model::Expr;
using model::ExprKind;
using model::Modality;
using model::Operator;
using model::TypeKind;

namespace {

std::string code_of(std::string_view text) {
  return fmt::format("`{}`", text);
}

/// "TrustedOrganisation" as "trusted organisation".
std::string noun_of(std::string_view name) {
  std::string words;
  for (const unsigned char c : name) {
    if (std::isupper(c) != 0 && !words.empty() && words.back() != ' ') words += ' ';
    words += c == '_' ? ' ' : static_cast<char>(std::tolower(c));
  }
  return words;
}

/// What stands between two operands, in words; null where the operator has none.
const char* between(Operator op) {
  switch (op) {
    case Operator::And:
      return "and";
    case Operator::Or:
      return "or";
    case Operator::Equal:
      return "is";
    case Operator::NotEqual:
      return "is not";
    case Operator::Less:
      return "is less than";
    case Operator::LessEqual:
      return "is at most";
    case Operator::Greater:
      return "is more than";
    case Operator::GreaterEqual:
      return "is at least";
    case Operator::In:
      return "is one of";
    case Operator::NotIn:
      return "is none of";
    case Operator::SubsetOf:
      return "has nothing but what is in";
    case Operator::Overlaps:
      return "has something in common with";
    case Operator::Add:
      return "plus";
    case Operator::Subtract:
      return "minus";
    case Operator::Multiply:
      return "times";
    case Operator::Divide:
      return "divided by";
    case Operator::Union:
      return "together with";
    case Operator::Intersect:
      return "as far as it is also in";
    case Operator::Without:
      return "without";
    case Operator::Else:
      return "or, where there is none,";
    default:
      return nullptr;
  }
}

/// A comparison of days reads better as one of time.
const char* between(const Expr& expr) {
  if (expr.left == nullptr) return nullptr;
  const bool is_time = expr.left->type.is(TypeKind::Date) || expr.left->type.is(TypeKind::Moment);
  if (!is_time) return between(expr.op);
  switch (expr.op) {
    case Operator::Less:
      return "is before";
    case Operator::LessEqual:
      return "is not after";
    case Operator::Greater:
      return "is after";
    case Operator::GreaterEqual:
      return "is not before";
    default:
      return between(expr.op);
  }
}

bool is_connective(const Expr& expr) {
  return expr.kind == ExprKind::Binary && (expr.op == Operator::And || expr.op == Operator::Or);
}

/// An element that the definition calls as the clause does needs no word; the document does.
bool is_called_the_same(const Expr& argument, const model::Variable& parameter) {
  return argument.kind == ExprKind::Variable && argument.variable->kind != model::VariableKind::Document &&
         argument.variable->name == parameter.name;
}

std::string demand_of(Modality modality) {
  switch (modality) {
    case Modality::Shall:
      return "it must hold that";
    case Modality::Should:
      return "it should hold that";
    case Modality::Encourage:
      return "it is encouraged that";
    case Modality::May:
      return "may";
    case Modality::ShallNot:
      return "must not";
    case Modality::ShouldNot:
      return "should not";
  }
  return "";
}

}  // namespace

std::string Sentences::as_written(const Expr& expr) const {
  return code_of(model::words_at(expr.span, sources_));
}

std::string Sentences::text(const model::Text& text) {
  std::string result;
  for (const model::TextPart& part : text) result += part.text;
  return result;
}

std::string Sentences::type(const model::Type& type) const {
  std::string name;
  switch (type.kind) {
    case TypeKind::Truth:
      name = "truth";
      break;
    case TypeKind::Int:
      name = "int";
      break;
    case TypeKind::Number:
      name = "number";
      break;
    case TypeKind::Date:
      name = "date";
      break;
    case TypeKind::Duration:
      name = "duration";
      break;
    case TypeKind::Months:
      name = "months";
      break;
    case TypeKind::Moment:
      name = "datetime";
      break;
    case TypeKind::Hours:
      name = "hours";
      break;
    case TypeKind::Text:
      name = "text";
      break;
    case TypeKind::Enum:
      name = policy_.enums[type.id].name;
      break;
    case TypeKind::Set:
      name = "set of " + policy_.enums[type.id].name;
      break;
    case TypeKind::Key:
    case TypeKind::Row:
      name = policy_.tables[type.id].name;
      break;
    case TypeKind::Record:
      name = policy_.records[type.id].name;
      break;
    case TypeKind::List:
      name = "list of " + (type.element == nullptr ? std::string("nothing") : this->type(*type.element));
      break;
    case TypeKind::Error:
      break;
  }
  return type.or_none ? name + " or none" : name;
}

std::string Sentences::value(const model::Value& value, const model::Type& type) const {
  if (value.state == model::ValueState::None) return "none";
  if (value.state == model::ValueState::Unknown) return value.text.empty() ? "?" : value.text + "?";
  const auto number = value.number;
  switch (type.kind) {
    case TypeKind::Truth:
      return number != 0 ? "yes" : "no";
    case TypeKind::Int:
      return fmt::to_string(number);
    case TypeKind::Number: {
      constexpr std::int64_t kMillion = 1'000'000;
      if (value.under == kMillion) return format_decimal(number);
      return value.under == 1 ? fmt::to_string(number) : fmt::format("{}/{}", number, value.under);
    }
    case TypeKind::Date:
      return format_date(static_cast<Day>(number));
    case TypeKind::Duration:
      return fmt::format("{} {}", number, number == 1 ? "day" : "days");
    case TypeKind::Months:
      return fmt::format("{} {}", number, number == 1 ? "month" : "months");
    case TypeKind::Moment:
      return format_moment(static_cast<Moment>(number));
    case TypeKind::Hours:
      return format_hours(number);
    case TypeKind::Text:
      return fmt::format("“{}”", value.text);
    case TypeKind::Enum:
      return policy_.enums[type.id].members[static_cast<std::size_t>(number)].label;
    case TypeKind::Key: {
      const model::Table& table = policy_.tables[type.id];
      const std::uint32_t column = table.key.front();
      const model::Value& key = table.rows[static_cast<std::size_t>(number)][column];
      const model::Type& key_type = table.columns[column].type;
      return key_type.is(TypeKind::Text) ? key.text : this->value(key, key_type);
    }
    case TypeKind::Set: {
      std::string members;
      const auto& all = policy_.enums[type.id].members;
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (((static_cast<std::uint64_t>(number) >> i) & 1) == 0) continue;
        members += (members.empty() ? "" : ", ") + all[i].label;
      }
      return members.empty() ? "nothing" : members;
    }
    default:
      return {};
  }
}

std::string Sentences::variable(const model::Variable& variable) const {
  if (variable.kind == model::VariableKind::Let) return code_of(variable.name);
  if (!variable.type.is(TypeKind::Record)) return code_of(variable.name);
  const std::string& record = policy_.records[variable.type.id].name;
  if (variable.kind == model::VariableKind::Document) return "the " + record;
  return fmt::format("the {} `{}`", noun_of(record), variable.name);
}

std::string Sentences::elements(const Expr& expr) const {
  const bool is_record = expr.variable->type.is(TypeKind::Record);
  const std::string what =
      is_record
          ? fmt::format("{} `{}`", noun_of(policy_.records[expr.variable->type.id].name), expr.variable->name)
          : code_of(expr.variable->name);
  const std::string among =
      expr.filter == nullptr ? "" : fmt::format(" for which {},", expression(*expr.filter));
  return fmt::format("{} of {}{}", what, expression(*expr.left), among);
}

std::string Sentences::aggregate(const Expr& expr) const {
  if (expr.variable == nullptr) {
    if (expr.aggregate == ast::AggregateForm::Count) return "the number of " + expression(*expr.left);
    return as_written(expr);
  }
  const std::string of = elements(expr);
  switch (expr.aggregate) {
    case ast::AggregateForm::Count:
      return "the number of: " + of;
    case ast::AggregateForm::Sum:
      return expr.right == nullptr ? as_written(expr)
                                   : fmt::format("the sum of {} over each {}", expression(*expr.right), of);
    case ast::AggregateForm::The:
      return "the one " + of;
    case ast::AggregateForm::CountDistinct:
    case ast::AggregateForm::Min:
    case ast::AggregateForm::Max:
    case ast::AggregateForm::First:
      return as_written(expr);
  }
  return as_written(expr);
}

/// `some x in xs where c` asks only whether there is one.
std::string Sentences::quantified(const Expr& expr) const {
  const bool is_every = expr.quantifier == ast::QuantifierForm::Every;
  const std::string of = elements(expr);
  if (expr.right == nullptr) return is_every ? as_written(expr) : fmt::format("there is some {}", of);
  return fmt::format("{} {} satisfies: {}", is_every ? "every" : "some", of, expression(*expr.right));
}

std::string Sentences::lookup(const Expr& expr) const {
  // A field that holds a row is that row.
  if (expr.items.size() == 1 && expr.items.front()->type.is(TypeKind::Key))
    return expression(*expr.items.front());
  std::string keys;
  for (const Expr* item : expr.items) keys += (keys.empty() ? "" : " and ") + expression(*item);
  return fmt::format("the row of the table {} for {}", policy_.tables[expr.table].name, keys);
}

/// In its own words; its holes speak of the parameters, for which the arguments are named.
std::string Sentences::call(const Expr& expr, bool holds) const {
  std::string arguments;
  for (std::size_t i = 0; i < expr.items.size(); ++i) {
    if (is_called_the_same(*expr.items[i], *expr.define->parameters[i])) continue;
    arguments += arguments.empty() ? "" : ", ";
    arguments += fmt::format("`{}`: {}", expr.define->parameters[i]->name, expression(*expr.items[i]));
  }
  const std::string with = arguments.empty() ? "" : fmt::format(" ({})", arguments);
  const auto& told = holds ? expr.define->holds : expr.define->does_not_hold;
  if (told) return fmt::format("“{}”{}", text(*told), with);
  return code_of(expr.define->name) + with;
}

std::string Sentences::judged(const Expr& expr) const {
  const std::string who = expr.judgement->by.empty() ? "a person" : expr.judgement->by;
  return fmt::format("{} answers “{}” with yes", who, text(expr.judgement->asks));
}

std::string Sentences::operation(const Expr& expr) const {
  if (expr.kind == ExprKind::Unary) {
    if (expr.op == Operator::Given) return expression(*expr.left) + " is given";
    if (expr.op == Operator::NotGiven) return expression(*expr.left) + " is not given";
    const bool has_words_for_no =
        expr.left->kind == ExprKind::Call && expr.left->define->does_not_hold.has_value();
    if (expr.op == Operator::Not && has_words_for_no) return call(*expr.left, false);
    if (expr.op == Operator::Not) return fmt::format("it is not so that {}", expression(*expr.left));
    return as_written(expr);
  }
  const bool is_reading =
      expr.left != nullptr && expr.left->kind == ExprKind::Reading && expr.right != nullptr;
  if (is_reading && (expr.op == Operator::Equal || expr.op == Operator::NotEqual)) {
    return fmt::format("{} is {}read as “{}”", code_of(policy_.readings[expr.left->reading].name),
                       expr.op == Operator::Equal ? "" : "not ", expression(*expr.right));
  }
  // `xs else []` stands for the list, which is empty where it is none.
  if (expr.op == Operator::Else && expr.right == nullptr) return expression(*expr.left);
  const char* words = between(expr);
  const bool is_whole = words != nullptr && expr.left != nullptr && expr.right != nullptr;
  if (!is_whole) return as_written(expr);
  const auto side = [&](const Expr& of) {
    const bool is_bracketed = is_connective(expr) && is_connective(of);
    return is_bracketed ? fmt::format("({})", expression(of)) : expression(of);
  };
  const std::string_view comma = is_connective(expr) ? "," : "";
  return fmt::format("{}{} {} {}", side(*expr.left), comma, words, side(*expr.right));
}

std::string Sentences::expression(const Expr& expr) const {
  switch (expr.kind) {
    case ExprKind::Constant:
      return value(expr.value, expr.type);
    case ExprKind::Variable:
      return variable(*expr.variable);
    case ExprKind::Field: {
      const model::Field& field = policy_.records[expr.left->type.id].fields[expr.field];
      const std::string whole = expression(*expr.left);
      return expr.type.is(TypeKind::Truth) ? fmt::format("`{}` of {} is yes", field.name, whole)
                                           : fmt::format("`{}` of {}", field.name, whole);
    }
    case ExprKind::Column: {
      const model::Field& column = policy_.tables[expr.left->type.id].columns[expr.field];
      return fmt::format("`{}` of {}", column.name, expression(*expr.left));
    }
    case ExprKind::Lookup:
      return lookup(expr);
    case ExprKind::KnownTruth:
      return expression(*expr.left);
    case ExprKind::Unary:
    case ExprKind::Binary:
      return operation(expr);
    case ExprKind::InConstants: {
      std::string all;
      for (const model::Value& each : expr.values)
        all += (all.empty() ? "" : ", ") + value(each, expr.left->type);
      const char* words = expr.op == Operator::NotIn ? "is none of" : "is one of";
      return fmt::format("{} {} {}", expression(*expr.left), words, all);
    }
    case ExprKind::If:
      if (expr.right == nullptr || expr.third == nullptr) return as_written(expr);
      return fmt::format("{} if {}, else {}", expression(*expr.right), expression(*expr.left),
                         expression(*expr.third));
    case ExprKind::Quantifier:
      return quantified(expr);
    case ExprKind::Aggregate:
      return aggregate(expr);
    case ExprKind::Filter:
      return "each " + elements(expr);
    case ExprKind::SetLiteral:
      return value(expr.value, expr.type);
    case ExprKind::Reading:
      return fmt::format("the way in which {} is read", code_of(policy_.readings[expr.reading].name));
    case ExprKind::Call:
      return call(expr);
    case ExprKind::Judge:
      return judged(expr);
    case ExprKind::Reach:
    case ExprKind::InWords:
      break;
  }
  return as_written(expr);
}

std::string Sentences::subject(const model::Section& section) const {
  if (!section.subjects.empty()) return variable(*section.subjects.back().variable);
  return section.document == nullptr ? std::string("the document") : variable(*section.document);
}

std::string Sentences::with_conditions(const model::Norm& norm, std::string demand) const {
  std::string when;
  for (const Expr* each : {norm.applies, norm.when}) {
    if (each != nullptr) when += (when.empty() ? "" : ", and ") + expression(*each);
  }
  std::string sentence = when.empty() ? std::move(demand) : fmt::format("when {}: {}", when, demand);
  if (norm.unless != nullptr) sentence += ", unless " + expression(*norm.unless);
  if (!sentence.empty())
    sentence[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(sentence[0])));
  return sentence + ".";
}

std::string Sentences::norm(const model::Section& section, const model::Norm& norm) const {
  if (norm.ensures != nullptr)
    return with_conditions(norm, fmt::format("{} {}", demand_of(norm.modality), expression(*norm.ensures)));
  std::string acts;
  for (std::size_t i = 0; i < norm.acts.size(); ++i) {
    acts += i == 0 ? "" : i + 1 == norm.acts.size() ? " or " : ", ";
    acts += section.acts[norm.acts[i]];
  }
  return with_conditions(norm, fmt::format("{} {} {}", subject(section), demand_of(norm.modality), acts));
}

}  // namespace precept::handbook
