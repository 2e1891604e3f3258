// Open questions, for people and for programs that make a form of them.
#pragma once

#include "runtime/repair/ask.h"
#include "tools/output.h"

namespace precept::tools {

void write_questions_text(const OpenQuestions& open, Color color, std::size_t width, Output& output);
void write_questions_json(const OpenQuestions& open, Output& output);

}  // namespace precept::tools
