#include "compiler/source_lock/docx.h"

#include <cstdint>
#include <map>
#include <pugixml.hpp>

#include "base/zip_archive.h"

namespace precept::source_lock {
namespace {

constexpr std::uint64_t kLargestPart = 64u << 20;  ///< in bytes; no resolution is longer, a zip bomb is

/// How each level of each list counts: "decimal", "lowerLetter", "lowerRoman"; by numId and level.
using Formats = std::map<std::pair<std::string, std::string>, std::string>;

Formats read_formats(const std::string& numbering) {
  Formats formats;
  pugi::xml_document xml;
  if (!xml.load_buffer(numbering.data(), numbering.size())) return formats;
  auto root = xml.child("w:numbering");
  for (auto number : root.children("w:num")) {
    std::string wanted = number.child("w:abstractNumId").attribute("w:val").value();
    for (auto abstract : root.children("w:abstractNum")) {
      if (wanted != abstract.attribute("w:abstractNumId").value()) continue;
      for (auto level : abstract.children("w:lvl")) {
        formats[{number.attribute("w:numId").value(), level.attribute("w:ilvl").value()}] =
            level.child("w:numFmt").attribute("w:val").value();
      }
    }
  }
  return formats;
}

std::string roman(unsigned n) {
  static constexpr std::pair<unsigned, const char*> kSteps[] = {
      {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}};
  std::string out;
  for (auto [value, letters] : kSteps) {
    for (; n >= value; n -= value) out += letters;
  }
  return out;
}

std::string counted(const std::string& format, unsigned n) {
  if (format == "lowerLetter") return std::string(1, static_cast<char>('a' + (n - 1) % 26)) + ") ";
  if (format == "lowerRoman") return roman(n) + ") ";
  return std::to_string(n) + " ";
}

void add_text(pugi::xml_node node, std::string& out) {
  for (auto child : node.children()) {
    std::string_view name = child.name();
    if (name == "w:t") out += child.text().get();
    if (name == "w:tab" || name == "w:br") out += ' ';
    if (name == "w:noBreakHyphen") out += '-';
    // Skips deleted text and footnote marks, which are no words of the text, and properties, which have none.
    if (name == "w:del" || name == "w:footnoteReference" || name == "w:pPr" || name == "w:rPr") continue;
    add_text(child, out);
  }
}

using Paragraphs = std::expected<std::vector<std::string>, std::string>;

/// Refuses a list number whose format is not declared, because its label would be lost. List 0 means no list.
Paragraphs read_body(pugi::xml_node body, const Formats& formats) {
  std::vector<std::string> paragraphs;
  std::map<std::pair<std::string, std::string>, unsigned> counters;
  for (auto paragraph : body.children("w:p")) {
    std::string text;
    add_text(paragraph, text);
    auto number = paragraph.child("w:pPr").child("w:numPr");
    if (number && !text.empty() && number.child("w:numId").attribute("w:val").as_int() != 0) {
      std::pair<std::string, std::string> key{number.child("w:numId").attribute("w:val").value(),
                                              number.child("w:ilvl").attribute("w:val").value()};
      auto format = formats.find(key);
      if (format == formats.end()) {
        return std::unexpected("a paragraph is numbered by a list that the archive does not describe");
      }
      text = counted(format->second, ++counters[key]) + text;
    }
    paragraphs.push_back(std::move(text));
  }
  return paragraphs;
}

}  // namespace

std::expected<std::vector<std::string>, std::string> read_docx(const std::string& bytes) {
  const auto archive = ZipArchive::open(bytes);
  if (!archive) {
    return std::unexpected("the file begins as a word processor's archive does, but is damaged");
  }
  const auto document = archive->unpack("word/document.xml", kLargestPart);
  pugi::xml_document xml;
  if (!document || !xml.load_buffer(document->data(), document->size())) {
    return std::unexpected("the archive holds no word processor's document");
  }
  const auto numbering = archive->unpack("word/numbering.xml", kLargestPart);
  auto body = xml.child("w:document").child("w:body");
  return read_body(body, numbering ? read_formats(*numbering) : Formats{});
}

}  // namespace precept::source_lock
