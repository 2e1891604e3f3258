// Steps over the tokens of a JSON document, and checks that they make well-formed values.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "runtime/read/json/structure.h"
#include "runtime/read/mistakes.h"

namespace precept {

struct ObjectSchema;

/// An object or list that is being read. `outer` leads from the innermost to the document.
struct OpenValue {
  const OpenValue* outer = nullptr;
  std::uint32_t begin = 0;               ///< byte of its bracket
  const ObjectSchema* schema = nullptr;  ///< of an object; null for a list
};

/// The base of all readers of JSON. A function that returns false has reported why nothing more can be read.
class JsonWalker {
 public:
  JsonWalker(JsonStructure& tokens, Mistakes& mistakes) : tokens_(tokens), mistakes_(mistakes) {}

  /// A deeper value is refused, even where it would be skipped.
  static constexpr std::size_t kMaxDepth = limits::kDocumentDepth;

  /// Steps past the current value, whatever it is.
  bool skip_value();
  /// The text of the current string, without stepping on. Valid until the next string with escapes.
  std::optional<std::string_view> text();
  /// The current string as people see it (base/text.h), without stepping on. An invisible character is
  /// reported, and the text is then not sound. Valid until the next string.
  struct SeenText {
    std::string_view text;
    bool is_sound = true;
  };
  std::optional<SeenText> seen_text();
  /// Reports that the current token, or the end of the document, stands where `expected` should.
  bool syntax_error(std::string_view expected);
  bool too_deep();
  /// Steps past the colon after a key.
  bool colon();
  /// After a value: steps past a comma (`more` is set) or the closing bracket.
  bool separator(char close, bool& more);
  /// Whether nothing but white space follows the value that was read.
  bool nothing_follows();

 protected:
  bool check_scalar();

  JsonStructure& tokens_;
  Mistakes& mistakes_;
  std::string unescaped_;            ///< the last string with escapes
  std::string folded_;               ///< the last string whose text differs from what is written
  const OpenValue* open_ = nullptr;  ///< the innermost open value, kept by the reader
};

}  // namespace precept
