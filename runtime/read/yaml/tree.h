// A YAML document as it is written: its nodes with their places. Aliases are found, not followed; what a word
// means is not decided here.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"

namespace precept {

struct YamlNode {
  enum class Form : std::uint8_t {
    Word,     ///< a scalar without quotes
    Text,     ///< a scalar in quotes, in a block (`|`, `>`), or with the tag `!!str`
    Nothing,  ///< a value that is not there, as after `name:`
    Alias,
    List,
    Object,
  };
  Form form = Form::Nothing;
  std::uint32_t begin = 0, end = 0;  ///< bytes of the text, quotes included
  std::uint32_t next = 0;            ///< the node behind this value and all that is in it
  std::uint32_t target = 0;          ///< of an alias: the node that it stands for, which is no alias
  std::string_view text;             ///< of a scalar
};

/// Nodes in the order in which they are written. An object's are the names and values of its members in turn,
/// a list's its elements; they lie between the node itself and its `next`.
struct YamlTree {
  std::vector<YamlNode> nodes;
  std::deque<std::string> texts;  ///< those that are not written as they are

  /// The node, or what it stands for.
  const YamlNode& value(std::uint32_t index) const {
    const YamlNode& node = nodes[index];
    return node.form == YamlNode::Form::Alias ? nodes[node.target] : node;
  }
};

/// The one document of the file, which is not empty: node 0 is its value. Nothing exactly when a mistake was
/// reported (yaml.h says which). Nodes refer to the text in `sources`.
std::optional<YamlTree> read_yaml_tree(FileId file, const Sources& sources, Diagnostics& diagnostics);

}  // namespace precept
