// A tree of reasons, written in the ways people and programs read it.
#pragma once

#include "base/diagnostic.h"
#include "render/sink.h"
#include "runtime/reasons/reason.h"
#include "runtime/report/report.h"
#include "runtime/words/words.h"

namespace precept::rendering {

struct ReasonOptions {
  bool is_full = false;  ///< the policy's own words and places too
  Color color = Color::Off;
  std::size_t width = 100;
};

void write_reasons_text(const DocumentReport& report, const Reason& root, const ReasonOptions& options,
                        Sink& output);
void write_reasons_json(const DocumentReport& report, const Reason& root, const Sources& sources,
                        Sink& output);
void write_reasons_markdown(const DocumentReport& report, const Reason& root, const ReasonOptions& options,
                            Sink& output);
/// For Graphviz.
void write_reasons_dot(const DocumentReport& report, const Reason& root, Sink& output);

/// The policy's title, with the readings that are not its own choice.
std::string policy_in_words(const DocumentReport& report);
/// The sentence; of a norm its clause's label first.
std::string with_clause(const DocumentReport& report, const Reason& reason);
/// The quote of a norm's clause as it is told, or what is told in its place; empty where there is neither.
std::string quote_in_words(const Reason& reason, const Words& words);
/// "line 15" in the document itself, "members.csv:12" elsewhere; empty where there is no place.
/// Of a statement whose values all stand in its own words: where these are from, in place of a line for each.
/// Empty where what it rests on is to be told.
std::vector<ReportPlace> places_told(const Reason&);
/// "line 9; data/countries.csv:154": its own place and those of the values that it tells; empty where it has
/// none.
std::string places_in_words(const Reason&, const DocumentReport&);
std::string place_in_words(const ReportPlace& at, const DocumentReport& report);

}  // namespace precept::rendering
