// The texts of page.css and page.js, which the build puts into the library.
#pragma once

namespace precept::rendering {

extern const char* const kPageStyle;
extern const char* const kPageScript;

}  // namespace precept::rendering
