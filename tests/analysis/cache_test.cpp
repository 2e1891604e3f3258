// The cache of parsed files: what is parsed, and that nothing else can be told from it.
#include <fmt/format.h>

#include <fstream>

#include "compiler/parse/parse_cache.h"
#include "compiler/pipeline.h"
#include "tests/analysis/analysed.h"
#include "tests/common/scratch_folder.h"

using namespace precept;
using precept::test::Analysed;

namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

const std::string kModule = "module shared\nenum Size\n  small\n  great\nrecord Fair\n  size : Size\n";
std::string policy(const std::string& name, const std::string& member) {
  return "policy " + name + "\nuse shared\nabout Fair f\nclause a\n  shall ensure f.size = " + member + "\n";
}

}  // namespace

TEST_CASE("between edits only what changed is parsed") {
  ParseCache cache;
  test::ScratchFolder folder;
  write(folder.path() / "shared.precept", kModule);
  const std::string name = (folder.path() / "hall.precept").string();
  Analysed first(policy("hall", "great"), {}, &cache, name);
  CHECK(first.analysis.model());
  CHECK(cache.parsed_count() == 2);
  Analysed second(policy("hall", "gre"), {}, &cache, name);
  CHECK(cache.parsed_count() == 3);
  CHECK(second.codes() == "E1004");
  CHECK(second.meant_at("f.si^ze") == "field Fair.size");
  // Back to a text that was there before.
  Analysed third(policy("hall", "great"), {}, &cache, name);
  CHECK(cache.parsed_count() == 3);
  CHECK(third.analysis.model());
  // The first analysis still has all that it had.
  CHECK(first.meant_at("= gre^at") == "member Size.great");
}

TEST_CASE("a module is there while the line below its `use` is being written") {
  test::ScratchFolder folder;
  write(folder.path() / "shared.precept", kModule);
  const std::string name = (folder.path() / "hall.precept").string();
  const std::string text = policy("hall", "great");
  Analysed it(text.substr(0, text.find("about")) + "defi\n" + text.substr(text.find("about")), {}, nullptr,
              name);
  CHECK(it.codes().size() == 5);
  CHECK(it.meant_at("use sha^red") == "module shared");
  CHECK(it.meant_at("f.si^ze") == "field Fair.size");
  CHECK(it.meant_at("= gre^at") == "member Size.great");
  CHECK_FALSE(it.analysis.model());
}

TEST_CASE("the trees outlive the sources that they were parsed from") {
  ParseCache cache;
  test::ScratchFolder folder;
  write(folder.path() / "shared.precept", kModule);
  const std::string name = (folder.path() / "hall.precept").string();
  { Analysed gone(policy("hall", "great"), {}, &cache, name); }
  Analysed it(policy("hall", "great"), {}, &cache, name);
  CHECK(cache.parsed_count() == 2);
  CHECK(it.declares("field Fair.size : Size"));
}

TEST_CASE("one text in two files is two trees") {
  ParseCache cache;
  test::ScratchFolder folder;
  write(folder.path() / "shared.precept", kModule);
  Analysed first(policy("hall", "gre"), {}, &cache, (folder.path() / "a.precept").string());
  Analysed second(policy("hall", "gre"), {}, &cache, (folder.path() / "b.precept").string());
  CHECK(cache.parsed_count() == 3);
  const Diagnostic& mistake = second.analysis.diagnostics().all().at(0);
  CHECK(second.sources.file(mistake.labels[0].span.file).name.ends_with("b.precept"));
}

TEST_CASE("a module of two policies is parsed once, and mistakes are told as without a cache") {
  test::ScratchFolder folder;
  // A mistake in the module and one in each policy, so that their order shows.
  write(folder.path() / "shared.precept", kModule + "define is_small(f: Fair): truth = f.sise = small\n");
  write(folder.path() / "a.precept", policy("a", "smal"));
  write(folder.path() / "b.precept", policy("b", "grea"));
  auto told = [&](ParseCache* cache) {
    Sources sources;
    Diagnostics diagnostics;
    for (const char* name : {"a.precept", "b.precept"})
      CHECK_FALSE(
          read_policy(folder.path() / name, sources, diagnostics, SourceLock::Ignore, {.parsed = cache}));
    return diagnostics_text(diagnostics, sources, Color::Off);
  };
  ParseCache cache;
  const std::string with = told(&cache);
  CHECK(cache.parsed_count() == 3);
  CHECK(with == told(nullptr));
  CHECK(with.find("sise") != std::string::npos);
}

TEST_CASE("the cache is bounded, and the least recently used goes first") {
  ParseCache cache;
  Sources sources;
  auto text = [](std::size_t i) { return fmt::format("policy p{}\n", i); };
  for (std::size_t i = 0; i <= ParseCache::kMostFiles; ++i) {
    cache.get(sources.add(fmt::format("{}.precept", i), text(i)), sources);
    cache.get(0, sources);
  }
  const std::size_t before = cache.parsed_count();
  cache.get(0, sources);
  CHECK(cache.parsed_count() == before);
  cache.get(1, sources);
  CHECK(cache.parsed_count() == before + 1);
  // A file beyond the bound of bytes is parsed and not kept.
  std::string large = "policy large\n" + std::string(ParseCache::kMostBytes, ' ');
  FileId file = sources.add("large.precept", std::move(large));
  CHECK(cache.get(file, sources).parsed->diagnostics.has_errors());
  cache.get(file, sources);
  CHECK(cache.parsed_count() == before + 3);
}

TEST_CASE("tokens: each word as it is spelt, those of a hole within their string") {
  Sources sources;
  FileId file = sources.add("p.precept",
                            "policy p -- why\nabout R r\nclause a\n  shall ensure r.name = \"x\"\n"
                            "    otherwise \"no {r.name}\"\n");
  ParsedFile parsed = parse_file(file, sources);
  std::string shown;
  for (const SourceToken& token : parsed.tokens)
    shown += fmt::format("{}{} ", static_cast<int>(token.kind), sources.text(token.span));
  CHECK(shown ==
        "0policy 1p 5-- why 0about 1R 1r 0clause 1a 0shall 0ensure 1r 4. 1name 4= 3\"x\" 0otherwise "
        "3\"no {r.name}\" 1r 4. 1name ");
}
