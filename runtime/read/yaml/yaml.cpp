#include "runtime/read/yaml/yaml.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/limits.h"
#include "runtime/read/json_text.h"
#include "runtime/read/yaml/tree.h"

namespace precept {

namespace {

using Form = YamlNode::Form;

bool is_null(std::string_view word) {
  return word == "~" || word == "null" || word == "Null" || word == "NULL";
}

/// `true` or `false`; empty where the word is no truth.
std::string_view truth_of(std::string_view word) {
  if (word.size() > 5) return {};
  std::string small(word);
  std::ranges::transform(small, small.begin(),
                         [](unsigned char c) { return c < 0x80 ? std::tolower(c) : c; });
  if (small == "true" || small == "yes") return "true";
  if (small == "false" || small == "no") return "false";
  return {};
}

/// Writes the JSON of a tree.
class Translation {
 public:
  Translation(FileId file, const YamlTree& tree, Diagnostics& diagnostics)
      : file_(file), tree_(tree), diagnostics_(diagnostics) {}

  std::optional<Translated> run(const DocumentTypes& types, std::string_view kind_if_none) {
    const std::string_view said = kind();
    return run(types.of_kind(said.empty() ? kind_if_none : said));
  }

  std::optional<Translated> run_list(const PlaceType* type) {
    if (tree_.value(0).form == Form::List) return run(type);
    refuse(DiagnosticKind::DocumentSyntax, "a list in YAML has a `-` before each of its elements",
           &tree_.nodes[0]);
    return std::nullopt;
  }

 private:
  std::optional<Translated> run(const PlaceType* type) {
    if (!value(0, type)) return std::nullopt;
    return std::move(translated_);
  }

  /// The text of the document's `kind`; empty where there is none.
  std::string_view kind() const {
    const YamlNode& root = tree_.nodes[0];
    if (root.form != Form::Object) return {};
    for (std::uint32_t name = 1; name < root.next;) {
      const std::uint32_t value = tree_.nodes[name].next;
      if (tree_.value(name).text == "kind") return tree_.value(value).text;
      name = tree_.nodes[value].next;
    }
    return {};
  }

  // A function that returns false has reported why the document is refused.

  bool value(std::uint32_t index, const PlaceType* type) {
    const YamlNode& node = tree_.nodes[index];
    if (node.form == Form::Alias && !outer_alias_) {
      outer_alias_ = &node;
      const bool is_fine = value(node.target, type) && aliases_fit(0);
      outer_alias_ = nullptr;
      return is_fine;
    }
    if (node.form == Form::Alias) return value(node.target, type);
    if (!is_small_enough(node)) return false;
    switch (node.form) {
      case Form::Object:
        return object(index, type);
      case Form::List:
        return list(index, type);
      case Form::Text:
        text(node);
        break;
      case Form::Word:
        word(node, type);
        break;
      case Form::Nothing:
        scalar(node, "null");
        break;
      case Form::Alias:
        break;
    }
    return true;
  }

  bool object(std::uint32_t index, const PlaceType* type) {
    const YamlNode& node = tree_.nodes[index];
    const std::size_t origin = begin(node);
    if (!put_open('{')) return false;
    bool is_first = true;
    for (std::uint32_t name = index + 1; name < node.next;) {
      const std::uint32_t value = tree_.nodes[name].next;
      const std::string_view word = tree_.value(name).text;
      const PlaceType* member = type == nullptr ? nullptr : type->field(word);
      if (!is_left_out(value, member)) {
        if (!is_first) put(",");
        is_first = false;
        if (!is_small_enough(tree_.value(name))) return false;
        text(tree_.nodes[name], word);
        put(":");
        if (!this->value(value, member)) return false;
      } else if (outer_alias_) {
        aliased_ += kLeftOut;
      }
      name = tree_.nodes[value].next;
    }
    put_close('}', origin);
    return true;
  }

  bool list(std::uint32_t index, const PlaceType* type) {
    const YamlNode& node = tree_.nodes[index];
    const std::size_t origin = begin(node);
    if (!put_open('[')) return false;
    const PlaceType* element = type == nullptr ? nullptr : type->element.get();
    for (std::uint32_t at = index + 1; at < node.next; at = tree_.nodes[at].next) {
      if (at != index + 1) put(",");
      if (!value(at, element)) return false;
    }
    put_close(']', origin);
    return true;
  }

  /// Whether the member's value says that there is none. Of a field that is not known the reader of JSON
  /// tells.
  bool is_left_out(std::uint32_t index, const PlaceType* type) const {
    if (type == nullptr || type->says_null) return false;
    const YamlNode& node = tree_.value(index);
    return node.form == Form::Nothing || (node.form == Form::Word && is_null(node.text));
  }

  // ---- scalars

  void word(const YamlNode& node, const PlaceType* type) {
    if (is_null(node.text)) return scalar(node, "null");
    if (type != nullptr && type->is_truth) {
      if (const std::string_view truth = truth_of(node.text); !truth.empty()) return scalar(node, truth);
    }
    if (type != nullptr && type->is_number && is_json_number(node.text)) return scalar(node, node.text);
    text(node);
  }
  void text(const YamlNode& node) { text(node, node.text); }
  void text(const YamlNode& node, std::string_view text) {
    const std::size_t origin = begin(node), before = translated_.json.size();
    append_json_string(translated_.json, text);
    if (outer_alias_) aliased_ += translated_.json.size() - before;
    close(origin);
  }
  void scalar(const YamlNode& node, std::string_view json) {
    const std::size_t origin = begin(node);
    put(json);
    close(origin);
  }

  // ---- what is written, and where it comes from

  void put(std::string_view json) {
    translated_.json += json;
    if (outer_alias_) aliased_ += json.size();
  }
  bool put_open(char bracket) {
    put({&bracket, 1});
    if (++depth_ <= limits::kDocumentDepth) return true;
    return refuse(DiagnosticKind::DocumentTooDeep,
                  fmt::format("with this alias the document is nested more than {} levels deep",
                              limits::kDocumentDepth));
  }
  void put_close(char bracket, std::size_t origin) {
    put({&bracket, 1});
    close(origin);
    --depth_;
  }

  /// Begins a value, and gives the index of its origin.
  std::size_t begin(const YamlNode& node) {
    const YamlNode& place = outer_alias_ ? *outer_alias_ : node;
    translated_.origins.push_back({.begin = static_cast<std::uint32_t>(translated_.json.size()),
                                   .from = {file_, place.begin, place.end}});
    return translated_.origins.size() - 1;
  }
  void close(std::size_t origin) {
    translated_.origins[origin].end = static_cast<std::uint32_t>(translated_.json.size());
  }

  // ---- limits

  bool is_small_enough(const YamlNode& node) {
    constexpr std::size_t kMostBytes = std::numeric_limits<std::int32_t>::max();
    if (!aliases_fit(node.text.size())) return false;
    if (translated_.json.size() <= kMostBytes) return true;
    return refuse(DiagnosticKind::DocumentTooLarge,
                  fmt::format("the document comes to more than {} bytes of JSON", kMostBytes), &node);
  }
  /// Without this limit an alias of aliases would fill the memory.
  bool aliases_fit(std::size_t more) {
    if (!outer_alias_ || aliased_ + more <= limits::kAliasedBytes) return true;
    return refuse(
        DiagnosticKind::DocumentTooLarge,
        fmt::format("the aliases of the document stand for more than {} bytes", limits::kAliasedBytes));
  }
  bool refuse(DiagnosticKind kind, std::string message, const YamlNode* node = nullptr) {
    const YamlNode* place = outer_alias_ ? outer_alias_ : node;
    diagnostics_.report(kind, place ? Span{file_, place->begin, place->end} : Span{file_, 0, 0},
                        std::move(message));
    return false;
  }

  static constexpr std::size_t kLeftOut = std::string_view("null").size();

  FileId file_;
  const YamlTree& tree_;
  Diagnostics& diagnostics_;
  Translated translated_;
  const YamlNode* outer_alias_ = nullptr;  ///< that is being followed: the place of all that it stands for
  std::size_t aliased_ = 0;                ///< bytes of JSON that aliases stand for
  std::size_t depth_ = 0;
};

}  // namespace

std::optional<Translated> translate_yaml(FileId file, const Sources& sources, const DocumentTypes& types,
                                         Diagnostics& diagnostics, std::string_view kind) {
  const auto tree = read_yaml_tree(file, sources, diagnostics);
  if (!tree) return std::nullopt;
  return Translation(file, *tree, diagnostics).run(types, kind);
}

std::optional<Translated> translate_yaml_list(FileId file, const Sources& sources, const PlaceType* type,
                                              Diagnostics& diagnostics) {
  const auto tree = read_yaml_tree(file, sources, diagnostics);
  if (!tree) return std::nullopt;
  return Translation(file, *tree, diagnostics).run_list(type);
}

}  // namespace precept
