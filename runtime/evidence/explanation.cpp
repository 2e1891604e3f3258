#include "runtime/evidence/explanation.h"

#include <algorithm>

namespace precept {

/// A run with every register kept.
struct Explanation::Whole {
  Whole(const Program& program, const Document& document, const std::vector<std::uint32_t>& readings,
        Places& places, Translations* translations)
      : machine(program, document, {.slice_rows = MachineOptions::kWhole, .readings = readings}),
        view(program, document, machine.registers(), translations),
        wording(view, places),
        gaps(view, true, wording, places),
        open(view, places, wording) {
    struct Nobody : Observer {
      void slice(const Registers&, std::uint32_t, std::uint32_t, std::uint32_t) override {}
    } nobody;
    machine.run(nobody);
  }

  Machine machine;
  RunView view;
  Wording wording;
  Gaps gaps;
  OpenSentence open;
};

Explanation::Explanation(const RunView& view, bool keeps_lists, const std::vector<std::uint32_t>& readings,
                         Places& places)
    : view_(view),
      keeps_lists_(keeps_lists),
      readings_(readings),
      places_(places),
      wording_(view, places),
      gaps_(view, keeps_lists, wording_, places),
      open_(view, places, wording_) {}

Explanation::~Explanation() = default;

Explanation::Whole* Explanation::whole() {
  bool is_too_large = !whole_ && bytes_to_keep(view_.program, view_.document) > kMostBytes;
  if (is_too_large) return nullptr;
  if (!whole_)
    whole_ = std::make_unique<Whole>(view_.program, view_.document, readings_, places_, view_.translations);
  return whole_.get();
}

std::optional<std::string> Explanation::text(program::Range parts, std::uint32_t level, std::uint32_t row) {
  auto all = Program::in(view_.program.text_parts, parts);
  bool is_of_document = std::ranges::all_of(all, [&](const program::TextPart& part) {
    return part.hole == kAbsent || view_.level_of(part.hole) == 0;
  });
  // All holes are values of the document, so the row does not matter.
  if (is_of_document) return wording_.text(parts, 0, 0);
  if (keeps_lists_) return wording_.text(parts, level, row);
  Whole* run = whole();
  return run == nullptr ? std::nullopt : std::optional(run->wording.text(parts, level, row));
}

std::optional<OpenSentence::Said> Explanation::open(const program::Norm& norm, std::uint32_t level,
                                                    std::uint32_t row) {
  if (keeps_lists_) return open_.norm(norm, level, row);
  Whole* run = whole();
  return run == nullptr ? std::nullopt : run->open.norm(norm, level, row);
}

std::vector<OpenPoint> Explanation::points(std::span<const Gaps::Root> roots) {
  if (auto points = gaps_.points(roots)) return std::move(*points);
  Whole* run = whole();
  return run == nullptr ? std::vector<OpenPoint>{} : run->gaps.points(roots).value();
}

std::set<Gaps::Limit> Explanation::limits() const {
  std::set<Gaps::Limit> all = gaps_.limits();
  if (whole_) all.insert(whole_->gaps.limits().begin(), whole_->gaps.limits().end());
  return all;
}

namespace {

/// The bits that a row of the register takes.
std::uint64_t bits_of(const program::Register& reg) {
  switch (reg.kind) {
    case Kind::Truth:
      return 2;
    case Kind::Code:
      return 8 * reg.width;
    case Kind::Int:
      return 128;
    case Kind::Set:
      return 64;
    case Kind::Result:
      return 8;
  }
  return 0;
}

/// An upper bound of a level's rows; a product is cut off long before it overflows.
std::uint64_t rows_of(std::span<const program::Level> levels, const Document& document, std::uint32_t level) {
  constexpr std::uint64_t kEnough = std::uint64_t{1} << 40;
  const program::Level& described = levels[level];
  if (described.form != program::LevelForm::Cross) return document.rows(level);
  std::uint64_t above = rows_of(levels, document, described.parent);
  return std::min(kEnough, above * std::max<std::uint64_t>(1, document.rows(described.list)));
}

}  // namespace

std::uint64_t bytes_to_keep(const Program& program, const Document& document) {
  const program::Unit& unit = program.units[document.unit];
  auto levels = Program::in(program.levels, unit.levels);
  std::vector<std::uint64_t> bits(levels.size(), 0);
  for (const program::Register& reg : Program::in(program.registers, unit.registers)) {
    bits[reg.level] += bits_of(reg);
  }
  std::uint64_t sum = 0;
  for (std::uint32_t level = 0; level < levels.size(); ++level) {
    sum += bits[level] * rows_of(levels, document, level) / 8;
  }
  return sum;
}

}  // namespace precept
