// Reports for people and for programs.
#pragma once

#include <memory>
#include <set>

#include "base/source.h"
#include "render/passed_over.h"
#include "render/sink.h"
#include "runtime/check/readings.h"
#include "runtime/report/report.h"
#include "runtime/words/words.h"

namespace precept::rendering {

class JsonWriter;

/// Told of everything a check finds, in order; writes as it is told.
class ReportWriter {
 public:
  virtual ~ReportWriter() = default;
  /// Mistakes that belong to no document (a policy that does not compile), before any document.
  virtual void mistakes(const Diagnostics& diagnostics, const Sources& sources) = 0;
  /// What folders of documents hold and is none; once, before any document.
  virtual void passed_over(const std::vector<PassedOver>& files, const Words& words) = 0;
  /// One document; `sources` are those of its diagnostics.
  virtual void document(const DocumentReport& report, const Sources& sources) = 0;
  /// One document with what comes of it by other readings, in place of `document`.
  virtual void compare(const DocumentReport& report, const std::vector<Alternative>& others,
                       const Sources& sources) = 0;
  virtual void end() = 0;
};

struct TextOptions {
  bool with_rights = false;
  bool with_all = false;  ///< no list is cut short; findings that are satisfied or not applicable too
  Color color = Color::Off, error_color = Color::Off;
  std::size_t width = 100;
};
/// Mistakes go to standard error, everything else to `output`.
std::unique_ptr<ReportWriter> text_report(Sink& output, const TextOptions& options);

/// The verdicts of the readings and what each changes, as a table.
void write_readings(const DocumentReport& report, const std::vector<Alternative>& others, Sink& output,
                    const TextOptions& options);

/// Whether two findings are told under one heading: of one clause, with the same words.
bool is_told_with(const Finding& one, const Finding& other);
/// Names that several subjects of rights have.
std::set<std::string> shared_names(const std::vector<SubjectRights>& subjects);
/// A subject of rights as it is called: where others share its name, with its pointer.
std::string called(const SubjectRights& subject, const std::set<std::string>& shared, const Words& words);
/// The diagnostics of a report but for what it says itself, where all that it has is noted.
Diagnostics told_beside(const DocumentReport& report);
/// The words under that heading: the norm's own, or its clause's; empty where there are none.
ClauseWords words_of(const DocumentReport& report, const Finding& finding);

/// Who answers an open point, and how: "a person attests `committed` about “Kenya”; look at …".
std::string how_to_answer(const OpenPoint& point, const Words& words);

/// What is to be said of a policy beside its title: that it has no source lock, and a line for each reading
/// that is not its own choice, "read with NAME = CHOICE: … (--reading)".
std::vector<std::string> readings_in_words(const PolicyIdentity& policy, const Words& words);

/// Adds what is told in English for want of other words to what is already known to be, each once.
void add_untranslated(const std::vector<std::string>& texts, std::vector<std::string>& known);
/// What is told in English for want of other words, in one sentence; empty where all is translated.
std::string untranslated_note(const std::vector<std::string>& texts, const Words& words);
/// "Passed over: answers (2: a.answers.json, b.answers.json), hidden files (1: .x)"; empty where nothing was.
std::string passed_over_in_words(const std::vector<PassedOver>& files, const Words& words);
/// The member `source_lock` of the report contract: the lock's name, or null.
void write_source_lock_json(const PolicyIdentity& policy, JsonWriter& json);
/// The member `readings` of the report contract; none where the policy has none.
void write_readings_json(const std::vector<ReadingUsed>& readings, JsonWriter& json);

/// The member `language` of the report contract, and `untranslated`; none where the language is English.
void write_language_json(const DocumentReport& report, JsonWriter& json);

/// The report contract; mistakes are inside it. Written out document by document.
std::unique_ptr<ReportWriter> json_report(Sink& output);

}  // namespace precept::rendering
