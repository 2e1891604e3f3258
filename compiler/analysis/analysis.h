// The face of analysis/: what is known of a policy, with its mistakes. Parsing, names and types give what
// they can for every part that is sound, so that an editor can complete, show, find and rename in a broken
// file.
//
//     record Stall
//       length : int
//     about Stall s
//     clause length
//       shall ensure s.length <= limit
//
// There is no `limit`, which is one E1001, and no model. But `length` in the norm is a use of the field above
// it, `s.length` is an int, and behind `s.` the field can be completed.
//
// Places are offsets in bytes. Errors: mistakes of the author are the analysis' diagnostics; nothing here
// throws.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "compiler/analysis/declarations.h"
#include "compiler/analysis/options.h"
#include "compiler/check/check.h"
#include "compiler/model/model.h"
#include "compiler/parse/parse_cache.h"

namespace precept {

namespace analysis {

/// A place where the name of a declaration stands and means it.
struct Use {
  Span span;
  DeclarationId declaration = kNoDeclaration;
};

}  // namespace analysis

/// It shares the texts of its files, and so outlives the `Sources` that it was made from.
class Analysis {
 public:
  Analysis(checking::PolicyFiles files, checking::CheckedPolicy checked, Diagnostics diagnostics);

  /// The model; null exactly when an error was reported. There is no other way from a text to a model, so
  /// nothing unsound can be compiled.
  const model::Model* model() const { return checked_.model(); }
  /// The same, and the mistakes, for the caller to keep. Nothing else may be asked afterwards.
  std::unique_ptr<model::Model> take_model(Diagnostics& diagnostics) &&;
  const Diagnostics& diagnostics() const { return diagnostics_; }
  /// The policy or module that was analysed, and the modules that it uses, with their trees and tokens.
  const checking::PolicyFiles& files() const { return files_; }

  /// In the order of the files and of their text.
  const std::vector<analysis::Declaration>& declarations() const { return declarations_; }
  /// By file and place. Uses in tables (names of columns in the first line, members in cells) are among them.
  const std::vector<analysis::Use>& uses() const { return uses_; }

  /// "Stall.length"; of what a clause of the section about `Fair` declares "Fair.number.s", with the clause's
  /// label.
  std::string qualified_name(analysis::DeclarationId declaration) const;
  /// The type in words: "list of Attendee". Of a member its enum, of a definition what it gives. Empty where
  /// nothing has a type; "an unknown type" after a mistake.
  std::string type_of(analysis::DeclarationId declaration) const;

  /// What the name at this place declares or means; an offset just behind the name counts.
  std::optional<analysis::DeclarationId> declaration_at(FileId file, std::uint32_t offset) const;
  std::vector<Span> uses_of(analysis::DeclarationId declaration) const;
  /// All places to change where the declaration gets another name. They include those of an act and of the
  /// member that it must be called by.
  std::vector<Span> places_to_rename(analysis::DeclarationId declaration) const;
  /// The type of the innermost expression, or of the name that is declared there; none where there is
  /// neither.
  std::optional<std::string> type_at(FileId file, std::uint32_t offset) const;
  /// The declarations that a name at this place may mean: behind a dot the parts of what stands before it,
  /// else those in scope, variables first, innermost first.
  std::vector<analysis::DeclarationId> visible_at(FileId file, std::uint32_t offset) const;

 private:
  void find_uses();
  std::vector<checking::NameUse> module_uses() const;
  std::optional<analysis::DeclarationId> declared_at(Span name) const;
  FileId in_places(FileId file) const;
  const checking::PolicyFile* file_of(FileId file) const;
  const checking::TypedPlace* typed_as(Span place) const;

  // completion (visible.cpp)
  std::vector<analysis::DeclarationId> names_at(FileId file, std::uint32_t offset) const;
  std::vector<analysis::DeclarationId> parts_of(analysis::DeclarationId whole) const;
  std::optional<analysis::DeclarationId> whole_before(FileId file, std::uint32_t dot) const;
  std::optional<analysis::DeclarationId> whole_written(FileId file, std::uint32_t dot) const;
  std::optional<analysis::DeclarationId> meant_by(
      std::string_view name, const std::vector<analysis::DeclarationId>& candidates) const;
  std::optional<analysis::DeclarationId> whole_of(const model::Type& type) const;

  checking::PolicyFiles files_;
  checking::CheckedPolicy checked_;
  Diagnostics diagnostics_;
  std::vector<analysis::Declaration> declarations_;
  std::vector<analysis::DeclarationId> by_place_;  ///< of the names that are declared where they stand
  std::vector<analysis::Use> uses_;
};

/// Analyses a policy or module file with all modules it uses. A module `a.b` is looked for as `a/b.precept`
/// in the folder of the using file and in each folder above it, nearest first. Adds modules and tables to
/// `sources`. The diagnostics go on from those of the run so far, of which at most so many are kept.
Analysis analyze(FileId root, Sources& sources, const AnalysisOptions& options = {}, Diagnostics so_far = {});

/// The same for who wants the model alone. The caller owns it; its spans refer to `sources`. Null exactly
/// when an error was reported.
std::unique_ptr<model::Model> check_policy(FileId root, Sources& sources, Diagnostics& diagnostics,
                                           const AnalysisOptions& options = {});

}  // namespace precept
