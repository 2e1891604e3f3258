// What all parts of the check share. Internal to check/.
#pragma once

#include <fmt/format.h>

#include <map>
#include <set>
#include <string>

#include "base/diagnostic.h"
#include "compiler/check/check.h"
#include "compiler/check/keys.h"
#include "compiler/check/missing_use.h"
#include "compiler/check/modules.h"
#include "compiler/check/names.h"
#include "compiler/check/presence.h"
#include "compiler/model/model.h"

namespace precept::checking {

/// How large a record is with all that it contains.
struct RecordExtent {
  std::uint32_t depth = 1;   ///< records inside each other, itself included
  std::uint64_t fields = 0;  ///< stops counting above any limit
};

struct Context {
  const PolicyFiles& files;
  Sources& sources;
  Diagnostics& diagnostics;
  model::Model& model;
  Names names;
  Keys keys;                          ///< filled when the tables are read
  std::vector<RecordExtent> extents;  ///< by record; filled with the types
  std::set<std::uint32_t> used_readings;
  Guards guards = {};  ///< of the definitions whose bodies are checked
  /// By file, read when a name is missing; and the modules whose `use` was told to be missing, by file.
  std::map<FileIndex, std::vector<NearModule>> near_modules{};
  std::set<std::pair<FileIndex, std::string>> missing_uses{};
  /// What was told to be mistaken, so that what would follow from it is not told.
  std::set<std::string, std::less<>> unknown_types{};
  std::set<std::uint32_t> mistaken_records{}, mistaken_tables{}, mistaken_enums{}, mistaken_judgements{};
  std::set<std::string, std::less<>> unknown_names{};
  std::set<std::pair<FileIndex, std::string>> unknown_functions{};
  /// `Doc.nmae`: fields, columns and members that their declarations lack, wherever they are used.
  std::set<std::string, std::less<>> unknown_parts{};
  /// A name was given to two types (two functions): what is not found may be one of them.
  bool lacks_a_type = false, lacks_a_function = false;
  bool acts_are_mistaken = false;                     ///< those of the section at hand
  std::set<std::string, std::less<>> unknown_acts{};  ///< of the section at hand, that were told
  const model::Enum* act_enum = nullptr;              ///< whose members they should be

  Diagnostic& report(DiagnosticKind kind, Span place, std::string message) {
    return diagnostics.report(kind, place, std::move(message));
  }
  /// Whether more mistakes would not be told, so that nothing is to be gained by looking for them.
  bool is_hopeless() const { return diagnostics.error_count() > Diagnostics::kMaxErrors; }
  /// A text that is compared with those of documents, by the same rule (base/text.h).
  std::string text_as_read(std::string_view text, Span place);
};

/// Notes a text that the policy is made from, once: its name as seen from the folder above the policy's own,
/// so that the name says nothing about the machine, and its digest.
void add_source(Context& context, const std::filesystem::path& path, FileId file);

/// All of the check but the parsing. Takes trees with errors in them too (what is missing from a tree is
/// taken as reported), though `check` stops before that, so that one mistake gives one message.
std::unique_ptr<model::Model> check_files(const PolicyFiles& files, Sources& sources,
                                          Diagnostics& diagnostics,
                                          UnusedReadings unused = UnusedReadings::Refuse);

// ---- the parts, in the order in which check.cpp runs them ----------------------------------------

/// Enters every declared name; a name declared twice is reported with both places.
void declare_names(Context& context);
/// Enums, records (without defaults), the columns and keys of tables.
void check_types(Context& context);
/// Reads the files of the tables, turns cells into values, and indexes the keys.
void read_tables(Context& context);
/// That every table which is `complete` has a row for each of its keys.
void check_complete_tables(Context& context);
/// Default values of fields, which may be keys of tables.
void check_defaults(Context& context);
/// Definitions and judgements, each after those it uses.
void check_functions(Context& context);
/// Name, title, source and interval of force; and that modules have none of these, nor clauses.
void check_header(Context& context);
/// The sections, their clauses and norms.
void check_sections(Context& context);

/// Reports the first two members of an enum that differ by letter case alone, or read the same.
void check_members_alike(Context& context, const model::Enum& of);
/// The choices of a reading, entered with its name.
void declare_reading(Context& context, const ast::ReadingDecl& declared);
/// Readings of the policy's own file that nothing asks about; runs when all expressions are checked.
void check_readings_used(Context& context);

// ---- types -------------------------------------------------------------------------------------

/// As the language writes it: "list of Attendee", "Country or none".
std::string describe(const model::Model& model, const model::Type& type);
/// The type an author wrote; a type with an error in it was reported and comes back as `Error`.
model::Type resolve_type(Context& context, FileIndex file, const ast::Type* type);
/// A list type with this element; the element is owned by the model.
model::Type list_of(model::Model& model, const model::Type& element);

}  // namespace precept::checking
