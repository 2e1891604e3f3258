#include "testing/mutation/relevance.h"

#include <algorithm>

#include "compiler/parse/parse.h"
#include "testing/mutation/policy_text.h"

namespace precept::testing {

namespace {

std::set<std::string> words_in(Span span, const Sources& sources) {
  std::set<std::string> words;
  for (const Token& token : tokens_of(sources.text(span))) {
    if (token.form == TokenForm::Word) words.emplace(token.text);
  }
  return words;
}

}  // namespace

Relevance::Relevance(const Suite& suite, const PolicyRevisions& policies) {
  for (const auto& model : policies.models) {
    for (const model::SourceDigest& source : model->sources) {
      if (suite.sources.file(source.file).name.ends_with(".precept")) read(source.file, suite.sources);
    }
  }
}

void Relevance::read(FileId file, const Sources& sources) {
  ast::Arena arena;
  Diagnostics none;  // it parsed before
  for (const ast::Statement& statement : parse(file, sources, arena, none)->statements) {
    if (statement.define != nullptr)
      add({std::string(statement.define->name.text), false, words_in(statement.span, sources)});
    for (const ast::LetDecl& let : statement.lets)
      add({std::string(let.name.text), false, words_in(let.span, sources)});
    if (statement.clause != nullptr)
      add({std::string(statement.clause->label.text), true, words_in(statement.span, sources)});
  }
}

/// Clauses with one label, in several sections or revisions, are joined into one part.
void Relevance::add(Part part) {
  for (Part& known : parts_) {
    if (known.name != part.name || known.is_clause != part.is_clause) continue;
    known.words.merge(part.words);
    return;
  }
  parts_.push_back(std::move(part));
}

std::set<std::string> Relevance::closure(std::set<std::string> words) const {
  std::set<const Part*> seen;
  bool is_growing = true;
  while (is_growing) {
    is_growing = false;
    for (const Part& other : parts_) {
      if (other.is_clause || !words.contains(other.name) || !seen.insert(&other).second) continue;
      words.insert(other.words.begin(), other.words.end());
      is_growing = true;
    }
  }
  return words;
}

std::set<std::string> Relevance::words(const Mutant& mutant) const {
  std::set<std::string> words{"date"};
  for (const Part& part : parts_) {
    std::set<std::string> of_part = closure(part.words);
    bool is_meant = mutant.owner.empty() || (part.is_clause && part.name == mutant.owner) ||
                    (!mutant.is_clause && of_part.contains(mutant.owner));
    if (is_meant) words.merge(of_part);
  }
  return words;
}

std::set<std::string> Relevance::near_words(const Mutant& mutant, const Sources& sources) const {
  LineColumn first = sources.locate(mutant.place.file, mutant.place.begin);
  LineColumn last = sources.locate(mutant.place.file, mutant.place.end);
  std::set<std::string> words;
  for (std::uint32_t line = first.line; line <= last.line; ++line) {
    for (std::string_view word : words_of_text(sources.line(mutant.place.file, line))) words.emplace(word);
  }
  words = closure(std::move(words));
  std::set<std::string_view> users;
  if (!mutant.is_clause && !mutant.owner.empty()) users.insert(mutant.owner);
  for (bool is_growing = !users.empty(); is_growing;) {
    is_growing = false;
    for (const Part& part : parts_) {
      auto uses = [&](std::string_view user) { return part.words.contains(std::string(user)); };
      if (part.is_clause || !std::ranges::any_of(users, uses) || !users.insert(part.name).second) continue;
      words.insert(part.words.begin(), part.words.end());
      is_growing = true;
    }
  }
  return words;
}

}  // namespace precept::testing
