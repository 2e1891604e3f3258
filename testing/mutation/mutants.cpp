#include "testing/mutation/mutants.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "testing/mutation/builder.h"

namespace precept::testing {

using ast::ItemForm;
using ast::Modality;
using ast::StatementForm;

namespace {

struct MutationInfo {
  const char* word;
  const char* words;
};
constexpr MutationInfo kMutations[] = {
#define MUTATION(name, word, words) {word, words},
#include "testing/mutation/mutations.def"
#undef MUTATION
};

const char* head_of(Modality modality) {
  switch (modality) {
    case Modality::Shall:
      return "shall ensure";
    case Modality::Should:
      return "should ensure";
    case Modality::Encourage:
      return "encourage";
    case Modality::May:
      return "may";
    case Modality::ShallNot:
      return "shall not";
    case Modality::ShouldNot:
      return "should not";
  }
  return "";
}

/// The lets of a clause and of its section, by name, that a norm or `applies when` needs to decide.
class DecidingLets {
 public:
  explicit DecidingLets(const ast::ClauseDecl& clause, std::span<const ast::LetDecl> of_section = {}) {
    for (const ast::LetDecl& let : of_section) lets_[let.name.text] = let.expr;
    for (const ast::Item& item : clause.items) {
      if (item.form == ItemForm::Let) lets_[item.name.text] = item.expr;
    }
    for (const ast::Item& item : clause.items) {
      if (item.form == ItemForm::AppliesWhen) visit(item.expr);
      visit(item);
    }
  }
  bool has(std::string_view name) const { return found_.contains(name); }

 private:
  void visit(const ast::Item& item) {
    for (const ast::Item& part : item.items) visit(part);
    if (item.norm == nullptr) return;
    for (const ast::Expr* expr : {item.norm->ensures, item.norm->when, item.norm->unless}) visit(expr);
    for (const ast::Item& exception : item.norm->exceptions) visit(exception);
  }
  void visit(const ast::Expr* expr) {
    if (expr == nullptr) return;
    auto let = lets_.find(expr->name.text);
    bool is_use = expr->form == ast::ExprForm::NameUse && let != lets_.end();
    if (is_use && found_.insert(expr->name.text).second) visit(let->second);
    for (const ast::Expr* part : {expr->left, expr->right, expr->third, expr->filter}) visit(part);
    for (const ast::Expr* item : expr->items) visit(item);
  }

  std::map<std::string_view, const ast::Expr*> lets_;
  std::set<std::string_view> found_;
};

class FileMutants {
 public:
  FileMutants(const ast::File& file, const Sources& sources, const MutationScope& scope)
      : file_(file),
        scope_(scope),
        text_(file.source, sources.file(file.source).text),
        builder_(text_, scope, found_) {}

  std::vector<Mutant> run() {
    for (std::size_t i = 0; i < file_.statements.size(); ++i) {
      if (file_.statements[i].form == StatementForm::About) begin_section(i);
      add(file_.statements[i]);
    }
    std::ranges::stable_sort(
        found_, {}, [](const Mutant& mutant) { return std::tuple(mutant.place.begin, mutant.mutation); });
    return std::move(found_);
  }

 private:
  void add(const ast::Statement& statement) {
    builder_.begin("", nullptr);
    switch (statement.form) {
      case StatementForm::InForce:
        return shift_interval(statement);
      case StatementForm::Define:
        return define(*statement.define);
      case StatementForm::About:
        record_ = statement.name.text;
        return section_lets();
      case StatementForm::Acts:
        return change_otherwise(*statement.acts);
      case StatementForm::Clause:
        return clause(*statement.clause);
      case StatementForm::Rounding:
        return turn_rounding(statement);
      case StatementForm::Title:
      case StatementForm::Source:
      case StatementForm::Use:
      case StatementForm::Enum:
      case StatementForm::Record:
      case StatementForm::Table:
      case StatementForm::Judgement:
      case StatementForm::Reading:
      case StatementForm::Exercised:
        return;
    }
  }

  void begin_section(std::size_t about) {
    section_ = {.lets = file_.statements[about].lets, .clauses = {}, .extent = file_.statements[about].span};
    for (std::size_t i = about + 1; i < file_.statements.size(); ++i) {
      const ast::Statement& statement = file_.statements[i];
      if (statement.form == StatementForm::About) break;
      section_.extent = cover(section_.extent, statement.span);
      if (statement.clause != nullptr) section_.clauses.push_back(statement.clause);
    }
    builder_.begin_section(section_);
  }

  void section_lets() {
    std::set<std::string_view> deciding;
    for (const ast::ClauseDecl* clause : section_.clauses) {
      const DecidingLets lets(*clause, section_.lets);
      for (const ast::LetDecl& let : section_.lets)
        if (lets.has(let.name.text)) deciding.insert(let.name.text);
    }
    for (const ast::LetDecl& let : section_.lets) {
      builder_.begin(std::string(let.name.text), nullptr, std::string(record_));
      if (deciding.contains(let.name.text)) builder_.let(*let.expr);
    }
  }

  void shift_interval(const ast::Statement& statement) {
    for (const Token& token : text_.within(statement.span)) {
      auto day = parse_date(token.text);
      if (!day) continue;
      for (Day step : {1, -1})
        builder_.add(Mutation::ShiftInterval, text_.span(token.begin, token.end), format_date(*day + step));
    }
  }

  void turn_rounding(const ast::Statement& statement) {
    for (const Token& token : text_.within(statement.span)) {
      if (token.text == "down" || token.text == "up")
        builder_.add(Mutation::TurnRounding, text_.span(token.begin, token.end),
                     token.text == "up" ? "down" : "up");
    }
  }

  void change_otherwise(const ast::ActsDecl& acts) {
    builder_.begin("", nullptr, std::string(record_));
    std::string_view now = acts.otherwise.text.empty() ? "silent" : acts.otherwise.text;
    for (std::string_view other : {"silent", "permitted", "forbidden"}) {
      if (other == now) continue;
      bool is_written = !acts.otherwise.text.empty();
      std::uint32_t end = acts.acts.back().span.end;
      if (is_written) builder_.add(Mutation::ChangeOtherwise, acts.otherwise.span, std::string(other));
      if (!is_written)
        builder_.add(Mutation::ChangeOtherwise, text_.span(end, end), fmt::format(" otherwise {}", other));
    }
  }

  void define(const ast::DefineDecl& define) {
    if (!scope_.definitions.contains(define.name.text)) return;
    builder_.begin(std::string(define.name.text), nullptr);
    bool is_truth = define.result != nullptr && define.result->form == ast::TypeForm::Truth;
    for (std::string_view fixed : {"yes", "no"}) {
      if (is_truth && define.body->form != ast::ExprForm::Truth)
        builder_.add(Mutation::FixDefinition, text_.outer(*define.body), std::string(fixed));
    }
    builder_.expression(define.body);
  }

  // ---- clauses

  void clause(const ast::ClauseDecl& clause) {
    builder_.begin(std::string(clause.label.text), &clause, std::string(record_));
    DecidingLets lets(clause);
    bool has_norms = false;
    for (const ast::Item& item : clause.items) {
      has_norms = has_norms || item.norm != nullptr || !item.items.empty();
      add(item, lets);
    }
    if (has_norms) builder_.drop(Mutation::DropClause, clause.span);
  }

  void add(const ast::Item& item, const DecidingLets& lets) {
    switch (item.form) {
      case ItemForm::Let:
        if (lets.has(item.name.text)) builder_.let(*item.expr);
        return;
      case ItemForm::AppliesWhen:
        builder_.drop(Mutation::DropCondition, item.span);
        return builder_.condition(item.expr);
      case ItemForm::Norm:
        builder_.drop(Mutation::DropNorm, item.norm->span);
        return norm(*item.norm);
      case ItemForm::However:
      case ItemForm::Despite:
        return exception(item);
      case ItemForm::Quote:
      case ItemForm::Gist:
      case ItemForm::Informative:
      case ItemForm::NotCheckable:
      case ItemForm::NotEncoded:
        return;
    }
  }

  void exception(const ast::Item& item) {
    builder_.drop(Mutation::DropException, item.span);
    for (std::size_t i = 0; i < item.targets.size() && item.targets.size() > 1; ++i) {
      std::uint32_t begin = i == 0 ? item.targets[0].span.begin : item.targets[i - 1].span.end;
      std::uint32_t end = i == 0 ? item.targets[1].span.begin : item.targets[i].span.end;
      builder_.drop(Mutation::DropException, text_.span(begin, end));
    }
    auto norms = std::ranges::count(item.items, ItemForm::Norm, &ast::Item::form);
    for (const ast::Item& each : item.items) {
      if (each.norm == nullptr) {
        exception(each);
        continue;
      }
      if (norms > 1) builder_.drop(Mutation::DropNorm, each.norm->span);
      norm(*each.norm);
    }
  }

  void norm(const ast::Norm& norm) {
    swap_modality(norm);
    for (std::size_t i = 0; i < norm.acts.size() && norm.acts.size() > 1; ++i) {
      std::uint32_t begin = i == 0 ? norm.acts[0].span.begin : norm.acts[i - 1].span.end;
      std::uint32_t end = i == 0 ? norm.acts[1].span.begin : norm.acts[i].span.end;
      builder_.drop(Mutation::DropAct, text_.span(begin, end));
    }
    builder_.condition(norm.ensures);
    builder_.condition_with_keyword(norm.when, Mutation::DropCondition);
    builder_.condition_with_keyword(norm.unless, Mutation::DropException);
    for (const ast::Item& each : norm.exceptions) exception(each);
  }

  void swap_modality(const ast::Norm& norm) {
    auto put = [&](Modality other) { builder_.add(Mutation::SwapModality, norm.head, head_of(other)); };
    switch (norm.modality) {
      case Modality::Shall:
      case Modality::Should:
      case Modality::Encourage:
        for (Modality other : {Modality::Shall, Modality::Should, Modality::Encourage}) {
          if (other != norm.modality) put(other);
        }
        return;
      case Modality::May:
        return builder_.add(Mutation::SwapPermission, norm.head, head_of(Modality::ShallNot));
      case Modality::ShallNot:
      case Modality::ShouldNot:
        put(norm.modality == Modality::ShallNot ? Modality::ShouldNot : Modality::ShallNot);
        return permit(norm);
    }
  }

  /// Turns a prohibition into a permission, without its `otherwise`: a permission has none.
  void permit(const ast::Norm& norm) {
    if (norm.otherwise == nullptr)
      return builder_.add(Mutation::SwapPermission, norm.span,
                          fmt::format("may{}", text_.text(text_.span(norm.head.end, norm.span.end))));
    std::uint32_t keyword = text_.before(norm.otherwise->span.begin)->begin;
    std::string_view before = text_.text(text_.span(norm.head.end, keyword));
    std::string_view behind = text_.text(text_.span(norm.otherwise->span.end, norm.span.end));
    if (behind.empty()) before = before.substr(0, before.find_last_not_of(" \t\r\n") + 1);
    builder_.add(Mutation::SwapPermission, norm.span, fmt::format("may{}{}", before, behind));
  }

  const ast::File& file_;
  const MutationScope& scope_;
  PolicyText text_;
  std::vector<Mutant> found_;
  MutantBuilder builder_;
  std::string_view record_;
  MutatedSection section_;
};

/// The definitions that deciding expressions call, directly or through other definitions.
class DecidingDefinitions {
 public:
  explicit DecidingDefinitions(const model::Model& model) {
    for (const model::Section& section : model.sections) {
      visit(section.exercised);
      for (const model::Norm& norm : section.norms) {
        for (const model::Expr* expr : {norm.ensures, norm.applies, norm.when, norm.unless}) visit(expr);
      }
    }
  }
  std::set<std::string, std::less<>> take() { return std::move(names_); }

 private:
  void visit(const model::Expr* expr) {
    if (expr == nullptr || !seen_.insert(expr).second) return;
    if (expr->define != nullptr && names_.insert(expr->define->name).second) visit(expr->define->body);
    bool is_let = expr->variable != nullptr && expr->variable->kind == model::VariableKind::Let;
    if (is_let) visit(expr->variable->value);
    for (const model::Expr* part : {expr->left, expr->right, expr->third, expr->filter}) visit(part);
    for (const model::Expr* item : expr->items) visit(item);
  }

  std::set<const model::Expr*> seen_;
  std::set<std::string, std::less<>> names_;
};

}  // namespace

const char* to_string(Mutation mutation) {
  return kMutations[static_cast<std::size_t>(mutation)].word;
}
const char* description_of(Mutation mutation) {
  return kMutations[static_cast<std::size_t>(mutation)].words;
}
std::size_t mutation_count() {
  return std::size(kMutations);
}

MutationScope scope_of(const model::Model& model) {
  return {.definitions = DecidingDefinitions(model).take(), .model = &model};
}

std::vector<Mutant> find_mutants(const ast::File& file, const Sources& sources, const MutationScope& scope) {
  return FileMutants(file, sources, scope).run();
}

std::string changed_text(const Mutant& mutant, std::string_view text) {
  std::string result;
  std::size_t at = 0;
  for (const Edit& edit : mutant.edits) {
    result += text.substr(at, edit.place.begin - at);
    result += edit.text;
    at = edit.place.end;
  }
  return result += text.substr(at);
}

}  // namespace precept::testing
