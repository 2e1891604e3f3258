// Strings: escapes, line breaks, braces, holes.
#include <fmt/format.h>

#include "compiler/parse/builder.h"

namespace precept::parsing {

namespace {

/// The inside of a string, read from left to right.
class StringReader {
 public:
  struct Hole {
    std::size_t begin, end;  ///< what is between the braces
    bool closed;
  };

  explicit StringReader(std::string_view inside) : inside_(inside) {}

  bool done() const { return at_ >= inside_.size(); }
  std::size_t at() const { return at_; }
  char next() const { return inside_[at_]; }
  bool doubled() const { return at_ + 1 < inside_.size() && inside_[at_ + 1] == inside_[at_]; }
  void skip(std::size_t bytes) { at_ += bytes; }

  /// One character as meant. A line break reads as one blank, with the blanks around it; so a string
  /// can be laid out freely. No value for an escape that is none.
  bool read_character(std::string& to);
  Hole read_hole();

 private:
  std::string_view inside_;
  std::size_t at_ = 0;
};

bool StringReader::read_character(std::string& to) {
  char c = inside_[at_++];
  if (c == '\\' && at_ < inside_.size()) {
    char escaped = inside_[at_++];
    if (escaped == 'n') escaped = '\n';
    bool known = escaped == '\n' || escaped == '"' || escaped == '\\';
    if (known) to += escaped;
    return known;
  }
  if (c == '\n' || c == '\r') {
    while (!to.empty() && (to.back() == ' ' || to.back() == '\t')) to.pop_back();
    to += ' ';
    at_ = std::min(inside_.find_first_not_of(" \t\r\n", at_), inside_.size());
    return true;
  }
  to += c;
  return true;
}

/// Stands behind a `{`. Braces of sets and strings (`\"…\"`) within the hole do not close it.
StringReader::Hole StringReader::read_hole() {
  std::size_t begin = at_, depth = 0;
  bool in_string = false;
  for (; at_ < inside_.size(); ++at_) {
    char c = inside_[at_];
    if (c == '\\' && at_ + 1 < inside_.size() && inside_[at_ + 1] == '"') {
      in_string = !in_string;
      ++at_;
    } else if (!in_string && c == '{') {
      ++depth;
    } else if (!in_string && c == '}' && depth-- == 0) {
      return {begin, at_++, true};
    }
  }
  return {begin, at_, false};
}

/// In a hole a string is written `\"…\"`. As the lexer knows no such quotes, each becomes a plain one
/// and a blank outside of it, which keeps every byte in its place.
std::string unescape_quotes(std::string_view hole) {
  std::string result(hole);
  bool opening = true;
  for (std::size_t at = result.find("\\\""); at != std::string::npos; at = result.find("\\\"", at + 2)) {
    result.replace(at, 2, opening ? " \"" : "\" ");
    opening = !opening;
  }
  return result;
}

}  // namespace

ast::Text* Builder::build_text(antlr4::Token& string, bool holes) {
  auto* text = workshop_.arena.make<ast::Text>();
  text->span = tokens_.span(string);
  std::string_view written = tokens_.text(string);
  bool mistaken = tokens_.is_mistaken(string);
  if (mistaken && static_cast<unsigned char>(written[0]) >= 0x80) {
    // In quotes of another kind, which take more than one byte.
    text->plain = workshop_.arena.copy(written);
    return text;
  }
  // A string that was not closed lacks its last quote.
  bool closed = written.size() > 1 && written.back() == written.front();
  std::string_view inside = written.substr(1, written.size() - (closed ? 2 : 1));
  std::uint32_t begin = text->span.begin + 1;
  auto place = [&](std::size_t from, std::size_t to) {
    return Span{text->span.file, begin + static_cast<std::uint32_t>(from),
                begin + static_cast<std::uint32_t>(to)};
  };

  StringReader reader(inside);
  std::vector<ast::TextPart> parts;
  std::string part, plain;
  auto end_part = [&] {
    if (!part.empty()) parts.push_back({workshop_.arena.copy(std::string_view(part)), nullptr});
    part.clear();
  };
  while (!reader.done()) {
    std::size_t at = reader.at();
    char c = reader.next();
    std::size_t before = part.size();
    if (mistaken || (c != '{' && c != '}')) {
      if (!reader.read_character(part) && !mistaken) {
        report(DiagnosticKind::InvalidLiteral, place(at, reader.at()),
               fmt::format("`{}` is not an escape", inside.substr(at, reader.at() - at)))
            .with_help("the escapes are `\\\"`, `\\\\` and `\\n`");
      }
      // A line break may have taken blanks away.
      plain.resize(plain.size() - (before > part.size() ? before - part.size() : 0));
      plain += part.size() > before ? std::string_view(part).substr(before) : " ";
    } else if (reader.doubled()) {
      part += c;
      plain += c;
      reader.skip(2);
    } else if (c == '}') {
      report(DiagnosticKind::InvalidLiteral, place(at, at + 1), "this `}` closes nothing")
          .with_help("write `}}` for a brace");
      reader.skip(1);
    } else {
      reader.skip(1);
      StringReader::Hole hole = reader.read_hole();
      Span outer = place(at, reader.at());
      plain += inside.substr(at, reader.at() - at);
      end_part();
      if (!hole.closed) {
        report(DiagnosticKind::InvalidLiteral, place(at, at + 1), "this `{` is not closed")
            .with_help("write `{{` for a brace");
      } else if (!holes) {
        report(DiagnosticKind::InvalidLiteral, outer, "nothing is filled in here")
            .with_help("`{…}` is for messages, phrases and questions; write `{{` for a brace");
      } else {
        std::string inner = unescape_quotes(inside.substr(hole.begin, hole.end - hole.begin));
        Piece piece{std::move(inner), outer.file, place(hole.begin, hole.end).begin, true};
        parts.push_back({inside.substr(at, reader.at() - at), parse_hole(std::move(piece), workshop_)});
      }
    }
  }
  end_part();
  text->parts = keep(parts);
  text->plain = workshop_.arena.copy(std::string_view(plain));
  return text;
}

std::string_view Builder::build_plain(antlr4::Token& string) {
  return build_text(string, false)->plain;
}

}  // namespace precept::parsing
