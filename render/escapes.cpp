#include "render/escapes.h"

#include <fmt/format.h>

#include "render/layout.h"

namespace precept::rendering {

namespace {

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
}

}  // namespace

std::string xml_attribute(std::string_view text) {
  std::string result;
  for (char c : escaped_html(text)) {
    if (c == '\n' || c == '\r' || c == '\t') {
      result += fmt::format("&#{};", static_cast<int>(c));
    } else {
      result += c;
    }
  }
  return result;
}

std::string tap_description(std::string_view text) {
  std::string result;
  for (char c : terminal_text(text)) {
    if (c == '#' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string tap_yaml(std::string_view text) {
  std::string result = "\"";
  for (char c : terminal_text(text)) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

std::string github_data(std::string_view text) {
  std::string result = terminal_text(text);
  replace_all(result, "%", "%25");
  return result;
}

std::string github_property(std::string_view text) {
  std::string result = github_data(text);
  replace_all(result, ":", "%3A");
  replace_all(result, ",", "%2C");
  return result;
}

std::string uri_of_path(std::string_view path) {
  std::string result = path.starts_with('/') ? "file://" : "";
  for (char c : path) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (is_letter || std::string_view("-._~/").find(c) != std::string_view::npos) {
      result += c;
    } else {
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return result;
}

std::string sarif_text(std::string_view text) {
  std::string result = terminal_text(text);
  replace_all(result, "{", "{{");
  replace_all(result, "}", "}}");
  // The standard has no escape for the bracket that opens a link; a blank undoes the link.
  replace_all(result, "](", "] (");
  return result;
}

namespace {

/// Puts a character without width behind a sign that would call or link something; people see no difference.
std::string without_references(std::string_view text) {
  static constexpr std::string_view kApart = "&#8203;";
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    result += text[at];
    const bool is_sign = std::string_view("@#!%").find(text[at]) != std::string_view::npos;
    if (is_sign || rest.starts_with("://") || rest.starts_with("www.")) result += kApart;
  }
  return result;
}

}  // namespace

std::string comment_text(std::string_view text) {
  return without_references(escaped_markdown(text));
}

std::string comment_html(std::string_view text) {
  return without_references(escaped_html_line(text));
}

}  // namespace precept::rendering
