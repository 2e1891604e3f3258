// The events of a YAML text: the only place that knows libfyaml. It checks the grammar and finds every place;
// it does not check names given twice, depth, aliases and tags.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "runtime/read/yaml/syntax.h"

namespace precept {

/// Something written in the text: its bytes, without quotes, and what they come to.
struct YamlMark {
  bool is_there = false;
  std::size_t begin = 0, end = 0;
  std::string_view text;
};

struct YamlEvent {
  enum class Type : std::uint8_t { Document, Scalar, Alias, List, Object, ListEnd, ObjectEnd, Other };
  enum class Style : std::uint8_t { Plain, Quoted, Block };
  Type type = Type::Other;
  Style style = Style::Plain;
  YamlMark mark;  ///< the scalar, the alias's name, the bracket, or `---`; not there where nothing is written
  YamlMark anchor, tag;  ///< the anchor's name; the tag as its handle resolves it
};

class YamlEvents {
 public:
  /// `text` is valid UTF-8 without a byte zero: either would be taken for its end. It outlives the events.
  explicit YamlEvents(std::string_view text);
  ~YamlEvents();

  /// The next event, valid until the one after it; null at a fault and behind the end.
  const YamlEvent* next();
  /// What stopped the events, or what libfyaml would leave out with a warning. Is asked for behind the end.
  std::optional<YamlFault> fault() const;

 private:
  struct Parser;
  void check_text(void* scalar);

  std::unique_ptr<Parser> parser_;
  YamlEvent event_;
  std::string words_;  ///< of a scalar whose text libfyaml gets wrong
};

}  // namespace precept
