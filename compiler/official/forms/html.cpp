// HTML as its text is seen: by libxml2's parser, which mends what is sloppy, and without a tree.
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "compiler/official/forms/forms.h"
#include "compiler/official/forms/wrapping.h"
#include "compiler/official/marks/numerals.h"

namespace precept::official {
namespace {

constexpr std::size_t kDeepestElement = 500;  ///< elements in one another

using Attributes = std::map<std::string, std::string, std::less<>>;

Attributes attributes_of(const xmlChar** list) {
  Attributes read;
  for (; list != nullptr && *list != nullptr; list += 2) {
    const auto* value = reinterpret_cast<const char*>(list[1]);
    read[reinterpret_cast<const char*>(list[0])] = value == nullptr ? "" : value;
  }
  return read;
}

std::string value_of(const Attributes& attributes, std::string_view name) {
  const auto found = attributes.find(name);
  return found == attributes.end() ? "" : found->second;
}

/// Why the words of an element are no part of the text; empty where they are.
std::string_view why_left_out(std::string_view element) {
  static constexpr std::pair<std::string_view, std::string_view> kRows[] = {
      {"head", "the head of the page"},
      {"nav", "the navigation of the page"},
      {"footer", "the foot of the page"},
      {"script", "a script"},
      {"style", "a style"},
      {"noscript", "what stands in for a script"},
      {"template", "a template"},
      {"aside", "words beside the text"},
      {"form", "a form"},
      {"button", "a button"},
      {"select", "a choice"},
      {"svg", "a drawing"},
      {"del", "struck words"},
      {"s", "struck words"},
      {"strike", "struck words"},
      {"title", "the head of the page"}};
  for (const auto& [name, why] : kRows) {
    if (name == element) return why;
  }
  return "";
}

/// Whether a style hides its element; blanks and capitals are as one likes.
bool hides(std::string style) {
  std::erase_if(style, [](unsigned char c) { return std::isspace(c) != 0; });
  std::ranges::transform(style, style.begin(), [](unsigned char c) { return std::tolower(c); });
  return style.contains("display:none") || style.contains("visibility:hidden");
}

/// Elements whose words are a paragraph of their own.
bool is_block(std::string_view element) {
  static constexpr std::array<std::string_view, 33> kBlocks{
      "address", "article", "blockquote", "body",       "caption", "center",  "dd",    "details", "div",
      "dl",      "dt",      "fieldset",   "figcaption", "figure",  "header",  "hr",    "html",    "li",
      "main",    "ol",      "p",          "pre",        "section", "summary", "table", "tbody",   "td",
      "tfoot",   "th",      "thead",      "tr",         "ul",      "menu"};
  return std::ranges::find(kBlocks, element) != kBlocks.end();
}

/// 2 of `h2`; 0 of what is no heading.
int rank_of(std::string_view element) {
  const bool is_heading = element.size() == 2 && element[0] == 'h' && element[1] >= '1' && element[1] <= '6';
  return is_heading ? element[1] - '0' : 0;
}

/// A list that is open.
struct List {
  bool is_ordered = false;
  int next = 1, step = 1;
  char kind = '1';  ///< `1`, `a`, `A`, `i`, `I`; 0: without numbers
};

List list_of(std::string_view element, const Attributes& attributes) {
  List list{.is_ordered = element == "ol"};
  const std::string type = value_of(attributes, "type"), style = value_of(attributes, "style"),
                    start = value_of(attributes, "start");
  if (type.size() == 1 && std::string_view("1aAiI").find(type[0]) != std::string_view::npos)
    list.kind = type[0];
  for (auto [name, kind] : {std::pair{"lower-alpha", 'a'},
                            {"lower-latin", 'a'},
                            {"upper-alpha", 'A'},
                            {"upper-latin", 'A'},
                            {"lower-roman", 'i'},
                            {"upper-roman", 'I'},
                            {"none", '\0'}}) {
    const std::size_t at = style.find("list-style");
    if (at != std::string::npos && style.find(name, at) != std::string::npos) list.kind = kind;
  }
  if (!start.empty()) list.next = std::atoi(start.c_str());
  if (attributes.contains("reversed")) list.step = -1;
  return list;
}

std::string mark_of(const List& list) {
  const auto n = static_cast<unsigned>(std::max(list.next, 0));
  const std::string number = list.kind == '1'                       ? std::to_string(n)
                             : list.kind == 'a' || list.kind == 'A' ? letters(n, list.kind)
                                                                    : roman(n, list.kind);
  return number + ".";
}

class HtmlReader {
 public:
  HtmlReader() { layout_.form = "HTML"; }

  ReadLayout run(std::string_view text) {
    LIBXML_TEST_VERSION
    htmlSAXHandler handler{};
    handler.startElement = [](void* self, const xmlChar* name, const xmlChar** attributes) {
      static_cast<HtmlReader*>(self)->begin(reinterpret_cast<const char*>(name), attributes_of(attributes));
    };
    handler.endElement = [](void* self, const xmlChar* name) {
      static_cast<HtmlReader*>(self)->end(reinterpret_cast<const char*>(name));
    };
    handler.characters = handler.ignorableWhitespace = [](void* self, const xmlChar* signs, int length) {
      static_cast<HtmlReader*>(self)->add(
          {reinterpret_cast<const char*>(signs), static_cast<std::size_t>(length)});
    };
    struct Free {
      void operator()(htmlParserCtxt* context) const { htmlFreeParserCtxt(context); }
    };
    const std::unique_ptr<htmlParserCtxt, Free> context(
        htmlCreateMemoryParserCtxt(text.data(), static_cast<int>(text.size())));
    if (!context) return std::unexpected("there is no memory to read it");
    context_ = context.get();
    htmlCtxtUseOptions(context_, HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
    *context_->sax = handler;
    context_->userData = this;
    xmlSwitchEncoding(context_, XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(context_);
    close();
    if (!fault_.empty()) return std::unexpected(fault_);
    return std::move(layout_);
  }

 private:
  std::size_t line() const { return static_cast<std::size_t>(std::max(xmlSAX2GetLineNumber(context_), 1)); }

  void begin(std::string_view name, const Attributes& attributes) {
    if (++depth_ > kDeepestElement) return stop("its elements lie too deep in one another");
    const std::string_view why = why_left_out(name);
    const bool is_hidden = attributes.contains("hidden") || hides(value_of(attributes, "style"));
    if (left_out_depth_ == 0 && (!why.empty() || is_hidden)) {
      left_out_depth_ = depth_;
      why_ = why.empty() ? "what is not shown" : why;
    }
    if (left_out_depth_ > 0) return;
    const int rank = rank_of(name);
    if (is_block(name) || rank > 0) close();
    if (name == "br") text_ += ' ';
    if (rank > 0) heading_ = rank;
    if (name == "ol" || name == "ul" || name == "menu") lists_.push_back(list_of(name, attributes));
    if (name == "li" && !lists_.empty()) begin_item(attributes);
    if (name == "sup") begin_raised();
    if (name == "a" && !value_of(attributes, "href").empty()) ++links_;
  }

  void stop(std::string why) {
    fault_ = std::move(why);
    xmlStopParser(context_);
  }

  void begin_item(const Attributes& attributes) {
    List& list = lists_.back();
    const std::string value = value_of(attributes, "value");
    if (!value.empty()) list.next = std::atoi(value.c_str());
    if (list.is_ordered && list.kind != 0) {
      mark_ = mark_of(list);
    } else {
      is_bullet_ = !list.is_ordered;
    }
    list.next += list.step;
  }

  void end(std::string_view name) {
    if (left_out_depth_ == depth_) left_out_depth_ = 0;
    --depth_;
    if (left_out_depth_ > 0) return;
    if (is_block(name) || rank_of(name) > 0) close();
    if (rank_of(name) > 0) heading_ = 0;
    if (name == "li") mark_.clear(), is_bullet_ = false;
    if ((name == "ol" || name == "ul" || name == "menu") && !lists_.empty()) lists_.pop_back();
    if (name == "sup") end_raised();
    if (name == "a" && links_ > 0) --links_;
  }

  void add(std::string_view words) {
    if (left_out_depth_ > 0) {
      if (words.find_first_not_of(" \t\r\n") != std::string_view::npos) leave_out(line(), why_, layout_);
      return;
    }
    if (first_ == 0 && words.find_first_not_of(" \t\r\n") != std::string_view::npos) {
      const std::size_t breaks = static_cast<std::size_t>(std::ranges::count(words, '\n'));
      first_ = line() > breaks ? line() - breaks : 1;
      first_ += static_cast<std::size_t>(
          std::count(words.begin(),
                     words.begin() + static_cast<std::ptrdiff_t>(words.find_first_not_of(" \t\r\n")), '\n'));
    }
    text_ += words;
    has_link_ = has_link_ || links_ > 0;
  }

  /// A raised number that links to somewhere is the mark of a footnote, and no word of the text.
  void begin_raised() {
    raised_ = text_.size();
    has_link_ = links_ > 0;
  }
  void end_raised() {
    if (!raised_) return;
    constexpr std::size_t kLongest = 5;
    const bool is_note = has_link_ && *raised_ <= text_.size() && text_.size() - *raised_ <= kLongest;
    if (is_note) text_.resize(*raised_);
    raised_.reset();
  }

  /// Ends the paragraph that is open.
  void close() {
    Block block{.text = plain_text(without_marks(text_)), .first = first_, .last = line()};
    text_.clear();
    first_ = 0;
    raised_.reset();
    if (block.text.empty()) return;
    block.mark = std::exchange(mark_, "");
    if (std::exchange(is_bullet_, false)) block.text = "- " + block.text;
    block.heading = heading_;
    block.depth = static_cast<int>(lists_.size());
    if (layout_.blocks.size() == limits::kOfficialLines) return stop("it has too many paragraphs");
    layout_.blocks.push_back(std::move(block));
  }

  Layout layout_;
  htmlParserCtxtPtr context_ = nullptr;
  std::string text_, mark_, fault_;
  std::string_view why_;
  std::vector<List> lists_;
  std::size_t depth_ = 0, left_out_depth_ = 0, first_ = 0;
  std::optional<std::size_t> raised_;
  int heading_ = 0, links_ = 0;
  bool is_bullet_ = false, has_link_ = false;
};

}  // namespace

ReadLayout read_html(std::string_view text) {
  if (text.find("<!ENTITY") != std::string_view::npos)
    return std::unexpected("it declares entities, which no page does");
  return HtmlReader().run(text);
}

}  // namespace precept::official
