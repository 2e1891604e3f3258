// How an official text was read, told to people and programs: `precept source outline`, and below the report
// of `precept source lock`.
#pragma once

#include <string>

#include "compiler/official/official.h"

namespace precept::tools {

/// Every heading, paragraph and line that was left out, with its lines and its label, as a table.
std::string outline_in_words(const official::OfficialText& text);
/// The same for programs; its schema is tools/schema/outputs/outline.json.
std::string outline_in_json(const official::OfficialText& text);
/// By which outline the text was read, and how many headings, joined paragraphs and lines left out there are.
std::string outline_summary(const official::OfficialText& text);

}  // namespace precept::tools
