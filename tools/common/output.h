// The sink of the command line: writes to standard output and standard error. Errors of writing are kept, and
// `flush_and_exit_code` tells them at the end.
//
// For the policy in `first.precept` (`shall ensure b.people <= b.seats`), a report goes to standard output,
// and a mistake in the policy (`shall ensure b.people <= `) to standard error.
#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "render/sink.h"

namespace precept::input {}

namespace precept::tools {

/// The command line tells what it finds by the renderers, and reads what people name by the engine's inputs;
/// their names are its own words.
using namespace rendering;
using namespace input;

enum class ColorChoice { Auto, Always, Never };

/// Writes to standard output with a buffer. Where the reader goes away (`| head`), the rest is dropped
/// without a message, and the exit code is that of an error, because not everything was told.
class Output final : public Sink {
 public:
  ~Output() override { flush(); }
  Output() = default;
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  void write(std::string_view text) override;
  /// Writes to standard error.
  void write_mistakes(std::string_view text) override;
  /// Shows a line on standard error, which must be a terminal, in place of the last one. Whatever else is
  /// written erases it; an empty line only erases.
  void show_status(std::string_view line);
  void flush();
  /// Whether standard output takes no more: its reader went away, or the disk is full.
  bool is_closed() const { return is_closed_; }
  /// Keeps standard output for a file's content (`-o -`): from now on `write` goes to standard error.
  void reserve_for_data();
  /// Writes a file's content to standard output, after everything written to it before.
  void write_data(std::string_view bytes);

  /// Writes the rest and returns the exit code, which is never 0 where standard output did not take
  /// everything. Tells why, except where the reader went away.
  int flush_and_exit_code(int code);

 private:
  void send(int stream, std::string_view bytes);
  void erase_status();

  std::string buffer_;
  std::string failure_;
  bool is_closed_ = false, is_reserved_ = false;
  bool has_status_ = false;  ///< the last line on the terminal is a status
};

/// Opens closed standard streams on /dev/null, so that no other file gets their number; writing to them still
/// fails. Must be called before any file is opened.
void keep_standard_streams();

/// Whether to colour a stream (1 or 2): as wished, else on a terminal where NO_COLOR (https://no-color.org)
/// is not set.
Color color_of(int stream, ColorChoice wish);

/// The width of the terminal in columns; 100 where there is none.
std::size_t output_width();

}  // namespace precept::tools
