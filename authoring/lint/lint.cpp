#include "authoring/lint/lint.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "authoring/lint/allowed.h"
#include "authoring/lint/look/rule.h"
#include "base/suggest.h"
#include "base/text.h"

namespace precept::lint {

namespace {

constexpr std::array kRules = {
#define LINT(kind, function, name) Rule{name, DiagnosticKind::kind, &function},
#define LINT_OF_ALLOWANCE(kind, name) Rule{name, DiagnosticKind::kind, nullptr},
#include "authoring/lint/look/rules.def"
};

/// Finds what lets findings pass, and says what is wrong with it.
class Allowances {
 public:
  Allowances(const Analysis& analysis, const Sources& sources, const Tests& tests) : sources_(sources) {
    for (const checking::PolicyFile& file : analysis.files().files)
      add(allowances_of(file.source, file.entry.parsed->tokens, sources));
    if (!tests) return;
    for (const ast::TestFile* file : *tests) add(allowances_in_tests(*file));
  }

  bool lets_pass(const Diagnostic& finding) {
    if (finding.labels.empty() || !finding.labels[0].span.has_place()) return false;
    const Span at = finding.labels[0].span;
    const std::uint32_t line = sources_.locate(at.file, at.begin).line;
    bool result = false;
    for (Allowance& each : all_) {
      const bool is_meant = each.span.file == at.file && each.rule == rule_of(finding.kind)->name &&
                            line >= each.first_line && line <= each.last_line;
      each.has_found |= is_meant;
      result |= is_meant && !each.reason.empty();
    }
    return result;
  }

  /// `looked`: whether a rule was looked at, since only then it can be known that it finds nothing.
  void report(const std::function<bool(const Rule&, FileId)>& looked, Diagnostics& to) const {
    for (const Allowance& each : all_) report(each, looked, to);
  }

 private:
  void add(std::vector<Allowance> found) {
    for (Allowance& each : found) all_.push_back(std::move(each));
  }

  /// Tests keep no tokens: a comment is what a line has behind its blanks.
  std::vector<Allowance> allowances_in_tests(const ast::TestFile& file) const {
    const std::string& text = sources_.file(file.source).text;
    std::vector<SourceToken> tokens;
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const std::size_t first = text.find_first_not_of(" \t\r", begin);
      if (first < end) {
        const bool is_comment = text.compare(first, 2, "--") == 0;
        tokens.push_back({is_comment ? TokenKind::Comment : TokenKind::Name,
                          {file.source, static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end)}});
      }
      begin = end + 1;
    }
    return allowances_of(file.source, tokens, sources_);
  }

  static void report(const Allowance& of, const std::function<bool(const Rule&, FileId)>& looked,
                     Diagnostics& to) {
    const Rule* rule = rule_named(of.rule);
    if (rule == nullptr || rule->find == nullptr) {
      std::vector<std::string_view> names;
      for (const Rule& each : kRules)
        if (each.find != nullptr) names.push_back(each.name);
      to.report(DiagnosticKind::AllowedUnknownRule, of.span,
                of.rule.empty() ? "no rule is named that is let pass"
                                : fmt::format("there is no rule `{}` to let pass", text_for_message(of.rule)))
          .with_help(did_you_mean(of.rule, names));
    } else if (of.reason.empty()) {
      to.report(DiagnosticKind::AllowedWithoutReason, of.span,
                fmt::format("`{}` is let pass without a reason, and so is not let pass", of.rule))
          .with_help(fmt::format("write `-- lint: allow {} \"…\"`, and why between the quotes", of.rule));
    } else if (!of.has_found && looked(*rule, of.span.file)) {
      to.report(DiagnosticKind::AllowedForNothing, of.span,
                fmt::format("`{}` finds nothing here that would be let pass", of.rule))
          .with_help("take the comment away, or put it on the line before the one that is meant");
    }
  }

  const Sources& sources_;
  std::vector<Allowance> all_;
};

Level level_of(const Rule& rule, const Options& options) {
  const auto level = options.levels.find(rule.name);
  return level == options.levels.end() ? Level::Warning : level->second;
}

bool is_wanted(const Rule& rule, const Options& options) {
  if (level_of(rule, options) == Level::Off) return false;
  return options.only.empty() || std::ranges::find(options.only, rule.name) != options.only.end();
}

/// Rules about comments that let findings pass need the findings of the rules that these name.
bool is_looked_at(const Rule& rule, const Tests& tests) {
  const bool is_of_tests =
      rule.kind >= DiagnosticKind::UntestedPolicy && rule.kind <= DiagnosticKind::IdleChange;
  return rule.find != nullptr && (!is_of_tests || tests.has_value());
}

void tell(Diagnostic finding, const Options& options, Diagnostics& to) {
  const Rule& rule = *rule_of(finding.kind);
  if (!is_wanted(rule, options)) return;
  if (level_of(rule, options) == Level::Error) finding.level = Severity::Error;
  finding.notes.push_back(fmt::format("this is the lint `{}`", rule.name));
  to.add(finding);
}

bool is_about_use(DiagnosticKind kind) {
  return kind >= DiagnosticKind::UnusedDefinition && kind <= DiagnosticKind::UnusedMember;
}

}  // namespace

std::span<const Rule> rules() {
  return kRules;
}

const Rule* rule_named(std::string_view name) {
  const auto found = std::ranges::find(kRules, name, &Rule::name);
  return found == kRules.end() ? nullptr : &*found;
}

const Rule* rule_of(DiagnosticKind kind) {
  const auto found = std::ranges::find(kRules, kind, &Rule::kind);
  return found == kRules.end() ? nullptr : &*found;
}

Diagnostics lint(const Analysis& analysis, const Sources& sources, const Tests& tests,
                 const Options& options) {
  Look look(analysis, sources, tests, options.all_users_known);
  for (const Rule& rule : kRules)
    if (is_looked_at(rule, tests) && is_wanted(rule, options)) rule.find(look);
  const Diagnostics& all = look.findings();
  Allowances allowances(analysis, sources, tests);
  Diagnostics result;
  std::set<std::tuple<DiagnosticKind, FileId, std::uint32_t, std::uint32_t>> seen;
  for (const Diagnostic& finding : all.all()) {
    const Span at = finding.labels.empty() ? Span{} : finding.labels[0].span;
    if (!seen.emplace(finding.kind, at.file, at.begin, at.end).second) continue;
    if (!allowances.lets_pass(finding)) tell(finding, options, result);
  }
  Diagnostics about;
  auto looked = [&](const Rule& rule, FileId file) {
    const bool can_know = !is_about_use(rule.kind) || look.knows_users(file);
    return can_know && is_looked_at(rule, tests) && is_wanted(rule, options);
  };
  allowances.report(looked, about);
  for (const Diagnostic& finding : about.all()) tell(finding, options, result);
  result.sort_by_place();
  return result;
}

Diagnostics joined(std::span<const Diagnostics> of_each, std::span<const Analysis* const> analyses) {
  using Key = std::tuple<DiagnosticKind, FileId, std::uint32_t, std::uint32_t>;
  auto key_of = [](const Diagnostic& finding) {
    const Span at = finding.labels.empty() ? Span{} : finding.labels[0].span;
    return Key(finding.kind, at.file, at.begin, at.end);
  };
  std::map<Key, std::size_t> found_by;
  std::map<FileId, std::size_t> seen_by;
  for (const Diagnostics& each : of_each)
    for (const Diagnostic& finding : each.all()) ++found_by[key_of(finding)];
  for (const Analysis* analysis : analyses)
    for (const checking::PolicyFile& file : analysis->files().files) ++seen_by[file.source];
  Diagnostics result;
  std::set<Key> told;
  for (const Diagnostics& each : of_each) {
    for (const Diagnostic& finding : each.all()) {
      const Key key = key_of(finding);
      const FileId file = std::get<1>(key);
      const bool needs_all = is_about_use(finding.kind) || finding.kind == DiagnosticKind::AllowedForNothing;
      if (needs_all && found_by[key] < seen_by[file]) continue;
      if (told.insert(key).second) result.add(finding);
    }
  }
  result.sort_by_place();
  return result;
}

}  // namespace precept::lint
