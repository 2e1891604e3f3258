#include "runtime/read/records/mapping.h"

#include <algorithm>

#include "base/text.h"

namespace precept {

std::string as_compared(std::string_view text) {
  return case_folded(without_faults(trimmed(text)));
}

bool ListMapping::fills(std::string_view field) const {
  return std::ranges::find(filled, field) != filled.end();
}

}  // namespace precept
