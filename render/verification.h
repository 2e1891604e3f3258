// What came of verifying a receipt, for people and for programs.
#pragma once

#include <string>
#include <vector>

#include "base/diagnostic.h"
#include "checker/check.h"
#include "render/sink.h"

namespace precept::rendering {

/// Something that was looked at and is as the receipt has it.
struct Held {
  std::string part;  ///< as of checker::Fault
  std::string words;
};

struct Verification {
  std::string file;
  checker::Answer answer;
  std::vector<Held> held;
  std::vector<std::string> not_at_hand;  ///< what the receipt names and nobody gave
  std::vector<std::string> strangers;    ///< what was given and is none of what the receipt names
};

void write_verification_text(const Verification& verification, Color color, Sink& output);
void write_verification_json(const Verification& verification, Sink& output);

}  // namespace precept::rendering
