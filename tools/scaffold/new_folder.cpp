#include "tools/scaffold/new_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "base/file.h"
#include "tools/common/files.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

/// The file itself, or what stands where a folder above it is to be; empty where nothing does. A link counts,
/// wherever it leads to.
fs::path in_the_way(const fs::path& folder, const fs::path& file) {
  std::error_code error;
  if (fs::exists(folder, error) && !fs::is_directory(folder, error)) return folder;
  fs::path path = folder;
  for (const fs::path& part : file) {
    path /= part;
    const fs::file_status status = fs::symlink_status(path, error);
    if (!fs::exists(status)) return {};
    const bool is_folder_above = path != folder / file && fs::is_directory(path, error);
    if (!is_folder_above) return path;
  }
  return {};
}

/// What was made, so that it can be taken away.
class Made {
 public:
  ~Made() {
    if (is_kept_) return;
    std::error_code error;
    for (auto path = paths_.rbegin(); path != paths_.rend(); ++path) fs::remove(*path, error);
  }
  Made() = default;
  Made(const Made&) = delete;
  Made& operator=(const Made&) = delete;

  void add(fs::path path) { paths_.push_back(std::move(path)); }
  void keep() { is_kept_ = true; }

  /// Makes the folder with those above it. False where it cannot be made; that is reported.
  bool make_folder(const fs::path& folder, Diagnostics& diagnostics) {
    std::error_code error;
    if (folder.empty() || fs::is_directory(folder, error)) return true;
    if (!make_folder(folder.parent_path(), diagnostics)) return false;
    if (fs::create_directory(folder, error)) {
      add(folder);
      return true;
    }
    diagnostics.report(DiagnosticKind::CannotWrite, {},
                       fmt::format("`{}` cannot be made: {}", folder.string(),
                                   file_error_in_words(error ? error.value() : ENOTDIR)));
    return false;
  }

 private:
  std::vector<fs::path> paths_;
  bool is_kept_ = false;
};

}  // namespace

bool make_files(const fs::path& folder, const std::vector<NewFile>& files, Diagnostics& diagnostics) {
  std::vector<std::string> blocked;
  for (const NewFile& file : files) {
    const std::string path = in_the_way(folder, file.path).lexically_normal().string();
    if (!path.empty() && std::ranges::find(blocked, path) == blocked.end()) blocked.push_back(path);
  }
  if (!blocked.empty()) {
    const std::string others = blocked.size() == 1 ? "" : fmt::format(", and {} more", blocked.size() - 1);
    diagnostics
        .report(DiagnosticKind::InTheWay, {}, fmt::format("`{}` is there already{}", blocked.front(), others))
        .with_help("nothing was written; name another folder, or take away what is there");
    return false;
  }
  constexpr unsigned kUsualMode = 0666;
  Made made;
  for (const NewFile& file : files) {
    const fs::path path = (folder / file.path).lexically_normal();
    if (!made.make_folder(path.parent_path(), diagnostics)) return false;
    if (!write_new_file(path, file.text, kUsualMode, diagnostics, DiagnosticKind::InTheWay)) return false;
    made.add(path);
  }
  made.keep();
  return true;
}

}  // namespace precept::tools
