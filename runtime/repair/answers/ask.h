// What is open: the judgements and the missing evidence that could still change
// the verdict, in the order that settles it soonest.
//
// Every question is tried with answers: a judgement with yes and no, a value
// with some of those that its type has. A question whose answers change
// nothing, alone or with the others answered in several ways, is left out. That
// is trying, not proof; what is left out is counted.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "runtime/check/check.h"
#include "runtime/repair/change/draft.h"

namespace precept {

/// What comes of one answer.
struct AnswerEffect {
  std::string value;  ///< JSON
  std::string words;  ///< as a person would answer: "yes", "SG2, SG3"
  Verdict verdict{};
  std::size_t left = 0;  ///< questions that are then open
};

struct OpenQuestion {
  OpenPoint point;
  /// What may be answered: a judgement or a field of the document. A doubtful
  /// cell of a table is settled in the table.
  bool is_answerable = true;
  std::string expects;                ///< "yes or no", "a date (YYYY-MM-DD)", "one of SG2, SG3, …"
  std::vector<AnswerEffect> effects;  ///< of the answers that were tried
  bool tried_all = false;             ///< there are no other answers
};

struct OpenQuestions {
  /// Where it has errors there is nothing else, but for what is open in a document of which all was only
  /// noted; no answer to that brings a verdict about, and none is tried. `untranslated` are the texts that
  /// the questions tell.
  DocumentReport report;
  std::vector<OpenQuestion> questions;
  /// What else is open, and changes no verdict: of warnings, notes and single rights.
  std::vector<OpenPoint> beside;
  std::size_t left_out = 0;  ///< open, but no answer that was tried changed anything
  std::size_t checks = 0;    ///< documents tried
  bool is_bounded = false;   ///< there were too many to try all: the rest stands as it came
};

struct AskOptions {
  std::size_t most_tried = 60;  ///< questions
  std::size_t most_bytes = 200'000'000;
};

/// What is told is told in the language of `check`.
OpenQuestions open_questions(std::span<const Program* const> policies, FileId file, const Sources& sources,
                             const CheckOptions& check, const AskOptions& options = {});

}  // namespace precept
