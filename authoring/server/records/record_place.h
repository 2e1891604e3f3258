// Where a place of a document lies, in JSON or YAML that may be half written.
//
//     {"name": "Fair", "stalls": [{"name": "Ben", "goods": ["▮
//
// is at the path `stalls * goods *`, and a value is being written. The path has `*` for elements.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace precept::server {

struct RecordPlace {
  std::vector<std::string> path;  ///< of the value, or of the object whose field is being written
  bool is_key = false;            ///< a field's name is there, or is to be written
  std::string key;                ///< the name that is there
  std::set<std::string> taken;    ///< fields that the object has before the place
  std::uint32_t begin = 0;        ///< of the word there, with its quotes
  std::uint32_t end = 0;          ///< of that word
  bool is_quoted = false;
};
RecordPlace place_in_json(std::string_view text, std::uint32_t offset);
RecordPlace place_in_yaml(std::string_view text, std::uint32_t offset);

/// "/stalls/*/goods".
std::string pointer_of(const std::vector<std::string>& path);

/// What the document says of its `kind`; empty where it says nothing.
std::string kind_in_text(std::string_view text);

/// The end of the value that begins at the place: for marking it.
std::uint32_t end_of_value(std::string_view text, std::uint32_t begin);

}  // namespace precept::server
