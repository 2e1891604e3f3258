// What a policy could have said instead: one small change each, as an edit of its text at a place of its
// tree. Whether the policy's tests notice is for mutate.h to see.
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
/// As reports call it: "drop-exception".
const char* to_string(Mutation mutation);
/// What is done: "a norm is left out".
const char* words_of(Mutation mutation);
std::size_t mutation_count();

struct Edit {
  Span place;
  std::string text;  ///< in place of what stands there
};

struct Mutant {
  Mutation mutation{};
  std::string owner;        ///< the clause's label, or the definition's name; empty: neither
  bool is_clause = false;   ///< `owner` is a clause
  std::string kind;         ///< of the documents that the clause is about; empty: any
  Span place;               ///< what is changed
  std::vector<Edit> edits;  ///< of one file, in the order of their places, which do not overlap
};

/// What of a policy's files is worth a change.
struct MutationScope {
  /// Definitions on which a decision rests. The others only say something.
  std::set<std::string, std::less<>> definitions;
  const model::Model* model = nullptr;  ///< for the enums
};
MutationScope scope_of(const model::Model& model);

/// Every change of a file that parsed, in the order of their places. Texts that people read (titles, quotes,
/// messages, phrases) are never changed, nor what only they speak of.
std::vector<Mutant> find_mutants(const ast::File& file, const Sources& sources, const MutationScope& scope);

/// The file's text, changed.
std::string changed_text(const Mutant& mutant, std::string_view text);

/// The lines that are changed, each folded to one line and cut around the change to `width` columns.
struct Difference {
  std::string before, after;
};
Difference difference(const Mutant& mutant, const Sources& sources, std::size_t width);

}  // namespace precept::testing
