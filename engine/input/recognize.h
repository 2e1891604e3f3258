// Recognizes answers, receipts and cards, which Precept writes beside documents, by the members of the
// outermost object.
#pragma once

#include <string_view>

namespace precept::input {

/// What Precept itself wrote, told by what the text holds.
bool is_answers(std::string_view text);
bool is_receipt(std::string_view text);
bool is_card(std::string_view text);

}  // namespace precept::input
