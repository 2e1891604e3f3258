// Turns the values in tests into JSON and checks them against the types of the policy. Internal to testing/.
//
// In a test `{name: "Ida", date: 2025-03-01}` gives `{"name": "Ida", "date": "2025-03-01"}`.
#pragma once

#include <map>
#include <nlohmann/json.hpp>

#include "compiler/ast/test_file.h"
#include "testing/suite/suite.h"

namespace precept::testing {

using Json = nlohmann::ordered_json;

/// What is needed to read one test or one row of it.
struct TestContext {
  const model::Model& model;
  const model::Record& record;  ///< of the document
  std::map<std::string_view, const ast::Datum*> cases;
  /// The test expects a mistake in its document, so its values are not checked.
  bool is_loose = false;
  const Sources& sources;
  Diagnostics& diagnostics;

  Diagnostic& report(DiagnosticKind kind, Span place, std::string message) const {
    return diagnostics.report(kind, place, std::move(message));
  }
  /// The row's value, where the datum is a name of the cases; else the datum itself.
  const ast::Datum& value_of(const ast::Datum& datum) const;
};

/// The type in words, for messages: "a list of `Supporter`".
std::string type_in_words(const model::Type& type, const model::Model& model);
const model::Field* find_field(const model::Record& record, std::string_view name);
std::vector<std::string_view> field_names(const model::Record& record);
/// The records that an `about` of the policy names.
std::vector<const model::Record*> document_records(const model::Model& model);

/// The datum as JSON; null, with a diagnostic, where it does not fit the type. `what` names it: "`region`".
Json to_json(const ast::Datum& datum, const model::Type& type, const std::string& what,
             const TestContext& context);
/// The same for the fields of a record.
Json record_to_json(const ast::Datum& object, const model::Record& record, const TestContext& context);
/// The datum as JSON without a check; names become texts.
Json to_json_loosely(const ast::Datum& datum, const TestContext& context);

}  // namespace precept::testing
