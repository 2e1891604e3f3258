// What an expression is, and what a name means.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "authoring/console/probe.h"
#include "authoring/console/workbench.h"
#include "authoring/handbook/sentences.h"
#include "authoring/handbook/written.h"
#include "base/suggest.h"
#include "compiler/ast/written_name.h"
#include "compiler/policy_files.h"
#include "render/layout.h"

namespace precept::console {

namespace {

constexpr std::string_view kOrNone = " or none", kListOf = "list of ";

bool is_name_part(unsigned char c) {
  return std::isalnum(c) != 0 || c == '_' || c == '`' || c >= 0x80;
}

/// A part of an answer that has several: "people: {precept_answer.people}".
std::string part(const model::Field& field) {
  const std::string place = fmt::format("{}.{}", kAnswer, ast::written_name(field.name));
  if (field.type.is(model::TypeKind::Record)) return field.name + ": …";
  if (!field.type.is(model::TypeKind::List)) return fmt::format("{}: {{{}}}", field.name, place);
  return field.type.or_none ? field.name + ": …" : fmt::format("{}: {{names of {}}}", field.name, place);
}

std::string parts(const auto& fields) {
  std::string message;
  for (const model::Field& field : fields) message += (message.empty() ? "" : kBetweenParts) + part(field);
  return message;
}

/// The norm that tells an answer of this type.
ProbeNorm norm_for(std::string type, const model::Model& policy) {
  ProbeNorm norm{.demand = "no", .message = {}, .condition = {}};
  if (type == "truth") return {.demand = kAnswer, .message = {}, .condition = {}};
  const bool may_be_none = type.ends_with(kOrNone);
  if (may_be_none) type.resize(type.size() - kOrNone.size());
  const auto record = std::ranges::find(policy.records, type, &model::Record::name);
  const auto table = std::ranges::find(policy.tables, type, &model::Table::name);
  if (type.starts_with(kListOf)) {
    norm.message = fmt::format("{{count({0})}}{1}{{names of {0}}}", kAnswer, kBetweenParts);
  } else if (record != policy.records.end()) {
    norm.message = parts(record->fields);
  } else if (table != policy.tables.end()) {
    norm.message = parts(table->columns);
  } else {
    norm.message = fmt::format("{{{}}}", kAnswer);
    return norm;
  }
  if (may_be_none) norm.condition = fmt::format("{} is given", kAnswer);
  return norm;
}

std::string questions_of(const Finding& finding) {
  std::string told;
  for (const OpenPoint& point : finding.missing)
    told += fmt::format("\n  open: {}", point.asks.empty() ? point.subject : point.asks);
  return told;
}

/// The message of an answer: on one line, or with a line for each of its parts.
std::string laid_out(std::string_view message) {
  constexpr std::string_view kBetween = kBetweenParts;
  if (message.find(kBetween) == std::string_view::npos) return std::string(message);
  std::string told;
  while (true) {
    const std::size_t end = message.find(kBetween);
    told += fmt::format("\n  {}", message.substr(0, end));
    if (end == std::string_view::npos) return told;
    message.remove_prefix(end + kBetween.size());
  }
}

}  // namespace

std::optional<Finding> Workbench::finding_of(std::vector<std::byte> program, std::string& told) {
  Engine engine;
  engine.load_text(policy_file_.string() + std::string(kProgramEnding),
                   std::string(reinterpret_cast<const char*>(program.data()), program.size()));
  engine.set({.readings = settings_.readings, .today = settings_.today});
  DocumentCheck document = opened(engine);
  const DocumentReport& report = document.check();
  const auto found = std::ranges::find(report.findings, kProbeLabel, &Finding::clause);
  if (found != report.findings.end()) return *found;
  has_mistake_ = true;
  told += engine.mistakes_text(settings_.color) + document.in_words(report.diagnostics, settings_.color);
  return std::nullopt;
}

/// Empty where the reason was told.
std::string Workbench::value_of(Probe& probe, std::string& told) {
  auto program = probe.compiled(norm_for(probe.type(), *policy_));
  if (!program) {
    told += fail(probe.mistakes(), probe.sources());
    return {};
  }
  const std::optional<Finding> finding = finding_of(std::move(*program), told);
  if (!finding) return {};
  const bool is_truth = probe.type() == "truth";
  switch (finding->outcome) {
    case Outcome::Satisfied:
      return "yes";
    case Outcome::Violated:
      return is_truth ? "no" : laid_out(finding->message);
    case Outcome::NotApplicable:
      return "none";
    case Outcome::Undetermined:
      break;
  }
  return "unknown" + questions_of(*finding);
}

std::string Workbench::ask(const std::string& expression) {
  const model::Section* about = section();
  if (about == nullptr) {
    has_mistake_ = true;
    return fmt::format("the policy is about no document of this kind; :load takes another\n");
  }
  Probe probe(policy_file_, policy_text_,
              {expression, policy_->records[about->record].name, about->document->name});
  std::string told;
  if (probe.type().empty()) {
    told = fail(probe.mistakes(), probe.sources());
    return told.empty() ? "nothing can be asked like that\n" : told;
  }
  const std::string value = value_of(probe, told);
  if (value.empty()) return told;
  if (value.starts_with('\n')) {
    told += probe.type() + value;
  } else {
    const std::size_t first = std::min(value.find('\n'), value.size());
    told += fmt::format("{} : {}{}", value.substr(0, first), probe.type(), value.substr(first));
  }
  return rendering::terminal_lines(told) + "\n";
}

std::string Workbench::type_of(const std::string& expression) {
  const model::Section* about = section();
  if (about == nullptr) return {};
  const Probe probe(policy_file_, policy_text_,
                    {expression, policy_->records[about->record].name, about->document->name});
  return probe.type().empty() ? fail(probe.mistakes(), probe.sources()) : probe.type() + "\n";
}

std::string Workbench::describe(std::string_view name) const {
  const handbook::Sentences sentences(*policy_, *sources_);
  std::string told;
  std::vector<std::string_view> known;
  const auto look = [&](const auto& declared) {
    for (const auto& each : declared) {
      known.push_back(each.name);
      if (each.name == name) told += handbook::written_at(*sources_, each.span);
    }
  };
  look(policy_->enums);
  look(policy_->records);
  look(policy_->tables);
  look(policy_->readings);
  look(policy_->defines);
  look(policy_->judgements);
  for (const model::Section& section : policy_->sections) {
    for (const model::Clause& clause : section.clauses) {
      known.push_back(clause.label);
      if (clause.label != name) continue;
      told += handbook::written_at(*sources_, clause.span);
      for (const std::uint32_t norm : clause.norms)
        told += "  " + sentences.norm(section, section.norms[norm]) + "\n";
    }
  }
  if (!told.empty()) return rendering::terminal_lines(told);
  const std::string help = did_you_mean(name, known);
  return fmt::format("the policy has no `{}`{}\n", rendering::terminal_text(name),
                     help.empty() ? "" : "; " + help);
}

std::vector<std::string> Workbench::completions(const std::string& typed) const {
  const model::Section* about = section();
  if (about == nullptr) return {};
  std::size_t begin = typed.size();
  while (begin > 0 && is_name_part(static_cast<unsigned char>(typed[begin - 1]))) --begin;
  const std::string begun = typed.substr(begin);
  const Probe probe(policy_file_, policy_text_,
                    {typed.substr(0, begin), policy_->records[about->record].name, about->document->name});
  std::vector<std::string> names = probe.names_at_end();
  std::erase_if(names, [&](const std::string& name) { return !name.starts_with(begun); });
  return names;
}

}  // namespace precept::console
