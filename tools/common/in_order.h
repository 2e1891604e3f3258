// Makes results by several threads and takes them in their order.
//
//   in_order([&] { return documents.next(); }, jobs, [&](Document document) { return checked(document); },
//            [](const Checked& document) { return document.text().size(); },
//            [&](Checked& document) { tell(document); });
//
// tells the same as one thread would, with the documents checked by several, and holds some of them for each
// thread, however many there are.
#pragma once

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

/// The results that are being made, or wait to be taken. `Next` gives what they are made of, and nothing at
/// the end. Small ones are held many for each thread, since a thread that waits costs more than they do; of
/// large ones (kHeldBytes in sum) a few.
template <class Next, class Result>
class ResultWindow {
 public:
  static constexpr std::size_t kOfEachThread = 64, kLargeOfEachThread = 4;
  static constexpr std::size_t kHeldBytes = std::size_t{4} << 20;

  ResultWindow(const Next& next, std::size_t threads)
      : next_(next),
        slots_(threads * kOfEachThread),
        most_large_(threads * kLargeOfEachThread),
        given_back_(threads) {}

  /// Makes results until there are no more to make. Each thread that does so has a number of its own.
  template <class Make, class Size>
  void make(std::size_t thread, const Make& make_one, const Size& size_of) {
    while (std::optional<Turn> turn = begin()) {
      make_one_of(thread, std::move(*turn), make_one, size_of);
      // Memory is freed at the least cost by the thread that took it.
      const std::vector<Result> freed = given_back_to(thread);
    }
  }

  /// Makes a result where the next one to take is not ready, and no other thread asks for an item.
  template <class Make, class Size>
  void make_while_waiting(std::size_t thread, const Make& make_one, const Size& size_of) {
    while (!is_ready()) {
      std::unique_lock asking(asking_, std::try_to_lock);
      if (!asking || !has_room_now()) return;
      std::optional<Turn> turn = ask();
      asking.unlock();
      if (!turn) return;
      make_one_of(thread, std::move(*turn), make_one, size_of);
    }
  }

  /// The next result in order, or the fault that it ended with; nothing at the end. It is given back.
  struct Taken {
    std::optional<Result> result;
    std::size_t thread;
  };
  Taken take() {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [&] { return may_take(); });
    Slot made = std::exchange(slots_[taken_ % slots_.size()], {});
    ++taken_;
    held_ -= made.size;
    // With many that are small it is told late, so that the threads are not woken for each.
    const std::size_t left = begun_ - taken_;
    const bool has_room = left < most_large_ || left == slots_.size() - slots_.size() / 8;
    lock.unlock();
    if (has_room) room_.notify_one();
    if (made.fault) std::rethrow_exception(made.fault);
    return {std::move(made.result), made.thread};
  }

  /// Leaves a result to the thread that made it.
  void give_back(Taken taken) {
    const std::lock_guard lock(mutex_);
    given_back_[taken.thread].push_back(std::move(*taken.result));
  }

  /// No more results are begun.
  void stop() {
    const std::lock_guard lock(mutex_);
    has_ended_ = true;
    ready_.notify_one();
    room_.notify_all();
  }

 private:
  using Item = typename std::invoke_result_t<const Next&>::value_type;
  struct Turn {
    std::size_t number;
    Item item;
  };
  struct Slot {
    std::optional<Result> result;
    std::exception_ptr fault;
    std::size_t size = 0, thread = 0;
  };

  /// One thread at a time asks for an item. Results are taken meanwhile: it may be long in coming.
  std::optional<Turn> begin() {
    const std::lock_guard asking(asking_);
    return has_room() ? ask() : std::nullopt;
  }

  std::optional<Turn> ask() {
    std::optional<Item> item;
    try {
      item = next_();
    } catch (...) {
      put(take_number(), {.result = {}, .fault = std::current_exception()});
    }
    if (item) return Turn{take_number(), std::move(*item)};
    stop();
    return std::nullopt;
  }

  template <class Make, class Size>
  void make_one_of(std::size_t thread, Turn turn, const Make& make_one, const Size& size_of) {
    Slot made{.thread = thread};
    try {
      made.result.emplace(make_one(std::move(turn.item)));
      made.size = size_of(*made.result);
    } catch (...) {
      made.fault = std::current_exception();
    }
    put(turn.number, std::move(made));
  }

  std::vector<Result> given_back_to(std::size_t thread) {
    const std::lock_guard lock(mutex_);
    return std::exchange(given_back_[thread], {});
  }

  // ---- with the mutex locked

  bool may_take() const {
    const Slot& slot = slots_[taken_ % slots_.size()];
    return slot.result || slot.fault || (has_ended_ && taken_ == begun_);
  }

  bool may_begin() const {
    const std::size_t held = begun_ - taken_;
    return held < most_large_ || (held < slots_.size() && held_ < kHeldBytes);
  }

  // ---- with it unlocked

  bool is_ready() {
    const std::lock_guard lock(mutex_);
    return may_take();
  }

  bool has_room_now() {
    const std::lock_guard lock(mutex_);
    return !has_ended_ && may_begin();
  }

  /// Waits for room; false where no more is to be begun.
  bool has_room() {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [&] { return has_ended_ || may_begin(); });
    return !has_ended_;
  }

  std::size_t take_number() {
    const std::lock_guard lock(mutex_);
    return begun_++;
  }

  void put(std::size_t number, Slot made) {
    std::unique_lock lock(mutex_);
    held_ += made.size;
    slots_[number % slots_.size()] = std::move(made);
    const bool is_next = number == taken_;
    lock.unlock();
    if (is_next) ready_.notify_one();
  }

  const Next& next_;
  std::size_t begun_ = 0, taken_ = 0;
  std::size_t held_ = 0;  ///< bytes of the results that wait
  bool has_ended_ = false;
  std::vector<Slot> slots_;
  std::size_t most_large_;
  std::vector<std::vector<Result>> given_back_;  ///< to each thread, which frees them
  std::mutex asking_, mutex_;                    ///< the second for all that is above
  std::condition_variable ready_, room_;
};

/// What the thread that takes results does while the next is not ready.
enum class Meanwhile {
  Waits,  ///< for results that are to be told when they are there, though the next item is long in coming
  Makes,
};

/// Calls `take` with `make(item)` for each item that `next` gives until it gives none, in this order and on
/// this thread; `make` is called by as many as `jobs` threads, and `next` by one of them at a time. `size_of`
/// a result says in bytes about how large it is. What one of them throws ends it, and is thrown here.
template <class Next, class Make, class Size, class Take>
void in_order(const Next& next, std::size_t jobs, Meanwhile meanwhile, const Make& make, const Size& size_of,
              const Take& take) {
  if (jobs <= 1) {
    while (auto item = next()) {
      auto result = make(std::move(*item));
      take(result);
    }
    return;
  }
  using Item = typename std::invoke_result_t<const Next&>::value_type;
  ResultWindow<Next, std::invoke_result_t<const Make&, Item>> window(next, jobs);
  std::vector<std::jthread> threads;
  struct Stop {
    decltype(window)& stopped;
    ~Stop() { stopped.stop(); }
  } stop{window};  // before the threads are joined
  const bool makes_here = meanwhile == Meanwhile::Makes;
  for (std::size_t i = makes_here ? 1 : 0; i < jobs; ++i) {
    try {
      threads.emplace_back([&, i] { window.make(i, make, size_of); });
    } catch (const std::system_error&) {
      if (threads.empty() && !makes_here) throw;  // with fewer threads it takes longer
      break;
    }
  }
  for (;;) {
    if (makes_here) window.make_while_waiting(0, make, size_of);
    auto taken = window.take();
    if (!taken.result) return;
    take(*taken.result);
    if (!makes_here || taken.thread != 0) window.give_back(std::move(taken));
  }
}

}  // namespace precept::tools
