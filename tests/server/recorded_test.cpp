// Whole sessions of typing: the server answers at every prefix, and what it shows is what a fresh look at the
// text shows.
#include <algorithm>
#include <fstream>

#include "tests/server/session.h"

using namespace precept;
using precept::test::Session;
using server::Json;

namespace {

std::string file_text(const std::string& name) {
  std::ifstream in(std::string(PRECEPT_ROOT) + "/" + name, std::ios::binary);
  REQUIRE(in.good());
  return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t begin_of_last_word(const std::string& text) {
  const std::size_t found =
      text.find_last_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
  return found == std::string::npos ? 0 : found + 1;
}

/// Everything that an editor asks at a cursor, each with an answer.
void ask_all(Session& session, const Json& at) {
  for (const char* method : {"textDocument/completion", "textDocument/hover", "textDocument/definition",
                             "textDocument/signatureHelp", "textDocument/documentHighlight"}) {
    const Json answer = session.answer(method, at);
    REQUIRE_MESSAGE(answer.contains("result"), method << " at " << at.dump() << ": " << answer.dump());
    if (std::string(method) == "textDocument/completion") REQUIRE(answer["result"]["items"].is_array());
  }
}

void ask_of_whole(Session& session, const std::string& name) {
  for (const char* method :
       {"textDocument/documentSymbol", "textDocument/foldingRange", "textDocument/semanticTokens/full",
        "textDocument/inlayHint", "textDocument/codeLens"})
    REQUIRE(session.answer(method, session.whole(name)).contains("result"));
}

/// What is shown of a file, without the folder, which differs from session to session.
std::string shown(Session& session, const std::string& name) {
  std::string all = session.diagnostics[session.uri(name)]["diagnostics"].dump();
  const std::string folder = server::plain_path(session.path("")).string();
  for (std::size_t at; (at = all.find(folder)) != std::string::npos;) all.erase(at, folder.size());
  return all;
}
/// What a server shows that never saw another state of the text.
std::string fresh_look(const std::string& name, const std::string& text) {
  Session session;
  session.open(name, text);
  return shown(session, name);
}

/// Types a text letter by letter. At each `step` the state is held against a fresh look.
void type_all(const std::string& name, const std::string& text, std::size_t step) {
  Session session;
  session.open(name, "");
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int version = static_cast<int>(i) + 2;
    session.type(name, text.substr(i, 1), version);
    const Json& told = session.diagnostics[session.uri(name)];
    REQUIRE(told["version"] == version);
    Json at = {{"textDocument", {{"uri", session.uri(name)}}},
               {"position", Session::end_of(session.text(name))}};
    ask_all(session, at);
    at["position"] = Session::position(session.text(name), begin_of_last_word(session.text(name)));
    REQUIRE(session.answer("textDocument/hover", at).contains("result"));
    if (i % step != 0 && i + 1 != text.size()) continue;
    CAPTURE(text.substr(0, i + 1));
    ask_of_whole(session, name);
    CHECK(shown(session, name) == fresh_look(name, session.text(name)));
  }
  CHECK(session.shown(name) == "");
  // What was wrong on the way is gone: nothing is shown of any file.
  for (const auto& [uri, told] : session.diagnostics) CHECK_MESSAGE(told["diagnostics"].empty(), uri);
}

const std::string kHall = R"(policy hall

enum Size
  small "a small one"
  great

record Stall
  name   : text
  length : int or none
  size   : Size default small

record Fair
  name   : text
  limit  : int
  stalls : list of Stall default []

define is_long(s: Stall, most: int): truth
  as "{s.name} is long" | "{s.name} is short"
  = s.length is given and s.length > most

judgement welcome(s: Stall)
  asks "Is {s.name} welcome?"

about Fair f, each s in f.stalls

clause length 1
  gist "stalls are short"
  let others = t in f.stalls where t.size = great
  shall ensure not is_long(s, f.limit)
    when count(others) > 2 or s.size in {small, great}
    otherwise "{s.name} is longer than {f.limit}, as {count(others)} others"
  however
    shall ensure welcome(s)
)";

}  // namespace

TEST_CASE("the first example, typed letter by letter") {
  type_all("first.precept", file_text("examples/first/first.precept"), 1);
}

TEST_CASE("a policy with most of the language, typed letter by letter") {
  type_all("hall.precept", kHall, 23);
}

TEST_CASE("tests of a policy, typed letter by letter") {
  Session session;
  session.write("first.precept", file_text("examples/first/first.precept"));
  const std::string tests =
      "tests first\n\ntest \"too many\"\n  given Booking {name: \"A\", people: 3, seats: 2}\n"
      "  expect house rule 1 violated message \"A brings\"\n";
  session.open("first_test.precept", "");
  for (std::size_t i = 0; i < tests.size(); ++i) {
    session.type("first_test.precept", tests.substr(i, 1), static_cast<int>(i) + 2);
    const Json at = {{"textDocument", {{"uri", session.uri("first_test.precept")}}},
                     {"position", Session::end_of(session.text("first_test.precept"))}};
    ask_all(session, at);
  }
  CHECK(session.shown("first_test.precept") == "");
}

TEST_CASE("a document, typed letter by letter, in JSON and in YAML") {
  const std::string json =
      "{\n  \"kind\": \"Booking\",\n  \"name\": \"A\",\n  \"people\": 3,\n  \"seats\": 24\n}\n";
  const std::string yaml = "kind: Booking\nname: A\npeople: 3\nseats: 24\n";
  for (const auto& [name, text] : {std::pair("a.json", json), std::pair("a.yaml", yaml)}) {
    Session session;
    session.write("first.precept", file_text("examples/first/first.precept"));
    session.open(name, "");
    for (std::size_t i = 0; i < text.size(); ++i) {
      session.type(name, text.substr(i, 1), static_cast<int>(i) + 2);
      const Json at = {{"textDocument", {{"uri", session.uri(name)}}},
                       {"position", Session::end_of(session.text(name))}};
      ask_all(session, at);
    }
    CHECK(session.shown(name) == "");
  }
}

TEST_CASE("taken back letter by letter, nothing stays behind") {
  Session session;
  session.open("hall.precept", kHall);
  std::string text = kHall;
  int version = 1;
  while (text.size() > 8) {
    text.resize(text.size() - std::min<std::size_t>(7, text.size()));
    session.change("hall.precept", text, ++version);
    REQUIRE(session.diagnostics[session.uri("hall.precept")]["version"] == version);
  }
  CHECK(shown(session, "hall.precept") == fresh_look("hall.precept", text));
  session.change("hall.precept", kHall, ++version);
  CHECK(session.shown("hall.precept") == "");
}
