#include "base/toml/reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.h"
#include "base/text.h"

namespace precept::toml {

const Member* TableReader::find(std::string_view key, Presence presence) {
  known_.push_back(key);
  const auto found = std::ranges::find(table_, key, &Member::key);
  if (found != table_.end()) return &*found;
  if (presence == Presence::Required) refuse(place_, fmt::format("{} has no `{}`", what_, key));
  return nullptr;
}

Diagnostic& TableReader::refuse(Span place, std::string message) {
  return diagnostics_.report(DiagnosticKind::TomlValue, place, std::move(message));
}

template <class T>
const T* TableReader::typed(const Value& value, std::string_view key, std::string_view expected,
                            std::string_view example) {
  if (const T* content = value.as<T>()) return content;
  refuse(value.place,
         fmt::format("`{}` is {}; it is to be {}", text_for_message(key), value.type_in_words(), expected))
      .with_help(fmt::format("write `{}`", text_for_message(example)));
  return nullptr;
}

std::optional<PlacedText> TableReader::text_in(const Value& value, std::string_view key,
                                               std::string_view expected, std::string_view example) {
  const std::string* text = typed<std::string>(value, key, expected, example);
  if (text == nullptr) return std::nullopt;
  std::string seen = without_faults(*text);
  if (!seen.empty()) return PlacedText{std::move(seen), value.place};
  refuse(value.place, fmt::format("`{}` is empty", text_for_message(key)))
      .with_help("write what is meant, or leave it out");
  return std::nullopt;
}

std::optional<PlacedText> TableReader::text(std::string_view key, Presence presence) {
  const Member* member = find(key, presence);
  if (member == nullptr) return std::nullopt;
  return text_in(member->value, key, "a text", fmt::format("{} = \"…\"", key));
}

std::optional<PlacedText> TableReader::exact_text(std::string_view key) {
  const Member* member = find(key);
  if (member == nullptr) return std::nullopt;
  const auto* text = typed<std::string>(member->value, key, "a text", fmt::format("{} = \"…\"", key));
  if (text == nullptr) return std::nullopt;
  return PlacedText{*text, member->value.place};
}

std::optional<Placed<std::int64_t>> TableReader::number(std::string_view key, std::int64_t least,
                                                        std::int64_t most) {
  const Member* member = find(key);
  if (member == nullptr) return std::nullopt;
  const auto* number =
      typed<std::int64_t>(member->value, key, "a whole number", fmt::format("{} = {}", key, least));
  if (number == nullptr) return std::nullopt;
  if (*number >= least && *number <= most) return Placed<std::int64_t>{*number, member->value.place};
  refuse(member->value.place, fmt::format("`{}` is {}; it is from {} to {}", key, *number, least, most));
  return std::nullopt;
}

std::optional<Placed<bool>> TableReader::truth(std::string_view key) {
  const Member* member = find(key);
  if (member == nullptr) return std::nullopt;
  const bool* truth =
      typed<bool>(member->value, key, "`true` or `false`, without quotes", fmt::format("{} = true", key));
  if (truth == nullptr) return std::nullopt;
  return Placed<bool>{*truth, member->value.place};
}

std::optional<Placed<Day>> TableReader::date(std::string_view key, Presence presence) {
  const Member* member = find(key, presence);
  if (member == nullptr) return std::nullopt;
  const Date* date =
      typed<Date>(member->value, key, "a date without quotes", fmt::format("{} = 2025-06-30", key));
  if (date == nullptr) return std::nullopt;
  return Placed<Day>{date->day, member->value.place};
}

std::vector<PlacedText> TableReader::texts(std::string_view key) {
  const Member* member = find(key);
  if (member == nullptr) return {};
  constexpr std::string_view kExpected = "a text, or a list of texts";
  const std::string example = fmt::format("{} = [\"…\"]", key);
  std::vector<PlacedText> texts;
  auto add = [&](const Value& value) {
    if (auto text = text_in(value, key, kExpected, example)) texts.push_back(std::move(*text));
  };
  const Array* list = member->value.as<Array>();
  if (list == nullptr) {
    add(member->value);
    return texts;
  }
  if (list->empty())
    refuse(member->value.place, fmt::format("`{}` is an empty list", key))
        .with_help("write what is meant, or leave it out");
  for (const Value& item : *list) add(item);
  return texts;
}

std::optional<PlacedText> TableReader::choice(std::string_view key,
                                              const std::vector<std::string_view>& choices,
                                              Presence presence) {
  auto chosen = text(key, presence);
  if (!chosen || std::ranges::find(choices, chosen->value) != choices.end()) return chosen;
  refuse(chosen->place, fmt::format("`{}` is `{}`", key, text_for_message(chosen->value)))
      .with_help(did_you_mean_or_list(chosen->value, choices, fmt::format("what `{}` may be", key)));
  return std::nullopt;
}

const Member* TableReader::table(std::string_view key) {
  const Member* member = find(key);
  if (member == nullptr) return nullptr;
  return typed<Table>(member->value, key, "a table", fmt::format("[{}]", key)) ? member : nullptr;
}

std::vector<const Value*> TableReader::tables(std::string_view key) {
  const Member* member = find(key);
  if (member == nullptr) return {};
  const std::string example = fmt::format("[[{}]]", key);
  const Array* list = typed<Array>(member->value, key, "a list of tables", example);
  if (list == nullptr) return {};
  std::vector<const Value*> tables;
  for (const Value& item : *list) {
    if (typed<Table>(item, key, "a list of tables", example) != nullptr) tables.push_back(&item);
  }
  return tables;
}

std::vector<std::pair<PlacedText, PlacedText>> TableReader::named_texts(std::string_view key) {
  const Member* member = table(key);
  if (member == nullptr) return {};
  std::vector<std::pair<PlacedText, PlacedText>> named;
  for (const Member& one : *member->value.as<Table>()) {
    auto text = text_in(one.value, one.key, "a text", fmt::format("{} = \"…\"", one.key));
    if (text) named.emplace_back(PlacedText{one.key, one.key_place}, std::move(*text));
  }
  return named;
}

const Member* TableReader::any(std::string_view key) {
  return find(key);
}

void TableReader::finish() {
  for (const Member& member : table_) {
    if (std::ranges::find(known_, member.key) != known_.end()) continue;
    diagnostics_
        .report(DiagnosticKind::TomlKey, member.key_place,
                fmt::format("{} has no `{}`", what_, text_for_message(member.key)))
        .with_help(did_you_mean_or_list(member.key, known_, "its keys"));
  }
}

}  // namespace precept::toml
