// Where a rendering is written to. Every writer in render/ takes a Sink&, which the caller owns and which
// must outlive the writer.
#pragma once

#include <string_view>

namespace precept::rendering {

/// Takes text in order, as UTF-8. Mistakes come apart from the rest, so that a command line can write them to
/// standard error. A failure to write is not reported here: the sink keeps it for its owner.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual void write(std::string_view text) = 0;
  /// Writes mistakes, after everything that was written before.
  virtual void write_mistakes(std::string_view text) = 0;

 protected:
  Sink() = default;
  Sink(const Sink&) = default;
  Sink& operator=(const Sink&) = default;
};

}  // namespace precept::rendering
