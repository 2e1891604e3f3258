// Pages of a handbook as HTML: a folder that works from the disk, for screens, phones and paper.
//
//   index.html  page.css  outline.html  clauses/rule-1.html  tables/room.html
#pragma once

#include <vector>

#include "authoring/handbook/page.h"
#include "render/html/html_site.h"

namespace precept::handbook {

/// Writes every page and the style they share.
void write_html(const std::vector<Page>& pages, rendering::SiteFiles& files);

}  // namespace precept::handbook
