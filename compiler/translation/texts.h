// The texts of a policy that can be translated, and how files of translations write them: white space folded,
// holes as in the policy, other braces doubled.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "compiler/model/model.h"

namespace precept::translation {

/// The part that a text plays in reports.
enum class Role {
  Title,
  Gist,
  Quote,
  Reason,
  Message,
  Phrase,
  Question,
  Origin,
  Label,
  Choice,
  Name,
  ClauseLabel
};
/// The word for messages: "gist". With the owner it reads "gist of resolves 1".
const char* to_string(Role role);

struct TranslatableText {
  Role role{};
  std::string owner;  ///< the clause, definition, judgement, enum, reading or table that it belongs to
  std::string text;   ///< as in the policy; empty where `has_holes`
  std::string key;    ///< as in files of translations
  bool has_holes = false;
  bool is_needed = true;   ///< false for codes and labels, and for quotes, whose translation is official too
  FileId file = kNoFile;   ///< the policy file or module that it stands in
  std::uint32_t line = 0;  ///< in that file; for a name from a table, in the table's file
  std::string table;       ///< the path of that table; empty elsewhere
};

/// Every text in the order of the policy and its modules; a text that occurs twice is there twice. Lines need
/// `sources`.
std::vector<TranslatableText> texts_of(const model::Model& policy, const Sources* sources = nullptr);

/// Each run of white space as one blank, none at the ends.
std::string with_single_blanks(std::string_view text);
/// The key of a text without holes, and with holes.
std::string key_of(std::string_view plain);
std::string key_of(const model::Text& text);

/// A stretch of a text as it is written in files of translations.
struct WrittenPart {
  std::string text;  ///< a hole as written, "{p.name}", or text
  bool is_hole = false;
};
/// Splits a written text into text and holes. A brace that is not closed counts as text.
std::vector<WrittenPart> split(std::string_view written);

}  // namespace precept::translation
