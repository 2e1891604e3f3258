// The files that were passed over, in one sentence.
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "render/layout.h"
#include "render/report.h"

namespace precept::rendering {

namespace {

std::string reason_in_words(PassedOverReason reason, const Catalogue& words) {
  switch (reason) {
    case PassedOverReason::Hidden:
      return words(say::PassedHidden);
    case PassedOverReason::Answers:
      return words(say::PassedAnswers);
    case PassedOverReason::Receipt:
      return words(say::PassedReceipts);
    case PassedOverReason::Policy:
      return words(say::PassedPolicies);
    case PassedOverReason::Format:
      return words(say::PassedFormats);
    case PassedOverReason::Special:
      return words(say::PassedSpecial);
    case PassedOverReason::LostLink:
      return words(say::PassedLostLinks);
    case PassedOverReason::Repeated:
      return words(say::PassedAgain);
  }
  return {};
}

}  // namespace

const char* to_string(PassedOverReason reason) {
  switch (reason) {
    case PassedOverReason::Hidden:
      return "hidden";
    case PassedOverReason::Answers:
      return "answers";
    case PassedOverReason::Receipt:
      return "receipt";
    case PassedOverReason::Policy:
      return "policy";
    case PassedOverReason::Format:
      return "another format";
    case PassedOverReason::Special:
      return "no file";
    case PassedOverReason::LostLink:
      return "a link that leads nowhere";
    case PassedOverReason::Repeated:
      return "another name of what is looked at anyway";
  }
  return "";
}

std::string passed_over_in_words(const std::vector<PassedOverFile>& files, const Catalogue& words) {
  constexpr std::size_t kMostNamed = 3;
  std::vector<std::string> parts;
  for (PassedOverReason reason :
       {PassedOverReason::Answers, PassedOverReason::Receipt, PassedOverReason::Hidden,
        PassedOverReason::Policy, PassedOverReason::Format, PassedOverReason::Special,
        PassedOverReason::LostLink, PassedOverReason::Repeated}) {
    std::vector<std::string> names;
    for (const PassedOverFile& passed : files) {
      if (passed.reason == reason) names.push_back(terminal_text(passed.file));
    }
    if (names.empty()) continue;
    const std::size_t count = names.size();
    names.resize(std::min(count, kMostNamed));
    if (count > kMostNamed) names.push_back("…");
    parts.push_back(words(say::PassedOne, reason_in_words(reason, words), count,
                          fmt::format("{}", fmt::join(names, ", "))));
  }
  return parts.empty() ? std::string() : words(say::PassedOver, fmt::format("{}", fmt::join(parts, ", ")));
}

}  // namespace precept::rendering
