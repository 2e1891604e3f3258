#include "tools/common/line_editor.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

#ifdef PRECEPT_HAS_LIBEDIT
#include <editline/readline.h>
#endif

namespace precept::tools {

namespace {

/// The library knows functions without data, so there is one completer at a time.
Completer& completer() {
  static Completer completer;
  return completer;
}

#ifdef PRECEPT_HAS_LIBEDIT

/// What words are parted by; a dot too, so that a field is completed by itself.
constexpr const char* kWordBreaks = " \t\n\"()[]{},.<>=+-*/";

char* copied(const std::string& text) {
  char* copy = static_cast<char*>(std::malloc(text.size() + 1));
  if (copy != nullptr) std::memcpy(copy, text.c_str(), text.size() + 1);
  return copy;
}

/// As the library wants it: the common begin, then the words, then nothing.
char** completions(const char*, int, int end) {
  rl_attempted_completion_over = 1;
  const std::vector<std::string> words =
      completer()(std::string(rl_line_buffer).substr(0, static_cast<std::size_t>(end)));
  if (words.empty()) return nullptr;
  std::string common = words.front();
  for (const std::string& word : words) {
    std::size_t same = 0;
    while (same < common.size() && same < word.size() && common[same] == word[same]) ++same;
    common.resize(same);
  }
  auto** list = static_cast<char**>(std::calloc(words.size() + 2, sizeof(char*)));
  if (list == nullptr) return nullptr;
  list[0] = copied(common);
  for (std::size_t i = 0; i < words.size(); ++i) list[i + 1] = copied(words[i]);
  return list;
}

#endif

}  // namespace

LineEditor::LineEditor(std::string prompt, Completer complete) : prompt_(std::move(prompt)) {
  is_terminal_ = ::isatty(STDIN_FILENO) != 0 && ::isatty(STDOUT_FILENO) != 0;
  completer() = std::move(complete);
#ifdef PRECEPT_HAS_LIBEDIT
  if (!is_terminal_) return;
  rl_readline_name = const_cast<char*>("precept");
  rl_initialize();
  rl_basic_word_break_characters = const_cast<char*>(kWordBreaks);
  rl_attempted_completion_function = completions;
  using_history();
#endif
}

LineEditor::~LineEditor() {
  completer() = {};
}

std::optional<std::string> LineEditor::next() {
  std::optional<std::string> line = is_terminal_ ? edited() : plain();
  const bool is_new = line && !line->empty() && (history_.empty() || history_.back() != *line);
  if (is_new) history_.push_back(*line);
  return line;
}

std::optional<std::string> LineEditor::edited() {
#ifdef PRECEPT_HAS_LIBEDIT
  const std::unique_ptr<char, void (*)(void*)> line(readline(prompt_.c_str()), std::free);
  if (!line) return std::nullopt;
  if (*line != '\0') add_history(line.get());
  return std::string(line.get());
#else
  if (::write(STDOUT_FILENO, prompt_.data(), prompt_.size()) < 0) return std::nullopt;
  return plain();
#endif
}

std::optional<std::string> LineEditor::plain() {
  while (true) {
    if (const std::size_t end = read_.find('\n'); end != std::string::npos) {
      std::string line = read_.substr(0, end);
      read_.erase(0, end + 1);
      if (line.ends_with('\r')) line.pop_back();
      return line;
    }
    std::array<char, 4096> bytes{};
    const ssize_t count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    read_.append(bytes.data(), static_cast<std::size_t>(count));
  }
  if (read_.empty()) return std::nullopt;
  return std::exchange(read_, {});
}

}  // namespace precept::tools
