// A program as what is compared: its norms with their meanings, and everything with a name that these rest
// upon. No registers and no places but those that are shown.
//
//   clause door
//     shall not enter, dance
//       when minor(g)
//
// is a NormOutline of the clause `door`, with the acts `enter` and `dance` and one condition, whose words are
// `minor(g)` and whose meaning is that of `g.age < 18`.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/source.h"
#include "runtime/difference/meaning.h"

namespace precept::difference {

/// A condition as it was written, with its word: "when g.age < 18".
struct ConditionOutline {
  PartRole role{};
  std::string words;
  std::uint32_t meaning = 0;
};

/// An exception to a norm: another norm that takes it away.
struct ExceptionOutline {
  std::string clause;                                        ///< of the other norm
  std::set<std::pair<std::string, std::uint32_t>> meanings;  ///< by act, which is empty of a demand
};

struct NormOutline {
  std::string kind, clause;
  std::string name;  ///< of `called …`; may be empty
  Modality modality{};
  std::string subjects;  ///< the rows that it is about: "/guests/*"; "" is the document
  Right otherwise{};     ///< of the section
  std::set<std::string> acts;
  std::set<std::string> exercised;           ///< acts, with the meaning of how it is seen that they were done
  std::vector<ConditionOutline> conditions;  ///< as written, without exceptions and demand
  ConditionOutline demand;                   ///< of an ensuring norm
  std::set<std::uint32_t> applies, demands;  ///< meanings that must all hold: to apply, and to be kept
  std::vector<ExceptionOutline> exceptions;
  std::set<Basis> bases;             ///< all that its own conditions and its demand rest upon
  std::string quote, gist, message;  ///< a hole in a message is `{…}`
  Place at;

  bool is_about_acts() const { return !acts.empty(); }
};

struct ClauseOutline {
  std::string kind, label, quote, gist, reason;
  program::ClauseForm form{};
  std::vector<std::size_t> norms;  ///< of the outline, in order
  Place at;
};

struct TableOutline {
  std::vector<std::string> columns;
  std::map<std::string, std::vector<std::string>> rows;  ///< by key: the cells as people write them

  bool operator==(const TableOutline&) const = default;
};
struct ReadingOutline {
  std::string default_choice;
  std::map<std::string, std::string> choices;  ///< with their words

  bool operator==(const ReadingOutline&) const = default;
};

struct Outline {
  std::string name, title, source_lock, from, until, successor;  ///< days empty where open
  std::vector<std::string> kinds;
  std::vector<ClauseOutline> clauses;
  std::vector<NormOutline> norms;
  std::map<std::string, std::map<std::string, std::string>> fields;  ///< by kind and path: type and absence
  std::map<std::string, std::vector<std::string>> enums;             ///< without those of readings
  std::map<std::string, TableOutline> tables;
  std::map<std::string, ReadingOutline> readings;
  std::map<std::string, std::string> judgements;   ///< what they ask, from whom
  std::map<std::string, std::string> definitions;  ///< their words, where the sources are at hand
};

/// Both programs that are compared must be outlined with one pool. Definitions are left for who has the
/// sources.
Outline outline_of(const Program& program, MeaningPool& pool);

}  // namespace precept::difference
