#include "tools/commands/one_document.h"

#include <unistd.h>

#include "tools/commands/commands.h"
#include "tools/common/clock.h"

namespace precept::tools {

bool OneDocument::open() {
  input::DocumentName name = input::document_name(arguments_.document);
  Diagnostics mistakes;
  // As a check of it alone: what its project file says of a run holds as well.
  engine_.open_project(input::find_project(name.path.parent_path(), arguments_.policies, mistakes), false);
  for (const std::string& path : arguments_.policies) engine_.load(path);
  EngineSettings settings = arguments_.settings;
  settings.today = day_of_clock();
  if (!engine_.has_errors()) engine_.set(settings);
  name.lists = input::document_lists(arguments_.lists, mistakes);
  engine_.add(mistakes);
  document_ = engine_.open(name);
  if (document_->is_open() && !arguments_.answers.empty()) document_->add_answers(arguments_.answers);
  inputs_.add(engine_.files());
  inputs_.add(document_->files());
  return document_->is_open();
}

void OneDocument::write_diagnostics(const Diagnostics& mistakes) const {
  if (!mistakes.all().empty())
    output_.write_mistakes(document_->in_words(mistakes, color_of(STDERR_FILENO, arguments_.color)));
}

int OneDocument::end_with_diagnostics(const Diagnostics& mistakes) const {
  if (arguments_.is_json) {
    document_->write_failure_json(mistakes, output_);
  } else {
    write_diagnostics(mistakes);
  }
  return kNotChecked;
}

int OneDocument::end_with_diagnostics() const {
  return end_with_diagnostics(document_->diagnostics());
}

}  // namespace precept::tools
