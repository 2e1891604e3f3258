// One check, told in several forms at once.
#pragma once

#include <memory>
#include <vector>

#include "render/report.h"

namespace precept::rendering {

/// A writer that tells each of `writers` everything that it is told, in their order.
std::unique_ptr<ReportWriter> tee(std::vector<std::unique_ptr<ReportWriter>> writers);

}  // namespace precept::rendering
