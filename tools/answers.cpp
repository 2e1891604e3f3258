#include "tools/answers.h"

#include <fmt/format.h>

#include "runtime/repair/answers.h"

namespace precept::tools {

std::optional<FileId> add_answers(FileId document, const std::string& path, Sources& sources,
                                  Diagnostics& diagnostics) {
  auto file = sources.read(path);
  if (!file) {
    diagnostics.report(DiagnosticKind::DocumentUnreadable, {}, fmt::format("`{}` cannot be read", path))
        .with_help("`precept ask` writes answers into a file beside the document");
    return std::nullopt;
  }
  auto answers = read_answers(*file, sources, diagnostics);
  if (!answers) return std::nullopt;
  auto text = with_answers(document, *answers, *file, sources, diagnostics);
  if (!text) return std::nullopt;
  return sources.add(sources.file(document).name, std::move(*text));
}

void name_answers(const std::string& path, DocumentReport& report) {
  report.chosen_because += fmt::format("; with the answers in {}", path);
}

}  // namespace precept::tools
