// The face of server/: a language server over bytes that come and go (docs/editors.md). The caller reads and
// writes; nothing here does, nor looks at a clock.
//
//     Server server;
//     server.receive(bytes);            what the editor wrote, in pieces of any size
//     while (server.step()) {}          answers, then what is wrong in the buffers
//     write(server.take_output());
//
//     clause length
//       shall ensure s.lenght <= 4      is told as E1003 at `lenght`, with the change to `length`
//
// `step` does one thing at a time, so that a caller can look for more input in between: what is asked goes
// before what is found. Errors: malformed messages are answered as JSON-RPC says; nothing throws.
#pragma once

#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "authoring/server/common/feature.h"
#include "authoring/server/protocol/framing.h"
#include "authoring/server/publisher.h"

namespace precept::server {

class Server {
 public:
  explicit Server(WorkspaceHooks hooks = {}) : workspace_(std::move(hooks)) {}

  void receive(std::string_view bytes);
  /// Answers one message, or looks at one thing that changed; false where nothing is left to do.
  bool step();
  /// Whether something waits to be answered; else `step` looks at what changed, which may wait a moment.
  bool has_questions() const { return !queue_.empty(); }
  /// What is to be sent to the editor.
  std::string take_output();

  /// Whether the editor said `exit`; with code 0 where it said `shutdown` before, else 1.
  bool has_exited() const { return has_exited_; }
  int exit_code() const { return stage_ == Stage::ShutDown ? 0 : 1; }

  const Workspace& workspace() const { return workspace_; }

 private:
  enum class Stage { New, Running, ShutDown };

  void send(const Json& message);
  void take(const std::string& text);
  void answer(const Json& message);
  void show_message(const Json& result);
  Json result_of(const std::string& method, const Json& params);
  void notice(const std::string& method, const Json& params);
  Json initialize(const Json& params);
  void initialized();
  void did_open(const Json& params);
  void did_change(const Json& params);
  void did_change_folders(const Json& params);

  Context context() { return {workspace_, client_}; }

  Framing framing_;
  Workspace workspace_;
  ClientSupport client_;
  Publisher publisher_;
  std::deque<Json> queue_;  ///< messages that were not looked at
  std::set<std::string> cancelled_;
  std::string output_;
  Stage stage_ = Stage::New;
  bool has_exited_ = false, watches_files_ = false;
};

}  // namespace precept::server
