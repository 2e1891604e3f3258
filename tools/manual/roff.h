// Texts in roff, the language of manual pages (man(7)): what stands in a text is told, never a request.
#pragma once

#include <string>
#include <string_view>

namespace precept::tools::manual {

/// Plain text; in backquotes is what is typed, which is set bold.
std::string roff_text(std::string_view text);
/// As it is typed: bold, and no hyphen of it is one that a line may be broken at.
std::string roff_typed(std::string_view text);
/// A word that stands for another.
std::string roff_variable(std::string_view text);

/// A page, section by section.
class RoffPage {
 public:
  RoffPage(std::string_view name, int section, std::string_view summary);

  void heading(std::string_view title);
  void subheading(std::string_view title);
  /// A paragraph of lines as `roff_text` gives them.
  void paragraph(std::string_view roff);
  /// A term with what is said of it.
  void item(std::string_view term, std::string_view roff);
  /// Lines as they are typed.
  void example(std::string_view lines);
  const std::string& text() const { return text_; }

 private:
  /// What is written begins a line, and is no request.
  void line(std::string_view roff);
  /// A heading begins a paragraph already.
  void begin_paragraph();

  std::string text_;
};

}  // namespace precept::tools::manual
