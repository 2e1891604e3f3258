// Makes results by several threads and takes them in their order.
//
//   in_order(documents.size(), jobs, [&](std::size_t i) { return checked(documents[i]); },
//            [&](Checked document) { tell(document); });
//
// tells the same as one thread would, with the documents checked by several.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace precept::tools {

/// The results that are being made, or wait to be taken; so many for each thread, however many there will be.
template <class Result>
class ResultWindow {
 public:
  static constexpr std::size_t kOfEachThread = 4;

  ResultWindow(std::size_t count, std::size_t threads) : count_(count), slots_(threads * kOfEachThread) {}

  /// Makes results until there are no more to make. Any number of threads may do so.
  template <class Make>
  void make(const Make& make_one) {
    for (std::optional<std::size_t> number = next(); number; number = next()) {
      Slot made;
      try {
        made.result.emplace(make_one(*number));
      } catch (...) {
        made.fault = std::current_exception();
      }
      const std::lock_guard lock(mutex_);
      slots_[*number % slots_.size()] = std::move(made);
      ready_.notify_one();
    }
  }

  /// The next result in order, or the fault that it ended with.
  Result take() {
    std::unique_lock lock(mutex_);
    Slot& slot = slots_[taken_ % slots_.size()];
    ready_.wait(lock, [&] { return slot.result || slot.fault; });
    Slot made = std::exchange(slot, {});
    ++taken_;
    lock.unlock();
    room_.notify_one();
    if (made.fault) std::rethrow_exception(made.fault);
    return std::move(*made.result);
  }

  /// No more results are begun.
  void stop() {
    const std::lock_guard lock(mutex_);
    next_ = count_;
    room_.notify_all();
  }

 private:
  struct Slot {
    std::optional<Result> result;
    std::exception_ptr fault;
  };

  std::optional<std::size_t> next() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return next_ >= count_ || next_ < taken_ + slots_.size(); });
    if (next_ >= count_) return std::nullopt;
    return next_++;
  }

  std::size_t count_, next_ = 0, taken_ = 0;
  std::vector<Slot> slots_;
  std::mutex mutex_;
  std::condition_variable ready_, room_;
};

/// Calls `take` with `make(0)`, `make(1)`, … up to `count`, in this order and on this thread; `make` is
/// called by as many as `jobs` threads. What `make` or `take` throws ends it, and is thrown here.
template <class Make, class Take>
void in_order(std::size_t count, std::size_t jobs, const Make& make, const Take& take) {
  jobs = std::min(jobs, count);
  if (jobs <= 1) {
    for (std::size_t i = 0; i < count; ++i) take(make(i));
    return;
  }
  ResultWindow<std::invoke_result_t<Make, std::size_t>> window(count, jobs);
  std::vector<std::jthread> threads;
  struct Stop {
    decltype(window)& stopped;
    ~Stop() { stopped.stop(); }
  } stop{window};  // before the threads are joined
  for (std::size_t i = 0; i < jobs; ++i) {
    try {
      threads.emplace_back([&] { window.make(make); });
    } catch (const std::system_error&) {
      if (threads.empty()) throw;  // with fewer threads it takes longer
      break;
    }
  }
  for (std::size_t i = 0; i < count; ++i) take(window.take());
}

}  // namespace precept::tools
