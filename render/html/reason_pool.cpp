#include "render/html/reason_pool.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "render/layout.h"

namespace precept::rendering {

namespace {

void replace_all(std::string& text, std::string_view what, char by) {
  if (what.empty()) return;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; ++at) {
    text.replace(at, what.size(), 1, by);
  }
}

/// The index of the place in the list of lines and columns, to which it is added where it is new.
std::int32_t number_of(const Place& at, std::vector<std::uint32_t>& places) {
  for (std::size_t i = 0; i < places.size(); i += 2) {
    if (places[i] == at.line && places[i + 1] == at.column) return static_cast<std::int32_t>(i / 2);
  }
  places.push_back(at.line);
  places.push_back(at.column);
  return static_cast<std::int32_t>(places.size() / 2 - 1);
}

}  // namespace

std::string ReasonPool::without(const SubjectParts& subject, std::string_view text) const {
  std::string result = terminal_text(text);
  replace_all(result, subject.name, kName);
  replace_all(result, subject.pointer, kPointer);
  return result;
}

std::int32_t ReasonPool::text(std::string text) {
  if (text.empty()) return -1;
  auto [found, is_new] = numbers_.try_emplace(text, static_cast<std::int32_t>(texts_.size()));
  if (is_new) texts_.push_back(std::move(text));
  return found->second;
}

std::uint32_t ReasonPool::add(const Reason& reason, SubjectParts& subject, std::string_view document) {
  std::int32_t place = -1, at = -1;
  if (reason.at.line != 0 && reason.at.file == document && !reason.at.is_cell()) {
    place = number_of(reason.at, subject.places);
  } else if (reason.at.line != 0) {
    at = text(terminal_text(reason.at.is_cell() ? reason.at.in_words()
                                                : fmt::format("{}:{}", reason.at.file, reason.at.line)));
  }
  std::string node =
      fmt::format("[{},\"{}\",{},{},{},{},{}", text(without(subject, reason.text)), to_string(reason.kind),
                  place, at, text(terminal_text(reason.clause)), text(terminal_text(reason.norm)),
                  text(reason.has_own_words ? terminal_text(quote_or_gist(reason)) : std::string()));
  for (const Reason* next : visible_reasons(reason))
    node += fmt::format(",{}", add(*next, subject, document));
  node += ']';
  auto [found, is_new] = known_.try_emplace(node, static_cast<std::uint32_t>(nodes_.size()));
  if (is_new) nodes_.push_back(std::move(node));
  return found->second;
}

std::string ReasonPool::json() const {
  std::string result = "{\"texts\":";
  result += nlohmann::json(texts_).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  result += ",\"nodes\":[";
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (i > 0) result += ',';
    result += nodes_[i];
  }
  return script_text(result + "]}");
}

std::string script_text(std::string json) {
  for (std::size_t at = 0; (at = json.find('<', at)) != std::string::npos; at += 6)
    json.replace(at, 1, "\\u003c");
  return json;
}

}  // namespace precept::rendering
