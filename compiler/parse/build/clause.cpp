#include <fmt/format.h>

#include "compiler/parse/build/tree_builder.h"
#include "compiler/parse/tokens/words.h"

namespace precept::parsing {

using ast::ItemForm;
using ast::Modality;

ast::ClauseDecl* TreeBuilder::build_clause(P::ClauseContext& context) {
  ast::ClauseLabel label;
  if (context.label()->exception == nullptr) label = build_label(*context.label());
  ItemTree tree(context, tokens_, *indentation_, looks_at_layout_ ? &parse_context_.diagnostics : nullptr,
                parse_context_.limits.max_depth);
  is_sound_clause_ = tree.is_sound();
  is_out_of_place_ = looks_at_layout_ && !tree.is_sound();
  std::vector<ast::Item> items;
  for (const ItemTree::Node* node : tree.root().children) build_item(*node, items);
  // A clause without a label is left out; its items have been checked.
  if (label.text.empty()) return nullptr;
  return parse_context_.arena.make<ast::ClauseDecl>(label, keep(items), span(context));
}

ast::ClauseLabel TreeBuilder::build_label(P::LabelContext& context) {
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
    if (token.getLine() != line && token.getType() == P::CALLED) {
      report(DiagnosticKind::MisplacedItem, tokens_.span(token),
             "`called` names a norm, and stands below it, once");
      break;
    }
    if (token.getLine() != line) {
      report(DiagnosticKind::UnknownItem, tokens_.span(token),
             fmt::format("no clause item begins with `{}`", tokens_.shown(token)))
          .note("the words of a label are on one line");
      break;
    }
    if (!text.empty()) text += ' ';
    text += tokens_.text(token);
  }
  return {parse_context_.arena.copy(std::string_view(text)), span(context)};
}

// ---- items -------------------------------------------------------------------------------------

/// Adds the item. Items that are out of place were reported and are left out.
void TreeBuilder::build_item(const ItemTree::Node& node, std::vector<ast::Item>& to) {
  ast::Item it;
  it.span = span(*node.item);
  if (auto* quote = dynamic_cast<P::QuoteContext*>(node.item)) {
    it.form = ItemForm::Quote;
    it.text = build_quote(*quote->STRING_LITERAL()->getSymbol(), "`quote`");
  } else if (auto* gist = dynamic_cast<P::GistContext*>(node.item)) {
    it.form = ItemForm::Gist;
    it.text = build_words(*gist->STRING_LITERAL()->getSymbol(), false, "`gist`",
                          "say in a sentence what it demands, or leave the gist out");
  } else if (auto* let = dynamic_cast<P::LetContext*>(node.item)) {
    it.form = ItemForm::Let;
    it.name = name(*let->name());
    it.expr = build_selection(*let->selection(), true);
  } else if (auto* applies = dynamic_cast<P::AppliesWhenContext*>(node.item)) {
    it.form = ItemForm::AppliesWhen;
    it.expr = build_expression(*applies->expression());
  } else if (auto* informative = dynamic_cast<P::InformativeContext*>(node.item)) {
    it.form = ItemForm::Informative;
    it.text = build_words(*informative->STRING_LITERAL()->getSymbol(), false, "`informative`",
                          "say why the clause demands nothing");
  } else if (auto* not_checkable = dynamic_cast<P::NotCheckableContext*>(node.item)) {
    it.form = ItemForm::NotCheckable;
    it.text = build_words(*not_checkable->STRING_LITERAL()->getSymbol(), false, "`not checkable`",
                          "say why no document can show it");
  } else if (auto* not_encoded = dynamic_cast<P::NotEncodedContext*>(node.item)) {
    it.form = ItemForm::NotEncoded;
    it.text = build_words(*not_encoded->STRING_LITERAL()->getSymbol(), false, "`not encoded`",
                          "say what keeps the policy from it");
  } else if (auto* however = dynamic_cast<P::HoweverContext*>(node.item)) {
    build_however(*however, it);
    build_block(node, it);
  } else if (auto* despite = dynamic_cast<P::DespiteContext*>(node.item)) {
    build_despite(*despite, it);
    build_block(node, it);
  } else if (ast::Norm* norm = build_norm(node)) {
    it.form = ItemForm::Norm;
    it.norm = norm;
    it.span = norm->span;
  } else {
    return;
  }
  to.push_back(it);
}

// ---- exceptions --------------------------------------------------------------------------------

void TreeBuilder::build_however(P::HoweverContext& context, ast::Item& it) {
  it.form = ItemForm::However;
  if (auto* phrase = context.STRING_LITERAL()) it.text = build_quote(*phrase->getSymbol(), "`however`");
  if (context.words.empty()) return;
  const antlr4::Token& first = *context.words.front();
  if (first.getLine() != context.getStart()->getLine()) return report_unknown_item(first);
  it.to_all = tokens_.span(first, *context.words.back());
  bool is_meant =
      context.words.size() == 2 && tokens_.text(first) == "to" && tokens_.text(*context.words[1]) == "all";
  if (is_meant) return;
  report(DiagnosticKind::UnexpectedToken, it.to_all, "expected `to all`, a string or a norm")
      .with_help("`however to all` is an exception to all norms before it");
}

void TreeBuilder::report_unknown_item(const antlr4::Token& word) {
  auto& mistake = report(DiagnosticKind::UnknownItem, tokens_.span(word),
                         fmt::format("no clause item begins with `{}`", tokens_.shown(word)));
  TokenType meant = nearest_keyword(tokens_.text(word), line_keywords());
  if (meant != 0) mistake.with_help(fmt::format("did you mean `{}`?", spelling(meant)));
}

void TreeBuilder::build_despite(P::DespiteContext& context, ast::Item& it) {
  it.form = ItemForm::Despite;
  std::vector<ast::Target> targets;
  for (auto* target : context.target()) {
    ast::Target& made = targets.emplace_back();
    made.clause = build_label(*target->clause);
    if (target->norm != nullptr) made.norm = build_label(*target->norm);
    made.span = span(*target);
  }
  it.targets = keep(targets);
  if (auto* phrase = context.STRING_LITERAL()) it.text = build_quote(*phrase->getSymbol(), "`despite`");
}

/// Builds the items of a `however` or a `despite`.
void TreeBuilder::build_block(const ItemTree::Node& node, ast::Item& it) {
  std::vector<ast::Item> items;
  bool has_norm = false;
  for (const ItemTree::Node* child : node.children) {
    std::vector<ast::Item> one;
    build_item(*child, one);
    if (one.empty()) continue;
    it.span = cover(it.span, one[0].span);
    switch (one[0].form) {
      case ItemForm::Quote:
        set_text_once(it.text, one[0], "an exception");
        break;
      case ItemForm::Gist:
        set_text_once(it.gist, one[0], "an exception");
        break;
      case ItemForm::Norm:
        has_norm = true;
        items.push_back(one[0]);
        break;
      case ItemForm::Let:
      case ItemForm::AppliesWhen:
      case ItemForm::However:
      case ItemForm::Despite:
      case ItemForm::Informative:
      case ItemForm::NotCheckable:
      case ItemForm::NotEncoded:
        items.push_back(one[0]);
    }
  }
  it.items = keep(items);
  if (has_norm || !is_sound_clause_) return;
  std::string word(tokens_.text(*node.token));
  report(DiagnosticKind::EmptyException, tokens_.span(*node.token),
         fmt::format("no norm belongs to this `{}`", word))
      .with_help(fmt::format("put the norm that makes the exception below it, deeper than the `{}`", word));
}

void TreeBuilder::set_text_once(ast::Text*& slot, const ast::Item& item, std::string_view owner) {
  if (slot == nullptr) {
    slot = item.text;
    return;
  }
  if (is_out_of_place_) return;
  std::string_view word = item.form == ItemForm::Quote ? "quote" : "gist";
  report(DiagnosticKind::UnexpectedToken, item.span, fmt::format("{} has one `{}`", owner, word))
      .label(slot->span, "the first is here")
      .with_help("put the words into one");
}

// ---- norms -------------------------------------------------------------------------------------

/// Null where the node is no norm.
ast::Norm* TreeBuilder::build_norm(const ItemTree::Node& node) {
  auto* obligation = dynamic_cast<P::ObligationContext*>(node.item);
  auto* encouragement = dynamic_cast<P::EncouragementContext*>(node.item);
  auto* permission = dynamic_cast<P::PermissionContext*>(node.item);
  if (obligation == nullptr && encouragement == nullptr && permission == nullptr) return nullptr;
  auto* norm = parse_context_.arena.make<ast::Norm>();
  norm->span = span(*node.item);
  norm->head = tokens_.span(*node.item->getStart());
  if (obligation != nullptr) {
    bool shall = obligation->modal->getType() == P::SHALL;
    norm->head = tokens_.span(*obligation->modal, *obligation->duty()->getStart());
    if (auto* ensure = dynamic_cast<P::EnsureContext*>(obligation->duty())) {
      norm->modality = shall ? Modality::Shall : Modality::Should;
      norm->ensures = build_expression(*ensure->expression());
    } else if (auto* forbear = dynamic_cast<P::ForbearContext*>(obligation->duty())) {
      norm->modality = shall ? Modality::ShallNot : Modality::ShouldNot;
      norm->acts = names(*forbear->names());
    }
  } else if (encouragement != nullptr) {
    norm->modality = Modality::Encourage;
    norm->ensures = build_expression(*encouragement->expression());
  } else {
    norm->modality = Modality::May;
    norm->acts = names(*permission->names());
  }
  build_parts(node, *norm);
  return norm;
}

void TreeBuilder::build_parts(const ItemTree::Node& node, ast::Norm& norm) {
  std::vector<ast::Item> exceptions;
  for (const ItemTree::Node* child : node.children) {
    norm.span = cover(norm.span, span(*child->item));
    if (auto* when = dynamic_cast<P::WhenContext*>(child->item)) {
      set_once(norm.when, *when->expression(), *when->getStart());
    } else if (auto* unless = dynamic_cast<P::UnlessContext*>(child->item)) {
      set_once(norm.unless, *unless->expression(), *unless->getStart());
    } else if (auto* otherwise = dynamic_cast<P::OtherwiseContext*>(child->item)) {
      set_once(norm.otherwise, *otherwise);
    } else if (auto* called = dynamic_cast<P::CalledContext*>(child->item)) {
      set_once(norm.name, *called);
    } else {
      build_belonging(*child, norm, exceptions);
    }
  }
  norm.exceptions = keep(exceptions);
}

/// A quote, a gist or an exception of a norm.
void TreeBuilder::build_belonging(const ItemTree::Node& node, ast::Norm& norm,
                                  std::vector<ast::Item>& exceptions) {
  std::vector<ast::Item> items;
  build_item(node, items);
  if (items.empty()) return;
  const ast::Item& item = items[0];
  norm.span = cover(norm.span, item.span);
  if (item.form == ItemForm::Quote) set_text_once(norm.quote, item, "a norm");
  if (item.form == ItemForm::Gist) set_text_once(norm.gist, item, "a norm");
  if (item.form == ItemForm::However) exceptions.push_back(item);
}

void TreeBuilder::set_once(ast::Text*& slot, P::OtherwiseContext& context) {
  ast::Text* text = build_words(*context.STRING_LITERAL()->getSymbol(), true, "`otherwise`",
                                "say what is so where the norm is broken, or leave `otherwise` out");
  if (slot == nullptr) {
    slot = text;
    return;
  }
  if (is_out_of_place_) return;
  report(DiagnosticKind::UnexpectedToken, tokens_.span(*context.getStart()), "a norm has one `otherwise`")
      .label(slot->span, "the first is here")
      .with_help("put the words into one");
}

/// `called terms unles open`: the misspelt part would be words of the name.
void TreeBuilder::refuse_swallowed(P::LabelContext& context) {
  auto* worded = dynamic_cast<P::WordedLabelContext*>(&context);
  if (worded == nullptr) return;
  constexpr TokenType kParts[] = {P::WHEN, P::UNLESS, P::OTHERWISE};
  const auto words = worded->labelWord();
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    const antlr4::Token& word = *words[i]->getStart();
    TokenType meant = nearest_keyword(tokens_.text(word), kParts);
    if (meant == 0) continue;
    report(DiagnosticKind::UnknownItem, tokens_.span(word),
           fmt::format("`{}` would be a word of the name", tokens_.shown(word)))
        .with_help(fmt::format("did you mean `{}`? A name with this word stands in quotes", spelling(meant)));
    return;
  }
}

void TreeBuilder::set_once(ast::ClauseLabel& slot, P::CalledContext& context) {
  ast::ClauseLabel label = build_label(*context.label());
  refuse_swallowed(*context.label());
  if (slot.text.empty()) {
    slot = label;
    return;
  }
  if (is_out_of_place_) return;
  report(DiagnosticKind::UnexpectedToken, tokens_.span(*context.getStart()), "a norm has one name")
      .label(slot.span, "the first is here");
}

void TreeBuilder::set_once(ast::Expr*& slot, P::ExpressionContext& context, antlr4::Token& keyword) {
  ast::Expr* expr = build_expression(context);
  if (slot == nullptr) {
    slot = expr;
    return;
  }
  if (is_out_of_place_) return;
  std::string word(tokens_.text(keyword));
  report(DiagnosticKind::UnexpectedToken, tokens_.span(keyword), fmt::format("a norm has one `{}`", word))
      .label(slot->span, "the first is here")
      .with_help(fmt::format("join the two with `{}`", word == "when" ? "and" : "or"));
}

}  // namespace precept::parsing
