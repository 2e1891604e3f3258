// What the policies say of the values of a document, for formats that do not say themselves whether a word is
// a text, a number or a truth.
//
//   record Stall
//     name : text          a plain 007 is the text "007"
//     open : truth         a plain yes is true
//
// A document is translated before the policy is chosen, so all policies about its kind count together. Where
// versions of a policy differ, a word that fits a truth or a number is one: a text can be told by quotes.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string_view>

#include "runtime/program/program.h"

namespace precept {

/// What may stand at one place of a document. Where nothing else is said it is a text, or a word for one.
struct PlaceType {
  bool is_truth = false;
  bool is_number = false;
  bool says_null = false;  ///< null says something that leaving the field out does not
  std::map<std::string_view, std::unique_ptr<PlaceType>> fields;  ///< of an object
  std::unique_ptr<PlaceType> element;                             ///< of a list or set

  /// Null: there is no such field.
  const PlaceType* field(std::string_view name) const;
};

/// The policies outlive it. It never changes, so threads may share it.
class DocumentTypes {
 public:
  explicit DocumentTypes(std::span<const Program* const> policies);
  /// A whole document of the kind; null where no policy is about it.
  const PlaceType* of_kind(std::string_view kind) const;

 private:
  std::map<std::string_view, PlaceType> kinds_;
};

}  // namespace precept
