// Counts the constructs of generated policies and documents, and the outcomes: a test that never meets one
// says nothing about it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/model/model.h"
#include "runtime/report/report.h"

namespace precept::generate {

class Statistics {
 public:
  Statistics();
  void add(const model::Model& policy);
  void add(const DocumentReport& report);
  /// The constructs and outcomes that never occurred.
  std::vector<std::string> missing() const;
  std::string table() const;

 private:
  using Counts = std::map<std::string, std::size_t>;
  std::map<std::string, Counts> groups_;
};

}  // namespace precept::generate
