#include "tests/agree/agree.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "checker/policy.h"
#include "compiler/pipeline.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/evidence/evidence_finder.h"
#include "runtime/read/json/json.h"
#include "runtime/receipt/policy.h"
#include "runtime/verify/open.h"
#include "tests/agree/proofs_agree.h"
#include "tests/agree/reasons_agree.h"
#include "tests/agree/slices_agree.h"

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
  policy.exported = receipt::export_policy(policy.program);
  policy.card = checker::write_card(policy.exported.json, {});
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

/// Of the reference, for a pair that was made at random: a matter of seconds.
constexpr std::uint64_t kMostValues = 20'000'000;

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

/// Whom a judgement is about is told by the subject: a name that another has too is asked about by its
/// pointer.
std::string open_line(const OpenPoint& point) {
  return point.judgement.empty() ? to_line(point) : point.judgement + " of " + subject_line(point.subject);
}

std::set<std::string> open_lines(const DocumentReport& report) {
  std::set<std::string> lines;
  for (const OpenPoint& point : report.open_questions) lines.insert(open_line(point));
  return lines;
}

Lines in_order(const std::set<std::string>& lines) {
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
  compare("open question", in_order(open_lines(expected)), in_order(open_lines(actual)), result);
  return result;
}

// ---- all ways ----------------------------------------------------------------------------------------

namespace {

void add_all(const char* way, const Lines& lines, Lines& disagreements) {
  for (const std::string& line : lines) disagreements.push_back(fmt::format("{}: {}", way, line));
}

/// The machine names at most so many of the questions that one value of the document leaves open, and the
/// reference all: where the machine may have stopped, it must have named none but the reference's.
void leave_out_unnamed(const DocumentReport& by_machine, DocumentReport& by_reference) {
  if (by_machine.open_questions.size() < EvidenceFinder::kMaxShared) return;
  const std::set<std::string> named = open_lines(by_machine);
  std::erase_if(by_reference.open_questions,
                [&](const OpenPoint& point) { return !named.contains(open_line(point)); });
}

std::optional<std::uint32_t> unit_of(const Program& program, const std::string& kind) {
  for (std::uint32_t unit = 0; unit < program.units.size(); ++unit)
    if (program.text(program.units[unit].kind) == kind) return unit;
  return std::nullopt;
}

/// Nothing where the document has mistakes, which the report then has.
std::unique_ptr<Document> read(const Program& program, FileId file, const Sources& sources,
                               DocumentReport& report, const ReadLimits& limits = {}) {
  auto head = peek_json(file, sources, report.diagnostics);
  if (!head) return nullptr;
  report.kind = head->kind;
  auto unit = unit_of(program, head->kind);
  return unit ? read_json(file, sources, program, *unit, report.diagnostics, limits) : nullptr;
}

DocumentReport run_machine(const Program& program, FileId file, const Sources& sources,
                           const std::vector<std::uint32_t>& readings, const ReadLimits& limits = {}) {
  DocumentReport report;
  auto document = read(program, file, sources, report, limits);
  MachineOptions options{.slice_rows = MachineOptions::kWhole, .readings = readings};
  if (document) evaluate(program, *document, sources, report, options);
  return report;
}

/// Holds the ways against the report of the machine, each in a function of its own.
class Ways {
 public:
  Ways(const Policy& policy, const Document& document, const Sources& sources,
       const std::vector<std::uint32_t>& readings, std::optional<std::size_t> turn, Agreement& agreement)
      : policy_(policy),
        document_(document),
        file_(document.source),
        sources_(sources),
        options_{.slice_rows = MachineOptions::kWhole, .readings = readings},
        turn_(turn),
        agreement_(agreement) {}

  void compare() {
    measured();
    add_all("in slices", slices_disagree(policy_.program, document_, options_.readings));
    for (const bool is_french : {false, true})
      if (!turn_ || (*turn_ % 2 == 1) == is_french) explained(is_french);
    add_all("explained alone",
            explained_alone(policy_.program, file_, sources_, document_.unit, options_.readings, turn_));
    proven();
    by_reference();
  }

 private:
  void add_all(const char* way, const Lines& lines) { test::add_all(way, lines, agreement_.disagreements); }

  /// The points change nothing, and which of them are hit does not depend on the slices.
  void measured() {
    Diagnostics ignored;
    const auto document = read_json(file_, sources_, policy_.measured, document_.unit, ignored);
    if (!document) return agreement_.disagreements.push_back("compiled to be measured: it is not read");
    MachineOptions sliced = options_;
    sliced.slice_rows = 64;
    DocumentReport whole_report, sliced_report;
    PointHits whole, slices;
    evaluate(policy_.measured, *document, sources_, whole_report, options_, {}, &whole);
    evaluate(policy_.measured, *document, sources_, sliced_report, sliced, {}, &slices);
    add_all("compiled to be measured", disagreements(agreement_.report, whole_report));
    if (whole.points != slices.points)
      agreement_.disagreements.push_back("slices of 64 rows: other points hit");
  }

  void explained(bool is_french) {
    Translations french(policy_.program, Language::Fr);
    ReasonCheck reasons(turn_ ? std::optional(*turn_ / 2) : std::nullopt);
    DocumentReport told;
    evaluate(policy_.program, document_, sources_, told, options_,
             {.translations = is_french ? &french : nullptr}, nullptr, &reasons);
    const char* way = is_french ? "explained in French" : "explained";
    add_all(way, reasons.mistakes());
    if (told.verdict != agreement_.report.verdict)
      agreement_.disagreements.push_back(fmt::format("{}: another verdict", way));
  }

  void proven() {
    ProofCheck proofs(policy_.card, policy_.exported, sources_, options_.readings);
    DocumentReport report;
    report.kind = agreement_.report.kind;
    evaluate(policy_.program, document_, sources_, report, options_, {}, nullptr, &proofs);
    add_all("proven", proofs.mistakes());
    agreement_.is_proof_left_out = proofs.is_left_out();
  }

  void by_reference() {
    const auto document = nlohmann::json::parse(sources_.file(file_).text);
    reference::Result reference;
    try {
      reference = reference::check(*policy_.model, document, options_.readings,
                                   turn_ ? kMostValues : reference::kNoLimit);
    } catch (const reference::TooDear&) {
      agreement_.is_reference_left_out = true;
      return;
    }
    if (reference.nothing_checked) {
      reference.report.verdict.reset();
      reference.report.open_questions.clear();
    }
    leave_out_unnamed(agreement_.report, reference.report);
    add_all("reference against machine", disagreements(reference.report, agreement_.report));
  }

  const Policy& policy_;
  const Document& document_;
  FileId file_;
  const Sources& sources_;
  MachineOptions options_;
  std::optional<std::size_t> turn_;
  Agreement& agreement_;
};

}  // namespace

DocumentReport evaluate_by_machine(const Policy& policy, FileId file, const Sources& sources,
                                   const ReadLimits& limits) {
  return run_machine(policy.program, file, sources, {}, limits);
}

Agreement evaluate_all_ways(const Policy& policy, FileId file, const Sources& sources,
                            const std::vector<std::uint32_t>& readings, std::optional<std::size_t> turn) {
  Agreement agreement;
  const auto document = read(policy.program, file, sources, agreement.report);
  const MachineOptions options{.slice_rows = MachineOptions::kWhole, .readings = readings};
  if (document) evaluate(policy.program, *document, sources, agreement.report, options);
  add_all("saved and loaded",
          disagreements(agreement.report, run_machine(policy.mapped, file, sources, readings)),
          agreement.disagreements);
  agreement.is_too_large = std::ranges::any_of(
      agreement.report.diagnostics.all(),
      [](const Diagnostic& diagnostic) { return diagnostic.kind == DiagnosticKind::DocumentTooLarge; });
  if (!document || agreement.is_too_large) return agreement;

  Ways(policy, *document, sources, readings, turn, agreement).compare();
  return agreement;
}

}  // namespace precept::test
