#include "tools/receipts.h"

#include <fmt/format.h>

#include "runtime/receipt/receipt.h"
#include "tools/keys.h"
#include "tools/output.h"

namespace precept::tools {

namespace fs = std::filesystem;

bool ReceiptFiles::open(std::size_t documents, Diagnostics& diagnostics) {
  std::error_code error;
  is_folder_ = target_.ends_with('/') || fs::is_directory(target_, error);
  if (documents > 1 && !is_folder_) {
    diagnostics
        .report(DiagnosticKind::CannotWrite, {},
                fmt::format("`{}` cannot hold the receipts of {} documents: each has a file of its own",
                            target_, documents))
        .with_help(fmt::format("name a folder: --receipt {}/", target_));
    return false;
  }
  if (is_folder_ && !fs::is_directory(target_, error) && !fs::create_directories(target_, error) &&
      !fs::is_directory(target_, error)) {
    diagnostics.report(DiagnosticKind::CannotWrite, {},
                       fmt::format("the folder `{}` cannot be made: {}", target_, error.message()));
    return false;
  }
  if (key_file_.empty()) return true;
  auto key = read_key(key_file_, KeyKind::Secret, diagnostics);
  if (key) key_ = *key;
  return key.has_value();
}

/// "meeting.receipt.json"; of another document of that name "meeting-2.receipt.json".
fs::path ReceiptFiles::place_for(const std::string& document) {
  if (!is_folder_) return target_;
  const std::string stem = fs::path(document).stem().string();
  fs::path place = fs::path(target_) / fmt::format("{}.receipt.json", stem);
  for (std::size_t number = 2; !taken_.insert(place).second; ++number) {
    place = fs::path(target_) / fmt::format("{}-{}.receipt.json", stem, number);
  }
  return place;
}

std::optional<std::string> ReceiptFiles::write(const std::string& document, const std::string& receipt,
                                               Diagnostics& diagnostics) {
  const fs::path place = place_for(document);
  std::optional<std::string> text = key_file_.empty() ? receipt : sign_receipt(receipt, key_);
  if (!text) {
    diagnostics
        .report(DiagnosticKind::CannotRead, {},
                fmt::format("`{}` cannot be used: what it holds is no Ed25519 key", key_file_))
        .with_help("make a pair of keys with `precept keygen NAME`");
    return std::nullopt;
  }
  if (!write_file(place, *text, diagnostics)) return std::nullopt;
  return place.string();
}

}  // namespace precept::tools
