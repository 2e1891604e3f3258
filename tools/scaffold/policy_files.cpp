#include "tools/scaffold/policy_files.h"

#include "tools/scaffold/filled.h"

namespace precept::tools {

std::vector<NewFile> starter_policy(const std::string& name) {
  const std::string file = drafts::file_name_of(name);
  return {{file + ".precept", filled("house.precept", {{"policy", name}})},
          {file + "_test.precept", filled("house_test.precept", {{"policy", name}})}};
}

std::vector<NewFile> policy_for_text(const std::string& name, drafts::FirstPolicy made,
                                     const std::string& text) {
  const std::string file = drafts::file_name_of(name);
  return {{file + ".precept", std::move(made.policy)},
          {file + ".lock", std::move(made.lock)},
          {file + "_test.precept", std::move(made.tests)},
          {"README.md", filled("policy-README.md", {{"policy", name}, {"file", file}, {"text", text}})}};
}

}  // namespace precept::tools
