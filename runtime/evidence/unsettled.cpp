#include "runtime/evidence/unsettled.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ranges>

namespace precept {

namespace {

/// Every one of a million rows may overflow, and nobody reads more than the first places.
constexpr std::size_t kMostTold = 20, kMostPlaces = 5;

std::string in_policy(const RunView& view, const program::Instruction& made) {
  std::string_view name = view.program.shown_source(made.place.source);
  std::string place = fmt::format("computed at {}:{}:{}", name, made.place.line, made.place.column);
  if (made.clause != kAbsent) place += fmt::format(", for {}", view.text(view.clauses[made.clause].label));
  return place;
}

Diagnostic& warn(DocumentReport& report, EvidenceFinder::Unsettled::Form form) {
  switch (form) {
    case EvidenceFinder::Unsettled::Form::Overflow:
      return report.diagnostics.report(DiagnosticKind::Overflow, {},
                                       "a number left the 64-bit range, so it is unknown");
    case EvidenceFinder::Unsettled::Form::Calendar:
      return report.diagnostics.report(
          DiagnosticKind::OutsideCalendar, {},
          "a day or a moment lies outside the calendar of the years 1 to 9999, so it is unknown");
    case EvidenceFinder::Unsettled::Form::Division:
      return report.diagnostics.report(DiagnosticKind::DividedByZero, {},
                                       "something is divided by 0, so the result is unknown");
    case EvidenceFinder::Unsettled::Form::Root:
      return report.diagnostics.report(DiagnosticKind::RootOfNegative, {},
                                       "a negative number has no square root, so it is unknown");
    case EvidenceFinder::Unsettled::Form::Close:
      return report.diagnostics.report(
          DiagnosticKind::TooClose, {},
          "two numbers are too close to tell which is greater: one is known to the millionth only");
    case EvidenceFinder::Unsettled::Form::Several:
      break;
  }
  return report.diagnostics.report(DiagnosticKind::SeveralFit, {},
                                   "more than one element fits where the policy means the one");
}

void add_places(Diagnostic& warning, const RunView& view, const program::Instruction& made) {
  if (made.place.source != kAbsent) warning.note(in_policy(view, made));
}

std::string in_document(const EvidenceFinder::Unsettled& one, DocumentPlaces& places) {
  const auto at = places.place(one.level, one.row);
  const std::string pointer = places.pointer(one.level, one.row);
  return fmt::format("{}{}", at.in_words(), pointer.empty() ? "" : ", " + pointer);
}

}  // namespace

void report_unsettled(const std::set<EvidenceFinder::Unsettled>& unsettled, const RunView& view,
                      DocumentPlaces& places, DocumentReport& report) {
  std::map<std::pair<EvidenceFinder::Unsettled::Form, std::uint32_t>, std::vector<EvidenceFinder::Unsettled>>
      by_instruction;
  for (const EvidenceFinder::Unsettled& one : unsettled)
    by_instruction[{one.form, one.instruction}].push_back(one);
  std::size_t told = 0;
  for (const auto& [made, all] : by_instruction) {
    Diagnostic& warning = warn(report, made.first);
    add_places(warning, view, view.instructions[made.second]);
    for (const EvidenceFinder::Unsettled& one : all | std::views::take(kMostPlaces))
      warning.note("in " + in_document(one, places));
    if (all.size() > kMostPlaces) warning.note(fmt::format("and in {} more", all.size() - kMostPlaces));
    if (++told < kMostTold) continue;
    if (by_instruction.size() > told)
      warning.note(fmt::format("so it is at {} more places of the policy", by_instruction.size() - told));
    return;
  }
}

void report_overflows(const std::vector<std::uint32_t>& instructions, const RunView& view,
                      DocumentReport& report) {
  const auto& told = report.diagnostics.all();
  for (std::uint32_t index : instructions) {
    const program::Instruction& made = view.instructions[index];
    std::string place = made.place.source == kAbsent ? std::string() : in_policy(view, made);
    bool is_told = std::ranges::any_of(told, [&](const Diagnostic& one) {
      return one.kind == DiagnosticKind::Overflow && !one.notes.empty() && one.notes.front() == place;
    });
    if (!is_told) add_places(warn(report, EvidenceFinder::Unsettled::Form::Overflow), view, made);
  }
}

}  // namespace precept
