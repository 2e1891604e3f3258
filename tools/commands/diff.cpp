#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "base/version.h"
#include "engine/engine.h"
#include "engine/input/corpus.h"
#include "render/difference.h"
#include "render/json/mistakes.h"
#include "render/json/writer.h"
#include "tools/commands/commands.h"
#include "tools/common/clock.h"

namespace precept::tools {

namespace {

using difference::Outline;

class DiffCommand {
 public:
  DiffCommand(const DiffArguments& arguments, Output& output)
      : arguments_(arguments), output_(output), writer_(writer()) {}

  int run() {
    for (const std::string& path : arguments_.corpus) corpus_.add(path, mistakes_);
    load(old_, arguments_.old_path);
    load(new_, arguments_.new_path);
    if (old_.has_errors() || new_.has_errors() || mistakes_.has_errors()) return fail();
    tell_warnings();
    compare_policies();
    writer_->passed_over(corpus_.passed_over());
    compare_documents();
    finish();
    return exit_code();
  }

 private:
  std::unique_ptr<DifferenceWriter> writer() {
    switch (arguments_.format) {
      case DiffFormat::Text:
        break;
      case DiffFormat::Json:
        return difference_json(output_);
      case DiffFormat::Markdown:
        return difference_markdown(output_);
    }
    return difference_text(output_, color_of(STDOUT_FILENO, arguments_.color), output_width());
  }

  // ---- the policies

  void load(Engine& engine, const std::string& path) {
    if (!engine.load(path)) return;
    EngineSettings settings{.today = day_of_clock()};
    if (arguments_.on_any_day) settings.as_of = day_in_force(engine, path);
    engine.set(settings);
  }

  /// A day on which the one policy is in force; none where it always is.
  std::optional<Day> day_in_force(const Engine& engine, const std::string& path) {
    if (engine.policies().size() > 1) {
      mistakes_
          .report(DiagnosticKind::BadOption, {},
                  fmt::format("--any-day: `{}` holds {} policies, and nobody says which of them is meant",
                              path, engine.policies().size()))
          .with_help("name the file of the policy");
      return std::nullopt;
    }
    const program::Head& head = engine.policies().front()->head();
    if (head.from != kNoDay) return head.from;
    return head.until != kNoDay ? std::optional(head.until) : std::nullopt;
  }

  void compare_policies() {
    difference::MeaningPool pool;
    const std::vector<Outline> before = old_.outlines(pool), after = new_.outlines(pool);
    PolicyDifference difference{arguments_.old_path, arguments_.new_path,
                                difference::compare_policies(before, after), !arguments_.corpus.empty()};
    for (const PolicyChange& change : difference.changes) {
      if (change.effect == Effect::Unclear) {
        unclear_.push_back(change);
      } else {
        summary_.effect = std::max(summary_.effect, change.effect);
      }
    }
    writer_->policies(difference);
  }

  // ---- the documents

  void compare_documents() {
    while (auto document = corpus_.next(mistakes_)) compare(*document);
  }

  void compare(const NextDocument& document) {
    const DocumentChange change =
        difference::compare_documents(report_by(old_, document), report_by(new_, document));
    ++summary_.documents;
    note_what_was_seen(change.before);
    note_what_was_seen(change.after.report);
    if (!change.is_flip()) return;
    summary_.weaker += change.effect == Effect::Weaker ? 1 : 0;
    summary_.stronger += change.effect == Effect::Stronger ? 1 : 0;
    const bool by_old = change.before.verdict.has_value(), by_new = change.after.report.verdict.has_value();
    summary_.only_old += by_old && !by_new ? 1 : 0;
    summary_.only_new += by_new && !by_old ? 1 : 0;
    summary_.neither += !by_old && !by_new ? 1 : 0;
    summary_.flips += by_old || by_new ? 1 : 0;
    summary_.effect = std::max(summary_.effect, change.effect);
    writer_->document(change);
  }

  static DocumentReport report_by(const Engine& engine, const NextDocument& document) {
    return engine.open(document).check({.detail = {.settled_findings = true, .rights = true}});
  }

  void note_what_was_seen(const DocumentReport& report) {
    if (unclear_.empty() || !report.verdict) return;
    difference::add_clauses_at_work(report, clauses_at_work_);
    policies_at_work_.insert(report.policy.name);
  }

  // ---- the end

  /// What may be weaker is undecided until a document shows its clause at work.
  bool is_decided(const PolicyChange& change) const {
    if (change.clause.empty()) return policies_at_work_.contains(change.policy);
    return clauses_at_work_.contains({change.kind, change.clause});
  }

  void finish() {
    for (const PolicyChange& change : unclear_) {
      if (is_decided(change)) continue;
      summary_.effect = std::max(summary_.effect, Effect::Unclear);
      const std::string name = subject_of(change);
      if (std::ranges::find(summary_.undecided, name) == summary_.undecided.end())
        summary_.undecided.push_back(name);
    }
    writer_->end(summary_);
    if (mistakes_.all().empty()) return;
    output_.flush();
    output_.write_mistakes(in_words(mistakes_));
  }

  int exit_code() const {
    if (mistakes_.has_errors() || summary_.neither > 0) return kNotChecked;
    if (summary_.effect == Effect::Weaker) return kNonCompliant;
    if (summary_.effect == Effect::Unclear) return arguments_.is_strict ? kNonCompliant : kUndetermined;
    return kCompliant;
  }

  // ---- mistakes

  Color error_color() const { return color_of(STDERR_FILENO, arguments_.color); }
  std::string in_words(const Diagnostics& diagnostics) const {
    return diagnostics_text(diagnostics, {}, error_color());
  }

  /// In JSON, warnings are told with errors only.
  void tell_warnings() {
    if (arguments_.format == DiffFormat::Json) return;
    tell("OLD", arguments_.old_path, old_);
    tell("NEW", arguments_.new_path, new_);
  }

  void tell(const char* which, const std::string& path, const Engine& engine) {
    const std::string text = engine.mistakes_text(error_color());
    if (!text.empty()) output_.write_mistakes(fmt::format("{} ({}):\n{}", which, path, text));
  }

  int fail() {
    if (arguments_.format == DiffFormat::Json) {
      JsonWriter json(output_);
      json.begin_object();
      json.key("engine").value(kEngine);
      write_failure(json, "old", arguments_.old_path, old_);
      write_failure(json, "new", arguments_.new_path, new_);
      write_mistakes_json(mistakes_, {}, {}, json);
      json.end();
      json.line_break();
      return kNotChecked;
    }
    tell_warnings();
    if (!mistakes_.all().empty()) output_.write_mistakes(in_words(mistakes_));
    return kNotChecked;
  }

  static void write_failure(JsonWriter& json, const char* which, const std::string& path,
                            const Engine& engine) {
    json.key(which).begin_object();
    json.key("file").value(path);
    engine.write_mistakes_json(json);
    json.end();
  }

  const DiffArguments& arguments_;
  Output& output_;
  std::unique_ptr<DifferenceWriter> writer_;
  Engine old_, new_;
  Corpus corpus_;
  Diagnostics mistakes_;  ///< of neither policy
  std::vector<PolicyChange> unclear_;
  std::set<std::pair<std::string, std::string>> clauses_at_work_;  ///< by kind and label
  std::set<std::string> policies_at_work_;
  DifferenceSummary summary_;
};

}  // namespace

int diff(const DiffArguments& arguments, Output& output) {
  return DiffCommand(arguments, output).run();
}

// ---- on the command line -------------------------------------------------------------------------------

namespace {

const std::map<std::string, DiffFormat> kDiffFormats{
    {"text", DiffFormat::Text}, {"json", DiffFormat::Json}, {"markdown", DiffFormat::Markdown}};

constexpr const char* kDiffExamples = R"(
Examples:
  precept diff old/res54.precept policies/wtsa-res54
  precept diff old.pbc new.precept --corpus meetings/ --corpus archive.ndjson
  precept diff rev-2016.precept rev-2022.precept --corpus meetings/ --any-day
  precept diff old/ new/ --corpus meetings/ --format markdown > comment.md

Exit code: 0 nothing is weaker, 1 something is, 3 something may be and no document shows it (with --strict: 1),
2 a policy is in error, or a document could be checked by neither.
)";

}  // namespace

Command diff_command() {
  auto of = std::make_shared<DiffArguments>();
  return {
      .name = "diff",
      .help = "Say what a change of policy means: clauses, and over a corpus which decisions flip",
      .options = {{.names = "OLD",
                   .target = &of->old_path,
                   .help = "The policy as it was: a policy file, a compiled program, or a folder of them",
                   .is_required = true},
                  {.names = "NEW",
                   .target = &of->new_path,
                   .help = "The policy as it is to be",
                   .is_required = true},
                  {.names = "--corpus",
                   .target = &of->corpus,
                   .help = "Documents to check by both: a file, a folder, or NDJSON with one on each line; "
                           "may be given again",
                   .value = "PATH",
                   .is_repeated = true},
                  {.names = "--any-day",
                   .target = &of->on_any_day,
                   .help = "Check each document by both, whether or not they are in force on its date",
                   .needs = {"--corpus"}},
                  {"--strict", &of->is_strict, "Exit with 1 where something may be weaker"},
                  format_option<DiffFormat>(of->format, kDiffFormats, "text, json or markdown"),
                  color_option(of->color)},
      .examples = kDiffExamples,
      .run = [of](Output& output) { return diff(*of, output); }};
}

}  // namespace precept::tools
