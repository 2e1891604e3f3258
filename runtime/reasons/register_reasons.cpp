#include "runtime/reasons/register_reasons.h"

#include <algorithm>
#include <utility>

#include "base/depth_guard.h"
#include "runtime/phrasing/labels.h"

namespace precept {

RegisterReasons::RegisterReasons(const RunView& view, DocumentPlaces& places, bool is_full)
    : view_(view),
      places_(places),
      is_full_(is_full),
      wording_(view, places),
      phrases_(view, wording_),
      nouns_(view, places, wording_, phrases_) {}

Place RegisterReasons::rule(const program::SourcePlace& place) const {
  if (place.source == kAbsent) return {};
  return {std::string(view_.program.shown_source(place.source)), place.line, place.column};
}

void RegisterReasons::begin() {
  count_ = 0;
  is_cut_ = false;
}

bool RegisterReasons::is_over() {
  const bool is_over = ++count_ >= kMost || depth_ >= kMostDepth;
  is_cut_ |= is_over;
  return is_over;
}

void RegisterReasons::end(Reasons& reasons) {
  if (!std::exchange(is_cut_, false)) return;
  // The note cannot stand where the first was left out: what is told a second time is dropped, with all
  // below.
  const std::string note = view_.words(say::TooLong);
  if (reasons.empty() || reasons.back().text != note)
    reasons.push_back({.kind = Reason::Kind::Note, .text = note});
}

void RegisterReasons::add(std::uint32_t operand, Row from, Reasons& to) {
  if (is_over()) return;
  DepthGuard guard(depth_);
  std::uint32_t row = view_.ancestor_row(from.level, from.row, view_.level_of(operand));
  auto said = phrases_.say(operand, from.level, from.row);
  if (!said) return body(operand, row, from, to);
  Reason reason{.kind = Reason::Kind::Definition, .text = std::move(said->text)};
  reason.truth = view_.registers.truth(said->phrase->operand, row);
  reason.rule = rule(said->phrase->place);
  body(operand, row, from, reason.because);
  if (!is_full_ && reason.truth == Truth::Unknown) keep_only_missing_field(reason);
  if (!is_full_ && reason.because.size() == 1) merge_with_fact(reason, is_plain(operand));
  to.push_back(std::move(reason));
}

/// Adds the missing fields among the reasons and all below; false where something else is open, too.
bool RegisterReasons::missing_fields(const Reasons& reasons, std::vector<const Reason*>& to) {
  for (const Reason& reason : reasons) {
    if (reason.kind == Reason::Kind::Note) return false;
    std::size_t before = to.size();
    if (!missing_fields(reason.because, to)) return false;
    const bool is_leaf = reason.kind == Reason::Kind::Missing && to.size() == before;
    if (is_leaf && reason.subject.empty()) return false;
    if (is_leaf) to.push_back(&reason);
  }
  return true;
}

/// Where a single missing field is all that is open, tells that alone. Sentences that follow from it, such as
/// "whether an unknown State belongs to Africa", say nothing more.
void RegisterReasons::keep_only_missing_field(Reason& reason) {
  std::vector<const Reason*> missing;
  if (!missing_fields(reason.because, missing) || missing.empty()) return;
  const Reason* plainest = missing[0];
  for (const Reason* one : missing) {
    if (one->subject != plainest->subject) return;
    if (one->text.size() < plainest->text.size()) plainest = one;
  }
  Reason only = *plainest;
  only.because.clear();
  reason.because = {std::move(only)};
}

/// Whether the operand is a truth field, or asks whether something is given. The words of a definition for it
/// then say everything.
bool RegisterReasons::is_plain(std::uint32_t operand) const {
  const program::Instruction* made = &view_.producer(operand);
  while (made->opcode == Opcode::Spread) made = &view_.producer(made->operands[0]);
  return made->opcode == Opcode::TruthOf || made->opcode == Opcode::Given;
}

/// Merges a definition's words with the only fact below them, where they say as much.
void RegisterReasons::merge_with_fact(Reason& reason, bool is_plain) const {
  const Reason& only = reason.because[0];
  bool is_fact = only.kind == Reason::Kind::Fact && only.because.empty();
  bool says_it = is_plain || wording_.says_none(only.value) ||
                 (!only.value.empty() && reason.text.find(only.value) != std::string::npos);
  if (!is_fact || !says_it) return;
  Reason fact = std::move(reason.because[0]);
  reason.kind = fact.kind;
  reason.subject = std::move(fact.subject);
  reason.value = std::move(fact.value);
  reason.at = std::move(fact.at);
  reason.because.clear();
}

/// Adds the reasons without a definition's words. A negated `and` is an `or` of the policy.
void RegisterReasons::body(std::uint32_t operand, std::uint32_t row, Row from, Reasons& to) {
  std::uint32_t reg = operand & ~kNegated;
  const program::Instruction& made = view_.producer(reg);
  switch (made.opcode) {
    case Opcode::And:
    case Opcode::Or:
      return parts(operand, row, from, to);
    case Opcode::Choose:
      return choice(made, row, from, to);
    case Opcode::Any:
      return quantifier(reg, row, to);
    case Opcode::Spread:
      return add(made.operands[0] ^ (operand & kNegated), from, to);
    case Opcode::Constant:
      return;
    default:  // a test of values, which `Nouns::sentence` words
      return statement(reg, row, to);
  }
}

// ---- and, or, if -------------------------------------------------------------------------------------

/// The operands of a chain of `and` or `or`, in order. A part that a definition has words for stays whole.
std::vector<std::uint32_t> RegisterReasons::collect(std::uint32_t operand) const {
  const Opcode opcode = view_.producer(operand).opcode;
  std::vector<std::uint32_t> operands, open{operand & ~kNegated};
  while (!open.empty()) {
    std::uint32_t side = open.back();
    open.pop_back();
    const program::Instruction& made = view_.producer(side);
    bool is_whole = (side & kNegated) != 0 || made.opcode != opcode ||
                    (side != (operand & ~kNegated) && phrases_.has(side));
    if (!is_whole) {
      open.insert(open.end(), {made.operands[1], made.operands[0]});
    } else if (std::ranges::find(operands, side) == operands.end()) {
      operands.push_back(side);
    }
    if (operands.size() + open.size() > kMost) break;
  }
  return operands;
}

void RegisterReasons::parts(std::uint32_t operand, std::uint32_t row, Row from, Reasons& to) {
  std::uint32_t reg = operand & ~kNegated;
  bool is_and = view_.producer(reg).opcode == Opcode::And;
  Truth truth = view_.registers.truth(reg, row);
  // The program may hold an `or` as the negation of an `and` of negations.
  bool is_or = is_and == ((operand & kNegated) != 0);
  const std::vector<std::uint32_t> operands = collect(reg);
  Truth decided_by = is_and ? Truth::No : Truth::Yes;
  for (std::uint32_t side : operands) {
    bool shows = truth != decided_by || view_.registers.truth(side, row) == decided_by;
    if (truth == Truth::Unknown) shows = view_.registers.truth(side, row) == Truth::Unknown;
    if (!shows && !is_full_) continue;
    add(side, from, to);
    if (is_or && truth == decided_by && !is_full_) return;  // one is enough
  }
}

void RegisterReasons::choice(const program::Instruction& made, std::uint32_t row, Row from, Reasons& to) {
  const auto& [condition, yes, no, none] = made.operands;
  Truth chosen = view_.registers.truth(condition, row);
  add(condition, from, to);
  if (chosen != Truth::No) add(yes, from, to);
  if (chosen != Truth::Yes) add(no, from, to);
}

// ---- lists -------------------------------------------------------------------------------------------

bool RegisterReasons::is_list_absent(std::uint32_t presence, std::uint32_t row, Reasons& to) {
  if (presence == kAbsent || view_.registers.code(presence, row) >= 0) return false;
  Reasons missing;
  facts(presence, row, missing);
  mark_missing(missing);
  to.insert(to.end(), std::make_move_iterator(missing.begin()), std::make_move_iterator(missing.end()));
  return true;
}

void RegisterReasons::quantifier(std::uint32_t reg, std::uint32_t row, Reasons& to) {
  const auto& [condition, presence, c, d] = view_.producer(reg).operands;
  if (is_list_absent(presence, row, to)) return;
  std::uint32_t level = view_.level_of(condition);
  auto [begin, end] = view_.registers.children(level, row);
  std::string list = nouns_.list(level);
  Truth truth = view_.registers.truth(reg, row);
  std::size_t count = end - begin;
  Reason reason{.kind = Reason::Kind::Statement, .truth = truth};
  // The elements below say what is so. Which condition that meets cannot be said here: `every x satisfies c`
  // is held as "none does not", and a negated comparison as the opposite one.
  reason.text = count == 0
                    ? view_.words(say::NoElements, list)
                    : view_.words(by_truth(truth, say::OneIsSo, say::EachIsSo, say::OneIsOpen), count, list);
  if (count == 0 && presence != kAbsent) facts(presence, row, reason.because);
  elements(condition, row, kAbsent, reason.because);
  to.push_back(std::move(reason));
}

/// Adds the elements that a fold rests on. For an Any that is yes, one element is enough.
void RegisterReasons::elements(std::uint32_t condition, std::uint32_t row, std::uint32_t value, Reasons& to) {
  auto [begin, end] = view_.registers.children(view_.level_of(condition), row);
  bool has_witness = false;
  for (std::uint32_t child = begin; child < end; ++child) {
    has_witness |= view_.registers.truth(condition, child) == Truth::Yes;
  }
  bool is_any = value == kAbsent;
  std::size_t shown = 0;
  for (std::uint32_t child = begin; child < end; ++child) {
    Truth truth = view_.registers.truth(condition, child);
    if (is_any && has_witness && truth != Truth::Yes && !is_full_) continue;
    if (shown == kMostElements && !is_full_) {
      to.push_back({.kind = Reason::Kind::Note, .text = view_.words(say::AndMore, end - child)});
      return;
    }
    element(condition, child, value, to);
    ++shown;
    if (is_any && has_witness && !is_full_) return;
  }
}

/// `value`: the register that is folded; the condition where elements are only counted; kAbsent for Any.
void RegisterReasons::element(std::uint32_t condition, std::uint32_t child, std::uint32_t value,
                              Reasons& to) {
  if (is_over()) return;
  std::uint32_t level = view_.level_of(condition);
  Reason reason{.kind = Reason::Kind::Element, .text = nouns_.subject(level, child)};
  reason.truth = view_.registers.truth(condition, child);
  std::uint32_t list =
      view_.levels[level].form == program::LevelForm::Cross ? view_.levels[level].list : level;
  std::uint32_t element = view_.element(level, child);
  reason.subject = places_.pointer(list, element);
  reason.at = places_.place(list, element);
  const std::string name = reason.text;
  add(condition, {level, child}, reason.because);
  bool says_more = false;
  if (value != kAbsent && value != condition) {
    reason.value = wording_.value(value, child);
    says_more = reason.value != name && !wording_.says_unknown(reason.value);
    if (says_more) facts(value, child, reason.because);
  }
  if (value != kAbsent) {
    auto with = by_truth(*reason.truth, say::CountsWith, say::CountsNotWith, say::OpenCountsWith);
    auto alone = by_truth(*reason.truth, say::Counts, say::CountsNot, say::OpenCounts);
    reason.text = says_more ? view_.words(with, name, reason.value) : view_.words(alone, name);
  }
  to.push_back(std::move(reason));
}

// ---- statements --------------------------------------------------------------------------------------

void RegisterReasons::statement(std::uint32_t reg, std::uint32_t row, Reasons& to) {
  const program::Instruction& made = view_.producer(reg);
  Reason reason{.kind = Reason::Kind::Statement};
  reason.truth = view_.registers.truth(reg, row);
  reason.text = nouns_.sentence(reg, row, *reason.truth);
  reason.rule = rule(made.place);
  facts(reg, row, reason.because);
  if (reason.truth == Truth::Unknown) {
    if (!has_gap(reason.because)) mark_missing(reason.because);
    if (!has_gap(reason.because)) {
      const bool is_of_ints = made.opcode == Opcode::LessInt || made.opcode == Opcode::EqualInt;
      const bool is_close = made.opcode == Opcode::LessRatio || made.opcode == Opcode::EqualRatio ||
                            (is_of_ints && view_.register_kinds[made.operands[0]].type == ValueType::Number);
      reason.because.push_back({.kind = Reason::Kind::Missing,
                                .text = view_.words(is_close ? say::TooCloseToTell : say::TooLargeToHold)});
    }
  }
  if (reason.because.size() == 1) merge_with_only(reason, made.opcode);
  to.push_back(std::move(reason));
}

bool RegisterReasons::has_gap(const Reasons& reasons) {
  return std::ranges::any_of(reasons, [](const Reason& reason) {
    return reason.kind == Reason::Kind::Missing || reason.kind == Reason::Kind::Note ||
           has_gap(reason.because);
  });
}

/// A value that is none is known. But where a comparison needs a value, the none is what is missing.
void RegisterReasons::mark_missing(Reasons& reasons) const {
  for (Reason& reason : reasons) {
    bool is_none =
        wording_.says_none(reason.value) || (reason.kind == Reason::Kind::Row && reason.value.empty());
    bool is_value = reason.kind == Reason::Kind::Fact || reason.kind == Reason::Kind::Row ||
                    (reason.kind == Reason::Kind::Statement && reason.because.empty());
    if (is_none && is_value) reason.kind = Reason::Kind::Missing;
    mark_missing(reason.because);
  }
}

/// Merges a statement with the only reason below it, so that one thing is not said twice.
void RegisterReasons::merge_with_only(Reason& reason, Opcode opcode) {
  Reason only = std::move(reason.because[0]);
  reason.because.clear();
  bool is_value = only.because.empty() && (only.kind == Reason::Kind::Fact ||
                                           (only.kind == Reason::Kind::Missing && !only.value.empty()));
  bool says_it_all = opcode == Opcode::Attested || only.kind == Reason::Kind::Missing ||
                     (opcode == Opcode::Given && only.kind == Reason::Kind::Row);
  if (is_value) {
    reason.kind = only.kind;
    reason.subject = only.subject;
    reason.value = only.value;
    reason.at = only.at;
  } else if (says_it_all) {
    only.truth = reason.truth;
    only.rule = reason.rule;
    reason = std::move(only);
  } else if (only.kind == Reason::Kind::Statement) {
    reason.because = std::move(only.because);  // keep the elements of the number that is compared
  } else {
    reason.because.push_back(std::move(only));
  }
}

std::vector<const Reason*> visible_reasons(const Reason& reason) {
  std::vector<const Reason*> told;
  for (const Reason& next : reason.because) {
    if (!next.is_redundant) {
      told.push_back(&next);
    } else {
      for (const Reason& below : next.because) told.push_back(&below);
    }
  }
  return told;
}

const char* to_string(Reason::Kind kind) {
  switch (kind) {
    case Reason::Kind::Verdict:
      return "verdict";
    case Reason::Kind::Subject:
      return "subject";
    case Reason::Kind::Norm:
      return "norm";
    case Reason::Kind::Right:
      return "right";
    case Reason::Kind::Condition:
      return "condition";
    case Reason::Kind::Definition:
      return "definition";
    case Reason::Kind::Statement:
      return "statement";
    case Reason::Kind::Element:
      return "element";
    case Reason::Kind::Fact:
      return "fact";
    case Reason::Kind::Row:
      return "row";
    case Reason::Kind::Attestation:
      return "attestation";
    case Reason::Kind::Missing:
      return "missing";
    case Reason::Kind::Note:
      return "note";
  }
  return "";
}

}  // namespace precept
