// The files that were passed over, in one sentence.
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "render/layout.h"
#include "render/report.h"

namespace precept::rendering {

namespace {

std::string reason_in_words(PassedReason reason, const Words& words) {
  switch (reason) {
    case PassedReason::Hidden:
      return words(say::PassedHidden);
    case PassedReason::Answers:
      return words(say::PassedAnswers);
    case PassedReason::Receipt:
      return words(say::PassedReceipts);
    case PassedReason::Policy:
      return words(say::PassedPolicies);
    case PassedReason::Format:
      return words(say::PassedFormats);
    case PassedReason::Special:
      return words(say::PassedSpecial);
    case PassedReason::LostLink:
      return words(say::PassedLostLinks);
    case PassedReason::Again:
      return words(say::PassedAgain);
  }
  return {};
}

}  // namespace

const char* to_string(PassedReason reason) {
  switch (reason) {
    case PassedReason::Hidden:
      return "hidden";
    case PassedReason::Answers:
      return "answers";
    case PassedReason::Receipt:
      return "receipt";
    case PassedReason::Policy:
      return "policy";
    case PassedReason::Format:
      return "not JSON";
    case PassedReason::Special:
      return "no file";
    case PassedReason::LostLink:
      return "a link that leads nowhere";
    case PassedReason::Again:
      return "another name of what is looked at anyway";
  }
  return "";
}

std::string passed_over_in_words(const std::vector<PassedOver>& files, const Words& words) {
  constexpr std::size_t kMostNamed = 3;
  std::vector<std::string> parts;
  for (PassedReason reason :
       {PassedReason::Answers, PassedReason::Receipt, PassedReason::Hidden, PassedReason::Policy,
        PassedReason::Format, PassedReason::Special, PassedReason::LostLink, PassedReason::Again}) {
    std::vector<std::string> names;
    for (const PassedOver& passed : files) {
      if (passed.reason == reason) names.push_back(harmless(passed.file));
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
