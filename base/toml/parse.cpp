#include "base/toml/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <limits>

#include "base/file.h"
#include "base/line_ends.h"
#include "base/text.h"
#include "base/utf8.h"

// Header only, so that no program of ours needs the library where it runs; faults are values.
#define TOML_HEADER_ONLY 1
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_MAX_NESTED_VALUES 16
#include <toml++/toml.h>

namespace precept::toml {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
/// A key `a.b.c` makes a table for each dot, one in another; more than this many on a line are no key.
constexpr std::size_t kMostDots = 200;

class Parser {
 public:
  Parser(FileId file, const Sources& sources, Diagnostics& diagnostics)
      : file_(file), source_(sources.file(file)), diagnostics_(diagnostics) {}

  std::optional<Value> parse() {
    if (!is_seen()) return std::nullopt;
    std::string_view text = source_.text;
    const ::toml::parse_result parsed =
        ::toml::parse(text.substr(text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0));
    if (!parsed) {
      report_fault(parsed.error());
      return std::nullopt;
    }
    Value root = value_of(parsed.table(), {file_, 0, 0});
    if (is_refused_) return std::nullopt;
    return root;
  }

 private:
  // ---- what a reader sees

  Diagnostic& report(Span place, std::string message) {
    is_refused_ = true;
    return diagnostics_.report(DiagnosticKind::TomlSyntax, place, std::move(message));
  }

  Span span_of(std::size_t begin, std::size_t end) const {
    return {file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  bool is_seen() {
    const std::string_view text = source_.text;
    if (text.size() > limits::kTomlBytes) {
      report({}, fmt::format("`{}` has {} bytes; at most {} are read", shown_name(source_.name), text.size(),
                             limits::kTomlBytes));
      return false;
    }
    if (const auto bad = find_invalid_utf8(text)) {
      report(span_of(*bad, *bad + 1), "this byte is not valid UTF-8").with_help("save the file as UTF-8");
      return false;
    }
    std::size_t begin = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    while (begin < text.size()) {
      const std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
      const bool is_whole = begin + line.size() < text.size();
      if (!is_line_seen(is_whole ? without_return(line) : line, begin)) return false;
      begin += line.size() + 1;
    }
    return true;
  }

  bool is_line_seen(std::string_view line, std::size_t begin) {
    if (const auto found = find_false_line_end(line)) {
      report(span_of(begin + found->begin, begin + found->end), describe(*found))
          .with_help(std::string(help_for(*found)));
      return false;
    }
    std::string scratch;
    if (const auto read = as_read(line, scratch); !read) {
      const TextFault& fault = read.error();
      report(span_of(begin + fault.begin, begin + fault.end), describe(fault))
          .with_help(std::string(help_for(fault)));
      return false;
    }
    std::size_t dots = 0;
    for (std::size_t at = 0; at + 1 < line.size(); ++at) dots += line[at] == '.' && line[at + 1] != '.';
    if (dots > kMostDots) {
      report(span_of(begin, begin + line.size()),
             fmt::format("this line has {} dots; at most {} are read", dots, kMostDots))
          .with_help("part the line: a key has no more than a few dots");
      return false;
    }
    return true;
  }

  // ---- places

  /// The byte that a line and column of the library stands for; it counts from 1, columns in code points.
  std::uint32_t offset_of(const ::toml::source_position& at) const {
    const auto& starts = source_.line_starts;
    if (at.line == 0) return 0;
    if (at.line > starts.size()) return static_cast<std::uint32_t>(source_.text.size());
    std::size_t offset = starts[at.line - 1];
    auto is_inside = [&](unsigned char byte) { return (byte & 0xC0U) == 0x80U; };
    for (std::uint32_t column = 1; column < at.column && offset < source_.text.size(); ++column) {
      ++offset;
      while (offset < source_.text.size() && is_inside(static_cast<unsigned char>(source_.text[offset])))
        ++offset;
    }
    return static_cast<std::uint32_t>(offset);
  }

  Span span_of(const ::toml::source_region& region) const {
    const std::uint32_t begin = offset_of(region.begin);
    return {file_, begin, std::max(begin, offset_of(region.end))};
  }

  // ---- mistakes

  /// "cannot redefine existing string 'a' as integer", of "Error while parsing key-value pair: cannot …".
  static std::string_view in_short(std::string_view described) {
    if (described.starts_with("Error while parsing ")) {
      const std::size_t colon = described.find(": ");
      if (colon != std::string_view::npos) described.remove_prefix(colon + 2);
    }
    return described;
  }

  void report_fault(const ::toml::parse_error& fault) {
    const std::string_view what = in_short(fault.description());
    Span place = span_of(fault.source());
    if (place.begin == place.end && place.end < source_.text.size() && source_.text[place.end] != '\n')
      ++place.end;
    Diagnostic& told = report(place, fmt::format("this is not TOML: {}", text_for_message(what)));
    if (what.find("redefine") != std::string_view::npos)
      told.with_help("a key or table stands once in a file: take one of the two out");
  }

  // ---- values

  Value value_of(const ::toml::node& node, Span place) {
    if (const auto* table = node.as_table()) return {table_of(*table), place};
    if (const auto* array = node.as_array()) {
      Array items;
      for (const ::toml::node& item : *array) items.push_back(value_of(item, span_of(item.source())));
      return {std::move(items), place};
    }
    if (const auto* text = node.as_string()) return {checked(text->get(), place), place};
    if (const auto* number = node.as_integer()) return {number->get(), place};
    if (const auto* truth = node.as_boolean()) return {truth->get(), place};
    if (const auto* date = node.as_date()) return {date_of(date->get(), place), place};
    if (node.is_time()) return {Other{"a time"}, place};
    if (node.is_date_time()) return {Other{"a date with a time"}, place};
    return {Other{"a fraction"}, place};
  }

  Table table_of(const ::toml::table& table) {
    Table members;
    for (const auto& [key, node] : table) {
      const Span key_place = span_of(key.source());
      const bool has_own_place = static_cast<bool>(node.source().begin);
      const Span place = has_own_place ? span_of(node.source()) : key_place;
      members.push_back({checked(std::string(key.str()), key_place), key_place, value_of(node, place)});
    }
    std::ranges::stable_sort(members, {}, [](const Member& member) { return member.key_place.begin; });
    return members;
  }

  /// The text, in which nothing is hidden behind an escape such as `\u200B`.
  std::string checked(std::string text, Span place) {
    std::string scratch;
    const auto read = as_read(text, scratch);
    if (!read) report(place, describe(read.error())).with_help(std::string(help_for(read.error())));
    return text;
  }

  /// A day of the calendar: the library has checked month and day, and the year has four digits.
  Date date_of(const ::toml::date& date, Span place) {
    const auto day = parse_date(fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day));
    if (!day) report(place, "this is no day of the calendar");
    return {day.value_or(kNoDay)};
  }

  FileId file_;
  const SourceFile& source_;
  Diagnostics& diagnostics_;
  bool is_refused_ = false;
};

}  // namespace

std::string_view Value::type_in_words() const {
  struct Words {
    std::string_view operator()(const Table&) const { return "a table"; }
    std::string_view operator()(const Array&) const { return "a list"; }
    std::string_view operator()(const std::string&) const { return "a text"; }
    std::string_view operator()(std::int64_t) const { return "a number"; }
    std::string_view operator()(bool) const { return "true or false"; }
    std::string_view operator()(const Date&) const { return "a date"; }
    std::string_view operator()(const Other& other) const { return other.what; }
  };
  return std::visit(Words(), content);
}

bool is_toml(const std::filesystem::path& file) {
  std::string ending = file.extension().string();
  std::ranges::transform(ending, ending.begin(), [](unsigned char c) { return std::tolower(c); });
  return ending == ".toml";
}

std::optional<Value> parse(FileId file, const Sources& sources, Diagnostics& diagnostics) {
  return Parser(file, sources, diagnostics).parse();
}

std::optional<Value> parse_file(const std::filesystem::path& path, Sources& sources,
                                Diagnostics& diagnostics) {
  const auto file = sources.read(path);
  if (file) return parse(*file, sources, diagnostics);
  diagnostics.report(DiagnosticKind::CannotRead, {},
                     fmt::format("`{}` cannot be read: {}", shown_name(path.string()), why_unreadable(path)));
  return std::nullopt;
}

std::string text_as_written(std::string_view text) {
  std::string written = "\"";
  for (const char c : text) {
    const bool is_control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    if (is_control) {
      written += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
    } else {
      if (c == '"' || c == '\\') written += '\\';
      written += c;
    }
  }
  return written + '"';
}

std::string key_as_written(std::string_view key) {
  auto is_bare = [](unsigned char c) { return (std::isalnum(c) && c < 0x80) || c == '-' || c == '_'; };
  return !key.empty() && std::ranges::all_of(key, is_bare) ? std::string(key) : text_as_written(key);
}

}  // namespace precept::toml
