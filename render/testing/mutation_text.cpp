#include <fmt/format.h>

#include <algorithm>

#include "render/layout.h"
#include "render/testing/mutation.h"

namespace precept::rendering {

using testing::MutantResult;
using testing::MutantState;

namespace {

constexpr std::size_t kShownChange = 96;

/// The mutant in words: `res54.precept:113:3  resolves 1: drop-norm, a norm is left out`.
void write_head(const MutationResult& mutation, const MutantResult& result, Sink& output, Color color) {
  const testing::Mutant& mutant = result.mutant;
  LineColumn at = mutation.start_of(mutant);
  std::string place = fmt::format("{}:{}:{}", terminal_text(mutation.file_of(mutant)), at.line, at.column);
  std::string owner = mutant.owner.empty() ? "" : colored(terminal_text(mutant.owner), kBold, color) + ": ";
  output.write(fmt::format("{}  {}  {}{}, {}\n", to_string(result.state), colored(place, kFaint, color),
                           owner, to_string(mutant.mutation), description_of(mutant.mutation)));
  testing::LineChange change = line_change(mutant, mutation.suite.sources, kShownChange);
  output.write(colored(fmt::format("  - {}", terminal_text(change.before)), kRed, color) + "\n");
  output.write(colored(fmt::format("  + {}", terminal_text(change.after)), kGreen, color) + "\n");
}

void write_witness(const MutantResult& result, Sink& output) {
  if (result.witness.empty()) {
    return output.write(fmt::format("  no difference found in {}: perhaps equivalent\n\n",
                                    number_and_noun(result.documents, "document", "documents")));
  }
  output.write("  this test would notice:\n\n");
  std::string_view rest = result.witness;
  while (!rest.empty()) {
    std::size_t end = std::min(rest.find('\n'), rest.size());
    output.write(fmt::format("    {}\n", rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  output.write("\n");
}

/// The mutants that do not count, in words: "; 3 did not compile, 2 changed nothing".
std::string aside(const testing::MutationReport& report) {
  std::string text;
  auto add = [&](MutantState state, const char* words) {
    std::size_t count = report.count(state);
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, words);
  };
  add(MutantState::Invalid, "did not compile");
  add(MutantState::Equivalent, "changed nothing");
  add(MutantState::Duplicate, "did what another does");
  return text;
}

void write_counts(const MutationResult& mutation, Sink& output, Color color) {
  const testing::MutationReport& report = mutation.report;
  std::size_t killed = report.count(MutantState::Killed), survived = report.count(MutantState::Survived);
  std::size_t excused = report.count(MutantState::Excused), open = report.count(MutantState::NotTried);
  std::string counts = fmt::format("{}: {} killed, ",
                                   number_and_noun(killed + survived + excused, "mutant", "mutants"), killed);
  std::string left = fmt::format("{} survived", survived);
  counts += survived > 0 ? colored(left, kRed, color) : left;
  if (excused > 0) counts += fmt::format(", {} excused", excused);
  output.write(counts + "\n");
  std::string others = aside(report);
  if (!others.empty()) output.write(fmt::format("not counted: {}\n", others));
  if (open > 0)
    output.write(fmt::format("{} for want of time\n",
                             number_and_noun(open, "mutant was not tried", "mutants were not tried")));
  if (report.scored() == 0) return output.write("no score: there was nothing to be told apart\n");
  std::string score = fmt::format("score {} %", score_words(report.score()));
  output.write(colored(score, mutation.passes() ? kGreen : kRed, color));
  output.write(mutation.minimum && !mutation.passes()
                   ? fmt::format(", {:g} % are asked for\n", *mutation.minimum)
                   : "\n");
}

}  // namespace

bool MutationResult::passes() const {
  if (!minimum) return true;
  return report.scored() > 0 && report.count(MutantState::NotTried) == 0 && report.reaches(*minimum);
}

std::string score_words(unsigned thousandths) {
  return fmt::format("{}.{}", thousandths / 10, thousandths % 10);
}

void write_mutation_text(const MutationResult& mutation, Sink& output, Color color) {
  for (const MutantResult& result : mutation.report.mutants) {
    if (result.state != MutantState::Survived) continue;
    write_head(mutation, result, output, color);
    write_witness(result, output);
  }
  for (const MutantResult& result : mutation.report.mutants) {
    if (result.state != MutantState::Excused) continue;
    write_head(mutation, result, output, color);
    output.write(fmt::format("  mutant ok: {}\n\n", terminal_text(result.reason)));
  }
  write_counts(mutation, output, color);
}

}  // namespace precept::rendering
