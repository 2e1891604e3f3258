// How a document is called at the head of its page, in words of its own.
#pragma once

#include <string>

#include "runtime/report/report.h"

namespace precept::rendering {

/// "Meeting of SG13RG-AFR, 19 September 2023": kind, name and date, as far as the document has them.
std::string document_name(const DocumentReport& report);
/// The same with what came out: "…: 19 in attendance, 7 not in accordance, 4 open". Of a document that was
/// not checked its file.
std::string document_heading(const DocumentReport& report);

}  // namespace precept::rendering
