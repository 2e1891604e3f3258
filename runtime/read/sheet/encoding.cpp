#include "runtime/read/sheet/encoding.h"

#include <fmt/format.h>
#include <iconv.h>
#include <strings.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>

#include "base/utf8.h"

namespace precept {

namespace {

constexpr std::string_view kUtf8 = "UTF-8";
constexpr std::string_view kEncodings =
    "UTF-8, UTF-16LE, UTF-16BE, windows-1250, windows-1251, windows-1252, windows-1253, windows-1254, "
    "windows-1255, windows-1256, windows-1257, windows-1258, iso-8859-1, iso-8859-2, iso-8859-5, iso-8859-6, "
    "iso-8859-9, iso-8859-15, macintosh, koi8-r, gb18030, big5, shift_jis, euc-kr";

/// The offset of the first byte that is no character of the encoding.
using Converted = std::expected<std::string, std::size_t>;

Converted converted(std::string_view bytes, std::string_view encoding) {
  const iconv_t state = iconv_open("UTF-8", std::string(encoding).c_str());
  // POSIX says so: the invalid descriptor is -1 as a pointer.
  if (reinterpret_cast<std::intptr_t>(state) == -1) return std::unexpected(0);  // the system does not have it
  struct Close {
    void operator()(void* state) const { iconv_close(state); }
  };
  const std::unique_ptr<void, Close> closing(state);
  std::string text;
  std::array<char, 1 << 14> piece;
  char* in = const_cast<char*>(bytes.data());  // the interface asks for it, and does not write
  for (std::size_t left = bytes.size(); left > 0;) {
    char* out = piece.data();
    std::size_t room = piece.size();
    const bool is_done = iconv(state, &in, &left, &out, &room) != static_cast<std::size_t>(-1);
    if (!is_done && errno != E2BIG) return std::unexpected(bytes.size() - left);
    text.append(piece.data(), out);
  }
  return text;
}

std::size_t next_lone_return(std::string_view text, std::size_t from) {
  std::size_t at = text.find('\r', from);
  while (at != std::string_view::npos && text.substr(at, 2) == "\r\n") at = text.find('\r', at + 2);
  return at;
}

FileId add_with_line_ends(const std::string& name, std::string text, Sources& sources) {
  for (std::size_t at = 0; (at = next_lone_return(text, at)) != std::string_view::npos;) text[at] = '\n';
  return sources.add(name, std::move(text));
}

struct Encoding {
  std::string_view name;
  std::size_t mark = 0;  ///< the bytes of the byte order mark that are no part of the text
};

Encoding encoding_of(std::string_view bytes, std::string_view said) {
  if (bytes.starts_with("\xFF\xFE")) return {"UTF-16LE", 2};
  if (bytes.starts_with("\xFE\xFF")) return {"UTF-16BE", 2};
  if (said.empty() || bytes.starts_with("\xEF\xBB\xBF")) return {kUtf8};
  // UTF-16 without a mark may look like UTF-8, but no text has a character zero.
  const bool has_zero = bytes.find('\0') != std::string_view::npos;
  return {has_zero || find_invalid_utf8(bytes) ? said : kUtf8};
}

void report_bytes(FileId file, std::size_t at, std::string_view encoding, const Sources& sources,
                  Diagnostics& diagnostics) {
  const auto begin = static_cast<std::uint32_t>(at);
  const auto byte = static_cast<unsigned char>(sources.file(file).text[at]);
  diagnostics
      .report(DiagnosticKind::DocumentUtf8, {file, begin, begin + 1},
              fmt::format("byte {} (0x{:02X}) is not valid {}", at, byte, encoding))
      .with_help(encoding == kUtf8 ? "save the file as UTF-8, or name in the mapping what it is written "
                                     "in, such as `encoding = \"windows-1252\"`"
                                   : "save the file as UTF-8, or name another `encoding`");
}

}  // namespace

bool is_known_encoding(std::string_view name) {
  for (std::size_t begin = 0; begin < kEncodings.size();) {
    const std::size_t end = std::min(kEncodings.find(',', begin), kEncodings.size());
    if (name.size() == end - begin && strncasecmp(name.data(), &kEncodings[begin], name.size()) == 0)
      return true;
    begin = end + 2;
  }
  return false;
}

std::string_view known_encodings() {
  return kEncodings;
}

std::optional<FileId> as_utf8(FileId file, std::string_view encoding, Sources& sources,
                              Diagnostics& diagnostics) {
  const std::string_view bytes = sources.file(file).text;
  const Encoding chosen = encoding_of(bytes, encoding);
  if (chosen.name == kUtf8) {
    if (const auto wrong = find_invalid_utf8(bytes)) {
      report_bytes(file, *wrong, kUtf8, sources, diagnostics);
      return std::nullopt;
    }
    if (next_lone_return(bytes, 0) == std::string_view::npos) return file;
    return add_with_line_ends(sources.file(file).name, std::string(bytes), sources);
  }
  Converted text = converted(bytes.substr(chosen.mark), chosen.name);
  if (!text) {
    report_bytes(file, chosen.mark + text.error(), chosen.name, sources, diagnostics);
    return std::nullopt;
  }
  return add_with_line_ends(sources.file(file).name, std::move(*text), sources);
}

}  // namespace precept
