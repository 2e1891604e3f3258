// The style and the script of pages: the texts of page.css and page.js.
#pragma once

namespace precept::rendering {

extern const char* const kPageStyle;
extern const char* const kPageScript;

}  // namespace precept::rendering
