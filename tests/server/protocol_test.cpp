// What comes over the wire: pieces of any size, what is malformed, what comes too early or too late.
#include "tests/server/session.h"

using namespace precept;
using precept::test::Session;
using server::Framing;
using server::Json;

namespace {

/// What a server says to these bytes, message by message.
std::vector<Json> said_to(const std::string& bytes, std::size_t piece = std::string::npos) {
  server::Server server;
  for (std::size_t at = 0; at < bytes.size(); at += std::min(piece, bytes.size() - at)) {
    server.receive(std::string_view(bytes).substr(at, piece));
    while (server.step()) {
    }
  }
  while (server.step()) {
  }
  Framing framing;
  framing.feed(server.take_output());
  std::vector<Json> result;
  while (auto next = framing.next()) result.push_back(Json::parse(next->value()));
  return result;
}

std::string request(int id, const std::string& method, const Json& params = Json::object()) {
  return server::framed(
      Json({{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", params}}).dump());
}
std::string notice(const std::string& method, const Json& params = Json::object()) {
  return server::framed(Json({{"jsonrpc", "2.0"}, {"method", method}, {"params", params}}).dump());
}
const std::string kInitialize = request(1, "initialize", {{"capabilities", Json::object()}});

int code_of(const Json& message) {
  return message.contains("error") ? message["error"]["code"].get<int>() : 0;
}

}  // namespace

TEST_CASE("messages come in pieces of any size") {
  for (std::size_t piece : {1u, 2u, 3u, 7u, 1000u}) {
    const auto said = said_to(kInitialize + request(2, "shutdown"), piece);
    REQUIRE(said.size() == 2);
    CHECK(said[0]["id"] == 1);
    CHECK(said[0]["result"]["serverInfo"]["name"] == "precept");
    CHECK(said[1]["id"] == 2);
    CHECK(said[1]["result"].is_null());
  }
}

TEST_CASE("a head may have other fields, in any letter case, and plain line feeds") {
  const std::string body = R"({"jsonrpc":"2.0","id":5,"method":"shutdown"})";
  const std::string length = std::to_string(body.size());
  for (const std::string& head :
       {"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: " + length + "\r\n\r\n",
        "content-length:" + length + "\r\n\r\n", "CONTENT-LENGTH: " + length + "\n\n"}) {
    const auto said = said_to(kInitialize + head + body);
    REQUIRE(said.size() == 2);
    CHECK(said[1]["id"] == 5);
  }
}

TEST_CASE("what is no message is answered with an error, and the next one is read") {
  struct Malformed {
    std::string bytes;
    int code;
  };
  std::string deep(5000, '[');
  for (const Malformed& each :
       {Malformed{server::framed("{"), -32700},
        {server::framed(""), -32700},
        {server::framed(deep), -32700},
        {server::framed("\xff\xfe"), -32700},
        {server::framed("[1, 2]"), -32600},
        {server::framed("7"), -32600},
        {server::framed("{}"), -32600},
        {server::framed(R"({"jsonrpc":"2.0","id":3,"method":7})"), -32600},
        {server::framed(R"({"jsonrpc":"2.0","id":{},"method":"shutdown"})"), -32600},
        {server::framed(R"({"jsonrpc":"2.0","id":null,"method":"shutdown"})"), -32600},
        {"Content-Type: x\r\n\r\n", -32600},
        {"Content-Length: x\r\n\r\n", -32600},
        {"Content-Length: -5\r\n\r\n", -32600},
        {"Content-Length: 12x\r\n\r\n", -32600}}) {
    CAPTURE(each.bytes.substr(0, 60));
    const auto said = said_to(each.bytes + kInitialize);
    REQUIRE(said.size() == 2);
    CHECK(code_of(said[0]) == each.code);
    CHECK(said[0]["id"].is_null());
    CHECK(said[1]["id"] == 1);
  }
}

TEST_CASE("a message that is too long is passed over, however long it says it is") {
  const std::size_t length = Framing::kMostBytes + 3;
  const auto said = said_to(
      "Content-Length: " + std::to_string(length) + "\r\n\r\n" + std::string(length, 'x') + kInitialize,
      1u << 20);
  REQUIRE(said.size() == 2);
  CHECK(code_of(said[0]) == -32600);
  CHECK(said[1]["id"] == 1);
  CHECK(code_of(said_to("Content-Length: 99999999999999999999999999\r\n\r\n")[0]) == -32600);
  // A head that never ends is no reason to keep it.
  CHECK(code_of(said_to(std::string(100'000, 'x'))[0]) == -32600);
}

TEST_CASE("before initialize nothing is answered, and it is done once") {
  const auto said = said_to(request(1, "textDocument/hover") + notice("initialized") + kInitialize +
                            request(3, "initialize", {{"capabilities", Json::object()}}));
  REQUIRE(said.size() == 3);
  CHECK(code_of(said[0]) == -32002);
  CHECK(said[1].contains("result"));
  CHECK(code_of(said[2]) == -32600);
}

TEST_CASE("unknown requests are errors, unknown notices are nothing") {
  const auto said = said_to(kInitialize + request(2, "textDocument/dance") + notice("textDocument/dance") +
                            notice("$/setTrace") + request(3, "$/something"));
  REQUIRE(said.size() == 3);
  CHECK(code_of(said[1]) == -32601);
  CHECK(code_of(said[2]) == -32601);
}

TEST_CASE("what is taken back while it waits is answered as cancelled") {
  server::Server server;
  server.receive(kInitialize + request(7, "workspace/symbol", {{"query", ""}}) +
                 notice("$/cancelRequest", {{"id", 7}}) + notice("$/cancelRequest", {{"id", 99}}) +
                 notice("$/cancelRequest"));
  while (server.step()) {
  }
  Framing framing;
  framing.feed(server.take_output());
  framing.next();
  const Json answer = Json::parse(framing.next()->value());
  CHECK(answer["id"] == 7);
  CHECK(code_of(answer) == -32800);
}

TEST_CASE("wrong parameters are told, in each request") {
  Session session;
  session.open("hall.precept", "policy hall\n");
  const Json here = {{"uri", session.uri("hall.precept")}};
  for (const char* method :
       {"textDocument/hover", "textDocument/completion", "textDocument/definition", "textDocument/references",
        "textDocument/rename", "textDocument/documentSymbol", "textDocument/codeAction",
        "textDocument/semanticTokens/range", "textDocument/inlayHint", "workspace/symbol",
        "workspace/executeCommand", "textDocument/selectionRange"}) {
    for (const Json& params :
         {Json::object(), Json(7), Json::array(), Json({{"textDocument", 3}}),
          Json({{"textDocument", {{"uri", "file:///nowhere"}}}}),
          Json({{"textDocument", here}, {"position", {{"line", -1}, {"character", 0}}}, {"range", 4}}),
          Json({{"textDocument", here}, {"position", "x"}, {"range", {{"start", 1}}}})}) {
      const Json answer = session.answer(method, params);
      const bool can_do_without =
          answer.contains("result") && std::string(method) == "textDocument/documentSymbol";
      CHECK_MESSAGE((can_do_without || code_of(answer) == -32602),
                    method << " " << params.dump() << ": " << answer.dump());
    }
  }
}

TEST_CASE("positions out of range are the nearest place") {
  Session session;
  session.open("hall.precept", "policy hall\nrecord Stall\n  name : text\n");
  const std::vector<std::pair<std::uint64_t, std::uint64_t>> places = {
      {0, 4'000'000'000}, {99, 0}, {4'000'000'000, 5'000'000'000}, {2, 99}};
  for (const auto& [line, character] : places) {
    const Json at = {{"textDocument", {{"uri", session.uri("hall.precept")}}},
                     {"position", {{"line", line}, {"character", character}}}};
    CHECK(session.answer("textDocument/completion", at).contains("result"));
    CHECK(session.answer("textDocument/hover", at).contains("result"));
  }
  const Json far = {{"line", 99}, {"character", 99}}, start = {{"line", 0}, {"character", 0}};
  session.tell("textDocument/didChange",
               {{"textDocument", {{"uri", session.uri("hall.precept")}, {"version", 2}}},
                {"contentChanges",
                 Json::array({{{"range", {{"start", far}, {"end", start}}}, {"text", "policy barn\n"}}})}});
  CHECK(session.diagnostics[session.uri("hall.precept")]["version"] == 2);
}

TEST_CASE("letters beyond ASCII count as the editor counts them") {
  for (const bool is_utf8 : {false, true}) {
    Session session(is_utf8 ? Session::full_support() : Json::object());
    CHECK(session.initialized["capabilities"]["positionEncoding"] == (is_utf8 ? "utf-8" : "utf-16"));
    session.open("hall.precept", "policy hall\n-- 𝒳 x\n");
    // The letter behind the second blank: 𝒳 is two units of UTF-16 and four of UTF-8.
    const int column = is_utf8 ? 8 : 6;
    const Json begin = {{"line", 1}, {"character", column}}, end = {{"line", 1}, {"character", column + 1}};
    session.tell(
        "textDocument/didChange",
        {{"textDocument", {{"uri", session.uri("hall.precept")}, {"version", 2}}},
         {"contentChanges", Json::array({{{"range", {{"start", begin}, {"end", end}}}, {"text", "é"}}})}});
    const auto& documents = session.server().workspace().documents.all();
    CHECK(documents.begin()->second.text == "policy hall\n-- 𝒳 é\n");
  }
}

TEST_CASE("it ends as the protocol says") {
  server::Server good;
  good.receive(kInitialize + request(2, "shutdown") + request(3, "workspace/symbol", {{"query", ""}}) +
               notice("exit"));
  while (good.step()) {
  }
  CHECK(good.has_exited());
  CHECK(good.exit_code() == 0);
  CHECK(good.take_output().find("-32600") != std::string::npos);
  server::Server bad;
  bad.receive(kInitialize + notice("exit"));
  while (bad.step()) {
  }
  CHECK(bad.has_exited());
  CHECK(bad.exit_code() == 1);
}

TEST_CASE("buffers that are not open, files that vanish, names of no file") {
  Session session;
  session.tell("textDocument/didChange",
               {{"textDocument", {{"uri", "file:///nowhere.precept"}, {"version", 2}}},
                {"contentChanges", Json::array({{{"text", "x"}}})}});
  session.tell("textDocument/didClose", {{"textDocument", {{"uri", "file:///nowhere.precept"}}}});
  session.tell("textDocument/didOpen", {{"textDocument",
                                         {{"uri", "untitled:Untitled-1"},
                                          {"languageId", "precept"},
                                          {"version", 1},
                                          {"text", "policy hall\nrecord"}}}});
  CHECK(session.diagnostics["untitled:Untitled-1"]["diagnostics"].size() == 1);
  session.tell("textDocument/didClose", {{"textDocument", {{"uri", "untitled:Untitled-1"}}}});
  CHECK(session.diagnostics["untitled:Untitled-1"]["diagnostics"].empty());
  session.write("club.precept", "module club\nenum Size\n  small great\n");
  session.open("hall.precept",
               "policy hall\nuse club\nrecord Stall\n  size : Size\nabout Stall s\nclause one\n  shall "
               "ensure s.size = small\n");
  CHECK(session.shown("hall.precept") == "");
  std::filesystem::remove(session.path("club.precept"));
  session.tell("workspace/didChangeWatchedFiles", {{"changes", Json::array()}});
  CHECK(session.shown("hall.precept") == "E1008");
}
