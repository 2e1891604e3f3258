// The syntax tree of a file of tests. parse/parse_tests.h makes it, testing/ reads it.
//
// Ownership: as in ast.h, every node lies in an `Arena`. The tree is made without the policy, so an
// expectation is a row of words and a bare name stays a name: only the policy tells where a label ends and
// what a name means.
#pragma once

#include "compiler/ast/ast.h"

namespace precept::ast {

struct Datum;

enum class DatumForm {
  Error,    ///< a mistake was reported here
  Integer,  ///< integer; `30 days`, `6 months` and `24 hours` too, by `unit`
  Decimal,  ///< integer: so many millionths
  Date,     ///< integer: a day number
  Moment,   ///< integer: a moment of base/moment.h
  Text,     ///< text
  Truth,    ///< integer: 1 for yes, 0 for no
  None,
  Name,      ///< name: an enum member (`Enum.Member` with the dot), or a name of the test's cases
  List,      ///< items; `{a, b}` too
  Object,    ///< entries; `{}` too, which may be an empty set
  Repeated,  ///< `5 of {…}`: items are how many (an Integer, or a Name of the cases) and of what
};
struct DatumEntry {
  Name key;
  Datum* value = nullptr;
};
struct Datum {
  DatumForm form = DatumForm::Error;
  std::int64_t integer = 0;
  ExprForm unit = ExprForm::Integer;  ///< Integer: Days, Months or Hours where such a unit stands behind it
  std::string_view text;
  Name name;
  std::span<Datum*> items;
  std::span<DatumEntry> entries;
  Span span;
};

enum class PlaceStepForm { Field, Index, Element };
struct PlaceStep {
  PlaceStepForm form{};
  std::string_view text;  ///< Field, Element: the name
  std::int64_t index = 0;
  Span span;
};

/// `with group.parent = SG3`, `without tsag_informed`.
struct DocumentEdit {
  std::span<PlaceStep> place;
  Datum* value = nullptr;  ///< null: the field is left out
  Span span;
};

/// `attest committed("Kenya") yes by "A. Reviewer" on 2023-05-02`.
struct Attest {
  Name judgement;
  Datum* about = nullptr;  ///< null: the document
  Datum* value = nullptr;
  Datum* by = nullptr;  ///< null where not said
  Datum* on = nullptr;  ///< null where not said
  Span span;
};

/// `under reading endorsement = all_six`.
struct Under {
  Name reading, choice;
  Span span;
};

enum class WordForm { Word, Number, String, Sign };
struct ExpectationWord {
  WordForm form{};
  std::string_view text;  ///< String: escapes resolved
  Span span;
};
struct Expectation {
  std::span<ExpectationWord> words;
  Span span;
};

struct CaseRow {
  std::span<Datum*> cells;
  Span span;
};

struct Test {
  Text* title = nullptr;  ///< holes are names of cases
  std::span<Name> case_names;
  std::span<CaseRow> rows;  ///< as written: a row may have too many or too few cells
  bool has_given = false;
  Name record;
  std::string_view fixture;  ///< relative to the file; empty where the document is written in the test
  Span fixture_span;
  Datum* document = nullptr;  ///< null where there is none
  std::span<DocumentEdit> changes;
  std::span<Attest> attests;
  std::span<Under> readings;
  std::span<Expectation> expectations;
  Span span, head;  ///< head: `test` and the title
};

struct TestFile {
  FileId source = kNoFile;
  Name policy;  ///< empty where the header is missing; that was reported
  std::span<Test> tests;
};

}  // namespace precept::ast
