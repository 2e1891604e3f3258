#include "authoring/server/records/record_policies.h"

#include <algorithm>
#include <set>

#include "authoring/server/documents/uri.h"
#include "authoring/server/records/record_place.h"
#include "compiler/policy_files.h"
#include "engine/project/patterns.h"

namespace precept::server {

namespace fs = std::filesystem;

namespace {

struct KnownPolicies {
  std::map<std::pair<fs::path, std::string>, std::shared_ptr<const PoliciesForRecord>> known;
};

bool is_still(const Workspace& workspace, const PoliciesForRecord& policies) {
  return policies.epoch == workspace.epoch() && std::ranges::all_of(policies.stamps, [&](const auto& entry) {
           return workspace.stamp_of(entry.first) == entry.second;
         });
}

/// The policies that the project file names, and the kind that it gives the document.
std::vector<fs::path> from_project(const fs::path& record, PoliciesForRecord& to) {
  std::vector<fs::path> result;
  Diagnostics unheard;
  const auto file = input::find_project(record.parent_path(), {}, unheard);
  if (!file) return result;
  to.stamps[plain_path(*file)] = {};
  Sources sources;
  const input::Project project = input::read_project(*file, sources, unheard);
  to.kind_of_project = input::kind_said(project, record).value;
  for (const auto& policy : project.policies) {
    for (const fs::path& each : policy_files_at(policy.value, unheard)) result.push_back(plain_path(each));
  }
  return result;
}

std::vector<fs::path> from_folders(const Workspace& workspace, const fs::path& record) {
  constexpr int kFoldersAbove = 2;
  fs::path folder = record.parent_path();
  for (int i = 0; i <= kFoldersAbove; ++i) {
    std::vector<fs::path> result;
    for (const HeadedFile& each : workspace.headed_files(folder))
      if (each.head.role == FileRole::Policy) result.push_back(plain_path(each.file));
    if (!result.empty() || folder == folder.parent_path()) return result;
    folder = folder.parent_path();
  }
  return {};
}

bool is_about(const PolicyState& policy, std::string_view kind) {
  const model::Model* model = policy.analysis ? policy.analysis->model() : nullptr;
  return model != nullptr && std::ranges::any_of(model->sections, [&](const model::Section& section) {
           return model->records[section.record].name == kind;
         });
}

/// Loads what compiles: a policy with mistakes is told of in its own file.
void load(const Context& context, const fs::path& policy, PoliciesForRecord& to) {
  Workspace& workspace = context.workspace;
  const auto state = workspace.state(policy);
  for (const auto& [file, stamp] : state->stamps) to.stamps[file] = stamp;
  const bool is_sound =
      state->analysis && state->analysis->model() != nullptr && !state->diagnostics.has_errors();
  if (!is_sound || state->analysis->model()->sections.empty()) return;
  const Document* buffer = workspace.documents.at(policy);
  if (buffer != nullptr) {
    to.engine.load_text(policy.string(), buffer->text);
  } else {
    to.engine.load(policy.string());
  }
}

}  // namespace

const RecordKind* PoliciesForRecord::kind(std::string_view name) const {
  auto found = std::ranges::find(kinds, name, &RecordKind::name);
  return found == kinds.end() ? nullptr : &*found;
}

std::vector<RecordField> RecordKind::fields_at(const std::vector<std::string>& path) const {
  std::uint32_t object = program->units[unit].root;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const auto fields = Program::in(program->fields, program->objects[object].fields);
    auto found = std::ranges::find_if(
        fields, [&](const program::Field& each) { return program->text(each.name) == path[i]; });
    if (found == fields.end() || found->object == kAbsent) return {};
    if (found->form == program::Form::List) {
      if (i + 1 == path.size() || path[++i] != "*") return {};
    }
    object = found->object;
  }
  std::vector<RecordField> result;
  const std::string base = pointer_of(path);
  for (const program::Field& field : Program::in(program->fields, program->objects[object].fields)) {
    RecordField& to = result.emplace_back(RecordField{.name = std::string(program->text(field.name)),
                                                      .type = {},
                                                      .left_out = {},
                                                      .violated_by = {},
                                                      .field = &field});
    auto known = fields.find(base + "/" + to.name);
    if (known == fields.end()) continue;
    to.type = known->second.type;
    to.left_out = known->second.left_out;
    for (const AbsenceEffect& effect : known->second.decides)
      if (effect.outcome == Outcome::Violated) to.violated_by.push_back(effect.clause);
  }
  return result;
}

std::optional<RecordField> RecordKind::field_at(std::vector<std::string> path) const {
  while (!path.empty() && path.back() == "*") path.pop_back();
  if (path.empty()) return std::nullopt;
  const std::string name = path.back();
  path.pop_back();
  for (RecordField& each : fields_at(path))
    if (each.name == name) return std::move(each);
  return std::nullopt;
}

std::shared_ptr<const PoliciesForRecord> policies_for(const Context& context, const fs::path& record,
                                                      std::string_view text) {
  Workspace& workspace = context.workspace;
  const std::string kind = kind_in_text(text);
  auto& known = workspace.kept<KnownPolicies>().known[{record, kind}];
  if (known && is_still(workspace, *known)) return known;
  auto policies = std::make_shared<PoliciesForRecord>();
  policies->epoch = workspace.epoch();
  std::vector<fs::path> paths = from_project(record, *policies);
  for (auto& [file, stamp] : policies->stamps) stamp = workspace.stamp_of(file);
  if (paths.empty()) paths = from_folders(workspace, record);
  if (paths.empty()) {
    const std::set<fs::path> around = workspace.policies();
    for (const fs::path& each : around)
      if (is_about(*workspace.state(each), kind)) paths.push_back(each);
  }
  for (const fs::path& each : paths) load(context, each, *policies);
  for (const Program* program : policies->engine.policies()) {
    for (std::uint32_t unit = 0; unit < program->units.size(); ++unit) {
      RecordKind& to = policies->kinds.emplace_back();
      to.program = program;
      to.unit = unit;
      to.name = program->text(program->units[unit].kind);
      for (FieldAbsence& each : absences(*program, unit)) {
        const std::string pointer = each.pointer;
        to.fields.emplace(pointer, std::move(each));
      }
    }
  }
  known = policies;
  return known;
}

}  // namespace precept::server
