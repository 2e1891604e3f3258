#include "tests/reference/reference.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/reference/evaluate.h"

namespace precept::reference {

using model::Modality;
using model::Norm;
using model::Section;

namespace {

Level level_of(Modality modality) {
  switch (modality) {
    case Modality::Shall:
    case Modality::ShallNot:
      return Level::Error;
    case Modality::Should:
    case Modality::ShouldNot:
      return Level::Warning;
    case Modality::Encourage:
    case Modality::May:
      break;
  }
  return Level::Note;
}

bool has_act(const Norm& norm, std::uint32_t act) {
  return std::find(norm.acts.begin(), norm.acts.end(), act) != norm.acts.end();
}

/// The right of a subject to one act, and whether the act was exercised.
struct ActState {
  Right right = Right::Silent;
  bool from_otherwise = false;
  bool may_be_forbidden = false;
  Truth exercised = Truth::No;
};

struct Subject {
  const Scope* scope = nullptr;
  std::string pointer, name;
  std::vector<ActState> acts;
};

/// Checks one section for one document, and adds its findings and rights to the result.
class SectionCheck {
 public:
  SectionCheck(const model::Model& policy, const Section& section, const Evaluator& evaluator, Result& result,
               Leaves& open, bool& undetermined)
      : policy_(policy),
        section_(section),
        evaluator_(evaluator),
        result_(result),
        open_(open),
        undetermined_(undetermined) {}

  void run(const Node& document) {
    Scope& scope = scopes_.emplace_back(Scope{nullptr, section_.document, document.value});
    if (section_.subjects.empty()) scope.lets = &lets_.emplace_back();
    find_subjects(scope, document, section_.record, 0);
    for (Subject& subject : subjects_) add_rights(subject);
    for (const model::Clause& clause : section_.clauses)
      for (std::uint32_t norm : clause.norms)
        for (const Subject& subject : subjects_) add_findings(section_.norms[norm], subject);
    for (const Subject& subject : subjects_) add_otherwise_finding(subject);
  }

 private:
  /// Adds every element of the innermost list as a subject. An unknown list may hold subjects that the
  /// document does not name, so it may leave the verdict undetermined.
  void find_subjects(const Scope& scope, const Node& node, std::uint32_t record, std::size_t depth) {
    if (depth == section_.subjects.size()) {
      subjects_.push_back({&scope, node.pointer, name_of(node, record), {}});
      return;
    }
    const model::Subject& next = section_.subjects[depth];
    const Value list = evaluator_.value(*next.list, scope);
    if (list.unknown() && can_be_violated()) {
      undetermined_ = true;
      evaluator_.leaves(next.list, scope, open_);
    }
    for (const Element& element : list.elements()) {
      Scope& inner = scopes_.emplace_back(Scope{&scope, next.variable, element.node->value});
      if (depth + 1 == section_.subjects.size()) inner.lets = &lets_.emplace_back();
      find_subjects(inner, *element.node, next.list->type.element->id, depth + 1);
    }
  }

  /// Whether a subject in an unknown list could make the document non-compliant.
  bool can_be_violated() const {
    const bool is_recorded = section_.exercised != nullptr;
    for (const Norm& norm : section_.norms) {
      if (norm.ensures != nullptr && level_of(norm.modality) == Level::Error) return true;
      if (norm.modality == Modality::ShallNot && is_recorded) return true;
    }
    return is_recorded && !section_.acts.empty() && otherwise_right() == Right::Forbidden;
  }

  std::string name_of(const Node& node, std::uint32_t record) const {
    const auto& fields = policy_.records[record].fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].name != "name" || !fields[i].type.is(model::TypeKind::Text)) continue;
      if (node.children[i].value.known()) return node.children[i].value.text;
    }
    return {};
  }

  // ---- when norms apply

  /// A norm applies where `applies when` and `when` hold and `unless` does not. It is asked for once for each
  /// norm that it defeats, and found out once.
  Truth applies(const Norm& norm, const Scope& scope) const {
    const auto [known, is_new] = applies_.try_emplace({&norm, &scope}, Truth::Unknown);
    if (!is_new) return known->second;
    Truth result =
        truth_and(evaluator_.truth_or_yes(norm.applies, scope), evaluator_.truth_or_yes(norm.when, scope));
    if (norm.unless != nullptr) result = truth_and(result, truth_not(evaluator_.truth(*norm.unless, scope)));
    return known->second = result;
  }

  /// Whether a defeater defeats a norm on this act; without an act, a norm that ensures something.
  static bool bears_on(const Norm& defeater, std::optional<std::uint32_t> act) {
    return act ? has_act(defeater, *act) : defeater.acts.empty();
  }

  /// A norm is effective where it applies and none of its defeaters is effective.
  Truth effective(const Norm& norm, std::optional<std::uint32_t> act, const Scope& scope) const {
    Truth result = applies(norm, scope);
    for (std::uint32_t index : norm.defeaters) {
      const Norm& defeater = section_.norms[index];
      if (bears_on(defeater, act)) result = truth_and(result, truth_not(effective(defeater, act, scope)));
    }
    return result;
  }

  void leaves_of_effect(const Norm& norm, std::optional<std::uint32_t> act, const Scope& scope) {
    if (effective(norm, act, scope) != Truth::Unknown) return;
    for (const model::Expr* part : {norm.applies, norm.when, norm.unless})
      evaluator_.leaves(part, scope, open_);
    for (std::uint32_t index : norm.defeaters) {
      const Norm& defeater = section_.norms[index];
      if (bears_on(defeater, act)) leaves_of_effect(defeater, act, scope);
    }
  }

  // ---- rights

  Truth any_effective(Modality modality, std::uint32_t act, const Scope& scope) const {
    Truth any = Truth::No;
    for (const Norm& norm : section_.norms)
      if (norm.modality == modality && has_act(norm, act)) any = truth_or(any, effective(norm, act, scope));
    return any;
  }

  Right otherwise_right() const {
    switch (section_.otherwise) {
      case model::Otherwise::Silent:
        return Right::Silent;
      case model::Otherwise::Permitted:
        return Right::Permitted;
      case model::Otherwise::Forbidden:
        return Right::Forbidden;
    }
    return Right::Silent;
  }

  /// Collects the rights that are possible, from the strongest down to one that surely holds. Where there are
  /// several, the right is undetermined.
  ActState act_state(std::uint32_t act, const Scope& scope) const {
    const Truth forbidden = any_effective(Modality::ShallNot, act, scope);
    const Truth discouraged = any_effective(Modality::ShouldNot, act, scope);
    const Truth permitted = any_effective(Modality::May, act, scope);
    std::set<Right> possible;
    auto consider = [&](Truth truth, Right right) {
      if (truth != Truth::No) possible.insert(right);
      return truth == Truth::Yes;
    };
    const bool decided = consider(forbidden, Right::Forbidden) || consider(discouraged, Right::Discouraged) ||
                         consider(permitted, Right::Permitted);
    if (!decided) possible.insert(otherwise_right());
    ActState state;
    state.right = possible.size() == 1 ? *possible.begin() : Right::Undetermined;
    state.may_be_forbidden = possible.contains(Right::Forbidden);
    state.from_otherwise = !decided && possible.size() == 1 && state.right != Right::Silent;
    if (section_.exercised != nullptr) {
      const Value set = evaluator_.value(*section_.exercised, scope);
      state.exercised = Truth::Unknown;
      if (set.known())
        state.exercised = (set.number >> section_.act_members[act] & 1) != 0 ? Truth::Yes : Truth::No;
    }
    return state;
  }

  /// The labels of clauses that have a norm on the act with this modality (none: any) and this effective
  /// condition.
  std::vector<std::string> clauses(std::optional<Modality> modality, std::uint32_t act, Truth effect,
                                   const Scope& scope) const {
    std::vector<std::string> labels;
    for (const model::Clause& clause : section_.clauses) {
      for (std::uint32_t index : clause.norms) {
        const Norm& norm = section_.norms[index];
        if (!has_act(norm, act) || (modality && norm.modality != *modality)) continue;
        if (effective(norm, act, scope) != effect) continue;
        if (std::find(labels.begin(), labels.end(), clause.label) == labels.end())
          labels.push_back(clause.label);
      }
    }
    return labels;
  }

  std::vector<std::string> decided_by(const ActState& state, std::uint32_t act, const Scope& scope) const {
    if (state.from_otherwise) return {"otherwise"};
    switch (state.right) {
      case Right::Silent:
        return {};
      case Right::Forbidden:
        return clauses(Modality::ShallNot, act, Truth::Yes, scope);
      case Right::Discouraged:
        return clauses(Modality::ShouldNot, act, Truth::Yes, scope);
      case Right::Permitted:
        return clauses(Modality::May, act, Truth::Yes, scope);
      case Right::Undetermined:
        return clauses(std::nullopt, act, Truth::Unknown, scope);
    }
    return {};
  }

  void add_rights(Subject& subject) {
    if (section_.acts.empty()) return;
    SubjectRights rights{subject.pointer, subject.name, {}};
    for (std::uint32_t act = 0; act < section_.acts.size(); ++act) {
      const ActState state = act_state(act, *subject.scope);
      subject.acts.push_back(state);
      rights.acts.push_back({section_.acts[act], state.right, decided_by(state, act, *subject.scope)});
      if (state.exercised != Truth::No) result_.nothing_checked = false;
      // Where the act cannot be forbidden, no answer could make it a violation of level error.
      if (state.right == Right::Undetermined && state.may_be_forbidden && state.exercised != Truth::No) {
        undetermined_ = true;
        leaves_of_right(act, *subject.scope);
        evaluator_.leaves_of_required(section_.exercised, *subject.scope, open_);
      }
    }
    result_.report.rights.push_back(std::move(rights));
  }

  /// Adds the leaves of norms from the strongest right down. What is weaker than a right that surely holds
  /// does not matter.
  void leaves_of_right(std::uint32_t act, const Scope& scope) {
    for (Modality modality : {Modality::ShallNot, Modality::ShouldNot, Modality::May}) {
      const Truth any = any_effective(modality, act, scope);
      if (any == Truth::Yes) return;
      if (any == Truth::No) continue;
      for (const Norm& norm : section_.norms)
        if (norm.modality == modality && has_act(norm, act)) leaves_of_effect(norm, act, scope);
    }
  }

  // ---- findings

  void add_findings(const Norm& norm, const Subject& subject) {
    if (norm.ensures != nullptr) {
      add_ensured(norm, subject);
    } else {
      add_acts_finding(norm, subject);
    }
  }

  void add_ensured(const Norm& norm, const Subject& subject) {
    const Scope& scope = *subject.scope;
    const Truth condition = effective(norm, std::nullopt, scope);
    const Truth holds = evaluator_.truth(*norm.ensures, scope);
    Outcome outcome = Outcome::Undetermined;
    if (condition == Truth::No) {
      outcome = Outcome::NotApplicable;
    } else if (holds == Truth::Yes) {
      outcome = Outcome::Satisfied;
    } else if (condition == Truth::Yes && holds == Truth::No) {
      outcome = Outcome::Violated;
    }
    add(norm, subject, outcome, {});
    if (outcome != Outcome::NotApplicable && level_of(norm.modality) == Level::Error)
      result_.nothing_checked = false;
    if (outcome != Outcome::Undetermined || level_of(norm.modality) != Level::Error) return;
    leaves_of_effect(norm, std::nullopt, scope);
    evaluator_.leaves(norm.ensures, scope, open_);
  }

  /// The outcome of one act under one norm. Where the right is undetermined, every norm on the act that may
  /// be effective is undetermined. Satisfied stands for no finding.
  Outcome act_outcome(const Norm& norm, std::uint32_t act, const Subject& subject) const {
    const ActState& state = subject.acts[act];
    if (state.exercised == Truth::No) return Outcome::Satisfied;
    const Truth effect = effective(norm, act, *subject.scope);
    if (state.right == Right::Undetermined)
      return effect == Truth::Unknown ? Outcome::Undetermined : Outcome::Satisfied;
    const bool broken = (state.right == Right::Forbidden && norm.modality == Modality::ShallNot) ||
                        (state.right == Right::Discouraged && norm.modality == Modality::ShouldNot);
    if (!broken || effect != Truth::Yes) return Outcome::Satisfied;
    return state.exercised == Truth::Yes ? Outcome::Violated : Outcome::Undetermined;
  }

  void add_acts_finding(const Norm& norm, const Subject& subject) {
    std::vector<std::string> violated, undetermined;
    for (std::uint32_t act = 0; act < section_.acts.size(); ++act) {
      if (!has_act(norm, act)) continue;
      // A prohibition counts as checked only where the document records the acts.
      if (norm.modality == Modality::ShallNot && section_.exercised != nullptr &&
          effective(norm, act, *subject.scope) == Truth::Yes)
        result_.nothing_checked = false;
      const Outcome outcome = act_outcome(norm, act, subject);
      if (outcome == Outcome::Violated) violated.push_back(section_.acts[act]);
      if (outcome == Outcome::Undetermined) undetermined.push_back(section_.acts[act]);
    }
    const bool rests_on_exercise = level_of(norm.modality) == Level::Error && violated.empty();
    if (!undetermined.empty() && rests_on_exercise)
      evaluator_.leaves_of_required(section_.exercised, *subject.scope, open_);
    if (!violated.empty()) {
      add(norm, subject, Outcome::Violated, violated);
    } else if (!undetermined.empty()) {
      add(norm, subject, Outcome::Undetermined, undetermined);
    }
  }

  /// Adds the finding for acts that `acts … otherwise forbidden` forbids and that were, or may have been,
  /// exercised.
  void add_otherwise_finding(const Subject& subject) {
    std::vector<std::string> violated, undetermined;
    for (std::uint32_t act = 0; act < subject.acts.size(); ++act) {
      const ActState& state = subject.acts[act];
      if (state.right != Right::Forbidden || !state.from_otherwise) continue;
      if (state.exercised == Truth::Yes) violated.push_back(section_.acts[act]);
      if (state.exercised == Truth::Unknown) undetermined.push_back(section_.acts[act]);
    }
    if (violated.empty() && undetermined.empty()) return;
    Finding finding;
    finding.clause = "otherwise";
    finding.outcome = violated.empty() ? Outcome::Undetermined : Outcome::Violated;
    finding.level = Level::Error;
    finding.acts = violated.empty() ? undetermined : violated;
    finding.subject = subject.pointer;
    finding.name = subject.name;
    if (violated.empty()) evaluator_.leaves_of_required(section_.exercised, *subject.scope, open_);
    result_.report.findings.push_back(std::move(finding));
  }

  void add(const Norm& norm, const Subject& subject, Outcome outcome, std::vector<std::string> acts) {
    Finding finding;
    finding.clause = section_.clauses[norm.clause].label;
    finding.norm = {.name = norm.name, .quote = norm.quote, .gist = norm.gist};
    finding.outcome = outcome;
    finding.level = level_of(norm.modality);
    finding.subject = subject.pointer;
    finding.name = subject.name;
    finding.acts = std::move(acts);
    if (outcome == Outcome::Violated && norm.otherwise)
      finding.message = evaluator_.text(*norm.otherwise, *subject.scope);
    result_.report.findings.push_back(std::move(finding));
  }

  const model::Model& policy_;
  const Section& section_;
  const Evaluator& evaluator_;
  Result& result_;
  Leaves& open_;
  bool& undetermined_;
  std::deque<Scope> scopes_;
  mutable std::map<std::pair<const Norm*, const Scope*>, Truth> applies_;  ///< for a subject, by its scope
  std::deque<Scope::Lets> lets_;
  std::vector<Subject> subjects_;
};

Verdict verdict_of(const std::vector<Finding>& findings, bool undetermined) {
  auto any = [&](Outcome outcome) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
      return finding.level == Level::Error && finding.outcome == outcome;
    });
  };
  if (any(Outcome::Violated)) return Verdict::NonCompliant;
  return undetermined || any(Outcome::Undetermined) ? Verdict::Undetermined : Verdict::Compliant;
}

}  // namespace

Result check(const model::Model& policy, const nlohmann::json& json, std::vector<std::uint32_t> readings,
             std::uint64_t most_values) {
  Result result;
  result.nothing_checked = true;  // until something binding is seen to apply
  result.report.kind = json.at("kind").get<std::string>();
  std::uint32_t record = 0;
  while (policy.records[record].name != result.report.kind) ++record;
  Node document;
  read_document(policy, record, json, document);
  for (std::size_t i = readings.size(); i < policy.readings.size(); ++i)
    readings.push_back(policy.readings[i].default_choice);
  Evaluator evaluator(policy, read_attestations(json), std::move(readings), most_values);
  Leaves open;
  bool undetermined = false;
  for (const Section& section : policy.sections)
    if (section.record == record)
      SectionCheck(policy, section, evaluator, result, open, undetermined).run(document);
  result.report.verdict = verdict_of(result.report.findings, undetermined);
  if (result.report.verdict != Verdict::Compliant) result.nothing_checked = false;
  if (result.report.verdict == Verdict::Undetermined)
    for (const Leaf& leaf : open)
      result.report.open_questions.push_back({leaf.judgement, leaf.about, "", "", leaf.subject, {}});
  return result;
}

}  // namespace precept::reference
