#include <fmt/format.h>
#include <unistd.h>

#include <map>
#include <memory>

#include "base/file.h"
#include "compiler/pipeline.h"
#include "compiler/translation/translations.h"
#include "compiler/translation/update.h"
#include "engine/input/policies.h"
#include "render/layout.h"
#include "runtime/phrasing/labels.h"
#include "tools/commands/absence.h"
#include "tools/commands/commands.h"
#include "tools/common/files.h"
#include "tools/watch/watch.h"

namespace precept::tools {

namespace {

namespace fs = std::filesystem;
using translation::TranslatableText;

/// Checks the translations of one policy.
class Lint {
 public:
  Lint(const LintArguments& arguments, const fs::path& file, Sources sources, Output& output)
      : arguments_(arguments), file_(file), output_(output), sources_(std::move(sources)) {}

  int run() {
    policy_ = read_policy(file_, sources_, diagnostics_, SourceLock::Ignore);
    if (!policy_) return fail();
    std::vector<Language> languages = languages_asked();
    if (languages.empty()) {
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

int lint(const LintArguments& arguments, Output& output) {
  if (arguments.absences) return write_absences(arguments.policy, arguments.color, output);
  Diagnostics diagnostics;
  int code = kCompliant;
  std::error_code error;
  if (!fs::is_directory(arguments.policy, error)) {
    Sources sources;
    auto file = policy_file_at(arguments.policy, sources, diagnostics);
    if (file && arguments.writes && !fs::is_regular_file(*file, error)) {
      diagnostics.report(
          DiagnosticKind::CannotWrite, {},
          fmt::format("`{}` is no file, so no file of translations lies beside it", file->string()));
    } else if (file) {
      code = Lint(arguments, *file, std::move(sources), output).run();
    }
  } else {
    for (const fs::path& file : policy_files_at(arguments.policy, diagnostics)) {
      code = std::max<int>(code, Lint(arguments, file, {}, output).run());
    }
  }
  if (!diagnostics.all().empty())
    output.write_mistakes(diagnostics_text(diagnostics, {}, color_of(STDERR_FILENO, arguments.color)));
  return diagnostics.has_errors() ? kNotChecked : code;
}

// ---- on the command line -------------------------------------------------------------------------------

namespace {

constexpr const char* kLintExamples = R"(
Examples:
  precept lint policies/wtsa-res54 --lang fr
  precept lint policies/wtsa-res54 --lang es --write

Exit code: 0 nothing is missing, 1 something is, 2 an error.
)";

}  // namespace

Command lint_command() {
  auto of = std::make_shared<LintArguments>();
  return {.name = "lint",
          .help = "What a policy lacks: texts that are not translated",
          .options =
              {{.names = "POLICY",
                .target = &of->policy,
                .help = "A policy file, or a folder with policies",
                .is_required = true},
               language_option(of->language),
               {"--absence", &of->absences,
                "Tell instead what it means that a field is not there, and what that alone decides"},
               {"--write", &of->writes,
                "Bring the files of translations up to date: what is there stays, what is missing is added"},
               without(watch_option(of->is_watching), "--write"),
               color_option(of->color)},
          .examples = kLintExamples,
          .run = [of](Output& output) {
            const auto once = [&] { return lint(*of, output); };
            return of->is_watching ? watch(once, output) : once();
          }};
}

}  // namespace precept::tools
