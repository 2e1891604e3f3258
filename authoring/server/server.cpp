#include "authoring/server/server.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "authoring/server/capabilities.h"
#include "authoring/server/documents/uri.h"
#include "authoring/server/features/features.h"

namespace precept::server {

namespace {

constexpr int kLoggedAsError = 1;

bool is_request(const Json& message) {
  return message.contains("id") && message.contains("method");
}

Json logged(const std::string& why) {
  return notification("window/logMessage", {{"type", kLoggedAsError}, {"message", why}});
}

std::int64_t version_in(const Json& document) {
  return document.contains("version") && document["version"].is_number_integer()
             ? document["version"].get<std::int64_t>()
             : 0;
}

}  // namespace

void Server::send(const Json& message) {
  output_ += framed(text_of(message));
}

std::string Server::take_output() {
  return std::exchange(output_, {});
}

// ---- messages as they come -----------------------------------------------------------------------------

void Server::receive(std::string_view bytes) {
  framing_.feed(bytes);
  while (auto next = framing_.next()) {
    if (next->has_value()) {
      take(**next);
    } else {
      send(error_response(nullptr, ErrorCode::InvalidRequest, next->error()));
    }
  }
}

void Server::take(const std::string& text) {
  auto message = parse_message(text);
  if (!message) return send(error_response(nullptr, ErrorCode::ParseError, message.error()));
  if (!message->is_object())
    return send(error_response(nullptr, ErrorCode::InvalidRequest, "a message is an object"));
  const bool has_method = message->contains("method");
  if (has_method && !(*message)["method"].is_string())
    return send(error_response(nullptr, ErrorCode::InvalidRequest, "`method` is no text"));
  if (!has_method) {
    // An answer to what the server asked has a result or an error, and needs no more.
    if (message->contains("result") || message->contains("error")) return;
    return send(error_response(nullptr, ErrorCode::InvalidRequest, "a message has a `method`"));
  }
  if (message->contains("id") && !(*message)["id"].is_string() && !(*message)["id"].is_number())
    return send(error_response(nullptr, ErrorCode::InvalidRequest, "`id` is no number and no text"));
  // What waits to be answered can be taken back; what was answered cannot.
  if ((*message)["method"] == "$/cancelRequest") {
    const Json& params = message->contains("params") ? (*message)["params"] : Json();
    const bool waits =
        params.is_object() && params.contains("id") && std::ranges::any_of(queue_, [&](const Json& each) {
          return is_request(each) && each["id"] == params["id"];
        });
    if (waits) cancelled_.insert(params["id"].dump());
    return;
  }
  queue_.push_back(std::move(*message));
}

bool Server::step() {
  if (has_exited_) return false;
  if (!queue_.empty()) {
    const Json message = std::move(queue_.front());
    queue_.pop_front();
    answer(message);
    return !has_exited_;
  }
  if (stage_ != Stage::Running) return false;
  std::vector<Json> messages;
  bool has_more = false;
  try {
    has_more = publisher_.work(context(), messages);
  } catch (const std::exception& fault) {
    messages.push_back(logged(fmt::format("the buffers could not be looked at: {}", fault.what())));
  }
  std::ranges::for_each(messages, [&](const Json& each) { send(each); });
  return has_more;
}

void Server::answer(const Json& message) {
  const std::string method = message["method"];
  const Json params = message.contains("params") ? message["params"] : Json::object();
  const Json id = message.contains("id") ? message["id"] : Json();
  const bool is_asked = is_request(message);
  try {
    if (!is_asked) return notice(method, params);
    if (cancelled_.erase(id.dump()) > 0)
      throw RequestError(ErrorCode::RequestCancelled, "the request was cancelled");
    const Json result = result_of(method, params);
    send(response(id, result));
    show_message(result);
  } catch (const RequestError& error) {
    send(is_asked ? error_response(id, error.code, error.what())
                  : logged(fmt::format("{}: {}", method, error.what())));
  } catch (const std::exception& fault) {
    const std::string why = fmt::format("{}: {}", method, fault.what());
    send(is_asked ? error_response(id, ErrorCode::InternalError, why) : logged(why));
  }
}

Json Server::result_of(const std::string& method, const Json& params) {
  if (stage_ == Stage::ShutDown)
    throw RequestError(ErrorCode::InvalidRequest, "the server was told to shut down");
  if (method == "initialize") return initialize(params);
  if (stage_ == Stage::New)
    throw RequestError(ErrorCode::NotInitialized, "the first request is `initialize`");
  if (method == "shutdown") {
    stage_ = Stage::ShutDown;
    return nullptr;
  }
#define METHOD(name, function) \
  if (method == name) return function(context(), params);
#include "authoring/server/features/methods.def"
#undef METHOD
  throw RequestError(ErrorCode::MethodNotFound, fmt::format("there is no request `{}`", method));
}

/// What a command has to say to people.
void Server::show_message(const Json& result) {
  constexpr int kShownAsWarning = 2, kShownAsInfo = 3;
  if (!result.is_object() || !result.contains("message") || !result.contains("isGood")) return;
  send(notification(
      "window/showMessage",
      {{"type", result["isGood"] == true ? kShownAsInfo : kShownAsWarning}, {"message", result["message"]}}));
}

// ---- the session ---------------------------------------------------------------------------------------

Json Server::initialize(const Json& params) {
  if (stage_ != Stage::New) throw RequestError(ErrorCode::InvalidRequest, "it is initialized already");
  const Json support =
      params.is_object() && params.contains("capabilities") ? params["capabilities"] : Json();
  client_ = support_in(support);
  watches_files_ = flag_at(support, "/workspace/didChangeWatchedFiles/dynamicRegistration", false);
  workspace_.documents.set_encoding(encoding_in(support));
  workspace_.folders = folders_in(params);
  stage_ = Stage::Running;
  return initialize_result(workspace_.documents.encoding(), !!workspace_.hooks().format);
}

void Server::initialized() {
  if (!watches_files_) return;
  Json watchers = Json::array();
  for (const char* pattern : {"**/*.precept", "**/*.csv", "**/*.lock", "**/*.po", "**/precept.toml"})
    watchers.push_back({{"globPattern", pattern}});
  Json registration = {{"id", "files"},
                       {"method", "workspace/didChangeWatchedFiles"},
                       {"registerOptions", {{"watchers", std::move(watchers)}}}};
  send({{"jsonrpc", "2.0"},
        {"id", "watch-files"},
        {"method", "client/registerCapability"},
        {"params", {{"registrations", Json::array({std::move(registration)})}}}});
}

void Server::notice(const std::string& method, const Json& params) {
  if (method == "exit") {
    has_exited_ = true;
    return;
  }
  if (stage_ != Stage::Running) return;
  if (method == "initialized") return initialized();
  if (method == "textDocument/didOpen") return did_open(params);
  if (method == "textDocument/didChange") return did_change(params);
  if (method == "workspace/didChangeWorkspaceFolders") return did_change_folders(params);
  if (method == "textDocument/didClose") {
    workspace_.documents.close(text_member(member(params, "textDocument"), "uri"));
    workspace_.files_changed();
  } else if (method == "textDocument/didSave" || method == "workspace/didChangeWatchedFiles") {
    workspace_.files_changed();
  }
}

void Server::did_open(const Json& params) {
  const Json& document = member(params, "textDocument");
  const std::string language = document.contains("languageId") && document["languageId"].is_string()
                                   ? document["languageId"].get<std::string>()
                                   : "";
  workspace_.documents.open(text_member(document, "uri"), language, version_in(document),
                            text_member(document, "text"));
  workspace_.files_changed();
}

void Server::did_change(const Json& params) {
  const Json& named = member(params, "textDocument");
  const std::string uri = text_member(named, "uri");
  Document* document = workspace_.documents.find(uri);
  if (document == nullptr) throw RequestError(ErrorCode::InvalidParams, fmt::format("`{}` is not open", uri));
  for (const Json& each : member(params, "contentChanges")) {
    TextChange change{.range = {}, .text = text_member(each, "text")};
    if (each.contains("range"))
      change.range.emplace(position_of(member(each["range"], "start")),
                           position_of(member(each["range"], "end")));
    workspace_.documents.change(*document, version_in(named), change);
  }
}

void Server::did_change_folders(const Json& params) {
  const Json& event = member(params, "event");
  for (const Json& each : member(event, "removed"))
    std::erase(workspace_.folders, path_of_uri(text_member(each, "uri")));
  for (const Json& each : member(event, "added"))
    workspace_.folders.push_back(path_of_uri(text_member(each, "uri")));
  workspace_.files_changed();
}

}  // namespace precept::server
