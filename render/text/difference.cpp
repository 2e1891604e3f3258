// What a change of policy means, for a terminal.
#include "render/difference.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "render/layout.h"
#include "render/report.h"
#include "render/summary.h"

namespace precept::rendering {

namespace {

/// Groups of changes, the gravest first.
constexpr std::array kGroups{std::pair{Effect::Weaker, "Weaker"}, std::pair{Effect::Unclear, "May be weaker"},
                             std::pair{Effect::Stronger, "Stronger"},
                             std::pair{Effect::None, "Other changes"}};

const char* style_of(Effect effect) {
  switch (effect) {
    case Effect::Weaker:
      return kRed;
    case Effect::Unclear:
      return kYellow;
    case Effect::Stronger:
      return kGreen;
    case Effect::None:
      return kFaint;
  }
  return kFaint;
}

class DifferenceText : public DifferenceWriter {
 public:
  DifferenceText(Sink& output, Color color, std::size_t width)
      : output_(output), color_(color), width_(width) {}

  void policies(const PolicyDifference& difference) override {
    has_corpus_ = difference.has_corpus;
    output_.write(
        fmt::format("{} → {}\n", terminal_text(difference.old_path), terminal_text(difference.new_path)));
    if (difference.changes.empty()) output_.write("\nThe policies mean the same.\n");
    for (const auto& [effect, heading] : kGroups) write_group(effect, heading, difference.changes);
  }

  void passed_over(const std::vector<PassedOverFile>& files) override {
    if (files.empty()) return;
    output_.write("\n" + wrapped(terminal_text(passed_over_in_words(files, Catalogue())), 0, 2, width_));
  }

  void document(const DocumentChange& change) override {
    if (!std::exchange(has_documents_, true)) output_.write(colored("\nDocuments\n", kBold, color_));
    const std::string before = verdict_in_words(change.before), after = verdict_in_words(change.after.report);
    const std::string verdicts = before == after ? before : fmt::format("{} → {}", before, after);
    output_.write(fmt::format("  {}: {}\n", terminal_text(change.before.file),
                              colored(verdicts, style_of(change.effect), color_)));
    write_reason("before", change.why_not_before);
    write_reason("after", change.why_not_after);
    for (const Flip& flip : flips_of(change)) {
      output_.write(wrapped("- " + terminal_text(flip.what), 4, 6, width_));
      write_reason("before", flip.before);
      write_reason("after", flip.after);
    }
  }

  void end(const DifferenceSummary& summary) override {
    output_.write("\n");
    for (const std::string& line : summary_in_words(summary, has_corpus_))
      output_.write(wrapped(terminal_text(line), 0, 2, width_));
  }

 private:
  void write_group(Effect effect, const char* heading, const std::vector<PolicyChange>& changes) {
    bool is_first = true;
    for (const PolicyChange& change : changes) {
      if (change.effect != effect) continue;
      if (std::exchange(is_first, false))
        output_.write(fmt::format("\n{}\n", colored(heading, style_of(effect), color_)));
      const std::string line = fmt::format("- {}: {}", subject_of(change), change.message);
      output_.write(wrapped(terminal_text(line), 2, 4, width_));
      write_reason("before", change.before);
      write_reason("after", change.after);
      if (!change.at.file.empty())
        output_.write(fmt::format("      {}\n", terminal_text(change.at.in_words())));
    }
  }

  void write_reason(const char* when, const std::string& words) {
    if (words.empty()) return;
    output_.write(wrapped(fmt::format("{:<6}  {}", when, terminal_text(words)), 6, 14, width_));
  }

  Sink& output_;
  const Color color_;
  const std::size_t width_;
  bool has_corpus_ = false, has_documents_ = false;
};

}  // namespace

std::unique_ptr<DifferenceWriter> difference_text(Sink& output, Color color, std::size_t width) {
  return std::make_unique<DifferenceText>(output, color, width);
}

}  // namespace precept::rendering
