// The manual tells of every option that there is, and of no other. What there is, is what the commands' help
// says.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/common/command_folder.h"

namespace {

namespace fs = std::filesystem;
using precept::test::CommandFolder;

const fs::path kRoot = PRECEPT_SOURCE_DIR;

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), path.string() << " cannot be read");
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string output_of(const CommandFolder& folder, const std::string& command) {
  const CommandFolder::Result result = folder.shell(command);
  CHECK_MESSAGE(result.status == 0, command << ": " << result.output);
  return result.output;
}

/// The commands that a help lists.
std::vector<std::string> commands_in(const std::string& help) {
  static const std::regex kCommand(R"(^  ([a-z]+)  )");
  std::vector<std::string> names;
  bool is_list = false;
  for (const std::string& line : lines_of(help)) {
    std::smatch found;
    is_list = line == "Subcommands:" || (is_list && !line.empty());
    if (is_list && std::regex_search(line, found, kCommand)) names.push_back(found[1]);
  }
  return names;
}

std::set<std::string> options_in(const std::string& text, const std::regex& line) {
  static const std::regex kOption(R"(--?[a-z][a-z-]*)");
  std::set<std::string> options;
  for (const std::string& one : lines_of(text)) {
    std::smatch found;
    if (!std::regex_search(one, found, line)) continue;
    const std::string names = found[1];
    for (std::sregex_iterator it(names.begin(), names.end(), kOption), end; it != end; ++it)
      options.insert(it->str());
  }
  return options;
}

std::set<std::string> options_of_help(const std::string& help) {
  static const std::regex kLine(R"(^  ((?:-\w,)?--?[a-z-]+))");
  return options_in(help, kLine);
}

/// A page without its roff.
std::string plain(std::string page) {
  static const std::regex kFont(R"(\\f[BIR])");
  page = std::regex_replace(page, kFont, "");
  for (const auto& [roff, text] : std::vector<std::pair<std::string, std::string>>{{"\\-", "-"},
                                                                                   {"\\(aq", "'"},
                                                                                   {"\\(ga", "`"},
                                                                                   {"\\(ti", "~"},
                                                                                   {"\\(ha", "^"},
                                                                                   {"\\e", "\\"},
                                                                                   {"\\&", ""}}) {
    for (std::size_t at = 0; (at = page.find(roff, at)) != std::string::npos; at += text.size())
      page.replace(at, roff.size(), text);
  }
  return page;
}

/// The options that a page has an item for.
std::set<std::string> options_of_page(const std::string& page) {
  static const std::regex kItem(R"(^(-.*))");
  std::string items;
  const std::vector<std::string> lines = lines_of(plain(page));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i - 1] == ".TP") items += lines[i] + "\n";
  }
  return options_in(items, kItem);
}

std::string section_of(const std::string& page, const std::string& title) {
  const std::size_t begin = page.find("\n.SH " + title + "\n");
  if (begin == std::string::npos) return {};
  return page.substr(begin + 1, page.find("\n.SH ", begin + 1) - begin - 1);
}

}  // namespace

TEST_CASE("every option of every command is in its page, and no other") {
  CommandFolder folder;
  const std::vector<std::string> commands = commands_in(output_of(folder, "precept --help"));
  REQUIRE(commands.size() >= 19);
  const std::string overview = plain(output_of(folder, "precept man"));
  for (const std::string& command : commands) {
    CAPTURE(command);
    const std::string page = output_of(folder, "precept man " + command);
    const std::string help = output_of(folder, "precept " + command + " --help");
    std::set<std::string> options = options_of_help(help);
    for (const std::string& below : commands_in(help)) {
      CHECK(contains(plain(page), ".SS precept " + command + " " + below + "\n"));
      options.merge(options_of_help(output_of(folder, "precept " + command + " " + below + " --help")));
    }
    CHECK(options.size() >= 2);
    CHECK(options_of_page(page) == options);
    for (const char* title : {"NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "SEE ALSO"})
      CHECK_MESSAGE(!section_of(page, title).empty(), title);
    CHECK_MESSAGE(section_of(page, "EXIT STATUS").size() > 30, "it does not say its exit codes");
    const std::string name = command == "verify" ? "precept-verify-command" : "precept-" + command;
    CHECK(contains(overview, "\n" + name + "(1)\n"));
  }
}

TEST_CASE("a page says what the command line holds an option to") {
  CommandFolder folder;
  const std::string page = plain(output_of(folder, "precept man check"));
  CHECK(contains(page, "-j, --jobs N\nHow many"));
  CHECK(contains(page, "From 1 to 1024."));
  CHECK(contains(page, "Only with --receipt."));
  CHECK(contains(page, "\n-l, --lang LANGUAGE\n"));
  // Each of two that may not stand together says so.
  CHECK(contains(page, "Not with --receipt."));
  CHECK(contains(page, "Not with --answers, --lang, --readings."));
  CHECK(contains(plain(output_of(folder, "precept man convert")), "It must be given."));
}

TEST_CASE("a page that there is not is told, with the one that may be meant") {
  CommandFolder folder;
  const CommandFolder::Result run = folder.shell("precept man precept-chek");
  CHECK(run.status == 2);
  CHECK(contains(run.output, "error[E5040]"));
  CHECK(contains(run.output, "did you mean `precept-check`?"));
  CHECK(folder.shell("precept man check --output pages").status == 2);
  CHECK(folder.shell("precept completions tcsh").status == 2);
}

TEST_CASE("every page is written into a folder") {
  CommandFolder folder;
  output_of(folder, "precept man --output share/pages");
  for (const char* name : {"precept.1", "precept-check.1", "precept-verify-command.1", "precept.toml.5"})
    CHECK_MESSAGE(folder.read("share/pages/" + std::string(name)).starts_with(".TH PRECEPT"), name);
  // The page of the program that stands alone is the checker's.
  CHECK_FALSE(fs::exists(folder.path() / "share/pages/precept-verify.1"));
  CHECK(folder.shell("precept man --output /dev/null/pages").status == 2);
}

TEST_CASE("precept.toml(5) tells of the keys that are read, and of no other") {
  CommandFolder folder;
  const std::string page = plain(output_of(folder, "precept man precept.toml"));
  const std::string source = read_file(kRoot / "engine/project/toml_form.cpp");
  static const std::regex kAsked(
      R"rx(\b(?:file|table|reader)\.(?:date|truth|text|texts|table|tables|choice|named_texts|number)\(\s*"([\w-]+)")rx");
  std::set<std::string> asked;
  for (std::sregex_iterator it(source.begin(), source.end(), kAsked), end; it != end; ++it)
    asked.insert((*it)[1]);
  CHECK(asked.size() >= 20);
  const std::string keys = section_of(page, "KEYS");
  for (const std::string& key : asked) {
    const bool is_told = contains(keys, "\n" + key + " = ") || contains(keys, "[" + key + "]");
    CHECK_MESSAGE(is_told, key << " is not told");
  }
  // The example has every key that is told, and none of it is refused as one that there is not.
  std::string example = section_of(page, "EXAMPLES");
  example = example.substr(example.find(".EX\n") + 4);
  example = example.substr(0, example.find(".EE\n"));
  static const std::regex kTold(R"(\n([a-z-]+) = )");
  for (std::sregex_iterator it(keys.begin(), keys.end(), kTold), end; it != end; ++it) {
    const std::regex in_example("\\b" + (*it)[1].str() + " *= ");
    CHECK_MESSAGE(std::regex_search(example, in_example), (*it)[1].str() << " is not in the example");
  }
  folder.write("precept.toml", example);
  output_of(folder, "mkdir keys && cd keys && precept keygen sg12");
  const std::string told = folder.shell("precept config").output;
  for (const char* code : {"E5060", "E5061", "E5062"}) CHECK_MESSAGE(!contains(told, code), told);
  folder.write("precept.toml", example + "rachet = true\n");
  CHECK(contains(folder.shell("precept config").output, "E5061"));
}

TEST_CASE("the page of precept-verify tells of the options in its help, and of no other") {
  CommandFolder folder;
  const std::string help = output_of(folder, "precept-verify --help");
  const std::string page = read_file(kRoot / "checker/precept-verify.1");
  static const std::regex kOption(R"(--[a-z-]+)");
  std::set<std::string> options{"--help"};
  for (std::sregex_iterator it(help.begin(), help.end(), kOption), end; it != end; ++it)
    options.insert(it->str());
  CHECK(options.size() == 5);
  CHECK(options_of_page(page) == options);
  const std::string codes = section_of(page, "EXIT STATUS");
  for (const char* code : {"0", "1", "2", "3"}) CHECK(contains(codes, std::string("\n.TP\n") + code + "\n"));
}
