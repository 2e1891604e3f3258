#include "runtime/check/readings.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "base/suggest.h"
#include "base/text.h"

namespace precept {

namespace {

std::span<const program::EnumMember> choices(const Program& policy, const program::Reading& reading) {
  return Program::in(policy.enum_members, policy.enums[reading.enumeration].members);
}

const program::Reading* find_reading(const Program& policy, std::string_view name) {
  auto found = std::ranges::find_if(
      policy.readings, [&](const program::Reading& reading) { return policy.text(reading.name) == name; });
  return found == policy.readings.end() ? nullptr : &*found;
}

std::optional<std::uint32_t> find_choice(const Program& policy, const program::Reading& reading,
                                         std::string_view name) {
  std::uint32_t number = 0;
  for (const program::EnumMember& choice : choices(policy, reading)) {
    if (policy.text(choice.name) == name) return number;
    ++number;
  }
  return std::nullopt;
}

/// The last choice for the reading; null where there is none.
const ChosenReading* chosen_for(std::span<const ChosenReading> chosen, std::string_view reading) {
  auto backwards = std::ranges::find(chosen.rbegin(), chosen.rend(), reading, &ChosenReading::reading);
  return backwards == chosen.rend() ? nullptr : &*backwards;
}

std::string listed(const std::vector<std::string_view>& names) {
  std::string result;
  for (std::string_view name : names) result += fmt::format("{}`{}`", result.empty() ? "" : ", ", name);
  return result;
}

void report_unknown_reading(std::span<const Program* const> policies, const ChosenReading& asked,
                            Diagnostics& diagnostics) {
  std::vector<std::string_view> names;
  for (const Program* policy : policies) {
    for (const program::Reading& reading : policy->readings) {
      std::string_view name = policy->text(reading.name);
      if (std::ranges::find(names, name) == names.end()) names.push_back(name);
    }
  }
  Diagnostic& error =
      diagnostics.report(DiagnosticKind::UnknownReading, asked.reading_place,
                         fmt::format("{}no policy at hand has a reading `{}`",
                                     asked.reading_place.has_place() ? "" : asked.chosen_in + ": ",
                                     text_for_message(asked.reading)));
  error.with_help(did_you_mean(asked.reading, names));
  error.note(names.empty() ? "they have no readings" : "their readings are " + listed(names));
}

void report_unknown_choice(const Program& policy, const program::Reading& reading, const ChosenReading& asked,
                           Diagnostics& diagnostics) {
  std::vector<std::string_view> names;
  for (const program::EnumMember& choice : choices(policy, reading))
    names.push_back(policy.text(choice.name));
  Diagnostic& error =
      diagnostics.report(DiagnosticKind::UnknownChoice, asked.choice_place,
                         fmt::format("{}the reading `{}` has no choice `{}`",
                                     asked.choice_place.has_place() ? "" : asked.chosen_in + ": ",
                                     text_for_message(asked.reading), text_for_message(asked.choice)));
  error.with_help(did_you_mean(asked.choice, names));
  error.note(fmt::format("in `{}` it is one of {}", policy.text(policy.head().name), listed(names)));
}

}  // namespace

bool check_readings(std::span<const Program* const> policies, std::span<const ChosenReading> chosen,
                    Diagnostics& diagnostics) {
  std::size_t before = diagnostics.error_count();
  for (const ChosenReading& asked : chosen) {
    bool is_known = false;
    for (const Program* policy : policies) {
      const program::Reading* reading = find_reading(*policy, asked.reading);
      if (!reading) continue;
      is_known = true;
      if (find_choice(*policy, *reading, asked.choice)) continue;
      report_unknown_choice(*policy, *reading, asked, diagnostics);
      break;
    }
    if (!is_known) report_unknown_reading(policies, asked, diagnostics);
  }
  return diagnostics.error_count() == before;
}

std::vector<std::uint32_t> choices_of(const Program& policy, std::span<const ChosenReading> chosen) {
  std::vector<std::uint32_t> result;
  for (const program::Reading& reading : policy.readings) {
    const ChosenReading* asked = chosen_for(chosen, policy.text(reading.name));
    auto choice = asked ? find_choice(policy, reading, asked->choice) : std::nullopt;
    result.push_back(choice.value_or(reading.default_choice));
  }
  return result;
}

std::vector<ReadingUsed> readings_used(const Program& policy, std::span<const ChosenReading> chosen,
                                       Translations* translations) {
  std::vector<ReadingUsed> result;
  std::vector<std::uint32_t> numbers = choices_of(policy, chosen);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const program::Reading& reading = policy.readings[i];
    const program::EnumMember& choice = choices(policy, reading)[numbers[i]];
    const ChosenReading* asked = chosen_for(chosen, policy.text(reading.name));
    bool is_default = numbers[i] == reading.default_choice;
    std::string_view words = policy.text(choice.label);
    if (translations && !is_default) words = translations->text(words);
    if (translations && is_default)
      words = translations->text_if_any(words);  // a report seldom tells the default
    result.push_back({.name = std::string(policy.text(reading.name)),
                      .choice = std::string(policy.text(choice.name)),
                      .words = std::string(words),
                      .is_default = is_default,
                      .chosen_in = asked ? asked->chosen_in : ""});
  }
  return result;
}

std::vector<ChosenReading> alternatives_of(const Program& policy, std::span<const ChosenReading> chosen) {
  std::vector<ChosenReading> result;
  std::vector<std::uint32_t> numbers = choices_of(policy, chosen);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    std::uint32_t number = 0;
    for (const program::EnumMember& choice : choices(policy, policy.readings[i])) {
      if (number++ == numbers[i]) continue;
      result.push_back({.reading = std::string(policy.text(policy.readings[i].name)),
                        .choice = std::string(policy.text(choice.name)),
                        .chosen_in = "--readings",
                        .reading_place = {},
                        .choice_place = {}});
    }
  }
  return result;
}

// ---- what differs --------------------------------------------------------------------------------

namespace {

/// Findings of one clause, level and subject are compared with each other, in order.
using FindingKey = std::tuple<std::string, Level, std::string>;

bool same_result(const Finding& a, const Finding& b) {
  return a.outcome == b.outcome && a.acts == b.acts;
}

std::vector<FindingKey> keys_in_order(const DocumentReport& first, const DocumentReport& other,
                                      std::map<FindingKey, std::vector<const Finding*>>& of_first,
                                      std::map<FindingKey, std::vector<const Finding*>>& of_other) {
  std::vector<FindingKey> order;
  auto gather = [&](const DocumentReport& report, auto& by_key) {
    for (const Finding& finding : report.findings) {
      FindingKey key{finding.clause, finding.level, finding.subject};
      if (!of_first.contains(key) && !of_other.contains(key)) order.push_back(key);
      by_key[key].push_back(&finding);
    }
  };
  gather(first, of_first);
  gather(other, of_other);
  return order;
}

void compare_findings(const DocumentReport& first, Alternative& other) {
  std::map<FindingKey, std::vector<const Finding*>> of_first, of_other;
  for (const FindingKey& key : keys_in_order(first, other.report, of_first, of_other)) {
    std::vector<const Finding*>& before = of_first[key];
    std::vector<const Finding*>& after = of_other[key];
    // A finding that both reports have is no change, even at another position.
    std::erase_if(before, [&](const Finding* finding) {
      auto same = std::ranges::find_if(after, [&](const Finding* it) { return same_result(*finding, *it); });
      if (same == after.end()) return false;
      after.erase(same);
      return true;
    });
    for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
      const Finding* was = i < before.size() ? before[i] : nullptr;
      const Finding* is = i < after.size() ? after[i] : nullptr;
      FindingChange change{
          .finding = is ? *is : *was, .before = std::nullopt, .after = std::nullopt, .first = std::nullopt};
      if (was) change.before = was->outcome;
      if (was) change.first = *was;
      if (is) change.after = is->outcome;
      other.findings.push_back(std::move(change));
    }
  }
}

void compare_rights(const DocumentReport& first, Alternative& other) {
  std::map<std::pair<std::string, std::string>, const ActRight*> before;
  for (const SubjectRights& subject : first.rights) {
    for (const ActRight& act : subject.acts) before[{subject.subject, act.act}] = &act;
  }
  for (const SubjectRights& subject : other.report.rights) {
    for (const ActRight& act : subject.acts) {
      auto found = before.find({subject.subject, act.act});
      if (found == before.end() || found->second->right == act.right) continue;
      other.rights.push_back({subject.subject, subject.name, act.act, found->second->right, act.right,
                              found->second->by, act.by});
    }
  }
}

std::vector<OpenPoint> only_in(const std::vector<OpenPoint>& points, const std::vector<OpenPoint>& others) {
  std::vector<OpenPoint> result;
  std::ranges::copy_if(points, std::back_inserter(result), [&](const OpenPoint& point) {
    return std::ranges::find(others, point) == others.end();
  });
  return result;
}

}  // namespace

void compare_readings(const DocumentReport& first, Alternative& other) {
  if (!other.report.verdict) return;  // its diagnostics say why
  compare_findings(first, other);
  compare_rights(first, other);
  other.opened = only_in(other.report.open_questions, first.open_questions);
  other.closed = only_in(first.open_questions, other.report.open_questions);
}

}  // namespace precept
