// Documents in JSON and YAML of a kind that a policy is about.
#include <algorithm>

#include "authoring/server/records/record_place.h"
#include "tests/server/session.h"

using namespace precept;
using precept::test::Session;
using server::Json;

namespace {

const std::string kPolicy = R"(policy hall
enum Size
  small "a small one"
  great
record Stall
  name   : text
  length : int
  size   : Size default small
record Fair
  name   : text
  limit  : int
  open   : truth or none
  stalls : list of Stall default []
about Fair f, each s in f.stalls
clause rule 1
  shall ensure s.length <= f.limit
    otherwise "{s.name} is too long"
)";
const std::string kJson = R"({
  "kind": "Fair",
  "name": "May fair",
  "limit": 4,
  "stalls": [
    {"name": "Ada", "length": 3, "size": "great"},
    {"name": "Ben", "length": 6}
  ]
}
)";
const std::string kYaml = R"(kind: Fair
name: May fair
limit: 4
stalls:
  - name: Ada
    length: 3
    size: great
  - name: Ben
    length: 6
)";

struct Records : Session {
  Records() { write("hall.precept", kPolicy); }
  std::vector<std::string> proposed(const std::string& name, const std::string& marked) {
    const std::size_t mark = marked.find('^');
    open(name, marked.substr(0, mark) + marked.substr(mark + 1));
    const Json at = {{"textDocument", {{"uri", uri(name)}}}, {"position", position(text(name), mark)}};
    return labels(ask("textDocument/completion", at));
  }
};

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::ranges::find(all, one) != all.end();
}

std::string placed(const server::RecordPlace& place) {
  return server::pointer_of(place.path) + (place.is_key ? " key " + place.key : "");
}
std::string in_json(std::string marked) {
  const std::size_t mark = marked.find('^');
  marked.erase(mark, 1);
  return placed(server::place_in_json(marked, static_cast<std::uint32_t>(mark)));
}
std::string in_yaml(std::string marked) {
  const std::size_t mark = marked.find('^');
  marked.erase(mark, 1);
  return placed(server::place_in_yaml(marked, static_cast<std::uint32_t>(mark)));
}

}  // namespace

TEST_CASE("where a place lies in JSON") {
  CHECK(in_json("{^") == " key ");
  CHECK(in_json("{\"a\": ^") == "/a");
  CHECK(in_json("{\"a\": \"x^") == "/a");
  CHECK(in_json("{\"a\": [{\"b\": 1, \"c^\"") == "/a/* key c");
  CHECK(in_json("{\"a\": [1, 2], \"b\": {\"c\": ^}}") == "/b/c");
  CHECK(in_json("{\"a\": [\"x\", \"^") == "/a/*");
  CHECK(in_json("^") == "");
}

TEST_CASE("where a place lies in YAML") {
  CHECK(in_yaml("a^") == " key ");
  CHECK(in_yaml("a: ^") == "/a");
  CHECK(in_yaml("a:\n  b: 1\n  ^") == "/a key ");
  CHECK(in_yaml("a:\n  - b: 1\n    c: ^") == "/a/*/c");
  CHECK(in_yaml("a:\n- b: 1\n  c: ^") == "/a/*/c");
  CHECK(in_yaml("a:\n  - b: 1\n  - b: ^") == "/a/*/b");
  CHECK(in_yaml("a:\n  - x^") == "/a/* key ");
  CHECK(in_yaml("a: 1\nb:\n  c:\n    d: ^") == "/b/c/d");
}

TEST_CASE("findings and mistakes of reading are told at the field") {
  Records session;
  session.open("may.json", kJson);
  const Json& found = session.diagnostics[session.uri("may.json")]["diagnostics"];
  REQUIRE(found.size() == 1);
  CHECK(found[0]["code"] == "rule 1");
  CHECK(found[0]["message"] == "Ben is too long");
  CHECK(found[0]["range"]["start"]["line"] == 6);
  std::string text = kJson;
  text.replace(text.find("\"great\""), 7, "\"graet\"");
  session.change("may.json", text, 2);
  CHECK(session.shown("may.json") == "E4006");
  const Json& mistake = session.diagnostics[session.uri("may.json")]["diagnostics"][0];
  CHECK(mistake["range"]["start"]["line"] == 5);
  CHECK(mistake["range"]["end"]["character"].get<int>() - mistake["range"]["start"]["character"].get<int>() ==
        7);
  text = kJson;
  text.replace(text.find(": 6"), 3, ": 2");
  session.change("may.json", text, 3);
  CHECK(session.shown("may.json") == "");
  session.open("may.yaml", kYaml);
  CHECK(session.shown("may.yaml") == "rule 1");
  CHECK(session.diagnostics[session.uri("may.yaml")]["diagnostics"][0]["range"]["start"]["line"] == 8);
}

TEST_CASE("the policy in its buffer counts, and a policy with mistakes checks nothing") {
  Records session;
  session.open("may.json", kJson);
  CHECK(session.shown("may.json") == "rule 1");
  std::string policy = kPolicy;
  policy.replace(policy.find("<= f.limit"), 10, "<= 3 + f.limit");
  session.open("hall.precept", policy);
  CHECK(session.shown("may.json") == "");
  session.change("hall.precept", "policy hall\nrecord", 2);
  CHECK(session.shown("may.json") == "");
  session.close("hall.precept");
  CHECK(session.shown("may.json") == "rule 1");
}

TEST_CASE("other files of JSON are left alone") {
  Records session;
  session.open("package.json", "{\"name\": 7}");
  CHECK(session.shown("package.json") == "");
  session.open("other.json", "{\"kind\": \"Pod\", \"name\": 7}");
  CHECK(session.shown("other.json") == "");
}

TEST_CASE("completion of fields, members and kinds") {
  Records session;
  CHECK(has(session.proposed("a.json", "{\"kind\": \"^\"}"), "Fair"));
  const auto fields = session.proposed("b.json", "{\"kind\": \"Fair\", \"name\": \"A\", ^}");
  CHECK(fields == std::vector<std::string>{"limit", "open", "stalls"});
  CHECK(session.proposed("c.json", "{\"kind\": \"Fair\", \"stalls\": [{\"size\": \"^\"}]}") ==
        std::vector<std::string>{"small", "great"});
  CHECK(has(session.proposed("d.json", "{\"kind\": \"Fair\", \"open\": ^}"), "true"));
  CHECK(has(session.proposed("e.yaml", "kind: Fair\nname: A\n^"), "limit"));
  CHECK(has(session.proposed("f.yaml", "kind: Fair\nstalls:\n  - name: A\n    ^"), "length"));
  CHECK(has(session.proposed("g.yaml", "kind: Fair\nstalls:\n  - name: A\n    size: ^"), "great"));
}

TEST_CASE("hover tells the field's type and what leaving it out means") {
  Records session;
  session.open("may.json", kJson);
  auto hover = [&](const std::string& context) {
    const Json told = session.ask_at("textDocument/hover", "may.json", context);
    return told.is_null() ? "" : told["contents"]["value"].get<std::string>();
  };
  CHECK(hover("\"li^mit\"").starts_with("`limit` : int"));
  CHECK(hover("\"si^ze\"").starts_with("`size` : Size"));
  CHECK(hover("\"gr^eat\"").starts_with("`size` : Size"));
}

TEST_CASE("lenses of a document explain it") {
  Records session;
  session.open("may.json", kJson);
  const Json lenses = session.ask("textDocument/codeLens", session.whole("may.json"));
  REQUIRE(lenses.size() == 2);
  CHECK(lenses[0]["command"]["title"] == "non-compliant: why");
  CHECK(lenses[1]["command"]["title"] == "rule 1: why");
  const Json told = session.ask("workspace/executeCommand", lenses[1]["command"]);
  CHECK(told["text"].get<std::string>().find("Ben") != std::string::npos);
}
