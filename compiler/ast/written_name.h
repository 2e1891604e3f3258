// How a name is written in a policy.
#pragma once

#include <string>
#include <string_view>

namespace precept::ast {

/// True for a word of the language that can be a name only in back-quotes (reserved_words.def).
bool is_reserved(std::string_view word);

/// The name as a policy or a test writes it: in back-quotes where it is a reserved word.
std::string written_name(std::string_view name);

}  // namespace precept::ast
