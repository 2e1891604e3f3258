#include "authoring/drafts/first_policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "compiler/ast/written_name.h"
#include "compiler/pipeline.h"
#include "compiler/source_lock/lock.h"

namespace precept::drafts {

namespace {

constexpr std::string_view kHead =
    R"(-- A clause for each paragraph of the text. To encode one: say in the record what documents tell, and write a
-- norm in the place of `not encoded`. What states something and demands nothing is `informative "why"`, what no
-- document can show `not checkable "why"`.
)";

/// A string as a policy writes it; braces stand for themselves where they are doubled.
std::string written(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '{' || c == '}') result += c;
    result += c;
  }
  return result + '"';
}

/// The first words of a paragraph, enough to know it by.
std::string first_words(std::string_view text) {
  constexpr std::size_t kMost = 88;
  if (text.size() <= kMost) return std::string(text);
  const std::size_t end = text.rfind(' ', kMost);
  return std::string(text.substr(0, end == std::string_view::npos ? 0 : end));
}

std::string title_of(const official::OfficialText& text) {
  const auto title =
      std::ranges::find(text.reading.entries, official::EntryKind::Title, &official::Entry::kind);
  return title == text.reading.entries.end() ? std::string() : title->text;
}

std::string policy_of(const std::string& name, const official::OfficialText& text) {
  std::string policy = fmt::format("{}policy {}\n\n", kHead, name);
  if (const std::string title = title_of(text); !title.empty())
    policy += fmt::format("title {}\n\n", written(first_words(title)));
  policy += fmt::format(
      "source {}\n\nrecord Case\n  name : text\n  date : date\n\n"
      "about Case c\n",
      written(file_name_of(name) + ".lock"));
  for (const official::Paragraph& paragraph : text.paragraphs) {
    if (paragraph.is_lead) continue;
    policy += fmt::format("\nclause {}\n", written(paragraph.label()));
    if (const std::string words = first_words(paragraph.text); !words.empty())
      policy += fmt::format("  quote {}\n", written(words));
    policy += "  not encoded \"to be read: what would a document show?\"\n";
  }
  return policy;
}

std::string tests_of(const std::string& name) {
  return fmt::format(R"(-- The first clause that has a norm changes this: say then what is expected of it.
tests {}

test "nothing is encoded yet"
  given Case {{name: "an example", date: 2025-01-01}}
  expect not checked
)",
                     name);
}

}  // namespace

bool is_policy_name(std::string_view name) {
  while (true) {
    const std::string_view part = name.substr(0, name.find('.'));
    const auto is_letter = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
    const bool is_name = !part.empty() && std::ranges::all_of(part, is_letter) &&
                         std::isdigit(static_cast<unsigned char>(part[0])) == 0 && !ast::is_reserved(part);
    if (!is_name || part.size() == name.size()) return is_name;
    name.remove_prefix(part.size() + 1);
  }
}

std::string file_name_of(std::string_view policy) {
  std::string file(policy);
  std::ranges::replace(file, '.', '_');
  return file;
}

std::optional<FirstPolicy> first_policy(const std::string& name, const official::OfficialText& text,
                                        const official::Wanted& wanted, Sources& sources,
                                        Diagnostics& diagnostics) {
  FirstPolicy result{.policy = policy_of(name, text), .lock = {}, .tests = tests_of(name)};
  // The file is not there yet, so its text stands in for it.
  const std::string file = file_name_of(name) + ".precept";
  sources.replace(file, result.policy);
  const auto policy = read_policy(file, sources, diagnostics, SourceLock::Ignore);
  if (!policy) return std::nullopt;
  result.lock = source_lock::write(source_lock::make_lock(text, wanted, *policy, diagnostics));
  if (diagnostics.has_errors()) return std::nullopt;
  return result;
}

}  // namespace precept::drafts
