// The files of a new project: what is checked, by what, and how pipelines do it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "runtime/program/program.h"
#include "tools/scaffold/new_folder.h"
#include "tools/scaffold/policy_copy.h"

namespace precept::tools {

/// With a policy to begin with, its test, and a document that is in accordance with it.
std::vector<NewFile> starter_project(const std::string& name);
/// With copies of policies, and for each kind of document that they are about a skeleton, which is to be
/// filled in.
std::vector<NewFile> project_with(const std::string& name, PolicyCopies copies,
                                  std::span<const Program* const> policies);

}  // namespace precept::tools
