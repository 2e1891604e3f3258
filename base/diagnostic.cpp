#include "base/diagnostic.h"

#include <algorithm>
#include <iterator>

namespace precept {

namespace {

constexpr DiagnosticInfo kCatalogue[] = {
#define DIAGNOSTIC(name, code, severity, title) {#name, code, Severity::severity, title},
#include "base/diagnostics.def"
#undef DIAGNOSTIC
};

/// Longer words are no typing mistakes, and the distance costs the product of the lengths.
constexpr std::size_t kLongestWord = 100;

/// Letters of a word, one a code point, ASCII in lower case.
std::u32string letters(std::string_view word) {
  std::u32string result;
  for (char byte : word) {
    auto value = static_cast<unsigned char>(byte);
    if ((value & 0xC0) == 0x80 && !result.empty()) {
      result.back() = (result.back() << 6) | (value & 0x3F);
    } else {
      result.push_back(value >= 'A' && value <= 'Z' ? value + 32u : value);
    }
  }
  return result;
}

/// Insertions, removals, replacements and swaps of neighbours that turn one word into the other
/// (optimal string alignment: a swap counts once, for it is the commonest slip of the fingers).
std::size_t edit_distance(const std::u32string& from, const std::u32string& to) {
  std::vector<std::size_t> before_last(to.size() + 1), last(to.size() + 1), row(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::swap(before_last, last);
    std::swap(last, row);
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      std::size_t replaced = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row.back();
}

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
    // The caller may still add to what it reported; that goes nowhere.
    dropped_ = Diagnostic{.kind = kind};
    if (place.has_place()) dropped_.label(place, "");
    return dropped_;
  }
  all_.push_back({.kind = kind, .message = std::move(message)});
  if (place.has_place()) all_.back().label(place, "");
  return all_.back();
}

void Diagnostics::sort_by_place() {
  // What has no place comes last, as kNoFile is the greatest number.
  auto place = [](const Diagnostic& diagnostic) {
    Span span = diagnostic.labels.empty() ? Span{} : diagnostic.labels[0].span;
    return std::pair(span.file, span.begin);
  };
  std::ranges::stable_sort(all_, {}, place);
}

std::string nearest(std::string_view word, const std::vector<std::string_view>& candidates) {
  std::u32string wanted = letters(word);
  if (wanted.empty() || wanted.size() > kLongestWord) return {};
  std::size_t limit = std::max<std::size_t>(1, wanted.size() / 3);
  std::size_t best = limit + 1;
  std::string_view result;
  for (std::string_view candidate : candidates) {
    std::u32string offered = letters(candidate);
    if (offered.size() > wanted.size() + limit || wanted.size() > offered.size() + limit) continue;
    std::size_t distance = edit_distance(wanted, offered);
    bool nothing_in_common = distance >= std::max(wanted.size(), offered.size());
    if (distance < best && !nothing_in_common) {
      best = distance;
      result = candidate;
    }
  }
  return std::string(result);
}

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
  std::string found = nearest(word, candidates);
  return found.empty() ? found : "did you mean `" + found + "`?";
}

}  // namespace precept
