// Calls of definitions, judgements, and texts with holes.
#include <fmt/format.h>

#include <map>

#include "base/limits.h"
#include "compiler/plan/lower.h"
#include "compiler/translation/texts.h"
#include "runtime/program/ratio.h"

namespace precept::plan {

namespace {

/// The conditions of a list are computed where it is used, when the parameters stand for something else or
/// nothing.
void keep_arguments(const std::vector<model::Variable*>& parameters, std::vector<Lowered> arguments,
                    Lowered& result) {
  if (result.restrictions.empty()) return;
  auto kept = std::make_shared<Arguments>();
  for (std::size_t i = 0; i < parameters.size(); ++i)
    kept->emplace_back(parameters[i], std::move(arguments[i]));
  for (Restriction& restriction : result.restrictions) {
    if (!restriction.arguments) restriction.arguments = kept;
  }
}

}  // namespace

/// What tells arguments apart.
std::vector<std::uint64_t> Lowering::key_of(const Lowered& argument) const {
  auto address = [](const void* of) { return std::uint64_t(reinterpret_cast<std::uintptr_t>(of)); };
  std::vector<std::uint64_t> key{
      std::uint64_t(argument.form), argument.value,         address(argument.object),      argument.at,
      address(argument.list),       argument.none_is_empty, std::uint64_t(argument.parts), argument.divisor,
      argument.is_constant};
  for (const Restriction& r : argument.restrictions) {
    key.push_back(address(r.condition));
    key.push_back(address(r.arguments.get()));
  }
  return key;
}

/// Lowers the body of the definition in place of the call. Equal calls share one result.
Lowered Lowering::call(const model::Expr& expr) {
  std::vector<Lowered> arguments;
  std::vector<std::uint64_t> key{reinterpret_cast<std::uintptr_t>(expr.define)};
  for (const model::Expr* item : expr.items) {
    Lowered argument = lower(*item);
    convert_to(expr.define->parameters[arguments.size()]->type, argument);
    for (std::uint64_t part : key_of(argument)) key.push_back(part);
    arguments.push_back(std::move(argument));
  }
  if (auto found = calls_.find(key); found != calls_.end()) return found->second;
  if (calls_.size() >= limits::kExpansions) {
    throw LimitExceeded{expr.span,
                        fmt::format("definitions are used by one another for more than {} different things",
                                    limits::kExpansions)};
  }
  const auto& parameters = expr.define->parameters;
  std::vector<ScopedBinding> bound;
  for (std::size_t i = 0; i < parameters.size(); ++i)
    bound.emplace_back(bindings_, parameters[i], arguments[i]);
  Lowered result = lower(*expr.define->body);
  convert_to(expr.define->result, result);
  keep_arguments(parameters, std::move(arguments), result);
  add_phrase(*expr.define, result);
  return calls_[key] = result;
}

void Lowering::add_phrase(const model::Define& define, const Lowered& result) {
  bool has_none = !builder_.shared().has_reasons || !define.holds || result.form != Lowered::Form::Value ||
                  builder_.constant_of(result.value) || result.divisor != kAbsent ||
                  (result.parts != 1 && result.parts != ratio::kMillion);
  if (has_none) return;
  Span outer = builder_.place();
  builder_.set_place(define.span);
  LevelId level = builder_.level(result.value);
  bool is_one_chain = true;
  for (const auto* said : {&define.holds, &define.does_not_hold}) {
    if (!*said) continue;
    for (const model::TextPart& part : **said) {
      if (!part.hole || !is_one_chain) continue;
      LevelId needed = level_of_hole(*part.hole);
      is_one_chain = builder_.is_above_or_same(needed, level) || builder_.is_above_or_same(level, needed);
      if (is_one_chain) level = builder_.deeper(level, needed);
    }
  }
  if (is_one_chain) {
    program::Phrase phrase{.operand = result.value, .level = level};
    phrase.holds = plan_text(*define.holds, level);
    if (define.does_not_hold) phrase.fails = plan_text(*define.does_not_hold, level);
    phrase.place = builder_.shared().place(define.span);
    builder_.unit().phrases.push_back(phrase);
  }
  builder_.set_place(outer);
}

std::uint32_t Lowering::judgement(const model::Judgement& judgement, ObjectPlan* about) {
  auto [found, is_new] = judgements_.try_emplace(
      {&judgement, about}, static_cast<std::uint32_t>(builder_.unit().judgements.size()));
  if (!is_new) return found->second;
  program::Judgement out{};
  SharedSections& shared = builder_.shared();
  out.name = shared.string(judgement.name);
  out.by = shared.string(judgement.by);
  out.place = shared.place(judgement.span);
  builder_.unit().judgements.push_back(out);
  std::vector<ScopedBinding> bound;
  for (std::size_t i = 0; i < judgement.parameters.size(); ++i) {
    bool is_key = judgement.key_parameter && *judgement.key_parameter == i;
    Lowered record;
    record.form = Lowered::Form::Record;
    record.object = is_key ? about : &schema_.root();
    record.at = record.object->level;
    bound.emplace_back(bindings_, judgement.parameters[i], record);
    if (!is_key) continue;
    out.level = about->level;
    schema_.need_presence(about->level);
    out.about_column = schema_.column(record.object->fields[judgement.key_field]);
  }
  Span outer = builder_.place();
  builder_.set_place(judgement.span);
  LevelId level = about ? about->level : 0;
  out.asks = plan_text(judgement.asks, level);
  if (judgement.from) out.from = plan_text(*judgement.from, level);
  builder_.set_place(outer);
  builder_.unit().judgements[found->second] = out;
  return found->second;
}

Operand Lowering::judge(const model::Expr& expr) {
  const model::Judgement& asked = *expr.judgement;
  if (!asked.key_parameter) {
    std::uint32_t index = judgement(asked, nullptr);
    return builder_.add(Opcode::Attested, {index, kAbsent, kAbsent, kAbsent}, truth_at(0));
  }
  Lowered subject = lower(*expr.items[*asked.key_parameter]);
  ObjectPlan& object = *subject.object;
  std::uint32_t index = judgement(asked, &object);
  Operand name = read(object.level, subject.at, schema_.column(object.fields[asked.key_field]));
  return builder_.add(Opcode::Attested, {index, name, kAbsent, kAbsent}, truth_at(subject.at));
}

// ---- texts ---------------------------------------------------------------------------------------

/// A register for a hole, which has no negation bit: a negated truth gets a register of its own.
Operand Lowering::shown(Operand value, LevelId level) {
  Operand hole = builder_.lift(value, level);
  return hole & kNegated ? builder_.add(Opcode::And, {hole, hole, kAbsent, kAbsent}, truth_at(level)) : hole;
}

program::TextPart Lowering::plan_hole(const model::Expr& hole, LevelId level) {
  program::TextPart part{builder_.shared().string("")};
  const bool is_in_words = hole.kind == model::ExprKind::InWords;
  if (is_in_words && hole.left->type.is(model::TypeKind::List)) return plan_list_in_words(hole, part);
  part.hole = shown(value(is_in_words ? *hole.left : hole), level);
  if (is_in_words) part.form = program::HoleForm::Names;
  return part;
}

program::Range Lowering::plan_text(const model::Text& text, LevelId level) {
  std::vector<program::TextPart> parts;
  std::map<std::string, program::TextPart> holes;  // by the hole as written
  SharedSections& shared = builder_.shared();
  for (const auto& part : text) {
    if (!part.hole) {
      parts.push_back({shared.string(part.text)});
      continue;
    }
    parts.push_back(plan_hole(*part.hole, level));
    holes.emplace(translation::with_single_blanks(part.text), parts.back());
  }
  auto append = [&](const std::vector<program::TextPart>& more) {
    auto& all = builder_.unit().text_parts;
    program::Range range{static_cast<std::uint32_t>(all.size()), static_cast<std::uint32_t>(more.size())};
    all.insert(all.end(), more.begin(), more.end());
    return range;
  };
  program::Range range = append(parts);
  if (parts.empty()) return range;
  const std::string key = translation::key_of(text);
  for (const model::Translation& one : shared.policy().translations) {
    if (one.text != key) continue;
    std::vector<program::TextPart> translated;
    for (const translation::WrittenPart& piece : translation::split(one.translated)) {
      translated.push_back(piece.is_hole ? holes.at(piece.text)
                                         : program::TextPart{shared.string(piece.text)});
    }
    builder_.unit().translations.push_back(
        {static_cast<std::uint32_t>(one.language), range, append(translated)});
  }
  return range;
}

}  // namespace precept::plan
