#include "render/html/html_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/version.h"
#include "render/html/assets.h"
#include "render/html/reason_html.h"
#include "render/layout.h"
#include "render/reasons.h"
#include "render/report.h"
#include "runtime/phrasing/labels.h"

namespace precept::rendering {

namespace {

const char* style_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::Compliant:
      return "good";
    case Verdict::NonCompliant:
      return "bad";
    case Verdict::Undetermined:
      return "doubt";
  }
  return "";
}

const std::string& title_of(const PolicyIdentity& policy) {
  return policy.title.empty() ? policy.name : policy.title;
}

std::string badge(std::string_view style, std::string_view verdict) {
  return fmt::format("<span class=\"verdict {}\">{}</span>", style, verdict);
}

std::string json_text(const nlohmann::json& json) {
  return script_text(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

/// How many rows of a table are laid out at first: thousands are slow in a browser. The script shows more.
constexpr std::size_t kRowsShown = 200;

/// Writes the article of one document.
class Article {
 public:
  Article(const DocumentReport& report, const ReasonCollector& explained, const PageExtras& extras,
          std::size_t number)
      : report_(report),
        words_(report.language),
        reasons_(explained),
        extras_(extras),
        number_(number),
        shared_names_(shared_names(report.rights)) {
    for (const ClauseWords& clause : report.clauses) clauses_[clause.label] = &clause;
  }

  std::string html() {
    head();
    findings(words_(say::HeadingViolated), "bad", Level::Error, {Outcome::Violated});
    findings(words_(say::HeadingUndecided), "doubt", Level::Error, {Outcome::Undetermined});
    questions();
    repairs();
    findings(words_(say::HeadingWarnings), "doubt", Level::Warning,
             {Outcome::Violated, Outcome::Undetermined});
    findings(words_(say::HeadingNotes), "note", Level::Note, {Outcome::Violated, Outcome::Undetermined});
    rights();
    demands();
    identity();
    html_ += "</article>\n";
    return std::move(html_);
  }

 private:
  template <class... Arguments>
  void add(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(html_), format, std::forward<Arguments>(arguments)...);
  }
  static std::string text(std::string_view text) { return escaped_html_line(text); }

  void head() {
    add("<article id=\"document-{}\" aria-labelledby=\"document-{}-name\">\n", number_, number_);
    add("<h2 id=\"document-{}-name\">{}</h2>\n", number_, text(report_.file));
    if (report_.verdict) {
      add("<p>{}</p>\n", badge(style_of(*report_.verdict), verdict_label(*report_.verdict, words_)));
    } else {
      add("<p>{}</p>\n<p dir=\"auto\">{}</p>\n", badge("doubt", words_(say::NotCheckedAtAll)),
          text(words_(say::NothingBinding)));
    }
    add("<p dir=\"auto\">{} <span class=\"faint\">({})</span></p>\n", text(title_of(report_.policy)),
        text(report_.chosen_because));
    for (const std::string& reading : readings_in_words(report_.policy, words_))
      add("<p>{}</p>\n", text(reading));
    const Diagnostics beside = remaining_diagnostics(report_);
    for (const Diagnostic& warning : beside.all()) {
      add("<p class=\"faint\">{} {}</p>\n", info(warning.kind).code, text(warning.message));
    }
  }

  // ---- findings

  void findings(const std::string& heading, const char* style, Level level,
                const std::vector<Outcome>& outcomes) {
    std::vector<std::vector<std::size_t>> clauses;
    for (std::size_t i = 0; i < report_.findings.size(); ++i) {
      const Finding& finding = report_.findings[i];
      if (finding.level != level || std::ranges::count(outcomes, finding.outcome) == 0) continue;
      auto known = std::ranges::find_if(clauses, [&](const auto& numbers) {
        return shares_heading(report_.findings[numbers.front()], finding);
      });
      if (known == clauses.end()) known = clauses.insert(clauses.end(), std::vector<std::size_t>{});
      known->push_back(i);
    }
    if (clauses.empty()) return;
    add("<h3 class=\"{}\">{}</h3>\n", style, heading);
    for (const auto& numbers : clauses) {
      const Finding& first = report_.findings[numbers.front()];
      add("<div class=\"card {}\">\n<h4>{}</h4>\n", style,
          text(report_.name_of(first.clause, first.norm.name)));
      words(rendering::clause_words_of(report_, first));
      html_ += "<ul class=\"cards\">\n";
      std::size_t left = 0;
      for (std::size_t i : numbers) left += finding(i) ? 0 : 1;
      html_ += "</ul>\n";
      if (left > 0) add("<p>{}</p>\n", text(words_(say::PageMoreFindings, left)));
      html_ += "</div>\n";
    }
  }

  void words(const ClauseWords& words) {
    if (!words.quote.empty() && !words.prefers_gist)
      add("<blockquote dir=\"auto\">{}</blockquote>\n", text(words_(say::Quoted, words.quote)));
    if (!words.gist.empty()) add("<p dir=\"auto\">{}</p>\n", text(words.gist));
  }

  /// False where the finding is beyond those that are explained.
  bool finding(std::size_t number) {
    const std::optional<Reason>& reason = reasons_.findings()[number];
    if (!reason) return false;
    const Finding& finding = report_.findings[number];
    std::string said = finding.message;
    if (!finding.name.empty() && said.find(finding.name) == std::string::npos)
      said = words_(say::NameAndText, finding.name, said);
    if (finding.known) said = with_known(said, *finding.known, words_);
    add("<li><span dir=\"auto\">{}</span>{}\n", text(said), place(finding.at));
    std::string why = reason_list(report_, *reason);
    if (!why.empty()) add("<details><summary>{}</summary>\n{}</details>\n", text(words_(say::PageWhy)), why);
    html_ += "</li>\n";
    return true;
  }

  std::string place(const Place& at) const {
    std::string words = place_in_words(at, report_);
    return words.empty() ? words : fmt::format(" <span class=\"at\">[{}]</span>", text(words));
  }

  // ---- what is open

  void questions() {
    if (report_.open_questions.empty()) return;
    add("<h3 class=\"doubt\">{}</h3>\n<ol>\n", text(words_(say::HeadingOpen)));
    for (const OpenPoint& point : report_.open_questions) {
      add("<li><span dir=\"auto\">{}</span>{}<br><span class=\"faint\">{}</span></li>\n", text(point.asks),
          place(point.at), text(how_to_answer(point, words_)));
    }
    html_ += "</ol>\n";
  }

  // ---- what would mend it

  void repairs() {
    if (!extras_.repairs || extras_.repairs->is_met) return;
    add("<h3>{}</h3>\n", text(words_(say::PageMends)));
    if (extras_.repairs->fixes.empty()) {
      add("<p>{}</p>\n", with_own_direction(words_(say::PageNoFix), words_.language()));
      return;
    }
    add("<p class=\"faint\">{}</p>\n<ol>\n",
        with_own_direction(words_(say::PageFixesTried), words_.language()));
    for (const Fix& fix : extras_.repairs->fixes) {
      html_ += "<li><ul class=\"cards\">\n";
      for (const Change& change : fix.changes) {
        add("<li><span dir=\"auto\">{}</span>{}</li>\n", text(change.text), clauses_of(change));
      }
      html_ += "</ul></li>\n";
    }
    html_ += "</ol>\n";
    if (extras_.repairs->is_bounded) {
      add("<p class=\"faint\">{}</p>\n",
          with_own_direction(words_(say::PageSearchBounded), words_.language()));
    }
  }

  std::string clauses_of(const Change& change) const {
    std::vector<std::string> labels;
    for (const std::string& clause : change.clauses) labels.push_back(report_.name_of(clause));
    if (labels.empty()) return {};
    return fmt::format(" <span class=\"at\">[{}]</span>", text(words_.list(labels, say::ListAnd)));
  }

  // ---- rights

  void rights() {
    std::size_t begin = 0, table = 0;
    const auto& all = report_.rights;
    while (begin < std::min(all.size(), reasons_.subjects().size())) {
      std::size_t end = begin + 1;
      while (end < reasons_.subjects().size() &&
             std::ranges::equal(all[begin].acts, all[end].acts, {}, &ActRight::act, &ActRight::act)) {
        ++end;
      }
      rights_table(begin, end, table++);
      begin = end;
    }
    if (begin < all.size()) {
      add("<p>{}</p>\n", text(words_(say::PageFirstSubjects, begin, all.size())));
    }
  }

  void rights_table(std::size_t begin, std::size_t end, std::size_t table) {
    add("<div class=\"rights\" id=\"rights-{}-{}\" data-page=\"{}\">\n<h3>{}</h3>\n", number_, table,
        kRowsShown, text(words_(say::HeadingRights)));
    controls();
    add("<div class=\"wide\">\n<table>\n<thead><tr><th scope=\"col\">{}</th>",
        text(words_(say::PageSubject)));
    for (const ActRight& act : report_.rights[begin].acts)
      add("<th scope=\"col\">{}</th>", text(report_.name_of(act.act)));
    html_ += "</tr></thead>\n<tbody>\n";
    for (std::size_t i = begin; i < end; ++i) row(i, i - begin >= kRowsShown);
    html_ +=
        "</tbody>\n</table>\n</div>\n<p><button type=\"button\" class=\"plain more\" hidden></button></p>\n";
    html_ += "<script type=\"application/json\">" + data(begin, end) + "</script>\n</div>\n";
  }

  void controls() {
    add("<div class=\"controls\" hidden>\n<label>{} <input type=\"search\" autocomplete=\"off\" "
        "spellcheck=\"false\"></label>\n<label>{} <select><option value=\"\">{}</option>",
        text(words_(say::PageSearch)), text(words_(say::PageRight)), text(words_(say::PageAnyRight)));
    for (Right right :
         {Right::Permitted, Right::Discouraged, Right::Forbidden, Right::Undetermined, Right::Silent}) {
      add("<option value=\"{}\">{}</option>", to_string(right), text(right_label(right, words_)));
    }
    add("</select></label>\n<label class=\"check\"><input type=\"checkbox\"> {}</label>\n"
        "<span role=\"status\" class=\"faint\"></span>\n</div>\n"
        "<noscript><p class=\"faint\">{}</p></noscript>\n",
        text(words_(say::PageDoneOnly)), text(words_(say::PageNeedsScripts)));
  }

  void row(std::size_t number, bool is_later) {
    const SubjectRights& rights = report_.rights[number];
    const ExplainedSubject& explained = reasons_.subjects()[number];
    add("<tr{}><th scope=\"row\"><span dir=\"auto\">{}</span>", is_later ? " hidden" : "",
        text(unambiguous_name(rights, shared_names_, words_)));
    if (!explained.facts.empty()) add("<small dir=\"auto\">{}</small>", text(explained.facts));
    html_ += "</th>";
    for (std::size_t i = 0; i < rights.acts.size(); ++i) {
      const Right right = rights.acts[i].right;
      add("<td><button type=\"button\" class=\"right {}\" aria-expanded=\"false\">{}</button>{}</td>",
          to_string(right), text(right_label(right, words_)),
          explained.is_done[i] ? "<span class=\"done\">" + text(words_(say::PageDone)) + "</span>" : "");
    }
    html_ += "</tr>\n";
  }

  /// The data by which the script explains the cells of a table.
  std::string data(std::size_t begin, std::size_t end) const {
    nlohmann::json subjects = nlohmann::json::array();
    for (std::size_t i = begin; i < end; ++i) {
      const ExplainedSubject& subject = reasons_.subjects()[i];
      subjects.push_back({{"name", subject.subject.name},
                          {"pointer", subject.subject.pointer},
                          {"places", subject.subject.places},
                          {"reasons", subject.reasons}});
    }
    nlohmann::json clauses = nlohmann::json::object();
    for (const ClauseWords& clause : report_.clauses) {
      clauses[terminal_text(clause.label)] = {terminal_text(clause.prefers_gist ? "" : clause.quote),
                                              terminal_text(clause.gist),
                                              terminal_text(report_.name_of(clause.label))};
    }
    return fmt::format("{{\"subjects\":{},\"clauses\":{},\"pool\":{}}}", json_text(subjects),
                       json_text(clauses), reasons_.pool().json());
  }

  // ---- everything that was checked

  void demands() {
    if (reasons_.clauses().empty()) return;
    add("<details>\n<summary>{}</summary>\n<div class=\"wide\">\n<table>\n<thead><tr><th "
        "scope=\"col\">{}</th>",
        text(words_(say::PageEverything)), text(words_(say::PageClause)));
    for (const std::string& heading : {words_(say::PageMet), words_(say::PageNotMet), words_(say::PageOpen),
                                       words_(say::PageNotApplicable)}) {
      add("<th scope=\"col\" class=\"number\">{}</th>", text(heading));
    }
    html_ += "</tr></thead>\n<tbody>\n";
    for (const ClauseCounts& clause : reasons_.clauses()) {
      add("<tr><th scope=\"row\">{}", text(report_.name_of(clause.clause)));
      auto words = clauses_.find(clause.clause);
      if (words != clauses_.end()) add("<small dir=\"auto\">{}</small>", text(words->second->gist));
      html_ += "</th>";
      for (std::size_t count :
           {clause.satisfied, clause.violated, clause.undetermined, clause.not_applicable}) {
        add("<td class=\"number\">{}</td>", count);
      }
      html_ += "</tr>\n";
    }
    html_ += "</tbody>\n</table>\n</div>\n</details>\n";
  }

  void identity() {
    const PolicyIdentity& policy = report_.policy;
    add("<details>\n<summary>{}</summary>\n<dl class=\"facts\">\n", text(words_(say::PageCheckedBy)));
    auto fact = [&](const std::string& name, const std::string& value, bool is_digest = false) {
      if (value.empty()) return;
      add("<dt>{}</dt><dd>{}</dd>\n", text(name),
          is_digest ? "<code>" + text(value) + "</code>" : text(value));
    };
    fact(words_(say::PageEngine), kEngine);
    fact(words_(say::PagePolicy), policy.name);
    fact(words_(say::PageInForceFrom), policy.in_force_from.value_or(""));
    fact(words_(say::PageInForceUntil), policy.in_force_until.value_or(""));
    for (const ReadingUsed& reading : policy.readings) {
      fact(words_(say::ColumnReading),
           words_(say::PageReadingIs, reading.name, reading.choice, reading.words));
    }
    fact(words_(say::PageProgramDigest), policy.digest, true);
    fact(words_(say::PageSourcesDigest), policy.digest_of_sources, true);
    html_ += "</dl>\n";
    receipt();
    html_ += "</details>\n";
  }

  void receipt() {
    if (extras_.is_receipt_too_large) {
      add("<p>{}</p>\n", text(words_(say::PageReceiptTooLarge)));
      return;
    }
    if (extras_.receipt.empty()) return;
    add("<p><button type=\"button\" class=\"plain receipt\" data-name=\"{}.receipt.json\">{}</button> "
        "<span class=\"faint\">{}</span></p>\n",
        text(std::filesystem::path(report_.file).stem().string()), text(words_(say::PageSaveReceipt)),
        text(words_(say::PageReceipt)));
    html_ += "<script type=\"application/json\">" + json_text(extras_.receipt) + "</script>\n";
  }

  const DocumentReport& report_;
  const Catalogue words_;
  const ReasonCollector& reasons_;
  const PageExtras& extras_;
  std::size_t number_;
  std::set<std::string> shared_names_;
  std::map<std::string, const ClauseWords*> clauses_;
  std::string html_;
};

}  // namespace

void HtmlReport::mistakes(const Diagnostics& diagnostics, const Sources& sources) {
  if (diagnostics.all().empty()) return;
  output_.write_mistakes(diagnostics_text(diagnostics, sources, error_color_));
  body_ += fmt::format("<pre>{}</pre>\n", escaped_html(diagnostics_text(diagnostics, sources, Color::Off)));
}

void HtmlReport::passed_over(const std::vector<PassedOverFile>& files, const Catalogue& words) {
  passed_over_ = passed_over_in_words(files, words);
}

void HtmlReport::run_end(const RunEnd& end, const Sources& sources) {
  mistakes(end.mistakes, sources);
  closing_ = end.in_words(words_);
}

void HtmlReport::document(const DocumentReport& report, const Sources& sources) {
  const std::size_t number = entries_.size() + 1;
  words_ = Catalogue(report.language);
  if (report.verdict || report.is_noted_only()) {
    entries_.push_back({report.file, report.verdict, report.verdict ? style_of(*report.verdict) : "doubt",
                        title_of(report.policy)});
    body_ += Article(report, reasons_, extras_, number).html();
    add_untranslated(report.untranslated, untranslated_);
    if (extras_.repairs) add_untranslated(extras_.repairs->report.untranslated, untranslated_);
  } else {
    entries_.push_back({report.file, std::nullopt, "bad", {}});
    body_ += fmt::format("<article id=\"document-{}\">\n<h2>{}</h2>\n<p>{}</p>\n", number,
                         escaped_html_line(report.file), badge("bad", words_(say::NotCheckedAtAll)));
    mistakes(report.diagnostics, sources);
    body_ += "</article>\n";
  }
  reasons_.clear();
  extras_ = {};
}

void HtmlReport::compare(const DocumentReport& report, const std::vector<Alternative>&,
                         const Sources& sources) {
  document(report, sources);
}

std::string HtmlReport::html() const {
  const bool is_one = entries_.size() == 1;
  std::string title = is_one ? words_(say::FileIs, entries_[0].file, verdict(entries_[0])) : summary();
  std::string html = page_head(title, words_.language());
  html += fmt::format("<body>\n<a class=\"skip\" href=\"#main\">{}</a>\n<header>\n",
                      escaped_html_line(words_(say::PageSkip)));
  html += fmt::format("<h1 dir=\"auto\">{}</h1>\n",
                      escaped_html_line(is_one && !entries_[0].policy.empty() ? entries_[0].policy : title));
  if (entries_.size() > 1) {
    html += fmt::format("<nav aria-label=\"{}\"><ul>\n", escaped_html_line(words_(say::PageDocuments)));
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      html +=
          fmt::format("<li><a href=\"#document-{}\">{}</a> {}</li>\n", i + 1,
                      escaped_html_line(entries_[i].file), badge(entries_[i].style, verdict(entries_[i])));
    }
    html += "</ul></nav>\n";
  }
  html += "</header>\n<main id=\"main\" tabindex=\"-1\">\n" + body_ + "</main>\n<footer>\n";
  std::string note = untranslated_note(untranslated_, words_);
  std::vector<std::string> lines = closing_;
  lines.insert(lines.end(), {passed_over_, note});
  for (const std::string& line : lines) {
    if (!line.empty())
      html += fmt::format("<p class=\"faint\">{}</p>\n", with_own_direction(line, words_.language()));
  }
  html += fmt::format("<p class=\"faint\">{}</p>\n</footer>\n", kEngine);
  nlohmann::json words = {
      {"line", words_.pattern(say::InLine.number)},       {"close", words_(say::PageClose)},
      {"found", words_.pattern(say::PageFound.number)},   {"more", words_.pattern(say::PageShowMore.number)},
      {"named", words_.pattern(say::NameAndText.number)}, {"quoted", words_.pattern(say::Quoted.number)}};
  html += "<script type=\"application/json\" id=\"words\">" + json_text(words) + "</script>\n";
  html += fmt::format("<script>\n{}</script>\n</body>\n</html>\n", kPageScript);
  return html;
}

std::string HtmlReport::verdict(const Entry& entry) const {
  return entry.verdict ? verdict_label(*entry.verdict, words_) : words_(say::NotCheckedAtAll);
}

std::string HtmlReport::summary() const {
  std::map<std::optional<Verdict>, std::size_t> verdicts;
  for (const Entry& entry : entries_) ++verdicts[entry.verdict];
  return verdicts_in_words(verdicts, words_);
}

}  // namespace precept::rendering
