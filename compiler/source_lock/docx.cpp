#include "compiler/source_lock/docx.h"

#include <zip.h>

#include <map>
#include <memory>
#include <optional>
#include <pugixml.hpp>

namespace precept::source_lock {
namespace {

constexpr zip_uint64_t kLargestPart = 64u << 20;  ///< no resolution is longer; a bomb is

/// A part of the archive; nothing where it is not there or too large.
std::optional<std::string> read_part(zip_t* archive, const char* name) {
  zip_stat_t status;
  if (zip_stat(archive, name, 0, &status) != 0 || status.size > kLargestPart) return std::nullopt;
  zip_file_t* part = zip_fopen(archive, name, 0);
  if (!part) return std::nullopt;
  std::string text(status.size, '\0');
  zip_int64_t got = zip_fread(part, text.data(), text.size());
  zip_fclose(part);
  if (got != static_cast<zip_int64_t>(text.size())) return std::nullopt;
  return text;
}

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
    // Deleted text and footnote marks are no part of the words; a paragraph's properties have none.
    if (name == "w:del" || name == "w:footnoteReference" || name == "w:pPr" || name == "w:rPr") continue;
    add_text(child, out);
  }
}

std::vector<std::string> read_body(pugi::xml_node body, const Formats& formats) {
  std::vector<std::string> paragraphs;
  std::map<std::pair<std::string, std::string>, unsigned> counters;
  for (auto paragraph : body.children("w:p")) {
    std::string text;
    add_text(paragraph, text);
    auto number = paragraph.child("w:pPr").child("w:numPr");
    if (number && !text.empty()) {
      std::pair<std::string, std::string> key{number.child("w:numId").attribute("w:val").value(),
                                              number.child("w:ilvl").attribute("w:val").value()};
      auto format = formats.find(key);
      if (format != formats.end()) text = counted(format->second, ++counters[key]) + text;
    }
    paragraphs.push_back(std::move(text));
  }
  return paragraphs;
}

}  // namespace

std::expected<std::vector<std::string>, std::string> read_docx(const std::string& bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* opened = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : nullptr;
  if (!opened) {
    if (source) zip_source_free(source);
    zip_error_fini(&error);
    return std::unexpected("the file begins as a word processor's archive does, but is damaged");
  }
  std::unique_ptr<zip_t, decltype(&zip_discard)> archive(opened, zip_discard);
  auto document = read_part(archive.get(), "word/document.xml");
  pugi::xml_document xml;
  if (!document || !xml.load_buffer(document->data(), document->size())) {
    return std::unexpected("the archive holds no word processor's document");
  }
  auto numbering = read_part(archive.get(), "word/numbering.xml");
  auto body = xml.child("w:document").child("w:body");
  return read_body(body, numbering ? read_formats(*numbering) : Formats{});
}

}  // namespace precept::source_lock
