// What a file is, by what stands in it, whatever it is called (an `.xls` is often a web page).
#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace precept {

enum class FileContent {
  Text,            ///< what may be CSV or YAML
  Json,            ///< an object, or a list of objects
  Workbook,        ///< an Office Open XML workbook, `.xlsx` or `.xlsm`
  Excel97,         ///< the binary workbook of before 2007, `.xls`
  LockedWorkbook,  ///< a workbook or text that only opens with a password
  BinaryWorkbook,  ///< `.xlsb`
  OpenDocument,    ///< `.ods`
  Numbers,         ///< Apple Numbers
  WordProcessor,   ///< `.docx`, `.doc`, `.odt`
  Slides,          ///< `.pptx`, `.odp`
  WebPage,         ///< HTML, also as one file with its images (MHTML)
  RichText,        ///< `.rtf`
  XmlSpreadsheet,  ///< XML of any kind; "XML Spreadsheet 2003" is met most
  Pdf,
  Zip,             ///< an archive of other things
  Compressed,      ///< gzip, 7z and the like
  DamagedArchive,  ///< what begins as an archive and is none
  Other,           ///< bytes that are no text
};

FileContent content_of(std::string_view bytes);

/// Reports a file whose content cannot be read where it is given: what it is, and the way out. For `Text` and
/// `Workbook` this says that the other of the two was called for.
void report_content(FileContent content, const std::string& name, Diagnostics& diagnostics);

}  // namespace precept
