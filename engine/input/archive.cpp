#include "engine/input/archive.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "engine/input/endings.h"

namespace precept::input {

namespace fs = std::filesystem;

namespace {

/// Files are told by how far they unpack only from this size on: what is small does no harm.
constexpr std::uint64_t kLeastSuspected = 1'048'576;
/// So many files that are refused are told.
constexpr std::size_t kMostTold = 5;

std::string small_letters(std::string name) {
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
  return name;
}

/// Whether a part of the path is `..`, which leads out of the archive.
bool leads_out(std::string_view name) {
  while (true) {
    const std::size_t end = name.find_first_of("/\\");
    if (name.substr(0, end) == "..") return true;
    if (end == std::string_view::npos) return false;
    name.remove_prefix(end + 1);
  }
}

bool is_absolute(std::string_view name) {
  const bool has_drive = name.size() > 1 && name[1] == ':';
  return has_drive || name.starts_with('/') || name.starts_with('\\');
}

/// Looks through what the archive says that it holds.
class Inspection {
 public:
  Inspection(const fs::path& file, Diagnostics& diagnostics) : file_(file), diagnostics_(diagnostics) {}

  std::vector<std::string> run(const std::vector<ZipEntry>& entries) {
    for (const ZipEntry& entry : entries) {
      if (told_ == kMostTold) break;
      take(entry);
    }
    std::ranges::sort(files_, {}, [](const std::string& name) { return fs::path(name); });
    return std::move(files_);
  }

 private:
  void take(const ZipEntry& entry) {
    const std::string fault = fault_of(entry);
    if (!fault.empty()) return refuse(entry, fault);
    bytes_ += entry.unpacked;
    if (bytes_ > limits::kArchiveBytes) {
      told_ = kMostTold;
      return report_size(
          fmt::format("`{}` unpacks to more than {} bytes", file_.string(), limits::kArchiveBytes));
    }
    if (entry.unpacked > kLeastSuspected && entry.unpacked / limits::kArchiveRatio > entry.packed)
      return report_size(
          fmt::format("`{}:{}` unpacks to {} bytes, more than {} times what it takes in the archive",
                      file_.string(), entry.name, entry.unpacked, limits::kArchiveRatio));
    if (!entry.name.ends_with('/')) files_.push_back(entry.name);
  }

  std::string fault_of(const ZipEntry& entry) {
    if (entry.name.empty() || shown_name(entry.name) != entry.name) return "has a name that is no text";
    if (leads_out(entry.name)) return "has a name that leads out of the archive";
    if (is_absolute(entry.name)) return "has a name that begins at the root";
    if (entry.name.find('\\') != std::string::npos)
      return "has a name with `\\`, which not everybody reads alike";
    if (entry.is_link) return "is a link";
    if (entry.is_locked) return "has a password";
    if (lower_ending(entry.name) == ".zip") return "is an archive itself";
    return names_.insert(small_letters(entry.name)).second ? ""
                                                           : "is there twice, maybe in other letter case";
  }

  void refuse(const ZipEntry& entry, const std::string& fault) {
    ++told_;
    diagnostics_
        .report(DiagnosticKind::ArchiveMember, {},
                fmt::format("`{}:{}` {}", file_.string(), shown_name(entry.name), fault))
        .with_help("pack the documents anew, each once, as plain files with their paths");
  }

  void report_size(std::string message) {
    ++told_;
    diagnostics_.report(DiagnosticKind::DocumentTooLarge, {}, std::move(message))
        .with_help("unpack it, and check the folder");
  }

  const fs::path& file_;
  Diagnostics& diagnostics_;
  std::vector<std::string> files_;
  std::set<std::string> names_;
  std::uint64_t bytes_ = 0;
  std::size_t told_ = 0;
};

void report_damaged(const fs::path& file, const char* what, const char* help, Diagnostics& diagnostics) {
  diagnostics.report(DiagnosticKind::ArchiveDamaged, {}, fmt::format("`{}` {}", file.string(), what))
      .with_help(help);
}

/// Workbooks and texts are archives, too; one that was only called so holds no documents.
bool reports_other_archive(const fs::path& file, const std::vector<ZipEntry>& entries,
                           Diagnostics& diagnostics) {
  const bool is_other = std::ranges::any_of(entries, [](const ZipEntry& entry) {
    return entry.name == "[Content_Types].xml" || entry.name == "mimetype";
  });
  if (is_other)
    diagnostics
        .report(DiagnosticKind::DocumentFormat, {},
                fmt::format("`{}` is a workbook or a text, and no archive of documents", file.string()))
        .with_help("a list that belongs to a document is given with it: --table FIELD=FILE");
  return is_other;
}

const char* why_not_unpacked(ZipFault fault) {
  switch (fault) {
    case ZipFault::Missing:
      return "there is no such file in the archive";
    case ZipFault::Locked:
      return "it has a password";
    case ZipFault::TooLarge:
      return "it unpacks to more than the archive says";
    case ZipFault::Damaged:
      break;
  }
  return "the archive is damaged there";
}

}  // namespace

std::shared_ptr<const DocumentArchive> DocumentArchive::open(const fs::path& file, Diagnostics& diagnostics) {
  auto bytes = read_bytes(file);
  if (!bytes) {
    diagnostics.report(DiagnosticKind::DocumentUnreadable, {},
                       fmt::format("`{}` cannot be read: {}", file.string(), bytes.error()));
    return nullptr;
  }
  std::shared_ptr<DocumentArchive> archive(new DocumentArchive);
  archive->bytes_ = std::move(*bytes);
  const auto entries = zip_entries(archive->bytes_, limits::kArchiveFiles);
  if (!entries) {
    if (entries.error() == ZipFault::TooLarge) {
      diagnostics
          .report(DiagnosticKind::DocumentTooLarge, {},
                  fmt::format("`{}` holds more than {} files", file.string(), limits::kArchiveFiles))
          .with_help("unpack it, and check the folder");
    } else {
      report_damaged(file, "is no archive (zip), or damaged", "was it copied or downloaded whole?",
                     diagnostics);
    }
    return nullptr;
  }
  if (reports_other_archive(file, *entries, diagnostics)) return nullptr;
  const std::size_t before = diagnostics.error_count();
  archive->files_ = Inspection(file, diagnostics).run(*entries);
  if (diagnostics.error_count() != before) return nullptr;
  if (archive->files_.empty()) return archive;
  archive->archive_ = ZipArchive::open(archive->bytes_, limits::kArchiveFiles);
  if (archive->archive_) return archive;
  report_damaged(file, "is damaged", "was it copied or downloaded whole?", diagnostics);
  return nullptr;
}

std::expected<std::string, std::string> DocumentArchive::unpack(const std::string& file) const {
  const std::scoped_lock lock(mutex_);
  auto text = archive_->unpack(file, kMostFileBytes);
  if (text) return std::move(*text);
  return std::unexpected(why_not_unpacked(text.error()));
}

bool is_archive(const fs::path& path) {
  std::error_code error;
  return lower_ending(path) == ".zip" && fs::is_regular_file(path, error);
}

}  // namespace precept::input
