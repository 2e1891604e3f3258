// `./dev bench`: measures what Precept costs, each figure beside a limit that is measured in the same run.
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>

#include "bench/attendance_data.h"
#include "bench/baseline.h"
#include "bench/codes.h"
#include "bench/lists.h"
#include "bench/many_documents.h"
#include "bench/timing.h"
#include "compiler/pipeline.h"
#include "runtime/check/check.h"
#include "runtime/machine/machine.h"
#include "runtime/read/json/json.h"
#include "runtime/reasons/explain.h"

using namespace precept;
using namespace precept::bench;
namespace fs = std::filesystem;

namespace {

struct NullObserver : Observer {
  void slice(const Registers&, std::uint32_t, std::uint32_t, std::uint32_t) override {}
};

std::uint32_t unit_of(const Program& program, std::string_view kind) {
  for (std::uint32_t i = 0; i < program.units.size(); ++i) {
    if (program.text(program.units[i].kind) == kind) return i;
  }
  return 0;
}

void bench_machine(const Program& program, const fs::path& folder) {
  fmt::print("\nThe machine alone, complete Resolution 54 meeting policy, four acts an attendee\n");
  fmt::print("{:>12} {:>16} {:>22}\n", "attendees", "ns an attendee", "all registers kept");
  for (std::uint32_t n : {1u, 100u, 10'000u, 1'000'000u}) {
    auto file = folder / "meeting.json";
    std::ofstream(file) << meeting_json(n);
    Sources sources;
    Diagnostics diagnostics;
    auto id = sources.read(file);
    auto document = read_json(*id, sources, program, unit_of(program, "Meeting"), diagnostics);
    if (!document) {
      fmt::print("{}\n", diagnostics_text(diagnostics, sources, Color::Off));
      std::exit(1);
    }
    Machine sliced(program, *document), kept(program, *document, {.slice_rows = MachineOptions::kWhole});
    NullObserver ignore;
    int repeats = static_cast<int>(std::max(1u, 200'000u / n));
    auto run = [&](Machine& machine) {
      return [&, repeats] {
        for (int i = 0; i < repeats; ++i) machine.run(ignore);
      };
    };
    auto times = take_turns(11, {run(sliced), run(kept)});
    double rows = double(n) * repeats;
    fmt::print("{:>12} {:>16.1f} {:>22.1f}\n", n, times[0] * 1e9 / rows, times[1] * 1e9 / rows);
  }
}

void bench_task(const Program& program, const fs::path& folder) {
  fmt::print("\nThe peers' task, file to verdicts; ratios to the on-demand walk that decides nothing\n");
  fmt::print("{:>12} {:>12} {:>12} {:>12} {:>9} {:>9}  {}\n", "attendees", "walk", "by hand", "Precept",
             "hand/walk", "ours/walk", "counts and digest");
  for (const auto& published : kPublished) {
    auto file = folder / "attendance.json";
    std::ofstream(file) << attendance_json(published.attendees);
    std::vector<std::uint8_t> codes;
    std::size_t keys = 0;
    auto times = take_turns(published.attendees >= 1'000'000 ? 7 : 15,
                            {[&] { keys += walk_only(file); }, [&] { codes = decide_by_hand(file); },
                             [&] { codes = decide_by_policy(program, file); }});
    std::array<std::uint32_t, 7> counts{};
    for (auto code : codes) ++counts[code];
    bool same = counts == published.counts && digest(codes) == published.digest;
    fmt::print("{:>12} {:>9.2f} ms {:>9.2f} ms {:>9.2f} ms {:>9.2f} {:>9.2f}  {}\n", published.attendees,
               times[0] * 1e3, times[1] * 1e3, times[2] * 1e3, times[1] / times[0], times[2] / times[0],
               same ? "as published" : "DIFFERENT");
    if (!same || keys == 0) std::exit(1);
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  fmt::print("peak memory of this process: {} MB\n", usage.ru_maxrss / 1024);
}

/// The time to explain one attendee of a million, beside the time to read the file.
void bench_explanation(const Program& program, const fs::path& folder) {
  constexpr std::uint32_t kAttendees = 1'000'000;
  auto file = folder / "meeting.json";
  std::ofstream(file) << meeting_json(kAttendees);
  const Program* policies[] = {&program};
  bool is_explained = true;
  auto read = [&] {
    Sources sources;
    Diagnostics diagnostics;
    auto id = sources.read(file);
    is_explained &= read_json(*id, sources, program, unit_of(program, "Meeting"), diagnostics) != nullptr;
  };
  auto check = [&] {
    Sources sources;
    auto id = sources.read(file);
    CheckOptions options{.detail = {.settled_findings = false, .rights = false}};
    is_explained &= check_document(policies, *id, sources, options).verdict.has_value();
  };
  auto explain = [&] {
    Sources sources;
    auto id = sources.read(file);
    Question question{.subject = fmt::format("/attendance/{}", kAttendees / 2)};
    Explainer explainer(question);
    CheckOptions options{.detail = question.detail(), .inspector = &explainer};
    check_document(policies, *id, sources, options);
    is_explained &= explainer.answer().has_value();
  };
  auto times = take_turns(11, {read, [&] { walk_only(file, "attendance"); }, check, explain});
  if (!is_explained) std::exit(1);
  fmt::print("\nWhy, for one of {} attendees, file to reason\n", kAttendees);
  const char* names[] = {"reading", "the walk that decides nothing", "check", "explain"};
  for (std::size_t i = 0; i < times.size(); ++i)
    fmt::print("  {:<32} {:>8.1f} ms  reading {:+.1f}\n", names[i], times[i] * 1e3,
               (times[i] - times[0]) * 1e3);
}

void bench_processes(const fs::path& root, const fs::path& precept, const fs::path& folder) {
  std::string policy = root / "policies/wtsa-res54",
              document = root / "examples/res54/compliant-proposal.json";
  std::string program = folder / "res54.pbc";
  run_process({precept, "compile", policy, "-o", program});
  double compile_time = median([&] {
    std::vector<double> times;
    for (int i = 0; i < 15; ++i) times.push_back(seconds([&] { compile_policy(policy + "/res54.precept"); }));
    return times;
  }());
  auto times = take_turns(31, {[] { run_process({"/bin/true"}); },
                               [&] {
                                 run_process({precept, "check", document, "--policy", program});
                               },
                               [&] {
                                 run_process({precept, "check", document, "--policy", policy});
                               },
                               [&] {
                                 run_process({precept, "explain", document, "--policy", program});
                               }});
  fmt::print("\nWhole processes, one small document\n");
  fmt::print("  /bin/true                         {:>7.2f} ms\n", times[0] * 1e3);
  fmt::print("  precept check, compiled program   {:>7.2f} ms\n", times[1] * 1e3);
  fmt::print("  precept check, from sources       {:>7.2f} ms\n", times[2] * 1e3);
  fmt::print("  precept explain, compiled program {:>7.2f} ms\n", times[3] * 1e3);
  fmt::print("compiling the Resolution 54 policy, in process: {:.2f} ms\n", compile_time * 1e3);
}

void bench_in_process(const fs::path& root, const fs::path& folder) {
  bench_machine(compile_policy(root / "policies/wtsa-res54/res54.precept"), folder);
  bench_explanation(compile_policy(root / "policies/wtsa-res54/res54.precept"), folder);
  bench_task(compile_policy(root / "bench/attendance.precept"), folder);
}

}  // namespace

int main(int count, char** words) {
  const std::string_view only = count == 4 ? words[3] : "";
  if (count < 3 || count > 4 || (count == 4 && only != "lists" && only != "documents")) {
    fmt::print(stderr, "usage: precept_bench_run ROOT PRECEPT [lists|documents]\n");
    return 2;
  }
  fs::path root = words[1], precept = words[2];
  fs::path folder = fs::temp_directory_path() / fmt::format("precept-bench-{}", getpid());
  fs::create_directories(folder);
  if (only.empty()) bench_processes(root, precept, folder);
  if (only.empty() || only == "documents") bench_many_documents(root, precept, folder);
  if (only.empty() || only == "lists") bench_lists(root, precept, folder);
  if (only.empty()) bench_in_process(root, folder);
  fs::remove_all(folder);
}
