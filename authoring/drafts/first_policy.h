// A policy to begin with for an official text: a clause for each of its paragraphs, none of them encoded yet.
//
//     clause "rule 1"
//       quote "Nobody brings more people than there are seats"
//       not encoded "to be read: what would a document show?"
//
// It compiles against the lock that is made with it; `precept source coverage` counts what is left to do.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "compiler/official/official.h"

namespace precept::drafts {

struct FirstPolicy {
  std::string policy, lock, tests;  ///< the texts of the three files
};

/// True for what may stand behind `policy`: `town.loans`.
bool is_policy_name(std::string_view name);
/// The same as the name of a file or folder: `town_loans`.
std::string file_name_of(std::string_view policy);

/// Writes them; `wanted` is how the text was read. What is reported may have a place in `sources`. Reported
/// is why no policy can be made of the text: then there is none.
std::optional<FirstPolicy> first_policy(const std::string& name, const official::OfficialText& text,
                                        const official::Wanted& wanted, Sources& sources,
                                        Diagnostics& diagnostics);

}  // namespace precept::drafts
