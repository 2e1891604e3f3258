#include "render/html/reason_html.h"

#include <fmt/format.h>

#include "render/html/assets.h"
#include "render/layout.h"
#include "render/reasons.h"
#include "render/report.h"

namespace precept::rendering {

std::string page_head(std::string_view title, Language language) {
  return fmt::format(
      "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>{}</title>\n<style>\n{}</style>\n"
      "<noscript><style>tbody tr[hidden] {{ display: table-row !important; }}</style></noscript>\n</head>\n",
      code_of(language), direction_of(language), escaped_html_line(title), kPageStyle);
}

std::string reason_line(const DocumentReport& report, const Reason& reason) {
  std::string text = fmt::format("<span class=\"{}\">{}</span>", to_string(reason.kind),
                                 with_own_direction(with_clause(report, reason), report.language));
  std::string place = place_in_words(reason.at, report);
  if (!place.empty())
    text += fmt::format(" <span class=\"at\">[{}]</span>", with_own_direction(place, report.language));
  return text;
}

std::string reason_list(const DocumentReport& report, const Reason& reason) {
  if (reason.because.empty()) return {};
  std::string list = "<ul class=\"reasons\">\n";
  for (const Reason* told : visible_reasons(reason)) {
    const Reason& next = *told;
    if (next.because.empty()) {
      list += fmt::format("<li>{}</li>\n", reason_line(report, next));
      continue;
    }
    list += fmt::format("<li><details open><summary>{}</summary>\n{}</details></li>\n",
                        reason_line(report, next), reason_list(report, next));
  }
  return list + "</ul>\n";
}

std::string reasons_page(const DocumentReport& report, const Reason& root) {
  std::string page = page_head(root.text, report.language);
  page += fmt::format("<body>\n<header>\n<h1>{}</h1>\n<p>{} ({})</p>\n</header>\n<main>\n",
                      with_own_direction(root.text, report.language),
                      with_own_direction(policy_in_words(report), report.language),
                      with_own_direction(report.chosen_because, report.language));
  for (const Reason& reason : root.because) {
    page += fmt::format("<section class=\"card\">\n<h2>{}</h2>\n", reason_line(report, reason));
    const std::string& quote = quote_or_gist(reason);
    if (!quote.empty()) {
      page += fmt::format("<blockquote>{}</blockquote>\n", with_own_direction(quote, report.language));
    }
    page += reason_list(report, reason) + "</section>\n";
  }
  std::string note = untranslated_note(report.untranslated, Catalogue(report.language));
  if (!note.empty())
    page += fmt::format("<p class=\"faint\">{}</p>\n", with_own_direction(note, report.language));
  return page + "</main>\n</body>\n</html>\n";
}

}  // namespace precept::rendering
