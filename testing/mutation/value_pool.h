// The values that are tried where a mutant may show. Internal to testing/.
//
// For `shall ensure s.length <= 4` the pool has 3, 4 and 5 among its numbers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/date.h"
#include "compiler/model/model.h"

namespace precept::testing {

/// Values that a policy speaks of, for use in documents.
struct ValuePool {
  std::vector<std::int64_t> numbers;   ///< the policy's own, and each one more and one less
  std::vector<std::int64_t> decimals;  ///< the same in millionths, for what is no whole number
  std::vector<Day> days;               ///< the same for days, the interval of force among them
  std::vector<std::int64_t> moments;   ///< the policy's own, and a second and a number of hours away
  std::vector<std::int64_t> seconds;   ///< its lengths of time, and each one more and one less
  struct Key {
    std::string text;
    std::vector<Day> days;  ///< in its row and in rows that refer to it, and the days beside them
  };
  /// For each table one key of each class of rows; rows of a class differ in names only. The commonest class
  /// comes first, then the others from the rarest on.
  std::vector<std::vector<Key>> keys;
};
ValuePool pool_of(const model::Model& model);

}  // namespace precept::testing
