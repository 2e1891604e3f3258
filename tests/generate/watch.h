// What a long run can still say when it is ended from outside, or by the pair that it is at.
#pragma once

#include <string>

namespace precept::generate {

/// From its making on, SIGINT and SIGTERM only ask for the end. A crash, and a pair that takes more than five
/// minutes of the processor, end the process by their signal, with the command on standard error that runs
/// the pair alone. There is one of it in a process.
class Watch {
 public:
  Watch();
  /// Begins the time of a pair; `command` runs it alone.
  void begin(const std::string& command);
  /// What comes now may take longer.
  void rest();
  /// The signal that asked for the end; 0: none has.
  int asked_to_end() const;
};

}  // namespace precept::generate
