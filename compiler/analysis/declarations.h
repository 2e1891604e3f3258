// What the files of a policy declare, read off their trees: it is there whether or not the rest is sound.
//
//     record Stall          Declaration{Record, "Stall"}
//       length : int        Declaration{Field, "length", parent Stall}
//     about Stall s         Declaration{Section, "Stall"}; Declaration{Document, "s", parent that section}
//
// Places are bytes of the file that the tree names. Names are views into the trees.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "compiler/check/modules.h"

namespace precept::analysis {

enum class DeclarationKind {
  Policy,
  Module,
  Enum,
  Member,
  Record,
  Field,
  Table,
  Column,
  Reading,
  Choice,
  Definition,
  Judgement,
  Parameter,
  Section,   ///< an `about`; its name is that of the record, which is declared elsewhere
  Document,  ///< the variable of an `about`
  Subject,   ///< the variable of an `each`
  Act,
  Clause,  ///< its name is its label
  Norm,    ///< `called terms`
  Let,
  Element  ///< bound by `some`, `every`, `where` and the like
};
/// "record", "act": as messages call it.
std::string_view noun(DeclarationKind kind);

/// Index in the list of declarations.
using DeclarationId = std::uint32_t;
inline constexpr DeclarationId kNoDeclaration = 0xFFFFFFFF;

struct Declaration {
  DeclarationKind kind{};
  DeclarationId parent =
      kNoDeclaration;     ///< what it is declared in; none for a policy, a module, a file without
  std::string_view name;  ///< without back-quotes; the words of a label joined by single blanks
  Span name_span;
  Span span;  ///< the whole declaration
  /// Of a variable, act, clause or norm: where it can be meant by its name alone. No place for all others,
  /// which can be meant wherever their file is seen (or, fields and columns, behind a dot).
  Span scope;
};

/// In the order of the files and of their text; what has no name is left out.
std::vector<Declaration> declarations_of(const checking::PolicyFiles& files);

}  // namespace precept::analysis
