#include "tests/generate/statistics.h"

#include <fmt/format.h>

namespace precept::generate {

namespace {

const std::vector<std::string> kForms{"constant", "variable",    "field",     "look-up", "column",
                                      "reading",  "known truth", "unary",     "binary",  "in {…}",
                                      "if",       "quantifier",  "aggregate", "filter",  "set literal",
                                      "call",     "reaches",     "judgement", "in words"};
const std::vector<std::string> kOperators{
#define OPERATOR(name, spelling, notation, form, instruction, operands, changed_to, change) #name,
#include "compiler/ast/operators.def"
#undef OPERATOR
};
const std::vector<std::string> kQuantifiers{"some", "every"};
const std::vector<std::string> kAggregates{"count", "count distinct", "sum", "min", "max", "the"};
const std::vector<std::string> kModalities{"shall", "should", "encourage", "may", "shall not", "should not"};
const std::vector<std::string> kVerdicts{"compliant", "non-compliant", "undetermined", "nothing checked"};
const std::vector<std::string> kOutcomes{"not-applicable", "satisfied", "violated", "undetermined"};
const std::vector<std::string> kRights{"silent", "permitted", "discouraged", "forbidden", "undetermined"};
const std::vector<std::string> kOpen{"judgement", "field", "table"};
const std::vector<std::string> kDefeat{"ensure defeated", "act defeated", "right by otherwise",
                                       "finding by otherwise", "message of the policy"};

template <class E>
std::size_t index(E value) {
  return static_cast<std::size_t>(value);
}

}  // namespace

Statistics::Statistics() {
  const std::map<std::string, std::vector<std::string>> all{
      {"expression", kForms},     {"operator", kOperators}, {"quantifier", kQuantifiers},
      {"aggregate", kAggregates}, {"norm", kModalities},    {"verdict", kVerdicts},
      {"finding", kOutcomes},     {"right", kRights},       {"open", kOpen},
      {"also", kDefeat}};
  for (const auto& [group, names] : all)
    for (const std::string& name : names) groups_[group][name] = 0;
}

void Statistics::add(const model::Model& policy) {
  using model::ExprKind;
  for (const model::Expr& expr : policy.expressions) {
    ++groups_["expression"][kForms.at(index(expr.kind))];
    const bool has_operator =
        expr.kind == ExprKind::Unary || expr.kind == ExprKind::Binary || expr.kind == ExprKind::InConstants;
    if (has_operator) ++groups_["operator"][kOperators.at(index(expr.op))];
    if (expr.kind == ExprKind::Quantifier) ++groups_["quantifier"][kQuantifiers.at(index(expr.quantifier))];
    if (expr.kind == ExprKind::Aggregate) ++groups_["aggregate"][kAggregates.at(index(expr.aggregate))];
  }
  for (const model::Section& section : policy.sections) {
    for (const model::Norm& norm : section.norms) {
      ++groups_["norm"][kModalities.at(index(norm.modality))];
      if (!norm.defeaters.empty()) ++groups_["also"][norm.ensures ? "ensure defeated" : "act defeated"];
    }
  }
}

void Statistics::add(const DocumentReport& report) {
  ++groups_["verdict"][report.verdict ? to_string(*report.verdict) : "nothing checked"];
  for (const Finding& finding : report.findings) {
    ++groups_["finding"][to_string(finding.outcome)];
    if (finding.clause == "otherwise") ++groups_["also"]["finding by otherwise"];
    if (finding.message.starts_with("it says")) ++groups_["also"]["message of the policy"];
  }
  for (const SubjectRights& subject : report.rights) {
    for (const ActRight& act : subject.acts) {
      ++groups_["right"][to_string(act.right)];
      if (act.by == std::vector<std::string>{"otherwise"}) ++groups_["also"]["right by otherwise"];
    }
  }
  for (const OpenPoint& point : report.open_questions) {
    const char* kind = !point.judgement.empty() ? "judgement" : point.about.empty() ? "field" : "table";
    ++groups_["open"][kind];
  }
}

std::vector<std::string> Statistics::missing() const {
  std::vector<std::string> result;
  for (const auto& [group, counts] : groups_)
    for (const auto& [name, count] : counts)
      if (count == 0) result.push_back(group + " " + name);
  return result;
}

std::string Statistics::table() const {
  std::string text;
  for (const auto& [group, counts] : groups_) {
    std::size_t all = 0;
    for (const auto& [name, count] : counts) all += count;
    std::string line = fmt::format("{:10} {:>9}:", group, all);
    for (const auto& [name, count] : counts) {
      const double share = all == 0 ? 0.0 : 100.0 * static_cast<double>(count) / static_cast<double>(all);
      line += fmt::format("  {} {:.1f}%", name, share);
    }
    text += line + "\n";
  }
  return text;
}

}  // namespace precept::generate
