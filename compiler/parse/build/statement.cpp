#include <fmt/format.h>

#include <algorithm>

#include "compiler/parse/build/tree_builder.h"
#include "compiler/parse/layout/statement_layout.h"
#include "compiler/parse/tokens/foreign_words.h"
#include "compiler/parse/tokens/words.h"

namespace precept::parsing {

using ast::StatementForm;

// ---- places and names --------------------------------------------------------------------------

Span TreeBuilder::span(antlr4::ParserRuleContext& context) const {
  const antlr4::Token* first = context.getStart();
  const antlr4::Token* last = context.getStop();
  if (last == nullptr || last->getStartIndex() < first->getStartIndex()) last = first;
  return tokens_.span(*first, *last);
}

ast::Name TreeBuilder::name(antlr4::Token& token) const {
  Span place = tokens_.span(token);
  std::string_view text = parse_context_.sources.text(place);
  bool is_quoted = text.size() > 2 && text.front() == '`' && text.back() == '`';
  return {is_quoted ? text.substr(1, text.size() - 2) : text, place};
}

ast::Name TreeBuilder::name(antlr4::ParserRuleContext& context) const {
  return name(*context.getStart());
}

ast::Name TreeBuilder::qualified_name(P::QualifiedNameContext& context) const {
  std::string text(name(*context.name()).text);
  for (auto* part : context.anyWord()) text.append(1, '.').append(name(*part).text);
  return {parse_context_.arena.copy(std::string_view(text)), span(context)};
}

std::span<ast::Name> TreeBuilder::names(P::NamesContext& context) {
  std::vector<ast::Name> all;
  for (auto* each : context.name()) all.push_back(name(*each));
  return keep(all);
}

Diagnostic& TreeBuilder::report(DiagnosticKind kind, Span place, std::string message) {
  return parse_context_.diagnostics.report(kind, place, std::move(message));
}

// ---- file --------------------------------------------------------------------------------------

void TreeBuilder::look_at_layout() {
  looks_at_layout_ =
      !parse_context_.diagnostics.has_errors() && indentation_->check_blanks(parse_context_.diagnostics);
}

void TreeBuilder::build_file(P::FileContext& context, ast::File& file) {
  look_at_layout();
  looks_at_layout_ =
      looks_at_layout_ && check_layout(context, tokens_, *indentation_, parse_context_.diagnostics);
  if (auto* header = context.header(); header != nullptr && header->exception == nullptr) {
    if (auto* policy = dynamic_cast<P::PolicyHeaderContext*>(header)) {
      file.form = ast::FileForm::Policy;
      file.name = qualified_name(*policy->qualifiedName());
    } else if (auto* module = dynamic_cast<P::ModuleHeaderContext*>(header)) {
      file.form = ast::FileForm::Module;
      file.name = qualified_name(*module->qualifiedName());
    } else if (auto* part = dynamic_cast<P::PartHeaderContext*>(header)) {
      file.form = ast::FileForm::Part;
      file.name = qualified_name(*part->qualifiedName());
    }
  }
  std::vector<ast::Statement> statements;
  for (auto* statement : context.statement()) {
    if (statement->exception == nullptr) build_statement(*statement, statements);
  }
  file.statements = keep(statements);
}

void TreeBuilder::build_statement(P::StatementContext& context, std::vector<ast::Statement>& to) {
  ast::Statement it;
  if (auto* title = dynamic_cast<P::TitleContext*>(&context)) {
    it = {.form = StatementForm::Title,
          .text = build_words(*title->STRING_LITERAL()->getSymbol(), false, "`title`",
                              "write how reports call the policy, or leave the title out")};
  } else if (auto* source = dynamic_cast<P::SourceContext*>(&context)) {
    it = {.form = StatementForm::Source,
          .text = build_words(*source->STRING_LITERAL()->getSymbol(), false, "`source`",
                              "write the name of the lock's file")};
  } else if (auto* in_force = dynamic_cast<P::InForceContext*>(&context)) {
    it = build_in_force(*in_force);
  } else if (auto* rounding = dynamic_cast<P::RoundingContext*>(&context)) {
    it = build_rounding(*rounding);
  } else if (auto* use = dynamic_cast<P::UseContext*>(&context)) {
    it = {.form = StatementForm::Use, .name = qualified_name(*use->qualifiedName())};
    it.is_before_mistake = kept_ != nullptr && std::ranges::find(*kept_, &context) != kept_->end();
  } else if (auto* enumeration = dynamic_cast<P::EnumerationContext*>(&context)) {
    it = {.form = StatementForm::Enum, .enum_decl = build_enum(*enumeration)};
  } else if (auto* record = dynamic_cast<P::RecordContext*>(&context)) {
    it = {.form = StatementForm::Record, .record = build_record(*record)};
  } else if (auto* table = dynamic_cast<P::TableContext*>(&context)) {
    it = {.form = StatementForm::Table, .table = build_table(*table)};
  } else if (auto* reading = dynamic_cast<P::ReadingContext*>(&context)) {
    it = {.form = StatementForm::Reading, .reading = build_reading(*reading)};
  } else if (auto* definition = dynamic_cast<P::DefinitionContext*>(&context)) {
    it = {.form = StatementForm::Define, .define = build_definition(*definition)};
  } else if (auto* judgement = dynamic_cast<P::JudgementContext*>(&context)) {
    it = {.form = StatementForm::Judgement, .judgement = build_judgement(*judgement)};
  } else if (auto* about = dynamic_cast<P::AboutContext*>(&context)) {
    it = build_about(*about);
  } else if (auto* acts = dynamic_cast<P::ActsContext*>(&context)) {
    it = {.form = StatementForm::Acts, .acts = build_acts(*acts)};
  } else if (auto* exercised = dynamic_cast<P::ExercisedContext*>(&context)) {
    it = {.form = StatementForm::Exercised, .expr = build_expression(*exercised->expression())};
  } else if (auto* clause = dynamic_cast<P::ClauseContext*>(&context)) {
    it = {.form = StatementForm::Clause, .clause = build_clause(*clause)};
    if (it.clause == nullptr) return;
  }
  it.span = span(context);
  to.push_back(it);
}

ast::Statement TreeBuilder::build_in_force(P::InForceContext& context) {
  ast::Statement it{.form = StatementForm::InForce};
  auto set = [&](antlr4::Token* token, bool& has, Day& day) {
    if (token == nullptr) return;
    ast::Expr* date = build_date(*token);
    has = date->form == ast::ExprForm::Date;
    if (date->form == ast::ExprForm::Moment) {
      report(DiagnosticKind::InvalidLiteral, date->span, "a policy is in force for whole days")
          .with_help(fmt::format("write `{}`", tokens_.text(*token).substr(0, std::size("2022-03-09") - 1)));
      return;
    }
    day = static_cast<Day>(date->integer);
  };
  set(context.first, it.has_from, it.from);
  set(context.last, it.has_until, it.until);
  if (auto* next = context.STRING_LITERAL())
    it.text = build_words(*next->getSymbol(), false, "`then`",
                          "write what is in force after that day, or leave `then` out");
  return it;
}

/// `dates round down`, `dates round up`. The words are no keywords.
ast::Statement TreeBuilder::build_rounding(P::RoundingContext& context) {
  ast::Statement it{.form = StatementForm::Rounding};
  std::string words;
  for (const antlr4::Token* word : context.words) words += " " + std::string(tokens_.text(*word));
  if (words == " round down") it.rounding = ast::Rounding::Down;
  if (words == " round up") it.rounding = ast::Rounding::Up;
  if (it.rounding == ast::Rounding::Unsaid) {
    report(DiagnosticKind::UnexpectedToken, span(context), "expected `dates round down` or `dates round up`")
        .with_help("`down`: 31 January and a month is the last day of February; `up`: it is 1 March");
  }
  return it;
}

ast::Statement TreeBuilder::build_about(P::AboutContext& context) {
  std::vector<ast::Subject> subjects;
  for (auto* subject : context.subject()) {
    ast::Expr* list = build_path(*subject->path());
    if (subject->ELSE_VALUE() != nullptr) {
      Span empty =
          tokens_.span(*subject->LEFT_BRACKET()->getSymbol(), *subject->RIGHT_BRACKET()->getSymbol());
      list = make_binary(ast::Operator::Else, list, finish(make(ast::ExprForm::EmptyList, empty)));
    }
    subjects.push_back({name(*subject->name()), list});
  }
  std::vector<ast::LetDecl> lets;
  for (auto* let : context.sectionLet()) {
    if (let->exception != nullptr) continue;
    lets.push_back({name(*let->name()), build_selection(*let->selection(), true), span(*let)});
  }
  return {.form = StatementForm::About,
          .name = name(*context.NAME()->getSymbol()),
          .variable = name(*context.memberName()),
          .subjects = keep(subjects),
          .lets = keep(lets)};
}

ast::Expr* TreeBuilder::build_path(P::PathContext& context) {
  ast::Expr* path = make(ast::ExprForm::NameUse, tokens_.span(*context.name()->getStart()));
  path->name = name(*context.name());
  path = finish(path);
  for (auto* part : context.anyWord()) {
    ast::Expr* field = make(ast::ExprForm::Field, cover(path->span, tokens_.span(*part->getStart())));
    field->left = path;
    field->name = name(*part);
    path = finish(field);
  }
  return path;
}

// ---- declarations ------------------------------------------------------------------------------

/// `red "Red" defualt`: a misspelt `default` behind a member would be the next one.
void TreeBuilder::refuse_default(const antlr4::Token& member) {
  constexpr TokenType kDefault[] = {P::DEFAULT};
  std::string_view text = tokens_.text(member);
  bool is_quoted = member.getStopIndex() + 1 - member.getStartIndex() > text.size();
  bool is_slip = !is_quoted && lower_case(text) != "default" && nearest_keyword(text, kDefault) != 0;
  if (!is_slip) return;
  report(DiagnosticKind::UnknownItem, tokens_.span(member),
         fmt::format("`{}` would be a member of this enum", text))
      .with_help("an enum has no default; a field has: `colour : Colour default red`");
}

ast::EnumDecl* TreeBuilder::build_enum(P::EnumerationContext& context) {
  const antlr4::Token& keyword = *context.getStart();
  // If the name is missing, the first member was read as the name.
  if (context.NAME()->getSymbol()->getLine() != keyword.getLine()) {
    report(DiagnosticKind::UnexpectedToken, tokens_.span(keyword), "the name of this `enum` is missing")
        .with_help("write it on the line of `enum`, and the members below");
  }
  std::vector<ast::EnumMember> members;
  std::size_t line = 0;  // of the member before
  for (auto* member : context.member()) {
    const antlr4::Token& word = *member->getStart();
    if (!members.empty() && word.getLine() == line) refuse_default(word);
    line = member->getStop()->getLine();
    ast::EnumMember& it = members.emplace_back(name(*member->memberName()));
    if (auto* label = member->STRING_LITERAL())
      it.label = build_words(*label->getSymbol(), false, fmt::format("the label of `{}`", it.name.text),
                             "write how people read it, or leave the label out")
                     ->plain;
  }
  return parse_context_.arena.make<ast::EnumDecl>(name(*context.NAME()->getSymbol()), keep(members),
                                                  span(context));
}

std::span<ast::FieldDecl> TreeBuilder::build_fields(const std::vector<P::FieldContext*>& contexts) {
  std::vector<ast::FieldDecl> fields;
  for (auto* field : contexts) {
    if (field->exception != nullptr) continue;
    auto* value = field->literal();
    auto* fixed = field->FIXED();
    fields.push_back({name(*field->anyWord()), build_type(*field->type()),
                      value == nullptr ? nullptr : build_literal(*value),
                      fixed == nullptr ? Span{} : tokens_.span(*fixed->getSymbol()), span(*field)});
  }
  return keep(fields);
}

ast::RecordDecl* TreeBuilder::build_record(P::RecordContext& context) {
  auto* with = context.names();
  return parse_context_.arena.make<ast::RecordDecl>(name(*context.NAME()->getSymbol()),
                                                    with == nullptr ? std::span<ast::Name>() : names(*with),
                                                    build_fields(context.field()), span(context));
}

ast::TableDecl* TreeBuilder::build_table(P::TableContext& context) {
  auto* table = parse_context_.arena.make<ast::TableDecl>();
  antlr4::Token& path = *context.STRING_LITERAL()->getSymbol();
  table->name = name(*context.NAME()->getSymbol());
  table->path = build_words(path, false, "`from`", "write the name of the table's file")->plain;
  table->path_span = tokens_.span(path);
  table->key = names(*context.key()->names());
  if (auto* alternative = context.key()->name()) table->alternative = name(*alternative);
  if (auto* complete = context.COMPLETE()) table->complete = tokens_.span(*complete->getSymbol());
  table->columns = build_fields(context.field());
  table->span = span(context);
  return table;
}

/// A misspelt `default`, or `quote` before the choices, would be one of them: the part that was meant; 0
/// where it is a choice. In back-quotes a name is what it is.
TokenType TreeBuilder::misspelt_part(const antlr4::Token& word, bool may_be_quote) {
  std::string_view text = tokens_.text(word);
  // Words that other languages and authors have for it.
  constexpr std::string_view kUsual[] = {"quotes", "quotation", "quoted", "cite", "cites", "citation"};
  constexpr TokenType kQuote[] = {P::QUOTE}, kDefault[] = {P::DEFAULT};
  if (word.getStopIndex() + 1 - word.getStartIndex() > text.size()) return 0;
  bool is_quote = std::ranges::find(kUsual, text) != std::end(kUsual) || nearest_keyword(text, kQuote) != 0;
  TokenType meant =
      may_be_quote && is_quote ? static_cast<TokenType>(P::QUOTE) : nearest_keyword(text, kDefault);
  if (meant == 0) return 0;
  auto& mistake = report(DiagnosticKind::UnknownItem, tokens_.span(word),
                         fmt::format("`{}` would be a choice of this reading", tokens_.shown(word)));
  mistake.with_help(fmt::format("did you mean `{}`?", spelling(meant)));
  if (meant == P::DEFAULT)
    mistake.note(fmt::format(
        "`default` stands behind the words of a choice; a choice of this name is written `` `{}` ``", text));
  return meant;
}

ast::ReadingDecl* TreeBuilder::build_reading(P::ReadingContext& context) {
  auto* reading = parse_context_.arena.make<ast::ReadingDecl>();
  reading->name = name(*context.memberName());
  if (auto* quote = context.STRING_LITERAL()) reading->quote = build_quote(*quote->getSymbol(), "`quote`");
  std::vector<ast::ChoiceDecl> choices;
  for (auto* choice : context.choice()) {
    if (choice->exception != nullptr) continue;
    bool may_be_quote = reading->quote == nullptr && choices.empty() && choice->DEFAULT() == nullptr;
    TokenType part = misspelt_part(*choice->memberName()->getStart(), may_be_quote);
    if (part == P::QUOTE) reading->quote = build_quote(*choice->STRING_LITERAL()->getSymbol(), "`quote`");
    if (part == P::QUOTE) continue;
    ast::ChoiceDecl& it = choices.emplace_back(name(*choice->memberName()));
    it.words = build_words(*choice->STRING_LITERAL()->getSymbol(), false,
                           fmt::format("the text of `{}`", it.name.text), "say in words what it means")
                   ->plain;
    it.is_default = choice->DEFAULT() != nullptr;
  }
  reading->choices = keep(choices);
  reading->span = span(context);
  return reading;
}

std::span<ast::Param> TreeBuilder::build_parameters(P::ParametersContext* context) {
  if (context == nullptr) return {};
  std::vector<ast::Param> params;
  for (auto* parameter : context->parameter()) {
    params.push_back({name(*parameter->anyWord()), build_type(*parameter->type())});
  }
  return keep(params);
}

ast::DefineDecl* TreeBuilder::build_definition(P::DefinitionContext& context) {
  auto* define = parse_context_.arena.make<ast::DefineDecl>();
  define->name = name(*context.name());
  define->params = build_parameters(context.parameters());
  define->is_constant = context.LEFT_PAREN() == nullptr;
  if (auto* result = context.result()) define->result = build_type(*result->type());
  if (auto* phrases = context.phrases()) {
    auto phrase = [&](antlr4::Token& string, std::string_view help) {
      return build_words(string, true, "`as`", help);
    };
    define->holds = phrase(*phrases->holds, "say in words what holds, or leave `as` out");
    if (phrases->fails != nullptr)
      define->does_not_hold = phrase(*phrases->fails, "say in words what does not hold");
  }
  define->body = build_selection(*context.selection(), true);
  define->span = span(context);
  return define;
}

ast::JudgementDecl* TreeBuilder::build_judgement(P::JudgementContext& context) {
  auto* judgement = parse_context_.arena.make<ast::JudgementDecl>();
  judgement->name = name(*context.name());
  judgement->params = build_parameters(context.parameters());
  judgement->asks = build_words(*context.asks, true, "`asks`", "write the question that a person answers");
  if (context.evidence != nullptr)
    judgement->from =
        build_words(*context.evidence, true, "`from`", "say what to look at, or leave `from` out");
  if (context.answerer != nullptr) judgement->by = build_text(*context.answerer, false);
  judgement->span = span(context);
  return judgement;
}

ast::ActsDecl* TreeBuilder::build_acts(P::ActsContext& context) {
  auto* acts = parse_context_.arena.make<ast::ActsDecl>();
  acts->acts = names(*context.names());
  if (context.right != nullptr) acts->otherwise = name(*context.right);
  acts->span = span(context);
  return acts;
}

// ---- types and defaults ------------------------------------------------------------------------

ast::Type* TreeBuilder::build_type(P::TypeContext& context) {
  ast::Type* type = build_whole_type(*context.wholeType());
  type->or_none = context.NONE() != nullptr;
  type->span = span(context);
  return type;
}

ast::Type* TreeBuilder::build_whole_type(P::WholeTypeContext& context) {
  auto* type = parse_context_.arena.make<ast::Type>();
  type->span = span(context);
  if (auto* scalar = dynamic_cast<P::ScalarTypeContext*>(&context)) {
    std::size_t word = scalar->scalar->getType();
    type->form = word == P::TRUTH      ? ast::TypeForm::Truth
                 : word == P::INT      ? ast::TypeForm::Int
                 : word == P::NUMBER   ? ast::TypeForm::Number
                 : word == P::DATE     ? ast::TypeForm::Date
                 : word == P::DURATION ? ast::TypeForm::Duration
                 : word == P::MONTHS   ? ast::TypeForm::Months
                 : word == P::DATETIME ? ast::TypeForm::Moment
                 : word == P::HOURS    ? ast::TypeForm::Hours
                                       : ast::TypeForm::Text;
  } else if (auto* named = dynamic_cast<P::NamedTypeContext*>(&context)) {
    type->form = ast::TypeForm::Named;
    type->name = name(*named->NAME()->getSymbol());
  } else if (auto* list = dynamic_cast<P::ListTypeContext*>(&context)) {
    type->form = ast::TypeForm::List;
    type->element = build_whole_type(*list->wholeType());
  } else if (auto* set = dynamic_cast<P::SetTypeContext*>(&context)) {
    type->form = ast::TypeForm::Set;
    type->name = name(*set->NAME()->getSymbol());
  }
  return type;
}

ast::Expr* TreeBuilder::build_literal(P::LiteralContext& context) {
  Span place = span(context);
  if (auto* integer = dynamic_cast<P::IntegerDefaultContext*>(&context)) {
    return build_integer(*integer->INTEGER_LITERAL()->getSymbol(),
                         integer->MINUS() == nullptr ? nullptr : integer->MINUS()->getSymbol(),
                         integer->unit() == nullptr ? nullptr : integer->unit()->getStart());
  }
  if (auto* number = dynamic_cast<P::NumberDefaultContext*>(&context))
    return build_share(*number->share(), number->MINUS() == nullptr ? nullptr : number->MINUS()->getSymbol());
  if (auto* date = dynamic_cast<P::DateDefaultContext*>(&context)) {
    return build_date(*date->DATE_LITERAL()->getSymbol());
  }
  ast::Expr* literal = make_error(place);
  if (auto* string = dynamic_cast<P::StringDefaultContext*>(&context)) {
    literal->form = ast::ExprForm::String;
    literal->text = build_plain(*string->STRING_LITERAL()->getSymbol());
  } else if (dynamic_cast<P::YesDefaultContext*>(&context) != nullptr) {
    literal->form = ast::ExprForm::Truth;
    literal->integer = 1;
  } else if (dynamic_cast<P::NoDefaultContext*>(&context) != nullptr) {
    literal->form = ast::ExprForm::Truth;
  } else if (auto* member = dynamic_cast<P::MemberDefaultContext*>(&context)) {
    literal->form = ast::ExprForm::NameUse;
    literal->name = name(*member->NAME()->getSymbol());
    literal->span = literal->name.span;
    if (auto* inner = member->anyWord()) {
      ast::Expr* field = make(ast::ExprForm::Field, place);
      field->left = finish(literal);
      field->name = name(*inner);
      literal = field;
    }
  } else if (auto* set = dynamic_cast<P::SetDefaultContext*>(&context)) {
    std::vector<ast::Expr*> items;
    for (auto* item : set->literal()) items.push_back(build_literal(*item));
    literal->form = ast::ExprForm::Set;
    literal->items = keep(items);
  } else if (dynamic_cast<P::ListDefaultContext*>(&context) != nullptr) {
    literal->form = ast::ExprForm::EmptyList;
  }
  return finish(literal);
}

}  // namespace precept::parsing
