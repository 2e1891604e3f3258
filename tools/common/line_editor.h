// Lines as a person types them at a terminal, edited, with history and completion; elsewhere as they come on
// standard input, so that a script reads the same.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace precept::tools {

/// Gives what may stand in place of the last word of a line; the line is as far as the cursor.
using Completer = std::function<std::vector<std::string>(const std::string& line)>;

class LineEditor {
 public:
  LineEditor(std::string prompt, Completer completer);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  /// The next line without its end; nothing at the end of the input.
  std::optional<std::string> next();
  /// Lines that were given, the oldest first.
  const std::vector<std::string>& history() const { return history_; }
  /// Whether a person types.
  bool is_terminal() const { return is_terminal_; }

 private:
  std::optional<std::string> edited();
  std::optional<std::string> plain();

  std::string prompt_;
  std::vector<std::string> history_;
  std::string read_;  ///< from standard input, and not given yet
  bool is_terminal_ = false;
};

}  // namespace precept::tools
