// What a folder of documents holds and is no document.
#pragma once

#include <string>

namespace precept::rendering {

/// Why it is not taken for one.
enum class PassedReason { Hidden, Answers, Receipt, Policy, Format, Special, LostLink, Again };
struct PassedOver {
  std::string file;
  PassedReason reason{};
};
/// "hidden", "answers": for programs.
const char* to_string(PassedReason reason);

}  // namespace precept::rendering
