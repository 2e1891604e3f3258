// Where a rendering goes.
#pragma once

#include <string_view>

namespace precept::rendering {

/// Told text from first to last: what was found, and beside it the mistakes, which a command line tells apart
/// by writing them to its second stream. Nothing is reported of what cannot be written; whoever made the sink
/// knows.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void write(std::string_view text) = 0;
  /// After all that was written before.
  virtual void write_mistakes(std::string_view text) = 0;

 protected:
  Sink() = default;
  Sink(const Sink&) = default;
  Sink& operator=(const Sink&) = default;
};

}  // namespace precept::rendering
