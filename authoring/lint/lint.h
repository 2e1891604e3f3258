// The face of lint/: what is suspicious of a policy that compiles. Each rule has a page in docs/lints.
//
//     clause visitors
//       shall not enter
//         when g.age < 12 and g.age > 65
//
// gives W9020, `contradiction`, at `g.age > 65`: what stands before it rules it out.
//
// A finding is let pass by a comment at the end of its line or on the line before, which has to say why:
//
//     -- lint: allow contradiction "the text says so, and is being amended"
//
// It works on one analysis in memory, so that an editor can ask at each keystroke. Nothing is read here.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "authoring/lint/look/look.h"
#include "base/diagnostic.h"
#include "compiler/analysis/analysis.h"

namespace precept::lint {

/// A rule by its name, the kind of what it finds, and the rule as code. `find` is empty for the rules about
/// comments that let findings pass, which are always looked at.
struct Rule {
  std::string_view name;
  DiagnosticKind kind{};
  void (*find)(Look&) = nullptr;
};
std::span<const Rule> rules();
/// Null where there is no rule of this name, or the kind is no lint's.
const Rule* rule_named(std::string_view name);
const Rule* rule_of(DiagnosticKind kind);

enum class Level { Off, Warning, Error };
/// What a project makes of rules, by their names; of the others a finding is a warning.
using Levels = std::map<std::string, Level, std::less<>>;

struct Options {
  Levels levels;
  std::vector<std::string> only;  ///< these rules; empty: all
  /// Of these modules every policy that uses them is looked at too (see `joined`): what none uses is told.
  AllUsersKnown all_users_known;
};

/// What the rules find, sorted by place, with the notes and edits of each. The analysis must have a model.
/// Without tests (`Tests` is none) the rules about tests find nothing.
Diagnostics lint(const Analysis& analysis, const Sources& sources, const Tests& tests = std::nullopt,
                 const Options& options = {});

/// What is found of several policies that share modules (and `Sources`), each once. That something in a
/// module is not used counts only where none of the policies uses it.
Diagnostics joined(std::span<const Diagnostics> of_each, std::span<const Analysis* const> analyses);

}  // namespace precept::lint
