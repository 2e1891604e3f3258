// precept-verify: the small checker alone. `precept-verify RECEIPT [DOCUMENT]`
#include <cstdio>
#include <fstream>
#include <sstream>

#include "checker/check.h"

namespace {

std::optional<std::string> read(const char* path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  if (!stream || !(text << stream.rdbuf())) return std::nullopt;
  return std::move(text).str();
}

int unreadable(const char* path, const std::string& why) {
  std::fprintf(stderr, "%s: %s\n", path, why.c_str());
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace precept::checker;
  if (argc != 2 && argc != 3) {
    std::fprintf(stderr, "precept-verify RECEIPT [DOCUMENT]\n");
    return 2;
  }
  const auto text = read(argv[1]);
  if (!text) return unreadable(argv[1], "it cannot be read");
  std::string why;
  const auto receipt = read_receipt(*text, why);
  if (!receipt) return unreadable(argv[1], why);
  std::optional<std::string> document;
  if (argc == 3 && !(document = read(argv[2]))) return unreadable(argv[2], "it cannot be read");
  CheckedReceipt checked = check_receipt(*receipt, document ? &*document : nullptr);
  if (!is_as_written(*receipt, *text)) {
    checked.faults.push_back({"digest", "the file is not written as a receipt is"});
  }
  for (const Fault& fault : checked.faults) {
    std::printf("%s: %s\n", fault.part.c_str(), fault.message.c_str());
  }
  if (checked.left_out) std::printf("there is no proof: %s\n", checked.left_out->c_str());
  if (checked.public_key) std::printf("signed by %s\n", checked.public_key->c_str());
  if (!checked.faults.empty() || checked.left_out) return 1;
  std::printf("%s: proven by %zu steps from %zu facts%s\n", checked.verdict.c_str(), checked.steps,
              checked.facts, document ? ", all of them the document's" : "");
  return 0;
}
