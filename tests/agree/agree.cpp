#include "tests/agree/agree.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "compiler/pipeline.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/read/json/json.h"
#include "runtime/verify/open.h"
#include "tests/agree/proofs_agree.h"
#include "tests/agree/reasons_agree.h"

namespace precept::test {

// ---- building ----------------------------------------------------------------------------------------

std::optional<Policy> build_policy(const std::filesystem::path& file, const std::filesystem::path& saved,
                                   Sources& sources, Diagnostics& diagnostics, std::string& refused) {
  Policy policy;
  policy.model = read_policy(file, sources, diagnostics);
  if (!policy.model) return std::nullopt;
  auto bytes = compile(*policy.model, sources, diagnostics);
  if (!bytes) return std::nullopt;
  std::ofstream(saved, std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes->data()), static_cast<std::streamsize>(bytes->size()));
  auto program = open_program(std::move(*bytes));
  auto mapped = map_program(saved);
  auto with_points = compile(*policy.model, sources, diagnostics, {.coverage = true});
  if (!with_points) return std::nullopt;
  auto measured = open_program(std::move(*with_points));
  if (!program || !mapped || !measured) {
    refused = (!program ? program.error() : !mapped ? mapped.error() : measured.error()).message;
    return std::nullopt;
  }
  policy.measured = std::move(*measured);
  policy.program = std::move(*program);
  policy.mapped = std::move(*mapped);
  return policy;
}

// ---- lines -------------------------------------------------------------------------------------------

std::string subject_line(const std::string& pointer) {
  return pointer.empty() ? "/" : pointer;
}

std::string name_of(const Finding& finding) {
  return finding.norm.name.empty() ? finding.clause
                                   : fmt::format("{} ({})", finding.clause, finding.norm.name);
}

std::string to_line(const Finding& finding) {
  std::string line = fmt::format("\"{}\" {} {} {}", name_of(finding), to_string(finding.outcome),
                                 to_string(finding.level), subject_line(finding.subject));
  if (!finding.acts.empty()) line += fmt::format(" ({})", fmt::join(finding.acts, ", "));
  return line;
}

std::string to_line(const SubjectRights& subject, const ActRight& act) {
  std::string line = fmt::format("{} {} {}", subject_line(subject.subject), act.act, to_string(act.right));
  if (!act.by.empty()) line += fmt::format(" by \"{}\"", fmt::join(act.by, "\" \""));
  return line;
}

std::string to_line(const OpenPoint& point) {
  if (!point.judgement.empty()) {
    return point.about.empty() ? point.judgement : fmt::format("{} \"{}\"", point.judgement, point.about);
  }
  return point.about.empty() ? subject_line(point.subject) : fmt::format("\"{}\"", point.about);
}

// ---- comparing reports -------------------------------------------------------------------------------

namespace {

using Lines = std::vector<std::string>;

/// In order: what the one has and the other has not.
void compare(const char* what, const Lines& expected, const Lines& actual, Lines& differences) {
  for (std::size_t i = 0; i < std::max(expected.size(), actual.size()); ++i) {
    const std::string left = i < expected.size() ? expected[i] : "nothing";
    const std::string right = i < actual.size() ? actual[i] : "nothing";
    if (left == right) continue;
    differences.push_back(fmt::format("{}: {} against {}", what, left, right));
    if (expected.size() != actual.size()) {
      differences.push_back(fmt::format("{}: {} against {} in all", what, expected.size(), actual.size()));
      return;
    }
  }
}

Lines finding_lines(const DocumentReport& report, const DocumentReport& words) {
  Lines lines;
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    const Finding& finding = report.findings[i];
    std::string line = to_line(finding);
    if (!finding.subject.empty() && !finding.name.empty()) line += fmt::format(" <{}>", finding.name);
    // Only the reference leaves a message empty that the policy has no words for.
    const bool has_words = i < words.findings.size() && !words.findings[i].message.empty();
    if (finding.norm.has_words())
      line += fmt::format(" told with \"{}\" and \"{}\"", finding.norm.quote, finding.norm.gist);
    if (finding.outcome == Outcome::Violated && has_words) line += fmt::format(" \"{}\"", finding.message);
    lines.push_back(line);
  }
  return lines;
}

Lines right_lines(const DocumentReport& report) {
  Lines lines;
  for (const SubjectRights& subject : report.rights)
    for (const ActRight& act : subject.acts) lines.push_back(to_line(subject, act));
  return lines;
}

Lines open_lines(const DocumentReport& report) {
  std::set<std::string> lines;
  for (const OpenPoint& point : report.open_questions) {
    // Whom a judgement is about is told by the subject: a name that another has too is asked about by its
    // pointer.
    lines.insert(point.judgement.empty() ? to_line(point)
                                         : point.judgement + " of " + subject_line(point.subject));
  }
  return {lines.begin(), lines.end()};
}

}  // namespace

Lines disagreements(const DocumentReport& expected, const DocumentReport& actual) {
  Lines result;
  auto verdict = [](const DocumentReport& report) {
    return Lines{report.verdict ? to_string(*report.verdict) : "nothing checked"};
  };
  compare("verdict", verdict(expected), verdict(actual), result);
  compare("finding", finding_lines(expected, expected), finding_lines(actual, expected), result);
  compare("right", right_lines(expected), right_lines(actual), result);
  compare("open question", open_lines(expected), open_lines(actual), result);
  return result;
}

// ---- slices ------------------------------------------------------------------------------------------

namespace {

/// What every register of the result table holds, row by row of the whole list.
using RegisterValues = std::map<std::pair<std::uint32_t, std::uint32_t>, int>;

class Collector : public Observer {
 public:
  Collector(const Program& program, std::uint32_t unit)
      : levels_(Program::in(program.levels, program.units[unit].levels)),
        kinds_(Program::in(program.registers, program.units[unit].registers)) {
    for (const program::Section& section : Program::in(program.sections, program.units[unit].sections)) {
      add(section.list_presence);
      for (const program::Norm& norm : Program::in(program.norms, section.norms)) {
        add(norm.condition);
        add(norm.holds);
        add(norm.outcome);
        for (const program::TextPart& part : Program::in(program.text_parts, norm.message)) {
          // What a message shows of rows of lists is computed only where every register is kept.
          if (part.hole != kAbsent && kinds_[part.hole].level == 0) add(part.hole);
        }
      }
      for (const program::Act& act : Program::in(program.acts, section.acts)) {
        add(act.right);
        add(act.exercised);
      }
    }
  }

  void slice(const Registers& registers, std::uint32_t root, std::uint32_t, std::uint32_t) override {
    for (std::uint32_t reg : wanted_) {
      const std::uint32_t level = kinds_[reg].level;
      if (root_of(level) != root) continue;
      for (std::uint32_t row = 0; row < registers.rows(level); ++row)
        values[{reg, registers.first_row(level) + row}] = value(registers, reg, row);
    }
  }

  RegisterValues values;

 private:
  void add(std::uint32_t operand) {
    if (operand != kAbsent) wanted_.insert(operand & ~kNegated);
  }

  /// The document, or the list directly below it.
  std::uint32_t root_of(std::uint32_t level) const {
    while (level != 0 && levels_[level].parent != 0) level = levels_[level].parent;
    return level;
  }

  int value(const Registers& registers, std::uint32_t reg, std::uint32_t row) const {
    switch (kinds_[reg].kind) {
      case RegisterKind::Truth:
        return static_cast<int>(registers.truth(reg, row));
      case RegisterKind::Result:
        return registers.result(reg, row);
      case RegisterKind::Code:
        return registers.code(reg, row);
      case RegisterKind::Int: {
        const Interval is = registers.integer(reg, row);
        return static_cast<int>(static_cast<std::uint64_t>(is.low) * 31 +
                                static_cast<std::uint64_t>(is.high));
      }
      case RegisterKind::Set:
        return static_cast<int>(registers.set(reg, row) ^ registers.set(reg, row) >> 32);
    }
    return 0;
  }

  std::span<const program::Level> levels_;
  std::span<const program::Register> kinds_;
  std::set<std::uint32_t> wanted_;
};

void compare_slices(const Program& program, const Document& document,
                    const std::vector<std::uint32_t>& readings, Lines& disagreements) {
  auto run = [&](std::uint32_t rows) {
    Collector collector(program, document.unit);
    Machine machine(program, document, {.slice_rows = rows, .readings = readings});
    machine.run(collector);
    return std::move(collector.values);
  };
  const RegisterValues whole = run(MachineOptions::kWhole), sliced = run(64);
  if (whole.size() != sliced.size()) {
    disagreements.push_back(
        fmt::format("slices of 64 rows: {} values against {}", whole.size(), sliced.size()));
  }
  for (const auto& [place, value] : whole) {
    auto found = sliced.find(place);
    if (found != sliced.end() && found->second == value) continue;
    disagreements.push_back(
        fmt::format("slices of 64 rows: register {} at row {}", place.first, place.second));
    return;
  }
}

void add_all(const char* way, const Lines& lines, Lines& disagreements) {
  for (const std::string& line : lines) disagreements.push_back(fmt::format("{}: {}", way, line));
}

std::optional<std::uint32_t> unit_of(const Program& program, const std::string& kind) {
  for (std::uint32_t unit = 0; unit < program.units.size(); ++unit)
    if (program.text(program.units[unit].kind) == kind) return unit;
  return std::nullopt;
}

DocumentReport run_machine(const Program& program, FileId file, const Sources& sources,
                           const std::vector<std::uint32_t>& readings, const ReadLimits& limits = {}) {
  DocumentReport report;
  auto head = peek_json(file, sources, report.diagnostics);
  if (!head) return report;
  report.kind = head->kind;
  auto unit = unit_of(program, head->kind);
  if (!unit) return report;
  auto document = read_json(file, sources, program, *unit, report.diagnostics, limits);
  MachineOptions options{.slice_rows = MachineOptions::kWhole, .readings = readings};
  if (document) evaluate(program, *document, sources, report, options);
  return report;
}

/// Which points are hit does not depend on the slices.
void compare_hits(const Program& program, const Document& document, const Sources& sources,
                  const std::vector<std::uint32_t>& readings, Lines& disagreements) {
  auto run = [&](std::uint32_t rows) {
    PointHits hits;
    DocumentReport report;
    evaluate(program, document, sources, report, {.slice_rows = rows, .readings = readings}, {}, &hits);
    return hits.points;
  };
  if (run(MachineOptions::kWhole) != run(64)) disagreements.push_back("slices of 64 rows: other points hit");
}

}  // namespace

DocumentReport evaluate_by_machine(const Policy& policy, FileId file, const Sources& sources,
                                   const ReadLimits& limits) {
  return run_machine(policy.program, file, sources, {}, limits);
}

Agreement evaluate_all_ways(const Policy& policy, FileId file, const Sources& sources,
                            const std::vector<std::uint32_t>& readings) {
  Agreement agreement;
  Diagnostics ignored;
  auto head = peek_json(file, sources, ignored);
  auto unit = head ? unit_of(policy.program, head->kind) : std::nullopt;
  auto document = unit ? read_json(file, sources, policy.program, *unit, ignored) : nullptr;
  agreement.report = run_machine(policy.program, file, sources, readings);
  add_all("saved and loaded",
          disagreements(agreement.report, run_machine(policy.mapped, file, sources, readings)),
          agreement.disagreements);
  add_all("compiled to be measured",
          disagreements(agreement.report, run_machine(policy.measured, file, sources, readings)),
          agreement.disagreements);
  if (!document) return agreement;

  if (auto measured = read_json(file, sources, policy.measured, document->unit, ignored))
    compare_hits(policy.measured, *measured, sources, readings, agreement.disagreements);
  compare_slices(policy.program, *document, readings, agreement.disagreements);
  ReasonCheck reasons, in_french;
  DocumentReport explained;
  evaluate(policy.program, *document, sources, explained,
           {.slice_rows = MachineOptions::kWhole, .readings = readings}, {}, nullptr, &reasons);
  add_all("explained", reasons.mistakes(), agreement.disagreements);
  add_all("explained alone", explained_alone(policy.program, file, sources, document->unit, readings),
          agreement.disagreements);
  Translations french(policy.program, Language::Fr);
  DocumentReport told;
  evaluate(policy.program, *document, sources, told,
           {.slice_rows = MachineOptions::kWhole, .readings = readings}, {.translations = &french}, nullptr,
           &in_french);
  add_all("explained in French", in_french.mistakes(), agreement.disagreements);
  if (told.verdict != explained.verdict) {
    agreement.disagreements.push_back("the verdict told in French is another");
  }
  ProofCheck proofs(sources, readings);
  DocumentReport proven;
  proven.kind = head->kind;
  evaluate(policy.program, *document, sources, proven,
           {.slice_rows = MachineOptions::kWhole, .readings = readings}, {}, nullptr, &proofs);
  add_all("proven", proofs.mistakes(), agreement.disagreements);
  agreement.is_proof_left_out = proofs.is_left_out();
  reference::Result reference =
      reference::check(*policy.model, nlohmann::json::parse(sources.file(file).text), readings);
  if (reference.nothing_checked) {
    reference.report.verdict.reset();
    reference.report.open_questions.clear();
  }
  add_all("reference against machine", disagreements(reference.report, agreement.report),
          agreement.disagreements);
  return agreement;
}

}  // namespace precept::test
