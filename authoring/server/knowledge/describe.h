// What there is to say of a declaration: its line, what its author wrote above it, the words of its clause.
//
//     -- in metres                   hover at `length`: "field Stall.length : int", "in metres"
//     length : int
#pragma once

#include <string>
#include <string_view>

#include "authoring/server/common/feature.h"

namespace precept::server {

/// The tree of a declaration's statement; null where there is none.
const ast::Statement* statement_of(const PolicyState& policy, const analysis::Declaration& declaration);
/// The clause whose label stands there; null where none does.
const ast::ClauseDecl* clause_at(const PolicyState& policy, Span label);
/// The innermost clause around the place; null where there is none.
const ast::ClauseDecl* clause_around(const PolicyState& policy, FileId file, std::uint32_t offset);

/// "define is_long(s: Stall): truth"; "field Stall.length : int".
std::string line_of(const PolicyState& policy, analysis::DeclarationId declaration);
/// All that is known of it, in Markdown.
std::string description_of(const PolicyState& policy, analysis::DeclarationId declaration);
/// The words of the locked text that are known of a clause's paragraph, in its order.
std::vector<std::string> locked_words(const PolicyState& policy, std::string_view label);
/// The parameters of a definition or judgement as they are written: "s: Stall".
std::vector<std::string> parameters_of(const PolicyState& policy, analysis::DeclarationId declaration);

}  // namespace precept::server
