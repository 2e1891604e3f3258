// Files that lie in a folder of documents and are not checked.
#pragma once

#include <string>

namespace precept::rendering {

/// Why it is not taken for one.
enum class PassedOverReason { Hidden, Answers, Receipt, Policy, Format, Special, LostLink, Repeated };
struct PassedOverFile {
  std::string file;
  PassedOverReason reason{};
};
/// The word in JSON reports: "hidden", "answers".
const char* to_string(PassedOverReason reason);

}  // namespace precept::rendering
