// Pages of a handbook as one text in Markdown, with a place for each of them.
//
//   <a id="clauses/rule-1"></a>
//
//   ## rule 1
#pragma once

#include <string>
#include <vector>

#include "authoring/handbook/page.h"

namespace precept::handbook {

std::string markdown(const std::vector<Page>& pages);

}  // namespace precept::handbook
