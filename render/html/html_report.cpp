#include "render/html/html_report.h"

#include <fmt/format.h>

#include "render/html/assets.h"
#include "render/html/heading.h"
#include "render/html/page.h"
#include "render/layout.h"
#include "render/summary.h"

namespace precept::rendering {

void HtmlReport::mistakes(const Diagnostics& diagnostics, const Sources& sources) {
  if (diagnostics.all().empty()) return;
  output_.write_mistakes(diagnostics_text(diagnostics, sources, error_color_));
  before_ += mistakes_html(diagnostics, sources);
}

void HtmlReport::passed_over(const std::vector<PassedOverFile>& files, const Catalogue& words) {
  passed_over_ = passed_over_in_words(files, words);
}

void HtmlReport::run_end(const RunEnd& end, const Sources& sources) {
  mistakes(end.mistakes, sources);
  closing_ = end.in_words(words_);
}

void HtmlReport::document(const DocumentReport& report, const Sources& sources) {
  const auto extras = take_extras();
  words_ = Catalogue(report.language);
  summary_.add(report);
  const ArticleForm form{.number = entries_.size() + 1};
  ArticleForm alone = form;
  alone.is_alone = true;
  const bool is_first = entries_.empty();
  entries_.push_back(
      {report.file, document_heading(report), verdict_in_words(report), style_of_report(report)});
  if (is_first) {
    head_if_alone_ = article_head(report, alone);
    head_if_not_ = article_head(report, form);
  } else {
    body_ += article_head(report, form);
  }
  if (is_on_page(report)) {
    body_ += article_body(report, *extras, form);
    add_untranslated(report.untranslated, untranslated_);
    if (extras->repairs) add_untranslated(extras->repairs->report.untranslated, untranslated_);
  } else {
    output_.write_mistakes(diagnostics_text(report.diagnostics, sources, error_color_));
    body_ += mistakes_html(report.diagnostics, sources) + "</article>\n";
  }
}

void HtmlReport::header(std::string& html) const {
  const bool is_alone = entries_.size() == 1;
  html += fmt::format("<h1 dir=\"auto\">{}</h1>\n",
                      escaped_html_line(is_alone ? entries_[0].heading : summary()));
  if (is_alone) {
    if (entries_[0].heading != entries_[0].file)
      html += fmt::format("<p class=\"at\">{}</p>\n", escaped_html_line(entries_[0].file));
    return;
  }
  if (entries_.empty()) return;
  html += fmt::format("<nav aria-label=\"{}\"><ul>\n", escaped_html_line(words_(say::PageDocuments)));
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    html += fmt::format(
        "<li><a href=\"#document-{}\" dir=\"auto\">{}</a> {} <span class=\"at\">{}</span></li>\n", i + 1,
        escaped_html_line(entries_[i].heading), verdict_badge(entries_[i].style, entries_[i].verdict),
        escaped_html_line(entries_[i].file));
  }
  html += "</ul></nav>\n";
}

std::string HtmlReport::html() const {
  const bool is_alone = entries_.size() == 1;
  const std::string title = is_alone ? words_(say::FileIs, entries_[0].file, entries_[0].verdict) : summary();
  std::string html = page_head(title, words_.language());
  html += fmt::format("<body>\n<a class=\"skip\" href=\"#main\">{}</a>\n<header>\n",
                      escaped_html_line(words_(say::PageSkip)));
  header(html);
  html += "</header>\n<main id=\"main\" tabindex=\"-1\">\n" + before_ +
          (is_alone ? head_if_alone_ : head_if_not_) + body_ + "</main>\n";
  std::vector<std::string> lines = closing_;
  lines.insert(lines.end(), {passed_over_, untranslated_note(untranslated_, words_)});
  html += page_footer(lines, words_);
  html += "<script type=\"application/json\" id=\"words\">" + script_words(words_) + "</script>\n";
  html += fmt::format("<script>\n{}</script>\n</body>\n</html>\n", kPageScript);
  return html;
}

}  // namespace precept::rendering
