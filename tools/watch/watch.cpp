#include "tools/watch/watch.h"

#include <fmt/format.h>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <ctime>
#include <system_error>

#include "render/layout.h"
#include "tools/common/clock.h"
#include "tools/watch/watched_files.h"

namespace precept::tools {

namespace {

/// An editor that saves writes several times; all of it is one change.
constexpr long kQuietMilliseconds = 60;
/// How often files are looked at where the system tells nothing of their folder.
constexpr long kLookMilliseconds = 400;

volatile std::sig_atomic_t asked_to_end = 0;

/// Notes that the process is asked to end, once; the second time it ends as ever.
class Ending {
 public:
  Ending() {
    asked_to_end = 0;
    struct sigaction noted {};
    noted.sa_handler = [](int) { asked_to_end = 1; };
    noted.sa_flags = static_cast<int>(SA_RESETHAND);
    for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &noted, &before_[i]);
  }
  ~Ending() {
    for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &before_[i], nullptr);
  }
  Ending(const Ending&) = delete;
  Ending& operator=(const Ending&) = delete;

  /// Waits until something can be read, for so long, or until the process is asked to end.
  static bool poll(int descriptor, long milliseconds) {
    sigset_t these, outside;
    sigemptyset(&these);
    for (const int signal : kSignals) sigaddset(&these, signal);
    // A signal between the question and the wait would be slept over.
    ::pthread_sigmask(SIG_BLOCK, &these, &outside);
    pollfd waited{descriptor, POLLIN, 0};
    const timespec time{milliseconds / 1000, milliseconds % 1000 * 1'000'000};
    const int count =
        asked_to_end != 0 ? 0 : ::ppoll(&waited, 1, milliseconds < 0 ? nullptr : &time, &outside);
    ::pthread_sigmask(SIG_SETMASK, &outside, nullptr);
    return count > 0;
  }

 private:
  static constexpr std::array kSignals{SIGINT, SIGTERM};
  std::array<struct sigaction, kSignals.size()> before_{};
};

/// What the system tells of folders. Where it tells nothing, the files are looked at from time to time.
class FolderEvents {
 public:
  explicit FolderEvents(const std::set<std::filesystem::path>& folders)
      : descriptor_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
    constexpr std::uint32_t kEvents = IN_CREATE | IN_DELETE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_FROM |
                                      IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF;
    is_whole_ = descriptor_ >= 0;
    for (const auto& folder : folders)
      is_whole_ = is_whole_ && ::inotify_add_watch(descriptor_, folder.c_str(), kEvents) >= 0;
  }
  ~FolderEvents() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FolderEvents(const FolderEvents&) = delete;
  FolderEvents& operator=(const FolderEvents&) = delete;

  /// Waits for an event, and until no more come.
  void wait() const {
    if (!Ending::poll(descriptor_, is_whole_ ? -1 : kLookMilliseconds)) return;
    std::array<char, 4096> bytes{};
    do {
      while (::read(descriptor_, bytes.data(), bytes.size()) > 0) continue;
    } while (Ending::poll(descriptor_, kQuietMilliseconds));
  }

 private:
  int descriptor_;
  bool is_whole_ = false;
};

std::string named(const std::vector<std::filesystem::path>& files) {
  std::error_code error;
  const std::filesystem::path near = files.front().lexically_proximate(std::filesystem::current_path(error));
  const bool is_near = !near.empty() && *near.begin() != "..";
  const std::string first = terminal_text((is_near ? near : files.front()).string());
  return files.size() == 1 ? first : fmt::format("{} and {} more", first, files.size() - 1);
}

/// Waits until something is another than the run saw it; tells of a file that is gone, and waits on: it comes
/// back, or something else changes.
void wait_for_change(WatchedFiles& files, Output& output) {
  const FolderEvents events(files.folders());
  bool is_told = false;
  while (asked_to_end == 0) {
    const auto changes = files.changes(), gone = files.gone();
    if (changes.size() > gone.size()) return;
    if (!gone.empty() && !is_told) {
      output.write_mistakes(fmt::format("\n{} is gone; waiting for it\n", named(gone)));
      is_told = true;
    }
    if (gone.empty() && is_told) return;
    events.wait();
  }
}

}  // namespace

int watch(const std::function<int()>& run, Output& output) {
  const Ending ending;
  while (true) {
    WatchedFiles files;
    const int code = run();
    output.flush();
    files.settle();
    if (asked_to_end == 0 && !output.is_closed()) wait_for_change(files, output);
    if (asked_to_end != 0 || output.is_closed()) return code;
    const auto changes = files.changes();
    const std::string what = changes.empty() ? "it is back" : named(changes) + " changed";
    output.write_mistakes(fmt::format("\n---- {}: {} ----\n\n", time_of_clock(), what));
  }
}

}  // namespace precept::tools
