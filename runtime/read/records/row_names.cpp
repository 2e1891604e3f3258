#include "runtime/read/records/row_names.h"

#include <fmt/format.h>

namespace precept {

namespace {
constexpr std::size_t kMostNamed = 12;
}

void RowNames::add(Span place, const Sources& sources) {
  const Place at = sources.place(place);
  add(place, at.is_cell() ? at.cell() : fmt::format("line {}", at.line));
}

void RowNames::add_row(Span place, const Sources& sources) {
  add(place, std::to_string(sources.place(place).line));
}

void RowNames::add(Span place, const std::string& name) {
  if (count_ == 0) first_ = place;
  if (count_++ < kMostNamed) names_ += (names_.empty() ? "" : ", ") + name;
}

std::string RowNames::text() const {
  return count_ <= kMostNamed ? names_ : fmt::format("{} and {} more", names_, count_ - kMostNamed);
}

}  // namespace precept
