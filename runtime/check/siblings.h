// One element of a list without the others: what is said of one of a million need not take longer than what
// is said of the only one.
#pragma once

#include "runtime/document/document.h"
#include "runtime/evaluate/outcome.h"
#include "runtime/program/program.h"

namespace precept {

/// Whether what the sections about a list level say of one element, or the words for it, may rest on other
/// elements of the list directly in the document that it is of or lies below: on a count over the list, on
/// the list crossed with itself, on a value's being among the list's. `program` has been verified.
bool rests_on_siblings(const Program& program, const program::Unit& unit, std::uint32_t level);

/// Leaves of the list that the subject is of, or lies below, only what the subject is or lies below, unless
/// something rests on the others. Returns where the subject lies then.
Subject leave_out_siblings(const Program& program, Document& document, Subject subject);

}  // namespace precept
