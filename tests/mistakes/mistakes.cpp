#include "tests/mistakes/mistakes.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <regex>

namespace precept::test {

namespace {

std::string show(const Mistake& mistake) {
  return fmt::format("{}line {}: {}: {}", mistake.file.empty() ? "" : mistake.file + ", ", mistake.line,
                     mistake.code, mistake.words);
}

/// Reads what follows `-- error `. `line` is the line of the mistake, unless the comment names a place.
Mistake read_mistake(std::string_view comment, std::uint32_t line) {
  static const std::regex form("([EW][0-9]{4})(?: (\\S+):([0-9]+))?: (.*)");
  std::cmatch found;
  bool is_read = std::regex_match(comment.data(), comment.data() + comment.size(), found, form);
  CHECK_MESSAGE(is_read, "no expectation: " << std::string(comment));
  if (!is_read) return {};
  if (found[2].matched) line = static_cast<std::uint32_t>(std::stoul(found[3]));
  return {.file = found[2], .line = line, .code = found[1], .words = found[4]};
}

std::vector<Mistake> found_mistakes(const Sources& sources, FileId file, const Diagnostics& diagnostics) {
  std::vector<Mistake> all;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    REQUIRE(!diagnostic.labels.empty());
    Span place = diagnostic.labels[0].span;
    std::string words = diagnostic.message;
    if (!diagnostic.help.empty()) words += "; " + diagnostic.help;
    for (const std::string& note : diagnostic.notes) words += "; " + note;
    for (const Label& label : diagnostic.labels) words += label.words.empty() ? "" : "; " + label.words;
    all.push_back({.file = place.file == file ? "" : sources.file(place.file).name,
                   .line = sources.locate(place.file, place.begin).line,
                   .code = info(diagnostic.kind).code,
                   .words = words});
  }
  return all;
}

bool agree(const Mistake& wanted, const Mistake& found) {
  return wanted.line == found.line && wanted.code == found.code && found.file.ends_with(wanted.file) &&
         wanted.file.empty() == found.file.empty() && found.words.find(wanted.words) != std::string::npos;
}

}  // namespace

std::vector<Mistake> expected_mistakes(const Sources& sources, FileId file) {
  constexpr std::string_view kBeside = "-- error ", kBelow = "--^ error ";
  std::vector<Mistake> all;
  std::uint32_t line_above = 0;
  for (std::uint32_t line = 1; line <= sources.file(file).line_starts.size(); ++line) {
    std::string_view text = sources.line(file, line);
    std::size_t below = text.find(kBelow), beside = text.find(kBeside);
    if (below == std::string_view::npos) line_above = line;
    if (below != std::string_view::npos) {
      all.push_back(read_mistake(text.substr(below + kBelow.size()), line_above));
    } else if (beside != std::string_view::npos) {
      all.push_back(read_mistake(text.substr(beside + kBeside.size()), line));
    }
  }
  return all;
}

void check_mistakes(const Sources& sources, FileId file, const Diagnostics& diagnostics) {
  std::vector<Mistake> found = found_mistakes(sources, file, diagnostics);
  std::string name = std::filesystem::path(sources.file(file).name).filename().string();
  for (const Mistake& each : expected_mistakes(sources, file)) {
    auto same = std::ranges::find_if(found, [&](const Mistake& other) { return agree(each, other); });
    if (same == found.end()) {
      FAIL_CHECK(fmt::format("{}: not found: {}", name, show(each)));
    } else {
      found.erase(same);
    }
  }
  for (const Mistake& each : found) FAIL_CHECK(fmt::format("{}: unexpected: {}", name, show(each)));
}

}  // namespace precept::test
