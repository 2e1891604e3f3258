#include "compiler/translation/translations.h"

#include <fmt/format.h>
#include <unistd.h>

#include <map>
#include <memory>

#include "base/file.h"
#include "compiler/pipeline.h"
#include "compiler/translation/update.h"
#include "render/layout.h"
#include "runtime/phrasing/labels.h"
#include "tools/commands/translations.h"
#include "tools/common/files.h"

namespace precept::tools {

namespace {

namespace fs = std::filesystem;
using translation::TranslatableText;

/// Checks the translations of one policy.
class TranslationCheck {
 public:
  TranslationCheck(const LintArguments& arguments, const fs::path& file, Sources sources, Output& output)
      : arguments_(arguments), file_(file), output_(output), sources_(std::move(sources)) {}

  int run() {
    policy_ = read_policy(file_, sources_, diagnostics_, SourceLock::Ignore);
    if (!policy_) return fail();
    std::vector<Language> languages = languages_asked();
    if (languages.empty() && arguments_.writes) {
      output_.write(
          fmt::format("{}: no translations lie beside it; --lang fr asks for French\n", policy_->name));
    }
    for (Language language : languages) {
      if (arguments_.writes && !write(language)) return fail();
      report_untranslated(language);
    }
    if (!diagnostics_.all().empty()) fail();
    return has_findings_ || !diagnostics_.all().empty() ? kNonCompliant : kCompliant;
  }

 private:
  int fail() {
    output_.write_mistakes(
        diagnostics_text(diagnostics_, sources_, color_of(STDERR_FILENO, arguments_.color)));
    return kNotChecked;
  }

  /// The languages to check: the one that is asked for, else each that the policy or one of its modules has a
  /// file for.
  std::vector<Language> languages_asked() const {
    if (arguments_.language) return {*arguments_.language};
    std::vector<Language> result;
    for (Language language : kLanguages) {
      bool is_there = false;
      for (const model::SourceDigest& source : policy_->sources) {
        is_there |= source.name.ends_with(fmt::format(".{}.po", code_of(language)));
      }
      if (is_there) result.push_back(language);
    }
    return result;
  }

  std::string file_of(const TranslatableText& place) const {
    std::string file = sources_.file(place.file).name;
    return place.table.empty() ? file : (fs::path(file).parent_path() / place.table).generic_string();
  }

  void report_untranslated(Language language) {
    const std::string name = language_label(language, Catalogue());
    std::vector<TranslatableText> untranslated =
        translation::untranslated_texts(*policy_, language, sources_);
    for (const TranslatableText& text : untranslated) {
      output_.write(terminal_text(fmt::format("{}:{}: {} of {} is not there in {}: “{}”", file_of(text),
                                              text.line, to_string(text.role), text.owner, name, text.key)) +
                    "\n");
    }
    has_findings_ |= !untranslated.empty();
    if (untranslated.empty()) {
      output_.write(fmt::format("{}: complete in {}\n", policy_->name, name));
    } else {
      output_.write(
          fmt::format("{}: {} in {}{}\n", policy_->name,
                      number_and_noun(untranslated.size(), "text is not there", "texts are not there"), name,
                      arguments_.writes ? "" : "; --write adds them to the file, to be filled in"));
    }
  }

  /// The files of translations: one for the policy and one for each module, each with its own texts.
  bool write(Language language) {
    std::map<FileId, std::vector<TranslatableText>> by_file;
    for (TranslatableText& place : translation::texts_of(*policy_, &sources_))
      by_file[place.file].push_back(place);
    for (const auto& [file, texts] : by_file) {
      const fs::path source = sources_.file(file).name, path = translation::file_of(source, language);
      translation::PoFile old;
      std::error_code error;
      if (fs::exists(path, error)) {
        auto read = sources_.read(path);
        if (!read) {
          diagnostics_.report(DiagnosticKind::CannotRead, {},
                              fmt::format("`{}` cannot be read: {}", path.string(), why_unreadable(path)));
          return false;
        }
        old = translation::read_po(*read, sources_, diagnostics_);
        if (diagnostics_.has_errors()) return false;
      }
      std::string text = translation::updated_po_file(old, texts, language, source.filename().string());
      // The file to bring up to date was read too; it is the only input that may be overwritten.
      if (!write_file(path, text, {}, output_, diagnostics_)) return false;
      output_.write(fmt::format("{}: written\n", terminal_text(path.string())));
    }
    return true;
  }

  const LintArguments& arguments_;
  fs::path file_;
  Output& output_;
  Sources sources_;
  Diagnostics diagnostics_;
  std::unique_ptr<model::Model> policy_;
  bool has_findings_ = false;
};

}  // namespace

int check_translations(const LintArguments& arguments, const fs::path& file, Sources sources,
                       Output& output) {
  return TranslationCheck(arguments, file, std::move(sources), output).run();
}

}  // namespace precept::tools
