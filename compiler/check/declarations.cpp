// Declares names, and checks the types: enums, records and the columns of tables.
#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "base/limits.h"
#include "base/suggest.h"
#include "base/text.h"
#include "compiler/check/context.h"
#include "compiler/check/expressions.h"

namespace precept::checking {

using model::Type;
using model::TypeKind;

namespace {

/// In some columns a member's code shares a byte with the marks for none and unknown.
constexpr std::size_t kMaxEnumMembers = limits::kEnumMembers;
constexpr std::size_t kMaxFields = limits::kFields;
/// A look-up is one instruction with its key as operands.
constexpr std::size_t kMaxKeyColumns = limits::kKeyColumns;

constexpr std::array<std::string_view, 10> kBuiltInTypes = {"truth",  "int",   "date", "datetime", "duration",
                                                            "months", "hours", "text", "list",     "set"};

void report_redeclared(Context& context, std::string_view what, const ast::Name& again, Span first) {
  context
      .report(DiagnosticKind::Redeclared, again.span,
              fmt::format("{} `{}` is declared twice", what, again.text))
      .label(first, "first declared here")
      .with_help("leave one of the two out, or give it a name of its own");
}

void declare_members(Context& context, const ast::EnumDecl& declared, model::Enum& result) {
  std::size_t before = context.diagnostics.error_count();
  // Members of an enum that is too large are not compared pairwise.
  const bool is_too_large = declared.members.size() > kMaxEnumMembers;
  if (is_too_large) {
    context
        .report(DiagnosticKind::EnumTooLarge, declared.name.span,
                fmt::format("`{}` has {} members; an enum has at most {}", result.name,
                            declared.members.size(), kMaxEnumMembers))
        .with_help("a table with a key of one column has no such limit");
  }
  for (const ast::EnumMember& member :
       declared.members.first(std::min(declared.members.size(), kMaxEnumMembers))) {
    if (member.name.text.empty()) continue;
    if (auto first = find_member(result, member.name.text)) {
      report_redeclared(context, "the member", member.name, declared.members[*first].name.span);
      continue;
    }
    std::string_view label = member.label.empty() ? member.name.text : member.label;
    result.members.push_back({std::string(member.name.text), std::string(label), member.name.span});
  }
  if (result.members.size() == declared.members.size()) check_members_alike(context, result);
  if (context.diagnostics.error_count() != before)
    context.mistaken_enums.insert(static_cast<std::uint32_t>(context.model.enums.size() - 1));
}

/// The name that a statement declares, if it declares one.
struct Declared {
  DeclarationForm form{};
  ast::Name name;
};
template <class Node>
std::optional<Declared> declared_as(DeclarationForm form, const Node* node) {
  return node ? std::optional(Declared{form, node->name}) : std::nullopt;
}

std::optional<Declared> declared_by(const ast::Statement& statement) {
  switch (statement.form) {
    case ast::StatementForm::Enum:
      return declared_as(DeclarationForm::Enum, statement.enum_decl);
    case ast::StatementForm::Record:
      return declared_as(DeclarationForm::Record, statement.record);
    case ast::StatementForm::Table:
      return declared_as(DeclarationForm::Table, statement.table);
    case ast::StatementForm::Reading:
      return declared_as(DeclarationForm::Reading, statement.reading);
    case ast::StatementForm::Define:
      return declared_as(DeclarationForm::Define, statement.define);
    case ast::StatementForm::Judgement:
      return declared_as(DeclarationForm::Judgement, statement.judgement);
    case ast::StatementForm::Title:
    case ast::StatementForm::Source:
    case ast::StatementForm::InForce:
    case ast::StatementForm::Rounding:
    case ast::StatementForm::Use:
    case ast::StatementForm::About:
    case ast::StatementForm::Acts:
    case ast::StatementForm::Exercised:
    case ast::StatementForm::Clause:
      return std::nullopt;
  }
  return std::nullopt;
}

std::size_t count_of(const model::Model& model, DeclarationForm form) {
  switch (form) {
    case DeclarationForm::Enum:
      return model.enums.size();
    case DeclarationForm::Record:
      return model.records.size();
    case DeclarationForm::Table:
      return model.tables.size();
    case DeclarationForm::Reading:
      return model.readings.size();
    case DeclarationForm::Define:
      return model.defines.size();
    case DeclarationForm::Judgement:
      return model.judgements.size();
  }
  return 0;
}

void enter(Context& context, const Declaration& declaration) {
  std::string name(declaration.name.text);
  Span span = declaration.name.span;
  switch (declaration.form) {
    case DeclarationForm::Enum:
      declare_members(context, *declaration.statement->enum_decl,
                      context.model.enums.emplace_back(model::Enum{.name = name, .span = span}));
      break;
    case DeclarationForm::Record:
      context.model.records.push_back({.name = name, .span = span});
      break;
    case DeclarationForm::Table:
      context.model.tables.push_back(
          {.name = name, .path = std::string(declaration.statement->table->path), .span = span});
      break;
    case DeclarationForm::Reading:
      declare_reading(context, *declaration.statement->reading);
      break;
    case DeclarationForm::Define:
      context.model.defines.push_back({.name = name, .span = span});
      break;
    case DeclarationForm::Judgement:
      context.model.judgements.push_back({.name = name, .span = span});
      break;
  }
}

/// Two declarations have one name. One of them was meant to have another name, which is not known.
void note_missing_name(Context& context, DeclarationForm form) {
  bool is_type =
      form == DeclarationForm::Enum || form == DeclarationForm::Record || form == DeclarationForm::Table;
  context.lacks_a_type = context.lacks_a_type || is_type;
  bool is_function = form == DeclarationForm::Define || form == DeclarationForm::Judgement;
  context.lacks_a_function = context.lacks_a_function || is_function;
}

void declare_statement(Context& context, FileIndex file, const ast::Statement& statement) {
  auto declared = declared_by(statement);
  if (!declared || declared->name.text.empty()) return;
  if (std::ranges::find(kBuiltInTypes, declared->name.text) != kBuiltInTypes.end()) {
    context.report(DiagnosticKind::Redeclared, declared->name.span,
                   fmt::format("`{}` is a built-in type", declared->name.text));
    return;
  }
  Declaration declaration{.form = declared->form,
                          .id = static_cast<std::uint32_t>(count_of(context.model, declared->form)),
                          .name = declared->name,
                          .file = file,
                          .statement = &statement};
  if (const Declaration* first = context.names.declare(declaration)) {
    context
        .report(DiagnosticKind::Redeclared, declared->name.span,
                fmt::format("`{}` is declared twice", declared->name.text))
        .label(first->name.span, fmt::format("first declared here, as {}", noun(first->form)))
        .with_help("leave one of the two out, or give it a name of its own");
    note_missing_name(context, declared->form);
    note_missing_name(context, first->form);
    if (first->form == DeclarationForm::Record) context.mistaken_records.insert(first->id);
    if (first->form == DeclarationForm::Table) context.mistaken_tables.insert(first->id);
    if (first->form == DeclarationForm::Enum) context.mistaken_enums.insert(first->id);
    return;
  }
  enter(context, declaration);
}

/// `name` and `Name` of one record: whoever means the one and writes the other is not told.
void check_fields_alike(Context& context, std::span<const model::Field> fields, std::string_view what) {
  std::map<std::string, const model::Field*> folded;
  for (const model::Field& field : fields) {
    auto [first, is_new] = folded.emplace(case_folded(field.name), &field);
    if (is_new) continue;
    context
        .report(DiagnosticKind::Redeclared, field.span,
                fmt::format("{} `{}` and `{}` differ by letter case alone", what, first->second->name,
                            field.name))
        .label(first->second->span, "the first");
    return;
  }
}

std::vector<model::Field> resolve_fields(Context& context, FileIndex file,
                                         std::span<const ast::FieldDecl> fields, std::string_view what) {
  std::vector<model::Field> result;
  for (const ast::FieldDecl& field : fields) {
    if (field.name.text.empty()) continue;
    if (auto first = find_field(result, field.name.text)) {
      report_redeclared(context, what, field.name, result[*first].span);
      continue;
    }
    result.push_back({.name = std::string(field.name.text),
                      .type = resolve_type(context, file, field.type),
                      .is_fixed = field.fixed.has_place(),
                      .span = field.name.span});
    context.note_type(field.name.span, result.back().type);
  }
  check_fields_alike(context, result, what.ends_with("column") ? "the columns" : "the fields");
  return result;
}

void check_record(Context& context, const Declaration& declaration) {
  model::Record& record = context.model.records[declaration.id];
  const auto declared = declaration.statement->record->fields;
  // A record that is too large is cut here: names are compared pairwise.
  record.fields = resolve_fields(context, declaration.file,
                                 declared.first(std::min(declared.size(), kMaxFields)), "the field");
  // A field that is declared twice may have been meant to have another name.
  if (record.fields.size() < declared.size()) context.mistaken_records.insert(declaration.id);
  if (declared.size() <= kMaxFields) return;
  context
      .report(DiagnosticKind::TooManyFields, declaration.name.span,
              fmt::format("`{}` has {} fields; a record has at most {}", record.name, declared.size(),
                          kMaxFields))
      .with_help("put fields that belong together into a record of their own");
}

/// The record that a field holds, itself or as elements of a list.
std::optional<std::uint32_t> record_in(const Type& type) {
  if (type.is(TypeKind::Record)) return type.id;
  if (type.is(TypeKind::List) && type.element->is(TypeKind::Record)) return type.element->id;
  return std::nullopt;
}

/// Finds records that contain themselves, and measures the others. Depth first, with an explicit stack, since
/// chains of records have any length.
class RecordWalker {
 public:
  explicit RecordWalker(Context& context) : context_(context), states_(context.model.records.size()) {
    context_.record_sizes.resize(states_.size());
  }

  void run() {
    for (std::uint32_t id = 0; id < states_.size(); ++id) {
      if (states_[id] == State::New) visit_from(id);
    }
  }

 private:
  enum class State { New, Open, Done };
  struct Step {
    std::uint32_t record;
    std::size_t next_field;
  };

  void visit_from(std::uint32_t start) {
    std::vector<Step> path = {{start, 0}};
    states_[start] = State::Open;
    while (!path.empty()) {
      Step& step = path.back();
      auto& fields = context_.model.records[step.record].fields;
      if (step.next_field == fields.size()) {
        states_[step.record] = State::Done;
        measure(step.record);
        path.pop_back();
        continue;
      }
      model::Field& field = fields[step.next_field++];
      auto inner = record_in(field.type);
      if (!inner) continue;
      if (states_[*inner] == State::Open) report(field, *inner);
      if (states_[*inner] == State::New) {
        states_[*inner] = State::Open;
        path.push_back({*inner, 0});
      }
    }
  }

  /// Measures a record; the records in it have been measured.
  void measure(std::uint32_t id) {
    constexpr std::uint64_t kEnough = 1u << 30;
    RecordSize& size = context_.record_sizes[id];
    for (const model::Field& field : context_.model.records[id].fields) {
      ++size.fields;
      auto inner = record_in(field.type);
      if (!inner) continue;
      size.depth = std::max(size.depth, context_.record_sizes[*inner].depth + 1);
      size.fields = std::min(kEnough, size.fields + context_.record_sizes[*inner].fields);
    }
  }

  void report(const model::Field& field, std::uint32_t inner) {
    const model::Record& record = context_.model.records[inner];
    context_
        .report(
            DiagnosticKind::RecursiveRecord, field.span,
            fmt::format("through the field `{}`, the record `{}` contains itself", field.name, record.name))
        .label(record.span, "declared here")
        .note("a document has a fixed depth, so that the cost of a check is known beforehand");
  }

  Context& context_;
  std::vector<State> states_;
};

bool is_column_type(TypeKind kind) {
  switch (kind) {
    case TypeKind::Error:
    case TypeKind::Truth:
    case TypeKind::Int:
    case TypeKind::Number:
    case TypeKind::Date:
    case TypeKind::Duration:
    case TypeKind::Months:
    case TypeKind::Moment:
    case TypeKind::Hours:
    case TypeKind::Text:
    case TypeKind::Enum:
    case TypeKind::Key:
    case TypeKind::Set:
      return true;
    case TypeKind::Record:
    case TypeKind::Row:
    case TypeKind::List:
      return false;
  }
  return false;
}

void check_column_types(Context& context, const ast::TableDecl& declared, model::Table& table) {
  for (model::Field& column : table.columns) {
    if (is_column_type(column.type.kind)) continue;
    Span place = column.span;
    for (const auto& field : declared.columns) {
      if (field.name.text == column.name && field.type) place = field.type->span;
    }
    context
        .report(DiagnosticKind::TypeMismatch, place,
                fmt::format("a cell of a table holds no {}", describe(context.model, column.type)))
        .with_help("a column is a single value or a set");
    column.type = {};
  }
}

std::optional<std::uint32_t> find_key_column(Context& context, const model::Table& table,
                                             const ast::Name& name) {
  auto column = find_field(table.columns, name.text);
  if (!column && !name.text.empty()) {
    context
        .report(DiagnosticKind::UnknownField, name.span,
                fmt::format("the table `{}` declares no column `{}`", table.name, name.text))
        .with_help(did_you_mean(name.text, names_of(table.columns)));
  }
  if (column) context.note_use(name.span, table.columns[*column].span);
  return column;
}

void check_key_type(Context& context, const ast::Name& name, model::Field& column) {
  TypeKind kind = column.type.kind;
  if (kind == TypeKind::Error) return;
  bool fits = kind == TypeKind::Text || kind == TypeKind::Enum || kind == TypeKind::Key;
  if (fits && !column.type.or_none) return;
  context
      .report(
          DiagnosticKind::TypeMismatch, name.span,
          fmt::format("the key column `{}` is {}; a key is a text, a member of an enum or a key of another "
                      "table, and never none",
                      name.text, describe(context.model, column.type)))
      .label(column.span, "declared here");
  column.type = {};
}

void check_alternative(Context& context, const ast::TableDecl& declared, model::Table& table) {
  const ast::Name& name = declared.alternative;
  auto column = find_key_column(context, table, name);
  if (!column) return;
  if (table.key.size() != 1) {
    context.report(DiagnosticKind::TypeMismatch, name.span,
                   "only a key of one column can have a second spelling");
    return;
  }
  if (*column == table.key[0]) {
    context.report(DiagnosticKind::Redeclared, name.span, fmt::format("`{}` is the key already", name.text));
    return;
  }
  auto is_text = [](const Type& type) { return type.is(TypeKind::Text) || type.is(TypeKind::Error); };
  if (!is_text(table.columns[*column].type) || !is_text(table.columns[table.key[0]].type)) {
    context.report(DiagnosticKind::TypeMismatch, name.span,
                   "a key and its second spelling are both columns of text");
    return;
  }
  table.alternative = column;
}

void check_key_width(Context& context, const ast::TableDecl& declared) {
  if (declared.key.size() <= kMaxKeyColumns) return;
  context.report(DiagnosticKind::TooComplex, declared.key[kMaxKeyColumns].span,
                 fmt::format("the key of `{}` has {} columns; a key has at most {}", declared.name.text,
                             declared.key.size(), kMaxKeyColumns));
}

/// Reports a column with a default: the file says what a cell holds, even an empty one.
void check_no_default(Context& context, const ast::FieldDecl& column) {
  if (!column.default_value) return;
  auto& mistake = context.report(
      DiagnosticKind::MisplacedStatement, column.default_value->span,
      fmt::format("a column has no default: each cell of `{}` is in the file", column.name.text));
  bool may_be_empty = column.type && column.type->or_none;
  mistake.with_help(may_be_empty ? "leave the default out; an empty cell is none"
                                 : "write the value into the cells, and leave the default out");
}

void check_not_fixed(Context& context, const ast::TableDecl& declared) {
  for (const ast::FieldDecl& column : declared.columns) {
    check_no_default(context, column);
    if (!column.fixed.has_place()) continue;
    context
        .report(DiagnosticKind::MisplacedStatement, column.fixed,
                "a column of a table is not marked: nobody changes a table to mend a document")
        .with_help("mark the field of the record that holds the key");
  }
}

void check_table(Context& context, const Declaration& declaration) {
  check_not_fixed(context, *declaration.statement->table);
  const ast::TableDecl& declared = *declaration.statement->table;
  model::Table& table = context.model.tables[declaration.id];
  table.columns = resolve_fields(context, declaration.file, declared.columns, "the column");
  check_column_types(context, declared, table);
  for (const ast::Name& name : declared.key) {
    auto column = find_key_column(context, table, name);
    if (!column) continue;
    if (std::ranges::find(table.key, *column) != table.key.end()) {
      context.report(DiagnosticKind::Redeclared, name.span,
                     fmt::format("`{}` is part of the key already", name.text));
      continue;
    }
    check_key_type(context, name, table.columns[*column]);
    table.key.push_back(*column);
  }
  check_key_width(context, declared);
  table.is_complete = declared.complete.has_place();
  if (!declared.alternative.text.empty()) check_alternative(context, declared, table);
}

void check_default(Context& context, FileIndex file, const ast::FieldDecl& declared, model::Field& field) {
  if (field.type.is(TypeKind::Error)) return;
  if (field.type.or_none) {
    context
        .report(DiagnosticKind::TypeMismatch, declared.default_value->span,
                fmt::format("`{}` may be none, and is none where it is absent", field.name))
        .with_help("leave out the default, or the `or none`");
    field.type = {};  // it is not known whether the author wants it to be none
    return;
  }
  ExpressionChecker checker(context, file);
  field.default_value = checker.default_value(declared.default_value, field.type);
}

}  // namespace

void declare_names(Context& context) {
  // A module comes before its users, so that of two declarations the user's is the second. It sees fewer
  // files than its users, which gives the order.
  std::vector<FileIndex> order(context.files.files.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(
      order, {}, [&](FileIndex file) { return std::ranges::count(context.files.files[file].sees, true); });
  for (FileIndex file : order) {
    for (const ast::Statement& statement : context.files.files[file].tree->statements) {
      declare_statement(context, file, statement);
    }
  }
}

void check_types(Context& context) {
  for (const Declaration* declaration : context.names.all()) {
    if (declaration->form == DeclarationForm::Record) check_record(context, *declaration);
    if (declaration->form != DeclarationForm::Table) continue;
    std::size_t before = context.diagnostics.error_count();
    check_table(context, *declaration);
    // The table's file is read only if its declaration has no mistakes.
    if (context.diagnostics.error_count() != before) context.mistaken_tables.insert(declaration->id);
  }
  add_fields_of_others(context);
  RecordWalker(context).run();
}

void check_defaults(Context& context) {
  for (const Declaration* declaration : context.names.all()) {
    if (declaration->form != DeclarationForm::Record) continue;
    for (const ast::FieldDecl& declared : declaration->statement->record->fields) {
      if (!declared.default_value) continue;
      auto& fields = context.model.records[declaration->id].fields;
      auto field = find_field(fields, declared.name.text);
      if (field) check_default(context, declaration->file, declared, fields[*field]);
    }
  }
}

}  // namespace precept::checking
