// Writes open questions, as text for people and as JSON for programs that make a form of them. What a
// question holds: docs/fixing.md; nothing here fails.
//
//   judgement sober(g: Guest)
//     asks "Is {g.name} sober?"
//
// is asked, where nobody has attested it about Ben and the verdict depends on it, as "Is Ben sober?", with
// what the question is about and which answer gives which verdict.
#pragma once

#include "render/sink.h"
#include "runtime/repair/answers/ask.h"

namespace precept::rendering {

void write_questions_text(const OpenQuestions& open, Color color, std::size_t width, Sink& output);
void write_questions_json(const OpenQuestions& open, Sink& output);

}  // namespace precept::rendering
