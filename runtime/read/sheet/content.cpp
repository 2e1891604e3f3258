#include "runtime/read/sheet/content.h"

#include <fmt/format.h>

#include "base/zip_archive.h"

namespace precept {

namespace {

constexpr std::string_view kCompoundFile = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Whether an OLE compound file has a stream of this name. Its directory's entries begin at multiples of 128
/// bytes with the name in UTF-16 (64 bytes, filled up with zeros) and the name's length.
bool has_stream(std::string_view bytes, std::string_view name) {
  std::string entry;
  for (char letter : name) entry += {letter, '\0'};
  entry.resize(64, '\0');
  entry += static_cast<char>(2 * (name.size() + 1));
  entry += '\0';
  for (std::size_t at = 512; at + entry.size() <= bytes.size(); at += 128) {
    if (bytes.substr(at, entry.size()) == entry) return true;
  }
  return false;
}

FileContent compound_content(std::string_view bytes) {
  if (has_stream(bytes, "EncryptedPackage")) return FileContent::LockedWorkbook;
  if (has_stream(bytes, "Workbook") || has_stream(bytes, "Book")) return FileContent::Excel97;
  if (has_stream(bytes, "WordDocument")) return FileContent::WordProcessor;
  if (has_stream(bytes, "PowerPoint Document")) return FileContent::Slides;
  return FileContent::Other;
}

FileContent open_document_content(std::string_view media_type) {
  if (media_type.find("opendocument.text") != std::string_view::npos) return FileContent::WordProcessor;
  if (media_type.find("opendocument.presentation") != std::string_view::npos) return FileContent::Slides;
  return media_type.find("opendocument.spreadsheet") != std::string_view::npos ? FileContent::OpenDocument
                                                                               : FileContent::Zip;
}

FileContent archive_content(std::string_view bytes) {
  const auto archive = ZipArchive::open(bytes);
  if (!archive) return FileContent::DamagedArchive;
  if (const auto media_type = archive->unpack("mimetype", 200)) return open_document_content(*media_type);
  if (archive->has("Index/Document.iwa") || archive->has("Index.zip")) return FileContent::Numbers;
  if (!archive->has("[Content_Types].xml")) return FileContent::Zip;
  if (archive->has("xl/workbook.bin")) return FileContent::BinaryWorkbook;
  if (archive->has("word/document.xml")) return FileContent::WordProcessor;
  if (archive->has("ppt/presentation.xml")) return FileContent::Slides;
  return FileContent::Workbook;
}

/// In any letter case; `wanted` is in small letters.
bool begins_with(std::string_view text, std::string_view wanted) {
  if (text.size() < wanted.size()) return false;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const char letter = text[i];
    if ((letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter) != wanted[i]) return false;
  }
  return true;
}

std::string_view without_blank_start(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  return begin == std::string_view::npos ? std::string_view{} : text.substr(begin);
}

/// What files begin with that hold others in fewer bytes: gzip, 7z, RAR, xz, Zstandard, bzip2.
bool is_compressed(std::string_view bytes) {
  for (std::string_view mark : {"\x1F\x8B", "7z\xBC\xAF\x27\x1C", "Rar!\x1A\x07", "\xFD\x37\x7A\x58\x5A",
                                "\x28\xB5\x2F\xFD", "BZh91AY&SY"}) {
    if (bytes.starts_with(mark)) return true;
  }
  return false;
}

/// No header of a list begins as an object with a name in quotes does: the quote would stand within a cell.
bool is_json(std::string_view start) {
  const auto skip = [&](char letter) {
    if (!start.starts_with(letter)) return false;
    start = without_blank_start(start.substr(1));
    return true;
  };
  skip('[');
  return skip('{') && start.starts_with('"');
}

/// What a content is called in a message, and what to do.
struct Words {
  const char* what;
  const char* help;
};

Words words_for(FileContent content) {
  constexpr const char* kSaveAs =
      "open it in a spreadsheet program and save it as an Excel workbook (.xlsx), or as CSV in UTF-8";
  switch (content) {
    case FileContent::Text:
      return {"text and no workbook, whatever it is called", "give a CSV file the ending `.csv`"};
    case FileContent::Json:
      return {"JSON, whatever it is called",
              "give it the ending `.json`, or `.ndjson` where each line is an object"};
    case FileContent::Workbook:
      return {"an Excel workbook and no text, whatever it is called", "give it the ending `.xlsx`"};
    case FileContent::Excel97:
      return {"an Excel 97-2003 workbook (.xls), which is not read", kSaveAs};
    case FileContent::LockedWorkbook:
      return {"a workbook with a password, which is not read",
              "open it in a spreadsheet program and save it without a password"};
    case FileContent::BinaryWorkbook:
      return {"a binary Excel workbook (.xlsb), which is not read", kSaveAs};
    case FileContent::OpenDocument:
      return {"an OpenDocument spreadsheet (ODS), which is not read", kSaveAs};
    case FileContent::Numbers:
      return {"an Apple Numbers spreadsheet, which is not read",
              "export it from Numbers as Excel (.xlsx), or as CSV in UTF-8"};
    case FileContent::WordProcessor:
      return {"a word processor's document and no list",
              "copy its table into a spreadsheet, and save that as .xlsx or CSV"};
    case FileContent::Slides:
      return {"a presentation and no list",
              "copy its table into a spreadsheet, and save that as .xlsx or CSV"};
    case FileContent::WebPage:
      return {"a web page (HTML), which is not read as a list", kSaveAs};
    case FileContent::RichText:
      return {"a text with formats (RTF) and no list",
              "copy its table into a spreadsheet, and save that as .xlsx or CSV"};
    case FileContent::XmlSpreadsheet:
      return {"XML, which is not read as a list", kSaveAs};
    case FileContent::Pdf:
      return {"a PDF and no list", "ask for the list as a workbook (.xlsx) or as CSV"};
    case FileContent::Zip:
      return {"an archive (zip) and no workbook", "unpack it, and give the list that is in it"};
    case FileContent::Compressed:
      return {"compressed, and not read so", "unpack it, and give the list that is in it"};
    case FileContent::DamagedArchive:
      return {"damaged: it begins as a workbook does, and cannot be unpacked",
              "was it copied or downloaded whole?"};
    case FileContent::Other:
      return {"neither text nor a workbook", kSaveAs};
  }
  return {};
}

}  // namespace

FileContent content_of(std::string_view bytes) {
  if (bytes.starts_with(kCompoundFile)) return compound_content(bytes);
  const bool is_empty_archive = bytes.starts_with("PK\x05\x06");
  if (bytes.starts_with("PK\x03\x04") || is_empty_archive) return archive_content(bytes);
  if (bytes.starts_with("%PDF-")) return FileContent::Pdf;
  const bool is_utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  if (is_utf16) return FileContent::Text;
  const std::string_view start = without_blank_start(bytes);
  if (begins_with(start, "<?xml")) return FileContent::XmlSpreadsheet;
  for (const char* tag : {"<!doctype html", "<html", "<table", "<head", "<meta", "<body", "<div", "<style",
                          "<script", "<!--", "mime-version:"}) {
    if (begins_with(start, tag)) return FileContent::WebPage;
  }
  if (start.starts_with("{\\rtf")) return FileContent::RichText;
  if (is_compressed(bytes)) return FileContent::Compressed;
  if (is_json(start)) return FileContent::Json;
  return bytes.find('\0') == std::string_view::npos ? FileContent::Text : FileContent::Other;
}

void report_content(FileContent content, const std::string& name, Diagnostics& diagnostics) {
  const Words words = words_for(content);
  const DiagnosticKind kind = content == FileContent::DamagedArchive ? DiagnosticKind::WorkbookDamaged
                                                                     : DiagnosticKind::DocumentFormat;
  diagnostics.report(kind, {}, fmt::format("`{}` is {}", name, words.what)).with_help(words.help);
}

}  // namespace precept
