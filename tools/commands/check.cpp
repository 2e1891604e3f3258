#include "runtime/check/check.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <memory>

#include "base/version.h"
#include "render/html/page.h"
#include "render/layout.h"
#include "render/report.h"
#include "runtime/receipt/receipt.h"
#include "tools/commands/commands.h"
#include "tools/common/answers.h"
#include "tools/common/documents.h"
#include "tools/common/policies.h"
#include "tools/common/project.h"
#include "tools/receipts/receipts.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

class CheckCommand {
 public:
  CheckCommand(const CheckArguments& arguments, std::unique_ptr<ReportWriter> writer, Output& output)
      : arguments_(arguments), output_(output), writer_(std::move(writer)) {
    options_.as_of = arguments.as_of;
    asked_.language = arguments.language;
    bool is_whole =
        arguments.format == ReportFormat::Json || arguments.compares_readings || !arguments.receipt.empty();
    options_.detail.settled_findings = is_whole || arguments.with_all;
    options_.detail.rights = is_whole || arguments.with_rights;
  }

  /// Sets the inspector that is told of each document's run.
  void set_inspector(Inspector& inspector) { options_.inspector = &inspector; }
  /// A document with a verdict, before its report is written. The options have no inspector.
  struct Checked {
    std::span<const Program* const> policies;
    FileId file;
    const Sources& sources;
    CheckOptions options;
    const DocumentReport& report;
  };
  /// Every file that was read; complete after `run`.
  const InputFiles& files_read() const { return files_read_; }
  void set_companion(std::function<void(const Checked&)> companion) { companion_ = std::move(companion); }

  int run() {
    Diagnostics diagnostics;
    Sources sources;
    collect(diagnostics);
    if (has_one_for_answers(diagnostics) && receipts_.open(inputs_, diagnostics))
      receipts_.withdraw_left_over(folders_, diagnostics);
    load(sources, diagnostics);
    const bool may_check = !diagnostics.has_errors();
    if (!may_check) withdraw_all(diagnostics);
    writer_->mistakes(diagnostics, sources);
    has_errors_ |= !may_check;
    writer_->passed_over(passed_over_, Words(arguments_.language.value_or(Language::En)));
    if (may_check) check_all();
    writer_->end();
    output_.flush();
    return exit_code();
  }

 private:
  void load(Sources& sources, Diagnostics& diagnostics) {
    for (const std::string& path : arguments_.policies) {
      for (Program& program : load_policies(path, sources, diagnostics))
        programs_.push_back(std::move(program));
    }
    if (arguments_.policies.empty()) {
      diagnostics
          .report(DiagnosticKind::NothingChecked, {}, "nothing was checked: there is no policy to check by")
          .with_help("give one with --policy: a folder, a policy file or a compiled program");
    }
    for (const Program& program : programs_) policies_.push_back(&program);
    add_to(files_read_, programs_, sources);
    if (!diagnostics.has_errors())
      asked_.readings = read_choices(arguments_.readings, policies_, diagnostics);
  }

  /// Reports answers that are given for several documents: a file of answers belongs to one.
  bool has_one_for_answers(Diagnostics& diagnostics) {
    if (arguments_.answers.empty() || inputs_.size() <= 1) return true;
    diagnostics
        .report(DiagnosticKind::AnswersMisfit, {},
                fmt::format("the answers in `{}` are to one document; {} are named", arguments_.answers,
                            inputs_.size()))
        .with_help("check the document that they answer by itself");
    return false;
  }

  /// Collects the documents that the command line names; those of a folder in the order of their names.
  void collect(Diagnostics& diagnostics) {
    if (arguments_.files.empty()) {
      diagnostics.report(DiagnosticKind::NoDocument, {}, "nothing was checked: there is no document to check")
          .with_help("name JSON files or a folder of them; `-` reads standard input");
    }
    for (const std::string& file : arguments_.files) {
      std::error_code error;
      if (!fs::is_directory(file, error)) {
        inputs_.push_back(document_name(file));
        continue;
      }
      folders_.push_back(file);
      FolderOfDocuments found = documents_in(file);
      std::ranges::move(found.documents, std::back_inserter(inputs_));
      std::ranges::move(found.passed_over, std::back_inserter(passed_over_));
      if (found.mistakes.has_errors()) {
        DocumentReport& refused = rejected_.emplace_back();
        refused.file = file;
        refused.diagnostics = std::move(found.mistakes);
      }
    }
    std::ranges::move(take_out_repeated(inputs_), std::back_inserter(passed_over_));
    for (const DocumentName& input : inputs_) files_read_.add(input.path);
    for (const std::string& file : {arguments_.answers, arguments_.sign_key}) files_read_.add(file);
  }

  void withdraw_all(Diagnostics& diagnostics) {
    for (const DocumentName& input : inputs_) receipts_.withdraw(input, diagnostics);
  }

  void check_all() {
    for (const DocumentReport& rejected : rejected_) write(rejected, {});
    for (const DocumentName& input : inputs_) check(input);
  }

  void refuse(const DocumentName& input, DocumentReport& refused, const Sources& sources) {
    receipts_.withdraw(input, refused.diagnostics);
    write(refused, sources);
  }

  void check(const DocumentName& input) {
    // Each document has its own sources, so that many documents need no more memory than one.
    Sources sources;
    DocumentReport refused{.file = input.name};
    refused.language = asked_.language.value_or(Language::En);
    auto file = read_document(input, sources, refused.diagnostics);
    if (file && !arguments_.answers.empty())
      file = add_answers(*file, arguments_.answers, sources, refused.diagnostics);
    if (!file) return refuse(input, refused, sources);
    refused.file = sources.file(*file).name;
    CheckOptions options = options_;
    Project project =
        project_for(input.path, arguments_.policies, policies_, asked_, sources, refused.diagnostics);
    options.limits.accepts = project.accepted();
    options.readings = std::move(project.readings);
    options.language = project.language.value_or(Language::En);
    refused.language = options.language;
    if (refused.diagnostics.has_errors()) return refuse(input, refused, sources);
    files_read_.add(sources);
    ReceiptMaker maker(arguments_.as_of, options.limits.accepts.attesters, sources);
    if (!arguments_.receipt.empty()) {
      options.inspector = &maker;
      options.language = Language::En;  // a receipt is the same in whatever language the report is
    }
    DocumentReport report = check_document(policies_, *file, sources, options);
    if (!maker.text().empty()) {
      write_receipt(input, maker.text(), report.diagnostics);
    } else {
      receipts_.withdraw(input, report.diagnostics);
    }
    if (!arguments_.answers.empty()) name_answers(arguments_.answers, report);
    if (companion_ && report.verdict) {
      options.inspector = nullptr;
      companion_({policies_, *file, sources, options, report});
    }
    if (!arguments_.compares_readings || !report.verdict) return write(report, sources);
    std::vector<Alternative> others = alternatives(report, *file, sources, options);
    writer_->compare(report, others, sources);
    count(report);
  }

  void write_receipt(const DocumentName& input, const std::string& receipt, Diagnostics& diagnostics) {
    if (receipts_.write(input, receipt, files_read_, output_, diagnostics)) return;
    receipts_.withdraw(input, diagnostics);
    has_errors_ = true;
  }

  /// Checks the document by every other choice of the policy's readings, one change at a time.
  std::vector<Alternative> alternatives(const DocumentReport& report, FileId file, const Sources& sources,
                                        const CheckOptions& options) const {
    std::vector<Alternative> result;
    for (const Program* policy : policies_) {
      if (policy->digest() != report.policy.digest) continue;
      for (ChosenReading& change : alternatives_of(*policy, options.readings)) {
        CheckOptions changed = options;
        changed.readings.push_back(change);
        Alternative& other = result.emplace_back();
        other.reading = change.reading;
        other.choice = change.choice;
        other.report = check_document(policies_, file, sources, changed);
        for (const ReadingUsed& used : other.report.policy.readings) {
          if (used.name == change.reading) other.words = used.words;
        }
        compare_readings(report, other);
      }
      break;
    }
    return result;
  }

  void write(const DocumentReport& report, const Sources& sources) {
    writer_->document(report, sources);
    count(report);
  }

  void count(const DocumentReport& report) {
    if (!report.verdict) {
      has_errors_ = true;
    } else if (report.verdict == Verdict::NonCompliant) {
      is_non_compliant_ = true;
    } else if (report.verdict == Verdict::Undetermined) {
      is_undetermined_ = true;
    }
  }

  int exit_code() const {
    if (has_errors_) return kNotChecked;
    if (is_non_compliant_) return kNonCompliant;
    if (is_undetermined_) return arguments_.is_strict ? kNonCompliant : kUndetermined;
    return kCompliant;
  }

  const CheckArguments& arguments_;
  Output& output_;
  std::unique_ptr<ReportWriter> writer_;
  ReceiptFiles receipts_{arguments_.receipt, arguments_.sign_key};
  CheckOptions options_;
  std::function<void(const Checked&)> companion_;
  Project asked_;  ///< what the command line asks for
  std::vector<Program> programs_;
  std::vector<const Program*> policies_;
  std::vector<DocumentName> inputs_;
  std::vector<std::string> folders_;  ///< folders of documents, as the command line names them
  std::vector<PassedOver> passed_over_;
  std::vector<DocumentReport> rejected_;  ///< folders that cannot be read, or hold no document
  InputFiles files_read_;
  bool has_errors_ = false, is_non_compliant_ = false, is_undetermined_ = false;
};

}  // namespace

int check(const CheckArguments& arguments, Output& output) {
  const bool is_json = arguments.format == ReportFormat::Json;
  TextOptions text{.with_rights = arguments.with_rights,
                   .with_all = arguments.with_all,
                   .color = color_of(STDOUT_FILENO, arguments.color),
                   .error_color = color_of(STDERR_FILENO, arguments.color),
                   .width = output_width()};
  // This must come before the report begins.
  if (is_standard_output(arguments.receipt)) output.reserve_for_data();
  return CheckCommand(arguments, is_json ? json_report(output) : text_report(output, text), output).run();
}

namespace {

/// The extras of a page: fixes for a document with few faults, and the receipt where it is not too large.
PageExtras extras_of(const CheckCommand::Checked& checked) {
  constexpr std::size_t kLargestProven = 500'000, kMostFaults = 8;
  PageExtras extras;
  extras.is_receipt_too_large = checked.sources.file(checked.file).text.size() > kLargestProven;
  if (!extras.is_receipt_too_large) {
    extras.receipt = receipt_json(checked.policies, checked.file, checked.sources, checked.options);
  }
  auto faults = std::ranges::count_if(checked.report.findings, [](const Finding& finding) {
    return finding.level == Level::Error && finding.outcome != Outcome::Satisfied &&
           finding.outcome != Outcome::NotApplicable;
  });
  if (checked.report.verdict != Verdict::Compliant && static_cast<std::size_t>(faults) <= kMostFaults) {
    extras.repairs = find_repairs(checked.policies, checked.file, checked.sources, {}, Aim::Mend,
                                  checked.options, {.most_checks = 300, .most_bytes = 30'000'000});
  }
  return extras;
}

}  // namespace

int report(const ReportArguments& arguments, Output& output) {
  auto writer = std::make_unique<Page>(output, color_of(STDERR_FILENO, arguments.check.color));
  Page& page = *writer;
  CheckArguments check = arguments.check;
  check.with_rights = true;
  CheckCommand command(check, std::move(writer), output);
  command.set_inspector(page.inspector());
  command.set_companion(
      [&page](const CheckCommand::Checked& checked) { page.set_extras(extras_of(checked)); });
  if (is_standard_output(arguments.target)) output.reserve_for_data();
  const int code = command.run();
  if (!page.has_documents()) return code;
  Diagnostics diagnostics;
  if (!write_file(arguments.target, page.html(), command.files_read(), output, diagnostics)) {
    output.write_mistakes(render(diagnostics, {}, color_of(STDERR_FILENO, arguments.check.color)));
    return kNotChecked;
  }
  output.write(fmt::format("{}: {}\n", harmless(arguments.target), page.summary()));
  return code;
}

// ---- on the command line -------------------------------------------------------------------------------

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

constexpr const char* kReportExamples = R"(
Examples:
  precept report meeting.json --policy policies/wtsa-res54 -o report.html
  precept report proposals/ --policy res54.pbc -o proposals.html

Exit code: as of check. The page is written whatever the verdicts; a document that was not checked is on it as
that.
)";

}  // namespace

Command check_command() {
  auto of = std::make_shared<CheckArguments>();
  auto as_of = std::make_shared<std::string>();
  return {
      .name = "check",
      .help = "Check documents by the policy in force on their date",
      .options =
          {files_option(of->files),
           policies_option(of->policies),
           format_option<ReportFormat>(of->format, kReportFormats,
                                       "text (for people) or json (for programs)"),
           as_of_option(*as_of),
           readings_option(
               of->readings,
               "Read the text this way (NAME=CHOICE), whatever the project file says; may be given again"),
           {"--answers", &of->answers, "Answers to the one document, as `precept ask` writes them", "PATH"},
           {"--readings", &of->compares_readings, "Show what each other reading of the text would change"},
           {"--strict", &of->is_strict, "Exit with 1 where something is undetermined"},
           {"--rights", &of->with_rights, "Show what everybody may and may not do"},
           {"--all", &of->with_all, "Show everything: long lists whole, and what is in order"},
           // A receipt is of the document's own bytes; `precept ask --write` makes a document of it and its
           // answers.
           {.names = "--receipt",
            .target = &of->receipt,
            .help = "Write a receipt with a proof of what was found; of several documents into a folder/; -: "
                    "standard output",
            .value = "FILE",
            .excludes = {"--readings", "--answers"}},
           {.names = "--sign",
            .target = &of->sign_key,
            .help = "Sign the receipt with this secret key (precept keygen)",
            .value = "NAME.key",
            .needs = {"--receipt"}},
           without(language_option(of->language), "--receipt"),
           color_option(of->color)},
      .examples = kCheckExamples,
      .run = [of, as_of](Output& output) {
        of->as_of = date_given("--as-of", *as_of);
        return check(*of, output);
      }};
}

Command report_command() {
  auto of = std::make_shared<ReportArguments>();
  auto as_of = std::make_shared<std::string>();
  CheckArguments& check = of->check;
  return {.name = "report",
          .help = "Check documents and write one page to pass on: findings, rights, reasons",
          .options = {files_option(check.files),
                      {.names = "-o,--output",
                       .target = &of->target,
                       .help = "The page to write",
                       .value = "FILE",
                       .is_required = true},
                      policies_option(check.policies),
                      as_of_option(*as_of),
                      readings_option(check.readings),
                      {"--strict", &check.is_strict, "Exit with 1 where something is undetermined"},
                      color_option(check.color),
                      language_option(check.language)},
          .examples = kReportExamples,
          .run = [of, as_of](Output& output) {
            of->check.as_of = date_given("--as-of", *as_of);
            return report(*of, output);
          }};
}

}  // namespace precept::tools
