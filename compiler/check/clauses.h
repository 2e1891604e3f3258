// The clauses of one section. Internal to check/.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/check/expressions.h"

namespace precept::checking {

/// Consecutive norms of a section: [begin, end).
struct NormRange {
  std::uint32_t begin = 0, end = 0;

  std::size_t size() const { return end - begin; }
};

/// A `however` or a `despite`: its norms, and for a `however` the norms that it may defeat.
struct Exception {
  const ast::Item* item = nullptr;
  std::uint32_t clause = 0;          ///< the clause that it stands in
  std::uint32_t depth = 0;           ///< number of `however` around it
  std::vector<std::uint32_t> norms;  ///< the norms of its block
  NormRange defeated;                ///< However: the norms before it in its block, with their exceptions
  bool is_nested = false;            ///< However: it stands below one norm, and defeats that alone
};
struct Exceptions {
  std::vector<Exception> all;
  std::vector<std::uint32_t> depths;  ///< by norm of the section: number of `however` around it
  std::vector<bool> has_lost_acts;    ///< by norm: it lost acts by a mistake that was reported
  std::map<std::string, std::uint32_t, std::less<>> clauses;  ///< by label
  std::map<std::string, std::uint32_t> folded_clauses;        ///< by label, without its letter case
};

/// Fills `section.clauses` and `section.norms`. `checker` knows the document and the subjects.
void check_clauses(Context& context, ExpressionChecker& checker,
                   const std::vector<const ast::ClauseDecl*>& clauses, model::Section& section);

// ---- defeat (defeat.cpp) -----------------------------------------------------------------------

/// Fills the norms' `defeaters`. Reports exceptions that could defeat nothing, exceptions that could mean
/// more than one norm, unknown labels and names, and defeat in a circle.
void check_defeat(Context& context, const Exceptions& exceptions, model::Section& section);

}  // namespace precept::checking
