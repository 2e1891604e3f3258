#include "runtime/evidence/finding_texts.h"

#include <algorithm>

namespace precept {

/// A run with every register kept.
struct FindingTexts::KeptRun {
  KeptRun(const Program& program, const Document& document, const std::vector<std::uint32_t>& readings,
          DocumentPlaces& places, Translations* translations)
      : machine(program, document, {.slice_rows = MachineOptions::kWhole, .readings = readings}),
        view(program, document, machine.registers(), translations),
        wording(view, places),
        evidence(view, true, wording, places),
        open(view, places, wording),
        deciding(view, true, places) {
    struct NullObserver : Observer {
      void slice(const Registers&, std::uint32_t, std::uint32_t, std::uint32_t) override {}
    } nobody;
    machine.run(nobody);
  }

  Machine machine;
  RunView view;
  Wording wording;
  EvidenceFinder evidence;
  OpenSentence open;
  DecidingField deciding;
};

FindingTexts::FindingTexts(const RunView& view, bool keeps_lists, const std::vector<std::uint32_t>& readings,
                           DocumentPlaces& places)
    : view_(view),
      keeps_lists_(keeps_lists),
      readings_(readings),
      places_(places),
      wording_(view, places),
      evidence_(view, keeps_lists, wording_, places),
      open_(view, places, wording_),
      deciding_(view, keeps_lists, places) {}

FindingTexts::~FindingTexts() = default;

FindingTexts::KeptRun* FindingTexts::kept_run() {
  bool is_too_large = !kept_run_ && bytes_to_keep(view_.program, view_.document) > kMostBytes;
  if (is_too_large) return nullptr;
  if (!kept_run_)
    kept_run_ =
        std::make_unique<KeptRun>(view_.program, view_.document, readings_, places_, view_.translations);
  return kept_run_.get();
}

std::optional<std::string> FindingTexts::text(program::Range parts, std::uint32_t level, std::uint32_t row) {
  auto all = Program::in(view_.program.text_parts, parts);
  bool is_of_document = std::ranges::all_of(all, [&](const program::TextPart& part) {
    return part.hole == kAbsent || (part.among == kAbsent && view_.level_of(part.hole) == 0);
  });
  // All holes are values of the document, so the row does not matter.
  if (is_of_document) return wording_.text(parts, 0, 0);
  if (keeps_lists_) return wording_.text(parts, level, row);
  KeptRun* run = kept_run();
  return run == nullptr ? std::nullopt : std::optional(run->wording.text(parts, level, row));
}

std::optional<OpenSentence::Text> FindingTexts::open(const program::Norm& norm, std::uint32_t level,
                                                     std::uint32_t row) {
  if (keeps_lists_) return open_.norm(norm, level, row);
  KeptRun* run = kept_run();
  return run == nullptr ? std::nullopt : run->open.norm(norm, level, row);
}

std::vector<OpenPoint> FindingTexts::open_points(std::span<const EvidenceFinder::Root> roots) {
  if (auto points = evidence_.open_points(roots)) return std::move(*points);
  KeptRun* run = kept_run();
  return run == nullptr ? std::vector<OpenPoint>{} : run->evidence.open_points(roots).value();
}

std::optional<Place> FindingTexts::deciding_place(std::uint32_t operand, std::uint32_t level,
                                                  std::uint32_t row) {
  auto place = deciding_.find(operand, level, row);
  if (!deciding_.lacks_rows()) return place;
  KeptRun* run = kept_run();
  return run == nullptr ? std::nullopt : run->deciding.find(operand, level, row);
}

bool FindingTexts::left_some() const {
  return evidence_.left_some() || (kept_run_ && kept_run_->evidence.left_some());
}

std::set<EvidenceFinder::Unsettled> FindingTexts::unsettled() const {
  std::set<EvidenceFinder::Unsettled> all = evidence_.unsettled();
  if (kept_run_) all.insert(kept_run_->evidence.unsettled().begin(), kept_run_->evidence.unsettled().end());
  return all;
}

namespace {

/// The bits that a row of the register takes.
std::uint64_t bits_of(const program::Register& reg) {
  switch (reg.kind) {
    case RegisterKind::Truth:
      return 2;
    case RegisterKind::Code:
      return 8 * reg.width;
    case RegisterKind::Int:
      return 128;
    case RegisterKind::Set:
      return 64;
    case RegisterKind::Result:
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
