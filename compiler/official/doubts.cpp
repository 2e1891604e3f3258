// What is told of an official text that may have been read wrongly.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/official/official.h"

namespace precept::official {
namespace {

constexpr const char* kWayOut =
    "`precept source outline` shows what was read; `--outline` declares the marks, `--from` and `--until` "
    "the part to read";

std::string at(std::string_view unit, const Entry& entry) {
  return entry.first == entry.last ? fmt::format("{} {}", unit, entry.first)
                                   : fmt::format("{}s {}-{}", unit, entry.first, entry.last);
}

/// Reports labels that stand twice, each once.
void report_twice(const OfficialText& text, const Sources& sources, Diagnostics& diagnostics) {
  std::map<std::string, std::vector<const Entry*>> by_label;
  for (const Entry& entry : text.reading.entries) {
    if (entry.kind == EntryKind::Paragraph) by_label[entry.label.words()].push_back(&entry);
  }
  for (const Entry& entry : text.reading.entries) {
    if (entry.kind != EntryKind::Paragraph) continue;
    const auto& all = by_label[entry.label.words()];
    if (all.size() < 2 || all[0] != &entry) continue;
    const bool are_same = all[0]->text == all[1]->text;
    Diagnostic& mistake =
        diagnostics.report(DiagnosticKind::LabelTwice, text.place(sources, all[1]->first),
                           fmt::format("`{}` stands {} in `{}`{}", entry.label.words(),
                                       all.size() == 2 ? "twice" : fmt::format("{} times", all.size()),
                                       text.name, are_same ? ", with the same words" : ""));
    mistake.note(fmt::format("the first is on {}", at(text.reading.unit, *all[0])));
    mistake.with_help(are_same ? "leave the copy out of the text: a label is to name one paragraph"
                               : fmt::format("a label is to name one paragraph; {}", kWayOut));
  }
}

void report_order(const OfficialText& text, const Sources& sources, Diagnostics& diagnostics) {
  for (const Reading::Remark& remark : text.reading.remarks) {
    const Span place = text.place(sources, remark.line);
    const std::string label = remark.label.words();
    if (remark.kind == DoubtKind::Ambiguous) {
      const bool is_declared = text.reading.is_declared;
      diagnostics
          .report(is_declared ? DiagnosticKind::NumberOutOfOrder : DiagnosticKind::UnsureOutline, place,
                  fmt::format(
                      "`{}` may go on with either of two lists that have come to `{}`; it was read as `{}`",
                      remark.found, remark.before, label))
          .with_help("indent the inner list, or declare the outline with `--outline`");
      continue;
    }
    if (remark.kind == DoubtKind::Unplaced) {
      diagnostics
          .report(DiagnosticKind::NumberOutOfOrder, place,
                  fmt::format("`{}` has no place in the outline; its paragraph was read without a number",
                              remark.found))
          .note(label.empty() ? "it stands at the beginning of the text"
                              : fmt::format("it stands in `{}`", label))
          .with_help(kWayOut);
      continue;
    }
    diagnostics
        .report(DiagnosticKind::NumberOutOfOrder, place,
                remark.before.empty() ? fmt::format("a list begins with `{}`", remark.found)
                                      : fmt::format("`{}` comes behind `{}`", remark.found, remark.before))
        .note(fmt::format("it was read as `{}`", label))
        .with_help(kWayOut);
  }
}

/// One warning for all: a text without indentation may have many.
void report_joined(const OfficialText& text, const Sources& sources, Diagnostics& diagnostics) {
  constexpr std::size_t kMost = 5;
  std::size_t count = 0;
  const Entry* first = nullptr;
  std::string places;
  for (const Entry& entry : text.reading.entries) {
    if (entry.kind != EntryKind::Joined || !entry.is_guessed) continue;
    if (first == nullptr) first = &entry;
    if (++count <= kMost)
      places += fmt::format("{}{} in `{}`", places.empty() ? "" : ", ", at(text.reading.unit, entry),
                            entry.label.words());
  }
  if (count == 0) return;
  if (count > kMost) places += fmt::format(", and {} more", count - kMost);
  diagnostics
      .report(DiagnosticKind::ParagraphWithoutLabel, text.place(sources, first->first),
              count == 1
                  ? "a paragraph without a label was read as part of the one before"
                  : fmt::format("{} paragraphs without a label were read as parts of the ones before", count))
      .note(places)
      .with_help("where one of them belongs to the section instead, indent it as the section is");
}

}  // namespace

void report_doubts(const OfficialText& text, const Sources& sources, Diagnostics& diagnostics) {
  report_twice(text, sources, diagnostics);
  report_order(text, sources, diagnostics);
  report_joined(text, sources, diagnostics);
}

}  // namespace precept::official
