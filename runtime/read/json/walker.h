// Steps over the tokens of a JSON document and checks that they make well-formed values.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "runtime/read/json/structure.h"
#include "runtime/read/mistakes.h"

namespace precept {

struct ObjectPlan;

/// An object or list that is being read; they form a chain from the innermost outwards.
struct OpenValue {
  const OpenValue* outer = nullptr;
  std::uint32_t begin = 0;           ///< byte of its bracket
  const ObjectPlan* plan = nullptr;  ///< of an object
};

/// What all readers of JSON share. A function that returns false has reported why nothing more can be read.
class JsonWalker {
 public:
  JsonWalker(JsonStructure& tokens, Mistakes& mistakes) : tokens_(tokens), mistakes_(mistakes) {}

  /// Deeper values are refused, read or skipped: no schema comes near this.
  static constexpr std::size_t kMaxDepth = limits::kDocumentDepth;

  /// Past the value at hand, whatever it is.
  bool skip_value();
  /// The text of the string at hand, valid until the next string with escapes; stays at the string.
  std::optional<std::string_view> text();
  /// The string at hand as a reader sees it (base/text.h); stays at the string. A character that nobody sees
  /// is reported, and the text then not sound. Valid until the next string.
  struct SeenText {
    std::string_view text;
    bool is_sound = true;
  };
  std::optional<SeenText> seen_text();
  /// Reports that the token at hand, or the end of the document, stands where `expected` should.
  bool syntax_error(std::string_view expected);
  bool too_deep();
  /// Past the colon behind a key.
  bool colon();
  /// Behind a value: past a comma (`more` is set) or the closing bracket.
  bool separator(char close, bool& more);
  /// Whether nothing but white space follows the value that was read.
  bool nothing_follows();

 protected:
  bool check_scalar();

  JsonStructure& tokens_;
  Mistakes& mistakes_;
  std::string unescaped_;            ///< the last string with escapes
  std::string folded_;               ///< the last string that reads otherwise than it is written
  const OpenValue* open_ = nullptr;  ///< the innermost, as far as the reader says
};

}  // namespace precept
