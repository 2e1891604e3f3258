// Completion, hover and lenses in documents: JSON and YAML of a kind that a policy is about.
#pragma once

#include <string>

#include "authoring/server/common/feature.h"

namespace precept::server {

Json hover_in_record(const Context& context, const Document& document, const Json& params);
Json complete_in_record(const Context& context, const Document& document, std::uint32_t offset);
Json lenses_of_record(const Context& context, const Document& document);

/// Whether the document says that it is of a kind that the policy is about.
bool is_of_policy(const Document& document, const PolicyState& policy);
/// Why a document came out as it did, or one clause of it; a RequestError where it was not checked.
std::string explanation_of(const Context& context, const std::filesystem::path& file, const std::string& text,
                           const std::string& clause);

}  // namespace precept::server
