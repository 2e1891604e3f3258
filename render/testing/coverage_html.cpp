// Writes the policies' texts with their coverage as one page.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "render/layout.h"
#include "render/testing/coverage.h"

namespace precept::rendering {

namespace {

using testing::CoveragePoint;
using testing::PolicyCoverage;
using testing::Share;

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Coverage</title>
<style>
:root { color-scheme: light dark; --page: #fbfbf9; --text: #1d1f21; --faint: #6b6f76; --line: #dcdcd6;
  --hit: #1a7f37; --hit-ground: #dff3e3; --part: #8a5a00; --part-ground: #fdf0cd;
  --miss: #b3261e; --miss-ground: #fbe0dd; }
@media (prefers-color-scheme: dark) { :root { --page: #16181b; --text: #e4e4e1; --faint: #969ba3;
  --line: #33373d; --hit: #6fcf87; --hit-ground: #17321f; --part: #e7bb5c; --part-ground: #3a2e10;
  --miss: #ff8f86; --miss-ground: #451d1a; } }
body { margin: 2rem auto; max-width: 72rem; padding: 0 1rem; background: var(--page); color: var(--text);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
p { margin: .25rem 0; } a { color: inherit; } .faint { color: var(--faint); }
.rows { border-collapse: collapse; margin: 1rem 0; } .rows td { padding: .1rem 1rem .1rem 0; }
.rows td:nth-child(2) { text-align: right; font-variant-numeric: tabular-nums; }
.bar { width: 10rem; height: .5rem; border-radius: .25rem; overflow: hidden; background: var(--miss); }
.bar i { display: block; height: 100%; background: var(--hit); }
.code { border: 1px solid var(--line); border-radius: .5rem; overflow-x: auto; padding: .5rem 0;
  font: 13px/1.55 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.code > div { display: flex; min-width: max-content; }
.number, .count { flex: none; text-align: right; padding-right: 1ch; color: var(--faint); user-select: none; }
.number { width: 6ch; } .count { width: 6ch; border-right: 3px solid transparent; margin-right: 1ch; }
.count.hit { border-color: var(--hit); color: var(--hit); }
.count.part { border-color: var(--part); color: var(--part); }
.count.miss { border-color: var(--miss); color: var(--miss); }
.text { white-space: pre; padding-right: 1rem; }
mark { color: inherit; border-radius: .2rem; } mark.hit { background: var(--hit-ground); }
mark.part { background: var(--part-ground); } mark.miss { background: var(--miss-ground); }
.note { color: var(--miss); white-space: pre; padding-right: 1rem; }
.miss-text { color: var(--miss); } .hit-text { color: var(--hit); }
:target { outline: 2px solid var(--faint); }
</style>
)";

const char* state_of(const Share& share) {
  if (share.hit == share.all) return "hit";
  return share.hit == 0 ? "miss" : "part";
}

/// The points at one place, which are marked together.
struct MarkedSpan {
  std::uint32_t begin = 0, end = 0;
  Share share;
  std::string missing;
};

/// Writes the text of one file.
class FileText {
 public:
  FileText(const PolicyCoverage& coverage, FileId file, const Sources& sources, std::string anchor)
      : file_(sources.file(file)), anchor_(std::move(anchor)) {
    for (const CoveragePoint& point : coverage.points) {
      if (point.place.file != file) continue;
      add(point, sources.locate(file, point.place.begin).line);
    }
    for (const auto& [point, words] : testing::missing_places(coverage)) {
      if (point->place.file == file) notes_[sources.locate(file, point->place.begin).line].push_back(words);
    }
  }

  std::string write() const {
    std::string page = fmt::format("<h2>{}</h2>\n<div class=\"code\">\n", escaped_html(file_.name));
    for (std::uint32_t line = 1; line <= file_.line_starts.size(); ++line) page += line_of(line);
    return page + "</div>\n";
  }

 private:
  void add(const CoveragePoint& point, std::uint32_t line) {
    MarkedSpan& span = marked_spans_[{point.place.begin, point.place.end}];
    span.begin = point.place.begin;
    span.end = point.place.end;
    span.share.add(point.is_hit);
    shares_[line].add(point.is_hit);
    if (point.is_hit) return;
    span.missing += (span.missing.empty() ? "" : "; ") + point.missing();
  }

  std::string line_of(std::uint32_t line) const {
    std::uint32_t begin = file_.line_starts[line - 1];
    bool is_last = line == file_.line_starts.size();
    auto end = static_cast<std::uint32_t>(is_last ? file_.text.size() : file_.line_starts[line]);
    while (end > begin && (file_.text[end - 1] == '\n' || file_.text[end - 1] == '\r')) --end;
    if (is_last && begin == end) return {};
    std::string count = "<span class=\"count\"></span>";
    if (auto share = shares_.find(line); share != shares_.end()) {
      count = fmt::format("<span class=\"count {}\">{}/{}</span>", state_of(share->second), share->second.hit,
                          share->second.all);
    }
    std::string result = fmt::format(
        "<div id=\"{}-{}\"><span class=\"number\">{}</span>{}<span class=\"text\">{}</span></div>\n", anchor_,
        line, line, count, text_of(begin, end));
    auto notes = notes_.find(line);
    if (notes == notes_.end()) return result;
    for (const std::string& note : notes->second) {
      result += fmt::format(
          "<div><span class=\"number\"></span><span class=\"count miss\"></span>"
          "<span class=\"note\">{}{}</span></div>\n",
          std::string(file_.text.find_first_not_of(' ', begin) - begin, ' ') + "↳ ", escaped_html(note));
    }
    return result;
  }

  /// Writes a part of the text; each byte has the mark of the shortest span around it.
  std::string text_of(std::uint32_t begin, std::uint32_t end) const {
    std::string result;
    for (std::uint32_t at = begin; at < end;) {
      const MarkedSpan* around = shortest_around(at);
      std::uint32_t stop = at + 1;
      while (stop < end && shortest_around(stop) == around) ++stop;
      std::string_view text = std::string_view(file_.text).substr(at, stop - at);
      bool is_blank = text.find_first_not_of(" \t") == std::string_view::npos;
      if (around && !is_blank) {
        result += fmt::format("<mark class=\"{}\" title=\"{} of {}{}{}\">{}</mark>", state_of(around->share),
                              around->share.hit, around->share.all, around->missing.empty() ? "" : ": ",
                              escaped_html(around->missing), escaped_html(text));
      } else {
        result += escaped_html(text);
      }
      at = stop;
    }
    return result;
  }

  const MarkedSpan* shortest_around(std::uint32_t at) const {
    const MarkedSpan* best = nullptr;
    for (const auto& [place, span] : marked_spans_) {
      if (place.first > at) break;
      bool is_around = at < span.end;
      if (is_around && (!best || span.end - span.begin < best->end - best->begin)) best = &span;
    }
    return best;
  }

  const SourceFile& file_;
  std::string anchor_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, MarkedSpan> marked_spans_;  ///< by begin and end
  std::map<std::uint32_t, Share> shares_;                                       ///< by line
  std::map<std::uint32_t, std::vector<std::string>> notes_;
};

/// Writes one policy: its rows, each with a link to its first point that was not hit, else to its first
/// point; then its texts.
class PolicyPart {
 public:
  PolicyPart(const PolicyCoverage& coverage, const Sources& sources, std::size_t number)
      : coverage_(coverage), sources_(sources), number_(number) {}

  std::string write() const {
    const Share& share = coverage_.share;
    std::string page = fmt::format(
        "<h1>{}</h1>\n<p class=\"faint\">{}</p>\n"
        "<p>{} of {} points hit by tests: <b class=\"{}-text\">{}</b></p>\n",
        escaped_html(coverage_.policies->name), escaped_html(coverage_.file.string()), share.hit, share.all,
        share.hit == share.all ? "hit" : "miss", share.words());
    if (!coverage_.unnamed.empty()) {
      std::string labels;
      for (const std::string& label : coverage_.unnamed) labels += (labels.empty() ? "" : ", ") + label;
      page += fmt::format("<p>No test expects anything of {}.</p>\n", escaped_html(labels));
    }
    page += rows();
    std::set<FileId> files;
    for (const CoveragePoint& point : coverage_.points) {
      if (files.insert(point.place.file).second)
        page += FileText(coverage_, point.place.file, sources_, anchor(point.place.file)).write();
    }
    return page;
  }

 private:
  std::string anchor(FileId file) const { return fmt::format("p{}f{}", number_, file); }

  std::string rows() const {
    std::string table = "<table class=\"rows\">\n";
    for (const testing::CoverageRow& row : coverage_.rows) {
      std::string name = escaped_html((row.is_definition ? "define " : "") + row.name);
      bool is_whole = row.share.hit == row.share.all;
      auto first = std::ranges::find_if(coverage_.points, [&](const CoveragePoint& point) {
        return point.owner == row.name && point.in_definition == row.is_definition &&
               (is_whole || !point.is_hit);
      });
      if (first != coverage_.points.end()) {
        std::uint32_t line = sources_.locate(first->place.file, first->place.begin).line;
        name = fmt::format("<a href=\"#{}-{}\">{}</a>", anchor(first->place.file), line, name);
      }
      table += fmt::format(
          "<tr><td>{}</td><td>{}/{}</td><td><div class=\"bar\"><i style=\"width:{}%\"></i></div></td></tr>\n",
          name, row.share.hit, row.share.all, row.share.per_mille() / 10);
    }
    return table + "</table>\n";
  }

  const PolicyCoverage& coverage_;
  const Sources& sources_;
  std::size_t number_;
};

}  // namespace

std::string coverage_page(const std::vector<PolicyCoverage>& coverage, const Sources& sources) {
  std::string page(kHead);
  page += "<body>\n";
  for (std::size_t i = 0; i < coverage.size(); ++i) page += PolicyPart(coverage[i], sources, i).write();
  return page + "</body>\n</html>\n";
}

}  // namespace precept::rendering
