#include "engine/project/lint_levels.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "base/suggest.h"
#include "base/text.h"

namespace precept::input {

std::string lint_name(DiagnosticKind kind) {
  if (!std::string_view(info(kind).code).starts_with("W9")) return {};
  std::string result;
  for (const char c : std::string_view(info(kind).name)) {
    const auto letter = static_cast<unsigned char>(c);
    if (std::isupper(letter) != 0 && !result.empty()) result += '-';
    result += static_cast<char>(std::tolower(letter));
  }
  return result;
}

void read_lint_level(const toml::PlacedText& name, const toml::PlacedText& level, Project& project,
                     Diagnostics& diagnostics) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < diagnostic_kind_count(); ++i) {
    const std::string known = lint_name(static_cast<DiagnosticKind>(i));
    if (!known.empty()) names.push_back(known);
  }
  if (std::ranges::find(names, name.value) == names.end()) {
    diagnostics
        .report(DiagnosticKind::TomlKey, name.place,
                fmt::format("there is no lint `{}`", text_for_message(name.value)))
        .with_help(did_you_mean(name.value, {names.begin(), names.end()}));
    return;
  }
  const std::vector<std::string_view> levels = {"off", "warning", "error"};
  const auto found = std::ranges::find(levels, level.value);
  if (found == levels.end()) {
    diagnostics
        .report(DiagnosticKind::TomlValue, level.place,
                fmt::format("`{}` is `{}`; a lint is `off`, a `warning` or an `error`", name.value,
                            text_for_message(level.value)))
        .with_help(did_you_mean(level.value, levels));
    return;
  }
  project.lints.push_back({name.value, static_cast<LintLevel>(found - levels.begin()), name.place});
}

}  // namespace precept::input
