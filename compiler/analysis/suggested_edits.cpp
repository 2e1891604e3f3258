#include "compiler/analysis/suggested_edits.h"

#include <fmt/format.h>

#include <algorithm>

namespace precept::analysis {

namespace {

bool is_one_word(std::string_view text) {
  const auto is_part = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !text.empty() && std::ranges::all_of(text, is_part);
}

/// What stands between the two; empty where the help is another.
std::string_view inside_of(std::string_view help, std::string_view begin, std::string_view end) {
  const bool is_it =
      help.size() > begin.size() + end.size() && help.starts_with(begin) && help.ends_with(end);
  if (!is_it) return {};
  std::string_view inside = help.substr(begin.size(), help.size() - begin.size() - end.size());
  return inside.find('`') == std::string_view::npos ? inside : std::string_view();
}

/// The text for the place; empty where it is not certain.
std::string meant_for(const Diagnostic& mistake, std::string_view written) {
  const bool is_quoted = written.size() > 2 && written.front() == '"' && written.back() == '"';
  const std::string_view inside = is_quoted ? written.substr(1, written.size() - 2) : written;
  if (std::string_view bare = inside_of(mistake.help, "write `", "` without quotes");
      !bare.empty() && is_quoted)
    return std::string(bare);
  const std::string_view meant = inside_of(mistake.help, "did you mean `", "`?");
  if (meant.empty()) return {};
  if (is_quoted)
    return meant.find_first_of("\"\\{}\n") == std::string_view::npos ? fmt::format("\"{}\"", meant) : "";
  if (is_one_word(inside) && is_one_word(meant)) return std::string(meant);
  // `people` for `b.people`
  const bool is_field = is_one_word(inside) && meant.size() > inside.size() + 1 && meant.ends_with(inside) &&
                        meant[meant.size() - inside.size() - 1] == '.';
  return is_field ? std::string(meant) : "";
}

}  // namespace

Diagnostics with_suggested_edits(const Diagnostics& found, const Sources& sources) {
  Diagnostics all;
  for (Diagnostic each : found.all()) {
    const bool may_have = each.edits.empty() && !each.labels.empty() && each.labels[0].span.has_place();
    if (may_have) {
      const Span place = each.labels[0].span;
      if (std::string text = meant_for(each, sources.text(place)); !text.empty()) each.with_edit(place, text);
    }
    all.add(each);
  }
  return all;
}

}  // namespace precept::analysis
