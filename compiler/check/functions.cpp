// Definitions and judgements.
#include <algorithm>
#include <map>

#include "compiler/check/adapted.h"
#include "compiler/check/calls.h"
#include "compiler/check/context.h"
#include "compiler/check/expressions.h"

namespace precept::checking {

using model::Type;
using model::TypeKind;
using model::VariableKind;

namespace {

/// One definition or judgement, and the checker that knows its parameters.
struct Function {
  const Declaration* declaration = nullptr;
  std::unique_ptr<ExpressionChecker> checker;
  std::vector<const ast::Expr*> calls;
  enum class State { New, Open, Done } state = State::New;
};

class FunctionChecker {
 public:
  explicit FunctionChecker(Context& context) : context_(context) {}

  void check_define(ExpressionChecker& checker, const ast::DefineDecl& declared, model::Define& define) {
    bool was_mistaken = false;
    if (declared.result && gives_as_given(define)) {
      const bool may_be_none = define.result.or_none;
      define.body = checker.let_value(declared.body);
      define.result = define.body->type;
      define.result.or_none = define.result.or_none || may_be_none;
    } else if (declared.result) {
      std::size_t before = context_.diagnostics.error_count();
      define.body = checker.body(declared.body, define.result);
      was_mistaken = context_.diagnostics.error_count() != before && define.body->type.is(TypeKind::Error);
      // Either its body or its type is wrong; its users are not to be reported.
      if (was_mistaken) define.result = {};
    } else {
      define.body = checker.let_value(declared.body);
      define.result = define.body->type;
    }
    context_.note_type(declared.name.span, define.result);
    context_.guards[&define] = guard_of(context_.model, context_.guards, *define.body);
    if (refuse_phrase_of_whole(declared, define)) return;
    if (declared.holds) define.holds = phrase(checker, *declared.holds, *define.body, true);
    if (!declared.does_not_hold) return;
    define.does_not_hold = phrase(checker, *declared.does_not_hold, *define.body, false);
    if (was_mistaken || define.result.is(TypeKind::Truth) || define.result.is(TypeKind::Error)) return;
    context_
        .report(DiagnosticKind::TypeMismatch, declared.does_not_hold->span,
                fmt::format("`{}` gives {}, which neither holds nor fails to hold", define.name,
                            describe(context_.model, define.result)))
        .with_help("give one phrase, that says what it is");
  }

  void run() {
    for (const Declaration* declaration : context_.names.all()) {
      bool is_function =
          declaration->form == DeclarationForm::Define || declaration->form == DeclarationForm::Judgement;
      if (!is_function) continue;
      functions_[declaration->name.text] = {
          .declaration = declaration,
          .checker = std::make_unique<ExpressionChecker>(context_, declaration->file),
          .calls = calls_in(*declaration->statement)};
      order_.push_back(declaration->name.text);
    }
    for (std::string_view name : order_) declare(functions_[name]);
    for (std::string_view name : order_) check_with_callees(functions_[name]);
  }

 private:
  // ---- signatures -----------------------------------------------------------------------------

  void declare(Function& function) {
    if (function.declaration->form == DeclarationForm::Define) {
      declare_define(function);
    } else {
      declare_judgement(function);
    }
  }

  std::vector<model::Variable*> bind_parameters(Function& function, std::span<const ast::Param> params) {
    std::vector<model::Variable*> result;
    for (const ast::Param& param : params) {
      Type type = resolve_type(context_, function.declaration->file, param.type);
      result.push_back(function.checker->bind(VariableKind::Parameter, param.name, type));
    }
    return result;
  }

  void declare_define(Function& function) {
    const ast::DefineDecl& declared = *function.declaration->statement->define;
    model::Define& define = context_.model.defines[function.declaration->id];
    define.parameters = bind_parameters(function, declared.params);
    if (!declared.result) return;
    define.result = resolve_type(context_, function.declaration->file, declared.result);
  }

  void declare_judgement(Function& function) {
    const ast::JudgementDecl& declared = *function.declaration->statement->judgement;
    model::Judgement& judgement = context_.model.judgements[function.declaration->id];
    judgement.parameters = bind_parameters(function, declared.params);
    if (declared.params.empty() || declared.params.size() > 2) {
      report_key(declared.name.span, fmt::format("a judgement is about one thing or two, and `{}` has {}",
                                                 declared.name.text, declared.params.size()))
          .with_help("give it the record that is judged, and the document if the question names it");
      context_.mistaken_judgements.insert(function.declaration->id);
      return;
    }
    for (std::size_t i = 0; i < declared.params.size(); ++i) {
      const Type& type = judgement.parameters[i]->type;
      if (type.is(TypeKind::Error)) return;
      if (type.is(TypeKind::Record) && !type.or_none) continue;
      report_key(declared.params[i].type->span,
                 fmt::format("a judgement is about a record, not {}", describe(context_.model, type)));
      judgement.parameters[i]->type = {};
      return;
    }
    choose_key(declared, judgement);
  }

  Diagnostic& report_key(Span place, std::string message) {
    return context_.report(DiagnosticKind::JudgementKey, place, std::move(message));
  }

  /// Sets the key of a judgement: the first parameter that is not the document. Attestations give its name.
  void choose_key(const ast::JudgementDecl& declared, model::Judgement& judgement) {
    for (std::uint32_t i = 0; i < judgement.parameters.size(); ++i) {
      const Type& type = judgement.parameters[i]->type;
      if (is_document(type.id)) continue;
      const model::Record& record = context_.model.records[type.id];
      auto name = find_field(record.fields, "name");
      if (name && record.fields[*name].type.is(TypeKind::Text)) {
        judgement.key_parameter = i;
        judgement.key_field = *name;
        return;
      }
      // A module that is checked alone has no `about`, so any record may be the document of its user.
      if (context_.files.files[0].tree->form == ast::FileForm::Module) return;
      report_key(declared.params[i].name.span,
                 fmt::format("an attestation names whom it is about, and `{}` has no field `name : text`",
                             record.name))
          .label(record.span, "declared here")
          .with_help("declare such a field, or let the judgement be about a record that has one");
      return;
    }
    for (std::size_t i = 0; i < declared.params.size(); ++i) {
      check_is_whole(declared.params[i], judgement.parameters[i]->type.id);
    }
  }

  /// Reports a judgement about the document if the document's record is also part of another record: an
  /// attestation without `about` could then mean either.
  void check_is_whole(const ast::Param& param, std::uint32_t id) {
    for (const model::Record& other : context_.model.records) {
      for (const model::Field& field : other.fields) {
        const Type& type = field.type.is(TypeKind::List) ? *field.type.element : field.type;
        if (!type.is(TypeKind::Record) || type.id != id) continue;
        report_key(param.name.span, fmt::format("`{}` is a document, and also part of `{}`",
                                                context_.model.records[id].name, other.name))
            .label(field.span, "as this field")
            .with_help("let the judgement be about a record of the document that has a `name`");
        return;
      }
    }
  }

  bool is_document(std::uint32_t record) const {
    for (FileIndex file = 0; file < context_.files.whole; ++file) {
      for (const ast::Statement& statement : context_.files.files[file].tree->statements) {
        if (statement.form != ast::StatementForm::About) continue;
        const Declaration* declaration = context_.names.find(statement.name.text, 0);
        if (declaration && declaration->form == DeclarationForm::Record && declaration->id == record)
          return true;
      }
    }
    return false;
  }

  // ---- bodies, callees first -------------------------------------------------------------------

  struct Step {
    Function* function;
    std::size_t next_call;
  };

  void check_with_callees(Function& start) {
    if (start.state != Function::State::New) return;
    std::vector<Step> path = {{&start, 0}};
    start.state = Function::State::Open;
    while (!path.empty()) {
      Step& step = path.back();
      if (step.next_call == step.function->calls.size()) {
        check_body(*step.function);
        step.function->state = Function::State::Done;
        path.pop_back();
        continue;
      }
      const ast::Expr& call = *step.function->calls[step.next_call++];
      auto callee = functions_.find(call.name.text);
      if (callee == functions_.end() || !is_use(*callee->second.declaration, call)) continue;
      if (callee->second.state == Function::State::Open) report_recursion(path, call);
      if (callee->second.state == Function::State::New) {
        callee->second.state = Function::State::Open;
        path.push_back({&callee->second, 0});
      }
    }
  }

  /// Whether the expression uses what is declared so: a constant by its name, others by a call.
  static bool is_use(const Declaration& declaration, const ast::Expr& expr) {
    const ast::DefineDecl* define = declaration.statement->define;
    const bool is_constant = define != nullptr && define->is_constant;
    return is_constant == (expr.form == ast::ExprForm::NameUse);
  }

  void report_recursion(const std::vector<Step>& path, const ast::Expr& call) {
    auto& mistake = context_.report(DiagnosticKind::RecursiveDefinition, call.span,
                                    fmt::format("`{}` uses itself", call.name.text));
    auto first = std::ranges::find_if(
        path, [&](const Step& step) { return step.function->declaration->name.text == call.name.text; });
    for (auto step = first; step != path.end() && path.end() - first > 1; ++step) {
      mistake.label(step->function->declaration->name.span, step == first ? "declared here" : "through this");
    }
    mistake.note("definitions do not recur, so that every check ends");
  }

  void check_body(Function& function) {
    if (function.declaration->form == DeclarationForm::Define) {
      check_define(*function.checker, *function.declaration->statement->define,
                   context_.model.defines[function.declaration->id]);
    } else {
      const ast::JudgementDecl& declared = *function.declaration->statement->judgement;
      model::Judgement& judgement = context_.model.judgements[function.declaration->id];
      if (declared.asks) judgement.asks = function.checker->text(*declared.asks);
      if (declared.from) judgement.from = function.checker->text(*declared.from);
      if (declared.by) judgement.by = answerer(*declared.by);
    }
  }

  std::string answerer(const ast::Text& written) {
    std::string text = context_.text_as_read(written.plain, written.span);
    if (text.empty()) {
      context_.report(DiagnosticKind::BlankText, written.span, "`by` names nobody")
          .with_help("write who answers the question, as the text calls them: by \"the parent study group\"");
    }
    return text;
  }

  /// Whether a definition is being adapted and gives records: then those that have the fields of the declared
  /// ones, as its arguments do.
  bool gives_as_given(const model::Define& define) const {
    const Type& type = define.result;
    const Type& one = type.is(TypeKind::List) ? *type.element : type;
    return context_.adapting.has_place() && one.is(TypeKind::Record);
  }

  /// Reports `as` of a record, a row or a list: an explanation tells their parts, and never them.
  bool refuse_phrase_of_whole(const ast::DefineDecl& declared, const model::Define& define) {
    const Type& type = define.result;
    const bool is_whole = type.is(TypeKind::Record) || type.is(TypeKind::Row) || type.is(TypeKind::List);
    if (!is_whole || !declared.holds) return false;
    context_
        .report(DiagnosticKind::TypeMismatch, declared.holds->span,
                fmt::format("`{}` gives {}, of which only parts are told", define.name,
                            describe(context_.model, type)))
        .with_help("leave `as` out; words for a part of it stand with a definition that gives that part");
    return true;
  }

  /// Checks a phrase. It is shown only where the body holds (or does not), so that counts as asked.
  static model::Text phrase(ExpressionChecker& checker, const ast::Text& text, model::Expr& body,
                            bool holds) {
    std::size_t before = checker.given_count();
    checker.assume(&body, holds);
    model::Text result = checker.text(text);
    checker.forget_given(before);
    return result;
  }

  Context& context_;
  std::map<std::string_view, Function> functions_;
  std::vector<std::string_view> order_;
};

}  // namespace

void check_definition(Context& context, ExpressionChecker& checker, const ast::DefineDecl& declared,
                      model::Define& define) {
  FunctionChecker(context).check_define(checker, declared, define);
}

void check_functions(Context& context) {
  FunctionChecker(context).run();
}

}  // namespace precept::checking
