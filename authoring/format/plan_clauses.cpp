// The items of clauses: what belongs to what is told by the tree, and shown by the indentation.
#include <algorithm>

#include "authoring/format/planner.h"

namespace precept::format {

using ast::ItemForm;

void Planner::items(std::span<const ast::Item> items, std::size_t indent) {
  const bool has_quote = std::ranges::find(items, ItemForm::Quote, &ast::Item::form) != items.end();
  std::size_t most_blanks = 0;
  for (const ast::Item& it : items) {
    if (it.form == ItemForm::Gist) {
      text_item(at(it.span), indent, 0, has_quote);
    } else {
      item(it, indent, most_blanks);
    }
    most_blanks = 1;
  }
}

void Planner::item(const ast::Item& it, std::size_t indent, std::size_t most_blanks) {
  switch (it.form) {
    case ItemForm::Norm:
      return norm(*it.norm, indent, most_blanks);
    case ItemForm::However:
    case ItemForm::Despite:
      return exception(it, indent, most_blanks);
    case ItemForm::Let:
    case ItemForm::AppliesWhen:
      unit(at(it.span), {indent, indent + kStep, most_blanks}, Break::Always);
      return expression(it.expr);
    case ItemForm::Quote:
    case ItemForm::Gist:
    case ItemForm::Informative:
    case ItemForm::NotCheckable:
    case ItemForm::NotEncoded:
      text_item(at(it.span), indent, most_blanks, false);
      if (it.text != nullptr) place(at(it.text->span)).line = Break::Never;
  }
}

/// A keyword with a string behind it.
void Planner::text_item(std::size_t keyword, std::size_t indent, std::size_t most_blanks, bool is_padded) {
  unit(keyword, {indent, indent + kStep, most_blanks}, Break::Always);
  place(behind(keyword)).line = Break::Never;
  if (is_padded) place(behind(keyword)).padding = 1;
}

void Planner::norm(const ast::Norm& it, std::size_t indent, std::size_t most_blanks) {
  const std::size_t first = at(it.span), last = last_within(it.span);
  // What goes on with the norm stands deeper than what belongs to it.
  unit(first, {indent, indent + 2 * kStep, most_blanks}, Break::Always);
  for (const ast::Expr* part : {it.ensures, it.when, it.unless}) expression(part);
  const std::size_t inner = indent + kStep;
  const Unit part{inner, inner + kStep, 0};
  if (it.quote != nullptr) text_item(before(*it.quote), inner, 0, false);
  if (it.gist != nullptr) text_item(before(*it.gist), inner, 0, it.quote != nullptr);
  if (it.otherwise != nullptr) text_item(before(*it.otherwise), inner, 0, false);
  if (!it.name.text.empty()) unit(before(at(it.name.span)), part, Break::Always);
  for (std::size_t token = first; token <= last && is_token(token); ++token) {
    const auto within = std::ranges::find_if(it.exceptions, [&](const ast::Item& exception) {
      return exception.span.begin <= tokens_[token].begin && tokens_[token].begin < exception.span.end;
    });
    const bool is_part = tokens_[token].is_keyword("when") || tokens_[token].is_keyword("unless");
    if (!is_part || within != it.exceptions.end() || tokens_[before(token)].is_sign(".")) continue;
    unit(token, part, Break::AsWritten);
  }
  for (const ast::Item& exception : it.exceptions) item(exception, inner, 1);
}

void Planner::exception(const ast::Item& it, std::size_t indent, std::size_t most_blanks) {
  unit(at(it.span), {indent, indent + 2 * kStep, most_blanks}, Break::Always);
  const std::size_t inner = indent + kStep;
  bool has_quote = false;
  if (it.text != nullptr) {
    has_quote = tokens_[before(*it.text)].is_keyword("quote");
    if (has_quote) text_item(before(*it.text), inner, 0, false);
    if (!has_quote && it.form == ItemForm::However) place(at(it.text->span)).line = Break::Never;
  }
  if (it.gist != nullptr) text_item(before(*it.gist), inner, 0, has_quote);
  const bool has_text = has_quote || it.gist != nullptr;
  std::size_t blanks = has_text ? 1 : 0;
  for (const ast::Item& each : it.items) {
    item(each, inner, blanks);
    blanks = 1;
  }
}

}  // namespace precept::format
