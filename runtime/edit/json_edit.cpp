#include "runtime/edit/json_edit.h"

#include <charconv>
#include <vector>

namespace precept::json_edit {

namespace {

std::vector<std::string> parts_of(std::string_view pointer) {
  std::vector<std::string> parts;
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    std::size_t length = std::min(pointer.find('/'), pointer.size());
    std::string part;
    for (std::size_t i = 0; i < length; ++i) {
      bool is_escape = pointer[i] == '~' && i + 1 < length;
      part += !is_escape ? pointer[i] : pointer[++i] == '0' ? '~' : '/';
    }
    parts.push_back(std::move(part));
    pointer.remove_prefix(length);
  }
  return parts;
}

/// The index that a step means in an array; the length where it means none of the elements.
std::size_t index_in(const Json& array, const std::string& word) {
  std::size_t index = array.size();
  auto read = std::from_chars(word.data(), word.data() + word.size(), index);
  return read.ptr == word.data() + word.size() && index < array.size() ? index : array.size();
}

/// The value one step below, made where it is missing.
Json& step(Json& at, const std::string& part) {
  if (!at.is_array()) {
    if (!at.is_object()) at = Json::object();
    return at[part];
  }
  std::size_t index = index_in(at, part);
  if (index == at.size()) at.push_back(nullptr);
  return at[index];
}

}  // namespace

std::string escaped(std::string_view token) {
  std::string result;
  for (char c : token) result += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return result;
}

const Json* find(const Json& document, std::string_view pointer) {
  const Json* at = &document;
  for (const std::string& part : parts_of(pointer)) {
    if (at->is_array()) {
      std::size_t index = index_in(*at, part);
      if (index == at->size()) return nullptr;
      at = &(*at)[index];
      continue;
    }
    if (!at->is_object()) return nullptr;
    auto found = at->find(part);
    if (found == at->end()) return nullptr;
    at = &*found;
  }
  return at;
}

void put(Json& document, const std::string& pointer, Json value) {
  Json* at = &document;
  for (const std::string& part : parts_of(pointer)) at = &step(*at, part);
  *at = std::move(value);
}

void take(Json& document, const std::string& pointer) {
  std::size_t slash = pointer.rfind('/');
  if (slash == std::string::npos || find(document, pointer) == nullptr) return;
  Json& around = const_cast<Json&>(*find(document, pointer.substr(0, slash)));
  std::string last = parts_of(pointer.substr(slash)).front();
  if (around.is_array()) {
    around.erase(index_in(around, last));
  } else {
    around.erase(last);
  }
}

}  // namespace precept::json_edit
