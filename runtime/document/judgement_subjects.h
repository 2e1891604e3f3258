// Whom an attestation is about: finds the rows that a judgement can be about, by name and by pointer
// (docs/language.md, Attestations).
//
//   judgement reliable(s: Stall, f: Fair)
//     asks "Is {s.name} reliable?"
//
//   find(reliable, "Ben") and find(reliable, "/stalls/1") give row 1 of the level of `stalls`
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/document/document.h"

namespace precept {

/// "/attendance/3"; of a nested list "/a/1/b/0"; of the document "". `row` counts in the whole list.
std::string row_pointer(const Program& program, const Document& document, std::uint32_t level,
                        std::uint32_t row);
/// The row of a list that a JSON pointer leads to.
std::optional<std::uint32_t> row_at_pointer(const Program& program, const Document& document,
                                            std::uint32_t level, std::string_view pointer);

/// The caller tells nobody (an empty answer) and several (more than one) as mistakes; nothing here does.
class JudgementSubjects {
 public:
  /// Program and document outlive it, and the document does not change any more.
  JudgementSubjects(const Program& program, const Document& document);

  /// One element of a list, or one record of the document. A judgement has an entry in the program for each
  /// list and each record that it can be about.
  struct Target {
    std::uint32_t judgement = 0;  ///< of the unit
    std::uint32_t row = 0;        ///< of that judgement's level
    bool operator==(const Target&) const = default;
  };

  /// All entries of the unit with the name of this one.
  std::vector<std::uint32_t> same_named(std::uint32_t judgement) const;
  /// All that `about`, a name or a pointer, may mean in an attestation of the judgement; at most kMostFound.
  static constexpr std::size_t kMostFound = 4;
  std::vector<Target> find(std::uint32_t judgement, std::string_view about);
  /// The `about` that means this one alone: its name, or its pointer where it has no name or shares it. Empty
  /// for the document itself.
  std::string about(Target target);
  std::string pointer(Target target) const;
  /// The byte of the document where the element begins; 0 for a record of the document.
  std::uint32_t place(Target target) const;

 private:
  struct Named {
    std::int32_t code;
    Target target;
  };
  const program::Judgement& judgement(std::uint32_t index) const;
  std::string_view path(std::uint32_t judgement) const;
  const std::vector<Named>& names(std::uint32_t judgement);

  const Program& program_;
  const Document& document_;
  std::map<std::string_view, std::vector<Named>> names_;  ///< by judgement's name, in order of the codes
};

}  // namespace precept
