// What stages make of a program once, for all documents and threads.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <typeindex>

namespace precept {

/// Values of several types, at most one of each. Any thread may ask for them.
class Derived {
 public:
  /// The value of the type. The first time it is what `make` gives; the other threads wait for it.
  template <class T, class Make>
  const T& get(const Make& make) {
    {
      // Threads that only ask, which is nearly always, do not wait for each other.
      const std::shared_lock lock(mutex_);
      const auto known = values_.find(typeid(T));
      if (known != values_.end() && known->second) return *static_cast<const T*>(known->second.get());
    }
    const std::lock_guard lock(mutex_);
    std::shared_ptr<const void>& value = values_[typeid(T)];
    if (!value) value = std::shared_ptr<const T>(make());
    return *static_cast<const T*>(value.get());
  }

 private:
  std::shared_mutex mutex_;
  std::map<std::type_index, std::shared_ptr<const void>> values_;
};

}  // namespace precept
