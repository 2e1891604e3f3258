// What a receipt says of a list that was joined to its document (docs/receipts.md, "Lists").
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/source.h"
#include "checker/joined_list.h"

namespace precept::input {

/// A list that was read, with what its digest is made of: only a receipt wants that.
struct ListJoined {
  checker::JoinedList said;  ///< without its `sha256`
  FileId text = kNoFile;     ///< the file's bytes, of one that is a text
  std::string bytes;         ///< those of another
};

/// The name of a file without its folder, in UTF-8: what is none is told by a `?` for each byte.
std::string file_name_of(const std::string& path);

/// How many elements a list in JSON has. What is none may have any number.
std::size_t elements_of(std::string_view json);

/// The lists as a receipt says them, in order of their paths.
std::vector<checker::JoinedList> lists_said(std::span<const ListJoined> lists, const Sources& sources);

}  // namespace precept::input
