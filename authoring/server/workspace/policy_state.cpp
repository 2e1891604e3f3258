#include "authoring/server/workspace/policy_state.h"

#include <algorithm>

#include "authoring/server/documents/uri.h"
#include "compiler/pipeline.h"
#include "engine/input/policies.h"

namespace precept::server {

const model::Model* PolicyState::model_or_last() const {
  if (analysis && analysis->model() != nullptr) return analysis->model();
  return last_sound ? last_sound->model_or_last() : nullptr;
}

const Program* PolicyState::program() const {
  if (!program_) {
    program_.emplace();
    Diagnostics unheard;
    const bool is_whole = analysis && analysis->model() != nullptr && !analysis->model()->sections.empty();
    auto bytes = is_whole ? compile(*analysis->model(), sources, unheard) : std::nullopt;
    if (bytes) *program_ = input::open_program(std::move(*bytes), root, unheard);
  }
  return *program_ ? &**program_ : nullptr;
}

std::optional<FileId> PolicyState::file_at(const std::filesystem::path& file) const {
  if (!analysis) return std::nullopt;
  for (const checking::PolicyFile& each : analysis->files().files) {
    if (each.path == file || path_of(each.source) == file) return each.source;
  }
  return std::nullopt;
}

std::filesystem::path PolicyState::path_of(FileId file) const {
  const std::filesystem::path name = sources.file(file).name;
  return name.is_absolute() || name == root ? name : plain_path(std::filesystem::absolute(name));
}

const TextLines& PolicyState::lines(FileId file) const {
  auto found = lines_.find(file);
  if (found == lines_.end()) found = lines_.emplace(file, TextLines(text(file))).first;
  return found->second;
}

const checking::PolicyFile* PolicyState::parsed(FileId file) const {
  if (!analysis) return nullptr;
  const auto& files = analysis->files().files;
  auto found = std::ranges::find(files, file, &checking::PolicyFile::source);
  return found == files.end() ? nullptr : &*found;
}

}  // namespace precept::server
