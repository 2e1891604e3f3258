#include "tools/commands/one_document.h"

#include <unistd.h>

#include "tools/answers.h"
#include "tools/policies.h"
#include "tools/project.h"

namespace precept::tools {

bool OneDocument::load(const std::string& document, const std::vector<std::string>& policy_paths,
                       const std::vector<std::string>& readings, std::optional<Day> as_of,
                       std::optional<Language> language, const std::string& answers) {
  for (const std::string& path : policy_paths) {
    for (Program& program : load_policies(path, sources, diagnostics)) programs.push_back(std::move(program));
  }
  name = document_name(document);
  if (diagnostics.has_errors()) return false;
  auto read = read_document(name, sources, diagnostics);
  if (read && !answers.empty()) read = add_answers(*read, answers, sources, diagnostics);
  if (!read) return false;
  file = *read;
  for (const Program& program : programs) policies.push_back(&program);
  options.as_of = as_of;
  Project asked{.readings = read_choices(readings, policies, diagnostics), .language = language};
  Project project = project_for(name.path, policy_paths, policies, asked, sources, diagnostics);
  options.readings = std::move(project.readings);
  options.language = project.language.value_or(Language::En);
  return !diagnostics.has_errors();
}

void OneDocument::tell(const Diagnostics& mistakes, ColorWish color, Output& output) const {
  if (!mistakes.all().empty()) write_error(output, render(mistakes, sources, color_of(STDERR_FILENO, color)));
}

}  // namespace precept::tools
