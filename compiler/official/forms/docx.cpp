#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <utility>

#include "base/limits.h"
#include "base/zip_archive.h"
#include "compiler/official/forms/forms.h"
#include "compiler/official/forms/wrapping.h"
#include "compiler/official/marks/numerals.h"

namespace precept::official {
namespace {

constexpr std::uint64_t kLargestPart = limits::kOfficialBytes;
constexpr int kDeepestPart = 200;  ///< elements around a word

/// How a level of a list is numbered.
struct ListLevel {
  std::string format;   ///< "decimal", "lowerLetter"
  std::string pattern;  ///< "%1.%2."; empty: the plain number
  unsigned start = 1;
};
/// By the list's number and its level.
using Lists = std::map<std::pair<std::string, int>, ListLevel>;

void read_level(pugi::xml_node level, ListLevel& into) {
  if (auto format = level.child("w:numFmt")) into.format = format.attribute("w:val").value();
  if (auto pattern = level.child("w:lvlText")) into.pattern = pattern.attribute("w:val").value();
  if (auto start = level.child("w:start")) into.start = start.attribute("w:val").as_uint(1);
}

Lists read_lists(const std::string& numbering) {
  Lists lists;
  pugi::xml_document xml;
  if (!xml.load_buffer(numbering.data(), numbering.size())) return lists;
  auto root = xml.child("w:numbering");
  std::map<std::string, pugi::xml_node> abstracts;
  for (auto abstract : root.children("w:abstractNum"))
    abstracts[abstract.attribute("w:abstractNumId").value()] = abstract;
  for (auto number : root.children("w:num")) {
    const std::string id = number.attribute("w:numId").value();
    const auto abstract = abstracts.find(number.child("w:abstractNumId").attribute("w:val").value());
    if (abstract == abstracts.end()) continue;
    for (auto level : abstract->second.children("w:lvl"))
      read_level(level, lists[{id, level.attribute("w:ilvl").as_int()}]);
    for (auto change : number.children("w:lvlOverride")) {
      ListLevel& level = lists[{id, change.attribute("w:ilvl").as_int()}];
      if (auto start = change.child("w:startOverride")) level.start = start.attribute("w:val").as_uint(1);
      if (auto whole = change.child("w:lvl")) read_level(whole, level);
    }
  }
  return lists;
}

/// What a style says of its paragraphs.
struct Style {
  std::string based_on, list;
  int level = -1, outline = -1;
};
using Styles = std::map<std::string, Style>;

Styles read_styles(const std::string& bytes) {
  Styles styles;
  pugi::xml_document xml;
  if (!xml.load_buffer(bytes.data(), bytes.size())) return styles;
  for (auto style : xml.child("w:styles").children("w:style")) {
    Style& read = styles[style.attribute("w:styleId").value()];
    read.based_on = style.child("w:basedOn").attribute("w:val").value();
    auto properties = style.child("w:pPr");
    read.outline = properties.child("w:outlineLvl").attribute("w:val").as_int(-1);
    read.list = properties.child("w:numPr").child("w:numId").attribute("w:val").value();
    read.level = properties.child("w:numPr").child("w:ilvl").attribute("w:val").as_int(-1);
    const std::string_view name = style.child("w:name").attribute("w:val").value();
    constexpr std::string_view kHeading = "heading ";
    const bool is_heading = name.size() == kHeading.size() + 1 && name.starts_with(kHeading);
    if (read.outline < 0 && is_heading) read.outline = name.back() - '1';
  }
  return styles;
}

/// Counts the paragraphs of lists as they are seen on paper.
class Numbering {
 public:
  explicit Numbering(Lists lists) : lists_(std::move(lists)) {}

  /// The mark of a list's next paragraph, empty for a bullet; or the reason why it has none.
  std::expected<std::string, std::string> next(const std::string& list, int level) {
    const auto found = lists_.find({list, level});
    if (found == lists_.end())
      return std::unexpected("a paragraph is numbered by a list that the archive does not describe");
    auto& counters = counters_[list];
    for (std::size_t i = 0; i < counters.size(); ++i) {
      if (static_cast<int>(i) > level) counters[i].reset();
    }
    auto& counter = counters[static_cast<std::size_t>(level)];
    counter = counter ? *counter + 1 : found->second.start;
    return mark(list, level, found->second);
  }

 private:
  static constexpr std::size_t kLevels = 9;

  static std::optional<std::string> counted(const std::string& format, unsigned n) {
    if (format.empty() || format.starts_with("decimal")) return std::to_string(n);
    if (format == "lowerLetter") return letters(n, 'a');
    if (format == "upperLetter") return letters(n, 'A');
    if (format == "lowerRoman") return roman(n, 'i');
    if (format == "upperRoman") return roman(n, 'I');
    return std::nullopt;
  }

  std::expected<std::string, std::string> mark(const std::string& list, int level, const ListLevel& of) {
    if (of.format == "bullet" || of.format == "none") return "";
    if (of.pattern.empty()) {
      const auto number = counted(of.format, *counters_[list][static_cast<std::size_t>(level)]);
      if (number) return of.format.starts_with("decimal") ? *number : *number + ")";
    }
    std::string out;
    for (std::size_t i = 0; i < of.pattern.size(); ++i) {
      const bool is_number = of.pattern[i] == '%' && i + 1 < of.pattern.size() && of.pattern[i + 1] >= '1' &&
                             of.pattern[i + 1] <= '9';
      if (!is_number) {
        out += of.pattern[i];
        continue;
      }
      const auto at = static_cast<std::size_t>(of.pattern[++i] - '1');
      const auto other = lists_.find({list, static_cast<int>(at)});
      const ListLevel& named = other == lists_.end() ? of : other->second;
      const auto number = counted(named.format, counters_[list][at].value_or(named.start));
      if (!number)
        return std::unexpected("a paragraph is numbered in a way that is not known: `" + named.format + "`");
      out += *number;
    }
    return out;
  }

  Lists lists_;
  std::map<std::string, std::array<std::optional<unsigned>, kLevels>> counters_;
};

class DocxReader {
 public:
  DocxReader(Styles styles, Lists lists) : styles_(std::move(styles)), numbering_(std::move(lists)) {
    layout_.form = "word processor's file";
    layout_.unit = "paragraph";
  }

  ReadLayout run(pugi::xml_node body) {
    walk(body, 0);
    if (!fault_.empty()) return std::unexpected(fault_);
    return std::move(layout_);
  }

 private:
  void walk(pugi::xml_node node, int depth) {
    if (depth > kDeepestPart) fault_ = "its parts lie too deep in one another";
    for (auto child : node.children()) {
      if (!fault_.empty()) return;
      const std::string_view name = child.name();
      const bool is_contents = name == "w:sdt" && std::string_view(child.child("w:sdtPr")
                                                                       .child("w:docPartObj")
                                                                       .child("w:docPartGallery")
                                                                       .attribute("w:val")
                                                                       .value()) == "Table of Contents";
      if (name == "w:p") {
        take(child, is_contents_);
      } else if (name != "w:del" && name != "w:moveFrom") {
        const bool before = is_contents_;
        is_contents_ = is_contents_ || is_contents;
        walk(child, depth + 1);
        is_contents_ = before;
      }
    }
  }

  void take(pugi::xml_node paragraph, bool is_contents) {
    if (++number_ > limits::kOfficialLines) {
      fault_ = "it has too many paragraphs";
      return;
    }
    std::string text;
    add_text(paragraph, text, 0);
    text = plain_text(without_marks(text));
    auto properties = paragraph.child("w:pPr");
    const std::string style = properties.child("w:pStyle").attribute("w:val").value();
    if (text.empty()) return;
    if (is_contents || style.starts_with("TOC")) return leave_out(number_, "a table of contents", layout_);
    Block block{.text = std::move(text), .first = number_, .last = number_};
    block.heading = heading_of(properties, style);
    number(properties, style, block);
    layout_.blocks.push_back(std::move(block));
  }

  /// What the style or those it is based on say; `none` where they say nothing.
  template <class Value>
  Value of_style(std::string style, Value Style::*member, Value none) const {
    constexpr int kMost = 20;
    for (int i = 0; i < kMost; ++i) {
      const auto found = styles_.find(style);
      if (found == styles_.end()) break;
      if (found->second.*member != none) return found->second.*member;
      style = found->second.based_on;
    }
    return none;
  }

  int heading_of(pugi::xml_node properties, const std::string& style) const {
    constexpr int kLowest = 5;
    const int level =
        properties.child("w:outlineLvl").attribute("w:val").as_int(of_style(style, &Style::outline, -1));
    return level >= 0 && level <= kLowest ? level + 1 : 0;
  }

  void number(pugi::xml_node properties, const std::string& style, Block& block) {
    auto own = properties.child("w:numPr");
    std::string list = own.child("w:numId").attribute("w:val").value();
    if (list.empty()) list = of_style(style, &Style::list, std::string());
    if (list.empty() || list == "0") return;
    const int level =
        own.child("w:ilvl").attribute("w:val").as_int(std::max(of_style(style, &Style::level, -1), 0));
    constexpr int kDeepestList = 8;
    const auto mark = numbering_.next(list, std::clamp(level, 0, kDeepestList));
    if (!mark) {
      fault_ = mark.error();
    } else if (mark->empty()) {
      block.text = "- " + block.text;
    } else {
      block.mark = plain_text(*mark);
    }
    if (block.heading == 0) block.depth = level + 1;
  }

  static bool is_struck_or_hidden(pugi::xml_node run) {
    const pugi::xml_node properties = run.child("w:rPr");
    return std::ranges::any_of(std::array{"w:strike", "w:dstrike", "w:vanish"}, [&](const char* name) {
      const pugi::xml_node found = properties.child(name);
      const std::string_view value = found.attribute("w:val").as_string("1");
      return found && value != "0" && value != "false" && value != "off";
    });
  }

  void add_text(pugi::xml_node node, std::string& out, int depth) {
    if (depth > kDeepestPart) fault_ = "its parts lie too deep in one another";
    for (auto child : node.children()) {
      if (!fault_.empty()) return;
      std::string_view name = child.name();
      if (name == "w:t") out += child.text().get();
      if (name == "w:tab" || name == "w:br" || name == "w:cr") out += ' ';
      if (name == "w:noBreakHyphen") out += '-';
      // Skips deleted text and footnote marks, which are no words of the text, and properties, which have
      // none. A paragraph in a box within this one is no part of its words.
      if (name == "w:p") leave_out(number_, "a text box", layout_);
      const bool is_skipped = name == "w:del" || name == "w:moveFrom" || name == "w:footnoteReference" ||
                              name == "w:endnoteReference" || name == "w:pPr" || name == "w:rPr" ||
                              name == "w:instrText" || name == "w:p" || name == "mc:Fallback";
      if (name == "w:r" && is_struck_or_hidden(child)) {
        leave_out(number_, "struck or hidden words", layout_);
        continue;
      }
      if (!is_skipped) add_text(child, out, depth + 1);
    }
  }

  Styles styles_;
  Numbering numbering_;
  Layout layout_;
  std::size_t number_ = 0;
  bool is_contents_ = false;
  std::string fault_;
};

/// Why a part cannot be had, or none where it is there.
std::optional<std::string> fault_of(ZipFault fault) {
  switch (fault) {
    case ZipFault::Missing:
      return std::nullopt;
    case ZipFault::Locked:
      return "it has a password";
    case ZipFault::TooLarge:
      return "a part of it unpacks to more than " + std::to_string(kLargestPart) + " bytes";
    case ZipFault::Damaged:
      return "it begins as a word processor's file does, but is damaged";
  }
  return std::nullopt;
}

}  // namespace

ReadLayout read_docx(std::string_view bytes) {
  const auto archive = ZipArchive::open(bytes);
  if (!archive) return std::unexpected("it begins as a word processor's file does, but is damaged");
  std::map<std::string, std::string> parts;
  for (const char* name : {"word/document.xml", "word/numbering.xml", "word/styles.xml"}) {
    auto part = archive->unpack(name, kLargestPart);
    if (!part) {
      if (auto fault = fault_of(part.error())) return std::unexpected(*fault);
      continue;
    }
    // No word processor writes one; entities within entities would be a bomb.
    if (part->find("<!DOCTYPE") != std::string::npos)
      return std::unexpected("it declares entities, which no word processor does");
    parts[name] = std::move(*part);
  }
  if (!parts.contains("word/document.xml")) {
    const bool is_open = archive->has("content.xml");
    return std::unexpected(is_open ? "it is an OpenDocument text; save it as `.docx`"
                                   : "it is an archive without a word processor's document");
  }
  pugi::xml_document xml;
  const std::string& document = parts["word/document.xml"];
  if (!xml.load_buffer(document.data(), document.size()))
    return std::unexpected("the document in it is damaged");
  return DocxReader(read_styles(parts["word/styles.xml"]), read_lists(parts["word/numbering.xml"]))
      .run(xml.child("w:document").child("w:body"));
}

}  // namespace precept::official
