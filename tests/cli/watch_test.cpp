// `--watch`: a run again whenever a file changes that was read, however editors save it.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/common/command_folder.h"

namespace {

namespace fs = std::filesystem;
using precept::test::CommandFolder;

/// A command that runs on; its output is read as it comes. Waiting ends with what is waited for, or the test
/// fails after a minute.
class Running {
 public:
  Running(const CommandFolder& folder, const std::vector<std::string>& words) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    child_ = ::fork();
    REQUIRE(child_ >= 0);
    if (child_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::dup2(ends[1], STDERR_FILENO);
      if (::chdir(folder.path().c_str()) != 0) ::_exit(127);
      std::vector<char*> arguments{const_cast<char*>("precept")};
      for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
      arguments.push_back(nullptr);
      ::execv(PRECEPT_BINARY, arguments.data());
      ::_exit(127);
    }
    ::close(ends[1]);
    output_ = ends[0];
  }
  ~Running() {
    if (child_ > 0) {
      ::kill(child_, SIGKILL);
      ::waitpid(child_, nullptr, 0);
    }
    ::close(output_);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  /// What came since the last wait, up to these words.
  std::string until(const std::string& words) {
    constexpr int kPatience = 60'000;
    while (seen_.find(words) == std::string::npos) {
      pollfd waited{output_, POLLIN, 0};
      INFO("waiting for ", words, " after\n", seen_);
      REQUIRE(::poll(&waited, 1, kPatience) > 0);
      std::array<char, 4096> bytes{};
      const ssize_t count = ::read(output_, bytes.data(), bytes.size());
      REQUIRE(count > 0);
      seen_.append(bytes.data(), static_cast<std::size_t>(count));
    }
    const std::size_t end = seen_.find(words) + words.size();
    std::string before = seen_.substr(0, end);
    seen_.erase(0, end);
    return before;
  }

  int interrupt() {
    ::kill(child_, SIGINT);
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t child_ = -1;
  int output_ = -1;
  std::string seen_;
};

const std::string kPolicy =
    "policy hall\n\nrecord Booking\n  people : int\n\nabout Booking b\n\nclause rule 1\n"
    "  shall ensure b.people <= 5\n";
const std::string kTests =
    "tests hall\n\ntest \"five\"\n  given Booking {people: 5}\n  expect rule 1 satisfied\n";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  text.replace(text.find(what), what.size(), by);
  return text;
}

/// As editors do: a new file in the place of the old one.
void put_in_place(const CommandFolder& folder, const std::string& name, const std::string& text) {
  folder.write("new", text);
  fs::rename(folder.path() / "new", folder.path() / name);
}

}  // namespace

TEST_CASE("test --watch: written over, put in its place, gone and back; the last run's exit code") {
  CommandFolder folder;
  folder.write("hall.precept", kPolicy);
  folder.write("hall_test.precept", kTests);
  Running run(folder, {"test", "hall_test.precept", "--policy", "hall.precept", "--watch"});
  run.until("1 passed");
  folder.write("hall.precept", replaced(kPolicy, "<= 5", "<= 4"));
  CHECK(run.until("1 failed").find("hall.precept changed ----") != std::string::npos);
  put_in_place(folder, "hall.precept", kPolicy);
  run.until("1 passed");
  fs::remove(folder.path() / "hall_test.precept");
  run.until("hall_test.precept is gone; waiting for it");
  put_in_place(folder, "hall_test.precept", replaced(kTests, "satisfied", "violated"));
  run.until("1 failed");
  CHECK(run.interrupt() == 1);
}

TEST_CASE("check --watch: a document that is put into the folder, and what a run writes is no change") {
  CommandFolder folder;
  folder.write("hall.precept", kPolicy);
  folder.write("bookings/one.json", R"({"kind": "Booking", "people": 3})");
  Running run(folder,
              {"check", "bookings", "--policy", "hall.precept", "--watch", "--output", "json=bookings.json"});
  run.until("compliant");
  put_in_place(folder, "bookings/two.json", R"({"kind": "Booking", "people": 9})");
  CHECK(run.until("rule 1").find("two.json changed ----") != std::string::npos);
  folder.write("bookings/two.json", R"({"kind": "Booking", "people": 4})");
  CHECK(run.until("changed ----").find("bookings.json") == std::string::npos);
  run.until("compliant");
  CHECK(run.interrupt() == 0);
}

TEST_CASE("lint --watch: a policy with a mistake is waited for") {
  CommandFolder folder;
  folder.write("hall.precept", kPolicy + "  shall ensure\n");
  Running run(folder, {"lint", "hall.precept", "--watch"});
  run.until("error[");
  folder.write("hall.precept", kPolicy);
  run.until("changed ----");
  run.until("hall");
  CHECK(run.interrupt() >= 0);
}

TEST_CASE("--watch and what writes over its inputs exclude each other") {
  CommandFolder folder;
  folder.write("hall.precept", kPolicy);
  const auto refused = folder.shell("precept lint hall.precept --watch --write --lang fr");
  CHECK(refused.status == 2);
  CHECK(refused.output.find("--watch") != std::string::npos);
}
