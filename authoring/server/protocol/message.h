// Messages of JSON-RPC 2.0 as the Language Server Protocol has them: what is asked, what is answered, and
// what was wrong with the question.
//
//     error_response(7, ErrorCode::MethodNotFound, "…")      {"jsonrpc": "2.0", "id": 7, "error": {…}}
#pragma once

#include <expected>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace precept::server {

using Json = nlohmann::json;

enum class ErrorCode {
  ParseError = -32700,
  InvalidRequest = -32600,
  MethodNotFound = -32601,
  InvalidParams = -32602,
  InternalError = -32603,
  NotInitialized = -32002,
  RequestFailed = -32803,
  RequestCancelled = -32800
};

/// Why a request has no result. Thrown by who answers it, and told by the server.
struct RequestError : std::runtime_error {
  RequestError(ErrorCode code, const std::string& why) : std::runtime_error(why), code(code) {}
  ErrorCode code;
};

/// The message, or what is wrong with its text: no JSON, or nested deeper than any message is.
std::expected<Json, std::string> parse_message(std::string_view text);

Json response(const Json& id, Json result);
Json error_response(const Json& id, ErrorCode code, std::string_view why);
Json notification(std::string_view method, Json params);
/// The text of a message. What is no UTF-8 in it is shown as U+FFFD.
std::string text_of(const Json& message);

// ---- members of what was asked; each is a RequestError where it is absent or of another form

const Json& member(const Json& of, const char* name);
std::string text_member(const Json& of, const char* name);
/// A number from 0; a greater one than fits is the greatest.
std::uint32_t number_member(const Json& of, const char* name);
/// The value at a JSON pointer, or `otherwise` where there is none of the form of `otherwise`.
bool flag_at(const Json& of, const char* pointer, bool otherwise);

}  // namespace precept::server
