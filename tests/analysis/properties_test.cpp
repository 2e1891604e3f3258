// What holds of every policy in the tree: each name is accounted for, what is sound survives a mistake
// elsewhere, and a renamed policy is the same policy.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <ranges>
#include <set>

#include "base/text.h"
#include "compiler/pipeline.h"
#include "runtime/program/disassemble.h"
#include "runtime/verify/open.h"
#include "tests/analysis/analysed.h"

using namespace precept;
using analysis::Declaration;
using analysis::DeclarationId;
using analysis::DeclarationKind;
using precept::test::Analysed;
using precept::test::Texts;

namespace {

namespace fs = std::filesystem;
using Random = std::mt19937;

std::size_t below(Random& random, std::size_t count) {
  return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
}

std::string read_text(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Trees are shared by all tests of this file; only what they change is parsed.
ParseCache& parsed() {
  static ParseCache cache;
  return cache;
}

Analysed analysed(const fs::path& file, const std::string& text, const Texts& others = {}) {
  return Analysed(text, others, &parsed(), file.string());
}

/// Every policy and module of the tree that has no mistakes.
const std::vector<fs::path>& sound_files() {
  static const std::vector<fs::path> files = [] {
    std::vector<fs::path> result;
    const fs::path root(PRECEPT_ROOT);
    for (const char* folder :
         {"policies", "examples", "tests/cases/run", "tests/cases/check", "tests/cases/mutants"}) {
      for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
        const fs::path& path = entry.path();
        if (path.extension() != ".precept" || path.stem().string().ends_with("_test")) continue;
        if (analysed(path, read_text(path)).analysis.model()) result.push_back(path);
      }
    }
    std::ranges::sort(result);
    return result;
  }();
  return files;
}

/// What a place says: words of a name, without quotes of any kind and with single blanks.
std::string words_at(const Analysed& it, Span span) {
  std::string result;
  for (char c : it.sources.text(span)) {
    const bool is_blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (c == '`' || c == '"' || (is_blank && (result.empty() || result.ends_with(' ')))) continue;
    result += is_blank ? ' ' : c;
  }
  while (result.ends_with(' ')) result.pop_back();
  return result;
}

bool is_within(Span inner, Span outer) {
  return inner.file == outer.file && outer.begin <= inner.begin && inner.end <= outer.end;
}

/// Words that are no keywords, so that they may be names, and mean something at their places: `however to
/// all`, `{names of xs}`, `step(_, _, x)`, `sqrt(x)`, `dates round up`.
bool is_word_by_place(const std::string& word) {
  static const std::set<std::string> kWords = {"to", "all", "names", "_", "sqrt", "round", "up", "down"};
  return kWords.contains(word);
}

}  // namespace

TEST_CASE("there are many sound files") {
  CHECK(sound_files().size() > 90);
}

TEST_CASE("each name in a sound file is declared there or means something, and says its name") {
  for (const fs::path& path : sound_files()) {
    Analysed it = analysed(path, read_text(path));
    CAPTURE(path.string());
    std::vector<Span> named;
    for (const analysis::Use& use : it.analysis.uses()) {
      named.push_back(use.span);
      CHECK(words_at(it, use.span) == std::string(it.analysis.declarations()[use.declaration].name));
    }
    for (const Declaration& each : it.analysis.declarations()) {
      named.push_back(each.name_span);
      CHECK(words_at(it, each.name_span) == std::string(each.name));
      CHECK(is_within(each.name_span, each.span));
    }
    for (const checking::PolicyFile& file : it.analysis.files().files) {
      for (const SourceToken& token : file.entry.parsed->tokens) {
        if (token.kind != TokenKind::Name) continue;
        const bool is_named =
            std::ranges::any_of(named, [&](Span span) { return is_within(token.span, span); });
        const std::string word = words_at(it, token.span);
        CHECK_MESSAGE((is_named || is_word_by_place(word)), word << " at byte " << token.span.begin);
      }
    }
  }
}

// ---- what survives a mistake
// -------------------------------------------------------------------------------

namespace {

/// A part of the file that stands by itself: a declaration of the file, a clause, or the head of a section.
bool is_item(DeclarationKind kind) {
  switch (kind) {
    case DeclarationKind::Enum:
    case DeclarationKind::Record:
    case DeclarationKind::Table:
    case DeclarationKind::Reading:
    case DeclarationKind::Definition:
    case DeclarationKind::Judgement:
    case DeclarationKind::Section:
    case DeclarationKind::Clause:
      return true;
    case DeclarationKind::Policy:
    case DeclarationKind::Module:
    case DeclarationKind::Member:
    case DeclarationKind::Field:
    case DeclarationKind::Column:
    case DeclarationKind::Choice:
    case DeclarationKind::Parameter:
    case DeclarationKind::Document:
    case DeclarationKind::Subject:
    case DeclarationKind::Act:
    case DeclarationKind::Norm:
    case DeclarationKind::Let:
    case DeclarationKind::Element:
      return false;
  }
  return false;
}

/// The items of the root, each with all that is declared and meant in it, and with the items it depends on.
class Items {
 public:
  explicit Items(const Analysed& it) : it_(it) {
    const auto& all = it.analysis.declarations();
    std::vector<std::string> shown = it.declared();
    for (DeclarationId id = 0; id < all.size(); ++id) {
      std::string item = item_of(id);
      if (item.empty() || all[id].name_span.file != it.root()) continue;
      if (is_item(all[id].kind)) spans_[item] = all[id].span;
      content_[item] += "  " + shown[id] + "\n";
      if (all[id].kind == DeclarationKind::Clause) needs_[item].insert(item_of(all[id].parent));
    }
    for (const analysis::Use& use : it.analysis.uses()) {
      if (use.span.file != it.root()) continue;
      std::string item = item_at(use.span.begin);
      if (item.empty()) continue;
      content_[item] += "  " + it.shown(use.declaration) + "\n";
      needs_[item].insert(item_of(use.declaration));
    }
  }

  /// By item, what is declared and meant in it.
  const std::map<std::string, std::string>& content() const { return content_; }
  /// The item at an offset; empty outside of all. In a section but in no clause, it is the section.
  std::string item_at(std::uint32_t offset) const {
    std::string found;
    std::uint32_t shortest = 0xFFFFFFFF;
    for (const auto& [item, span] : spans_) {
      if (offset < span.begin || offset >= span.end || span.end - span.begin >= shortest) continue;
      shortest = span.end - span.begin;
      found = item;
    }
    return found;
  }
  /// The items that depend on this one, itself included.
  std::set<std::string> dependents_of(const std::string& item) const {
    std::set<std::string> result = {item};
    for (std::size_t before = 0; before != result.size();) {
      before = result.size();
      for (const auto& [each, needs] : needs_) {
        if (std::ranges::any_of(needs, [&](const auto& need) { return result.contains(need); }))
          result.insert(each);
      }
    }
    return result;
  }
  /// True where an item begins.
  bool is_head(std::uint32_t offset) const {
    return std::ranges::any_of(spans_, [&](const auto& item) { return item.second.begin == offset; });
  }
  /// The last item that begins before the offset.
  std::string item_before(std::uint32_t offset) const {
    std::string found;
    std::uint32_t last = 0;
    for (const auto& [item, span] : spans_) {
      if (span.begin < offset && span.begin >= last) last = span.begin, found = item;
    }
    return found;
  }
  /// All sections, with what depends on them.
  std::set<std::string> sections() const {
    std::set<std::string> result;
    for (const auto& [item, span] : spans_)
      if (item.starts_with("section ")) result.merge(dependents_of(item));
    return result;
  }

 private:
  /// Items of other files are called by their file.
  std::string item_of(DeclarationId id) const {
    const auto& all = it_.analysis.declarations();
    if (id == analysis::kNoDeclaration) return "";
    if (all[id].name_span.file != it_.root()) return "another file";
    while (id != analysis::kNoDeclaration && !is_item(all[id].kind)) id = all[id].parent;
    if (id == analysis::kNoDeclaration) return "";
    // Two sections may be about one record.
    auto same = std::ranges::count_if(all | std::views::take(id), [&](const Declaration& each) {
      return each.kind == all[id].kind && each.name == all[id].name;
    });
    return fmt::format("{} #{}", it_.shown(id), same);
  }

  const Analysed& it_;
  std::map<std::string, Span> spans_;
  std::map<std::string, std::string> content_;
  std::map<std::string, std::set<std::string>> needs_;
};

struct Damage {
  std::uint32_t offset;
  std::string text;
};

/// Spoils one line that says something: takes it away, cuts it, or puts a stray sign into it.
std::optional<Damage> damage(const std::string& text, Random& random) {
  std::vector<std::size_t> lines = {0};
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1))
    if (at + 1 < text.size()) lines.push_back(at + 1);
  const std::size_t begin = lines[below(random, lines.size())];
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  const std::size_t word = text.find_first_not_of(" \t\r", begin);
  if (word >= end || text.compare(word, 2, "--") == 0) return std::nullopt;
  const std::size_t middle = word + below(random, end - word);
  Damage result{static_cast<std::uint32_t>(word), text};
  switch (below(random, 4)) {
    case 0:
      result.text.erase(begin, end - begin);
      break;
    case 1:
      result.text.erase(middle, end - middle);
      break;
    case 2:
      result.text.insert(middle, ")");
      break;
    default:
      result.text.insert(middle, " = ");
      break;
  }
  return result;
}

}  // namespace

TEST_CASE("what does not depend on a damaged line is as it was") {
  Random random(20241024);
  std::size_t compared = 0, tried = 0;
  for (const fs::path& path : sound_files()) {
    const std::string text = read_text(path);
    const Analysed sound = analysed(path, text);
    const Items before(sound);
    for (int round = 0; round < 12; ++round) {
      auto damaged = damage(text, random);
      if (!damaged) continue;
      const Analysed it = analysed(path, damaged->text);
      CHECK((it.analysis.model() == nullptr) == it.analysis.diagnostics().has_errors());
      const Items after(it);
      const std::string hit = before.item_at(damaged->offset);
      // A line of no item may be a `use`.
      std::set<std::string> touched = before.dependents_of(hit.empty() ? "another file" : hit);
      // What stands below a head that is damaged joins the item before; below an `about`, the section before.
      if (before.is_head(damaged->offset))
        touched.merge(before.dependents_of(before.item_before(damaged->offset)));
      if (hit.starts_with("section ")) touched.merge(before.sections());
      ++tried;
      for (const auto& [item, content] : before.content()) {
        if (touched.contains(item)) continue;
        ++compared;
        auto same = after.content().find(item);
        const std::string now = same == after.content().end() ? "  nothing\n" : same->second;
        CHECK_MESSAGE(now == content, path.string() << ", " << item << " was\n"
                                                    << content << "and is\n"
                                                    << now << "after damage to " << hit << " at byte "
                                                    << damaged->offset << ":\n"
                                                    << damaged->text.substr(damaged->offset, 100));
      }
    }
  }
  CHECK(tried > 500);
  CHECK(compared > 2'000);
}

// ---- renaming
// ----------------------------------------------------------------------------------------------

namespace {

/// The program as a listing, with its digests taken out.
std::string listing(const fs::path& path, const std::string& text, const Texts& others) {
  Sources sources;
  for (const auto& [name, other] : others) sources.replace(name, other);
  Diagnostics diagnostics;
  auto model = check_policy(sources.add(path.string(), text), sources, diagnostics, {.parsed = &parsed()});
  auto bytes = model ? compile(*model, sources, diagnostics) : std::nullopt;
  if (!bytes) return diagnostics_text(diagnostics, sources, Color::Off);
  auto program = open_program(std::move(*bytes));
  if (!program) return program.error().message;
  std::string all = disassemble(*program);
  constexpr std::size_t kDigest = 64;
  std::size_t run = 0;
  for (std::size_t i = 0; i <= all.size(); ++i) {
    const bool is_hex =
        i < all.size() && ((all[i] >= '0' && all[i] <= '9') || (all[i] >= 'a' && all[i] <= 'f'));
    if (!is_hex && run == kDigest) all.replace(i - kDigest, kDigest, std::string(kDigest, '.'));
    run = is_hex ? run + 1 : 0;
  }
  return all;
}

/// Replaces a word wherever it stands by itself.
void replace_word(std::string& text, std::string_view from, std::string_view to) {
  auto is_of_word = [&](std::size_t at) {
    return at < text.size() && (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_');
  };
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + 1)) {
    const bool is_alone = (at == 0 || !is_of_word(at - 1)) && !is_of_word(at + from.size());
    if (is_alone) text.replace(at, from.size(), to);
  }
}

/// A name of this length that stands nowhere in the texts; empty where none is found.
std::string new_name(std::size_t length, const Analysed& it) {
  for (char first : std::string("qzxwvuQZXWV")) {
    for (char other : std::string("zqxjvw0987")) {
      std::string name = std::string(1, first) + std::string(length - 1, other);
      bool is_new = true;
      for (FileId file = 0; file < it.sources.size(); ++file)
        is_new =
            is_new && case_folded(it.sources.file(file).text).find(case_folded(name)) == std::string::npos;
      if (is_new) return name;
    }
  }
  return "";
}

/// False for what is called by others than policies: a module by its file, the fields that documents must
/// have by the engine; and for what has no name of its own.
bool can_be_renamed(const Declaration& it) {
  const bool is_own = it.kind != DeclarationKind::Policy && it.kind != DeclarationKind::Module &&
                      it.kind != DeclarationKind::Section;
  return is_own && it.name != "name" && it.name != "date" && it.name.find(' ') == std::string_view::npos;
}

/// The texts of all files with the new name.
Texts renamed(const Analysed& it, DeclarationId id, const std::string& name) {
  std::map<FileId, std::string> texts;
  const std::string old(it.analysis.declarations()[id].name);
  std::vector<Span> places = it.analysis.places_to_rename(id);
  for (Span place : places | std::views::reverse) {
    std::string& text = texts.emplace(place.file, it.sources.file(place.file).text).first->second;
    text.replace(text.find(old, place.begin), old.size(), name);
  }
  Texts result;
  for (const auto& [file, text] : texts) result[it.sources.file(file).name] = text;
  return result;
}

}  // namespace

TEST_CASE("a policy with another name for one thing is the same policy but for that name") {
  Random random(54);
  std::size_t tried = 0;
  std::set<DeclarationKind> kinds;
  for (const fs::path& path : sound_files()) {
    const std::string text = read_text(path);
    const Analysed it = analysed(path, text);
    const std::string before = listing(path, text, {});
    for (int round = 0; round < 6; ++round) {
      const auto id = static_cast<DeclarationId>(below(random, it.analysis.declarations().size()));
      const Declaration& declaration = it.analysis.declarations()[id];
      if (!can_be_renamed(declaration)) continue;
      const std::string old(declaration.name), name = new_name(old.size(), it);
      if (name.empty()) continue;
      Texts texts = renamed(it, id, name);
      const std::string now_root = texts.contains(path.string()) ? texts[path.string()] : text;
      std::string after = listing(path, now_root, texts);
      CHECK_MESSAGE((after.find(name) != std::string::npos || after == before),
                    path.string() << ": " << it.shown(id) << ": " << after.substr(0, 1000));
      replace_word(after, name, old);
      const bool is_same = after == before;
      CHECK_MESSAGE(is_same, path.string() << ": " << it.shown(id) << " as " << name);
      ++tried;
      kinds.insert(declaration.kind);
    }
  }
  CHECK(tried > 300);
  CHECK(kinds.size() > 12);
}
