#include "authoring/handbook/forms/html.h"

#include <fmt/format.h>

#include <algorithm>

#include "render/html/assets.h"
#include "render/html/page.h"
#include "render/layout.h"
#include "runtime/words/catalogue.h"

namespace precept::handbook {

using rendering::escaped_html;
using rendering::escaped_html_line;

namespace {

/// "../" for a page one folder down.
std::string way_up(std::string_view path) {
  std::string way;
  for (auto depth = std::ranges::count(path, '/'); depth > 0; --depth) way += "../";
  return way;
}

class HtmlPage {
 public:
  explicit HtmlPage(const Page& page) : page_(page), up_(way_up(page.path)) {}

  std::string html(const std::string& whole) {
    const std::string title = page_.above.empty() ? page_.title : fmt::format("{} – {}", page_.title, whole);
    html_ = rendering::site_page_head(title, Language::En, up_);
    html_ += "<body>\n<a class=\"skip\" href=\"#main\">To the content</a>\n<header>\n";
    if (!page_.above.empty())
      html_ += fmt::format("<p class=\"no-print\"><a href=\"{}index.html\">{}</a></p>\n", up_,
                           escaped_html_line(whole));
    html_ += fmt::format("<h1>{}</h1>\n", escaped_html_line(page_.title));
    if (!page_.above.empty())
      html_ += fmt::format("<p class=\"faint\">{}</p>\n", escaped_html_line(page_.above));
    html_ += "</header>\n<main id=\"main\" tabindex=\"-1\">\n";
    for (const Block& block : page_.blocks) add(block);
    html_ += "</main>\n" + rendering::page_footer({}, Catalogue()) + "</body>\n</html>\n";
    return std::move(html_);
  }

 private:
  static std::string reference(std::string_view up, const Part& part) {
    const std::string anchor = part.anchor.empty() ? "" : "#" + part.anchor;
    return fmt::format("{}{}.html{}", up, part.page, anchor);
  }

  static std::string shown(const Part& part) {
    const std::string text = escaped_html_line(part.text);
    // A blank at an end parts it from its neighbour.
    const std::string before = part.text.starts_with(' ') && !text.starts_with(' ') ? " " : "";
    const std::string after = part.text.ends_with(' ') && !text.ends_with(' ') ? " " : "";
    switch (part.kind) {
      case Part::Kind::Words:
        return before + text + after;
      case Part::Kind::Code:
        return fmt::format("{}<code class=\"mono\">{}</code>{}", before, text, after);
      case Part::Kind::Strong:
        return fmt::format("{}<strong>{}</strong>{}", before, text, after);
      case Part::Kind::Faint:
        return fmt::format("{}<span class=\"faint\">{}</span>{}", before, text, after);
    }
    return {};
  }

  std::string line(const Line& line) const {
    std::string html;
    for (const Part& part : line) {
      html += part.page.empty()
                  ? shown(part)
                  : fmt::format("<a href=\"{}\">{}</a>", escaped_html(reference(up_, part)), shown(part));
    }
    return html;
  }

  void add(const Block& block) {
    switch (block.kind) {
      case Block::Kind::Heading: {
        const std::string id =
            block.anchor.empty() ? "" : fmt::format(" id=\"{}\"", escaped_html(block.anchor));
        html_ += fmt::format("<h2{}>{}</h2>\n", id, line(block.lines.front()));
        last_heading_ = block.lines.front().front().text;
        break;
      }
      case Block::Kind::Paragraph:
        html_ += fmt::format("<p>{}</p>\n", line(block.lines.front()));
        break;
      case Block::Kind::Quote:
        html_ += fmt::format("<blockquote><p>{}</p></blockquote>\n", line(block.lines.front()));
        break;
      case Block::Kind::List:
        html_ += "<ul>\n";
        for (const Line& each : block.lines) html_ += fmt::format("<li>{}</li>\n", line(each));
        html_ += "</ul>\n";
        break;
      case Block::Kind::Code:
        html_ += fmt::format("<pre class=\"mono\">{}</pre>\n", escaped_html(block.text));
        break;
      case Block::Kind::Table:
        add_table(block);
        break;
    }
  }

  /// What is wider than the page is scrolled within itself, with the keyboard too.
  void add_table(const Block& block) {
    html_ += fmt::format(
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n<table>\n<thead><tr>",
        escaped_html_line(last_heading_.empty() ? page_.title : last_heading_));
    for (const std::string& name : block.head)
      html_ += fmt::format("<th scope=\"col\">{}</th>", escaped_html_line(name));
    html_ += "</tr></thead>\n<tbody>\n";
    for (const auto& row : block.rows) {
      html_ += "<tr>";
      for (const Line& cell : row) html_ += fmt::format("<td>{}</td>", line(cell));
      html_ += "</tr>\n";
    }
    html_ += "</tbody>\n</table>\n</div>\n";
  }

  const Page& page_;
  std::string up_, html_, last_heading_;
};

}  // namespace

void write_html(const std::vector<Page>& pages, rendering::SiteFiles& files) {
  files.write("page.css", rendering::kPageStyle);
  for (const Page& page : pages) files.write(page.path + ".html", HtmlPage(page).html(pages.front().title));
}

}  // namespace precept::handbook
