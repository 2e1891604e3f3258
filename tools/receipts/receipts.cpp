#include "tools/receipts/receipts.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"
#include "base/folder.h"
#include "engine/input/keys.h"
#include "engine/input/recognize.h"
#include "runtime/receipt/receipt.h"
#include "tools/common/mirrored.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

bool holds_receipt(const fs::path& file) {
  const auto text = read_bytes(file);
  return text && is_receipt(*text);
}

}  // namespace

/// The name of the receipt: `m.receipt.json` for `m.json`, `m.receipt.JSON` for `m.JSON`.
fs::path receipt_name(const fs::path& document) {
  fs::path name = document.stem();
  name += ".receipt";
  name += document.extension();
  return document.parent_path() / name;
}

fs::path mirrored_receipt(const fs::path& document) {
  return receipt_name(mirrored(document));
}

fs::path ReceiptFiles::place_of(const DocumentName& document) const {
  if (!is_folder_) return target_;
  if (document.is_standard_input) return fs::path(target_) / "standard input.receipt.json";
  return fs::path(target_) / mirrored_receipt(document.path);
}

bool ReceiptFiles::open(const std::vector<DocumentName>& documents, Diagnostics& diagnostics) {
  if (!is_wanted()) return true;
  std::error_code error;
  is_folder_ = target_.ends_with('/') || fs::is_directory(target_, error);
  if (documents.size() > 1 && !is_folder_) {
    const bool is_stream = is_standard_output(target_);
    diagnostics
        .report(DiagnosticKind::CannotWrite, {},
                fmt::format("`{}` cannot hold the receipts of {} documents: each has a file of its own",
                            target_, documents.size()))
        .with_help(is_stream ? "name a folder: --receipt receipts/"
                             : fmt::format("name a folder: --receipt {}/", target_));
    return false;
  }
  std::map<fs::path, std::string> taken;
  for (const DocumentName& document : documents) {
    const fs::path place = place_of(document);
    const auto [other, is_new] = taken.emplace(place, document.name);
    places_.insert(place);
    if (is_new || other->second == document.name) continue;
    diagnostics.report(DiagnosticKind::CannotWrite, {},
                       fmt::format("the receipts of `{}` and `{}` would have one name, `{}`", other->second,
                                   document.name, place.string()));
    return false;
  }
  if (key_file_.empty()) return true;
  auto key = read_key(key_file_, KeyKind::Secret, diagnostics);
  if (key) key_ = *key;
  return key.has_value();
}

void ReceiptFiles::retire_left_over(const std::vector<std::string>& folders, Diagnostics& diagnostics) {
  std::error_code error;
  if (!is_folder_) return;
  for (const std::string& folder : folders) {
    const fs::path below = fs::path(target_) / mirrored(folder);
    if (!fs::is_directory(below, error)) continue;
    for (const FolderEntry& entry : walk(below).entries) {
      const bool is_named_so = entry.path.stem().extension() == ".receipt";
      if (entry.kind != EntryKind::File || !is_named_so || places_.contains(entry.path)) continue;
      if (holds_receipt(entry.path))
        rename_outdated(entry.path, "its document is no longer there", diagnostics);
    }
  }
}

void ReceiptFiles::retire(const DocumentName& document, Diagnostics& diagnostics) {
  if (!is_wanted() || is_standard_output(target_)) return;
  const fs::path place = place_of(document);
  std::error_code error;
  if (fs::is_regular_file(place, error) && holds_receipt(place)) {
    rename_outdated(place, fmt::format("`{}` was not checked", document.name), diagnostics);
  }
}

/// A free name: "evening.receipt.json.outdated", with a number where that name is taken.
fs::path ReceiptFiles::free_name(const fs::path& place) {
  std::error_code error;
  fs::path name = place;
  name += ".outdated";
  for (int number = 2; fs::symlink_status(name, error).type() != fs::file_type::not_found; ++number)
    name = fmt::format("{}.outdated{}", place.string(), number);
  return name;
}

void ReceiptFiles::rename_outdated(const fs::path& place, const std::string& why, Diagnostics& diagnostics) {
  std::error_code error;
  const fs::path aside = free_name(place);
  fs::rename(place, aside, error);
  if (error) {
    diagnostics.report(DiagnosticKind::CannotWrite, {},
                       fmt::format("`{}` is a receipt of an earlier check, and cannot be set aside: {}",
                                   place.string(), file_error_in_words(error.value())));
    return;
  }
  diagnostics.report(DiagnosticKind::OutdatedReceipt, {},
                     fmt::format("the receipt `{}` is of an earlier check: {}; it is now `{}`",
                                 place.string(), why, aside.string()));
}

bool ReceiptFiles::write(const DocumentName& document, const std::string& receipt, const InputFiles& inputs,
                         Output& output, Diagnostics& diagnostics) {
  const fs::path place = place_of(document);
  std::optional<std::string> text = key_file_.empty() ? receipt : sign_receipt(receipt, key_);
  if (!text) {
    report_bad_key(key_file_, diagnostics);
    return false;
  }
  std::error_code error;
  if (is_folder_) fs::create_directories(place.parent_path(), error);
  if (is_folder_ && !fs::is_directory(place.parent_path(), error)) {
    diagnostics.report(DiagnosticKind::CannotWrite, {},
                       fmt::format("the folder `{}` cannot be made", place.parent_path().string()));
    return false;
  }
  return write_file(place, *text, inputs, output, diagnostics);
}

}  // namespace precept::tools
