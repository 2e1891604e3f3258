#include "tools/common/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace precept::tools {

namespace {

constexpr std::chrono::milliseconds kBegins{500}, kBetween{100};

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

}  // namespace

bool shows_progress(bool is_refused) {
  const std::string_view service = variable("CI");
  const bool is_in_service = !service.empty() && service != "false" && service != "0";
  return !is_refused && !is_in_service && variable("TERM") != "dumb" && ::isatty(STDERR_FILENO) == 1;
}

std::string progress_bar(std::size_t done, std::size_t all) {
  constexpr std::size_t kColumns = 40;
  const std::size_t filled = all == 0 ? kColumns : done * kColumns / all;
  return fmt::format("[{}{}] {} of {}", std::string(filled, '#'), std::string(kColumns - filled, '.'), done,
                     all);
}

Progress::Progress(std::optional<std::size_t> total, bool is_shown, Output& output)
    : total_(total), is_shown_(is_shown), output_(output), next_(Clock::now() + kBegins) {}

Progress::~Progress() {
  if (is_shown_) output_.show_status({});
}

void Progress::step(bool is_compliant) {
  ++done_;
  failed_ += is_compliant ? 0 : 1;
  if (!is_shown_) return;
  const Clock::time_point now = Clock::now();
  if (now < next_) return;
  next_ = now + kBetween;
  const std::string bar = total_ ? progress_bar(done_, *total_) : fmt::format("{} checked", done_);
  output_.show_status(failed_ == 0 ? bar : fmt::format("{}, {} not compliant", bar, failed_));
}

}  // namespace precept::tools
