// The policy with every name resolved and every expression typed: what it means, not how it is run. check/
// makes it; plan/ and the reference evaluator in tests/ read it.
//
//     let ready = h in b.helpers where h.trained
//     shall ensure count(ready) >= 2
//
// is a `Norm` whose `ensures` is a Binary (>=, a truth) of an Aggregate (Count, an int) and a Constant; the
// list of the Aggregate is the Variable `ready`, whose value is a Filter.
//
// Units: dates are day numbers (base/date.h), durations are days; ids and indexes count from 0 in the list
// of the model that they are about. Ownership: a `Model` owns all its nodes; pointers between nodes stay
// valid as long as it lives. Errors: none are left in a model that check/ hands out.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/source.h"
#include "compiler/ast/ast.h"
#include "runtime/words/language.h"

namespace precept::model {

using ast::AggregateForm;
using ast::Modality;
using ast::Operator;
using ast::QuantifierForm;

// ---- types -------------------------------------------------------------------------------------

enum class TypeKind {
  Error,  ///< a mistake was reported; compatible with every type
  Truth,
  Int,
  Number,  ///< a fraction of whole numbers; an int stands for one too
  Date,
  Duration,  ///< days
  Months,    ///< a year is twelve
  Moment,    ///< a date and time with its offset, see base/moment.h
  Hours,     ///< seconds
  Text,
  Enum,    ///< id: enum
  Key,     ///< id: table with a simple key; a value is a row of it
  Set,     ///< id: enum
  Record,  ///< id: record
  Row,     ///< id: table; the result of a look-up, which may be none
  List     ///< element
};

struct Type {
  TypeKind kind = TypeKind::Error;
  std::uint32_t id = 0;
  bool or_none = false;
  const Type* element = nullptr;  ///< List only; owned by the model

  bool is(TypeKind k) const { return kind == k; }
  /// Held as an interval.
  bool is_number() const {
    return is(TypeKind::Int) || is(TypeKind::Number) || is(TypeKind::Duration) || is(TypeKind::Months) ||
           is(TypeKind::Moment) || is(TypeKind::Hours);
  }
};
/// Same kind, id and element; `or_none` is not compared.
bool same_value_type(const Type& a, const Type& b);
/// Whether a value of one type may stand where another is wanted: one of the same, or an int for a number.
bool fits(const Type& what, const Type& where);
/// The one of two types whose values fit the other's place: of an int and a number, number.
Type joint_type(const Type& a, const Type& b);

// ---- values (constants, defaults, table cells) ---------------------------------------------------

enum class ValueState : std::uint8_t { Known, None, Unknown };
struct Value {
  ValueState state = ValueState::Known;
  /// Truth 0/1, Int, Date day, Duration days, Months, Moment, Hours in seconds, Enum member, Key row, Set
  /// mask; of a Number what is above the line.
  std::int64_t number = 0;
  std::string text;  ///< Text; for an unknown table cell written `x?`: x, the likely value
  bool empty_list = false;
  std::int64_t under =
      1;  ///< Number: what is below the line, above 0. Of a default or a cell it is a million

  static Value none() { return {ValueState::None, 0, {}, false}; }
  static Value unknown(std::string likely = {}) { return {ValueState::Unknown, 0, std::move(likely), false}; }
  static Value known(std::int64_t number) { return {ValueState::Known, number, {}, false}; }
  static Value fraction(std::int64_t over, std::int64_t under) {
    return {ValueState::Known, over, {}, false, under};
  }
  static Value of_text(std::string text) { return {ValueState::Known, 0, std::move(text), false}; }
};

// ---- declarations ------------------------------------------------------------------------------

struct EnumMember {
  std::string name;
  std::string label;  ///< as people read it; the name where none is declared
  Span span;          ///< of the name
};
struct Enum {
  std::string name;
  std::vector<EnumMember> members;  ///< at most 120; at most 62 where a set of it is declared
  Span span;
};

struct Field {
  std::string name;
  Type type;
  std::optional<Value> default_value;
  bool is_fixed = false;  ///< of a record: a fix proposes every other change first
  Span span;
};
struct Record {
  std::string name;
  std::vector<std::uint32_t> with;  ///< all records whose fields are its own too, by `with`
  std::vector<Field> fields;
  Span span;
};

struct Table {
  std::string name;
  std::string path;                          ///< as declared
  std::string digest;                        ///< SHA-256 of the file, hexadecimal
  std::vector<Field> columns;                ///< scalar types and sets
  std::vector<std::uint32_t> key;            ///< one column, or several
  std::optional<std::uint32_t> alternative;  ///< second spelling of a simple key
  bool is_complete = false;                  ///< has a row for every key that its key columns allow
  std::vector<std::vector<Value>> rows;      ///< rows[r][c]; keys are known text, enum members or keys
  std::vector<std::uint32_t> lines;          ///< line of each row in its file, from 1
  Span span;
};

// ---- expressions -------------------------------------------------------------------------------

struct Expr;

enum class VariableKind {
  Document,  ///< the `about` record
  Subject,   ///< an `each`
  Element,   ///< bound by a quantifier, an aggregate or a filter
  Parameter,
  Let  ///< stands for `value`, evaluated where the let stands
};
struct Variable {
  VariableKind kind;
  std::string name;
  Type type;
  Expr* value = nullptr;  ///< Let only
  Span span;
};

struct TextPart {
  std::string text;      ///< of a hole, as it is written: "{p.name}"
  Expr* hole = nullptr;  ///< null: `text`
};
using Text = std::vector<TextPart>;

/// Words of the text that can be read in several ways. The choice is made outside the document; the choices
/// are members of an enum that only this reading has, and their labels are the choices' words.
struct Reading {
  std::string name;
  std::uint32_t enum_id = 0;
  std::uint32_t default_choice = 0;
  std::string
      quote;  ///< the words of the text; empty where none are given, or in a module, which has no text
  Span span, quote_span;
};

struct Define {
  std::string name;
  std::vector<Variable*> parameters;
  Type result;
  Expr* body = nullptr;
  std::optional<Text> holds, does_not_hold;
  Span span;
};
struct Judgement {
  std::string name;
  std::vector<Variable*> parameters;
  /// The parameter whose name an attestation gives in `about`; none: the judgement is about the document,
  /// and `about` is absent. `key_field` is the parameter's field `name`.
  std::optional<std::uint32_t> key_parameter;
  std::uint32_t key_field = 0;
  Text asks;
  std::optional<Text> from;
  std::string by;  ///< who answers it, in the policy's words; empty: not said
  Span span;
};

struct Model;
/// True where the record is `of`, or is declared `with` it, directly or through others.
bool has_fields_of(const Model& model, std::uint32_t record, std::uint32_t of);
/// True where the second type is wanted and the first does for it: the same, or records (lists of them) of
/// which the first has the fields of the second.
bool serves_as(const Model& model, const Type& given, const Type& wanted);

/// True where a record must hold the field: a record without it does not count as given (docs/language.md,
/// What is missing).
inline bool is_required(const Field& field) {
  return !field.type.or_none && !field.default_value;
}

enum class ExprKind {
  Constant,     ///< value, of `type`; never an empty list
  Variable,     ///< variable
  Field,        ///< left . field   (left: record; a field of a none or unknown record is none or unknown)
  Lookup,       ///< table [ items ] -> Row
  Column,       ///< left . field   (left: Row)
  KnownTruth,   ///< left (`truth or none`) as truth: none becomes unknown
  Unary,        ///< op left: Not, Negate, Given, NotGiven
  Binary,       ///< left op right
  InConstants,  ///< left in { values }  (or not, by op)
  If,           ///< if left then right else third
  Quantifier,   ///< quantifier variable in left where filter satisfies right
  Aggregate,    ///< aggregate ( variable in left where filter by right )
  Filter,       ///< variable in left where filter -> List
  SetLiteral,   ///< constant set; value.number is the mask
  Reading,      ///< the choice for `reading`
  Call,         ///< define ( items )
  Reach,        ///< left reaches right by items[0], a step from variable to second, in the list third
  Judge,        ///< judgement ( items )
  /// A list or set in words, only as a hole of a text: right of each variable in left where filter; of a set
  /// left alone. `names` is set where the names of the elements were asked for.
  InWords
};

struct Expr {
  ExprKind kind{};
  Type type;
  Span span;
  Operator op{};
  QuantifierForm quantifier{};
  AggregateForm aggregate{};
  Value value;
  std::vector<Value> values;  ///< InConstants
  Variable* variable = nullptr;
  Variable* second = nullptr;  ///< Reach
  std::uint32_t field = 0;
  std::uint32_t table = 0;
  std::uint32_t reading = 0;  ///< index in the model's readings
  bool names = false;         ///< InWords: an element without a name is told by its number
  const Define* define = nullptr;
  const Judgement* judgement = nullptr;
  Expr* left = nullptr;
  Expr* right = nullptr;
  Expr* third = nullptr;
  Expr* filter = nullptr;  ///< null: every element
  std::vector<Expr*> items;
};

// ---- clauses -----------------------------------------------------------------------------------

struct Norm {
  Modality modality{};
  std::uint32_t clause = 0;         ///< in the section
  Expr* ensures = nullptr;          ///< Shall, Should, Encourage
  std::vector<std::uint32_t> acts;  ///< of the section; May, ShallNot, ShouldNot
  /// The norm applies where `applies and when and not unless`; a null condition does not restrict it.
  Expr* applies = nullptr;
  Expr* when = nullptr;
  Expr* unless = nullptr;
  std::optional<Text> otherwise;
  std::vector<std::uint32_t> defeaters;  ///< norms of the section; free of cycles
  std::string name;                      ///< of `called`; empty where there is none
  /// The norm's own words, else those of the `however` or `despite` that it stands in. Reports show these
  /// alone, and the clause's words only where both are empty.
  std::string quote, gist;
  Span span, name_span, quote_span, gist_span;
};

enum class ClauseForm { Encoded, Informative, NotCheckable, NotEncoded };
struct Clause {
  std::string label;
  ClauseForm form = ClauseForm::Encoded;
  bool lacks_part = false;           ///< `not encoded` is said of it, or of a part of it beside its norms
  std::string quote, gist, reason;   ///< empty where absent
  std::vector<std::uint32_t> norms;  ///< of the section, in order
  Span span, label_span, quote_span;
};

struct Subject {
  Variable* variable = nullptr;
  Expr* list = nullptr;  ///< a field path from the document or the subject before
};

enum class Otherwise { Silent, Permitted, Forbidden };

/// One `about` with what follows it. All sections of one record apply to the same documents.
struct Section {
  std::uint32_t record = 0;
  Variable* document = nullptr;
  std::vector<Subject> subjects;  ///< empty: the document itself is the subject
  std::vector<std::string> acts;
  std::vector<std::uint32_t> act_members;  ///< member of the exercised set's enum, for each act
  Otherwise otherwise = Otherwise::Silent;
  Expr* exercised = nullptr;  ///< a set, or null
  std::vector<Norm> norms;
  std::vector<Clause> clauses;
  Span span;
};

struct SourceDigest {
  std::string name;    ///< as the author names it (relative to the policy)
  std::string digest;  ///< SHA-256, hexadecimal
  FileId file = kNoFile;
};

/// A text of the policy and its translation. In both, white space is folded, holes are kept as written, and
/// other braces are doubled.
struct Translation {
  Language language{};
  std::string text, translated;
};

struct Model {
  std::string name, title, source_lock;
  Span title_span, source_lock_span;
  std::optional<Day> from, until;
  ast::Rounding rounding{};  ///< `dates round …`
  Span rounding_span;
  std::string successor;  ///< what is in force after `until`; may be empty
  std::deque<Enum> enums;
  std::deque<Record> records;
  std::deque<Table> tables;
  std::deque<Reading> readings;
  std::deque<Define> defines;
  /// Definitions as they read where a parameter is a record that has the fields of the declared one.
  std::deque<Define> adapted;
  std::deque<Judgement> judgements;
  std::deque<Section> sections;
  std::vector<SourceDigest> sources;
  std::vector<Translation> translations;

  // storage of what the pointers above point to
  std::deque<Type> types;
  std::deque<Variable> variables;
  std::deque<Expr> expressions;
};

}  // namespace precept::model
