// The policy that a test file is about. Internal to testing/.
#pragma once

#include "compiler/ast/test_file.h"
#include "testing/suite/suite.h"

namespace precept::testing {

/// Finds and compiles policies, each once.
class Policies {
 public:
  Policies(Suite& suite, std::span<const std::filesystem::path> given, Diagnostics& diagnostics)
      : suite_(suite), given_(given), diagnostics_(diagnostics) {}

  /// The policy that the header names; null where there is none or it does not compile, which is reported
  /// once a policy.
  const PolicySet* find(const ast::Name& header, const std::filesystem::path& test_file);

 private:
  std::vector<std::filesystem::path> files_of(const ast::Name& header, const std::filesystem::path& test_file,
                                              std::vector<std::string>& others);
  const PolicySet* compile_all(std::string_view name, std::vector<std::filesystem::path> files);

  Suite& suite_;
  std::span<const std::filesystem::path> given_;
  Diagnostics& diagnostics_;
  std::vector<std::vector<std::filesystem::path>> failed_;
};

/// The revision in force on the day; where there is none, or no day, the last.
const model::Model& revision_on(const PolicySet& policies, std::optional<Day> day);

}  // namespace precept::testing
