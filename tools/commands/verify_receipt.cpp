#include "tools/commands/verify_receipt.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/file.h"
#include "base/version.h"
#include "checker/verify_receipt.h"
#include "engine/input/documents.h"
#include "engine/input/keys.h"
#include "render/layout.h"
#include "runtime/receipt/compare.h"
#include "runtime/receipt/policy.h"
#include "runtime/receipt/receipt.h"
#include "tools/receipts/recount.h"

namespace precept::tools {

namespace {

using checker::Fault;
using checker::Json;

class VerifyCommand {
 public:
  VerifyCommand(const VerifyArguments& arguments, LoadedPrograms& loaded)
      : arguments_(arguments), loaded_(loaded) {}

  /// The result of verifying; nothing where a file cannot be read, which the diagnostics say.
  std::optional<Verification> run() {
    if (!read_receipt() || !read_signer()) return std::nullopt;
    ReceiptMatching matching(receipt_, sources_, diagnostics_, loaded_);
    for (const std::string& path : arguments_.with) {
      if (!matching.add(path)) return std::nullopt;
    }
    matching.match_policy();
    const auto again = join_again(arguments_.lists, kind(), matching, sources_, diagnostics_);
    if (!again) return std::nullopt;
    check(matching);
    if (!answer().error.empty()) return cannot_read(answer().error), std::nullopt;
    check_again(matching);
    recount(*again, matching);
    tell(matching);
    demand(matching);
    answer().sort_faults();
    return std::move(result_);
  }

  const Diagnostics& diagnostics() const { return diagnostics_; }
  Sources take_sources() { return std::move(sources_); }

 private:
  checker::Answer& answer() { return result_.answer; }
  void fault(std::string part, std::string message) {
    answer().faults.push_back({std::move(part), std::move(message)});
  }
  void hold(std::string part, std::string words) {
    result_.verified.push_back({std::move(part), std::move(words)});
  }
  bool is_at_fault(std::string_view part) {
    return std::ranges::any_of(answer().faults, [&](const Fault& found) { return found.part == part; });
  }

  // ---- what is read

  void cannot_read(const std::string& why, bool is_other_file = true) {
    diagnostics_
        .report(DiagnosticKind::CannotRead, {},
                fmt::format("`{}` cannot be verified: {}", arguments_.receipt, why))
        .with_help(is_other_file ? "a receipt is what `precept check --receipt` writes" : "");
  }

  bool read_receipt() {
    result_.file = arguments_.receipt;
    file_ = sources_.read(arguments_.receipt).value_or(kNoFile);
    if (file_ == kNoFile) return cannot_read(why_unreadable(arguments_.receipt), false), false;
    std::string why;
    auto receipt = checker::read_receipt(sources_.file(file_).text, why);
    if (!receipt) return cannot_read(why), false;
    receipt_ = std::move(*receipt);
    return true;
  }

  bool read_signer() {
    if (!arguments_.key) return true;
    signer_ = read_key(*arguments_.key, KeyKind::Public, diagnostics_);
    return signer_.has_value();
  }

  // ---- what the small checker says

  void check(const ReceiptMatching& matching) {
    checker::TrustedInput trusted{.document = {}, .card = {}, .key = signer_};
    if (matching.document() != kNoFile) trusted.document = sources_.file(matching.document()).text;
    const bool has_attesters = matching.project() || !receipt_.contains("attesters");
    if (matching.policy())
      trusted.card =
          checker::write_card(receipt::policy_json(*matching.policy()), counted_attesters(matching));
    answer() = checker::verify_receipt(sources_.file(file_).text, trusted);
    if (matching.policy() && !has_attesters) answer().not_given.push_back("attesters");
    if (!matching.policy() || is_at_fault("form")) return;
    // The files of the policy are told one by one.
    std::vector<Fault> files = compare_policy(receipt_, *matching.policy());
    if (files.empty()) return;
    std::erase_if(answer().faults, [](const Fault& found) {
      return found.part == "policy" &&
             (found.message.starts_with("its `sources`") || found.message.starts_with("its `tables`") ||
              found.message.starts_with("its `kinds`"));
    });
    for (Fault& file : files) answer().faults.push_back(std::move(file));
  }

  /// The attesters of the given project. Without a project, the receipt's own, which then are only
  /// consistent.
  Json counted_attesters(const ReceiptMatching& matching) const {
    if (!matching.project()) return receipt_.value("attesters", Json());
    return receipt::attesters_json(matching.project()->attesters);
  }

  /// Makes the whole check again, where the policy and a document are given.
  void check_again(const ReceiptMatching& matching) {
    const std::array needed = {"form", "readings", "day"};
    const bool is_readable =
        std::ranges::none_of(needed, [&](const char* part) { return is_at_fault(part); });
    if (!matching.policy() || matching.document() == kNoFile || !is_readable) return;
    CheckOptions options;
    if (receipt_.contains("as_of")) options.as_of = parse_date(receipt_.at("as_of").get<std::string>());
    for (const Json& reading : receipt_.at("readings")) {
      if (!reading.is_object()) continue;
      options.readings.push_back(
          {.reading = reading.value("name", ""), .choice = reading.value("choice", "")});
    }
    if (!is_at_fault("attesters")) options.limits.trust.attesters = receipt::attesters_of(receipt_);
    const Program* policies[] = {matching.policy()};
    Diagnostics mistakes;
    std::string made;
    if (check_readings(policies, options.readings, mistakes)) {
      made = receipt_json(policies, matching.document(), sources_, options, answer().lists);
    }
    if (made.empty()) return fault("document", "checked again, it comes to no verdict by that policy");
    compare_with(Json::parse(made));
  }

  void compare_with(const Json& again) {
    if (again.at("digest") == receipt_.at("digest") && answer().faults.empty()) {
      return hold("again", fmt::format("checked once more by {}, with the same result", kEngine));
    }
    std::vector<Fault> faults = compare_receipts(receipt_, again);
    std::erase_if(faults, [&](const Fault& found) {
      return std::ranges::any_of(answer().faults, [&](const Fault& told) {
        return told.part == found.part && told.message == found.message;
      });
    });
    for (Fault& found : faults) answer().faults.push_back(std::move(found));
    if (answer().faults.empty()) fault("again", "checked once more, the receipt is another one");
  }

  // ---- lists

  /// The kind of the document, as the receipt says.
  std::string kind() const {
    const Json& document = receipt_.at("document");
    const auto kind = document.is_object() ? document.find("kind") : document.end();
    return kind != document.end() && kind->is_string() ? kind->get<std::string>() : std::string();
  }

  /// Holds what the receipt says of its lists against those that were read once more.
  void recount(const ListsAgain& again, ReceiptMatching& matching) {
    const bool is_own = matching.document() != kNoFile && matching.document() != again.document;
    const std::string document = is_own ? sources_.file(matching.document()).text : std::string();
    for (const checker::JoinedList& list : again.lists) {
      std::string other = difference_of(list, answer().lists, sources_.file(again.document).text, document);
      if (!other.empty()) {
        fault("lists", std::move(other));
        continue;
      }
      matching.set_list_given(list.sha256);
      result_.recounted.push_back(list.path);
      hold("lists", fmt::format("{}, counted again", list.in_words()));
    }
  }

  // ---- what is told

  void tell(const ReceiptMatching& matching) {
    for (const MatchedFile& file : matching.files()) {
      hold(file.part, fmt::format("{}: the same bytes", file.path));
    }
    result_.not_given = matching.not_given();
    result_.not_named = matching.not_named();
    std::ranges::replace(answer().not_given, std::string("card"), std::string("policy"));
    if (!is_at_fault("digest") && !is_at_fault("form")) hold("digest", "every byte is as it was written");
    tell_signature();
    if (answer().steps > 0 && !is_at_fault("findings") && !is_at_fault("rights") && !is_at_fault("verdict"))
      tell_proof(matching.document() != kNoFile && !is_at_fault("document"));
    if (matching.policy() && !is_at_fault("policy") && !is_at_fault("clauses"))
      hold("policy", "what it says is what the receipt's clause table says");
  }

  void tell_signature() {
    if (is_at_fault("signature")) return;
    const auto& key = answer().public_key;
    if (!key) {
      hold("signature", "there is none");
    } else if (signer_) {
      hold("signature", fmt::format("by the owner of `{}`", *arguments_.key));
    } else {
      hold("signature", fmt::format("by the key {}, whoever that is; --key NAME.pub demands a signer", *key));
    }
  }

  void tell_proof(bool is_of_document) {
    const std::string findings = number_and_noun(receipt_["findings"].size(), "finding", "findings");
    const std::size_t subjects = receipt_["rights"].size();
    const std::string to =
        subjects == 0 ? "and to " + findings : fmt::format("to {} and the rights of {}", findings, subjects);
    hold("proof",
         fmt::format("{} steps lead from {} facts to the verdict, {}{}", answer().steps, answer().facts, to,
                     is_of_document ? "; all the facts are the document's" : ""));
  }

  void demand(const ReceiptMatching& matching) {
    std::vector<std::string> all_wanted;
    for (const std::string& list : arguments_.require)
      std::ranges::move(parts_of(list), std::back_inserter(all_wanted));
    for (const std::string& wanted : all_wanted) {
      const bool is_all = wanted == "all";
      auto demanded = [&](const char* part, bool is_there) {
        if ((is_all || wanted == part) && !is_there && !is_at_fault(part))
          fault(part, "it is demanded, and was not given");
      };
      demanded("document", matching.document() != kNoFile);
      demanded("lists", matching.has_lists());
      demanded("policy", matching.policy() != nullptr);
      demanded("attesters", matching.project() || !receipt_.contains("attesters"));
      demanded("tables", matching.has_tables());
      demanded("signature", answer().public_key && signer_);
      if (wanted == "compliant" && answer().verdict != "compliant" && !is_at_fault("verdict"))
        fault("verdict", fmt::format("it is demanded to be compliant, and is {}", answer().verdict));
    }
  }

  const VerifyArguments& arguments_;
  LoadedPrograms& loaded_;
  Sources sources_;
  Diagnostics diagnostics_;
  FileId file_ = kNoFile;
  Json receipt_;
  Verification result_;
  std::optional<std::string> signer_;
};

}  // namespace

VerifiedReceipt verify_receipt(const VerifyArguments& arguments, LoadedPrograms& loaded) {
  VerifyCommand command(arguments, loaded);
  VerifiedReceipt verified;
  verified.result = command.run();
  verified.sources = command.take_sources();
  verified.diagnostics = command.diagnostics();
  return verified;
}

}  // namespace precept::tools
