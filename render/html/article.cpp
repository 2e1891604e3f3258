#include "render/html/article.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/version.h"
#include "render/html/heading.h"
#include "render/html/page.h"
#include "render/html/reason_html.h"
#include "render/layout.h"
#include "render/reasons.h"
#include "render/report.h"
#include "render/summary.h"
#include "runtime/phrasing/labels.h"

namespace precept::rendering {

namespace {

std::string json_text(const nlohmann::json& json) {
  return script_text(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
}

}  // namespace

std::string verdict_badge(std::string_view style, std::string_view verdict) {
  return fmt::format("<span class=\"verdict {}\">{}</span>", style, escaped_html_line(verdict));
}

std::string clause_words_json(const DocumentReport& report) {
  nlohmann::json clauses = nlohmann::json::object();
  for (const ClauseWords& clause : report.clauses) {
    clauses[terminal_text(clause.label)] = {terminal_text(clause.prefers_gist ? "" : clause.quote),
                                            terminal_text(clause.gist),
                                            terminal_text(report.name_of(clause.label))};
  }
  return json_text(clauses);
}

namespace {

const std::string& title_of(const PolicyIdentity& policy) {
  return policy.title.empty() ? policy.name : policy.title;
}

/// How many rows of a table are laid out at first: thousands are slow in a browser. The script shows more.
constexpr std::size_t kRowsShown = 200;
/// How many findings, and how many questions, a print shows, so that a meeting is two pages.
constexpr std::size_t kMostOnPaper = 7;
/// A brief page has search and filter above longer tables only.
constexpr std::size_t kFewRows = 25;
/// So much of a digest tells policies apart.
constexpr std::size_t kShownDigest = 19;

/// Writes the article of one document.
class Article {
 public:
  Article(const DocumentReport& report, const PageExtras& extras, const ArticleForm& form)
      : report_(report),
        words_(report.language),
        reasons_(extras.reasons),
        extras_(extras),
        form_(form),
        number_(form.number),
        shared_names_(shared_names(report.rights)) {
    for (const ClauseWords& clause : report.clauses) clauses_[clause.label] = &clause;
  }

  std::string html() {
    before();
    findings(words_(say::HeadingViolated), "bad", Level::Error, {Outcome::Violated});
    findings(words_(say::HeadingUndecided), "doubt", Level::Error, {Outcome::Undetermined});
    left_on_screen(findings_);
    questions();
    if (!form_.is_brief) repairs();
    html_ += "<div class=\"no-print\">\n";
    findings(words_(say::HeadingWarnings), "doubt", Level::Warning,
             {Outcome::Violated, Outcome::Undetermined});
    findings(words_(say::HeadingNotes), "note", Level::Note, {Outcome::Violated, Outcome::Undetermined});
    rights();
    html_ += "</div>\n";
    if (!form_.is_brief) demands();
    if (form_.is_brief) {
      add("<p class=\"faint no-print\">{} · {} · {}<br><code>precept report {} -o page.html</code></p>\n",
          kEngine, text(report_.policy.name), text(report_.policy.digest.substr(0, kShownDigest)),
          text(report_.file));
    } else {
      identity();
    }
    html_ += "</article>\n";
    return std::move(html_);
  }

 private:
  template <class... Arguments>
  void add(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(html_), format, std::forward<Arguments>(arguments)...);
  }
  static std::string text(std::string_view text) { return escaped_html_line(text); }

  void before() {
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
    add("<li{}><span dir=\"auto\">{}</span>{}\n", screen_only(findings_), text(said), place(finding.at));
    std::string why = form_.is_brief ? std::string() : reason_list(report_, *reason);
    if (!why.empty()) add("<details><summary>{}</summary>\n{}</details>\n", text(words_(say::PageWhy)), why);
    html_ += "</li>\n";
    return true;
  }

  /// The class of one more point, which paper has room for or not.
  static const char* screen_only(std::size_t& count) {
    return ++count > kMostOnPaper ? " class=\"screen\"" : "";
  }
  void left_on_screen(std::size_t count) {
    if (count > kMostOnPaper)
      add("<p class=\"paper\">{}</p>\n", text(words_(say::PageMoreOnScreen, count - kMostOnPaper)));
  }

  std::string place(const Place& at) const {
    std::string words = place_in_words(at, report_);
    return words.empty() ? words : fmt::format(" <span class=\"at\">[{}]</span>", text(words));
  }

  // ---- what is open

  void questions() {
    if (report_.open_questions.empty()) return;
    add("<h3 class=\"doubt\">{}</h3>\n<ol>\n", text(words_(say::HeadingOpen)));
    std::size_t count = 0;
    for (const OpenPoint& point : report_.open_questions) {
      add("<li{}><span dir=\"auto\">{}</span>{}<br><span class=\"faint\">{}</span></li>\n",
          screen_only(count), text(point.asks), place(point.at), text(how_to_answer(point, words_)));
    }
    html_ += "</ol>\n";
    left_on_screen(count);
  }

  // ---- what would mend it

  void repairs() {
    if (!extras_.repairs || extras_.repairs->is_met) return;
    html_ += "<section class=\"no-print\">\n";
    mends();
    html_ += "</section>\n";
  }

  void mends() {
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
    if (!form_.is_brief || end - begin > kFewRows) controls();
    add("<div class=\"wide\">\n<table>\n<thead><tr><th scope=\"col\">{}</th>",
        text(words_(say::PageSubject)));
    for (const ActRight& act : report_.rights[begin].acts)
      add("<th scope=\"col\">{}</th>", text(report_.name_of(act.act)));
    html_ += "</tr></thead>\n<tbody>\n";
    for (std::size_t i = begin; i < end; ++i) row(i, !form_.is_in_site && i - begin >= kRowsShown);
    html_ +=
        "</tbody>\n</table>\n</div>\n<p><button type=\"button\" class=\"plain more\" hidden></button></p>\n";
    if (!form_.is_brief) html_ += "<script type=\"application/json\">" + data(begin, end) + "</script>\n";
    html_ += "</div>\n";
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

  /// Without the tags that HTML lets one leave out, and without what opens.
  void brief_row(std::size_t number) {
    const SubjectRights& rights = report_.rights[number];
    add("<tr><th scope=row dir=auto>{}", text(unambiguous_name(rights, shared_names_, words_)));
    for (std::size_t i = 0; i < rights.acts.size(); ++i) {
      add("<td class={}>{}{}", to_string(rights.acts[i].right),
          text(right_label(rights.acts[i].right, words_)),
          reasons_.subjects()[number].is_done[i]
              ? "<span class=done>" + text(words_(say::PageDone)) + "</span>"
              : "");
    }
    html_ += '\n';
  }

  void row(std::size_t number, bool is_later) {
    const SubjectRights& rights = report_.rights[number];
    const ExplainedSubject& explained = reasons_.subjects()[number];
    if (form_.is_brief) return brief_row(number);
    add("<tr{}><th scope=\"row\"><span dir=\"auto\">{}</span>", is_later ? " hidden" : "",
        text(unambiguous_name(rights, shared_names_, words_)));
    if (!explained.facts.empty()) add("<small dir=\"auto\">{}</small>", text(explained.facts));
    html_ += "</th>";
    for (std::size_t i = 0; i < rights.acts.size(); ++i) {
      const Right right = rights.acts[i].right;
      if (form_.is_in_site) {  // the script makes buttons of these
        add("<td class=\"right {}\">{}{}</td>", to_string(right), text(right_label(right, words_)),
            explained.is_done[i] ? "<span class=\"done\">" + text(words_(say::PageDone)) + "</span>" : "");
        continue;
      }
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
    const std::string clauses =
        form_.is_in_site ? "" : fmt::format("\"clauses\":{},", clause_words_json(report_));
    return fmt::format("{{\"subjects\":{},{}\"pool\":{}}}", json_text(subjects), clauses,
                       reasons_.pool().json());
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
      if (!form_.is_in_site && words != clauses_.end())
        add("<small dir=\"auto\">{}</small>", text(words->second->gist));
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
    for (const PageList& list : extras_.lists) {
      fact(words_(say::PageList), words_(say::PageListIs, list.path, list.file, std::to_string(list.records),
                                         std::to_string(list.left_out_by_only)));
    }
    fact(words_(say::PageProgramDigest), policy.digest, true);
    fact(words_(say::PageSourcesDigest), policy.digest_of_sources, true);
    html_ += "</dl>\n";
    receipt();
    html_ += "</details>\n";
  }

  void receipt() {
    if (form_.is_in_site) {
      add("<p>{}</p>\n", text(words_(say::PageReceiptElsewhere)));
      return;
    }
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
  const ArticleForm& form_;
  std::size_t number_;
  std::set<std::string> shared_names_;
  std::map<std::string, const ClauseWords*> clauses_;
  std::size_t findings_ = 0;  ///< that were told
  std::string html_;
};

}  // namespace

std::string article_head(const DocumentReport& report, const ArticleForm& form) {
  const Catalogue words(report.language);
  const bool is_checked = is_on_page(report);
  const std::string policy = is_checked ? title_of(report.policy) : std::string();
  const std::string name = form.is_alone && is_checked ? policy : document_heading(report);
  std::string html = fmt::format(
      "<article id=\"document-{0}\" aria-labelledby=\"document-{0}-name\">\n"
      "<h2 id=\"document-{0}-name\" dir=\"auto\">{1}</h2>\n",
      form.number, escaped_html_line(name));
  if (!form.is_alone && name != report.file)
    html += fmt::format("<p class=\"at\">{}</p>\n", escaped_html_line(report.file));
  html += fmt::format("<p>{}</p>\n", verdict_badge(style_of_report(report), verdict_in_words(report)));
  if (!is_checked) return html;
  if (!report.verdict)
    html += fmt::format("<p dir=\"auto\">{}</p>\n", escaped_html_line(words(say::NothingBinding)));
  const std::string because = escaped_html_line(report.chosen_because);
  return html + (form.is_alone ? fmt::format("<p class=\"faint\" dir=\"auto\">{}</p>\n", because)
                               : fmt::format("<p dir=\"auto\">{} <span class=\"faint\">({})</span></p>\n",
                                             escaped_html_line(policy), because));
}

std::string article_body(const DocumentReport& report, const PageExtras& extras, const ArticleForm& form) {
  return Article(report, extras, form).html();
}

}  // namespace precept::rendering
