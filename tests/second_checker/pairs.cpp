// Sound and altered receipts with their cards: the engine and the small checker must say the same of each.
// They are also written out for the second checker, which must agree.
//
// `receipt_pairs [--receipts N] [--altered N] [--mistakes N] [--seed S] [--out] [--seeds FOLDER]`
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>

#include "checker/verify_receipt.h"
#include "runtime/check/check.h"
#include "tests/common/options.h"
#include "tests/proofs/change_receipt.h"
#include "tests/proofs/document_mistakes.h"
#include "tests/proofs/members.h"
#include "tests/proofs/receipts.h"

namespace precept::test {
namespace {

using checker::Answer;
using checker::Status;

struct Options {
  std::uint64_t seed = 54;
  std::size_t receipts = 0, altered = 0, mistakes = 0;
  bool is_written = false;
  std::string seeds;  ///< a folder for what the fuzzer begins with; empty: none
};

/// Bytes as characters with the same numbers, because JSON has no bytes.
std::string as_characters(const std::string& bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xC0 | byte >> 6);
      text += static_cast<char>(0x80 | (byte & 0x3F));
    }
  }
  return text;
}

class Pairs {
 public:
  explicit Pairs(const Options& options) : options_(options), random_(options.seed) {}

  bool run() {
    const auto& proven = Receipts::all().proven();
    for (std::size_t i = 0; !options_.seeds.empty() && i < proven.size(); ++i) {
      std::ofstream(fmt::format("{}/{}", options_.seeds, i), std::ios::binary)
          << proven[i].text << '\0' << proven[i].document;
    }
    for (std::size_t i = 0; i < options_.receipts; ++i) sound(proven[i * 7919 % proven.size()]);
    while (altered_ < options_.altered) altered(random_.pick(proven));
    while (mistaken_ < options_.mistakes) mistaken(random_.pick(proven));
    fmt::print(stderr,
               "{} sound receipts ({} once more with lists), {} altered ones, {} documents with a mistake\n",
               sound_, listed_, altered_, mistaken_);
    fmt::print(
        stderr,
        "of the documents {} are refused by both, {} by neither; of the altered none may be verified\n",
        refused_, taken_);
    for (const auto& [name, count] : tried_) fmt::print(stderr, "  {:40} {}\n", name, count);
    fmt::print(stderr, "{} failed\n", failed_);
    return failed_ == 0 && (!options_.seeds.empty() || sound_ + altered_ + mistaken_ > 0);
  }

 private:
  void fail(const std::string& name, const std::string& what, const Answer& answer) {
    ++failed_;
    if (failed_ <= 20) fmt::print(stderr, "FAILED {}: {}: {}\n", name, what, answer.summary());
  }

  Answer ask(const std::string& receipt, const std::string& document, const std::string& card) {
    Answer answer = checker::verify_receipt(receipt, {.document = document, .card = card, .key = {}});
    if (options_.is_written) {
      const Json line = {{"receipt", as_characters(receipt)},
                         {"document", as_characters(document)},
                         {"card", as_characters(card)},
                         {"answer", static_cast<int>(answer.status())}};
      fmt::print("{}\n", line.dump());
    }
    return answer;
  }

  void sound(const ProvenReceipt& proven) {
    ++sound_;
    const Answer answer = ask(proven.text, proven.document, proven.card);
    if (answer.status() != Status::Verified) fail(proven.name, "a sound receipt", answer);
    const Json receipt = Json::parse(proven.text);
    const Json listed = with_lists(receipt);
    if (listed == receipt) return;
    ++listed_;
    const Answer of_lists = ask(with_correct_digests(listed), proven.document, proven.card);
    if (of_lists.status() != Status::Verified) fail(proven.name, "a sound receipt with lists", of_lists);
  }

  /// By its proof, by any of its members, or in how it is written.
  void altered(const ProvenReceipt& proven) {
    const Json receipt = Json::parse(proven.text);
    std::string text, how;
    const auto choice = random_.below(10);
    if (choice < 4) {
      Json changed = receipt;
      how = random_.pick(alteration_names());
      if (!change_receipt(changed, how, random_)) return;
      text = with_correct_digests(std::move(changed));
    } else if (choice < 9) {
      const auto place = random_.pick(places_in(receipt, random_));
      text = with_correct_digests(random_.pick(altered_at(receipt, place)));
      how = "a member";
    } else {
      text = random_.pick(other_spellings(proven.text, random_));
      how = "the writing";
    }
    // Making digests right again may take a change back.
    if (text == proven.text) return;
    ++altered_;
    ++tried_[how];
    const Answer answer = ask(text, proven.document, proven.card);
    if (answer.status() == Status::Verified) fail(proven.name, how, answer);
  }

  bool is_refused(const ProvenReceipt& proven, const std::string& document, const std::string& kind) {
    Sources sources;
    const FileId file = sources.add("document.json", document);
    const DocumentReport report = check_document(proven.policies, file, sources, {});
    bool refused = report.kind != kind;
    for (const Diagnostic& diagnostic : report.diagnostics.all()) {
      refused = refused || (diagnostic.severity() == Severity::Error &&
                            diagnostic.kind != DiagnosticKind::NothingChecked);
    }
    return refused;
  }

  void mistaken(const ProvenReceipt& proven) {
    const std::string& name = random_.pick(document_mistakes());
    const std::string document = with_mistake(proven.document, name, random_);
    if (document == proven.document) return;
    ++mistaken_;
    ++tried_[name];
    const Json receipt = with_document(Json::parse(proven.text), document);
    const bool is_refused_here = is_refused(proven, document, receipt["document"]["kind"]);
    const Answer answer = ask(with_correct_digests(receipt), document, proven.card);
    const bool is_refused_there = std::ranges::any_of(answer.faults, [](const checker::Fault& fault) {
      return (fault.part == "document" && fault.message.find("its day") == std::string::npos) ||
             fault.part == "day";
    });
    (is_refused_here ? refused_ : taken_) += is_refused_here == is_refused_there;
    if (is_refused_here == is_refused_there) return;
    fail(proven.name,
         fmt::format("{}: {} by the engine, {} by the checker\n{}", name,
                     is_refused_here ? "refused" : "taken", is_refused_there ? "refused" : "taken", document),
         answer);
  }

  const Options& options_;
  generate::Random random_;
  std::map<std::string, std::size_t> tried_;
  std::size_t sound_ = 0, listed_ = 0, altered_ = 0, mistaken_ = 0, refused_ = 0, taken_ = 0, failed_ = 0;
};

}  // namespace
}  // namespace precept::test

int main(int argc, char** argv) {
  precept::test::Options options;
  if (!precept::test::read_options(argc, argv,
                                   {{"--receipts", &options.receipts},
                                    {"--altered", &options.altered},
                                    {"--mistakes", &options.mistakes},
                                    {"--seed", &options.seed},
                                    {"--out", &options.is_written},
                                    {"--seeds", &options.seeds}})) {
    fmt::print(
        stderr,
        "receipt_pairs [--receipts N] [--altered N] [--mistakes N] [--seed S] [--out] [--seeds FOLDER]\n");
    return 2;
  }
  return precept::test::Pairs(options).run() ? 0 : 1;
}
