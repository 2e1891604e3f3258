#include "compiler/pipeline.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/check/check.h"
#include "compiler/source_lock/lock.h"
#include "compiler/translation/translations.h"

namespace precept {

namespace {

namespace fs = std::filesystem;

/// Whether the first word of a text, comments aside, is `policy`.
bool begins_with_policy(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF", kPolicy = "policy", kBlank = " \t\r\n";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
    if (!text.starts_with("--")) break;
    text.remove_prefix(std::min(text.find('\n'), text.size()));
  }
  if (!text.starts_with(kPolicy) || text.size() == kPolicy.size()) return false;
  return kBlank.find(text[kPolicy.size()]) != std::string_view::npos;
}

bool is_aside(const fs::path& folder) {
  return folder.filename() == "tests" || folder.filename().string().starts_with('.');
}

/// The policies in a folder and the folders in it, in the order of their names.
std::vector<fs::path> policies_in(const fs::path& folder) {
  std::vector<fs::path> result;
  std::error_code error;
  fs::recursive_directory_iterator entries(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && entries != fs::recursive_directory_iterator(); entries.increment(error)) {
    std::error_code ignored;
    if (entries->is_directory(ignored) && is_aside(entries->path())) entries.disable_recursion_pending();
    if (entries->path().extension() != ".precept" || !entries->is_regular_file(ignored)) continue;
    Sources sources;
    auto file = sources.read(entries->path());
    if (file && begins_with_policy(sources.file(*file).text)) result.push_back(entries->path());
  }
  std::ranges::sort(result);
  return result;
}

}  // namespace

std::unique_ptr<model::Model> read_policy(const fs::path& file, Sources& sources, Diagnostics& diagnostics,
                                          SourceLock lock, UnusedReadings unused) {
  auto source = sources.read(file);
  if (!source) {
    diagnostics.report(DiagnosticKind::CannotRead, {}, fmt::format("`{}` cannot be read", file.string()));
    return nullptr;
  }
  auto model = check(*source, sources, diagnostics, unused);
  if (model && model->sections.empty()) {
    diagnostics
        .report(DiagnosticKind::NoPolicy, {*source, 0, 0},
                fmt::format("`{}` has no clauses: nothing could be checked against it", file.string()))
        .with_help("a policy says what it is about, and then its clauses: `about Proposal p`");
    return nullptr;
  }
  if (!model) return nullptr;
  std::size_t before = diagnostics.error_count();
  translation::read_translations(*model, sources, diagnostics);
  if (diagnostics.error_count() > before) return nullptr;
  if (model->source_lock.empty() || lock == SourceLock::Ignore) return model;
  if (auto found = source_lock::read_lock(file, *model, diagnostics)) {
    source_lock::check_lock(*found, *model, diagnostics);
  }
  return diagnostics.error_count() > before ? nullptr : std::move(model);
}

std::vector<fs::path> find_policies(const fs::path& path, Diagnostics& diagnostics) {
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    if (fs::exists(path, error)) return {path};
    diagnostics.report(DiagnosticKind::CannotRead, {}, fmt::format("there is no `{}`", path.string()));
    return {};
  }
  std::vector<fs::path> result = policies_in(path);
  if (result.empty()) {
    diagnostics
        .report(DiagnosticKind::NoPolicy, {}, fmt::format("no policy lies in the folder `{}`", path.string()))
        .with_help("a policy is a file `….precept` that begins with `policy`");
  }
  return result;
}

}  // namespace precept
