#include "runtime/read/json/walker.h"

#include <fmt/format.h>

#include "base/text.h"
#include "runtime/read/json_text.h"

namespace precept {

namespace {

bool is_string(std::string_view token) {
  return token.size() >= 2 && token.front() == '"' && token.back() == '"';
}

/// The token, or bracket, as a message shows it.
std::string shown(std::string_view token) {
  if (token.starts_with('"')) return describe_json(token);
  auto first = static_cast<unsigned char>(token.front());
  if (first < 0x20 || first == 0x7F) return "byte " + hexadecimal_byte(token.front());
  return in_backticks(token);
}

/// What to write instead of a token that JSON does not have; empty where nothing is sure.
std::string syntax_help(std::string_view token, std::string_view expected) {
  if (token.empty()) return {};
  bool wants_value = expected == "a value", wants_name = expected == "the name of a field";
  if (wants_value && (token == "True" || token == "yes" || token == "Yes" || token == "TRUE"))
    return "write true";
  if (wants_value && (token == "False" || token == "no" || token == "No" || token == "FALSE"))
    return "write false";
  if (wants_value && (token == "None" || token == "none" || token == "nil" || token == "NULL"))
    return "write null";
  if (token.starts_with("//") || token.starts_with("/*") || token[0] == '#') return "JSON has no comments";
  if (token[0] == '\'') return "texts and names stand in double quotes";
  if (token[0] == ']' || token[0] == '}') return "is there a comma too many before it?";
  if (wants_name && token[0] == '{') return "a list of elements stands in brackets: […]";
  // Other languages write these for no number. Only the author knows whether unknown or none is meant.
  if (token == "NaN" || token == "nan" || token == "Infinity" || token == "undefined") return {};
  bool is_word = (token[0] >= 'a' && token[0] <= 'z') || (token[0] >= 'A' && token[0] <= 'Z');
  if (is_word && (wants_name || wants_value)) return "texts and names stand in double quotes";
  if (expected == "`,` or `}`" && token[0] == '"') return "is a comma missing before it?";
  return {};
}

}  // namespace

bool JsonWalker::syntax_error(std::string_view expected) {
  std::size_t at = tokens_.offset();
  std::string_view token = tokens_.scalar();
  // Not every implementation of simdjson's first stage checks UTF-8 outside strings.
  auto problem = tokens_.at_end() ? tokens_.problem() : utf8_problem(token, tokens_.offset());
  if (problem) {
    mistakes_.report(problem->kind, problem->begin, problem->end, problem->message).help = problem->help;
  } else if (tokens_.at_end()) {
    auto& diagnostic = mistakes_.report(DiagnosticKind::DocumentSyntax, at, at,
                                        fmt::format("the document ends where {} is expected", expected));
    if (open_ != nullptr) diagnostic.label(mistakes_.span(open_->begin, open_->begin + 1), "opened here");
    diagnostic.help = "is a closing bracket missing, or was the file cut off?";
  } else {
    mistakes_
        .report(DiagnosticKind::DocumentSyntax, at, at + token.size(),
                fmt::format("{} where {} is expected", shown(token), expected))
        .with_help(syntax_help(token, expected));
  }
  return false;
}

bool JsonWalker::too_deep() {
  std::size_t at = tokens_.offset();
  mistakes_.report(DiagnosticKind::DocumentTooDeep, at, at + 1,
                   "the document is nested more than " + std::to_string(kMaxDepth) + " levels deep");
  return false;
}

bool JsonWalker::colon() {
  if (tokens_.kind() != ':') return syntax_error("`:`");
  tokens_.advance();
  return true;
}

bool JsonWalker::separator(char close, bool& more) {
  char c = tokens_.kind();
  if (c != ',' && c != close) return syntax_error(close == '}' ? "`,` or `}`" : "`,` or `]`");
  more = c == ',';
  tokens_.advance();
  return true;
}

bool JsonWalker::nothing_follows() {
  if (tokens_.at_end() && !tokens_.problem()) return true;
  return syntax_error("the end of the document");
}

std::optional<std::string_view> JsonWalker::text() {
  std::string_view token = tokens_.scalar();
  if (!is_string(token)) {
    syntax_error("a text in quotes");
    return std::nullopt;
  }
  std::string_view inner = token.substr(1, token.size() - 2);
  if (!has_escape_padded(inner)) return inner;
  unescaped_.clear();
  auto fault = unescape(inner, unescaped_);
  if (!fault) return unescaped_;
  std::size_t begin = tokens_.offset() + 1;
  mistakes_.report(DiagnosticKind::DocumentSyntax, begin + fault->begin, begin + fault->end, fault->message)
      .with_help("a backslash itself is written \\\\");
  return std::nullopt;
}

std::optional<JsonWalker::SeenText> JsonWalker::seen_text() {
  auto text = this->text();
  if (!text) return std::nullopt;
  bool has_escapes = text->data() == unescaped_.data();
  if (!has_escapes && is_plain_padded(*text)) return SeenText{*text};
  auto seen = as_read(*text, folded_);
  if (seen) return SeenText{*seen};
  std::size_t begin = tokens_.offset(), end = begin + tokens_.scalar().size();
  const TextFault& fault = seen.error();
  // With escapes, places in the text are not places in the document.
  if (!has_escapes) end = begin + 1 + fault.end, begin += 1 + fault.begin;
  bool is_hidden = fault.form == TextFault::Form::Hidden;
  mistakes_
      .report(is_hidden ? DiagnosticKind::HiddenCharacter : DiagnosticKind::DocumentTooLarge, begin, end,
              describe(fault))
      .with_help(std::string(help_for(fault)));
  if (mistakes_.enough()) return std::nullopt;
  return SeenText{{}, false};
}

bool JsonWalker::check_scalar() {
  char c = tokens_.kind();
  if (c == '"') return text().has_value();
  std::string_view token = tokens_.scalar();
  if (token == "true" || token == "false" || token == "null" || is_json_number(token)) return true;
  return syntax_error("a value");
}

bool JsonWalker::skip_value() {
  enum class Next { Value, Key, Behind } next = Next::Value;
  std::string open;  // the closing brackets to come
  for (;;) {
    char c = tokens_.kind();
    switch (next) {
      case Next::Key:
        if (c != '"') return syntax_error("the name of a field");
        if (!check_scalar()) return false;
        tokens_.advance();
        if (!colon()) return false;
        next = Next::Value;
        break;
      case Next::Value:
        if (c != '{' && c != '[') {
          if (!check_scalar()) return false;
          tokens_.advance();
          next = Next::Behind;
          break;
        }
        if (open.size() >= kMaxDepth) return too_deep();
        open.push_back(c == '{' ? '}' : ']');
        tokens_.advance();
        next = c == '{' ? Next::Key : Next::Value;
        if (tokens_.kind() != open.back()) break;
        tokens_.advance();
        open.pop_back();
        next = Next::Behind;
        break;
      case Next::Behind: {
        if (open.empty()) return true;
        bool more = false;
        if (!separator(open.back(), more)) return false;
        next = !more ? Next::Behind : open.back() == '}' ? Next::Key : Next::Value;
        if (!more) open.pop_back();
        break;
      }
    }
  }
}

}  // namespace precept
