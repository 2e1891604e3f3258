#include <fmt/ranges.h>

#include <algorithm>

#include "base/line_ends.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/utf8.h"
#include "engine/project/forms.h"

namespace precept::input {

namespace {

constexpr std::string_view kBlank = " \t\r";

/// A stretch of the file's text.
struct ProjectToken {
  std::string_view text;
  Span span;
};

/// The end of the line's text before a comment; `--` within quotes begins none.
std::size_t comment_begin(std::string_view line) {
  bool is_quoted = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '"') is_quoted = !is_quoted;
    if (!is_quoted && line.substr(at, 2) == "--") return at;
  }
  return line.size();
}

/// The line's names, signs and quoted texts, in order, without the comment.
std::vector<ProjectToken> tokens_of(std::string_view line, FileId file, std::uint32_t begin) {
  std::vector<ProjectToken> words;
  line = line.substr(0, comment_begin(line));
  auto is_sign = [](char c) { return c == '=' || c == '"'; };
  for (std::size_t at = 0; at < line.size();) {
    if (kBlank.find(line[at]) != std::string_view::npos) {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    if (line[at] == '"') {
      end = std::min(line.find('"', at + 1), line.size() - 1) + 1;
    } else if (line[at] != '=') {
      while (end < line.size() && !is_sign(line[end]) && kBlank.find(line[end]) == std::string_view::npos)
        ++end;
    }
    auto first = begin + static_cast<std::uint32_t>(at), last = begin + static_cast<std::uint32_t>(end);
    words.push_back({line.substr(at, end - at), {file, first, last}});
    at = end;
  }
  return words;
}

class ProjectReader {
 public:
  ProjectReader(FileId file, const Sources& sources, Diagnostics& diagnostics)
      : file_(file), sources_(sources), diagnostics_(diagnostics) {}

  Project read() {
    std::string_view text = sources_.file(file_).text;
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    std::uint32_t begin = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    if (auto bad = find_invalid_utf8(text)) {
      report(span_of(0, *bad, *bad + 1), "this byte is not valid UTF-8").with_help("save the file as UTF-8");
      return {};
    }
    while (begin < text.size()) {
      std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
      std::vector<ProjectToken> words = tokens_of(line, file_, begin);
      if (is_seen(line, begin, words) && !words.empty()) setting(words);
      begin += static_cast<std::uint32_t>(line.size()) + 1;
    }
    return std::move(project_);
  }

 private:
  Diagnostic& report(Span place, std::string message) {
    return diagnostics_.report(DiagnosticKind::ProjectFile, place, std::move(message));
  }

  Span span_of(std::uint32_t line, std::size_t begin, std::size_t end) const {
    return {file_, line + static_cast<std::uint32_t>(begin), line + static_cast<std::uint32_t>(end)};
  }

  /// Whether the line is what a reader sees of it; reports the first sign in it that makes it another.
  bool is_seen(std::string_view line, std::uint32_t begin, const std::vector<ProjectToken>& words) {
    if (auto found = find_false_line_end(without_return(line))) {
      report(span_of(begin, found->begin, found->end), describe(*found))
          .with_help(std::string(help_for(*found)));
      return false;
    }
    std::string scratch;
    for (const ProjectToken& word : words) {
      auto read = as_read(word.text, scratch);
      if (read) continue;
      const TextFault& fault = read.error();
      report(span_of(word.span.begin, fault.begin, fault.end), describe(fault))
          .with_help(std::string(help_for(fault)));
      return false;
    }
    return true;
  }

  void setting(const std::vector<ProjectToken>& words) {
    if (words[0].text == "reading") return reading(words);
    if (words[0].text == "language") return language(words);
    if (words[0].text == "trust") return trust(words);
    report(words[0].span, fmt::format("there is no setting `{}`", text_for_message(words[0].text)))
        .with_help(
            "a project file holds readings, `reading NAME = CHOICE`, a language, `language = fr`, and whose "
            "attestations count, `trust \"chair of SG12\"`");
  }

  void language(const std::vector<ProjectToken>& words) {
    bool is_whole = words.size() == 3 && words[1].text == "=" && words[2].text != "=";
    if (!is_whole) {
      report(cover(words.front().span, words.back().span), "this is no choice of a language")
          .with_help("write `language = fr`");
      return;
    }
    if (project_.language) {
      report(words[0].span, "the language is chosen twice")
          .label(project_.language_place, "first chosen here");
      return;
    }
    project_.language = language_of(words[2].text);
    project_.language_place = words[2].span;
    if (project_.language) return;
    std::vector<std::string_view> codes;
    for (Language known : kLanguages) codes.push_back(code_of(known));
    std::string guess = did_you_mean(words[2].text, codes);
    report(words[2].span, fmt::format("there is no language `{}`", text_for_message(words[2].text)))
        .with_help(guess.empty() ? fmt::format("it is one of {}", fmt::join(codes, ", ")) : guess);
  }

  void reading(const std::vector<ProjectToken>& words) {
    bool is_whole = words.size() == 4 && words[1].text != "=" && words[2].text == "=" && words[3].text != "=";
    if (!is_whole) {
      report(cover(words.front().span, words.back().span), "this is no choice of a reading")
          .with_help("write `reading NAME = CHOICE`");
      return;
    }
    for (const ChosenReading& other : project_.readings) {
      if (other.reading != words[1].text) continue;
      report(words[1].span, fmt::format("`{}` is chosen twice", text_for_message(words[1].text)))
          .label(other.reading_place, "first chosen here");
      return;
    }
    project_.readings.push_back({.reading = std::string(words[1].text),
                                 .choice = std::string(words[3].text),
                                 .chosen_in = said_in(words[1].span, sources_),
                                 .reading_place = words[1].span,
                                 .choice_place = words[3].span});
  }

  // ---- whose attestations count

  /// Reads `trust "NAME" [as "WHO ANSWERS"] [key FILE]`.
  void trust(const std::vector<ProjectToken>& words) {
    TrustedAttester attester;
    attester.declared_in = said_in(words[0].span, sources_);
    std::string key_file;
    bool is_whole = words.size() >= 2 && words.size() % 2 == 0 && name_in(words[1], attester.name);
    if (is_whole && !is_somebody(words[1], attester.name)) return;
    bool has_key = false;
    for (std::size_t i = 2; is_whole && i < words.size(); i += 2) {
      if (words[i].text == "as" && attester.role.empty() && !has_key) {
        is_whole = name_in(words[i + 1], attester.role);
        if (is_whole && !is_somebody(words[i + 1], attester.role)) return;
      } else if (words[i].text == "key" && !has_key) {
        has_key = true;
        key_file = without_quotes(words[i + 1].text);
        if (!read_key_named(key_file, words[i + 1].span, DiagnosticKind::ProjectFile, sources_, attester.key,
                            diagnostics_))
          return;
      } else {
        is_whole = false;
      }
    }
    if (is_whole) {
      project_.attesters.push_back(std::move(attester));
      project_.key_files.push_back(std::move(key_file));
      return;
    }
    report(cover(words.front().span, words.back().span), "this does not say whose attestations count")
        .with_help(
            "write `trust \"chair of SG12\"`; for judgements that somebody answers `as \"the parent study "
            "group\"`; where it must be signed `key FILE.pub`");
  }

  /// A quoted text, normalized as documents are.
  bool name_in(const ProjectToken& word, std::string& name) {
    std::string_view text = word.text;
    if (text.size() < 2 || text.front() != '"' || text.back() != '"') return false;
    name = without_faults(text.substr(1, text.size() - 2));
    return true;
  }

  bool is_somebody(const ProjectToken& word, const std::string& name) {
    return names_somebody(name, word.span, DiagnosticKind::ProjectFile, "trust \"chair of SG12\"",
                          diagnostics_);
  }

  static std::string_view without_quotes(std::string_view name) {
    return name.starts_with('"') ? name.substr(1, name.size() - 2) : name;
  }

  FileId file_;
  const Sources& sources_;
  Diagnostics& diagnostics_;
  Project project_;
};

}  // namespace

Project read_old_form(FileId file, const Sources& sources, Diagnostics& diagnostics) {
  return ProjectReader(file, sources, diagnostics).read();
}

}  // namespace precept::input
