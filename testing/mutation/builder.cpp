#include "testing/mutation/builder.h"

#include <algorithm>

namespace precept::testing {

namespace {

/// Whether the word stands in `within`, outside of the places in `except`.
bool is_used(std::string_view word, Span within, std::span<const Span> except, const PolicyText& text) {
  for (const Token& token : text.within(within)) {
    auto covers = [&](Span place) { return place.begin <= token.begin && token.end <= place.end; };
    if (std::ranges::any_of(except, covers)) continue;
    std::vector<std::string_view> words = words_of_text(token.text);
    if (std::ranges::find(words, word) != words.end()) return true;
  }
  return false;
}

}  // namespace

void MutantBuilder::begin(std::string owner, const ast::ClauseDecl* clause, std::string kind) {
  owner_ = std::move(owner);
  clause_ = clause;
  kind_ = std::move(kind);
}

void MutantBuilder::add(Mutation mutation, Span place, std::string text) {
  Mutant mutant{.mutation = mutation,
                .owner = owner_,
                .is_clause = clause_ != nullptr,
                .kind = kind_,
                .place = place,
                .edits = {{place, std::move(text)}}};
  drop_unused_lets(mutant);
  to_.push_back(std::move(mutant));
}

void MutantBuilder::except_words(const ast::Item& item, std::vector<Span>& except) {
  auto add = [&](const ast::Text* text) {
    if (text != nullptr) except.push_back(text->span);
  };
  bool is_exception = item.form == ast::ItemForm::However || item.form == ast::ItemForm::Despite;
  bool is_words = item.form == ast::ItemForm::Quote || item.form == ast::ItemForm::Gist;
  if (is_words || is_exception) add(item.text);
  add(item.gist);
  for (const ast::Item& part : item.items) except_words(part, except);
  if (item.norm == nullptr) return;
  add(item.norm->quote);
  add(item.norm->gist);
  for (const ast::Item& exception : item.norm->exceptions) except_words(exception, except);
}

/// An unused `let` is a mistake, so the mutant that takes its last use also takes the `let`.
void MutantBuilder::drop_unused_lets(Mutant& mutant) const {
  bool is_whole = clause_ == nullptr || mutant.mutation == Mutation::DropClause;
  if (is_whole) return;
  std::vector<Span> except{mutant.place};
  for (const ast::Item& item : clause_->items) except_words(item, except);
  // From the last to the first, because dropping one `let` may leave an earlier one unused.
  for (std::size_t i = clause_->items.size(); i-- > 0;) {
    const ast::Item& item = clause_->items[i];
    if (item.form != ast::ItemForm::Let) continue;
    except.push_back(item.name.span);
    std::vector<std::string_view> put = words_of_text(mutant.edits[0].text);
    bool is_needed = std::ranges::find(put, item.name.text) != put.end() ||
                     is_used(item.name.text, clause_->span, except, text_);
    bool is_changed = item.span.begin <= mutant.place.begin && mutant.place.end <= item.span.end;
    if (is_needed || is_changed) continue;
    except.back() = item.span;
    mutant.edits.push_back({item.span, ""});
  }
  std::ranges::sort(mutant.edits, {}, [](const Edit& edit) { return edit.place.begin; });
}

}  // namespace precept::testing
