#include "tools/commands/one_document.h"

#include <unistd.h>

#include "render/json/mistakes.h"
#include "tools/commands/commands.h"
#include "tools/common/answers.h"
#include "tools/common/policies.h"
#include "tools/common/project.h"

namespace precept::tools {

bool OneDocument::load(const std::string& document, const std::vector<std::string>& policy_paths,
                       const std::vector<std::string>& readings, std::optional<Day> as_of,
                       std::optional<Language> language, const std::string& answers) {
  for (const std::string& path : policy_paths) {
    for (Program& program : load_policies(path, sources, diagnostics)) programs.push_back(std::move(program));
  }
  name = document_name(document);
  add_to(inputs, programs, sources);
  inputs.add(name.path);
  if (!answers.empty()) inputs.add(answers);
  if (diagnostics.has_errors()) return false;
  auto read = read_document(name, sources, diagnostics);
  if (read && !answers.empty()) read = add_answers(*read, answers, sources, diagnostics);
  if (!read) return false;
  file = *read;
  for (const Program& program : programs) policies.push_back(&program);
  options.as_of = as_of;
  Project asked{.readings = read_choices(readings, policies, diagnostics), .language = language};
  Project project = project_for(name.path, policy_paths, policies, asked, sources, diagnostics);
  options.limits.accepts = project.accepted();
  options.readings = std::move(project.readings);
  options.language = project.language.value_or(Language::En);
  return !diagnostics.has_errors();
}

void OneDocument::tell(const Diagnostics& mistakes, ColorWish color, Output& output) const {
  if (!mistakes.all().empty())
    output.write_mistakes(render(mistakes, sources, color_of(STDERR_FILENO, color)));
}

int OneDocument::fail(const Diagnostics& mistakes, bool is_json, ColorWish color, Output& output) const {
  if (is_json) {
    write_failure_json(mistakes, sources, name.name, output);
  } else {
    tell(mistakes, color, output);
  }
  return kNotChecked;
}

}  // namespace precept::tools
