// Writes what would mend or break a document, for people and for programs. What a fix promises:
// docs/fixing.md. Nothing here fails.
//
//   shall ensure count(e.guests) <= e.seats
//
// with 3 seats and 2 guests gives, as Aim::Break, "change the `seats` to 1 (now 3) [seats]". Its patch in
// JSON is `{"op": "replace", "path": "/seats", "value": 1}`.
#pragma once

#include "render/reasons.h"
#include "runtime/repair/repair.h"

namespace precept::rendering {

void write_repairs_text(const Repairs& repairs, Aim aim, const Question& question,
                        const ReasonOptions& options, Sink& output);
/// Markdown lists, to be pasted into a mail or an issue.
void write_repairs_markdown(const Repairs& repairs, Aim aim, const Question& question, Sink& output);
/// Each fix with its changes; its `patch` has operations of JSON Patch (RFC 6902) on the document.
void write_repairs_json(const Repairs& repairs, Aim aim, const Sources& sources, Sink& output);

}  // namespace precept::rendering
