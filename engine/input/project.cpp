#include "engine/input/project.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "base/file.h"
#include "base/line_ends.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/utf8.h"
#include "engine/input/keys.h"
#include "runtime/read/placeholders.h"

namespace precept::input {

namespace fs = std::filesystem;

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
      report(words[0].span, "the language is chosen twice").label(language_place_, "first chosen here");
      return;
    }
    project_.language = language_of(words[2].text);
    language_place_ = words[2].span;
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
    LineColumn at = sources_.locate(file_, words[1].span.begin);
    project_.readings.push_back({.reading = std::string(words[1].text),
                                 .choice = std::string(words[3].text),
                                 .chosen_in = fmt::format("{}:{}", sources_.file(file_).name, at.line),
                                 .reading_place = words[1].span,
                                 .choice_place = words[3].span});
  }

  // ---- whose attestations count

  /// Reads `trust "NAME" [as "WHO ANSWERS"] [key FILE]`.
  void trust(const std::vector<ProjectToken>& words) {
    LineColumn at = sources_.locate(file_, words[0].span.begin);
    TrustedAttester attester;
    attester.declared_in = fmt::format("{}:{}", sources_.file(file_).name, at.line);
    bool is_whole = words.size() >= 2 && words.size() % 2 == 0 && name_in(words[1], attester.name);
    if (is_whole && !names_somebody(words[1], attester.name)) return;
    bool has_key = false;
    for (std::size_t i = 2; is_whole && i < words.size(); i += 2) {
      if (words[i].text == "as" && attester.role.empty() && !has_key) {
        is_whole = name_in(words[i + 1], attester.role);
        if (is_whole && !names_somebody(words[i + 1], attester.role)) return;
      } else if (words[i].text == "key" && !has_key) {
        has_key = true;
        if (!read_key_in(words[i + 1], attester.key)) return;
      } else {
        is_whole = false;
      }
    }
    if (is_whole) return project_.attesters.push_back(std::move(attester));
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

  /// Reports a name such as `X` or `n0`, by which no attestation counts.
  bool names_somebody(const ProjectToken& word, const std::string& name) {
    if (!is_placeholder(name)) return true;
    report(word.span, name.empty() ? "this name is empty: nobody is trusted by it"
                                   : fmt::format("`{}` names nobody; an attestation is by a person or a body",
                                                 text_for_message(name)))
        .with_help("write the name as it stands in attestations: `trust \"chair of SG12\"`");
    return false;
  }

  /// Reads a file of a key; its path begins at the project file's folder.
  bool read_key_in(const ProjectToken& word, std::string& key) {
    std::string_view name = word.text;
    if (name.starts_with('"')) name = name.substr(1, name.size() - 2);
    Diagnostics mistakes;
    auto found =
        read_key(fs::path(sources_.file(file_).name).parent_path() / name, KeyKind::Public, mistakes);
    if (!found) {
      report(word.span, mistakes.all().front().message).with_help(mistakes.all().front().help);
      return false;
    }
    key = *found;
    return true;
  }

  FileId file_;
  const Sources& sources_;
  Diagnostics& diagnostics_;
  Project project_;
  Span language_place_;
};

/// The project file in the folder, with the folder's name as given: messages read better with relative names.
std::optional<fs::path> project_in(const fs::path& folder, Diagnostics& diagnostics) {
  std::error_code error;
  // A link that leads nowhere counts as there, so that reading it is reported as a mistake.
  auto is_there = [&](const fs::path& file) {
    return fs::symlink_status(file, error).type() != fs::file_type::not_found && !error;
  };
  fs::path file = folder / kProjectFile;
  if (is_there(file)) return file;
  for (const char* name : {"Precept.project", "PRECEPT.PROJECT", "precept.Project", ".precept.project",
                           "precept.proj", "precept.projekt", "precept.projet", "precept.project.txt",
                           "precept-project", "precept_project", "project.precept"}) {
    if (is_there(folder / name))
      diagnostics
          .report(DiagnosticKind::MisnamedPolicy, {},
                  fmt::format("the project file `{}` has another name than `{}`, so it is not read",
                              (folder / name).string(), kProjectFile))
          .with_help("rename it, or move it elsewhere");
  }
  return std::nullopt;
}

}  // namespace

TrustRules Project::trust_rules(Day today) const {
  return {.attesters = attesters, .today = today};
}

std::optional<fs::path> find_project(const fs::path& folder, std::span<const std::string> policies,
                                     Diagnostics& diagnostics) {
  std::error_code error;
  std::set<fs::path> seen;
  fs::path shown = folder, absolute = fs::weakly_canonical(fs::absolute(folder, error), error);
  while (true) {
    seen.insert(absolute);
    if (auto found = project_in(shown, diagnostics)) return found;
    if (!absolute.has_relative_path()) break;
    absolute = absolute.parent_path();
    bool is_named = shown.has_filename() && shown.filename() != ".." && shown.filename() != ".";
    shown = is_named ? shown.parent_path() : absolute;
  }
  for (const std::string& policy : policies) {
    fs::path beside = fs::is_directory(policy, error) ? fs::path(policy) : fs::path(policy).parent_path();
    if (!seen.insert(fs::weakly_canonical(fs::absolute(beside, error), error)).second) continue;
    if (auto found = project_in(beside, diagnostics)) return found;
  }
  return std::nullopt;
}

Project read_project(const fs::path& file, Sources& sources, Diagnostics& diagnostics) {
  auto source = sources.read(file);
  if (!source) {
    diagnostics.report(DiagnosticKind::CannotRead, {},
                       fmt::format("`{}` cannot be read: {}", file.string(), why_unreadable(file)));
    return {};
  }
  return ProjectReader(*source, sources, diagnostics).read();
}

std::vector<ChosenReading> read_choices(std::span<const std::string> words,
                                        std::span<const Program* const> policies, Diagnostics& diagnostics) {
  std::vector<ChosenReading> readings;
  for (const std::string& choice : words) {
    std::size_t equals = choice.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == choice.size()) {
      diagnostics
          .report(DiagnosticKind::UnknownChoice, {},
                  fmt::format("--reading: `{}` does not say which {} is taken", choice,
                              equals == 0 ? "reading" : "choice"))
          .with_help("write --reading NAME=CHOICE");
      continue;
    }
    const std::string name = choice.substr(0, equals);
    const auto earlier = std::ranges::find(readings, name, &ChosenReading::reading);
    if (earlier != readings.end()) {
      if (earlier->choice == choice.substr(equals + 1)) continue;
      diagnostics
          .report(DiagnosticKind::BadOption, {},
                  fmt::format("--reading: `{}` is chosen twice, as `{}` and as `{}`", name, earlier->choice,
                              choice.substr(equals + 1)))
          .with_help("choose it once");
      continue;
    }
    readings.push_back({.reading = name,
                        .choice = choice.substr(equals + 1),
                        .chosen_in = "--reading",
                        .reading_place = {},
                        .choice_place = {}});
  }
  if (!diagnostics.has_errors()) check_readings(policies, readings, diagnostics);
  return readings;
}

Project project_for(const std::filesystem::path& document, const std::vector<std::string>& policy_paths,
                    std::span<const Program* const> policies, const Project& overrides, Sources& sources,
                    Diagnostics& diagnostics) {
  Project project;
  if (auto file = find_project(document.parent_path(), policy_paths, diagnostics)) {
    project = read_project(*file, sources, diagnostics);
    check_readings(policies, project.readings, diagnostics);
  }
  project.readings.insert(project.readings.end(), overrides.readings.begin(), overrides.readings.end());
  if (overrides.language) project.language = overrides.language;
  return project;
}

}  // namespace precept::input
