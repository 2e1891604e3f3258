// The lock of an official text: its labels and digests, and the quotes a policy takes from it. It lies
// beside the policy; the text itself does not.
#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "compiler/model/model.h"
#include "compiler/source_lock/official.h"

namespace precept::source_lock {

struct LockedParagraph {
  std::string heading, item, digest;
  bool is_lead = false;
  std::size_t line = 0;  ///< of the lock, from 1; 0 where it was not read from one
  std::string label() const { return item.empty() ? heading : heading + " " + item; }
};
struct LockedQuote {
  std::size_t paragraph = 0;  ///< in `paragraphs`
  std::string words;          ///< folded
};
struct Lock {
  std::string source, digest;  ///< of the official text's file
  std::vector<LockedParagraph> paragraphs;
  std::vector<LockedQuote> quotes;
};

/// The file's text, one fact a line, so that a change of the law shows as a change of few lines.
std::string write(const Lock& lock);
/// On failure: the line and what is wrong with it.
std::expected<Lock, std::string> parse_lock(std::string_view text);

/// Whether a clause's label may stand for a heading: its words begin the heading's, in order; `the`,
/// `and` and `of` may be left out, and an all-capital word stands for the words it abbreviates ("TSAG").
bool names_heading(std::string_view words, std::string_view heading);

/// The paragraphs that a clause's label may name: those that have it, else those whose heading it shortens.
std::vector<std::size_t> paragraphs_named(const Lock& lock, std::string_view label);
/// The paragraph a clause's label names; nothing where there is none, or more than one.
std::optional<std::size_t> find_paragraph(const Lock& lock, std::string_view label);

/// The lock that a policy names, beside its file; nothing where it cannot be read, which is reported.
std::optional<Lock> read_lock(const std::filesystem::path& policy_file, const model::Model& policy,
                              Diagnostics& diagnostics);

/// Words of the official text that a clause, one of its norms or one of its exceptions encodes.
struct Quote {
  std::string words;  ///< folded
  Span span;
};
/// Each once, in the order of the policy.
std::vector<Quote> quotes_of(const model::Section& section, const model::Clause& clause);

/// Makes the lock of a policy: every quote must be found in the paragraph of its clause.
/// Reports E6002 and E6003 with the nearest words of the official text.
Lock make_lock(const OfficialText& text, const model::Model& policy, Diagnostics& diagnostics);

/// Compares a policy with its lock: every label is there, every quote is locked under its label.
void check_lock(const Lock& lock, const model::Model& policy, Diagnostics& diagnostics);

/// How a paragraph stands in another edition.
enum class Change { Unchanged, Reworded, Moved, New, Gone };
const char* to_string(Change change);
struct ParagraphChange {
  Change change{};
  std::string label;         ///< in the newer text; of one that is gone, in the lock
  std::string former_label;  ///< Moved: where it stood
};
/// In the order of the newer text; what is gone comes last.
std::vector<ParagraphChange> compare(const Lock& lock, const OfficialText& newer);

enum class Accounted { Encoded, Informative, NotCheckable, Unaccounted };
const char* to_string(Accounted accounted);
struct CoverageRow {
  std::string label;
  Accounted how{};
  std::string reason;  ///< Informative, NotCheckable
  std::vector<const model::Clause*> clauses;
};
/// Every labelled paragraph of the lock and what the policy makes of it.
std::vector<CoverageRow> cover(const Lock& lock, const model::Model& policy);

}  // namespace precept::source_lock
