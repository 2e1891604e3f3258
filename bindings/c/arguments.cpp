#include "bindings/c/arguments.h"

#include "base/suggest.h"

namespace precept::c {

namespace {

std::optional<Day> day_given(const char* text, const char* field) {
  if (text == nullptr) return std::nullopt;
  const std::optional<Day> day = parse_date(text);
  if (!day) misuse(std::string(field) + ": `" + text + "` is no date (YYYY-MM-DD)", date_as_written(text));
  return day;
}

std::optional<Language> language_given(const char* code) {
  if (code == nullptr) return std::nullopt;
  const std::optional<Language> language = language_of(code);
  if (language) return language;
  std::vector<std::string_view> codes;
  for (Language one : kLanguages) codes.emplace_back(code_of(one));
  no_choice(code, codes);
}

}  // namespace

void no_choice(std::string_view word, const std::vector<std::string_view>& choices) {
  std::string list;
  for (std::string_view choice : choices) list.append(list.empty() ? "" : ", ").append(choice);
  misuse("`" + std::string(word) + "` is none of " + list, did_you_mean(word, choices));
}

EngineSettings settings_given(const precept_settings* settings) {
  const precept_settings given = filled(settings, PRECEPT_SETTINGS, "settings");
  EngineSettings result{.language = language_given(given.language),
                        .as_of = day_given(given.as_of, "as_of"),
                        .today = day_given(given.today, "today"),
                        .has_project_file = given.without_project_file == 0};
  if (given.reading_count > 0) required(given.readings, "readings");
  for (std::size_t i = 0; i < given.reading_count; ++i)
    result.readings.emplace_back(&required(given.readings[i], "a reading"));
  return result;
}

Question question_given(const precept_question* question) {
  const precept_question given = filled(question, PRECEPT_QUESTION, "question");
  if (given.subject != nullptr && given.name != nullptr)
    misuse("question: `subject` and `name` are both set",
           "an element is named by its pointer or by its name");
  return {.subject = text_or_empty(given.subject),
          .name = text_or_empty(given.name),
          .clause = text_or_empty(given.clause),
          .act = text_or_empty(given.act),
          .is_full = given.full != 0};
}

std::string name_given(const precept_input& input) {
  const std::string name = &required(input.name, "name");
  if (name.empty()) misuse("`name` of an input is empty");
  return name == "-" ? "./-" : name;
}

}  // namespace precept::c
