// Does pieces of work that do not depend on each other by several threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace precept {

/// Calls `work(i)` for each i below `count`, by as many as `jobs` threads, this one among them. What one of
/// them throws ends it, and is thrown here.
template <class Work>
void in_parallel(std::size_t count, std::size_t jobs, const Work& work) {
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  std::exception_ptr fault;
  // More threads than cores would only take turns.
  const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
  const auto do_some = [&] {
    try {
      for (std::size_t i = next++; i < count; i = next++) work(i);
    } catch (...) {
      next = count;
      const std::lock_guard lock(mutex);
      fault = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min(jobs, cores); ++i) {
      try {
        others.emplace_back(do_some);
      } catch (const std::system_error&) {
        break;  // with fewer threads it takes longer
      }
    }
    do_some();
  }
  if (fault) std::rethrow_exception(fault);
}

}  // namespace precept
