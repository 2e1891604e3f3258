// Escapes for the formats of tests and pipelines. A text that a document or a file's name brings is a text in
// each of them: it ends no line, opens no tag and gives no command. HTML and Markdown: layout.h.
#pragma once

#include <string>
#include <string_view>

namespace precept::rendering {

/// A value of an attribute of XML. Line breaks are escaped; XML would read them as blanks.
std::string xml_attribute(std::string_view text);
/// The description of a test in TAP, where `#` begins a directive.
std::string tap_description(std::string_view text);
/// A text of the YAML that stands below a test in TAP.
std::string tap_yaml(std::string_view text);

/// The words of a workflow command of GitHub, which ends with the line.
std::string github_data(std::string_view text);
/// A property of such a command, which ends with a comma or two colons.
std::string github_property(std::string_view text);

/// A path as a reference in a URI (RFC 3986): relative where the path is.
std::string uri_of_path(std::string_view path);
/// A message of SARIF, in which braces hold arguments and brackets make links.
std::string sarif_text(std::string_view text);

/// A text for a comment in Markdown, where names and numbers behind `@` and `#` would call people and link
/// issues.
std::string comment_text(std::string_view text);
/// The same for HTML within such a comment.
std::string comment_html(std::string_view text);

}  // namespace precept::rendering
