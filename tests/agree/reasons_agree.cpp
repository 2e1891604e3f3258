#include "tests/agree/reasons_agree.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/check/siblings.h"
#include "runtime/read/json/json.h"
#include "runtime/reasons/explain.h"
#include "runtime/reasons/norms.h"
#include "runtime/run/document_places.h"

namespace precept::test {
namespace {

constexpr std::uint32_t kMostRows = 3;
constexpr std::size_t kStride = 7919;  ///< a prime, so that all rows of a list have their turns

bool is_ground(Reason::Kind kind) {
  switch (kind) {
    case Reason::Kind::Fact:
    case Reason::Kind::Row:
    case Reason::Kind::Attestation:
    case Reason::Kind::Missing:
    case Reason::Kind::Note:
      return true;
    case Reason::Kind::Verdict:
    case Reason::Kind::Subject:
    case Reason::Kind::Norm:
    case Reason::Kind::Right:
    case Reason::Kind::Condition:
    case Reason::Kind::Definition:
    case Reason::Kind::Statement:
    case Reason::Kind::Element:
      break;
  }
  return false;
}

struct Leaves {
  std::size_t ground = 0, missing = 0, notes = 0;
};

class Walk {
 public:
  explicit Walk(std::vector<std::string>& mistakes) : mistakes_(mistakes) {}

  Leaves run(const Reason& reason) {
    leaves_ = {};
    visit(reason);
    return leaves_;
  }

 private:
  void visit(const Reason& reason) {
    if (reason.text.empty()) mistakes_.push_back(fmt::format("a {} without words", to_string(reason.kind)));
    if (is_ground(reason.kind)) {
      ++leaves_.ground;
      leaves_.missing += reason.kind == Reason::Kind::Missing;
      leaves_.notes += reason.kind == Reason::Kind::Note;
      bool has_place = reason.kind == Reason::Kind::Note || reason.at.line != 0;
      bool is_attestable = reason.kind == Reason::Kind::Missing;
      if (!has_place && !is_attestable) {
        mistakes_.push_back(fmt::format("no place of the {} “{}”", to_string(reason.kind), reason.text));
      }
    }
    for (const Reason& next : reason.because) visit(next);
  }

  std::vector<std::string>& mistakes_;
  Leaves leaves_;
};

}  // namespace

bool ReasonCheck::is_its_turn(std::uint32_t row, std::uint32_t rows) const {
  return turn_ ? row == *turn_ * kStride % rows : row < kMostRows;
}

void ReasonCheck::inspect(const RunView& view, const Results& results, DocumentPlaces& places,
                          DocumentReport& report) {
  Walk walk(mistakes_);
  auto hold = [&](const Reason& reason, bool is_open) {
    Leaves leaves = walk.run(reason);
    if (is_open && leaves.missing + leaves.notes == 0) {
      mistakes_.push_back(fmt::format("nothing is missing for “{}”", reason.text));
    }
  };
  NormReasons brief(view, results, places, false), full(view, results, places, true);
  std::size_t number = turn_.value_or(0);  // of what is explained
  auto explain = [&](bool is_open, auto&& explained_by) {
    ++number;
    if (!turn_ || number % 2 == 0) hold(explained_by(brief), is_open);
    if (!turn_ || number % 2 == 1) hold(explained_by(full), is_open);
  };
  for (std::uint32_t s = 0; s < view.sections.size(); ++s) {
    const program::Section& section = view.sections[s];
    auto norms = Program::in(view.program.norms, section.norms);
    for (std::uint32_t row = 0; row < results.section(s).rows; ++row) {
      if (!is_its_turn(row, results.section(s).rows)) continue;
      for (std::uint32_t i = 0; i < norms.size(); ++i) {
        if (norms[i].part_of != i) continue;
        bool is_ensured = !is_act_norm(norms[i].modality);
        explain(is_ensured && results.section(s).outcome(i, row) == Outcome::Undetermined,
                [&](NormReasons& by) { return by.norm(s, i, row); });
      }
      for (std::uint32_t act = 0; act < section.acts.count; ++act) {
        explain(results.section(s).right(act, row) == Right::Undetermined,
                [&](NormReasons& by) { return by.right(s, std::uint64_t{1} << act, row); });
      }
    }
  }
  for (const Finding& finding : report.findings) {
    if (!is_its_turn(finding.origin.row, results.section(finding.origin.section).rows)) continue;
    // By turns, what a norm ensures is explained with the norms alone; here it is in the same words.
    if (turn_ && finding.origin.norm && finding.acts.empty()) continue;
    explain(finding.outcome == Outcome::Undetermined, [&](NormReasons& by) { return by.finding(finding); });
  }
}

// ---- alone -------------------------------------------------------------------------------------------

namespace {

/// Of a run of the whole document, without a word to it of whom it is about.
class WholeRunExplainer : public RunInspector {
 public:
  explicit WholeRunExplainer(const Question& question) : explainer_(question) {}
  void inspect(const RunView& view, const Results& results, DocumentPlaces& places,
               DocumentReport& report) override {
    explainer_.inspect(view, results, places, report);
  }
  const std::optional<Reason>& answer() const { return explainer_.answer(); }

 private:
  Explainer explainer_;
};

void add_lines(const Reason& reason, std::size_t depth, std::string& to) {
  to += fmt::format("{:{}}{} {} {} {} {}:{} {}:{}\n", "", depth, to_string(reason.kind), reason.text,
                    reason.subject, reason.value, reason.at.line, reason.at.column, reason.rule.file,
                    reason.rule.line);
  for (const Reason& next : reason.because) add_lines(next, depth + 1, to);
}

/// All but the head.
std::string lines_of(const std::optional<Reason>& answer) {
  std::string lines;
  if (!answer) return "no answer";
  for (const Reason& reason : answer->because) add_lines(reason, 0, lines);
  return lines;
}

bool is_same(const Reason& one, const Reason& other) {
  const bool has_same_places = one.at.line == other.at.line && one.at.column == other.at.column &&
                               one.rule.line == other.rule.line && one.rule.file == other.rule.file;
  return has_same_places && one.kind == other.kind && one.text == other.text &&
         one.subject == other.subject && one.value == other.value &&
         std::ranges::equal(one.because, other.because, is_same);
}

/// The heads, which name the verdict or the subject, may differ.
bool is_same_answer(const std::optional<Reason>& one, const std::optional<Reason>& other) {
  if (!one || !other) return !one && !other;
  return std::ranges::equal(one->because, other->because, is_same);
}

}  // namespace

std::vector<std::string> explained_alone(const Program& program, FileId file, const Sources& sources,
                                         std::uint32_t unit, const std::vector<std::uint32_t>& readings,
                                         std::optional<std::size_t> turn) {
  std::vector<std::string> mistakes;
  Diagnostics ignored;
  const MachineOptions options{.slice_rows = MachineOptions::kWhole, .readings = readings};
  auto sections = Program::in(program.sections, program.units[unit].sections);
  if (turn) sections = sections.subspan(*turn / 2 % sections.size(), 1);
  for (const program::Section& section : sections) {
    if (section.level == 0) continue;
    auto document = read_json(file, sources, program, unit, ignored);
    if (document->rows(section.level) == 0) continue;
    DocumentPlaces places(program, *document, sources);
    Subject subject{section.level, document->rows(section.level) - 1};
    Question question{.subject = places.pointer(subject.level, subject.row),
                      .is_full = !turn || *turn % 2 == 0};
    WholeRunExplainer whole_run(question);
    DocumentReport whole, part;
    evaluate(program, *document, sources, whole, options, {}, nullptr, &whole_run);
    if (!whole.verdict) continue;  // nothing was checked
    Explainer alone(question);
    auto found = alone.subject(program, *document, places);
    if (!found || found->level != subject.level || found->row != subject.row) {
      mistakes.push_back(fmt::format("{} was not found", question.subject));
      continue;
    }
    subject = leave_out_siblings(program, *document, subject);
    evaluate(program, *document, sources, part, options, {.only = subject}, nullptr, &alone);
    if (is_same_answer(whole_run.answer(), alone.answer())) continue;
    mistakes.push_back(fmt::format("{} among all:\n{}and alone:\n{}", question.subject,
                                   lines_of(whole_run.answer()), lines_of(alone.answer())));
  }
  return mistakes;
}

}  // namespace precept::test
