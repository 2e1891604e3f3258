#include "render/verification.h"

#include <fmt/format.h>

#include <algorithm>

#include "checker/text.h"
#include "render/layout.h"

namespace precept::rendering {

namespace {

constexpr std::size_t kIndent = 14;

/// One line, made harmless, because anybody may have written the receipt.
void line(Sink& output, const std::string& part, std::string_view words) {
  output.write(fmt::format("  {:<{}}{}\n", harmless(part), kIndent - 2, harmless(words)));
}

void names(Sink& output, const std::string& part, const std::vector<std::string>& all) {
  std::string words;
  for (const std::string& name : all) words += (words.empty() ? "" : ", ") + name;
  if (!all.empty()) line(output, part, words);
}

}  // namespace

void write_verification_text(const Verification& verification, Color color, Sink& output) {
  const checker::Answer& answer = verification.answer;
  const checker::Word word = answer.word();
  const auto ink = word == checker::Word::Verified     ? kGreen
                   : word == checker::Word::NotAsItWas ? kRed
                                                       : kYellow;
  output.write(
      fmt::format("{}: {}\n", harmless(verification.file), colored(answer.first_line(), ink, color)));
  if (word == checker::Word::NotVerified) {
    line(output, "of itself",
         fmt::format("it says: {} by {}", answer.verdict, checker::shown_word(answer.policy)));
  }
  // The first fault is told in the first line.
  for (std::size_t i = 1; i < answer.faults.size(); ++i)
    line(output, "✗ " + answer.faults[i].part, answer.faults[i].message);
  for (const Held& held : verification.held) line(output, "✓ " + held.part, held.words);
  names(output, "not given", verification.not_at_hand);
  names(output, "not named", verification.strangers);
}

}  // namespace precept::rendering
