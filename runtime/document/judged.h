// Whom an attestation is about: the rows that a judgement of the policy can be about, by name and by pointer.
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

class Judged {
 public:
  /// Both outlive it; the document does not change any more.
  Judged(const Program& program, const Document& document);

  /// One element, or one record of the document. A judgement has an entry in the program for each list, and
  /// each record, that it is asked about.
  struct Whom {
    std::uint32_t judgement = 0;  ///< of the unit
    std::uint32_t row = 0;        ///< of that judgement's level
    bool operator==(const Whom&) const = default;
  };

  /// The entries of the unit that have this one's name.
  std::vector<std::uint32_t> same_named(std::uint32_t judgement) const;
  /// All whom `about` may mean in an attestation of the judgement: by name, or by pointer. At most
  /// `kMostFound`; more than one is ambiguous.
  static constexpr std::size_t kMostFound = 4;
  std::vector<Whom> find(std::uint32_t judgement, std::string_view about);
  /// What an attestation writes to be about that one alone: its name, or its pointer where it has no name or
  /// one that another has too. Empty for the document itself.
  std::string about(Whom whom);
  std::string pointer(Whom whom) const;
  /// Byte of the document where the element begins; 0 for what is no element.
  std::uint32_t place(Whom whom) const;

 private:
  struct Named {
    std::int32_t code;
    Whom whom;
  };
  const program::Judgement& judgement(std::uint32_t index) const;
  std::string_view path(std::uint32_t judgement) const;
  const std::vector<Named>& names(std::uint32_t judgement);

  const Program& program_;
  const Document& document_;
  std::map<std::string_view, std::vector<Named>> names_;  ///< by judgement's name, in order of the codes
};

}  // namespace precept
