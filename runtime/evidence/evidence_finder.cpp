#include "runtime/evidence/evidence_finder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "base/text.h"
#include "runtime/program/opcode.h"
#include "runtime/run/steps_view.h"

namespace precept {

namespace {

std::uint32_t register_of(std::uint32_t operand) {
  return operand & ~kNegated;
}

}  // namespace

// ---- the walk --------------------------------------------------------------------------------------

/// One walk, depth first and from left to right. The stack is explicit, as expressions may be deep.
class EvidenceFinder::Walk {
 public:
  Walk(EvidenceFinder& finder, std::size_t limit, bool shares)
      : finder_(finder), view_(finder.view_), limit_(limit), shares_(shares) {}

  /// Whether the walk needed a row of a list that the run has not kept.
  bool lacks_rows() const { return lacks_rows_; }

  Found run(std::span<const Root> roots) {
    for (const Root& root : roots) {
      if (root.is_column) {
        add({LeafKind::Field, root.operand, root.row});
      } else {
        push(root.operand, root.row);
        drain();
      }
    }
    return {std::move(leaves_), std::move(close_)};
  }

 private:
  struct Node {
    std::uint32_t reg, row;
  };

  void drain() {
    flush();
    while (!stack_.empty() && leaves_.size() < limit_ && visited_.size() < kMaxSteps) {
      Node node = stack_.back();
      stack_.pop_back();
      lacks_rows_ |= !finder_.keeps_lists_ && view_.register_kinds[node.reg].level != 0;
      if (lacks_rows_) break;
      if (!visited_.insert(std::uint64_t{node.reg} << 32 | node.row).second) continue;
      if (shares_ && view_.register_kinds[node.reg].level == 0) {
        const Found& shared = finder_.shared_leaves(node.reg);
        for (const Leaf& leaf : shared.leaves) add(leaf);
        close_.insert(close_.end(), shared.close.begin(), shared.close.end());
      } else {
        visit(node);
      }
      flush();
    }
    finder_.left_some_ |= !stack_.empty() && !lacks_rows_;
    stack_.clear();
  }
  void flush() {
    stack_.insert(stack_.end(), next_.rbegin(), next_.rend());
    next_.clear();
  }
  void push(std::uint32_t operand, std::uint32_t row) { next_.push_back({register_of(operand), row}); }
  void add(const Leaf& leaf) {
    if (!found_.insert(leaf).second) return;
    if (leaves_.size() < limit_) {
      leaves_.push_back(leaf);
    } else {
      finder_.left_some_ = true;
    }
  }

  // ---- what a value lacks

  bool is_unknown(std::uint32_t operand, std::uint32_t row) const {
    std::uint32_t reg = register_of(operand);
    switch (view_.register_kinds[reg].kind) {
      case RegisterKind::Truth:
        return view_.registers.truth(reg, row) == Truth::Unknown;
      case RegisterKind::Code:
        return view_.registers.code(reg, row) == kUnknown;
      case RegisterKind::Int: {
        Interval value = view_.registers.integer(reg, row);
        return !value.is_exact() && !value.is_none();
      }
      case RegisterKind::Set:
        return (view_.registers.set(reg, row) & kUnknownSet) != 0;
      case RegisterKind::Result:
        return false;
    }
    return false;
  }
  bool is_none(std::uint32_t operand, std::uint32_t row) const {
    std::uint32_t reg = register_of(operand);
    switch (view_.register_kinds[reg].kind) {
      case RegisterKind::Code:
        return view_.registers.code(reg, row) == kNone;
      case RegisterKind::Int:
        return view_.registers.integer(reg, row).is_none();
      case RegisterKind::Set:
        return (view_.registers.set(reg, row) & kNoneSet) != 0;
      case RegisterKind::Truth:
      case RegisterKind::Result:
        return false;
    }
    return false;
  }
  void if_unknown(std::uint32_t operand, std::uint32_t row) {
    if (operand != kAbsent && is_unknown(operand, row)) push(operand, row);
  }
  /// For operations that need a value: their result is unknown where an operand is none, too.
  void if_not_known(std::uint32_t operand, std::uint32_t row) {
    if (operand != kAbsent && (is_unknown(operand, row) || is_none(operand, row))) push(operand, row);
  }

  void visit(Node node) {
    const program::Instruction& made = view_.producer(node.reg);
    const auto& [a, b, c, d] = made.operands;
    std::uint32_t row = node.row;
    std::uint32_t level = view_.register_kinds[node.reg].level;
    note_close(made, row);
    switch (info(made.opcode).evidence) {
      case Evidence::Nothing:
        return;
      case Evidence::Unknown:
        return for_registers(made, [&](std::uint32_t operand) { if_unknown(operand, row); });
      case Evidence::Missing:
        return for_registers(made, [&](std::uint32_t operand) { if_not_known(operand, row); });
      case Evidence::Range:
        return arithmetic(made, row);
      case Evidence::Branch:
        return select(a, b, c, row);
      case Evidence::Fold:
        return info(made.opcode).operands.size() == 2 ? fold(a, kAbsent, b, row) : fold_of_values(made, row);
      case Evidence::Rank:
        return right(a, b, c, row);
      case Evidence::Own:
        break;
    }
    switch (made.opcode) {
      case Opcode::Field:
        return add({LeafKind::Field, a, row});
      case Opcode::Gather:
        return add({LeafKind::Field, a, view_.element(level, row)});
      case Opcode::Attested:
        return judgement(made, row);
      case Opcode::Spread:
        return push(a, view_.ancestor_row(level, row, view_.level_of(a)));
      case Opcode::Find:
        return find(made, row);
      case Opcode::Column:
        return column(a, b, row);
      case Opcode::Member:
        return member(made, level, row);
      case Opcode::Reach:
        return reach(made, row);
      case Opcode::PairOf:
        if (const auto pair = pair_row(view_, made, row)) push(a, *pair);
        return;
      case Opcode::Has:
        if_not_known(a, row);
        return if_unknown(b, row);
      case Opcode::DateOf:
        return date_of(made, row);
      case Opcode::AddSeconds:
        if (view_.registers.integer(a, row).is_exact() && view_.registers.integer(b, row).is_exact())
          return add_unsettled(Unsettled::Form::Calendar, made, row);
        if_not_known(a, row);
        return if_not_known(b, row);
      case Opcode::Divisor:
        if (view_.registers.integer(a, row) == Interval::exactly(0))
          return add_unsettled(Unsettled::Form::Division, made, row);
        return if_not_known(a, row);
      case Opcode::Millionths:
      case Opcode::Root:
        return fraction(made, row);
      default:
        assert(false && "an instruction whose evidence is its own has a case here");
    }
  }

  /// Calls `visit(operand)` for each operand that is a register.
  template <class Visit>
  static void for_registers(const program::Instruction& made, Visit visit) {
    const std::string_view letters = info(made.opcode).operands;
    for (std::size_t slot = 0; slot < letters.size(); ++slot) {
      if (is_register_operand(letters[slot])) visit(made.operands[slot]);
    }
  }

  /// A fold over values. It may also have left the range, or found several elements where one was meant.
  void fold_of_values(const program::Instruction& made, std::uint32_t row) {
    const auto& [condition, value, presence, unused] = made.operands;
    const std::size_t before = next_.size();
    fold(condition, value, presence, row);
    if (lacks_rows_) return;
    if (made.opcode == Opcode::Sum && next_.size() == before)
      add_unsettled(Unsettled::Form::Overflow, made, row);
    if (made.opcode == Opcode::Only && count_sure(condition, presence, row) > 1)
      add_unsettled(Unsettled::Form::Several, made, row);
  }

  bool has_bound(std::uint32_t operand, std::uint32_t row) const {
    Interval value = view_.registers.integer(operand, row);
    return !value.is_none() && !value.is_unknown();
  }

  /// Both operands have bounds and the result has none: it has left the range.
  void arithmetic(const program::Instruction& made, std::uint32_t row) {
    const auto& [a, b, c, d] = made.operands;
    bool leaves_range = has_bound(a, row) && has_bound(b, row) && !has_bound(made.result, row);
    if (leaves_range) add_unsettled(Unsettled::Form::Overflow, made, row);
    if_not_known(a, row);
    if_not_known(b, row);
  }

  /// A day that is none of the calendar, or is not known exactly.
  void date_of(const program::Instruction& made, std::uint32_t row) {
    const std::uint32_t day = made.operands[0];
    const program::Instruction& reckoned = view_.producer(day);
    const std::size_t before = next_.size();
    const bool adds_months =
        reckoned.opcode == Opcode::AddMonthsDown || reckoned.opcode == Opcode::AddMonthsUp;
    // Beyond the calendar all sums are one value, also of months that are not known.
    if (adds_months) for_registers(reckoned, [&](std::uint32_t operand) { if_not_known(operand, row); });
    if (!adds_months) if_not_known(day, row);
    if (view_.registers.integer(day, row).is_exact() && next_.size() == before)
      add_unsettled(Unsettled::Form::Calendar, made, row);
  }

  /// A fraction that is turned into millionths, or its root. What is exact above and below the line needs no
  /// evidence.
  void fraction(const program::Instruction& made, std::uint32_t row) {
    const auto& [a, b, c, d] = made.operands;
    const Interval over = view_.registers.integer(a, row), under = view_.registers.integer(b, row);
    const bool is_lost = over.is_exact() && under.is_exact() && !has_bound(made.result, row);
    if (is_lost)
      add_unsettled(made.opcode == Opcode::Root ? Unsettled::Form::Root : Unsettled::Form::Overflow, made,
                    row);
    if_not_known(a, row);
    if_not_known(b, row);
  }

  /// Notes a comparison of numbers with bounds that is open. Unless evidence is missing, they are too close.
  void note_close(const program::Instruction& made, std::uint32_t row) {
    const bool is_ratio = made.opcode == Opcode::LessRatio || made.opcode == Opcode::EqualRatio;
    const bool is_of_ints = made.opcode == Opcode::LessInt || made.opcode == Opcode::EqualInt;
    const bool is_number =
        is_ratio || (is_of_ints && view_.register_kinds[made.operands[0]].type == ValueType::Number);
    if (!is_number || view_.registers.truth(made.result, row) != Truth::Unknown) return;
    bool are_bounded = true;
    for_registers(made, [&](std::uint32_t operand) { are_bounded = are_bounded && has_bound(operand, row); });
    if (are_bounded) close_.push_back(unsettled(Unsettled::Form::Close, made, row));
  }

  std::uint32_t count_sure(std::uint32_t condition, std::uint32_t presence, std::uint32_t row) const {
    if (presence != kAbsent && view_.registers.code(presence, row) < 0) return 0;
    auto [begin, end] = view_.registers.children(view_.level_of(condition), row);
    std::uint32_t sure = 0;
    for (std::uint32_t child = begin; child < end; ++child)
      sure += view_.registers.truth(condition, child) == Truth::Yes;
    return sure;
  }

  Unsettled unsettled(Unsettled::Form form, const program::Instruction& made, std::uint32_t row) const {
    std::uint32_t level = view_.level_of(made.result);
    bool is_cross = view_.levels[level].form == program::LevelForm::Cross;
    return {form, static_cast<std::uint32_t>(&made - view_.instructions.data()),
            is_cross ? view_.levels[level].list : level, level == 0 ? 0 : view_.element(level, row)};
  }
  void add_unsettled(Unsettled::Form form, const program::Instruction& made, std::uint32_t row) {
    finder_.unsettled_.insert(unsettled(form, made, row));
  }

  void select(std::uint32_t condition, std::uint32_t yes, std::uint32_t no, std::uint32_t row) {
    Truth truth = view_.registers.truth(condition, row);
    if (truth == Truth::Unknown) push(condition, row);
    if (truth != Truth::No) if_not_known(yes, row);
    if (truth != Truth::Yes) if_not_known(no, row);
  }

  void fold(std::uint32_t condition, std::uint32_t value, std::uint32_t presence, std::uint32_t row) {
    if (presence != kAbsent && view_.registers.code(presence, row) < 0) return push(presence, row);
    lacks_rows_ |= !finder_.keeps_lists_;
    if (lacks_rows_) return;
    auto [begin, end] = view_.registers.children(view_.level_of(condition), row);
    for (std::uint32_t child = begin; child < end && next_.size() < kMaxSteps; ++child) {
      Truth truth = view_.registers.truth(condition, child);
      if (truth == Truth::No) continue;
      if (truth == Truth::Unknown) push(condition, child);
      if_not_known(value, child);
    }
  }

  void right(std::uint32_t forbidden, std::uint32_t discouraged, std::uint32_t permitted, std::uint32_t row) {
    for (std::uint32_t operand : {forbidden, discouraged, permitted}) {
      Truth truth = view_.registers.truth(operand, row);
      if (truth == Truth::Yes) return;  // a weaker modality cannot change the right
      if (truth == Truth::Unknown) push(operand, row);
    }
  }

  void find(const program::Instruction& made, std::uint32_t row) {
    std::size_t before = next_.size();
    for (std::size_t i = 1; i < made.operands.size(); ++i) if_not_known(made.operands[i], row);
    if (next_.size() > before) return;
    add({LeafKind::NoRow, static_cast<std::uint32_t>(&made - view_.instructions.data()), row});
  }

  void column(std::uint32_t table_row, std::uint32_t table_column, std::uint32_t row) {
    std::int32_t found = view_.registers.code(table_row, row);
    if (found < 0) return push(table_row, row);
    add({LeafKind::Cell, table_column, static_cast<std::uint32_t>(found)});
  }

  void member(const program::Instruction& made, std::uint32_t level, std::uint32_t row) {
    const auto& [value, elements, owner, presence] = made.operands;
    if (presence != kAbsent && view_.registers.code(presence, row) < 0) return push(presence, row);
    if_unknown(value, row);
    std::uint32_t list = view_.columns[elements].level;
    std::uint32_t parent = view_.element(owner, view_.ancestor_row(level, row, owner));
    const auto& offsets = view_.document.levels[list].offsets;
    for (std::uint32_t i = offsets[parent]; i < offsets[parent + 1]; ++i) {
      if (view_.document.code(view_.program, elements, i) == kUnknown) add({LeafKind::Field, elements, i});
    }
  }

  /// The steps and the memberships that are open and could matter.
  void reach(const program::Instruction& made, std::uint32_t row) {
    const StepsView steps(view_, made, row);
    pairs_ += std::size_t{steps.size()} * steps.size();
    if (pairs_ > kMaxPairs) {
      finder_.left_some_ = true;
      return;
    }
    steps.for_open_steps([&](std::uint32_t one, std::uint32_t other) {
      if_unknown(steps.member_operand(), steps.member_row(one));
      if_unknown(steps.member_operand(), steps.member_row(other));
      if_unknown(steps.step_operand(), steps.step_row(one, other));
    });
  }

  void judgement(const program::Instruction& made, std::uint32_t row) {
    const std::uint32_t number = made.operands[0], about = made.operands[1];
    // Nobody can attest about an element without a name: the name is what is missing.
    if (about != kAbsent && view_.registers.code(about, row) < 0) return push(about, row);
    lacks_rows_ |= !finder_.keeps_lists_ && finder_.asks_of_rows(view_.judgements[number]);
    if (lacks_rows_) return;
    add({LeafKind::Judgement, number, view_.judged_row(made, row)});
  }

  EvidenceFinder& finder_;
  const RunView& view_;
  std::size_t limit_;
  std::size_t pairs_ = 0;  ///< looked at for `reach`
  bool lacks_rows_ = false;
  bool shares_;  ///< walk values of the document once for all subjects
  std::vector<Node> stack_, next_;
  std::unordered_set<std::uint64_t> visited_;
  std::set<Leaf> found_;
  std::vector<Leaf> leaves_;
  std::vector<Unsettled> close_;
};

EvidenceFinder::EvidenceFinder(const RunView& view, bool keeps_lists, const Wording& wording,
                               DocumentPlaces& places)
    : view_(view),
      keeps_lists_(keeps_lists),
      wording_(wording),
      places_(places),
      subjects_(view.program, view.document) {}

const EvidenceFinder::Found& EvidenceFinder::shared_leaves(std::uint32_t reg) {
  auto [entry, is_new] = shared_.try_emplace(reg);
  if (is_new) {
    Root root{reg, 0};
    entry->second = Walk(*this, kMaxShared, false).run({&root, 1});
  }
  return entry->second;
}

std::optional<std::vector<OpenPoint>> EvidenceFinder::open_points(std::span<const Root> roots) {
  bool of_document = std::ranges::all_of(
      roots, [&](const Root& root) { return root.is_column || view_.level_of(root.operand) == 0; });
  Walk walk(*this, kMaxPoints, !of_document);
  const Found found = walk.run(roots);
  if (walk.lacks_rows()) return std::nullopt;
  if (found.leaves.empty()) unsettled_.insert(found.close.begin(), found.close.end());
  std::vector<OpenPoint> result;
  for (const Leaf& leaf : found.leaves) result.push_back(point_of(leaf));
  return result;
}

// ---- leaves in words -------------------------------------------------------------------------------

OpenPoint EvidenceFinder::point_of(const Leaf& leaf) {
  switch (leaf.kind) {
    case LeafKind::Judgement:
      return judgement_point(leaf);
    case LeafKind::Field:
      return field_point(leaf);
    case LeafKind::Cell:
      return cell_point(leaf);
    case LeafKind::NoRow:
      return no_row_point(leaf);
  }
  return {};
}

/// Whether the question tells who is in a list, whose rows a run in slices does not keep.
bool EvidenceFinder::asks_of_rows(const program::Judgement& judgement) const {
  auto tells_rows = [](const program::TextPart& part) { return part.among != kAbsent; };
  return std::ranges::any_of(Program::in(view_.program.text_parts, judgement.asks), tells_rows) ||
         std::ranges::any_of(Program::in(view_.program.text_parts, judgement.from), tells_rows);
}

OpenPoint EvidenceFinder::judgement_point(const Leaf& leaf) {
  const program::Judgement& judgement = view_.judgements[leaf.id];
  std::uint32_t level = judgement.level == kAbsent ? 0 : judgement.level;
  OpenPoint point;
  point.judgement = view_.text(judgement.name);
  std::string_view path;  // from the level's row to the record that the judgement is about
  if (judgement.about_column != kAbsent) {
    point.about = subjects_.about({leaf.id, leaf.row});
    path = view_.text(view_.columns[judgement.about_column].path);
    path = path.substr(0, path.rfind('/'));
  }
  point.asks = wording_.text(judgement.asks, level, leaf.row);
  point.from = wording_.text(judgement.from, level, leaf.row);
  point.subject = places_.pointer(level, leaf.row) + std::string(path);
  point.at = path.empty() ? places_.place(level, leaf.row) : places_.place(level, leaf.row, path);
  return point;
}

/// "Ana Costa", "/attendance/3", "the Meeting".
std::string EvidenceFinder::subject_words(std::uint32_t level, std::uint32_t row) const {
  if (level == 0) return view_.words(say::TheDocument, view_.text(view_.unit.kind));
  std::string name = places_.name(level, row);
  return name.empty() ? places_.pointer(level, row) : text_for_message(name);
}

OpenPoint EvidenceFinder::field_point(const Leaf& leaf) {
  const program::Column& column = view_.columns[leaf.id];
  std::string path(view_.text(column.path));
  std::string field = path.empty() ? path : path.substr(1);
  std::ranges::replace(field, '/', '.');
  std::string of = subject_words(column.level, leaf.row);
  OpenPoint point;
  point.subject = places_.pointer(column.level, leaf.row) + path;
  point.at = places_.place(column.level, leaf.row, path);
  if (field.empty()) {
    point.asks = view_.words(say::AskWhat, of);
  } else if (column.type == ValueType::Presence || column.type == ValueType::Set) {
    point.asks = view_.words(say::AskList, field, of);
  } else if (column.type == ValueType::Truth) {
    point.asks = view_.words(say::AskTruth, field, of);
  } else {
    point.asks = view_.words(say::AskField, field, of);
  }
  return point;
}

/// A doubtful value as people read it: the label of a member.
std::string EvidenceFinder::likely_words(const program::TableColumn& column, std::string_view likely) const {
  if (column.type == ValueType::Truth && likely == "yes") return view_.words(say::Yes);
  if (column.type == ValueType::Truth && likely == "no") return view_.words(say::No);
  if (column.type == ValueType::Enum) {
    for (const program::EnumMember& member :
         Program::in(view_.program.enum_members, view_.program.enums[column.type_id].members)) {
      if (view_.text(member.name) == likely) return std::string(wording_.member(member));
    }
  }
  return std::string(likely);
}

OpenPoint EvidenceFinder::cell_point(const Leaf& leaf) {
  std::uint32_t number = view_.table_of(leaf.id);
  const program::Table& table = view_.program.tables[number];
  std::string_view column = view_.text(view_.program.table_columns[leaf.id].name);
  std::string_view name = view_.text(table.name);
  OpenPoint point;
  point.at = {std::string(view_.text(table.path)), Program::in(view_.program.indexes, table.lines)[leaf.row],
              1};
  point.about = fmt::format("{}[{}].{}", name, wording_.table_key(number, leaf.row), column);
  point.from = view_.words(say::FileLine, point.at.file, point.at.line);
  std::string of = wording_.table_row(number, leaf.row);
  for (const program::Doubt& doubt : Program::in(view_.program.doubts, table.doubts)) {
    if (doubt.row != leaf.row || doubt.column != leaf.id - table.columns.first) continue;
    std::string likely = likely_words(view_.program.table_columns[leaf.id], view_.text(doubt.likely));
    point.asks = likely.empty() ? view_.words(say::AskDoubtfulKnown, column, of, name)
                                : view_.words(say::AskDoubtful, column, of, likely, name);
    return point;
  }
  point.asks = view_.words(say::AskCell, column, of, name);
  return point;
}

OpenPoint EvidenceFinder::no_row_point(const Leaf& leaf) {
  const program::Instruction& find = view_.instructions[leaf.id];
  const program::Table& table = view_.program.tables[find.operands[0]];
  std::string key;
  for (std::size_t i = 1; i < find.operands.size(); ++i) {
    if (find.operands[i] == kAbsent) continue;
    if (!key.empty()) key += ", ";
    key += wording_.value(find.operands[i], leaf.row);
  }
  std::string_view name = view_.text(table.name);
  OpenPoint point;
  point.about = fmt::format("{}[{}]", name, key);
  point.asks = view_.words(say::AskRow, key, name);
  point.from = std::string(view_.text(table.path));
  point.at = {point.from, 1, 1};
  return point;
}

}  // namespace precept
