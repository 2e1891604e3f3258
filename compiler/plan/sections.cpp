#include <algorithm>
#include <deque>

#include "compiler/plan/lower.h"
#include "compiler/plan/plan.h"
#include "compiler/plan/points.h"

namespace precept::plan {
namespace {

using model::Modality;

precept::Modality modality_of(Modality modality) {
  switch (modality) {
    case Modality::Shall:
      return precept::Modality::Shall;
    case Modality::Should:
      return precept::Modality::Should;
    case Modality::Encourage:
      return precept::Modality::Encourage;
    case Modality::May:
      return precept::Modality::May;
    case Modality::ShallNot:
      return precept::Modality::ShallNot;
    case Modality::ShouldNot:
      return precept::Modality::ShouldNot;
  }
  return precept::Modality::Shall;
}

Right right_of(model::Otherwise otherwise) {
  switch (otherwise) {
    case model::Otherwise::Silent:
      return Right::Silent;
    case model::Otherwise::Permitted:
      return Right::Permitted;
    case model::Otherwise::Forbidden:
      return Right::Forbidden;
  }
  return Right::Silent;
}

program::ClauseForm form_of(model::ClauseForm form) {
  switch (form) {
    case model::ClauseForm::Encoded:
      return program::ClauseForm::Encoded;
    case model::ClauseForm::Informative:
      return program::ClauseForm::Informative;
    case model::ClauseForm::NotCheckable:
      return program::ClauseForm::NotCheckable;
    case model::ClauseForm::NotEncoded:
      return program::ClauseForm::NotEncoded;
  }
  return program::ClauseForm::Encoded;
}

constexpr std::uint32_t kNoAct = kAbsent;

/// Plans one `about` with its clauses.
class SectionPlan {
 public:
  SectionPlan(const model::Section& section, Lowering& lowering, InstructionBuilder& builder,
              SchemaPlan& schema, Points* points, Diagnostics& diagnostics)
      : section_(section),
        lowering_(lowering),
        builder_(builder),
        schema_(schema),
        points_(points),
        diagnostics_(diagnostics) {}

  void run() {
    if (!bind_subjects()) return;
    program::Section out{};
    out.level = level_;
    out.list_presence = list_presence_;
    out.otherwise = right_of(section_.otherwise);
    first_clause_ = count(builder_.unit().clauses);
    out.norms.first = count(builder_.unit().norms);
    add_clauses();
    std::uint32_t first_part = count(builder_.unit().norm_parts);
    for (std::uint32_t i = 0; i < section_.norms.size(); ++i) add_norm(i, out.norms.first);
    for (std::uint32_t i = first_part; i < count(builder_.unit().norm_parts); ++i) {
      program::NormPart& part = builder_.unit().norm_parts[i];
      if (part.role == PartRole::Defeater) part.norm = first_rows_[part.norm];
    }
    out.norms.count = count(builder_.unit().norms) - out.norms.first;
    out.acts.first = count(builder_.unit().acts);
    for (std::uint32_t act = 0; act < section_.acts.size(); ++act) add_act(act);
    out.acts.count = count(builder_.unit().acts) - out.acts.first;
    builder_.unit().sections.push_back(out);
    if (points_) add_points();
  }

 private:
  template <class T>
  static std::uint32_t count(const std::vector<T>& list) {
    return static_cast<std::uint32_t>(list.size());
  }

  bool bind_subjects() {
    Lowered document;
    document.form = Lowered::Form::Record;
    document.object = &schema_.root();
    lowering_.bind(section_.document, document);
    builder_.set_place(section_.span);
    for (const auto& subject : section_.subjects) {
      Lowered list = lowering_.lower(*subject.list);
      if (list.form != Lowered::Form::List || list.at != level_ || !list.restrictions.empty()) {
        diagnostics_
            .report(DiagnosticKind::TooComplex, subject.list->span,
                    "subjects are the elements of a list of the subject before them")
            .with_help("name a list field of the document, or of the `each` before");
        return false;
      }
      // A list that is none has no subjects, with or without `else []`.
      list.none_is_empty = false;
      list_presence_ = lowering_.presence(list);
      Lowered element;
      element.form = Lowered::Form::Record;
      element.object = list.list->object.get();
      element.at = level_ = list.list->elements;
      if (!element.object) {
        diagnostics_.report(DiagnosticKind::TooComplex, subject.list->span, "subjects are records");
        return false;
      }
      lowering_.bind(subject.variable, element);
    }
    return true;
  }

  void add_clauses() {
    SharedSections& shared = builder_.shared();
    for (const auto& clause : section_.clauses) {
      builder_.unit().clauses.push_back({shared.string(clause.label), form_of(clause.form),
                                         shared.string(clause.quote), shared.string(clause.gist),
                                         shared.string(clause.reason), shared.place(clause.span)});
    }
  }

  /// Whether the norm applies: `applies when` of its clause, its `when`, and not its `unless`.
  Operand applies(const model::Norm& norm) {
    builder_.set_clause(first_clause_ + norm.clause);
    builder_.set_place(norm.span);
    Operand a = builder_.logical_and(lowering_.truth_or_yes(norm.applies), lowering_.truth_or_yes(norm.when));
    if (!norm.unless) return a;
    return builder_.logical_and(a, builder_.logical_not(lowering_.value(*norm.unless)));
  }

  static bool shares(const model::Norm& norm, std::uint32_t act) {
    return std::find(norm.acts.begin(), norm.acts.end(), act) != norm.acts.end();
  }

  /// The effective condition (docs/language.md, Defeat): the norm applies and no defeater is effective on the
  /// act. The recursion ends because the model has no cycle of defeat.
  Operand effective(std::uint32_t index, std::uint32_t act) {
    auto key = std::pair(index, act);
    if (auto found = effective_.find(key); found != effective_.end()) return found->second;
    const model::Norm& norm = section_.norms[index];
    Operand e = applies(norm);
    for (std::uint32_t defeater : norm.defeaters) {
      const model::Norm& other = section_.norms[defeater];
      bool concerned = act == kNoAct ? other.acts.empty() : shares(other, act);
      if (!concerned) continue;
      Operand defeated = effective(defeater, act);
      builder_.set_clause(first_clause_ + norm.clause);
      builder_.set_place(norm.span);
      e = builder_.logical_and(e, builder_.logical_not(defeated));
    }
    return effective_[key] = e;
  }

  /// Adds the conditions of a norm with their words, for `precept explain`.
  program::Range add_parts(std::uint32_t index) {
    const model::Norm& norm = section_.norms[index];
    auto& parts = builder_.unit().norm_parts;
    program::Range range{count(parts), 0};
    if (!builder_.shared().has_reasons) return range;
    auto add = [&](PartRole role, const model::Expr* expr) {
      if (!expr) return;
      builder_.set_place(expr->span);
      SharedSections& shared = builder_.shared();
      parts.push_back({.role = role,
                       .operand = lowering_.value(*expr),
                       .words = shared.words(expr->span),
                       .place = shared.place(expr->span)});
    };
    add(PartRole::Applies, norm.applies);
    add(PartRole::When, norm.when);
    add(PartRole::Unless, norm.unless);
    add(PartRole::Ensures, norm.ensures);
    for (std::uint32_t defeater : norm.defeaters) {
      const model::Norm& other = section_.norms[defeater];
      auto add_defeater = [&](std::uint32_t act) {
        parts.push_back({.role = PartRole::Defeater,
                         .operand = effective(defeater, act),
                         .norm = defeater,  // `run` replaces it by the defeater's first row
                         .act = act,
                         .words = builder_.shared().string(other.quote),
                         .place = builder_.shared().place(other.span)});
      };
      if (norm.acts.empty() && other.acts.empty()) add_defeater(kNoAct);
      for (std::uint32_t act : norm.acts) {
        if (shares(other, act)) add_defeater(act);
      }
    }
    range.count = count(parts) - range.first;
    return range;
  }

  void add_norm(std::uint32_t index, std::uint32_t first_norm) {
    const model::Norm& norm = section_.norms[index];
    program::Norm out{};
    out.clause = first_clause_ + norm.clause;
    out.section = count(builder_.unit().sections);
    out.modality = modality_of(norm.modality);
    out.part_of = count(builder_.unit().norms) - first_norm;
    first_rows_.push_back(out.part_of);
    out.place = builder_.shared().place(norm.span);
    out.name = builder_.shared().string(norm.name);
    out.quote = builder_.shared().string(norm.quote);
    out.gist = builder_.shared().string(norm.gist);
    if (norm.ensures) {
      Operand condition = builder_.lift(effective(index, kNoAct), level_);
      builder_.set_clause(out.clause);
      builder_.set_place(norm.span);
      Operand holds = builder_.lift(lowering_.value(*norm.ensures), level_);
      out.condition = condition;
      out.holds = holds;
      program::Register result{RegisterKind::Result, ValueType::Truth, 0, 0, level_, kAbsent};
      out.outcome = builder_.add(Opcode::OutcomeOf, {condition, holds, kAbsent, kAbsent}, result);
      add_message(norm, out);
      out.parts = add_parts(index);
      builder_.unit().norms.push_back(out);
      return;
    }
    // Acts with the same effective condition share a row.
    std::vector<std::pair<Operand, std::uint64_t>> parts;
    for (std::uint32_t act : norm.acts) {
      Operand condition = builder_.lift(effective(index, act), level_);
      auto same =
          std::find_if(parts.begin(), parts.end(), [&](const auto& p) { return p.first == condition; });
      if (same == parts.end()) same = parts.insert(parts.end(), {condition, 0});
      same->second |= 1ull << act;
    }
    builder_.set_clause(out.clause);
    builder_.set_place(norm.span);
    add_message(norm, out);
    out.parts = add_parts(index);
    for (const auto& [condition, acts] : parts) {
      out.condition = condition;
      out.acts = acts;
      builder_.unit().norms.push_back(out);
    }
  }

  void add_message(const model::Norm& norm, program::Norm& out) {
    if (norm.otherwise) out.message = lowering_.plan_text(*norm.otherwise, level_);
  }

  Operand any_effective(std::uint32_t act, Modality modality) {
    Operand any = builder_.no();
    for (std::uint32_t i = 0; i < section_.norms.size(); ++i) {
      const model::Norm& norm = section_.norms[i];
      if (norm.modality != modality || !shares(norm, act)) continue;
      Operand e = effective(i, act);
      builder_.set_clause(first_clause_ + norm.clause);
      builder_.set_place(norm.span);
      any = builder_.logical_or(any, e);
    }
    return builder_.lift(any, level_);
  }

  void add_act(std::uint32_t act) {
    program::Act out{};
    out.name = builder_.shared().string(section_.acts[act]);
    Operand forbidden = any_effective(act, Modality::ShallNot);
    Operand discouraged = any_effective(act, Modality::ShouldNot);
    Operand permitted = any_effective(act, Modality::May);
    builder_.set_clause(kAbsent);
    builder_.set_place(section_.span);
    program::Register result{RegisterKind::Result, ValueType::Truth, 0, 0, level_, kAbsent};
    auto otherwise = static_cast<std::uint32_t>(right_of(section_.otherwise));
    out.right = builder_.add(Opcode::RightOf, {forbidden, discouraged, permitted, otherwise}, result);
    if (section_.exercised) {
      const model::Type& set = section_.exercised->type;
      Representation how =
          representation_of({model::TypeKind::Enum, set.id, false, nullptr}, builder_.shared().policy());
      builder_.set_place(section_.exercised->span);
      Operand exercised = lowering_.value(*section_.exercised);
      Operand member =
          builder_.constant({how.kind, how.type, how.width, 0, how.id, section_.act_members[act]});
      out.exercised =
          builder_.lift(builder_.apply(Opcode::Has, {exercised, member, kAbsent}, truth_at(0)), level_);
    }
    builder_.unit().acts.push_back(out);
  }

  // ---- points for test coverage

  /// Each part of a norm is probed only in rows where the parts before it let the norm apply: an `unless`
  /// that is yes in a row that the `when` excludes shows nothing.
  void add_points() {
    for (std::uint32_t index = 0; index < section_.norms.size(); ++index) {
      const model::Norm& norm = section_.norms[index];
      points_->set_owner(section_.clauses[norm.clause].label);
      Operand reached = builder_.yes();
      auto part = [&](program::PointKind kind, const model::Expr* expr, bool is_against) {
        if (!expr) return;
        Operand value = lowering_.value(*expr);
        points_->decision(builder_, kind, expr, expr->span, reached, value);
        reached = builder_.logical_and(reached, is_against ? builder_.logical_not(value) : value);
      };
      part(program::PointKind::AppliesWhen, norm.applies, false);
      part(program::PointKind::When, norm.when, false);
      part(program::PointKind::Unless, norm.unless, true);
      if (norm.ensures) {
        add_exceptions(norm, kNoAct, reached);
        points_->decision(builder_, program::PointKind::Ensure, norm.ensures, norm.ensures->span,
                          effective(index, kNoAct), lowering_.value(*norm.ensures));
        continue;
      }
      bool is_conditional = norm.applies || norm.when || norm.unless || !norm.defeaters.empty();
      for (std::uint32_t act : norm.acts) {
        add_exceptions(norm, act, reached);
        Operand value = effective(index, act);
        points_->probe(builder_, program::PointKind::Act, true, &norm, norm.span, value);
        if (!is_conditional) continue;
        points_->probe(builder_, program::PointKind::Act, false, &norm, norm.span,
                       builder_.logical_not(value));
      }
    }
  }

  void add_exceptions(const model::Norm& norm, std::uint32_t act, Operand reached) {
    for (std::uint32_t defeater : norm.defeaters) {
      const model::Norm& other = section_.norms[defeater];
      if (act == kNoAct ? !other.acts.empty() : !shares(other, act)) continue;
      points_->set_owner(section_.clauses[other.clause].label);
      points_->decision(builder_, program::PointKind::Exception, &other, other.span, reached,
                        effective(defeater, act));
    }
    points_->set_owner(section_.clauses[norm.clause].label);
  }

  const model::Section& section_;
  Lowering& lowering_;
  InstructionBuilder& builder_;
  SchemaPlan& schema_;
  Points* points_;
  Diagnostics& diagnostics_;
  LevelId level_ = 0;
  Operand list_presence_ = kAbsent;
  std::uint32_t first_clause_ = 0;
  std::map<std::pair<std::uint32_t, std::uint32_t>, Operand> effective_;
  std::vector<std::uint32_t> first_rows_;  ///< by norm of the model's section: its first planned row
};

/// Calls `visit` with every object of the record's type at or below `from`.
template <class Visit>
void for_objects(ObjectPlan& from, const model::Record& record, Visit visit) {
  if (from.record == &record) visit(from);
  for (FieldPlan& field : from.fields) {
    if (field.object) for_objects(*field.object, record, visit);
  }
}

/// A document may attest a judgement about anything of the right type, even where no clause asks it.
void add_unused_judgements(std::uint32_t record, Lowering& lowering, SchemaPlan& schema,
                           SharedSections& shared) {
  for (const auto& judgement : shared.policy().judgements) {
    if (!judgement.key_parameter) {
      if (judgement.parameters[0]->type.id == record) lowering.judgement(judgement, nullptr);
      continue;
    }
    std::uint32_t about = judgement.parameters[*judgement.key_parameter]->type.id;
    for_objects(schema.root(), shared.policy().records[about],
                [&](ObjectPlan& object) { lowering.judgement(judgement, &object); });
  }
}

PlannedUnit plan_unit(std::uint32_t record, SharedSections& shared, Points* points,
                      Diagnostics& diagnostics) {
  PlannedUnit unit;
  unit.kind = shared.policy().records[record].name;
  SchemaPlan schema(record, unit, shared);
  InstructionBuilder builder(unit, shared);
  // The sections of one kind of document share lets, definitions and judgements.
  Lowering lowering(builder, schema, points);
  for (const auto& section : shared.policy().sections) {
    if (section.record == record) SectionPlan(section, lowering, builder, schema, points, diagnostics).run();
  }
  builder.set_clause(kAbsent);
  add_unused_judgements(record, lowering, schema, shared);
  for (auto& field : schema.root().fields) {
    if (field.declared->name == "date" && field.declared->type.is(model::TypeKind::Date)) {
      unit.date_column = schema.column(field);
    }
  }
  if (points) points->end_unit(builder);
  return unit;
}

}  // namespace

std::vector<PlannedUnit> plan_units(SharedSections& shared, Points* points, Diagnostics& diagnostics) {
  std::vector<std::uint32_t> records;
  for (const auto& section : shared.policy().sections) {
    if (std::find(records.begin(), records.end(), section.record) == records.end())
      records.push_back(section.record);
  }
  std::vector<PlannedUnit> units;
  try {
    for (std::uint32_t record : records) units.push_back(plan_unit(record, shared, points, diagnostics));
  } catch (const LimitExceeded& reason) {
    diagnostics.report(DiagnosticKind::TooComplex, reason.place, reason.message);
  }
  return units;
}

}  // namespace precept::plan
