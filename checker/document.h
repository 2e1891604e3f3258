// The whole document: whether it is one that is checked at all, and what people attest in it.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "checker/clause_table.h"

namespace precept::checker {

/// By judgement, and the pointer of what it is about (nothing: the document).
using Attested = std::pair<std::string, std::optional<std::string>>;

/// A document as the clause table's schema has it.
struct ReadDocument {
  Json json;
  std::map<Attested, bool> attestations;
  std::optional<std::int64_t> date;
};

/// Refuses each document that is refused when it is checked: of another kind, fields that its record does not
/// have, values of another type, what is no member, key or day, texts with characters that nobody sees, blank
/// names, attestations that are incomplete, by nobody, contradict each other, or are not about one thing.
ReadDocument read_document(const std::string& text, const ClauseTable& table);

}  // namespace precept::checker
