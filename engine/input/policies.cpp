#include "engine/input/policies.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

#include "base/digest.h"
#include "base/file.h"
#include "base/folder.h"
#include "compiler/parse/parse_cache.h"
#include "compiler/pipeline.h"
#include "engine/input/documents.h"
#include "engine/input/recognize.h"
#include "runtime/verify/open.h"

namespace precept::input {

namespace fs = std::filesystem;

namespace {

DiagnosticKind kind_of(ProgramError::Reason reason) {
  switch (reason) {
    case ProgramError::Reason::Unreadable:
      return DiagnosticKind::ProgramUnreadable;
    case ProgramError::Reason::Version:
      return DiagnosticKind::ProgramVersion;
    case ProgramError::Reason::Corrupt:
      return DiagnosticKind::ProgramCorrupt;
    case ProgramError::Reason::Unverifiable:
      return DiagnosticKind::ProgramUnverifiable;
  }
  return DiagnosticKind::ProgramUnreadable;
}

/// The paths of the program's sources, as they are reached from here. In a program, names of sources begin at
/// the folder above the policy's folder.
std::vector<std::string> shown_sources(const Program& program, const fs::path& file) {
  std::error_code error;
  const fs::path base = fs::weakly_canonical(file, error).parent_path().parent_path();
  std::vector<std::string> names;
  for (const program::Source& source : program.sources) {
    const fs::path path = (base / program.text(source.name)).lexically_normal();
    const fs::path near = file.is_absolute() ? path : fs::proximate(path, error);
    names.push_back((error ? path : near).generic_string());
  }
  return names;
}

/// The sources that the program was compiled from, where they still lie beside it and the policy is
/// unchanged.
std::vector<std::string> sources_beside(const Program& program, const fs::path& file) {
  if (program.sources.empty()) return {};
  std::vector<std::string> names = shown_sources(program, file);
  std::error_code error;
  // Opening a pipe would wait for a writer.
  if (!fs::is_regular_file(names.front(), error)) return {};
  auto bytes = read_bytes(names.front());
  bool is_same = bytes && sha256_hex(*bytes) == program.text(program.sources[0].digest);
  return is_same ? names : std::vector<std::string>();
}

std::optional<Program> usable(std::expected<Program, ProgramError> opened, const fs::path& file,
                              Diagnostics& diagnostics, const char* help) {
  if (opened) {
    opened->show_as(file.string(), sources_beside(*opened, file));
    return std::move(*opened);
  }
  const ProgramError& error = opened.error();
  diagnostics.report(kind_of(error.reason), {}, fmt::format("`{}`: {}", file.string(), error.message))
      .with_help(help);
  return std::nullopt;
}

bool is_program(std::string_view bytes) {
  return looks_like_program(std::as_bytes(std::span(bytes)));
}

void cannot_read(const std::string& path, const std::string& why, Diagnostics& diagnostics) {
  diagnostics.report(DiagnosticKind::CannotRead, {}, fmt::format("`{}` cannot be read: {}", path, why));
}

/// Whether the path can be read only once: a pipe, a device, standard input.
bool is_stream(const std::string& path) {
  std::error_code error;
  if (path == "-") return true;
  const fs::file_status status = fs::status(path, error);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

struct Stream {
  fs::path name;  ///< for messages; modules, tables and locks are looked for from its folder
  std::string bytes;
};
std::optional<Stream> read_stream(const std::string& path, Diagnostics& diagnostics) {
  constexpr std::size_t kMostBytes = std::size_t{64} << 20;
  const bool is_standard_input = path == "-" || path == "/dev/stdin";
  auto bytes = is_standard_input ? read_bytes(STDIN_FILENO, kMostBytes) : read_bytes(path, kMostBytes);
  if (!bytes) {
    cannot_read(path == "-" ? "standard input" : path, bytes.error(), diagnostics);
    return std::nullopt;
  }
  fs::path name = is_standard_input ? "standard input" : path;
  // `<(…)` has a name like `/dev/fd/63`; modules are then looked for in the current folder.
  if (path.starts_with("/dev/fd/") || path.starts_with("/proc/")) name = "pipe " + name.filename().string();
  return Stream{std::move(name), std::move(*bytes)};
}

std::optional<Program> compiled(const fs::path& file, Sources& sources, Diagnostics& diagnostics,
                                ParseCache* parsed = nullptr) {
  auto bytes = compile_policy(file, sources, diagnostics, parsed);
  auto program = bytes ? open_program(std::move(*bytes), file, diagnostics) : std::nullopt;
  if (program) program->show_as(file.string(), shown_sources(*program, file));
  return program;
}

std::optional<Program> load_stream(const std::string& path, Sources& sources, Diagnostics& diagnostics) {
  auto stream = read_stream(path, diagnostics);
  if (!stream) return std::nullopt;
  return load_policy_text(stream->name.string(), std::move(stream->bytes), sources, diagnostics);
}

bool begins_as_program(const fs::path& file) {
  constexpr std::size_t kHead = 64;
  std::string head(kHead, '\0');
  FILE* opened = std::fopen(file.c_str(), "rb");
  if (opened == nullptr) return false;
  head.resize(std::fread(head.data(), 1, head.size(), opened));
  std::fclose(opened);
  return is_program(head);
}

/// What the file is in place of a policy: "a table"; empty where that is not certain.
std::string_view kind_of_other_file(const fs::path& file) {
  const FileHead head = head_of_file(file);
  if (head.role == FileRole::Tests && head.is_certain) return "a file of tests";
  if (head.role != FileRole::Other) return {};
  std::string ending = file.extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
  constexpr std::pair<std::string_view, std::string_view> kKinds[] = {
      {".csv", "a table"},
      {".json", "a document"},
      {".lock", "the lock of an official text"},
      {".po", "a file of translations"},
      {".project", "a project file"},
      {".toml", "a project file, a baseline or a mapping"},
      {".docx", "a text"},
      {".pdf", "a text"}};
  auto found = std::ranges::find(kKinds, ending, &std::pair<std::string_view, std::string_view>::first);
  if (found == std::end(kKinds)) return {};
  const bool is_json = found->second == "a document";
  const auto text = is_json ? read_bytes(file) : std::unexpected(std::string());
  if (text && is_receipt(*text)) return "a receipt";
  if (text && is_card(*text)) return "a card";
  if (text && is_answers(*text)) return "a file of answers";
  return found->second;
}

/// Reports a file that is no policy before it is parsed as one: each of its lines would be a mistake.
bool is_other_file(const fs::path& file, Diagnostics& diagnostics) {
  std::string_view kind = kind_of_other_file(file);
  if (kind.empty()) return false;
  auto& mistake = diagnostics.report(DiagnosticKind::NoPolicy, {},
                                     fmt::format("`{}` is {}, not a policy", file.string(), kind));
  if (kind == "a document") mistake.with_help("name the policy behind `--policy`, the documents before it");
  if (kind == "a card")
    mistake.with_help(
        "a card names a policy for `precept-verify --card`; check by the policy that it was made of");
  if (kind == "a receipt") mistake.with_help("`precept verify` says whether a receipt is as it was");
  if (kind == "a file of answers") mistake.with_help("it belongs behind `--answers`");
  if (kind == "a file of tests")
    mistake.with_help("name the policy that it tests, or run it with `precept test`");
  return true;
}

std::optional<Program> load_file(const fs::path& named, Sources& sources, Diagnostics& diagnostics,
                                 ParseCache* parsed = nullptr) {
  const fs::path file = whole_of(named);
  if (is_other_file(file, diagnostics)) return std::nullopt;
  if (begins_as_program(file)) {
    return usable(map_program(file), file, diagnostics, "compile the policy again");
  }
  if (file.extension() == kProgramEnding) {
    if (const auto bytes = read_bytes(file); !bytes) {
      cannot_read(file.string(), bytes.error(), diagnostics);
      return std::nullopt;
    }
    diagnostics.report(DiagnosticKind::ProgramCorrupt, {},
                       fmt::format("`{}` is no program: it does not begin as one", file.string()));
    return std::nullopt;
  }
  return compiled(file, sources, diagnostics, parsed);
}

bool is_there(const std::string& path, Diagnostics& diagnostics) {
  std::error_code error;
  if (fs::exists(path, error)) return true;
  const std::string why = why_unreadable(path);
  cannot_read(path, error || is_lost_link(path) ? why : "there is no such file or folder", diagnostics);
  return false;
}

/// Reports a policy that is there both as sources and as a program: one may be older, and nobody said which
/// is meant.
void refuse_doubles(const std::vector<Program>& from_sources, const std::vector<Program>& programs,
                    const std::string& folder, Diagnostics& diagnostics) {
  for (const Program& program : programs) {
    const std::string_view name = program.text(program.head().name);
    auto same = [&](const Program& other) { return other.text(other.head().name) == name; };
    const auto double_of = std::ranges::find_if(from_sources, same);
    if (double_of == from_sources.end()) continue;
    diagnostics
        .report(DiagnosticKind::SourcesAndProgram, {},
                fmt::format("the folder `{}` has the policy `{}` as sources and as a program", folder, name))
        .note(fmt::format("`{}` and `{}`", double_of->shown_file(), program.shown_file()))
        .with_help("name the one that is meant, or move the other elsewhere");
  }
}

std::vector<Program> load_folder(const std::string& folder, Sources& sources, Diagnostics& diagnostics) {
  const std::size_t before = diagnostics.error_count();
  const PoliciesFound found = policy_files_in(folder, diagnostics);
  ParseCache parsed;  // several revisions use the same modules
  auto load = [&](const std::vector<fs::path>& files) {
    std::vector<Program> loaded;
    for (const fs::path& file : files) {
      if (auto program = load_file(file, sources, diagnostics, &parsed))
        loaded.push_back(std::move(*program));
    }
    return loaded;
  };
  std::vector<Program> from_sources = load(found.policies), programs = load(found.programs);
  refuse_doubles(from_sources, programs, folder, diagnostics);
  std::ranges::move(programs, std::back_inserter(from_sources));
  if (from_sources.empty() && diagnostics.error_count() == before) policy_files_at(folder, diagnostics);
  return from_sources;
}

}  // namespace

std::optional<std::vector<std::byte>> compile_policy(const fs::path& file, Sources& sources,
                                                     Diagnostics& diagnostics, ParseCache* parsed) {
  auto model = read_policy(file, sources, diagnostics, SourceLock::Check, {.parsed = parsed});
  if (!model) return std::nullopt;
  return compile(*model, sources, diagnostics);
}

std::optional<Program> open_program(std::vector<std::byte> bytes, const fs::path& file,
                                    Diagnostics& diagnostics) {
  return usable(precept::open_program(std::move(bytes)), file, diagnostics,
                "this is a mistake of the compiler, not of the policy; please report it");
}

std::optional<fs::path> policy_file_at(const std::string& path, Sources& sources, Diagnostics& diagnostics) {
  auto refuse_program = [&]() {
    diagnostics.report(DiagnosticKind::NoPolicy, {}, fmt::format("`{}` is a program already", path));
    return std::nullopt;
  };
  if (is_stream(path)) {
    auto stream = read_stream(path, diagnostics);
    if (!stream) return std::nullopt;
    if (is_program(stream->bytes)) return refuse_program();
    sources.replace(stream->name.string(), std::move(stream->bytes));
    return stream->name;
  }
  if (!is_there(path, diagnostics)) return std::nullopt;
  std::error_code error;
  if (!fs::is_directory(path, error)) {
    if (begins_as_program(path)) return refuse_program();
    if (is_other_file(path, diagnostics)) return std::nullopt;
    return whole_of(path);
  }
  std::vector<fs::path> files = policy_files_at(path, diagnostics);
  if (files.size() == 1) return files.front();
  if (files.size() > 1) {
    Diagnostic& several =
        diagnostics.report(DiagnosticKind::AmbiguousPolicy, {},
                           fmt::format("`{}` holds {} policies, and one is wanted here", path, files.size()));
    for (const fs::path& file : files) several.note(fmt::format("`{}`", file.string()));
    several.with_help("name the file of the policy");
  }
  return std::nullopt;
}

std::vector<Program> load_policies(const std::string& path, Sources& sources, Diagnostics& diagnostics) {
  std::error_code error;
  if (!is_stream(path) && !is_there(path, diagnostics)) return {};
  if (fs::is_directory(path, error)) return load_folder(path, sources, diagnostics);
  auto program =
      is_stream(path) ? load_stream(path, sources, diagnostics) : load_file(path, sources, diagnostics);
  std::vector<Program> programs;
  if (program) programs.push_back(std::move(*program));
  return programs;
}

std::optional<Program> load_policy_text(const std::string& name, std::string text, Sources& sources,
                                        Diagnostics& diagnostics) {
  if (is_program(text)) {
    std::vector<std::byte> bytes(text.size());
    std::memcpy(bytes.data(), text.data(), bytes.size());
    return usable(precept::open_program(std::move(bytes)), name, diagnostics, "compile the policy again");
  }
  sources.replace(name, std::move(text));
  return compiled(name, sources, diagnostics);
}

std::optional<Program> load_policy(const std::string& path, Sources& sources, Diagnostics& diagnostics) {
  std::error_code error;
  if (is_stream(path)) return load_stream(path, sources, diagnostics);
  if (fs::is_directory(path, error)) {
    auto file = policy_file_at(path, sources, diagnostics);
    return file ? load_file(*file, sources, diagnostics) : std::nullopt;
  }
  return is_there(path, diagnostics) ? load_file(path, sources, diagnostics) : std::nullopt;
}

}  // namespace precept::input
