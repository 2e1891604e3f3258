#include "render/html/reason_collector.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "render/layout.h"
#include "runtime/phrasing/wording.h"
#include "runtime/reasons/norms.h"

namespace precept::rendering {

namespace {

/// How many of a subject's fields are shown beside its name.
constexpr std::size_t kMostFacts = 8;

class Collector {
 public:
  Collector(const RunView& view, const Results& results, DocumentPlaces& places, const DocumentReport& report,
            bool is_brief)
      : is_brief_(is_brief),
        view_(view),
        results_(results),
        places_(places),
        report_(report),
        wording_(view, places),
        norms_(view, results, places, false) {
    for (const Finding& finding : report.findings) {
      const FindingOrigin& from = finding.origin;
      if (from.norm) act_findings_.insert({{from.section, *from.norm, from.row}, finding.outcome});
    }
  }

  std::vector<std::optional<Reason>> findings() {
    std::vector<std::optional<Reason>> reasons(report_.findings.size());
    std::size_t count = 0;
    for (std::size_t i = 0; i < reasons.size(); ++i) {
      const Finding& finding = report_.findings[i];
      bool is_news = finding.outcome == Outcome::Violated || finding.outcome == Outcome::Undetermined;
      if (is_news && count++ < ReasonCollector::kMostFindings)
        reasons[i] = is_brief_ ? Reason{} : norms_.finding(finding);
    }
    return reasons;
  }

  std::vector<ExplainedSubject> subjects(ReasonPool& pool) {
    std::vector<ExplainedSubject> subjects;
    for (std::uint32_t s = 0; s < view_.sections.size(); ++s) {
      const program::Section& section = view_.sections[s];
      if (section.acts.count == 0) continue;
      for (std::uint32_t row = 0; row < results_.section(s).rows; ++row) {
        if (subjects.size() == ReasonCollector::kMostSubjects) return subjects;
        subjects.push_back(subject(s, row, pool));
      }
    }
    return subjects;
  }

  /// Counts the outcomes of every clause, also of those that only forbid, discourage or permit.
  std::vector<ClauseCounts> clauses() const {
    std::vector<ClauseCounts> counts(view_.clauses.size());
    for (std::uint32_t s = 0; s < view_.sections.size(); ++s) {
      auto norms = Program::in(view_.program.norms, view_.sections[s].norms);
      for (std::uint32_t i = 0; i < norms.size(); ++i) {
        if (is_act_norm(norms[i].modality) && norms[i].part_of != i) continue;
        ClauseCounts& clause = counts[norms[i].clause];
        clause.clause = view_.text(view_.clauses[norms[i].clause].label);
        for (std::uint32_t row = 0; row < results_.section(s).rows; ++row) ++of(clause, outcome(s, i, row));
      }
    }
    std::erase_if(counts, [](const ClauseCounts& clause) { return clause.clause.empty(); });
    return counts;
  }

 private:
  static std::size_t& of(ClauseCounts& clause, Outcome outcome) {
    switch (outcome) {
      case Outcome::Satisfied:
        return clause.satisfied;
      case Outcome::Violated:
        return clause.violated;
      case Outcome::Undetermined:
        return clause.undetermined;
      case Outcome::NotApplicable:
        break;
    }
    return clause.not_applicable;
  }

  /// The outcome of a norm. For a norm about acts: its finding; without one it is satisfied where it applied.
  Outcome outcome(std::uint32_t section, std::uint32_t norm, std::uint32_t row) const {
    auto norms = Program::in(view_.program.norms, view_.sections[section].norms);
    if (!is_act_norm(norms[norm].modality)) return results_.section(section).outcome(norm, row);
    auto found = act_findings_.find({section, norm, row});
    if (found != act_findings_.end()) return found->second;
    for (std::uint32_t part = norm; part < norms.size(); ++part) {
      if (norms[part].part_of == norm && results_.section(section).applied(part, row) != Truth::No)
        return Outcome::Satisfied;
    }
    return Outcome::NotApplicable;
  }

  ExplainedSubject subject(std::uint32_t s, std::uint32_t row, ReasonPool& pool) {
    const program::Section& section = view_.sections[s];
    ExplainedSubject result;
    if (is_brief_) {
      for (std::uint32_t act = 0; act < section.acts.count; ++act)
        result.is_done.push_back(results_.section(s).done(act, row) == Truth::Yes);
      return result;
    }
    result.subject.name = terminal_text(norms_.who(s, row));
    result.subject.pointer = places_.pointer(section.level, row);
    result.facts = facts(section.level, row);
    for (std::uint32_t act = 0; act < section.acts.count; ++act) {
      result.reasons.push_back(
          pool.add(norms_.right(s, std::uint64_t{1} << act, row), result.subject, report_.file));
      result.is_done.push_back(results_.section(s).done(act, row) == Truth::Yes);
    }
    return result;
  }

  /// The subject's fields that the policy reads and that have a telling value, in words.
  std::string facts(std::uint32_t level, std::uint32_t row) const {
    std::string result;
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < view_.columns.size() && count < kMostFacts; ++i) {
      const program::Column& column = view_.columns[i];
      if (level == 0 || column.level != level || i == view_.levels[level].name_column) continue;
      if (column.type == ValueType::Presence || column.path.count == 0) continue;
      std::string label(view_.text(column.path).substr(1));
      std::ranges::replace(label, '_', ' ');
      std::ranges::replace(label, '/', ' ');
      if (!says_something(i, row)) continue;
      if (count++ != 0) result += " · ";
      bool is_mark = column.type == ValueType::Truth;  // a truth is told only where it is yes
      result +=
          is_mark ? label : view_.words(say::NameAndText, label, terminal_text(wording_.column(i, row)));
    }
    return result;
  }

  /// Whether the field has a value other than no or empty.
  bool says_something(std::uint32_t column, std::uint32_t row) const {
    const ColumnData& data = view_.document.columns[column];
    switch (view_.columns[column].kind) {
      case RegisterKind::Int: {
        Interval value{data.low[row], data.high.empty() ? data.low[row] : data.high[row]};
        return !value.is_none() && !value.is_unknown();
      }
      case RegisterKind::Set:
        return data.masks[row] != 0 && (data.masks[row] & (kUnknownSet | kNoneSet)) == 0;
      case RegisterKind::Code:
      case RegisterKind::Truth:
      case RegisterKind::Result:
        break;
    }
    const std::int32_t code = view_.document.code(view_.program, column, row);
    return view_.columns[column].type == ValueType::Truth ? code == 1 : code >= 0;
  }

  const bool is_brief_;
  const RunView& view_;
  const Results& results_;
  DocumentPlaces& places_;
  const DocumentReport& report_;
  std::map<std::array<std::uint32_t, 3>, Outcome> act_findings_;  ///< by section, norm and row
  Wording wording_;
  NormReasons norms_;
};

}  // namespace

void ReasonCollector::inspect(const RunView& view, const Results& results, DocumentPlaces& places,
                              DocumentReport& report) {
  clear();
  if (!report.verdict && !report.is_noted_only()) return;
  Collector collector(view, results, places, report, is_brief_);
  findings_ = collector.findings();
  subjects_ = collector.subjects(pool_);
  if (!is_brief_) clauses_ = collector.clauses();
}

}  // namespace precept::rendering
