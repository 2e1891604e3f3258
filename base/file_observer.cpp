#include "base/file_observer.h"

#include <atomic>
#include <mutex>

namespace precept {

namespace {

/// One for the process, as the files are: readers deep in the libraries are not handed one.
struct Observed {
  std::atomic<FileObserver*> observer = nullptr;
  std::mutex one_at_a_time;
};

Observed& observed() {
  static Observed observed;
  return observed;
}

template <class Tell>
void tell(Tell what) {
  Observed& to = observed();
  if (to.observer.load() == nullptr) return;
  const std::scoped_lock lock(to.one_at_a_time);
  if (FileObserver* observer = to.observer.load()) what(*observer);
}

}  // namespace

FileObserver* observe_files(FileObserver* observer) {
  const std::scoped_lock lock(observed().one_at_a_time);
  return observed().observer.exchange(observer);
}

void tell_read(const std::filesystem::path& file) {
  tell([&](FileObserver& observer) { observer.reads(file); });
}

void tell_listed(const std::filesystem::path& folder, Listing what) {
  tell([&](FileObserver& observer) { observer.lists(folder, what); });
}

void tell_written(const std::filesystem::path& file) {
  tell([&](FileObserver& observer) { observer.wrote(file); });
}

}  // namespace precept
