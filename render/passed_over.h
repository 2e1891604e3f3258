// Files that lie in a folder of documents and are not checked.
#pragma once

#include <string>

namespace precept::rendering {

/// Why it is not taken for one.
enum class PassedReason { Hidden, Answers, Receipt, Policy, Format, Special, LostLink, Again };
struct PassedOver {
  std::string file;
  PassedReason reason{};
};
/// The word in JSON reports: "hidden", "answers".
const char* to_string(PassedReason reason);

}  // namespace precept::rendering
