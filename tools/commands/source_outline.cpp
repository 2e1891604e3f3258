#include "tools/commands/source_outline.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <vector>

#include "render/layout.h"
#include "tools/common/output.h"

namespace precept::tools {
namespace {

const char* to_string(official::EntryKind kind) {
  switch (kind) {
    case official::EntryKind::Title:
      return "title";
    case official::EntryKind::Heading:
      return "heading";
    case official::EntryKind::Paragraph:
      return "paragraph";
    case official::EntryKind::Lead:
      return "lead";
    case official::EntryKind::Joined:
      return "joined";
    case official::EntryKind::LeftOut:
      return "left out";
  }
  return "";
}

std::string lines_of(const official::Entry& entry) {
  return entry.first == entry.last ? fmt::format("{}", entry.first)
                                   : fmt::format("{}-{}", entry.first, entry.last);
}

/// A long label without its middle: its end tells the labels of one heading apart.
std::string short_label(const std::string& label) {
  constexpr std::size_t kWidest = 40;
  if (label.size() <= kWidest) return label;
  const std::size_t last = label.rfind(' ');
  const std::string end =
      last == std::string::npos || label.size() - last > kWidest / 2 ? "" : label.substr(last);
  std::size_t begin = kWidest - end.size() - 3;
  while ((static_cast<unsigned char>(label[begin]) & 0xC0) == 0x80) --begin;
  return label.substr(0, begin) + "..." + end;
}

/// The first words of a text.
std::string first_words(const std::string& text) {
  constexpr std::size_t kMost = 60;
  if (text.size() <= kMost) return text;
  std::size_t end = text.rfind(' ', kMost);
  if (end == std::string::npos || end == 0) end = kMost;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;  // no half of a letter
  return text.substr(0, end) + " ...";
}

std::size_t count(const official::OfficialText& text, official::EntryKind kind) {
  return static_cast<std::size_t>(std::ranges::count(text.reading.entries, kind, &official::Entry::kind));
}

std::string plural(std::size_t n, std::string_view word) {
  return fmt::format("{} {}{}", n, word, n == 1 ? "" : "s");
}

/// What was left out: "lines 1-9 (before the first heading)".
std::string left_out_in_words(const official::OfficialText& text) {
  constexpr std::size_t kMost = 6;
  std::vector<official::Entry> parts;
  std::ranges::copy_if(text.reading.entries, std::back_inserter(parts), [](const official::Entry& entry) {
    return entry.kind == official::EntryKind::LeftOut;
  });
  std::string words;
  for (std::size_t i = 0; i < std::min(parts.size(), kMost); ++i) {
    const bool is_one = parts[i].first == parts[i].last;
    words += fmt::format("{}{}{} {} ({})", i == 0 ? "" : ", ", text.reading.unit, is_one ? "" : "s",
                         lines_of(parts[i]), parts[i].text);
  }
  if (parts.size() > kMost) words += fmt::format(", and {} more", parts.size() - kMost);
  return words;
}

}  // namespace

std::string outline_summary(const official::OfficialText& text) {
  const auto& reading = text.reading;
  std::string out = fmt::format("  outline    {}, {}, in {}\n", reading.outline.words(),
                                reading.is_declared ? "as declared" : "found", reading.form);
  std::string beside =
      plural(count(text, official::EntryKind::Heading) + count(text, official::EntryKind::Title), "heading");
  if (const std::size_t leads = count(text, official::EntryKind::Lead))
    beside += fmt::format(", {} that only introduce{} a list", leads, leads == 1 ? "s" : "");
  if (const std::size_t joined = count(text, official::EntryKind::Joined))
    beside +=
        fmt::format(", {} that {} with the paragraph before", joined, joined == 1 ? "goes on" : "go on");
  out += fmt::format("  beside     {}\n", beside);
  const std::string left_out = left_out_in_words(text);
  if (!left_out.empty()) out += fmt::format("  left out   {}\n", left_out);
  return terminal_lines(out);
}

std::string outline_in_words(const official::OfficialText& text) {
  std::size_t widest = 0, numbers = 0;
  for (const official::Entry& entry : text.reading.entries) {
    widest = std::max(widest, columns_of(terminal_text(short_label(entry.label.words()))));
    numbers = std::max(numbers, lines_of(entry).size());
  }
  std::string out;
  for (const official::Entry& entry : text.reading.entries) {
    const std::string label = terminal_text(short_label(entry.label.words()));
    const std::size_t blanks = widest - columns_of(label);
    std::string line =
        fmt::format("{:>{}}  {:<9}  {}{:{}}  {}", lines_of(entry), numbers, to_string(entry.kind), label, "",
                    blanks, terminal_text(first_words(entry.text)));
    line.resize(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  out += fmt::format("\n{}: {}\n", terminal_text(text.name),
                     plural(count(text, official::EntryKind::Paragraph), "labelled paragraph"));
  return out + outline_summary(text);
}

std::string outline_in_json(const official::OfficialText& text) {
  nlohmann::ordered_json parts = nlohmann::ordered_json::array();
  for (const official::Entry& entry : text.reading.entries) {
    parts.push_back({{"is", to_string(entry.kind)},
                     {"label", entry.label.words()},
                     {"first", entry.first},
                     {"last", entry.last},
                     {"words", entry.text}});
  }
  const nlohmann::ordered_json all = {{"text", text.name},
                                      {"digest", text.digest},
                                      {"form", text.reading.form},
                                      {"counted_in", std::string(text.reading.unit) + "s"},
                                      {"outline", text.reading.outline.words()},
                                      {"declared", text.reading.is_declared},
                                      {"labelled", count(text, official::EntryKind::Paragraph)},
                                      {"parts", parts}};
  return all.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace precept::tools
