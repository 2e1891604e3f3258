// The receipts of all cases that come to a verdict, and changed receipts whose digests are correct again, as
// a forger would make them.
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "runtime/program/program.h"

namespace precept::test {

using Json = nlohmann::json;

struct ProvenReceipt {
  std::string name;
  std::string text;      ///< the receipt
  std::string document;  ///< the document's text
  std::string card;      ///< the policy's card
  std::vector<const Program*> policies;
};

/// All receipts, made once; `problems` has what failed.
class Receipts {
 public:
  static const Receipts& all();
  const std::vector<ProvenReceipt>& proven() const { return proven_; }
  const std::vector<std::string>& problems() const { return complaints_; }

 private:
  Receipts();
  void add(const struct Case& test);
  const std::vector<Program>& programs(const std::filesystem::path& path);

  std::map<std::filesystem::path, std::vector<Program>> programs_;
  std::vector<ProvenReceipt> proven_;
  std::vector<std::string> complaints_;
};

/// The receipt as text, with correct digests of the clause table and the whole, where they can be computed.
std::string with_correct_digests(Json receipt);
/// The receipt that says of the lists in its proof that they came from files; the same where it has none.
Json with_lists(Json receipt);
/// The receipt changed to name another document.
Json with_document(Json receipt, const std::string& document);

}  // namespace precept::test
