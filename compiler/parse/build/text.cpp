// Strings: escapes, line breaks, braces, holes.
#include "base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <expected>
#include <optional>

#include "base/limits.h"
#include "compiler/parse/build/tree_builder.h"

namespace precept::parsing {

namespace {

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

/// In a hole a string is written `\"…\"`. The lexer needs plain quotes, so each `\"` becomes a plain quote
/// with a blank outside of it; every other byte keeps its place.
std::string unescape_quotes(std::string_view hole) {
  std::string result(hole);
  bool opening = true;
  for (std::size_t at = result.find("\\\""); at != std::string::npos; at = result.find("\\\"", at + 2)) {
    result.replace(at, 2, opening ? " \"" : "\" ");
    opening = !opening;
  }
  return result;
}

/// Characters of a path such as `d.name`.
constexpr std::string_view kOfPaths = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.";

bool is_of_path(char each) {
  return kOfPaths.find(each) != std::string_view::npos;
}

/// The value that the text begins with, such as `d.name` or `count(d.items)`; empty where there is none.
std::string_view value_at_begin(std::string_view text) {
  std::size_t open = 0, end = 0;
  for (; end < text.size() && (open > 0 || is_of_path(text[end]) || text[end] == '('); ++end) {
    if (text[end] == '(') ++open;
    if (text[end] == ')') --open;
  }
  return open > 0 ? std::string_view() : text.substr(0, end);
}

/// The value that the text ends with.
std::string_view value_at_end(std::string_view text) {
  std::size_t open = 0, begin = text.size();
  for (; begin > 0 && (open > 0 || is_of_path(text[begin - 1]) || text[begin - 1] == ')'); --begin) {
    if (text[begin - 1] == ')') ++open;
    if (text[begin - 1] == '(') --open;
  }
  return open > 0 ? std::string_view() : text.substr(begin);
}

/// The help for a single brace beside a value.
std::string help_for_brace(std::string_view value, bool holes, std::string_view doubled) {
  while (value.ends_with('.')) value.remove_suffix(1);
  while (value.starts_with('.')) value.remove_prefix(1);
  bool is_value = !value.empty() && (value[0] < '0' || value[0] > '9');
  if (!holes || !is_value) return fmt::format("write `{}` for a brace", doubled);
  return fmt::format("write `{{{}}}` to fill it in, `{}` for a brace", value, doubled);
}

/// Splits the inside of a string into the parts of a text.
class TextReader {
 public:
  /// `begin` is the byte offset of the inside in the file.
  TextReader(ParseContext& parse_context, std::string_view inside, FileId file, std::uint32_t begin)
      : parse_context_(parse_context), inside_(inside), file_(file), begin_(begin) {}

  /// Takes the inside as it is, without escapes and holes, because the string was reported already.
  void read_plainly() {
    part_ = inside_;
    end_part();
  }
  void read(bool holes);
  std::vector<ast::TextPart>& parts() { return parts_; }

 private:
  void report_closer(bool holes);
  void read_escape();
  void read_line_break();
  void read_hole(bool holes);
  bool find_hole_end();
  void end_part();
  Span place(std::size_t from, std::size_t to) const {
    return {file_, begin_ + static_cast<std::uint32_t>(from), begin_ + static_cast<std::uint32_t>(to)};
  }
  Diagnostic& report(std::size_t from, std::size_t to, std::string message) {
    return parse_context_.diagnostics.report(DiagnosticKind::InvalidLiteral, place(from, to),
                                             std::move(message));
  }

  ParseContext& parse_context_;
  std::string_view inside_;
  FileId file_;
  std::uint32_t begin_;
  std::size_t at_ = 0;
  std::string part_;
  std::vector<ast::TextPart> parts_;
};

void TextReader::read(bool holes) {
  while (at_ < inside_.size()) {
    char c = inside_[at_];
    bool doubled = at_ + 1 < inside_.size() && inside_[at_ + 1] == c;
    if (c == '\\') {
      read_escape();
    } else if (c == '\n' || c == '\r') {
      read_line_break();
    } else if ((c == '{' || c == '}') && doubled) {
      part_ += c;
      at_ += 2;
    } else if (c == '{') {
      read_hole(holes);
    } else {
      if (c == '}') report_closer(holes);
      part_ += c;
      ++at_;
    }
  }
  end_part();
}

/// Reports a closing brace without its opening one, as in `d.name} has`.
void TextReader::report_closer(bool holes) {
  std::string_view before = inside_.substr(0, at_);
  bool is_second = before.ends_with('}');
  report(at_, at_ + 1, "this `}` closes nothing")
      .with_help(is_second ? "leave it out, or write `}}` for a brace"
                           : help_for_brace(value_at_end(before), holes, "}}"));
}

void TextReader::read_escape() {
  std::size_t begin = at_++;
  char escaped = at_ < inside_.size() ? inside_[at_] : ' ';
  do ++at_;
  while (at_ < inside_.size() && is_continuation(inside_[at_]));
  if (escaped == '"' || escaped == '\\') {
    part_ += escaped;
  } else if (escaped == 'n') {
    part_ += '\n';
  } else {
    at_ = std::min(at_, inside_.size());
    report(begin, at_, fmt::format("`{}` is not an escape", inside_.substr(begin, at_ - begin)))
        .with_help("the escapes are `\\\"`, `\\\\` and `\\n`");
  }
}

/// Reads a line break, with the blanks around it, as one blank.
void TextReader::read_line_break() {
  while (part_.ends_with(' ') || part_.ends_with('\t')) part_.pop_back();
  part_ += ' ';
  at_ = std::min(inside_.find_first_not_of(" \t\r\n", at_), inside_.size());
}

void TextReader::read_hole(bool holes) {
  std::size_t begin = at_++;
  if (!find_hole_end()) {
    std::string_view rest = inside_.substr(begin + 1);
    report(begin, begin + 1, "this `{` is not closed")
        .with_help(help_for_brace(value_at_begin(rest), holes, "{{"));
  } else if (!holes) {
    report(begin, at_, "nothing is filled in here")
        .with_help("`{…}` is for messages, phrases and questions; write `{{` for a brace");
  } else {
    end_part();
    Span inner = place(begin + 1, at_ - 1);
    SourcePiece piece{unescape_quotes(inside_.substr(begin + 1, at_ - begin - 2)), file_, inner.begin, true};
    std::string_view written = parse_context_.sources.text(place(begin, at_));
    parts_.push_back({written, parse_hole(std::move(piece), parse_context_)});
  }
}

/// Moves behind the `}` that closes a hole. Braces of sets and in strings (`\"…\"`) do not close it.
bool TextReader::find_hole_end() {
  std::size_t depth = 0;
  bool in_string = false;
  for (; at_ < inside_.size(); ++at_) {
    char c = inside_[at_];
    if (c == '\\' && at_ + 1 < inside_.size() && inside_[at_ + 1] == '"') {
      in_string = !in_string;
      ++at_;
    } else if (!in_string && c == '{') {
      ++depth;
    } else if (!in_string && c == '}' && depth-- == 0) {
      ++at_;
      return true;
    }
  }
  return false;
}

void TextReader::end_part() {
  // Form feeds and vertical tabs become blanks, since texts of a program have no control characters.
  std::ranges::replace_if(
      part_, [](char c) { return c == '\f' || c == '\v'; }, ' ');
  if (!part_.empty()) parts_.push_back({parse_context_.arena.copy(std::string_view(part_)), nullptr});
  part_.clear();
}

/// The text between the quotes. A quote takes one byte, or the three of `“`. An unclosed string has no last
/// quote.
std::string_view inside_of(std::string_view string) {
  bool closed = string.size() > 1 && (string[0] != '"' || string.ends_with('"'));
  std::size_t begin = 1, end = string.size();
  while (begin < end && is_continuation(string[begin])) ++begin;
  if (closed) {
    do --end;
    while (end > begin && is_continuation(string[end]));
  }
  return string.substr(begin, end - begin);
}

std::optional<TextFault> fault_of(const std::expected<std::string_view, TextFault>& read) {
  return read ? std::nullopt : std::optional(read.error());
}

}  // namespace

ast::Text* TreeBuilder::build_text(antlr4::Token& string, bool holes) {
  Span span = tokens_.span(string);
  std::string_view written = tokens_.text(string);
  std::string_view inside = inside_of(written);
  auto quote_bytes = static_cast<std::uint32_t>(inside.data() - written.data());
  TextReader reader(parse_context_, inside, span.file, span.begin + quote_bytes);
  if (tokens_.is_mistaken(string)) {
    reader.read_plainly();
  } else {
    reader.read(holes);
  }
  if (std::string scratch; auto fault = fault_of(as_read(inside, scratch))) {
    const auto begin = span.begin + quote_bytes;
    const bool is_hidden = fault->form == TextFault::Form::Hidden;
    report(is_hidden ? DiagnosticKind::HiddenCharacter : DiagnosticKind::TooComplex,
           {span.file, begin + static_cast<std::uint32_t>(fault->begin),
            begin + static_cast<std::uint32_t>(fault->end)},
           describe(*fault))
        .with_help(std::string(help_for(*fault)));
    // This mistake is reported here alone.
    for (ast::TextPart& part : reader.parts())
      if (!part.hole) part.text = parse_context_.arena.copy(std::string_view(without_faults(part.text)));
  }
  std::string plain;
  for (const ast::TextPart& part : reader.parts()) plain += part.text;
  if (plain.size() > limits::kTextBytes) {
    report(DiagnosticKind::TooComplex, span,
           fmt::format("{} bytes of a text; there may be at most {}", plain.size(), limits::kTextBytes));
  }
  return parse_context_.arena.make<ast::Text>(keep(reader.parts()),
                                              parse_context_.arena.copy(std::string_view(plain)), span);
}

ast::Text* TreeBuilder::build_words(antlr4::Token& string, bool holes, std::string_view what,
                                    std::string_view help) {
  std::size_t before = parse_context_.diagnostics.error_count();
  ast::Text* text = build_text(string, holes);
  bool is_mistaken = tokens_.is_mistaken(string) || parse_context_.diagnostics.error_count() != before;
  if (is_mistaken || !without_faults(text->plain).empty()) return text;
  report(DiagnosticKind::BlankText, text->span, fmt::format("{} is empty", what))
      .with_help(std::string(help));
  return text;
}

ast::Text* TreeBuilder::build_quote(antlr4::Token& string, std::string_view what) {
  ast::Text* text = build_words(string, false, what, "write the words of the text, or leave the quote out");
  bool says_nothing = words_of(text->plain).empty() && !without_faults(text->plain).empty();
  if (says_nothing && !tokens_.is_mistaken(string)) {
    report(DiagnosticKind::BlankText, text->span, fmt::format("{} has no word in it", what))
        .with_help("write the words of the text, or leave the quote out");
  }
  return text;
}

std::string_view TreeBuilder::build_plain(antlr4::Token& string) {
  return build_text(string, false)->plain;
}

}  // namespace precept::parsing
