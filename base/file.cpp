#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/file_observer.h"

namespace precept {

namespace {

constexpr std::size_t kReadBytes = std::size_t{1} << 18;

std::string too_large(std::size_t most) {
  constexpr std::size_t kMebi = std::size_t{1} << 20, kGibi = std::size_t{1} << 30;
  if (most % kGibi == 0) return fmt::format("it has more than {} GiB", most / kGibi);
  if (most % kMebi == 0) return fmt::format("it has more than {} MiB", most / kMebi);
  return fmt::format("it has more than {} bytes", most);
}

std::string endless(std::size_t most) {
  return fmt::format("it is no regular file, and has more than {} bytes if it ends at all", most);
}

/// Closes an open descriptor at the end of its scope.
struct FileDescriptor {
  int descriptor;
  ~FileDescriptor() {
    if (descriptor >= 0) ::close(descriptor);
  }
};

}  // namespace

std::string open_error_in_words(const std::filesystem::path& file, int error_number) {
  struct stat status {};
  const bool is_link = ::lstat(file.c_str(), &status) == 0 && S_ISLNK(status.st_mode);
  return error_number == ENOENT && is_link ? "it is a link that leads nowhere"
                                           : file_error_in_words(error_number);
}

std::string file_error_in_words(int error_number) {
  switch (error_number) {
    case ENOENT:
      return "there is no such file";
    case EISDIR:
      return "it is a folder";
    case EACCES:
    case EPERM:
      return "there is no permission";
    case ENOTDIR:
      return "a part of its path is no folder";
    case ELOOP:
      return "its links lead in a circle";
    case ENAMETOOLONG:
      return "its name is too long";
    case ENOSPC:
      return "the disk is full";
    case EDQUOT:
      return "the quota of the disk is used up";
    case EFBIG:
      return "it would become larger than files may be here";
    case EROFS:
      return "its disk is read-only";
    case EPIPE:
      return "nobody reads at the other end";
    default:
      return std::strerror(error_number);
  }
}

std::expected<std::string, std::string> read_bytes(int descriptor, std::size_t most) {
  // Reads block by block: a pipe has no size, a device may have no end, a file may grow meanwhile.
  std::string bytes;
  struct stat status {};
  const bool is_file = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  if (!is_file) most = std::min<std::size_t>(most, limits::kStreamBytes);
  if (is_file) {
    if (static_cast<std::size_t>(status.st_size) > most) return std::unexpected(too_large(most));
    bytes.reserve(static_cast<std::size_t>(status.st_size) + kReadBytes);
  }
  while (true) {
    const std::size_t old = bytes.size();
    ssize_t length = 0;
    int error = 0;
    bytes.resize_and_overwrite(old + kReadBytes, [&](char* to, std::size_t) {
      do length = ::read(descriptor, to + old, kReadBytes);
      while (length < 0 && errno == EINTR);
      error = errno;
      return old + static_cast<std::size_t>(std::max<ssize_t>(length, 0));
    });
    if (length < 0) return std::unexpected(file_error_in_words(error));
    if (length == 0) return bytes;
    if (bytes.size() > most) return std::unexpected(is_file ? too_large(most) : endless(most));
  }
}

std::expected<std::string, std::string> read_bytes(const std::filesystem::path& file, std::size_t most) {
  tell_read(file);
  const FileDescriptor opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)};
  if (opened.descriptor < 0) return std::unexpected(open_error_in_words(file, errno));
  return read_bytes(opened.descriptor, most);
}

std::string why_unreadable(const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) return open_error_in_words(file, errno);
  if (S_ISDIR(status.st_mode)) return file_error_in_words(EISDIR);
  if (static_cast<std::size_t>(status.st_size) > kMostFileBytes) return too_large(kMostFileBytes);
  if (::access(file.c_str(), R_OK) != 0) return file_error_in_words(errno);
  return S_ISREG(status.st_mode) ? "reading it failed" : endless(limits::kStreamBytes);
}

}  // namespace precept
