// The program: what the compiler hands to the runtime, and the only thing they share (docs/pipeline.md).
//
// A program is one block of bytes: a header, then sections of fixed-size records, then strings. It is used
// where it lies (memory-mapped or just emitted); nothing is decoded. Numbers are little-endian. Records refer
// to each other by index; what is "of the unit" counts from the first of the unit's range.
// runtime/verify/open.h opens a program and verifies it; until then only the verifier may touch it.
//
//   about Fair f                                Unit "Fair"; Section at level 0
//   clause length                               Clause "length"
//     shall ensure                              Norm, Shall
//         every s in f.stalls                   Level 1, a list at "/stalls"; Column of its presence
//         satisfies s.length <= f.limit         Columns "/length" (level 1), "/limit" (level 0); Instructions
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "runtime/program/derived.h"
#include "runtime/program/kinds.h"

namespace precept {

inline constexpr std::uint32_t kAbsent = 0xFFFFFFFF;   ///< no register, no column, no string, …
inline constexpr std::uint32_t kNegated = 0x80000000;  ///< on a truth operand: its negation
inline constexpr std::uint32_t kFormatVersion = 6;

enum class Opcode : std::uint16_t {
#define OPCODE(name, mnemonic, operands, result, level_rule, symmetry, evidence, check, meaning) name,
#include "runtime/program/opcodes.def"
#undef OPCODE
};

namespace program {

/// Records of another section: [first, first + count).
struct Range {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};
using String = Range;  ///< bytes of the string pool

/// A place in a source file of the policy, for people.
struct SourcePlace {
  std::uint32_t source = kAbsent;  ///< Source
  std::uint32_t line = 0, column = 0;
};

struct Source {
  String name;
  String digest;  ///< SHA-256, hexadecimal
};

struct EnumMember {
  String name, label;
};
struct Enum {
  String name;
  Range members;  ///< EnumMember
};

/// A passage of the text that can be read in several ways. For each run one of the enum's members is chosen.
struct Reading {
  String name;
  std::uint32_t enumeration = 0;     ///< Enum: the choices; a label is the words for people
  std::uint32_t default_choice = 0;  ///< of the enum's members
  SourcePlace place;
};

/// A constant column of a table. Its cells begin in `cells` at `first_cell`: one a row, but for an Int two
/// (low, high). A truth is held as a Code.
struct TableColumn {
  String name;
  RegisterKind kind;  ///< Code, Int or Set
  ValueType type;
  std::uint8_t width;  ///< of the codes of a register read from it: 1 or 4
  std::uint8_t pad = 0;
  std::uint32_t type_id = kAbsent;  ///< enum or table
  std::uint32_t first_cell = 0;
};
struct Table {
  String name, path, digest;
  std::uint32_t row_count = 0;
  Range columns;                        ///< TableColumn
  Range key;                            ///< indexes: columns (within the table) of the key, 1 to 3
  std::uint32_t alternative = kAbsent;  ///< column (within the table) of the key's second spelling
  Range slots;   ///< indexes: rows by the hash of their key (table.h); a power of two; kAbsent: free
  Range lines;   ///< indexes: line of each row in its file
  Range doubts;  ///< Doubt
};
/// A cell that the table marks as doubtful (`24?`). To every rule it is unknown; people are told `likely`.
struct Doubt {
  std::uint32_t row = 0, column = 0;  ///< column within the table
  String likely;
};

// ---- what a document looks like ------------------------------------------------------------------

/// How a field of a document is read.
enum class Form : std::uint8_t {
  Truth,
  Int,
  Date,
  Duration,
  Months,
  Text,
  Enum,
  Key,
  Set,
  Object,
  List,
  Number,
  Moment,
  Hours
};
enum class IfAbsent : std::uint8_t { Unknown, None, Default };

struct Field {
  String name;
  Form form;
  IfAbsent if_absent;              ///< what an absent field is; null is None where this is None, else Unknown
  std::uint8_t or_none;            ///< 1: null is none, whatever `if_absent` says
  std::uint8_t is_fixed = 0;       ///< 1: a fix changes anything else rather than this
  std::uint32_t id = kAbsent;      ///< enum or table of Enum, Key, Set and of a list's scalar elements
  std::uint32_t column = kAbsent;  ///< where its value goes; for Object and List its presence (a Code of
                                   ///< width 1). kAbsent: the value is validated and skipped
  std::uint32_t object = kAbsent;  ///< Object: its shape; List of records: the element's shape
  std::uint32_t level = kAbsent;   ///< List: the level of its elements
  Form element = Form::Object;     ///< List: what its elements are
  std::uint8_t pad2[3] = {};
  std::uint32_t element_column = kAbsent;    ///< List of scalars: where the values go
  std::uint32_t default_constant = kAbsent;  ///< Default: a constant; an empty list needs none
};
struct Object {
  String record;  ///< name of the record type
  Range fields;   ///< Field
};

enum class LevelForm : std::uint8_t { Document, List, Cross };
/// A set of rows. Level 0 of a unit is the document, with one row.
struct Level {
  LevelForm form;
  std::uint8_t pad[3] = {};
  std::uint32_t parent = kAbsent;  ///< level (of the unit); kAbsent for the document
  std::uint32_t list = kAbsent;    ///< Cross: the List level whose elements its rows stand for
  std::uint32_t via = kAbsent;     ///< Cross: the level, `parent` or above it, whose rows own the lists: they
                                   ///< are or stand for rows of the list's parent level
  std::uint32_t name_column = kAbsent;  ///< List of records with a `name : text`: that column
  String path;                          ///< List: "/attendance"; of a nested list "/attendance/*/topics"
};

/// A column of the document, filled by the reader.
struct Column {
  std::uint32_t level = 0;
  RegisterKind kind;  ///< Code, Int, Set
  ValueType type;
  std::uint8_t width = 4;  ///< of a Code: 1 or 4
  std::uint8_t raw = 0;    ///< 1: a text that is only shown; its codes are byte offsets in the document,
                           ///< not entries of the dictionary, and cannot be compared
  std::uint32_t type_id = kAbsent;
  String path;  ///< of the value below the level's row: "/group/region"; "" is the row itself
};

// ---- code ----------------------------------------------------------------------------------------

struct Register {
  RegisterKind kind;
  ValueType type;
  std::uint8_t width = 4;  ///< of a Code
  std::uint8_t raw = 0;    ///< as of Column
  std::uint32_t level = 0;
  std::uint32_t type_id = kAbsent;
};
struct Instruction {
  Opcode opcode;
  std::uint16_t pad = 0;
  std::uint32_t result = 0;  ///< register of the unit
  std::array<std::uint32_t, 4> operands{kAbsent, kAbsent, kAbsent, kAbsent};
  std::uint32_t clause = kAbsent;  ///< Clause of the unit that it was first compiled for
  SourcePlace place;               ///< the expression it computes
};

/// A stretch of code over one root level: the document, or a list directly below it with all levels
/// below that list. A fold to the document accumulates over the slices. A list has one segment for each
/// pass over it; `final` marks the last. Segments that explain come after all others: they compute what
/// texts show of rows of lists, run only where every register is kept, and read the others' registers.
struct Segment {
  std::uint32_t root = 0;  ///< level of the unit
  std::uint16_t final = 0;
  std::uint16_t explains = 0;
  Range order;  ///< indexes: the instructions of the unit to run, in this order
};

/// A constant. The code of a text is its index in `texts`.
struct Constant {
  RegisterKind kind;
  ValueType type;
  std::uint8_t width = 4;
  std::uint8_t pad = 0;
  std::uint32_t type_id = kAbsent;
  std::int64_t value = 0;  ///< Code (or kNone), Truth 0/1, Int (exact), Set mask
};

// ---- results -------------------------------------------------------------------------------------

/// How a hole shows its register.
enum class HoleForm : std::uint32_t {
  Value,   ///< the value
  Values,  ///< in words, the values at the rows of a list
  Names    ///< the same of what names the rows; or, of a set, its members in words
};
/// Words, a value, or a list in words. Of a list the hole is a register at the level of its elements, of
/// which those are told where `among` is yes or unknown; each base row, of the level above, has its own list.
struct TextPart {
  String text;
  std::uint32_t hole = kAbsent;  ///< register of the unit; kAbsent: `text`
  HoleForm form = HoleForm::Value;
  std::uint32_t among = kAbsent;     ///< of a list: truth operand at the hole's level; else kAbsent
  std::uint32_t presence = kAbsent;  ///< of a list: its presence, a code register at the parent of that level
};

struct Judgement {
  String name;
  std::uint32_t level = kAbsent;         ///< of the unit: of whom it is about; kAbsent: the document
  std::uint32_t about_column = kAbsent;  ///< the text column an attestation's `about` must be in
  Range asks;                            ///< TextPart; holes are registers at `level` or above
  Range from;                            ///< TextPart; empty: the policy gives none
  String by;  ///< who answers it, as the policy calls them; empty: the policy does not say
  SourcePlace place;
};

/// What a definition says of its result, in the policy's words.
struct Phrase {
  std::uint32_t operand = 0;  ///< the result; `holds` is said where it is yes, so a truth may be kNegated
  std::uint32_t level = 0;    ///< the level at whose rows the texts can be filled in
  Range holds, fails;         ///< TextPart; `fails` may be empty. Not of a truth: `holds` names the value
  SourcePlace place;          ///< of the definition
};

enum class ClauseForm : std::uint32_t { Encoded, Informative, NotCheckable, NotEncoded };
/// As people write it: "not checkable".
const char* to_string(ClauseForm);
struct Clause {
  String label;
  ClauseForm form;
  String quote, gist, reason;
  SourcePlace place;
};

/// One of the conditions that a norm is made of, as it was written.
struct NormPart {
  PartRole role;
  std::uint8_t pad[3] = {};
  std::uint32_t operand = 0;     ///< truth; Defeater: that the other norm applies and is not defeated
  std::uint32_t norm = kAbsent;  ///< Defeater: the other norm, an index within the section's norms
  std::uint32_t act = kAbsent;   ///< Defeater: the act of the section that it defeats; kAbsent: all
  String words;                  ///< the condition as the policy has it, on one line
  SourcePlace place;
};

struct Norm {
  std::uint32_t clause = 0;   ///< of the unit
  std::uint32_t section = 0;  ///< of the unit
  Modality modality;
  std::uint8_t pad[3] = {};
  std::uint32_t condition =
      0;  ///< truth operand; ensure norms: whether it applies; act norms: the effective condition
  std::uint32_t holds = kAbsent;    ///< ensure norms: truth operand
  std::uint32_t outcome = kAbsent;  ///< ensure norms: result register
  std::uint64_t acts = 0;           ///< act norms: mask of the section's acts
  /// A norm whose acts have different exceptions has several rows, one for each effective condition. They
  /// make one finding, and `part_of` of each is the first of them. Any other norm has its own index.
  std::uint32_t part_of = 0;  ///< index within the section's norms
  Range message;              ///< TextPart; empty: the policy has none
  Range parts;                ///< NormPart, in the order written
  SourcePlace place;
  String name;         ///< of `called …`; may be empty
  String quote, gist;  ///< its own words; both empty: it is told with those of its clause
};
struct Act {
  String name;
  std::uint32_t right = 0;            ///< result register
  std::uint32_t exercised = kAbsent;  ///< truth operand; kAbsent: the section names no exercised acts
};
struct Section {
  std::uint32_t level = 0;                ///< of the subjects
  std::uint32_t list_presence = kAbsent;  ///< code register at the parent level; kAbsent for the document
  Right otherwise;
  std::uint8_t pad[3] = {};
  Range acts;   ///< Act
  Range norms;  ///< Norm
};

// ---- points: what tests are to bring about ---------------------------------------------------------
// Only a program that was compiled to measure its tests has points (docs/testing.md).

/// What is decided at a point. Ensure and Act are the norm itself; Disjunct is an operand of an `or`.
enum class PointKind : std::uint8_t { Ensure, Act, AppliesWhen, When, Unless, Exception, Disjunct };
struct Point {
  String owner;  ///< label of the clause, or name of the definition, that it stands in
  PointKind kind;
  std::uint8_t wants_yes;      ///< 1: some test is to make it yes; 0: no
  std::uint8_t in_definition;  ///< 1: `owner` is a definition
  std::uint8_t is_impossible;  ///< 1: a constant decides, so no document can bring it about
  SourcePlace place;
  std::uint32_t begin = 0, end = 0;  ///< bytes of the source's text
};
/// A row hits the point where `operand` is yes and `unless`, if there is one, is not yes. A point in a
/// definition has a probe for each place that uses the definition.
struct Probe {
  std::uint32_t point = 0;
  std::uint32_t operand = 0;       ///< truth operand
  std::uint32_t unless = kAbsent;  ///< truth operand at the same level
};

// ---- other languages ------------------------------------------------------------------------------

/// A text (a title, a gist, a label, …) in another language. It is found by the text itself.
struct Translation {
  std::uint32_t language = 0;  ///< Language
  String text, translated;
};
/// A text with holes in another language. Its holes are among those of the text.
struct PartsTranslation {
  std::uint32_t language = 0;  ///< Language
  Range parts, translated;     ///< TextPart; `parts` is a whole message, question or phrase
};

/// Everything for one kind of document. Indexes "of the unit" count from the first of the unit's range.
struct Unit {
  String kind;                          ///< name of the record: the document's `kind`
  std::uint32_t root = 0;               ///< Object
  std::uint32_t date_column = kAbsent;  ///< column of the unit
  Range levels, columns, registers, instructions, segments, sections, clauses, judgements, phrases, probes;
  std::uint64_t cost_constant = 0;  ///< instructions run once a document
};
/// One term of a unit's cost: `instructions` for each row of `level`.
struct CostTerm {
  std::uint32_t unit = 0, level = 0;
  std::uint64_t instructions = 0;
};

struct Head {
  String name, title, source_lock;
  Day from = kNoDay, until = kNoDay;  ///< interval of force, both days included; kNoDay: open
  String successor;                   ///< the text that is in force after `until`; may be empty
};

}  // namespace program

/// The sections, in file order: SECTION(type, member).
#define PRECEPT_PROGRAM_SECTIONS(SECTION)                \
  SECTION(program::Head, heads)                          \
  SECTION(program::Source, sources)                      \
  SECTION(program::Enum, enums)                          \
  SECTION(program::EnumMember, enum_members)             \
  SECTION(program::Reading, readings)                    \
  SECTION(program::Table, tables)                        \
  SECTION(program::TableColumn, table_columns)           \
  SECTION(program::Doubt, doubts)                        \
  SECTION(std::int64_t, cells)                           \
  SECTION(std::uint32_t, indexes)                        \
  SECTION(program::String, texts)                        \
  SECTION(program::Constant, constants)                  \
  SECTION(program::Unit, units)                          \
  SECTION(program::Object, objects)                      \
  SECTION(program::Field, fields)                        \
  SECTION(program::Level, levels)                        \
  SECTION(program::Column, columns)                      \
  SECTION(program::Register, registers)                  \
  SECTION(program::Instruction, instructions)            \
  SECTION(program::Segment, segments)                    \
  SECTION(program::CostTerm, costs)                      \
  SECTION(program::Section, sections)                    \
  SECTION(program::Act, acts)                            \
  SECTION(program::Norm, norms)                          \
  SECTION(program::NormPart, norm_parts)                 \
  SECTION(program::Phrase, phrases)                      \
  SECTION(program::Clause, clauses)                      \
  SECTION(program::Judgement, judgements)                \
  SECTION(program::TextPart, text_parts)                 \
  SECTION(program::Translation, translations)            \
  SECTION(program::PartsTranslation, parts_translations) \
  SECTION(program::Point, points)                        \
  SECTION(program::Probe, probes)                        \
  SECTION(char, strings)

/// Why a program cannot be used: one line for people.
struct ProgramError {
  enum class Reason { Unreadable, Version, Corrupt, Unverifiable } reason;
  std::string message;
};

/// The sections as vectors, while a program is being made.
struct ProgramSections {
#define SECTION(type, member) std::vector<type> member;
  PRECEPT_PROGRAM_SECTIONS(SECTION)
#undef SECTION
};
/// The bytes of a program with these sections, digest included.
std::vector<std::byte> save(const ProgramSections& sections);

/// A program in memory, read-only. Movable; owns its bytes or its mapping.
class Program {
 public:
  /// Checks header, version, digest and section bounds only: the program is not yet safe to run.
  /// `open_program` (runtime/verify/open.h) opens one and verifies it.
  static std::expected<Program, ProgramError> unverified(std::shared_ptr<const void> owner,
                                                         std::span<const std::byte> bytes);

#define SECTION(type, member) std::span<const type> member;
  PRECEPT_PROGRAM_SECTIONS(SECTION)
#undef SECTION

  const program::Head& head() const {
    return heads[0];
  }
  std::string_view text(program::String s) const {
    return {strings.data() + s.first, s.count};
  }
  template <class T>
  static std::span<const T> in(std::span<const T> section, program::Range range) {
    return section.subspan(range.first, range.count);
  }
  /// SHA-256 of everything after the digest itself, hexadecimal; names the program in reports.
  const std::string& digest() const {
    return digest_;
  }

  /// What a stage makes of the program once, for all documents and threads: `T(program)`. It may refer to the
  /// program's bytes, but not to this object, which may be moved. Made of verified programs only.
  template <class T>
  const T& derived() const {
    return derived_->get<T>([this] { return std::make_shared<const T>(*this); });
  }

  /// Sets how messages name the program's file and each of its sources, as seen from where it was opened.
  /// Without it, sources are named as in the program.
  void show_as(std::string file, std::vector<std::string> sources) {
    shown_file_ = std::move(file);
    shown_sources_ = std::move(sources);
  }
  const std::string& shown_file() const {
    return shown_file_;
  }
  std::string_view shown_source(std::uint32_t source) const {
    return source < shown_sources_.size() ? shown_sources_[source] : text(sources[source].name);
  }

 private:
  std::shared_ptr<const void> owner_;  ///< keeps the bytes, which are in memory or mapped
  std::shared_ptr<Derived> derived_ = std::make_shared<Derived>();
  std::string digest_;
  std::string shown_file_;
  std::vector<std::string> shown_sources_;  ///< of each source, or empty
};

/// Whether the first bytes of a file are those of a program.
bool looks_like_program(std::span<const std::byte> head);

}  // namespace precept
