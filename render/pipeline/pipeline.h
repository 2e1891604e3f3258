// The reports of a check in the forms that other programs of a pipeline take (docs/outputs.md). What makes
// the exit code of a check other than 0 is a failure in each of them: a violation, what is undetermined, and
// what was not checked.
//
//   clause rule 1
//     shall ensure count(e.people) <= e.seats
//
// with more people than seats is a result of SARIF, a failed test of JUnit and TAP, an annotation of GitHub,
// and an issue of GitLab. Of other readings (ReportWriter::compare) these forms tell nothing.
#pragma once

#include <memory>
#include <string>

#include "render/report.h"

namespace precept::rendering {

/// SARIF 2.1.0 (docs.oasis-open.org/sarif). Paths below `root`, an absolute path, are told from there.
std::unique_ptr<ReportWriter> sarif_report(Sink& output, std::string root);
/// JUnit XML: a suite for each document, a test for each of its clauses that looked at something.
std::unique_ptr<ReportWriter> junit_report(Sink& output);
/// TAP version 14 (testanything.org): a test for each document, below it one for each clause.
std::unique_ptr<ReportWriter> tap_report(Sink& output);
/// Workflow commands that GitHub shows at the lines of a change.
std::unique_ptr<ReportWriter> github_report(Sink& output, std::string root);
/// GitLab's report of code quality: an array of issues.
std::unique_ptr<ReportWriter> gitlab_report(Sink& output, std::string root);
/// Markdown for a comment: failures first, and never longer than a comment may be.
std::unique_ptr<ReportWriter> markdown_report(Sink& output);

}  // namespace precept::rendering
