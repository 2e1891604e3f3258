#include "tests/generate/layout.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <sstream>
#include <vector>

#include "tests/generate/random.h"

namespace precept::generate {

namespace {

struct Step {
  std::size_t written, laid_out;
};

/// The new indentation of a line. Lines that were level stay level.
std::size_t depth_of(std::size_t written, std::vector<Step>& steps, Random& random) {
  while (steps.back().written > written) steps.pop_back();
  if (steps.back().written < written) {
    const auto deeper = static_cast<std::size_t>(random.between(1, 5));
    steps.push_back({written, steps.back().laid_out + deeper});
  }
  return steps.back().laid_out;
}

void add_gap(std::string& to, const char* line_end, char blank, Random& random) {
  if (random.percent(10)) to += line_end;
  if (!random.percent(10)) return;
  to += std::string(static_cast<std::size_t>(random.between(0, 9)), blank) + "-- shall ensure no" + line_end;
}

}  // namespace

std::string laid_out(const std::string& text, std::uint64_t seed) {
  Random random(seed);
  const char blank = random.percent(20) ? '\t' : ' ';
  const char* line_end = random.percent(20) ? "\r\n" : "\n";
  std::vector<Step> steps{{0, 0}};
  std::string result;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t written = line.find_first_not_of(' ');
    if (written == std::string::npos) {
      result += line_end;
      continue;
    }
    add_gap(result, line_end, blank, random);
    result += std::string(depth_of(written, steps, random), blank) + line.substr(written) + line_end;
  }
  return result;
}

std::string structure_of(const model::Model& policy) {
  std::string result;
  for (const model::Section& section : policy.sections) {
    for (const model::Norm& norm : section.norms) {
      result += fmt::format("{}: {} acts {} called \"{}\" quote \"{}\" gist \"{}\"{}{}{} defeated by {}\n",
                            section.clauses[norm.clause].label, static_cast<int>(norm.modality),
                            fmt::join(norm.acts, " "), norm.name, norm.quote, norm.gist,
                            norm.when ? " when" : "", norm.unless ? " unless" : "",
                            norm.otherwise ? " otherwise" : "", fmt::join(norm.defeaters, " "));
    }
  }
  return result;
}

}  // namespace precept::generate
