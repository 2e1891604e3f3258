// The commands, and what they were asked to do. Each returns the exit code.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "runtime/reasons/explain.h"
#include "runtime/words/language.h"
#include "tools/commands/command.h"

namespace precept::tools {

enum class ReportFormat { Text, Json };
inline const std::map<std::string, ReportFormat> kReportFormats{{"text", ReportFormat::Text},
                                                                {"json", ReportFormat::Json}};

/// All documents compliant · one is not · something is in error or was not checked · one is undetermined.
enum ExitCode : int { kCompliant = 0, kNonCompliant = 1, kNotChecked = 2, kUndetermined = 3 };

struct CheckArguments {
  std::vector<std::string> files;
  std::vector<std::string> policies;
  ReportFormat format = ReportFormat::Text;
  std::optional<Language> language;  ///< none: the project file's, else English
  std::optional<Day> as_of;
  std::vector<std::string> readings;  ///< "NAME=CHOICE"
  std::string answers;                ///< a file of answers to the one document; empty: none
  bool compares_readings = false;     ///< what every other choice would change, in place of the findings
  bool is_strict = false;             ///< undetermined ends as non-compliant does
  bool with_rights = false;
  bool with_all = false;
  std::string receipt;   ///< where the receipt goes; of several documents a folder; empty: none
  std::string sign_key;  ///< the file of the secret key to sign it with; empty: not signed
  ColorWish color = ColorWish::Auto;
};
int check(const CheckArguments& arguments, Output& output);

struct ReportArguments {
  CheckArguments check;  ///< its format and flags for text play no part
  std::string target;    ///< the page to write
};
/// As `check`, written to one page.
int report(const ReportArguments& arguments, Output& output);

enum class ExplainFormat { Text, Json, Markdown, Html, Dot };
struct ExplainArguments {
  std::string file;
  std::vector<std::string> policies;
  Question question;
  std::vector<std::string> readings;  ///< "NAME=CHOICE"
  std::string answers;                ///< a file of answers to the document; empty: none
  ExplainFormat format = ExplainFormat::Text;
  std::optional<Language> language;  ///< none: the project file's, else English
  std::optional<Day> as_of;
  bool wants_fixes = false;   ///< what would mend it, in place of why it is so
  bool wants_margin = false;  ///< what would break it
  std::size_t most_fixes = 3;
  ColorWish color = ColorWish::Auto;
};
/// 0 explained · 1 no fix was found · 2 an error: the document was not checked, or what is asked about is not
/// there.
int explain(const ExplainArguments& arguments, Output& output);

/// What `verify --require` may ask for, and the parts of such a list; an empty one is a part, too.
inline constexpr std::array<std::string_view, 5> kRequired{"document", "policy", "tables", "signature",
                                                           "all"};
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
  std::string receipt;
  std::vector<std::string> with;     ///< what the receipt names: document, policy, tables
  std::optional<std::string> key;    ///< the file of the public key of whoever must have signed
  std::vector<std::string> require;  ///< lists of `kRequired`: what is not given is a fault
  ReportFormat format = ReportFormat::Text;
  ColorWish color = ColorWish::Auto;
};
/// 0 verified · 3 consistent, but not verified, as the policy or the document was not given · 1 something is
/// not as it was · 2 the receipt, or what was given with it, cannot be read.
int verify(const VerifyArguments& arguments, Output& output);

struct KeygenArguments {
  std::string name;  ///< of NAME.key and NAME.pub
  ColorWish color = ColorWish::Auto;
};
/// 0 made · 2 they cannot be written.
int keygen(const KeygenArguments& arguments, Output& output);

struct AskArguments {
  std::string file;
  std::vector<std::string> policies;
  std::vector<std::string> readings;  ///< "NAME=CHOICE"
  std::string answers;                ///< the file of answers; empty: beside the document
  std::string merged;                 ///< where to write the document with its answers; empty: nowhere
  std::string by, date;               ///< who answers, and when; empty: asked for, today
  bool is_interactive = false;        ///< also where standard input is no terminal
  ReportFormat format = ReportFormat::Text;
  std::optional<Language> language;  ///< none: the project file's, else English
  std::optional<Day> as_of;
  ColorWish color = ColorWish::Auto;
};
/// As a check of the document with its answers.
int ask(const AskArguments& arguments, Output& output);

struct CompileArguments {
  std::string policy, target;  ///< no target: no program is written
  std::string card;            ///< where to write the policy card; empty: nowhere
  std::string key;             ///< the file of the secret key that signs it; empty: not signed
  ColorWish color = ColorWish::Auto;
};
int compile(const CompileArguments& arguments, Output& output);

struct DisassembleArguments {
  std::string policy;
  ColorWish color = ColorWish::Auto;
};
int disassemble(const DisassembleArguments& arguments, Output& output);

enum class TestFormat { Text, Json, Junit, Tap };
struct TestArguments {
  std::vector<std::string> paths;     ///< none: the folder at hand
  std::vector<std::string> policies;  ///< none: beside the tests or above them
  std::string filter;                 ///< a part of a test's title or of its file's name
  TestFormat format = TestFormat::Text;
  bool is_watching = false;
  bool with_coverage = false;
  std::string coverage_page;      ///< where to write the annotated policies; empty: nowhere
  std::optional<double> minimum;  ///< percent of the points of each policy that must be hit
  bool measures_coverage() const { return with_coverage || !coverage_page.empty() || minimum; }
  bool is_mutating = false;             ///< changes of the policies are tried on their tests
  unsigned jobs = 0;                    ///< threads for that; 0: as many as the machine has
  std::optional<double> limit;          ///< seconds for that
  std::optional<double> minimum_score;  ///< percent of the changes that must be noticed
  ColorWish color = ColorWish::Auto;
};
/// 0 all pass · 1 one fails, or too little is covered or noticed · 2 an error, or nothing to run. Does not
/// return while it is watching.
int test(const TestArguments& arguments, Output& output);

struct LintArguments {
  std::string policy;                ///< a file, or a folder with policies
  std::optional<Language> language;  ///< none: those that the policy has translations into
  bool writes = false;               ///< the files of translations are brought up to date
  bool absences = false;             ///< told instead: what it means that a field is not there
  ColorWish color = ColorWish::Auto;
};
/// 0 nothing to say · 1 something is missing · 2 an error.
int lint(const LintArguments& arguments, Output& output);

struct AttestArguments {
  std::string file;
  std::vector<std::string> policies;
  std::string judgement, about, by, reason;  ///< `about` empty: the document
  bool value = false;
  std::string date;      ///< empty: today
  std::string sign_key;  ///< a file; empty: not signed
  std::string
      target;  ///< where the document goes with the attestation; empty: the attestation to standard output
  ColorWish color = ColorWish::Auto;
};
/// 0 made · 2 the document would be refused with it, or cannot be read or written.
int attest(const AttestArguments& arguments, Output& output);

enum class SourceAction { Lock, Verify, Coverage };
struct SourceArguments {
  SourceAction action = SourceAction::Coverage;
  std::string policy;
  std::string official;  ///< Lock, Verify: the official text
  std::string target;    ///< Lock: where to write; empty: where the policy says
  double minimum = 0;    ///< Coverage: percent of the paragraphs that must be accounted for
  ReportFormat format = ReportFormat::Text;
  ColorWish color = ColorWish::Auto;
};
int source(const SourceArguments& arguments, Output& output);

/// Each with its options, as the command line has it.
Command check_command();
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
Command attest_command();

}  // namespace precept::tools
