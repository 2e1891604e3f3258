#include <string>
#include <vector>

#include "base/version.h"
#include "render/json/mistakes.h"
#include "render/json/writer.h"
#include "render/mistakes/forms.h"

namespace precept::rendering {

namespace {

struct Text final : Sink {
  void write(std::string_view part) override { text += part; }
  void write_mistakes(std::string_view part) override { text += part; }
  std::string text;
};

/// One object in the end, whose two lists grow with each text.
class JsonMistakes : public MistakeWriter {
 public:
  explicit JsonMistakes(Sink& output) : output_(output) {}

  void add(const Diagnostics& diagnostics, const Sources& sources) override {
    for (const Diagnostic& diagnostic : diagnostics.all()) {
      Text one;
      JsonWriter json(one, JsonWriter::kAllOnOneLine);
      write_mistake_json(diagnostic, sources, json);
      (diagnostic.severity() == Severity::Error ? errors_ : warnings_).push_back(std::move(one.text));
    }
  }

  void end() override {
    JsonWriter json(output_);
    json.begin_object();
    json.key("engine").value(kEngine);
    write("errors", errors_, json);
    write("warnings", warnings_, json);
    json.end();
    json.line_break();
  }

 private:
  static void write(const char* key, const std::vector<std::string>& mistakes, JsonWriter& json) {
    json.key(key).begin_array();
    for (const std::string& mistake : mistakes) json.raw(mistake);
    json.end();
  }

  Sink& output_;
  std::vector<std::string> errors_, warnings_;
};

}  // namespace

std::unique_ptr<MistakeWriter> json_mistakes(Sink& output) {
  return std::make_unique<JsonMistakes>(output);
}

}  // namespace precept::rendering
