#include "render/html/page.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/version.h"
#include "render/html/article.h"
#include "render/layout.h"
#include "runtime/phrasing/labels.h"

namespace precept::rendering {

std::string site_page_head(std::string_view title, Language language, std::string_view to_root) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "{}\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n"
      "<link rel=\"stylesheet\" href=\"{}page.css\">\n</head>\n",
      code_of(language), direction_of(language), kSiteMark, escaped_html_line(title), to_root);
}

std::string page_footer(const std::vector<std::string>& notes, const Catalogue& words) {
  std::string html = "<footer>\n";
  for (const std::string& note : notes) {
    if (!note.empty())
      html += fmt::format("<p class=\"faint\">{}</p>\n", with_own_direction(note, words.language()));
  }
  return html + fmt::format("<p class=\"faint\">{}</p>\n</footer>\n", kEngine);
}

std::string script_words(const Catalogue& words) {
  const nlohmann::json filled = {
      {"line", words.pattern(say::InLine.number)},       {"close", words(say::PageClose)},
      {"found", words.pattern(say::PageFound.number)},   {"more", words.pattern(say::PageShowMore.number)},
      {"named", words.pattern(say::NameAndText.number)}, {"quoted", words.pattern(say::Quoted.number)}};
  return script_text(filled.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

std::string mistakes_html(const Diagnostics& diagnostics, const Sources& sources) {
  return fmt::format("<pre>{}</pre>\n", escaped_html(diagnostics_text(diagnostics, sources, Color::Off)));
}

bool is_on_page(const DocumentReport& report) {
  return report.verdict || report.is_noted_only();
}

const char* style_of_report(const DocumentReport& report) {
  if (report.verdict == Verdict::Compliant) return "good";
  return report.verdict == Verdict::Undetermined || report.is_noted_only() ? "doubt" : "bad";
}

}  // namespace precept::rendering
