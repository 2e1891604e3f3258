// What a file declares itself to be: a policy, a module, tests, or a part of a policy (docs/language.md,
// Files). It reads the beginning of a file, never all of it.
//
//     -- the house rules
//     policy hall.rules          FileHead{Policy, "hall.rules", is_certain = true}
//
//     part of hall.rules         FileHead{Part, "hall.rules", is_certain = true}
//
// Errors: a file that cannot be read, and one that is no regular file, such as a pipe, is `Other`; nothing
// throws.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace precept {

inline constexpr std::string_view kPolicyEnding = ".precept";

/// What a file declares itself to be, by its first word.
enum class FileRole { Policy, Module, Part, Tests, Other };
struct FileHead {
  FileRole role = FileRole::Other;
  std::string name;         ///< as declared; of a part: the policy that it is a part of
  bool is_certain = false;  ///< the word and a name stand alone on their line; prose seldom begins so
};
/// Reads the head of a text, comments skipped. The beginning of the text is enough.
FileHead head_of(std::string_view text);
/// The same for a file; `Other` where it cannot be read.
FileHead head_of_file(const std::filesystem::path& file);
/// As much of a file as `head_of` needs; empty where it cannot be read.
std::string begin_of_file(const std::filesystem::path& file);

struct HeadedFile {
  std::filesystem::path file;
  FileHead head;
};
/// The files `….precept` of the folder itself that have a head, in the order of their names.
std::vector<HeadedFile> headed_files_in(const std::filesystem::path& folder);

/// For a part of a policy the file that begins with `policy`, where its folder has one of this name; else the
/// file itself.
std::filesystem::path whole_of(const std::filesystem::path& file);

}  // namespace precept
