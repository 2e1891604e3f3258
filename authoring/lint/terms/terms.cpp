#include "authoring/lint/terms/terms.h"

#include <utility>

namespace precept::lint {

using model::Expr;
using model::ExprKind;
using model::VariableKind;

namespace {

/// Beyond these a call is what nothing is known of.
constexpr std::size_t kMostTerms = 200'000;
constexpr std::uint32_t kMostCalls = 12;

void put(std::string& to, std::int64_t number) {
  to.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void put(std::string& to, const std::string& text) {
  put(to, static_cast<std::int64_t>(text.size()));
  to += text;
}

/// All that tells a term from another.
std::string content(const Term& term) {
  std::string result;
  for (auto part : {static_cast<std::int64_t>(term.kind), static_cast<std::int64_t>(term.op),
                    static_cast<std::int64_t>(term.quantifier), static_cast<std::int64_t>(term.aggregate),
                    static_cast<std::int64_t>(term.state), term.number, term.under, term.which,
                    std::int64_t{term.left}, std::int64_t{term.right}, std::int64_t{term.third},
                    std::int64_t{term.filter}, static_cast<std::int64_t>(term.type.kind)})
    put(result, part);
  put(result, term.text);
  for (const model::Value& value : term.values) {
    put(result, value.number);
    put(result, value.under);
    put(result, value.text);
  }
  for (TermId item : term.items) put(result, std::int64_t{item});
  return result;
}

}  // namespace

Terms::Terms(const model::Model& model) : model_(model) {
  frames_.emplace_back();
  for (const model::Section& section : model.sections) {
    for (const model::Subject& subject : section.subjects) {
      Term term{.kind = ExprKind::Variable, .type = subject.variable->type};
      term.number = -1;
      term.left = of(*subject.list);
      frames_[0][subject.variable] = intern(std::move(term));
    }
  }
}

std::int64_t Terms::number_of(const void* pointer) {
  return numbers_.emplace(pointer, static_cast<std::int64_t>(numbers_.size())).first->second;
}

std::int64_t Terms::text_number(const std::string& text) {
  return texts_.emplace(text, static_cast<std::int64_t>(texts_.size())).first->second;
}

TermId Terms::intern(Term term) {
  auto [found, is_new] = by_content_.emplace(content(term), static_cast<TermId>(terms_.size()));
  if (is_new) {
    for (TermId part : {term.left, term.right, term.third, term.filter})
      term.has_element |= part != kNoTerm && terms_[part].has_element;
    for (TermId item : term.items) term.has_element |= terms_[item].has_element;
    terms_.push_back(std::move(term));
  }
  return found->second;
}

TermId Terms::comparison(TermId left, TermId right) {
  Term term{.kind = ExprKind::Binary, .op = model::Operator::Less};
  term.which = 1;  // no comparison that somebody wrote
  term.left = left, term.right = right;
  return intern(std::move(term));
}

TermId Terms::of(const Expr& expr, std::uint32_t frame, std::uint32_t depth) {
  if (expr.kind == ExprKind::Variable) return variable(*expr.variable, frame);
  const std::pair key(&expr, frame);
  if (auto found = done_.find(key); found != done_.end()) return found->second;
  const TermId result = make(expr, frame, depth);
  done_.emplace(key, result);
  return result;
}

TermId Terms::variable(const model::Variable& variable, std::uint32_t frame) {
  if (variable.kind == VariableKind::Let && variable.value != nullptr) return of(*variable.value, frame, 0);
  if (auto bound = frames_[frame].find(&variable); bound != frames_[frame].end()) return bound->second;
  Term term{.kind = ExprKind::Variable, .type = variable.type};
  if (variable.kind == VariableKind::Document) {
    term.number = 1;
    term.which = variable.type.id;
  } else {
    term.which = number_of(&variable);
  }
  return intern(std::move(term));
}

void Terms::bind(const Expr& expr, TermId list, std::uint32_t frame, std::uint32_t depth) {
  for (const model::Variable* variable : {expr.variable, expr.second}) {
    if (variable == nullptr) continue;
    Term term{.kind = ExprKind::Variable, .type = variable->type};
    term.number = 2 + std::int64_t{depth} * 2 + (variable == expr.second ? 1 : 0);
    term.left = list;
    term.has_element = true;
    frames_[frame][variable] = intern(std::move(term));
  }
}

TermId Terms::make(const Expr& expr, std::uint32_t frame, std::uint32_t depth) {
  Term term{.kind = expr.kind, .type = expr.type, .op = expr.op, .quantifier = expr.quantifier};
  term.aggregate = expr.aggregate;
  term.state = expr.value.state;
  term.number = expr.value.number, term.under = expr.value.under, term.text = expr.value.text;
  term.values = expr.values;
  switch (expr.kind) {
    case ExprKind::Field:
    case ExprKind::Column:
      term.number = expr.field;
      break;
    case ExprKind::Lookup:
      term.which = expr.table;
      break;
    case ExprKind::Reading:
      term.which = expr.reading;
      break;
    case ExprKind::Call:
      term.which = number_of(expr.define);
      break;
    case ExprKind::Judge:
      term.which = number_of(expr.judgement);
      break;
    default:
      break;
  }
  const bool has_list = expr.variable != nullptr;
  const std::uint32_t inner = has_list ? depth + 1 : depth;
  if (expr.kind == ExprKind::Reach) {
    term.third = of(expr.third, frame, depth);
    bind(expr, term.third, frame, depth);
    term.left = of(expr.left, frame, depth), term.right = of(expr.right, frame, depth);
  } else {
    term.left = of(expr.left, frame, depth);
    if (has_list) bind(expr, term.left, frame, depth);
    term.right = of(expr.right, frame, inner), term.third = of(expr.third, frame, inner);
  }
  term.filter = of(expr.filter, frame, inner);
  for (const Expr* item : expr.items) term.items.push_back(of(item, frame, inner));
  if (expr.kind == ExprKind::Call && expr.define->body != nullptr) {
    const std::vector<TermId> arguments = term.items;
    const TermId id = intern(std::move(term));
    if (terms_[id].body == kNoTerm) {
      const TermId body = body_of(*expr.define, arguments, depth);
      terms_[id].body = body;
    }
    return id;
  }
  return intern(std::move(term));
}

TermId Terms::body_of(const model::Define& define, const std::vector<TermId>& arguments,
                      std::uint32_t depth) {
  if (calls_open_ >= kMostCalls || terms_.size() > kMostTerms || arguments.size() != define.parameters.size())
    return kNoTerm;
  auto [found, is_new] = bodies_.emplace(std::pair(&define, arguments), kNoTerm);
  if (!is_new) return found->second;
  const auto frame = static_cast<std::uint32_t>(frames_.size());
  frames_.emplace_back();
  for (std::size_t i = 0; i < arguments.size(); ++i) frames_[frame][define.parameters[i]] = arguments[i];
  ++calls_open_;
  const TermId body = of(*define.body, frame, depth);
  --calls_open_;
  bodies_[std::pair(&define, arguments)] = body;
  return body;
}

}  // namespace precept::lint
