#include "render/tee.h"

#include <utility>

namespace precept::rendering {

namespace {

class Tee : public ReportWriter {
 public:
  explicit Tee(std::vector<std::unique_ptr<ReportWriter>> writers) : writers_(std::move(writers)) {}

  void mistakes(const Diagnostics& diagnostics, const Sources& sources) override {
    for (const auto& writer : writers_) writer->mistakes(diagnostics, sources);
  }
  void passed_over(const std::vector<PassedOverFile>& files, const Catalogue& words) override {
    for (const auto& writer : writers_) writer->passed_over(files, words);
  }
  void document(const DocumentReport& report, const Sources& sources) override {
    for (const auto& writer : writers_) writer->document(report, sources);
  }
  void compare(const DocumentReport& report, const std::vector<Alternative>& others,
               const Sources& sources) override {
    for (const auto& writer : writers_) writer->compare(report, others, sources);
  }
  void run_end(const RunEnd& end, const Sources& sources) override {
    for (const auto& writer : writers_) writer->run_end(end, sources);
  }
  void end() override {
    for (const auto& writer : writers_) writer->end();
  }

 private:
  std::vector<std::unique_ptr<ReportWriter>> writers_;
};

}  // namespace

std::unique_ptr<ReportWriter> tee(std::vector<std::unique_ptr<ReportWriter>> writers) {
  return std::make_unique<Tee>(std::move(writers));
}

}  // namespace precept::rendering
