// Says in one sentence what is open where a truth is unknown (docs/language.md, Norms).
//
//   shall ensure is_of_age(g)        "it is open whether Ada is of age"
//   encourage is_practicable(p)      "nobody has yet judged whether the creation is practicable"
//   shall ensure count(l in g.loans where is_late(l)) >= 2
//                                    "it is open whether the number of `loans` that count (1 to 2) reaches 2"
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runtime/phrasing/nouns.h"

namespace precept {

/// Refers to its arguments, which outlive it.
class OpenSentence {
 public:
  OpenSentence(const RunView& view, DocumentPlaces& places, const Wording& wording)
      : view_(view), wording_(wording), phrases_(view, wording), nouns_(view, places, wording, phrases_) {}

  struct Text {
    std::string text;
    bool is_judgement;  ///< the text already says that a person's judgement is missing
  };
  /// What leaves an ensure norm undetermined at a row of `level`: whether it is met, else whether it applies.
  /// Where only the latter is open, the norm's message follows: "it is open whether …; if so, …". Nothing
  /// where no words fit.
  std::optional<Text> norm(const program::Norm& norm, std::uint32_t level, std::uint32_t row) const;

 private:
  std::optional<std::string> truth(std::uint32_t operand, std::uint32_t level, std::uint32_t row) const;
  std::vector<std::uint32_t> open_parts(std::uint32_t operand, std::uint32_t level, std::uint32_t row) const;

  const RunView& view_;
  const Wording& wording_;
  Phrases phrases_;
  Nouns nouns_;
};

}  // namespace precept
