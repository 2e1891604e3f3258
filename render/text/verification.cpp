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
  output.write(fmt::format("  {:<{}}{}\n", terminal_text(part), kIndent - 2, terminal_text(words)));
}

void names(Sink& output, const std::string& part, const std::vector<std::string>& all) {
  std::string words;
  for (const std::string& name : all) words += (words.empty() ? "" : ", ") + name;
  if (!all.empty()) line(output, part, words);
}

}  // namespace

void write_verification_text(const Verification& verification, Color color, Sink& output) {
  const checker::Answer& answer = verification.answer;
  const checker::Status status = answer.status();
  const auto ink = status == checker::Status::Verified     ? kGreen
                   : status == checker::Status::NotAsItWas ? kRed
                                                           : kYellow;
  output.write(
      fmt::format("{}: {}\n", terminal_text(verification.file), colored(answer.summary(), ink, color)));
  if (status == checker::Status::NotVerified) {
    line(output, "of itself",
         fmt::format("it says: {} by {}", answer.verdict, checker::escaped_word(answer.policy)));
  }
  // The first fault is told in the first line.
  for (std::size_t i = 1; i < answer.faults.size(); ++i)
    line(output, "✗ " + answer.faults[i].part, answer.faults[i].message);
  for (const VerifiedPart& part : verification.verified) line(output, "✓ " + part.part, part.words);
  names(output, "not given", verification.not_given);
  names(output, "not named", verification.not_named);
}

}  // namespace precept::rendering
