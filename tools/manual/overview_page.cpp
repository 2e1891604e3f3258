#include <fmt/format.h>
#include <fmt/ranges.h>

#include "tools/manual/facts.h"
#include "tools/manual/pages.h"
#include "tools/manual/roff.h"

namespace precept::tools::manual {

namespace {

void add_commands(RoffPage& page, const std::vector<Command>& commands) {
  page.heading("COMMANDS");
  for (const Command& command : commands)
    page.item(roff_typed(page_name(command)) + "(1)", roff_text(command.help + "."));
}

void add_exit_status(RoffPage& page) {
  page.heading("EXIT STATUS");
  page.paragraph("Of a check, the same in every format; each command's page says what its own are:");
  page.item("0", "compliant");
  page.item("1", "non-compliant");
  page.item("2", roff_text("not checked: something is in error, and nothing passed by it"));
  page.item("3", roff_text("undetermined: evidence is missing (with `--strict`: 1)"));
  page.paragraph("Of several documents the gravest counts, in the order 2, 1, 3, 0.");
}

void add_environment(RoffPage& page) {
  page.heading("ENVIRONMENT");
  page.paragraph("An option goes before the environment, and that before the project file.");
  page.item(roff_typed("PRECEPT_PROJECT"), "The project file.");
  page.item(roff_typed("PRECEPT_LANG"), "The language to tell it in.");
  page.item(roff_typed("PRECEPT_STRICT"),
            roff_text("`true` or `false`: whether what is undetermined ends a check with 1."));
  page.item(roff_typed("NO_COLOR") + ", " + roff_typed("TERM"),
            roff_text("Nothing is coloured where the first is set, or the second is `dumb`."));
  page.item(roff_typed("CI"), "Where it is set, no progress is shown.");
}

}  // namespace

std::string overview_page(const std::vector<Command>& commands) {
  RoffPage page("precept", 1, "check documents against policies, and say why");
  page.heading("SYNOPSIS");
  page.paragraph(fmt::format("{} {} [{}]... [{}]...", roff_typed("precept"), roff_variable("COMMAND"),
                             roff_variable("OPTION"), roff_variable("FILE")));
  page.paragraph(
      fmt::format("{} {} | {}", roff_typed("precept"), roff_typed("--help"), roff_typed("--version")));
  page.heading("DESCRIPTION");
  page.paragraph(
      "A policy says in a small language what the clauses of a resolution ask for. Precept checks documents "
      "against it, tells what is not in accordance, what cannot be decided yet, and why, and proves it by "
      "receipts.");
  add_commands(page, commands);
  page.heading("OPTIONS");
  page.item(roff_typed("-h") + ", " + roff_typed("--help"),
            roff_text("Print a short help, and end; `precept COMMAND --help` is that of a command."));
  page.item(roff_typed("--version"), "Print the version, and end.");
  add_exit_status(page);
  add_environment(page);
  page.heading("FILES");
  page.item(roff_typed("precept.toml"),
            "What holds for the checks of a folder: " + roff_typed("precept.toml") + "(5).");
  page.item(roff_typed("/usr/share/precept/policies"),
            roff_text("Policies that Debian's package brings, named by their paths: `--policy "
                      "/usr/share/precept/policies/wtsa-res54`."));
  page.item(roff_typed("/usr/share/doc/precept"),
            "The language, the formats and the rules of receipts, page by page.");
  page.heading("EXAMPLES");
  page.example(
      "precept check meeting.json --policy /usr/share/precept/policies/wtsa-res54\n"
      "precept explain meeting.json --policy /usr/share/precept/policies/wtsa-res54 --name \"A. Diallo\"\n");
  page.heading("SEE ALSO");
  page.paragraph(fmt::format("{}(5), {}(1)", roff_typed("precept.toml"), roff_typed("precept-verify")));
  return page.text();
}

}  // namespace precept::tools::manual
