#include "runtime/reasons/norms.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

#include "runtime/phrasing/labels.h"

namespace precept {

namespace {

/// The words for the role of a condition in its norm, and for its truth.
std::string in_words(PartRole role, Truth truth, std::string_view other_clause, const Catalogue& words) {
  switch (role) {
    case PartRole::Applies:
      return words(by_truth(truth, say::Applies, say::AppliesNot, say::OpenApplies));
    case PartRole::When:
      return words(by_truth(truth, say::WhenHolds, say::WhenHoldsNot, say::OpenWhenHolds));
    case PartRole::Unless:
      return words(by_truth(truth, say::UnlessHolds, say::UnlessHoldsNot, say::OpenUnlessHolds));
    case PartRole::Ensures:
      return words(by_truth(truth, say::EnsuresHolds, say::EnsuresHoldsNot, say::OpenEnsuresHolds));
    case PartRole::Defeater:
      return words(by_truth(truth, say::DefeaterHolds, say::DefeaterHoldsNot, say::OpenDefeaterHolds),
                   other_clause);
  }
  return {};
}

/// The sentence for what an act norm says of somebody's acts.
std::string said_of_acts(Modality modality, const std::string& who, const std::string& acts,
                         const Catalogue& words) {
  switch (modality) {
    case Modality::May:
      return words(say::May, who, acts);
    case Modality::ShallNot:
      return words(say::ShallNot, who, acts);
    case Modality::ShouldNot:
      return words(say::ShouldNot, who, acts);
    case Modality::Shall:
    case Modality::Should:
    case Modality::Encourage:
      break;  // about no acts
  }
  return {};
}

/// The sentence for an act norm that does not apply.
std::string not_said_of_acts(Modality modality, std::string_view clause, const std::string& who,
                             const std::string& acts, const Catalogue& words) {
  switch (modality) {
    case Modality::May:
      return words(say::MayNot, clause, who, acts);
    case Modality::ShallNot:
      return words(say::ShallNotNot, clause, who, acts);
    case Modality::ShouldNot:
      return words(say::ShouldNotNot, clause, who, acts);
    case Modality::Shall:
    case Modality::Should:
    case Modality::Encourage:
      break;  // about no acts
  }
  return {};
}

/// Removes a definition's words that repeat the norm's message, and keeps the reasons below them.
void drop_repetition(Reason& norm) {
  if (norm.because.size() != 1 || !norm.because[0].is_redundant) return;
  std::vector<Reason>& said = norm.because[0].because;
  if (said.size() != 1 || said[0].text != norm.text || said[0].because.empty()) return;
  std::vector<Reason> below = std::move(said[0].because);
  said = std::move(below);
}

/// The first act of a mask, which stands for all of them; kAbsent where the mask is empty.
std::uint32_t first_act(std::uint64_t acts) {
  return acts == 0 ? kAbsent : static_cast<std::uint32_t>(std::countr_zero(acts));
}

}  // namespace

std::string NormReasons::who(std::uint32_t index, std::uint32_t row) const {
  return register_reasons_.nouns().subject(section(index).level, row);
}

/// The effective condition of an act norm. If it has several parts, that of the act, or the strongest of all.
Truth NormReasons::applies(std::uint32_t index, std::uint32_t norm, std::uint32_t row,
                           std::uint32_t act) const {
  auto all = norms(index);
  Truth most = Truth::No;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    bool is_asked = act == kAbsent || (all[i].acts >> act & 1) != 0;
    if (all[i].part_of != all[norm].part_of || !is_asked) continue;
    Truth one = view_.truth(all[i].condition, section(index).level, row);
    if (one == Truth::Yes || (one == Truth::Unknown && most == Truth::No)) most = one;
  }
  return most;
}

/// The clause of the norm, and the norm's own name where it has one.
std::string NormReasons::name_of(const program::Norm& norm) const {
  std::string clause(view_.translated_if_any(view_.text(view_.clauses[norm.clause].label)));
  if (norm.name.count == 0) return clause;
  return fmt::format("{} ({})", clause, view_.translated_if_any(view_.text(norm.name)));
}

std::string NormReasons::acts(std::uint32_t index, std::uint64_t mask, bool are_rights) const {
  std::vector<std::string> names;
  auto all = Program::in(view_.program.acts, section(index).acts);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if ((mask >> i & 1) != 0) names.emplace_back(view_.translated_if_any(view_.text(all[i].name)));
  }
  return view_.words.list(names, are_rights ? say::ListOfRights : say::ListOr);
}

Reason NormReasons::head(Reason::Kind kind, std::uint32_t index, std::uint32_t norm, std::uint32_t row) {
  const program::Norm& described = norms(index)[norm];
  const program::Clause& clause = view_.clauses[described.clause];
  Reason reason{.kind = kind};
  reason.clause = view_.text(clause.label);
  reason.norm = view_.translated_if_any(view_.text(described.name));
  bool is_own = RunView::has_words(described);
  program::String quote = is_own ? described.quote : clause.quote;
  program::String gist = is_own ? described.gist : clause.gist;
  reason.quote = view_.translated_if_any(view_.text(quote));
  reason.has_own_words = is_own;
  if (view_.shows_gist(quote, gist) || (is_own && quote.count == 0))
    reason.gist = view_.translated(view_.text(gist));
  reason.subject = places_.pointer(section(index).level, row);
  // The place where the whole document begins would say nothing.
  if (section(index).level != 0) reason.at = places_.place(section(index).level, row);
  reason.rule = register_reasons_.rule(described.place);
  return reason;
}

Reason NormReasons::norm(std::uint32_t index, std::uint32_t number, std::uint32_t row, std::uint64_t acts) {
  register_reasons_.begin();
  const program::Norm& norm = norms(index)[number];
  Reason reason = head(Reason::Kind::Norm, index, number, row);
  const std::string label = name_of(norm);
  const std::uint32_t level = section(index).level;
  if (!is_act_norm(norm.modality)) {
    switch (results_.section(index).outcome(number, row)) {
      case Outcome::Violated:
        reason.truth = Truth::No;
        reason.text = norm.message.count > 0 ? register_reasons_.wording().text(norm.message, level, row)
                                             : view_.words(say::IsNotMet, label);
        break;
      case Outcome::Satisfied:
        reason.truth = Truth::Yes;
        reason.text = view_.words(say::IsMet, label);
        break;
      case Outcome::NotApplicable:
        reason.text = view_.words(say::DoesNotApply, label);
        break;
      case Outcome::Undetermined:
        reason.truth = Truth::Unknown;
        reason.text = view_.words(say::OpenIsMet, label);
        break;
    }
    conditions(index, number, kAbsent, row, reason.because);
    drop_repetition(reason);
    register_reasons_.end(reason.because);
    return reason;
  }
  std::uint64_t mask = 0;
  auto all = norms(index);
  const std::uint32_t act = first_act(acts);
  const Truth truth = applies(index, number, row, act);
  for (const program::Norm& part : all) {
    if (part.part_of == norm.part_of && view_.truth(part.condition, level, row) == truth) mask |= part.acts;
  }
  if (acts != 0) mask = acts;
  std::string whose = who(index, row),
              names = this->acts(index, mask, norm.modality == Modality::May && truth == Truth::Yes);
  std::string said = said_of_acts(norm.modality, whose, names, view_.words);
  reason.truth = truth;
  reason.text = truth == Truth::Yes  ? said
                : truth == Truth::No ? not_said_of_acts(norm.modality, label, whose, names, view_.words)
                                     : view_.words(say::IsOpenWhether, said);
  conditions(index, number, act, row, reason.because);
  register_reasons_.end(reason.because);
  return reason;
}

void NormReasons::conditions(std::uint32_t index, std::uint32_t number, std::uint32_t act, std::uint32_t row,
                             std::vector<Reason>& to) {
  if (register_reasons_.is_over()) return;
  const program::Norm& norm = norms(index)[number];
  const std::uint32_t level = section(index).level;
  const Truth applied = applies(index, number, row, act);
  bool says_more = false;
  for (const program::NormPart& part : Program::in(view_.program.norm_parts, norm.parts)) {
    if (act != kAbsent && part.act != kAbsent && part.act != act) continue;
    const Truth truth = view_.truth(part.operand, level, row);
    const bool must_be_yes = part.role == PartRole::Applies || part.role == PartRole::When;
    bool shows = true;
    if (part.role == PartRole::Ensures) {
      shows = applied != Truth::No;
    } else if (applied == Truth::No) {
      shows = truth == (must_be_yes ? Truth::No : Truth::Yes);
    } else if (applied == Truth::Unknown) {
      shows = truth == Truth::Unknown;
    }
    // Not told: that the clause of an act norm applies; and of a satisfied demand, its other conditions.
    const bool is_plain = is_act_norm(norm.modality) && part.role == PartRole::Applies;
    shows = shows && !(is_plain && applied == Truth::Yes && truth == Truth::Yes);
    bool is_met = applied == Truth::Yes && !is_act_norm(norm.modality) &&
                  results_.section(index).outcome(number, row) == Outcome::Satisfied;
    shows = shows && (!is_met || part.role == PartRole::Ensures);
    if (!shows && !is_full_) continue;
    Reason reason = condition(index, part, row);
    bool is_said = false;
    for (const Reason& other : to) is_said |= other.text == reason.text && other.value == reason.value;
    if (is_said) continue;
    to.push_back(std::move(reason));
    says_more |= part.role != PartRole::Ensures && part.role != PartRole::When;
  }
  if (to.size() == 1 && !says_more && !to[0].because.empty()) to[0].is_redundant = true;
}

Reason NormReasons::condition(std::uint32_t index, const program::NormPart& part, std::uint32_t row) {
  const std::uint32_t level = section(index).level;
  Reason reason{.kind = Reason::Kind::Condition};
  reason.truth = view_.truth(part.operand, level, row);
  reason.rule = register_reasons_.rule(part.place);
  reason.value = view_.text(part.words);
  std::string exception;
  if (part.role == PartRole::Defeater) {
    const program::Norm& other = norms(index)[part.norm];
    reason.clause = view_.text(view_.clauses[other.clause].label);
    exception = name_of(other);
    if (view_.shows_gist(other.quote, other.gist)) {
      reason.gist = view_.translated(view_.text(other.gist));
    } else {
      reason.quote = view_.translated_if_any(view_.text(other.quote));
    }
    std::vector<Reason> of_other;
    conditions(index, part.norm, part.act, row, of_other);
    for (Reason& next : of_other) {
      for (Reason& why : next.because) reason.because.push_back(std::move(why));
    }
  } else {
    register_reasons_.add(part.operand, {level, row}, reason.because);
  }
  reason.text = in_words(part.role, *reason.truth, exception, view_.words);
  if (!reason.gist.empty()) {
    reason.text = view_.words(say::NameAndText, reason.text, reason.gist);
  } else if (!reason.quote.empty()) {
    reason.text = view_.words(say::NameAndText, reason.text, view_.words(say::Quoted, reason.quote));
  }
  return reason;
}

Reason NormReasons::finding(const Finding& finding) {
  const FindingOrigin& from = finding.origin;
  const program::Section& section = this->section(from.section);
  Reason reason;
  if (!from.norm) {
    reason.kind = Reason::Kind::Norm;
    reason.clause = finding.clause;
    reason.subject = finding.subject;
    reason.at = finding.at;
    reason.because.push_back({.kind = Reason::Kind::Note, .text = view_.words(say::OtherwiseForbidden)});
  } else {
    reason = norm(from.section, *from.norm, from.row, only_act(section, finding));
    if (section.level == 0) reason.at = finding.at;
  }
  if (finding.acts.empty()) return reason;
  reason.text = finding.message;
  reason.truth = finding.outcome == Outcome::Undetermined ? Truth::Unknown : Truth::No;
  std::vector<Reason> done;
  for (const program::Act& act : Program::in(view_.program.acts, section.acts)) {
    bool is_meant = false;
    for (const std::string& name : finding.acts) is_meant |= name == view_.text(act.name);
    if (is_meant && act.exercised != kAbsent) this->done(act, {section.level, from.row}, done);
  }
  reason.because.insert(reason.because.begin(), std::make_move_iterator(done.begin()),
                        std::make_move_iterator(done.end()));
  return reason;
}

/// Adds that an act is done, or why that is open.
void NormReasons::done(const program::Act& act, RegisterReasons::Row from, std::vector<Reason>& to) {
  std::vector<Reason> reasons;
  register_reasons_.add(act.exercised, from, reasons);
  const bool is_recorded =
      reasons.size() == 1 && reasons[0].kind == Reason::Kind::Fact && reasons[0].truth == Truth::Yes;
  if (is_recorded) {
    reasons[0].text =
        view_.words(say::DocumentRecords, register_reasons_.nouns().subject(from.level, from.row),
                    view_.translated_if_any(view_.text(act.name)));
  }
  register_reasons_.end(reasons);
  for (Reason& reason : reasons) to.push_back(std::move(reason));
}

/// The act of a finding about one act only, as a mask; else an empty mask.
std::uint64_t NormReasons::only_act(const program::Section& section, const Finding& finding) const {
  if (finding.acts.size() != 1) return 0;
  auto acts = Program::in(view_.program.acts, section.acts);
  for (std::uint32_t i = 0; i < acts.size(); ++i) {
    if (view_.text(acts[i].name) == finding.acts[0]) return std::uint64_t{1} << i;
  }
  return 0;
}

// ---- rights ------------------------------------------------------------------------------------------

/// Whether a norm of that modality and condition is among those that decide the right.
bool NormReasons::decides(Modality modality, Truth applies, Right right) const {
  switch (right) {
    case Right::Forbidden:
      return modality == Modality::ShallNot && applies == Truth::Yes;
    case Right::Discouraged:
      return modality == Modality::ShouldNot && applies == Truth::Yes;
    case Right::Permitted:
      return modality == Modality::May && applies == Truth::Yes;
    case Right::Undetermined:
      return applies == Truth::Unknown;
    case Right::Silent:
      break;
  }
  return true;
}

/// Why no clause speaks of the acts. A clause that does not apply is told once, without its norms. If no
/// clause applies for the same reason, only that reason is told.
std::vector<Reason> NormReasons::silence(std::uint32_t index, std::uint64_t acts, std::uint32_t row) {
  std::vector<Reason> clauses;
  bool none_applies = true;
  auto all = norms(index);
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (!is_act_norm(all[i].modality) || (all[i].acts >> first_act(acts) & 1) == 0) continue;
    auto parts = Program::in(view_.program.norm_parts, all[i].parts);
    auto outside = std::ranges::find_if(parts, [&](const program::NormPart& part) {
      return part.role == PartRole::Applies &&
             view_.truth(part.operand, section(index).level, row) == Truth::No;
    });
    if (outside == parts.end()) {
      none_applies = false;
      clauses.push_back(norm(index, i, row, acts));
      continue;
    }
    Reason clause = head(Reason::Kind::Norm, index, i, row);
    if (!clauses.empty() && clauses.back().clause == clause.clause) continue;
    register_reasons_.begin();
    clause.text = view_.words(say::DoesNotApply, view_.translated_if_any(clause.clause));
    register_reasons_.add(outside->operand, {section(index).level, row}, clause.because);
    register_reasons_.end(clause.because);
    clauses.push_back(std::move(clause));
  }
  if (!none_applies || clauses.empty()) return clauses;
  for (const Reason& why : clauses.front().because) {
    const bool is_everywhere = std::ranges::all_of(clauses, [&](const Reason& clause) {
      return std::ranges::any_of(clause.because, [&](const Reason& other) { return other.text == why.text; });
    });
    if (!is_everywhere) continue;
    std::vector<Reason> told{why};
    // That sentences were left out is the last reason of a clause.
    const Reason& last = clauses.front().because.back();
    if (last.kind == Reason::Kind::Note && &last != &why) told.push_back(last);
    return told;
  }
  return clauses;
}

Reason NormReasons::right(std::uint32_t index, std::uint64_t acts, std::uint32_t row) {
  const std::uint32_t act = first_act(acts);
  const Right right = results_.section(index).right(act, row);
  Reason reason{.kind = Reason::Kind::Right, .value = to_string(right)};
  reason.subject = places_.pointer(section(index).level, row);
  reason.at = places_.place(section(index).level, row);
  std::string name = this->acts(index, acts, right == Right::Permitted);
  switch (right) {
    case Right::Forbidden:
      reason.text = view_.words(say::ShallNot, who(index, row), name);
      break;
    case Right::Discouraged:
      reason.text = view_.words(say::ShouldNot, who(index, row), name);
      break;
    case Right::Permitted:
      reason.text = view_.words(say::May, who(index, row), name);
      break;
    case Right::Undetermined:
      reason.text = view_.words(say::OpenMay, who(index, row), name);
      break;
    case Right::Silent:
      reason.text = view_.words(say::SilentMay, who(index, row), name);
      break;
  }
  if (right == Right::Silent && !is_full_) {
    reason.because = silence(index, acts, row);
    return reason;
  }
  auto all = norms(index);
  std::vector<Reason> others;
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (!is_act_norm(all[i].modality) || (all[i].acts >> act & 1) == 0) continue;
    Reason one = norm(index, i, row, acts);
    bool is_decisive =
        decides(all[i].modality, view_.truth(all[i].condition, section(index).level, row), right);
    (is_decisive ? reason.because : others).push_back(std::move(one));
  }
  bool is_by_default = reason.because.empty() && (right == Right::Forbidden || right == Right::Permitted);
  if (is_by_default) {
    reason.because.push_back(
        {.kind = Reason::Kind::Note,
         .text = view_.words(right == Right::Forbidden ? say::OtherwiseForbidden : say::OtherwisePermitted)});
  }
  if (is_by_default || is_full_) {
    for (Reason& other : others) reason.because.push_back(std::move(other));
  }
  return reason;
}

}  // namespace precept
