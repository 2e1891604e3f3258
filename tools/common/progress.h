// How far a long command is, in one line on a terminal.
//
//   [#####...................................] 1234 of 10000, 3 not compliant
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "tools/common/output.h"

namespace precept::tools {

/// Whether to show how far a command is: standard error is a terminal that can erase a line, and no service
/// runs the command (the variable CI).
bool shows_progress(bool is_refused);

/// "[####....] 12 of 24".
std::string progress_bar(std::size_t done, std::size_t all);

/// Shows the line while it lives, from half a second on; `output` erases it before it writes anything else.
class Progress {
 public:
  /// Without `total`, how many there are will be known at the end only.
  Progress(std::optional<std::size_t> total, bool is_shown, Output& output);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// One more is done.
  void step(bool is_compliant);

 private:
  using Clock = std::chrono::steady_clock;

  std::optional<std::size_t> total_;
  std::size_t done_ = 0, failed_ = 0;
  bool is_shown_;
  Output& output_;
  Clock::time_point next_;  ///< when the line is shown again
};

}  // namespace precept::tools
