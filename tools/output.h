// Standard output and standard error of the command line.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace precept::tools {

enum class ColorWish { Auto, Always, Never };

/// Buffered writing to standard output. A reader that goes away (`| head`) is no mistake: what follows is
/// dropped and the command ends as it would have.
class Output {
 public:
  ~Output() { flush(); }
  Output() = default;
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view text);
  void flush();
  /// The reason, where something other than a closed pipe kept the output from being written.
  const std::string& failure() const { return failure_; }

 private:
  std::string buffer_;
  std::string failure_;
  bool is_closed_ = false;
};

/// The bytes as the file's whole content, written beside it and renamed, so that nobody finds half of it;
/// false where that was reported (E5006).
bool write_file(const std::filesystem::path& target, std::string_view bytes, Diagnostics& diagnostics);

/// After what has been written to `output`, to standard error.
void write_error(Output& output, std::string_view text);

/// Whether a stream (1 or 2) is to be coloured: by wish, else on a terminal where NO_COLOR
/// (https://no-color.org) is not set.
Color color_of(int stream, ColorWish wish);

/// Columns to write in: the terminal's, or 100.
std::size_t output_width();

}  // namespace precept::tools
