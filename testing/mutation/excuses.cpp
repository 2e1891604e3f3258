#include "testing/mutation/excuses.h"

#include "testing/mutation/policy_text.h"

namespace precept::testing {

namespace {

constexpr std::string_view kMark = "mutant ok";
constexpr std::string_view kBlank = " \t";

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
  return text.substr(0, text.find_last_not_of(kBlank) + 1);
}

}  // namespace

std::map<std::uint32_t, Excuse> excuses_in(FileId file, const Sources& sources, Diagnostics& diagnostics) {
  std::map<std::uint32_t, Excuse> result;
  std::vector<Excuse> waiting;
  std::uint32_t last_line = 0;
  for (const Token& token : tokens_of(sources.file(file).text)) {
    std::uint32_t line = sources.locate(file, token.begin).line;
    if (token.form != TokenForm::Comment) {
      for (Excuse& excuse : waiting) result[line] = std::move(excuse);
      waiting.clear();
      last_line = sources.locate(file, token.end).line;
      continue;
    }
    std::string_view words = trimmed(token.text.substr(2));
    if (!words.starts_with(kMark)) continue;
    words.remove_prefix(kMark.size());
    Span place{file, token.begin, token.end};
    std::string_view reason = words.starts_with(':') ? trimmed(words.substr(1)) : "";
    if (reason.empty()) {
      diagnostics.report(DiagnosticKind::UselessMutantOk, place, "this `mutant ok` gives no reason")
          .with_help("write `-- mutant ok: ` and why no document tells the change apart");
      continue;
    }
    Excuse excuse{std::string(reason), place};
    if (line == last_line) {
      result[line] = std::move(excuse);
    } else {
      waiting.push_back(std::move(excuse));
    }
  }
  return result;
}

}  // namespace precept::testing
