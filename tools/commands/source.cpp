#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "base/file.h"
#include "base/folder.h"
#include "compiler/pipeline.h"
#include "compiler/source_lock/lock.h"
#include "engine/input/policies.h"
#include "render/json/mistakes.h"
#include "render/layout.h"
#include "tools/commands/commands.h"
#include "tools/commands/source_outline.h"
#include "tools/common/files.h"

namespace precept::tools {

namespace {

namespace fs = std::filesystem;
using source_lock::EditionChange;
using source_lock::ParagraphStatus;

/// A policy with its sources and diagnostics.
struct LoadedPolicy {
  Sources sources;
  Diagnostics diagnostics;
  std::optional<fs::path> file;
  std::unique_ptr<model::Model> policy;

  LoadedPolicy(const std::string& path, SourceLock lock, UnusedReadings unused = UnusedReadings::Refuse) {
    file = policy_file_at(path, sources, diagnostics);
    if (file) policy = read_policy(*file, sources, diagnostics, lock, {.unused = unused});
  }
  int fail(Output& output, const SourceArguments& arguments) const {
    if (arguments.format == ReportFormat::Json) {
      write_failure_json(diagnostics, sources, {}, output);
    } else {
      output.write_mistakes(diagnostics_text(diagnostics, sources, color_of(STDERR_FILENO, arguments.color)));
    }
    return kNotChecked;
  }
};

std::string place_of(const Sources& sources, Span span) {
  LineColumn where = sources.locate(span.file, span.begin);
  return fmt::format("{}:{}", sources.file(span.file).name, where.line);
}

/// Reports a policy that names no source lock.
bool names_lock(LoadedPolicy& loaded) {
  if (!loaded.policy->source_lock.empty()) return true;
  loaded.diagnostics.report(DiagnosticKind::SourceLockUnreadable, {}, "the policy names no source lock")
      .with_help("`source \"NAME.lock\"` below its title says where the lock of its official text lies");
  return false;
}

/// How a text is to be read: as the options say, else as a lock says that was made of it before.
std::optional<official::Wanted> wanted_by(const SourceArguments& arguments, const fs::path& former,
                                          Diagnostics& diagnostics) {
  const bool is_told = !arguments.outline.empty() || !arguments.from.empty() || !arguments.until.empty();
  if (!is_told) {
    // A pipe or a device is written to, and has no former lock.
    std::error_code no_file;
    const bool is_file = fs::is_regular_file(former, no_file);
    const auto text = is_file ? read_bytes(former) : std::unexpected("");
    const auto lock = text ? source_lock::parse_lock(*text) : std::unexpected(std::string());
    return lock ? source_lock::wanted_of(*lock, diagnostics) : official::Wanted();
  }
  official::Wanted wanted{.from = arguments.from, .until = arguments.until};
  if (arguments.outline.empty() || arguments.outline == "auto") return wanted;
  wanted.outline = official::declared_outline(arguments.outline, diagnostics);
  return wanted.outline ? std::optional(wanted) : std::nullopt;
}

/// Tells warnings of a text that was read.
void tell(const Diagnostics& diagnostics, const Sources& sources, const SourceArguments& arguments,
          Output& output) {
  if (!diagnostics.all().empty())
    output.write_mistakes(diagnostics_text(diagnostics, sources, color_of(STDERR_FILENO, arguments.color)));
}

int outline(const SourceArguments& arguments, Output& output) {
  Sources sources;
  Diagnostics diagnostics;
  const auto wanted = wanted_by(arguments, {}, diagnostics);
  const auto text =
      wanted ? official::read_official(arguments.official, *wanted, sources, diagnostics) : std::nullopt;
  if (text) official::report_doubts(*text, sources, diagnostics);
  const bool is_json = arguments.format == ReportFormat::Json;
  if (is_json && diagnostics.has_errors()) {
    write_failure_json(diagnostics, sources, {}, output);
    return kNotChecked;
  }
  // What was read is shown even where it is wrong, so that one sees why.
  if (text) output.write(is_json ? outline_in_json(*text) : outline_in_words(*text));
  output.flush();
  tell(diagnostics, sources, arguments, output);
  return diagnostics.has_errors() ? kNotChecked : kCompliant;
}

int lock(const SourceArguments& arguments, Output& output) {
  if (is_standard_output(arguments.target)) output.reserve_for_data();
  LoadedPolicy loaded(arguments.policy, SourceLock::Ignore);
  if (!loaded.policy) return loaded.fail(output, arguments);
  if (loaded.policy->source_lock.empty() && arguments.target.empty()) {
    loaded.diagnostics
        .report(DiagnosticKind::SourceLockUnreadable, {}, "the policy names no source lock to write")
        .with_help("write `source \"NAME.lock\"` below its title, or say where with -o");
    return loaded.fail(output, arguments);
  }
  fs::path target = arguments.target.empty() ? loaded.file->parent_path() / loaded.policy->source_lock
                                             : fs::path(arguments.target);
  const auto wanted =
      wanted_by(arguments, is_standard_output(arguments.target) ? fs::path() : target, loaded.diagnostics);
  if (!wanted) return loaded.fail(output, arguments);
  auto text = official::read_official(arguments.official, *wanted, loaded.sources, loaded.diagnostics);
  if (text) official::report_doubts(*text, loaded.sources, loaded.diagnostics);
  if (!text || loaded.diagnostics.has_errors()) return loaded.fail(output, arguments);
  auto made = source_lock::make_lock(*text, *wanted, *loaded.policy, loaded.diagnostics);
  if (loaded.diagnostics.has_errors()) return loaded.fail(output, arguments);
  InputFiles inputs;
  inputs.add(loaded.sources);
  inputs.add(arguments.official);
  if (!write_file(target, source_lock::write(made), inputs, output, loaded.diagnostics)) {
    return loaded.fail(output, arguments);
  }
  auto labelled = std::ranges::count(made.paragraphs, false, &source_lock::LockedParagraph::is_lead);
  output.write(fmt::format("{}: {} labelled paragraphs of `{}`, {} quotes found in them\n",
                           terminal_text(target.string()), labelled, terminal_text(made.source),
                           made.quotes.size()));
  output.write(outline_summary(*text));
  output.flush();
  tell(loaded.diagnostics, loaded.sources, arguments, output);
  return kCompliant;
}

// ---- verify --------------------------------------------------------------------------------------

/// Tells which clauses and which tests name a label of the lock.
void show_affected(const LoadedPolicy& loaded, const source_lock::Lock& lock, const std::string& label,
                   const official::OfficialText& newer, std::string_view newer_label, Output& output) {
  for (const auto& section : loaded.policy->sections) {
    for (const auto& clause : section.clauses) {
      auto found = source_lock::find_paragraph(lock, clause.label);
      if (!found || lock.paragraphs[*found].label() != label) continue;
      output.write(fmt::format("    look again at  {}  clause {}\n", place_of(loaded.sources, clause.span),
                               clause.label));
      auto same = [&](const official::Paragraph& p) { return p.label() == newer_label; };
      auto paragraph = std::ranges::find_if(newer.paragraphs, same);
      for (const source_lock::Quote& quote : source_lock::quotes_of(section, clause)) {
        bool still_there =
            paragraph != newer.paragraphs.end() && paragraph->text.find(quote.words) != std::string::npos;
        if (still_there) continue;
        bool is_clauses = quote.span.begin == clause.quote_span.begin;
        output.write(is_clauses
                         ? "                   its quote is not in the newer text\n"
                         : fmt::format("                   not in the newer text: \"{}\"\n", quote.words));
      }
    }
  }
}

/// The places of the policy's tests that expect something of the clause with this label: they have a line
/// that begins with `expect` and the label.
std::vector<std::string> tests_about(const fs::path& policy_file, std::string_view policy,
                                     std::string_view label, const source_lock::Lock& lock) {
  std::vector<std::string> places;
  const fs::path folder = policy_file.has_parent_path() ? policy_file.parent_path() : fs::path(".");
  for (const FolderEntry& entry : walk(folder).entries) {
    if (entry.kind != EntryKind::File || !entry.path.filename().string().ends_with(kTestsEnding)) continue;
    std::ifstream stream(entry.path);
    std::size_t number = 0;
    std::string name;
    for (std::string line; std::getline(stream, line);) {
      ++number;
      std::string folded = source_lock::plain_text(line);
      std::erase(folded, '"');  // around a label
      // The tests of another policy may use the same labels.
      if (folded.starts_with("tests ") && folded.substr(6, folded.find(' ', 6) - 6) != policy) break;
      if (folded.starts_with("test "))
        name = fmt::format("{}:{}  {}", entry.path.lexically_normal().string(), number, folded);
      if (!folded.starts_with("expect ")) continue;
      std::string_view rest = std::string_view(folded).substr(7);
      // The label is the first words behind `expect`, or behind `by`.
      std::size_t by = rest.find(" by ");
      bool speaks = false;
      for (std::string_view words :
           {rest, by == std::string_view::npos ? std::string_view() : rest.substr(by + 4)}) {
        for (std::size_t end = words.find(' '); !words.empty(); end = words.find(' ', end + 1)) {
          auto found = source_lock::find_paragraph(lock, words.substr(0, end));
          if (found && lock.paragraphs[*found].label() == label) speaks = true;
          if (end == std::string_view::npos) break;
        }
      }
      if (speaks && (places.empty() || places.back() != name)) places.push_back(name);
    }
  }
  std::ranges::sort(places);
  return places;
}

/// Tells which headings changed, and says how many.
std::size_t show_headings(const source_lock::Lock& lock, const official::OfficialText& newer,
                          Output& output) {
  if (lock.headings.empty()) {
    if (!source_lock::headings_of(newer).empty())
      output.write(
          "  headings are not in this lock, and were not compared: `precept source lock` adds them\n");
    return 0;
  }
  const auto changes = source_lock::compare_headings(lock, newer);
  for (const auto& change : changes) {
    const std::string name = change.label.empty() ? "without a number" : change.label;
    output.write(terminal_lines(fmt::format("  heading {}: {}\n", name, to_string(change.change))));
  }
  return changes.size();
}

int verify(const SourceArguments& arguments, Output& output) {
  LoadedPolicy loaded(arguments.policy, SourceLock::Check);
  if (!loaded.policy) return loaded.fail(output, arguments);
  if (!names_lock(loaded)) return loaded.fail(output, arguments);
  auto lock = source_lock::read_lock(*loaded.file, *loaded.policy, loaded.diagnostics);
  const auto wanted = lock ? source_lock::wanted_of(*lock, loaded.diagnostics) : std::nullopt;
  auto newer = wanted
                   ? official::read_official(arguments.official, *wanted, loaded.sources, loaded.diagnostics)
                   : std::nullopt;
  if (!newer) return loaded.fail(output, arguments);
  std::size_t unchanged = 0, changed = 0;
  for (const auto& change : source_lock::compare(*lock, *newer)) {
    if (change.change == EditionChange::Unchanged) {
      ++unchanged;
      continue;
    }
    ++changed;
    std::string former = change.former_label.empty() ? change.label : change.former_label;
    std::string words = change.change == EditionChange::Moved ? fmt::format("moved here from {}", former)
                                                              : std::string(to_string(change.change));
    output.write(terminal_lines(fmt::format("  {}: {}\n", change.label, words)));
    if (change.change == EditionChange::New) {
      output.write("    no clause of the policy accounts for it\n");
    } else if (change.change == EditionChange::Repeated) {
      output.write("    the text has this label more often than the lock: no clause can name one of them\n");
    } else {
      show_affected(loaded, *lock, former, *newer, change.label, output);
      for (const auto& test : tests_about(*loaded.file, loaded.policy->name, former, *lock)) {
        output.write(terminal_lines(fmt::format("    and at         {}\n", test)));
      }
    }
  }
  const std::size_t headings = show_headings(*lock, *newer, output);
  const std::string others =
      headings == 0 ? "" : fmt::format(", {} {} changed", headings, headings == 1 ? "heading" : "headings");
  output.write(fmt::format("{}: {} paragraphs unchanged, {} changed{}, since `{}`\n", newer->name, unchanged,
                           changed, others, lock->source));
  changed += headings;
  if (changed == 0 && newer->digest != lock->digest) {
    output.write(
        "  the file is another one: what differs is its layout, or what is no part of the text (`precept "
        "source "
        "outline` shows what was left out)\n");
  }
  return changed ? kNonCompliant : kCompliant;
}

// ---- coverage ------------------------------------------------------------------------------------

struct Totals {
  std::size_t encoded = 0, informative = 0, not_checkable = 0, not_encoded = 0, unaccounted = 0;
  std::size_t covered() const { return encoded + informative + not_checkable; }
  std::size_t all() const { return covered() + not_encoded + unaccounted; }
  double percent() const { return all() ? 100.0 * double(covered()) / double(all()) : 100.0; }
};

Totals count(const std::vector<source_lock::CoverageRow>& rows) {
  Totals totals;
  for (const auto& row : rows) {
    switch (row.how) {
      case ParagraphStatus::Encoded:
        ++totals.encoded;
        break;
      case ParagraphStatus::Informative:
        ++totals.informative;
        break;
      case ParagraphStatus::NotCheckable:
        ++totals.not_checkable;
        break;
      case ParagraphStatus::NotEncoded:
        ++totals.not_encoded;
        break;
      case ParagraphStatus::Unaccounted:
        ++totals.unaccounted;
        break;
    }
  }
  return totals;
}

std::string places_of(const LoadedPolicy& loaded, const source_lock::CoverageRow& row) {
  std::string places;
  for (const auto* clause : row.clauses) {
    places += (places.empty() ? "" : ", ") + place_of(loaded.sources, clause->span);
  }
  return places;
}

void write_text(const LoadedPolicy& loaded, const std::vector<source_lock::CoverageRow>& rows,
                Output& output) {
  std::size_t widest = 0;
  constexpr std::size_t kWidest = 44;
  for (const auto& row : rows) widest = std::max(widest, std::min(row.label.size(), kWidest));
  for (const auto& row : rows) {
    std::string label = row.label;
    if (label.size() > kWidest) {
      // The item at the end must stay: it tells the labels of one heading apart.
      std::string item = label.substr(label.rfind(' '));
      label = label.substr(0, kWidest - item.size() - 3) + "..." + item;
    }
    output.write(terminal_lines(
        fmt::format("{:<{}}  {:<16}{}\n", label, widest, to_string(row.how), places_of(loaded, row))));
    if (!row.reason.empty() && row.how != ParagraphStatus::Encoded) {
      output.write(fmt::format("{:<{}}  {}\n", "", widest, source_lock::plain_text(row.reason)));
    }
  }
}

void write_json(const LoadedPolicy& loaded, const std::vector<source_lock::CoverageRow>& rows,
                Output& output) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const auto& row : rows) {
    nlohmann::ordered_json places = nlohmann::ordered_json::array();
    for (const auto* clause : row.clauses) places.push_back(place_of(loaded.sources, clause->span));
    list.push_back({{"label", row.label},
                    {"accounted", to_string(row.how)},
                    {"reason", row.reason},
                    {"clauses", places}});
  }
  Totals totals = count(rows);
  nlohmann::ordered_json all = {{"paragraphs", list},
                                {"encoded", totals.encoded},
                                {"informative", totals.informative},
                                {"not_checkable", totals.not_checkable},
                                {"not_encoded", totals.not_encoded},
                                {"unaccounted_for", totals.unaccounted},
                                {"percent", totals.percent()}};
  output.write(all.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

/// The paragraphs that keep the policy below what is demanded.
void write_missing(const std::vector<source_lock::CoverageRow>& rows, double minimum, Output& output) {
  output.write(fmt::format("below the demanded {:.0f} %\n", minimum));
  for (auto [how, heading] : {std::pair{ParagraphStatus::Unaccounted, "unaccounted for"},
                              std::pair{ParagraphStatus::NotEncoded, "not encoded"}}) {
    if (std::ranges::find(rows, how, &source_lock::CoverageRow::how) == rows.end()) continue;
    output.write(fmt::format("{}:\n", heading));
    for (const auto& row : rows) {
      if (row.how != how) continue;
      const std::string why = row.reason.empty() ? "" : ": " + source_lock::plain_text(row.reason);
      output.write(terminal_lines(fmt::format("  {}{}\n", row.label, why)));
    }
  }
}

int coverage(const SourceArguments& arguments, Output& output) {
  LoadedPolicy loaded(arguments.policy, SourceLock::Check, UnusedReadings::Allow);
  if (!loaded.policy) return loaded.fail(output, arguments);
  if (!names_lock(loaded)) return loaded.fail(output, arguments);
  auto lock = source_lock::read_lock(*loaded.file, *loaded.policy, loaded.diagnostics);
  if (!lock) return loaded.fail(output, arguments);
  auto rows = source_lock::source_coverage(*lock, *loaded.policy);
  Totals totals = count(rows);
  bool enough = totals.percent() >= arguments.minimum;
  if (arguments.format == ReportFormat::Json) {
    write_json(loaded, rows, output);
    return enough ? kCompliant : kNonCompliant;
  }
  write_text(loaded, rows, output);
  output.write(fmt::format(
      "\n{} paragraphs: {} encoded, {} informative, {} not checkable, {}{} unaccounted for ({:.0f} "
      "% accounted for)\n",
      totals.all(), totals.encoded, totals.informative, totals.not_checkable,
      totals.not_encoded == 0 ? "" : fmt::format("{} not encoded, ", totals.not_encoded), totals.unaccounted,
      totals.percent()));
  if (!enough) {
    write_missing(rows, arguments.minimum, output);
  }
  return enough ? kCompliant : kNonCompliant;
}

}  // namespace

int source(const SourceArguments& arguments, Output& output) {
  switch (arguments.action) {
    case SourceAction::Lock:
      return lock(arguments, output);
    case SourceAction::Outline:
      return outline(arguments, output);
    case SourceAction::Verify:
      return verify(arguments, output);
    case SourceAction::Coverage:
      return coverage(arguments, output);
  }
  return kNotChecked;
}

// ---- on the command line -------------------------------------------------------------------------------

namespace {

constexpr const char* kSourceExamples = R"(
Examples:
  precept source outline official.txt
  precept source lock official.txt --policy policies/wtsa-res54
  precept source verify newer.txt --policy policies/wtsa-res54
  precept source coverage policies/wtsa-res54 --min 100

Exit code: 0 all is as it was, or accounted for; 1 it is not; 2 an error.
)";

Command source_part(std::string name, std::string help, SourceAction action,
                    const std::shared_ptr<SourceArguments>& of, std::vector<Option> options) {
  options.push_back(color_option(of->color));
  return {.name = std::move(name),
          .help = std::move(help),
          .options = std::move(options),
          .examples = "",
          .run = [of, action](Output& output) {
            of->action = action;
            return source(*of, output);
          }};
}

}  // namespace

Command source_command() {
  auto of = std::make_shared<SourceArguments>();
  const Option official{.names = "OFFICIAL-TEXT",
                        .target = &of->official,
                        .help = "The official text: plain text, Markdown, HTML or .docx, also packed by gzip",
                        .is_required = true};
  const Option policy{.names = "-p,--policy",
                      .target = &of->policy,
                      .help = "The policy",
                      .value = "PATH",
                      .is_required = true};
  const Option outline{"--outline", &of->outline,
                       "The marks of its levels, the outermost first: 'Heading, 1., (a)'; auto: found",
                       "PATTERNS"};
  const Option from{"--from", &of->from, "Begin with the paragraph that begins with these words", "WORDS"};
  const Option until{"--until", &of->until, "End before the paragraph that begins with these words", "WORDS"};
  const Option target{"-o,--output", &of->target, "Where to write the lock", "FILE"};
  const Option minimum{.names = "--min",
                       .target = &of->minimum,
                       .help = "Exit with 1 below this share of paragraphs accounted for",
                       .value = "PERCENT",
                       .range = {{0, 100}}};
  return {.name = "source",
          .help = "Hold a policy against the official text it encodes",
          .options = {},
          .examples = kSourceExamples,
          .commands = {
              source_part("lock", "Write the lock: labels, digests, and where each quote was found",
                          SourceAction::Lock, of, {official, policy, target, outline, from, until}),
              source_part("outline",
                          "How the text is read: each paragraph with its label, headings, what is left out",
                          SourceAction::Outline, of,
                          {official, outline, from, until,
                           format_option<ReportFormat>(of->format, kReportFormats, "text or json")}),
              source_part("verify", "What a newer text changes, and which clauses to look at again",
                          SourceAction::Verify, of, {official, policy}),
              source_part(
                  "coverage", "What the policy makes of every labelled paragraph", SourceAction::Coverage, of,
                  {{.names = "POLICY", .target = &of->policy, .help = "The policy", .is_required = true},
                   minimum,
                   format_option<ReportFormat>(of->format, kReportFormats, "text or json")})}};
}

}  // namespace precept::tools
