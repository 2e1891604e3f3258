// What stands behind the types of precept.h. Internal to bindings/c/.
#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "bindings/c/precept.h"
#include "engine/engine.h"

struct precept_text {
  std::string text;
};

struct precept_diagnostics {
  /// `text` is what people read, with excerpts.
  precept_diagnostics(std::vector<precept::Mistake> found, std::string text);
  precept_diagnostics(const precept_diagnostics&) = delete;

  std::string text, json;
  std::vector<precept_diagnostic> rows;

 private:
  std::vector<precept::Mistake> mistakes_;
  std::vector<std::vector<const char*>> notes_;  ///< of each row
};

struct precept_program {
  explicit precept_program(precept::Engine loaded);

  precept::Engine engine;
  precept_diagnostics warnings;
  struct Policy {
    std::string name, digest;
  };
  std::vector<Policy> policies;
};

struct precept_check {
  /// Checks the document, with all that any report tells.
  precept_check(precept::Engine engine, precept::DocumentCheck document);

  const precept::Engine engine;  ///< with the settings of this check
  const precept_verdict verdict;
  const precept_diagnostics diagnostics;

  /// Calls with the document take turns.
  template <class Call>
  auto with_document(Call call) const {
    const std::lock_guard turn(mutex_);
    return call(document_);
  }

 private:
  mutable std::mutex mutex_;
  mutable precept::DocumentCheck document_;  ///< a report that looks again changes it, and nobody sees it
};
