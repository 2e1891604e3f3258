// Writes reasons as nested lists of HTML.
#pragma once

#include <string>

#include "runtime/reasons/reason.h"

namespace precept::rendering {

/// A reason's sentence with its place; for a norm, the label of its clause comes first.
std::string reason_line(const DocumentReport& report, const Reason& reason);
/// What the reason rests on, down to the leaves, as a list; empty where it rests on nothing.
std::string reason_list(const DocumentReport& report, const Reason& reason);

/// The answer to a question as one page that needs no network and no script.
std::string reasons_page(const DocumentReport& report, const Reason& root);

/// The head of a page up to `<body>`, with the style that all pages share.
std::string page_head(std::string_view title, Language language = Language::En);

}  // namespace precept::rendering
