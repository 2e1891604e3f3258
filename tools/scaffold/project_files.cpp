#include "tools/scaffold/project_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

#include "compiler/policy_files.h"
#include "tools/scaffold/filled.h"
#include "tools/scaffold/policy_files.h"
#include "tools/schema/shape.h"
#include "tools/schema/skeleton.h"

namespace precept::tools {

namespace {

std::string quoted(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += text.empty() ? "\"" : ", \"";
    for (const char c : word) text += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
    text += '"';
  }
  return text;
}

/// What every project has.
void add_common(std::vector<NewFile>& files, const std::string& name, const std::string& policies,
                const std::string& state) {
  files.push_back({"precept.toml", filled("precept.toml", {{"policies", policies}})});
  files.push_back({"README.md", filled("README.md", {{"name", name}, {"state", state}})});
  files.push_back({".gitignore", filled("gitignore")});
  files.push_back({".pre-commit-config.yaml", filled("pre-commit-config.yaml")});
  const bool has_tests = std::ranges::any_of(
      files, [](const NewFile& file) { return file.path.native().ends_with(kTestsEnding); });
  const char* tests = has_tests ? "      - name: Test the policies\n        run: precept test\n" : "";
  files.push_back({".github/workflows/precept.yml", filled("github-workflow.yml", {{"tests", tests}})});
  files.push_back({".gitlab-ci.yml", filled("precept.gitlab-ci.yml")});
}

std::string lower(std::string word) {
  std::ranges::transform(word, word.begin(), [](unsigned char c) { return std::tolower(c); });
  return word;
}

/// Of the versions of each kind the one that came into force last; the kinds in the order of their names.
std::map<std::string, KindShape> newest_kinds(std::span<const Program* const> policies) {
  std::map<std::string, KindShape> newest;
  for (const KindShape& kind : kinds_of(policies)) {
    const auto [known, is_new] = newest.emplace(kind.name(), kind);
    if (!is_new && kind.program->head().from > known->second.program->head().from) known->second = kind;
  }
  return newest;
}

/// A mapping of a list, in comments: nothing of it counts until somebody takes away the signs.
NewFile mapping_example(const KindShape& kind, const FieldShape& list) {
  std::string columns, values;
  for (const FieldShape& field : list.fields) {
    columns += fmt::format("# {} = \"?\"\n", field.name);
    const bool is_enum = field.form() == program::Form::Enum || field.form() == program::Form::Set;
    if (!is_enum || !values.empty()) continue;
    values = fmt::format("#\n# [{}.values.{}]\n", list.name, field.name);
    for (const KnownWord& word : members_of(*kind.program, field.field->id))
      values += fmt::format("# \"{}\" = \"{}\"\n", word.label.empty() ? word.word : word.label, word.word);
  }
  const std::string text = filled(
      "mapping.toml",
      {{"list", list.name}, {"document", lower(kind.name())}, {"columns", columns}, {"values", values}});
  return {fmt::format("lists/{}.map.toml", list.name), text};
}

bool is_list_of_records(const FieldShape& field) {
  return field.is_list() && field.form() == program::Form::Object;
}

}  // namespace

std::vector<NewFile> starter_project(const std::string& name) {
  std::vector<NewFile> files;
  for (NewFile& file : starter_policy("house")) {
    file.path = "policies" / file.path;
    files.push_back(std::move(file));
  }
  files.push_back({"documents/choir.yaml", filled("choir.yaml")});
  files.push_back({"lists/guests.map.toml", filled("guests.map.toml")});
  add_common(files, name, "\"policies\"", "The policy and the document are there to begin with.");
  return files;
}

std::vector<NewFile> project_with(const std::string& name, PolicyCopies copies,
                                  std::span<const Program* const> policies) {
  std::vector<NewFile> files = std::move(copies.files);
  // The list with the most fields is the one that most likely is in a file of its own. A folder that is empty
  // is not kept by git.
  NewFile mapping{"lists/.gitkeep", ""};
  std::size_t most_fields = 0;
  for (const auto& [kind, shape] : newest_kinds(policies)) {
    files.push_back({fmt::format("documents/{}.yaml", lower(kind)), skeleton_yaml(shape)});
    for (const FieldShape& field : shape_of(*shape.program, shape.unit)) {
      if (!is_list_of_records(field) || field.fields.size() <= most_fields) continue;
      most_fields = field.fields.size();
      mapping = mapping_example(shape, field);
    }
  }
  files.push_back(std::move(mapping));
  add_common(files, name, quoted(copies.paths),
             "The documents are skeletons: they are to be filled in, or taken away. Until then they are not "
             "checked, and `precept check` says so with exit code 2.");
  return files;
}

}  // namespace precept::tools
