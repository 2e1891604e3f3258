// Finds the cases in the tree. A case is a document with what is expected of it:
//
//   x.json with x.expect beside it: the policy is the one that the nearest `cases.conf` above names
//   (`policy policies/wtsa-res54`, from the root of the tree), or the *.precept files in the same folder.
//
//   x.precept with its documents inside, as comments of the language:
//       --! a word or a few that name the document
//       --> {"kind": "Order", "total": 3}
//       --= verdict compliant
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/case_runner/expectation.h"

namespace precept::test {

struct Case {
  std::string name;  ///< "res54/resolves-1/one-supporter", or "run/sum: two rows"
  std::filesystem::path policy;
  std::string document_name, document;
  std::vector<ExpectedLine> expected;
  std::filesystem::path expectation_file;
};

/// Whether the policy file holds its documents itself.
bool has_documents(const std::filesystem::path& policy);

/// All cases in the folder and below, in the order of their names. `root` is the root of the tree. Mistakes
/// in the files, such as an expectation without a document or a document without one, are added to
/// `problems`.
std::vector<Case> find_cases(const std::filesystem::path& folder, const std::filesystem::path& root,
                             std::vector<std::string>& problems);

/// Replaces the case's expectation by the lines.
void write_expectation(const Case& changed, const std::vector<std::string>& lines);

}  // namespace precept::test
