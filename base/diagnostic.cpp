#include "base/diagnostic.h"

#include <algorithm>

namespace precept {

namespace {

constexpr DiagnosticInfo kCatalogue[] = {
#define DIAGNOSTIC(name, code, severity, title) {#name, code, Severity::severity, title},
#include "base/diagnostics.def"
#undef DIAGNOSTIC
};

}  // namespace

const DiagnosticInfo& info(DiagnosticKind kind) {
  return kCatalogue[static_cast<std::size_t>(kind)];
}

std::size_t diagnostic_kind_count() {
  return std::size(kCatalogue);
}

Diagnostic& Diagnostics::report(DiagnosticKind kind, Span place, std::string message) {
  bool is_error = info(kind).severity == Severity::Error;
  if (is_error && ++error_count_ > kMaxErrors) {
    if (error_count_ == kMaxErrors + 1) {
      all_.push_back(
          {.kind = DiagnosticKind::TooManyErrors, .message = "too many errors; the rest are not shown"});
    }
    // The caller may still add labels to the mistake it reported; they are dropped with it.
    dropped_ = Diagnostic{.kind = kind};
    if (place.has_place()) dropped_.label(place, "");
    return dropped_;
  }
  all_.push_back({.kind = kind, .message = std::move(message)});
  if (place.has_place()) all_.back().label(place, "");
  return all_.back();
}

void Diagnostics::add(const Diagnostic& found) {
  report(found.kind, {}, {}) = found;
  // A lint that a project raised to an error is one.
  if (found.severity() == Severity::Error && info(found.kind).severity != Severity::Error) ++error_count_;
}

void Diagnostics::add(const Diagnostics& found) {
  for (const Diagnostic& each : found.all()) add(each);
}

void Diagnostics::move_places(std::size_t first, const std::map<FileId, FileId>& to) {
  for (std::size_t i = first; i < all_.size(); ++i) {
    const auto move = [&](Span& place) {
      auto moved = to.find(place.file);
      if (moved != to.end()) place.file = moved->second;
    };
    for (Label& label : all_[i].labels) move(label.span);
    for (Edit& edit : all_[i].edits) move(edit.at);
  }
}

void Diagnostics::sort_by_place() {
  // Mistakes without a place come last, since kNoFile is the greatest number.
  auto place = [](const Diagnostic& diagnostic) {
    Span span = diagnostic.labels.empty() ? Span{} : diagnostic.labels[0].span;
    return std::pair(span.file, span.begin);
  };
  std::ranges::stable_sort(all_, {}, place);
}

}  // namespace precept
