// The commands, each a function of its arguments. A command reads its files, writes what it finds to
// `output`, and returns the exit code. Mistakes are diagnostics on standard error, or part of the JSON.
//
//   clause house rule 1
//     shall ensure b.people <= b.seats
//
// check({.files = {"choir.json"}, .policies = {"first.precept"}}, output) tells the verdict and the findings,
// and returns kNonCompliant where there are more people than seats.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "engine/document_check.h"
#include "render/mistakes/mistake_writer.h"
#include "runtime/words/language.h"
#include "tools/commands/check_outputs.h"
#include "tools/commands/command.h"

namespace precept::tools {

enum class ReportFormat { Text, Json };
inline const std::map<std::string, ReportFormat> kReportFormats{{"text", ReportFormat::Text},
                                                                {"json", ReportFormat::Json}};

/// Of several documents the gravest counts, in the order kNotChecked, kNonCompliant, kUndetermined,
/// kCompliant.
enum ExitCode : int { kCompliant = 0, kNonCompliant = 1, kNotChecked = 2, kUndetermined = 3 };

struct CheckArguments {
  std::vector<std::string> files;
  std::vector<std::string> changed;  ///< check of the project's documents those among these files; all of
                                     ///< them where one is something else, or none is named
  bool fixes = false;                ///< of policies by themselves: make the edits that are safe, first
  bool only_changed = false;         ///< `changed` counts, and `files` has none
  std::vector<std::string> policies;
  std::string kind;                        ///< of a document that does not say its own; empty: it must
  CheckFormat format = CheckFormat::Text;  ///< on standard output
  std::vector<FileOutput> outputs;
  std::optional<Language> language;  ///< none: the project file's, else English
  std::optional<Day> as_of;
  std::vector<std::string> readings;  ///< "NAME=CHOICE"
  input::ListWords lists;             ///< of the one document
  std::string answers;                ///< a file of answers to the one document; empty: none
  bool compares_readings = false;     ///< tell what every other choice of a reading would change
  bool is_strict = false;             ///< end with kNonCompliant where something is undetermined
  bool with_rights = false;
  bool with_all = false;
  bool is_verbose = false, is_quiet = false;  ///< of the form for people
  std::size_t jobs = 0;                       ///< threads that check documents; 0: by the machine
  bool shows_progress = false;                ///< on standard error, a terminal
  std::string receipt;   ///< where to write the receipt; a folder for several documents; empty: nowhere
  std::string sign_key;  ///< the file of the secret key to sign it with; empty: not signed
  std::string project;   ///< the project file of the run; empty: it is looked for
  std::string baseline;  ///< a file of findings that are known; empty: the project file's, if it has one
  bool without_baseline = false;
  bool is_ratchet = false;   ///< what is mended and still in the baseline is an error
  bool is_watching = false;  ///< check again whenever a file changes; for the command line alone
  ColorChoice color = ColorChoice::Auto;
};
int check(const CheckArguments& arguments, Output& output);

struct ConfigArguments {
  CheckArguments check;
  std::string toml;  ///< where to write a project file in the old form as TOML; empty: nowhere
  ReportFormat format = ReportFormat::Text;
};
/// Tells what holds for such a check. Exit code: 0 all is in order, 2 something that it names is not.
int config(const ConfigArguments& arguments, Output& output);

/// Serves an editor on standard input and output until it says `exit` (docs/editors.md). Exit code: 0, or 1
/// where it did not say `shutdown` before.
int serve_editor(Output& output);

enum class BaselineAction { Write, Update };
struct BaselineArguments {
  CheckArguments check;
  BaselineAction action = BaselineAction::Write;
  KnownFinding known;  ///< what is said of findings that are new; without a reason they are not added
};
/// Exit code: 0 every finding is in the baseline, 1 some are not, 2 an error, and nothing is written.
int baseline(const BaselineArguments& arguments, Output& output);

struct ReportArguments {
  CheckArguments check;  ///< its format and its flags for text are not used
  std::string target;    ///< the page to write
};
/// Checks as `check` does and writes one HTML page.
int report(const ReportArguments& arguments, Output& output);

struct ConvertArguments {
  std::string file;
  std::vector<std::string> policies;
  std::string kind;  ///< of a document that does not say its own; empty: it must
  input::ListWords lists;
  std::string target = "-";
  ColorChoice color = ColorChoice::Auto;
};
/// Writes the JSON that a check of the document reads: receipts are of it, and other programs can read it.
int convert(const ConvertArguments& arguments, Output& output);

struct MapArguments {
  std::string file;
  std::vector<std::string> policies;
  std::string kind, list;  ///< of the documents, and their field; empty: the only one
  std::string target = "-";
  ColorChoice color = ColorChoice::Auto;
};
/// Writes a first mapping of a list, in which a `?` stands for what its author has to say. Exit code: 0 it is
/// written, 2 an error.
int map(const MapArguments& arguments, Output& output);

struct SchemaArguments {
  std::string kind;                   ///< of documents; empty: all that the policies are about
  std::vector<std::string> policies;  ///< empty: the project file's
  std::string project;                ///< as of a check
  std::string output;                 ///< describe what a command writes, in place of documents; empty: not
  bool lists = false;                 ///< tell only what schemas there are
  std::string target = "-";
  ColorChoice color = ColorChoice::Auto;
};
/// Writes a JSON Schema. Exit code: 0 it is written, 2 an error.
int schema(const SchemaArguments& arguments, Output& output);

enum class SkeletonFormat { ByName, Yaml, Json };
struct NewDocumentArguments {
  std::string kind;
  std::vector<std::string> policies;               ///< empty: the project file's
  std::string project;                             ///< as of a check
  std::string target = "-";                        ///< must not be there yet
  SkeletonFormat format = SkeletonFormat::ByName;  ///< by the target's name, else YAML
  ColorChoice color = ColorChoice::Auto;
};
/// Writes a document that is to be filled in. Exit code: 0 it is written, 2 an error.
int new_document(const NewDocumentArguments& arguments, Output& output);

struct NewProjectArguments {
  std::string folder = ".";
  std::vector<std::string> policies;  ///< copied into the project; empty: it gets one to begin with
  ColorChoice color = ColorChoice::Auto;
};
/// Makes a folder in which documents are checked: all of it, or nothing. Exit code: 0 made, 2 an error.
int new_project(const NewProjectArguments& arguments, Output& output);

struct ExplainArguments {
  std::string file;
  std::vector<std::string> policies;
  std::string kind;  ///< of a document that does not say its own; empty: it must
  Question question;
  std::vector<std::string> readings;  ///< "NAME=CHOICE"
  input::ListWords lists;
  std::string answers;  ///< a file of answers to the document; empty: none
  Form format = Form::Text;
  std::optional<Language> language;  ///< none: the project file's, else English
  std::optional<Day> as_of;
  bool wants_fixes = false;   ///< tell what would mend it, in place of why
  bool wants_margin = false;  ///< tell what would break it
  std::size_t most_fixes = 3;
  ColorChoice color = ColorChoice::Auto;
};
/// Exit code: 0 explained, 1 no fix was found, 2 an error: the document was not checked, or what the question
/// names does not exist.
int explain(const ExplainArguments& arguments, Output& output);

/// The words that `verify --require` accepts.
inline constexpr std::array<std::string_view, 7> kRequired{"document",  "lists", "policy",   "tables",
                                                           "signature", "all",   "compliant"};
/// The parts of a list with commas; an empty part counts as one.
inline std::vector<std::string> parts_of(std::string_view list) {
  std::vector<std::string> parts;
  for (std::size_t end = 0; end != std::string_view::npos;
       list.remove_prefix(end == std::string_view::npos ? 0 : end + 1)) {
    end = list.find(',');
    parts.emplace_back(list.substr(0, end));
  }
  return parts;
}

struct VerifyArguments {
  std::string receipt;               ///< a file, or a folder of receipts
  std::vector<std::string> with;     ///< files or folders: the document, the policy, the tables
  std::optional<std::string> key;    ///< the file of the public key of the required signer
  std::vector<std::string> require;  ///< lists of words of `kRequired`; a part that is not given is a fault
  input::ListWords lists;            ///< of the one document, to be counted again
  ReportFormat format = ReportFormat::Text;
  ColorChoice color = ColorChoice::Auto;
};
/// Exit code: 0 verified, 1 something is not as it was, 2 the receipt or a given file cannot be read, 3
/// consistent but not verified, because the policy or the document was not given.
int verify(const VerifyArguments& arguments, Output& output);

enum class DiffFormat { Text, Json, Markdown };
struct DiffArguments {
  std::string old_path, new_path;   ///< policies, each as behind --policy
  std::vector<std::string> corpus;  ///< documents to check by both; empty: none
  bool on_any_day = false;          ///< check documents whether or not a policy is in force on their date
  bool is_strict = false;           ///< end with 1 where something may be weaker
  DiffFormat format = DiffFormat::Text;
  ColorChoice color = ColorChoice::Auto;
};
/// Exit code: 0 nothing is weaker, 1 something is, 3 something may be, 2 a policy or a document is in error.
int diff(const DiffArguments& arguments, Output& output);

struct KeygenArguments {
  std::string name;  ///< the files are NAME.key and NAME.pub
  ColorChoice color = ColorChoice::Auto;
};
/// Exit code: 0 made, 2 the files cannot be written.
int keygen(const KeygenArguments& arguments, Output& output);

struct AskArguments {
  std::string file;
  std::vector<std::string> policies;
  std::string kind;  ///< of a document that does not say its own; empty: it must
  input::ListWords lists;
  std::vector<std::string> readings;  ///< "NAME=CHOICE"
  std::string answers;                ///< the file of answers; empty: beside the document
  std::string merged;                 ///< where to write the document with its answers; empty: nowhere
  std::string by, date;               ///< who answers, and when; empty: ask for the name, today
  bool is_interactive = false;        ///< ask even where standard input is no terminal
  ReportFormat format = ReportFormat::Text;
  std::optional<Language> language;  ///< none: the project file's, else English
  std::optional<Day> as_of;
  ColorChoice color = ColorChoice::Auto;
};
/// Exit code: that of a check of the document with its answers.
int ask(const AskArguments& arguments, Output& output);

struct CompileArguments {
  std::string policy, target;  ///< an empty target: write no program
  std::string card;            ///< where to write the policy card; empty: nowhere
  std::string key;             ///< the file of the secret key that signs it; empty: not signed
  MistakeFormat format = MistakeFormat::Text;
  ColorChoice color = ColorChoice::Auto;
};
int compile(const CompileArguments& arguments, Output& output);

struct DisassembleArguments {
  std::string policy;
  ColorChoice color = ColorChoice::Auto;
};
int disassemble(const DisassembleArguments& arguments, Output& output);

enum class TestFormat { Text, Json, Junit, Tap };
struct TestArguments {
  std::vector<std::string> paths;     ///< empty: the current folder
  std::vector<std::string> policies;  ///< empty: those beside the tests or above them
  std::string filter;                 ///< a part of a test's title or of its file's name
  TestFormat format = TestFormat::Text;
  std::string dumped;         ///< the title of the test whose document is written; empty: none
  bool with_reasons = false;  ///< why failing expectations came out as they did
  bool is_watching = false;   ///< run again whenever a file changes; for the command line alone
  bool with_coverage = false;
  std::string coverage_page;      ///< where to write the annotated policies; empty: nowhere
  std::optional<double> minimum;  ///< percent of each policy's points that must be hit
  bool measures_coverage() const { return with_coverage || !coverage_page.empty() || minimum; }
  bool is_mutating = false;             ///< try mutants of the policies
  unsigned jobs = 0;                    ///< threads for the mutants; 0: as many as the machine has
  std::optional<double> limit;          ///< seconds for the mutants
  std::optional<double> minimum_score;  ///< percent of the mutants that must be killed
  ColorChoice color = ColorChoice::Auto;
};
/// Exit code: 0 all pass, 1 a test fails or a minimum is not reached, 2 an error or no test.
int test(const TestArguments& arguments, Output& output);

struct LintArguments {
  std::vector<std::string> places;   ///< files, or folders with policies
  std::vector<std::string> rules;    ///< these alone; empty: all
  bool fixes = false;                ///< make the edits that are safe
  std::optional<Language> language;  ///< look at the translations into it instead
  bool writes = false;               ///< bring the files of translations up to date
  bool absences = false;             ///< tell instead what the absence of each field means
  bool is_watching = false;          ///< run again whenever a file changes; for the command line alone
  MistakeFormat format = MistakeFormat::Text;
  ColorChoice color = ColorChoice::Auto;
};
/// Exit code: 0 nothing to say, 1 something is missing, 2 an error.
int lint(const LintArguments& arguments, Output& output);

struct FormatArguments {
  std::vector<std::string> paths;             ///< files and folders, or `-` alone
  bool is_check = false;                      ///< write nothing, name what would change
  bool shows_difference = false;              ///< write nothing, show what would change
  std::string input_name = "standard input";  ///< what messages call it
  ColorChoice color = ColorChoice::Auto;
};
/// Exit code: 0 in order, 1 something would change, 2 a file cannot be read, written, or wholly understood.
int lay_out(const FormatArguments& arguments, Output& output);

struct AttestArguments {
  std::string file;
  std::vector<std::string> policies;
  std::string kind;                          ///< of a document that does not say its own; empty: it must
  std::string judgement, about, by, reason;  ///< `about` empty: the document
  bool value = false;
  std::string date;      ///< empty: today
  std::string sign_key;  ///< a file; empty: not signed
  std::string target;    ///< where to write the document; empty: only the attestation, to standard output
  ColorChoice color = ColorChoice::Auto;
};
/// Exit code: 0 made, 2 the document cannot be read or written, or would be refused with the attestation.
int attest(const AttestArguments& arguments, Output& output);

struct ReplArguments {
  std::string document;  ///< empty: an example
  std::string policy;    ///< empty: the project file's, if it has one
  std::vector<std::string> readings;
  ColorChoice color = ColorChoice::Auto;
};
/// Answers what is typed, or what comes on standard input, until that ends. Exit code: 0 all was understood,
/// 2 something was in error; of a person at a terminal 0.
int repl(const ReplArguments& arguments, Output& output);

enum class DocFormat { Html, Markdown };
struct DocArguments {
  std::string policy;  ///< a file, or a folder with one policy
  std::string target;  ///< Html: a folder; Markdown: a file
  DocFormat format = DocFormat::Html;
  bool with_coverage = false, with_mutants = false;  ///< run the tests, which takes time
  unsigned jobs = 0;                                 ///< threads for the mutants; 0: by the machine
  ColorChoice color = ColorChoice::Auto;
};
/// Writes a policy as pages for people. Exit code: 0 written, 2 an error, and nothing is.
int doc(const DocArguments& arguments, Output& output);

enum class SourceAction { Lock, Outline, Verify, Coverage };
struct SourceArguments {
  SourceAction action = SourceAction::Coverage;
  std::string policy;
  std::string official;  ///< Lock, Outline, Verify: the official text
  /// Lock, Outline: by which marks the text is read, and the part of it. `auto`: the reader finds the marks.
  /// All three empty: as the former lock says, where Lock writes over one.
  std::string outline, from, until;
  std::string target;  ///< Lock: the file to write; empty: the one that the policy names
  double minimum = 0;  ///< Coverage: percent of the paragraphs that must be accounted for
  ReportFormat format = ReportFormat::Text;
  ColorChoice color = ColorChoice::Auto;
};
int source(const SourceArguments& arguments, Output& output);

/// Each with its options, as the command line has it.
Command check_command();
Command convert_command();
Command map_command();
Command config_command();
Command baseline_command();
Command explain_command();
Command report_command();
Command verify_command();
Command keygen_command();
Command ask_command();
Command compile_command();
Command disassemble_command();
Command test_command();
Command source_command();
Command lint_command();
Command format_command();
Command lsp_command();
Command attest_command();
Command diff_command();
Command schema_command();
Command new_command();
Command doc_command();
Command repl_command();

}  // namespace precept::tools
