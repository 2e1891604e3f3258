// What callers of the C interface give, in the engine's terms. What is wrong with it ends the call as misuse.
// Internal to bindings/c/.
#pragma once

#include <algorithm>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "bindings/c/call.h"
#include "runtime/reasons/explain.h"

namespace precept::c {

/// A text that may be left out.
inline std::string text_or_empty(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

/// The fields that a caller knows, as `struct_size` says, and the defaults for those that it does not; fields
/// that this library does not know must be zero, since they would not count.
template <class Struct>
Struct filled(const Struct* given, const Struct& defaults, std::string_view name) {
  if (given == nullptr) return defaults;
  const std::size_t size = given->struct_size;
  if (size < sizeof size)
    misuse(std::string(name) + ": `struct_size` is not set", "begin with its initializer");
  const char* bytes = reinterpret_cast<const char*>(given);
  if (size > sizeof(Struct) &&
      std::any_of(bytes + sizeof(Struct), bytes + size, [](char byte) { return byte != 0; }))
    misuse(std::string(name) + ": a field is set that this release of the library does not know");
  Struct result = defaults;
  std::memcpy(&result, given, std::min(size, sizeof(Struct)));
  return result;
}

EngineSettings settings_given(const precept_settings* settings);
Question question_given(const precept_question* question);
/// The input's name as the engine takes it: a path, even where it is `-`.
std::string name_given(const precept_input& input);

/// Ends the call: `word` is none of these.
[[noreturn]] void no_choice(std::string_view word, const std::vector<std::string_view>& choices);
/// The choice of this name.
template <class Value>
Value chosen(const std::map<std::string, Value>& choices, const char* name) {
  const char* const word = &required(name, "form");
  if (auto found = choices.find(word); found != choices.end()) return found->second;
  std::vector<std::string_view> names;
  for (const auto& [choice, value] : choices) names.push_back(choice);
  no_choice(word, names);
}

}  // namespace precept::c
