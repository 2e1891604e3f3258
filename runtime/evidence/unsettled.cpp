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

Diagnostic& warn(DocumentReport& report, Gaps::Limit::Form form) {
  switch (form) {
    case Gaps::Limit::Form::Overflow:
      return report.diagnostics.report(DiagnosticKind::Overflow, {},
                                       "a number left the 64-bit range, so it is unknown");
    case Gaps::Limit::Form::Calendar:
      return report.diagnostics.report(
          DiagnosticKind::OutsideCalendar, {},
          "a day lies outside the calendar of the years 1 to 9999, so it is unknown");
    case Gaps::Limit::Form::Several:
      break;
  }
  return report.diagnostics.report(DiagnosticKind::SeveralFit, {},
                                   "more than one element fits where the policy means the one");
}

void add_places(Diagnostic& warning, const RunView& view, const program::Instruction& made) {
  if (made.place.source != kAbsent) warning.note(in_policy(view, made));
}

std::string in_document(const Gaps::Limit& limit, Places& places) {
  const auto at = places.place(limit.level, limit.row);
  const std::string pointer = places.pointer(limit.level, limit.row);
  return fmt::format("{}:{}:{}{}", at.file, at.line, at.column, pointer.empty() ? "" : ", " + pointer);
}

}  // namespace

void report_limits(const std::set<Gaps::Limit>& limits, const RunView& view, Places& places,
                   DocumentReport& report) {
  std::map<std::pair<Gaps::Limit::Form, std::uint32_t>, std::vector<Gaps::Limit>> by_instruction;
  for (const Gaps::Limit& limit : limits) by_instruction[{limit.form, limit.instruction}].push_back(limit);
  std::size_t told = 0;
  for (const auto& [made, all] : by_instruction) {
    Diagnostic& warning = warn(report, made.first);
    add_places(warning, view, view.instructions[made.second]);
    for (const Gaps::Limit& limit : all | std::views::take(kMostPlaces))
      warning.note("in " + in_document(limit, places));
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
    if (!is_told) add_places(warn(report, Gaps::Limit::Form::Overflow), view, made);
  }
}

}  // namespace precept
