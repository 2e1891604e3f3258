// A folder of receipts: each is verified with the document that lies at its mirrored path.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "base/file.h"
#include "base/folder.h"
#include "engine/input/documents.h"
#include "engine/input/endings.h"
#include "engine/input/recognize.h"
#include "render/json/mistakes.h"
#include "tools/commands/verify_receipt.h"
#include "tools/receipts/receipts.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

class FolderCommand {
 public:
  explicit FolderCommand(const VerifyArguments& arguments) : arguments_(arguments) {}

  /// False where the diagnostics say why nothing could be verified.
  bool run() {
    if (!arguments_.lists.tables.empty()) {
      diagnostics_
          .report(DiagnosticKind::BadOption, {},
                  fmt::format("`--table` gives a list of one document, and `{}` is a folder of receipts",
                              arguments_.receipt))
          .with_help("verify its receipt by itself, or give the project file that names the lists");
    }
    find_receipts();
    for (const std::string& path : arguments_.with) find_given(path);
    if (diagnostics_.has_errors()) return false;
    for (const fs::path& receipt : receipts_) verify(receipt);
    for (const auto& [place, document] : documents_) {
      if (!seen_.contains(document)) result_.without_receipt.push_back(document);
    }
    std::ranges::sort(result_.without_receipt);
    const auto [first, last] = std::ranges::unique(result_.without_receipt);
    result_.without_receipt.erase(first, last);
    return true;
  }

  const Diagnostics& diagnostics() const { return diagnostics_; }
  const FolderVerification& result() const { return result_; }

  int exit_code() const {
    bool is_open = false, is_changed = !result_.without_receipt.empty() && demands_documents();
    for (const FolderVerification::Entry& entry : result_.receipts) {
      if (!entry.error.empty()) return kNotChecked;
      const checker::Status status = entry.verification.answer.status();
      is_changed |= status == checker::Status::NotAsItWas;
      is_open |= status == checker::Status::NotVerified;
    }
    if (is_changed) return kNonCompliant;
    return is_open ? kUndetermined : kCompliant;
  }

 private:
  void cannot_read(const std::string& path, const std::string& why) {
    diagnostics_.report(DiagnosticKind::CannotRead, {}, fmt::format("`{}` cannot be read: {}", path, why));
  }

  bool demands_documents() const {
    return std::ranges::any_of(arguments_.require, [](const std::string& list) {
      const std::vector<std::string> parts = parts_of(list);
      return std::ranges::any_of(parts,
                                 [](const std::string& part) { return part == "all" || part == "document"; });
    });
  }

  static bool is_set_aside(const fs::path& file) {
    return file.filename().string().find(".outdated") != std::string::npos &&
           file.filename().string().find(".receipt.") != std::string::npos;
  }

  void find_receipts() {
    const FolderWalk found = walk(arguments_.receipt);
    for (const auto& [folder, why] : found.unreadable) cannot_read(folder.string(), why);
    for (const FolderEntry& entry : found.entries) {
      if (entry.kind != EntryKind::File) continue;
      if (is_set_aside(entry.path)) {
        result_.outdated.push_back(entry.path.string());
      } else if (entry.path.stem().extension() == ".receipt" || holds_receipt(entry.path)) {
        receipts_.push_back(entry.path);
      }
    }
    if (!receipts_.empty() || diagnostics_.has_errors()) return;
    diagnostics_
        .report(
            DiagnosticKind::CannotRead, {},
            fmt::format("nothing was verified: there is no receipt in the folder `{}`", arguments_.receipt))
        .with_help("a receipt is what `precept check --receipt` writes");
  }

  static bool holds_receipt(const fs::path& file) {
    const auto text = read_bytes(file);
    return text && is_receipt(*text);
  }

  // ---- what was given: documents by the place of their receipt, and everything else for each receipt

  void find_given(const std::string& path) {
    std::error_code error;
    if (!fs::exists(path, error)) return cannot_read(path, why_unreadable(path));
    if (!fs::is_directory(path, error)) {
      fs::path(path).extension() == ".json" ? add_document(path, fs::path(path).filename())
                                            : others_.push_back(path);
      return;
    }
    const FolderOfDocuments found = documents_in(path);
    std::set<fs::path> documents;
    for (const DocumentName& document : found.documents) {
      if (lower_ending(document.path) != ".json") continue;  // receipts are of JSON
      documents.insert(document.path);
      add_document(document.path, document.path.lexically_relative(path));
    }
    const FolderWalk files = walk(path);
    for (const auto& [folder, why] : files.unreadable) cannot_read(folder.string(), why);
    for (const FolderEntry& entry : files.entries) {
      if (entry.kind == EntryKind::File && !documents.contains(entry.path) &&
          entry.path.extension() != ".json")
        others_.push_back(entry.path.string());
    }
  }

  /// The receipt lies where a check from here would have put it, or one from the folder that was given.
  void add_document(const fs::path& document, const fs::path& below) {
    const fs::path folder = arguments_.receipt;
    for (const fs::path& place : {folder / mirrored_receipt(document), folder / receipt_name(below)})
      documents_.emplace(place.lexically_normal(), document.string());
  }

  void verify(const fs::path& receipt) {
    VerifyArguments one = arguments_;
    one.receipt = receipt.string();
    one.with = others_;
    FolderVerification::Entry& entry = result_.receipts.emplace_back();
    const auto found = documents_.find(receipt.lexically_normal());
    if (found != documents_.end()) {
      entry.document = found->second;
      seen_.insert(entry.document);
      one.with.push_back(entry.document);
    }
    VerifiedReceipt verified = verify_receipt(one, loaded_);
    if (verified.result) {
      entry.verification = std::move(*verified.result);
      return;
    }
    entry.verification.file = receipt.string();
    entry.error = verified.diagnostics.all().empty() ? "it cannot be verified"
                                                     : verified.diagnostics.all().front().message;
  }

  const VerifyArguments& arguments_;
  Diagnostics diagnostics_;
  std::vector<fs::path> receipts_;
  std::map<fs::path, std::string> documents_;  ///< by the place of the receipt
  std::set<std::string> seen_;                 ///< documents with a receipt
  std::vector<std::string> others_;            ///< policies, tables, project files
  LoadedPrograms loaded_;
  FolderVerification result_;
};

}  // namespace

int verify_folder(const VerifyArguments& arguments, Output& output) {
  FolderCommand command(arguments);
  const bool is_json = arguments.format == ReportFormat::Json;
  if (!command.run()) {
    const Color color = color_of(STDERR_FILENO, arguments.color);
    if (is_json) {
      write_failure_json(command.diagnostics(), {}, arguments.receipt, output);
    } else {
      output.write_mistakes(diagnostics_text(command.diagnostics(), {}, color));
    }
    return kNotChecked;
  }
  if (is_json) {
    write_verifications_json(command.result(), output);
  } else {
    write_verifications_text(command.result(), color_of(STDOUT_FILENO, arguments.color), output);
  }
  return command.exit_code();
}

}  // namespace precept::tools
