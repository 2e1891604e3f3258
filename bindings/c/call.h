// The bounds of a call of the C interface: no exception leaves it, and what went wrong becomes a status and
// diagnostics. Internal to bindings/c/.
//
//   return call(errors, [&] { *check = checked(required(program, "program"), …).release(); });
#pragma once

#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "bindings/c/objects.h"

namespace precept::c {

/// Ends a call. It is caught in `call`.
struct Failure {
  precept_status status = PRECEPT_REFUSED;
  std::vector<Mistake> mistakes;
  std::string text;  ///< the same as people read it
};

/// Ends the call because of how it was made.
[[noreturn]] void misuse(std::string message, std::string help = {});

/// Fills `errors`, which may be null, and returns the failure's status.
precept_status fail(const Failure& failure, precept_diagnostics** errors);
/// The failure that is neither a user's nor a caller's.
Failure fault(precept_status status, const char* message);

template <class Action>
precept_status call(precept_diagnostics** errors, Action action) noexcept {
  try {
    if (errors != nullptr) *errors = nullptr;
    try {
      action();
      return PRECEPT_OK;
    } catch (const Failure& failure) {
      return fail(failure, errors);
    } catch (const std::bad_alloc&) {
      return fail(fault(PRECEPT_NO_MEMORY, "there is not enough memory"), errors);
    } catch (const std::exception& error) {
      return fail(fault(PRECEPT_FAULT, error.what()), errors);
    }
  } catch (const std::bad_alloc&) {
    return PRECEPT_NO_MEMORY;
  } catch (...) {
    return PRECEPT_FAULT;
  }
}

/// What a pointer refers to; a call without it is misuse.
template <class T>
T& required(T* pointer, std::string_view name) {
  if (pointer == nullptr) misuse("`" + std::string(name) + "` is NULL");
  return *pointer;
}

/// Sets a result to null; a call without it is misuse.
template <class T>
T*& emptied(T** result, std::string_view name) {
  T*& pointer = required(result, name);
  pointer = nullptr;
  return pointer;
}

}  // namespace precept::c
