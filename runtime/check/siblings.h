// Checks one element of a list without the others, so that an answer about one of a million elements takes
// no longer than an answer about a single one.
//
//   should ensure s.length <= 4                                      rests on the one stall
//   should ensure count(t in f.stalls where t.name = s.name) = 1     rests on its siblings
#pragma once

#include "runtime/document/document.h"
#include "runtime/evaluate/evaluate.h"
#include "runtime/program/program.h"

namespace precept {

/// Whether results or texts about one element of the level may rest on other elements. They do so through a
/// count over the list, the list crossed with itself, or the question whether a value is in the list. The
/// list is the one directly in the document that the level is or hangs below. `program` has been verified.
bool rests_on_siblings(const Program& program, const program::Unit& unit, std::uint32_t level);

/// Removes the siblings of the subject, or of the element that it lies below, from the list directly in the
/// document, unless something rests on them. Returns where the subject lies afterwards.
Subject leave_out_siblings(const Program& program, Document& document, Subject subject);

}  // namespace precept
