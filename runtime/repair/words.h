// Changes as sentences for people. All the words of this room that people read are in words.cpp.
#pragma once

#include <memory>
#include <string_view>

#include "runtime/program.h"
#include "runtime/repair/change.h"

namespace precept {

class ChangeWords {
 public:
  /// `kind` is one that the program is about, `document` the text as it was, which has been read as such.
  ChangeWords(const Program& program, std::string_view kind, std::string_view document);
  ~ChangeWords();
  ChangeWords(const ChangeWords&) = delete;

  /// Fills in `text` of each.
  void write(Changes& changes) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace precept
