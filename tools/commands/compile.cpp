#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <memory>
#include <set>

#include "checker/policy.h"
#include "engine/input/keys.h"
#include "engine/input/policies.h"
#include "engine/project/project.h"
#include "render/layout.h"
#include "runtime/check/check.h"
#include "runtime/receipt/policy.h"
#include "tools/commands/commands.h"
#include "tools/common/files.h"

namespace precept::tools {

namespace {

/// The level's list: "/attendance"; for a level that crosses two lists "/attendance × /states".
std::string rows_in_words(const Program& program, std::span<const program::Level> levels,
                          std::uint32_t level) {
  const program::Level& described = levels[level];
  if (described.form == program::LevelForm::Cross) {
    std::string above = described.parent == 0 || described.parent == kAbsent
                            ? std::string()
                            : rows_in_words(program, levels, described.parent) + " × ";
    return above + std::string(program.text(levels[described.list].path));
  }
  return std::string(program.text(described.path));
}

std::string cost_in_words(const Program& program, std::uint32_t number) {
  const program::Unit& unit = program.units[number];
  auto levels = Program::in(program.levels, unit.levels);
  std::string text = fmt::format("{} instructions a document", unit.cost_constant);
  for (const program::CostTerm& cost : program.costs) {
    if (cost.unit != number) continue;
    text +=
        fmt::format(", {} an element of {}", cost.instructions, rows_in_words(program, levels, cost.level));
  }
  for (const program::Instruction& made : Program::in(program.instructions, unit.instructions)) {
    if (made.opcode != Opcode::Reach) continue;
    const std::uint32_t pairs = Program::in(program.registers, unit.registers)[made.result].level;
    text += fmt::format(", n³/64 for n of {}", rows_in_words(program, levels, levels[pairs].parent));
  }
  return text;
}

std::string summary(const Program& program, const std::string& target, std::size_t size) {
  const program::Head& head = program.head();
  std::string text = fmt::format("{}: {}, {} bytes\n", target, program.text(head.name), size);
  if (head.title.count > 0) text += fmt::format("  {}\n", program.text(head.title));
  text += fmt::format("  in force  {}\n", interval_in_words(head));
  text += fmt::format("  digest    {}\n", program.digest());
  for (std::uint32_t unit = 0; unit < program.units.size(); ++unit) {
    text += fmt::format("  cost      {}: {}\n", program.text(program.units[unit].kind),
                        cost_in_words(program, unit));
  }
  return text;
}

/// The policy card. It names the trusted attesters of the project file, where there is one, and is signed
/// where a key is given. Nothing where it was reported why there is no card.
std::optional<std::string> make_card(const Program& program, const CompileArguments& arguments,
                                     const std::optional<std::filesystem::path>& file, Sources& sources,
                                     Diagnostics& diagnostics) {
  Project project;
  if (file) project = read_project(*file, sources, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  std::optional<std::string> card =
      checker::write_card(receipt::policy_json(program), receipt::attesters_json(project.attesters));
  if (arguments.key.empty()) return card;
  const auto key = read_key(arguments.key, KeyKind::Secret, diagnostics);
  if (!key) return std::nullopt;
  card = checker::sign_card(*card, *key);
  if (!card) report_bad_key(arguments.key, diagnostics);
  return card;
}

std::string card_summary(const std::string& card, const Program& program, const std::string& target,
                         const std::string& project) {
  std::string text = fmt::format("{}: the card of {}, by which its receipts are verified\n",
                                 terminal_text(target), program.text(program.head().name));
  text += fmt::format("  digest    {}\n", checker::read_card(card).digest);
  std::set<std::string> names;
  for (const auto& [who, keys] : checker::attesters_of(checker::parse(card))) names.insert(who.first);
  if (!names.empty())
    text += fmt::format("  counts    attestations of {} only, by {}\n", fmt::join(names, " and "), project);
  return text;
}

}  // namespace

int compile(const CompileArguments& arguments, Output& output) {
  Sources sources;
  Diagnostics diagnostics;
  const bool tells_text = arguments.format == MistakeFormat::Text;
  const bool takes_output = is_standard_output(arguments.target) || is_standard_output(arguments.card);
  if (takes_output && !tells_text)
    throw UsageError("compile: standard output cannot take both the program and what --format tells");
  if (takes_output) output.reserve_for_data();
  // In the other forms the mistakes are the output.
  const auto say = [&](const std::string& summary) {
    if (tells_text) output.write(terminal_lines(summary));
  };
  auto file = policy_file_at(arguments.policy, sources, diagnostics);
  auto bytes = file ? compile_policy(*file, sources, diagnostics) : std::nullopt;
  auto program = bytes ? open_program(*bytes, *file, diagnostics) : std::nullopt;
  std::string_view text;
  if (program) text = {reinterpret_cast<const char*>(bytes->data()), bytes->size()};
  InputFiles inputs;
  inputs.add(sources);
  std::optional<std::string> card;
  // The project file of the current folder, as for a document there.
  std::optional<std::filesystem::path> project;
  if (!arguments.card.empty()) project = find_project({}, std::span(&arguments.policy, 1), diagnostics);
  if (program && !arguments.card.empty())
    card = make_card(*program, arguments, project, sources, diagnostics);
  if (program && !diagnostics.has_errors() && !arguments.target.empty() &&
      write_file(arguments.target, text, inputs, output, diagnostics)) {
    say(summary(*program, terminal_text(arguments.target), bytes->size()));
  }
  if (card && !diagnostics.has_errors() && write_file(arguments.card, *card, inputs, output, diagnostics)) {
    say(card_summary(*card, *program, arguments.card, project ? project->string() : ""));
  }
  write_mistakes(diagnostics, sources, arguments.format, output, root_of_paths(),
                 color_of(STDERR_FILENO, arguments.color));
  return diagnostics.has_errors() ? kNotChecked : kCompliant;
}

// ---- on the command line -------------------------------------------------------------------------------

namespace {

constexpr const char* kCompileExamples = R"(
Example:
  precept compile policies/wtsa-res54 -o res54.pbc

Exit code: 0 it is written, 2 the policy is in error, or a file cannot be written.
)";

}  // namespace

Command compile_command() {
  auto of = std::make_shared<CompileArguments>();
  return {.name = "compile",
          .help = "Compile a policy to a program",
          .options = {{.names = "POLICY",
                       .target = &of->policy,
                       .help = "A policy file, or a folder with one policy",
                       .is_required = true},
                      {"-o,--output", &of->target, "Where to write the program", "FILE"},
                      {"--card", &of->card, "Where to write the card by which receipts are verified", "FILE"},
                      {.names = "--sign",
                       .target = &of->key,
                       .help = "Sign the card with this secret key",
                       .value = "NAME.key",
                       .needs = {"--card"}},
                      mistake_format_option(of->format),
                      color_option(of->color)},
          .examples = kCompileExamples,
          .run = [of](Output& output) {
            if (of->target.empty() && of->card.empty())
              throw UsageError("compile: name a file: -o for the program, --card for the card");
            return compile(*of, output);
          }};
}

}  // namespace precept::tools
