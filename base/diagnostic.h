// A user's mistake: code, place, reason, help. Declared once in diagnostics.def, collected in a
// `Diagnostics`, shown by `render`. The library never prints.
#pragma once

#include <string>
#include <vector>

#include "base/limits.h"
#include "base/source.h"

namespace precept {

enum class Severity { Error, Warning };

enum class DiagnosticKind {
#define DIAGNOSTIC(name, code, severity, title) name,
#include "base/diagnostics.def"
#undef DIAGNOSTIC
};

struct DiagnosticInfo {
  const char* name;
  const char* code;
  Severity severity;
  const char* title;
};
const DiagnosticInfo& info(DiagnosticKind kind);
/// All kinds in the order of the catalogue.
std::size_t diagnostic_kind_count();

/// A marked place with a few words ("declared here"); words may be empty for the primary place.
struct Label {
  Span span;
  std::string words;
};

/// Message style: lower case, no full stop, code in backticks; what was seen, then the rule.
/// `help` proposes; `labels[0]`, where there is one, is the primary place.
struct Diagnostic {
  DiagnosticKind kind;
  std::string message;
  std::vector<Label> labels;
  std::vector<std::string> notes;
  std::string help;

  Diagnostic& label(Span span, std::string words) {
    labels.push_back({span, std::move(words)});
    return *this;
  }
  Diagnostic& note(std::string text) {
    notes.push_back(std::move(text));
    return *this;
  }
  Diagnostic& with_help(std::string text) {
    help = std::move(text);
    return *this;
  }
};

/// Collects the mistakes of one run. A pass goes on after a mistake; the pipeline stops between
/// passes (`has_errors`). At most `kMaxErrors` are kept; the one after them says so.
class Diagnostics {
 public:
  static constexpr std::size_t kMaxErrors = limits::kShownErrors;

  /// The returned reference is valid until the next `report`. `place` is the primary place.
  Diagnostic& report(DiagnosticKind kind, Span place, std::string message);
  bool has_errors() const { return error_count_ > 0; }
  std::size_t error_count() const { return error_count_; }
  const std::vector<Diagnostic>& all() const { return all_; }
  /// Orders by file and place; equal places keep the order of reporting.
  void sort_by_place();

 private:
  std::vector<Diagnostic> all_;
  std::size_t error_count_ = 0;
  Diagnostic dropped_{};  ///< what `report` hands out once `kMaxErrors` are kept
};

enum class Color { Off, On };

/// The diagnostic as people read it:
///
///   error[E1004]: `Category` has no member `Academica`
///     --> policies/itu/vocabulary.precept:12:25
///      |
///   12 |     when a.category in {Academica}
///      |                         ^^^^^^^^^ not a member
///      = help: did you mean `Academia`?
///
/// Tabs and wide characters keep the caret under its text; a long line is cut around the label.
std::string render(const Diagnostic& diagnostic, const Sources& sources, Color color);
std::string render(const Diagnostics& diagnostics, const Sources& sources, Color color);

/// The nearest of `candidates` to `word`, by edit distance, letter case and blanks ignored; empty where none
/// is near enough to be what was meant. Two words that differ in a digit are two things, and so are two short
/// ones that differ in a letter: of those only the case, the blanks or two swapped letters may differ.
std::string nearest(std::string_view word, const std::vector<std::string_view>& candidates);
/// "did you mean `x`?" or empty.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);
/// The same for codes such as `GB` or `SG13`, which all lie near each other: case and blanks only.
std::string nearest_code(std::string_view word, const std::vector<std::string_view>& candidates);
/// `did_you_mean`, or what there is, where it can be told in a line: "the members of E are `a`, `b` and `c`".
/// `what` is "the members of `E`"; the list is cut after a few.
std::string did_you_mean_or_list(std::string_view word, const std::vector<std::string_view>& candidates,
                                 std::string_view what);

}  // namespace precept
