// Compares quotes with the official text, and with its lock.
#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "base/digest.h"
#include "compiler/official/labels.h"
#include "compiler/source_lock/lock.h"

namespace precept::source_lock {
namespace {

std::vector<std::string> split_words(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream stream(text);
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

/// The stretch of `text` with as many words as the quote that shares most of them, in order. Empty where
/// fewer than half agree.
std::string nearest_words(const std::string& quote, const std::string& text) {
  auto wanted = split_words(quote), words = split_words(text);
  if (wanted.empty() || words.empty()) return "";
  std::size_t length = std::min(wanted.size(), words.size()), best = 0, best_at = 0;
  for (std::size_t at = 0; at + length <= words.size(); ++at) {
    // Longest common subsequence of the quote and this stretch.
    std::vector<std::size_t> row(length + 1, 0);
    for (const auto& word : wanted) {
      std::size_t diagonal = 0;
      for (std::size_t i = 1; i <= length; ++i) {
        std::size_t above = row[i];
        row[i] = word == words[at + i - 1] ? diagonal + 1 : std::max(row[i], row[i - 1]);
        diagonal = above;
      }
    }
    if (row[length] > best) best = row[length], best_at = at;
  }
  if (best * 2 < wanted.size()) return "";
  std::string out;
  for (std::size_t i = 0; i < length; ++i) out += (i ? " " : "") + words[best_at + i];
  return out;
}

/// Reports a label that fits several paragraphs. Where their labels are the same, it names lines of the lock.
void report_several(const Lock& lock, const model::Clause& clause, const std::vector<std::size_t>& named,
                    Diagnostics& diagnostics) {
  bool are_same = true;
  std::string labels, lines;
  for (std::size_t i = 0; i < named.size(); ++i) {
    const LockedParagraph& paragraph = lock.paragraphs[named[i]];
    std::string_view link = i == 0 ? "" : i + 1 == named.size() ? " and " : ", ";
    are_same = are_same && paragraph.label() == lock.paragraphs[named[0]].label();
    labels += fmt::format("{}`{}`", link, paragraph.label());
    lines += fmt::format("{}{}", link, paragraph.line);
  }
  auto& mistake = diagnostics.report(
      DiagnosticKind::UnknownParagraph, clause.label_span,
      fmt::format("`{}` names {} paragraphs of `{}`", clause.label, named.size(), lock.source));
  if (!are_same) {
    mistake.note(fmt::format("they are {}", labels)).with_help("write more of the heading that is meant");
  } else if (lock.paragraphs[named[0]].line > 0) {
    mistake.note(fmt::format("the lock has this label on lines {}", lines));
  }
}

/// "its labels, the nearest first, are `4.2.1`, `4.2.2`, and 187 more"
std::string nearest_in_words(const std::string& label, const std::vector<std::string>& labels) {
  constexpr std::size_t kMost = 8;
  std::string words;
  std::size_t shown = 0;
  for (std::size_t i : official::nearest_labels(label, labels)) {
    if (shown == kMost) break;
    words += fmt::format("{}`{}`", shown == 0 ? "" : shown + 1 == labels.size() ? " and " : ", ", labels[i]);
    ++shown;
  }
  if (shown < labels.size()) words += fmt::format(", and {} more", labels.size() - shown);
  return labels.size() == 1 ? "its only label is " + words : "its labels, the nearest first, are " + words;
}

void report_unknown_label(const Lock& lock, const model::Clause& clause, Diagnostics& diagnostics) {
  std::vector<std::size_t> named = paragraphs_named(lock, clause.label);
  if (named.size() > 1) return report_several(lock, clause, named, diagnostics);
  std::vector<std::string> labels;
  for (const auto& paragraph : lock.paragraphs) {
    if (!paragraph.is_lead) labels.push_back(paragraph.label());
  }
  diagnostics
      .report(DiagnosticKind::UnknownParagraph, clause.label_span,
              fmt::format("`{}` names no paragraph of `{}`", clause.label, lock.source))
      .with_help(nearest_in_words(clause.label, labels));
}

template <class Visit>
void for_each_clause(const model::Model& policy, Visit&& visit) {
  for (const auto& section : policy.sections) {
    for (const auto& clause : section.clauses) visit(section, clause);
  }
}

void lock_quote(const OfficialText& text, const model::Clause& clause, std::size_t paragraph,
                const Quote& quote, Lock& lock, Diagnostics& diagnostics) {
  const std::string& official = text.paragraphs[paragraph].text;
  if (official.find(quote.words) != std::string::npos) {
    auto same = [&](const LockedQuote& q) { return q.paragraph == paragraph && q.words == quote.words; };
    if (std::ranges::none_of(lock.quotes, same)) lock.quotes.push_back({paragraph, quote.words});
    return;
  }
  Diagnostic& mistake =
      diagnostics.report(DiagnosticKind::QuoteNotInSource, quote.span,
                         fmt::format("these words are not in `{}` of `{}`", clause.label, text.name));
  for (const auto& other : text.paragraphs) {
    if (other.text.find(quote.words) == std::string::npos) continue;
    mistake.with_help(fmt::format("they stand under `{}`", other.label()));
    return;
  }
  std::string nearest = nearest_words(quote.words, official);
  if (!nearest.empty()) mistake.with_help(fmt::format("the nearest words there are: \"{}\"", nearest));
}

void check_quote(const Lock& lock, const model::Clause& clause, std::size_t paragraph, const Quote& quote,
                 Diagnostics& diagnostics) {
  std::string nearest, elsewhere;
  for (const LockedQuote& locked : lock.quotes) {
    bool contains = locked.words.find(quote.words) != std::string::npos;
    if (contains && locked.paragraph == paragraph) return;
    if (contains) elsewhere = lock.paragraphs[locked.paragraph].label();
    if (locked.paragraph == paragraph && nearest.empty()) nearest = nearest_words(quote.words, locked.words);
  }
  Diagnostic& mistake = diagnostics.report(
      DiagnosticKind::QuoteNotInSource, quote.span,
      fmt::format("these words are not locked under `{}` of `{}`", clause.label, lock.source));
  if (!elsewhere.empty()) {
    mistake.with_help(fmt::format("they are locked under `{}`", elsewhere));
  } else if (!nearest.empty()) {
    mistake.with_help(fmt::format("the nearest words locked there are: \"{}\"", nearest));
  } else {
    mistake.with_help(
        "`precept source lock OFFICIAL-TEXT` looks for them in the official text and locks them");
  }
}

bool is_locked(const Lock& lock, const std::string& words) {
  return std::ranges::any_of(
      lock.quotes, [&](const LockedQuote& quote) { return quote.words.find(words) != std::string::npos; });
}

/// Locks the quotes of readings. A reading belongs to no clause, so any paragraph may have its quote.
void lock_readings(const OfficialText& text, const model::Model& policy, Lock& lock,
                   Diagnostics& diagnostics) {
  for (const model::Reading& reading : policy.readings) {
    std::string words = plain_text(reading.quote);
    if (words.empty() || is_locked(lock, words)) continue;
    auto found = std::ranges::find_if(text.paragraphs, [&](const auto& paragraph) {
      return paragraph.text.find(words) != std::string::npos;
    });
    if (found != text.paragraphs.end()) {
      lock.quotes.push_back({static_cast<std::size_t>(found - text.paragraphs.begin()), words});
      continue;
    }
    diagnostics.report(DiagnosticKind::QuoteNotInSource, reading.quote_span,
                       fmt::format("these words are in no paragraph of `{}`", text.name));
  }
}

void check_readings(const Lock& lock, const model::Model& policy, Diagnostics& diagnostics) {
  for (const model::Reading& reading : policy.readings) {
    std::string words = plain_text(reading.quote);
    if (words.empty() || is_locked(lock, words)) continue;
    diagnostics
        .report(DiagnosticKind::QuoteNotInSource, reading.quote_span,
                fmt::format("these words are locked under no label of `{}`", lock.source))
        .with_help("`precept source lock OFFICIAL-TEXT` looks for them in the official text and locks them");
  }
}

}  // namespace

std::vector<Quote> quotes_of(const model::Section& section, const model::Clause& clause) {
  std::vector<Quote> quotes;
  auto add = [&](const std::string& words, Span span) {
    bool is_known = std::ranges::any_of(quotes, [&](const Quote& quote) {
      return quote.span.file == span.file && quote.span.begin == span.begin;
    });
    std::string folded = plain_text(words);
    if (!folded.empty() && !is_known) quotes.push_back({std::move(folded), span});
  };
  add(clause.quote, clause.quote_span);
  for (std::uint32_t norm : clause.norms) add(section.norms[norm].quote, section.norms[norm].quote_span);
  return quotes;
}

Lock make_lock(const OfficialText& text, const official::Wanted& wanted, const model::Model& policy,
               Diagnostics& diagnostics) {
  const std::string outline = wanted.outline ? wanted.outline->words() : "";
  Lock lock{text.name, text.digest, outline, wanted.from, wanted.until, headings_of(text), {}, {}};
  for (const auto& paragraph : text.paragraphs) {
    lock.paragraphs.push_back(
        {paragraph.heading, paragraph.item, sha256_hex(paragraph.text), paragraph.is_lead});
  }
  for_each_clause(policy, [&](const model::Section& section, const model::Clause& clause) {
    auto found = find_paragraph(lock, clause.label);
    if (!found) return report_unknown_label(lock, clause, diagnostics);
    for (const Quote& quote : quotes_of(section, clause))
      lock_quote(text, clause, *found, quote, lock, diagnostics);
  });
  lock_readings(text, policy, lock, diagnostics);
  return lock;
}

void check_lock(const Lock& lock, const model::Model& policy, Diagnostics& diagnostics) {
  for_each_clause(policy, [&](const model::Section& section, const model::Clause& clause) {
    auto found = find_paragraph(lock, clause.label);
    if (!found) return report_unknown_label(lock, clause, diagnostics);
    for (const Quote& quote : quotes_of(section, clause))
      check_quote(lock, clause, *found, quote, diagnostics);
  });
  check_readings(lock, policy, diagnostics);
}

}  // namespace precept::source_lock
