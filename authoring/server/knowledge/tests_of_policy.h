// Tests in the language, as they stand in buffers and files: what is wrong with them, what they expect, and
// how they come out.
//
//     test "too long"                                    TestInFile{"too long", {"length violated"}}
//       given Stall {name: "Ben", length: 6}
//       expect length violated
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "authoring/server/common/feature.h"
#include "compiler/parse/parse_tests.h"
#include "testing/suite/suite.h"

namespace precept::server {

/// The policy of tests, compiled; its revisions are empty where it is not there or has mistakes.
struct TestedPolicy {
  Sources sources;
  testing::PolicyRevisions revisions;
  std::vector<std::filesystem::path> files;
  std::map<std::filesystem::path, FileStamp> stamps;
  std::uint64_t epoch = 0;
};
std::shared_ptr<const TestedPolicy> tested_policy(Workspace& workspace, const std::string& name,
                                                  const std::filesystem::path& test_file);

/// Tests of one text.
struct ReadTests {
  std::shared_ptr<const TestedPolicy> policy;
  testing::Suite suite;
  Diagnostics diagnostics;
};
ReadTests read_tests_in(Workspace& workspace, const std::filesystem::path& file, const std::string& text);

struct TestInFile {
  std::string title;
  std::vector<std::string> expectations;  ///< as written, with single blanks
  std::uint32_t begin = 0, end = 0;       ///< of `test` and the title
  std::uint32_t body_end = 0;
};
struct TestFile {
  std::filesystem::path path;
  std::string policy;  ///< that its head names
  std::vector<TestInFile> tests;
};
/// The tests that a text has, as far as it can be read.
TestFile tests_in(const std::filesystem::path& path, const std::string& text);
/// The files of tests of the policy, in its folder and one below.
std::vector<std::shared_ptr<const TestFile>> test_files_of(Workspace& workspace, const PolicyState& policy);
/// Whether an expectation is about the clause.
bool expects_of(const TestInFile& test, std::string_view label);

FoundByFile find_in_tests(const Context& context, const Document& document);
Json symbols_of_tests(const Context& context, const Document& document);
/// What is in a buffer, else in the file; empty where it cannot be read.
std::string text_now(const Workspace& workspace, const std::filesystem::path& file);

}  // namespace precept::server
