// The program: what the compiler hands to the runtime, and the only thing they share.
//
// A program is one block of bytes: a header, then sections of fixed-size records, then strings. It is
// used where it lies (memory-mapped or just emitted); nothing is decoded. All numbers are
// little-endian. verify/open.h opens one and verifies it; until then nothing but the
// verifier may touch it.
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
#include "runtime/program/kinds.h"

namespace precept {

inline constexpr std::uint32_t kAbsent = 0xFFFFFFFF;   ///< no register, no column, no string, …
inline constexpr std::uint32_t kNegated = 0x80000000;  ///< on a truth operand: its negation
inline constexpr std::uint32_t kFormatVersion = 4;

enum class Opcode : std::uint16_t {
#define OPCODE(name, mnemonic, operands, result, level_rule, symmetry, evidence, check, meaning) name,
#include "runtime/program/opcodes.def"
#undef OPCODE
};

namespace program {

/// Ranges of another section: [first, first + count).
struct Range {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};
using String = Range;  ///< bytes of the string pool

/// A place in a source file of the policy, for people.
struct Place {
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

/// A point where the text can be read in several ways: one of the enum's members is chosen for a run.
struct Reading {
  String name;
  std::uint32_t enumeration = 0;     ///< Enum: the choices, their labels the words for people
  std::uint32_t default_choice = 0;  ///< of the enum's members
  Place place;
};

/// A constant column of a table. Cells lie in `cells` at the given index: Code and Truth (as code)
/// one cell a row; Int two cells a row (low, high); Set one.
struct TableColumn {
  String name;
  Kind kind;  ///< Code, Int or Set
  Meaning meaning;
  std::uint8_t width;  ///< of a Code register made from it: 1 or 4
  std::uint8_t pad = 0;
  std::uint32_t meaning_id = kAbsent;  ///< enum or table
  std::uint32_t first_cell = 0;
};
struct Table {
  String name, path, digest;
  std::uint32_t row_count = 0;
  Range columns;                        ///< TableColumn
  Range key;                            ///< indexes: columns (within the table) of the key, 1 to 3
  std::uint32_t alternative = kAbsent;  ///< column (within the table)
  Range slots;   ///< indexes: open-addressing hash of rows by key, a power of two, kAbsent empty
  Range lines;   ///< indexes: line of each row in its file
  Range doubts;  ///< Doubt
};
/// A cell that the table marks as doubtful: unknown to the logic, `likely` for people.
struct Doubt {
  std::uint32_t row = 0, column = 0;  ///< column within the table
  String likely;
};

// ---- what a document looks like ------------------------------------------------------------------

/// How a field of a document is read.
enum class Form : std::uint8_t { Truth, Int, Date, Duration, Text, Enum, Key, Set, Object, List };
enum class Absence : std::uint8_t { Unknown, None, Default };

struct Field {
  String name;
  Form form;
  Absence absence;             ///< what it is when absent; null is None where absence is None, else Unknown
  std::uint8_t or_none;        ///< 1: null is none, whatever absence says
  std::uint8_t is_fixed = 0;   ///< 1: to mend a document, anything else is changed rather than this
  std::uint32_t id = kAbsent;  ///< enum or table of Enum, Key, Set and of a list's scalar elements
  std::uint32_t column = kAbsent;  ///< where its value goes; for Object and List its presence (a Code of
                                   ///< width 1). kAbsent: validated and skipped
  std::uint32_t object = kAbsent;  ///< Object: its shape; List of records: the element's shape
  std::uint32_t level = kAbsent;   ///< List: the level of its elements
  Form element = Form::Object;     ///< List: what its elements are
  std::uint8_t pad2[3] = {};
  std::uint32_t element_column = kAbsent;    ///< List of scalars: where the values go
  std::uint32_t default_constant = kAbsent;  ///< Default: a constant (an empty list has none)
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
  std::uint32_t via = kAbsent;     ///< Cross: the level, parent or above it, whose rows stand for (or are)
                                   ///< rows of the list's parent level
  std::uint32_t name_column = kAbsent;  ///< List of records with a `name : text`: that column
  String path;                          ///< List: "/attendance"; of a nested list "/attendance/*/topics"
};

/// A column of the document, filled by the reader.
struct Column {
  std::uint32_t level = 0;
  Kind kind;  ///< Code, Int, Set
  Meaning meaning;
  std::uint8_t width = 4;  ///< of a Code: 1 or 4
  std::uint8_t raw = 0;    ///< Text: 1 means codes are byte offsets of the string in the document, not
                           ///< entries of the dictionary: for showing, not for comparing
  std::uint32_t meaning_id = kAbsent;
  String path;  ///< below the level's row: "/group/region"; "" is the row itself
};

// ---- code ----------------------------------------------------------------------------------------

struct Register {
  Kind kind;
  Meaning meaning;
  std::uint8_t width = 4;  ///< of a Code
  std::uint8_t raw = 0;    ///< as of Column
  std::uint32_t level = 0;
  std::uint32_t meaning_id = kAbsent;
};
struct Instruction {
  Opcode opcode;
  std::uint16_t pad = 0;
  std::uint32_t result = 0;  ///< register of the unit
  std::array<std::uint32_t, 4> operands{kAbsent, kAbsent, kAbsent, kAbsent};
  std::uint32_t clause = kAbsent;  ///< Clause of the unit that it was first compiled for
  Place place;                     ///< the expression it computes
};

/// A stretch of code over one root level: the document, or a list directly below it with all levels
/// below that list. `order` names the instructions to run, in order; a fold to the document
/// accumulates over the slices. A list has one segment for each pass over it; `final` marks the last.
/// Segments that only explain come after all others: what texts and phrases show of rows of lists. They
/// run where every register is kept, and read what the others have left.
struct Segment {
  std::uint32_t root = 0;  ///< level of the unit
  std::uint16_t final = 0;
  std::uint16_t explains = 0;
  Range order;  ///< indexes: instructions of the unit
};

/// A constant; for text its code is the index of the text in `texts`.
struct Constant {
  Kind kind;
  Meaning meaning;
  std::uint8_t width = 4;
  std::uint8_t pad = 0;
  std::uint32_t meaning_id = kAbsent;
  std::int64_t value = 0;  ///< Code (or kNone), Truth 0/1, Int (exact), Set mask
};

// ---- results -------------------------------------------------------------------------------------

struct TextPart {
  String text;
  std::uint32_t hole = kAbsent;  ///< register of the unit; kAbsent: `text`
};

struct Judgement {
  String name;
  std::uint32_t level = kAbsent;         ///< unit's level of what it is about; kAbsent: the document
  std::uint32_t about_column = kAbsent;  ///< the text column an attestation's `about` must be in
  Range asks;  ///< TextPart; registers at `level` (holes may also be at a level above)
  Range from;  ///< TextPart; empty: none given
  String by;   ///< who answers it, as the policy calls them; empty: not said
  Place place;
};

/// What a definition says of its result, in the policy's words.
struct Phrase {
  std::uint32_t operand = 0;  ///< the result; of a truth with its sign: `holds` is said where it is yes
  std::uint32_t level = 0;    ///< where the texts can be filled in
  Range holds, fails;         ///< TextPart; of a result that is no truth `holds` names it; fails may be empty
  Place place;                ///< of the definition
};

enum class ClauseForm : std::uint32_t { Encoded, Informative, NotCheckable };
struct Clause {
  String label;
  ClauseForm form;
  String quote, gist, reason;
  Place place;
};

/// One of the conditions that a norm is made of, as it was written.
struct NormPart {
  PartRole role;
  std::uint8_t pad[3] = {};
  std::uint32_t operand = 0;     ///< truth; of a Defeater: that the other norm applies and is not defeated
  std::uint32_t norm = kAbsent;  ///< Defeater: the other norm, an index within the section's norms
  std::uint32_t act = kAbsent;   ///< Defeater: the act for which it is, of the section; kAbsent: for all
  String words;                  ///< the condition as the policy has it, on one line
  Place place;
};

struct Norm {
  std::uint32_t clause = 0;   ///< of the unit
  std::uint32_t section = 0;  ///< of the unit
  Modality modality;
  std::uint8_t pad[3] = {};
  std::uint32_t condition =
      0;  ///< truth operand: ensure norms: it applies; act norms: the effective condition
  std::uint32_t holds = kAbsent;    ///< ensure norms: truth operand
  std::uint32_t outcome = kAbsent;  ///< ensure norms: result register
  std::uint64_t acts = 0;           ///< act norms: mask of the section's acts
  /// Norm of the unit's section this is a part of: a norm whose acts have different exceptions is written
  /// as several rows, one for each effective condition; they make one finding. Its own index otherwise.
  std::uint32_t part_of = 0;  ///< index within the section's norms
  Range message;              ///< TextPart; empty: none written
  Range parts;                ///< NormPart, in the order written
  Place place;
  String name;         ///< told apart by it from others of its clause; may be empty
  String quote, gist;  ///< both empty: it is told with its clause's words; else with these alone
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

// ---- what tests are to bring about ----------------------------------------------------------------
// Only in a program that was compiled to measure its tests.

/// What is decided at a point. The first two are the norm itself, Disjunct an operand of an `or`.
enum class PointKind : std::uint8_t { Ensure, Act, AppliesWhen, When, Unless, Exception, Disjunct };
struct Point {
  String owner;  ///< label of the clause, or name of the definition, that it stands in
  PointKind kind;
  std::uint8_t wants_yes;      ///< 1: it is to be yes once; 0: no
  std::uint8_t in_definition;  ///< 1: `owner` is a definition
  std::uint8_t is_impossible;  ///< 1: a constant; no document can bring it about
  Place place;
  std::uint32_t begin = 0, end = 0;  ///< bytes of the source's text
};
/// The point is hit by a row for which `operand` is yes and `unless`, where there is one, is not. A
/// definition that is used at several places has probes for each of them.
struct Probe {
  std::uint32_t point = 0;
  std::uint32_t operand = 0;       ///< truth operand
  std::uint32_t unless = kAbsent;  ///< truth operand at the same level
};

// ---- other languages ------------------------------------------------------------------------------

/// A text (a title, a gist, a label, …) in another language, found by what it says.
struct Translation {
  std::uint32_t language = 0;  ///< Language
  String text, translated;
};
/// A text with holes in another language. Its holes are among those of the text.
struct PartsTranslation {
  std::uint32_t language = 0;  ///< Language
  Range parts, translated;     ///< TextPart; `parts` is the whole of a message, a question or a phrase
};

/// Everything for one kind of document. Indexes named "of the unit" count from the range's first.
struct Unit {
  String kind;                          ///< name of the record: the document's `kind`
  std::uint32_t root = 0;               ///< Object
  std::uint32_t date_column = kAbsent;  ///< column of the unit
  Range levels, columns, registers, instructions, segments, sections, clauses, judgements, phrases, probes;
  std::uint64_t cost_constant = 0;  ///< instructions run once a document
};
/// One term of a unit's cost: `instructions` for each row of `level`.
struct Cost {
  std::uint32_t unit = 0, level = 0;
  std::uint64_t instructions = 0;
};

struct Head {
  String name, title, source_lock;
  Day from = kNone, until = kNone;  ///< interval of force, both days included; kNone: open
  String successor;                 ///< the text that is in force after `until`; may be empty
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
  SECTION(program::Cost, costs)                          \
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
/// Lays the sections out as the bytes of a program, digest included.
std::vector<std::byte> save(const ProgramSections& sections);

/// A program in memory, read-only. Movable; owns its bytes or its mapping.
class Program {
 public:
  /// Header, version, digest and section bounds are checked, and no more: it is not safe to run yet. Whoever
  /// wants a program to run opens it by `open_program` (verify/open.h), which verifies it.
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

  /// How messages name the file that this was read or made from, and each of its sources: as whoever opened
  /// it reaches them. Where nobody said so, sources are named as in the program.
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
  std::shared_ptr<const void> owner_;  ///< of the bytes, in memory or mapped
  std::string digest_;
  std::string shown_file_;
  std::vector<std::string> shown_sources_;  ///< of each source, or empty
};

/// Whether a file begins as a program does.
bool looks_like_program(std::span<const std::byte> head);

}  // namespace precept
