// Runs programs on documents of their kind; `programs` changes the programs, `documents` the documents.
#include <cstdlib>
#include <cstring>
#include <map>

#include "runtime/edit/json_edit.h"
#include "runtime/verify/open.h"
#include "tests/fuzz/driver.h"
#include "tests/fuzz/stages.h"

using namespace precept;
using namespace precept::test;

namespace {

/// An input: the document, a byte that is in no JSON, the program.
constexpr char kBetween = '\0';

std::vector<std::byte> bytes_of(std::string_view text) {
  std::vector<std::byte> bytes(text.size());
  if (!text.empty()) std::memcpy(bytes.data(), text.data(), text.size());
  return bytes;
}

bool run(const std::string& input) {
  const std::size_t at = input.find(kBetween);
  if (at == std::string::npos) return false;
  auto program = open_program(bytes_of(std::string_view(input).substr(at + 1)));
  return program && run_all_stages(*program, input.substr(0, at));
}

void change(std::string& input, Random& random, bool is_program) {
  const std::size_t at = input.find(kBetween);
  std::string document = input.substr(0, at), program = input.substr(at + 1);
  if (is_program) {
    std::vector<std::byte> bytes = bytes_of(program);
    mutate_program(bytes, random);
    program.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  } else {
    mutate_text(document, tokens_of(document), random);
    std::erase(document, kBetween);
  }
  input = document + kBetween + program;
}

/// Seeds: programs (.pbc) and documents; each document with each program that reads it.
Target target(const std::vector<std::string>& words) {
  const bool is_program = words.front() == "programs";
  std::vector<std::string> programs, documents;
  for (std::size_t i = 1; i < words.size(); ++i)
    (words[i].ends_with(".pbc") ? programs : documents).push_back(read_file(words[i]));
  Target made;
  for (const std::string& program : programs) {
    for (const std::string& document : documents) {
      std::string input = document + kBetween + program;
      if (document.find(kBetween) == std::string::npos && run(input)) made.seeds.push_back(std::move(input));
    }
  }
  made.run = run;
  made.change_at_random = [is_program](std::string& input, Random& random) {
    change(input, random, is_program);
  };
  return made;
}

}  // namespace

int main(int count, char** words) {
  return fuzz_main(count, words, target);
}
