// The texts of a policy that can be given in other languages, and how a text is written in a file of
// translations: white space folded, holes as in the policy, a brace that is no hole doubled.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "compiler/model/model.h"

namespace precept::translation {

/// What a text is for those who read the policy's reports.
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
/// "the gist of resolves 1" is told by its role and `owner`: "gist", "resolves 1".
const char* to_string(Role role);

struct Place {
  Role role{};
  std::string owner;  ///< the clause, definition, judgement, enum, reading or table that it belongs to
  std::string text;   ///< as the policy has it, where it has no holes
  std::string key;    ///< as files of translations have it
  bool has_holes = false;
  bool is_needed = true;   ///< not: a code or a label, and a quote, whose official words are not ours to give
  FileId file = kNoFile;   ///< the policy file or module that it stands in
  std::uint32_t line = 0;  ///< in that file; of a name from a table, in the table's
  std::string table;       ///< the path of that table; empty elsewhere
};

/// Every text, in the order of the policy and its modules, each as often as it stands there.
std::vector<Place> texts_of(const model::Model& policy, const Sources* sources = nullptr);

/// Runs of white space become one blank; none at the ends.
std::string folded(std::string_view text);
/// The key of a text without holes, and of one that has some.
std::string key_of(std::string_view plain);
std::string key_of(const model::Text& text);

/// A stretch of a text as it is written in files of translations.
struct Piece {
  std::string text;  ///< of a hole, as it is written: "{p.name}"
  bool is_hole = false;
};
/// A brace that is not closed is taken as it stands.
std::vector<Piece> split(std::string_view written);

}  // namespace precept::translation
