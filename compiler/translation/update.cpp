#include "compiler/translation/update.h"

#include <fmt/format.h>

#include <map>

namespace precept::translation {

namespace {

std::string new_header(Language language) {
  PoEntry header;
  header.text = fmt::format(
      "Language: {}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
      "Content-Transfer-Encoding: 8bit\n",
      code_of(language));
  return write_entry(header, {});
}

/// Lines that tell the translator what the text is and where it stands.
std::vector<std::string> hints_of(const TranslatableText& text, const std::string& source) {
  const std::string& file = text.table.empty() ? source : text.table;
  return {fmt::format("#. {} of {}", to_string(text.role), text.owner),
          fmt::format("#: {}:{}", file, text.line)};
}

std::string obsolete(const PoEntry& entry) {
  std::string result, written = write_entry(entry, {});
  for (std::size_t at = 1; at < written.size();) {
    std::size_t end = written.find('\n', at);
    result += (written[at] == '#' ? "" : "#~ ") + written.substr(at, end + 1 - at);
    at = end + 1;
  }
  return "\n" + result;
}

}  // namespace

std::string updated_po_file(const PoFile& old, const std::vector<TranslatableText>& texts, Language language,
                            const std::string& source) {
  std::map<std::string, const PoEntry*> known;
  for (const PoEntry& entry : old.entries) known.emplace(with_single_blanks(entry.id), &entry);
  std::string result = old.header.id_span.has_place() ? write_entry(old.header, {}) : new_header(language);
  result.erase(0, 1);  // the empty line before the first entry
  std::map<std::string, bool> written;
  for (const TranslatableText& text : texts) {
    auto found = known.find(text.key);
    bool is_wanted = text.is_needed || found != known.end();
    if (!is_wanted || !written.emplace(text.key, true).second) continue;
    PoEntry entry = found == known.end() ? PoEntry{} : *found->second;
    entry.id = text.key;
    result += write_entry(entry, hints_of(text, source));
  }
  for (const PoEntry& entry : old.entries) {
    bool is_gone = !written.contains(with_single_blanks(entry.id)) && !entry.text.empty();
    if (is_gone) result += obsolete(entry);
  }
  for (const std::string& line : old.obsolete) {
    result += (line.starts_with("#~ msgid") ? "\n" : "") + line + "\n";
  }
  return result;
}

}  // namespace precept::translation
