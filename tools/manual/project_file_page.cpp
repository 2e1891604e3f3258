#include <array>
#include <string_view>

#include "tools/manual/pages.h"
#include "tools/manual/roff.h"

namespace precept::tools::manual {

namespace {

struct Key {
  std::string_view table;  ///< empty: at the top
  std::string_view name, value, help;
};

/// Every key that engine/project/toml_form.cpp asks for.
constexpr std::array<Key, 22> kKeys{{
    {"", "policies", "paths",
     "The policies that documents are held against: files, folders, programs; as `--policy`."},
    {"", "language", "code",
     "The language to tell it in: `en`, `fr`, `es`, `ar`, `zh` or `ru`; as `--lang`."},
    {"", "as-of", "date", "Choose the policy by this date, not by the document's; as `--as-of`."},
    {"", "strict", "true or false", "Whether what is undetermined ends a check with 1; as `--strict`."},
    {"", "jobs", "number", "How many threads check documents; as `--jobs`."},
    {"", "outputs", "\"FORMAT=PATH\"", "Where reports are written besides standard output; as `--output`."},
    {"[[documents]]", "files", "patterns",
     "The documents that `precept check` without FILE checks. `*` and `?` stand for any part of a name, "
     "`[ab]` for one "
     "of these letters, `**` for any folders; a folder stands for every document in it and below. A pattern "
     "that "
     "nothing fits is an error."},
    {"[[documents]]", "kind", "text",
     "The kind that they are of where they do not say it, as `--as`; a document of another kind is an "
     "error."},
    {"[[documents]]", "tables", "LIST = \"FILE\"",
     "Where each of them has a list in a file of its own, as `--table`; `{stem}` is the document's name "
     "without its "
     "ending, `{folder}` its folder."},
    {"[[documents]]", "mapping", "path or table",
     "What the columns and words of the lists are; as `--mapping`, or written here."},
    {"[readings]", "NAME", "\"CHOICE\"", "How the text is read; as `--reading`."},
    {"[[attesters]]", "name", "text",
     "Whose attestations count. Where there is no such table, everybody's do."},
    {"[[attesters]]", "answers", "text", "For whom they answer; without it, for themselves."},
    {"[[attesters]]", "key", "path", "The public key that must have signed, as `precept keygen` writes it."},
    {"[minimum]", "documents", "number", "Fewer documents checked is an error with exit code 2."},
    {"[minimum]", "subjects", "number", "Fewer subjects checked is one, too."},
    {"[levels]", "CODE", "{ level, reason }",
     "What becomes of a warning, such as `W4030`. What is in error already has no level."},
    {"[levels]", "level", "\"error\" or \"off\"",
     "With `error` its document is not checked; with `off` it is counted at the end of the report."},
    {"[levels]", "reason", "text", "Why. It must be there."},
    {"[lint]", "RULE", "\"off\", \"warning\" or \"error\"",
     "What the findings of a rule of `precept lint` count for; without it they are warnings."},
    {"[baseline]", "file", "path",
     "Findings that are known, as `precept baseline` writes them; as `--baseline`."},
    {"[baseline]", "ratchet", "true or false",
     "Whether it is an error that a finding is mended and still in the baseline."},
}};

/// Every key is in it, so that it is tried whether there is such a key.
constexpr std::string_view kExample = R"(policies = ["policies/wtsa-res54"]
language = "en"
as-of    = 2023-05-02
strict   = true
jobs     = 4
outputs  = ["sarif=out.sarif", "html=site/"]

[[documents]]
files   = ["meetings/**/*.json"]
kind    = "Meeting"
tables  = { attendance = "{folder}/{stem}.xlsx" }
mapping = "lists/french.toml"

[readings]
supporting_members = "states_only"

[[attesters]]
name    = "chair of SG12"
answers = "the parent study group"
key     = "keys/sg12.pub"

[minimum]
documents = 40
subjects  = 300

[levels]
W4030 = { level = "error", reason = "lists must be whole" }

[lint]
missing-quote = "off"

[baseline]
file    = "known.toml"
ratchet = true
)";

void add_keys(RoffPage& page) {
  std::string_view table;
  page.heading("KEYS");
  for (const Key& key : kKeys) {
    if (key.table != table) page.subheading(table = key.table);
    page.item(roff_typed(key.name) + " = " + roff_variable(key.value), roff_text(key.help));
  }
}

}  // namespace

std::string project_file_page() {
  RoffPage page("precept.toml", 5, "what holds for the checks of a folder");
  page.heading("DESCRIPTION");
  page.paragraph(roff_text(
      "`precept.toml` says once what holds for the checks in a folder, so that `precept check` alone does "
      "them. It is TOML 1.0; paths begin at its folder."));
  page.paragraph(
      roff_text("A key that there is not, a value of another type, an empty list: each is an error at its "
                "place, and nothing is checked then. `precept config` tells what holds, and from where."));
  page.paragraph(roff_text(
      "`readings`, `attesters` and `language` hold for a document: those of the nearest file, "
      "beside it or above, else beside the policy. Everything else holds for a run, which has one "
      "file: `--project`, else `PRECEPT_PROJECT`, else that of the first FILE, or of the current "
      "folder where none is named. An option goes before the environment, and that before the file."));
  add_keys(page);
  page.heading("EXAMPLES");
  page.example(kExample);
  page.heading("SEE ALSO");
  page.paragraph(roff_typed("precept-check") + "(1), " + roff_typed("precept-config") + "(1), " +
                 roff_typed("precept-baseline") + "(1)");
  return page.text();
}

}  // namespace precept::tools::manual
