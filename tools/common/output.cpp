#include "tools/common/output.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "base/file.h"

namespace precept::tools {

namespace {

constexpr std::size_t kBlock = 1u << 16;

/// 0, or the error number.
int write_to(int stream, std::string_view text) {
  while (!text.empty()) {
    ssize_t written = ::write(stream, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

}  // namespace

void Output::write(std::string_view text) {
  if (is_closed_) return;
  buffer_ += text;
  if (buffer_.size() >= kBlock) flush();
}

void Output::send(int stream, std::string_view bytes) {
  if (is_closed_) return;
  const int error = write_to(stream, bytes);
  if (error == 0) return;
  is_closed_ = true;
  if (error != EPIPE) failure_ = file_error_in_words(error);
}

void Output::show_status(std::string_view line) {
  erase_status();
  if (line.empty()) return;
  write_to(STDERR_FILENO, line);
  has_status_ = true;
}

void Output::erase_status() {
  constexpr std::string_view kErase = "\r\x1b[K";  // to the begin of the line, and what stands there away
  if (has_status_) write_to(STDERR_FILENO, kErase);
  has_status_ = false;
}

void Output::flush() {
  if (!buffer_.empty()) erase_status();
  if (is_reserved_) {
    write_to(STDERR_FILENO, buffer_);
  } else {
    send(STDOUT_FILENO, buffer_);
  }
  buffer_.clear();
}

void Output::reserve_for_data() {
  flush();
  is_reserved_ = true;
}

void Output::write_data(std::string_view bytes) {
  flush();
  erase_status();
  send(STDOUT_FILENO, bytes);
}

int Output::flush_and_exit_code(int code) {
  flush();
  // Some systems tell only on closing that the disk is full.
  if (!is_closed_ && ::close(STDOUT_FILENO) != 0 && errno != EBADF) {
    is_closed_ = true;
    failure_ = file_error_in_words(errno);
  }
  if (!is_closed_) return code;
  constexpr int kNotTold = 2;
  if (!failure_.empty()) {
    write_to(STDERR_FILENO, fmt::format("error[E5006]: standard output cannot be written: {}\n", failure_));
  }
  return kNotTold;
}

void keep_standard_streams() {
  for (int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) != -1 || errno != EBADF) continue;
    // `open` takes the lowest free number, which is this one. The direction is the wrong one on purpose:
    // using the stream still fails.
    if (::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) != stream) return;
  }
}

void Output::write_mistakes(std::string_view text) {
  flush();
  erase_status();
  write_to(STDERR_FILENO, text);
}

Color color_of(int stream, ColorChoice wish) {
  switch (wish) {
    case ColorChoice::Always:
      return Color::On;
    case ColorChoice::Never:
      return Color::Off;
    case ColorChoice::Auto:
      break;
  }
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  bool is_refused = no_color != nullptr && *no_color != '\0';
  bool is_dumb = terminal != nullptr && std::strcmp(terminal, "dumb") == 0;
  return !is_refused && !is_dumb && isatty(stream) ? Color::On : Color::Off;
}

std::size_t output_width() {
  constexpr std::size_t kUsual = 100;
  constexpr std::size_t kLeast = 40;
  winsize size{};
  if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return kUsual;
  return std::max<std::size_t>(size.ws_col, kLeast);
}

}  // namespace precept::tools
