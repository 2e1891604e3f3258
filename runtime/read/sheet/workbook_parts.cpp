#include "runtime/read/sheet/workbook_parts.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <set>

#include "runtime/read/sheet/cell_text.h"

namespace precept {

namespace {

WorkbookFault fault_of(ZipFault fault, const std::string& part, std::uint64_t most) {
  switch (fault) {
    case ZipFault::Missing:
      return {.words = fmt::format("lacks its part `{}`", part)};
    case ZipFault::Locked:
      return {DiagnosticKind::DocumentFormat, "has a password, and is not read"};
    case ZipFault::TooLarge:
      return {DiagnosticKind::DocumentTooLarge,
              fmt::format("has a part `{}` that unpacks to more than {} bytes", part, most)};
    case ZipFault::Damaged:
      return {.words = fmt::format("is damaged: its part `{}` cannot be unpacked", part)};
  }
  return {};
}

/// "xl/worksheets/sheet1.xml" of `worksheets/sheet1.xml` in a part of the folder `xl/`.
std::string resolved(std::string_view folder, std::string_view target) {
  std::string path = target.starts_with('/') ? "" : std::string(folder);
  std::string_view rest = target.starts_with('/') ? target.substr(1) : target;
  while (!rest.empty()) {
    const std::size_t slash = std::min(rest.find('/'), rest.size() - 1);
    const std::string_view step = rest.substr(0, slash + 1);
    rest.remove_prefix(slash + 1);
    if (step == "./") continue;
    if (step != "../") {
      path += step;
      continue;
    }
    if (!path.empty()) path.pop_back();
    path.erase(path.rfind('/') + 1);  // all of it where there is none
  }
  return path;
}

std::string_view folder_of(std::string_view part) {
  return part.substr(0, part.rfind('/') + 1);
}

class RelationsHandler : public XmlHandler {
 public:
  RelationsHandler(std::string_view folder, Relations& relations) : folder_(folder), relations_(relations) {}
  void begin(std::string_view element, const XmlAttributes& attributes) override {
    if (element != "Relationship") return;
    const auto id = attributes.find("Id"), type = attributes.find("Type"), target = attributes.find("Target");
    if (!id || !type || !target) return;
    const bool is_outside = attributes.find("TargetMode") == "External";
    relations_.try_emplace(std::string(*id), Relation{std::string(type->substr(type->rfind('/') + 1)),
                                                      is_outside ? "" : resolved(folder_, *target)});
  }

 private:
  std::string_view folder_;
  Relations& relations_;
};

class SheetListHandler : public XmlHandler {
 public:
  explicit SheetListHandler(SheetList& list) : list_(list) {}
  void begin(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "workbookPr" && attributes.is_true("date1904")) list_.days_from = DaysFrom::Year1904;
    if (element != "sheet") return;
    const std::string_view state = attributes.find("state").value_or("visible");
    list_.sheets.push_back({std::string(attributes.find("name").value_or("")),
                            std::string(attributes.find_prefixed("id").value_or("")), state != "visible"});
  }

 private:
  SheetList& list_;
};

class SharedTextsHandler : public XmlHandler {
 public:
  SharedTextsHandler(std::vector<std::string_view>& texts, TextStore& store) : texts_(texts), store_(store) {}
  void begin(std::string_view element, const XmlAttributes&) override {
    is_in_text_ = element == "t" && !is_phonetic_ && !texts_.empty();
    if (is_in_text_) return;
    if (element == "rPh") is_phonetic_ = true;
    if (element != "si") return;
    texts_.emplace_back();
    if (texts_.size() > limits::kSheetCells) be_done();
    stored_.clear();
  }
  void text(std::string_view piece) override {
    if (is_in_text_) stored_ += piece;
  }
  void end(std::string_view element) override {
    is_in_text_ = false;
    if (element == "rPh") is_phonetic_ = false;
    if (element == "si") texts_.back() = keep_stored(stored_, store_);
  }

 private:
  std::vector<std::string_view>& texts_;
  TextStore& store_;
  std::string stored_;  ///< the last text, as it is stored
  bool is_in_text_ = false, is_phonetic_ = false;
};

class StylesHandler : public XmlHandler {
 public:
  explicit StylesHandler(std::vector<bool>& are_days) : are_days_(are_days) {}
  void begin(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "cellXfs") is_in_cells_ = true;
    const unsigned format = number_of(attributes.find("numFmtId").value_or("0"));
    if (element == "numFmt" && is_day_format(attributes.find("formatCode").value_or("")))
      days_.insert(format);
    if (element == "numFmt") own_.insert(format);
    if (element == "xf" && is_in_cells_) {
      are_days_.push_back(own_.contains(format) ? days_.contains(format) : is_built_in_day_format(format));
    }
  }
  void end(std::string_view element) override {
    if (element == "cellXfs") is_in_cells_ = false;
  }

 private:
  static unsigned number_of(std::string_view digits) {
    unsigned number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
  }

  std::vector<bool>& are_days_;
  std::set<unsigned> own_, days_;  ///< formats whose code is in the file, and those of them that are days
  bool is_in_cells_ = false;
};

}  // namespace

OrFault<void> read_part(WorkbookArchive& archive, const std::string& part, std::string_view root,
                        XmlHandler& handler, std::uint64_t most) {
  XmlStream stream(root, handler);
  most = std::min(most, archive.bytes_left);
  const auto count =
      archive.zip.unpack(part, most, [&](std::string_view piece) { return stream.feed(piece); });
  if (!count) return std::unexpected(fault_of(count.error(), part, most));
  archive.bytes_left -= *count;
  if (!handler.is_done()) stream.finish();
  if (stream.other_root()) {
    return std::unexpected(
        WorkbookFault{.words = fmt::format("has a part `{}` that begins with `{}` instead of `{}`", part,
                                           *stream.other_root(), root)});
  }
  if (!stream.mistake()) return {};
  return std::unexpected(
      WorkbookFault{.words = fmt::format("has a part `{}` that is no XML: {}", part, *stream.mistake())});
}

OrFault<Relations> read_relations(WorkbookArchive& archive, const std::string& part) {
  const std::string_view folder = folder_of(part);
  Relations relations;
  RelationsHandler handler(folder, relations);
  const std::string name =
      fmt::format("{}_rels/{}.rels", folder, std::string_view(part).substr(folder.size()));
  const auto read = read_part(archive, name, "Relationships", handler, limits::kWorkbookPartBytes);
  if (!read) return std::unexpected(read.error());
  return relations;
}

std::string part_of_type(const Relations& relations, std::string_view type) {
  for (const auto& [id, relation] : relations) {
    if (relation.type == type) return relation.part;
  }
  return {};
}

OrFault<SheetList> read_sheet_list(WorkbookArchive& archive, const std::string& part) {
  SheetList list;
  SheetListHandler handler(list);
  const auto read = read_part(archive, part, "workbook", handler, limits::kWorkbookPartBytes);
  if (!read) return std::unexpected(read.error());
  if (list.sheets.empty()) return std::unexpected(WorkbookFault{.words = "has no sheet"});
  if (list.sheets.size() > limits::kSheets) {
    return std::unexpected(WorkbookFault{DiagnosticKind::DocumentTooLarge,
                                         fmt::format("has more than {} sheets", limits::kSheets)});
  }
  return list;
}

OrFault<std::vector<std::string_view>> read_shared_texts(WorkbookArchive& archive, const std::string& part,
                                                         TextStore& store) {
  std::vector<std::string_view> texts;
  SharedTextsHandler handler(texts, store);
  const auto read = read_part(archive, part, "sst", handler, limits::kWorkbookBytes);
  if (!read) return std::unexpected(read.error());
  if (handler.is_done()) {
    return std::unexpected(WorkbookFault{DiagnosticKind::DocumentTooLarge,
                                         fmt::format("has more than {} texts", limits::kSheetCells)});
  }
  return texts;
}

OrFault<std::vector<bool>> read_day_styles(WorkbookArchive& archive, const std::string& part) {
  std::vector<bool> are_days;
  StylesHandler handler(are_days);
  const auto read = read_part(archive, part, "styleSheet", handler, limits::kWorkbookPartBytes);
  if (!read) return std::unexpected(read.error());
  return are_days;
}

}  // namespace precept
