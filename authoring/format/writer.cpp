#include "authoring/format/writer.h"

#include <algorithm>
#include <map>

namespace precept::format {

namespace {

constexpr std::string_view kBlank = " \t\r";
constexpr std::size_t kStep = 2, kBeforeComment = 2;

struct Line {
  std::string text, comment;
  std::size_t block = 0;
};

/// A bracket that is open. `hangs`: nothing follows it on its line.
struct Bracket {
  std::size_t line_indent = 0, column = 0;
  bool hangs = false;
};

/// Where a unit began a line, before and now.
struct Begun {
  std::size_t column = 0, indent = 0;
};

class Writer {
 public:
  Writer(std::string_view text, std::span<const Token> tokens, const Plan& plan)
      : text_(text), tokens_(tokens), plan_(plan) {}

  std::string run() {
    auto chunk = plan_.chunks.begin();
    for (std::size_t token = 0; token < tokens_.size();) {
      while (chunk != plan_.chunks.end() && chunk->last < token) ++chunk;
      if (chunk != plan_.chunks.end() && chunk->is_left && chunk->first == token) {
        token = leave(*chunk);
      } else if (tokens_[token].is_comment()) {
        comment(token++);
      } else {
        code(token++);
      }
    }
    return joined();
  }

 private:
  const Place& place(std::size_t token) const { return plan_.places[token]; }
  Line& line() { return lines_.back(); }

  std::size_t code_at_or_behind(std::size_t token) const {
    while (token < tokens_.size() && tokens_[token].is_comment()) ++token;
    return token;
  }

  // ---- lines

  std::size_t blank_lines_above(std::size_t token) const {
    if (token == 0 || lines_.empty()) return 0;
    const std::uint32_t gap = tokens_[token].line - tokens_[token - 1].last_line;
    return gap > 1 ? gap - 1 : 0;
  }

  void new_line(std::size_t indent, std::size_t blanks) {
    for (std::size_t i = 0; i < blanks; ++i) lines_.emplace_back();
    lines_.push_back({std::string(indent, ' '), {}, 0});
    line_indent_ = indent;
  }

  /// Where a line that goes on with a unit begins.
  std::size_t indent_within(std::size_t token) const {
    if (brackets_.empty()) return rest_;
    const Bracket& open = brackets_.back();
    const Token& it = tokens_[token];
    const bool closes = it.is_sign(")") || it.is_sign("]") || it.is_sign("}");
    if (open.hangs) return closes ? open.line_indent : open.line_indent + kStep;
    return closes ? open.column - 1 : open.column;
  }

  // ---- code

  bool begins_line(std::size_t token) const {
    if (lines_.empty() || must_break_) return true;
    const Break how = place(token).line;
    return how == Break::Always || (how == Break::AsWritten && tokens_[token].begins_line);
  }

  void code(std::size_t token) {
    const auto& unit = place(token).unit;
    if (!begins_line(token)) {
      const std::size_t blanks =
          blanks_between(tokens_[before_], place(before_), tokens_[token], place(token));
      line().text.append(blanks + place(token).padding, ' ');
    } else if (unit) {
      brackets_.clear();
      begin_unit(token, *unit);
    } else {
      new_line(indent_within(token), 0);
    }
    if (unit) rest_ = unit->rest;
    must_break_ = false;
    add_text(token);
    follow_brackets(token);
    before_ = token;
  }

  void begin_unit(std::size_t token, const Unit& unit) {
    new_line(unit.indent, std::min(blank_lines_above(token), unit.most_blanks));
    line().block = place(token).block;
    if (unit.indent == 0) begun_.clear();
    if (tokens_[token].begins_line) begun_.push_back({tokens_[token].column, unit.indent});
  }

  /// Adds the token. The lines of a string stand below what stands behind its quote.
  void add_text(std::size_t token) {
    std::string_view rest = tokens_[token].text;
    const std::size_t column = width_of(line().text) + 1;
    const std::size_t block = line().block;
    for (bool is_first = true;; is_first = false) {
      const std::size_t end = rest.find('\n');
      std::string_view part = rest.substr(0, end);
      if (!is_first) part.remove_prefix(std::min(part.find_first_not_of(kBlank), part.size()));
      if (end != rest.npos) part = part.substr(0, part.find_last_not_of(kBlank) + 1);
      if (!is_first) lines_.push_back({std::string(column, ' '), {}, block});
      line().text += part;
      if (end == rest.npos) return;
      rest.remove_prefix(end + 1);
    }
  }

  void follow_brackets(std::size_t token) {
    const Token& it = tokens_[token];
    if (it.is_sign("(") || it.is_sign("[") || it.is_sign("{")) {
      const std::size_t next = token + 1;
      const bool hangs = next < tokens_.size() && (tokens_[next].is_comment() || begins_line(next));
      brackets_.push_back({line_indent_, width_of(line().text), hangs});
    } else if ((it.is_sign(")") || it.is_sign("]") || it.is_sign("}")) && !brackets_.empty()) {
      brackets_.pop_back();
    }
  }

  // ---- comments

  void comment(std::size_t token) {
    const Token& it = tokens_[token];
    if (!it.begins_line && !lines_.empty() && !must_break_) {
      line().comment = it.text;
      must_break_ = true;
      return;
    }
    const std::size_t next = code_at_or_behind(token);
    const bool is_within = next < tokens_.size() && !place(next).unit;
    if (is_within) {
      new_line(indent_within(next), 0);
    } else {
      const std::size_t most = next < tokens_.size() ? place(next).unit->most_blanks : 2;
      new_line(comment_indent(it, next), std::min(blank_lines_above(token), most));
    }
    line().text += it.text;
    must_break_ = true;
  }

  /// A comment stands level with what follows, but where it stood deeper than that: then it belongs to what
  /// is above.
  std::size_t comment_indent(const Token& comment, std::size_t next) const {
    const bool is_end = next >= tokens_.size();
    const std::size_t indent = is_end ? 0 : place(next).unit->indent;
    const std::size_t column = is_end ? base_column() : tokens_[next].column;
    if (comment.column <= column) return indent;
    for (auto above = begun_.rbegin(); above != begun_.rend(); ++above) {
      if (above->column > comment.column) continue;
      return std::max(indent, above->indent + (above->column < comment.column ? kStep : 0));
    }
    return indent;
  }

  std::size_t base_column() const {
    const std::size_t first = code_at_or_behind(0);
    return first < tokens_.size() ? tokens_[first].column : 0;
  }

  // ---- what stays as it is

  /// Adds the chunk's lines, with the comments on and below them that stand deeper than statements; what is
  /// next.
  std::size_t leave(const Chunk& chunk) {
    std::size_t next = chunk.last + 1;
    while (next < tokens_.size() && tokens_[next].is_comment() &&
           (!tokens_[next].begins_line || tokens_[next].column > base_column()))
      ++next;
    const std::size_t blanks = std::min<std::size_t>(blank_lines_above(chunk.first), 2);
    const std::size_t begin = tokens_[chunk.first].begin - tokens_[chunk.first].column;
    const std::size_t end = std::max<std::size_t>(tokens_[next - 1].end, begin);
    new_line(0, blanks);
    std::string_view bytes = text_.substr(begin, text_.find('\n', end) - begin);
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (bytes.ends_with('\r')) bytes.remove_suffix(1);
    line().text = bytes;
    line().block = kLeft;
    begun_.clear();
    brackets_.clear();
    must_break_ = true;
    return next;
  }

  // ---- the whole

  std::string joined() {
    std::map<std::size_t, std::size_t> widths;
    for (const Line& each : lines_) {
      if (each.block == 0 || each.comment.empty()) continue;
      std::size_t& width = widths[each.block];
      width = std::max(width, width_of(each.text));
    }
    const std::size_t first_end = text_.find('\n');
    const bool is_windows = first_end != text_.npos && first_end > 0 && text_[first_end - 1] == '\r';
    std::string result(text_.starts_with("\xEF\xBB\xBF") ? "\xEF\xBB\xBF" : "");
    for (Line& each : lines_) {
      result += each.text;
      if (!each.comment.empty()) {
        const std::size_t width = width_of(each.text);
        const std::size_t level = each.block == 0 ? width : widths[each.block];
        result.append(level - width + kBeforeComment, ' ');
        result += each.comment;
      }
      result += is_windows ? "\r\n" : "\n";
    }
    return result;
  }

  static constexpr std::size_t kLeft = static_cast<std::size_t>(-1);

  std::string_view text_;
  std::span<const Token> tokens_;
  const Plan& plan_;
  std::vector<Line> lines_;
  std::vector<Bracket> brackets_;  ///< open in the unit
  std::vector<Begun> begun_;       ///< of the statement
  std::size_t rest_ = 0, line_indent_ = 0;
  std::size_t before_ = 0;   ///< the last token that is no comment
  bool must_break_ = false;  ///< a comment ends the line
};

}  // namespace

std::string written(std::string_view text, std::span<const Token> tokens, const Plan& plan) {
  return Writer(text, tokens, plan).run();
}

}  // namespace precept::format
