// What would mend or break a document, for people and for programs.
#pragma once

#include "render/reasons.h"
#include "runtime/repair/repair.h"

namespace precept::rendering {

void write_repairs_text(const Repairs& repairs, Aim aim, const Question& question,
                        const ReasonOptions& options, Sink& output);
/// Lists that can be pasted into a mail or an issue.
void write_repairs_markdown(const Repairs& repairs, Aim aim, const Question& question, Sink& output);
/// Each fix with its changes and, as `patch`, operations of JSON Patch (RFC 6902) on the document.
void write_repairs_json(const Repairs& repairs, Aim aim, const Sources& sources, Sink& output);

}  // namespace precept::rendering
