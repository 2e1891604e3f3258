// What an editor waits for: a policy of 5,000 lines is open, and somebody types in the middle of it. After
// each letter the mistakes, a completion and a hover are asked for; `./dev bench lsp` prints how long each
// took.
#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "authoring/server/server.h"

namespace {

using precept::server::Json;

constexpr std::size_t kLines = 5000, kDefinitions = 150;

std::string head_of_policy() {
  std::string text =
      "policy big\nenum Goods\n  Bread \"bread and cakes\"\n  Tools\nrecord Stall\n  name : text\n  length : "
      "int\n"
      "  goods : set of Goods default {}\n  paid : truth or none\nrecord Fair\n  name : text\n  limit : int\n"
      "  stalls : list of Stall default []\n";
  for (std::size_t i = 0; i < kDefinitions; ++i)
    text += fmt::format(
        "define is_long_{0}(s: Stall): truth\n  as \"{{s.name}} is long\" | \"{{s.name}} is short\"\n"
        "  = s.length > {0} and s.length < 100\n",
        i);
  return text + "about Fair f, each s in f.stalls\n";
}

std::string clause(std::size_t number) {
  return fmt::format(
      "clause rule {0}\n  gist \"short stalls\"\n  let others_{0} = t in f.stalls where t.length > {0}\n"
      "  shall ensure s.length <= f.limit and count(others_{0}) >= 0\n    when is_long_{1}(s)\n"
      "    unless Tools in s.goods\n    otherwise \"{{s.name}} has {{s.length}} metres\"\n  however\n"
      "    shall ensure s.length <= {0} + 4\n      when Bread in s.goods\n"
      "      otherwise \"{{s.name}} is too long\"\n\n",
      number, number % kDefinitions);
}

/// An editor without a screen.
class Editor {
 public:
  Editor() {
    ask("initialize", {{"capabilities", {{"general", {{"positionEncodings", {"utf-8"}}}}}}});
    send({{"jsonrpc", "2.0"}, {"method", "initialized"}, {"params", Json::object()}});
    work();
  }
  void open(const std::string& text) {
    send({{"jsonrpc", "2.0"},
          {"method", "textDocument/didOpen"},
          {"params",
           {{"textDocument", {{"uri", kUri}, {"languageId", "precept"}, {"version", 1}, {"text", text}}}}}});
    work();
  }
  void type(const Json& at, const std::string& letter) {
    send(
        {{"jsonrpc", "2.0"},
         {"method", "textDocument/didChange"},
         {"params",
          {{"textDocument", {{"uri", kUri}, {"version", ++version_}}},
           {"contentChanges", Json::array({{{"range", {{"start", at}, {"end", at}}}, {"text", letter}}})}}}});
  }
  void ask(const std::string& method, const Json& params) {
    send({{"jsonrpc", "2.0"}, {"id", ++id_}, {"method", method}, {"params", params}});
  }
  /// The next thing that the server has to do; after a change and its question the answer comes first.
  void step() {
    server_.step();
    said_ += server_.take_output().size();
  }
  void work() {
    while (server_.step()) {
    }
    said_ += server_.take_output().size();
  }
  static Json place(std::size_t line, std::size_t column) {
    return {{"textDocument", {{"uri", kUri}}}, {"position", {{"line", line}, {"character", column}}}};
  }
  std::size_t said() const { return said_; }

 private:
  static constexpr const char* kUri = "file:///nowhere/big.precept";
  void send(const Json& message) { server_.receive(precept::server::framed(message.dump())); }

  precept::server::Server server_;
  int id_ = 0, version_ = 1;
  std::size_t said_ = 0;
};

/// The processor time that the work takes; a machine that others use, too, makes clocks on walls useless.
double seconds_of(const std::function<void()>& work) {
  auto now = [] {
    timespec at{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &at);
    return static_cast<double>(at.tv_sec) + 1e-9 * static_cast<double>(at.tv_nsec);
  };
  const double begin = now();
  work();
  return now() - begin;
}

double share_of(std::vector<double> times, double share) {
  std::ranges::sort(times);
  return times.empty() ? 0 : times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
}

}  // namespace

int main() {
  std::string text = head_of_policy();
  std::size_t number = 0, middle = 0, middle_line = 0;
  auto lines = [&] { return static_cast<std::size_t>(std::ranges::count(text, '\n')); };
  while (lines() < kLines) {
    if (lines() < kLines / 2) {
      middle = text.size() + clause(number).size();
      middle_line = lines() + 12;
    }
    text += clause(number++);
  }
  const std::string typed = clause(9999);
  text.insert(middle, "\n");
  Editor editor;
  editor.open(text);
  std::map<std::string, std::vector<double>> times;
  std::size_t line = middle_line, column = 0;
  for (char letter : typed) {
    const Json at = {{"line", line}, {"character", column}};
    editor.type(at, std::string(1, letter));
    line += letter == '\n' ? 1 : 0;
    column = letter == '\n' ? 0 : column + 1;
    editor.ask("textDocument/completion", Editor::place(line, column));
    // The change and the answer to the question that comes with it: what somebody who types waits for.
    times["1 a letter and its completion"].push_back(seconds_of([&] {
      editor.step();
      editor.step();
    }));
    editor.ask("textDocument/hover", Editor::place(line, column / 2));
    times["2 hover"].push_back(seconds_of([&] { editor.step(); }));
    times["3 the mistakes after it"].push_back(seconds_of([&] { editor.work(); }));
  }
  fmt::print("a policy of {} lines, {} letters typed, {} bytes said\n", lines(), typed.size(), editor.said());
  fmt::print("{:<32}{:>10}{:>10}{:>10}\n", "milliseconds of a processor", "median", "99 %", "most");
  for (const auto& [what, all] : times)
    fmt::print("{:<32}{:>10.1f}{:>10.1f}{:>10.1f}\n", what.substr(2), 1000 * share_of(all, 0.5),
               1000 * share_of(all, 0.99), 1000 * share_of(all, 1));
  return 0;
}
