// Diagnostics: the mistakes of a user, each with a code, a message, places, notes and a help
// (docs/diagnostics.md). Codes are declared in diagnostics.def. Passes report to a `Diagnostics`, tools show
// it with `diagnostics_text`; no library prints.
//
//     shall ensure b.room = "graet"
//
// gives E1009, labelled at `"graet"`, with the help "did you mean `great`?".
//
// Spans count bytes and refer to `Sources`, which must outlive the rendering. Mistakes of a user are reported
// here; failures of the host are an `expected`, and our own bugs are assertions.
#pragma once

#include <map>
#include <optional>
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

/// A place with a few words ("declared here"). The primary place may have no words.
struct Label {
  Span span;
  std::string words;
};

/// A change of a text: what stands at `at` becomes `text`. An empty span is a place to insert at.
struct Edit {
  Span at;
  std::string text;
};

/// One mistake. `message` is in lower case without a full stop, with code in backticks: first what was seen,
/// then the rule. `help` says what to write. `labels[0]`, if there is one, is the primary place.
struct Diagnostic {
  DiagnosticKind kind;
  std::string message;
  std::vector<Label> labels;
  std::vector<std::string> notes;
  std::string help;
  /// What a program may write in the author's place, all of it together: after it the mistake is gone, and
  /// nothing that was sound means anything else. Empty where the author has to decide.
  std::vector<Edit> edits;
  /// Where it counts otherwise than its row in the catalogue says: a lint whose level a project sets.
  std::optional<Severity> level;

  Severity severity() const { return level.value_or(info(kind).severity); }

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
  Diagnostic& with_edit(Span at, std::string text) {
    edits.push_back({at, std::move(text)});
    return *this;
  }
};

/// Collects the mistakes of one run. A pass continues after a mistake; the pipeline stops between passes. At
/// most `kMaxErrors` errors are kept, and one more that says so.
class Diagnostics {
 public:
  static constexpr std::size_t kMaxErrors = limits::kShownErrors;

  /// Adds a mistake at its primary place. The reference is valid until the next `report`.
  Diagnostic& report(DiagnosticKind kind, Span place, std::string message);
  /// Reports a mistake, or all, that others have collected.
  void add(const Diagnostic& found);
  void add(const Diagnostics& found);
  bool has_errors() const { return error_count_ > 0; }
  /// True once no further mistake would be kept, so a pass may stop.
  bool is_full() const { return error_count_ > kMaxErrors; }
  std::size_t error_count() const { return error_count_; }
  const std::vector<Diagnostic>& all() const { return all_; }
  /// Sorts by file and place. Equal places keep the order in which they were reported.
  void sort_by_place();
  /// Moves all places of the diagnostics from the one with index `first` on to other files with the same
  /// text.
  void move_places(std::size_t first, const std::map<FileId, FileId>& to);

 private:
  std::vector<Diagnostic> all_;
  std::size_t error_count_ = 0;
  Diagnostic dropped_{};  ///< what `report` returns once `kMaxErrors` are kept
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
std::string diagnostics_text(const Diagnostic& diagnostic, const Sources& sources, Color color);
std::string diagnostics_text(const Diagnostics& diagnostics, const Sources& sources, Color color);

}  // namespace precept
