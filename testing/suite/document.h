// The document of a test: its fixture or its own words, changed and attested. Internal to testing/.
#pragma once

#include "testing/suite/data.h"

namespace precept::testing {

/// A place in a document: JSON pointer and the type of what is there.
struct Located {
  std::string pointer;
  const model::Type* type = nullptr;
  Json* value = nullptr;  ///< null where the document has nothing there
};

/// Finds the element that a test names, by its name or index; no value (and a diagnostic) where there is
/// none. `list` is what the list is called: "`attendance`".
std::optional<std::size_t> find_element(const Json* list, const ast::PlaceStep& step,
                                        const std::string& list_name, const Context& context);

/// The path from the document, step by step checked against the policy and, where it goes through a list,
/// against the document; no value (and a diagnostic) where a step leads nowhere.
std::optional<Located> locate(Json& document, std::span<const ast::PlaceStep> steps, const Context& context);

/// Names of all elements of a record type that are anywhere in the document.
std::vector<std::string> names_in(const Json& document, const model::Record& document_record,
                                  std::uint32_t record, const model::Model& model);

/// Reads the fixture. No value (and a diagnostic) where it cannot be used.
std::optional<Json> read_fixture(const ast::Test& test, Sources& sources, Diagnostics& diagnostics);

/// The day of the document that the test makes, as far as it can be seen before a policy is chosen.
std::optional<Day> day_of(const ast::Test& test, const std::optional<Json>& fixture,
                          const std::map<std::string_view, const ast::Datum*>& cases);

/// The whole document of the test.
Json build_document(const ast::Test& test, const std::optional<Json>& fixture, const Context& context);

}  // namespace precept::testing
