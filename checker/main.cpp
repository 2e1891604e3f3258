// precept-verify: the checker as a program. It gives one of four answers, with the exit code of that answer.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>

#include "checker/text.h"
#include "checker/verify_receipt.h"

namespace {

using namespace precept::checker;

constexpr const char* kUsage =
    "precept-verify RECEIPT [--document FILE] [--card CARD] [--key NAME.pub] [--card-key NAME.pub]\n"
    "  0 verified: it follows from the document by the policy of the card\n"
    "  3 consistent, but not verified: the card or the document is not given, or there is no proof\n"
    "  1 not as it was: something differs, and is named\n"
    "  2 an error: something cannot be read, or the answer not be written\n";
constexpr std::string_view kKeyHeading = "precept public key, Ed25519\n";
constexpr int kError = static_cast<int>(Status::Error);

/// Reads a file up to one byte more than the limit; the checker reports a text that is too long.
std::optional<std::string> read(const char* path) {
  std::FILE* file = std::fopen(path, "rb");
  if (!file) return std::nullopt;
  std::string text;
  char part[1 << 16];
  std::size_t size = 0;
  while (text.size() <= kMostBytes && (size = std::fread(part, 1, sizeof part, file)) > 0)
    text.append(part, size);
  const bool is_read = std::ferror(file) == 0;
  std::fclose(file);
  return is_read ? std::optional(std::move(text)) : std::nullopt;
}

int fail(const std::string& what, const char* why) {
  std::fprintf(stderr, "error: %s: %s\n", escaped(what).c_str(), why);
  return kError;
}

struct Arguments {
  const char *receipt = nullptr, *document = nullptr, *card = nullptr, *key = nullptr, *card_key = nullptr;
};

/// False where the arguments are not valid.
bool read_arguments(int argc, char** argv, Arguments& arguments) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    const char** to = word == "--document"   ? &arguments.document
                      : word == "--card"     ? &arguments.card
                      : word == "--key"      ? &arguments.key
                      : word == "--card-key" ? &arguments.card_key
                                             : nullptr;
    if (to && ++i == argc) return false;
    if (!to && word.starts_with("--")) return false;
    // The first argument without an option is the receipt, the second the document.
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
  std::printf("%s\n", answer.summary().c_str());
  for (std::size_t i = 1; i < answer.faults.size(); ++i) {
    std::printf("  %s: %s\n", escaped(answer.faults[i].part).c_str(),
                escaped(answer.faults[i].message).c_str());
  }
  if (answer.status() == Status::NotVerified && !answer.verdict.empty()) {
    std::printf("  of itself it says: %s by %s\n", escaped(answer.verdict).c_str(),
                escaped_word(answer.policy).c_str());
  }
  if (answer.faults.empty() && answer.steps > 0)
    std::printf("  %zu steps from %zu facts\n", answer.steps, answer.facts);
  for (const JoinedList& list : answer.lists) {
    if (answer.faults.empty()) std::printf("  as it says: %s\n", list.in_words().c_str());
  }
  if (answer.public_key) std::printf("  signed by %s\n", escaped(*answer.public_key).c_str());
  if (answer.card_key) std::printf("  its card signed by %s\n", escaped(*answer.card_key).c_str());
}

/// Reads a file if a path is given. False where it cannot be read, which is reported.
bool read_if_given(const char* path, std::optional<std::string>& text) {
  if (!path) return true;
  text = read(path);
  if (!text) fail(path, "it cannot be read");
  return text.has_value();
}

bool read_key(const char* path, std::optional<std::string>& key) {
  std::optional<std::string> text;
  if (!path) return true;
  if (!read_if_given(path, text)) return false;
  key = key_of(*text);
  if (!key) fail(path, "it is no public key of `precept keygen`");
  return key.has_value();
}

}  // namespace

int main(int argc, char** argv) try {
  // Memory may run out where no exception can be caught, as in a destructor of the JSON library.
  std::set_terminate([] {
    std::fputs("error: there is not enough memory to look at it\n", stderr);
    std::_Exit(kError);
  });
  if (argc == 2 && std::string_view(argv[1]) == "--help") {
    std::fputs(kUsage, stdout);
    return 0;
  }
  Arguments arguments;
  if (!read_arguments(argc, argv, arguments)) {
    std::fputs(kUsage, stderr);
    return kError;
  }
  std::optional<std::string> receipt;
  TrustedInput trusted;
  const bool is_read = read_if_given(arguments.receipt, receipt) &&
                       read_if_given(arguments.document, trusted.document) &&
                       read_if_given(arguments.card, trusted.card) && read_key(arguments.key, trusted.key) &&
                       read_key(arguments.card_key, trusted.card_key);
  if (!is_read) return kError;
  const Answer answer = verify_receipt(*receipt, trusted);
  if (answer.status() == Status::Error) return fail(arguments.receipt, escaped(answer.error).c_str());
  print(answer);
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
    return fail("standard output", "it cannot be written");
  return static_cast<int>(answer.status());
} catch (const std::bad_alloc&) {
  return fail(argv[1], "there is not enough memory to look at it");
}
