// `precept fmt`: the one layout of policies, modules and files of tests (docs/formatting.md).
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <set>

#include "authoring/format/format.h"
#include "authoring/format/line_diff.h"
#include "base/file.h"
#include "base/folder.h"
#include "compiler/policy_files.h"
#include "render/layout.h"
#include "tools/commands/commands.h"
#include "tools/common/files.h"

namespace precept::tools {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStandardInput = "-";

class LayOut {
 public:
  LayOut(const FormatArguments& arguments, Output& output) : arguments_(arguments), output_(output) {}

  int run() {
    for (const fs::path& file : files()) lay_out(file);
    if (!diagnostics_.all().empty()) tell(diagnostics_, {});
    if (!arguments_.shows_difference && !reads_standard_input()) output_.write(summary());
    if (mistaken_ > 0 || diagnostics_.has_errors()) return kNotChecked;
    return changed_ > 0 && is_looking() ? kNonCompliant : kCompliant;
  }

 private:
  bool is_looking() const { return arguments_.is_check || arguments_.shows_difference; }
  bool reads_standard_input() const { return arguments_.paths.front() == kStandardInput; }

  /// The files that the paths stand for, each of them once.
  std::vector<fs::path> files() {
    std::vector<fs::path> result;
    std::set<fs::path> seen;
    auto add = [&](const fs::path& file) {
      std::error_code error;
      if (seen.insert(fs::weakly_canonical(file, error)).second) result.push_back(file);
    };
    for (const std::string& path : arguments_.paths) {
      std::error_code error;
      if (path == kStandardInput || !fs::is_directory(path, error)) {
        add(path);
        continue;
      }
      const std::vector<fs::path> found = files_in(path);
      std::ranges::for_each(found, add);
    }
    return result;
  }

  std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> result;
    const std::size_t before = diagnostics_.error_count();
    const FolderWalk found = walk(folder, {});
    for (const auto& [path, why] : found.unreadable) {
      diagnostics_.report(DiagnosticKind::FolderUnreadable, {},
                          fmt::format("the folder `{}` cannot be read: {}", path.string(), why));
    }
    for (const FolderEntry& entry : found.entries) {
      if (entry.kind == EntryKind::File && entry.path.extension() == kPolicyEnding)
        result.push_back(entry.path);
    }
    if (result.empty() && diagnostics_.error_count() == before)
      diagnostics_.report(DiagnosticKind::NoPolicy, {},
                          fmt::format("no file `….precept` lies in the folder `{}`", folder.string()));
    return result;
  }

  void lay_out(const fs::path& file) {
    const bool is_input = file == kStandardInput;
    auto text = is_input ? read_bytes(STDIN_FILENO) : read_bytes(file);
    const std::string name = is_input ? arguments_.input_name : file.string();
    if (!text) {
      diagnostics_.report(DiagnosticKind::CannotRead, {},
                          fmt::format("`{}` cannot be read: {}", name, text.error()));
      return;
    }
    if (file.extension() != kPolicyEnding && !is_input && head_of(*text).role == FileRole::Other) {
      diagnostics_
          .report(DiagnosticKind::NoPolicy, {},
                  fmt::format("`{}` is no policy, module or file of tests", name))
          .with_help("`precept fmt` lays out files `….precept`");
      return;
    }
    ++files_;
    const format::Formatted made = format::format_text(name, *text);
    if (!made.mistakes.all().empty()) tell(made.mistakes, made.sources);
    mistaken_ += made.mistakes.has_errors() ? 1 : 0;
    const bool is_changed = made.text != *text;
    changed_ += is_changed ? 1 : 0;
    if (arguments_.shows_difference) {
      output_.write(format::unified_diff(terminal_text(name), *text, made.text));
    } else if (is_input && !arguments_.is_check) {
      output_.write_data(made.text);
    } else if (is_changed) {
      tell_changed(file, name, made.text);
    }
  }

  void tell_changed(const fs::path& file, const std::string& name, const std::string& text) {
    if (!arguments_.is_check && !write_file(file, text, {}, output_, diagnostics_)) return;
    output_.write(fmt::format("{}: {}\n", terminal_text(name),
                              arguments_.is_check ? "is laid out otherwise" : "laid out"));
  }

  std::string summary() const {
    if (files_ == 0) return {};
    const std::string files = number_and_noun(files_, "file", "files");
    // What could not be read to its end is nowhere called in order.
    if (mistaken_ > 0)
      return fmt::format("{}: {} with mistakes, {} laid out{}\n", files, mistaken_, changed_,
                         arguments_.is_check ? " otherwise" : " anew");
    if (changed_ == 0) return fmt::format("{} {} in order\n", files, files_ == 1 ? "is" : "are");
    return fmt::format("{} of {} {} laid out{}\n", changed_, files, changed_ == 1 ? "is" : "are",
                       arguments_.is_check ? " otherwise; `precept fmt` mends that" : " anew");
  }

  void tell(const Diagnostics& diagnostics, const Sources& sources) {
    output_.write_mistakes(diagnostics_text(diagnostics, sources, color_of(STDERR_FILENO, arguments_.color)));
  }

  const FormatArguments& arguments_;
  Output& output_;
  Diagnostics diagnostics_;
  std::size_t files_ = 0, changed_ = 0,
              mistaken_ = 0;  ///< the last: of so many files part was left as it stands
};

constexpr const char* kFormatExamples = R"(
Examples:
  precept fmt policies
  precept fmt policies examples --check
  precept fmt rules.precept --diff
  precept fmt - --stdin-filename rules.precept < rules.precept

Exit code: 0 all is laid out; 1 with --check or --diff: something would change; 2 an error, or a statement that
cannot be read and was left as it stands.
)";

}  // namespace

int lay_out(const FormatArguments& arguments, Output& output) {
  const bool has_input = std::ranges::find(arguments.paths, kStandardInput) != arguments.paths.end();
  if (has_input && arguments.paths.size() > 1)
    throw UsageError("`-` stands alone: standard input is one text");
  if (has_input && !arguments.is_check && !arguments.shows_difference) output.reserve_for_data();
  return LayOut(arguments, output).run();
}

Command format_command() {
  auto of = std::make_shared<FormatArguments>();
  return {.name = "fmt",
          .help = "Lay out policies, modules and tests: indentation, blanks, what stands level",
          .options = {{.names = "PATH",
                       .target = &of->paths,
                       .help = "Files, or folders with all files ….precept below; -: standard input",
                       .is_required = true},
                      without({"--check", &of->is_check, "Write nothing; name the files that would change"},
                              "--diff"),
                      {"--diff", &of->shows_difference, "Write nothing; show what would change"},
                      {"--stdin-filename", &of->input_name, "What messages call standard input", "NAME"},
                      color_option(of->color)},
          .examples = kFormatExamples,
          .run = [of](Output& output) { return lay_out(*of, output); }};
}

}  // namespace precept::tools
