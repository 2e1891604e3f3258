#include "tools/manual/roff.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/version.h"

namespace precept::tools::manual {

namespace {

/// The characters that roff takes for something else: `\` begins an escape, `-` alone is a hyphen, and what
/// is no ASCII depends on the reader's device.
std::string escaped(std::string_view text, bool is_typed) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("…")) {
      result += "...";
      i += std::string_view("…").size() - 1;
      continue;
    }
    switch (text[i]) {
      case '\\':
        result += "\\e";
        break;
      case '-':
        result += is_typed ? "\\-" : "-";
        break;
      case '\'':
        result += "\\(aq";
        break;
      case '`':
        result += "\\(ga";
        break;
      case '^':
        result += "\\(ha";
        break;
      case '~':
        result += "\\(ti";
        break;
      default:
        result += text[i];
    }
  }
  return result;
}

std::string upper(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return result;
}

}  // namespace

std::string roff_typed(std::string_view text) {
  return "\\fB" + escaped(text, true) + "\\fR";
}

std::string roff_variable(std::string_view text) {
  return "\\fI" + escaped(text, true) + "\\fR";
}

std::string roff_text(std::string_view text) {
  std::string result;
  while (true) {
    const std::size_t open = text.find('`');
    const std::size_t close = open == std::string_view::npos ? open : text.find('`', open + 1);
    result += escaped(text.substr(0, close == std::string_view::npos ? close : open), false);
    if (close == std::string_view::npos) return result;
    result += roff_typed(text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
  }
}

RoffPage::RoffPage(std::string_view name, int section, std::string_view summary) {
  // Without a date: a page says what this version does, and is the same whenever it is made.
  text_ =
      fmt::format(".TH {} {} \"\" \"{}\" \"Precept manual\"\n", escaped(upper(name), true), section, kEngine);
  heading("NAME");
  line(fmt::format("{} \\- {}", escaped(name, true), roff_text(summary)));
}

void RoffPage::line(std::string_view roff) {
  if (roff.starts_with('.') || roff.starts_with('\'')) text_ += "\\&";
  text_ += fmt::format("{}\n", roff);
}

void RoffPage::begin_paragraph() {
  const std::size_t last = text_.rfind('\n', text_.size() - 2) + 1;
  if (!text_.substr(last).starts_with(".S")) text_ += ".PP\n";
}

void RoffPage::heading(std::string_view title) {
  text_ += fmt::format(".SH {}\n", title);
}

void RoffPage::subheading(std::string_view title) {
  text_ += fmt::format(".SS {}\n", escaped(title, true));
}

void RoffPage::paragraph(std::string_view roff) {
  begin_paragraph();
  line(roff);
}

void RoffPage::item(std::string_view term, std::string_view roff) {
  text_ += ".TP\n";
  line(term);
  line(roff);
}

void RoffPage::example(std::string_view lines) {
  begin_paragraph();
  text_ += ".RS 4\n.EX\n";
  while (!lines.empty()) {
    const std::size_t end = lines.find('\n');
    line(escaped(lines.substr(0, end), true));
    lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
  }
  text_ += ".EE\n.RE\n";
}

}  // namespace precept::tools::manual
