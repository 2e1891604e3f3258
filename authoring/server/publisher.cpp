#include "authoring/server/publisher.h"

#include <algorithm>
#include <set>

#include "authoring/server/common/diagnostics_json.h"
#include "authoring/server/knowledge/tests_of_policy.h"
#include "authoring/server/records/record_findings.h"

namespace precept::server {

namespace fs = std::filesystem;

bool Publisher::is_fresh(const Context& context, const FoundByFile& found) {
  const Workspace& workspace = context.workspace;
  return found.epoch == workspace.epoch() && std::ranges::all_of(found.stamps, [&](const auto& entry) {
           return workspace.stamp_of(entry.first) == entry.second;
         });
}

/// What is to be looked at, the buffer that was changed last first. Not complete where a policy that may use
/// a module was never analysed.
std::vector<fs::path> Publisher::owners(const Context& context, bool& is_complete) {
  Workspace& workspace = context.workspace;
  std::vector<const Document*> buffers;
  for (const auto& [path, document] : workspace.documents.all()) buffers.push_back(&document);
  std::ranges::sort(buffers, std::greater(), &Document::revision);
  std::vector<fs::path> result;
  for (const Document* buffer : buffers) {
    if (kind_of(buffer->path) != DocumentKind::Policy) {
      result.push_back(buffer->path);
    } else if (head_of(*buffer).role != FileRole::Module) {
      result.push_back(workspace.root_of(buffer->path));
    } else {
      const std::size_t before = result.size();
      for (const fs::path& policy : workspace.policies()) {
        const auto state = workspace.known_state(policy);
        if (!state) is_complete = false;
        if (state && state->has(buffer->path)) result.push_back(policy);
      }
      if (result.size() == before) result.push_back(buffer->path);
    }
  }
  return result;
}

FoundByFile Publisher::find(const Context& context, const fs::path& owner) {
  Workspace& workspace = context.workspace;
  if (const Document* buffer = workspace.documents.at(owner); buffer != nullptr) {
    if (kind_of(owner) == DocumentKind::Tests) return find_in_tests(context, *buffer);
    if (kind_of(owner) == DocumentKind::Record) return find_in_record(context, *buffer);
    if (kind_of(owner) == DocumentKind::Other)
      return {.mistakes = {}, .stamps = {}, .epoch = workspace.epoch()};
  }
  const auto state = workspace.state(owner);
  return {diagnostics_by_file(context, *state), state->stamps, state->epoch};
}

bool Publisher::work(const Context& context, std::vector<Json>& messages) {
  bool is_complete = true;
  const std::vector<fs::path> wanted = owners(context, is_complete);
  for (const fs::path& owner : wanted) {
    auto known = found_.find(owner);
    if (known != found_.end() && is_fresh(context, known->second)) continue;
    FoundByFile& found = found_[owner] = find(context, owner);
    std::set<fs::path> files;
    for (const auto& [file, mistakes] : found.mistakes) files.insert(file);
    for (const auto& [file, stamp] : found.stamps) files.insert(file);
    for (const fs::path& file : files) publish(context, file, messages);
    return true;
  }
  if (!is_complete) {
    for (const fs::path& policy : context.workspace.policies()) {
      if (context.workspace.known_state(policy)) continue;
      context.workspace.state(policy);
      return true;
    }
  }
  std::erase_if(found_,
                [&](const auto& entry) { return std::ranges::find(wanted, entry.first) == wanted.end(); });
  publish_all(context, messages);
  return false;
}

void Publisher::publish_all(const Context& context, std::vector<Json>& messages) {
  std::set<fs::path> files;
  for (const auto& [file, told] : told_) files.insert(file);
  for (const auto& [owner, found] : found_)
    for (const auto& [file, mistakes] : found.mistakes) files.insert(file);
  for (const fs::path& file : files) publish(context, file, messages);
}

void Publisher::publish(const Context& context, const fs::path& file, std::vector<Json>& messages) {
  Json mistakes = Json::array();
  for (const auto& [owner, found] : found_) {
    auto of_file = found.mistakes.find(file);
    if (of_file == found.mistakes.end() || !is_fresh(context, found)) continue;
    for (const Json& each : of_file->second) {
      if (std::ranges::find(mistakes, each) == mistakes.end()) mistakes.push_back(each);
    }
  }
  const Document* buffer = context.workspace.documents.at(file);
  const Json version = buffer != nullptr ? Json(buffer->version) : Json(nullptr);
  auto told = told_.find(file);
  const bool is_told =
      told != told_.end() && told->second.mistakes == mistakes && told->second.version == version;
  // Of a file that nobody looks at, nothing is to be said before something is wrong with it.
  const bool is_silent = told == told_.end() && mistakes.empty() && buffer == nullptr;
  if (is_told || is_silent) return;
  Json params = {{"uri", uri_of(context.workspace, file)}, {"diagnostics", mistakes}};
  if (buffer != nullptr) params["version"] = version;
  messages.push_back(notification("textDocument/publishDiagnostics", std::move(params)));
  if (mistakes.empty() && buffer == nullptr) {
    told_.erase(file);
  } else {
    told_[file] = {std::move(mistakes), version};
  }
}

}  // namespace precept::server
