#include "runtime/verify/open.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <memory>
#include <string>

#include "base/file_observer.h"
#include "runtime/verify/verify.h"

namespace precept {

namespace {

std::expected<Program, ProgramError> verified(std::expected<Program, ProgramError> program) {
  if (!program) return program;
  if (auto error = verify(*program)) return std::unexpected(*error);
  return program;
}

std::unexpected<ProgramError> unreadable(std::string message) {
  return std::unexpected(ProgramError{ProgramError::Reason::Unreadable, std::move(message)});
}

}  // namespace

std::expected<Program, ProgramError> open_program(std::vector<std::byte> bytes) {
  auto owner = std::make_shared<const std::vector<std::byte>>(std::move(bytes));
  return verified(Program::unverified(owner, *owner));
}

std::expected<Program, ProgramError> map_program(const std::filesystem::path& file) {
  tell_read(file);
  const std::string name = file.filename().string();
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return unreadable("`" + name + "` cannot be opened: " + std::strerror(errno));
  struct stat status {};
  const bool regular = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
  const auto size = regular ? static_cast<std::size_t>(status.st_size) : 0;
  void* address = size == 0 ? MAP_FAILED : ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  ::close(descriptor);
  if (!regular) return unreadable("`" + name + "` is not a file");
  if (address == MAP_FAILED) return unreadable("`" + name + "` is empty or cannot be mapped");
  std::shared_ptr<const void> owner(address, [size](void* mapping) { ::munmap(mapping, size); });
  return verified(Program::unverified(std::move(owner), {static_cast<const std::byte*>(address), size}));
}

}  // namespace precept
