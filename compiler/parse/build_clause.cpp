#include <fmt/format.h>

#include "compiler/parse/builder.h"
#include "compiler/parse/words.h"

namespace precept::parsing {

using ast::ItemForm;
using ast::Modality;

ast::ClauseDecl* Builder::build_clause(P::ClauseContext& context) {
  ast::ClauseLabel label;
  if (context.label()->exception == nullptr) label = build_label(*context.label());
  std::vector<ast::Item> items;
  for (auto* item : context.item()) {
    if (item->exception == nullptr) build_item(*item, items);
  }
  // Without its label a clause cannot be told from others; its items were looked at, which is all.
  if (label.text.empty()) return nullptr;
  return workshop_.arena.make<ast::ClauseDecl>(label, keep(items), span(context));
}

ast::ClauseLabel Builder::build_label(P::LabelContext& context) {
  if (auto* quoted = dynamic_cast<P::QuotedLabelContext*>(&context)) {
    antlr4::Token& string = *quoted->STRING_LITERAL()->getSymbol();
    std::string_view text = build_plain(string);
    if (text.find_first_not_of(' ') == std::string_view::npos) {
      report(DiagnosticKind::UnexpectedToken, tokens_.span(string), "this label is empty");
    }
    return {text, tokens_.span(string)};
  }
  std::string text;
  std::size_t line = context.getStart()->getLine();
  for (auto* word : dynamic_cast<P::WordedLabelContext&>(context).labelWord()) {
    antlr4::Token& token = *word->getStart();
    if (token.getLine() != line) {
      report(DiagnosticKind::UnknownItem, tokens_.span(token),
             fmt::format("no clause item begins with `{}`", tokens_.shown(token)))
          .note("the words of a label are on one line");
      break;
    }
    if (!text.empty()) text += ' ';
    text += tokens_.text(token);
  }
  return {workshop_.arena.copy(std::string_view(text)), span(context)};
}

// ---- items -------------------------------------------------------------------------------------

void Builder::build_item(P::ItemContext& context, std::vector<ast::Item>& to) {
  ast::Item it;
  it.span = span(context);
  if (auto* quote = dynamic_cast<P::QuoteContext*>(&context)) {
    it.form = ItemForm::Quote;
    it.text = build_text(*quote->STRING_LITERAL()->getSymbol(), false);
  } else if (auto* gist = dynamic_cast<P::GistContext*>(&context)) {
    it.form = ItemForm::Gist;
    it.text = build_text(*gist->STRING_LITERAL()->getSymbol(), false);
  } else if (auto* let = dynamic_cast<P::LetContext*>(&context)) {
    it.form = ItemForm::Let;
    it.name = name(*let->name());
    it.expr = build_selection(*let->selection(), true);
  } else if (auto* applies = dynamic_cast<P::AppliesWhenContext*>(&context)) {
    it.form = ItemForm::AppliesWhen;
    it.expr = build_expression(*applies->expression());
  } else if (auto* informative = dynamic_cast<P::InformativeContext*>(&context)) {
    it.form = ItemForm::Informative;
    it.text = build_text(*informative->STRING_LITERAL()->getSymbol(), false);
  } else if (auto* not_checkable = dynamic_cast<P::NotCheckableContext*>(&context)) {
    it.form = ItemForm::NotCheckable;
    it.text = build_text(*not_checkable->STRING_LITERAL()->getSymbol(), false);
  } else if (auto* however = dynamic_cast<P::HoweverContext*>(&context)) {
    it.form = ItemForm::However;
    if (auto* phrase = however->STRING_LITERAL()) it.text = build_text(*phrase->getSymbol(), false);
    it.norms = keep(std::vector<ast::Norm*>{build_norm(*however->norm())});
  } else if (auto* despite = dynamic_cast<P::DespiteContext*>(&context)) {
    it = build_despite(*despite);
  } else if (auto* plain = dynamic_cast<P::PlainNormContext*>(&context)) {
    ast::Norm* norm = build_norm(*plain->norm());
    bool in_block =
        !to.empty() && (to.back().form == ItemForm::However || to.back().form == ItemForm::Despite);
    if (in_block) {
      // `however may … shall not …`: the norms that follow belong to the block as well.
      std::vector<ast::Norm*> norms(to.back().norms.begin(), to.back().norms.end());
      norms.push_back(norm);
      to.back().norms = keep(norms);
      to.back().span = cover(to.back().span, it.span);
      return;
    }
    it.form = ItemForm::Norm;
    it.norm = norm;
  }
  to.push_back(it);
}

ast::Item Builder::build_despite(P::DespiteContext& context) {
  ast::Item it;
  it.form = ItemForm::Despite;
  it.span = span(context);
  std::vector<ast::ClauseLabel> labels;
  for (auto* label : context.label()) labels.push_back(build_label(*label));
  it.clauses = keep(labels);
  if (auto* phrase = context.STRING_LITERAL()) it.text = build_text(*phrase->getSymbol(), false);
  it.norms = keep(std::vector<ast::Norm*>{build_norm(*context.norm())});
  return it;
}

// ---- norms -------------------------------------------------------------------------------------

ast::Norm* Builder::build_norm(P::NormContext& context) {
  auto* norm = workshop_.arena.make<ast::Norm>();
  norm->span = span(context);
  norm->head = tokens_.span(*context.getStart());
  P::ConsequenceContext* consequence = nullptr;
  if (auto* obligation = dynamic_cast<P::ObligationContext*>(&context)) {
    bool shall = obligation->modal->getType() == P::SHALL;
    norm->head = tokens_.span(*obligation->modal, *obligation->duty()->getStart());
    if (auto* ensure = dynamic_cast<P::EnsureContext*>(obligation->duty())) {
      norm->modality = shall ? Modality::Shall : Modality::Should;
      norm->ensures = build_expression(*ensure->expression());
    } else if (auto* forbear = dynamic_cast<P::ForbearContext*>(obligation->duty())) {
      norm->modality = shall ? Modality::ShallNot : Modality::ShouldNot;
      norm->acts = names(*forbear->names());
    }
    build_conditions(obligation->condition(), *norm);
    consequence = obligation->consequence();
  } else if (auto* encouragement = dynamic_cast<P::EncouragementContext*>(&context)) {
    norm->modality = Modality::Encourage;
    norm->ensures = build_expression(*encouragement->expression());
    build_conditions(encouragement->condition(), *norm);
    consequence = encouragement->consequence();
  } else if (auto* permission = dynamic_cast<P::PermissionContext*>(&context)) {
    norm->modality = Modality::May;
    norm->acts = names(*permission->names());
    build_conditions(permission->condition(), *norm);
  }
  if (consequence != nullptr) {
    norm->otherwise = build_text(*consequence->STRING_LITERAL()->getSymbol(), true);
  }
  return norm;
}

void Builder::build_conditions(const std::vector<P::ConditionContext*>& contexts, ast::Norm& norm) {
  for (auto* condition : contexts) {
    if (auto* when = dynamic_cast<P::WhenContext*>(condition)) {
      set_once(norm.when, *when->expression(), *when->getStart());
    } else if (auto* unless = dynamic_cast<P::UnlessContext*>(condition)) {
      set_once(norm.unless, *unless->expression(), *unless->getStart());
    }
  }
}

void Builder::set_once(ast::Expr*& slot, P::ExpressionContext& context, antlr4::Token& keyword) {
  ast::Expr* expr = build_expression(context);
  if (slot == nullptr) {
    slot = expr;
    return;
  }
  std::string word(tokens_.text(keyword));
  report(DiagnosticKind::UnexpectedToken, tokens_.span(keyword), fmt::format("a norm has one `{}`", word))
      .label(slot->span, "the first is here")
      .with_help(fmt::format("join the two with `{}`", word == "when" ? "and" : "or"));
}

}  // namespace precept::parsing
