// JSON written as it is told, so that a report of any length needs no memory of its own.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "render/sink.h"

namespace precept::rendering {

/// Outer objects and arrays are indented; from the fourth within each other on they take one line, so
/// that a finding is a line. Whoever calls nests rightly: a key before each value of an object.
class JsonWriter {
 public:
  explicit JsonWriter(Sink& output) : output_(output) {}

  JsonWriter& begin_object();
  JsonWriter& begin_array();
  void end();
  JsonWriter& key(std::string_view name);
  /// Bytes that are no UTF-8 (a file's name may hold them) are written as U+FFFD.
  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(bool truth);
  void value(std::uint32_t number);
  void null();
  /// JSON as it stands, on one line.
  void raw(std::string_view json);
  void line_break() { output_.write("\n"); }

 private:
  struct Nest {
    char close;
    bool is_empty = true;
  };
  void begin(char open, char close);
  void before_value();
  void separate();
  void string(std::string_view text);
  bool is_inline() const;

  Sink& output_;
  std::vector<Nest> nests_;
  bool has_key_ = false;
};

}  // namespace precept::rendering
