// What a change of policy means, as a comment on the change that makes it.
#include "render/difference.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "render/escapes.h"
#include "render/report.h"
#include "render/summary.h"

namespace precept::rendering {

namespace {

/// A comment of GitHub has at most so many characters; bytes are counted.
constexpr std::size_t kLargestComment = 65'536;
/// What is kept free for the last lines.
constexpr std::size_t kRoomForTheEnd = 2'000;

constexpr std::array kGroups{std::pair{Effect::Weaker, "Weaker"}, std::pair{Effect::Unclear, "May be weaker"},
                             std::pair{Effect::Stronger, "Stronger"},
                             std::pair{Effect::None, "Other changes"}};

class DifferenceMarkdown : public DifferenceWriter {
 public:
  explicit DifferenceMarkdown(Sink& output) : output_(output) {}

  void policies(const PolicyDifference& difference) override {
    has_corpus_ = difference.has_corpus;
    title_ = fmt::format("{} → {}", comment_text(difference.old_path), comment_text(difference.new_path));
    if (difference.changes.empty()) add("The policies mean the same.\n");
    for (const auto& [effect, heading] : kGroups) {
      bool is_first = true;
      for (const PolicyChange& change : difference.changes) {
        if (change.effect != effect) continue;
        if (std::exchange(is_first, false)) add(fmt::format("\n**{}**\n\n", heading));
        if (!add(item(change))) ++left_;
      }
    }
  }

  void passed_over(const std::vector<PassedOverFile>& files) override {
    if (!files.empty()) add(fmt::format("\n{}\n", comment_text(passed_over_in_words(files, Catalogue()))));
  }

  void document(const DocumentChange& change) override {
    if (!std::exchange(has_documents_, true)) add("\n**Documents**\n\n");
    const std::string before = verdict_in_words(change.before), after = verdict_in_words(change.after.report);
    const std::string verdicts = before == after ? before : fmt::format("{} → {}", before, after);
    std::string list = reasons(change.why_not_before, change.why_not_after);
    for (const Flip& flip : flips_of(change))
      list += fmt::format("- {}\n{}", comment_text(flip.what), reasons(flip.before, flip.after));
    const std::string whole = fmt::format("<details><summary>{}: <b>{}</b></summary>\n\n{}\n</details>\n\n",
                                          comment_html(change.before.file), verdicts, list);
    if (add(whole)) return;
    if (!add(fmt::format("- {}: **{}**\n", comment_text(change.before.file), verdicts))) ++left_;
  }

  void end(const DifferenceSummary& summary) override {
    const std::vector<std::string> lines = summary_in_words(summary, has_corpus_);
    std::string text = fmt::format("### Precept, {}\n\n{}\n\n", comment_text(lines.back()), title_) + text_;
    if (left_ > 0) text += fmt::format("\n… and {} more\n", left_);
    text += "\n";
    for (const std::string& line : lines) {
      const std::string escaped = comment_text(line);
      if (text.size() + escaped.size() + 4 <= kLargestComment) text += fmt::format("- {}\n", escaped);
    }
    output_.write(text);
  }

 private:
  bool add(const std::string& part) {
    const bool fits = title_.size() + text_.size() + part.size() + kRoomForTheEnd <= kLargestComment;
    if (fits) text_ += part;
    return fits;
  }

  static std::string reasons(const std::string& before, const std::string& after) {
    std::string lines;
    if (!before.empty()) lines += fmt::format("  - before: {}\n", comment_text(before));
    if (!after.empty()) lines += fmt::format("  - after: {}\n", comment_text(after));
    return lines;
  }

  static std::string item(const PolicyChange& change) {
    const std::string place =
        change.at.file.empty() ? "" : fmt::format(" ({})", comment_text(change.at.in_words()));
    return fmt::format("- **{}**: {}{}\n{}", comment_text(subject_of(change)), comment_text(change.message),
                       place, reasons(change.before, change.after));
  }

  Sink& output_;
  std::string title_, text_;
  std::size_t left_ = 0;
  bool has_corpus_ = false, has_documents_ = false;
};

}  // namespace

std::unique_ptr<DifferenceWriter> difference_markdown(Sink& output) {
  return std::make_unique<DifferenceMarkdown>(output);
}

}  // namespace precept::rendering
