#include "authoring/server/protocol/message.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace precept::server {

namespace {

constexpr std::size_t kMostDepth = 200;

/// Whether brackets stand so deep in each other that writing the value out could use up the stack.
bool is_too_deep(std::string_view text) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > kMostDepth) return true;
    } else if ((c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
  return false;
}

}  // namespace

std::expected<Json, std::string> parse_message(std::string_view text) {
  if (is_too_deep(text)) return std::unexpected(fmt::format("it is nested deeper than {}", kMostDepth));
  Json message = Json::parse(text, nullptr, false);
  if (message.is_discarded()) return std::unexpected(std::string("it is no JSON"));
  return message;
}

Json response(const Json& id, Json result) {
  return {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}};
}

Json error_response(const Json& id, ErrorCode code, std::string_view why) {
  return {{"jsonrpc", "2.0"},
          {"id", id},
          {"error", {{"code", static_cast<int>(code)}, {"message", std::string(why)}}}};
}

Json notification(std::string_view method, Json params) {
  return {{"jsonrpc", "2.0"}, {"method", std::string(method)}, {"params", std::move(params)}};
}

std::string text_of(const Json& message) {
  return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

const Json& member(const Json& of, const char* name) {
  if (!of.is_object() || !of.contains(name))
    throw RequestError(ErrorCode::InvalidParams, fmt::format("`{}` is missing", name));
  return of.at(name);
}

std::string text_member(const Json& of, const char* name) {
  const Json& value = member(of, name);
  if (!value.is_string()) throw RequestError(ErrorCode::InvalidParams, fmt::format("`{}` is no text", name));
  return value.get<std::string>();
}

std::uint32_t number_member(const Json& of, const char* name) {
  const Json& value = member(of, name);
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
  if (value.is_number_unsigned())
    return static_cast<std::uint32_t>(std::min(value.get<std::uint64_t>(), kMost));
  throw RequestError(ErrorCode::InvalidParams, fmt::format("`{}` is no whole number from 0", name));
}

bool flag_at(const Json& of, const char* pointer, bool otherwise) {
  const Json::json_pointer at(pointer);
  return of.contains(at) && of.at(at).is_boolean() ? of.at(at).get<bool>() : otherwise;
}

}  // namespace precept::server
