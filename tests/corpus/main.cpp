// Writes the conformance corpus, or checks that the files in the tree are those that it would write.
// `precept_corpus [--check] FOLDER`
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>

#include "tests/common/scratch_folder.h"
#include "tests/corpus/corpus.h"

namespace precept::corpus {
namespace {

constexpr std::size_t kLeastRes54 = 300, kLeastLanguage = 500;

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const char* part : {"language", "res54"}) {
    if (!fs::is_directory(folder / part)) continue;
    for (const auto& entry : fs::directory_iterator(folder / part)) files.push_back(entry.path());
  }
  return files;
}

/// The files that differ, are missing, or are there and should not be.
std::vector<std::string> differing(const std::map<std::string, std::string>& files, const fs::path& folder) {
  std::vector<std::string> result;
  for (const auto& [name, text] : files) {
    if (read(folder / name) != text) result.push_back(name);
  }
  for (const fs::path& file : files_in(folder)) {
    std::string name = file.lexically_relative(folder).generic_string();
    if (!files.contains(name)) result.push_back(name);
  }
  return result;
}

void write(const std::map<std::string, std::string>& files, const fs::path& folder) {
  for (const fs::path& file : files_in(folder)) fs::remove(file);
  for (const auto& [name, text] : files) {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name, std::ios::binary) << text;
  }
}

int run(bool only_checks, const fs::path& folder, const fs::path& scratch) {
  const fs::path root = PRECEPT_ROOT;
  Corpus corpus(scratch);
  add_language_cases(corpus, root);
  add_res54_cases(corpus, root);
  std::vector<std::string> missing = add_generated_cases(corpus, scratch);
  for (const std::string& name : missing) fmt::print("FAILED no generated case has: {}\n", name);
  for (const std::string& problem : corpus.problems()) fmt::print("FAILED {}\n", problem);
  fmt::print("{} cases of the language, {} of Resolution 54\n", corpus.count("language"),
             corpus.count("res54"));
  bool is_large = corpus.count("language") >= kLeastLanguage && corpus.count("res54") >= kLeastRes54;
  if (!is_large) fmt::print("FAILED there are fewer cases than the corpus promises\n");
  if (!is_large || !missing.empty() || !corpus.problems().empty()) return 1;
  if (!only_checks) {
    write(corpus.files(), folder);
    return 0;
  }
  std::vector<std::string> names = differing(corpus.files(), folder);
  for (const std::string& name : names) fmt::print("FAILED {} is not what would be written now\n", name);
  if (!names.empty()) fmt::print("Write it again with `./dev corpus`, and read what changes.\n");
  return names.empty() ? 0 : 1;
}

}  // namespace
}  // namespace precept::corpus

int main(int argc, char** argv) {
  using namespace precept::corpus;
  const bool only_checks = argc == 3 && std::string_view(argv[1]) == "--check";
  if (argc != 2 && !only_checks) {
    fmt::print(stderr, "precept_corpus [--check] FOLDER\n");
    return 2;
  }
  const precept::test::ScratchFolder scratch;
  return run(only_checks, argv[argc - 1], scratch.path());
}
