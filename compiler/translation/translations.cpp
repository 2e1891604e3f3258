#include "compiler/translation/translations.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/digest.h"
#include "base/file.h"
#include "base/suggest.h"
#include "base/text.h"
#include "compiler/translation/po.h"

namespace precept::translation {

namespace {

namespace fs = std::filesystem;

/// The holes of a text, each once.
std::vector<std::string> holes_of(std::string_view key) {
  std::vector<std::string> holes;
  for (const WrittenPart& piece : split(key)) {
    bool is_new = piece.is_hole && std::ranges::find(holes, piece.text) == holes.end();
    if (is_new) holes.push_back(piece.text);
  }
  return holes;
}

/// Compares one file of translations with the texts of its policy file.
class TranslationFileReader {
 public:
  /// So many unknown texts of a file are reported one by one: an outdated file may have thousands.
  static constexpr std::size_t kMostUnknown = 10;

  TranslationFileReader(model::Model& policy, FileId of, const std::vector<TranslatableText>& texts,
                        Sources& sources, Diagnostics& diagnostics)
      : policy_(policy), sources_(sources), diagnostics_(diagnostics) {
    for (const TranslatableText& text : texts) {
      if (text.file == of) keys_.insert(text.key);
    }
  }

  void read(FileId file, Language language) {
    PoFile po = read_po(file, sources_, diagnostics_);
    std::string says = po.header_value("Language");
    bool is_other = !says.empty() && says.substr(0, says.find_first_of("_-")) != code_of(language);
    if (is_other) {
      diagnostics_
          .report(DiagnosticKind::TranslationLanguage, po.header.text_span,
                  fmt::format("the file's name says `{}`, its header `{}`", code_of(language), says))
          .with_help(fmt::format("write `Language: {}`, or give the file another name", code_of(language)));
    }
    std::map<std::string, Span> seen;
    for (const PoEntry& entry : po.entries) {
      std::string key = with_single_blanks(entry.id);
      auto [first, is_new] = seen.emplace(key, entry.id_span);
      if (!is_new) {
        diagnostics_.report(DiagnosticKind::TranslatedTwice, entry.id_span, "this text is translated twice")
            .label(first->second, "first here");
      } else if (!keys_.contains(key)) {
        if (unknown_count_++ < kMostUnknown) unknown(entry, key);
        if (unknown_count_ == kMostUnknown + 1) first_unreported_ = entry.id_span;
      } else if (!entry.text.empty() && !entry.is_fuzzy && has_its_holes(entry, key)) {
        policy_.translations.push_back({language, key, with_single_blanks(entry.text)});
      }
    }
    if (unknown_count_ > kMostUnknown) report_more(unknown_count_ - kMostUnknown);
  }

 private:
  void unknown(const PoEntry& entry, const std::string& key) {
    std::vector<std::string_view> known(keys_.begin(), keys_.end());
    std::string near = nearest(key, known);
    Diagnostic& warning = diagnostics_.report(DiagnosticKind::UnknownTranslation, entry.id_span,
                                              "the file that this lies beside has no such text");
    warning.with_help(near.empty() ? "`precept lint --write` brings the file up to date"
                                   : fmt::format("did you mean `{}`?", near));
  }

  void report_more(std::size_t count) {
    diagnostics_
        .report(DiagnosticKind::UnknownTranslation, first_unreported_,
                count == 1
                    ? "one more translation of a text that is not there"
                    : fmt::format("the first of {} more translations of texts that are not there", count))
        .with_help("`precept lint --write` puts them aside");
  }

  bool has_its_holes(const PoEntry& entry, const std::string& key) {
    std::vector<std::string> wanted = holes_of(key), has = holes_of(with_single_blanks(entry.text));
    std::vector<std::string_view> candidates(wanted.begin(), wanted.end());
    for (const std::string& hole : has) {
      if (std::ranges::find(wanted, hole) != wanted.end()) continue;
      std::string help = did_you_mean(hole, candidates);
      diagnostics_
          .report(DiagnosticKind::TranslationHole, place_of(entry.text_span, hole),
                  fmt::format("the text has no hole `{}`", text_for_message(hole)))
          .with_help(help.empty() ? "write `{{` for a brace that is no hole" : help);
      return false;
    }
    for (const std::string& hole : wanted) {
      if (std::ranges::find(has, hole) != has.end()) continue;
      diagnostics_
          .report(DiagnosticKind::TranslationHole, entry.text_span,
                  fmt::format("the translation leaves the hole `{}` out", text_for_message(hole)))
          .with_help("use every hole of the text, in any order");
      return false;
    }
    return true;
  }

  /// The place of a hole, if it is in the first line of the translation; else that line.
  Span place_of(Span text, const std::string& hole) const {
    std::size_t at = sources_.text(text).find(hole);
    if (at == std::string_view::npos) return text;
    auto begin = text.begin + static_cast<std::uint32_t>(at);
    return {text.file, begin, begin + static_cast<std::uint32_t>(hole.size())};
  }

  model::Model& policy_;
  Sources& sources_;
  Diagnostics& diagnostics_;
  std::set<std::string> keys_;
  std::size_t unknown_count_ = 0;
  Span first_unreported_;
};

/// True for a file of translations with a misspelt ending: `res54.fr.PO`, `res54.fr.op`.
bool is_misspelt_translation(const std::string& name, const std::string& begin) {
  if (!name.starts_with(begin)) return false;
  std::string rest = name.substr(begin.size());
  std::ranges::transform(rest, rest.begin(), [](unsigned char c) { return std::tolower(c); });
  const std::size_t dot = rest.find('.');
  if (dot == std::string::npos || !language_of(rest.substr(0, dot))) return false;
  const std::string ending = rest.substr(dot);
  const bool is_right = name.ends_with(".po") && language_of(name.substr(begin.size(), dot));
  constexpr std::array<std::string_view, 8> kSlips{".po", ".op", ".poo",    ".pot",
                                                   ".p0", ".p",  ".po.txt", ".ppo"};
  return !is_right && std::ranges::find(kSlips, ending) != kSlips.end();
}

void report_misspelt(const fs::path& file, Diagnostics& diagnostics) {
  diagnostics
      .report(DiagnosticKind::FilePassedOver, {},
              fmt::format("`{}` is passed over: translations are named `NAME.LANGUAGE.po`", file.string()))
      .with_help("rename it, or move it elsewhere");
}

/// Reports files of translations for languages that are not known, and those with misspelt endings, by name.
void report_unknown_languages(const fs::path& policy_file, Diagnostics& diagnostics) {
  const std::string begin = policy_file.stem().string() + ".", end = ".po";
  const fs::path folder = policy_file.has_parent_path() ? policy_file.parent_path() : fs::path(".");
  std::vector<std::string> found;
  std::vector<fs::path> misspelt;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), last; !error && entry != last; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (is_misspelt_translation(name, begin)) misspelt.push_back(policy_file.parent_path() / name);
    bool is_po = name.size() > begin.size() + end.size() && name.starts_with(begin) && name.ends_with(end);
    if (!is_po) continue;
    const std::string code = name.substr(begin.size(), name.size() - begin.size() - end.size());
    // `hall.door.fr.po` belongs to `hall.door.precept`, not to `hall.precept`.
    if (code.find('.') == std::string::npos && !language_of(code)) found.push_back(code);
  }
  std::ranges::sort(found);
  std::ranges::sort(misspelt);
  for (const fs::path& file : misspelt) report_misspelt(file, diagnostics);
  std::vector<std::string_view> codes;
  for (Language language : kLanguages) codes.push_back(code_of(language));
  for (const std::string& code : found) {
    diagnostics
        .report(DiagnosticKind::UnknownLanguage, {},
                fmt::format("`{}` is not read: there is no language `{}`",
                            (policy_file.parent_path() / (begin + code + end)).string(), code))
        .with_help(fmt::format("name it by one of {}", fmt::join(codes, ", ")));
  }
}

}  // namespace

fs::path file_of(const fs::path& policy_file, Language language) {
  fs::path file = policy_file;
  return file.replace_extension(fmt::format(".{}.po", code_of(language)));
}

void read_translations(model::Model& policy, Sources& sources, Diagnostics& diagnostics) {
  std::vector<TranslatableText> texts;
  const std::size_t count = policy.sources.size();
  for (std::size_t i = 0; i < count; ++i) {
    const model::SourceDigest source = policy.sources[i];
    const fs::path file = sources.file(source.file).name;
    if (file.extension() != ".precept") continue;
    report_unknown_languages(file, diagnostics);
    for (Language language : kLanguages) {
      const fs::path path = file_of(file, language);
      std::error_code error;
      if (language == Language::En || !fs::exists(path, error)) continue;
      auto read = sources.read(path);
      if (!read) {
        diagnostics.report(DiagnosticKind::CannotRead, {},
                           fmt::format("`{}` cannot be read: {}", path.string(), why_unreadable(path)));
        continue;
      }
      if (texts.empty()) texts = texts_of(policy);
      TranslationFileReader(policy, source.file, texts, sources, diagnostics).read(*read, language);
      policy.sources.push_back(
          {file_of(source.name, language).generic_string(), sha256_hex(sources.file(*read).text), *read});
    }
  }
}

std::vector<TranslatableText> untranslated_texts(const model::Model& policy, Language language,
                                                 const Sources& sources) {
  std::set<std::string> translated;
  for (const model::Translation& one : policy.translations) {
    if (one.language == language) translated.insert(one.text);
  }
  std::vector<TranslatableText> result;
  for (TranslatableText& place : texts_of(policy, &sources)) {
    // A text that occurs several times needs one translation.
    if (place.is_needed && translated.insert(place.key).second) result.push_back(std::move(place));
  }
  return result;
}

}  // namespace precept::translation
