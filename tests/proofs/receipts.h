// Receipts of every case of the tests that comes to a verdict, and how somebody makes one over who controls
// it: all digests made right again.
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "runtime/program/program.h"

namespace precept::test {

using Json = nlohmann::json;

struct Proven {
  std::string name;
  std::string text;      ///< the receipt
  std::string document;  ///< its text
  std::string card;      ///< of its policy
  std::vector<const Program*> policies;
};

/// Made once; `complaints` has what went wrong on the way.
class Receipts {
 public:
  static const Receipts& all();
  const std::vector<Proven>& proven() const { return proven_; }
  const std::vector<std::string>& complaints() const { return complaints_; }

 private:
  Receipts();
  void add(const struct Case& test);
  const std::vector<Program>& programs(const std::filesystem::path& path);

  std::map<std::filesystem::path, std::vector<Program>> programs_;
  std::vector<Proven> proven_;
  std::vector<std::string> complaints_;
};

/// As it is written, with the digests of clause table and whole made right where they can be.
std::string resealed(Json receipt);
/// The receipt as one of another document.
Json rebound(Json receipt, const std::string& document);

}  // namespace precept::test
