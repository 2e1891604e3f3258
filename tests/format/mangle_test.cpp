// Lays out texts whose layout was mangled: those of the repository and random policies.
// `mangle_test [--mangled N] [--seed S]`; a failure names the seed that shows it alone with `--mangled 1`.
#include "tests/format/mangle.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/common/options.h"
#include "tests/format/laid_out.h"
#include "tests/generate/policy.h"

namespace precept::test {

namespace {

namespace fs = std::filesystem;

std::string without_blanks(const std::string& text) {
  std::string result;
  for (char c : text)
    if (!std::string_view(" \t\r\n").contains(c)) result += c;
  return result;
}

std::string without_returns(std::string text) {
  std::erase(text, '\r');
  return text;
}

/// The texts of the repository that have no mistake of syntax.
std::vector<std::string> texts_of_repository() {
  std::vector<fs::path> files;
  for (const char* folder :
       {"policies", "examples", "bench", "tests/cases", "tests/differences", "tests/lists"}) {
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(PRECEPT_ROOT) / folder))
      if (entry.path().extension() == ".precept") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::vector<std::string> texts;
  for (const fs::path& file : files) {
    std::ostringstream bytes;
    bytes << std::ifstream(file, std::ios::binary).rdbuf();
    if (std::string text = laid_out(bytes.str()); !seen(text).has_mistakes) texts.push_back(std::move(text));
  }
  return texts;
}

class Search {
 public:
  explicit Search(std::vector<std::string> texts) : texts_(std::move(texts)) {}

  /// Empty, or what is wrong.
  std::string run(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const bool is_generated = random() % 3 != 0;
    const std::string text = is_generated ? generated(seed) : texts_[random() % texts_.size()];
    const Seen before = seen(text);
    if (before.has_mistakes) return "the text has mistakes:\n" + text;
    const auto how = static_cast<Mangling>(std::max<std::uint64_t>(random() % 4, 1) - 1);
    const Mangled mangled = mangle(text, before.tokens, how, random);
    if (const Seen after = seen(mangled.text); after.has_mistakes || after.shapes != before.shapes)
      return "mangling changed what it says:\n" + mangled.text;
    const std::string made = laid_out(mangled.text);
    const std::string why = fault_of(text, before, mangled, how, made);
    return why.empty() ? why
                       : fmt::format("{}\n---- mangled\n{}\n---- laid out\n{}", why, mangled.text, made);
  }

 private:
  static std::string generated(std::uint64_t seed) {
    generate::Random random(seed);
    generate::World world = generate::make_world(random);
    return laid_out(generate::make_policy(random, world).print());
  }

  static std::string fault_of(const std::string& text, const Seen& before, const Mangled& mangled,
                              Mangling how, const std::string& made) {
    const Seen after = seen(made);
    if (after.has_mistakes || after.shapes != before.shapes) return "the layout changed what it says";
    if (laid_out(made) != made) return "the layout is not laid out";
    if (how == Mangling::Blanks && without_returns(made) != without_returns(text))
      return "only blanks differ, and the layout does";
    if (how == Mangling::Breaks && without_blanks(made) != without_blanks(text))
      return "more than breaks differ";
    if (how != Mangling::Comments) return {};
    if (after.comments != seen(mangled.text).comments) return "comments are lost, or in another order";
    return {};
  }

  std::vector<std::string> texts_;
};

int run(int argc, char** argv) {
  std::size_t wanted = 300;
  std::uint64_t seed = 1;
  if (!read_options(argc, argv, {{"--mangled", &wanted}, {"--seed", &seed}})) {
    fmt::print(stderr, "mangle_test [--mangled N] [--seed S]\n");
    return 2;
  }
  Search search(texts_of_repository());
  for (std::size_t i = 0; i < wanted; ++i) {
    const std::string fault = search.run(seed + i);
    if (fault.empty()) continue;
    fmt::print("seed {}: {}\n", seed + i, fault);
    return 1;
  }
  fmt::print("{} mangled texts: each is laid out as before\n", wanted);
  return wanted == 0 ? 1 : 0;
}

}  // namespace

}  // namespace precept::test

int main(int argc, char** argv) {
  return precept::test::run(argc, argv);
}
