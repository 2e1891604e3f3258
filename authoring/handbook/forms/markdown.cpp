#include "authoring/handbook/forms/markdown.h"

#include <fmt/format.h>

#include <algorithm>

#include "render/layout.h"

namespace precept::handbook {

namespace {

/// The place of a page, or of something on it.
std::string place_of(std::string_view page, std::string_view anchor) {
  return anchor.empty() ? std::string(page) : fmt::format("{}/{}", page, anchor);
}

/// Code between so many backticks that it holds no such run itself.
std::string code_span(std::string_view text) {
  std::size_t longest = 0, run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string ticks(longest + 1, '`');
  const char* pad = text.starts_with('`') || text.ends_with('`') ? " " : "";
  return ticks + pad + std::string(text) + pad + ticks;
}

std::string shown(const Part& part, bool is_cell) {
  const bool has_blank_before = part.text.starts_with(' '), has_blank_after = part.text.ends_with(' ');
  std::string text = rendering::terminal_text(part.text);
  text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
  text.erase(text.find_last_not_of(' ') + 1);
  if (text.empty()) return has_blank_before ? " " : "";
  std::string told = part.kind == Part::Kind::Code ? code_span(text) : rendering::escaped_markdown(text);
  // A bar ends a cell even within code.
  if (is_cell && part.kind == Part::Kind::Code) {
    for (std::size_t at = 0; (at = told.find('|', at)) != std::string::npos; at += 2) told.insert(at, "\\");
  }
  if (part.kind == Part::Kind::Strong) told = fmt::format("**{}**", told);
  if (!part.page.empty()) told = fmt::format("[{}](#{})", told, place_of(part.page, part.anchor));
  return (has_blank_before ? " " : "") + told + (has_blank_after ? " " : "");
}

std::string line_of(const Line& line, bool is_cell = false) {
  std::string text;
  for (const Part& part : line) text += shown(part, is_cell);
  return text;
}

void add_table(const Block& block, std::string& text) {
  text += '|';
  for (const std::string& name : block.head) text += fmt::format(" {} |", rendering::escaped_markdown(name));
  text += "\n|";
  for (std::size_t i = 0; i < block.head.size(); ++i) text += " --- |";
  text += '\n';
  for (const auto& row : block.rows) {
    text += '|';
    for (const Line& cell : row) text += fmt::format(" {} |", line_of(cell, true));
    text += '\n';
  }
  text += '\n';
}

void add(const Page& page, const Block& block, std::string& text) {
  switch (block.kind) {
    case Block::Kind::Heading:
      if (!block.anchor.empty())
        text += fmt::format("<a id=\"{}\"></a>\n\n", place_of(page.path, block.anchor));
      text += fmt::format("### {}\n\n", line_of(block.lines.front()));
      break;
    case Block::Kind::Paragraph:
      text += line_of(block.lines.front()) + "\n\n";
      break;
    case Block::Kind::Quote:
      text += fmt::format("> {}\n\n", line_of(block.lines.front()));
      break;
    case Block::Kind::List:
      for (const Line& line : block.lines) text += fmt::format("- {}\n", line_of(line));
      text += '\n';
      break;
    case Block::Kind::Code: {
      const std::string fence = block.text.find("```") == std::string::npos ? "```" : "````````";
      text += fmt::format("{}text\n{}{}\n\n", fence, rendering::terminal_lines(block.text), fence);
      break;
    }
    case Block::Kind::Table:
      add_table(block, text);
      break;
  }
}

}  // namespace

std::string markdown(const std::vector<Page>& pages) {
  std::string text;
  for (const Page& page : pages) {
    text += fmt::format("<a id=\"{}\"></a>\n\n{} {}\n\n", page.path, page.above.empty() ? "#" : "##",
                        rendering::escaped_markdown(page.title));
    for (const Block& block : page.blocks) add(page, block, text);
  }
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

}  // namespace precept::handbook
