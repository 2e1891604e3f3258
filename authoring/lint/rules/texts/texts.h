// The texts of a policy as they are written. Internal to texts/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "authoring/lint/look/look.h"
#include "authoring/lint/look/rule.h"

namespace precept::lint {

enum class TextRole { Title, Quote, Gist, Reason, Message, Phrase, Question, Evidence, Answerer };

struct SeenText {
  TextRole role{};
  const ast::Text* text = nullptr;
  const ast::ClauseDecl* clause = nullptr;  ///< that it is in; null: in none
};
/// All texts of the policy and its modules, in the order of their files.
std::vector<SeenText> texts_of(const Look& look);

/// The words of a text in lower case, without signs: "Ten, at most." is ten, at, most.
std::vector<std::string> plain_words(std::string_view text);

}  // namespace precept::lint
