#include "checker/canonical.h"

#include <sodium.h>

#include <array>
#include <set>
#include <vector>

namespace precept::checker {

namespace {

/// Levels of the whole whose entries begin lines.
constexpr int kDepthOfLines = 3;

void write(const Json& json, int depth, std::string& out) {
  if (!json.is_structured() || json.empty() || depth == kDepthOfLines) {
    out += json.dump();
    return;
  }
  out += json.is_object() ? '{' : '[';
  bool is_first = true;
  for (const auto& [key, entry] : json.items()) {
    out += is_first ? "\n" : ",\n";
    is_first = false;
    out.append(static_cast<std::size_t>(depth) + 1, ' ');
    if (json.is_object()) out += Json(key).dump() + ":";
    write(entry, depth + 1, out);
  }
  out += json.is_object() ? '}' : ']';
}

}  // namespace

Json parse(std::string_view text) {
  std::vector<std::set<std::string>> keys;
  auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
    require(depth <= kMostDepth, "it is nested too deeply");
    if (event == Json::parse_event_t::object_start) keys.emplace_back();
    if (event == Json::parse_event_t::object_end) keys.pop_back();
    if (event != Json::parse_event_t::key) return true;
    const auto& key = parsed.get_ref<const std::string&>();
    require(keys.back().insert(key).second, "the key `" + key + "` is given twice in one object");
    return true;
  };
  try {
    return Json::parse(text, watch);
  } catch (const Json::exception&) {
    throw Refused("it is no JSON");
  }
}

std::string canonical(const Json& json) {
  std::string out;
  write(json, 0, out);
  return out + '\n';
}

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  std::string text(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  text.pop_back();
  return text;
}

}  // namespace precept::checker
