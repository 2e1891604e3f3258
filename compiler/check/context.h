// The state that all passes of check/ share, and the passes in their order. Internal to check/.
#pragma once

#include <fmt/format.h>

#include <map>
#include <set>
#include <string>

#include "base/diagnostic.h"
#include "compiler/check/check.h"
#include "compiler/check/declared_names.h"
#include "compiler/check/keys.h"
#include "compiler/check/missing_use.h"
#include "compiler/check/modules.h"
#include "compiler/check/presence.h"
#include "compiler/model/model.h"

namespace precept::checking {

/// The size of a record with the records that it contains.
struct RecordSize {
  std::uint32_t depth = 1;   ///< records one inside another, itself included
  std::uint64_t fields = 0;  ///< of all of them; counting stops above every limit
};

struct Context {
  const PolicyFiles& files;
  Sources& sources;
  Diagnostics& diagnostics;
  model::Model& model;
  DeclaredNames names;
  Keys keys;                             ///< filled when the tables are read
  std::vector<RecordSize> record_sizes;  ///< by record; filled with the types
  std::set<std::uint32_t> used_readings;
  Guards guards = {};             ///< of the definitions checked so far
  std::size_t errors_before = 0;  ///< in `diagnostics` when the check began
  /// Definitions that were adapted, by their id and the records of their parameters; and the call that made
  /// the one being checked, no place where none is.
  std::map<std::vector<std::uint32_t>, const model::Define*> adapted{};
  Span adapting = {};
  /// Modules near a file, read when a name is missing; and the missing uses that were reported, by file.
  std::map<FileIndex, std::vector<NearModule>> near_modules{};
  std::set<std::pair<FileIndex, std::string>> missing_uses{};
  /// What was reported as a mistake: nothing that follows from it is reported.
  std::set<std::string, std::less<>> unknown_types{};
  std::set<std::uint32_t> mistaken_records{}, mistaken_tables{}, mistaken_enums{}, mistaken_judgements{};
  std::set<std::string, std::less<>> unknown_names{};
  std::set<std::pair<FileIndex, std::string>> unknown_functions{};
  /// `Doc.nmae`: fields, columns and members that their declarations lack, wherever they are used.
  std::set<std::string, std::less<>> unknown_parts{};
  /// Two types (two functions) have one name, so an unknown name may be meant for one of them.
  bool lacks_a_type = false, lacks_a_function = false;
  bool lacks_rounding = false;                        ///< reported
  bool acts_are_mistaken = false;                     ///< of the section being checked
  std::set<std::string, std::less<>> unknown_acts{};  ///< of the section being checked: reported
  const model::Enum* act_enum = nullptr;              ///< the enum whose members the acts should be
  std::vector<Span> act_places;                       ///< of the section being checked, by act
  Findings findings = {};

  /// Records that the name at `place` means what is declared at `declared`.
  void note_use(Span place, Span declared) { findings.uses.push_back({place, declared}); }
  void note_type(Span place, const model::Type& type) { findings.types.push_back({place, type}); }

  Diagnostic& report(DiagnosticKind kind, Span place, std::string message) {
    return diagnostics.report(kind, place, std::move(message));
  }
  /// A text of the policy that is compared with documents, by the rule for their texts (base/text.h). Reports
  /// a text that breaks the rule.
  std::string text_as_read(std::string_view text, Span place);
};

/// Adds a source file with its digest to the model, once. Its name is relative to the folder above the
/// policy's own, so that it says nothing about the machine.
void add_source(Context& context, const std::filesystem::path& path, FileId file, std::string digest);

// ---- the parts, in the order in which check.cpp runs them ----------------------------------------

/// Enters every declared name. Reports a name that is declared twice, with both places.
void declare_names(Context& context);
/// Enums, records (without defaults), the columns and keys of tables.
void check_types(Context& context);
/// Gives records the fields of those that they are declared `with`.
void add_fields_of_others(Context& context);
/// Reads the files of the tables, turns cells into values, and indexes the keys.
void read_tables(Context& context);
/// Reports a table that is declared `complete` and lacks a row.
void check_complete_tables(Context& context);
/// Default values of fields. They may be keys, so the tables have been read.
void check_defaults(Context& context);
/// Gives fields that come with another record its default for them.
void pass_defaults_on(Context& context);
/// Definitions and judgements, each after the definitions that it uses.
void check_functions(Context& context);
/// Name, title, source and interval of force. Reports a module that has any of these, or clauses.
void check_header(Context& context);
/// The sections, their clauses and norms.
void check_sections(Context& context);

/// Reports the first two members of an enum that differ by letter case alone, or read the same.
void check_members_alike(Context& context, const model::Enum& of);
/// The choices of a reading, entered with its name.
void declare_reading(Context& context, const ast::ReadingDecl& declared);
/// Reports readings of the policy's own file that nothing asks about. Runs after all expressions.
void check_readings_used(Context& context);

// ---- types -------------------------------------------------------------------------------------

/// A type as the language writes it: "list of Attendee", "Country or none".
std::string describe(const model::Model& model, const model::Type& type);
/// The model's type for a written one; `Error` where a mistake was reported.
model::Type resolve_type(Context& context, FileIndex file, const ast::Type* type);
/// A list type with this element; the element is owned by the model.
model::Type list_of(model::Model& model, const model::Type& element);

}  // namespace precept::checking
