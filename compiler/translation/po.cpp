#include "compiler/translation/po.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/line_ends.h"
#include "base/text.h"
#include "base/utf8.h"

namespace precept::translation {

namespace {

constexpr std::string_view kBlank = " \t\r";

class PoReader {
 public:
  PoReader(FileId file, const Sources& sources, Diagnostics& diagnostics)
      : file_(file), text_(sources.file(file).text), diagnostics_(diagnostics) {}

  PoFile read() {
    std::size_t begin = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    if (auto bad = find_invalid_utf8(text_)) {
      report(*bad, *bad + 1, "this byte is not valid UTF-8").with_help("save the file as UTF-8");
      return {};
    }
    while (begin < text_.size()) {
      std::size_t end = std::min(text_.find('\n', begin), text_.size());
      line(begin, end);
      begin = end + 1;
    }
    finish();
    return std::move(result_);
  }

 private:
  enum class At { Nowhere, Id, Text };

  Diagnostic& report(std::size_t begin, std::size_t end, std::string message) {
    Span place{file_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    return diagnostics_.report(DiagnosticKind::TranslationSyntax, place, std::move(message));
  }

  /// Reports a sign that hides what follows it; in a string all but the carriage return are blanks.
  bool has_false_end(std::size_t begin, std::size_t end) {
    const std::string_view line = without_return(text_.substr(begin, end - begin));
    const bool is_comment =
        line.substr(std::min(line.find_first_not_of(kBlank), line.size())).starts_with('#');
    const auto found = is_comment ? find_false_line_end(line) : find_lone_return(line);
    if (!found) return false;
    report(begin + found->begin, begin + found->end, describe(*found))
        .with_help(std::string(help_for(*found)));
    return true;
  }

  void line(std::size_t begin, std::size_t end) {
    if (has_false_end(begin, end)) return;
    while (begin < end && kBlank.find(text_[begin]) != std::string_view::npos) ++begin;
    while (end > begin && kBlank.find(text_[end - 1]) != std::string_view::npos) --end;
    std::string_view line = text_.substr(begin, end - begin);
    if (line.empty()) return;
    if (line.starts_with('#')) return comment(line);
    if (line.starts_with('"')) return string(begin, end);
    std::string_view keyword = line.substr(0, line.find_first_of(" \t\""));
    std::size_t rest = begin + keyword.size();
    while (rest < end && kBlank.find(text_[rest]) != std::string_view::npos) ++rest;
    if (keyword == "msgid") {
      finish();
      at_ = At::Id;
      has_id_ = true;
      entry_.id_span = {file_, static_cast<std::uint32_t>(rest), static_cast<std::uint32_t>(end)};
    } else if (keyword == "msgstr" && has_id_ && at_ == At::Id) {
      at_ = At::Text;
      entry_.text_span = {file_, static_cast<std::uint32_t>(rest), static_cast<std::uint32_t>(end)};
    } else {
      return misplaced(begin, keyword);
    }
    string(rest, end);
  }

  void misplaced(std::size_t begin, std::string_view keyword) {
    bool is_other_part = keyword == "msgctxt" || keyword == "msgid_plural" || keyword.starts_with("msgstr[");
    bool is_early = keyword == "msgstr";
    report(begin, begin + std::max<std::size_t>(1, keyword.size()),
           is_early ? "this `msgstr` follows no `msgid`"
           : is_other_part
               ? fmt::format("`{}` is not read here", text_for_message(keyword))
               : fmt::format("`{}` begins no line of a file of translations", text_for_message(keyword)))
        .with_help(is_other_part ? "a text of a policy has one form, and means the same wherever it stands"
                                 : "an entry is `msgid \"…\"`, then `msgstr \"…\"`; comments begin with `#`");
    if (!is_other_part) return;
    at_ = At::Nowhere;  // skips the whole entry
    has_id_ = false;
    entry_ = {};
  }

  void comment(std::string_view line) {
    if (line.starts_with("#~")) {
      result_.obsolete.emplace_back(line);
      return;
    }
    if (at_ == At::Text) finish();
    if (line.starts_with("#,")) {
      entry_.is_fuzzy |= line.find("fuzzy") != std::string_view::npos;
    } else if (line == "#" || line.starts_with("# ")) {
      entry_.remarks.emplace_back(line);
    }
  }

  /// Appends a string in quotes to the part that the last keyword began.
  void string(std::size_t begin, std::size_t end) {
    if (at_ == At::Nowhere) {
      if (!has_reported_) report(begin, end, "this string belongs to no `msgid` or `msgstr`");
      has_reported_ = true;
      return;
    }
    std::string& to = at_ == At::Id ? entry_.id : entry_.text;
    std::size_t at = begin;
    if (at >= end || text_[at] != '"') {
      report(begin, std::max(end, begin + 1), "a string in quotes is expected here");
      return;
    }
    for (++at; at < end && text_[at] != '"'; ++at) {
      if (text_[at] != '\\') {
        to += text_[at];
        continue;
      }
      char escaped = ++at < end ? text_[at] : ' ';
      if (escaped != 'n' && escaped != 't' && escaped != '"' && escaped != '\\') {
        report(at - 1, at + 1, fmt::format("`\\{}` is not an escape", escaped))
            .with_help("the escapes are `\\\"`, `\\\\`, `\\n` and `\\t`");
        continue;
      }
      to += escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped;
    }
    std::string scratch;
    if (auto read = as_read(text_.substr(begin + 1, std::min(at, end) - begin - 1), scratch); !read) {
      report(begin + 1 + read.error().begin, begin + 1 + read.error().end, describe(read.error()))
          .with_help(std::string(help_for(read.error())));
    }
    if (at >= end) {
      report(begin, end, "this string is not closed").with_help("every line of a string has its own quotes");
    } else if (at + 1 < end) {
      report(at + 1, end, "something follows the string").with_help("write `\\\"` for a quote in a string");
    }
  }

  void finish() {
    if (has_id_ && at_ == At::Id) {
      report(entry_.id_span.begin, entry_.id_span.end, "this `msgid` has no `msgstr`");
    } else if (has_id_ && entry_.id.empty()) {
      result_.header = entry_;
    } else if (has_id_) {
      result_.entries.push_back(entry_);
    }
    if (has_id_) entry_ = {};
    has_id_ = has_reported_ = false;
    at_ = At::Nowhere;
  }

  FileId file_;
  std::string_view text_;
  Diagnostics& diagnostics_;
  PoFile result_;
  PoEntry entry_;
  At at_ = At::Nowhere;
  bool has_id_ = false, has_reported_ = false;
};

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '\n') {
      result += "\\n";
    } else {
      result += c;
    }
  }
  return result + '"';
}

}  // namespace

std::string PoFile::header_value(std::string_view name) const {
  std::string_view rest = header.text;
  while (!rest.empty()) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    if (!line.starts_with(name) || line.size() == name.size() || line[name.size()] != ':') continue;
    line.remove_prefix(name.size() + 1);
    while (line.starts_with(' ')) line.remove_prefix(1);
    return std::string(line);
  }
  return {};
}

PoFile read_po(FileId file, const Sources& sources, Diagnostics& diagnostics) {
  return PoReader(file, sources, diagnostics).read();
}

std::string write_entry(const PoEntry& entry, const std::vector<std::string>& hints) {
  std::string result = "\n";
  for (const std::string& remark : entry.remarks) result += remark + "\n";
  for (const std::string& hint : hints) result += hint + "\n";
  if (entry.is_fuzzy) result += "#, fuzzy\n";
  return result + fmt::format("msgid {}\nmsgstr {}\n", in_quotes(entry.id), in_quotes(entry.text));
}

}  // namespace precept::translation
