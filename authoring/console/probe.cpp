#include "authoring/console/probe.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/ast/written_name.h"
#include "compiler/pipeline.h"

namespace precept::console {

Probe::Probe(std::filesystem::path file, const std::string& text, Asked asked)
    : file_(std::move(file)), asked_(std::move(asked)) {
  before_ =
      fmt::format("{}\n\nabout {} {}\n\nclause \"{}\"\n  let {} = ", text, ast::written_name(asked_.kind),
                  ast::written_name(asked_.variable), kProbeLabel, kAnswer);
  begin_ = static_cast<std::uint32_t>(before_.size());
  end_ = begin_ + static_cast<std::uint32_t>(asked_.expression.size());
  analyze();
}

std::string Probe::with_clause(const std::string& rest) const {
  return before_ + asked_.expression + "\n" + rest;
}

namespace {

/// What stands behind the expression nobody typed: it is the end.
void say_end(std::string& message) {
  for (const std::string_view word : {"`informative`", "`should`"}) {
    if (const std::size_t at = message.find(word); at != std::string::npos)
      message.replace(at, word.size(), "the end");
  }
}

}  // namespace

/// What is wrong with the expression, and its type. The clause does not use the answer yet, whatever it is.
void Probe::analyze() {
  sources_ = std::make_unique<Sources>();
  root_ = sources_->add(file_.string(), with_clause("  informative \"asked\"\n"));
  analysis_.emplace(precept::analyze(root_, *sources_));
  const auto answer = begin_ - 4;  // within the name before ` = `
  if (const auto declared = analysis_->declaration_at(root_, answer)) type_ = analysis_->type_of(*declared);
  take_mistakes(analysis_->diagnostics(), *sources_);
  if (mistakes_.has_errors() || type_ == "an unknown type") type_.clear();
}

Span Probe::moved(Span span) const {
  if (span.file != root_ || span.begin < begin_) return span;
  const auto place = [&](std::uint32_t at) { return std::min(at, end_) - begin_; };
  return {typed_, place(span.begin), place(std::max(span.begin, span.end))};
}

/// Of the mistakes those that begin in what was typed, with their places there; what begins behind it has
/// its cause at its end.
void Probe::take_mistakes(const Diagnostics& found, const Sources& sources) {
  shown_ = std::make_unique<Sources>(&sources);
  typed_ = shown_->add("typed", asked_.expression);
  mistakes_ = {};
  for (Diagnostic each : found.all()) {
    const bool is_typed = !each.labels.empty() && each.labels.front().span.file == root_ &&
                          each.labels.front().span.begin >= begin_;
    if (!is_typed) continue;
    const auto is_behind = [&](const Label& label) { return label.span.begin >= end_; };
    if (std::ranges::any_of(each.labels, is_behind)) say_end(each.message);
    // A further place in what nobody typed is none.
    each.labels.erase(std::remove_if(each.labels.begin() + 1, each.labels.end(), is_behind),
                      each.labels.end());
    for (Label& label : each.labels) label.span = moved(label.span);
    each.edits.clear();
    mistakes_.add(each);
  }
}

std::optional<std::vector<std::byte>> Probe::compiled(const ProbeNorm& norm) {
  std::string rest = fmt::format("  should ensure {}\n", norm.demand);
  if (!norm.message.empty()) rest += fmt::format("    otherwise \"{}\"\n", norm.message);
  if (!norm.condition.empty()) rest += fmt::format("    when {}\n", norm.condition);
  auto sources = std::make_unique<Sources>();
  sources->replace(file_.string(), with_clause(rest));
  Diagnostics found;
  const auto policy =
      read_policy(file_, *sources, found, SourceLock::Ignore, {.unused = UnusedReadings::Allow});
  auto bytes = policy ? compile(*policy, *sources, found) : std::nullopt;
  if (!bytes) {
    root_ = 0;
    sources_ = std::move(sources);
    take_mistakes(found, *sources_);
    // What fits nowhere in the answer is told as it is.
    if (!mistakes_.has_errors()) mistakes_.add(found);
  }
  return bytes;
}

std::vector<std::string> Probe::names_at_end() const {
  std::vector<std::string> names;
  for (const analysis::DeclarationId id : analysis_->visible_at(root_, end_)) {
    std::string name = ast::written_name(analysis_->declarations()[id].name);
    if (name != kAnswer) names.push_back(std::move(name));
  }
  std::ranges::sort(names);
  const auto [first, last] = std::ranges::unique(names);
  names.erase(first, last);
  return names;
}

}  // namespace precept::console
