#include <fmt/format.h>

#include <algorithm>

#include "render/layout.h"
#include "render/testing/coverage.h"

namespace precept::rendering {

namespace {

std::string name_of(const testing::CoverageRow& row) {
  return terminal_text(row.is_definition ? "define " + row.name : row.name);
}

class CoverageText {
 public:
  CoverageText(const testing::PolicyCoverage& coverage, const Sources& sources, Sink& output, Color color,
               std::size_t width)
      : coverage_(coverage), sources_(sources), output_(output), color_(color), width_(width) {}

  void write() {
    std::string file = terminal_text(coverage_.file.string());
    output_.write(fmt::format("\ncoverage of {}  {}\n",
                              colored(terminal_text(coverage_.policies->name), kBold, color_),
                              colored(file, kFaint, color_)));
    rows();
    missing();
    unnamed();
    const testing::Share& share = coverage_.share;
    output_.write(fmt::format("  {} of {}: {}\n", share.hit, number_and_noun(share.all, "point", "points"),
                              colored(share.words(), share.hit == share.all ? kGreen : kRed, color_)));
  }

 private:
  void rows() {
    std::size_t names = 0, numbers = 0;
    auto number = [](const testing::Share& share) { return fmt::format("{}/{}", share.hit, share.all); };
    for (const auto& row : coverage_.rows) {
      names = std::max(names, columns_of(name_of(row)));
      numbers = std::max(numbers, number(row.share).size());
    }
    for (const auto& row : coverage_.rows) {
      bool is_whole = row.share.hit == row.share.all;
      std::string hits = fmt::format("{:>{}}", number(row.share), numbers);
      output_.write(fmt::format("  {}  {}\n", padded(name_of(row), names),
                                is_whole ? hits : colored(hits, kRed, color_)));
    }
  }

  void missing() {
    for (const auto& [point, words] : testing::missing_places(coverage_)) {
      LineColumn at = sources_.locate(point->place.file, point->place.begin);
      std::string place =
          fmt::format("{}:{}:{}", terminal_text(sources_.file(point->place.file).name), at.line, at.column);
      output_.write(fmt::format("  {}  {}\n", colored(place, kFaint, color_), terminal_text(point->owner)));
      output_.write(wrapped(terminal_text(words), 4, 4, width_));
    }
  }

  void unnamed() {
    if (coverage_.unnamed.empty()) return;
    std::string labels;
    for (const std::string& label : coverage_.unnamed) labels += (labels.empty() ? "" : ", ") + label;
    output_.write(wrapped(terminal_text("no test expects anything of " + labels), 2, 4, width_));
  }

  const testing::PolicyCoverage& coverage_;
  const Sources& sources_;
  Sink& output_;
  Color color_;
  std::size_t width_;
};

}  // namespace

void write_coverage_text(const std::vector<testing::PolicyCoverage>& coverage, const Sources& sources,
                         Sink& output, Color color, std::size_t width) {
  for (const testing::PolicyCoverage& each : coverage)
    CoverageText(each, sources, output, color, width).write();
}

}  // namespace precept::rendering
