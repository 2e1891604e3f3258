#include "authoring/lint/rules/texts/texts.h"

#include <cctype>

namespace precept::lint {

namespace {

class Collected {
 public:
  void statement(const ast::Statement& it) {
    if (it.form == ast::StatementForm::Title) add(TextRole::Title, it.text);
    if (it.reading != nullptr) add(TextRole::Quote, it.reading->quote);
    if (it.define != nullptr) {
      add(TextRole::Phrase, it.define->holds);
      add(TextRole::Phrase, it.define->does_not_hold);
    }
    if (it.judgement != nullptr) {
      add(TextRole::Question, it.judgement->asks);
      add(TextRole::Evidence, it.judgement->from);
      add(TextRole::Answerer, it.judgement->by);
    }
    clause_ = it.clause;
    if (it.clause == nullptr) return;
    for (const ast::Item& each : it.clause->items) item(each);
  }

  std::vector<SeenText> take() && { return std::move(texts_); }

 private:
  void add(TextRole role, const ast::Text* text) {
    if (text != nullptr) texts_.push_back({role, text, clause_});
  }

  void item(const ast::Item& it) {
    const bool is_gist = it.form == ast::ItemForm::Gist;
    const bool has_reason = it.form == ast::ItemForm::Informative || it.form == ast::ItemForm::NotCheckable ||
                            it.form == ast::ItemForm::NotEncoded;
    add(is_gist ? TextRole::Gist : has_reason ? TextRole::Reason : TextRole::Quote, it.text);
    add(TextRole::Gist, it.gist);
    if (it.norm != nullptr) {
      add(TextRole::Message, it.norm->otherwise);
      add(TextRole::Quote, it.norm->quote);
      add(TextRole::Gist, it.norm->gist);
      for (const ast::Item& each : it.norm->exceptions) item(each);
    }
    for (const ast::Item& each : it.items) item(each);
  }

  std::vector<SeenText> texts_;
  const ast::ClauseDecl* clause_ = nullptr;  ///< that is looked at
};

}  // namespace

std::vector<SeenText> texts_of(const Look& look) {
  Collected result;
  for (const checking::PolicyFile& file : look.analysis().files().files)
    for (const ast::Statement& statement : file.tree->statements) result.statement(statement);
  return std::move(result).take();
}

std::vector<std::string> plain_words(std::string_view text) {
  std::vector<std::string> result;
  bool is_in_word = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_of_word = std::isalnum(byte) != 0 || byte >= 0x80 || c == '\'';
    if (is_of_word && !is_in_word) result.emplace_back();
    if (is_of_word) result.back() += static_cast<char>(std::tolower(byte));
    is_in_word = is_of_word;
  }
  return result;
}

}  // namespace precept::lint
