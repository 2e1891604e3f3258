// Writes JSON piece by piece, so that a report of any length needs no memory. The output is valid UTF-8, and
// nothing here fails; the caller nests rightly, and gives a key before each value of an object.
//
//   writer.begin_object().key("verdict").value("compliant");   gives   { "verdict": "compliant" }
//   writer.end();
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/source.h"
#include "render/sink.h"

namespace precept::rendering {

class JsonWriter {
 public:
  /// How many objects and arrays around a value are indented. What is nested deeper stands on one line, so
  /// that a finding is a line.
  static constexpr std::size_t kIndented = 4, kAllOnOneLine = 0;

  explicit JsonWriter(Sink& output, std::size_t indented = kIndented)
      : output_(output), indented_(indented) {}

  JsonWriter& begin_object();
  JsonWriter& begin_array();
  void end();
  JsonWriter& key(std::string_view name);
  /// Bytes that are not UTF-8, as a file's name may have, are written as U+FFFD.
  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(bool truth);
  void value(std::uint32_t number);
  void null();
  /// The members of an object that say a place: `file`, `line`, `column`, and of a sheet `sheet` and `cell`.
  void members(const Place& place);
  /// The member `end` of an object with a place in a text: line and column behind its last character. Of a
  /// cell, and of what has no line, there is none.
  void member_end(const Place& begin, LineColumn end);
  /// Writes JSON that is already formatted, on one line.
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
  std::size_t indented_;
  std::vector<Nest> nests_;
  bool has_key_ = false;
};

}  // namespace precept::rendering
