#include "tools/page/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "tools/page/assets.h"
#include "tools/page/reason_html.h"
#include "tools/report/layout.h"
#include "tools/report/reasons.h"
#include "tools/version.h"

namespace precept::tools {

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

/// Rows of a table that are laid out at once, as a browser takes its time over thousands; the script shows
/// more.
constexpr std::size_t kRowsShown = 200;

/// What one document's article is made of.
class Article {
 public:
  Article(const DocumentReport& report, const Explained& explained, const PageExtras& extras,
          std::size_t number)
      : report_(report), explained_(explained), extras_(extras), number_(number) {
    for (const ClauseWords& clause : report.clauses) clauses_[clause.label] = &clause;
  }

  std::string html() {
    head();
    findings("Not in accordance", "bad", Level::Error, {Outcome::Violated});
    findings("Undecided", "doubt", Level::Error, {Outcome::Undetermined});
    questions();
    repairs();
    findings("Warnings", "doubt", Level::Warning, {Outcome::Violated, Outcome::Undetermined});
    findings("Notes", "note", Level::Note, {Outcome::Violated, Outcome::Undetermined});
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
  static std::string text(std::string_view text) { return line_markup(text); }

  void head() {
    add("<article id=\"document-{}\" aria-labelledby=\"document-{}-name\">\n", number_, number_);
    add("<h2 id=\"document-{}-name\">{}</h2>\n", number_, text(report_.file));
    add("<p>{}</p>\n", badge(style_of(*report_.verdict), to_string(*report_.verdict)));
    add("<p dir=\"auto\">{} <span class=\"faint\">({})</span></p>\n", text(title_of(report_.policy)),
        text(report_.chosen_because));
    for (const std::string& reading : readings_in_words(report_.policy, Words()))
      add("<p>{}</p>\n", text(reading));
    for (const Diagnostic& warning : report_.diagnostics.all()) {
      add("<p class=\"faint\">{} {}</p>\n", info(warning.kind).code, text(warning.message));
    }
  }

  // ---- findings

  void findings(const char* heading, const char* style, Level level, const std::vector<Outcome>& outcomes) {
    std::vector<std::pair<std::string, std::vector<std::size_t>>> clauses;
    for (std::size_t i = 0; i < report_.findings.size(); ++i) {
      const Finding& finding = report_.findings[i];
      if (finding.level != level || std::ranges::count(outcomes, finding.outcome) == 0) continue;
      auto known = std::ranges::find(clauses, finding.clause, [](const auto& entry) { return entry.first; });
      if (known == clauses.end()) known = clauses.insert(clauses.end(), {finding.clause, {}});
      known->second.push_back(i);
    }
    if (clauses.empty()) return;
    add("<h3 class=\"{}\">{}</h3>\n", style, heading);
    for (const auto& [clause, numbers] : clauses) {
      add("<div class=\"card {}\">\n<h4>{}</h4>\n", style, text(clause));
      words_of(clause);
      html_ += "<ul class=\"cards\">\n";
      std::size_t left = 0;
      for (std::size_t i : numbers) left += finding(i) ? 0 : 1;
      html_ += "</ul>\n";
      if (left > 0) add("<p>… and {} more; <code>precept check --all</code> lists them</p>\n", left);
      html_ += "</div>\n";
    }
  }

  void words_of(const std::string& clause) {
    auto words = clauses_.find(clause);
    if (words == clauses_.end()) return;
    if (!words->second->quote.empty()) {
      add("<blockquote dir=\"auto\">“{}”</blockquote>\n", text(words->second->quote));
    }
    if (!words->second->gist.empty()) add("<p dir=\"auto\">{}</p>\n", text(words->second->gist));
  }

  /// False where it is one too many to show.
  bool finding(std::size_t number) {
    const std::optional<Reason>& reason = explained_.findings()[number];
    if (!reason) return false;
    const Finding& finding = report_.findings[number];
    std::string said = finding.message;
    if (!finding.name.empty() && said.find(finding.name) == std::string::npos)
      said = finding.name + ": " + said;
    add("<li><span dir=\"auto\">{}</span>{}\n", text(said), place(finding.at));
    std::string why = reason_list(report_, *reason);
    if (!why.empty()) add("<details><summary>Why</summary>\n{}</details>\n", why);
    html_ += "</li>\n";
    return true;
  }

  std::string place(const ReportPlace& at) const {
    std::string words = place_in_words(at, report_);
    return words.empty() ? words : fmt::format(" <span class=\"at\">[{}]</span>", text(words));
  }

  // ---- what is open

  void questions() {
    if (report_.open_questions.empty()) return;
    html_ += "<h3 class=\"doubt\">Open: answers that would settle it</h3>\n<ol>\n";
    for (const OpenPoint& point : report_.open_questions) {
      add("<li><span dir=\"auto\">{}</span>{}<br><span class=\"faint\">{}</span></li>\n", text(point.asks),
          place(point.at), text(how_to_answer(point, Words())));
    }
    html_ += "</ol>\n";
  }

  // ---- what would mend it

  void repairs() {
    if (!extras_.repairs || extras_.repairs->is_met) return;
    html_ += "<h3>What would mend it</h3>\n";
    if (extras_.repairs->fixes.empty()) {
      html_ += "<p>No small set of changes was found that would.</p>\n";
      return;
    }
    html_ +=
        "<p class=\"faint\">Each of these was tried: with all its changes the document is compliant, with "
        "fewer of "
        "them it is not.</p>\n<ol>\n";
    for (const Fix& fix : extras_.repairs->fixes) {
      html_ += "<li><ul class=\"cards\">\n";
      for (const Change& change : fix.changes) {
        add("<li><span dir=\"auto\">{}</span> <span class=\"at\">[{}]</span></li>\n", text(change.text),
            text(joined(change.clauses)));
      }
      add("</ul>{}</li>\n",
          fix.changes_fixed ? "<p class=\"faint\">This changes what the policy marks as fixed.</p>" : "");
    }
    html_ += "</ol>\n";
    if (extras_.repairs->is_bounded) {
      html_ += "<p class=\"faint\">The search was cut short; there may be smaller sets.</p>\n";
    }
  }

  // ---- rights

  void rights() {
    std::size_t begin = 0, table = 0;
    const auto& all = report_.rights;
    while (begin < std::min(all.size(), explained_.subjects().size())) {
      std::size_t end = begin + 1;
      while (end < explained_.subjects().size() &&
             std::ranges::equal(all[begin].acts, all[end].acts, {}, &ActRight::act, &ActRight::act)) {
        ++end;
      }
      rights_table(begin, end, table++);
      begin = end;
    }
    if (begin < all.size()) {
      add("<p>The table shows the first {} of {} subjects; <code>precept check --rights --all</code> lists "
          "all.</p>\n",
          begin, all.size());
    }
  }

  void rights_table(std::size_t begin, std::size_t end, std::size_t table) {
    add("<div class=\"rights\" id=\"rights-{}-{}\" data-page=\"{}\">\n<h3>Rights</h3>\n", number_, table,
        kRowsShown);
    controls();
    add("<div class=\"wide\">\n<table>\n<thead><tr><th scope=\"col\">Subject</th>");
    for (const ActRight& act : report_.rights[begin].acts) add("<th scope=\"col\">{}</th>", text(act.act));
    html_ += "</tr></thead>\n<tbody>\n";
    for (std::size_t i = begin; i < end; ++i) row(i, i - begin >= kRowsShown);
    html_ +=
        "</tbody>\n</table>\n</div>\n<p><button type=\"button\" class=\"plain more\" hidden></button></p>\n";
    html_ += "<script type=\"application/json\">" + data(begin, end) + "</script>\n</div>\n";
  }

  void controls() {
    html_ += R"(<div class="controls" hidden>
<label>Search <input type="search" autocomplete="off" spellcheck="false"></label>
<label>Right <select><option value="">any</option>)";
    for (Right right :
         {Right::Permitted, Right::Discouraged, Right::Forbidden, Right::Undetermined, Right::Silent}) {
      add("<option>{}</option>", to_string(right));
    }
    html_ += R"(</select></label>
<label class="check"><input type="checkbox"> only acts that are done</label>
<span role="status" class="faint"></span>
</div>
<noscript><p class="faint">The reasons behind single rights need scripts; precept explain tells them too.</p></noscript>
)";
  }

  void row(std::size_t number, bool is_later) {
    const SubjectRights& rights = report_.rights[number];
    const ExplainedSubject& explained = explained_.subjects()[number];
    add("<tr{}><th scope=\"row\"><span dir=\"auto\">{}</span>", is_later ? " hidden" : "",
        text(rights.name.empty() ? rights.subject : rights.name));
    if (!explained.facts.empty()) add("<small dir=\"auto\">{}</small>", text(explained.facts));
    html_ += "</th>";
    for (std::size_t i = 0; i < rights.acts.size(); ++i) {
      const char* right = to_string(rights.acts[i].right);
      add("<td><button type=\"button\" class=\"right {}\" aria-expanded=\"false\">{}</button>{}</td>", right,
          right, explained.is_done[i] ? "<span class=\"done\">done</span>" : "");
    }
    html_ += "</tr>\n";
  }

  /// What the script needs to explain the cells of a table.
  std::string data(std::size_t begin, std::size_t end) const {
    nlohmann::json subjects = nlohmann::json::array();
    for (std::size_t i = begin; i < end; ++i) {
      const ExplainedSubject& subject = explained_.subjects()[i];
      subjects.push_back({{"name", subject.subject.name},
                          {"pointer", subject.subject.pointer},
                          {"places", subject.subject.places},
                          {"reasons", subject.reasons}});
    }
    nlohmann::json clauses = nlohmann::json::object();
    for (const ClauseWords& clause : report_.clauses) {
      clauses[harmless(clause.label)] = {harmless(clause.quote), harmless(clause.gist)};
    }
    return fmt::format("{{\"subjects\":{},\"clauses\":{},\"pool\":{}}}", json_text(subjects),
                       json_text(clauses), explained_.pool().json());
  }

  // ---- everything that was asked

  void demands() {
    if (explained_.clauses().empty()) return;
    html_ +=
        "<details>\n<summary>Everything that was checked</summary>\n<div "
        "class=\"wide\">\n<table>\n<thead><tr>"
        "<th scope=\"col\">Clause</th><th scope=\"col\" class=\"number\">met</th>"
        "<th scope=\"col\" class=\"number\">not met</th><th scope=\"col\" class=\"number\">open</th>"
        "<th scope=\"col\" class=\"number\">does not apply</th></tr></thead>\n<tbody>\n";
    for (const ClauseCounts& clause : explained_.clauses()) {
      add("<tr><th scope=\"row\">{}", text(clause.clause));
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
    html_ += "<details>\n<summary>What it was checked by</summary>\n<dl class=\"facts\">\n";
    auto fact = [&](const char* name, const std::string& value, bool is_digest = false) {
      if (value.empty()) return;
      add("<dt>{}</dt><dd>{}</dd>\n", name, is_digest ? "<code>" + text(value) + "</code>" : text(value));
    };
    fact("Engine", kEngine);
    fact("Policy", policy.name);
    fact("In force from", policy.in_force_from.value_or(""));
    fact("In force until", policy.in_force_until.value_or(""));
    for (const ReadingUsed& reading : policy.readings) {
      fact("Reading", fmt::format("{} = {}: {}", reading.name, reading.choice, reading.words));
    }
    fact("Digest of the program", policy.digest, true);
    fact("Digest of its sources", policy.digest_of_sources, true);
    html_ += "</dl>\n";
    receipt();
    html_ += "</details>\n";
  }

  void receipt() {
    if (extras_.receipt.empty()) return;
    if (extras_.receipt.size() > Page::kLargestReceipt) {
      html_ +=
          "<p>The receipt is too large for a page; <code>precept check --receipt</code> writes it.</p>\n";
      return;
    }
    add("<p><button type=\"button\" class=\"plain receipt\" data-name=\"{}.receipt.json\">Save the "
        "receipt</button> "
        "<span class=\"faint\">with a proof of every finding; <code>precept verify</code> checks "
        "it.</span></p>\n",
        text(std::filesystem::path(report_.file).stem().string()));
    html_ += "<script type=\"application/json\">" + json_text(extras_.receipt) + "</script>\n";
  }

  const DocumentReport& report_;
  const Explained& explained_;
  const PageExtras& extras_;
  std::size_t number_;
  std::map<std::string, const ClauseWords*> clauses_;
  std::string html_;
};

}  // namespace

void Page::mistakes(const Diagnostics& diagnostics, const Sources& sources) {
  if (diagnostics.all().empty()) return;
  write_error(output_, render(diagnostics, sources, error_color_));
  body_ += fmt::format("<pre>{}</pre>\n", markup(render(diagnostics, sources, Color::Off)));
}

void Page::document(const DocumentReport& report, const Sources& sources) {
  const std::size_t number = entries_.size() + 1;
  if (report.verdict) {
    entries_.push_back(
        {report.file, to_string(*report.verdict), style_of(*report.verdict), title_of(report.policy)});
    body_ += Article(report, explained_, extras_, number).html();
  } else {
    entries_.push_back({report.file, "not checked", "bad", {}});
    body_ += fmt::format("<article id=\"document-{}\">\n<h2>{}</h2>\n<p>{}</p>\n", number,
                         line_markup(report.file), badge("bad", "not checked"));
    mistakes(report.diagnostics, sources);
    body_ += "</article>\n";
  }
  explained_.clear();
  extras_ = {};
}

void Page::compare(const DocumentReport& report, const std::vector<Alternative>&, const Sources& sources) {
  document(report, sources);
}

std::string Page::html() const {
  const bool is_one = entries_.size() == 1;
  std::string title = is_one ? fmt::format("{} is {}", entries_[0].file, entries_[0].verdict) : summary();
  std::string html = page_head(title);
  html += "<body>\n<a class=\"skip\" href=\"#main\">To the findings</a>\n<header>\n";
  html += fmt::format("<h1 dir=\"auto\">{}</h1>\n",
                      line_markup(is_one && !entries_[0].policy.empty() ? entries_[0].policy : title));
  if (entries_.size() > 1) {
    html += "<nav aria-label=\"Documents\"><ul>\n";
    for (std::size_t i = 0; i < entries_.size(); ++i) {
      html += fmt::format("<li><a href=\"#document-{}\">{}</a> {}</li>\n", i + 1,
                          line_markup(entries_[i].file), badge(entries_[i].style, entries_[i].verdict));
    }
    html += "</ul></nav>\n";
  }
  html += "</header>\n<main id=\"main\" tabindex=\"-1\">\n" + body_ + "</main>\n";
  html += fmt::format("<footer><p class=\"faint\">{}</p></footer>\n", kEngine);
  nlohmann::json words = {
      {"line", "line {0}"}, {"close", "Close"}, {"found", "{0} of {1}"}, {"more", "Show {0} more"}};
  html += "<script type=\"application/json\" id=\"words\">" + json_text(words) + "</script>\n";
  html += fmt::format("<script>\n{}</script>\n</body>\n</html>\n", kPageScript);
  return html;
}

std::string Page::summary() const {
  std::vector<std::string> parts;
  for (const char* verdict : {"compliant", "non-compliant", "undetermined", "not checked"}) {
    auto count = std::ranges::count(entries_, verdict, &Entry::verdict);
    if (count > 0) parts.push_back(fmt::format("{} {}", count, verdict));
  }
  return fmt::format("{}: {}", counted(entries_.size(), "document", "documents"), joined(parts));
}

}  // namespace precept::tools
