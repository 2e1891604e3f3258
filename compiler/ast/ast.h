// The syntax tree: what the author wrote. parse/ makes it, check/ reads it. One node type for each construct
// of docs/language.md.
//
//     clause the deposit
//       shall ensure b.deposit >= 50     ClauseDecl{label "the deposit", items {Item{Norm}}}
//         when b.people > 10             Norm{Shall, ensures Binary(>=), when Binary(>)}
//
// Ownership: every node lies in an `Arena` and is trivially destructible; strings are views into the source
// text or the arena. A node knows its span (bytes of its file), and nothing that a later pass finds out.
// Errors: the parser has reported them; an `Error` node stands where something could not be read.
#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string_view>

#include "base/date.h"
#include "base/source.h"

namespace precept::ast {

/// A word with its place.
struct Name {
  std::string_view text;
  Span span;
};

struct Expr;

/// Text with holes: "{p.name} has {count(backers)}". A part is a hole, or text where `hole` is null.
struct TextPart {
  std::string_view text;  ///< escapes and doubled braces resolved
  Expr* hole = nullptr;
};
struct Text {
  std::span<TextPart> parts;
  std::string_view plain;  ///< the whole string, escapes resolved, holes as written
  Span span;
};

// ---- types -------------------------------------------------------------------------------------

enum class TypeForm {
  Truth,
  Int,
  Number,
  Date,
  Moment,
  Duration,
  Months,
  Hours,
  Text,
  Named,
  List,
  Set,
  Error
};
struct Type {
  TypeForm form = TypeForm::Error;
  Name name;                ///< Named: an enum, record or table; Set: the enum
  Type* element = nullptr;  ///< List
  bool or_none = false;
  Span span;
};

// ---- expressions -------------------------------------------------------------------------------

enum class ExprForm {
  Error,          ///< a mistake was reported here; later passes report nothing that follows from it
  Integer,        ///< integer
  Decimal,        ///< integer / under: `2.5`, `50 per cent`
  Days,           ///< integer: `30 days`, `2 weeks`
  Months,         ///< integer: `6 months`, `1 year`
  Hours,          ///< integer: seconds, of `24 hours`, `90 minutes`
  Date,           ///< integer: a day number
  Moment,         ///< integer: a moment of base/moment.h
  Truth,          ///< integer: 1 for yes, 0 for no
  String,         ///< text, without holes
  NameUse,        ///< name: variable, let or enum member
  Field,          ///< left . name          (also `Enum.Member`)
  Lookup,         ///< name [ items... ]    (name is a table)
  Call,           ///< name ( items... )
  Set,            ///< { items... }
  EmptyList,      ///< []
  Unary,          ///< op left
  Binary,         ///< left op right
  If,             ///< if left then right else third
  Quantifier,     ///< quantifier name in left [where filter] satisfies right
  Aggregate,      ///< aggregate ( comprehension or plain list in left ) ; right is `by`
  Comprehension,  ///< name in left where filter
  InWords,        ///< right of left, or `names of left` where right is null; only as a hole of a text
  Reach,          ///< left reaches right by filter (a Call) in third (a list or a Comprehension)
};

/// One row of operators.def each.
enum class Operator {
#define OPERATOR(name, spelling, notation, form, instruction, operands, changed_to, change) name,
#include "compiler/ast/operators.def"
#undef OPERATOR
};
/// How an operator is written: `a + b`, `not a`, `a is given`, `min(a, b)`.
enum class Notation { Infix, Prefix, Postfix, Function };
/// The columns of an operator's row that more than one pass reads.
struct OperatorInfo {
  std::string_view spelling;  ///< as written in the language: "<=", "is not given"
  Notation notation;
  std::string_view instruction;  ///< its name in opcodes.def, or "Own"
  std::string_view operands;     ///< "ii:i uu:u", as operators.def explains
};
const OperatorInfo& info(Operator op);
std::string_view spelling(Operator op);
/// The operator with this spelling in this notation; none where there is no such operator.
std::optional<Operator> operator_written(std::string_view spelling, Notation notation);

/// Stands for an element in the arguments of a step: `x reaches y by beats(_, _, g) in xs`.
inline constexpr std::string_view kBlank = "_";

enum class QuantifierForm { Some, Every };
enum class AggregateForm { Count, CountDistinct, Sum, Min, Max, The, First };

struct Expr {
  ExprForm form = ExprForm::Error;
  Operator op{};
  QuantifierForm quantifier{};
  AggregateForm aggregate{};
  std::int64_t integer = 0, under = 1;
  std::int64_t unit = 1;  ///< Days, Months, Hours: what one of the written unit comes to, as 7 of a week
  std::string_view text;
  Name name;
  Expr* left = nullptr;
  Expr* right = nullptr;
  Expr* third = nullptr;
  Expr* filter = nullptr;
  std::span<Expr*> items;
  Span span;
};

// ---- declarations ------------------------------------------------------------------------------

struct EnumMember {
  Name name;
  std::string_view label;  ///< how people write it ("Member State"); empty: as its name
};
struct EnumDecl {
  Name name;
  std::span<EnumMember> members;
  Span span;
};

struct FieldDecl {
  Name name;
  Type* type = nullptr;
  Expr* default_value = nullptr;  ///< null where there is none
  Span fixed;                     ///< the word `fixed`; no place where it is absent
  Span span;
};
struct RecordDecl {
  Name name;
  std::span<Name> with;  ///< `record A with B, C`: their fields are its own too
  std::span<FieldDecl> fields;
  Span span;
};

struct TableDecl {
  Name name;
  std::string_view path;  ///< relative to the file that declares the table
  Span path_span;
  std::span<Name> key;  ///< one name, or several for a composite key
  Name alternative;     ///< `key code or alpha3`; empty text where there is none
  Span complete;        ///< the word `complete`; no place where it is absent
  std::span<FieldDecl> columns;
  Span span;
};

struct Param {
  Name name;
  Type* type = nullptr;
};
/// One choice of a reading; `words` say it to people.
struct ChoiceDecl {
  Name name;
  std::string_view words;
  bool is_default = false;
};
struct ReadingDecl {
  Name name;
  Text* quote = nullptr;  ///< the words of the text that can be read in several ways; may be null
  std::span<ChoiceDecl> choices;
  Span span;
};

struct DefineDecl {
  Name name;
  std::span<Param> params;
  Type* result = nullptr;  ///< null: the type of the body
  Text* holds = nullptr;   ///< phrase in the affirmative; null where there is none
  Text* does_not_hold = nullptr;
  Expr* body = nullptr;
  bool is_constant = false;  ///< `define quorum = 2`: it is used without brackets
  Span span;
};
struct JudgementDecl {
  Name name;
  std::span<Param> params;
  Text* asks = nullptr;
  Text* from = nullptr;  ///< the evidence to look at; may be null
  Text* by = nullptr;    ///< who answers it; may be null
  Span span;
};

// ---- clauses -----------------------------------------------------------------------------------

/// The words of a label joined by single blanks: "resolves 1".
struct ClauseLabel {
  std::string_view text;
  Span span;
};

enum class Modality { Shall, Should, Encourage, May, ShallNot, ShouldNot };

struct Item;

struct Norm {
  Modality modality{};
  Expr* ensures = nullptr;  ///< Shall, Should, Encourage
  std::span<Name> acts;     ///< May, ShallNot, ShouldNot
  Expr* when = nullptr;
  Expr* unless = nullptr;
  Text* otherwise = nullptr;
  ClauseLabel name;            ///< `called terms`; empty text where it has none
  Text* quote = nullptr;       ///< its own; null where it has none
  Text* gist = nullptr;        ///< its own; null where it has none
  std::span<Item> exceptions;  ///< exceptions to this norm alone (`however` below it)
  Span span;                   ///< the whole norm, with what belongs to it
  Span head;                   ///< the norm's modal words: "shall ensure"
};

/// The clause, or the one norm of it, that a `despite` defeats.
struct Target {
  ClauseLabel clause;
  ClauseLabel norm;  ///< name of the norm; empty text: the whole clause
  Span span;
};

enum class ItemForm {
  Quote,
  Gist,
  Let,
  AppliesWhen,
  Norm,
  However,
  Despite,
  Informative,
  NotCheckable,
  NotEncoded
};
struct Item {
  ItemForm form{};
  Text* text = nullptr;   ///< Quote, Gist, Informative, NotCheckable, NotEncoded; However, Despite: its quote
                          ///< (may be null)
  Text* gist = nullptr;   ///< However, Despite: may be null
  Name name;              ///< Let
  Expr* expr = nullptr;   ///< Let, AppliesWhen
  Norm* norm = nullptr;   ///< Norm
  std::span<Item> items;  ///< However, Despite: its norms, and the exceptions level with them
  Span to_all;            ///< However: the words `to all`; no place where they are absent
  std::span<Target> targets;  ///< Despite
  Span span;
};
struct ClauseDecl {
  ClauseLabel label;
  std::span<Item> items;
  Span span;
};

struct Subject {  ///< `each a in m.attendance`
  Name variable;
  Expr* list = nullptr;
};
struct LetDecl {  ///< a `let` below `about`, for all clauses of the section
  Name name;
  Expr* expr = nullptr;
  Span span;
};
struct ActsDecl {
  std::span<Name> acts;
  Name otherwise;  ///< forbidden, permitted, silent; empty text where absent
  Span span;
};

/// Which day is meant where a sum of months comes to one that its month lacks: 31 January and a month.
enum class Rounding {
  Unsaid,  ///< no day may be missed
  Down,    ///< the last day of that month
  Up       ///< the first day of the next
};

enum class StatementForm {
  Title,
  Source,
  InForce,
  Rounding,
  Use,
  Enum,
  Record,
  Table,
  Reading,
  Define,
  Judgement,
  About,
  Acts,
  Exercised,
  Clause
};
struct Statement {
  StatementForm form{};
  Text* text = nullptr;         ///< Title, Source
  Name name;                    ///< Use: the module; About: the record
  Name variable;                ///< About: the document's variable
  std::span<Subject> subjects;  ///< About
  std::span<LetDecl> lets;      ///< About
  bool has_from = false, has_until = false;
  Day from = 0, until = 0;  ///< InForce, both days included
  EnumDecl* enum_decl = nullptr;
  RecordDecl* record = nullptr;
  TableDecl* table = nullptr;
  ReadingDecl* reading = nullptr;
  DefineDecl* define = nullptr;
  JudgementDecl* judgement = nullptr;
  ActsDecl* acts = nullptr;
  Expr* expr = nullptr;  ///< Exercised
  ClauseDecl* clause = nullptr;
  ast::Rounding rounding{};        ///< Rounding
  bool is_before_mistake = false;  ///< Use: the lines behind it could not be read; nothing more is told of it
  Span span;
};

enum class FileForm { Policy, Module, Part, Headless };
struct File {
  FileId source = kNoFile;
  FileForm form = FileForm::Headless;
  Name name;  ///< "wtsa.res54"; of a part: the policy that it is a part of
  std::span<Statement> statements;
};

/// Memory of nodes. It only allocates; all nodes are freed together with the arena.
class Arena {
 public:
  template <class T, class... Args>
  T* make(Args&&... args) {
    static_assert(std::is_trivially_destructible_v<T>);
    return new (memory_.allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }
  template <class T>
  std::span<T> copy(std::span<const T> items) {
    static_assert(std::is_trivially_destructible_v<T>);
    if (items.empty()) return {};
    T* to = static_cast<T*>(memory_.allocate(items.size_bytes(), alignof(T)));
    std::uninitialized_copy(items.begin(), items.end(), to);
    return {to, items.size()};
  }
  std::string_view copy(std::string_view text) {
    auto chars = copy(std::span<const char>(text.data(), text.size()));
    return {chars.data(), chars.size()};
  }

 private:
  std::pmr::monotonic_buffer_resource memory_;
};

}  // namespace precept::ast
