#include "tools/commands/explain_code.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <optional>

#include "authoring/catalogue/catalogue.h"
#include "base/diagnostic.h"
#include "base/suggest.h"
#include "render/layout.h"
#include "tools/commands/commands.h"
#include "tools/common/embedded.h"

namespace precept::tools {

namespace {

std::optional<catalogue::Section> section(const std::string& code) {
  for (const EmbeddedFiles* pages : {&diagnostics_pages(), &lint_pages()}) {
    for (const auto& [file, page] : *pages) {
      if (auto found = catalogue::section_of(page, code)) return found;
    }
  }
  return std::nullopt;
}

/// The likely slip is the letter, as in W1012 for E1012; a code with other figures means something else.
std::string codes_alike(const std::string& code) {
  std::string alike;
  for (std::size_t kind = 0; kind < diagnostic_kind_count(); ++kind) {
    const std::string_view other = info(static_cast<DiagnosticKind>(kind)).code;
    if (other.substr(1) == std::string_view(code).substr(1))
      alike = fmt::format("; did you mean `{}`?", other);
  }
  return alike;
}

}  // namespace

bool is_code_to_explain(const std::string& word) {
  const bool has_form =
      word.size() == 5 && std::isalpha(static_cast<unsigned char>(word[0])) != 0 &&
      std::ranges::all_of(word.substr(1), [](unsigned char c) { return std::isdigit(c) != 0; });
  std::error_code error;
  return has_form && !std::filesystem::exists(word, error);
}

int explain_code(const std::string& code, Output& output) {
  const auto found = section(code);
  if (!found)
    throw UsageError(fmt::format("explain: there is no code `{}`{}", terminal_text(code), codes_alike(code)));
  output.write(fmt::format("{}: {}\n\n{}", found->code, found->title, catalogue::section_text(*found)));
  return kCompliant;
}

}  // namespace precept::tools
