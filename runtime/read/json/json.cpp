#include "runtime/read/json/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/suggest.h"
#include "runtime/read/json/reader.h"
#include "runtime/read/json_text.h"
#include "runtime/read/names_alike.h"

namespace precept {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool too_large(FileId file, std::string_view text, Diagnostics& diagnostics, const ReadLimits& limits) {
  constexpr std::size_t kMost = std::numeric_limits<std::int32_t>::max();
  std::size_t most = std::min(limits.max_bytes, kMost);
  if (text.size() <= most) return false;
  diagnostics.report(DiagnosticKind::DocumentTooLarge, {file, 0, 0},
                     "the document has " + std::to_string(text.size()) + " bytes; at most " +
                         std::to_string(most) + " are read");
  return true;
}

std::uint32_t first_byte(std::string_view text) {
  return text.starts_with(kByteOrderMark) ? static_cast<std::uint32_t>(kByteOrderMark.size()) : 0;
}

/// Looks for `kind` among the fields of the root.
class KindReader : JsonWalker {
 public:
  KindReader(JsonStructure& tokens, Mistakes& mistakes, std::span<const std::string_view> kinds)
      : JsonWalker(tokens, mistakes), kinds_(kinds) {}

  std::optional<std::string> seek() {
    if (tokens_.at_end() && !tokens_.problem()) {
      mistakes_.report(DiagnosticKind::DocumentEmpty, 0, 0, "the document is empty")
          .with_help("a document is an object with its fields, in braces");
      return std::nullopt;
    }
    std::size_t begin = tokens_.offset();
    if (tokens_.kind() != '{') {
      std::string_view token = tokens_.scalar();
      if (!skip_value()) return std::nullopt;
      mistakes_.report(
          DiagnosticKind::DocumentType, begin, begin + token.size(),
          "the document is " + describe_json(token) + "; a document is an object with its fields, in braces");
      return std::nullopt;
    }
    tokens_.advance();
    bool more = tokens_.kind() != '}';
    if (!more) tokens_.advance();
    while (more) {
      if (tokens_.kind() != '"') return syntax_error("the name of a field"), std::nullopt;
      auto name = text();
      if (!name) return std::nullopt;
      bool is_kind = *name == "kind";
      std::string word(*name);
      Span key = mistakes_.span(tokens_.offset(), tokens_.offset() + tokens_.scalar().size());
      tokens_.advance();
      if (!colon()) return std::nullopt;
      if (is_kind) return kind();
      if (!meant_.has_place() && may_be_kind(word)) meant_ = key;
      if (!skip_value() || !separator('}', more)) return std::nullopt;
    }
    report_no_kind(begin);
    return std::nullopt;
  }

 private:
  /// Whether a field may be a misspelt `kind`: its name is similar, or its value is one of the kinds.
  bool may_be_kind(std::string_view name) const {
    std::string_view token = tokens_.scalar();
    bool is_text = token.size() >= 2 && token.front() == '"';
    if (!is_text) return false;
    std::string_view value = token.substr(1, token.size() - 2);
    return !nearest(name, {"kind"}).empty() || std::ranges::find(kinds_, value) != kinds_.end();
  }

  void report_no_kind(std::size_t begin) {
    std::size_t first = meant_.has_place() ? meant_.begin : begin;
    std::size_t last = meant_.has_place() ? meant_.end : begin + 1;
    auto& mistake =
        mistakes_.report(DiagnosticKind::DocumentKind, first, last, "the document does not say what it is");
    if (meant_.has_place()) {
      mistake.help = "did you mean `kind`?";
    } else if (kinds_.size() == 1) {
      mistake.help = fmt::format("add the field \"kind\": \"{}\"", kinds_[0]);
    } else if (kinds_.empty() || kinds_.size() > kMostKinds) {
      mistake.help = "add the field `kind`, with the name of the record that it is";
    } else {
      mistake.help = "add the field `kind`, which is one of " + enumerated({kinds_.begin(), kinds_.end()});
    }
  }

  static constexpr std::size_t kMostKinds = 6;
  std::span<const std::string_view> kinds_;
  Span meant_;

  std::optional<std::string> kind() {
    if (tokens_.kind() == '"') {
      auto kind = text();
      return kind ? std::optional(std::string(*kind)) : std::nullopt;
    }
    std::size_t begin = tokens_.offset();
    std::string_view token = tokens_.scalar();
    if (!skip_value()) return std::nullopt;
    mistakes_.report(DiagnosticKind::DocumentType, begin, begin + token.size(),
                     "`kind` is " + describe_json(token) + "; " + form_rule(program::Form::Text, {}));
    return std::nullopt;
  }
};

/// The bytes that are looked at first: people put `kind` at the beginning.
constexpr std::size_t kFirstWindow = 4096;

}  // namespace

std::optional<DocumentHead> peek_json(FileId file, const Sources& sources, Diagnostics& diagnostics,
                                      const ReadLimits& limits, std::span<const std::string_view> kinds) {
  std::string_view text = sources.file(file).text;
  if (too_large(file, text, diagnostics, limits)) return std::nullopt;
  JsonStructure tokens(text, first_byte(text), kFirstWindow);
  Mistakes mistakes(file, diagnostics, limits.max_mistakes);
  auto kind = KindReader(tokens, mistakes, kinds).seek();
  if (!kind) return std::nullopt;
  return DocumentHead{std::move(*kind)};
}

std::unique_ptr<Document> read_json(FileId file, const Sources& sources, const Program& program,
                                    std::uint32_t unit, Diagnostics& diagnostics, const ReadLimits& limits) {
  std::string_view text = sources.file(file).text;
  if (too_large(file, text, diagnostics, limits)) return nullptr;
  auto document = std::make_unique<Document>(program);
  document->unit = unit;
  document->source = file;
  document->reader = &json_reader();
  JsonStructure tokens(text, first_byte(text));
  Mistakes mistakes(file, diagnostics, limits.max_mistakes, &sources);
  JsonReader(tokens, mistakes, program, *document, text, limits.trust).read();
  if (mistakes.enough()) {
    diagnostics.report(DiagnosticKind::TooManyErrors, {},
                       "too many errors; the rest of the document is not read");
  }
  if (mistakes.any()) return nullptr;
  warn_of_names_alike(program, *document, text, mistakes);
  return document;
}

// ---- as a format of documents --------------------------------------------------------------------------

namespace {

class JsonFormat final : public DocumentReader {
 public:
  std::optional<DocumentHead> peek(FileId file, const Sources& sources, Diagnostics& diagnostics,
                                   const ReadLimits& limits,
                                   std::span<const std::string_view> kinds) const override {
    return peek_json(file, sources, diagnostics, limits, kinds);
  }
  std::unique_ptr<Document> read(FileId file, const Sources& sources, const Program& program,
                                 std::uint32_t unit, Diagnostics& diagnostics,
                                 const ReadLimits& limits) const override {
    return read_json(file, sources, program, unit, diagnostics, limits);
  }
  std::optional<std::uint32_t> begin_of(FileId file, const Sources& sources) const override {
    const std::string_view text = sources.file(file).text;
    const std::size_t begin = text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    if (begin == std::string_view::npos) return std::nullopt;
    return static_cast<std::uint32_t>(begin);
  }
  Span locate(FileId file, const Sources& sources, std::uint32_t from,
              std::string_view pointer) const override {
    return find_json_value(file, sources, from, pointer);
  }
  std::string text_at(FileId file, const Sources& sources, std::uint32_t offset,
                      std::size_t most) const override {
    return json_string_at(file, sources, offset, most);
  }
  std::optional<std::string> text_of(const Span& value, const Sources& sources) const override {
    if (!sources.text(value).starts_with('"')) return std::nullopt;
    return json_string_at(value.file, sources, value.begin);
  }
};

}  // namespace

const DocumentReader& json_reader() {
  static const JsonFormat format;
  return format;
}

}  // namespace precept
