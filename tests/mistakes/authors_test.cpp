// The mistakes of authors: every case of tests/mistakes/authors gives exactly one mistake, at its place, with
// its code, and names the way out. Prints how many do. Where a program could make the change, it is made, and
// the mistake is gone.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "compiler/pipeline.h"
#include "testing/suite/suite.h"
#include "tests/common/scratch_folder.h"

using namespace precept;
namespace fs = std::filesystem;

namespace {

const fs::path kRoot = PRECEPT_ROOT;

/// One mistake. In the file `target`, `old` becomes `fresh`.
//
//     must for shall
//     - shall ensure s.metres <= longest
//     + must ensure s.metres <= longest
//     ? E0003 `must`: write `shall`
//
// Behind the code may stand on which line the mistake is told, counted from the first that is changed: `+1`.
// The words are a part of the help, a note or the message; `-` says that no way out is named.
struct AuthorCase {
  std::string title, target, old, fresh, code, place, words;
  int line = 0;
};

std::string read_text(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void add_line(std::string& to, bool& has_lines, const std::string& line) {
  if (has_lines) to += '\n';
  to += line.size() > 2 ? line.substr(2) : "";
  has_lines = true;
}

void read_expectation(const std::string& line, AuthorCase& it) {
  static const std::regex form(R"(\? ([EW][0-9]{4}) (?:([+-][0-9]+) )?`(.*?)`: (.*))");
  std::smatch found;
  REQUIRE_MESSAGE(std::regex_match(line, found, form), "no expectation: " << line);
  it.code = found[1];
  it.line = found[2].matched ? std::stoi(found[2]) : 0;
  it.place = found[3];
  it.words = found[4];
}

std::vector<AuthorCase> read_cases(const fs::path& path) {
  std::vector<AuthorCase> all;
  std::ifstream in(path);
  std::string target;
  bool is_open = false, has_old = false, has_fresh = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("#")) continue;
    if (line.starts_with("@ ")) {
      target = line.substr(2);
    } else if (line.empty()) {
      is_open = false;
    } else if (line[0] == '-' && (line.size() == 1 || line[1] == ' ')) {
      add_line(all.back().old, has_old, line);
    } else if (line[0] == '+' && (line.size() == 1 || line[1] == ' ')) {
      add_line(all.back().fresh, has_fresh, line);
    } else if (line.starts_with("? ")) {
      read_expectation(line, all.back());
    } else {
      REQUIRE_MESSAGE(!is_open, path.string() << ": " << line);
      is_open = true;
      has_old = has_fresh = false;
      all.push_back({.title = line, .target = target});
    }
  }
  return all;
}

/// Copies of the folders with the policies that the mistakes are made in.
class Bases {
 public:
  Bases() {
    const auto options = fs::copy_options::recursive;
    fs::copy(kRoot / "tests/mistakes/authors/market", folder_.path() / "market", options);
    fs::copy(kRoot / "policies", folder_.path() / "policies", options);
    fs::copy(kRoot / "examples", folder_.path() / "examples", options);
  }
  fs::path file(const std::string& target) const { return folder_.path() / target; }

 private:
  test::ScratchFolder folder_;
};

struct Told {
  Sources own;
  std::optional<testing::Suite> suite;
  Diagnostics diagnostics;
  const Sources& sources() const { return suite ? suite->sources : own; }
};

/// Writes the text in place of the file, and reads the policy or the tests.
void read_with(const fs::path& file, const std::string& text, Told& told) {
  const std::string before = read_text(file);
  std::ofstream(file, std::ios::binary) << text;
  const std::string name = file.filename().string();
  if (name.ends_with("_test.precept")) {
    std::vector<fs::path> paths{file};
    told.suite.emplace(testing::read_suite(paths, {}, told.diagnostics));
  } else {
    const bool is_part_of_market = file.parent_path().filename() == "market";
    read_policy(is_part_of_market ? file.parent_path() / "market.precept" : file, told.own, told.diagnostics);
  }
  std::ofstream(file, std::ios::binary) << before;
}

std::string words_of(const Diagnostic& it) {
  std::string all = it.help + "; " + it.message;
  for (const std::string& note : it.notes) all += "; " + note;
  return all;
}

/// The text with the edits of one file made.
std::string edited(std::string text, std::vector<Edit> edits) {
  std::ranges::sort(edits, std::ranges::greater(), [](const Edit& edit) { return edit.at.begin; });
  for (const Edit& edit : edits) text.replace(edit.at.begin, edit.at.end - edit.at.begin, edit.text);
  return text;
}

struct Grade {
  bool is_one = false, is_at_place = false, has_way_out = false, is_mended = true;
  bool has_edit = false;
};

/// The edits make the mistake go away: nothing is told at its line any more.
bool is_gone(const fs::path& file, const std::string& text, const Diagnostic& mistake, std::uint32_t line) {
  Told after;
  read_with(file, edited(text, mistake.edits), after);
  for (const Diagnostic& each : after.diagnostics.all()) {
    const bool has_place = !each.labels.empty() && each.labels[0].span.has_place();
    if (!has_place) continue;
    const Span place = each.labels[0].span;
    const bool is_here = after.sources().file(place.file).name.ends_with(file.filename().string());
    if (is_here && after.sources().locate(place.file, place.begin).line == line) return false;
  }
  return true;
}

Grade grade(const Bases& bases, const AuthorCase& it) {
  const fs::path file = bases.file(it.target);
  std::string text = read_text(file);
  const std::size_t at = text.find(it.old);
  REQUIRE_MESSAGE(at != std::string::npos, it.target << " has no `" << it.old << "`");
  REQUIRE_MESSAGE(text.find(it.old, at + 1) == std::string::npos,
                  it.target << " has more than one `" << it.old << "`");
  const auto first =
      static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + 1;
  text.replace(at, it.old.size(), it.fresh);
  Told told;
  read_with(file, text, told);
  Grade result;
  const auto& all = told.diagnostics.all();
  result.is_one = all.size() == 1;
  if (all.empty()) return result;
  const Diagnostic& mistake = all[0];
  const Span place = mistake.labels.empty() ? Span{} : mistake.labels[0].span;
  if (!place.has_place()) return result;
  const std::uint32_t line = told.sources().locate(place.file, place.begin).line;
  const std::string_view source = told.sources().file(place.file).text;
  result.is_at_place = info(mistake.kind).code == it.code && static_cast<int>(line) == first + it.line &&
                       told.sources().file(place.file).name.ends_with(file.filename().string()) &&
                       source.substr(place.begin).starts_with(it.place);
  result.has_way_out = it.words != "-" && words_of(mistake).find(it.words) != std::string::npos;
  if (!result.is_one || !result.is_at_place || (it.words != "-" && !result.has_way_out))
    MESSAGE(it.target << ": " << it.title << "\n"
                      << diagnostics_text(told.diagnostics, told.sources(), Color::Off));
  result.has_edit = !mistake.edits.empty();
  if (result.has_edit) result.is_mended = is_gone(file, text, mistake, line);
  return result;
}

}  // namespace

TEST_CASE("each mistake of an author is told once, at its place, with the way out") {
  const Bases bases;
  std::size_t count = 0, one = 0, placed = 0, way_out = 0, edits = 0;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(kRoot / "tests/mistakes/authors")) {
    if (entry.path().extension() == ".mistakes") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  for (const fs::path& path : paths) {
    for (const AuthorCase& it : read_cases(path)) {
      const Grade found = grade(bases, it);
      ++count;
      one += found.is_one ? 1 : 0;
      placed += found.is_at_place ? 1 : 0;
      way_out += found.has_way_out ? 1 : 0;
      edits += found.has_edit ? 1 : 0;
      CHECK_MESSAGE(found.is_one, path.filename().string() << ": " << it.title << ": not one mistake");
      CHECK_MESSAGE(found.is_at_place, path.filename().string() << ": " << it.title << ": not at its place");
      CHECK_MESSAGE((it.words == "-" || found.has_way_out), path.filename().string()
                                                                << ": " << it.title << ": not its way out");
      CHECK_MESSAGE(found.is_mended, path.filename().string()
                                         << ": " << it.title << ": the edit does not mend it");
    }
  }
  const std::size_t kFewest = 220;
  CHECK(count >= kFewest);
  fmt::print(
      "{} mistakes: {} told once, {} at their place, {} with the way out ({:.1f} %), {} with an edit\n",
      count, one, placed, way_out, 100.0 * static_cast<double>(way_out) / static_cast<double>(count), edits);
  CHECK(100 * way_out >= 95 * count);
}
