// Reasons as nested lists of a page.
#pragma once

#include <string>

#include "runtime/reasons/reason.h"

namespace precept::rendering {

/// A sentence with its place; of a norm its clause's label first.
std::string reason_line(const DocumentReport& report, const Reason& reason);
/// What a reason rests on, down to the leaves; empty where it rests on nothing.
std::string reason_list(const DocumentReport& report, const Reason& reason);

/// The answer to a question as one page that needs nothing else: no network, no script.
std::string reasons_page(const DocumentReport& report, const Reason& root);

/// A page's head up to `<body>`, with the style that all pages share.
std::string page_head(std::string_view title, Language language = Language::En);

}  // namespace precept::rendering
