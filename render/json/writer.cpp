#include "render/json/writer.h"

#include <fmt/format.h>

#include <string>

#include "base/utf8.h"

namespace precept::rendering {

namespace {

/// The length of the well-formed UTF-8 sequence (RFC 3629) at the start of the text; 0 where there is none.
std::size_t sequence_length(std::string_view text) {
  auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  auto continues = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    bool is_overlong = first == 0xE0 && byte(1) < 0xA0;
    bool is_surrogate = first == 0xED && byte(1) >= 0xA0;
    return continues(1) && continues(2) && !is_overlong && !is_surrogate ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    bool is_out_of_range = (first == 0xF0 && byte(1) < 0x90) || (first == 0xF4 && byte(1) >= 0x90);
    return continues(1) && continues(2) && continues(3) && !is_out_of_range ? 4 : 0;
  }
  return 0;
}

/// Whether the character stands for itself in a JSON string.
bool is_plain(char letter) {
  return letter >= 0x20 && letter < 0x7F && letter != '"' && letter != '\\';
}

void indent(Sink& output, std::size_t depth) {
  static constexpr std::string_view kBreak = "\n                ";
  output.write(kBreak.substr(0, 1 + 2 * depth));
}

}  // namespace

JsonWriter& JsonWriter::begin_object() {
  begin('{', '}');
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  begin('[', ']');
  return *this;
}

void JsonWriter::begin(char open, char close) {
  before_value();
  output_.write({&open, 1});
  nests_.push_back({close});
}

void JsonWriter::end() {
  Nest nest = nests_.back();
  if (!nest.is_empty && !is_inline()) indent(output_, nests_.size() - 1);
  nests_.pop_back();
  output_.write({&nest.close, 1});
}

bool JsonWriter::is_inline() const {
  return nests_.size() > indented_;
}

void JsonWriter::separate() {
  if (nests_.empty()) return;
  Nest& nest = nests_.back();
  if (!nest.is_empty) output_.write(is_inline() ? ", " : ",");
  if (!is_inline()) indent(output_, nests_.size());
  nest.is_empty = false;
}

void JsonWriter::before_value() {
  if (!has_key_) separate();
  has_key_ = false;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  separate();
  string(name);
  output_.write(": ");
  has_key_ = true;
  return *this;
}

void JsonWriter::value(std::string_view text) {
  before_value();
  string(text);
}

void JsonWriter::value(bool truth) {
  before_value();
  output_.write(truth ? "true" : "false");
}

void JsonWriter::value(std::uint32_t number) {
  before_value();
  output_.write(std::to_string(number));
}

void JsonWriter::null() {
  raw("null");
}

void JsonWriter::members(const Place& place) {
  key("file").value(place.file);
  key("line").value(place.line);
  key("column").value(place.column);
  if (!place.is_cell()) return;
  key("sheet").value(place.sheet);
  key("cell").value(place.cell());
}

void JsonWriter::member_end(const Place& begin, LineColumn end) {
  if (begin.is_cell() || begin.line == 0) return;
  key("end").begin_object();
  key("line").value(end.line);
  key("column").value(end.column);
  this->end();
}

void JsonWriter::raw(std::string_view json) {
  before_value();
  output_.write(json);
}

namespace {

std::uint32_t code_point(std::string_view sequence) {
  const auto lead = static_cast<unsigned char>(sequence[0]);
  std::uint32_t code = sequence.size() == 1 ? lead : lead & (0x7Fu >> sequence.size());
  for (char byte : sequence.substr(1)) code = code << 6 | (static_cast<unsigned char>(byte) & 0x3Fu);
  return code;
}

/// What a JSON text shows by its number: it is often looked at in a terminal, and what nobody sees is seen
/// so.
bool is_unseen(std::uint32_t code) {
  return is_obeyed(code) || (code >= 0x200B && code <= 0x200D) || (code >= 0x2060 && code <= 0x206F) ||
         code == 0xFEFF;
}

}  // namespace

void JsonWriter::string(std::string_view text) {
  std::string escaped = "\"";
  while (!text.empty()) {
    std::size_t plain = 0;
    while (plain < text.size() && is_plain(text[plain])) ++plain;
    escaped += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    std::size_t length = sequence_length(text);
    auto first = static_cast<unsigned char>(text[0]);
    if (length == 0) {
      escaped += "\uFFFD";
      length = 1;
    } else if (first == '"' || first == '\\') {
      escaped += '\\';
      escaped += text[0];
    } else if (first == '\n') {
      escaped += "\\n";
    } else if (first == '\t') {
      escaped += "\\t";
    } else if (const std::uint32_t code = code_point(text.substr(0, length)); is_unseen(code)) {
      escaped += fmt::format("\\u{:04x}", code);
    } else {
      escaped += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  escaped += '"';
  output_.write(escaped);
}

}  // namespace precept::rendering
