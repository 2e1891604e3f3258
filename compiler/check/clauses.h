// The clauses of one section. Internal to check/.
#pragma once

#include <vector>

#include "compiler/check/expressions.h"

namespace precept::checking {

/// A `despite` block: its norms, and the labels of the clauses whose norms they defeat.
struct Despite {
  std::vector<std::uint32_t> norms;
  const ast::Item* item = nullptr;
};

/// Fills `section.clauses` and `section.norms`. `checker` knows the document and the subjects.
void check_clauses(Context& context, ExpressionChecker& checker,
                   const std::vector<const ast::ClauseDecl*>& clauses, model::Section& section);

// ---- defeat (defeat.cpp) -----------------------------------------------------------------------

/// Enters that each norm of `block` defeats each of `defeated` that it can defeat: act norms those that
/// share an act, ensure norms ensure norms. False where that is none.
bool enter_defeat(model::Section& section, const std::vector<std::uint32_t>& block,
                  const std::vector<std::uint32_t>& defeated);
/// Resolves the labels, and reports defeat in a circle.
void check_defeat(Context& context, const std::vector<Despite>& despites, model::Section& section);

}  // namespace precept::checking
