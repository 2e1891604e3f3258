// Times of tasks that take turns, and of whole processes.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace precept::bench {

double seconds(const std::function<void()>& work);
double median(std::vector<double> times);
/// The median time of each of several tasks. They take turns, so that a noisy moment hits all of them.
std::vector<double> take_turns(int rounds, const std::vector<std::function<void()>>& works);
/// The processor time of this process in user mode while it works.
double user_seconds(const std::function<void()>& work);

/// What a whole process took.
struct ProcessCost {
  double user = 0;       ///< seconds of processor time in user mode
  double megabytes = 0;  ///< the most memory that it had
};
inline constexpr ProcessCost kMostCostly{1e9, 1e9};
/// Of each the less.
ProcessCost cheaper(const ProcessCost& one, const ProcessCost& other);

/// Runs a whole process and throws its output away. Where it cannot be run, the benchmark ends.
ProcessCost run_process(const std::vector<std::string>& words);

}  // namespace precept::bench
