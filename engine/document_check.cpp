#include "engine/document_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "engine/baseline/baseline.h"
#include "engine/input/answers.h"
#include "engine/input/as_json.h"
#include "engine/input/equal_mistakes.h"
#include "engine/loaded_policies.h"
#include "engine/project/joined_lists.h"
#include "engine/project/levels.h"
#include "engine/project/patterns.h"
#include "render/html/reason_html.h"
#include "render/json/mistakes.h"
#include "runtime/receipt/receipt.h"
#include "runtime/repair/answers/ask.h"

namespace precept {

namespace fs = std::filesystem;

struct DocumentCheck::State {
  State(std::shared_ptr<const LoadedPolicies> policies, std::shared_ptr<const ReadSettings> chosen,
        input::DocumentName named)
      : loaded(std::move(policies)),
        settings(std::move(chosen)),
        name(std::move(named)),
        sources(&loaded->sources) {
    report.file = name.name;
    report.language = settings->overrides.language.value_or(Language::En);
  }

  /// Whether policies and settings are such that documents can be opened.
  bool may_open() const { return !loaded->mistakes.has_errors() && !settings->mistakes.has_errors(); }

  /// What was found before any check.
  Diagnostics diagnostics() const {
    Diagnostics all = loaded->mistakes;
    all.add(settings->mistakes);
    all.add(mistakes);
    return all;
  }

  /// The document cannot be checked: the report says why.
  void close() {
    is_open = false;
    receipt.clear();
    report.verdict.reset();
    report.diagnostics = may_open() ? mistakes : diagnostics();
  }

  /// Rows of a list have the same mistake often.
  void group_equal_mistakes() {
    report.diagnostics = input::equal_ones_together(report.diagnostics, sources, ReadLimits().max_mistakes);
  }

  /// What the project file makes of warnings; one that is an error leaves the document unchecked.
  void apply_levels() {
    if (!loaded->project) return;
    silenced += input::apply_levels(loaded->project->levels, report.diagnostics);
    const auto& all = report.diagnostics.all();
    const bool is_raised = std::ranges::count(all, DiagnosticKind::RaisedWarning, &Diagnostic::kind) > 0;
    if (report.verdict && is_raised) refuse();
  }

  void refuse() {
    receipt.clear();
    report.verdict.reset();
    report.findings.clear();
    report.rights.clear();
    report.open_questions.clear();
  }

  std::shared_ptr<const LoadedPolicies> loaded;
  std::shared_ptr<const ReadSettings> settings;
  input::DocumentName name;
  Sources sources;
  Diagnostics mistakes;    ///< of the document, before any check
  input::Project project;  ///< that holds for the document
  bool is_open = false, is_translated = false;
  std::vector<input::ListJoined> lists;  ///< that the document has from files of their own
  FileId plain = kNoFile;                ///< the document without answers
  FileId file = kNoFile;                 ///< with them
  std::string answers_path;
  CheckOptions options;
  DocumentReport report;
  std::string receipt;
  std::size_t silenced = 0;  ///< warnings that the project file leaves out
};

DocumentCheck::DocumentCheck(std::shared_ptr<const LoadedPolicies> loaded,
                             std::shared_ptr<const ReadSettings> settings, input::DocumentName name)
    : state_(std::make_unique<State>(std::move(loaded), std::move(settings), std::move(name))) {}
DocumentCheck::DocumentCheck(DocumentCheck&&) noexcept = default;
DocumentCheck& DocumentCheck::operator=(DocumentCheck&&) noexcept = default;
DocumentCheck::~DocumentCheck() = default;

// ---- opening

void DocumentCheck::read() {
  if (!state_->may_open()) return state_->close();
  join(input::read_document(state_->name, state_->sources, state_->mistakes));
}

/// Opens what was written, in whatever format, together with its lists.
void DocumentCheck::join(std::optional<FileId> written) {
  State& state = *state_;
  if (!written) return state.close();
  settle();
  const input::Project& project = state.project;
  toml::PlacedText kind{state.settings->kind, {}};
  if (kind.value.empty() && !state.name.is_standard_input) kind = input::kind_said(project, state.name.path);
  if (!state.mistakes.has_errors()) input::add_project_lists(state.name, project, state.mistakes);
  if (state.mistakes.has_errors()) return state.close();
  const input::DocumentContext context{state.loaded->policies, kind.value, kind.place};
  const auto file = input::as_json(state.name, *written, context, state.sources, state.mistakes);
  if (!file) return state.close();
  const std::vector<Origin>& origins = state.sources.file(*file).origins;
  state.is_translated = !origins.empty();
  input::DocumentLists& lists = state.name.lists;
  if (lists.names.empty() && lists.mappings.is_empty()) return open(*file);
  lists.mappings.presets = preset_folders(*state.loaded);
  state.options.limits.max_mistakes = Diagnostics::kMaxErrors;  // many of them may be equal
  auto joined = input::join_lists(*file, lists, state.loaded->policies, state.sources, state.mistakes);
  if (!joined) return state.close();
  state.lists = std::move(joined->lists);
  if (!state.lists.empty()) state.is_translated = !origins.empty() && !origins.front().is_copy;
  open(joined->file);
  if (joined->has_mistakes) report_rest();
}

/// Opens a text that was read already.
void DocumentCheck::take(std::string text) {
  if (!state_->may_open()) return state_->close();
  join(state_->sources.add(state_->name.name, std::move(text)));
}

/// There is no text to open, and this is why.
void DocumentCheck::refuse(Diagnostics mistakes) {
  state_->mistakes = std::move(mistakes);
  state_->close();
}

/// Finds the project file that holds for the document, and sets by it how the document is checked.
void DocumentCheck::settle() {
  const LoadedPolicies& loaded = *state_->loaded;
  const ReadSettings& settings = *state_->settings;
  input::Project& project = state_->project;
  project = settings.overrides;
  if (settings.has_project_file) {
    const input::ProjectScope scope{.policy_paths = loaded.paths,
                                    .policies = loaded.policies,
                                    .overrides = settings.overrides,
                                    .of_run = loaded.project ? &*loaded.project : nullptr,
                                    .is_only_project = loaded.is_only_project,
                                    .memory = settings.memory.get()};
    project = input::project_for(state_->name.path, scope, state_->sources, state_->mistakes);
  }
  CheckOptions& options = state_->options;
  options.as_of = settings.as_of;
  options.limits.trust = project.trust_rules(settings.today.value_or(kNoDay));
  options.readings = project.readings;
  options.language = project.language.value_or(Language::En);
  state_->report.language = options.language;
}

void DocumentCheck::open(FileId file) {
  state_->plain = state_->file = file;
  state_->is_open = !state_->mistakes.has_errors();
  if (!state_->is_open) state_->close();
}

/// Beside rows of a list that could not be read, tells what is wrong with the others: one run tells all.
void DocumentCheck::report_rest() {
  State& state = *state_;
  const DocumentReport rest =
      check_document(state.loaded->policies, state.file, state.sources, state.options);
  Diagnostics all = state.mistakes;
  for (Diagnostic found : rest.diagnostics.all()) {
    if (!std::string_view(info(found.kind).code).starts_with("E4")) continue;
    for (Label& label : found.labels) label.span = state.sources.origin(label.span);
    all.add(found);
  }
  all.sort_by_place();
  state.mistakes = input::equal_ones_together(all, state.sources, ReadLimits().max_mistakes);
  state.close();
}

const input::DocumentName& DocumentCheck::name() const {
  return state_->name;
}

bool DocumentCheck::is_translated() const {
  return state_->is_translated;
}

std::string_view DocumentCheck::text() const {
  return state_->file == kNoFile ? std::string_view() : state_->sources.file(state_->file).text;
}

std::vector<checker::JoinedList> DocumentCheck::lists() const {
  return input::lists_said(state_->lists, state_->sources);
}

bool DocumentCheck::is_open() const {
  return state_->is_open;
}

Language DocumentCheck::language() const {
  return state_->options.language;
}

std::vector<std::filesystem::path> DocumentCheck::files() const {
  std::vector<std::filesystem::path> files{state_->name.file()};
  for (const input::ListName& list : state_->name.lists.names) files.emplace_back(list.path);
  const std::string& mapping = state_->name.lists.mappings.file;
  if (!mapping.empty()) files.emplace_back(mapping);
  for (std::size_t file = state_->loaded->sources.size(); file < state_->sources.size(); ++file)
    files.emplace_back(state_->sources.file(static_cast<FileId>(file)).name);
  return files;
}

// ---- answers

bool DocumentCheck::add_answers(const std::string& path) {
  auto answers = is_open() ? read_answers(path, state_->mistakes) : std::nullopt;
  const bool is_added = answers && set_answers(*answers, path, state_->mistakes);
  state_->answers_path = path;
  if (!is_added) state_->close();
  return is_added;
}

std::optional<AnswersFile> DocumentCheck::read_answers(const std::string& path, Diagnostics& diagnostics) {
  auto file = input::read_answers_file(path, state_->sources, diagnostics);
  return file ? precept::read_answers(*file, state_->sources, diagnostics) : std::nullopt;
}

bool DocumentCheck::set_answers(const AnswersFile& answers, const std::string& path,
                                Diagnostics& diagnostics) {
  const FileId file = state_->sources.add(path, answers.text());
  auto merged = with_answers(state_->plain, answers, file, state_->sources, diagnostics);
  if (!merged) return false;
  state_->receipt.clear();
  const SourceFile& plain = state_->sources.file(state_->plain);
  std::vector<Origin> origins = moved_origins(plain.origins, plain.text, *merged);
  state_->file = state_->sources.add_translated(state_->name.name, std::move(*merged), std::move(origins));
  return true;
}

// ---- checking

const DocumentReport& DocumentCheck::check(const CheckWish& wish) {
  if (!is_open()) return state_->report;
  CheckOptions options = state_->options;
  ReceiptMaker maker(options.as_of, options.limits.trust.attesters, state_->sources);
  std::vector<RunInspector*> inspectors;
  if (wish.inspector) inspectors.push_back(wish.inspector);
  if (wish.with_receipt) {
    maker.set_lists(lists());
    inspectors.push_back(&maker);
  }
  RunInspectors all(std::move(inspectors));
  options.detail = wish.detail;
  options.inspector = all.is_empty() ? nullptr : &all;
  if (wish.with_receipt) options.language = Language::En;
  state_->report = check_document(state_->loaded->policies, state_->file, state_->sources, options);
  state_->receipt = maker.text();
  if (!state_->mistakes.all().empty()) {
    Diagnostics told = state_->mistakes;
    told.add(state_->report.diagnostics);
    state_->report.diagnostics = std::move(told);
  }
  if (!state_->name.lists.names.empty()) state_->group_equal_mistakes();
  if (!state_->answers_path.empty()) input::note_answers(state_->answers_path, state_->report);
  state_->silenced = 0;
  state_->apply_levels();
  if (wish.baseline != nullptr) wish.baseline->mark_known(state_->report, state_->sources);
  return state_->report;
}

const DocumentReport& DocumentCheck::report() const {
  return state_->report;
}

std::string DocumentCheck::receipt() {
  if (state_->receipt.empty() && is_open()) {
    state_->receipt =
        receipt_json(state_->loaded->policies, state_->file, state_->sources, state_->options, lists());
  }
  return state_->receipt;
}

std::vector<BaselineEntry> DocumentCheck::findings_for_baseline(const std::filesystem::path& baseline) const {
  return precept::findings_for_baseline(state_->report, state_->sources, baseline);
}

std::vector<Alternative> DocumentCheck::alternatives() const {
  std::vector<Alternative> result;
  const DocumentReport& report = state_->report;
  for (const Program* policy : state_->loaded->policies) {
    if (!report.verdict || policy->digest() != report.policy.digest) continue;
    for (ChosenReading& change : alternatives_of(*policy, state_->options.readings)) {
      CheckOptions changed = state_->options;
      changed.readings.push_back(change);
      Alternative& other = result.emplace_back();
      other.reading = change.reading;
      other.choice = change.choice;
      other.report = check_document(state_->loaded->policies, state_->file, state_->sources, changed);
      for (const ReadingUsed& used : other.report.policy.readings) {
        if (used.name == change.reading) other.words = used.words;
      }
      compare_readings(report, other);
    }
    break;
  }
  return result;
}

Explanation DocumentCheck::explain(const Question& question) const {
  Explanation explanation{.report = state_->report, .answer = std::nullopt};
  if (!is_open()) return explanation;
  Explainer explainer(question);
  CheckOptions options = state_->options;
  options.inspector = &explainer;
  options.detail = question.detail();
  explanation.report = check_document(state_->loaded->policies, state_->file, state_->sources, options);
  if (!state_->answers_path.empty()) input::note_answers(state_->answers_path, explanation.report);
  explanation.report.diagnostics.add(diagnostics());
  explanation.answer = explainer.answer();
  return explanation;
}

Repairs DocumentCheck::repairs(const Question& question, Aim aim, const RepairOptions& options) const {
  if (!is_open()) return {.report = state_->report};
  Repairs found = find_repairs(state_->loaded->policies, state_->file, state_->sources, question, aim,
                               state_->options, options);
  found.report.diagnostics.add(diagnostics());
  return found;
}

OpenQuestions DocumentCheck::questions(const AskOptions& options) const {
  if (!is_open()) return {.report = state_->report};
  return open_questions(state_->loaded->policies, state_->file, state_->sources, state_->options, options);
}

// ---- telling

void DocumentCheck::tell(rendering::ReportWriter& writer) const {
  writer.document(state_->report, state_->sources);
}

void DocumentCheck::tell(const std::vector<Alternative>& others, rendering::ReportWriter& writer) const {
  writer.compare(state_->report, others, state_->sources);
}

void DocumentCheck::tell(const Explanation& explanation, Form form, const rendering::ReasonOptions& options,
                         rendering::Sink& to) const {
  if (!explanation.answer) return;
  const DocumentReport& report = explanation.report;
  const Reason& root = *explanation.answer;
  switch (form) {
    case Form::Text:
      return rendering::write_reasons_text(report, root, options, to);
    case Form::Json:
      return rendering::write_reasons_json(report, root, state_->sources, to);
    case Form::Markdown:
      return rendering::write_reasons_markdown(report, root, options, to);
    case Form::Html:
      return to.write(rendering::reasons_page(report, root));
    case Form::Dot:
      return rendering::write_reasons_dot(report, root, to);
  }
}

void DocumentCheck::tell(const Repairs& repairs, Aim aim, const Question& question, Form form,
                         const rendering::ReasonOptions& options, rendering::Sink& to) const {
  if (form == Form::Json) return rendering::write_repairs_json(repairs, aim, state_->sources, to);
  if (form == Form::Markdown) return rendering::write_repairs_markdown(repairs, aim, question, to);
  rendering::write_repairs_text(repairs, aim, question, options, to);
}

void DocumentCheck::tell(const OpenQuestions& open, Form form, const rendering::ReasonOptions& options,
                         rendering::Sink& to) const {
  if (form == Form::Json) return rendering::write_questions_json(open, to);
  rendering::write_questions_text(open, options.color, options.width, to);
}

Diagnostics DocumentCheck::diagnostics() const {
  return state_->diagnostics();
}

std::vector<Mistake> DocumentCheck::mistakes(const Diagnostics& diagnostics) const {
  return mistakes_of(diagnostics, state_->sources);
}

std::string DocumentCheck::in_words(const Diagnostics& diagnostics, Color color) const {
  return diagnostics_text(diagnostics, state_->sources, color);
}

void DocumentCheck::write_failure_json(const Diagnostics& diagnostics, rendering::Sink& to) const {
  rendering::write_failure_json(diagnostics, state_->sources, state_->name.name, to);
}

void DocumentCheck::add(const Diagnostics& mistakes) {
  state_->report.diagnostics.add(mistakes);
  state_->apply_levels();
}

std::size_t DocumentCheck::silenced() const {
  return state_->silenced;
}

}  // namespace precept
