#include <algorithm>
#include <cassert>

#include "compiler/emit/emit.h"
#include "compiler/emit/roots.h"
#include "runtime/program/levels.h"

namespace precept::emit {
namespace {

using plan::LevelId;

/// Finds an order of segments. First come the document's instructions that are ready, then a list of which
/// some fold to the document is ready, and so on in turn. At the end each list runs once more for what is
/// left, unless its last pass already had everything. Instructions that only explain are ordered afterwards
/// in the same way; they run where every register is kept, so they need no further pass over the others.
class Scheduler {
 public:
  explicit Scheduler(const plan::PlannedUnit& unit)
      : unit_(const_cast<plan::PlannedUnit&>(unit)),
        wanted_(needed_by_results(unit)),
        placed_(unit.instructions.size()) {
    for (LevelId level = 0; level < unit_.levels.size(); ++level) tops_.push_back(top_of(level));
  }

  Schedule run() {
    place_all();
    mark_final();
    wanted_.assign(unit_.instructions.size(), true);
    explains_ = true;
    finished_.clear();
    place_all();
    assert(std::all_of(placed_.begin(), placed_.end(), [](bool b) { return b; }));
    return std::move(out_);
  }

 private:
  void place_all() {
    bool progress = true;
    while (progress) {
      progress = place_document();
      for (LevelId top = 1; top < unit_.levels.size(); ++top) {
        if (tops_[top] == top && place_folds(top)) {
          progress = true;
          break;  // more of the document may be ready now, which saves a pass over another list
        }
      }
    }
    for (LevelId top = 1; top < unit_.levels.size(); ++top) {
      if (tops_[top] == top) place_rest(top);
    }
  }

  /// True for an instruction that this round does not place: it is not wanted yet, or it was placed before.
  bool is_out(std::uint32_t i) const { return !wanted_[i] || (explains_ && placed_[i]); }

  /// The list directly below the document that the level is or hangs below; 0 for the document, and for pairs
  /// that hang below it with no list between.
  LevelId top_of(LevelId level) const { return segment_root_of(unit_.levels, level); }

  LevelId result_level(std::uint32_t i) const { return unit_.registers[i].level; }

  /// Whether the instruction folds a list's rows into the document.
  bool is_document_fold(std::uint32_t i) const {
    const auto& instruction = unit_.instructions[i];
    return is_fold(instruction.opcode) && result_level(i) == 0 &&
           unit_.registers[plan::register_of(instruction.operands[0])].level != 0;
  }

  /// The list whose slices the instruction runs in; 0: the document.
  LevelId root_of(std::uint32_t i) const {
    if (!is_document_fold(i)) return tops_[result_level(i)];
    return tops_[unit_.registers[plan::register_of(unit_.instructions[i].operands[0])].level];
  }

  template <class Visit>
  void operands(std::uint32_t i, Visit&& visit) const {
    for_each_register(unit_.instructions[i],
                      [&](std::uint32_t& operand) { visit(plan::register_of(operand)); });
  }

  bool place_document() {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < unit_.instructions.size(); ++i) {
      if (is_out(i) || placed_[i] || root_of(i) != 0) continue;
      bool ready = true;
      operands(i, [&](std::uint32_t operand) { ready = ready && placed_[operand]; });
      if (!ready) continue;
      placed_[i] = true;
      order.push_back(i);
    }
    if (order.empty()) return false;
    add_segment(0, order);
    return true;
  }

  /// Whether all document registers that the instruction needs, directly or through the list's rows, are
  /// placed.
  bool document_ready(std::uint32_t i, LevelId top, std::vector<std::int8_t>& known) const {
    if (known[i] >= 0) return known[i];
    bool ready = true;
    operands(i, [&](std::uint32_t operand) {
      if (!ready || is_out(operand)) return;
      ready = root_of(operand) == top && !is_document_fold(operand) ? document_ready(operand, top, known)
                                                                    : placed_[operand];
    });
    known[i] = ready;
    return ready;
  }

  void add_needed(std::uint32_t i, LevelId top, std::vector<bool>& needed) const {
    if (needed[i] || is_out(i)) return;
    needed[i] = true;
    operands(i, [&](std::uint32_t operand) {
      if (root_of(operand) == top && !is_document_fold(operand)) add_needed(operand, top, needed);
    });
  }

  bool place_folds(LevelId top) {
    std::vector<std::int8_t> known(unit_.instructions.size(), -1);
    std::vector<bool> needed(unit_.instructions.size(), false);
    bool any = false;
    for (std::uint32_t i = 0; i < unit_.instructions.size(); ++i) {
      if (is_out(i) || placed_[i] || !is_document_fold(i)) continue;
      if (root_of(i) != top || !document_ready(i, top, known)) continue;
      add_needed(i, top, needed);
      any = true;
    }
    if (!any) return false;
    // If this pass can compute everything of the list, it does so.
    bool everything = true;
    for (std::uint32_t i = 0; i < unit_.instructions.size(); ++i) {
      if (is_out(i) || root_of(i) != top) continue;
      if (is_document_fold(i) ? placed_[i] || needed[i] : document_ready(i, top, known)) continue;
      everything = false;
    }
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < unit_.instructions.size(); ++i) {
      bool wanted = needed[i] || (everything && root_of(i) == top && !is_document_fold(i));
      if (!wanted || is_out(i)) continue;
      order.push_back(i);
      placed_[i] = true;
    }
    add_segment(top, order);
    if (everything) finished_.push_back(top);
    return true;
  }

  void place_rest(LevelId top) {
    if (std::find(finished_.begin(), finished_.end(), top) != finished_.end()) return;
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < unit_.instructions.size(); ++i) {
      if (is_out(i) || root_of(i) != top || is_document_fold(i)) continue;
      order.push_back(i);
      placed_[i] = true;
    }
    if (!order.empty()) add_segment(top, order);
  }

  void add_segment(LevelId root, const std::vector<std::uint32_t>& order) {
    program::Segment segment{};
    segment.root = root;
    segment.explains = explains_ ? 1 : 0;
    segment.order = {static_cast<std::uint32_t>(out_.order.size()), static_cast<std::uint32_t>(order.size())};
    out_.order.insert(out_.order.end(), order.begin(), order.end());
    out_.segments.push_back(segment);
  }

  void mark_final() {
    std::vector<bool> seen(unit_.levels.size(), false);
    for (auto segment = out_.segments.rbegin(); segment != out_.segments.rend(); ++segment) {
      segment->final = seen[segment->root] ? 0 : 1;
      seen[segment->root] = true;
    }
  }

  plan::PlannedUnit& unit_;   ///< not changed; for_each_register takes a mutable instruction
  std::vector<bool> wanted_;  ///< in this round
  bool explains_ = false;
  std::vector<bool> placed_;
  std::vector<LevelId> tops_;
  std::vector<LevelId> finished_;
  Schedule out_;
};

}  // namespace

Schedule schedule(const plan::PlannedUnit& unit) {
  return Scheduler(unit).run();
}

}  // namespace precept::emit
