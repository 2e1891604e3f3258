// The open questions that could still change the verdict, in the order that settles it soonest
// (docs/fixing.md; docs/language.md, Open questions).
//
// Every question is tried with answers: a judgement with yes and no, a field with some values of its type. A
// question is left out if its answers change nothing, neither alone nor with the others answered in several
// ways. That is trying, not proof; questions that are left out are counted.
//
//   shall ensure s.length <= f.limit      nobody gave the length of Cleo: "What is the `length` of Cleo?"
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "runtime/check/check.h"
#include "runtime/repair/change/draft.h"

namespace precept {

/// What the document comes to with one answer.
struct AnswerEffect {
  std::string value;  ///< JSON
  std::string words;  ///< the same as a person would answer: "yes", "SG2, SG3"
  Verdict verdict{};
  std::size_t left = 0;  ///< questions that are then still open
};

struct OpenQuestion {
  OpenPoint point;
  /// Whether it can be answered. A doubtful cell of a table cannot: it is settled in the table.
  bool is_answerable = true;
  std::string expects;                ///< "yes or no", "a date (YYYY-MM-DD)", "one of SG2, SG3, …"
  std::vector<AnswerEffect> effects;  ///< of the answers that were tried
  bool tried_all = false;             ///< all possible answers were tried
};

struct OpenQuestions {
  /// The report on the document as it is. Where it has errors, all else is empty; only with E5001 are
  /// questions told, and none is tried, as no answer brings a verdict about. `untranslated` are the texts of
  /// the questions.
  DocumentReport report;
  std::vector<OpenQuestion> questions;
  /// Questions that cannot change the verdict: of warnings, notes and single rights.
  std::vector<OpenPoint> beside;
  std::size_t left_out = 0;  ///< questions of which no tried answer changed anything
  std::size_t checks = 0;    ///< documents that were tried
  bool is_bounded = false;   ///< not all questions were tried; the others come last, in their first order
};

struct AskOptions {
  std::size_t most_tried = 60;           ///< questions
  std::size_t most_bytes = 200'000'000;  ///< of all documents that are tried
};

/// The open questions of the document, in the language of `check`. The result owns all its texts.
OpenQuestions open_questions(std::span<const Program* const> policies, FileId file, const Sources& sources,
                             const CheckOptions& check, const AskOptions& options = {});

}  // namespace precept
