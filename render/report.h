// Writes the reports of a check, as text for people and as JSON for programs (docs/command_line.md). A writer
// only tells what a DocumentReport holds: it decides nothing, and nothing here fails.
//
//   shall ensure b.people <= b.seats
//     otherwise "{b.name} brings {b.people} people; the room has {b.seats} seats"
//
// with 30 people and 24 seats is told, below the verdict, as
//
//   Not in accordance
//     house rule 1
//       - Choir rehearsal brings 30 people; the room has 24 seats
//         choir.json:1:71
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>

#include "base/source.h"
#include "render/passed_over.h"
#include "render/sink.h"
#include "runtime/check/readings.h"
#include "runtime/report/report.h"
#include "runtime/words/catalogue.h"

namespace precept::rendering {

class JsonWriter;

/// What is to be told of a run when every document was.
struct RunEnd {
  Diagnostics mistakes;                 ///< of the run as a whole, such as too few documents
  std::size_t known = 0, silenced = 0;  ///< findings that a baseline knows; warnings that are not told
  bool is_empty() const { return mistakes.all().empty() && known == 0 && silenced == 0; }
  /// The two counts in a sentence each, where they are not 0.
  std::vector<std::string> in_words(const Catalogue& words) const;
};

/// Is told everything that a check finds, in order, and writes it at once.
class ReportWriter {
 public:
  virtual ~ReportWriter() = default;
  /// Mistakes that belong to no document, such as a policy that does not compile; before any document.
  virtual void mistakes(const Diagnostics& diagnostics, const Sources& sources) = 0;
  /// The files that were passed over in folders of documents; once, before any document.
  virtual void passed_over(const std::vector<PassedOverFile>& files, const Catalogue& words) = 0;
  /// One document. `sources` are the sources of its diagnostics.
  virtual void document(const DocumentReport& report, const Sources& sources) = 0;
  /// One document and its reports by other readings, in place of `document`.
  virtual void compare(const DocumentReport& report, const std::vector<Alternative>& others,
                       const Sources& sources) = 0;
  /// What is to be told after the documents; at most once, before `end`. `sources` are those of its mistakes.
  virtual void run_end(const RunEnd& end, const Sources& sources) = 0;
  virtual void end() = 0;
};

struct TextOptions {
  bool with_rights = false;
  bool with_all = false;    ///< lists are not cut; findings that are satisfied or not applicable are told
  bool is_verbose = false;  ///< of several documents, those in order are shown, too
  bool is_quiet = false;    ///< nothing but what fails, and one line with the counts
  Color color = Color::Off, error_color = Color::Off;
  std::size_t width = 100;
};
/// A writer of text. Mistakes go to `Sink::write_mistakes`, everything else to `Sink::write`.
std::unique_ptr<ReportWriter> text_report(Sink& output, const TextOptions& options);

/// Writes a table of the readings: the verdict by each, and what differs.
void write_readings(const DocumentReport& report, const std::vector<Alternative>& others, Sink& output,
                    const TextOptions& options);

/// Whether two findings stand under one heading: they are of one clause and have the same words.
bool shares_heading(const Finding& one, const Finding& other);
/// The names that several subjects have.
std::set<std::string> shared_names(const std::vector<SubjectRights>& subjects);
/// The subject's name; with its pointer where others share the name.
std::string unambiguous_name(const SubjectRights& subject, const std::set<std::string>& shared,
                             const Catalogue& words);
/// The diagnostics of a report. "Nothing was checked" is left out where the report itself says that
/// everything was only noted.
Diagnostics remaining_diagnostics(const DocumentReport& report);
/// The words under a finding's heading: the norm's own, or else its clause's; empty where there are none.
ClauseWords clause_words_of(const DocumentReport& report, const Finding& finding);

/// The words of a finding with what a baseline says of it.
std::string with_known(const std::string& text, const KnownFinding& known, const Catalogue& words);
/// What was found, of whom, and by which acts: "Ben: is a guest [dance]".
std::string finding_in_words(const Finding& finding, const DocumentReport& report);
/// The verdicts in one sentence: "3 documents: 1 compliant and 2 not checked". No verdict: not
/// checked, as is everything where there is no document.
std::string verdicts_in_words(const std::map<std::optional<Verdict>, std::size_t>& verdicts,
                              const Catalogue& words);

/// Who answers an open question, and how: "a person attests `committed` about “Kenya”; look at …".
std::string how_to_answer(const OpenPoint& point, const Catalogue& words);

/// Lines to tell below a policy's title: that it has no source lock, and each reading that differs from the
/// default, "read with NAME = CHOICE: … (--reading)".
std::vector<std::string> readings_in_words(const PolicyIdentity& policy, const Catalogue& words);

/// Adds untranslated texts to those that are known, each once.
void add_untranslated(const std::vector<std::string>& texts, std::vector<std::string>& known);
/// One sentence that names the texts which are told in English because they are not translated; empty where
/// all are.
std::string untranslated_note(const std::vector<std::string>& texts, const Catalogue& words);
/// One sentence on the files that were passed over: "Passed over: answers (2: a.answers.json,
/// b.answers.json), hidden files (1: .x)"; empty where there are none.
std::string passed_over_in_words(const std::vector<PassedOverFile>& files, const Catalogue& words);
/// Writes the member `source_lock` of a JSON report: the lock's name, or null.
void write_source_lock_json(const PolicyIdentity& policy, JsonWriter& json);
/// Writes the member `readings` of a JSON report; nothing where the policy has no readings.
void write_readings_json(const std::vector<ReadingUsed>& readings, JsonWriter& json);

/// Writes the members `language` and `untranslated` of a JSON report; nothing where the language is English.
void write_language_json(const DocumentReport& report, JsonWriter& json);

/// A writer of JSON. Mistakes are part of it. It writes document by document, so its memory does not grow.
std::unique_ptr<ReportWriter> json_report(Sink& output);
/// The same as a line for each document; the last line is a summary. Mistakes come first, in a line of their
/// own.
std::unique_ptr<ReportWriter> ndjson_report(Sink& output);

}  // namespace precept::rendering
