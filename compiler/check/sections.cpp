// Sections: an `about` with its subjects and acts, and the clauses that follow it.
#include <algorithm>
#include <set>
#include <utility>

#include "base/limits.h"
#include "base/suggest.h"
#include "compiler/check/clauses.h"
#include "compiler/check/context.h"

namespace precept::checking {

using model::Type;
using model::TypeKind;
using model::VariableKind;

namespace {

/// Acts are bits of a 64-bit mask.
constexpr std::size_t kMaxActs = limits::kActs;
/// Levels and objects of a document are walked by recursion, and each field may become a column.
constexpr std::uint32_t kMaxDepth = limits::kRecordDepth;
constexpr std::uint64_t kMaxFields = limits::kFieldsInAll;

/// The statements of one section.
struct SectionParts {
  FileIndex file = 0;
  const ast::Statement* about = nullptr;
  const ast::Statement* acts = nullptr;
  const ast::Statement* exercised = nullptr;
  bool lacks_acts = false;  ///< reported
  std::vector<const ast::ClauseDecl*> clauses;
};

class SectionChecker {
 public:
  explicit SectionChecker(Context& context) : context_(context) {}

  void run() {
    for (file_ = 0; file_ < context_.files.whole; ++file_) {
      sections_before_ = sections_.size();
      for (const ast::Statement& statement : context_.files.files[file_].tree->statements) collect(statement);
    }
    for (const SectionParts& parts : sections_) check(parts);
  }

 private:
  // ---- statements to sections -------------------------------------------------------------------

  void collect(const ast::Statement& statement) {
    switch (statement.form) {
      case ast::StatementForm::About:
        sections_.push_back({.file = file_, .about = &statement});
        break;
      case ast::StatementForm::Acts:
        if (statement.acts && has_section(statement, "acts"))
          set_once(sections_.back().acts, statement, "acts");
        break;
      case ast::StatementForm::Exercised:
        if (has_section(statement, "exercised")) collect_exercised(statement);
        break;
      case ast::StatementForm::Clause:
        if (has_section(statement, "clause")) sections_.back().clauses.push_back(statement.clause);
        break;
      case ast::StatementForm::Title:
      case ast::StatementForm::Source:
      case ast::StatementForm::InForce:
      case ast::StatementForm::Rounding:
      case ast::StatementForm::Use:
      case ast::StatementForm::Enum:
      case ast::StatementForm::Record:
      case ast::StatementForm::Table:
      case ast::StatementForm::Reading:
      case ast::StatementForm::Define:
      case ast::StatementForm::Judgement:
        break;
    }
  }

  bool has_section(const ast::Statement& statement, std::string_view name) {
    if (sections_.size() > sections_before_) return true;
    // A missing or misplaced `about` is reported once, not for each clause.
    if (std::exchange(was_reported_, true)) return false;
    Span place = statement.clause ? statement.clause->label.span : statement.span;
    context_
        .report(DiagnosticKind::MisplacedStatement, place,
                fmt::format("no `about` stands before this `{}`", name))
        .with_help("say first what the clauses are about: `about Proposal p`");
    return false;
  }

  void set_once(const ast::Statement*& slot, const ast::Statement& statement, std::string_view name) {
    if (slot) {
      context_
          .report(DiagnosticKind::Redeclared, statement.span,
                  fmt::format("`{}` is given twice for one `about`", name))
          .label(slot->span, "first given here");
      return;
    }
    slot = &statement;
  }

  void collect_exercised(const ast::Statement& statement) {
    if (!sections_.back().acts) {
      sections_.back().lacks_acts = true;
      context_.report(DiagnosticKind::NoActs, statement.span, "no `acts` stand before this `exercised`")
          .with_help("name them before it: `acts attend, decide`")
          .label(sections_.back().about->span, "in this section");
      return;
    }
    set_once(sections_.back().exercised, statement, "exercised");
  }

  // ---- one section ------------------------------------------------------------------------------

  void check(const SectionParts& parts) {
    model::Section& section = context_.model.sections.emplace_back();
    section.span = parts.about->span;
    context_.acts_are_mistaken = parts.lacks_acts;
    context_.unknown_acts.clear();
    context_.act_places.clear();
    ExpressionChecker checker(context_, parts.file);
    ast::Statement about = *parts.about;
    if (is_turned(about)) std::swap(about.name, about.variable);
    Type document = resolve_document(about, section);
    section.document = checker.bind(VariableKind::Document, about.variable, document);
    for (const ast::Subject& subject : parts.about->subjects) check_subject(checker, subject, section);
    const std::size_t errors = context_.diagnostics.error_count();
    const std::vector<model::Variable*> lets = check_lets(checker, parts.about->lets);
    if (parts.acts) check_acts(*parts.acts->acts, section);
    if (parts.exercised) check_exercised(checker, parts, section);
    check_clauses(context_, checker, parts.clauses, section);
    // A misspelt use of a let was reported at its place.
    if (context_.diagnostics.error_count() == errors) check_lets_used(checker, lets);
  }

  /// The lets of all clauses: `let` below `about`.
  std::vector<model::Variable*> check_lets(ExpressionChecker& checker, std::span<const ast::LetDecl> lets) {
    std::vector<model::Variable*> result;
    std::vector<ast::Name> names;
    for (const ast::LetDecl& let : lets) names.push_back(let.name);
    checker.begin_clause(std::move(names));
    for (const ast::LetDecl& let : lets) {
      if (result.size() == limits::kLets) {
        context_.report(DiagnosticKind::TooComplex, let.span,
                        fmt::format("an `about` has at most {} `let`s", limits::kLets));
        break;
      }
      model::Expr* value = checker.let_value(let.expr);
      if (let.name.text.empty()) continue;
      result.push_back(checker.bind(VariableKind::Let, let.name, value->type, value));
    }
    return result;
  }

  void check_lets_used(const ExpressionChecker& checker, const std::vector<model::Variable*>& lets) {
    for (const model::Variable* let : lets) {
      if (checker.is_used(let) || let->name.empty()) continue;
      context_.report(DiagnosticKind::UnusedLet, let->span, fmt::format("nothing uses `{}`", let->name))
          .with_help("use it in a clause of this section, or leave it out");
    }
  }

  /// `about b Booking`.
  bool is_turned(const ast::Statement& about) {
    const Declaration* record = context_.names.find(about.variable.text, 0);
    bool is_turned = !context_.names.find_anywhere(about.name.text) && record != nullptr &&
                     record->form == DeclarationForm::Record;
    if (is_turned) {
      context_
          .report(DiagnosticKind::UnknownType, about.name.span,
                  fmt::format("there is no record `{}`", about.name.text))
          .with_help(
              fmt::format("the record stands first: `about {} {}`", about.variable.text, about.name.text));
    }
    return is_turned;
  }

  Type resolve_document(const ast::Statement& about, model::Section& section) {
    const ast::Name& name = about.name;
    if (name.text.empty()) return {};
    const Declaration* declaration = context_.names.find(name.text, 0);
    if (!declaration) {
      if (report_missing_use(context_, 0, name, DiagnosticKind::UnknownType)) return {};
      if (!context_.unknown_types.emplace(name.text).second || context_.lacks_a_type) return {};
      context_
          .report(DiagnosticKind::UnknownType, name.span, fmt::format("there is no record `{}`", name.text))
          .with_help(did_you_mean_or_list(name.text, context_.names.names_of({DeclarationForm::Record}, 0),
                                          "the records"));
      return {};
    }
    context_.note_use(name.span, declaration->name.span);
    if (declaration->form != DeclarationForm::Record) {
      context_
          .report(DiagnosticKind::TypeMismatch, name.span,
                  fmt::format("`{}` is {}; clauses are about a record", name.text, noun(declaration->form)))
          .label(declaration->name.span, "declared here");
      return {};
    }
    section.record = declaration->id;
    if (documents_.insert(declaration->id).second) check_document(name, declaration->id);
    return {.kind = TypeKind::Record, .id = declaration->id};
  }

  /// Checks the record of a document: it has no built-in fields, is not too large, and has a `date` where the
  /// policy has an interval of force.
  void check_document(const ast::Name& name, std::uint32_t id) {
    const model::Record& record = context_.model.records[id];
    for (std::string_view built_in : {"attestations", "kind"}) {
      auto field = find_field(record.fields, built_in);
      if (!field) continue;
      context_
          .report(DiagnosticKind::Redeclared, record.fields[*field].span,
                  fmt::format("every document has `{}` already", built_in))
          .label(name.span, fmt::format("{} is a document, because of this `about`", record.name))
          .with_help(built_in == "kind" ? "`kind` names the record; give the field another name"
                                        : "`attestations` answer judgements; give the field another name");
    }
    check_record_size(name, id);
    if (!context_.model.from && !context_.model.until) return;
    auto date = find_field(record.fields, "date");
    if (date) {
      const Type& type = record.fields[*date].type;
      if (type.is(TypeKind::Error) || (type.is(TypeKind::Date) && !type.or_none)) return;
    }
    auto& mistake = context_.report(
        DiagnosticKind::NoDate, name.span,
        fmt::format("the policy has an interval of force, and `{}` has no field `date : date`", record.name));
    mistake.label(date ? record.fields[*date].span : record.span, "declared here");
    mistake.with_help("the date of a document decides which revision it is checked against");
  }

  void check_record_size(const ast::Name& name, std::uint32_t id) {
    const model::Record& record = context_.model.records[id];
    const RecordSize& size = context_.record_sizes[id];
    if (size.depth > kMaxDepth) {
      context_
          .report(DiagnosticKind::TooComplex, name.span,
                  fmt::format("{} records lie inside each other in `{}`; a document has at most {}",
                              size.depth, record.name, kMaxDepth))
          .label(record.span, "declared here");
    }
    if (size.fields > kMaxFields) {
      context_
          .report(
              DiagnosticKind::TooManyFields, name.span,
              fmt::format("with all that it contains, `{}` has more than {} fields", record.name, kMaxFields))
          .label(record.span, "declared here");
    }
  }

  void check_subject(ExpressionChecker& checker, const ast::Subject& subject, model::Section& section) {
    model::Expr* list = checker.check(subject.list);
    const model::Expr* path = list->kind == model::ExprKind::Binary ? list->left : list;
    Type element;
    if (!list->type.is(TypeKind::Error)) {
      bool is_record_list = list->type.is(TypeKind::List) && list->type.element->is(TypeKind::Record);
      if (path->kind == model::ExprKind::Field && is_record_list) {
        element = *list->type.element;
        if (auto* mistake = checker.needs_value(list, "its elements are the subjects"))
          mistake->with_help("say that there are no subjects then: write `else []` after it");
      } else {
        context_
            .report(DiagnosticKind::TypeMismatch, list->span,
                    fmt::format("{}; subjects are the records in a list of the document",
                                describe(context_.model, list->type)))
            .with_help("name the list as a field: `each a in m.attendance`");
      }
    }
    section.subjects.push_back({checker.bind(VariableKind::Subject, subject.variable, element), list});
  }

  void check_acts(const ast::ActsDecl& declared, model::Section& section) {
    for (const ast::Name& act : declared.acts) {
      if (act.text.empty()) continue;
      if (std::ranges::find(section.acts, act.text) != section.acts.end()) {
        context_.report(DiagnosticKind::Redeclared, act.span,
                        fmt::format("the act `{}` is named twice", act.text));
        continue;
      }
      section.acts.emplace_back(act.text);
      context_.act_places.push_back(act.span);
    }
    if (section.acts.size() > kMaxActs) {
      context_.report(DiagnosticKind::TooComplex, declared.acts[kMaxActs].span,
                      fmt::format("{} acts; an `about` has at most {}", section.acts.size(), kMaxActs));
    }
    if (declared.otherwise.text == "forbidden") section.otherwise = model::Otherwise::Forbidden;
    if (declared.otherwise.text == "permitted") section.otherwise = model::Otherwise::Permitted;
  }

  void check_exercised(ExpressionChecker& checker, const SectionParts& parts, model::Section& section) {
    section.exercised = checker.check(parts.exercised->expr);
    const Type& type = section.exercised->type;
    if (type.is(TypeKind::Error)) return;
    if (!type.is(TypeKind::Set)) {
      context_
          .report(
              DiagnosticKind::TypeMismatch, section.exercised->span,
              fmt::format("{}, where the set of exercised acts is needed", describe(context_.model, type)))
          .with_help("declare the field as a set of an enum that has the acts as members");
      return;
    }
    if (auto* mistake = checker.needs_value(section.exercised, "each act was exercised or was not"))
      mistake->with_help("say that nothing was exercised then: write `else {}` after it");
    const model::Enum& of = context_.model.enums[type.id];
    for (std::size_t act = 0; act < section.acts.size(); ++act) {
      auto member = find_member(of, section.acts[act]);
      section.act_members.push_back(member.value_or(0));
      if (member) context_.note_use(context_.act_places[act], of.members[*member].span);
      if (!member) report_act(*parts.acts->acts, section.acts[act], of);
    }
  }

  void report_act(const ast::ActsDecl& declared, std::string_view act, const model::Enum& of) {
    context_.acts_are_mistaken = true;
    context_.act_enum = &of;
    auto name = std::ranges::find(declared.acts, act, &ast::Name::text);
    context_
        .report(DiagnosticKind::UnknownAct, name->span,
                fmt::format("`{}` is no member of {}, the enum of the exercised acts", act, of.name))
        .label(of.span, "declared here")
        .with_help(did_you_mean_or_list(act, names_of(of), fmt::format("the members of `{}`", of.name)));
  }

  Context& context_;
  std::vector<SectionParts> sections_;
  FileIndex file_ = 0;               ///< whose statements are collected
  std::size_t sections_before_ = 0;  ///< of the files before it
  bool was_reported_ = false;        ///< the missing `about` was reported
  std::set<std::uint32_t> documents_;
};

}  // namespace

void check_sections(Context& context) {
  if (context.files.files[0].tree->form == ast::FileForm::Module) return;
  SectionChecker(context).run();
}

}  // namespace precept::checking
