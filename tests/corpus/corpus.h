// The conformance corpus: cases of the language and of Resolution 54 as JSON, for any implementation.
// conformance/README.md says what stands in its files.
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

/// Policies that a case is checked by, built each way.
struct PolicyGroup {
  std::vector<test::Policy> policies;
  Sources sources;
  Diagnostics mistakes;  ///< where one does not compile
  std::string refused;   ///< our mistake: why a program was not taken
  std::vector<fs::path> files;
};

struct Question {
  std::string name, about, document;
  std::vector<ChosenReading> readings;
  std::optional<Day> as_of;
};

/// All that the corpus holds, file by file. What is wrong (ways to evaluate that disagree) stops it.
class Corpus {
 public:
  explicit Corpus(fs::path scratch) : scratch_(std::move(scratch)) {}

  PolicyGroup build(const fs::path& path);
  /// Adds the policy's files to the topic under `id`, as they lie below `base`.
  void add_policy(const std::string& topic, const std::string& id, const PolicyGroup& group,
                  const fs::path& base);
  /// Adds the case with what is expected of it, and gives the report back. `policy`: an id of the topic, or
  /// a path in the tree.
  DocumentReport add_case(const std::string& topic, const std::string& policy, PolicyGroup& group,
                          const Question& question);
  /// A policy with mistakes; false where it has none.
  bool add_mistakes(const std::string& topic, const std::string& policy, const PolicyGroup& group,
                    const fs::path& base, const std::string& name);

  /// Each file's name ("language/lists.json") and text.
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

/// What is expected of a document: by the report, with the words that the policy has for a violation.
Json expected_of(const DocumentReport& report, const std::vector<std::string>& words, const Sources& sources);
/// The report of a document by a group, and for each finding the policy's own words; what disagrees is added
/// to `problems`.
DocumentReport evaluate(PolicyGroup& group, FileId document, const CheckOptions& options,
                        std::vector<std::string>& words, std::vector<std::string>& problems);
/// Code and place of each error, the file as seen from `base`.
Json errors_of(const Diagnostics& diagnostics, const Sources& sources, const fs::path& base);
/// A text, or its bytes in base 64 where they are no UTF-8.
Json text_of(std::string_view bytes);

/// From the cases in the tree, the examples and the policies.
void add_language_cases(Corpus& corpus, const fs::path& root);
void add_res54_cases(Corpus& corpus, const fs::path& root);
/// Random policies and documents, always the same ones; what of the language they never hold comes back.
std::vector<std::string> add_generated_cases(Corpus& corpus, const fs::path& scratch);

}  // namespace precept::corpus
