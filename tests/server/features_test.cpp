// Each feature by a small policy; `^` marks the place that is asked about.
#include <algorithm>

#include "tests/server/session.h"

using namespace precept;
using precept::test::Session;
using server::Json;

namespace {

const std::string kHall = R"(policy hall
source "hall.lock"

-- How great a stall is.
enum Size
  small "a small one"
  great

table Room from "room.csv" key code
  code  : text
  name  : text
  seats : int

record Stall
  name   : text
  -- in metres
  length : int
  size   : Size default small
  room   : Room or none
  acts   : set of Act default {}

enum Act
  sell shout

record Fair
  name   : text
  limit  : int
  stalls : list of Stall default []

define is_long(s: Stall, most: int): truth
  as "{s.name} is long" | "{s.name} is short"
  = s.length > most

judgement welcome(s: Stall)
  asks "Is {s.name} welcome?"

about Fair f, each s in f.stalls

acts sell, shout
exercised s.acts

clause rule 1
  quote "stalls are short"
  gist "no long stalls"
  let others = t in f.stalls where t.size = great
  shall ensure not is_long(s, f.limit)
    when count(others) > 2
    otherwise "{s.name} is too long"

clause rule 2
  shall not shout

clause "odd one"
  may sell
  despite rule 2
    may shout
      when welcome(s)
)";
const std::string kLock = R"(precept-source-lock 1
source "hall.txt" 0000000000000000000000000000000000000000000000000000000000000000
paragraph "rule" "1" 1111111111111111111111111111111111111111111111111111111111111111
  quote "stalls are short"
paragraph "rule" "2" 2222222222222222222222222222222222222222222222222222222222222222
paragraph "rule" "3" 3333333333333333333333333333333333333333333333333333333333333333
paragraph "odd" "one" 4444444444444444444444444444444444444444444444444444444444444444
)";

/// A session with the policy open.
struct Hall : Session {
  explicit Hall(const std::string& text = kHall) {
    write("hall.lock", kLock);
    write("room.csv", "code,name,seats\ngreat,Great Hall,120\nblue,Blue Room,24\n");
    open("hall.precept", text);
  }
  std::string hover(const std::string& context) {
    const Json told = ask_at("textDocument/hover", "hall.precept", context);
    return told.is_null() ? "" : told["contents"]["value"].get<std::string>();
  }
  std::vector<std::string> proposed(const std::string& context) {
    return labels(ask_at("textDocument/completion", "hall.precept", context));
  }
  /// What is proposed where this is typed in place of the last clause.
  std::vector<std::string> proposed_after(const std::string& typed) {
    change("hall.precept", kHall + typed, ++version_);
    const Json at = {{"textDocument", {{"uri", uri("hall.precept")}}},
                     {"position", end_of(text("hall.precept"))}};
    return labels(ask("textDocument/completion", at));
  }
  std::string at(const Json& location) const {
    const Json& start = location["range"]["start"];
    return std::to_string(start["line"].get<int>() + 1) + ":" +
           std::to_string(start["character"].get<int>() + 1);
  }
  /// The text of a range of the policy.
  std::string words(const Json& range) const {
    const server::TextLines lines(text("hall.precept"));
    auto offset = [&](const Json& at) {
      return lines.offset(text("hall.precept"),
                          {at["line"].get<std::uint32_t>(), at["character"].get<std::uint32_t>()},
                          server::Encoding::Utf8);
    };
    return text("hall.precept").substr(offset(range["start"]), offset(range["end"]) - offset(range["start"]));
  }
  int version_ = 1;
};

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::ranges::find(all, one) != all.end();
}
bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the policy is sound, and its lock fits") {
  Hall hall;
  CHECK(hall.shown("hall.precept") == "");
}

// ---- mistakes ------------------------------------------------------------------------------------------

TEST_CASE("a mistake is told with its code, its help and its further places, and the rest stays alive") {
  std::string text = kHall;
  text.replace(text.find("f.limit)"), 8, "f.limt) ");
  text += "\nclause rule 1\n  informative \"again\"\n";
  Hall hall(text);
  const Json& all = hall.diagnostics[hall.uri("hall.precept")];
  CHECK(all["version"] == 1);
  REQUIRE(all["diagnostics"].size() == 2);
  const Json& field = all["diagnostics"][0];
  CHECK(field["source"] == "precept");
  CHECK(field["severity"] == 1);
  CHECK(contains(field["message"], "did you mean `limit`?"));
  CHECK(hall.words(field["range"]) == "limt");
  CHECK(all["diagnostics"][1]["relatedInformation"][0]["location"]["uri"] == hall.uri("hall.precept"));
  CHECK(contains(hall.hover("s.len^gth > most"), "field Stall.length : int"));
  CHECK(has(hall.proposed("where t.^size"), "size"));
}

TEST_CASE("mistakes that are mended or closed are taken back, in every file") {
  Session session;
  session.write("club.precept", "module club\nenum Size\n  small great\n");
  session.open("hall.precept",
               "policy hall\nuse club\nrecord Stall\n  size : Size\nabout Stall s\nclause one\n  shall "
               "ensure s.size = small\n");
  CHECK(session.shown("hall.precept") == "");
  session.open("club.precept", "module club\nenum Size\n  tiny great\n");
  // The module is told through the policy that uses it.
  CHECK(session.shown("hall.precept") != "");
  session.change("club.precept", "module club\nenum Size\n  small small\n", 2);
  CHECK(session.shown("club.precept") != "");
  session.close("club.precept");
  CHECK(session.shown("club.precept") == "");
  CHECK(session.shown("hall.precept") == "");
  session.change("hall.precept", "policy hall\nrecord\n", 2);
  CHECK(session.shown("hall.precept") != "");
  session.close("hall.precept");
  CHECK(session.shown("hall.precept") == "");
}

TEST_CASE("a module is told through the policies around that use it, whether or not they are open") {
  Session session;
  session.write("hall.precept",
                "policy hall\nuse club\nrecord Stall\n  size : Size\nabout Stall s\nclause one\n  shall "
                "ensure s.size = small\n");
  session.write("club.precept", "module club\nenum Size\n  small great\n");
  session.open("club.precept", "module club\nenum Size\n  tiny great\n");
  CHECK(session.shown("club.precept") == "");
  CHECK(session.shown("hall.precept") != "");
  session.change("club.precept", "module club\nenum Size\n  small great\n", 2);
  CHECK(session.shown("hall.precept") == "");
}

TEST_CASE("a part of a policy is told with its policy") {
  Session session;
  session.write(
      "hall.precept",
      "policy hall\nrecord Stall\n  length : int\nabout Stall s\nclause one\n  shall ensure s.length > 1\n");
  session.write("more.precept", "part of hall\n");
  session.open("more.precept", "part of hall\nabout Stall s\nclause two\n  shall ensure s.lenght > 2\n");
  CHECK(session.shown("more.precept") == "E1003");
  session.change("more.precept", "part of hall\nabout Stall s\nclause two\n  shall ensure s.length > 2\n", 2);
  CHECK(session.shown("more.precept") == "");
  const Json found = session.ask_at("textDocument/definition", "more.precept", "s.le^ngth");
  CHECK(found["uri"] == session.uri("hall.precept"));
}

TEST_CASE("lints of a hook are told with the rest, and the formatter of a hook formats") {
  server::WorkspaceHooks hooks;
  hooks.lint = [](const Analysis& analysis, const Sources&, Diagnostics& to) {
    to.report(DiagnosticKind::NoPolicy, {analysis.files().files[0].source, 0, 6}, "a lint").level =
        Severity::Warning;
  };
  hooks.format = [](const std::string&, const std::string& text) { return text + "-- laid out\n"; };
  Session session(Session::full_support(), hooks);
  const std::string text =
      "policy hall\nrecord Stall\n  length : int\nabout Stall s\nclause one\n  shall ensure s.length > 1\n";
  session.open("hall.precept", text);
  CHECK(session.diagnostics[session.uri("hall.precept")]["diagnostics"][0]["severity"] == 2);
  CHECK(session.initialized["capabilities"]["documentFormattingProvider"] == true);
  const Json edits = session.ask("textDocument/formatting", session.whole("hall.precept"));
  REQUIRE(edits.size() == 1);
  CHECK(Session::edited(text, edits) == text + "-- laid out\n");
  CHECK(Session().initialized["capabilities"]["documentFormattingProvider"] == false);
}

// ---- hover ---------------------------------------------------------------------------------------------

TEST_CASE("hover tells the declaration, what is written above it, and what it says") {
  Hall hall;
  CHECK(contains(hall.hover("> 2\n    otherwise \"{s.na^me}"), "field Stall.name : text"));
  CHECK(contains(hall.hover("s.len^gth > most"), "in metres"));
  CHECK(contains(hall.hover("size   : Si^ze"), "How great a stall is."));
  CHECK(contains(hall.hover("t.size = gr^eat"), "member Size.great"));
  CHECK(contains(hall.hover("not is_lo^ng(s"), "define is_long(s: Stall, most: int): truth"));
  CHECK(contains(hall.hover("not is_lo^ng(s"), "{s.name} is short"));
  CHECK(contains(hall.hover("when wel^come(s)"), "Is {s.name} welcome?"));
  CHECK(contains(hall.hover("count(oth^ers)"), "list of Stall"));
  CHECK(contains(hall.hover("table Ro^om"), "2 rows"));
}

TEST_CASE("hover on a label tells the clause's words and its paragraph") {
  Hall hall;
  const std::string told = hall.hover("clause ru^le 1");
  CHECK(contains(told, "stalls are short"));
  CHECK(contains(told, "no long stalls"));
  CHECK(contains(told, "Paragraph **rule 1** of hall.txt"));
  CHECK(contains(hall.hover("despite rul^e 2"), "clause Fair.rule 2"));
}

TEST_CASE("hover on a key tells its row") {
  std::string text = kHall;
  text.replace(text.find("s.length > most"), 15, "Room[\"blue\"].seats > most");
  Hall hall;
  hall.change("hall.precept", text, 2);
  const std::string told = hall.hover("Room[\"bl^ue\"]");
  CHECK_MESSAGE(contains(told, "name: Blue Room"), told);
}

TEST_CASE("hover on a word of the language says what it means, on a comment nothing") {
  Hall hall;
  CHECK(contains(hall.hover("  shall ens^ure not"), "ensure") == false);
  CHECK(contains(hall.hover("  sha^ll ensure not"), "duty"));
  CHECK(hall.hover("-- How gr^eat") == "");
}

// ---- completion ----------------------------------------------------------------------------------------

TEST_CASE("behind a dot come the fields of what stands before it, also where that is half written") {
  Hall hall;
  CHECK(hall.proposed_after("\nclause rule 3\n  shall ensure s.") ==
        std::vector<std::string>{"name", "length", "size", "room", "acts"});
  CHECK(has(hall.proposed_after("\nclause rule 3\n  shall ensure s.le"), "length"));
  CHECK(has(hall.proposed_after("\nclause rule 3\n  shall ensure count(x in f.stalls where x."), "size"));
  CHECK(
      has(hall.proposed_after("\nclause rule 3\n  shall ensure s.length > 1\n    otherwise \"{s."), "name"));
}

TEST_CASE("where an enum is wanted come its members first, and no others") {
  Hall hall;
  const auto all = hall.proposed_after("\nclause rule 3\n  shall ensure s.size = ");
  REQUIRE(all.size() > 2);
  CHECK(all[0] == "small");
  CHECK(all[1] == "great");
  CHECK_FALSE(has(all, "sell"));
  CHECK(has(hall.proposed_after("\nclause rule 3\n  shall ensure s.size in {small, gr"), "great"));
  CHECK(has(hall.proposed_after("\nclause rule 3\n  shall ensure s.acts overlaps {"), "sell"));
  CHECK(has(hall.proposed_after("\nclause rule 3\n  shall ensure s.room = "), "\"blue\""));
}

TEST_CASE("names in scope, definitions as snippets, words of expressions") {
  Hall hall;
  const auto all = hall.proposed_after("\nclause rule 3\n  shall ensure ");
  for (const char* each : {"s", "f", "is_long", "welcome", "not", "count", "every"})
    CHECK_MESSAGE(has(all, each), each);
  CHECK_FALSE(has(all, "others"));
  CHECK_FALSE(has(all, "rule 1"));
  const Json at = {{"textDocument", {{"uri", hall.uri("hall.precept")}}},
                   {"position", Session::end_of(hall.text("hall.precept"))}};
  for (const Json& each : hall.ask("textDocument/completion", at)["items"]) {
    if (each["label"] == "is_long") CHECK(each["textEdit"]["newText"] == "is_long(${1:s}, ${2:most})");
  }
  CHECK(has(hall.proposed_after("\nclause rule 3\n  shall ensure s.length "), "<="));
  CHECK(has(hall.proposed_after("\nclause rule 3\n  shall ensure s.room is "), "given"));
}

TEST_CASE("words of the grammar by the place") {
  Hall hall;
  CHECK(has(hall.proposed_after("\ncl"), "clause"));
  CHECK(has(hall.proposed_after("\nclause rule 3\n  "), "shall ensure"));
  CHECK_FALSE(has(hall.proposed_after("\nclause rule 3\n  "), "record"));
  CHECK(has(hall.proposed_after("\nclause rule 3\n  shall "), "ensure"));
  CHECK(hall.proposed_after("\n-- a comment s.").empty());
  CHECK(hall.proposed_after("\nclause rule 3\n  gist \"s.").empty());
}

TEST_CASE("acts, labels, records, types, modules, words of the locked text") {
  Hall hall;
  CHECK(hall.proposed_after("\nclause rule 3\n  may ") == std::vector<std::string>{"sell", "shout"});
  CHECK(has(hall.proposed_after("\nclause rule 3\n  shall not sell, sh"), "shout"));
  CHECK(has(hall.proposed_after("\nclause rule 3\n  despite ru"), "rule 1"));
  const auto labels = hall.proposed_after("\nclause ");
  CHECK(has(labels, "rule 3"));
  CHECK(has(hall.proposed_after("\nabout "), "Fair"));
  CHECK(has(hall.proposed_after("\nrecord Other\n  field : "), "list of"));
  CHECK(has(hall.proposed_after("\nrecord Other\n  field : "), "Stall"));
  CHECK(has(hall.proposed_after("\nrecord Other\n  field : set of "), "Size"));
  hall.write("club.precept", "module club\n");
  CHECK(has(hall.proposed_after("\nuse "), "club"));
  CHECK(hall.proposed("quote \"stalls^ are short\"") == std::vector<std::string>{"stalls are short"});
}

TEST_CASE("without snippets nothing has places to fill in") {
  Session session(Json::object());
  session.open("hall.precept", "policy hall\ndefine twice(n: int): int\n  = n + n\n\n");
  const Json at = {{"textDocument", {{"uri", session.uri("hall.precept")}}},
                   {"position", {{"line", 4}, {"character", 0}}}};
  for (const Json& each : session.ask("textDocument/completion", at)["items"])
    CHECK_FALSE(each.contains("insertTextFormat"));
}

TEST_CASE("completion in tests knows the policy") {
  Hall hall;
  hall.open("hall_test.precept", "tests hall\n\ntest \"a\"\n  given \n");
  auto proposed = [&](const std::string& text) {
    hall.change("hall_test.precept", text, ++hall.version_);
    const Json at = {{"textDocument", {{"uri", hall.uri("hall_test.precept")}}},
                     {"position", Session::end_of(text)}};
    return hall.labels(hall.ask("textDocument/completion", at));
  };
  CHECK(has(proposed("tests hall\n\ntest \"a\"\n  given "), "Fair"));
  CHECK(has(proposed("tests hall\n\ntest \"a\"\n  given Fair {}\n  expect "), "rule 1"));
  CHECK(has(proposed("tests hall\n\ntest \"a\"\n  given Fair {}\n  expect verdict "), "compliant"));
  CHECK(has(proposed("tests hall\n\ntest \"a\"\n  given Fair {}\n  attest "), "welcome"));
  CHECK(has(proposed("tests hall\n\ntest \"a\"\n  given Fair {}\n  "), "expect"));
}

// ---- places --------------------------------------------------------------------------------------------

TEST_CASE("definition, references and highlights") {
  Hall hall;
  CHECK(hall.at(hall.ask_at("textDocument/definition", "hall.precept", "s.len^gth > most")) == "17:3");
  const Json uses = hall.ask_at("textDocument/references", "hall.precept", "  size^   : Size",
                                {{"context", {{"includeDeclaration", true}}}});
  CHECK(uses.size() == 2);
  CHECK(hall.ask_at("textDocument/references", "hall.precept", "  size^   : Size",
                    {{"context", {{"includeDeclaration", false}}}})
            .size() == 1);
  CHECK(hall.ask_at("textDocument/documentHighlight", "hall.precept", "oth^ers = t").size() == 2);
}

TEST_CASE("references go across files, from either side") {
  Session session;
  session.write("one.precept",
                "policy one\nuse club\nrecord Stall\n  size : Size\nabout Stall s\nclause one\n  shall "
                "ensure s.size = small\n");
  session.write("two.precept",
                "policy two\nuse club\nrecord Room\n  size : Size\nabout Room r\nclause one\n  shall ensure "
                "r.size != small\n");
  session.write("club.precept", "module club\nenum Size\n  small great\n");
  session.open("club.precept", "module club\nenum Size\n  small great\n");
  CHECK(session
            .ask_at("textDocument/references", "club.precept", "sma^ll",
                    {{"context", {{"includeDeclaration", false}}}})
            .size() == 2);
  session.open("one.precept",
               "policy one\nuse club\nrecord Stall\n  size : Size\nabout Stall s\nclause one\n  shall ensure "
               "s.size = small\n");
  const Json edit = session.ask_at("textDocument/rename", "one.precept", "= sma^ll", {{"newName", "tiny"}});
  CHECK(edit["documentChanges"].size() == 3);
  CHECK(Session::edited(session.text("club.precept"), session.edits_of(edit, "club.precept")) ==
        "module club\nenum Size\n  tiny great\n");
}

TEST_CASE("rename changes every place, and the policy is as sound as before") {
  Hall hall;
  const Json edit =
      hall.ask_at("textDocument/rename", "hall.precept", "exercised s^.acts", {{"newName", "stall"}});
  hall.change("hall.precept", Session::edited(kHall, hall.edits_of(edit, "hall.precept")), 2);
  CHECK(hall.shown("hall.precept") == "");
  CHECK(contains(hall.text("hall.precept"), "exercised stall.acts"));
  // An act is called by a member's name: both change.
  const Json act =
      hall.ask_at("textDocument/rename", "hall.precept", "shall not sho^ut", {{"newName", "yell"}});
  hall.change("hall.precept", Session::edited(hall.text("hall.precept"), hall.edits_of(act, "hall.precept")),
              3);
  CHECK(hall.shown("hall.precept") == "");
  CHECK(contains(hall.text("hall.precept"), "sell yell"));
  const Json label = hall.ask_at("textDocument/prepareRename", "hall.precept", "despite rul^e 2");
  CHECK(label["placeholder"] == "rule 2");
  CHECK(hall.words(label["range"]) == "rule 2");
}

TEST_CASE("a name that cannot be is refused, with the reason") {
  Hall hall;
  auto why = [&](const std::string& context, const std::string& name) {
    Json params = hall.params_at("hall.precept", context);
    params["newName"] = name;
    const Json answer = hall.answer("textDocument/rename", params);
    return answer.contains("error") ? answer["error"]["message"].get<std::string>() : "";
  };
  CHECK(contains(why("  name^   : text\n  -- in", "length"), "name of a field already, in line 17"));
  CHECK(contains(why("  name^   : text\n  -- in", "2nd"), "no name"));
  CHECK(contains(why("  name^   : text\n  -- in", "gr ow"), "no name"));
  CHECK(contains(why("  name^   : text\n  -- in", "shall"), "a word of the language"));
  CHECK(contains(why("define is_lo^ng", "welcome"), "name of a judgement already"));
  CHECK(contains(why("clause rul^e 2", "rule 1"), "name of a clause already"));
  CHECK(contains(why("policy ha^ll", "barn"), "that of its file"));
  CHECK(contains(why("-- How gr^eat", "x"), "no name that is declared"));
}

TEST_CASE("symbols of the file as a tree, and of all files by letters") {
  Hall hall;
  const Json tree = hall.ask("textDocument/documentSymbol", hall.whole("hall.precept"));
  REQUIRE(tree.size() == 1);
  CHECK(tree[0]["name"] == "hall");
  std::vector<std::string> names;
  for (const Json& each : tree[0]["children"]) names.push_back(each["name"]);
  CHECK(names ==
        std::vector<std::string>{"Size", "Room", "Stall", "Act", "Fair", "is_long", "welcome", "Fair"});
  const Json found = hall.ask("workspace/symbol", {{"query", "rl1"}});
  REQUIRE(found.size() == 1);
  CHECK(found[0]["name"] == "rule 1");
}

// ---- shapes of the text --------------------------------------------------------------------------------

TEST_CASE("what can be folded, and what is selected next") {
  Hall hall;
  bool has_clause = false;
  for (const Json& each : hall.ask("textDocument/foldingRange", hall.whole("hall.precept")))
    has_clause |= each["startLine"] == 41 && each["endLine"] == 47;
  CHECK(has_clause);
  const Json at = hall.params_at("hall.precept", "where t.si^ze = great");
  const Json selected =
      hall.ask("textDocument/selectionRange",
               {{"textDocument", at["textDocument"]}, {"positions", Json::array({at["position"]})}});
  REQUIRE(selected.size() == 1);
  std::vector<std::string> widths;
  for (Json range = selected[0];; range = Json(range["parent"])) {
    widths.push_back(hall.words(range["range"]));
    if (!range.contains("parent")) break;
  }
  CHECK(widths[0] == "size");
  CHECK(has(widths, "t.size"));
  CHECK(has(widths, "t.size = great"));
  CHECK(widths.back() == kHall);
  for (std::size_t i = 1; i < widths.size(); ++i) CHECK(contains(widths[i], widths[i - 1]));
}

TEST_CASE("semantic tokens name each word by what it means, and none overlaps another") {
  Hall hall;
  const Json types = hall.initialized["capabilities"]["semanticTokensProvider"]["legend"]["tokenTypes"];
  const Json data = hall.ask("textDocument/semanticTokens/full", hall.whole("hall.precept"))["data"];
  REQUIRE(data.size() % 5 == 0);
  REQUIRE(data.size() > 300);
  std::map<std::string, std::string> type_of;
  const server::TextLines lines(kHall);
  std::uint32_t line = 0, column = 0, last_end = 0;
  for (std::size_t i = 0; i < data.size(); i += 5) {
    column = data[i] == 0 ? column + data[i + 1].get<std::uint32_t>() : data[i + 1].get<std::uint32_t>();
    line += data[i].get<std::uint32_t>();
    const std::uint32_t begin = lines.begin_of(line) + column;
    CHECK(begin >= last_end);
    last_end = begin + data[i + 2].get<std::uint32_t>();
    type_of[kHall.substr(begin, last_end - begin)] = types[data[i + 3].get<std::size_t>()];
  }
  CHECK(type_of["record"] == "keyword");
  CHECK(type_of["Stall"] == "type");
  CHECK(type_of["Size"] == "enum");
  CHECK(type_of["great"] == "enumMember");
  CHECK(type_of["length"] == "property");
  CHECK(type_of["is_long"] == "function");
  CHECK(type_of["most"] == "parameter");
  CHECK(type_of["others"] == "variable");
  CHECK(type_of["shout"] == "event");
  CHECK(type_of["rule 1"] == "label");
  CHECK(type_of["-- in metres"] == "comment");
  CHECK(type_of["2"] == "number");
  CHECK(type_of["\"{"] == "string");
}

// ---- what it writes ------------------------------------------------------------------------------------

TEST_CASE("a suggestion can be taken, and then the mistake is gone") {
  std::string text = kHall;
  text.replace(text.find("f.limit)"), 7, "f.limt");
  Hall hall(text);
  CHECK(hall.shown("hall.precept") == "E1003");
  Json params = hall.whole("hall.precept");
  params["context"] = {{"diagnostics", Json::array()}, {"only", {"quickfix"}}};
  const Json actions = hall.ask("textDocument/codeAction", params);
  REQUIRE(actions.size() == 1);
  CHECK(actions[0]["title"].get<std::string>().find("`limit`") != std::string::npos);
  hall.change("hall.precept", Session::edited(text, hall.edits_of(actions[0]["edit"], "hall.precept")), 2);
  CHECK(hall.shown("hall.precept") == "");
}

TEST_CASE("a test for a clause, and the next clause of the text") {
  Hall hall;
  Json params = hall.params_at("hall.precept", "clause rule 2^\n");
  params["range"] = {{"start", params["position"]}, {"end", params["position"]}};
  params["context"] = {{"diagnostics", Json::array()}};
  const Json actions = hall.ask("textDocument/codeAction", params);
  REQUIRE(actions.size() == 2);
  CHECK(actions[0]["title"] == "Add a test for `rule 2`");
  const Json edits = hall.edits_of(actions[0]["edit"], "hall_test.precept");
  const std::string test = Session::edited("", edits);
  CHECK(test ==
        "tests hall\n\ntest \"rule 2: \"\n  given Fair {name: \"A\", limit: 1}\n  expect rule 2 satisfied\n");
  hall.open("hall_test.precept", test);
  CHECK(hall.shown("hall_test.precept") == "");
  CHECK(actions[1]["title"] == "Add the next clause of the text: `rule 3`");
  hall.change("hall.precept", Session::edited(kHall, hall.edits_of(actions[1]["edit"], "hall.precept")), 2);
  CHECK(contains(hall.text("hall.precept"), "shall not shout\n\nclause rule 3\n  not encoded"));
  CHECK(hall.shown("hall.precept") == "");
}

TEST_CASE("what a call takes, while it is written and where it is") {
  Hall hall;
  hall.proposed_after("\nclause rule 3\n  shall ensure is_long(s, ");
  const Json at = {{"textDocument", {{"uri", hall.uri("hall.precept")}}},
                   {"position", Session::end_of(hall.text("hall.precept"))}};
  const Json help = hall.ask("textDocument/signatureHelp", at);
  CHECK(help["signatures"][0]["label"] == "define is_long(s: Stall, most: int): truth");
  CHECK(help["activeParameter"] == 1);
  hall.change("hall.precept", kHall, 90);
  std::vector<std::string> hints;
  for (const Json& each : hall.ask("textDocument/inlayHint", hall.whole("hall.precept")))
    hints.push_back(each["label"]);
  CHECK(hints == std::vector<std::string>{": list of Stall", "most:"});
}

// ---- what it runs --------------------------------------------------------------------------------------

TEST_CASE("lenses run tests, show coverage and explain") {
  Hall hall;
  hall.write("hall.precept", kHall);  // the coverage is of what was saved
  hall.write(
      "hall_test.precept",
      "tests hall\n\ntest \"good\"\n  given Fair {name: \"A\", limit: 1}\n  expect verdict compliant\n\n"
      "test \"loud\"\n  given Fair {name: \"A\", limit: 9, stalls: [{name: \"Ben\", length: 1, acts: "
      "{shout}}]}\n"
      "  expect rule 2 satisfied\n");
  hall.tell("workspace/didChangeWatchedFiles", {{"changes", Json::array()}});
  std::vector<std::string> titles;
  for (const Json& each : hall.ask("textDocument/codeLens", hall.whole("hall.precept")))
    titles.push_back(each["command"]["title"]);
  CHECK(titles == std::vector<std::string>{"run 2 tests", "coverage", "no test", "run 1 test", "no test"});
  auto run = [&](const std::string& command, const Json& argument) {
    return hall.ask("workspace/executeCommand",
                    {{"command", command}, {"arguments", Json::array({argument})}});
  };
  const Json all = run("precept.runTests", {{"uri", hall.uri("hall.precept")}});
  CHECK(all["passed"].get<int>() + all["failed"].get<int>() == 2);
  CHECK(all["failed"].get<int>() >= 1);
  const Json one = run("precept.runTests", {{"uri", hall.uri("hall.precept")}, {"clause", "rule 2"}});
  CHECK(one["passed"] == 0);
  REQUIRE(one["failed"] == 1);
  CHECK(one["failures"][0]["test"] == "loud");
  CHECK(contains(run("precept.showCoverage", {{"uri", hall.uri("hall.precept")}})["message"],
                 "coverage of hall"));
  bool is_shown = false;
  for (const Json& each : hall.notices) is_shown |= each.value("method", "") == "window/showMessage";
  CHECK(is_shown);
}
