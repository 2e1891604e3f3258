#include "tools/commands/site_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <regex>
#include <system_error>
#include <utility>

#include "base/file.h"
#include "base/folder.h"
#include "render/layout.h"
#include "tools/common/mirrored.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

/// 0, or the error number.
int write_whole(const fs::path& path, std::string_view text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file < 0) return errno;
  int error = 0;
  while (!text.empty() && error == 0) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      error = errno;
    }
  }
  return ::close(file) == 0 || error != 0 ? error : errno;
}

/// Whether HtmlSite or handbook::write_html writes files of this name, from the folder of pages.
bool is_ours(const std::string& name, SiteOf what) {
  static const std::regex kReports(
      R"(index\.html|page\.css|page-[a-z]+\.js|clauses-[0-9]+\.js|documents/.*\.html)");
  static const std::regex kPolicy(
      R"((index|outline|readings|judgements|definitions)\.html|page\.css|(clauses|kinds|tables)/[a-z0-9-]+\.html)");
  return std::regex_match(name, what == SiteOf::Reports ? kReports : kPolicy);
}

/// Something in the folder that is no part of a folder of pages; empty where there is nothing.
std::string foreign_part(const fs::path& folder, SiteOf what) {
  const FolderWalk walked = walk(folder);
  if (!walked.unreadable.empty()) return walked.unreadable.front().first.string();
  for (const FolderEntry& entry : walked.entries) {
    const std::string name = entry.path.lexically_relative(folder).string();
    if (entry.kind != EntryKind::File || !is_ours(name, what)) return name;
  }
  if (walked.entries.empty()) return {};
  const auto index = read_bytes(folder / "index.html");
  const bool is_page = index && index->find(kSiteMark) < kSiteMarkWithin;
  return is_page ? std::string() : "index.html";
}

/// Puts a folder where another one is, which then is where that was. 0, or the error number.
int exchange(const fs::path& one, const fs::path& other) {
  if (::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  // Some file systems cannot do it at once.
  const fs::path aside = one.string() + ".old";
  if (::rename(other.c_str(), aside.c_str()) != 0) return errno;
  if (::rename(one.c_str(), other.c_str()) != 0) {
    const int error = errno;
    ::rename(aside.c_str(), other.c_str());
    return error;
  }
  return ::rename(aside.c_str(), one.c_str()) == 0 ? 0 : errno;
}

}  // namespace

bool is_site(const std::string& path) {
  std::error_code error;
  return path.ends_with('/') || fs::is_directory(path, error);
}

SiteFolder::SiteFolder(std::string target, SiteOf what) : shown_(std::move(target)) {
  std::error_code error;
  target_ = fs::weakly_canonical(fs::absolute(shown_, error), error);
  if (!target_.has_filename()) target_ = target_.parent_path();
  if (!fs::exists(target_, error)) return;
  if (!fs::is_directory(target_, error)) fail(ENOTDIR);
  const std::string foreign = mistakes_.has_errors() ? std::string() : foreign_part(target_, what);
  if (foreign.empty()) return;
  mistakes_
      .report(DiagnosticKind::OverInput, {},
              fmt::format("`{}` is not written: it is a folder with something else in it (`{}`)", shown_,
                          terminal_text(foreign)))
      .with_help("name another folder, or take that one away first");
}

SiteFolder::~SiteFolder() {
  std::error_code error;
  if (!beside_.empty()) fs::remove_all(beside_, error);
}

void SiteFolder::fail(int error_number) {
  if (mistakes_.has_errors()) return;
  const bool has_no_folder = error_number == ENOENT || error_number == ENOTDIR;
  const std::string why = has_no_folder ? "its folder is not there" : file_error_in_words(error_number);
  mistakes_.report(DiagnosticKind::CannotWrite, {}, fmt::format("`{}` cannot be written: {}", shown_, why));
}

void SiteFolder::begin() {
  std::string name = (target_.parent_path() / ".precept-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) return fail(errno);
  beside_ = name;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::chmod(beside_.c_str(), 0777 & ~mask);
}

void SiteFolder::write(const std::string& path, std::string_view text) {
  if (beside_.empty() && !mistakes_.has_errors()) begin();
  if (mistakes_.has_errors()) return;
  const fs::path file = beside_ / path;
  std::error_code error;
  if (folders_.insert(file.parent_path()).second) fs::create_directories(file.parent_path(), error);
  if (error) return fail(error.value());
  if (const int failed = write_whole(file, text); failed != 0) fail(failed);
}

std::string SiteFolder::page_of(const std::string& document) {
  const std::string path = "documents/" + mirrored(document).generic_string();
  std::string page = path + ".html";
  for (int number = 2; !pages_.insert(page).second; ++number) page = fmt::format("{}-{}.html", path, number);
  return page;
}

int SiteFolder::put_in_place() {
  // Whole on the disk before it has its name; one call for all files costs less than one for each.
  const int folder = ::open(beside_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return errno;
  const int error = ::syncfs(folder) == 0 ? 0 : errno;
  ::close(folder);
  if (error != 0) return error;
  std::error_code ignored;
  if (fs::exists(target_, ignored)) return exchange(beside_, target_);  // the old one is taken away later
  if (::rename(beside_.c_str(), target_.c_str()) != 0) return errno;
  beside_.clear();
  return 0;
}

bool SiteFolder::finish(Diagnostics& diagnostics) {
  if (!mistakes_.has_errors()) {
    if (const int error = put_in_place(); error != 0) fail(error);
  }
  diagnostics.add(mistakes_);
  return !mistakes_.has_errors();
}

}  // namespace precept::tools
