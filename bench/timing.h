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
/// Runs a whole process and throws its output away. Where it cannot be run, the benchmark ends.
void run_process(const std::vector<std::string>& words);

}  // namespace precept::bench
