#include "testing/mutation/builder.h"

#include <algorithm>
#include <ranges>

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

void MutantBuilder::begin_section(MutatedSection section) {
  section_ = std::move(section);
}

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
void MutantBuilder::drop_unused_let(Mutant& mutant, const ast::Name& name, Span let, Span within,
                                    std::vector<Span>& except) const {
  except.push_back(name.span);
  std::vector<std::string_view> put = words_of_text(mutant.edits[0].text);
  bool is_needed =
      std::ranges::find(put, name.text) != put.end() || is_used(name.text, within, except, text_);
  bool is_changed = let.begin <= mutant.place.begin && mutant.place.end <= let.end;
  if (is_needed || is_changed) return;
  except.back() = let;
  mutant.edits.push_back({let, ""});
}

/// From the last `let` to the first, because dropping one may leave an earlier one unused; those of the
/// section last.
void MutantBuilder::drop_unused_lets(Mutant& mutant) const {
  std::vector<Span> except{mutant.place};
  const bool is_whole = clause_ == nullptr || mutant.mutation == Mutation::DropClause;
  if (!is_whole) {
    for (const ast::Item& item : clause_->items) except_words(item, except);
    for (const ast::Item& item : clause_->items | std::views::reverse) {
      if (item.form == ast::ItemForm::Let)
        drop_unused_let(mutant, item.name, item.span, clause_->span, except);
    }
  }
  if (!section_.lets.empty()) {
    for (const ast::ClauseDecl* clause : section_.clauses) {
      for (const ast::Item& item : clause->items) except_words(item, except);
    }
  }
  for (const ast::LetDecl& let : section_.lets | std::views::reverse)
    drop_unused_let(mutant, let.name, let.span, section_.extent, except);
  std::ranges::sort(mutant.edits, {}, [](const Edit& edit) { return edit.place.begin; });
}

}  // namespace precept::testing
