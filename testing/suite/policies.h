// Finds the policy that a test file is about. Internal to testing/.
#pragma once

#include "compiler/ast/test_file.h"
#include "testing/suite/suite.h"

namespace precept::testing {

/// Finds and compiles the policies of test files, each once.
class Policies {
 public:
  Policies(Suite& suite, std::span<const std::filesystem::path> given, Diagnostics& diagnostics)
      : suite_(suite), given_(given), diagnostics_(diagnostics) {}

  /// The policy that the header names; null where there is none or it does not compile. Each policy is
  /// reported once.
  const PolicyRevisions* policy_for_tests(const ast::Name& header, const std::filesystem::path& test_file);

 private:
  std::vector<std::filesystem::path> files_of(const ast::Name& header, const std::filesystem::path& test_file,
                                              std::vector<std::string>& others);
  const PolicyRevisions* compile_all(std::string_view name, std::vector<std::filesystem::path> files);

  Suite& suite_;
  std::span<const std::filesystem::path> given_;
  Diagnostics& diagnostics_;
  std::vector<std::vector<std::filesystem::path>> failed_;
};

/// The revision in force on the day; the last one where none is, or where there is no day.
const model::Model& revision_on(const PolicyRevisions& policies, std::optional<Day> day);

}  // namespace precept::testing
