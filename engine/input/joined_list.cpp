#include "engine/input/joined_list.h"

#include <algorithm>
#include <filesystem>

#include "base/digest.h"
#include "base/utf8.h"

namespace precept::input {

std::string file_name_of(const std::string& path) {
  std::string name = std::filesystem::path(path).filename().string();
  while (const auto invalid = find_invalid_utf8(name)) name[*invalid] = '?';
  return name;
}

std::size_t elements_of(std::string_view json) {
  std::size_t commas = 0, depth = 0;
  bool is_text = false, is_empty = true;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (is_text) {
      if (c == '\\') ++i;
      is_text = c != '"';
      continue;
    }
    if (c == ']' || c == '}') --depth;
    const bool is_blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
    if (depth == 1 && !is_blank) is_empty = false;
    if (depth == 1 && c == ',') ++commas;
    if (c == '[' || c == '{') ++depth;
    is_text = c == '"';
  }
  return is_empty ? 0 : commas + 1;
}

std::vector<checker::JoinedList> lists_said(std::span<const ListJoined> lists, const Sources& sources) {
  std::vector<checker::JoinedList> all;
  for (const ListJoined& list : lists) {
    checker::JoinedList& said = all.emplace_back(list.said);
    said.sha256 = sha256_hex(list.text == kNoFile ? list.bytes : sources.file(list.text).text);
  }
  std::ranges::sort(all, {}, &checker::JoinedList::path);
  return all;
}

}  // namespace precept::input
