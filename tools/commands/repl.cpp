// `precept repl`: a policy and a document to try things on.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>

#include "authoring/console/workbench.h"
#include "base/suggest.h"
#include "engine/input/policies.h"
#include "render/layout.h"
#include "tools/commands/commands.h"
#include "tools/commands/settled.h"
#include "tools/common/clock.h"
#include "tools/common/line_editor.h"

namespace precept::tools {

namespace {

namespace fs = std::filesystem;

/// A word of the console that begins with a colon.
struct Word {
  std::string_view name, value, help;
};
constexpr std::array kWords = {
    Word{"check", "", "the verdict, and what is not in order"},
    Word{"set", "/PATH VALUE", "change a field (JSON, or a text), and see what flips"},
    Word{"unset", "/PATH", "take a field away, and see what flips"},
    Word{"why", "[LABEL]", "why a clause, or the verdict, came out as it did"},
    Word{"type", "EXPRESSION", "its type alone"},
    Word{"doc", "NAME", "what the policy says under a name or label"},
    Word{"document", "", "the document as it is now"},
    Word{"load", "FILE", "another document"},
    Word{"reload", "", "the policy once more; the document stays"},
    Word{"history", "", "what was asked"},
    Word{"help", "", "this"},
    Word{"quit", "", "the end"},
};

std::string help_text() {
  std::string text = "An expression is answered with its value and type: b.people + 1\n";
  for (const Word& word : kWords)
    text += fmt::format("  {:<20} {}\n", fmt::format(":{} {}", word.name, word.value), word.help);
  return text;
}

/// A text without blanks at its ends.
std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t") - begin + 1));
}

class Repl {
 public:
  Repl(fs::path policy, const ReplArguments& arguments, Output& output)
      : bench_(std::move(policy), {.today = day_of_clock(),
                                   .readings = arguments.readings,
                                   .color = color_of(STDOUT_FILENO, arguments.color),
                                   .width = output_width()}),
        output_(output),
        editor_("> ", [this](const std::string& line) { return completions(line); }) {}

  /// False where policy or document is in error, which is told.
  bool open(const std::string& document) {
    std::string told;
    const bool is_open = bench_.reload(told) && (document.empty() || bench_.load(document, told));
    output_.write_mistakes(told);
    return is_open;
  }

  int run() {
    output_.write(bench_.welcome());
    output_.flush();
    while (const auto line = editor_.next()) {
      if (!answer(trimmed(*line))) break;
      output_.flush();
      if (output_.is_closed()) break;
    }
    if (editor_.is_terminal()) return kCompliant;
    return bench_.has_mistake() || has_mistake_ ? kNotChecked : kCompliant;
  }

 private:
  /// False at the end.
  bool answer(const std::string& line) {
    if (line.empty() || line.starts_with("--")) return true;
    if (line.front() != ':') {
      output_.write(bench_.ask(line));
      return true;
    }
    const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
    const std::string name = line.substr(1, end - 1), rest = trimmed(std::string_view(line).substr(end));
    if (name == "quit" || name == "q") return false;
    output_.write(told_by(name, rest));
    return true;
  }

  std::string told_by(const std::string& name, const std::string& rest) {
    if (name == "check") return bench_.check();
    if (name == "set") return set(rest);
    if (name == "unset") return bench_.take(rest);
    if (name == "why") return bench_.why(rest);
    if (name == "type") return bench_.type_of(rest);
    if (name == "doc") return bench_.describe(rest);
    if (name == "document") return bench_.document();
    if (name == "load") return load(rest);
    if (name == "reload") return reload();
    if (name == "history") return history();
    if (name == "help") return help_text();
    return unknown(name);
  }

  std::string set(const std::string& rest) {
    const std::size_t end = rest.find_first_of(" \t");
    if (end == std::string::npos) {
      has_mistake_ = true;
      return ":set wants a place and a value: :set /people 30\n";
    }
    return bench_.put(rest.substr(0, end), trimmed(std::string_view(rest).substr(end)));
  }

  std::string load(const std::string& file) {
    std::string told;
    return bench_.load(file, told) ? told + bench_.welcome() : told;
  }

  std::string reload() {
    std::string told;
    return bench_.reload(told) ? told + bench_.welcome() : told + "the policy stays as it was\n";
  }

  std::string history() const {
    std::string told;
    for (const std::string& line : editor_.history()) told += terminal_text(line) + "\n";
    return told;
  }

  std::string unknown(const std::string& name) {
    has_mistake_ = true;
    std::vector<std::string_view> names;
    for (const Word& word : kWords) names.push_back(word.name);
    const std::string help = did_you_mean(name, names);
    return fmt::format("there is no `:{}`; {}\n", terminal_text(name),
                       help.empty() ? ":help lists what there is" : help);
  }

  std::vector<std::string> completions(const std::string& line) const {
    if (!line.starts_with(':')) return bench_.completions(line);
    const std::size_t end = line.find(' ');
    if (end != std::string::npos) return bench_.completions(line.substr(end + 1));
    std::vector<std::string> words;
    for (const Word& word : kWords) {
      const std::string whole = fmt::format(":{}", word.name);
      if (whole.starts_with(line)) words.push_back(whole);
    }
    return words;
  }

  console::Workbench bench_;
  Output& output_;
  LineEditor editor_;
  bool has_mistake_ = false;
};

/// The policy that is meant: as the command line says, else the project file, else what is in this folder.
std::string policy_of(const ReplArguments& arguments) {
  if (!arguments.policy.empty()) return arguments.policy;
  const SettledRun run = settle({});
  return run.arguments.policies.empty() ? "." : run.arguments.policies.front();
}

}  // namespace

int repl(const ReplArguments& arguments, Output& output) {
  Sources sources;
  Diagnostics diagnostics;
  const auto policy = policy_file_at(policy_of(arguments), sources, diagnostics);
  if (!diagnostics.all().empty())
    output.write_mistakes(diagnostics_text(diagnostics, sources, color_of(STDERR_FILENO, arguments.color)));
  if (!policy) return kNotChecked;
  Repl console(*policy, arguments, output);
  return console.open(arguments.document) ? console.run() : kNotChecked;
}

// ---- on the command line -------------------------------------------------------------------------------

namespace {

constexpr const char* kReplExamples = R"(
Examples:
  precept repl choir.json --policy house.precept
  precept repl --policy policies/wtsa-res54
  echo 'b.seats - b.people' | precept repl choir.json --policy house.precept

Exit code: 0 all was understood, 2 something was in error.
)";

}  // namespace

Command repl_command() {
  auto of = std::make_shared<ReplArguments>();
  return {.name = "repl",
          .help = "Ask expressions of a policy over a document, change fields, and see what flips",
          .options = {{"FILE", &of->document, "A document (default: an example)"},
                      {"-p,--policy", &of->policy,
                       "A policy file, or a folder with one policy (default: the project file's)", "PATH"},
                      readings_option(of->readings),
                      color_option(of->color)},
          .examples = kReplExamples,
          .run = [of](Output& output) { return repl(*of, output); }};
}

}  // namespace precept::tools
