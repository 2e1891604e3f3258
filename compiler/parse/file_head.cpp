#include "compiler/parse/file_head.h"

#include <algorithm>
#include <cctype>
#include <fstream>

#include "base/file_observer.h"
#include "base/folder.h"
#include "base/line_ends.h"

namespace precept {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kBlank = " \t\r\n";
/// Enough to reach a head below a long comment, and little to read of a foreign file.
constexpr std::size_t kHeadBytes = std::size_t{1} << 16;

/// The length of the comment that the text begins with. A sign that ends lines elsewhere ends it here too:
/// such a file is to be found and refused, not passed over as one without a head.
std::size_t comment_size(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  const auto other_end = find_false_line_end(line);
  return other_end ? other_end->end : line.size();
}

/// Takes the next word off the text, with the white space and comments before it.
std::string_view next_word(std::string_view& text) {
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
    if (!text.starts_with("--")) break;
    text.remove_prefix(comment_size(text));
  }
  std::string_view word = text.substr(0, text.find_first_of(kBlank));
  text.remove_prefix(word.size());
  return word;
}

/// Nothing of what is no regular file: a pipe can be read once, by whom its text is for.
std::string begin_of(const fs::path& file, std::size_t most = kHeadBytes) {
  tell_read(file);
  if (std::error_code ignored; !fs::is_regular_file(file, ignored)) return {};
  std::ifstream stream(file, std::ios::binary);
  std::string bytes(most, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
  return bytes;
}

/// A name of the language: `wtsa.res54`.
bool is_name(std::string_view word) {
  auto is_part = [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '.' || c >= 0x80; };
  return !word.empty() && !std::isdigit(static_cast<unsigned char>(word[0])) &&
         std::ranges::all_of(word, is_part);
}

/// `part`, and what people write in its place: such a file is a part that is refused where it is read, and no
/// clause of it is lost without a word.
bool is_like_part(std::string_view word) {
  std::string lower(word);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
  return lower == "part" || lower == "parts" || lower == "partof" || lower == "part-of";
}

}  // namespace

FileHead head_of(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const std::string_view first = next_word(text);
  FileHead head{.role = first == "policy"     ? FileRole::Policy
                        : first == "module"   ? FileRole::Module
                        : first == "tests"    ? FileRole::Tests
                        : is_like_part(first) ? FileRole::Part
                                              : FileRole::Other};
  if (head.role == FileRole::Other) return head;
  head.name = next_word(text);
  const bool has_of = head.name == "of" || head.name == "off";
  if (head.role == FileRole::Part && has_of) head.name = next_word(text);
  std::string_view rest = text.substr(0, text.find('\n'));
  head.is_certain = is_name(head.name) && next_word(rest).empty();
  return head;
}

FileHead head_of_file(const fs::path& file) {
  // Most heads stand at the very beginning; whole folders are looked through for the parts of a policy.
  constexpr std::size_t kFirstBytes = 1024;
  const std::string first = begin_of(file, kFirstBytes);
  std::string_view rest = first;
  const bool has_head = !next_word(rest).empty() && rest.find('\n') != std::string_view::npos;
  return has_head || first.size() < kFirstBytes ? head_of(first) : head_of(begin_of(file));
}

std::string begin_of_file(const fs::path& file) {
  return begin_of(file);
}

std::vector<HeadedFile> headed_files_in(const fs::path& folder) {
  std::vector<HeadedFile> result;
  std::error_code error;
  tell_listed(folder, Listing::Some);
  for (fs::directory_iterator at(folder.empty() ? fs::path(".") : folder, error), end; !error && at != end;
       at.increment(error)) {
    const fs::path file = folder / at->path().filename();
    const bool is_ours = file.extension() == kPolicyEnding && !is_hidden(file);
    if (std::error_code ignored; !is_ours || !fs::is_regular_file(file, ignored)) continue;
    FileHead head = head_of_file(file);
    if (head.role != FileRole::Other) result.push_back({file, std::move(head)});
  }
  std::ranges::sort(result, {}, &HeadedFile::file);
  return result;
}

fs::path whole_of(const fs::path& file) {
  const FileHead head = head_of_file(file);
  if (head.role != FileRole::Part) return file;
  fs::path whole = file;
  std::size_t count = 0;
  for (const HeadedFile& each : headed_files_in(file.parent_path())) {
    if (each.head.role != FileRole::Policy || each.head.name != head.name) continue;
    whole = each.file;
    ++count;
  }
  return count == 1 ? whole : file;
}

}  // namespace precept
