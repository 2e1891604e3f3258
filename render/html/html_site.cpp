#include "render/html/html_site.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "render/html/assets.h"
#include "render/html/heading.h"
#include "render/layout.h"
#include "render/summary.h"
#include "runtime/phrasing/labels.h"

namespace precept::rendering {

namespace {

/// What fails comes first.
constexpr std::array<std::optional<Verdict>, 4> kOrder{std::optional<Verdict>(), Verdict::NonCompliant,
                                                       Verdict::Undetermined, Verdict::Compliant};

const char* code_of_verdict(std::optional<Verdict> verdict) {
  return verdict ? to_string(*verdict) : "not-checked";
}

/// A path as a reference in a page: whatever is not plain is escaped.
std::string reference(std::string_view path) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~/";
  std::string escaped;
  for (const char byte : path) {
    if (kPlain.find(byte) != std::string_view::npos) {
      escaped += byte;
    } else {
      escaped += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    }
  }
  return escaped;
}

/// "../../" for a page two folders down.
std::string way_up(std::string_view page) {
  std::string way;
  for (auto depth = std::ranges::count(page, '/'); depth > 0; --depth) way += "../";
  return way;
}

}  // namespace

void HtmlSite::mistakes(const Diagnostics& diagnostics, const Sources& sources) {
  if (diagnostics.all().empty()) return;
  output_.write_mistakes(diagnostics_text(diagnostics, sources, error_color_));
  before_ += mistakes_html(diagnostics, sources);
}

void HtmlSite::passed_over(const std::vector<PassedOverFile>& files, const Catalogue& words) {
  passed_over_ = passed_over_in_words(files, words);
}

void HtmlSite::run_end(const RunEnd& end, const Sources& sources) {
  mistakes(end.mistakes, sources);
  closing_ = end.in_words(words_);
}

/// The script's file in this language, which is written where it is new.
std::string HtmlSite::script_of(const Catalogue& words) {
  const std::string name = fmt::format("page-{}.js", code_of(words.language()));
  if (languages_.insert(words.language()).second)
    files_.write(name, fmt::format("globalThis.preceptWords = {};\n{}", script_words(words), kPageScript));
  return name;
}

/// The same of the words of the clauses of the document's policy.
std::string HtmlSite::clauses_of(const DocumentReport& report) {
  const std::string key = fmt::format("{} {}", code_of(report.language), report.policy.digest);
  const auto [known, is_new] = clauses_.try_emplace(key);
  if (is_new) {
    known->second = fmt::format("clauses-{}.js", clauses_.size());
    files_.write(known->second, fmt::format("globalThis.preceptClauses = {};\n", clause_words_json(report)));
  }
  return known->second;
}

void HtmlSite::document(const DocumentReport& report, const Sources& sources) {
  const auto extras = take_extras();
  words_ = Catalogue(report.language);
  summary_.add(report);
  const std::string page = files_.page_of(report.file), up = way_up(page), heading = document_heading(report);
  entries_[report.verdict].push_back({heading, report.file, page});
  std::string html =
      site_page_head(words_(say::NameAndText, heading, verdict_in_words(report)), words_.language(), up);
  html += fmt::format(
      "<body>\n<a class=\"skip\" href=\"#main\">{}</a>\n<header>\n"
      "<p class=\"no-print\"><a href=\"{}index.html\">{}</a></p>\n<h1 dir=\"auto\">{}</h1>\n",
      escaped_html_line(words_(say::PageSkip)), up, escaped_html_line(words_(say::PageAllDocuments)),
      escaped_html_line(heading));
  if (heading != report.file) html += fmt::format("<p class=\"at\">{}</p>\n", escaped_html_line(report.file));
  html += "</header>\n<main id=\"main\" tabindex=\"-1\">\n";
  const ArticleForm form{.is_alone = true, .is_in_site = true, .is_brief = is_brief_};
  html += article_head(report, form);
  if (is_on_page(report)) {
    html += article_body(report, *extras, form);
  } else {
    output_.write_mistakes(diagnostics_text(report.diagnostics, sources, error_color_));
    html += mistakes_html(report.diagnostics, sources) + "</article>\n";
  }
  html += "</main>\n" + page_footer({untranslated_note(report.untranslated, words_)}, words_);
  if (is_on_page(report) && !is_brief_)
    html += fmt::format("<script src=\"{}{}\"></script>\n", up, clauses_of(report));
  html += fmt::format("<script src=\"{}{}\"></script>\n</body>\n</html>\n", up, script_of(words_));
  files_.write(page, html);
  add_untranslated(report.untranslated, untranslated_);
}

void HtmlSite::controls(std::string& html) const {
  html += fmt::format(
      "<div class=\"controls\" id=\"find\" hidden>\n<label>{} <input type=\"search\" autocomplete=\"off\" "
      "spellcheck=\"false\"></label>\n<label>{} <select><option value=\"\">{}</option>",
      escaped_html_line(words_(say::PageSearch)), escaped_html_line(words_(say::PageVerdict)),
      escaped_html_line(words_(say::PageAnyVerdict)));
  for (const std::optional<Verdict>& verdict : kOrder) {
    if (summary_.of(verdict) == 0) continue;
    html += fmt::format("<option value=\"{}\">{}</option>", code_of_verdict(verdict),
                        verdict ? verdict_label(*verdict, words_) : words_(say::NotCheckedAtAll));
  }
  html += "</select></label>\n<span role=\"status\" class=\"faint\"></span>\n</div>\n";
}

void HtmlSite::list(std::string& html, std::optional<Verdict> verdict) const {
  const auto found = entries_.find(verdict);
  if (found == entries_.end()) return;
  const char* style = verdict == Verdict::Compliant      ? "good"
                      : verdict == Verdict::Undetermined ? "doubt"
                                                         : "bad";
  const std::string label = verdict ? verdict_label(*verdict, words_) : words_(say::NotCheckedAtAll);
  html += fmt::format(
      "<section class=\"by-verdict\" data-verdict=\"{}\">\n<h2>{} <span class=\"faint\">{}</span></h2>\n"
      "<ul class=\"documents\">\n",
      code_of_verdict(verdict), verdict_badge(style, label), found->second.size());
  for (const Entry& entry : found->second) {
    html += fmt::format("<li><a href=\"{}\" dir=\"auto\">{}</a>", reference(entry.page),
                        escaped_html_line(entry.heading));
    if (entry.heading != entry.file) html += fmt::format("<small>{}</small>", escaped_html_line(entry.file));
    html += "</li>\n";
  }
  html += "</ul>\n</section>\n";
}

void HtmlSite::end() {
  files_.write("page.css", kPageStyle);
  std::string html = site_page_head(summary(), words_.language(), "");
  html += fmt::format("<body>\n<a class=\"skip\" href=\"#main\">{}</a>\n<header>\n<h1>{}</h1>\n",
                      escaped_html_line(words_(say::PageSkip)), escaped_html_line(summary()));
  html += fmt::format("<p class=\"faint\">{}</p>\n</header>\n<main id=\"main\" tabindex=\"-1\">\n",
                      escaped_html_line(looked_at_in_words(summary_, words_)));
  html += before_;
  controls(html);
  for (const std::optional<Verdict>& verdict : kOrder) list(html, verdict);
  std::vector<std::string> lines = closing_;
  lines.insert(lines.end(), {passed_over_, untranslated_note(untranslated_, words_)});
  html += "</main>\n" + page_footer(lines, words_);
  html += fmt::format("<script src=\"{}\"></script>\n</body>\n</html>\n", script_of(words_));
  files_.write("index.html", html);
}

}  // namespace precept::rendering
