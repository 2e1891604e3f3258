#include "authoring/lint/lint.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <set>

#include "authoring/fix/fix.h"
#include "authoring/lint/beside/beside.h"
#include "authoring/review/lints_of.h"
#include "base/file.h"
#include "compiler/parse/parse_cache.h"
#include "compiler/policy_files.h"
#include "engine/input/policies.h"
#include "engine/project/project.h"
#include "render/layout.h"
#include "tools/commands/absence.h"
#include "tools/commands/commands.h"
#include "tools/commands/translations.h"
#include "tools/common/files.h"
#include "tools/watch/watch.h"

namespace precept::tools {

namespace {

namespace fs = std::filesystem;

/// One policy that is looked at.
struct LintPlace {
  fs::path file;
  std::optional<fs::path> below;  ///< the folder that was named; none where the file was
};

/// The policies of a run, each once, and the texts that come from no file.
class LintPlaces {
 public:
  LintPlaces(const std::vector<std::string>& words, Diagnostics& diagnostics) {
    for (const std::string& word : words) add(word, diagnostics);
  }

  const std::vector<LintPlace>& all() const { return places_; }
  /// The folders that were named.
  const std::vector<fs::path>& folders() const { return folders_; }
  /// Lets the sources read what came from a pipe.
  void lend(Sources& sources) const {
    for (const auto& [name, text] : piped_) sources.replace(name, text);
  }
  bool has_pipes() const { return !piped_.empty(); }

 private:
  void add(const std::string& word, Diagnostics& diagnostics) {
    std::error_code error;
    if (fs::is_directory(word, error)) {
      folders_.push_back(fs::weakly_canonical(word, error));
      for (const fs::path& file : policy_files_at(word, diagnostics)) add(file, word);
      return;
    }
    Sources sources;
    const auto file = policy_file_at(word, sources, diagnostics);
    if (!file) return;
    if (!fs::is_regular_file(*file, error)) {
      const auto source = sources.read(*file);
      if (source) piped_[file->string()] = sources.file(*source).text;
    }
    add(*file, std::nullopt);
  }

  void add(const fs::path& file, std::optional<fs::path> below) {
    std::error_code error;
    const fs::path whole = fs::is_regular_file(file, error) ? whole_of(file) : file;
    if (seen_.insert(fs::weakly_canonical(whole, error).string()).second)
      places_.push_back({whole, std::move(below)});
  }

  std::vector<LintPlace> places_;
  std::vector<fs::path> folders_;
  std::map<std::string, std::string> piped_;
  std::set<std::string> seen_;
};

bool lies_below(const fs::path& file, const fs::path& folder) {
  const fs::path relative = file.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

/// Looks at all policies of a run, with the levels of the project that each lies in.
class LintRun {
 public:
  LintRun(const LintArguments& arguments, const LintPlaces& places)
      : arguments_(arguments), places_(places) {}

  /// What is found in the texts as the sources have them: mistakes of a policy, then findings of those that
  /// have none.
  Diagnostics look(Sources& sources) {
    places_.lend(sources);
    ParseCache parsed;
    std::deque<Analysis> analyses;
    std::vector<Diagnostics> found;
    std::vector<const Analysis*> sound;
    lint::TestsBeside tests;
    Diagnostics result;
    for (const LintPlace& place : places_.all()) {
      const auto file = sources.read(place.file);
      if (!file) {
        result.report(
            DiagnosticKind::CannotRead, {},
            fmt::format("`{}` cannot be read: {}", place.file.string(), why_unreadable(place.file)));
        continue;
      }
      const Analysis& analysis = analyses.emplace_back(analyze(*file, sources, {.parsed = &parsed}));
      result.add(analysis.diagnostics());
      if (analysis.model() == nullptr) continue;
      std::error_code error;
      const bool has_tests = fs::is_regular_file(place.file, error);
      if (has_tests && place.below) tests.read_below(*place.below, sources);
      if (has_tests && !place.below) tests.read_in(place.file.parent_path(), sources);
      lint::Options options{levels(place.file, sources, result), arguments_.rules, {}};
      options.all_users_known = [&](const fs::path& module) {
        return std::ranges::any_of(places_.folders(),
                                   [&](const fs::path& f) { return lies_below(module, f); });
      };
      found.push_back(lint::lint(analysis, sources,
                                 has_tests ? tests.of(analysis.model()->name) : lint::Tests(), options));
      sound.push_back(&analysis);
    }
    result.add(lint::joined(found, sound));
    return result;
  }

 private:
  lint::Levels levels(const fs::path& policy, Sources& sources, Diagnostics& diagnostics) {
    const auto file = find_project(policy.parent_path(), {}, diagnostics);
    if (!file) return {};
    auto [known, is_new] = levels_.try_emplace(file->string());
    if (is_new) known->second = review::levels_in(*file, sources, diagnostics);
    return known->second;
  }

  const LintArguments& arguments_;
  const LintPlaces& places_;
  std::map<std::string, lint::Levels> levels_;
};

using review::is_lint;

void tell_findings(const Diagnostics& found, const Sources& sources, const LintArguments& arguments,
                   std::size_t policies, Output& output) {
  if (arguments.format != MistakeFormat::Text)
    return rendering::write_mistakes(found, sources, arguments.format, output, root_of_paths(), Color::Off);
  std::size_t findings = 0;
  for (const Diagnostic& each : found.all()) {
    findings += is_lint(each) ? 1 : 0;
    if (is_lint(each)) {
      output.write(diagnostics_text(each, sources, color_of(STDOUT_FILENO, arguments.color)));
    } else {
      output.write_mistakes(diagnostics_text(each, sources, color_of(STDERR_FILENO, arguments.color)));
    }
  }
  if (!std::ranges::all_of(found.all(), is_lint)) return;
  const std::string in = number_and_noun(policies, "policy", "policies");
  output.write(findings == 0 ? fmt::format("{}: nothing found\n", in)
                             : fmt::format("{}: {}\n", in, number_and_noun(findings, "finding", "findings")));
}

/// 2 where a policy has a mistake or a finding is an error's like, 1 where anything was found.
int exit_code_of(const Diagnostics& found) {
  const bool has_mistakes = std::ranges::any_of(found.all(), [](const Diagnostic& each) {
    return !is_lint(each) && each.severity() == Severity::Error;
  });
  if (has_mistakes) return kNotChecked;
  return std::ranges::any_of(found.all(), is_lint) ? kNonCompliant : kCompliant;
}

int fix_and_tell(LintRun& run, const LintArguments& arguments, std::size_t policies, Output& output) {
  const fix::Mended mended = fix::mend([&](Sources& sources) { return run.look(sources); });
  Diagnostics failed;
  for (const auto& [name, text] : mended.texts) {
    if (write_file(name, text, {}, output, failed) && arguments.format == MistakeFormat::Text)
      output.write(fmt::format("{}: written\n", terminal_text(name)));
  }
  if (!failed.all().empty())
    output.write_mistakes(diagnostics_text(failed, {}, color_of(STDERR_FILENO, arguments.color)));
  if (mended.mended > 0 && arguments.format == MistakeFormat::Text)
    output.write(fmt::format("{} mended\n", number_and_noun(mended.mended, "finding", "findings")));
  tell_findings(mended.left, *mended.sources, arguments, policies, output);
  return failed.has_errors() ? static_cast<int>(kNotChecked) : exit_code_of(mended.left);
}

int lint_rules(const LintArguments& arguments, Output& output) {
  Diagnostics mistakes;
  const LintPlaces places(arguments.places, mistakes);
  if (!mistakes.all().empty())
    output.write_mistakes(diagnostics_text(mistakes, {}, color_of(STDERR_FILENO, arguments.color)));
  if (mistakes.has_errors()) return kNotChecked;
  LintRun run(arguments, places);
  if (arguments.fixes && places.has_pipes()) throw UsageError("--fix: a pipe cannot be written to");
  if (arguments.fixes) return fix_and_tell(run, arguments, places.all().size(), output);
  Sources sources;
  const Diagnostics found = run.look(sources);
  tell_findings(found, sources, arguments, places.all().size(), output);
  return exit_code_of(found);
}

/// What `--lang` and `--write` are about, of each place.
int lint_translations(const LintArguments& arguments, Output& output) {
  Diagnostics diagnostics;
  int code = kCompliant;
  std::error_code error;
  for (const std::string& place : arguments.places) {
    if (fs::is_directory(place, error)) {
      for (const fs::path& file : policy_files_at(place, diagnostics))
        code = std::max<int>(code, check_translations(arguments, file, {}, output));
      continue;
    }
    Sources sources;
    auto file = policy_file_at(place, sources, diagnostics);
    if (file && arguments.writes && !fs::is_regular_file(*file, error)) {
      diagnostics.report(
          DiagnosticKind::CannotWrite, {},
          fmt::format("`{}` is no file, so no file of translations lies beside it", file->string()));
    } else if (file) {
      code = std::max<int>(code, check_translations(arguments, *file, std::move(sources), output));
    }
  }
  if (!diagnostics.all().empty())
    output.write_mistakes(diagnostics_text(diagnostics, {}, color_of(STDERR_FILENO, arguments.color)));
  return diagnostics.has_errors() ? static_cast<int>(kNotChecked) : code;
}

}  // namespace

int lint(const LintArguments& arguments, Output& output) {
  if (arguments.absences) {
    int code = kCompliant;
    for (const std::string& place : arguments.places)
      code = std::max<int>(code, write_absences(place, arguments.color, output));
    return code;
  }
  if (arguments.language || arguments.writes) return lint_translations(arguments, output);
  const int code = lint_rules(arguments, output);
  // Translations that lie beside a policy are part of it. A pipe was read, and has none.
  std::vector<std::string> files;
  std::error_code error;
  std::ranges::copy_if(arguments.places, std::back_inserter(files),
                       [&](const std::string& place) { return fs::exists(place, error) && place != "-"; });
  const bool is_asked = arguments.rules.empty() && arguments.format == MistakeFormat::Text;
  if (code == kNotChecked || !is_asked || files.empty()) return code;
  LintArguments translations = arguments;
  translations.places = files;
  return std::max<int>(code, lint_translations(translations, output));
}

// ---- on the command line -------------------------------------------------------------------------------

namespace {

constexpr const char* kLintExamples = R"(
Examples:
  precept lint policies/wtsa-res54
  precept lint hall.precept --fix
  precept lint policies --rule unused-definition
  precept lint policies/wtsa-res54 --lang es --write

Exit code: 0 nothing is found, 1 something is, 2 an error.
)";

std::string not_a_rule(const std::string& word) {
  std::vector<std::string> names;
  for (const lint::Rule& rule : lint::rules()) names.emplace_back(rule.name);
  return not_a_choice(names, word);
}

}  // namespace

Command lint_command() {
  auto of = std::make_shared<LintArguments>();
  return {
      .name = "lint",
      .help = "What is suspicious of a policy that compiles, and what it lacks",
      .options =
          {{.names = "PLACE",
            .target = &of->places,
            .help = "Policy files, and folders with policies",
            .is_required = true},
           {.names = "--rule",
            .target = &of->rules,
            .help = "Look by this rule alone; may be given again",
            .value = "NAME",
            .is_repeated = true,
            .fault = not_a_rule},
           {"--fix", &of->fixes, "Make the changes that are safe, and tell what is left"},
           without(language_option(of->language), "--fix"),
           {.names = "--absence",
            .target = &of->absences,
            .help = "Tell instead what it means that a field is not there, and what that alone decides",
            .excludes = {"--fix", "--rule"}},
           {.names = "--write",
            .target = &of->writes,
            .help =
                "Bring the files of translations up to date: what is there stays, what is missing is added",
            .excludes = {"--fix", "--rule"}},
           mistake_format_option(of->format),
           without(without(watch_option(of->is_watching), "--write"), "--fix"),
           color_option(of->color)},
      .examples = kLintExamples,
      .run = [of](Output& output) {
        const auto once = [&] { return lint(*of, output); };
        return of->is_watching ? watch(once, output) : once();
      }};
}

}  // namespace precept::tools
