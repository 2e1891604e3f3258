// The forms behind mistake_writer.h, one a file.
#pragma once

#include <memory>
#include <string>

#include "render/mistakes/mistake_writer.h"

namespace precept::rendering {

std::unique_ptr<MistakeWriter> json_mistakes(Sink& output);
std::unique_ptr<MistakeWriter> sarif_mistakes(Sink& output, std::string root);
std::unique_ptr<MistakeWriter> github_mistakes(Sink& output, std::string root);

/// Message, notes and help on one line, for forms that have one text.
std::string mistake_on_one_line(const Diagnostic& diagnostic);

}  // namespace precept::rendering
