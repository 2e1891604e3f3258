// Puts changes into sentences, such as "change the `length` of Ben to 4 (now 6)".
#pragma once

#include <memory>
#include <string_view>

#include "runtime/program/program.h"
#include "runtime/program/translations.h"
#include "runtime/repair/change/change.h"

namespace precept {

class ChangeSentences {
 public:
  /// `kind` is a kind of document of the program; `document` is the original text, which has been read
  /// without mistakes. Speaks the language of `translations`, which is of the program and remembers what it
  /// lacks.
  ChangeSentences(const Program& program, std::string_view kind, std::string_view document,
                  Translations& translations);
  ~ChangeSentences();
  ChangeSentences(const ChangeSentences&) = delete;

  /// Fills in `text` of each change. A change of a fixed or recorded fact, or of an attestation, is marked.
  void write(Changes& changes, Aim aim) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace precept
