#include "testing/coverage/coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/pipeline.h"
#include "runtime/verify/open.h"

namespace precept::testing {

using program::PointKind;

namespace {

/// Longer excerpts are cut to this many bytes.
constexpr std::size_t kLongestExcerpt = 72;

/// The text on one line, without comments.
std::string on_one_line(std::string_view text) {
  std::string result;
  bool is_quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) is_quoted = !is_quoted;
    if (!is_quoted && text.substr(i).starts_with("--")) {
      i = std::min(text.find('\n', i), text.size() - 1);
    }
    bool is_blank = text[i] == ' ' || text[i] == '\n' || text[i] == '\r' || text[i] == '\t';
    if (!is_blank) result += text[i];
    if (is_blank && !result.empty() && result.back() != ' ') result += ' ';
  }
  while (result.ends_with(' ')) result.pop_back();
  return result;
}

std::string cut(std::string text) {
  if (text.size() <= kLongestExcerpt) return text;
  std::size_t end = kLongestExcerpt - 1;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

const char* words_before(PointKind kind) {
  switch (kind) {
    case PointKind::Ensure:
      return "ensure ";
    case PointKind::AppliesWhen:
      return "applies when ";
    case PointKind::When:
      return "when ";
    case PointKind::Unless:
      return "unless ";
    case PointKind::Act:
    case PointKind::Exception:
    case PointKind::Disjunct:
      return "";
  }
  return "";
}

/// The place of a norm about acts covers its first words only; this adds the acts behind them on the line.
Span with_acts(Span head, const Sources& sources) {
  std::string_view text = sources.file(head.file).text;
  std::string_view line = text.substr(head.begin, text.find('\n', head.begin) - head.begin);
  for (std::string_view next : {" when ", " unless ", " otherwise ", " --"})
    line = line.substr(0, line.find(next));
  while (line.ends_with(' ') || line.ends_with('\r')) line.remove_suffix(1);
  head.end = std::max(head.end, head.begin + static_cast<std::uint32_t>(line.size()));
  return head;
}

/// The place of an expression leaves out parentheses at its ends, even those of its first or last operand.
Span with_parentheses(Span place, const Sources& sources) {
  constexpr std::string_view kBlank = " \t\r\n";
  std::string_view text = sources.file(place.file).text;
  std::size_t to_close = 0, to_open = 0;
  for (char c : on_one_line(text.substr(place.begin, place.end - place.begin))) {
    if (c == '(') ++to_close;
    if (c == ')' && to_close == 0) ++to_open;
    if (c == ')' && to_close > 0) --to_close;
  }
  for (; to_close > 0; --to_close) {
    std::size_t at = text.find_first_not_of(kBlank, place.end);
    if (at == std::string_view::npos || text[at] != ')') break;
    place.end = static_cast<std::uint32_t>(at + 1);
  }
  for (; to_open > 0 && place.begin > 0; --to_open) {
    std::size_t at = text.find_last_not_of(kBlank, place.begin - 1);
    if (at == std::string_view::npos || text[at] != '(') break;
    place.begin = static_cast<std::uint32_t>(at);
  }
  return place;
}

void mark(std::vector<bool>& hits, const std::vector<bool>& more) {
  for (std::size_t i = 0; i < more.size(); ++i) hits[i] = hits[i] || more[i];
}

void count(const CoveragePoint& point, std::vector<CoverageRow>& rows) {
  auto row = std::ranges::find_if(rows, [&](const CoverageRow& each) {
    return each.name == point.owner && each.is_definition == point.in_definition;
  });
  if (row == rows.end()) row = rows.insert(rows.end(), CoverageRow{point.owner, point.in_definition, {}});
  row->share.add(point.is_hit);
}

/// The clause labels that the tests' expectations name.
std::set<std::string_view> named_clauses(const std::vector<const Test*>& tests) {
  std::set<std::string_view> named;
  for (const Test* test : tests) {
    for (const ResolvedExpectation& expected : test->expectations) {
      named.insert(expected.clause);
      if (expected.by) named.insert(expected.by->begin(), expected.by->end());
    }
  }
  return named;
}

}  // namespace

std::uint32_t Share::per_mille() const {
  return all == 0 ? 1000 : static_cast<std::uint32_t>(1000 * hit / all);
}

std::string Share::words() const {
  std::uint32_t tenths = per_mille();
  return tenths % 10 == 0 ? fmt::format("{} %", tenths / 10)
                          : fmt::format("{}.{} %", tenths / 10, tenths % 10);
}

namespace {

/// The words for what is missing; `both` stands between those for yes and those for no.
std::string words_of(const CoveragePoint& point, std::string_view yes, std::string_view no, bool both) {
  return both ? fmt::format("{} nor {}", yes, no) : std::string(point.wants_yes ? yes : no);
}

std::string missing_words(const CoveragePoint& point, bool both) {
  switch (point.kind) {
    case PointKind::Ensure:
    case PointKind::AppliesWhen:
    case PointKind::When:
    case PointKind::Unless:
      return fmt::format("`{}` was never {}", point.excerpt, words_of(point, "yes", "no", both));
    case PointKind::Act:
      return fmt::format("`{}` was never {} effect", point.excerpt, words_of(point, "in", "out of", both));
    case PointKind::Exception:
      return fmt::format("the exception `{}` never {} a norm", point.excerpt,
                         words_of(point, "defeated", "spared", both));
    case PointKind::Disjunct:
      return fmt::format("`{}` never decided its `or` alone", point.excerpt);
  }
  return {};
}

}  // namespace

std::string CoveragePoint::missing() const {
  std::string words = missing_words(*this, false);
  return is_impossible ? words + ", and cannot be: it is the same for every document" : words;
}

std::string CoveragePoint::missing_both() const {
  return missing_words(*this, true);
}

std::vector<MissingPlace> missing_places(const PolicyCoverage& coverage) {
  std::vector<MissingPlace> result;
  for (auto point = coverage.points.begin(); point != coverage.points.end(); ++point) {
    if (point->is_hit) continue;
    auto next = std::next(point);
    bool is_missed_both_ways = next != coverage.points.end() && !next->is_hit && next->kind == point->kind &&
                               next->place.begin == point->place.begin &&
                               next->place.file == point->place.file && !next->is_impossible &&
                               !point->is_impossible;
    result.push_back({&*point, is_missed_both_ways ? point->missing_both() : point->missing()});
    if (is_missed_both_ways) ++point;
  }
  return result;
}

Coverage::Coverage(const Suite& suite, Diagnostics& diagnostics) : suite_(suite) {
  for (const PolicyRevisions& policies : suite.policies) {
    Measured& measured = measured_[&policies];
    for (const auto& model : policies.models) {
      auto bytes = compile(*model, suite.sources, diagnostics, {.coverage = true});
      auto program = bytes ? open_program(std::move(*bytes)) : std::unexpected(ProgramError{});
      if (bytes && !program) {
        diagnostics.report(
            DiagnosticKind::ProgramUnverifiable, {},
            fmt::format("`{}`, compiled to measure its tests: {}", model->name, program.error().message));
      }
      if (!program) return;
      measured.hits.emplace_back(program->points.size(), false);
      measured.programs.push_back(std::move(*program));
    }
  }
}

TestResult Coverage::run(const Test& test) {
  Measured& measured = measured_.at(test.policies);
  std::vector<const Program*> programs;
  for (const Program& program : measured.programs) programs.push_back(&program);
  PointHits hits;
  TestResult result = testing::run(test, programs, &hits);
  std::lock_guard lock(mutex_);
  measured.tests.push_back(&test);
  for (std::size_t i = 0; i < programs.size(); ++i) {
    if (programs[i] == hits.program) mark(measured.hits[i], hits.points);
  }
  return result;
}

CoveragePoint Coverage::point(const model::Model& model, const Program& program,
                              const program::Point& from) const {
  CoveragePoint point;
  point.kind = from.kind;
  point.wants_yes = from.wants_yes != 0;
  point.is_impossible = from.is_impossible != 0;
  point.owner = program.text(from.owner);
  point.in_definition = from.in_definition != 0;
  point.place = {model.sources[from.place.source].file, from.begin, from.end};
  bool is_head = from.kind == PointKind::Act || from.kind == PointKind::Exception;
  point.place =
      is_head ? with_acts(point.place, suite_.sources) : with_parentheses(point.place, suite_.sources);
  point.excerpt = cut(words_before(from.kind) + on_one_line(suite_.sources.text(point.place)));
  return point;
}

PolicyCoverage Coverage::measured(const PolicyRevisions& policies, const Measured& of,
                                  std::size_t revision) const {
  const model::Model& model = *policies.models[revision];
  const Program& program = of.programs[revision];
  PolicyCoverage coverage{.policies = &policies, .file = policies.files[revision]};
  for (std::size_t i = 0; i < program.points.size(); ++i) {
    CoveragePoint each = point(model, program, program.points[i]);
    each.is_hit = of.hits[revision][i];
    coverage.share.add(each.is_hit);
    coverage.points.push_back(std::move(each));
  }
  std::ranges::stable_sort(coverage.points, {}, [](const CoveragePoint& each) {
    return std::tuple(each.place.file, each.place.begin, each.kind, !each.wants_yes);
  });
  std::set<std::string_view> named = named_clauses(of.tests);
  for (const model::Section& section : model.sections) {
    for (const model::Clause& clause : section.clauses) {
      if (clause.norms.empty()) continue;
      if (std::ranges::find(coverage.rows, clause.label, &CoverageRow::name) != coverage.rows.end()) continue;
      coverage.rows.push_back({clause.label, false, {}});
      if (!named.contains(clause.label)) coverage.unnamed.push_back(clause.label);
    }
  }
  for (const CoveragePoint& each : coverage.points) count(each, coverage.rows);
  return coverage;
}

std::vector<PolicyCoverage> Coverage::measured() const {
  std::vector<PolicyCoverage> result;
  for (const PolicyRevisions& policies : suite_.policies) {
    const Measured& of = measured_.at(&policies);
    if (of.tests.empty()) continue;
    for (std::size_t i = 0; i < of.programs.size(); ++i) result.push_back(measured(policies, of, i));
  }
  return result;
}

}  // namespace precept::testing
