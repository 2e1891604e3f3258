// The command line. Everything about arguments is here; the commands know none of it.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <exception>
#include <map>

#include "base/version.h"
#include "render/json/mistakes.h"
#include "render/layout.h"
#include "tools/commands/commands.h"
#include "tools/commands/option_rules.h"

namespace precept::tools {

namespace {

constexpr const char* kCheckExamples = R"(
Examples:
  precept check meeting.json --policy policies/wtsa-res54
  precept check meetings/ --policy res54.pbc --rights
  precept check - --policy res54.pbc --format json < meeting.json
  precept check old.json --policy policies/wtsa-res54 --as-of 2023-05-02
  precept check proposal.json --policy policies/wtsa-res54 --readings
  precept check proposal.json --policy policies/wtsa-res54 --reading supporting_members=states_only
  precept check meeting.json --policy policies/wtsa-res54 --receipt r.json --sign office.key

Exit code: 0 all are compliant, 1 one is not, 3 one is undetermined (with --strict: 1),
2 something is in error or was not checked. It is the same in both formats.
)";
constexpr const char* kExplainExamples = R"(
Examples:
  precept explain meeting.json --policy policies/wtsa-res54
  precept explain meeting.json --policy res54.pbc --name "A. Diallo" --act decide
  precept explain meeting.json --policy res54.pbc --clause "resolves 6" --full
  precept explain meeting.json --policy res54.pbc --format html > why.html
  precept explain proposal.json --policy res54.pbc --fix
  precept explain meeting.json --policy res54.pbc --fix --name "E. Novak" --act attend
  precept explain proposal.json --policy res54.pbc --fix --format markdown
  precept explain proposal.json --policy res54.pbc --margin --format json

Exit code: 0 explained, 1 no fix was found, 2 the document was not checked or what is asked about is not there.
)";
constexpr const char* kReportExamples = R"(
Examples:
  precept report meeting.json --policy policies/wtsa-res54 -o report.html
  precept report proposals/ --policy res54.pbc -o proposals.html

Exit code: as of check. The page is written whatever the verdicts; a document that was not checked is on it as
that.
)";
constexpr const char* kVerifyExamples = R"(
Examples:
  precept verify r.json
  precept verify r.json --with meeting.json policies
  precept verify r.json --key office.pub --format json

Exit code: 0 verified, with the policy and the document; 3 consistent, but not verified, as one of them was not
given; 1 something is not as it was; 2 the receipt or what was given with it cannot be read.
)";
constexpr const char* kKeygenExamples = R"(
Example:
  precept keygen office
)";
constexpr const char* kAttestExamples = R"(
Example:
  precept attest proposal.json --policy policies/wtsa-res54 --judgement committed --about Sudan --value yes \
      --by "chair of SG11" --sign sg11.key

The attestation is written to standard output, to be put into the document. Its signature covers it and all of the
document but its attestations; `trust` in precept.project says whose signature counts.
)";
constexpr const char* kAskExamples = R"(
Examples:
  precept ask proposal.json --policy policies/wtsa-res54
  precept ask proposal.json --policy res54.pbc --format json
  precept ask proposal.json --policy res54.pbc --lang fr
  precept ask proposal.json --policy res54.pbc --by "chair of SG11" --write answered.json

Answers go into proposal.answers.json beside the document, never into it; `precept check --answers` counts them.

Exit code: that of a check of the document with its answers; 2 something is in error.
)";
constexpr const char* kCompileExamples = R"(
Example:
  precept compile policies/wtsa-res54 -o res54.pbc
)";
constexpr const char* kDisassembleExamples = R"(
Examples:
  precept disasm res54.pbc
  precept disasm policies/wtsa-res54
)";
constexpr const char* kTestExamples = R"(
Examples:
  precept test policies/wtsa-res54
  precept test policies --filter associate
  precept test draft_test.precept --policy policies/wtsa-res54
  precept test policies --format junit > tests.xml
  precept test policies --coverage --min 100
  precept test policies --html coverage.html
  precept test policies/wtsa-res54 --mutate --min-score 98

Exit code: 0 all pass, 1 one fails or less than was asked for is covered or noticed, 2 something is in error or
there is no test.
)";
constexpr const char* kSourceExamples = R"(
Examples:
  precept source lock official.txt --policy policies/wtsa-res54
  precept source verify newer.txt --policy policies/wtsa-res54
  precept source coverage policies/wtsa-res54 --min 100

Exit code: 0 all is as it was, or accounted for; 1 it is not; 2 an error.
)";
constexpr const char* kLintExamples = R"(
Examples:
  precept lint policies/wtsa-res54 --lang fr
  precept lint policies/wtsa-res54 --lang es --write

Exit code: 0 nothing is missing, 1 something is, 2 an error.
)";
constexpr const char* kExamples = R"(
Examples:
  precept check meeting.json --policy policies/wtsa-res54
  precept explain meeting.json --policy policies/wtsa-res54 --name "A. Diallo"
  precept compile policies/wtsa-res54 -o res54.pbc
  precept disasm res54.pbc
  precept test policies/wtsa-res54
`precept check --help` tells more about checking.
)";

/// One of the names, in place of which the option gets the number of what it stands for.
template <class Choice>
CLI::Validator one_of(const std::map<std::string, Choice>& names) {
  auto choose = [&names](std::string& word) -> std::string {
    auto found = names.find(word);
    if (found != names.end()) {
      word = std::to_string(static_cast<int>(found->second));
      return {};
    }
    std::string known;
    std::vector<std::string_view> candidates;
    for (const auto& [name, choice] : names) {
      known += known.empty() ? name : ", " + name;
      candidates.push_back(name);
    }
    std::string help = did_you_mean(word, candidates);
    return fmt::format("`{}` is none of {}{}{}", word, known, help.empty() ? "" : "; ", help);
  };
  return CLI::Validator(choose, "");
}

CLI::Option* add_color(CLI::App& command, ColorWish& color) {
  static const std::map<std::string, ColorWish> kNames = {
      {"auto", ColorWish::Auto}, {"always", ColorWish::Always}, {"never", ColorWish::Never}};
  return command.add_option("--color", color, "auto, always or never; auto heeds NO_COLOR")
      ->transform(one_of(kNames))
      ->type_name("WHEN");
}

CLI::Option* add_language(CLI::App& command, std::optional<Language>& language) {
  static const std::map<std::string, Language> kNames = [] {
    std::map<std::string, Language> names;
    for (Language one : kLanguages) names.emplace(code_of(one), one);
    return names;
  }();
  return command.add_option("-l,--lang", language, "The language to tell it in: en, fr, es, ar, zh or ru")
      ->transform(one_of(kNames))
      ->type_name("LANGUAGE");
}

void add_check(CLI::App& app, CheckArguments& arguments, std::string& as_of) {
  static const std::map<std::string, ReportFormat> kFormats = {{"text", ReportFormat::Text},
                                                               {"json", ReportFormat::Json}};
  CLI::App* check = app.add_subcommand("check", "Check documents by the policy in force on their date");
  check->add_option("FILE", arguments.files,
                    "JSON documents; a folder: those in it and below; -: standard input");
  check
      ->add_option(
          "-p,--policy", arguments.policies,
          "A folder of policies, a policy file or a compiled program, -: standard input; may be given again")
      ->type_name("PATH")
      ->allow_extra_args(false);
  check->add_option("-f,--format", arguments.format, "text (for people) or json (for programs)")
      ->transform(one_of(kFormats))
      ->type_name("FORMAT");
  check->add_option("--as-of", as_of, "Choose the policy by this date, not by the document's (YYYY-MM-DD)")
      ->type_name("DATE");
  check
      ->add_option("--reading", arguments.readings,
                   "Read the text this way (NAME=CHOICE), whatever the project file says; may be given again")
      ->type_name("NAME=CHOICE")
      ->allow_extra_args(false);
  check
      ->add_option("--answers", arguments.answers,
                   "Answers to the one document, as `precept ask` writes them")
      ->type_name("PATH");
  check->add_flag("--readings", arguments.compares_readings,
                  "Show what each other reading of the text would change");
  check->add_flag("--strict", arguments.is_strict, "Exit with 1 where something is undetermined");
  check->add_flag("--rights", arguments.with_rights, "Show what everybody may and may not do");
  check->add_flag("--all", arguments.with_all, "Show everything: long lists whole, and what is in order");
  CLI::Option* receipt = check->add_option("--receipt", arguments.receipt,
                                           "Write a receipt with a proof of what was found; of several "
                                           "documents into a folder/; -: standard output");
  receipt->type_name("FILE")->excludes(check->get_option("--readings"));
  // A receipt is of the document's own bytes; `precept ask --write` makes a document of it and its answers.
  receipt->excludes(check->get_option("--answers"));
  check->add_option("--sign", arguments.sign_key, "Sign the receipt with this secret key (precept keygen)")
      ->type_name("NAME.key")
      ->needs(receipt);
  add_language(*check, arguments.language)->excludes(receipt);
  add_color(*check, arguments.color);
  check->footer(kCheckExamples);
}

void add_report(CLI::App& app, ReportArguments& arguments, std::string& as_of) {
  CLI::App* report = app.add_subcommand(
      "report", "Check documents and write one page to pass on: findings, rights, reasons");
  CheckArguments& check = arguments.check;
  report->add_option("FILE", check.files,
                     "JSON documents; a folder: those in it and below; -: standard input");
  report->add_option("-o,--output", arguments.target, "The page to write")->type_name("FILE")->required();
  report
      ->add_option(
          "-p,--policy", check.policies,
          "A folder of policies, a policy file or a compiled program, -: standard input; may be given again")
      ->type_name("PATH")
      ->allow_extra_args(false);
  report->add_option("--as-of", as_of, "Choose the policy by this date, not by the document's (YYYY-MM-DD)")
      ->type_name("DATE");
  report->add_option("--reading", check.readings, "Take the text in this way; may be given again")
      ->type_name("NAME=CHOICE")
      ->allow_extra_args(false);
  report->add_flag("--strict", check.is_strict, "Exit with 1 where something is undetermined");
  add_color(*report, check.color);
  add_language(*report, check.language);
  report->footer(kReportExamples);
}

void add_verify(CLI::App& app, VerifyArguments& arguments) {
  static const std::map<std::string, ReportFormat> kFormats = {{"text", ReportFormat::Text},
                                                               {"json", ReportFormat::Json}};
  CLI::App* verify = app.add_subcommand("verify", "Say whether a receipt is as it was, and its proof holds");
  verify->add_option("RECEIPT", arguments.receipt, "What `precept check --receipt` wrote")->required();
  verify
      ->add_option("--with", arguments.with,
                   "What the receipt names, to hold it against: document, policy, tables, or folders of them")
      ->type_name("PATH");
  verify->add_option("--key", arguments.key, "Demand that it is signed by the owner of this public key")
      ->type_name("NAME.pub");
  verify
      ->add_option("--require", arguments.require,
                   "What must be given: document, policy, tables, signature (by --key), or all")
      ->check(
          [](const std::string& list) {
            for (const std::string& part : parts_of(list)) {
              if (std::ranges::find(kRequired, part) == kRequired.end())
                return fmt::format("`{}` is none of {}", part, fmt::join(kRequired, ", "));
            }
            return std::string();
          },
          "")
      ->type_name("PART,…");
  verify->add_option("-f,--format", arguments.format, "text or json")
      ->transform(one_of(kFormats))
      ->type_name("FORMAT");
  add_color(*verify, arguments.color);
  verify->footer(kVerifyExamples);
}

void add_keygen(CLI::App& app, KeygenArguments& arguments) {
  CLI::App* keygen = app.add_subcommand("keygen", "Make a pair of keys to sign receipts with");
  keygen->add_option("NAME", arguments.name, "Of NAME.key, which signs, and NAME.pub, which shows who signed")
      ->required();
  add_color(*keygen, arguments.color);
  keygen->footer(kKeygenExamples);
}

void add_explain(CLI::App& app, ExplainArguments& arguments, std::string& as_of) {
  static const std::map<std::string, ExplainFormat> kFormats = {{"text", ExplainFormat::Text},
                                                                {"json", ExplainFormat::Json},
                                                                {"markdown", ExplainFormat::Markdown},
                                                                {"html", ExplainFormat::Html},
                                                                {"dot", ExplainFormat::Dot}};
  CLI::App* explain = app.add_subcommand("explain", "Say why a document came out as it did");
  explain->add_option("FILE", arguments.file, "A JSON document; -: standard input")->required();
  explain
      ->add_option(
          "-p,--policy", arguments.policies,
          "A folder of policies, a policy file or a compiled program, -: standard input; may be given again")
      ->type_name("PATH")
      ->required()
      ->allow_extra_args(false);
  CLI::Option* subject = explain->add_option("--subject", arguments.question.subject,
                                             "Only this element of the document: /attendance/3");
  subject->type_name("POINTER");
  explain->add_option("--name", arguments.question.name, "Only the element with this name")
      ->type_name("NAME")
      ->excludes(subject);
  explain->add_option("--clause", arguments.question.clause, "Only this clause: \"resolves 6\"")
      ->type_name("LABEL");
  explain->add_option("--act", arguments.question.act, "The right to this act")->type_name("ACT");
  explain->add_option("--answers", arguments.answers, "Answers to the document, as `precept ask` writes them")
      ->type_name("PATH");
  explain->add_option("--reading", arguments.readings, "Take the text in this way; may be given again")
      ->type_name("NAME=CHOICE")
      ->allow_extra_args(false);
  CLI::Option* fix =
      explain->add_flag("--fix", arguments.wants_fixes, "What would mend it, in place of why it is so");
  CLI::Option* margin = explain->add_flag("--margin", arguments.wants_margin, "How close it is to breaking");
  margin->excludes(fix);
  explain->add_option("--most", arguments.most_fixes, "With --fix or --margin: at most so many ways")
      ->check(CLI::Range(1, 50))
      ->type_name("COUNT");
  CLI::Option* full = explain->add_flag("--full", arguments.question.is_full,
                                        "What did not decide, too, and the policy's words");
  explain->add_option("-f,--format", arguments.format, "text, json, markdown, html or dot")
      ->transform(one_of(kFormats))
      ->type_name("FORMAT");
  explain->add_option("--as-of", as_of, "Choose the policy by this date, not by the document's (YYYY-MM-DD)")
      ->type_name("DATE");
  full->excludes(fix)->excludes(margin);
  add_language(*explain, arguments.language);
  add_color(*explain, arguments.color);
  explain->footer(kExplainExamples);
}

void add_ask(CLI::App& app, AskArguments& arguments, std::string& as_of) {
  static const std::map<std::string, ReportFormat> kFormats = {{"text", ReportFormat::Text},
                                                               {"json", ReportFormat::Json}};
  CLI::App* ask = app.add_subcommand("ask", "Ask what is open, and keep the answers beside the document");
  ask->add_option("FILE", arguments.file, "A JSON document; -: standard input")->required();
  ask->add_option(
         "-p,--policy", arguments.policies,
         "A folder of policies, a policy file or a compiled program, -: standard input; may be given again")
      ->type_name("PATH")
      ->required()
      ->allow_extra_args(false);
  CLI::Option* format = ask->add_option("-f,--format", arguments.format, "text, or json for a form");
  format->transform(one_of(kFormats))->type_name("FORMAT");
  ask->add_flag("--interactive", arguments.is_interactive,
                "Ask one by one, with answers from standard input; on a terminal that is so anyway")
      ->excludes(format);
  ask->add_option("--by", arguments.by, "Who answers")->type_name("NAME");
  ask->add_option("--date", arguments.date, "The day of the answers (default: today)")->type_name("DATE");
  ask->add_option("--answers", arguments.answers, "The file of answers (default: FILE's name .answers.json)")
      ->type_name("PATH");
  ask->add_option("--write", arguments.merged, "Write the document with its answers to another file")
      ->type_name("PATH");
  ask->add_option("--reading", arguments.readings, "Take the text in this way; may be given again")
      ->type_name("NAME=CHOICE")
      ->allow_extra_args(false);
  ask->add_option("--as-of", as_of, "Choose the policy by this date, not by the document's (YYYY-MM-DD)")
      ->type_name("DATE");
  add_language(*ask, arguments.language);
  add_color(*ask, arguments.color);
  ask->footer(kAskExamples);
}

void add_compile(CLI::App& app, CompileArguments& arguments) {
  CLI::App* compile = app.add_subcommand("compile", "Compile a policy to a program");
  compile->add_option("POLICY", arguments.policy, "A policy file, or a folder with one policy")->required();
  compile->add_option("-o,--output", arguments.target, "Where to write the program")->type_name("FILE");
  CLI::Option* card =
      compile->add_option("--card", arguments.card, "Where to write the card by which receipts are verified")
          ->type_name("FILE");
  compile->add_option("--sign", arguments.key, "Sign the card with this secret key")
      ->type_name("NAME.key")
      ->needs(card);
  add_color(*compile, arguments.color);
  compile->footer(kCompileExamples);
}

void add_disassemble(CLI::App& app, DisassembleArguments& arguments) {
  CLI::App* disassemble = app.add_subcommand("disasm", "List a program's instructions");
  disassemble->add_option("PROGRAM", arguments.policy, "A compiled program, or a policy")->required();
  add_color(*disassemble, arguments.color);
  disassemble->footer(kDisassembleExamples);
}

void add_test(CLI::App& app, TestArguments& arguments) {
  static const std::map<std::string, TestFormat> kFormats = {{"text", TestFormat::Text},
                                                             {"json", TestFormat::Json},
                                                             {"junit", TestFormat::Junit},
                                                             {"tap", TestFormat::Tap}};
  CLI::App* test = app.add_subcommand("test", "Run the tests of a policy");
  test->add_option("PATH", arguments.paths,
                   "Files of tests; a folder: every *_test.precept in it and below (default: .)");
  test->add_option("-p,--policy", arguments.policies,
                   "Where the tests' policy is, if neither beside them nor above; may be given again")
      ->type_name("PATH")
      ->allow_extra_args(false);
  test->add_option("-f,--format", arguments.format, "text, json, junit or tap")
      ->transform(one_of(kFormats))
      ->type_name("FORMAT");
  test->add_option("--filter", arguments.filter, "Only tests with these words in their title or file's name")
      ->type_name("WORDS");
  test->add_flag("--coverage", arguments.with_coverage, "What of the policy the tests have brought about");
  test->add_option("--min", arguments.minimum,
                   "Exit with 1 where less than this share of a policy is covered")
      ->check(CLI::Range(0.0, 100.0))
      ->type_name("PERCENT");
  test->add_option("--html", arguments.coverage_page,
                   "Write the policy, marked with what is covered, to a page")
      ->type_name("FILE");
  CLI::Option* mutating = test->add_flag("--mutate", arguments.is_mutating,
                                         "Try small changes of the policy: do its tests notice?");
  for (const char* other : {"--coverage", "--min", "--html"}) mutating->excludes(test->get_option(other));
  test->add_option("--min-score", arguments.minimum_score,
                   "With --mutate: exit with 1 below this share of changes that are noticed")
      ->check(CLI::Range(0.0, 100.0))
      ->type_name("PERCENT")
      ->needs(mutating);
  test->add_option("--limit", arguments.limit, "With --mutate: stop after so many seconds")
      ->check(CLI::NonNegativeNumber)
      ->type_name("SECONDS")
      ->needs(mutating);
  test->add_option("--jobs", arguments.jobs, "With --mutate: threads (default: as many as the machine has)")
      ->check(CLI::Range(1, 256))
      ->type_name("COUNT")
      ->needs(mutating);
  test->add_flag("--watch", arguments.is_watching, "Run again whenever a file changes, until interrupted");
  add_color(*test, arguments.color);
  test->footer(kTestExamples);
}

void add_source(CLI::App& app, SourceArguments& arguments) {
  static const std::map<std::string, ReportFormat> kFormats = {{"text", ReportFormat::Text},
                                                               {"json", ReportFormat::Json}};
  CLI::App* source = app.add_subcommand("source", "Hold a policy against the official text it encodes");
  source->require_subcommand(1);
  source->footer(kSourceExamples);
  auto add = [&](const char* name, const char* words, SourceAction action) {
    CLI::App* command = source->add_subcommand(name, words);
    command->callback([&arguments, action] { arguments.action = action; });
    add_color(*command, arguments.color);
    return command;
  };
  CLI::App* lock =
      add("lock", "Write the lock: labels, digests, and where each quote was found", SourceAction::Lock);
  CLI::App* verify =
      add("verify", "What a newer text changes, and which clauses to look at again", SourceAction::Verify);
  for (CLI::App* command : {lock, verify}) {
    command->add_option("OFFICIAL-TEXT", arguments.official, "The official text: plain text or .docx")
        ->required();
    command->add_option("-p,--policy", arguments.policy, "The policy")->type_name("PATH")->required();
  }
  lock->add_option("-o,--output", arguments.target, "Where to write the lock")->type_name("FILE");
  CLI::App* coverage =
      add("coverage", "What the policy makes of every labelled paragraph", SourceAction::Coverage);
  coverage->add_option("POLICY", arguments.policy, "The policy")->required();
  coverage->add_option("--min", arguments.minimum, "Exit with 1 below this share of paragraphs accounted for")
      ->check(CLI::Range(0.0, 100.0))
      ->type_name("PERCENT");
  coverage->add_option("-f,--format", arguments.format, "text or json")
      ->transform(one_of(kFormats))
      ->type_name("FORMAT");
}

void add_lint(CLI::App& app, LintArguments& arguments) {
  CLI::App* lint = app.add_subcommand("lint", "What a policy lacks: texts that are not translated");
  lint->add_option("POLICY", arguments.policy, "A policy file, or a folder with policies")->required();
  add_language(*lint, arguments.language);
  lint->add_flag("--absence", arguments.absences,
                 "Tell instead what it means that a field is not there, and what that alone decides");
  lint->add_flag("--write", arguments.writes,
                 "Bring the files of translations up to date: what is there stays, what is missing is added");
  add_color(*lint, arguments.color);
  lint->footer(kLintExamples);
}

void add_attest(CLI::App& app, AttestArguments& arguments, std::string& value) {
  CLI::App* attest = app.add_subcommand("attest", "Attest a judgement about a document, and sign that");
  attest->add_option("FILE", arguments.file, "A JSON document")->required();
  attest->add_option("-p,--policy", arguments.policies, "A policy that asks for the judgement")->required();
  attest->add_option("--judgement", arguments.judgement, "Which one")->required()->type_name("NAME");
  attest->add_option("--about", arguments.about, "Whom it is about: a name, or a JSON pointer")
      ->type_name("NAME");
  attest->add_option("--value", value, "yes or no")->required()->check(CLI::IsMember({"yes", "no"}));
  attest->add_option("--by", arguments.by, "Who attests")->required()->type_name("NAME");
  attest->add_option("--date", arguments.date, "The day (default: today)")->type_name("DATE");
  attest->add_option("--reason", arguments.reason, "Why")->type_name("TEXT");
  attest->add_option("--sign", arguments.sign_key, "Sign it with this secret key (precept keygen)")
      ->type_name("NAME.key");
  attest
      ->add_option("-o,--output", arguments.target, "Write the document with the attestation to another file")
      ->type_name("FILE");
  add_color(*attest, arguments.color);
  attest->footer(kAttestExamples);
}

/// The command that is misspelt, where that is what is wrong: the first word is none.
std::optional<std::string> unknown_command(const CLI::App& app, int argc, char** argv) {
  if (argc < 2 || argv[1][0] == '-') return std::nullopt;
  const std::string word = argv[1];
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  if (std::ranges::find(names, word) != names.end()) return std::nullopt;
  std::string help = did_you_mean(word, {names.begin(), names.end()});
  return fmt::format("there is no command `{}`{}{}", harmless(word), help.empty() ? "" : "; ", help);
}

/// A flag says yes by being there; `--strict=false` is a mistake.
void take_no_values_for_flags(CLI::App& app) {
  for (CLI::Option* option : app.get_options()) {
    if (option->get_items_expected_max() == 0 && option->get_name() != "--help" &&
        option->get_name() != "--help-all")
      option->disable_flag_override();
  }
  for (CLI::App* command : app.get_subcommands({})) take_no_values_for_flags(*command);
}

/// Told as text, or as JSON where that is what the command line asks for.
int failure(Output& output, bool is_json, const Diagnostics& diagnostics) {
  if (is_json) {
    write_failure_json(diagnostics, {}, {}, output);
  } else {
    output.write_mistakes(render(diagnostics, {}, color_of(STDERR_FILENO, ColorWish::Auto)));
  }
  return kNotChecked;
}

int usage_error(Output& output, bool is_json, const std::string& message) {
  Diagnostics diagnostics;
  diagnostics.report(DiagnosticKind::BadOption, {}, message).with_help("try `precept --help`");
  return failure(output, is_json, diagnostics);
}

int program_failed(Output& output, bool is_json, std::string_view why) {
  Diagnostics diagnostics;
  diagnostics.report(DiagnosticKind::InternalFault, {}, fmt::format("the program failed: {}", why));
  return failure(output, is_json, diagnostics);
}

int run(int argc, char** argv, Output& output) {
  CheckArguments check_arguments;
  CompileArguments compile_arguments;
  DisassembleArguments disassemble_arguments;
  SourceArguments source_arguments;
  TestArguments test_arguments;
  ExplainArguments explain_arguments;
  ReportArguments report_arguments;
  VerifyArguments verify_arguments;
  KeygenArguments keygen_arguments;
  AskArguments ask_arguments;
  LintArguments lint_arguments;
  AttestArguments attest_arguments;
  std::string attested_value;
  std::string as_of;
  CLI::App app("Precept checks documents against the clauses of a resolution and explains what it finds.",
               "precept");
  app.set_version_flag("--version", kEngine);
  app.require_subcommand(1);
  app.footer(kExamples);
  add_check(app, check_arguments, as_of);
  add_explain(app, explain_arguments, as_of);
  add_report(app, report_arguments, as_of);
  add_verify(app, verify_arguments);
  add_keygen(app, keygen_arguments);
  add_ask(app, ask_arguments, as_of);
  add_compile(app, compile_arguments);
  add_disassemble(app, disassemble_arguments);
  add_test(app, test_arguments);
  add_source(app, source_arguments);
  add_lint(app, lint_arguments);
  add_attest(app, attest_arguments, attested_value);
  take_no_values_for_flags(app);
  const bool is_json = asks_for_json(argc, argv);
  if (auto broken = broken_word(app, argc, argv)) return usage_error(output, is_json, *broken);
  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForAllHelp&) {
    output.write(app.help("", CLI::AppFormatMode::All));
    return kCompliant;
  } catch (const CLI::CallForHelp&) {
    output.write(app.help());
    return kCompliant;
  } catch (const CLI::CallForVersion&) {
    output.write(fmt::format("{}\n", kEngine));
    return kCompliant;
  } catch (const CLI::ParseError& error) {
    if (auto unknown = unknown_command(app, argc, argv)) return usage_error(output, is_json, *unknown);
    return usage_error(output, is_json, given_too_often(app).value_or(error.what()));
  }
  if (auto broken = broken_rule(app)) return usage_error(output, is_json, *broken);
  if (!as_of.empty()) {
    check_arguments.as_of = explain_arguments.as_of = report_arguments.check.as_of = ask_arguments.as_of =
        parse_date(as_of);
    if (!check_arguments.as_of) {
      return usage_error(output, is_json, fmt::format("--as-of: `{}` is no date (YYYY-MM-DD)", as_of));
    }
  }
  bool is_about_changes = explain_arguments.wants_fixes || explain_arguments.wants_margin;
  bool is_page_or_graph =
      explain_arguments.format == ExplainFormat::Html || explain_arguments.format == ExplainFormat::Dot;
  if (is_about_changes && is_page_or_graph) {
    return usage_error(
        output, is_json,
        "--fix and --margin are told as text, json or markdown; `precept report` writes a page with "
        "what would mend a document");
  }
  if (app.got_subcommand("report")) return report(report_arguments, output);
  if (!ask_arguments.date.empty() && !parse_date(ask_arguments.date)) {
    return usage_error(output, is_json,
                       fmt::format("--date: `{}` is no date (YYYY-MM-DD)", ask_arguments.date));
  }
  if (app.got_subcommand("ask")) return ask(ask_arguments, output);
  if (app.got_subcommand("explain")) return explain(explain_arguments, output);
  if (app.got_subcommand("verify")) return verify(verify_arguments, output);
  if (app.got_subcommand("keygen")) return keygen(keygen_arguments, output);
  if (app.got_subcommand("compile") && compile_arguments.target.empty() && compile_arguments.card.empty())
    return usage_error(output, is_json, "compile: name a file: -o for the program, --card for the card");
  if (app.got_subcommand("compile")) return compile(compile_arguments, output);
  if (app.got_subcommand("disasm")) return disassemble(disassemble_arguments, output);
  if (app.got_subcommand("test")) return test(test_arguments, output);
  if (app.got_subcommand("source")) return source(source_arguments, output);
  attest_arguments.value = attested_value == "yes";
  if (app.got_subcommand("attest")) return attest(attest_arguments, output);
  if (app.got_subcommand("lint")) return lint(lint_arguments, output);
  return check(check_arguments, output);
}

}  // namespace

}  // namespace precept::tools

int main(int argc, char** argv) {
  using namespace precept::tools;
  // A write that cannot be done is told by its error, not by a signal.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  keep_standard_streams();
  // Memory may end where nothing can be caught, as in a destructor of the JSON library.
  static const bool is_json = asks_for_json(argc, argv);
  std::set_terminate([] {
    constexpr std::string_view kWhy =
        "error[E5046]: the program failed: there is not enough memory, or a fault\n";
    constexpr std::string_view kJson =
        "{\"errors\": [{\"code\": \"E5046\", \"message\": \"the program failed: there is not enough memory, "
        "or "
        "a fault\"}]}\n";
    const std::string_view told = is_json ? kJson : kWhy;
    [[maybe_unused]] const auto written =
        ::write(is_json ? STDOUT_FILENO : STDERR_FILENO, told.data(), told.size());
    ::_exit(kNotChecked);
  });
  Output output;
  int code = kNotChecked;
  auto fail = [&](std::string_view why) { program_failed(output, asks_for_json(argc, argv), why); };
  try {
    code = run(argc, argv, output);
  } catch (const std::bad_alloc&) {
    fail("there is not enough memory");
  } catch (const std::exception& fault) {
    fail(fault.what());
  }
  return output.finish(code);
}
