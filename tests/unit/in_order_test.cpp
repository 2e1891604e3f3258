// Results of several threads in order: each is taken once, whoever made it, and a fault in its turn.
#include "tools/common/in_order.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>

namespace precept::tools {
namespace {

constexpr int kMany = 5000;

/// 0, 1, … below `count`.
auto numbers(int count) {
  return [count, next = std::make_shared<int>(0)]() -> std::optional<int> {
    return *next < count ? std::optional((*next)++) : std::nullopt;
  };
}

/// What is taken of the numbers below `count`, each made as its square.
std::vector<int> squares(int count, std::size_t jobs, Meanwhile meanwhile, std::size_t size = 1) {
  std::vector<int> taken;
  in_order(
      numbers(count), jobs, meanwhile, [](int n) { return std::make_unique<int>(n * n); },
      [&](const auto&) { return size; }, [&](std::unique_ptr<int>& square) { taken.push_back(*square); });
  return taken;
}

TEST_CASE("results are taken in the order of the items") {
  std::vector<int> expected;
  for (int i = 0; i < kMany; ++i) expected.push_back(i * i);
  for (const std::size_t jobs : {1, 2, 3, 8}) {
    for (const Meanwhile meanwhile : {Meanwhile::Waits, Meanwhile::Makes}) {
      CHECK(squares(kMany, jobs, meanwhile) == expected);
      // Of results as large as this a few are held.
      CHECK(squares(kMany, jobs, meanwhile, std::size_t{8} << 20) == expected);
    }
  }
  CHECK(squares(0, 4, Meanwhile::Makes).empty());
}

TEST_CASE("a fault is thrown in its turn, after all before it") {
  for (const Meanwhile meanwhile : {Meanwhile::Waits, Meanwhile::Makes}) {
    int taken = 0;
    const auto make = [](int n) {
      if (n == 700) throw std::runtime_error("the seven hundredth");
      return n;
    };
    const auto run = [&] {
      in_order(
          numbers(kMany), 4, meanwhile, make, [](int) { return std::size_t{1}; },
          [&](int& n) { taken += n == taken; });
    };
    CHECK_THROWS_WITH_AS(run(), "the seven hundredth", std::runtime_error);
    CHECK(taken == 700);
  }
}

TEST_CASE("what is there is told though the next item is long in coming") {
  // The source gives its second item when the first was taken, as a program does that waits for an answer.
  std::atomic<int> taken = 0;
  int given = 0;
  const auto next = [&]() -> std::optional<int> {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (taken < given && std::chrono::steady_clock::now() < end) std::this_thread::yield();
    return taken == given && given < 5 ? std::optional(given++) : std::nullopt;
  };
  in_order(
      next, 2, Meanwhile::Waits, [](int n) { return n; }, [](int) { return std::size_t{1}; },
      [&](int&) { ++taken; });
  CHECK(taken == 5);
}

}  // namespace
}  // namespace precept::tools
