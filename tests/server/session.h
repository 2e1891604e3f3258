// An editor for tests: it asks the server, keeps what it is told, and types.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "authoring/server/documents/uri.h"
#include "authoring/server/server.h"
#include "tests/common/scratch_folder.h"

namespace precept::test {

using server::Json;

class Session {
 public:
  explicit Session(Json capabilities = full_support(), server::WorkspaceHooks hooks = {})
      : server_(std::move(hooks)) {
    const Json folders = Json::array({{{"uri", uri("")}, {"name", "test"}}});
    initialized = ask("initialize", {{"processId", nullptr},
                                     {"rootUri", nullptr},
                                     {"capabilities", std::move(capabilities)},
                                     {"workspaceFolders", folders}});
    tell("initialized", Json::object());
  }

  static Json full_support() {
    return Json::parse(R"({
      "general": {"positionEncodings": ["utf-8", "utf-16"]},
      "workspace": {"workspaceEdit": {"documentChanges": true}},
      "textDocument": {
        "completion": {"completionItem": {"snippetSupport": true}},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
        "publishDiagnostics": {"relatedInformation": true, "codeDescriptionSupport": true}}})");
  }

  std::string uri(const std::string& name) const {
    return server::uri_of_path(server::plain_path(path(name)));
  }
  std::filesystem::path path(const std::string& name) const { return folder_.path() / name; }
  void write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories(path(name).parent_path());
    std::ofstream(path(name), std::ios::binary) << text;
  }

  /// The whole answer to a request.
  Json answer(const std::string& method, const Json& params) {
    const int id = ++last_id_;
    send({{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", params}});
    work();
    REQUIRE_MESSAGE(answers_.contains(id), method << " has no answer");
    return answers_[id];
  }
  /// The result of a request that succeeds.
  Json ask(const std::string& method, const Json& params) {
    const Json all = answer(method, params);
    REQUIRE_MESSAGE(all.contains("result"), method << ": " << all.dump());
    return all["result"];
  }
  void tell(const std::string& method, const Json& params) {
    send({{"jsonrpc", "2.0"}, {"method", method}, {"params", params}});
    work();
  }
  void send(const Json& message) { receive(server::framed(message.dump())); }
  void receive(const std::string& bytes) { server_.receive(bytes); }
  /// Lets the server do all that it has to do, and takes what it says.
  void work() {
    while (server_.step()) take();
    take();
  }

  void open(const std::string& name, const std::string& text, int version = 1) {
    texts_[name] = text;
    tell("textDocument/didOpen",
         {{"textDocument",
           {{"uri", uri(name)}, {"languageId", "precept"}, {"version", version}, {"text", text}}}});
  }
  /// Types at the end of the text, as one change.
  void type(const std::string& name, const std::string& letters, int version) {
    const Json end = end_of(texts_[name]);
    texts_[name] += letters;
    tell("textDocument/didChange",
         {{"textDocument", {{"uri", uri(name)}, {"version", version}}},
          {"contentChanges", Json::array({{{"range", {{"start", end}, {"end", end}}}, {"text", letters}}})}});
  }
  void change(const std::string& name, const std::string& text, int version) {
    texts_[name] = text;
    tell("textDocument/didChange", {{"textDocument", {{"uri", uri(name)}, {"version", version}}},
                                    {"contentChanges", Json::array({{{"text", text}}})}});
  }
  void close(const std::string& name) {
    tell("textDocument/didClose", {{"textDocument", {{"uri", uri(name)}}}});
  }

  /// A question about the place where `^` stands in `context`, which stands once in the text.
  Json params_at(const std::string& name, const std::string& context) const {
    const std::size_t mark = context.find('^');
    REQUIRE(mark != std::string::npos);
    const std::string plain = context.substr(0, mark) + context.substr(mark + 1);
    const std::size_t found = texts_.at(name).find(plain);
    REQUIRE_MESSAGE(found != std::string::npos, context << " does not stand in " << name);
    return {{"textDocument", {{"uri", uri(name)}}}, {"position", position(texts_.at(name), found + mark)}};
  }
  Json ask_at(const std::string& method, const std::string& name, const std::string& context,
              const Json& more = Json::object()) {
    Json params = params_at(name, context);
    params.update(more);
    return ask(method, params);
  }
  Json whole(const std::string& name) const {
    return {{"textDocument", {{"uri", uri(name)}}},
            {"range", {{"start", position(texts_.at(name), 0)}, {"end", end_of(texts_.at(name))}}}};
  }
  const std::string& text(const std::string& name) const { return texts_.at(name); }

  /// The codes that the editor shows in a file, in the order of their places: "E1001 E1003".
  std::string shown(const std::string& name) const {
    auto found = diagnostics.find(uri(name));
    if (found == diagnostics.end()) return "";
    std::vector<std::pair<Json, std::string>> codes;
    for (const Json& each : found->second["diagnostics"])
      codes.emplace_back(Json::array({each["range"]["start"]["line"], each["range"]["start"]["character"]}),
                         each["code"]);
    std::ranges::sort(codes);
    std::string result;
    for (const auto& [place, code] : codes) result += (result.empty() ? "" : " ") + code;
    return result;
  }
  std::vector<std::string> labels(const Json& completion) const {
    std::vector<std::string> result;
    for (const Json& each : completion["items"]) result.push_back(each["label"]);
    return result;
  }
  /// The text with the edits of one file made; they do not overlap.
  static std::string edited(const std::string& text, Json edits) {
    const server::TextLines lines(text);
    auto offset = [&](const Json& at) {
      return lines.offset(text, {at["line"].get<std::uint32_t>(), at["character"].get<std::uint32_t>()},
                          server::Encoding::Utf8);
    };
    std::string result = text;
    std::vector<Json> sorted(edits.begin(), edits.end());
    std::ranges::sort(sorted, [&](const Json& a, const Json& b) {
      return offset(a["range"]["start"]) > offset(b["range"]["start"]);
    });
    for (const Json& each : sorted) {
      const std::uint32_t begin = offset(each["range"]["start"]), end = offset(each["range"]["end"]);
      result.replace(begin, end - begin, each["newText"].get<std::string>());
    }
    return result;
  }
  /// The edits of a file in an edit of the workspace.
  Json edits_of(const Json& edit, const std::string& name) const {
    for (const Json& each : edit["documentChanges"])
      if (each.contains("edits") && each["textDocument"]["uri"] == uri(name)) return each["edits"];
    return Json::array();
  }

  static Json position(const std::string& text, std::size_t offset) {
    const server::Position at =
        server::TextLines(text).position(text, static_cast<std::uint32_t>(offset), server::Encoding::Utf8);
    return server::position_json(at);
  }
  static Json end_of(const std::string& text) { return position(text, text.size()); }

  Json initialized;
  std::map<std::string, Json> diagnostics;  ///< what was last told of each file
  std::vector<Json> notices;
  server::Server& server() { return server_; }

 private:
  void take() {
    framing_.feed(server_.take_output());
    while (auto next = framing_.next()) {
      REQUIRE(next->has_value());
      Json message = Json::parse(**next);
      const bool is_answer = message.contains("id") && !message.contains("method");
      if (is_answer && message["id"].is_number()) answers_[message["id"]] = message;
      if (message.value("method", "") == "textDocument/publishDiagnostics")
        diagnostics[message["params"]["uri"]] = message["params"];
      notices.push_back(std::move(message));
    }
  }

  ScratchFolder folder_;
  server::Server server_;
  server::Framing framing_;
  std::map<int, Json> answers_;
  std::map<std::string, std::string> texts_;
  int last_id_ = 0;
};

}  // namespace precept::test
