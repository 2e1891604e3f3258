// The face of source_lock/: the lock of an official text (docs/language.md, Clauses). It holds the labels and
// digests of the text's paragraphs and the words that a policy quotes, never the text, and lies beside the
// policy.
//
//     source "res54.lock"
//     clause resolves 1
//       quote "should continue developing"
//       informative "nothing to check"
//
// The lock must have a paragraph "resolves" "1" (E6002), and below it a quote with these words (E6003).
//
// Quotes are compared folded (official/marks/blocks.h). Errors: mistakes of a policy go to `Diagnostics`
// (E60xx); a lock that is malformed is an `expected` with the reason in words.
#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "compiler/model/model.h"
#include "compiler/official/official.h"

namespace precept::source_lock {

using official::OfficialText;
using official::plain_text;

struct LockedParagraph {
  std::string heading, item, digest;
  bool is_lead = false;
  std::size_t line = 0;  ///< in the lock's file, from 1; 0 where the lock was made, not read
  std::string label() const { return item.empty() ? heading : heading + " " + item; }
};
/// A heading, or the title, which may say something as well.
struct LockedHeading {
  std::string label;  ///< "5.2"; "title"; empty where it has no number
  std::string digest;
};
struct LockedQuote {
  std::size_t paragraph = 0;  ///< in `paragraphs`
  std::string words;          ///< folded
};
struct Lock {
  std::string source, digest;        ///< of the official text's file
  std::string outline, from, until;  ///< as they were declared; empty where the reader found the outline
  std::vector<LockedHeading> headings;
  std::vector<LockedParagraph> paragraphs;
  std::vector<LockedQuote> quotes;
};

/// The lock as a file: one fact on each line, so that a change of the text changes few lines.
std::string write(const Lock& lock);
/// On failure: the line and what is wrong with it.
std::expected<Lock, std::string> parse_lock(std::string_view text);

/// True where the words of a clause's label may stand for a heading: they are its first words, in order.
/// `the`, `and` and `of` may be left out; a word in capitals stands for the words it abbreviates ("TSAG").
bool names_heading(std::string_view words, std::string_view heading);

/// The paragraphs that a label may name: those with this label, else those whose label is the same but for
/// how it is written (`§4.1(3)` for 4.1.3), else those whose heading it shortens, else words that introduce a
/// list.
std::vector<std::size_t> paragraphs_named(const Lock& lock, std::string_view label);
/// The paragraph that a label names; none where there is no such paragraph, or more than one.
std::optional<std::size_t> find_paragraph(const Lock& lock, std::string_view label);

/// Reads the lock that a policy names, from beside its file. Reports a lock that cannot be read, and is then
/// none.
std::optional<Lock> read_lock(const std::filesystem::path& policy_file, const model::Model& policy,
                              Diagnostics& diagnostics);

/// Words that a clause, one of its norms or one of its exceptions quotes.
struct Quote {
  std::string words;  ///< folded
  Span span;
};
/// The quotes of a clause, each once, in the policy's order.
std::vector<Quote> quotes_of(const model::Section& section, const model::Clause& clause);

/// Makes the lock of a policy. Reports a label that names no paragraph or several (E6002), and a quote that
/// is not in the paragraph of its clause, with the nearest words of the text (E6003).
Lock make_lock(const OfficialText& text, const official::Wanted& wanted, const model::Model& policy,
               Diagnostics& diagnostics);
/// How the text of a lock is to be read, and any newer one; reports an outline that cannot be understood
/// (E6007).
std::optional<official::Wanted> wanted_of(const Lock& lock, Diagnostics& diagnostics);

/// Reports every label of the policy that the lock lacks, and every quote that is not locked under its label.
void check_lock(const Lock& lock, const model::Model& policy, Diagnostics& diagnostics);

/// What became of a paragraph in another edition of the text. Repeated: the edition has another paragraph
/// with the same label, and the lock has not.
enum class EditionChange { Unchanged, Reworded, Moved, New, Repeated, Gone };
const char* to_string(EditionChange change);
struct ParagraphChange {
  EditionChange change{};
  std::string label;         ///< in the newer text; Gone: in the lock
  std::string former_label;  ///< Moved: the label in the lock
};
/// A paragraph of the lock is paired with one of the newer text at most.
/// Changes in the order of the newer text; paragraphs that are gone come last.
std::vector<ParagraphChange> compare(const Lock& lock, const OfficialText& newer);

/// The headings of a text, in its order.
std::vector<LockedHeading> headings_of(const OfficialText& text);
/// What became of headings in another edition: Reworded, New or Gone.
std::vector<ParagraphChange> compare_headings(const Lock& lock, const OfficialText& newer);

enum class ParagraphStatus { Encoded, Informative, NotCheckable, NotEncoded, Unaccounted };
const char* to_string(ParagraphStatus status);
struct CoverageRow {
  std::string label;
  ParagraphStatus how{};
  std::string reason;  ///< Informative, NotCheckable, NotEncoded
  std::vector<const model::Clause*> clauses;
};
/// Every labelled paragraph of the lock, with the policy's clauses for it. A paragraph of which a part is not
/// encoded counts as NotEncoded.
std::vector<CoverageRow> source_coverage(const Lock& lock, const model::Model& policy);

}  // namespace precept::source_lock
