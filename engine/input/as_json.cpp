#include "engine/input/as_json.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "engine/input/endings.h"
#include "runtime/read/document_types.h"
#include "runtime/read/json/json.h"
#include "runtime/read/json/ndjson.h"
#include "runtime/read/mistakes.h"
#include "runtime/read/yaml/yaml.h"

namespace precept::input {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// Whether the document is YAML: its name says so; or the name says nothing, as that of a pipe, and it begins
/// as no JSON does.
bool is_yaml(const DocumentName& document, std::string_view text) {
  const std::string ending = lower_ending(document.path);
  if (is_yaml_ending(ending)) return true;
  if (ending == ".json") return false;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (text.starts_with("---") || text.starts_with("%YAML") || text.starts_with("# ")) return true;
  const std::size_t word = std::ranges::find_if_not(text, is_letter) - text.begin();
  return word > 0 && text.substr(word).starts_with(':');
}

// ---- the kind that is said beside the document

/// Whether the only mistake is that the document does not say its kind.
bool says_no_kind(const Diagnostics& found) {
  return found.all().size() == 1 && found.all()[0].kind == DiagnosticKind::DocumentKind;
}

/// The text of an object that begins at `begin`, with that kind as its first member.
std::string with_kind(std::string_view text, std::size_t begin, std::string_view kind) {
  const std::size_t next = text.find_first_not_of(" \t\r\n", begin + 1);
  const bool is_empty = next != std::string_view::npos && text[next] == '}';
  // What is put in must not begin as what follows does, or it could not be told where it was put in.
  const bool is_name_next = text.substr(begin + 1).starts_with('"');
  return fmt::format("{}{}\"kind\":\"{}\"{}{}", text.substr(0, begin + 1), is_name_next ? " " : "", kind,
                     is_empty ? "" : ",", text.substr(begin + 1));
}

/// The document says another kind than is said beside it.
void report_other_kind(Span place, std::string_view own, const DocumentContext& context,
                       const Sources& sources, Diagnostics& diagnostics) {
  if (context.kind_said.has_place()) {
    diagnostics
        .report(DiagnosticKind::OtherKind, place,
                fmt::format("`{}` is a `{}`; the project file says that it is a `{}`",
                            sources.file(place.file).name, text_for_message(own), context.kind))
        .with_help("put the document where its kind is expected, or mend the pattern that it fits")
        .label(context.kind_said, "the kind that it is to be of");
    return;
  }
  diagnostics
      .report(DiagnosticKind::BadOption, place,
              fmt::format("the document is of kind `{}`, and `--as` says {}", text_for_message(own),
                          with_article(context.kind)))
      .with_help("leave `--as` out: the document says what it is");
}

/// The document, which is JSON, as one of that kind. One that cannot be read is as it was: reading it will
/// report that.
std::optional<FileId> as_kind(FileId file, const DocumentContext& context, Sources& sources,
                              Diagnostics& diagnostics) {
  const std::string_view kind = context.kind;
  Diagnostics found;
  const DocumentReader& reader = json_reader();
  const auto head = reader.peek(file, sources, found);
  const auto begin = reader.begin_of(file, sources);
  if (head && head->kind != kind) {
    report_other_kind(reader.locate(file, sources, *begin, "/kind"), head->kind, context, sources,
                      diagnostics);
    return std::nullopt;
  }
  if (head || !begin || !says_no_kind(found)) return file;
  const SourceFile& plain = sources.file(file);
  const auto end = static_cast<std::uint32_t>(plain.text.size());
  std::string json = with_kind(plain.text, *begin, kind);
  std::vector<Origin> origins = plain.origins;
  if (origins.empty()) origins.push_back({0, end, {file, 0, end}, true});
  origins = moved_origins(origins, plain.text, json);
  return sources.add_translated(plain.name, std::move(json), std::move(origins));
}

}  // namespace

std::optional<FileId> as_json(const DocumentName& document, FileId file, const DocumentContext& context,
                              Sources& sources, Diagnostics& diagnostics) {
  const std::string_view text = sources.file(file).text;
  if (document.line != 0 || is_yaml(document, text)) {
    const Span whole{file, 0, static_cast<std::uint32_t>(text.size())};
    auto translated = document.line != 0 ? translate_ndjson_line(whole, sources, diagnostics)
                                         : translate_yaml(file, sources, DocumentTypes(context.policies),
                                                          diagnostics, context.kind);
    if (!translated) return std::nullopt;
    file = sources.add_translated(document.name, std::move(translated->json), std::move(translated->origins));
  }
  return context.kind.empty() ? file : as_kind(file, context, sources, diagnostics);
}

}  // namespace precept::input
