#include "compiler/source_lock/lock.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "base/file.h"
#include "base/line_ends.h"
#include "base/utf8.h"
#include "compiler/official/labels.h"

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

/// Whether the line says nothing: it is blank, or a comment.
bool is_silent(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(' ');
  return begin == std::string_view::npos || line[begin] == '#';
}

/// A sign in the line behind which a reader may see another line. In quotes all but the carriage return may
/// come from the official text.
std::optional<std::string> fault_of_line(std::string_view line) {
  const auto found = is_silent(line) ? find_false_line_end(line) : find_lone_return(line);
  if (!found) return std::nullopt;
  return fmt::format("{}; {}", describe(*found), help_for(*found));
}

/// A word of a line of the lock: bare, or a text in quotes.
struct LockWord {
  std::string text;
  bool is_quoted = false;
};

/// The words of a line, or what is wrong with it.
std::expected<std::vector<LockWord>, std::string> lock_words(std::string_view line) {
  std::vector<LockWord> words;
  for (std::size_t i = 0; i < line.size();) {
    if (line[i] == ' ') {
      ++i;
    } else if (line[i] == '"') {
      LockWord word{.text = "", .is_quoted = true};
      for (++i; i < line.size() && line[i] != '"'; ++i) {
        if (line[i] == '\\' && i + 1 < line.size()) ++i;
        word.text += line[i];
      }
      if (i == line.size()) return std::unexpected("a string is not closed");
      if (++i < line.size() && line[i] != ' ') return std::unexpected("a string ends within a word");
      words.push_back(std::move(word));
    } else {
      std::size_t end = std::min(line.find(' ', i), line.size());
      words.push_back({std::string(line.substr(i, end - i)), false});
      if (words.back().text.contains('"')) return std::unexpected("a string begins within a word");
      i = end;
    }
  }
  return words;
}

/// True where the words are a keyword, then as many texts in quotes, then `bare` bare words.
bool has_form(const std::vector<LockWord>& words, std::size_t quoted, std::size_t bare) {
  if (words.size() != 1 + quoted + bare) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].is_quoted != (i >= 1 && i <= quoted)) return false;
  }
  return true;
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
  std::vector<std::size_t> exact, same, shortened, leads;
  const std::vector<std::string> parts = official::label_parts(label);
  const std::string deeper[] = {std::string(label) + ".", std::string(label) + " "};
  bool is_section = false;
  for (std::size_t i = 0; i < lock.paragraphs.size(); ++i) {
    const LockedParagraph& paragraph = lock.paragraphs[i];
    const std::string whole = paragraph.label();
    is_section = is_section || whole.starts_with(deeper[0]) || whole.starts_with(deeper[1]);
    if (paragraph.is_lead) {
      if (official::label_parts(whole) == parts) leads.push_back(i);
      continue;
    }
    if (whole == label) exact.push_back(i);
    if (official::label_parts(whole) == parts) same.push_back(i);
    std::string_view words = label;
    if (!paragraph.item.empty()) {
      std::string ending = " " + paragraph.item;
      if (!words.ends_with(ending)) continue;
      words.remove_suffix(ending.size());
    }
    if (names_heading(words, paragraph.heading)) shortened.push_back(i);
  }
  // `2.1` is section 2.1 where there is one, and not the first point of section 2.
  if (is_section) same.clear();
  return !exact.empty() ? exact : !same.empty() ? same : !shortened.empty() ? shortened : leads;
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
  for (auto [word, value] :
       {std::pair{"outline", &lock.outline}, {"from", &lock.from}, {"until", &lock.until}}) {
    if (!value->empty()) out += fmt::format("{} {}\n", word, in_quotes(*value));
  }
  for (const LockedHeading& heading : lock.headings)
    out += fmt::format("heading {} {}\n", in_quotes(heading.label), heading.digest);
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

namespace {

/// Reads a lock line by line.
class LockReader {
 public:
  std::expected<Lock, std::string> read(std::string_view text) {
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
    if (text.empty()) return std::unexpected("the lock is empty");
    for (std::size_t number = 1; !text.empty(); ++number) {
      std::string_view line = text.substr(0, text.find('\n'));
      text.remove_prefix(std::min(text.size(), line.size() + 1));
      line = without_return(line);
      const auto fault = fault_of_line(line);
      const std::string wrong = fault ? *fault : number == 1 ? wrong_in_first(line) : wrong_in(line, number);
      if (!wrong.empty()) return std::unexpected(fmt::format("line {}: {}", number, wrong));
    }
    if (lock_.source.empty()) return std::unexpected("no `source` line says which official text it is of");
    return std::move(lock_);
  }

 private:
  static std::string wrong_in_first(std::string_view line) {
    return line == kFirstLine ? "" : "this is no source lock of this version";
  }

  /// Takes the fact of a line; what is wrong with it, or nothing.
  std::string wrong_in(std::string_view line, std::size_t number) {
    if (find_invalid_utf8(line) || line.contains('\0')) return "this is no text in UTF-8";
    if (is_silent(line)) return "";
    const auto words = lock_words(line);
    if (!words) return words.error();
    const std::string& kind = (*words)[0].text;
    if (kind == "source" && has_form(*words, 1, 1)) return wrong_in_source(*words);
    if (kind == "heading" && has_form(*words, 1, 1)) return wrong_in_heading(*words);
    if ((kind == "paragraph" || kind == "lead") && has_form(*words, 2, 1))
      return wrong_in_paragraph(*words, number);
    if (kind == "quote" && has_form(*words, 1, 0)) return wrong_in_quote((*words)[1].text);
    for (auto [word, value] :
         {std::pair{"outline", &lock_.outline}, {"from", &lock_.from}, {"until", &lock_.until}}) {
      if (kind == word && has_form(*words, 1, 0)) return wrong_in_outline(*value, (*words)[1].text, kind);
    }
    return kNoFact;
  }

  std::string wrong_in_source(const std::vector<LockWord>& words) {
    if (!lock_.source.empty()) return "there is a `source` already";
    if (words[1].text.empty() || !is_digest(words[2].text)) return kNoFact;
    lock_.source = words[1].text;
    lock_.digest = words[2].text;
    return "";
  }

  std::string wrong_in_outline(std::string& value, const std::string& words, const std::string& kind) {
    if (!value.empty()) return "there is `" + kind + "` already";
    if (!lock_.paragraphs.empty()) return "`" + kind + "` stands above the paragraphs";
    if (words.empty()) return kNoFact;
    value = words;
    return "";
  }

  std::string wrong_in_heading(const std::vector<LockWord>& words) {
    if (!is_digest(words[2].text)) return kNoFact;
    if (!lock_.paragraphs.empty()) return "headings stand above the paragraphs";
    lock_.headings.push_back({words[1].text, words[2].text});
    return "";
  }

  std::string wrong_in_paragraph(const std::vector<LockWord>& words, std::size_t number) {
    if (!is_digest(words[3].text)) return kNoFact;
    LockedParagraph paragraph{words[1].text, words[2].text, words[3].text, words[0].text == "lead", number};
    if (!paragraph.is_lead && !paragraphs_.insert({paragraph.label(), paragraph.digest}).second)
      return "this paragraph is there already, with the same words";
    lock_.paragraphs.push_back(std::move(paragraph));
    quotes_.clear();
    return "";
  }

  std::string wrong_in_quote(const std::string& words) {
    if (lock_.paragraphs.empty()) return "a quote stands below its paragraph, and here is none above";
    if (!quotes_.insert(words).second) return "this quote is there already";
    lock_.quotes.push_back({lock_.paragraphs.size() - 1, words});
    return "";
  }

  static constexpr const char* kNoFact = "this is neither a source, a heading, a paragraph nor a quote";

  Lock lock_;
  std::set<std::pair<std::string, std::string>> paragraphs_;  ///< label and digest, without leads
  std::set<std::string> quotes_;                              ///< of the last paragraph
};

}  // namespace

std::expected<Lock, std::string> parse_lock(std::string_view text) {
  return LockReader().read(text);
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

std::optional<official::Wanted> wanted_of(const Lock& lock, Diagnostics& diagnostics) {
  official::Wanted wanted{.from = lock.from, .until = lock.until};
  if (lock.outline.empty()) return wanted;
  wanted.outline = official::declared_outline(lock.outline, diagnostics);
  return wanted.outline ? std::optional(wanted) : std::nullopt;
}

}  // namespace precept::source_lock
