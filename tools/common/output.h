// Standard output and standard error of the command line.
#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "render/sink.h"

namespace precept::tools {

/// The command line tells what it finds by the renderers, whose names are its own words.
using namespace rendering;

enum class ColorWish { Auto, Always, Never };

/// Buffered writing to standard output. A reader that goes away (`| head`) is no mistake to be told: what
/// follows is dropped, and the command ends with an error's exit code, since not everything was told.
class Output final : public Sink {
 public:
  ~Output() override { flush(); }
  Output() = default;
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view text) override;
  /// To standard error.
  void write_mistakes(std::string_view text) override;
  void flush();
  /// Standard output is for a file (`-o -`): from now on `write` goes to standard error.
  void reserve_for_data();
  /// The content of a file that goes to standard output; after what was written to it before.
  void write_data(std::string_view bytes);

  /// Everything has been written: the exit code, which is never 0 where standard output did not take all of
  /// it. Says why, but for a reader that went away.
  int finish(int code);

 private:
  void send(int stream, std::string_view bytes);

  std::string buffer_;
  std::string failure_;
  bool is_closed_ = false, is_reserved_ = false;
};

/// Standard streams that are closed are opened again on nothing, so that no file takes their place; writing
/// to them fails as before. To be called before anything is opened.
void keep_standard_streams();

/// Whether a stream (1 or 2) is to be coloured: by wish, else on a terminal where NO_COLOR
/// (https://no-color.org) is not set.
Color color_of(int stream, ColorWish wish);

/// Columns to write in: the terminal's, or 100.
std::size_t output_width();

}  // namespace precept::tools
