#include "compiler/official/official.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/line_ends.h"
#include "base/utf8.h"
#include "compiler/official/forms/forms.h"

namespace precept::official {
namespace {

/// The encoding that the first bytes of a text tell; empty where they tell none, or UTF-8.
std::string_view told_encoding(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return "UTF-16";
  return "";
}

/// What other forms of files begin with, and what to do with one; empty where none is known.
std::string_view other_form(std::string_view bytes) {
  using namespace std::string_view_literals;
  static constexpr std::pair<std::string_view, std::string_view> kForms[] = {
      {"%PDF"sv, "it is a PDF; save its text as plain text or `.docx`"},
      {"\xD0\xCF\x11\xE0"sv, "it is a file of an older word processor; save it as `.docx`"},
      {"{\\rtf"sv, "it is RTF; save it as `.docx`"},
      {"\xFD"
       "7zXZ"sv,
       "it is packed by xz; unpack it"},
      {"BZh"sv, "it is packed by bzip2; unpack it"},
      {"\x89PNG"sv, "it is a picture"},
      {"\xFF\xD8\xFF"sv, "it is a picture"}};
  const auto found =
      std::ranges::find_if(kForms, [&](const auto& form) { return bytes.starts_with(form.first); });
  return found == std::end(kForms) ? "" : found->second;
}

std::string lower_case(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// Reads one file.
class OfficialReader {
 public:
  OfficialReader(const std::filesystem::path& file, Sources& sources, Diagnostics& diagnostics)
      : file_(file), shown_(file.string()), sources_(sources), diagnostics_(diagnostics) {}

  std::optional<OfficialText> run(const Wanted& wanted) {
    auto bytes = read_bytes(file_, limits::kOfficialBytes);
    if (!bytes) return fail(DiagnosticKind::CannotRead, "`" + shown_ + "` cannot be read: " + bytes.error());
    text_.name = file_.filename();
    if (bytes->starts_with("\x1F\x8B")) {
      auto unpacked = unpack_gzip(*bytes, limits::kOfficialBytes);
      if (!unpacked) return refuse(unpacked.error());
      *bytes = std::move(*unpacked);
      if (text_.name.ends_with(".gz")) text_.name.resize(text_.name.size() - 3);
    }
    text_.digest = sha256_hex(*bytes);
    auto layout = read_form(*bytes);
    if (!layout) return std::nullopt;
    if (layout->blocks.empty()) return refuse("there are no words in it");
    auto reading = read_outline(std::move(*layout), wanted);
    if (!reading) return fail(DiagnosticKind::NoSuchPassage, reading.error() + " in `" + shown_ + "`");
    text_.reading = std::move(*reading);
    return with_paragraphs();
  }

 private:
  std::nullopt_t fail(DiagnosticKind kind, std::string message) {
    diagnostics_.report(kind, {}, std::move(message));
    return std::nullopt;
  }
  std::nullopt_t refuse(std::string_view why) {
    return fail(DiagnosticKind::OfficialTextUnreadable,
                fmt::format("`{}` cannot be read as an official text: {}", shown_, why));
  }

  std::optional<Layout> read_form(const std::string& bytes) {
    if (bytes.find_first_not_of(" \t\r\n") == std::string::npos) return refuse("it is empty");
    if (const std::string_view other = other_form(bytes); !other.empty()) return refuse(other);
    ReadLayout layout;
    if (bytes.starts_with("PK")) {
      layout = read_docx(bytes);
    } else {
      if (!is_utf8_text(bytes) || !has_line_ends(bytes)) return std::nullopt;
      const auto lines = static_cast<std::size_t>(std::ranges::count(bytes, '\n'));
      if (lines > limits::kOfficialLines)
        return refuse(fmt::format("it has more than {} lines", limits::kOfficialLines));
      text_.file = sources_.add(shown_, bytes);
      layout = read_text(bytes);
    }
    if (!layout) return refuse(layout.error());
    return std::move(*layout);
  }

  ReadLayout read_text(std::string_view bytes) const {
    constexpr std::size_t kHead = 1000;
    const std::string name = lower_case(text_.name), head = lower_case(std::string(bytes.substr(0, kHead)));
    const bool is_html =
        head.find("<!doctype html") != std::string::npos || head.find("<html") != std::string::npos;
    if (is_html || name.ends_with(".html") || name.ends_with(".htm") || name.ends_with(".xhtml"))
      return read_html(bytes);
    if (name.ends_with(".md") || name.ends_with(".markdown")) return read_markdown(bytes);
    return read_lines(bytes);
  }

  /// Reports bytes that are no text in UTF-8: the first that is wrong, with its line and column.
  bool is_utf8_text(const std::string& bytes) {
    const std::size_t invalid = find_invalid_utf8(bytes).value_or(bytes.size());
    const std::size_t wrong = std::min(invalid, bytes.find('\0'));
    if (wrong >= bytes.size()) return true;
    const auto at = static_cast<std::uint32_t>(wrong);
    const std::string_view encoding = told_encoding(bytes);
    diagnostics_
        .report(DiagnosticKind::InvalidUtf8, {sources_.add(shown_, bytes), at, at + 1},
                encoding.empty()
                    ? fmt::format("byte {} is 0x{:02X}, which no text in UTF-8 has here", at,
                                  static_cast<unsigned char>(bytes[at]))
                    : fmt::format("`{}` begins as a text in {}; it must be in UTF-8", shown_, encoding))
        .with_help("save the text as UTF-8");
    return false;
  }

  /// Whether every line ends as ours do: two paragraphs would be taken for one. The other signs are left,
  /// since converters put them at pages.
  bool has_line_ends(const std::string& bytes) {
    const auto found = find_lone_return(bytes);
    if (!found) return true;
    const Span place{sources_.add(shown_, bytes), static_cast<std::uint32_t>(found->begin),
                     static_cast<std::uint32_t>(found->end)};
    diagnostics_.report(DiagnosticKind::MisreadWhiteSpace, place, describe(*found))
        .with_help(std::string(help_for(*found)));
    return false;
  }

  std::optional<OfficialText> with_paragraphs() {
    for (const Entry& entry : text_.reading.entries) {
      const bool is_lead = entry.kind == EntryKind::Lead;
      if (is_lead || entry.kind == EntryKind::Paragraph)
        text_.paragraphs.push_back({entry.label.heading, entry.label.item, entry.text, is_lead});
    }
    const bool has_numbers = !text_.reading.outline.levels.empty() || text_.reading.outline.has_headings();
    if (has_numbers && !text_.paragraphs.empty()) return std::move(text_);
    diagnostics_
        .report(DiagnosticKind::NoOutline, {},
                fmt::format("`{}` has no labelled paragraph: no heading, and no number before one", shown_))
        .with_help("`--outline` says by which marks its paragraphs are told: `--outline \"Rule 1, (a)\"`");
    return std::nullopt;
  }

  const std::filesystem::path& file_;
  const std::string shown_;
  Sources& sources_;
  Diagnostics& diagnostics_;
  OfficialText text_;
};

}  // namespace

Span OfficialText::place(const Sources& sources, std::size_t line) const {
  if (file == kNoFile) return {};
  const SourceFile& source = sources.file(file);
  if (line == 0 || line > source.line_starts.size()) return {};
  const std::uint32_t begin = source.line_starts[line - 1];
  const std::size_t end = std::min(source.text.find('\n', begin), source.text.size());
  return {file, begin, static_cast<std::uint32_t>(end)};
}

std::optional<OfficialText> read_official(const std::filesystem::path& file, const Wanted& wanted,
                                          Sources& sources, Diagnostics& diagnostics) {
  return OfficialReader(file, sources, diagnostics).run(wanted);
}

std::optional<Outline> declared_outline(const std::string& words, Diagnostics& diagnostics) {
  auto outline = parse_outline(words);
  if (outline) return std::move(*outline);
  diagnostics
      .report(DiagnosticKind::BadOutline, {},
              fmt::format("the outline `{}` cannot be understood: {}", words, outline.error()))
      .with_help(
          "an outline names the first mark of each level, the outermost first: `Heading, 1., (a)` or "
          "`Article 1, (1)`; "
          "`heading`, `Heading`, `HEADING` and `#` are headings");
  return std::nullopt;
}

}  // namespace precept::official
