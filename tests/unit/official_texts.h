// How the tests of official texts read one, and what they look at.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/official/forms/forms.h"
#include "compiler/official/official.h"

namespace doctest {
template <>
struct StringMaker<std::vector<std::string>> {
  static String convert(const std::vector<std::string>& strings) {
    std::string all;
    for (const std::string& one : strings) all += (all.empty() ? "" : " | ") + one;
    return all.c_str();
  }
};
}  // namespace doctest

namespace precept::test::official_texts {

using namespace precept::official;

using Strings = std::vector<std::string>;

inline Reading read(Layout layout, const Wanted& wanted = {}) {
  auto reading = read_outline(std::move(layout), wanted);
  REQUIRE_MESSAGE(reading, (reading ? "" : reading.error()));
  return std::move(*reading);
}

inline Wanted declared(const std::string& outline) {
  auto parsed = parse_outline(outline);
  REQUIRE_MESSAGE(parsed, (parsed ? "" : parsed.error()));
  return {.outline = std::move(*parsed)};
}

inline Strings labels_of(const Reading& reading, EntryKind kind = EntryKind::Paragraph) {
  Strings labels;
  for (const Entry& entry : reading.entries) {
    if (entry.kind == kind) labels.push_back(entry.label.words());
  }
  return labels;
}

inline Strings labels_of(std::string_view text) {
  return labels_of(read(read_lines(text)));
}

/// The words of a paragraph, or "none".
inline std::string words_of(const Reading& reading, const std::string& label) {
  for (const Entry& entry : reading.entries) {
    if (entry.kind == EntryKind::Paragraph && entry.label.words() == label) return entry.text;
  }
  return "none";
}

/// What was left out, in the order of the text.
inline Strings left_out_of(const Reading& reading) {
  Strings all;
  for (const Entry& entry : reading.entries) {
    if (entry.kind == EntryKind::LeftOut) all.push_back(entry.text);
  }
  return all;
}

/// Each paragraph with its label in front: "2: Guests pay."
inline Strings paragraphs_of(const Reading& reading) {
  Strings all;
  for (const Entry& entry : reading.entries) {
    if (entry.kind == EntryKind::Paragraph) all.push_back(entry.label.words() + ": " + entry.text);
  }
  return all;
}

}  // namespace precept::test::official_texts
