#include "runtime/check.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <functional>

#include "runtime/receipt/receipt.h"
#include "tools/answers.h"
#include "tools/commands/commands.h"
#include "tools/documents.h"
#include "tools/page/page.h"
#include "tools/policies.h"
#include "tools/project.h"
#include "tools/receipts.h"
#include "tools/report/report.h"
#include "tools/version.h"

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

  /// Told of each document's run.
  void set_inspector(Inspector& inspector) { options_.inspector = &inspector; }
  /// A document that came to a verdict, before the report of it is written; the options are without
  /// inspector.
  struct Checked {
    std::span<const Program* const> policies;
    FileId file;
    const Sources& sources;
    CheckOptions options;
    const DocumentReport& report;
  };
  void set_companion(std::function<void(const Checked&)> companion) { companion_ = std::move(companion); }

  int run() {
    if (load() && has_files()) {
      for (const std::string& file : arguments_.files) add(file);
      if (has_one_for_answers() && has_room_for_receipts()) {
        for (const DocumentName& input : inputs_) check(input);
      }
    }
    writer_->end();
    output_.flush();
    return exit_code();
  }

 private:
  bool load() {
    Sources sources;
    Diagnostics diagnostics;
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
    if (!diagnostics.has_errors())
      asked_.readings = read_choices(arguments_.readings, policies_, diagnostics);
    return tell(diagnostics, sources);
  }

  bool has_files() {
    if (!arguments_.files.empty()) return true;
    Diagnostics diagnostics;
    diagnostics.report(DiagnosticKind::NoDocument, {}, "nothing was checked: there is no document to check")
        .with_help("name JSON files or a folder of them; `-` reads standard input");
    return tell(diagnostics, {});
  }

  bool has_room_for_receipts() {
    if (arguments_.receipt.empty()) return true;
    Diagnostics diagnostics;
    receipts_.open(inputs_.size(), diagnostics);
    return tell(diagnostics, {});
  }

  /// Answers are to one document.
  bool has_one_for_answers() {
    if (arguments_.answers.empty() || inputs_.size() == 1) return true;
    Diagnostics diagnostics;
    diagnostics
        .report(DiagnosticKind::UnknownQuestion, {},
                fmt::format("the answers in `{}` are to one document; {} are named", arguments_.answers,
                            inputs_.size()))
        .with_help("check the document that they answer by itself");
    return tell(diagnostics, {});
  }

  bool tell(const Diagnostics& diagnostics, const Sources& sources) {
    writer_->mistakes(diagnostics, sources);
    if (diagnostics.has_errors()) has_errors_ = true;
    return !diagnostics.has_errors();
  }

  /// A file; of a folder its `*.json`, in order of their names.
  void add(const std::string& file) {
    std::error_code error;
    if (!fs::is_directory(file, error)) return inputs_.push_back(document_name(file));
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(file, error)) {
      if (entry.path().extension() == ".json") found.push_back(entry.path());
    }
    std::ranges::sort(found);
    for (const fs::path& path : found) inputs_.push_back({path.string(), path, false});
    if (found.empty()) {
      reject(file, DiagnosticKind::NoDocument, fmt::format("there is no `*.json` in the folder `{}`", file));
    }
  }

  void check(const DocumentName& input) {
    // Each document has sources of its own, so that many of them need the memory of one.
    Sources sources;
    DocumentReport refused{.file = input.name};
    auto file = read_document(input, sources, refused.diagnostics);
    if (file && !arguments_.answers.empty())
      file = add_answers(*file, arguments_.answers, sources, refused.diagnostics);
    if (!file) return write(refused, sources);
    refused.file = sources.file(*file).name;
    CheckOptions options = options_;
    Project project =
        project_for(input.path, arguments_.policies, policies_, asked_, sources, refused.diagnostics);
    options.readings = std::move(project.readings);
    options.language = project.language.value_or(Language::En);
    if (refused.diagnostics.has_errors()) return write(refused, sources);
    ReceiptMaker maker({kEngine, arguments_.as_of}, sources);
    if (!arguments_.receipt.empty()) {
      options.inspector = &maker;
      options.language = Language::En;  // a receipt says the same whoever asked for it
    }
    DocumentReport report = check_document(policies_, *file, sources, options);
    if (!maker.text().empty()) write_receipt(input, maker.text(), report.diagnostics);
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
    if (receipts_.write(input.name, receipt, diagnostics)) return;
    has_errors_ = true;
  }

  /// The document by every other reading of the policy it was checked by, one change at a time.
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

  void reject(const std::string& file, DiagnosticKind kind, std::string message) {
    DocumentReport report;
    report.file = file;
    report.diagnostics.report(kind, {}, std::move(message));
    write(report, {});
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
  Project asked_;  ///< on the command line
  std::vector<Program> programs_;
  std::vector<const Program*> policies_;
  std::vector<DocumentName> inputs_;
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
  return CheckCommand(arguments, is_json ? json_report(output) : text_report(output, text), output).run();
}

namespace {

/// What would mend a document with few faults, and its receipt where that is not too large for a page.
PageExtras extras_of(const CheckCommand::Checked& checked) {
  constexpr std::size_t kLargestProven = 500'000, kMostFaults = 8;
  PageExtras extras;
  extras.is_receipt_too_large = checked.sources.file(checked.file).text.size() > kLargestProven;
  if (!extras.is_receipt_too_large) {
    extras.receipt = receipt_json(checked.policies, checked.file, checked.sources, checked.options, kEngine);
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
  const int code = command.run();
  if (!page.has_documents()) return code;
  Diagnostics diagnostics;
  if (!write_file(arguments.target, page.html(), diagnostics)) {
    write_error(output, render(diagnostics, {}, color_of(STDERR_FILENO, arguments.check.color)));
    return kNotChecked;
  }
  output.write(fmt::format("{}: {}\n", arguments.target, page.summary()));
  return code;
}

}  // namespace precept::tools
