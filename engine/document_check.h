// One document under an engine's policies: what it comes to, why, what would mend it, what is open, and the
// receipt of all that. Made by Engine::open.
//
//   record Stall
//     name   : text
//     length : int
//   about Stall s
//   clause length
//     shall ensure s.length <= 4
//
//   of {"kind": "Stall", "name": "Ben", "length": 6}: check() is non-compliant; repairs() has "change the
//   `length` of Ben to 4"; questions() has none; receipt() is what `precept verify` verifies.
//
// A document that could not be read has a report as well: without a verdict, with its mistakes. One thread
// uses a DocumentCheck at a time. It keeps the engine's policies alive.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checker/joined_list.h"
#include "engine/input/documents.h"
#include "engine/mistake.h"
#include "render/questions.h"
#include "render/reasons.h"
#include "render/repairs.h"
#include "render/report.h"
#include "runtime/repair/answers/answers.h"

namespace precept {

class Baseline;
struct BaselineEntry;
struct LoadedPolicies;
struct ReadSettings;

/// What a check is to bring beside the verdict.
struct CheckWish {
  ReportDetail detail = {};
  bool with_receipt = false;  ///< the report is then in English, as every receipt is
  RunInspector* inspector = nullptr;
  Baseline* baseline = nullptr;  ///< marks the findings that it knows
};

/// The answer to a question about a check.
struct Explanation {
  DocumentReport report;  ///< its diagnostics include `DocumentCheck::diagnostics`, as those of repairs do
  std::optional<Reason> answer;  ///< none where the document was not checked, or the question misses it
};

/// The forms in which an answer is told. Fixes are told as text, JSON and Markdown, questions and reports as
/// text and JSON; `render/html/html_report.h` makes pages of reports.
enum class Form { Text, Json, Markdown, Html, Dot };

class DocumentCheck {
 public:
  DocumentCheck(DocumentCheck&&) noexcept;
  DocumentCheck& operator=(DocumentCheck&&) noexcept;
  ~DocumentCheck();

  const input::DocumentName& name() const;
  /// Whether it was written in another format than JSON, or had its `kind` put in without having lists in
  /// other files: there is then no file that a receipt of `text` could be held against.
  bool is_translated() const;
  /// The document's text in JSON, with its lists from other files and the answers that were added. A receipt
  /// is of this text.
  std::string_view text() const;
  /// How the document was made of lists in files of their own, as its receipt says.
  std::vector<checker::JoinedList> lists() const;
  /// Whether the policies are in order, and the document, its project file and its answers could be read. If
  /// not, nothing can be asked, and `report` says why.
  bool is_open() const;

  // ---- answers to open questions (docs/fixing.md)

  /// Counts the answers in a file, `-` for standard input, as if they stood in the document. False where they
  /// cannot be read or do not fit; the document is then no longer open.
  bool add_answers(const std::string& path);
  /// Counts these answers and no others. False where it was reported why they do not fit; the document is
  /// then as it was. `path` is for messages.
  bool set_answers(const AnswersFile& answers, const std::string& path, Diagnostics& diagnostics);
  /// Reads a file of answers without counting them; nothing where it was reported why it cannot be read.
  std::optional<AnswersFile> read_answers(const std::string& path, Diagnostics& diagnostics);

  // ---- what it comes to

  /// Checks the document and gives the report, which stays until the next check.
  const DocumentReport& check(const CheckWish& wish = {});
  /// The report of the last check; before the first, and of a document that is not open, one without verdict.
  const DocumentReport& report() const;
  /// The receipt of the document as it is now, not signed: that of the last check if that was to bring one,
  /// else of one more. Empty where the document comes to no verdict.
  std::string receipt();
  /// The findings of the last report that a baseline may hold, for one in this file.
  std::vector<BaselineEntry> findings_for_baseline(const std::filesystem::path& baseline) const;
  /// The last report by every other choice of the policy's readings, one change at a time.
  std::vector<Alternative> alternatives() const;

  Explanation explain(const Question& question) const;
  Repairs repairs(const Question& question, Aim aim, const RepairOptions& options = {}) const;
  OpenQuestions questions(const AskOptions& options = {}) const;
  /// The language of all that is told.
  Language language() const;

  // ---- telling it

  /// The report that was made last, or why there is none.
  void tell(rendering::ReportWriter& writer) const;
  void tell(const std::vector<Alternative>& others, rendering::ReportWriter& writer) const;
  void tell(const Explanation&, Form form, const rendering::ReasonOptions& options,
            rendering::Sink& to) const;
  void tell(const Repairs&, Aim aim, const Question& question, Form form,
            const rendering::ReasonOptions& options, rendering::Sink& to) const;
  void tell(const OpenQuestions&, Form form, const rendering::ReasonOptions& options,
            rendering::Sink& to) const;

  /// What was found wrong or doubtful before any check: with the policies, and with the document.
  Diagnostics diagnostics() const;
  /// These, or the diagnostics of a report of this document, as plain data.
  std::vector<Mistake> mistakes(const Diagnostics& diagnostics) const;
  /// The same as people read it, with excerpts.
  std::string in_words(const Diagnostics& diagnostics, Color color) const;
  /// The same as the JSON of an answer that could not be given.
  void write_failure_json(const Diagnostics& diagnostics, rendering::Sink& to) const;
  /// Adds mistakes of the caller's own, without a place, to those of the report.
  void add(const Diagnostics& mistakes);
  /// How many warnings of the report the project file leaves out.
  std::size_t silenced() const;

  /// The files that were read for it.
  std::vector<std::filesystem::path> files() const;

 private:
  friend class Engine;
  DocumentCheck(std::shared_ptr<const LoadedPolicies> loaded, std::shared_ptr<const ReadSettings> settings,
                input::DocumentName name);
  void read();
  void join(std::optional<FileId> written);
  void take(std::string text);
  void refuse(Diagnostics mistakes);
  void settle();
  void open(FileId file);
  void report_rest();

  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace precept
