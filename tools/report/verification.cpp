#include "tools/report/verification.h"

#include <fmt/format.h>

#include <algorithm>

#include "checker/text.h"
#include "tools/report/json_writer.h"
#include "tools/report/layout.h"

namespace precept::tools {

namespace {

constexpr std::size_t kIndent = 14;

/// What a receipt holds was written by somebody: nothing of it reaches a terminal as it is.
void line(Sink& output, const std::string& part, std::string_view words) {
  output.write(fmt::format("  {:<{}}{}\n", harmless(part), kIndent - 2, harmless(words)));
}

void names(Sink& output, const std::string& part, const std::vector<std::string>& all) {
  std::string words;
  for (const std::string& name : all) words += (words.empty() ? "" : ", ") + name;
  if (!all.empty()) line(output, part, words);
}

const char* name_of(checker::Word word) {
  return word == checker::Word::Verified      ? "verified"
         : word == checker::Word::NotVerified ? "consistent, but not verified"
                                              : "not as it was";
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
  // The first is told in the first line.
  for (std::size_t i = 1; i < answer.faults.size(); ++i)
    line(output, "✗ " + answer.faults[i].part, answer.faults[i].message);
  for (const Held& held : verification.held) line(output, "✓ " + held.part, held.words);
  names(output, "not given", verification.not_at_hand);
  names(output, "not named", verification.strangers);
}

void write_verification_json(const Verification& verification, Sink& output) {
  const checker::Answer& answer = verification.answer;
  JsonWriter json(output);
  json.begin_object();
  json.key("receipt").value(verification.file);
  json.key("answer").value(name_of(answer.word()));
  json.key("verified").value(answer.word() == checker::Word::Verified);
  json.key("verdict").value(answer.verdict);
  auto entries = [&](const char* name, const auto& all, auto words) {
    json.key(name).begin_array();
    for (const auto& entry : all) {
      json.begin_object();
      json.key("part").value(entry.part);
      json.key("message").value(words(entry));
      json.end();
    }
    json.end();
  };
  auto texts = [&](const char* name, const std::vector<std::string>& all) {
    json.key(name).begin_array();
    for (const std::string& text : all) json.value(text);
    json.end();
  };
  entries("faults", answer.faults, [](const checker::Fault& fault) { return fault.message; });
  entries("held", verification.held, [](const Held& held) { return held.words; });
  texts("not_given", verification.not_at_hand);
  texts("not_named", verification.strangers);
  json.end();
  json.line_break();
}

}  // namespace precept::tools
