#include "runtime/read/yaml/syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "runtime/read/json_text.h"

namespace precept {

namespace {

struct Words {
  std::string_view theirs;  ///< what libfyaml's message begins with
  std::string_view message, help;
};

constexpr std::string_view kQuotes = "put the text in quotes";
constexpr std::string_view kLevel =
    "the fields of one object begin at the same column, and so do the elements of one list";
constexpr std::string_view kClosing = "is a closing bracket missing, or was the file cut off?";

/// The mistakes that people make. Those that are not here are told in libfyaml's words.
constexpr Words kWords[] = {
    {"invalid multiline plain key", "the line before has not ended where this name begins",
     "write `:` and a blank after each name, and begin the fields of one object at the same column"},
    {"invalid nested block mapping on the same line",
     "a colon with a blank behind it, in a text without quotes", kQuotes},
    {"could not find expected ':'", "a line that is no field", "a field is written `name: value`"},
    {"invalid value after mapping", "a line that is no field", "a field is written `name: value`"},
    {"did not find expected key", "this is no field, but stands where the object goes on", kLevel},
    {"invalid scalar at the end of block sequence", "this is no element, but stands where the list goes on",
     kLevel},
    {"invalid indentation in mapping", "this line is level with nothing that it could belong to", kLevel},
    {"wrong indendation in sequence", "this line is level with nothing that it could belong to", kLevel},
    {"block sequence on the same line as a mapping key", "a list begins on the line of its name",
     "begin it on the next line, or write it in brackets: [a, b]"},
    {"plain scalar cannot start with", "a text without quotes cannot begin with this character", kQuotes},
    {"did not find expected node content", "a text without quotes cannot begin with this character", kQuotes},
    {"invalid alias", "an alias without a name", "a text that begins with `*` stands in quotes"},
    {"invalid anchor", "an anchor without a name", "a text that begins with `&` stands in quotes"},
    {"double-quoted scalar without closing quote", "a text that is not closed",
     "is a quote missing at its end?"},
    {"single-quoted scalar without closing quote", "a text that is not closed",
     "is a quote missing at its end?"},
    {"wrongly indented double-quoted scalar", "a text that is not closed where the next line begins",
     "is a quote missing at its end?"},
    {"wrongly indented single-quoted scalar", "a text that is not closed where the next line begins",
     "is a quote missing at its end?"},
    {"invalid escape", "an escape that YAML does not have",
     "a backslash itself is written \\\\; in single quotes it needs no other"},
    {"invalid trailing content after single-quoted", "the text has ended before this",
     "within single quotes a quote is written twice: 'it''s'"},
    {"invalid trailing content after double-quoted", "the text has ended before this",
     "within double quotes a quote is written \\\""},
    {"flow sequence without a closing bracket", "the document ends where `,` or `]` is expected", kClosing},
    {"flow mapping without a closing brace", "the document ends where `,` or `}` is expected", kClosing},
    {"missing comma in flow", "something else where `,` or the closing bracket is expected",
     "is a comma or a closing bracket missing before it?"},
    {"wrongly indented flow", "a line that stands less deep than what its brackets belong to",
     "is a closing bracket missing before it?"},
    {"flow sequence with invalid extra closing", "a bracket that closes nothing", ""},
    {"flow mapping with invalid extra closing", "a bracket that closes nothing", ""},
    {"mismatched flow", "a closing bracket of another kind than the opening one", ""},
    {"undefined tag prefix", "a tag that nothing declares", "a text that begins with `!` stands in quotes"},
    {"invalid content after document end marker", "text behind the end of the document, which `...` is", ""},
    {"Unsupported directive", "a directive that is not known", "leave the line out"},
};

/// A tab in the indentation of a line that the fault reaches. libfyaml finds it late, or names something
/// else.
std::optional<std::size_t> tab_of_indentation(std::string_view text, std::size_t begin, std::size_t end) {
  begin = begin == 0 ? 0 : text.rfind('\n', begin - 1) + 1;
  while (begin <= end && begin < text.size()) {
    const std::size_t first = text.find_first_not_of(' ', begin);
    if (first != std::string_view::npos && text[first] == '\t') return first;
    const std::size_t line_end = text.find('\n', begin);
    if (line_end == std::string_view::npos) break;
    begin = line_end + 1;
  }
  return std::nullopt;
}

/// The part of [begin, end) that stands on its last line.
std::size_t begin_of_last_line(std::string_view text, std::size_t begin, std::size_t end) {
  const std::size_t line_break = text.substr(0, end).rfind('\n');
  if (line_break == std::string_view::npos || line_break < begin) return begin;
  return std::min(text.find_first_not_of(' ', line_break + 1), end);
}

std::size_t end_of_line(std::string_view text, std::size_t begin, std::size_t end) {
  return std::min({end, text.find_first_of("\r\n", begin), text.size()});
}

}  // namespace

void report_yaml_fault(const YamlFault& fault, std::string_view text, std::size_t opened,
                       Mistakes& mistakes) {
  std::size_t begin = std::min(fault.begin, text.size());
  std::size_t end = std::clamp(fault.end, begin, text.size());
  if (const auto tab = tab_of_indentation(text, begin, end)) {
    mistakes.report(DiagnosticKind::DocumentSyntax, *tab, *tab + 1, "a tab in the indentation of a line")
        .with_help("YAML indents with blanks only");
    return;
  }
  const auto words =
      std::ranges::find_if(kWords, [&](const Words& each) { return fault.message.starts_with(each.theirs); });
  const bool is_known = words != std::end(kWords);
  if (is_known && words->theirs.ends_with("without closing quote") && begin > 0) --begin;
  if (is_known && words->theirs == "invalid multiline plain key")
    begin = begin_of_last_line(text, begin, end);
  end = end_of_line(text, begin, std::max(end, begin + 1));
  Diagnostic& told = mistakes.report(
      DiagnosticKind::DocumentSyntax, begin, end,
      is_known ? std::string(words->message)
               : fmt::format("from here on the document is not well-formed YAML ({})", fault.message));
  if (is_known) told.help = words->help;
  const bool is_about_brackets = fault.message.find("flow") != std::string::npos;
  if (is_about_brackets && opened != std::string_view::npos)
    told.label(mistakes.span(opened, opened + 1), "opened here");
}

}  // namespace precept
