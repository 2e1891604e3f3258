#include "tools/commands/kinds_wanted.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.h"
#include "render/layout.h"

namespace precept::tools {

KindsWanted::KindsWanted(const std::vector<std::string>& policies, const std::string& project)
    : run_(settle({.policies = policies, .project = project})) {
  for (const std::string& policy : run_.arguments.policies) run_.engine.load(policy);
}

std::vector<KindShape> KindsWanted::of_name(const std::string& name, Diagnostics& diagnostics) const {
  std::vector<KindShape> kinds = kinds_of(run_.engine.policies());
  if (kinds.empty()) {
    diagnostics
        .report(DiagnosticKind::BadOption, {}, "there is no policy that would say what documents look like")
        .with_help("give one with --policy: a folder, a policy file or a compiled program");
    return {};
  }
  std::vector<std::string> names;
  for (const KindShape& kind : kinds) {
    if (std::ranges::find(names, kind.name()) == names.end()) names.push_back(kind.name());
  }
  if (!name.empty()) std::erase_if(kinds, [&](const KindShape& kind) { return kind.name() != name; });
  if (kinds.empty())
    diagnostics
        .report(DiagnosticKind::BadOption, {},
                fmt::format("no policy is about a document of kind `{}`", terminal_text(name)))
        .with_help(did_you_mean_or_list(name, {names.begin(), names.end()}, "the kinds"));
  return kinds;
}

}  // namespace precept::tools
