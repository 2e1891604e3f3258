// Collects a document's mistakes, and has the words that they share.
#pragma once

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

#include "base/diagnostic.h"
#include "base/source.h"
#include "runtime/program/program.h"

namespace precept {

/// Counts the mistakes of one file and adds them to `diagnostics`, which outlives it.
class Mistakes {
 public:
  /// Reading stops after `most` mistakes. With `sources`, which outlive it, the mistake of a cell of which a
  /// translation made several values is told, and counts, once.
  Mistakes(FileId file, Diagnostics& diagnostics, std::size_t most, const Sources* sources = nullptr)
      : file_(file), diagnostics_(diagnostics), most_(most), sources_(sources) {}

  /// Reports a mistake at bytes [begin, end).
  Diagnostic& report(DiagnosticKind kind, std::size_t begin, std::size_t end, std::string message) {
    if (was_told(kind, span(begin, end), message)) return again(kind, span(begin, end));
    ++count_;
    return diagnostics_.report(kind, span(begin, end), std::move(message));
  }
  /// Reports a warning: the document is checked all the same.
  Diagnostic& warn(DiagnosticKind kind, std::size_t begin, std::size_t end, std::string message) {
    return diagnostics_.report(kind, span(begin, end), std::move(message));
  }
  Span span(std::size_t begin, std::size_t end) const {
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }
  bool any() const { return count_ > 0; }
  /// Whether one of this kind was told.
  bool has(DiagnosticKind kind) const {
    return std::ranges::any_of(diagnostics_.all(), [&](const auto& told) { return told.kind == kind; });
  }
  /// There have been enough: reading stops.
  bool enough() const { return count_ >= most_; }

 private:
  bool was_told(DiagnosticKind kind, Span place, const std::string& message) {
    if (sources_ == nullptr) return false;
    const Span written = sources_->origin(place);
    return written.file != file_ && !told_.emplace(kind, written.file, written.begin, message).second;
  }
  /// What the caller may add its labels to, and nobody sees.
  Diagnostic& again(DiagnosticKind kind, Span place) {
    again_ = Diagnostic{.kind = kind};
    return again_.label(place, "");
  }

  FileId file_;
  Diagnostics& diagnostics_;
  std::size_t most_;
  const Sources* sources_;
  std::size_t count_ = 0;
  /// By where it was written.
  std::set<std::tuple<DiagnosticKind, FileId, std::uint32_t, std::string>> told_;
  Diagnostic again_{};
};

/// How a message names a scalar or bracket: `the text "x"`, `the number 5`, `a list`.
std::string describe_json(std::string_view token);

/// "an `Act`", "a `Meeting`".
std::string with_article(std::string_view name);

/// The rule for values of a form: "a truth is written true or false". `type` names the enum, table or record.
std::string form_rule(program::Form form, std::string_view type);
/// What to write instead of a text that is no date; may be empty.
std::string date_help(std::string_view text);
/// What to write instead of a text that is no length of time.
std::string hours_help(std::string_view text);
/// For a text such as "none", where a value of another type is wanted: how a document says that there is
/// nothing. Else empty.
std::string absence_help(std::string_view token, bool or_none);
/// What to write instead of the token where that is clear: "write false without quotes"; else empty.
std::string form_help(program::Form form, std::string_view token);

}  // namespace precept
