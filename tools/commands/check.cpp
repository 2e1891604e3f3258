#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <thread>

#include "engine/engine.h"
#include "engine/input/document_stream.h"
#include "engine/project/levels.h"
#include "render/layout.h"
#include "tools/commands/check_outputs.h"
#include "tools/commands/check_policy.h"
#include "tools/commands/commands.h"
#include "tools/commands/settled.h"
#include "tools/common/clock.h"
#include "tools/common/in_order.h"
#include "tools/common/progress.h"
#include "tools/receipts/receipts.h"
#include "tools/watch/watch.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

/// With fewer documents a second thread is not worth its start.
constexpr std::size_t kFewDocuments = 8;

/// A document that was checked by any thread, and is told in its turn.
struct CheckedDocument {
  DocumentCheck document;
  std::vector<Alternative> alternatives;  ///< where readings are compared
  std::shared_ptr<PageExtras> page;       ///< where there is a page
};

class CheckCommand {
 public:
  /// `detail` is what the writer tells of a document.
  CheckCommand(SettledRun& settled, std::unique_ptr<ReportWriter> writer, const ReportDetail& detail,
               Output& output)
      : settled_(settled),
        arguments_(settled.arguments),
        output_(output),
        writer_(std::move(writer)),
        engine_(settled.engine) {
    const bool is_whole = arguments_.compares_readings || !arguments_.receipt.empty();
    wish_.detail.settled_findings = is_whole || detail.settled_findings;
    wish_.detail.rights = is_whole || detail.rights;
    wish_.with_receipt = !arguments_.receipt.empty();
  }

  /// The pages among what the writer tells.
  void set_pages(const CheckPages& pages) { pages_ = pages; }
  /// Every file that was read; complete after `run`.
  const InputFiles& files_read() const { return files_read_; }

  int run() {
    Diagnostics diagnostics;
    collect(diagnostics);
    add_lists(diagnostics);
    refuse_receipts_of_lines(diagnostics);
    if (has_one_for_answers(diagnostics) && receipts_.open(inputs_.documents, diagnostics))
      receipts_.retire_left_over(inputs_.folders, diagnostics);
    engine_.add(diagnostics);
    load();
    end_.silenced += engine_.apply_levels();
    const bool may_check = !engine_.has_errors();
    if (!may_check) withdraw_all();
    engine_.tell_mistakes(*writer_);
    has_errors_ |= !may_check;
    writer_->passed_over(inputs_.passed_over, Catalogue(arguments_.language.value_or(Language::En)));
    if (may_check) {
      check_all();
      tell_end();
    }
    writer_->end();
    output_.flush();
    return exit_code();
  }

 private:
  void load() {
    for (const std::string& path : arguments_.policies) engine_.load(path);
    if (arguments_.policies.empty()) {
      Diagnostics nothing;
      nothing
          .report(DiagnosticKind::NothingChecked, {}, "nothing was checked: there is no policy to check by")
          .with_help("give one with --policy: a folder, a policy file or a compiled program");
      engine_.add(nothing);
    }
    const Day today = day_of_clock();
    if (!arguments_.baseline.empty()) baseline_ = engine_.open_baseline(arguments_.baseline, today);
    wish_.baseline = baseline_.get();
    files_read_.add(engine_.files());
    if (engine_.has_errors()) return;
    engine_.set({.readings = arguments_.readings,
                 .language = arguments_.language,
                 .as_of = arguments_.as_of,
                 .today = today,
                 .remembers_projects = true,
                 .kind = arguments_.kind});
    engine_.check_project();
  }

  /// What is named where one document is wanted: "3 are named"; empty where it is one, or none.
  std::string several() const {
    const std::vector<DocumentName>& documents = inputs_.documents;
    if (documents.size() > 1) return fmt::format("{} are named", documents.size());
    return has_lines_ ? fmt::format("`{}` holds one on each line", documents.front().name) : std::string();
  }

  /// Reports answers that are given for several documents: a file of answers belongs to one.
  bool has_one_for_answers(Diagnostics& diagnostics) {
    if (arguments_.answers.empty() || several().empty()) return true;
    diagnostics
        .report(DiagnosticKind::AnswersMisfit, {},
                fmt::format("the answers in `{}` are to one document; {}", arguments_.answers, several()))
        .with_help("check the document that they answer by itself");
    return false;
  }

  /// Lists that options name belong to one document; a mapping holds for all.
  void add_lists(Diagnostics& diagnostics) {
    if (arguments_.lists.is_empty()) return;
    const bool has_tables = !arguments_.lists.tables.empty();
    if (has_tables && !several().empty()) {
      diagnostics
          .report(DiagnosticKind::BadOption, {},
                  fmt::format("`--table` gives a list of one document; {}", several()))
          .with_help("check the document whose list it is by itself");
      return;
    }
    input::DocumentLists lists = input::document_lists(arguments_.lists, diagnostics);
    for (const input::ListName& list : lists.names) files_read_.add(list.path);
    if (!lists.mappings.file.empty()) files_read_.add(lists.mappings.file);
    for (DocumentName& document : inputs_.documents) document.lists = lists;
  }

  /// A receipt is of the bytes of one file that is one document.
  void refuse_receipts_of_lines(Diagnostics& diagnostics) {
    if (arguments_.receipt.empty() || !has_lines_) return;
    const auto found = std::ranges::find_if(inputs_.documents, holds_lines);
    diagnostics
        .report(
            DiagnosticKind::BadOption, {},
            fmt::format("a receipt is of one JSON document, and `{}` holds one on each line", found->name))
        .with_help(fmt::format("write one to a file of its own with `precept convert {}:1`, and check that",
                               found->name));
  }

  void collect(Diagnostics& diagnostics) {
    inputs_ = inputs_of(settled_, diagnostics);
    has_lines_ = std::ranges::any_of(inputs_.documents, holds_lines);
    std::vector<const fs::path*> files;
    for (const DocumentName& input : inputs_.documents) files.push_back(&input.file());
    files_read_.add(files, jobs());
    for (const std::string& list : inputs_.lists) files_read_.add(list);
    for (const std::string& file : {arguments_.answers, arguments_.sign_key}) files_read_.add(file);
  }

  void withdraw_all() {
    Diagnostics diagnostics;
    for (const DocumentName& input : inputs_.documents) receipts_.retire(input, diagnostics);
    engine_.add(diagnostics);
  }

  void check_all() {
    documents_for_pages_ = count_for_pages();
    for (PageWriter* page : pages_.writers) page->expect(documents_for_pages_ + inputs_.rejected.size());
    for (const DocumentReport& rejected : inputs_.rejected) {
      writer_->document(rejected, {});
      count(rejected);
    }
    const std::size_t documents = inputs_.documents.size();
    Progress progress(has_lines_ ? std::nullopt : std::optional(documents), arguments_.shows_progress,
                      output_);
    DocumentStream stream(inputs_.documents);
    const auto size_of = [](const CheckedDocument& checked) {
      return checked.document.is_open() ? checked.document.text().size() : 0;
    };
    // Lines may come from a program that is slow to write them.
    in_order([&] { return stream.next(); }, jobs(), has_lines_ ? Meanwhile::Waits : Meanwhile::Makes,
             [&](NextDocument next) { return check(std::move(next)); }, size_of,
             [&](CheckedDocument& checked) {
               tell(checked);
               progress.step(checked.document.report().verdict == Verdict::Compliant);
             });
  }

  /// How many documents there are, as far as pages must know: lines are counted to the limit.
  std::size_t count_for_pages() const {
    if (pages_.writers.empty() || !has_lines_) return inputs_.documents.size();
    const std::size_t many = HtmlSite::kMostExplained + 1;
    const auto is_read_once = [](const DocumentName& file) {
      std::error_code error;
      return holds_lines(file) && !fs::is_regular_file(file.file(), error);
    };
    if (std::ranges::any_of(inputs_.documents, is_read_once)) return many;
    DocumentStream stream(inputs_.documents);
    std::size_t count = 0;
    while (count < many && stream.next()) ++count;
    return count;
  }

  // ---- the run as a whole

  void tell_end() {
    const Project& project = *settled_.project;
    if (inputs_.are_all_of_project) {
      hold_to_minimum("document", checked_documents_, project.minimum.documents);
      hold_to_minimum("subject", checked_subjects_, project.minimum.subjects);
    }
    if (baseline_) baseline_->tell(arguments_.is_ratchet, inputs_.are_all_of_project, end_.mistakes);
    end_.silenced += apply_levels(project.levels, end_.mistakes);
    has_errors_ |= end_.mistakes.has_errors();
    if (!end_.is_empty()) engine_.tell_end(end_, *writer_);
  }

  void hold_to_minimum(const char* what, std::size_t checked,
                       const std::optional<toml::Placed<std::int64_t>>& least) {
    if (!least || checked >= static_cast<std::size_t>(least->value)) return;
    end_.mistakes
        .report(DiagnosticKind::TooFewChecked, least->place,
                fmt::format("{} {}{} checked; at least {} are to be", checked, what,
                            checked == 1 ? " was" : "s were", least->value))
        .with_help("look for what is missing; lower the number only where fewer are meant");
  }

  std::size_t jobs() const {
    const std::size_t documents = inputs_.documents.size();
    const bool are_few = !has_lines_ && documents < kFewDocuments;
    const std::size_t cores = std::max(1u, std::thread::hardware_concurrency());
    const std::size_t by_default = are_few ? 1 : cores;
    // More threads than cores would only take turns.
    const std::size_t jobs = arguments_.jobs != 0 ? std::min(arguments_.jobs, cores) : by_default;
    return has_lines_ ? jobs : std::min(jobs, documents);
  }

  /// Called by several threads at the same time: changes nothing of this command.
  CheckedDocument check(NextDocument next) const {
    CheckedDocument checked{.document = engine_.open(std::move(next))};
    DocumentCheck& document = checked.document;
    if (document.is_open() && !arguments_.answers.empty()) document.add_answers(arguments_.answers);
    CheckWish wish = wish_;
    const bool is_whole = pages_.have_receipts || documents_for_pages_ <= HtmlSite::kMostExplained;
    if (!pages_.writers.empty()) {
      checked.page = std::make_shared<PageExtras>();
      checked.page->reasons = ReasonCollector(!is_whole);
      wish.inspector = &checked.page->reasons;
    }
    const DocumentReport& report = document.check(wish);
    if (checked.page && report.verdict && is_whole) add_extras(document, pages_.have_receipts, *checked.page);
    if (arguments_.compares_readings && report.verdict) checked.alternatives = document.alternatives();
    return checked;
  }

  void tell(CheckedDocument& checked) {
    DocumentCheck& document = checked.document;
    if (document.is_open()) add_files_beside(document);
    keep_receipt(document);
    for (PageWriter* page : pages_.writers) page->set_extras(checked.page);
    const DocumentReport& report = document.report();
    if (arguments_.compares_readings && report.verdict) {
      document.tell(checked.alternatives, *writer_);
    } else {
      document.tell(*writer_);
    }
    end_.silenced += document.silenced();
    count(report);
  }

  /// The document's own file was added before all checks.
  void add_files_beside(const DocumentCheck& document) {
    const fs::path& own = document.name().file();
    for (const fs::path& file : document.files())
      if (file.native() != own.native()) files_read_.add(file);
  }

  /// Writes the receipt, or sets aside that of an earlier check.
  void keep_receipt(DocumentCheck& document) {
    Diagnostics diagnostics;
    bool is_written = wish_.with_receipt && document.report().verdict;
    if (is_written && document.is_translated()) {
      diagnostics
          .report(DiagnosticKind::BadOption, {},
                  fmt::format("there is no receipt of `{}`: a receipt is of a JSON document",
                              document.name().name))
          .with_help("write the JSON that is checked with `precept convert`, and check that");
      is_written = false;
      has_errors_ = true;
    }
    if (is_written &&
        !receipts_.write(document.name(), document.receipt(), files_read_, output_, diagnostics)) {
      is_written = false;
      has_errors_ = true;
    }
    if (!is_written) receipts_.retire(document.name(), diagnostics);
    document.add(diagnostics);
  }

  /// What a baseline knows does not count.
  void count(const DocumentReport& report) {
    end_.known += report.known_count();
    const std::optional<Verdict> verdict = report.verdict_beside_known();
    if (!verdict) {
      has_errors_ = true;
      return;
    }
    ++checked_documents_;
    checked_subjects_ += report.counts.subjects;
    is_non_compliant_ |= verdict == Verdict::NonCompliant;
    is_undetermined_ |= verdict == Verdict::Undetermined;
  }

  int exit_code() const {
    if (has_errors_) return kNotChecked;
    if (is_non_compliant_) return kNonCompliant;
    if (is_undetermined_) return arguments_.is_strict ? kNonCompliant : kUndetermined;
    return kCompliant;
  }

  SettledRun& settled_;
  const CheckArguments& arguments_;
  Output& output_;
  std::unique_ptr<ReportWriter> writer_;
  ReceiptFiles receipts_{arguments_.receipt, arguments_.sign_key};
  Engine& engine_;
  CheckWish wish_;
  std::unique_ptr<Baseline> baseline_;  ///< where there is one
  CheckPages pages_;
  RunInputs inputs_;
  InputFiles files_read_;
  RunEnd end_;
  std::size_t documents_for_pages_ = 0, checked_documents_ = 0, checked_subjects_ = 0;
  bool has_lines_ = false;  ///< one of the documents is a file with a document on each line
  bool has_errors_ = false, is_non_compliant_ = false, is_undetermined_ = false;
};

}  // namespace

int check(const CheckArguments& given, Output& output) {
  if (are_policies(given)) return check_policies(given, output);
  if (given.fixes)
    throw UsageError(
        "--fix mends policies that are checked by themselves; what would mend a document tells "
        "`precept explain --fix`");
  SettledRun settled = settle(given);
  const CheckArguments& arguments = settled.arguments;
  const TextOptions text{.with_rights = arguments.with_rights,
                         .with_all = arguments.with_all,
                         .is_verbose = arguments.is_verbose,
                         .is_quiet = arguments.is_quiet,
                         .color = color_of(STDOUT_FILENO, arguments.color),
                         .error_color = color_of(STDERR_FILENO, arguments.color),
                         .width = output_width()};
  CheckOutputs outputs(arguments.format, text, arguments.outputs, output);
  // This must come before the report begins.
  if (is_standard_output(arguments.receipt) || outputs.takes_standard_output()) output.reserve_for_data();
  std::unique_ptr<ReportWriter> writer = outputs.writer();
  CheckCommand command(settled, std::move(writer), outputs.detail(text), output);
  command.set_pages(outputs.pages());
  const int code = command.run();
  return outputs.write(command.files_read(), text.error_color) ? code : kNotChecked;
}

namespace {

/// Checks and writes by `writer`, which `page` is; `finish` puts what it wrote in its place.
template <class Page, class Finish>
int report(const ReportArguments& arguments, std::unique_ptr<Page> writer, bool has_receipts,
           const Finish& finish, Output& output) {
  Page& page = *writer;
  SettledRun settled = settle(arguments.check);
  CheckCommand command(settled, std::move(writer), {.settled_findings = false}, output);
  command.set_pages({.writers = {&page}, .have_receipts = has_receipts});
  const int code = command.run();
  if (!page.has_documents()) return code;
  Diagnostics diagnostics;
  if (!finish(page, command.files_read(), diagnostics)) {
    output.write_mistakes(diagnostics_text(diagnostics, {}, color_of(STDERR_FILENO, arguments.check.color)));
    return kNotChecked;
  }
  output.write(fmt::format("{}: {}\n", terminal_text(arguments.target), page.summary()));
  return code;
}

}  // namespace

int report(const ReportArguments& arguments, Output& output) {
  const Color color = color_of(STDERR_FILENO, arguments.check.color);
  if (is_site(arguments.target)) {
    SiteFolder folder(arguments.target);
    return report(
        arguments, std::make_unique<HtmlSite>(folder, output, color), false,
        [&](const HtmlSite&, const InputFiles&, Diagnostics& mistakes) { return folder.finish(mistakes); },
        output);
  }
  if (is_standard_output(arguments.target)) output.reserve_for_data();
  return report(
      arguments, std::make_unique<HtmlReport>(output, color), true,
      [&](const HtmlReport& page, const InputFiles& inputs, Diagnostics& mistakes) {
        return write_file(arguments.target, page.html(), inputs, output, mistakes);
      },
      output);
}

// ---- on the command line -------------------------------------------------------------------------------

namespace {

constexpr const char* kCheckExamples = R"(
Examples:
  precept check meeting.json --policy policies/wtsa-res54
  precept check meetings/ --policy res54.pbc --rights
  precept check - --policy res54.pbc --format json < meeting.json
  precept check all.ndjson --policy res54.pbc --format ndjson
  precept check meetings/ --policy res54.pbc --output sarif=out.sarif --output html=site/
  precept check policies/wtsa-res54
  precept check old.json --policy policies/wtsa-res54 --as-of 2023-05-02
  precept check proposal.json --policy policies/wtsa-res54 --readings
  precept check proposal.json --policy policies/wtsa-res54 --reading supporting_members=states_only
  precept check meeting.json --policy policies/wtsa-res54 --receipt r.json --sign office.key

Of policies alone (no --policy, and no documents in the folder) it goes through names and types, the official
text's lock, translations and tests: exit code 0 in order, 1 a test fails, 2 a mistake.

Where there is a project file, precept.toml, it says what is not said here; `precept config` tells what holds.

Exit code: 0 all are compliant, 1 one is not, 3 one is undetermined (with --strict: 1),
2 something is in error or was not checked. It is the same in all formats.
)";

Option no_progress_option(bool& is_refused) {
  return {"--no-progress", &is_refused, "Show no progress on the terminal while many documents are checked"};
}

constexpr const char* kReportExamples = R"(
Examples:
  precept report meeting.json --policy policies/wtsa-res54 -o report.html
  precept report proposals/ --policy res54.pbc -o proposals.html
  precept report meetings/ --policy res54.pbc -o site/

Exit code: as of check. The page is written whatever the verdicts; a document that was not checked is on it as
that.
)";

}  // namespace

Command check_command() {
  auto of = std::make_shared<CheckArguments>();
  auto as_of = std::make_shared<std::string>();
  auto outputs = std::make_shared<std::vector<std::string>>();
  auto no_progress = std::make_shared<bool>(false);
  return {
      .name = "check",
      .help = "Check documents by the policy in force on their date, or policies by themselves",
      .options =
          {files_option(of->files),
           policies_option(of->policies),
           format_option<CheckFormat>(of->format, kCheckFormats,
                                      "text (for people), json or ndjson (for programs), sarif, junit, tap, "
                                      "github, gitlab, markdown or html"),
           {.names = "--output",
            .target = outputs.get(),
            .help = "Write the report to a file too, in one of these formats; may be given again; PATH -: "
                    "standard output",
            .value = "FORMAT=PATH",
            .is_repeated = true,
            .fault = fault_of_output},
           kind_option(of->kind),
           as_of_option(*as_of),
           readings_option(
               of->readings,
               "Read the text this way (NAME=CHOICE), whatever the project file says; may be given again"),
           lists_option(of->lists),
           mapping_option(of->lists),
           map_option(of->lists),
           {"--answers", &of->answers, "Answers to the one document, as `precept ask` writes them", "PATH"},
           {"--readings", &of->compares_readings, "Show what each other reading of the text would change"},
           {"--fix", &of->fixes,
            "Of policies by themselves: make the changes that are certain in their files first"},
           {"--strict", &of->is_strict,
            "Exit with 1 where something is undetermined; what is mended must leave the baseline"},
           project_option(of->project),
           {"--changed", &of->only_changed,
            "The FILEs are what changed: of the project's documents check those, or all where something else "
            "changed, too"},
           {"--baseline", &of->baseline,
            "Findings that are known, as `precept baseline` writes them: they do not fail", "PATH"},
           {.names = "--no-baseline",
            .target = &of->without_baseline,
            .help = "Count every finding, whatever baseline the project file names",
            .excludes = {"--baseline"}},
           {"--rights", &of->with_rights, "Show what everybody may and may not do"},
           {"--all", &of->with_all, "Show everything: long lists whole, and what is in order"},
           {"-v,--verbose", &of->is_verbose, "Show each document, also those that are in order"},
           {.names = "-q,--quiet",
            .target = &of->is_quiet,
            .help = "Show what fails, and one line with the counts",
            .excludes = {"--verbose", "--all", "--rights", "--readings"}},
           jobs_option(of->jobs),
           no_progress_option(*no_progress),
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
           without(watch_option(of->is_watching), "--fix"),
           color_option(of->color)},
      .examples = kCheckExamples,
      .run = [of, as_of, outputs, no_progress](Output& output) {
        of->shows_progress = shows_progress(*no_progress || of->is_quiet);
        of->as_of = date_given("--as-of", *as_of);
        for (const std::string& value : *outputs) of->outputs.push_back(output_given(value));
        if (of->only_changed) std::swap(of->files, of->changed);
        const auto once = [&] { return check(*of, output); };
        return of->is_watching ? watch(once, output) : once();
      }};
}

Command report_command() {
  auto of = std::make_shared<ReportArguments>();
  auto as_of = std::make_shared<std::string>();
  auto no_progress = std::make_shared<bool>(false);
  CheckArguments& check = of->check;
  return {.name = "report",
          .help = "Check documents and write one page to pass on: findings, rights, reasons",
          .options = {files_option(check.files),
                      {.names = "-o,--output",
                       .target = &of->target,
                       .help = "The page to write; a folder/: an index and a page for each document",
                       .value = "FILE",
                       .is_required = true},
                      policies_option(check.policies),
                      lists_option(check.lists),
                      mapping_option(check.lists),
                      map_option(check.lists),
                      kind_option(check.kind),
                      as_of_option(*as_of),
                      readings_option(check.readings),
                      {"--strict", &check.is_strict, "Exit with 1 where something is undetermined"},
                      project_option(check.project),
                      jobs_option(check.jobs),
                      no_progress_option(*no_progress),
                      color_option(check.color),
                      language_option(check.language)},
          .examples = kReportExamples,
          .run = [of, as_of, no_progress](Output& output) {
            of->check.shows_progress = shows_progress(*no_progress);
            of->check.as_of = date_given("--as-of", *as_of);
            return report(*of, output);
          }};
}

}  // namespace precept::tools
