#include "compiler/source_lock/lock.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "base/digest.h"
#include "base/file.h"

namespace precept::source_lock {
namespace {

constexpr std::string_view kFirstLine = "precept-source-lock 1";

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::istringstream stream{std::string(text)};
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// The words of a line of the lock. A quoted string is one word.
std::optional<std::vector<std::string>> lock_words(std::string_view line) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == ' ') {
      ++i;
    } else if (line[i] == '"') {
      std::string word;
      for (++i; i < line.size() && line[i] != '"'; ++i) {
        if (line[i] == '\\' && i + 1 < line.size()) ++i;
        word += line[i];
      }
      if (i == line.size()) return std::nullopt;
      ++i;
      words.push_back(std::move(word));
    } else {
      std::size_t end = std::min(line.find(' ', i), line.size());
      words.emplace_back(line.substr(i, end - i));
      i = end;
    }
  }
  return words;
}

bool is_digest(std::string_view word) {
  return word.size() == 64 && word.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_small_word(std::string_view word) {
  return word == "the" || word == "and" || word == "of";
}

bool is_capitals(std::string_view word) {
  return word.size() > 1 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Number of words of the heading, from `at` on, whose initials spell the abbreviation; 0 where they do not.
std::size_t abbreviated(std::string_view letters, const std::vector<std::string>& heading, std::size_t at) {
  std::size_t i = at, spelled = 0;
  while (i < heading.size() && spelled < letters.size()) {
    if (heading[i][0] == letters[spelled]) {
      ++spelled;
    } else if (!is_small_word(heading[i])) {
      return 0;
    }
    ++i;
  }
  return spelled == letters.size() ? i - at : 0;
}

}  // namespace

bool names_heading(std::string_view words, std::string_view heading_text) {
  auto label = split_words(words), heading = split_words(heading_text);
  std::size_t at = 0;
  for (const std::string& word : label) {
    std::size_t used = 0;
    for (std::size_t skip = at; used == 0 && skip < heading.size(); ++skip) {
      bool same = heading[skip] == word || heading[skip] == word + ",";
      std::size_t spelled = is_capitals(word) ? abbreviated(word, heading, skip) : 0;
      if (same || spelled) used = skip - at + (same ? 1 : spelled);
      if (!is_small_word(heading[skip])) break;
    }
    if (used == 0) return false;
    at += used;
  }
  return !label.empty();
}

std::vector<std::size_t> paragraphs_named(const Lock& lock, std::string_view label) {
  std::vector<std::size_t> exact, shortened;
  for (std::size_t i = 0; i < lock.paragraphs.size(); ++i) {
    const LockedParagraph& paragraph = lock.paragraphs[i];
    if (paragraph.is_lead) continue;
    std::string_view words = label;
    if (!paragraph.item.empty()) {
      std::string ending = " " + paragraph.item;
      if (!words.ends_with(ending)) continue;
      words.remove_suffix(ending.size());
    }
    if (words == paragraph.heading) exact.push_back(i);
    if (names_heading(words, paragraph.heading)) shortened.push_back(i);
  }
  return exact.empty() ? shortened : exact;
}

std::optional<std::size_t> find_paragraph(const Lock& lock, std::string_view label) {
  std::vector<std::size_t> named = paragraphs_named(lock, label);
  return named.size() == 1 ? std::optional(named[0]) : std::nullopt;
}

std::string write(const Lock& lock) {
  std::string out = fmt::format(
      "{}\n# made by `precept source lock`; labels and digests of the official text, and the "
      "quotes found in it\nsource {} {}\n",
      kFirstLine, in_quotes(lock.source), lock.digest);
  for (std::size_t i = 0; i < lock.paragraphs.size(); ++i) {
    const LockedParagraph& paragraph = lock.paragraphs[i];
    out += fmt::format("{} {} {} {}\n", paragraph.is_lead ? "lead" : "paragraph",
                       in_quotes(paragraph.heading), in_quotes(paragraph.item), paragraph.digest);
    for (const LockedQuote& quote : lock.quotes) {
      if (quote.paragraph == i) out += fmt::format("  quote {}\n", in_quotes(quote.words));
    }
  }
  return out;
}

std::expected<Lock, std::string> parse_lock(std::string_view text) {
  Lock lock;
  std::size_t number = 0;
  auto wrong = [&](std::string_view what) {
    return std::unexpected(fmt::format("line {}: {}", number, what));
  };
  while (!text.empty()) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (++number == 1) {
      if (line != kFirstLine) return wrong("this is no source lock of this version");
      continue;
    }
    auto words = lock_words(line);
    if (!words) return wrong("a string is not closed");
    if (words->empty() || (*words)[0].starts_with('#')) continue;
    const std::string& kind = (*words)[0];
    if (kind == "source" && !lock.source.empty()) return wrong("there is a `source` already");
    if (kind == "source" && words->size() == 3 && is_digest((*words)[2]) && !(*words)[1].empty()) {
      lock.source = (*words)[1];
      lock.digest = (*words)[2];
    } else if ((kind == "paragraph" || kind == "lead") && words->size() == 4 && is_digest((*words)[3])) {
      lock.paragraphs.push_back({(*words)[1], (*words)[2], (*words)[3], kind == "lead", number});
    } else if (kind == "quote" && words->size() == 2 && !lock.paragraphs.empty()) {
      lock.quotes.push_back({lock.paragraphs.size() - 1, (*words)[1]});
    } else {
      return wrong("this is neither a source, a paragraph nor a quote");
    }
  }
  if (number == 0) return std::unexpected("the lock is empty");
  if (lock.source.empty()) return std::unexpected("no `source` line says which official text it is of");
  return lock;
}

std::optional<Lock> read_lock(const std::filesystem::path& policy_file, const model::Model& policy,
                              Diagnostics& diagnostics) {
  std::filesystem::path file = policy_file.parent_path() / policy.source_lock;
  auto text = read_bytes(file);
  auto fail = [&](const std::string& message) {
    diagnostics.report(DiagnosticKind::SourceLockUnreadable, policy.source_lock_span, message)
        .with_help("`precept source lock OFFICIAL-TEXT --policy POLICY` writes it");
    return std::nullopt;
  };
  if (!text) {
    return fail(fmt::format("the source lock `{}` cannot be read: {}", policy.source_lock, text.error()));
  }
  auto lock = parse_lock(*text);
  if (!lock) return fail(fmt::format("`{}`: {}", policy.source_lock, lock.error()));
  return std::move(*lock);
}

const char* to_string(EditionChange change) {
  switch (change) {
    case EditionChange::Unchanged:
      return "unchanged";
    case EditionChange::Reworded:
      return "reworded";
    case EditionChange::Moved:
      return "moved";
    case EditionChange::New:
      return "new";
    case EditionChange::Gone:
      return "gone";
  }
  return "";
}

std::vector<ParagraphChange> compare(const Lock& lock, const OfficialText& newer) {
  std::map<std::string, const LockedParagraph*> by_label, by_digest;
  for (const auto& paragraph : lock.paragraphs) {
    by_label[paragraph.label()] = &paragraph;
    by_digest[paragraph.digest] = &paragraph;
  }
  std::vector<ParagraphChange> changes;
  std::vector<const LockedParagraph*> met;
  for (const auto& paragraph : newer.paragraphs) {
    std::string digest = sha256_hex(paragraph.text), label = paragraph.label();
    auto same_label = by_label.find(label);
    auto same_words = by_digest.find(digest);
    if (same_label != by_label.end() && same_label->second->digest == digest) {
      changes.push_back({EditionChange::Unchanged, label, ""});
      met.push_back(same_label->second);
    } else if (same_words != by_digest.end()) {
      changes.push_back({EditionChange::Moved, label, same_words->second->label()});
      met.push_back(same_words->second);
    } else if (same_label != by_label.end()) {
      changes.push_back({EditionChange::Reworded, label, ""});
      met.push_back(same_label->second);
    } else {
      changes.push_back({EditionChange::New, label, ""});
    }
  }
  for (const auto& paragraph : lock.paragraphs) {
    if (std::find(met.begin(), met.end(), &paragraph) == met.end()) {
      changes.push_back({EditionChange::Gone, paragraph.label(), ""});
    }
  }
  return changes;
}

const char* to_string(ParagraphStatus status) {
  switch (status) {
    case ParagraphStatus::Encoded:
      return "encoded";
    case ParagraphStatus::Informative:
      return "informative";
    case ParagraphStatus::NotCheckable:
      return "not checkable";
    case ParagraphStatus::Unaccounted:
      return "unaccounted for";
  }
  return "";
}

std::vector<CoverageRow> source_coverage(const Lock& lock, const model::Model& policy) {
  std::vector<CoverageRow> rows(lock.paragraphs.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].label = lock.paragraphs[i].label();
    rows[i].how = ParagraphStatus::Unaccounted;
  }
  for (const auto& section : policy.sections) {
    for (const auto& clause : section.clauses) {
      auto found = find_paragraph(lock, clause.label);
      if (!found) continue;
      CoverageRow& row = rows[*found];
      ParagraphStatus how = clause.form == model::ClauseForm::Encoded       ? ParagraphStatus::Encoded
                            : clause.form == model::ClauseForm::Informative ? ParagraphStatus::Informative
                                                                            : ParagraphStatus::NotCheckable;
      // Of several clauses for a paragraph the strongest form counts; `Encoded` is the strongest.
      if (row.clauses.empty() || how < row.how) {
        row.how = how;
        row.reason = clause.reason;
      }
      row.clauses.push_back(&clause);
    }
  }
  std::vector<CoverageRow> labelled;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!lock.paragraphs[i].is_lead) labelled.push_back(std::move(rows[i]));
  }
  return labelled;
}

}  // namespace precept::source_lock
