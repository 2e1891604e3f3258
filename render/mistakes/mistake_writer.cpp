#include "render/mistakes/mistake_writer.h"

#include <utility>

#include "render/layout.h"
#include "render/mistakes/forms.h"

namespace precept::rendering {

namespace {

class TextMistakes : public MistakeWriter {
 public:
  TextMistakes(Sink& output, Color color) : output_(output), color_(color) {}

  void add(const Diagnostics& diagnostics, const Sources& sources) override {
    if (diagnostics.all().empty()) return;
    if (is_begun_) output_.write_mistakes("\n");
    is_begun_ = true;
    output_.write_mistakes(diagnostics_text(diagnostics, sources, color_));
  }
  void end() override {}

 private:
  Sink& output_;
  Color color_;
  bool is_begun_ = false;
};

}  // namespace

std::string mistake_on_one_line(const Diagnostic& diagnostic) {
  std::string text = diagnostic.message;
  for (const std::string& note : diagnostic.notes) text += "; " + note;
  if (!diagnostic.help.empty()) text += "; " + diagnostic.help;
  return terminal_text(text);
}

std::unique_ptr<MistakeWriter> mistake_writer(MistakeFormat format, Sink& output, std::string root,
                                              Color color) {
  switch (format) {
    case MistakeFormat::Text:
      break;
    case MistakeFormat::Json:
      return json_mistakes(output);
    case MistakeFormat::Sarif:
      return sarif_mistakes(output, std::move(root));
    case MistakeFormat::Github:
      return github_mistakes(output, std::move(root));
  }
  return std::make_unique<TextMistakes>(output, color);
}

void write_mistakes(const Diagnostics& diagnostics, const Sources& sources, MistakeFormat format,
                    Sink& output, std::string root, Color color) {
  const auto writer = mistake_writer(format, output, std::move(root), color);
  writer->add(diagnostics, sources);
  writer->end();
}

}  // namespace precept::rendering
