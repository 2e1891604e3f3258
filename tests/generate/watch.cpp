#include "tests/generate/watch.h"

#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace precept::generate {

namespace {

constexpr int kMostSeconds = 300;  ///< of the processor, for one pair

// A handler of signals reaches nothing but globals, and may call little more than `write`.
volatile sig_atomic_t asked = 0;
std::array<char, 500> command{};
/// Its own stack: the other one may be what is exhausted.
std::array<char, 1 << 16> handler_stack;

void ask(int number) {
  asked = number;
}

void say(std::string_view words) {
  if (write(STDERR_FILENO, words.data(), words.size()) < 0) return;  // there is nowhere else to say it
}

void tell(int number) {
  say(number == SIGVTALRM ? "FAILED: five minutes are not enough for the pair of\n  "
                          : "FAILED: a crash at the pair of\n  ");
  say(command.data());
  say("\n");
  raise(number);  // with no handler any more
}

void handle(int number, void (*handler)(int), int flags) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigaction(number, &action, nullptr);
}

void set_timer(int seconds) {
  const itimerval timer{.it_interval = {0, 0}, .it_value = {seconds, 0}};
  setitimer(ITIMER_VIRTUAL, &timer, nullptr);
}

}  // namespace

Watch::Watch() {
  const stack_t stack{.ss_sp = handler_stack.data(), .ss_flags = 0, .ss_size = handler_stack.size()};
  sigaltstack(&stack, nullptr);
  for (const int number : {SIGINT, SIGTERM}) handle(number, ask, SA_RESTART);
  for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGVTALRM})
    handle(number, tell, SA_ONSTACK | static_cast<int>(SA_RESETHAND));
}

void Watch::begin(const std::string& words) {
  const std::size_t length = std::min(words.size(), command.size() - 1);
  std::copy_n(words.data(), length, command.data());
  command[length] = '\0';
  set_timer(kMostSeconds);
}

void Watch::rest() {
  set_timer(0);
}

int Watch::asked_to_end() const {
  return asked;
}

}  // namespace precept::generate
