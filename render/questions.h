// Open questions, for people and for programs that make a form of them.
#pragma once

#include "render/sink.h"
#include "runtime/repair/answers/ask.h"

namespace precept::rendering {

void write_questions_text(const OpenQuestions& open, Color color, std::size_t width, Sink& output);
void write_questions_json(const OpenQuestions& open, Sink& output);

}  // namespace precept::rendering
