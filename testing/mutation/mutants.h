// Finds the mutants of a policy: small changes, each an edit of the text at a node of its tree. mutate.h
// tries whether the policy's tests notice them.
//
//   shall ensure s.length <= 4
//
// gives the mutants `s.length < 4` (move-boundary), `4` as 5 and as 3 (shift-number), the demand turned into
// its opposite (negate), `should ensure` (swap-modality) and no norm at all (drop-norm), among others.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/model/model.h"

namespace precept::testing {

enum class Mutation {
#define MUTATION(name, word, words) name,
#include "testing/mutation/mutations.def"
#undef MUTATION
};
/// The word in reports: "drop-exception".
const char* to_string(Mutation mutation);
/// What the change does, for people: "a norm is left out".
const char* description_of(Mutation mutation);
std::size_t mutation_count();

struct Edit {
  Span place;
  std::string text;  ///< replaces what stands there
};

struct Mutant {
  Mutation mutation{};
  std::string owner;        ///< the clause's label or the definition's name; empty: outside of both
  bool is_clause = false;   ///< `owner` is a clause
  std::string kind;         ///< the kind of document that the clause is about; empty: any
  Span place;               ///< what is changed
  std::vector<Edit> edits;  ///< in one file, by place; they do not overlap
};

/// Which parts of a policy are worth a change.
struct MutationScope {
  /// The definitions on which a decision rests. The others serve messages only.
  std::set<std::string, std::less<>> definitions;
  const model::Model* model = nullptr;  ///< has the enums
};
MutationScope scope_of(const model::Model& model);

/// Every mutant of a file that parsed, in the order of their places. Texts for people (titles, quotes,
/// messages, phrases) are never changed, nor is anything that only they use.
std::vector<Mutant> find_mutants(const ast::File& file, const Sources& sources, const MutationScope& scope);

/// The file's text with the mutant's edits made.
std::string changed_text(const Mutant& mutant, std::string_view text);

/// The changed lines before and after, each folded to one line and cut around the change to `width` columns.
struct LineChange {
  std::string before, after;
};
LineChange line_change(const Mutant& mutant, const Sources& sources, std::size_t width);

}  // namespace precept::testing
