#include "tools/policies.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "compiler/pipeline.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

constexpr const char* kProgramExtension = ".pbc";

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

std::optional<Program> usable(std::expected<Program, ProgramError> opened, const fs::path& file,
                              Diagnostics& diagnostics, const char* help) {
  if (opened) return std::move(*opened);
  const ProgramError& error = opened.error();
  diagnostics.report(kind_of(error.reason), {}, fmt::format("`{}`: {}", file.string(), error.message))
      .with_help(help);
  return std::nullopt;
}

bool is_program(const fs::path& file) {
  std::array<std::byte, 64> head{};
  std::ifstream stream(file, std::ios::binary);
  stream.read(reinterpret_cast<char*>(head.data()), head.size());
  return looks_like_program({head.data(), static_cast<std::size_t>(stream.gcount())});
}

std::optional<Program> load_file(const fs::path& file, Sources& sources, Diagnostics& diagnostics) {
  if (is_program(file)) {
    return usable(Program::map(file), file, diagnostics, "compile the policy again");
  }
  if (file.extension() == kProgramExtension) {
    diagnostics.report(DiagnosticKind::ProgramCorrupt, {},
                       fmt::format("`{}` is no program: it does not begin as one", file.string()));
    return std::nullopt;
  }
  auto bytes = compile_policy(file, sources, diagnostics);
  return bytes ? open_program(std::move(*bytes), file, diagnostics) : std::nullopt;
}

bool is_there(const fs::path& path, Diagnostics& diagnostics) {
  std::error_code error;
  if (fs::exists(path, error)) return true;
  diagnostics.report(DiagnosticKind::CannotRead, {},
                     fmt::format("`{}` cannot be read: there is no such file or folder", path.string()));
  return false;
}

std::vector<fs::path> files_with(const fs::path& folder, std::string_view extension) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

}  // namespace

std::optional<std::vector<std::byte>> compile_policy(const fs::path& file, Sources& sources,
                                                     Diagnostics& diagnostics) {
  auto model = read_policy(file, sources, diagnostics);
  if (!model) return std::nullopt;
  return compile(*model, sources, diagnostics);
}

std::optional<Program> open_program(std::vector<std::byte> bytes, const fs::path& file,
                                    Diagnostics& diagnostics) {
  return usable(Program::open(std::move(bytes)), file, diagnostics,
                "this is a mistake of the compiler, not of the policy; please report it");
}

std::optional<fs::path> find_policy(const fs::path& path, Diagnostics& diagnostics) {
  if (!is_there(path, diagnostics)) return std::nullopt;
  if (!fs::is_directory(path) && is_program(path)) {
    diagnostics.report(DiagnosticKind::NoPolicy, {}, fmt::format("`{}` is a program already", path.string()));
    return std::nullopt;
  }
  std::vector<fs::path> files = find_policies(path, diagnostics);
  if (files.size() == 1) return files.front();
  if (files.size() > 1) {
    Diagnostic& several = diagnostics.report(
        DiagnosticKind::AmbiguousPolicy, {},
        fmt::format("`{}` holds {} policies, and one is wanted here", path.string(), files.size()));
    for (const fs::path& file : files) several.note(fmt::format("`{}`", file.string()));
    several.with_help("name the file of the policy");
  }
  return std::nullopt;
}

std::vector<Program> load_policies(const fs::path& path, Sources& sources, Diagnostics& diagnostics) {
  std::vector<Program> programs;
  if (!is_there(path, diagnostics)) return programs;
  std::vector<fs::path> files{path};
  if (fs::is_directory(path)) {
    bool has_sources = !files_with(path, ".precept").empty();
    files = has_sources ? std::vector<fs::path>{} : files_with(path, kProgramExtension);
    if (files.empty()) files = find_policies(path, diagnostics);
  }
  for (const fs::path& file : files) {
    if (auto program = load_file(file, sources, diagnostics)) programs.push_back(std::move(*program));
  }
  return programs;
}

std::optional<Program> load_policy(const fs::path& path, Sources& sources, Diagnostics& diagnostics) {
  if (fs::is_directory(path)) {
    auto file = find_policy(path, diagnostics);
    return file ? load_file(*file, sources, diagnostics) : std::nullopt;
  }
  return is_there(path, diagnostics) ? load_file(path, sources, diagnostics) : std::nullopt;
}

}  // namespace precept::tools
