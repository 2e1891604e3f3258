// An official text as it was read: each paragraph with its label, what is a heading, what only introduces a
// list, what was left out, and what was doubtful.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "compiler/official/marks/blocks.h"
#include "compiler/official/outline/outline.h"
#include "compiler/official/outline/tree.h"

namespace precept::official {

/// A label in two parts, so that a heading may be shortened: "resolves" and "1"; "4.2.1" and nothing.
struct Label {
  std::string heading, item;

  std::string words() const { return item.empty() ? heading : heading + " " + item; }
};

/// Title: of the whole text. Lead: words that only introduce a list. Joined: without a mark of its own, read
/// as part of the paragraph before.
enum class EntryKind { Title, Heading, Paragraph, Lead, Joined, LeftOut };

struct Entry {
  EntryKind kind{};
  Label label;
  std::string text;  ///< folded; of a paragraph with what was joined to it. LeftOut: why
  std::size_t first = 0, last = 0;
  bool is_guessed = false;  ///< Joined: nothing but the order of the text says where it belongs
};

struct Reading {
  Outline outline;
  bool is_declared = false;    ///< the outline was told, not found
  std::string form;            ///< "plain text", "HTML"
  std::string_view unit;       ///< what the numbers of entries count: "line"
  std::vector<Entry> entries;  ///< in the order of the text
  struct Remark {
    DoubtKind kind{};
    std::size_t line = 0;
    Label label;
    std::string found, before;
  };
  std::vector<Remark> remarks;
};

/// What a user says of a text before it is read.
struct Wanted {
  std::optional<Outline> outline;  ///< none: the reader finds one
  std::string from, until;  ///< words with which the part begins that is read, and what comes behind it
};

/// On failure: which words of `from` and `until` are not there, or more than once.
std::expected<Reading, std::string> read_outline(Layout layout, const Wanted& wanted);

}  // namespace precept::official
