#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "base/digest.h"
#include "checker/check.h"
#include "compiler/pipeline.h"
#include "runtime/receipt/compare.h"
#include "runtime/receipt/receipt.h"
#include "tools/commands/commands.h"
#include "tools/documents.h"
#include "tools/keys.h"
#include "tools/policies.h"
#include "tools/report/layout.h"
#include "tools/report/verification.h"
#include "tools/version.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

using checker::Fault;
using checker::Json;

/// In folders that are given there may be anything; so many files of them are looked at.
constexpr std::size_t kMostFiles = 10'000;

/// Something that a receipt names by its digest.
struct Named {
  std::string part;  ///< "document", "source", "table"
  std::string name;
  bool is_found = false;
};

class VerifyCommand {
 public:
  explicit VerifyCommand(const VerifyArguments& arguments) : arguments_(arguments) {}

  /// Nothing where something cannot be read, which is in the diagnostics.
  std::optional<Verification> run() {
    if (!read_receipt() || !read_signer()) return std::nullopt;
    for (const std::string& path : arguments_.with) {
      if (!add(path)) return std::nullopt;
    }
    check_alone();
    check_policies();
    check_again();
    for (const auto& [digest, named] : named_) {
      if (!named.is_found) result_.not_at_hand.push_back(named.name);
    }
    std::ranges::sort(result_.not_at_hand);
    return std::move(result_);
  }

  const Diagnostics& diagnostics() const { return diagnostics_; }
  const Sources& sources() const { return sources_; }

 private:
  void fault(std::string part, std::string message) {
    result_.faults.push_back({std::move(part), std::move(message)});
  }
  void hold(std::string part, std::string words) {
    result_.held.push_back({std::move(part), std::move(words)});
  }
  void add_all(std::vector<Fault> faults) {
    for (Fault& found : faults) result_.faults.push_back(std::move(found));
  }
  /// A text of the receipt; empty where it has none there.
  static std::string text(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
  }

  // ---- what is read

  bool read_receipt() {
    auto file = sources_.read(arguments_.receipt);
    std::string why = "there is no such file, or it cannot be read";
    std::error_code error;
    if (fs::is_directory(arguments_.receipt, error)) why = "it is a folder";
    auto receipt = file ? checker::read_receipt(sources_.file(*file).text, why) : std::nullopt;
    if (!receipt) {
      diagnostics_
          .report(DiagnosticKind::CannotRead, {},
                  fmt::format("`{}` cannot be verified: {}", arguments_.receipt, why))
          .with_help("a receipt is what `precept check --receipt` writes");
      return false;
    }
    receipt_ = std::move(*receipt);
    result_.file = arguments_.receipt;
    result_.verdict = text(receipt_, "verdict");
    result_.policy = text(receipt_["policy"], "name");
    result_.document = text(receipt_["document"], "file");
    is_as_written_ = checker::is_as_written(receipt_, sources_.file(*file).text);
    if (!is_as_written_) {
      fault("digest", "the file is not written as a receipt is: something was changed in it");
    }
    read_names();
    return true;
  }

  void read_names() {
    named_[text(receipt_["document"], "sha256")] = {"document", result_.document};
    for (const auto& [key, part, name] :
         {std::tuple{"sources", "source", "name"}, {"tables", "table", "path"}}) {
      const Json files = receipt_["policy"].value(key, Json::array());
      if (!files.is_array()) continue;
      for (const Json& file : files) {
        if (file.is_object()) named_[text(file, "sha256")] = {part, text(file, name)};
      }
    }
  }

  bool read_signer() {
    if (arguments_.key.empty()) return true;
    signer_ = read_key(arguments_.key, KeyKind::Public, diagnostics_);
    return signer_.has_value();
  }

  // ---- what is given with it

  bool add(const std::string& path) {
    std::error_code error;
    if (!fs::exists(path, error)) {
      diagnostics_.report(DiagnosticKind::CannotRead, {},
                          fmt::format("`{}` cannot be read: there is no such file or folder", path));
      return false;
    }
    if (!fs::is_directory(path, error)) return add_file(path, true);
    std::vector<fs::path> files;
    for (auto entry =
             fs::recursive_directory_iterator(path, fs::directory_options::skip_permission_denied, error);
         entry != fs::recursive_directory_iterator() && files.size() < kMostFiles; entry.increment(error)) {
      if (entry->is_regular_file(error)) files.push_back(entry->path());
    }
    std::ranges::sort(files);
    for (const fs::path& file : files) add_file(file, false);
    return true;
  }

  /// `is_meant`: it was named, and not only found in a folder.
  bool add_file(const fs::path& path, bool is_meant) {
    auto file = sources_.read(path);
    if (!file) {
      if (is_meant) {
        diagnostics_.report(DiagnosticKind::CannotRead, {},
                            fmt::format("`{}` cannot be read", path.string()));
      }
      return !is_meant;
    }
    const std::string& bytes = sources_.file(*file).text;
    const bool is_program =
        looks_like_program(std::as_bytes(std::span(bytes.data(), std::min<std::size_t>(bytes.size(), 64))));
    if (path.extension() == ".precept" || is_program) policy_files_.push_back({path, is_meant});
    auto found = named_.find(sha256_hex(bytes));
    if (found != named_.end()) {
      if (!found->second.is_found) hold(found->second.part, fmt::format("{}: the same bytes", path.string()));
      found->second.is_found = true;
      if (found->second.part == "document") document_ = *file;
      return true;
    }
    if (!is_program) other_bytes(path, *file, is_meant);
    return true;
  }

  /// A file that is named as one of the receipt's and is not the same, or that was given as the document.
  void other_bytes(const fs::path& path, FileId file, bool is_meant) {
    for (const auto& [digest, named] : named_) {
      const bool is_document = named.part == "document";
      const bool is_named_so = fs::path(named.name).filename() == path.filename();
      const bool is_taken_for_it = is_document && is_meant && path.extension() == ".json";
      if (!is_taken_for_it && !(is_named_so && (is_meant || !is_document))) continue;
      others_.push_back({named.part, fmt::format("{}: its bytes are not those of the receipt's {} `{}`",
                                                 path.string(), named.part, named.name)});
      if (is_document && document_ == kNoFile) other_document_ = file;
      return;
    }
    if (is_meant) {
      others_.push_back({"file", fmt::format("{}: the receipt names no such file", path.string())});
    }
  }

  // ---- what the receipt shows alone

  void check_alone() {
    // A file in the place of one that is there as well says nothing.
    for (Fault& other : others_) {
      const bool is_there = std::ranges::any_of(named_, [&](const auto& entry) {
        return entry.second.is_found && entry.second.part == other.part && other.part == "document";
      });
      if (!is_there) result_.faults.push_back(std::move(other));
    }
    const std::string* document = document_ == kNoFile ? nullptr : &sources_.file(document_).text;
    checker::CheckedReceipt checked = checker::check_receipt(receipt_, document);
    left_out_ = checked.left_out;
    auto is_at_fault = [&](const char* part) {
      return std::ranges::any_of(checked.faults, [&](const Fault& found) { return found.part == part; });
    };
    if (!is_at_fault("digest") && is_as_written_) hold("digest", "every byte is as it was written");
    const bool is_signed = !is_at_fault("signature");
    const bool is_proven = std::ranges::all_of(checked.faults, [](const Fault& found) {
      return found.part == "digest" || found.part == "signature" || found.part == "document";
    });
    add_all(std::move(checked.faults));
    if (is_signed) check_signer(checked.public_key);
    if (left_out_ || !is_proven) return;
    const std::string findings = counted(receipt_["findings"].size(), "finding", "findings");
    const std::size_t subjects = receipt_["rights"].size();
    const std::string to =
        subjects == 0 ? "and to " + findings : fmt::format("to {} and the rights of {}", findings, subjects);
    hold("proof", fmt::format("{} steps lead from {} facts to the verdict, {}{}", checked.steps,
                              checked.facts, to, document ? "; all the facts are the document's" : ""));
  }

  void check_signer(const std::optional<std::string>& key) {
    if (!signer_) {
      hold("signature",
           key ? fmt::format("by the key {}, whoever that is; --key NAME.pub demands a signer", *key)
               : "there is none");
    } else if (!key) {
      fault("signature", fmt::format("there is none, and one by `{}` is demanded", arguments_.key));
    } else if (*key != *signer_) {
      fault("signature", fmt::format("it is by the key {}, not by `{}`", *key, arguments_.key));
    } else {
      hold("signature", fmt::format("by the owner of `{}`", arguments_.key));
    }
  }

  // ---- what the policy and the document show

  /// Of the files that are given: policies, compiled or not. Modules and tests are none. Of several with the
  /// receipt's name (revisions of one resolution) the one that fits best is meant.
  void check_policies() {
    std::vector<Fault> fewest;
    for (const auto& [path, is_meant] : policy_files_) {
      for (Program& program : load(path, is_meant)) {
        if (program.text(program.head().name) != result_.policy) continue;
        std::vector<Fault> faults = compare_policy(receipt_, program);
        if (program_ && faults.size() >= fewest.size()) continue;
        program_ = std::move(program);
        fewest = std::move(faults);
      }
    }
    if (!program_) return;
    if (fewest.empty()) {
      const bool is_same = program_->digest() == text(receipt_["policy"], "digest");
      hold("policy",
           fmt::format("what it says is what the receipt's clause table says{}",
                       is_same ? "" : "; it was compiled elsewhere, so its program's digest is another"));
    }
    add_all(std::move(fewest));
  }

  /// What is wrong with a policy that was only found in a folder is nobody's question.
  std::vector<Program> load(const fs::path& path, bool is_meant) {
    Diagnostics mistakes;
    std::vector<Program> programs;
    if (path.extension() == ".precept") {
      const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
      const auto policies = find_policies(folder, mistakes);
      const bool is_policy = std::ranges::any_of(policies, [&](const fs::path& policy) {
        std::error_code error;
        return fs::equivalent(policy, path, error);
      });
      if (!is_policy) return programs;
    }
    mistakes = {};
    programs = load_policies(path, sources_, mistakes);
    if (is_meant && mistakes.has_errors()) {
      fault("policy", fmt::format("{}: {}", path.string(), mistakes.all().front().message));
    }
    return programs;
  }

  void check_again() {
    const FileId document = document_ != kNoFile ? document_ : other_document_;
    if (!program_ || document == kNoFile) {
      if (left_out_) {
        fault("proof", fmt::format("there is none: {}; the document and the policy are needed to check again "
                                   "(--with)",
                                   *left_out_));
      }
      return;
    }
    CheckOptions options;
    if (const std::string day = text(receipt_, "as_of"); !day.empty()) options.as_of = parse_date(day);
    for (const Json& reading : receipt_["readings"]) {
      if (reading.is_object()) {
        options.readings.push_back({.reading = text(reading, "name"), .choice = text(reading, "choice")});
      }
    }
    check_by(*program_, document, options);
  }

  void check_by(const Program& program, FileId document, const CheckOptions& options) {
    const Program* policies[] = {&program};
    Diagnostics mistakes;
    std::string made;
    if (check_readings(policies, options.readings, mistakes)) {
      made = receipt_json(policies, document, sources_, options, kEngine);
    }
    if (made.empty()) return fault("document", "checked again, it comes to no verdict by that policy");
    std::string why;
    const auto again = checker::read_receipt(made, why);
    std::vector<Fault> faults = compare_receipts(receipt_, *again);
    std::erase_if(faults, [&](const Fault& found) {
      return std::ranges::any_of(result_.faults, [&](const Fault& told) {
        return told.part == found.part && told.message == found.message;
      });
    });
    if (faults.empty()) hold("again", fmt::format("checked once more by {}, with the same result", kEngine));
    add_all(std::move(faults));
  }

  const VerifyArguments& arguments_;
  Sources sources_;
  Diagnostics diagnostics_;
  Json receipt_;
  Verification result_;
  std::map<std::string, Named> named_;  ///< by digest
  std::vector<Fault> others_;
  std::optional<std::string> signer_, left_out_;
  bool is_as_written_ = false;
  FileId document_ = kNoFile, other_document_ = kNoFile;
  std::vector<std::pair<fs::path, bool>> policy_files_;  ///< and whether it was named
  std::optional<Program> program_;  ///< the receipt's policy, or what comes nearest to it
};

}  // namespace

int verify(const VerifyArguments& arguments, Output& output) {
  VerifyCommand command(arguments);
  const auto result = command.run();
  if (!result) {
    write_error(output,
                render(command.diagnostics(), command.sources(), color_of(STDERR_FILENO, arguments.color)));
    return kNotChecked;
  }
  if (arguments.format == ReportFormat::Json) {
    write_verification_json(*result, output);
  } else {
    write_verification_text(*result, color_of(STDOUT_FILENO, arguments.color), output);
  }
  return result->faults.empty() ? kCompliant : kNonCompliant;
}

}  // namespace precept::tools
