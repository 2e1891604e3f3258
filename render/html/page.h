// Parts that all pages of a check have: their head, foot, and words of the script.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "render/html/reason_html.h"
#include "runtime/report/report.h"
#include "runtime/words/catalogue.h"

namespace precept::rendering {

/// By this the index of a folder of pages is known, among its first bytes.
inline constexpr std::string_view kSiteMark = "<meta name=\"generator\" content=\"precept\">";
inline constexpr std::size_t kSiteMarkWithin = 400;

/// The head of a page whose style lies beside it, at `to_root` ("../") + page.css.
std::string site_page_head(std::string_view title, Language language, std::string_view to_root);

/// Notes, those that are not empty, and the engine.
std::string page_footer(const std::vector<std::string>& notes, const Catalogue& words);

/// The words that the script fills in, as JSON.
std::string script_words(const Catalogue& words);

/// Mistakes as they are told on a terminal.
std::string mistakes_html(const Diagnostics& diagnostics, const Sources& sources);

/// Whether there is more to tell of the document than its mistakes.
bool is_on_page(const DocumentReport& report);
/// "good", "bad", "doubt".
const char* style_of_report(const DocumentReport& report);

}  // namespace precept::rendering
