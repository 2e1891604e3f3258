// Changes policies and the files beside them word by word, compiles them, and verifies the programs.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <set>

#include "base/csv.h"
#include "compiler/pipeline.h"
#include "compiler/translation/po.h"
#include "runtime/program/disassemble.h"
#include "runtime/verify/open.h"
#include "tests/fuzz/driver.h"

using namespace precept;
using namespace precept::test;

namespace {

namespace fs = std::filesystem;

/// An input: the path that it stands for, a line break, the text. So its modules and tables are found.
struct Input {
  fs::path path;
  std::string text;
};

Input split(const std::string& input) {
  const std::size_t end = std::min(input.find('\n'), input.size());
  return {input.substr(0, end), end < input.size() ? input.substr(end + 1) : ""};
}

bool run_policy(const Input& input) {
  Sources sources;
  sources.replace(input.path.string(), input.text);
  Diagnostics diagnostics;
  const auto model = read_policy(input.path, sources, diagnostics);
  if (!model) {
    if (!diagnostics.has_errors()) std::abort();  // refused, and nobody says why
    return false;
  }
  const auto bytes = compile(*model, sources, diagnostics, {});
  if (!bytes) return false;
  const auto program = open_program(*bytes);
  if (!program) {
    std::fprintf(stderr, "%s\n", program.error().message.c_str());
    std::abort();  // what the compiler makes passes the verifier
  }
  return !disassemble(*program).empty();
}

bool run_other(const Input& input) {
  if (input.path.extension() == ".csv") {
    CsvReader reader(input.text);
    std::vector<CsvCell> record;
    while (reader.next(record)) continue;
    return !reader.error();
  }
  return false;
}

bool run(const std::string& whole) {
  const Input input = split(whole);
  return input.path.extension() == ".precept" ? run_policy(input) : run_other(input);
}

Target target(const std::vector<std::string>& words) {
  Target made;
  std::set<std::string> pieces;
  for (const std::string& word : words) {
    const std::string text = read_file(word);
    for (std::string& piece : tokens_of(text)) pieces.insert(std::move(piece));
    made.seeds.push_back(word + "\n" + text);
  }
  made.run = run;
  made.change_at_random = [all = std::vector<std::string>(pieces.begin(), pieces.end())](std::string& whole,
                                                                                         Random& random) {
    Input input = split(whole);
    mutate_text(input.text, all, random);
    whole = input.path.string() + "\n" + input.text;
  };
  return made;
}

}  // namespace

int main(int count, char** words) {
  return fuzz_main(count, words, target);
}
