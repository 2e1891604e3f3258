// precept-verify: the small checker alone. What it says is one of four answers, and the exit code with it.
#include <cstdio>
#include <fstream>
#include <sstream>

#include "checker/check.h"
#include "checker/text.h"

namespace {

using namespace precept::checker;

constexpr const char* kUsage =
    "precept-verify RECEIPT [--document FILE] [--card CARD] [--key NAME.pub]\n"
    "  0 verified: it follows from the document by the policy of the card\n"
    "  3 consistent, but not verified: the card or the document is not given, or there is no proof\n"
    "  1 not as it was: something differs, and is named\n"
    "  2 an error: something cannot be read\n";
constexpr std::string_view kKeyHeading = "precept public key, Ed25519\n";
constexpr int kError = static_cast<int>(Word::Error);

std::optional<std::string> read(const char* path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  if (!stream || !(text << stream.rdbuf())) return std::nullopt;
  return std::move(text).str();
}

int fail(const std::string& what, const char* why) {
  std::fprintf(stderr, "error: %s: %s\n", shown(what).c_str(), why);
  return kError;
}

struct Arguments {
  const char *receipt = nullptr, *document = nullptr, *card = nullptr, *key = nullptr;
};

/// False where they are none.
bool read_arguments(int argc, char** argv, Arguments& arguments) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const char** to = word == "--document" ? &arguments.document
                      : word == "--card"   ? &arguments.card
                      : word == "--key"    ? &arguments.key
                                           : nullptr;
    if (to && ++i == argc) return false;
    if (!to && word.starts_with("--")) return false;
    // Without a name: the receipt, and then the document.
    if (!to) to = arguments.receipt ? &arguments.document : &arguments.receipt;
    if (*to) return false;
    *to = argv[i];
  }
  return arguments.receipt != nullptr;
}

std::optional<std::string> key_of(const std::string& text) {
  if (!text.starts_with(kKeyHeading)) return std::nullopt;
  std::string key = text.substr(kKeyHeading.size());
  while (key.ends_with('\n') || key.ends_with('\r')) key.pop_back();
  return is_public_key(key) ? std::optional(key) : std::nullopt;
}

void print(const Answer& answer) {
  std::printf("%s\n", answer.first_line().c_str());
  for (std::size_t i = 1; i < answer.faults.size(); ++i) {
    std::printf("  %s: %s\n", shown(answer.faults[i].part).c_str(), shown(answer.faults[i].message).c_str());
  }
  if (answer.word() == Word::NotVerified && !answer.verdict.empty()) {
    std::printf("  of itself it says: %s by %s\n", shown(answer.verdict).c_str(),
                shown_word(answer.policy).c_str());
  }
  if (answer.faults.empty() && answer.steps > 0)
    std::printf("  %zu steps from %zu facts\n", answer.steps, answer.facts);
  if (answer.public_key) std::printf("  signed by %s\n", shown(*answer.public_key).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  if (!read_arguments(argc, argv, arguments)) {
    std::fputs(kUsage, stderr);
    return kError;
  }
  const auto receipt = read(arguments.receipt);
  if (!receipt) return fail(arguments.receipt, "it cannot be read");
  Given given;
  if (arguments.document && !(given.document = read(arguments.document)))
    return fail(arguments.document, "it cannot be read");
  if (arguments.card && !(given.card = read(arguments.card)))
    return fail(arguments.card, "it cannot be read");
  if (arguments.key) {
    const auto text = read(arguments.key);
    given.key = text ? key_of(*text) : std::nullopt;
    if (!given.key) return fail(arguments.key, "it is no public key of `precept keygen`");
  }
  const Answer answer = check_receipt(*receipt, given);
  if (answer.word() == Word::Error) return fail(arguments.receipt, shown(answer.error).c_str());
  print(answer);
  return static_cast<int>(answer.word());
}
