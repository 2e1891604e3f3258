// Builds the document of a test: its fixture or its `given`, with the test's changes and attestations.
// Internal to testing/.
#pragma once

#include "testing/suite/data.h"

namespace precept::testing {

/// A place in a document.
struct DocumentPlace {
  std::string pointer;
  const model::Type* type = nullptr;
  Json* value = nullptr;  ///< null where the document has nothing there
};

/// The index of the element that a test names by its name or index; nothing, with a diagnostic, where there
/// is none. `list_name` is for messages: "`attendance`".
std::optional<std::size_t> find_element(const Json* list, const ast::PlaceStep& step,
                                        const std::string& list_name, const TestContext& context);

/// Follows the steps of a path. Each step is checked against the policy, a step into a list against the
/// document too; nothing, with a diagnostic, where a step leads nowhere.
std::optional<DocumentPlace> locate(Json& document, std::span<const ast::PlaceStep> steps,
                                    const TestContext& context);

/// The names of all elements of the record type, wherever they are in the document.
std::vector<std::string> names_in(const Json& document, const model::Record& document_record,
                                  std::uint32_t record, const model::Model& model);

/// Reads the fixture; nothing, with a diagnostic, where it cannot be used.
std::optional<Json> read_fixture(const ast::Test& test, Sources& sources, Diagnostics& diagnostics);

/// The date of the test's document, as far as the test shows it before a policy is chosen.
std::optional<Day> day_of(const ast::Test& test, const std::optional<Json>& fixture,
                          const std::map<std::string_view, const ast::Datum*>& cases);

/// The whole document of the test; mistakes are diagnostics.
Json build_document(const ast::Test& test, const std::optional<Json>& fixture, const TestContext& context);

}  // namespace precept::testing
