#include "authoring/server/workspace/workspace.h"

#include <fmt/format.h>

#include <algorithm>

#include "authoring/server/documents/uri.h"
#include "base/file.h"
#include "compiler/policy_files.h"
#include "engine/input/endings.h"

namespace precept::server {

namespace fs = std::filesystem;

namespace {

/// So many entries of folders are looked at for policies; a home folder may have millions.
constexpr std::size_t kMostEntries = 20'000;
/// So many states are kept besides those of buffers.
constexpr std::size_t kMostStates = 200;

bool is_passed_over(const fs::path& folder) {
  const std::string name = folder.filename().string();
  return name.starts_with('.') || name == "node_modules";
}

/// The name of the lock that the policy's text has, whether or not the rest of it is sound.
std::string lock_named_in(const Analysis& analysis) {
  for (const checking::PolicyFile& file : analysis.files().files) {
    for (const ast::Statement& statement : file.tree->statements) {
      if (statement.form == ast::StatementForm::Source && statement.text != nullptr)
        return std::string(statement.text->plain);
    }
  }
  return {};
}

/// Shorter texts are analysed as a whole, which takes a few milliseconds.
constexpr std::size_t kLongText = 30'000;

/// Whether a statement begins on the line: it stands at the margin, and is no comment.
bool begins_at_margin(std::string_view text, std::size_t line) {
  const char first = line < text.size() ? text[line] : ' ';
  const bool is_comment = text.substr(std::min(line, text.size())).starts_with("--");
  return first != ' ' && first != '\t' && first != '\r' && first != '\n' && !is_comment;
}
bool begins_clause(std::string_view text, std::size_t line) {
  constexpr std::string_view kClause = "clause";
  const std::size_t end = line + kClause.size();
  return text.substr(line).starts_with(kClause) && end < text.size() &&
         (text[end] == ' ' || text[end] == '\t');
}

/// Where the clause around the offset begins; the offset where it stands in none.
std::uint32_t begin_of_clause(std::string_view text, std::uint32_t offset) {
  std::uint32_t begin = offset;
  for (std::size_t line = 0; line <= offset && line < text.size();) {
    if (begins_at_margin(text, line))
      begin = begins_clause(text, line) ? static_cast<std::uint32_t>(line) : offset;
    line = std::min(text.find('\n', line), text.size()) + 1;
  }
  return begin;
}

/// The text with blanks in place of its clauses, all but one, so that every place stays where it is.
std::string without_clauses(const std::string& text, std::optional<std::uint32_t> but) {
  std::string result = text;
  bool is_dropped = false;
  for (std::size_t line = 0; line < text.size();) {
    const std::size_t end = std::min(text.find('\n', line), text.size());
    if (begins_at_margin(text, line)) is_dropped = begins_clause(text, line) && but != line;
    if (is_dropped)
      std::fill(result.begin() + static_cast<std::ptrdiff_t>(line),
                result.begin() + static_cast<std::ptrdiff_t>(end), ' ');
    line = end + 1;
  }
  return result;
}

}  // namespace

DocumentKind kind_of(const fs::path& file) {
  const std::string name = file.filename().string();
  if (name.ends_with("_test.precept")) return DocumentKind::Tests;
  const std::string ending = input::lower_ending(file);
  if (ending == ".json" || input::is_yaml_ending(ending)) return DocumentKind::Record;
  return ending == kPolicyEnding || !file.is_absolute() ? DocumentKind::Policy : DocumentKind::Other;
}

FileHead head_of(const Document& document) {
  return precept::head_of(document.text);
}

std::vector<HeadedFile> Workspace::headed_files(const fs::path& folder) const {
  std::vector<HeadedFile> result = headed_files_in(folder);
  for (const auto& [path, document] : documents.all()) {
    if (path.parent_path() != folder || kind_of(path) != DocumentKind::Policy) continue;
    const FileHead head = server::head_of(document);
    auto known =
        std::ranges::find_if(result, [&](const HeadedFile& each) { return plain_path(each.file) == path; });
    if (known != result.end()) {
      known->head = head;
    } else {
      result.push_back({path, head});
    }
  }
  return result;
}

fs::path Workspace::root_of(const fs::path& file) const {
  const Document* document = documents.at(file);
  const FileHead head = document != nullptr ? server::head_of(*document) : head_of_file(file);
  if (head.role != FileRole::Part) return file;
  for (const HeadedFile& each : headed_files(file.parent_path())) {
    if (each.head.role == FileRole::Policy && each.head.name == head.name) return plain_path(each.file);
  }
  return file;
}

FileStamp Workspace::stamp_of(const fs::path& file) const {
  if (const Document* document = documents.at(file)) return {.revision = document->revision};
  std::error_code error;
  FileStamp stamp;
  stamp.time = fs::last_write_time(file, error);
  if (error) return {};
  stamp.size = fs::file_size(file, error);
  return error ? FileStamp{} : stamp;
}

void Workspace::put_buffers(Sources& sources) const {
  for (const auto& [path, document] : documents.all()) {
    if (kind_of(path) == DocumentKind::Policy) sources.replace(path.string(), document.text);
  }
}

bool Workspace::is_fresh(const PolicyState& state) const {
  if (state.epoch != epoch_) return false;
  return std::ranges::all_of(state.stamps,
                             [&](const auto& entry) { return stamp_of(entry.first) == entry.second; });
}

std::shared_ptr<const PolicyState> Workspace::known_state(const fs::path& root) const {
  auto found = states_.find(root);
  return found == states_.end() ? nullptr : found->second;
}

std::shared_ptr<const PolicyState> Workspace::state(const fs::path& root) {
  std::shared_ptr<const PolicyState> before = known_state(root);
  if (before && is_fresh(*before)) return before;
  std::shared_ptr<PolicyState> now = analysed(root);
  const bool is_sound = now->analysis && now->analysis->model() != nullptr;
  if (!is_sound && before) {
    const bool was_sound = before->analysis && before->analysis->model() != nullptr;
    now->last_sound = was_sound ? before : before->last_sound;
  }
  if (states_.size() > kMostStates) {
    std::erase_if(states_, [&](const auto& entry) { return documents.at(entry.first) == nullptr; });
  }
  states_[root] = now;
  return now;
}

std::shared_ptr<const PolicyState> Workspace::state_near(const Document& document, std::uint32_t offset) {
  const fs::path root = root_of(document.path);
  const std::shared_ptr<const PolicyState> whole = known_state(root);
  if (document.text.size() < kLongText || (whole && is_fresh(*whole))) return state(root);
  const std::uint32_t clause = begin_of_clause(document.text, offset);
  const LastFocused& last = last_focused_;
  const bool is_known = last.state && last.revision == documents.revision() && last.epoch == epoch_ &&
                        last.file == document.path && last.offset == clause;
  if (is_known) return last.state;
  const Focus focus{document, clause};
  std::shared_ptr<PolicyState> state = analysed(root, &focus);
  if (whole)
    state->last_sound = whole->analysis && whole->analysis->model() != nullptr ? whole : whole->last_sound;
  last_focused_ = {documents.revision(), epoch_, document.path, clause, state};
  return state;
}

void Workspace::put_focused(const fs::path& root, const Focus& focus, Sources& sources) const {
  if (const auto whole = known_state(root); whole && whole->analysis) {
    const auto& files = whole->analysis->files();
    for (checking::FileIndex file = 0; file < files.whole; ++file) {
      const fs::path path = whole->path_of(files.files[file].source);
      if (documents.at(path) == nullptr)
        sources.replace(path.string(), without_clauses(whole->text(files.files[file].source), std::nullopt));
    }
  }
  for (const auto& [path, document] : documents.all()) {
    if (kind_of(path) != DocumentKind::Policy) continue;
    const bool is_focus = &document == &focus.document;
    sources.replace(path.string(),
                    without_clauses(document.text, is_focus ? std::optional(focus.offset) : std::nullopt));
  }
}

std::shared_ptr<PolicyState> Workspace::analysed(const fs::path& root, const Focus* focus) {
  ++analysed_count_;
  auto state = std::make_shared<PolicyState>();
  state->root = root;
  state->epoch = epoch_;
  if (focus != nullptr) {
    put_focused(root, *focus, state->sources);
  } else {
    put_buffers(state->sources);
  }
  auto file = state->sources.read(root);
  if (!file) {
    state->diagnostics.report(DiagnosticKind::CannotRead, {},
                              fmt::format("`{}` cannot be read: {}", root.string(), why_unreadable(root)));
    state->stamps[root] = stamp_of(root);
    return state;
  }
  AnalysisOptions options{.parsed = focus != nullptr ? &parsed_near_ : &parsed_};
  if (precept::head_of(state->sources.file(*file).text).role == FileRole::Module || focus != nullptr)
    options.unused = UnusedReadings::Allow;
  state->analysis.emplace(analyze(*file, state->sources, options));
  add_lock(*state);
  if (focus != nullptr) return state;
  add_mistakes(*state, *file);
  add_stamps(*state);
  return state;
}

void Workspace::add_mistakes(PolicyState& state, FileId file) const {
  state.diagnostics.add(state.analysis->diagnostics());
  const model::Model* model = state.analysis->model();
  if (model == nullptr) return;
  const bool is_policy = precept::head_of(state.text(file)).role != FileRole::Module;
  if (is_policy && model->sections.empty()) {
    state.diagnostics
        .report(DiagnosticKind::NoPolicy, {file, 0, 0},
                fmt::format("`{}` has no clauses: nothing could be checked against it",
                            state.root.filename().string()))
        .with_help("a policy says what it is about, and then its clauses: `about Proposal p`");
  } else if (!model->source_lock.empty()) {
    if (auto lock = source_lock::read_lock(state.root, *model, state.diagnostics))
      source_lock::check_lock(*lock, *model, state.diagnostics);
  }
  if (hooks_.lint) hooks_.lint(*state.analysis, state.sources, state.diagnostics);
}

/// The lock is known, whether or not the policy is sound.
void Workspace::add_lock(PolicyState& state) const {
  const std::string name = lock_named_in(*state.analysis);
  if (name.empty()) return;
  const fs::path path = plain_path(state.root.parent_path() / name);
  state.stamps[path] = stamp_of(path);
  auto bytes = read_bytes(path);
  auto lock = bytes ? source_lock::parse_lock(*bytes) : std::unexpected(bytes.error());
  if (lock) state.lock = std::make_shared<source_lock::Lock>(std::move(*lock));
}

void Workspace::add_stamps(PolicyState& state) const {
  for (FileId file = 0; file < state.sources.size(); ++file) {
    const fs::path path = state.path_of(file);
    state.stamps[path] = stamp_of(path);
  }
}

// ---- the policies around -------------------------------------------------------------------------------

const std::set<fs::path>& Workspace::policies() {
  if (are_policies_known_) return policies_;
  are_policies_known_ = true;
  policies_.clear();
  for (const fs::path& folder : folders) find_policies(folder, true);
  for (const auto& [path, document] : documents.all()) {
    if (kind_of(path) == DocumentKind::Other || !path.is_absolute()) continue;
    find_policies(path.parent_path(), false);
    if (server::head_of(document).role == FileRole::Policy && kind_of(path) == DocumentKind::Policy)
      policies_.insert(path);
  }
  return policies_;
}

void Workspace::find_policies(const fs::path& folder, bool with_folders_below) {
  std::error_code error;
  auto entry = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, error);
  std::size_t looked_at = 0;
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (++looked_at > kMostEntries) return;
    std::error_code unheard;
    if (entry->is_directory(unheard)) {
      if (!with_folders_below || is_passed_over(entry->path())) entry.disable_recursion_pending();
    } else if (kind_of(entry->path()) == DocumentKind::Policy &&
               head_of_file(entry->path()).role == FileRole::Policy) {
      policies_.insert(plain_path(entry->path()));
    }
  }
}

std::vector<std::shared_ptr<const PolicyState>> Workspace::states_with(const fs::path& file) {
  std::vector<std::shared_ptr<const PolicyState>> result;
  const fs::path own = root_of(file);
  result.push_back(state(own));
  const std::set<fs::path> around = policies();
  for (const fs::path& policy : around) {
    if (policy == own) continue;
    auto other = state(policy);
    if (other->has(file)) result.push_back(std::move(other));
  }
  return result;
}

}  // namespace precept::server
