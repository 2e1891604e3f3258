#include "runtime/read/yaml/tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "base/limits.h"
#include "base/suggest.h"
#include "runtime/read/json_text.h"
#include "runtime/read/mistakes.h"
#include "runtime/read/yaml/events.h"
#include "runtime/read/yaml/text.h"

namespace precept {

namespace {

using Form = YamlNode::Form;

constexpr std::size_t kMostMistakes = 20;
constexpr std::size_t kNowhere = std::string_view::npos;

class TreeReader {
 public:
  TreeReader(FileId file, const Sources& sources, Diagnostics& diagnostics)
      : text_(sources.file(file).text), mistakes_(file, diagnostics, kMostMistakes) {}

  std::optional<YamlTree> read() {
    if (!is_yaml_text(text_, mistakes_)) return std::nullopt;
    YamlEvents events(text_);
    while (const YamlEvent* event = events.next()) {
      if (!take(*event) || mistakes_.enough()) return std::nullopt;
    }
    if (const auto fault = events.fault()) {
      report_yaml_fault(*fault, text_, opened_bracket(), mistakes_);
      return std::nullopt;
    }
    if (!is_yaml_read(text_, read_to_, mistakes_)) return std::nullopt;
    if (tree_.nodes.empty() || tree_.nodes[0].form == Form::Nothing) return empty(), std::nullopt;
    if (mistakes_.any()) return std::nullopt;
    return std::move(tree_);
  }

 private:
  /// A list or object that is being read.
  struct Open {
    std::uint32_t node = 0;
    bool wants_name = false;  ///< the next value is the name of a member
    bool has_bracket = false;
  };

  Diagnostic& report(DiagnosticKind kind, std::size_t begin, std::size_t end, std::string message) {
    return mistakes_.report(kind, begin, end, std::move(message));
  }

  void empty() {
    report(DiagnosticKind::DocumentEmpty, 0, 0, "the document is empty")
        .with_help("a document is an object: its fields, each as `name: value`");
  }

  static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

  std::size_t opened_bracket() const {
    const auto open = std::ranges::find_if(open_.rbegin(), open_.rend(), &Open::has_bracket);
    return open == open_.rend() ? kNowhere : tree_.nodes[open->node].begin;
  }

  // ---- events

  /// False: nothing more can be read, and that was reported.
  bool take(const YamlEvent& event) {
    if (event.anchor.is_there) passed(event.anchor.end);
    if (event.tag.is_there) passed(event.tag.end);
    switch (event.type) {
      case YamlEvent::Type::Document:
        return begin_document(event.mark);
      case YamlEvent::Type::Scalar:
        return scalar(event);
      case YamlEvent::Type::Alias:
        return alias(event.mark);
      case YamlEvent::Type::List:
        return begin(Form::List, event);
      case YamlEvent::Type::Object:
        return begin(Form::Object, event);
      case YamlEvent::Type::ListEnd:
      case YamlEvent::Type::ObjectEnd:
        return end(event.mark), true;
      case YamlEvent::Type::Other:
        break;
    }
    return true;
  }

  bool begin_document(const YamlMark& marker) {
    const std::size_t at = marker.is_there ? marker.begin : past_yaml_comments(text_, read_to_);
    if (marker.is_there) passed(marker.end);
    if (++documents_ == 1) return true;
    report(DiagnosticKind::YamlFeature, at, at + (marker.is_there ? 3 : 1),
           "a second document begins here; a YAML file holds one")
        .with_help("write each document to a file of its own");
    return false;
  }

  bool scalar(const YamlEvent& event) {
    YamlNode node = event.mark.is_there ? written_scalar(event) : place_of_nothing();
    apply_tag(node, event.tag);
    const bool is_safe =
        !event.mark.is_there || event.style == YamlEvent::Style::Plain ||
        (event.style == YamlEvent::Style::Block ? is_deep_enough(node) : is_on_one_line(node));
    return is_safe && add(node, event.anchor);
  }

  /// libfyaml 0.7.12 loses some backslashes of a text with escapes that goes on over a line's end.
  bool is_on_one_line(const YamlNode& quoted) {
    const std::string_view written = text_.substr(quoted.begin, quoted.end - quoted.begin);
    if (written[0] == '\'' || written.find('\\') == kNowhere || written.find_first_of("\r\n") == kNowhere)
      return true;
    report(DiagnosticKind::YamlFeature, quoted.begin, line_end(quoted.begin, quoted.end),
           "a text in double quotes, with escapes, goes on over the end of its line")
        .with_help("write it on one line");
    return false;
  }

  /// libfyaml takes a field below an empty block for the block's text.
  bool is_deep_enough(const YamlNode& block) {
    if (open_.empty() || block.begin == block.end) return true;
    const std::size_t around = tree_.nodes[open_.back().node].begin;
    if (column(block.begin) > column(around)) return true;
    report(DiagnosticKind::DocumentSyntax, block.begin, line_end(block.begin, block.end),
           "the text of a block stands deeper than its name")
        .with_help("indent its lines; a text with nothing in it is written \"\"");
    return false;
  }
  std::size_t column(std::size_t at) const {
    const std::size_t line_break = text_.substr(0, at).rfind('\n');
    return line_break == kNowhere ? at : at - line_break - 1;
  }
  std::size_t line_end(std::size_t begin, std::size_t end) const {
    return std::min(text_.find('\n', begin), end);
  }

  YamlNode written_scalar(const YamlEvent& event) {
    const auto& [is_there, begin, end, text] = event.mark;
    const std::string_view written = text_.substr(begin, end - begin);
    YamlNode node;
    node.form = event.style == YamlEvent::Style::Plain ? Form::Word : Form::Text;
    node.text = text == written ? written : std::string_view(tree_.texts.emplace_back(text));
    node.begin = static_cast<std::uint32_t>(begin);
    node.end = static_cast<std::uint32_t>(end);
    if (event.style == YamlEvent::Style::Quoted) {
      --node.begin;
      node.end = static_cast<std::uint32_t>(std::min(end + 1, text_.size()));
    } else if (event.style == YamlEvent::Style::Block && begin < end) {
      // Without the indentation before it and the line break behind it.
      node.begin += static_cast<std::uint32_t>(std::min(written.find_first_not_of(" \r\n"), written.size()));
      while (node.end > node.begin && is_blank(text_[node.end - 1])) --node.end;
    }
    passed(node.end);
    read_to_ = std::max(read_to_, end);
    return node;
  }

  /// A value that is not there has the place of the sign before it, such as the dash of an element.
  YamlNode place_of_nothing() {
    const std::size_t at = past_yaml_comments(text_, read_to_);
    const std::size_t end = std::min(at + 1, text_.size());
    if (at < end && std::string_view("-:?,").find(text_[at]) != kNowhere) passed(end);
    return {.begin = static_cast<std::uint32_t>(at), .end = static_cast<std::uint32_t>(end)};
  }

  bool alias(const YamlMark& name) {
    passed(name.end);
    YamlNode node{.form = Form::Alias};
    node.begin = static_cast<std::uint32_t>(name.begin - 1);
    node.end = static_cast<std::uint32_t>(name.end);
    const auto found = anchors_.find(std::string(name.text));
    if (found == anchors_.end()) {
      unknown_alias(node, name.text);
      node.form = Form::Nothing;
    } else if (is_open(found->second)) {
      report(DiagnosticKind::YamlFeature, node.begin, node.end,
             fmt::format("`*{}` stands for a value that it is itself in", shortened(name.text)));
      node.form = Form::Nothing;
    } else {
      node.target = found->second;
    }
    return add(node, {});
  }

  void unknown_alias(const YamlNode& node, std::string_view name) {
    std::vector<std::string_view> names;
    for (const auto& [anchor, target] : anchors_) names.push_back(anchor);
    std::ranges::sort(names);
    std::string help = did_you_mean(name, names);
    if (help.empty()) help = "a text that begins with `*` stands in quotes";
    report(DiagnosticKind::YamlFeature, node.begin, node.end,
           fmt::format("no anchor `&{0}` stands before the alias `*{0}`", shortened(name)))
        .with_help(std::move(help));
  }

  bool begin(Form form, const YamlEvent& event) {
    YamlNode node{.form = form};
    node.begin = static_cast<std::uint32_t>(event.mark.is_there ? event.mark.begin : read_to_);
    passed(event.mark.end);
    apply_tag(node, event.tag);
    const auto index = static_cast<std::uint32_t>(tree_.nodes.size());
    if (!add(node, event.anchor)) return false;
    open_.push_back({.node = index,
                     .wants_name = form == Form::Object,
                     .has_bracket = event.mark.begin < event.mark.end});
    if (open_.size() <= limits::kDocumentDepth) return true;
    report(DiagnosticKind::DocumentTooDeep, node.begin, node.begin + 1,
           fmt::format("the document is nested more than {} levels deep", limits::kDocumentDepth));
    return false;
  }

  void end(const YamlMark& bracket) {
    if (bracket.begin < bracket.end) passed(bracket.end);  // else it is where the next line begins
    YamlNode& node = tree_.nodes[open_.back().node];
    node.end = std::max(node.begin, static_cast<std::uint32_t>(content_to_));
    node.next = static_cast<std::uint32_t>(tree_.nodes.size());
    if (node.form == Form::Object) check_names(open_.back().node);
    open_.pop_back();
  }

  // ---- nodes

  /// False: the node is a name that is no word, which was reported.
  bool add(YamlNode node, const YamlMark& anchor) {
    const auto index = static_cast<std::uint32_t>(tree_.nodes.size());
    node.next = index + 1;
    if (anchor.is_there) anchors_[std::string(anchor.text)] = index;
    tree_.nodes.push_back(node);
    if (open_.empty()) return true;
    Open& open = open_.back();
    if (open.wants_name && !is_name(index)) return false;
    if (tree_.nodes[open.node].form == Form::Object) open.wants_name = !open.wants_name;
    return true;
  }

  bool is_open(std::uint32_t node) const {
    return std::ranges::any_of(open_, [&](const Open& open) { return open.node == node; });
  }

  bool is_name(std::uint32_t index) {
    const YamlNode& node = tree_.nodes[index];
    const Form form = tree_.value(index).form;
    if (form != Form::List && form != Form::Object) return true;
    report(
        DiagnosticKind::YamlFeature, node.begin, std::min<std::size_t>(node.begin + 1, text_.size()),
        fmt::format("the name of a field is {}; it is a word", form == Form::List ? "a list" : "an object"));
    return false;
  }

  /// Reports each name of the object that was given before.
  void check_names(std::uint32_t object) {
    std::vector<std::uint32_t>& names = names_;
    names.clear();
    for (std::uint32_t at = object + 1; at < tree_.nodes[object].next;) {
      names.push_back(at);
      at = tree_.nodes[tree_.nodes[at].next].next;
    }
    auto text = [&](std::uint32_t name) { return tree_.value(name).text; };
    std::ranges::stable_sort(names, {}, text);
    for (std::size_t i = 1; i < names.size() && !mistakes_.enough(); ++i) {
      if (text(names[i]) != text(names[i - 1])) continue;
      const YamlNode &again = tree_.nodes[names[i]], &first = tree_.nodes[names[i - 1]];
      report(DiagnosticKind::DocumentDuplicateKey, again.begin, again.end,
             fmt::format("{} is given twice", in_backticks(text(names[i]))))
          .label(mistakes_.span(first.begin, first.end), "first given here");
    }
  }

  // ---- anchors and tags

  /// YAML's own tags are taken where they fit; the field decides, so only `!!str` says something.
  void apply_tag(YamlNode& node, const YamlMark& mark) {
    if (!mark.is_there) return;
    constexpr std::string_view kCore = "tag:yaml.org,2002:";
    const std::string_view tag = mark.text;
    const std::string_view name = tag.starts_with(kCore) ? tag.substr(kCore.size()) : "";
    const bool is_scalar = node.form != Form::List && node.form != Form::Object;
    const bool is_text = name == "str" || tag == "!";
    const bool is_word = name == "int" || name == "bool" || name == "float" || name == "null";
    const bool fits =
        is_scalar ? is_text || is_word : tag == "!" || name == (node.form == Form::List ? "seq" : "map");
    if (is_scalar && is_text) node.form = Form::Text;
    if (is_scalar && is_word && node.form == Form::Text) node.form = Form::Word;
    if (fits) return;
    report(DiagnosticKind::YamlFeature, mark.begin, mark.end,
           fmt::format("the tag {} says nothing that a document could hold",
                       in_backticks(text_.substr(mark.begin, mark.end - mark.begin))))
        .with_help("leave it out: the field decides what its value is");
  }

  void passed(std::size_t end) {
    content_to_ = std::max(content_to_, end);
    read_to_ = std::max(read_to_, end);
  }

  std::string_view text_;
  Mistakes mistakes_;
  YamlTree tree_;
  std::vector<Open> open_;
  std::unordered_map<std::string, std::uint32_t> anchors_;
  std::vector<std::uint32_t> names_;  ///< of the object that is being checked
  std::size_t content_to_ = 0;        ///< behind the last thing that says something
  std::size_t read_to_ = 0;           ///< the same, with the blank lines that end a block
  unsigned documents_ = 0;
};

}  // namespace

std::optional<YamlTree> read_yaml_tree(FileId file, const Sources& sources, Diagnostics& diagnostics) {
  return TreeReader(file, sources, diagnostics).read();
}

}  // namespace precept
