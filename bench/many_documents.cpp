#include "bench/many_documents.h"

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "bench/timing.h"

namespace precept::bench {

namespace fs = std::filesystem;

namespace {

constexpr int kDocuments = 10'000;

/// Copies of the examples, each in turn.
void write_documents(const fs::path& examples, const fs::path& folder) {
  std::vector<fs::path> originals;
  for (const fs::directory_entry& entry : fs::directory_iterator(examples)) {
    if (entry.path().extension() == ".json") originals.push_back(entry.path());
  }
  fs::create_directories(folder);
  for (int i = 0; i < kDocuments; ++i)
    fs::copy_file(originals[static_cast<std::size_t>(i) % originals.size()],
                  folder / fmt::format("{:05}.json", i));
}

std::uintmax_t size_of(const fs::path& folder) {
  std::uintmax_t size = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
    size += entry.is_regular_file() ? entry.file_size() : 0;
  return size;
}

}  // namespace

void bench_many_documents(const fs::path& root, const fs::path& precept, const fs::path& folder) {
  const std::string documents = folder / "documents", program = folder / "many.pbc", site = folder / "site/";
  write_documents(root / "examples/res54", documents);
  run_process({precept, "compile", root / "policies/wtsa-res54", "-o", program});
  const auto check = [&](const char* jobs) {
    return [&, jobs] {
      run_process({precept, "check", documents, "--policy", program, "--quiet", "--jobs", jobs});
    };
  };
  const std::vector<double> times = take_turns(5, {check("1"), check("2"), check("4")});
  fmt::print("\nMany documents: {} copies of the examples, on {} cores\n", kDocuments,
             std::thread::hardware_concurrency());
  fmt::print("  one job      {:>7.2f} s\n", times[0]);
  fmt::print("  two jobs     {:>7.2f} s  {:.2f} × as fast\n", times[1], times[0] / times[1]);
  fmt::print("  four jobs    {:>7.2f} s  {:.2f} × as fast\n", times[2], times[0] / times[2]);
  const double pages = seconds([&] {
    run_process({precept, "report", documents, "--policy", program, "-o", site});
  });
  fmt::print("  a folder of pages {:.2f} s, {:.1f} MB\n", pages, static_cast<double>(size_of(site)) / 1e6);
}

}  // namespace precept::bench
