// The shape of the code: which folder may include which, and what the library never does.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

/// A room is a folder, and each folder that holds sources is one; the rooms that it may include besides
/// itself.
struct Room {
  std::string name;
  std::vector<std::string> may_include;
};

/// In DAG order: whatever a row names stands above it. That the list has this order is checked too, so
/// a cycle between rooms cannot even be written down. What each room is for stands in the README of its
/// top-level folder.
const std::vector<Room> kRooms = {
    // Alone, so that who does not trust the rest can read and build it without the rest.
    {"checker", {}},
    {"base", {}},
    {"base/toml", {"base"}},
    {"runtime/words", {}},
    {"runtime/program", {"base", "runtime/words"}},
    {"runtime/verify", {"base", "runtime/words", "runtime/program"}},
    {"runtime/document", {"base", "runtime/program"}},
    {"runtime/machine", {"base", "runtime/program", "runtime/document"}},
    {"runtime/read", {"checker", "base", "runtime/program", "runtime/document"}},
    {"runtime/read/json", {"base", "runtime/document", "runtime/read"}},
    {"runtime/read/sheet", {"base"}},
    {"runtime/read/records", {"base", "base/toml", "runtime/program", "runtime/read", "runtime/read/sheet"}},
    {"runtime/read/yaml", {"base", "runtime/read"}},
    {"runtime/report", {"base", "runtime/words", "runtime/program"}},
    {"runtime/run",
     {"base", "runtime/words", "runtime/program", "runtime/document", "runtime/machine", "runtime/read",
      "runtime/report"}},
    {"runtime/phrasing", {"base", "runtime/words", "runtime/program", "runtime/run"}},
    {"runtime/evidence",
     {"base", "runtime/program", "runtime/document", "runtime/report", "runtime/run", "runtime/phrasing"}},
    {"runtime/evaluate",
     {"base", "runtime/program", "runtime/machine", "runtime/report", "runtime/run", "runtime/evidence"}},
    {"runtime/check",
     {"base", "runtime/words", "runtime/program", "runtime/document", "runtime/machine", "runtime/read",
      "runtime/read/json", "runtime/report", "runtime/run", "runtime/evidence", "runtime/evaluate"}},
    {"runtime/reasons",
     {"base", "runtime/program", "runtime/report", "runtime/run", "runtime/phrasing", "runtime/evaluate"}},
    {"runtime/receipt",
     {"checker", "runtime/program", "runtime/document", "runtime/read", "runtime/run", "runtime/check"}},
    {"runtime/difference",
     {"base", "runtime/program", "runtime/report", "runtime/run", "runtime/check", "runtime/receipt"}},
    {"runtime/edit", {}},
    {"runtime/repair/change", {"base", "runtime/program", "runtime/read", "runtime/run", "runtime/edit"}},
    {"runtime/repair/planner", {"base", "runtime/program", "runtime/run", "runtime/repair/change"}},
    {"runtime/repair",
     {"base", "runtime/words", "runtime/program", "runtime/document", "runtime/report", "runtime/run",
      "runtime/phrasing", "runtime/check", "runtime/reasons", "runtime/edit", "runtime/repair/change",
      "runtime/repair/planner"}},
    {"runtime/repair/answers",
     {"checker", "base", "runtime/read", "runtime/check", "runtime/edit", "runtime/repair/change",
      "runtime/repair"}},
    {"compiler/ast", {"base"}},
    {"compiler/model", {"base", "runtime/words", "compiler/ast"}},
    {"compiler/parse/tokens", {"base", "compiler/ast"}},
    {"compiler/parse/layout", {"base", "compiler/parse/tokens"}},
    {"compiler/parse/build", {"base", "compiler/ast", "compiler/parse/tokens", "compiler/parse/layout"}},
    {"compiler/parse/mend", {"base", "compiler/parse/tokens"}},
    {"compiler/parse/recover", {"base", "compiler/ast", "compiler/parse/tokens"}},
    {"compiler/parse",
     {"base", "compiler/ast", "compiler/parse/tokens", "compiler/parse/build", "compiler/parse/mend",
      "compiler/parse/recover"}},
    {"compiler/check", {"base", "compiler/ast", "compiler/model", "compiler/parse"}},
    {"compiler/analysis", {"base", "compiler/model", "compiler/parse", "compiler/check"}},
    {"compiler/translation", {"base", "runtime/words", "compiler/model"}},
    {"compiler/plan", {"base", "runtime/program", "compiler/model", "compiler/translation"}},
    {"compiler/emit", {"runtime/program", "compiler/plan"}},
    {"compiler/official/marks", {"base"}},
    {"compiler/official/forms", {"base", "compiler/official/marks"}},
    {"compiler/official/outline", {"base", "compiler/official/marks"}},
    {"compiler/official",
     {"base", "compiler/official/marks", "compiler/official/forms", "compiler/official/outline"}},
    {"compiler/source_lock", {"base", "compiler/model", "compiler/official"}},
    {"compiler",
     {"base", "runtime/program", "runtime/verify", "compiler/model", "compiler/parse", "compiler/analysis",
      "compiler/translation", "compiler/plan", "compiler/emit", "compiler/source_lock"}},
    {"testing/suite",
     {"base", "runtime/program", "runtime/verify", "runtime/report", "runtime/evaluate", "runtime/check",
      "runtime/edit", "compiler/ast", "compiler/model", "compiler/parse", "compiler"}},
    {"testing/coverage", {"runtime/verify", "runtime/evaluate", "compiler", "testing/suite"}},
    {"testing/mutation",
     {"base", "runtime/verify", "runtime/check", "compiler/ast", "compiler/model", "compiler/parse",
      "compiler", "testing/suite"}},
    {"render",
     {"checker", "base", "runtime/words", "runtime/report", "runtime/phrasing", "runtime/check",
      "runtime/difference", "runtime/reasons", "runtime/repair", "runtime/repair/answers"}},
    {"render/html",
     {"base", "runtime/words", "runtime/report", "runtime/phrasing", "runtime/evaluate", "runtime/reasons",
      "runtime/repair", "render"}},
    {"render/json", {"base", "runtime/difference", "render"}},
    {"render/pipeline", {"base", "runtime/phrasing", "render", "render/json"}},
    {"render/mistakes", {"base", "render", "render/json", "render/pipeline"}},
    {"render/testing",
     {"base", "testing/suite", "testing/coverage", "testing/mutation", "render", "render/json"}},
    {"render/text", {"checker", "runtime/phrasing", "render"}},
    {"engine/input",
     {"checker", "base", "base/toml", "runtime/words", "runtime/program", "runtime/verify", "runtime/read",
      "runtime/read/json", "runtime/read/sheet", "runtime/read/records", "runtime/read/yaml",
      "runtime/report", "runtime/check", "runtime/repair/answers", "compiler/parse", "compiler", "render"}},
    {"engine/project",
     {"base", "base/toml", "runtime/words", "runtime/program", "runtime/read", "runtime/read/records",
      "runtime/check", "engine/input"}},
    {"engine/baseline", {"base", "base/toml", "runtime/report", "render/pipeline"}},
    {"engine",
     {"checker", "base", "runtime/words", "runtime/program", "runtime/difference", "runtime/receipt",
      "runtime/repair/answers", "compiler", "compiler/model", "render", "render/html", "render/json",
      "render/pipeline", "engine/input", "engine/project", "engine/baseline"}},
    {"authoring/catalogue", {}},
    {"authoring/format", {"base", "compiler/ast", "compiler/parse/tokens", "compiler/parse"}},
    {"authoring/drafts",
     {"base", "compiler/ast", "compiler/model", "compiler/official", "compiler/source_lock", "compiler",
      "testing/suite"}},
    {"authoring/handbook",
     {"base", "runtime/words", "runtime/program", "runtime/check", "compiler/ast", "compiler/model",
      "compiler/source_lock", "testing/suite", "testing/coverage", "testing/mutation", "render",
      "render/html"}},
    {"authoring/handbook/forms", {"runtime/words", "render", "render/html", "authoring/handbook"}},
    {"authoring/console",
     {"base", "runtime/report", "runtime/phrasing", "runtime/edit", "compiler/ast", "compiler/model",
      "compiler/analysis", "compiler", "render", "engine", "authoring/drafts", "authoring/handbook"}},
    {"authoring/fix", {"base"}},
    {"authoring/lint/terms", {"compiler/model"}},
    {"authoring/lint/facts", {"compiler/model", "authoring/lint/terms"}},
    {"authoring/lint/look",
     {"base", "compiler/ast", "compiler/model", "compiler/analysis", "authoring/lint/terms",
      "authoring/lint/facts"}},
    {"authoring/lint/beside",
     {"base", "compiler", "compiler/ast", "compiler/parse", "testing/suite", "authoring/lint/look"}},
    {"authoring/lint/rules/norms", {"base", "authoring/lint/look"}},
    {"authoring/lint/rules/expressions", {"base", "authoring/lint/look"}},
    {"authoring/lint/rules/names", {"base", "authoring/lint/look"}},
    {"authoring/lint/rules/texts", {"base", "authoring/lint/look"}},
    {"authoring/lint/rules/tests", {"base", "authoring/lint/look"}},
    {"authoring/lint", {"base", "compiler/parse/tokens", "compiler/analysis", "authoring/lint/look"}},
    {"authoring/review",
     {"base", "runtime/words", "runtime/phrasing", "compiler/model", "compiler/parse", "compiler/analysis",
      "compiler/translation", "compiler", "testing/suite", "render", "engine/project", "authoring/lint",
      "authoring/lint/beside"}},
    {"authoring/server/protocol", {}},
    {"authoring/server/documents", {}},
    {"authoring/server/workspace",
     {"base", "runtime/program", "compiler/parse", "compiler/analysis", "compiler/source_lock", "compiler",
      "engine/input", "authoring/server/documents"}},
    {"authoring/server/common",
     {"base", "authoring/server/protocol", "authoring/server/documents", "authoring/server/workspace"}},
    {"authoring/server/knowledge",
     {"base", "compiler/parse", "compiler", "engine/input", "testing/suite", "authoring/server/workspace",
      "authoring/server/common"}},
    {"authoring/server/records",
     {"runtime/read", "runtime/check", "compiler", "engine/input", "engine/project", "engine",
      "authoring/server/documents", "authoring/server/common"}},
    {"authoring/server/completion",
     {"compiler/check", "authoring/server/common", "authoring/server/knowledge"}},
    {"authoring/server/features",
     {"base", "compiler/ast", "testing/coverage", "authoring/server/documents", "authoring/server/common",
      "authoring/server/knowledge", "authoring/server/records", "authoring/server/completion"}},
    {"authoring/server",
     {"base", "authoring/server/protocol", "authoring/server/documents", "authoring/server/common",
      "authoring/server/knowledge", "authoring/server/records", "authoring/server/features"}},
    {"bindings/c", {"base", "runtime/reasons", "render", "render/html", "render/json", "engine"}},
    // They include <precept.h> as everybody does, and see nothing of the tree.
    {"bindings/python", {}},
    {"bindings/node", {}},
    {"tools/common", {"base", "runtime/program", "compiler", "render"}},
    {"tools/watch", {"base", "compiler", "render", "tools/common"}},
    {"tools/receipts",
     {"checker", "base", "runtime/program", "runtime/receipt", "compiler", "engine/input", "engine/project",
      "tools/common"}},
    {"tools/schema", {"base", "runtime/program", "runtime/read", "runtime/check", "tools/common"}},
    {"tools/scaffold",
     {"base", "runtime/program", "compiler", "engine", "authoring/drafts", "tools/common", "tools/schema"}},
    {"tools/commands",
     {"checker",
      "base",
      "runtime/words",
      "runtime/program",
      "runtime/read",
      "runtime/phrasing",
      "runtime/check",
      "runtime/difference",
      "runtime/receipt",
      "runtime/repair",
      "runtime/repair/answers",
      "compiler/parse",
      "compiler/translation",
      "compiler/official",
      "compiler/source_lock",
      "compiler",
      "testing/coverage",
      "render",
      "render/html",
      "render/json",
      "render/mistakes",
      "render/pipeline",
      "render/testing",
      "engine/input",
      "engine/project",
      "engine/baseline",
      "engine",
      "authoring/catalogue",
      "authoring/review",
      "authoring/format",
      "authoring/drafts",
      "authoring/handbook",
      "authoring/handbook/forms",
      "authoring/console",
      "authoring/fix",
      "authoring/lint/beside",
      "authoring/lint",
      "authoring/server/documents",
      "authoring/server",
      "tools/common",
      "tools/watch",
      "tools/receipts",
      "tools/schema",
      "tools/scaffold"}},
    {"tools/manual", {"base", "render", "engine", "tools/common", "tools/commands"}},
    {"tools", {"base", "render", "render/json", "tools/common", "tools/commands", "tools/manual"}},
};
/// Tests and benchmarks look into every stage; nothing includes them, except each other.
const std::vector<std::string> kMayIncludeAll = {"tests", "bench"};

const std::vector<std::string> kFolders = {"checker", "base",   "grammar", "compiler",  "runtime",
                                           "testing", "render", "engine",  "authoring", "bindings",
                                           "tools",   "tests",  "bench"};

struct File {
  std::string path;                   ///< relative to the root, with `/`
  std::vector<std::string> lines;     ///< comments taken out
  std::vector<std::string> includes;  ///< the text between quotes
  std::vector<std::string> outside;   ///< the text between angle brackets
};

bool is_source(const fs::path& path) {
  return path.extension() == ".h" || path.extension() == ".cpp" || path.extension() == ".def";
}

std::string without_comment(const std::string& line) {
  return line.substr(0, line.find("//"));
}

File read(const fs::path& root, const fs::path& path) {
  static const std::regex kQuoted(R"rx(^\s*#\s*include\s*"([^"]+)")rx");
  static const std::regex kAngled(R"rx(^\s*#\s*include\s*<([^>]+)>)rx");
  File file{.path = fs::relative(path, root).generic_string()};
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    std::smatch found;
    if (std::regex_search(line, found, kQuoted)) file.includes.push_back(found[1]);
    if (std::regex_search(line, found, kAngled)) file.outside.push_back(found[1]);
    file.lines.push_back(without_comment(line));
  }
  return file;
}

const std::map<std::string, File>& all_files() {
  static const std::map<std::string, File> files = [] {
    std::map<std::string, File> result;
    fs::path root(PRECEPT_SOURCE_DIR);
    for (const std::string& folder : kFolders) {
      for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
        if (!entry.is_regular_file() || !is_source(entry.path())) continue;
        File file = read(root, entry.path());
        result.emplace(file.path, std::move(file));
      }
    }
    return result;
  }();
  return files;
}

std::string folder_of(const std::string& path) {
  std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

bool begins_with_folder(const std::string& path, const std::string& folder) {
  return path == folder || path.starts_with(folder + "/");
}

bool is_room(const std::string& name) {
  return std::ranges::find(kRooms, name, &Room::name) != kRooms.end();
}

/// The room that a file lies in; empty for tests, benchmarks and what has no row.
std::string room_of(const std::string& path) {
  return is_room(folder_of(path)) ? folder_of(path) : "";
}

bool may_include_all(const std::string& path) {
  return std::ranges::any_of(kMayIncludeAll,
                             [&](const auto& folder) { return begins_with_folder(path, folder); });
}

/// Depth first over the files; `path` is the way from the start, for the message.
class CycleFinder {
 public:
  std::string find() {
    for (const auto& [path, file] : all_files()) visit(path);
    return cycle_;
  }

 private:
  void visit(const std::string& path) {
    if (!cycle_.empty() || done_.contains(path) || !all_files().contains(path)) return;
    auto open = std::ranges::find(way_, path);
    if (open != way_.end()) {
      for (; open != way_.end(); ++open) cycle_ += *open + " -> ";
      cycle_ += path;
      return;
    }
    way_.push_back(path);
    for (const std::string& next : all_files().at(path).includes) visit(next);
    way_.pop_back();
    done_.insert(path);
  }

  std::vector<std::string> way_;
  std::set<std::string> done_;
  std::string cycle_;
};

bool is_antlr(const std::string& include) {
  static const std::regex kAntlr(R"(antlr|ANTLR|Precept(Lexer|Parser)\.h|(^|/)grammar/)");
  return std::regex_search(include, kAntlr);
}

/// What is quoted but begins with no folder of ours: the generated parser or the headers it came with.
bool is_generated_or_antlr(const std::string& include) {
  return std::ranges::none_of(kFolders,
                              [&](const auto& folder) { return begins_with_folder(include, folder); });
}

/// Whether a file, or anything it includes, needs ANTLR.
bool reaches_antlr(const std::string& path) {
  if (!all_files().contains(path)) return false;
  const File& file = all_files().at(path);
  return std::ranges::any_of(file.outside, is_antlr) ||
         std::ranges::any_of(file.includes, [](const std::string& include) {
           return is_generated_or_antlr(include) || reaches_antlr(include);
         });
}

/// Files of these folders that have `pattern` in a line of code, as "path:line". A `main.cpp` is a tool.
std::vector<std::string> lines_with(const std::vector<std::string>& folders, const std::string& pattern) {
  std::regex wanted(pattern);
  std::vector<std::string> result;
  for (const auto& [path, file] : all_files()) {
    bool is_meant = std::ranges::any_of(folders, [&](const auto& f) { return begins_with_folder(path, f); });
    if (!is_meant || path.ends_with("/main.cpp")) continue;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      if (std::regex_search(file.lines[i], wanted)) result.push_back(path + ":" + std::to_string(i + 1));
    }
  }
  return result;
}

void check_none(const std::vector<std::string>& places, const std::string& why) {
  for (const std::string& place : places) FAIL_CHECK(place << ": " << why);
}

}  // namespace

TEST_CASE("the code is there") {
  CHECK(all_files().size() > 50);
  CHECK(all_files().contains("base/source.h"));
  CHECK(all_files().at("runtime/program/program.h").includes.size() > 0);
}

TEST_CASE("the list of rooms is in DAG order") {
  std::set<std::string> above;
  for (const Room& room : kRooms) {
    for (const std::string& name : room.may_include) {
      CHECK_MESSAGE(above.contains(name),
                    room.name << " names " << name << ", which does not stand above it");
    }
    above.insert(room.name);
  }
}

TEST_CASE("every file lies in a room") {
  for (const auto& [path, file] : all_files()) {
    bool has_place = may_include_all(path) || !room_of(path).empty();
    CHECK_MESSAGE(has_place, path << ": no row of kRooms; add one");
  }
}

/// The row of a room in the README of its top-level folder; empty where it has none.
std::string readme_row(const std::string& room) {
  std::ifstream readme(fs::path(PRECEPT_SOURCE_DIR) / room.substr(0, room.find('/')) / "README.md");
  for (std::string line; std::getline(readme, line);) {
    if (line.starts_with("| `" + room + "/` |")) return line;
  }
  return "";
}

TEST_CASE("a README says what each room is for, and why one has many files") {
  constexpr std::size_t kFew = 16;
  std::map<std::string, std::size_t> files;
  for (const auto& [path, file] : all_files()) ++files[room_of(path)];
  for (const Room& room : kRooms) {
    const std::string row = readme_row(room.name);
    CHECK_MESSAGE(!row.empty(), room.name << ": no row in the README of its folder");
    const bool has_reason = row.find("any files") != std::string::npos;
    CHECK_MESSAGE(files[room.name] > 0, room.name << ": holds nothing; take its row out");
    CHECK_MESSAGE((files[room.name] <= kFew || has_reason),
                  room.name << " has " << files[room.name] << " files; split it, or say why in its row");
  }
}

TEST_CASE("a room includes only what its row allows") {
  for (const auto& [path, file] : all_files()) {
    std::string from = room_of(path);
    if (from.empty()) continue;
    const Room& room = *std::ranges::find(kRooms, from, &Room::name);
    for (const std::string& include : file.includes) {
      if (!all_files().contains(include)) continue;
      std::string to = room_of(include);
      bool is_allowed = to == from || std::ranges::find(room.may_include, to) != room.may_include.end();
      CHECK_MESSAGE(is_allowed, path << " includes " << include << ": " << from << " may not include " << to);
    }
  }
}

TEST_CASE("the runtime knows nothing of the compiler, and neither knows the tools or the tests") {
  for (const auto& [path, file] : all_files()) {
    for (const std::string& include : file.includes) {
      if (begins_with_folder(path, "runtime") || begins_with_folder(path, "base")) {
        CHECK_MESSAGE(!begins_with_folder(include, "compiler"), path << " includes " << include);
      }
      if (may_include_all(path) || begins_with_folder(path, "tools")) continue;
      bool is_later = begins_with_folder(include, "tools") || may_include_all(include);
      CHECK_MESSAGE(!is_later, path << " includes " << include);
    }
  }
}

TEST_CASE("files include each other in no circle") {
  CHECK(CycleFinder().find() == "");
}

TEST_CASE("every quoted include is a file of the tree, or compiler/parse's own secret") {
  for (const auto& [path, file] : all_files()) {
    for (const std::string& include : file.includes) {
      if (begins_with_folder(path, "compiler/parse") && is_generated_or_antlr(include)) continue;
      CHECK_MESSAGE(all_files().contains(include), path << " includes " << include);
    }
  }
}

TEST_CASE("ANTLR stays inside compiler/parse") {
  for (const auto& [path, file] : all_files()) {
    if (begins_with_folder(path, "compiler/parse")) continue;
    CHECK_MESSAGE(!reaches_antlr(path), path << " reaches ANTLR's headers");
  }
  // The secret exists: were it renamed, the check above would hold of nothing.
  bool is_used = std::ranges::any_of(all_files(), [](const auto& entry) {
    return begins_with_folder(entry.first, "compiler/parse") && reaches_antlr(entry.first);
  });
  CHECK(is_used);
}

const std::vector<std::string> kLibrary = {"checker", "base",   "runtime",   "compiler", "testing",
                                           "render",  "engine", "authoring", "bindings"};

const std::string kPrinting = R"(std::(cout|cerr|clog)\b|<iostream>|\bfmt::print|)"
                              R"((^|[^\w])(std::)?(f?printf|f?puts|putchar|fwrite)\s*\()";
const std::string kExiting = R"((^|[^\w.>])(std::)?(_?exit|quick_exit|abort|terminate)\s*\()";
const std::string kClock = R"(_clock\b|<ctime>|<time\.h>|\bgettimeofday|)"
                           R"((^|[^\w.>])(time|clock|localtime|gmtime)\s*\(\s*(NULL|nullptr|0|&|\)))";
const std::string kChance = R"(\bgetenv\b|random_device|\bs?rand\s*\()";

TEST_CASE("the library never prints") {
  check_none(lines_with(kLibrary, kPrinting), "only tools print");
}

TEST_CASE("the library never exits") {
  check_none(lines_with(kLibrary, kExiting), "only tools end the program");
}

TEST_CASE("the library reads neither the clock nor anything else that differs from run to run") {
  for (const std::string& pattern : {kClock, kChance}) {
    check_none(lines_with(kLibrary, pattern), "a check depends on the policy and the document alone");
  }
}

TEST_CASE("the patterns find what they are for, and no more") {
  auto finds = [](const std::string& pattern, const std::string& line) {
    return std::regex_search(line, std::regex(pattern));
  };
  for (const char* line :
       {"printf(\"x\");", "  std::cout << x;", "fmt::print(\"x\");", "return std::puts(s);"}) {
    CHECK(finds(kPrinting, line));
  }
  CHECK(!finds(kPrinting, "snprintf(buffer, 3, s);"));
  CHECK(!finds(kPrinting, "footprint(x);"));
  CHECK(finds(kExiting, "  std::exit(2);"));
  CHECK(!finds(kExiting, "on_exit(2);"));
  CHECK(finds(kClock, "auto now = std::chrono::system_clock::now();"));
  CHECK(finds(kClock, "std::time(nullptr)"));
  CHECK(!finds(kClock, "std::size_t at_time(0);"));
  CHECK(finds(kChance, "std::random_device seed;"));
}
