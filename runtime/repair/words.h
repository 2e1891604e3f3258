// Changes as sentences for people.
#pragma once

#include <memory>
#include <string_view>

#include "runtime/program/program.h"
#include "runtime/program/translations.h"
#include "runtime/repair/change/change.h"

namespace precept {

class ChangeWords {
 public:
  /// `kind` is one that the program is about, `document` the text as it was, which has been read as such.
  /// Told in the language of `told`, which is of the program and is told what it lacks.
  ChangeWords(const Program& program, std::string_view kind, std::string_view document, Translations& told);
  ~ChangeWords();
  ChangeWords(const ChangeWords&) = delete;

  /// Fills in `text` of each: with what it rests on where it changes what the document records.
  void write(Changes& changes, Aim aim) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace precept
