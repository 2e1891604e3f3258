// `precept baseline`: writes down what is found now, and takes out what is mended.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>

#include "base/file.h"
#include "engine/input/document_stream.h"
#include "render/layout.h"
#include "tools/commands/settled.h"
#include "tools/common/clock.h"
#include "tools/common/files.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

constexpr const char* kHead =
    "# Findings that are known and do not fail a check: precept check --baseline. Written by `precept\n"
    "# baseline`, which keeps what you change; reasons, owners and days are yours.\n";
constexpr const char* kDefaultFile = "precept-baseline.toml";

class BaselineCommand {
 public:
  BaselineCommand(const BaselineArguments& arguments, Output& output)
      : arguments_(arguments), output_(output), settled_(settle(of_check(arguments))) {}

  int run() {
    load();
    if (settled_.engine.has_errors()) return refuse(settled_.engine.mistakes_text(color()));
    if (!check_all()) return kNotChecked;
    return write();
  }

 private:
  static CheckArguments of_check(const BaselineArguments& arguments) { return arguments.check; }
  Color color() const { return color_of(STDERR_FILENO, arguments_.check.color); }
  int refuse(const std::string& text) {
    output_.write_mistakes(text);
    return kNotChecked;
  }
  bool is_update() const { return arguments_.action == BaselineAction::Update; }
  bool adds() const { return !arguments_.known.reason.empty(); }

  void load() {
    Engine& engine = settled_.engine;
    const CheckArguments& check = settled_.arguments;
    file_ = check.baseline.empty() ? kDefaultFile : check.baseline;
    Diagnostics diagnostics;
    inputs_ = inputs_of(settled_, diagnostics);
    for (const DocumentReport& rejected : inputs_.rejected) diagnostics.add(rejected.diagnostics);
    if (check.policies.empty())
      diagnostics.report(DiagnosticKind::NothingChecked, {}, "there is no policy to check by")
          .with_help("give one with --policy, or in the project file");
    std::error_code error;
    if (!is_update() && fs::exists(file_, error))
      diagnostics
          .report(DiagnosticKind::OverInput, {},
                  fmt::format("the baseline `{}` is there already", file_.string()))
          .with_help("`precept baseline update` brings it up to date; a new one needs another name");
    for (const std::string& policy : check.policies) engine.load(policy);
    files_read_.add(engine.files());
    for (const DocumentName& document : inputs_.documents) files_read_.add(document.file());
    for (const std::string& list : inputs_.lists) files_read_.add(list);
    if (is_update()) baseline_ = engine.open_baseline(file_, day_of_clock());
    engine.add(diagnostics);
    if (engine.has_errors()) return;
    engine.set({.readings = check.readings,
                .language = check.language,
                .as_of = check.as_of,
                .today = day_of_clock(),
                .kind = check.kind});
    engine.check_project();
  }

  /// False where a document was not checked, which was told: a baseline of half a run would call the other
  /// half mended.
  bool check_all() {
    bool is_whole = true;
    DocumentStream documents(inputs_.documents);
    while (auto next = documents.next()) {
      DocumentCheck document = settled_.engine.open(std::move(*next));
      const DocumentName& name = document.name();
      const DocumentReport& report = document.check({.baseline = baseline_.get()});
      if (!report.verdict) {
        output_.write_mistakes(
            fmt::format("{}: not checked; no baseline is written\n", terminal_text(name.name)));
        output_.write_mistakes(document.in_words(report.diagnostics, color()));
        is_whole = false;
        continue;
      }
      for (BaselineEntry& entry : document.findings_for_baseline(file_)) found_.push_back(std::move(entry));
    }
    return is_whole;
  }

  /// Whether an entry stands for the finding as it is now.
  bool is_known(const BaselineEntry& finding) const {
    const BaselineEntry* entry = baseline_ ? baseline_->find(finding.fingerprint) : nullptr;
    return entry != nullptr && entry->state == BaselineEntry::State::Found;
  }

  int write() {
    std::vector<BaselineEntry> news;
    std::set<std::string> written_anew;
    for (BaselineEntry& finding : found_) {
      if (is_known(finding)) continue;
      finding.known = arguments_.known;
      written_anew.insert(finding.fingerprint);
      news.push_back(std::move(finding));
    }
    std::size_t taken_out = 0;
    std::string text = is_update() ? without(written_anew, taken_out) : kHead;
    for (const BaselineEntry& entry : news) {
      if (adds()) text += "\n" + baseline_text(entry);
    }
    Diagnostics diagnostics;
    if (!write_file(file_, text, files_read_, output_, diagnostics))
      return refuse(diagnostics_text(diagnostics, {}, color()));
    tell(news.size(), taken_out);
    return news.empty() || adds() ? kCompliant : kNonCompliant;
  }

  /// The text of the file without the entries for what is mended and, where findings are added, for what is
  /// written anew. Everything else stays as it is, with its comments.
  std::string without(const std::set<std::string>& written_anew, std::size_t& taken_out) const {
    std::string text = read_bytes(file_).value_or("");
    const auto& entries = baseline_->entries();
    for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
      const bool is_replaced = adds() && written_anew.contains(entry->fingerprint);
      if (!baseline_->is_mended(*entry) && !is_replaced) continue;
      taken_out += is_replaced ? 0 : 1;
      std::size_t begin = text.rfind('\n', entry->whole.begin);
      begin = begin == std::string::npos ? 0 : begin + 1;
      text.erase(begin, entry->whole.end - begin);
      if (text.substr(0, begin).ends_with("\n\n") && text.substr(begin).starts_with("\n"))
        text.erase(begin, 1);
    }
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    return text;
  }

  void tell(std::size_t news, std::size_t taken_out) {
    const std::size_t kept = baseline_ ? baseline_->entries().size() - taken_out : 0;
    std::string line = fmt::format("{}: ", terminal_text(file_.string()));
    if (!is_update()) {
      line += fmt::format("{} finding{}\n", news, news == 1 ? "" : "s");
    } else {
      line += fmt::format("{} written anew, {} taken out, {} kept or replaced\n", adds() ? news : 0,
                          taken_out, kept);
    }
    output_.write(line);
    if (news > 0 && !adds())
      output_.write(fmt::format("{} finding{} not in it; --reason and --owner write {} down\n", news,
                                news == 1 ? " is" : "s are", news == 1 ? "it" : "them"));
  }

  const BaselineArguments& arguments_;
  Output& output_;
  SettledRun settled_;
  fs::path file_;
  RunInputs inputs_;
  InputFiles files_read_;
  std::unique_ptr<Baseline> baseline_;
  std::vector<BaselineEntry> found_;
};

constexpr const char* kBaselineExamples = R"(
Examples:
  precept baseline write meetings/ --policy res54.pbc --baseline known.toml \
    --reason "found when checks began" --owner "the secretariat" --expires 2027-01-31
  precept baseline update
  precept baseline update --reason "decided in May" --owner "the chair"

Exit code: 0 every finding is in the baseline, 1 some are not, 2 something is in error; nothing is then written.
)";

/// What is wrong with options that are right each by itself.
void require_reason(const BaselineArguments& of) {
  const bool has_reason = !of.known.reason.empty(), has_owner = !of.known.owner.empty();
  const bool needs = of.action == BaselineAction::Write;
  if ((needs || has_owner) && !has_reason)
    throw UsageError("--reason is missing: a finding is known for a reason");
  if ((needs || has_reason) && !has_owner)
    throw UsageError("--owner is missing: somebody is to see to the finding");
  if (of.known.expires != kNoDay && !has_reason) throw UsageError("--expires needs --reason and --owner");
  if (of.known.expires != kNoDay && of.known.expires < day_of_clock())
    throw UsageError(fmt::format("--expires: {} is past", format_date(of.known.expires)));
}

Command part(const char* name, const char* help, BaselineAction action) {
  auto of = std::make_shared<BaselineArguments>();
  auto as_of = std::make_shared<std::string>(), expires = std::make_shared<std::string>();
  CheckArguments& check = of->check;
  return {
      .name = name,
      .help = help,
      .options = {files_option(check.files),
                  policies_option(check.policies),
                  {"--baseline", &check.baseline,
                   "The file; else the project file's, or precept-baseline.toml", "PATH"},
                  {"--reason", &of->known.reason, "Why the findings that are new are known", "TEXT"},
                  {"--owner", &of->known.owner, "Who sees to them", "NAME"},
                  {"--expires", expires.get(), "The last day on which they are known (YYYY-MM-DD)", "DATE"},
                  kind_option(check.kind),
                  project_option(check.project),
                  as_of_option(*as_of),
                  readings_option(check.readings),
                  language_option(check.language),
                  color_option(check.color)},
      .examples = kBaselineExamples,
      .run = [of, as_of, expires, action](Output& output) {
        of->action = action;
        of->check.as_of = date_given("--as-of", *as_of);
        of->known.expires = date_given("--expires", *expires).value_or(kNoDay);
        require_reason(*of);
        return baseline(*of, output);
      }};
}

}  // namespace

int baseline(const BaselineArguments& arguments, Output& output) {
  return BaselineCommand(arguments, output).run();
}

Command baseline_command() {
  return {.name = "baseline",
          .help = "Write down findings that are known, so that only new ones fail",
          .options = {},
          .examples = kBaselineExamples,
          .commands = {part("write", "Write a baseline of everything that is found", BaselineAction::Write),
                       part("update", "Take out what is mended; with --reason and --owner add what is new",
                            BaselineAction::Update)}};
}

}  // namespace precept::tools
