// The clauses of one section. Internal to check/.
#pragma once

#include <vector>

#include "compiler/check/expressions.h"

namespace precept::checking {

/// A `however` or a `despite`: its norms, and what it is an exception to as far as its clause tells.
struct Exception {
  const ast::Item* item = nullptr;
  std::uint32_t clause = 0;             ///< in which it stands
  std::vector<std::uint32_t> norms;     ///< its own
  std::vector<std::uint32_t> level;     ///< However: the norms before it that it is level with
  std::vector<std::uint32_t> defeated;  ///< However: these, and the exceptions to them
  bool is_nested = false;               ///< However: it stands below the one norm it is an exception to
};
struct Exceptions {
  std::vector<Exception> all;
  /// By norm of the section: it stands in a `however`; a mistake has cost it acts.
  std::vector<bool> in_however, lost_acts;
  std::size_t pairs = 0;  ///< of an exception and a norm before it
  bool are_too_many = false;
};

/// Fills `section.clauses` and `section.norms`. `checker` knows the document and the subjects.
void check_clauses(Context& context, ExpressionChecker& checker,
                   const std::vector<const ast::ClauseDecl*>& clauses, model::Section& section);

// ---- defeat (defeat.cpp) -----------------------------------------------------------------------

/// Enters who defeats whom. Reports exceptions that could defeat nothing or have more than one aim, labels
/// and names that are not there, and defeat in a circle.
void check_defeat(Context& context, const Exceptions& exceptions, model::Section& section);

}  // namespace precept::checking
