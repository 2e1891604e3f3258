// The benchmark decides what it claims to decide: policy and hand-written code give the published counts and
// digests.
#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "bench/attendance_data.h"
#include "bench/baseline.h"
#include "bench/codes.h"

using namespace precept;

TEST_CASE("the attendance policy gives the published verdicts") {
  Program program = bench::compile_policy(PRECEPT_ROOT "/bench/attendance.precept");
  auto file = std::filesystem::temp_directory_path() / "precept-bench-test.json";
  for (const auto& published : bench::kPublished) {
    if (published.attendees > 100'000) continue;  // left to ./dev bench, only because it takes long
    std::ofstream(file) << bench::attendance_json(published.attendees);
    auto by_policy = bench::decide_by_policy(program, file);
    REQUIRE(by_policy.size() == published.attendees);
    std::array<std::uint32_t, 7> counts{};
    for (auto code : by_policy) ++counts[code];
    CHECK(counts == published.counts);
    CHECK(bench::digest(by_policy) == published.digest);
    CHECK(by_policy == bench::decide_by_hand(file));
  }
  std::filesystem::remove(file);
}
