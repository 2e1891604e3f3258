// Files of tests: ANTLR's parse tree to the nodes of ast/test_file.h.
#include <fmt/format.h>

#include "base/decimal.h"
#include "compiler/parse/build/tree_builder.h"
#include "compiler/parse/layout/statement_layout.h"

namespace precept::parsing {

using ast::Datum;
using ast::DatumForm;

void TreeBuilder::build_test_file(P::TestFileContext& context, ast::TestFile& file) {
  look_at_layout();
  if (looks_at_layout_) check_layout(context, tokens_, *indentation_, parse_context_.diagnostics);
  auto* header = context.testHeader();
  if (header != nullptr && header->exception == nullptr) {
    file.policy = qualified_name(*header->qualifiedName());
  } else if (header == nullptr && context.exception == nullptr) {
    Span place = context.test().empty() ? tokens_.end() : span(*context.test(0));
    place.end = std::min(place.end, place.begin + 4);
    report(DiagnosticKind::UnexpectedToken, place,
           "a file of tests begins with `tests` and the policy's name")
        .with_help("write `tests` and the name that stands behind `policy` in the policy's file");
  }
  std::vector<ast::Test> tests;
  for (auto* test : context.test()) {
    if (test->exception == nullptr) tests.push_back(build_test(*test));
  }
  file.tests = keep(tests);
}

ast::Test TreeBuilder::build_test(P::TestContext& context) {
  ast::Test test;
  test.title = build_words(*context.STRING_LITERAL()->getSymbol(), true, "`test`", "say what is tested");
  test.span = span(context);
  test.head = cover(tokens_.span(*context.getStart()), test.title->span);
  std::vector<ast::DocumentEdit> changes;
  std::vector<ast::Attest> attests;
  std::vector<ast::Under> readings;
  std::vector<ast::Expectation> expectations;
  for (auto* item : context.testItem()) {
    if (item->exception != nullptr) continue;
    if (auto* cases = dynamic_cast<P::CasesItemContext*>(item)) {
      build_cases(*cases, test);
    } else if (auto* given = dynamic_cast<P::GivenItemContext*>(item)) {
      build_given(*given, test);
    } else if (auto* with = dynamic_cast<P::WithItemContext*>(item)) {
      changes.push_back({build_place(*with->place()), build_datum(*with->datum()), span(*item)});
    } else if (auto* without = dynamic_cast<P::WithoutItemContext*>(item)) {
      changes.push_back({build_place(*without->place()), nullptr, span(*item)});
    } else if (auto* attest = dynamic_cast<P::AttestItemContext*>(item)) {
      auto datum = [&](P::DatumContext* it) { return it == nullptr ? nullptr : build_datum(*it); };
      attests.push_back({name(*attest->name()), datum(attest->about), datum(attest->answer),
                         datum(attest->person), datum(attest->day), span(*item)});
    } else if (auto* under = dynamic_cast<P::UnderItemContext*>(item)) {
      readings.push_back({name(*under->chosen), name(*under->choiceName), span(*item)});
    } else if (auto* expect = dynamic_cast<P::ExpectItemContext*>(item)) {
      expectations.push_back(build_expectation(*expect));
    }
  }
  test.changes = keep(changes);
  test.attests = keep(attests);
  test.readings = keep(readings);
  test.expectations = keep(expectations);
  return test;
}

void TreeBuilder::build_given(P::GivenItemContext& context, ast::Test& test) {
  if (test.has_given) {
    report(DiagnosticKind::UnexpectedToken, tokens_.span(*context.getStart()), "a test has one `given`")
        .label(test.record.span, "the first is here")
        .with_help("change the document of the first with `with`, or write a second test");
    return;
  }
  test.has_given = true;
  test.record = name(*context.NAME()->getSymbol());
  if (auto* string = context.STRING_LITERAL()) {
    test.fixture =
        build_words(*string->getSymbol(), false, "`from`", "write the name of the document's file")->plain;
    test.fixture_span = tokens_.span(*string->getSymbol());
  } else if (auto* object = context.object()) {
    test.document = build_object(*object);
  }
}

/// Each line is a row, and may end with a bar.
void TreeBuilder::build_cases(P::CasesItemContext& context, ast::Test& test) {
  if (!test.case_names.empty()) {
    report(DiagnosticKind::UnexpectedToken, tokens_.span(*context.getStart()), "a test has one `cases`")
        .label(test.case_names[0].span, "the first is here");
    return;
  }
  test.case_names = names(*context.names());
  std::vector<ast::CaseRow> rows;
  std::vector<Datum*> cells;
  Span place;
  std::size_t line = 0;
  auto end_row = [&] {
    if (line != 0) rows.push_back({keep(cells), place});
    cells.clear();
  };
  for (auto* cell : context.caseCell()) {
    if (cell->getStart()->getLine() != line) {
      end_row();
      line = cell->getStart()->getLine();
      place = span(*cell);
    }
    place = cover(place, span(*cell));
    if (cell->datum() != nullptr) cells.push_back(build_datum(*cell->datum()));
  }
  end_row();
  test.rows = keep(rows);
}

std::span<ast::PlaceStep> TreeBuilder::build_place(P::PlaceContext& context) {
  using ast::PlaceStepForm;
  ast::Name first = name(*context.anyWord());
  std::vector<ast::PlaceStep> steps{{PlaceStepForm::Field, first.text, 0, first.span}};
  for (auto* step : context.placeStep()) {
    if (auto* field = dynamic_cast<P::FieldStepContext*>(step)) {
      ast::Name word = name(*field->anyWord());
      steps.push_back({PlaceStepForm::Field, word.text, 0, word.span});
    } else if (auto* index = dynamic_cast<P::IndexStepContext*>(step)) {
      ast::Expr* number = build_integer(*index->INTEGER_LITERAL()->getSymbol(), nullptr, nullptr);
      steps.push_back({PlaceStepForm::Index, {}, number->integer, number->span});
    } else if (auto* element = dynamic_cast<P::ElementStepContext*>(step)) {
      antlr4::Token& string = *element->STRING_LITERAL()->getSymbol();
      steps.push_back({PlaceStepForm::Element, build_plain(string), 0, tokens_.span(string)});
    }
  }
  return keep(steps);
}

ast::Expectation TreeBuilder::build_expectation(P::ExpectItemContext& context) {
  using ast::WordForm;
  std::vector<ast::ExpectationWord> words;
  for (auto* part : context.expectWord()) {
    antlr4::Token& token = *part->getStart();
    ast::ExpectationWord word{WordForm::Word, name(token).text, tokens_.span(token)};
    if (dynamic_cast<P::StringWordContext*>(part) != nullptr) {
      word.form = WordForm::String;
      word.text = build_plain(token);
    } else if (dynamic_cast<P::NumberWordContext*>(part) != nullptr) {
      word.form = WordForm::Number;
    } else if (dynamic_cast<P::SignWordContext*>(part) != nullptr) {
      word.form = WordForm::Sign;
    }
    words.push_back(word);
  }
  return {keep(words), span(context)};
}

// ---- data ----------------------------------------------------------------------------------------

/// The number as a field holds it; reports one that no field can hold.
std::int64_t TreeBuilder::in_millionths(const ast::Expr& number) {
  std::int64_t parts = 0;
  const bool fits = kMillionths % number.under == 0 &&
                    !__builtin_mul_overflow(number.integer, kMillionths / number.under, &parts);
  if (!fits && number.form != ast::ExprForm::Error) {
    report(DiagnosticKind::InvalidLiteral, number.span, "no field holds this number exactly")
        .with_help("a field of type number has at most six digits behind the point");
  }
  return parts;
}

Datum* TreeBuilder::build_scalar(P::ValueContext& context) {
  auto* datum = parse_context_.arena.make<Datum>();
  datum->span = span(context);
  auto take = [&](ast::Expr* value, DatumForm form) {
    datum->form = value->form == ast::ExprForm::Error ? DatumForm::Error : form;
    datum->integer = value->integer;
    datum->unit = value->form;
  };
  if (auto* integer = dynamic_cast<P::IntegerDatumContext*>(&context)) {
    auto* minus = integer->MINUS();
    auto* unit = integer->unit();
    take(build_integer(*integer->INTEGER_LITERAL()->getSymbol(), minus ? minus->getSymbol() : nullptr,
                       unit ? unit->getStart() : nullptr),
         DatumForm::Integer);
  } else if (auto* number = dynamic_cast<P::NumberDatumContext*>(&context)) {
    ast::Expr* share =
        build_share(*number->share(), number->MINUS() == nullptr ? nullptr : number->MINUS()->getSymbol());
    take(share, DatumForm::Decimal);
    datum->integer = in_millionths(*share);
  } else if (auto* date = dynamic_cast<P::DateDatumContext*>(&context)) {
    ast::Expr* day = build_date(*date->DATE_LITERAL()->getSymbol());
    take(day, day->form == ast::ExprForm::Moment ? DatumForm::Moment : DatumForm::Date);
  } else if (auto* text = dynamic_cast<P::TextDatumContext*>(&context)) {
    datum->form = DatumForm::Text;
    datum->text = build_plain(*text->STRING_LITERAL()->getSymbol());
  } else if (dynamic_cast<P::YesDatumContext*>(&context) != nullptr) {
    datum->form = DatumForm::Truth;
    datum->integer = 1;
  } else if (dynamic_cast<P::NoDatumContext*>(&context) != nullptr) {
    datum->form = DatumForm::Truth;
  } else if (dynamic_cast<P::NoneDatumContext*>(&context) != nullptr) {
    datum->form = DatumForm::None;
  } else if (auto* word = dynamic_cast<P::NameDatumContext*>(&context)) {
    datum->form = DatumForm::Name;
    datum->name = name(*word->name());
    if (word->anyWord() != nullptr) {
      std::string both = fmt::format("{}.{}", datum->name.text, name(*word->anyWord()).text);
      datum->name = {parse_context_.arena.copy(std::string_view(both)), datum->span};
    }
  }
  return datum;
}

Datum* TreeBuilder::build_datum(P::DatumContext& context) {
  return context.OF() == nullptr ? build_value(*context.value()) : build_repeated(context);
}

Datum* TreeBuilder::build_value(P::ValueContext& context) {
  std::vector<Datum*> items;
  if (auto* list = dynamic_cast<P::ListDatumContext*>(&context)) {
    for (auto* item : list->datum()) items.push_back(build_datum(*item));
  } else if (auto* set = dynamic_cast<P::SetDatumContext*>(&context)) {
    for (auto* item : set->datum()) items.push_back(build_datum(*item));
  } else if (auto* object = dynamic_cast<P::ObjectDatumContext*>(&context)) {
    return build_object(*object->object());
  } else {
    return build_scalar(context);
  }
  auto* datum = parse_context_.arena.make<Datum>();
  datum->form = DatumForm::List;
  datum->span = span(context);
  datum->items = keep(items);
  return datum;
}

Datum* TreeBuilder::build_repeated(P::DatumContext& context) {
  auto* count = parse_context_.arena.make<Datum>();
  if (auto* number = context.INTEGER_LITERAL()) {
    ast::Expr* value = build_integer(*number->getSymbol(), nullptr, nullptr);
    count->form = value->form == ast::ExprForm::Error ? DatumForm::Error : DatumForm::Integer;
    count->integer = value->integer;
    count->span = value->span;
  } else {
    count->form = DatumForm::Name;
    count->name = name(*context.name());
    count->span = count->name.span;
  }
  auto* datum = parse_context_.arena.make<Datum>();
  datum->form = DatumForm::Repeated;
  datum->span = span(context);
  datum->items = keep(std::vector<Datum*>{count, build_value(*context.value())});
  return datum;
}

Datum* TreeBuilder::build_object(P::ObjectContext& context) {
  auto* datum = parse_context_.arena.make<Datum>();
  datum->form = DatumForm::Object;
  datum->span = span(context);
  std::vector<ast::DatumEntry> entries;
  for (auto* entry : context.entry()) {
    ast::Name key = name(*entry->getStart());
    if (auto* string = entry->STRING_LITERAL()) key.text = build_plain(*string->getSymbol());
    for (const ast::DatumEntry& other : entries) {
      if (other.key.text != key.text) continue;
      report(DiagnosticKind::Redeclared, key.span, fmt::format("`{}` is given twice", key.text))
          .label(other.key.span, "the first is here");
    }
    entries.push_back({key, build_datum(*entry->datum())});
  }
  datum->entries = keep(entries);
  return datum;
}

}  // namespace precept::parsing
