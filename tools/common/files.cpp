#include "tools/common/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "base/file.h"
#include "base/file_observer.h"
#include "base/in_parallel.h"
#include "compiler/policy_files.h"
#include "runtime/program/program.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

/// An open file that closes itself; `close` tells whether that succeeded.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  operator int() const { return number_; }
  /// 0, or the error number.
  int close() { return ::close(std::exchange(number_, -1)) == 0 ? 0 : errno; }

 private:
  int number_;
};

/// 0, or the error number.
int write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

/// The status of the file at the end of all links; nothing where there is none.
std::optional<struct stat> status_of(const fs::path& file) {
  struct stat status {};
  return ::stat(file.c_str(), &status) == 0 ? std::optional(status) : std::nullopt;
}

bool is_same(const struct stat& one, const struct stat& other) {
  return one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/// The path behind all links; the last link may lead to a file that does not exist yet.
std::optional<fs::path> behind_links(fs::path target) {
  constexpr int kMostLinks = 40;  // the limit of Linux
  std::error_code error;
  for (int i = 0; i < kMostLinks; ++i) {
    if (!fs::is_symlink(target, error)) return target;
    const fs::path next = fs::read_symlink(target, error);
    if (error) return std::nullopt;
    target = target.parent_path() / next;
  }
  errno = ELOOP;
  return std::nullopt;
}

// ---- files that are never overwritten ------------------------------------------------------------

/// What kind of file it is, where it must not be lost to a slip: "a policy"; empty for any other file.
std::string precious(const fs::path& file, std::string_view bytes) {
  if (file.extension() == kPolicyEnding) return "a policy, a module or tests";
  if (file.filename() == "precept.project" || file.filename() == "precept.toml") return "a project file";
  if (head_of(bytes).is_certain) return "a policy, a module or tests";
  if (looks_like_program(std::as_bytes(std::span(bytes)))) return "a program";
  if (bytes.starts_with("precept secret key") || bytes.starts_with("precept public key")) return "a key";
  if (bytes.starts_with("precept-source-lock")) return "a source lock";
  return {};
}

std::string begin_of(const fs::path& file) {
  constexpr std::size_t kEnough = 4096;
  const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  std::string bytes(kEnough, '\0');
  const ssize_t length = opened < 0 ? 0 : ::read(opened, bytes.data(), bytes.size());
  bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(length, 0)));
  return bytes;
}

bool fail(const fs::path& target, const std::string& why, Diagnostics& diagnostics) {
  diagnostics.report(DiagnosticKind::CannotWrite, {},
                     fmt::format("`{}` cannot be written: {}", target.string(), why));
  return false;
}

bool fail(const fs::path& target, int error_number, Diagnostics& diagnostics) {
  const bool has_no_folder = error_number == ENOENT || error_number == ENOTDIR;
  return fail(target, has_no_folder ? "its folder is not there" : file_error_in_words(error_number),
              diagnostics);
}

// ---- ways to write -------------------------------------------------------------------------------

/// Writes to a pipe or a device. 0, or the error number.
int write_through(const fs::path& target, std::string_view bytes) {
  Descriptor opened(::open(target.c_str(), O_WRONLY | O_NOCTTY | O_CLOEXEC));
  if (opened < 0) return errno;
  if (int error = write_all(opened, bytes); error != 0) return error;
  return opened.close();
}

/// Writes to a socket that a program listens at.
int write_to_socket(const fs::path& target, std::string_view bytes) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (target.native().size() >= sizeof address.sun_path) return ENAMETOOLONG;
  std::memcpy(address.sun_path, target.c_str(), target.native().size());
  Descriptor opened(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (opened < 0) return errno;
  if (::connect(opened, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return errno;
  if (int error = write_all(opened, bytes); error != 0) return error;
  return opened.close();
}

/// The mode of a new file.
mode_t usual_mode() {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

/// Makes the renaming durable, like the file itself. A system that cannot do this is no reason to fail.
void sync_folder(const fs::path& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened >= 0) ::fsync(opened);
}

/// Writes to a file with an unpredictable name in the same folder, and renames it.
int write_beside(const fs::path& target, const std::optional<struct stat>& old, std::string_view bytes) {
  const fs::path folder = target.has_parent_path() ? target.parent_path() : fs::path(".");
  std::string name = (folder / ".precept-XXXXXX").string();
  Descriptor opened(::mkostemp(name.data(), O_CLOEXEC));
  if (opened < 0) return errno;
  auto write = [&]() -> int {
    if (int error = write_all(opened, bytes); error != 0) return error;
    // The owner comes before the mode, because a change of owner clears some bits of the mode.
    if (old && ::fchown(opened, old->st_uid, old->st_gid) != 0 && errno != EPERM) return errno;
    if (::fchmod(opened, old ? old->st_mode & 07777 : usual_mode()) != 0) return errno;
    if (::fsync(opened) != 0 && errno != EINVAL) return errno;
    if (int error = opened.close(); error != 0) return error;
    return ::rename(name.c_str(), target.c_str()) == 0 ? 0 : errno;
  };
  const int error = write();
  if (error != 0) ::unlink(name.c_str());
  if (error == 0) sync_folder(folder);
  return error;
}

}  // namespace

void InputFiles::add(const fs::path& file) {
  const auto status = status_of(file);
  if (status && S_ISREG(status->st_mode)) files_.emplace(status->st_dev, status->st_ino);
}

void InputFiles::add(const Sources& sources) {
  for (FileId file = 0; file < sources.size(); ++file) add(sources.file(file).name);
}

void InputFiles::add(const std::vector<fs::path>& files) {
  for (const fs::path& file : files) add(file);
}

void InputFiles::add(const std::vector<const fs::path*>& files, std::size_t jobs) {
  std::vector<decltype(status_of({}))> found(files.size());
  in_parallel(files.size(), jobs, [&](std::size_t i) { found[i] = status_of(*files[i]); });
  files_.reserve(files_.size() + files.size());
  for (const auto& status : found) {
    if (status && S_ISREG(status->st_mode)) files_.emplace(status->st_dev, status->st_ino);
  }
}

bool InputFiles::has(const fs::path& file) const {
  const auto status = status_of(file);
  return status && files_.contains({status->st_dev, status->st_ino});
}

bool is_standard_output(std::string_view target) {
  return target == "-" || target == "/dev/stdout";
}

bool may_write(const fs::path& target, std::string_view bytes, const InputFiles& inputs,
               Diagnostics& diagnostics) {
  const auto status = status_of(target);
  if (!status) return true;
  if (S_ISDIR(status->st_mode)) return fail(target, "it is a folder", diagnostics);
  auto refuse = [&](std::string_view what) {
    diagnostics
        .report(DiagnosticKind::OverInput, {},
                fmt::format("`{}` is not written: it is {}", target.string(), what))
        .with_help("name another file, or take that one away first");
    return false;
  };
  if (inputs.has(target)) return refuse("one of the files that are read");
  if (!S_ISREG(status->st_mode)) return true;
  const std::string there = precious(target, begin_of(target));
  if (!there.empty() && there != precious({}, bytes))
    return refuse(there + ", and that is not to be written");
  return true;
}

bool write_file(const fs::path& target, std::string_view bytes, const InputFiles& inputs, Output& output,
                Diagnostics& diagnostics) {
  if (is_standard_output(target.native())) {
    output.write_data(bytes);
    return true;
  }
  if (target.empty()) return fail(target, "it names nothing", diagnostics);
  if (!may_write(target, bytes, inputs, diagnostics)) return false;
  const auto status = status_of(target);
  struct stat own {};
  // The file behind standard output is written to, not replaced: other output that went there would be lost.
  const bool is_own_output = status && ::fstat(STDOUT_FILENO, &own) == 0 && is_same(*status, own);
  if (is_own_output) {
    output.write_data(bytes);
    return true;
  }
  int error = 0;
  if (status && S_ISSOCK(status->st_mode)) {
    error = write_to_socket(target, bytes);
  } else if (status && !S_ISREG(status->st_mode)) {
    error = write_through(target, bytes);
  } else if (status && ::faccessat(AT_FDCWD, target.c_str(), W_OK, AT_EACCESS) != 0) {
    error = errno;
  } else if (const auto place = behind_links(target)) {
    error = write_beside(*place, status, bytes);
  } else {
    error = errno;
  }
  if (error == 0) tell_written(target);
  return error == 0 || fail(target, error, diagnostics);
}

bool write_new_file(const fs::path& target, std::string_view bytes, unsigned mode, Diagnostics& diagnostics,
                    DiagnosticKind is_there) {
  Descriptor opened(::open(target.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
  if (opened < 0 && (errno == EEXIST || errno == ELOOP)) {
    diagnostics
        .report(is_there, {}, fmt::format("`{}` cannot be written: it is there already", target.string()))
        .with_help(is_there == DiagnosticKind::InTheWay ? "choose another name, or take that one away first"
                                                        : "choose another name; a key is never overwritten");
    return false;
  }
  if (opened < 0) return fail(target, errno, diagnostics);
  int error = write_all(opened, bytes);
  if (error == 0 && ::fsync(opened) != 0 && errno != EINVAL) error = errno;
  const int closing = opened.close();
  if (error == 0) error = closing;
  if (error == 0) return true;
  ::unlink(target.c_str());
  return fail(target, error, diagnostics);
}

}  // namespace precept::tools
