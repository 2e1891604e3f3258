// The clauses of one section. Internal to check/.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/check/expressions.h"

namespace precept::checking {

/// Norms of a section that follow each other.
struct NormRange {
  std::uint32_t begin = 0, end = 0;

  std::size_t size() const { return end - begin; }
};

/// A `however` or a `despite`: its norms, and what it is an exception to as far as its clause tells.
struct Exception {
  const ast::Item* item = nullptr;
  std::uint32_t clause = 0;          ///< in which it stands
  std::uint32_t depth = 0;           ///< how many `however` it stands in
  std::vector<std::uint32_t> norms;  ///< its own
  NormRange defeated;      ///< However: the norms before it in its block, with the exceptions to them
  bool is_nested = false;  ///< However: it stands below the one norm it is an exception to
};
struct Exceptions {
  std::vector<Exception> all;
  std::vector<std::uint32_t> depths;  ///< by norm of the section: how many `however` it stands in
  std::vector<bool> lost_acts;        ///< by norm: a mistake has cost it acts
  std::map<std::string, std::uint32_t, std::less<>> clauses;  ///< by label
  std::map<std::string, std::uint32_t> folded_clauses;        ///< by label, without its letter case
};

/// Fills `section.clauses` and `section.norms`. `checker` knows the document and the subjects.
void check_clauses(Context& context, ExpressionChecker& checker,
                   const std::vector<const ast::ClauseDecl*>& clauses, model::Section& section);

// ---- defeat (defeat.cpp) -----------------------------------------------------------------------

/// Enters who defeats whom. Reports exceptions that could defeat nothing or have more than one aim, labels
/// and names that are not there, and defeat in a circle.
void check_defeat(Context& context, const Exceptions& exceptions, model::Section& section);

}  // namespace precept::checking
