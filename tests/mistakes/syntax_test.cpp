// Every file of tests/cases/syntax has the mistakes that its comments announce (tests/mistakes/mistakes.h). A
// comment behind a `define` may give the tree of its body, `-- tree: (or x (and y z))`; one behind a `title`
// the text of its string, `-- text: [a line]`.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/moment.h"
#include "compiler/ast/written_name.h"
#include "compiler/parse/parse.h"
#include "tests/mistakes/mistakes.h"

using namespace precept;

namespace {

void check_trees(const ast::File& file, const Sources& sources);

void check_file(const std::filesystem::path& path) {
  Sources sources;
  auto file = sources.read(path);
  REQUIRE(file);
  ast::Arena arena;
  Diagnostics diagnostics;
  check_trees(*parse(*file, sources, arena, diagnostics), sources);
  test::check_mistakes(sources, *file, diagnostics);
}

// ---- trees -------------------------------------------------------------------------------------

std::string tree(const ast::Expr* expr);

std::string trees(std::span<ast::Expr* const> items) {
  std::string all;
  for (const ast::Expr* item : items) all += " " + tree(item);
  return all;
}

std::string tree(const ast::Expr* expr) {
  using enum ast::ExprForm;
  if (expr == nullptr) return "_";
  switch (expr->form) {
    case Error:
      return "error";
    case Integer:
    case Truth:
      return std::to_string(expr->integer);
    case Decimal:
      return fmt::format("{}/{}", expr->integer, expr->under);
    case Days:
      return fmt::format("{}d", expr->integer);
    case Months:
      return fmt::format("{}m", expr->integer);
    case Hours:
      return fmt::format("{}s", expr->integer);
    case Moment:
      return format_moment(expr->integer);
    case Date:
      return format_date(static_cast<Day>(expr->integer));
    case String:
      return fmt::format("\"{}\"", expr->text);
    case NameUse:
      return std::string(expr->name.text);
    case Field:
      return fmt::format("(. {} {})", tree(expr->left), expr->name.text);
    case Lookup:
      return fmt::format("(lookup {}{})", expr->name.text, trees(expr->items));
    case Call:
      return fmt::format("(call {}{})", expr->name.text, trees(expr->items));
    case Set:
      return fmt::format("(set{})", trees(expr->items));
    case EmptyList:
      return "[]";
    case Unary:
      return fmt::format("({} {})", ast::spelling(expr->op), tree(expr->left));
    case Binary:
      return fmt::format("({} {} {})", ast::spelling(expr->op), tree(expr->left), tree(expr->right));
    case If:
      return fmt::format("(if {} {} {})", tree(expr->left), tree(expr->right), tree(expr->third));
    case Quantifier:
      return fmt::format("({} {} {} {} {})", expr->quantifier == ast::QuantifierForm::Some ? "some" : "every",
                         expr->name.text, tree(expr->left), tree(expr->filter), tree(expr->right));
    case Aggregate: {
      constexpr const char* kNames[] = {"count", "count distinct", "sum", "min", "max", "the", "first"};
      std::string by = expr->right == nullptr ? "" : " " + tree(expr->right);
      return fmt::format("({} {}{})", kNames[static_cast<std::size_t>(expr->aggregate)], tree(expr->left),
                         by);
    }
    case Comprehension:
      return fmt::format("({} {} {})", expr->name.text, tree(expr->left), tree(expr->filter));
    case InWords:
      return fmt::format("(words {} {})", tree(expr->left), tree(expr->right));
    case Reach:
      return fmt::format("(reaches {} {} {} {})", tree(expr->left), tree(expr->right), tree(expr->filter),
                         tree(expr->third));
  }
  return "?";
}

/// What a comment on the last line of a statement says behind `mark`; empty where there is none.
std::string_view told(const ast::Statement& statement, const Sources& sources, std::string_view mark) {
  Span span = statement.span;
  std::string_view line = sources.line(span.file, sources.locate(span.file, span.end).line);
  std::size_t at = line.find(mark);
  return at == std::string_view::npos ? std::string_view() : line.substr(at + mark.size());
}

void check_trees(const ast::File& file, const Sources& sources) {
  for (const ast::Statement& statement : file.statements) {
    if (std::string_view wanted = told(statement, sources, "-- tree: "); !wanted.empty()) {
      REQUIRE(statement.form == ast::StatementForm::Define);
      CHECK(tree(statement.define->body) == wanted);
    }
    if (std::string_view wanted = told(statement, sources, "-- text: "); !wanted.empty()) {
      REQUIRE(statement.text != nullptr);
      CHECK(fmt::format("[{}]", statement.text->plain) == wanted);
    }
  }
}

Diagnostics parse_text(std::string text, const ParseLimits& limits = {}) {
  Sources sources;
  FileId file = sources.add("hostile.precept", std::move(text));
  ast::Arena arena;
  Diagnostics diagnostics;
  parse(file, sources, arena, diagnostics, limits);
  return diagnostics;
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += part;
  return all;
}

void check_only(const Diagnostics& diagnostics, DiagnosticKind kind) {
  REQUIRE(diagnostics.all().size() == 1);
  CHECK(diagnostics.all()[0].kind == kind);
}

}  // namespace

TEST_CASE("every file of cases/syntax has the mistakes its comments tell, and no other") {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(PRECEPT_ROOT "/tests/cases/syntax")) {
    if (entry.path().extension() == ".precept") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  REQUIRE(paths.size() > 50);
  for (const auto& path : paths) check_file(path);
}

TEST_CASE("a file that is too large is refused before it is read") {
  check_only(parse_text(std::string(100u << 20, '(')), DiagnosticKind::TooLarge);
}

TEST_CASE("deep nesting of every kind is one message, not a stack overflow") {
  constexpr std::size_t kDeep = 40'000;
  const std::string head = "policy p\nclause a\n  shall ensure ";
  for (std::string_view part : {"(", "not ", "- ", "{", "f(", "T[", "count(", "if a then ",
                                "some x in xs satisfies ", "every x in (", "a and (", "a + (", "not (not "}) {
    CAPTURE(part);
    check_only(parse_text(head + repeated(part, kDeep) + "a"), DiagnosticKind::TooDeep);
  }
  check_only(parse_text("policy p\nrecord R\n  a : " + repeated("list of ", kDeep) + "int"),
             DiagnosticKind::TooDeep);
  check_only(parse_text("policy p\nrecord R\n  a : list of int default " + repeated("{", kDeep)),
             DiagnosticKind::TooDeep);
}

TEST_CASE("long chains do not nest in the text but in the tree, and are limited as well") {
  constexpr std::size_t kLong = 100'000;
  const std::string head = "policy p\nclause a\n  shall ensure a";
  for (std::string_view part : {" and a", " or a", " + a", " * a", ".a", " union a"}) {
    CAPTURE(part);
    CHECK(parse_text(head + repeated(part, 500)).all().empty());
    check_only(parse_text(head + repeated(part, kLong)), DiagnosticKind::TooDeep);
  }
}

TEST_CASE("nesting up to the limit is read") {
  const std::string head = "policy p\nclause a\n  shall ensure ";
  CHECK(parse_text(head + repeated("(", 199) + "a" + repeated(")", 199)).all().empty());
  CHECK(parse_text(head + repeated("not ", 199) + "a").all().empty());
  CHECK(parse_text(head + repeated("if a then b else ", 199) + "a").all().empty());
}

TEST_CASE("bytes that are not UTF-8 are told with their place") {
  for (std::string_view bad : {"\xFF", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80"}) {
    CAPTURE(bad);
    Diagnostics diagnostics = parse_text("policy p\ntitle \"" + std::string(bad) + "\"\n");
    check_only(diagnostics, DiagnosticKind::InvalidUtf8);
    CHECK(diagnostics.all()[0].labels[0].span.begin == 16);
    CHECK(diagnostics.all()[0].message.find("byte 16") != std::string::npos);
  }
}

TEST_CASE("NUL and other controls are signs that mean nothing") {
  Diagnostics diagnostics = parse_text(std::string("policy p\n\0title \"a\"\n\x01\x02\n", 23));
  REQUIRE(diagnostics.all().size() == 2);
  CHECK(diagnostics.all()[0].message == "the control character U+0000 means nothing here");
  CHECK(diagnostics.all()[1].message == "the control character U+0001 means nothing here");
}

TEST_CASE("garbage ends in a bounded number of messages") {
  for (std::string_view part : {"@ ", "a ", ") ", "\" ", "{ ", "clause \n", "shall ", "== ", "1.5 ",
                                "\n\"a\n", "é ", "define f( ", "a: ", "\"{\" ", "enum ", "1a\n"}) {
    CAPTURE(part);
    Diagnostics diagnostics = parse_text(repeated(part, 20'000));
    CHECK(!diagnostics.all().empty());
    CHECK(diagnostics.all().size() <= Diagnostics::kMaxErrors + 1);
  }
}

TEST_CASE("line breaks of Windows, a byte order mark and tabs change nothing") {
  const std::string text = "policy p\n\ntitle \"a\n  b\"\nclause a 1\n\tquote \"x\"\n\tshall ensure y\n";
  std::string windows = "\xEF\xBB\xBF";
  for (char c : text) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  CHECK(parse_text(text).all().empty());
  CHECK(parse_text(windows).all().empty());
}

TEST_CASE("an empty file says so") {
  for (const char* text : {"", " \n\n", "\xEF\xBB\xBF", "-- nothing\n"}) {
    check_only(parse_text(text), DiagnosticKind::EmptyFile);
  }
}

namespace {

std::string read_text(const std::string& name) {
  std::ifstream in(std::string(PRECEPT_ROOT "/") + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The words of the text between two marks, of which the first is part of a line of its own.
std::set<std::string> words_between(const std::string& text, const std::string& begin,
                                    const std::string& end) {
  std::size_t from = text.find(begin);
  REQUIRE(from != std::string::npos);
  from += begin.size();
  std::istringstream in(text.substr(from, text.find(end, from) - from));
  std::set<std::string> result;
  for (std::string word; in >> word;) {
    if (word != "|" && word != ":") result.insert(word);
  }
  return result;
}

/// The grammar's keywords that are names nowhere but after a dot and before a colon.
std::set<std::string> reserved_by_the_grammar() {
  std::string grammar = read_text("grammar/Precept.g4");
  std::set<std::string> free = words_between(grammar, "\ncontextualWord\n", ";");
  free.merge(words_between(grammar, "\nstatementWord :", ";"));
  std::regex keyword(R"rx(\n([A-Z]+)\s*: '([a-z]+)' ;)rx");
  std::set<std::string> result;
  for (auto at = std::sregex_iterator(grammar.begin(), grammar.end(), keyword); at != std::sregex_iterator();
       ++at) {
    if (!free.contains((*at)[1])) result.insert((*at)[2]);
  }
  return result;
}

}  // namespace

TEST_CASE("the reserved words are those of the grammar, and the documentation lists them") {
  std::set<std::string> reserved = reserved_by_the_grammar();
  CHECK(reserved.size() > 40);
  for (const std::string& word : reserved) CHECK_MESSAGE(ast::is_reserved(word), word);
  std::size_t listed = 0;
#define RESERVED_WORD(spelling) ++listed;
#include "compiler/ast/reserved_words.def"
#undef RESERVED_WORD
  CHECK(listed == reserved.size());
  CHECK(words_between(read_text("docs/language.md"),
                      "These words are reserved. To use one as a name anywhere else, write it in "
                      "back-quotes:\n\n```text\n",
                      "```") == reserved);
  CHECK(ast::written_name("default") == "`default`");
  CHECK(ast::written_name("title") == "title");
}

TEST_CASE("any word is a name in back-quotes") {
  for (const std::string& word : reserved_by_the_grammar()) {
    CAPTURE(word);
    std::string name = ast::written_name(word);
    Diagnostics diagnostics =
        parse_text("policy p\nenum E\n  " + name + "\n  other\ndefine " + name + "(" + name + ": int) = f(" +
                   name + ") and x in {" + name + "}\nclause " + word + " 1\n  quote \"x\"\n");
    CHECK(diagnostics.all().empty());
  }
}
