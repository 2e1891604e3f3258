// Writes reasons as Markdown, and as a graph for Graphviz.
#include "render/reasons.h"

#include <fmt/format.h>

#include "render/layout.h"
#include "render/report.h"

namespace precept::rendering {

namespace {

// ---- Markdown ----------------------------------------------------------------------------------------

void markdown_below(const DocumentReport& report, const Reason& reason, std::size_t depth, Sink& output) {
  for (const Reason* told : visible_reasons(reason)) {
    const Reason& next = *told;
    std::string text = escaped_markdown(with_clause(report, next));
    std::string place = places_in_words(next, report);
    if (!place.empty()) text += fmt::format(" ({})", escaped_markdown(place));
    output.write(fmt::format("{}- {}\n", std::string(2 * depth, ' '), text));
    if (places_of_values(next).empty()) markdown_below(report, next, depth + 1, output);
  }
}

// ---- Graphviz ----------------------------------------------------------------------------------------

constexpr std::size_t kNodeWidth = 40, kTitleWidth = 100;

/// Lines that are laid out already, as a quoted text of Graphviz, which reads the character references of
/// HTML in it.
std::string dot_text(std::string_view lines) {
  std::string text = "\"";
  for (char c : lines) {
    if (c == '"' || c == '\\') text += '\\';
    text += c == '\n' ? std::string("\\n") : c == '&' ? std::string("&amp;") : std::string(1, c);
  }
  return text + "\"";
}

std::size_t dot_node(const DocumentReport& report, const Reason& reason, std::size_t number, Sink& output) {
  std::string text = wrapped(terminal_text(with_clause(report, reason)), 0, 0, kNodeWidth);
  std::string place = place_in_words(reason.at, report);
  if (!place.empty()) text += fmt::format("[{}]\n", terminal_text(place));
  bool is_missing = reason.kind == Reason::Kind::Missing;
  output.write(
      fmt::format("  n{} [label={}{}];\n", number, dot_text(text), is_missing ? ", style=dashed" : ""));
  std::size_t next = number + 1;
  for (const Reason* below : visible_reasons(reason)) {
    output.write(fmt::format("  n{} -> n{};\n", number, next));
    next = dot_node(report, *below, next, output);
  }
  return next;
}

}  // namespace

std::string policy_in_words(const DocumentReport& report) {
  std::string title = report.policy.title.empty() ? report.policy.name : report.policy.title;
  const Catalogue words(report.language);
  for (const std::string& reading : readings_in_words(report.policy, words)) {
    title = words(say::Then, title, reading);
  }
  return title;
}

std::string with_clause(const DocumentReport& report, const Reason& reason) {
  bool has_label = !reason.clause.empty() && reason.kind == Reason::Kind::Norm;
  return has_label ? Catalogue(report.language)(say::NameAndText, report.name_of(reason.clause, reason.norm),
                                                reason.text)
                   : reason.text;
}

void write_reasons_markdown(const DocumentReport& report, const Reason& root, const ReasonOptions&,
                            Sink& output) {
  output.write(fmt::format("# {}\n\n{} ({})\n", escaped_markdown(root.text),
                           escaped_markdown(policy_in_words(report)),
                           escaped_markdown(report.chosen_because)));
  for (const Reason& reason : root.because) {
    output.write(fmt::format("\n## {}\n\n", escaped_markdown(with_clause(report, reason))));
    const std::string& quote = quote_or_gist(reason);
    if (!quote.empty()) output.write(fmt::format("> {}\n\n", escaped_markdown(quote)));
    markdown_below(report, reason, 0, output);
  }
  std::string note = untranslated_note(report.untranslated, Catalogue(report.language));
  if (!note.empty()) output.write(fmt::format("\n{}\n", escaped_markdown(note)));
}

void write_reasons_dot(const DocumentReport& report, const Reason& root, Sink& output) {
  output.write("digraph reasons {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
  std::string title = wrapped(terminal_text(policy_in_words(report)), 0, 0, kTitleWidth) +
                      wrapped(terminal_text(report.chosen_because), 0, 0, kTitleWidth);
  const std::string note = untranslated_note(report.untranslated, Catalogue(report.language));
  if (!note.empty()) title += wrapped(terminal_text(note), 0, 0, kTitleWidth);
  output.write(fmt::format("  graph [label={}, labelloc=t, fontname=\"sans-serif\"];\n", dot_text(title)));
  dot_node(report, root, 0, output);
  output.write("}\n");
}

}  // namespace precept::rendering
