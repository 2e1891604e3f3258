// Reasons as a page: Markdown, HTML, and a graph for Graphviz.
#include <fmt/format.h>

#include "tools/report/layout.h"
#include "tools/report/reasons.h"
#include "tools/report/report.h"

namespace precept::tools {

namespace {

std::string escaped(std::string_view text, std::string_view marks, std::string_view before) {
  std::string result;
  for (char c : harmless(text)) {
    if (marks.find(c) != std::string_view::npos) result += before;
    result += c;
  }
  return result;
}

std::string html(std::string_view text) {
  return markup(harmless(text));
}

std::string title(const DocumentReport& report) {
  std::string title = report.policy.title.empty() ? report.policy.name : report.policy.title;
  for (const std::string& reading : readings_in_words(report.policy)) title += "; " + reading;
  return title;
}

std::string with_clause(const Reason& reason) {
  bool has_label = !reason.clause.empty() && reason.kind == Reason::Kind::Norm;
  return has_label ? reason.clause + ": " + reason.text : reason.text;
}

// ---- Markdown ----------------------------------------------------------------------------------------

void markdown_below(const DocumentReport& report, const Reason& reason, std::size_t depth, Output& output) {
  for (const Reason& next : reason.because) {
    std::string text = escaped(with_clause(next), "*_<>[]\\#", "\\");
    std::string place = place_in_words(next.at, report);
    if (!place.empty()) text += fmt::format(" ({})", escaped(place, "*_<>[]\\", "\\"));
    output.write(fmt::format("{}- {}\n", std::string(2 * depth, ' '), text));
    markdown_below(report, next, depth + 1, output);
  }
}

// ---- HTML --------------------------------------------------------------------------------------------

constexpr const char* kStyle = R"(
:root { color-scheme: light dark; --ink: #1b1b1f; --paper: #fff; --faint: #5c5c66; --line: #c9c9d1; --accent: #1f4e8c; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf1; --paper: #17171b; --faint: #a9a9b5; --line: #45454f; --accent: #9cc4ff; }
}
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem;
       margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.4rem; overflow-wrap: anywhere; } h2 { font-size: 1.1rem; margin-bottom: .2rem; }
blockquote { margin: .3rem 0 .6rem; padding-left: .8rem; border-left: 3px solid var(--line); color: var(--faint); }
ul { list-style: none; padding-left: 1.2rem; margin: .2rem 0; border-left: 1px solid var(--line); }
li { margin: .15rem 0; } summary { cursor: pointer; } summary:focus-visible { outline: 2px solid var(--accent); }
.at { color: var(--faint); font-size: .85em; } .missing { font-style: italic; }
@media print { details > * { display: block; } }
)";

std::string html_line(const DocumentReport& report, const Reason& reason) {
  std::string text = html(with_clause(reason));
  if (reason.kind == Reason::Kind::Missing) text = fmt::format("<span class=\"missing\">{}</span>", text);
  std::string place = place_in_words(reason.at, report);
  if (!place.empty()) text += fmt::format(" <span class=\"at\">[{}]</span>", html(place));
  return text;
}

void html_below(const DocumentReport& report, const Reason& reason, Output& output) {
  output.write("<ul>\n");
  for (const Reason& next : reason.because) {
    if (next.because.empty()) {
      output.write(fmt::format("<li>{}</li>\n", html_line(report, next)));
      continue;
    }
    output.write(fmt::format("<li><details open><summary>{}</summary>\n", html_line(report, next)));
    html_below(report, next, output);
    output.write("</details></li>\n");
  }
  output.write("</ul>\n");
}

// ---- Graphviz ----------------------------------------------------------------------------------------

std::size_t dot_node(const DocumentReport& report, const Reason& reason, std::size_t number, Output& output) {
  std::string text = wrapped(harmless(with_clause(reason)), 0, 0, 40);
  std::string place = place_in_words(reason.at, report);
  if (!place.empty()) text += fmt::format("[{}]\n", harmless(place));
  std::string label;
  for (char c : text) {
    if (c == '"' || c == '\\') label += '\\';
    label += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  bool is_missing = reason.kind == Reason::Kind::Missing;
  output.write(fmt::format("  n{} [label=\"{}\"{}];\n", number, label, is_missing ? ", style=dashed" : ""));
  std::size_t next = number + 1;
  for (const Reason& below : reason.because) {
    output.write(fmt::format("  n{} -> n{};\n", number, next));
    next = dot_node(report, below, next, output);
  }
  return next;
}

}  // namespace

void write_reasons_markdown(const DocumentReport& report, const Reason& root, const ReasonOptions&,
                            Output& output) {
  auto text = [](std::string_view words) { return escaped(words, "*_<>[]\\#", "\\"); };
  output.write(
      fmt::format("# {}\n\n{} ({})\n", text(root.text), text(title(report)), text(report.chosen_because)));
  for (const Reason& reason : root.because) {
    output.write(fmt::format("\n## {}\n\n", text(with_clause(reason))));
    if (!reason.quote.empty()) output.write(fmt::format("> {}\n\n", text(reason.quote)));
    markdown_below(report, reason, 0, output);
  }
}

void write_reasons_html(const DocumentReport& report, const Reason& root, Output& output) {
  output.write(fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n"
      "<style>{}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n<p>{} ({})</p>\n",
      html(root.text), kStyle, html(root.text), html(title(report)), html(report.chosen_because)));
  for (const Reason& reason : root.because) {
    output.write(fmt::format("<section>\n<h2>{}</h2>\n", html_line(report, reason)));
    if (!reason.quote.empty()) output.write(fmt::format("<blockquote>{}</blockquote>\n", html(reason.quote)));
    if (!reason.because.empty()) html_below(report, reason, output);
    output.write("</section>\n");
  }
  output.write("</main>\n</body>\n</html>\n");
}

void write_reasons_dot(const DocumentReport& report, const Reason& root, Output& output) {
  output.write("digraph reasons {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
  dot_node(report, root, 0, output);
  output.write("}\n");
}

}  // namespace precept::tools
