#include "tools/output.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>

namespace precept::tools {

namespace {

constexpr std::size_t kBlock = 1u << 16;

/// 0, or the error number.
int write_all(int stream, std::string_view text) {
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

void Output::flush() {
  if (!is_closed_) {
    if (int error = write_all(STDOUT_FILENO, buffer_); error != 0) {
      is_closed_ = true;
      if (error != EPIPE) failure_ = std::strerror(error);
    }
  }
  buffer_.clear();
}

bool write_file(const std::filesystem::path& target, std::string_view bytes, Diagnostics& diagnostics) {
  std::filesystem::path beside = target;
  beside += fmt::format(".{}.tmp", ::getpid());
  std::ofstream stream(beside, std::ios::binary | std::ios::trunc);
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  std::string why = "its folder is not there, or may not be written to";
  std::error_code error;
  if (stream) {
    std::filesystem::rename(beside, target, error);
    if (!error) return true;
    why = error.message();
  }
  std::filesystem::remove(beside, error);
  diagnostics.report(DiagnosticKind::CannotWrite, {},
                     fmt::format("`{}` cannot be written: {}", target.string(), why));
  return false;
}

void write_error(Output& output, std::string_view text) {
  output.flush();
  write_all(STDERR_FILENO, text);
}

Color color_of(int stream, ColorWish wish) {
  switch (wish) {
    case ColorWish::Always:
      return Color::On;
    case ColorWish::Never:
      return Color::Off;
    case ColorWish::Auto:
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
