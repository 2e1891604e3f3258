// Lints of texts that lie in no file.
#pragma once

#include <doctest/doctest.h>

#include <deque>
#include <map>
#include <string>

#include "authoring/lint/lint.h"
#include "compiler/parse/parse_tests.h"

namespace precept::test {

/// A policy with its tests, and what the linter finds in it.
struct Looked {
  Sources sources;
  ParseCache parsed;
  std::deque<ast::Arena> arenas;
  std::deque<ast::TestFile> trees;
  std::optional<Analysis> analysis;
  Diagnostics found;

  explicit Looked(const std::string& policy, const lint::Options& options = {}, const char* tests = nullptr,
                  const std::map<std::string, std::string>& others = {}) {
    for (const auto& [name, text] : others) sources.replace(name, text);
    analysis.emplace(analyze(sources.add("hall.precept", policy), sources, {.parsed = &parsed}));
    REQUIRE_MESSAGE(analysis->model() != nullptr,
                    diagnostics_text(analysis->diagnostics(), sources, Color::Off));
    lint::Tests known;
    if (tests != nullptr) {
      Diagnostics mistakes;
      known.emplace();
      known->push_back(
          parse_tests(sources.add("hall_test.precept", tests), sources, arenas.emplace_back(), mistakes));
      REQUIRE(!mistakes.has_errors());
    }
    found = lint::lint(*analysis, sources, known, options);
  }

  /// "never-applies double-negation", in the order of their places.
  std::string names() const {
    std::string result;
    for (const Diagnostic& each : found.all())
      result += (result.empty() ? "" : " ") + std::string(lint::rule_of(each.kind)->name);
    return result;
  }
};

}  // namespace precept::test
