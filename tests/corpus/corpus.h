// Makes the conformance corpus: cases of the language and of Resolution 54 as JSON, for any implementation.
// conformance/README.md describes its files.
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/source.h"
#include "runtime/check/check.h"
#include "tests/agree/agree.h"

namespace precept::corpus {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

/// The policies of a case, in every form.
struct CasePolicies {
  std::vector<test::Policy> policies;
  Sources sources;
  Diagnostics mistakes;  ///< why a policy does not compile
  std::string refused;   ///< why the verifier refused a program: a fault of the compiler
  std::vector<fs::path> files;
};

struct CorpusCase {
  std::string name, about, document;
  std::vector<ChosenReading> readings;
  std::optional<Day> as_of;
};

/// Collects the corpus, file by file. A problem, such as ways to evaluate that disagree, stops it.
class Corpus {
 public:
  explicit Corpus(fs::path scratch) : scratch_(std::move(scratch)) {}

  CasePolicies build(const fs::path& path);
  /// Adds the policy's files to the topic under `id`, with their paths below `base`.
  void add_policy(const std::string& topic, const std::string& id, const CasePolicies& group,
                  const fs::path& base);
  /// Adds a case with what is expected of it, and returns the report. `policy` is an id of the topic or a
  /// path in the tree.
  DocumentReport add_case(const std::string& topic, const std::string& policy, CasePolicies& group,
                          const CorpusCase& question);
  /// Adds a policy with mistakes; false where it has none.
  bool add_mistakes(const std::string& topic, const std::string& policy, const CasePolicies& group,
                    const fs::path& base, const std::string& name);

  /// The files of the corpus: name ("language/lists.json") and text.
  std::map<std::string, std::string> files() const;
  std::size_t count(std::string_view folder) const;
  const std::vector<std::string>& problems() const { return problems_; }

 private:
  Json& topic(const std::string& name);

  fs::path scratch_;
  std::size_t built_ = 0;
  std::map<std::string, Json> topics_;
  std::vector<std::string> problems_;
};

/// What is expected of a document: the report, with the policy's own words for violations.
Json expected_of(const DocumentReport& report, const std::vector<std::string>& words, const Sources& sources);
/// Evaluates a document by a group; adds the policy's own words for each finding to `words`, and
/// disagreements to `problems`.
DocumentReport evaluate(CasePolicies& group, FileId document, const CheckOptions& options,
                        std::vector<std::string>& words, std::vector<std::string>& problems);
/// Code and place of each error; files are named relative to `base`.
Json errors_of(const Diagnostics& diagnostics, const Sources& sources, const fs::path& base);
/// The text; in base64 where its bytes are not UTF-8.
Json text_of(std::string_view bytes);

/// Add the cases of the tree, the examples and the policies.
void add_language_cases(Corpus& corpus, const fs::path& root);
void add_res54_cases(Corpus& corpus, const fs::path& root);
/// Adds random policies and documents, always the same. Returns the parts of the language that they never
/// use.
std::vector<std::string> add_generated_cases(Corpus& corpus, const fs::path& scratch);

}  // namespace precept::corpus
