// Writes a tree of reasons: why a verdict, a finding or a right came out. As text, JSON, Markdown and a
// graph; the HTML page is in render/html. What is told, and what is left out: docs/explaining.md. Nothing
// here fails.
//
//   clause door
//     shall not enter
//       unless g.ticket
//
// with a guest Ben who entered without a ticket is told as text as
//
//   door: Ben shall not enter [line 3]
//     - the document records of Ben: enter [line 3]
//     - none of the exceptions that the clause itself makes is met
//       - the `ticket` of Ben is no [line 3]
#pragma once

#include "base/diagnostic.h"
#include "render/sink.h"
#include "runtime/reasons/reason.h"
#include "runtime/report/report.h"
#include "runtime/words/catalogue.h"

namespace precept::rendering {

struct ReasonOptions {
  bool is_full = false;  ///< tell the policy's own words and places too
  Color color = Color::Off;
  std::size_t width = 100;
};

void write_reasons_text(const DocumentReport& report, const Reason& root, const ReasonOptions& options,
                        Sink& output);
void write_reasons_json(const DocumentReport& report, const Reason& root, const Sources& sources,
                        Sink& output);
void write_reasons_markdown(const DocumentReport& report, const Reason& root, const ReasonOptions& options,
                            Sink& output);
/// The tree as a graph in the language of Graphviz.
void write_reasons_dot(const DocumentReport& report, const Reason& root, Sink& output);

/// The policy's title, with the readings that differ from the defaults.
std::string policy_in_words(const DocumentReport& report);
/// The reason's sentence; for a norm, the label of its clause comes first.
std::string with_clause(const DocumentReport& report, const Reason& reason);
/// The quote that is told with a norm, or the gist in its place; empty where there is neither.
std::string quote_in_words(const Reason& reason, const Catalogue& words);
/// For a statement that names all its values: the places of these values, which then need no line each. Empty
/// where what the statement rests on must be told.
std::vector<Place> places_of_values(const Reason&);
/// The reason's own place and those of the values that it names: "line 9; data/countries.csv:154". Empty
/// where there is none.
std::string places_in_words(const Reason&, const DocumentReport&);
/// A place in words: "line 15" in the document itself, "members.csv:12" elsewhere; empty where there is none.
std::string place_in_words(const Place& at, const DocumentReport& report);

}  // namespace precept::rendering
