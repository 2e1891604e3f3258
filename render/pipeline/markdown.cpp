// Markdown for a comment on a change, as GitHub and GitLab show it. No line begins with a text of a document,
// since GitLab obeys lines that begin with `/`.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "render/escapes.h"
#include "render/layout.h"
#include "render/pipeline/annotations.h"
#include "render/pipeline/pipeline.h"
#include "render/pipeline/place.h"
#include "render/summary.h"
#include "runtime/phrasing/labels.h"

namespace precept::rendering {

namespace {

/// A comment of GitHub has at most so many characters. Counted here are bytes, of which there are never
/// fewer.
constexpr std::size_t kMostBytes = 65'536;
/// What is kept free for the last lines.
constexpr std::size_t kForTheEnd = 1'000;
/// How many annotations of one document are told.
constexpr std::size_t kMostOfDocument = 20;

/// The order of documents: failures first.
constexpr std::array<std::optional<Verdict>, 4> kOrder{std::optional<Verdict>(), Verdict::NonCompliant,
                                                       Verdict::Undetermined, Verdict::Compliant};

/// What is told of one document: in full, or as a line where there is no room.
struct Entry {
  std::string whole, line;
};

class MarkdownReport : public ReportWriter {
 public:
  explicit MarkdownReport(Sink& output) : output_(output) {}

  void mistakes(const Diagnostics& diagnostics, const Sources& sources) override {
    std::string list;
    for (const Annotation& one : annotator_.of(diagnostics, sources, {})) list += item(one);
    if (list.empty()) return;
    if (mistakes_.ends_with("\n\n")) mistakes_.pop_back();
    mistakes_ += list + "\n";
  }
  void passed_over(const std::vector<PassedOverFile>& files, const Catalogue& words) override {
    passed_over_ = passed_over_in_words(files, words);
  }
  void document(const DocumentReport& report, const Sources& sources) override {
    words_ = Catalogue(report.language);
    summary_.add(report);
    Kept& kept = kept_[report.verdict];
    if (kept.bytes > kMostBytes) return;
    Entry& entry = kept.entries.emplace_back(this->entry(report, annotator_.of(report, sources)));
    kept.bytes += entry.line.size();
  }
  void compare(const DocumentReport& report, const std::vector<Alternative>&,
               const Sources& sources) override {
    document(report, sources);
  }
  void run_end(const RunEnd& end, const Sources& sources) override {
    mistakes(end.mistakes, sources);
    for (const std::string& line : end.in_words(words_)) closing_ += "\n" + comment_text(line) + "\n";
  }

  void end() override {
    std::string text =
        fmt::format("### Precept: {}\n\n", comment_text(verdicts_in_words(summary_.verdicts(), words_)));
    std::map<std::optional<Verdict>, std::size_t> left = summary_.verdicts();
    const auto add = [&](const std::string& part) {
      const bool fits = text.size() + part.size() + kForTheEnd <= kMostBytes;
      if (fits) text += part;
      return fits;
    };
    if (!add(mistakes_)) text += cut(mistakes_, text.size());
    for (const std::optional<Verdict>& verdict : kOrder) {
      for (const Entry& entry : kept_[verdict].entries) {
        if (add(entry.whole) || add(entry.line)) --left[verdict];
      }
    }
    text += rest(left);
    const std::string looked_at = comment_text(looked_at_in_words(summary_, words_));
    if (!looked_at.empty() && looked_at.size() < kForTheEnd / 2) text += fmt::format("\n{}\n", looked_at);
    text += closing_;
    if (text.size() + passed_over_.size() * 2 <= kMostBytes && !passed_over_.empty())
      text += fmt::format("\n{}\n", comment_text(passed_over_));
    output_.write(text);
  }

 private:
  struct Kept {
    std::vector<Entry> entries;
    std::size_t bytes = 0;  ///< of their lines: what can be in the comment at most
  };

  /// The whole lines of a text for which there is room.
  static std::string cut(const std::string& text, std::size_t taken) {
    const std::size_t room = kMostBytes - kForTheEnd - taken;
    return text.substr(0, text.rfind('\n', room) + 1) + "- …\n\n";
  }

  /// What was left out: "… and 40 more: 3 non-compliant and 37 compliant".
  std::string rest(const std::map<std::optional<Verdict>, std::size_t>& left) const {
    std::size_t number = 0;
    for (const auto& [verdict, count] : left) number += count;
    if (number == 0) return {};
    return fmt::format("\n… {}: {}\n", words_(say::AndMore, number),
                       comment_text(verdicts_in_words(left, words_)));
  }

  static std::string item(const Annotation& one) {
    const std::string place =
        one.at.file.empty() ? "" : fmt::format(" ({})", comment_text(place_text(one.at)));
    return fmt::format("- **{}**: {}{}\n", comment_text(one.title), comment_text(one.message), place);
  }

  Entry entry(const DocumentReport& report, std::vector<Annotation> annotations) const {
    const std::string verdict =
        report.verdict ? verdict_label(*report.verdict, words_) : words_(say::NotCheckedAtAll);
    Entry entry;
    entry.line = fmt::format("- {}: **{}**\n", comment_text(report.file), verdict);
    if (annotations.empty()) {
      entry.whole = entry.line;
      return entry;
    }
    std::ranges::stable_sort(annotations, {}, &Annotation::weight);
    std::string list;
    for (std::size_t i = 0; i < std::min(annotations.size(), kMostOfDocument); ++i)
      list += item(annotations[i]);
    if (annotations.size() > kMostOfDocument)
      list += fmt::format("- … {}\n", words_(say::AndMore, annotations.size() - kMostOfDocument));
    entry.whole = fmt::format("<details><summary>{}: <b>{}</b></summary>\n\n{}\n</details>\n\n",
                              comment_html(report.file), verdict, list);
    return entry;
  }

  Sink& output_;
  Annotator annotator_{std::string()};
  Catalogue words_;
  std::string mistakes_, passed_over_, closing_;
  CheckSummary summary_;
  std::map<std::optional<Verdict>, Kept> kept_;
};

}  // namespace

std::unique_ptr<ReportWriter> markdown_report(Sink& output) {
  return std::make_unique<MarkdownReport>(output);
}

}  // namespace precept::rendering
