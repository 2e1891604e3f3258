// Every limit of limits.def is in docs/limits.md; what is just at it is accepted, what is just over it
// refused.
#include "base/limits.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstring>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <thread>

#include "base/toml/parse.h"
#include "base/zip_archive.h"
#include "compiler/analysis/analysis.h"
#include "compiler/official/official.h"
#include "compiler/pipeline.h"
#include "engine/input/archive.h"
#include "runtime/check/absence.h"
#include "runtime/check/check.h"
#include "runtime/read/json/json.h"
#include "runtime/read/json/ndjson.h"
#include "runtime/read/sheet/csv_sheet.h"
#include "runtime/read/sheet/workbook.h"
#include "runtime/read/yaml/yaml.h"
#include "runtime/reasons/explain.h"
#include "runtime/run/document_places.h"
#include "runtime/verify/open.h"
#include "testing/suite/suite.h"
#include "tests/common/scratch_folder.h"
#include "tests/common/zip_file.h"

using namespace precept;

namespace {

using Codes = std::set<std::string>;

struct Limit {
  std::string name;
  std::uint64_t number;
  std::string codes, what;
};
const std::vector<Limit> kLimits{
#define LIMIT(name, number, codes, what) {#name, number, codes, what},
#include "base/limits.def"
#undef LIMIT
};

std::string repeated(std::uint64_t count, const std::function<std::string(std::uint64_t)>& part) {
  std::string text;
  for (std::uint64_t i = 0; i < count; ++i) text += part(i);
  return text;
}
std::string repeated(std::uint64_t count, const std::string& part) {
  return repeated(count, [&](std::uint64_t) { return part; });
}

// ---- what is told of something ---------------------------------------------------------------------

Codes codes_of(const Diagnostics& diagnostics) {
  Codes codes;
  for (const Diagnostic& one : diagnostics.all()) codes.insert(std::string(info(one.kind).code));
  return codes;
}

struct Compiled {
  Codes codes;
  std::optional<Program> program;
};
Compiled compiled(const std::string& policy, const std::map<std::string, std::string>& files = {}) {
  Sources sources;
  for (const auto& [name, text] : files) sources.replace(name, text);
  Diagnostics diagnostics;
  const FileId file = sources.add("limits.precept", policy);
  const auto model = check_policy(file, sources, diagnostics);
  std::optional<ProgramBytes> bytes;
  if (model) bytes = compile(*model, sources, diagnostics);
  Compiled result{codes_of(diagnostics), std::nullopt};
  if (!bytes) return result;
  auto program = open_program(*bytes);
  if (!program) FAIL(program.error().message);
  result.program = std::move(*program);
  return result;
}
Codes policy(const std::string& text, const std::map<std::string, std::string>& files = {}) {
  return compiled(text, files).codes;
}

const std::string kHead = "policy limits\n\nrecord D\n  n : int\n\n", kAbout = "\nabout D d\n\n",
                  kClause = "clause one\n  shall ensure d.n > 0\n";

Codes checked(const std::string& policy, const std::string& document, RunInspector* inspector = nullptr) {
  const Compiled made = compiled(policy);
  REQUIRE(made.program);
  Sources sources;
  const Program* program = &*made.program;
  const FileId file = sources.add("document.json", document);
  const CheckOptions options{.detail = {.settled_findings = false, .rights = false}, .inspector = inspector};
  return codes_of(check_document({&program, 1}, file, sources, options).diagnostics);
}

// ---- so many of each -------------------------------------------------------------------------------

/// A test whose one value repeats so many elements.
Codes repeated_in_test(std::uint64_t count) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file =
      sources.add("limits.precept",
                  "policy limits\n\nrecord X\n  n : int\n\nrecord D\n  xs : list of X\n\nabout D d\n\n"
                  "clause one\n  shall ensure count(d.xs) > 0\n");
  testing::PolicyRevisions policies{
      .name = "limits", .files = {"limits.precept"}, .models = {}, .programs = {}};
  policies.models.push_back(check_policy(file, sources, diagnostics));
  auto bytes = compile(*policies.models[0], sources, diagnostics);
  policies.programs.push_back(std::move(*open_program(*bytes)));
  testing::Suite suite;
  testing::read_tests("limits_test.precept",
                      fmt::format("tests limits\n\ntest \"many\"\n  given D {{xs: {} of {{n: 1}}}}\n"
                                  "  expect verdict compliant\n",
                                  count),
                      policies, suite, diagnostics);
  return codes_of(diagnostics);
}

/// A chain of tables, each the key of the one above.
Codes keys_of_keys(std::uint64_t depth) {
  std::string text = kHead + "table T0 from \"t.csv\" key k\n  k : text\n";
  for (std::uint64_t i = 1; i <= depth; ++i)
    text += fmt::format("\ntable T{} from \"t.csv\" key k\n  k : T{}\n", i, i - 1);
  return policy(text + kAbout + kClause, {{"t.csv", "k\na\n"}});
}

/// A record whose fields come to so many, those of what it contains counted too.
Codes fields_in_all(std::uint64_t count) {
  std::string text = "policy limits\n\nrecord R1\n" +
                     repeated(64, [](auto i) { return fmt::format("  f{} : int\n", i); }) + "\nrecord R2\n" +
                     repeated(64, [](auto i) { return fmt::format("  f{} : R1\n", i); }) + "\nrecord R3\n" +
                     repeated(5, [](auto i) { return fmt::format("  f{} : R1\n", i); }) +
                     "\nrecord D\n  n : int\n";
  std::uint64_t left = count - 1, field = 0;
  for (auto [type, fields] : {std::pair{"R2", 64 * 65 + 1}, {"R3", 5 * 65 + 1}, {"int", 1}}) {
    for (; left >= static_cast<std::uint64_t>(fields); left -= static_cast<std::uint64_t>(fields))
      text += fmt::format("  f{} : {}\n", field++, type);
  }
  return policy(text + kAbout + kClause);
}

Codes nested_records(std::uint64_t depth) {
  std::string text = "policy limits\n\n";
  for (std::uint64_t i = depth - 1; i > 0; --i)
    text += fmt::format("record R{}\n  n : {}\n\n", i, i == depth - 1 ? "int" : fmt::format("R{}", i + 1));
  return policy(text + "record D\n  n : int\n  r : R1\n" + kAbout + kClause);
}

/// `count` uses of a definition with different arguments, 100 of them in each of another.
std::string expansions(std::uint64_t count) {
  const std::string terms =
      repeated(100, [](auto i) { return fmt::format("{}f(d, a + {})", i ? " or " : "", i); });
  std::string text =
      kHead +
      "define f(d: D, a: int): truth = a > 5 and d.n > 0\n\ndefine g(d: D, a: int): truth = " + terms + "\n" +
      kAbout + "clause one\n";
  const std::uint64_t groups = count / 101;
  for (std::uint64_t i = 0; i < groups; ++i) text += fmt::format("  shall ensure g(d, {})\n", 100 * i);
  for (std::uint64_t i = 0; i < count % 101; ++i)
    text += fmt::format("  shall ensure f(d, {})\n", 10'000'000 + i);
  return text;
}

/// Definitions that each double what the one before comes to.
std::string doubled(int count) {
  std::string text = kHead + "define g0(d: D, a: int): int = d.n + a\n";
  for (int i = 1; i < count; ++i)
    text += fmt::format("define g{0}(d: D, a: int): int = g{1}(d, 2 * a) + g{1}(d, 2 * a + 1)\n", i, i - 1);
  return text + kAbout + fmt::format("clause one\n  shall ensure g{}(d, 1) > 0\n", count - 1);
}

std::string chain(std::uint64_t count) {
  std::string text = kHead + "define f0(d: D): truth = d.n > 0\n";
  for (std::uint64_t i = 1; i < count; ++i)
    text += fmt::format("define f{}(d: D): truth = f{}(d)\n", i, i - 1);
  return text + kAbout + fmt::format("clause one\n  shall ensure f{}(d)\n", count - 1);
}

/// Clauses of which each excepts the one before.
std::string exceptions(std::uint64_t count) {
  std::string text = "policy limits\n\nenum A\n  enter\n\nrecord D\n  n : int\n  acts : set of A\n" + kAbout +
                     "acts enter\n  exercised d.acts\n\nclause c0\n  shall not enter\n";
  for (std::uint64_t i = 1; i <= count; ++i) {
    text += fmt::format("clause c{}\n  despite c{}\n    {} enter when d.n > {}\n", i, i - 1,
                        i % 2 == 1 ? "may" : "shall not", i);
  }
  return text;
}

/// As many pairs of a norm of an exception and a norm that it is one to, on one act.
std::string defeat_pairs(std::uint64_t pairs) {
  const std::uint64_t side = 1'000, rest = pairs % side;
  std::string text = kHead + kAbout + "acts enter\n\nclause one\n" + repeated(side, "  shall not enter\n") +
                     "clause two\n  despite one\n" + repeated(pairs / side, "    may enter\n");
  if (rest > 0)
    text += "clause three\n" + repeated(rest, "  shall not enter\n") +
            "clause four\n  despite three\n    may enter\n";
  return text;
}

/// A `first` that chooses by so many steps.
std::string chosen_by(std::uint64_t steps) {
  const std::uint64_t even = steps - steps % 2, groups = 3;
  const std::uint64_t more = (even - 3 * groups + 1) / 2;  // pairs of `+` and `1`, behind three times `x.n`
  std::string by;
  for (std::uint64_t i = 0; i < groups; ++i) {
    const std::uint64_t of_it = more / groups + (i < more % groups ? 1 : 0);
    by += fmt::format("{}(x.n{})", i ? " + " : "", repeated(of_it, " + 1"));
  }
  return "policy limits\n\nrecord X\n  n : int\n\nrecord D\n  n : int\n  xs : list of X\n" + kAbout +
         fmt::format("clause one\n  shall ensure (first x in d.xs by {}({})) is given\n",
                     steps % 2 ? "-" : "", by);
}

/// A definition that asks for so many fields, with the two records and the document that they are parts of.
std::string asked_for(std::uint64_t things) {
  const std::uint64_t fields = things - 3, of_a = fields / 2, of_b = fields - of_a;
  auto asked = [](char of, std::uint64_t count) {
    return repeated(count, [&](auto i) { return fmt::format(" and d.{}.f{} is given", of, i); });
  };
  return "policy limits\n\nrecord R\n" +
         repeated(of_b, [](auto i) { return fmt::format("  f{} : int or none\n", i); }) +
         "\nrecord D\n  a : R\n  b : R\n\ndefine g(d: D): truth = " +
         (asked('a', of_a) + asked('b', of_b)).substr(5) + kAbout +
         fmt::format("clause one\n  shall ensure g(d) and d.b.f{} > 0\n", of_b - 1);
}

/// A text of so many bytes, at each place where a policy may hold one.
Codes texts(std::uint64_t bytes) {
  const std::string text = "\"" + std::string(bytes, 'x') + "\"";
  const std::string judged = kHead + "judgement j(d: D)\n  asks \"Is it?\"\n  by ";
  const std::string reading = kHead + "reading r\n  quote ";
  const std::string choices = "\n  a \"A\" default\n  b \"B\"\n";
  Codes codes;
  for (const std::string& each : {
           "policy limits\n\ntitle " + text + kHead.substr(kHead.find("\n\n")) + kAbout + kClause,
           "policy limits\n\nin force until 2020-01-01 then " + text +
               "\n\nrecord D\n  n : int\n  date : date\n" + kAbout + kClause,
           kHead + "enum E\n  a " + text + "\n" + kAbout + kClause,
           reading + text + choices + kAbout + "clause one\n  shall ensure d.n > 0 or r = a\n",
           judged + text + "\n" + kAbout + "clause one\n  shall ensure j(d)\n",
           kHead + kAbout + "clause one\n  gist " + text + "\n  shall ensure d.n > 0\n",
           kHead + kAbout + "clause one\n  informative " + text + "\n",
           kHead + kAbout + kClause + "    gist " + text + "\n",
           kHead + kAbout + kClause + "    however " + text + "\n      shall ensure d.n > 1\n",
       })
    codes.merge(policy(each));
  return codes;
}

/// A letter with so many marks, of two classes, in a policy and in a document.
Codes marked(std::uint64_t marks) {
  const std::string text = "a" + repeated(marks, [](auto i) { return i % 2 == 0 ? "\u0301" : "\u0316"; });
  const std::string head = "policy limits\n\nrecord D\n  n : int\n  title : text\n" + kAbout;
  Codes codes = policy(head + "clause one\n  shall ensure d.title = \"" + text + "\"\n");
  codes.merge(checked(head + kClause, R"({"kind":"D","n":1,"title":")" + text + "\"}"));
  return codes;
}

const std::string kLists = R"(policy limits

record X
  n : int

record D
  n  : int
  xs : list of X
  ys : list of X
  zs : list of X

about D d

clause one
  shall ensure )";

std::string lists(std::uint64_t xs, std::uint64_t ys, std::uint64_t zs) {
  auto list = [](std::uint64_t count) {
    return repeated(count, [](std::uint64_t i) { return i == 0 ? "{\"n\":1}" : ",{\"n\":1}"; });
  };
  return fmt::format(R"({{"kind":"D","n":1,"xs":[{}],"ys":[{}],"zs":[{}]}})", list(xs), list(ys), list(zs));
}

/// An alias of a text that is so many bytes of JSON.
Codes aliased(std::uint64_t bytes) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file =
      sources.add("d.yaml", "a: &a " + std::string(bytes - std::strlen("\"\""), 'x') + "\nb: *a\n");
  translate_yaml(file, sources, DocumentTypes({}), diagnostics);
  return codes_of(diagnostics);
}

Codes line_of_ndjson(std::uint64_t bytes) {
  std::istringstream in(std::string(bytes, 'x') + "\n{}\n");
  Diagnostics diagnostics;
  NdjsonLines lines(in, "d.ndjson");
  while (lines.next(diagnostics)) {
  }
  return codes_of(diagnostics);
}

/// Bytes from a pipe, which has no size.
Codes stream(std::uint64_t count) {
  test::ScratchFolder folder;
  const std::string pipe = (folder.path() / "pipe").string();
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  std::signal(SIGPIPE, SIG_IGN);
  std::thread writer([&] {
    const int out = ::open(pipe.c_str(), O_WRONLY);
    const std::string block(1 << 16, ' ');
    for (std::uint64_t left = count; left > 0;) {
      const ssize_t written = ::write(out, block.data(), std::min<std::uint64_t>(left, block.size()));
      if (written <= 0) break;
      left -= static_cast<std::uint64_t>(written);
    }
    ::close(out);
  });
  Sources sources;
  const bool is_read = sources.read(pipe).has_value();
  writer.join();
  return is_read ? Codes{} : Codes{"E4001"};
}

Codes sparse_file(std::uint64_t bytes) {
  test::ScratchFolder folder;
  std::ofstream(folder.path() / "large").put(' ');
  std::filesystem::resize_file(folder.path() / "large", bytes);
  Sources sources;
  return sources.read(folder.path() / "large") ? Codes{} : Codes{"E4001"};
}

/// A message with a name of so many bytes: whether it is told whole.
Codes shown(std::uint64_t bytes) {
  const std::string text = "policy limits\n\nrecord D\n  n : int\n  title : text\n" + kAbout +
                           "clause one\n  shall ensure d.n > 0\n    otherwise \"{d.title}\"\n";
  const Compiled made = compiled(text);
  REQUIRE(made.program);
  Sources sources;
  const Program* program = &*made.program;
  const FileId file =
      sources.add("d.json", fmt::format(R"({{"kind":"D","n":0,"title":"{}"}})", std::string(bytes, 'x')));
  const DocumentReport report = check_document({&program, 1}, file, sources, {});
  REQUIRE(report.findings.size() == 1);
  CHECK(report.findings[0].message.size() <= limits::kShownText + 3);
  return report.findings[0].message == std::string(bytes, 'x') ? Codes{} : Codes{"-"};
}

Codes csv(std::string text) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId file = sources.add("list.csv", std::move(text));
  read_csv(file, sources, {}, diagnostics);
  return codes_of(diagnostics);
}

Codes workbook(const test::Parts& sheets, const test::Parts& others = {}) {
  Sources sources;
  Diagnostics diagnostics;
  read_workbook(test::workbook_of(sheets, others), "list.xlsx", sources, diagnostics);
  return codes_of(diagnostics);
}

/// So many bytes of texts, in cells that share a long one.
Codes sheet_texts(std::uint64_t bytes) {
  const std::uint64_t size = 1 << 20;
  return workbook(
      {{"List", "<sheetData><row>" + repeated(bytes / size, "<c t=\"s\"><v>0</v></c>") + "<c t=\"str\"><v>" +
                    std::string(bytes % size, 'x') + "</v></c></row></sheetData>"}},
      {{"xl/sharedStrings.xml", "<sst><si><t>" + std::string(size, 'x') + "</t></si></sst>"}});
}

/// A workbook that unpacks to so many bytes, most of them blanks.
Codes unpacked(std::uint64_t bytes) {
  const auto sheet = [](std::uint64_t blanks) { return std::string(blanks, ' '); };
  // Sums what the parts hold that are read, which is all of them.
  static const std::uint64_t around = [] {
    const std::string empty = test::workbook_of({{"A", ""}, {"B", ""}});
    const auto zip = ZipArchive::open(empty);
    std::uint64_t sum = 0;
    for (const char* part :
         {"_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml",
          "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}) {
      sum += zip->unpack(part, 10'000)->size();
    }
    return sum;
  }();
  const std::uint64_t half = (bytes - around) / 2;
  return workbook({{"A", sheet(half)}, {"B", sheet(bytes - around - half)}});
}

Codes sheets(std::uint64_t count) {
  test::Parts all;
  for (std::uint64_t i = 0; i < count; ++i) all.emplace_back(fmt::format("S{}", i), "");
  return workbook(all);
}

Codes styles(std::uint64_t bytes) {
  const std::string tags = "<styleSheet></styleSheet>";
  return workbook({{"List", ""}}, {{"xl/styles.xml", "<styleSheet>" + std::string(bytes - tags.size(), ' ') +
                                                         "</styleSheet>"}});
}

Codes archive(const std::string& bytes) {
  const test::ScratchFolder folder;
  std::ofstream(folder.path() / "all.zip", std::ios::binary) << bytes;
  Diagnostics diagnostics;
  input::DocumentArchive::open(folder.path() / "all.zip", diagnostics);
  return codes_of(diagnostics);
}

Codes archived_files(std::uint64_t count) {
  test::Parts all;
  for (std::uint64_t i = 0; i < count; ++i) all.emplace_back(fmt::format("{}.json", i), "");
  return archive(test::zip_of(all));
}

/// An archive that says of a file how much it takes, packed and unpacked.
Codes archived_bytes(std::uint32_t packed, std::uint64_t unpacked) {
  std::string bytes = test::zip_of({{"a.json", "{}"}});
  const std::size_t entry = bytes.find("PK\1\2");
  const auto put = [&](std::size_t at, std::uint64_t number) {
    for (std::size_t i = 0; i < 4; ++i) bytes[entry + at + i] = static_cast<char>(number >> 8 * i);
  };
  put(20, packed);
  put(24, unpacked);
  return archive(bytes);
}

Codes official(const std::string& text) {
  const test::ScratchFolder folder;
  std::ofstream(folder.path() / "text.txt", std::ios::binary) << text;
  Sources sources;
  Diagnostics diagnostics;
  official::read_official(folder.path() / "text.txt", {}, sources, diagnostics);
  return codes_of(diagnostics);
}

struct LimitCase {
  std::function<Codes(std::uint64_t)> of;
  bool takes_long = false;  ///< not tried below the limit too
  bool is_only_over = false;
};

const std::map<std::string, LimitCase> kTrials{
    {"FileBytes", {sparse_file, true, true}},  // a gigabyte is not read to see that it is taken
    {"StreamBytes", {stream, true}},
    {"TomlBytes", {[](auto n) {
       Sources sources;
       Diagnostics diagnostics;
       toml::parse(sources.add("a.toml", "#" + std::string(n - 1, 'x')), sources, diagnostics);
       return codes_of(diagnostics);
     }}},
    {"PolicyBytes", {[](auto n) {
       const std::string text = kHead + kAbout + kClause + "-- ";
       return policy(text + std::string(n - text.size(), 'x'));
     }}},
    {"BracketDepth", {[](auto n) {
       return policy(kHead + kAbout + "clause one\n  shall ensure " + repeated(n, "(") + "d.n" +
                     repeated(n, ")") + " > 0\n");
     }}},
    {"ExpressionDepth", {[](auto n) {
       return policy(kHead + kAbout + "clause one\n  shall ensure d.n" + repeated(n - 3, " + 1") + " > 0\n");
     }}},
    {"ShownErrors", {[](auto n) {
       Codes codes = policy(kHead + kAbout + "clause one\n" +
                            repeated(n, [](auto i) { return fmt::format("  shall ensure x{}\n", i); }));
       codes.erase("E1001");  // the mistakes themselves
       return codes;
     }}},
    {"EnumMembers", {[](auto n) {
       return policy("policy limits\n\nenum E\n" +
                     repeated(n, [](auto i) { return fmt::format("  m{}\n", i); }) +
                     "\nrecord D\n  n : int\n  e : E\n" + kAbout + kClause);
     }}},
    {"SetMembers", {[](auto n) {
       return policy("policy limits\n\nenum E\n" +
                     repeated(n, [](auto i) { return fmt::format("  m{}\n", i); }) +
                     "\nrecord D\n  n : int\n  e : set of E\n" + kAbout + kClause);
     }}},
    {"Fields", {[](auto n) {
       return policy("policy limits\n\nrecord D\n  n : int\n" +
                     repeated(n - 1, [](auto i) { return fmt::format("  f{} : int\n", i); }) + kAbout +
                     kClause);
     }}},
    {"FieldsInAll", {fields_in_all}},
    {"RecordDepth", {nested_records}},
    {"Acts", {[](auto n) {
       return policy(kHead + kAbout + "acts a0" +
                     repeated(n - 1, [](auto i) { return fmt::format(", a{}", i + 1); }) +
                     "\n\nclause one\n  may a0\n");
     }}},
    {"Choices", {[](auto n) {
       return policy(kHead + "reading r\n" +
                     repeated(n,
                              [](auto i) {
                                return fmt::format("  c{0} \"choice {0}\"{1}\n", i, i == 0 ? " default" : "");
                              }) +
                     kAbout + "clause one\n  shall ensure d.n > 0 or r = c0\n");
     }}},
    {"Clauses",
     {[](auto n) {
        return policy(kHead + kAbout + kClause + repeated(n - 1, [](auto i) {
                        return fmt::format("clause c{}\n  informative \"x\"\n", i);
                      }));
      },
      true}},
    {"Norms",
     {[](auto n) {
        return policy(kHead + kAbout + "acts enter\n\nclause one\n" + repeated(n, "  may enter\n"));
      },
      true}},
    {"DefeatDepth", {[](auto n) { return policy(exceptions(n)); }}},
    {"DefeatPairs", {[](auto n) { return policy(defeat_pairs(n)); }, true}},
    {"Lets", {[](auto n) {
       return policy(kHead + kAbout + "clause one\n" +
                     repeated(n, [](auto i) { return fmt::format("  let l{0} = d.n > {0}\n", i); }) +
                     repeated(n, [](auto i) { return fmt::format("  shall ensure l{}\n", i); }));
     }}},
    {"ChosenBy", {[](auto n) { return policy(chosen_by(n)); }}},
    {"AskedFor", {[](auto n) { return policy(asked_for(n)); }}},
    {"TextBytes", {texts}},
    {"MessageBytes", {[](auto n) {
       return policy(kHead + kAbout + "clause one\n  shall ensure d.n > 0\n    otherwise \"" +
                     std::string(n, 'x') + "{d.n}\"\n");
     }}},
    {"Holes", {[](auto n) {
       return policy(kHead + kAbout + "clause one\n  shall ensure d.n > 0\n    otherwise \"" +
                     repeated(n, "{d.n}") + "\"\n");
     }}},
    {"Expansions", {[](auto n) { return policy(expansions(n)); }, true}},
    // How many instructions a policy comes to is not for its author to count: a definition that doubles what
    // the one before comes to passes the limit at the eighteenth.
    {"Instructions", {[](auto n) { return policy(doubled(n > limits::kInstructions ? 18 : 15)); }, true}},
    {"Nesting", {[](auto n) { return policy(chain(n - 3)); }}},
    {"TableRows",
     {[](auto n) {
        return policy(kHead + "table T from \"t.csv\" key k\n  k : text\n" + kAbout + kClause,
                      {{"t.csv", "k\n" + repeated(n, [](auto i) { return fmt::format("{}\n", i); })}});
      },
      true}},
    {"KeyColumns", {[](auto n) {
       std::string columns, fields, header;
       for (std::uint64_t i = 0; i < n; ++i) {
         columns += fmt::format("{}k{}", i ? ", " : "", i);
         header += fmt::format("{}k{}", i ? "," : "", i);
         fields += fmt::format("  k{} : text\n", i);
       }
       return policy(kHead + "table T from \"t.csv\" key " + columns + "\n" + fields + kAbout + kClause,
                     {{"t.csv", header + "\n"}});
     }}},
    {"KeyDepth", {keys_of_keys}},
    {"DocumentDepth", {[](auto n) {
       Codes codes = checked(kHead + kAbout + kClause, repeated(n, "[") + repeated(n, "]"));
       codes.erase("E4005");  // that a document is no list is a mistake as well
       return codes;
     }}},
    {"AliasedBytes", {aliased, true}},
    {"LineBytes", {line_of_ndjson, true}},
    {"ExplainedBytes",
     {[](auto n) {
        Explainer explainer{Question{}};
        const std::string document = R"({"kind":"D","n":1})";
        return checked(kHead + kAbout + kClause, document + std::string(n - document.size(), ' '),
                       &explainer);
      },
      true}},
    {"CrossedRows",
     {[](auto n) {
        const std::uint64_t side = 20'000;
        return checked(kLists + "some x in d.xs satisfies some y in d.ys satisfies x.n = y.n\n",
                       lists(n / side + (n % side ? 1 : 0), side, 0));
      },
      true}},
    {"CrossedAtOnce",
     {[](auto n) {
        const std::uint64_t side = 5'000;
        return checked(kLists +
                           "some x in d.xs satisfies some y in d.ys satisfies some z in d.zs satisfies "
                           "x.n = y.n and y.n = z.n\n",
                       lists(1, side, n / side + (n % side ? 1 : 0)));
      },
      true}},
    {"ReachedElements",
     {[](auto n) {
        return checked(kLists +
                           "some x in d.xs satisfies x reaches x by same in d.xs\n\n"
                           "define same(a: X, b: X): truth\n  = a.n = b.n\n",
                       lists(n, 0, 0));
      },
      true}},
    {"Marks", {marked}},
    {"SheetCells",
     {[](auto n) { return csv("a\n" + std::string(n - 4, ',') + "\n"); }, true}},  // two rows, one cell more
    {"SheetTextBytes", {sheet_texts, true}},
    {"Sheets", {sheets}},
    {"WorkbookBytes", {unpacked, true}},
    {"WorkbookPartBytes", {styles, true}},
    {"ArchiveFiles", {archived_files, true, true}},  // what writes fixtures says of no more than 65,535 files
    {"ArchiveBytes", {[](auto n) { return archived_bytes(100'000'000, n); }}},
    {"ArchiveRatio", {[](auto n) { return archived_bytes(10'000, 10'000 * n); }}},
    {"RepeatedElements", {repeated_in_test}},
    {"OfficialBytes", {[](auto n) { return official("resolves\n1 " + std::string(n - 11, 'x')); }, true}},
    {"OfficialLines",
     {[](auto n) { return official("resolves\n1 that it is so;" + std::string(n - 1, '\n')); }}},
    {"ShownText", {shown}},
};

std::string with_commas(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

}  // namespace

TEST_CASE("the page has every limit") {
  std::ifstream stream(std::string(PRECEPT_SOURCE_DIR) + "/docs/limits.md");
  const std::string page{std::istreambuf_iterator<char>(stream), {}};
  std::size_t rows = 0;
  for (std::size_t at = page.find("\n| "); at != std::string::npos; at = page.find("\n| ", at + 1))
    rows += std::isdigit(static_cast<unsigned char>(page[at + 3])) != 0;
  CHECK(rows == kLimits.size());
  for (const Limit& limit : kLimits) {
    const std::string row =
        fmt::format("\n| {} | {} | {} |\n", with_commas(limit.number), limit.what, limit.codes);
    CHECK_MESSAGE(page.find(row) != std::string::npos, row);
  }
}

TEST_CASE("at a limit all is well, over it it is refused") {
  for (const Limit& limit : kLimits) {
    CAPTURE(limit.name);
    const auto trial = kTrials.find(limit.name);
    REQUIRE_MESSAGE(trial != kTrials.end(), "a limit that nobody tries");
    const LimitCase& it = trial->second;
    if (!it.takes_long) CHECK(it.of(limit.number - 1) == Codes{});
    if (!it.is_only_over) CHECK(it.of(limit.number) == Codes{});
    const Codes over = it.of(limit.number + 1);
    CHECK_FALSE(over.empty());
    for (const std::string& code : over) CHECK_MESSAGE(limit.codes.find(code) != std::string::npos, code);
  }
}

TEST_CASE("two kilobytes that double with each line") {
  for (int count : {20, 22, 40}) CHECK(policy(doubled(count)) == Codes{"E1032"});
}

TEST_CASE("two kilobytes of lets, each of which uses the one before twice") {
  const std::string condition =
      repeated(60, [](auto i) { return fmt::format("  let l{} = if d.t then l{} else l{}\n", i + 1, i, i); });
  const std::string head =
      "policy limits\n\nenum E\n  a b\n\nrecord D\n  e : E or none\n  x : int or none\n  t : truth\n";
  CHECK(policy(head + kAbout + "clause one\n  let l0 = d.x\n" + condition +
               "  shall ensure d.x is given and l60 > 3\n") == Codes{});
  CHECK(policy(head + kAbout + "clause one\n  let l0 = d.x\n" + condition + "  shall ensure l60 > 3\n") ==
        Codes{"E1050"});
  const std::string rows =
      repeated(60, [](auto i) { return fmt::format("  let l{} = T[l{}, l{}].r\n", i + 1, i, i); });
  const std::string table = "\ntable T from \"t.csv\" key p, q\n  p : E\n  q : E\n  r : E or none\n";
  CHECK(policy(head + table + kAbout + "clause one\n  let l0 = d.e\n" + rows +
                   "  shall ensure l60 is given and l60 = a\n",
               {{"t.csv", "p,q,r\na,a,b\n"}}) == Codes{});
}

TEST_CASE("two kilobytes of lists in lists: what is absent is looked for in few rows") {
  std::string text = "policy limits\n\nrecord R60\n  n : int or none\n";
  for (int i = 59; i > 0; --i) text += fmt::format("record R{}\n  xs : list of R{}\n", i, i + 1);
  text += "record D\n  n : int\n  xs : list of R1\n";
  const Compiled made = compiled(text + kAbout + kClause);
  REQUIRE(made.program);
  CHECK(absences(*made.program, 0).size() == 62);
}

TEST_CASE("a document on one line: every place is the one that counting from its start gives") {
  std::string text = "{\"kind\":\"D\",\"n\":1,\"title\":\"";
  for (int i = 0; i < 30'000; ++i) text += i % 3 == 0 ? "é" : i % 7 == 0 ? "𝄞" : "x";
  Sources sources;
  const FileId file = sources.add("line.json", "\n" + text + "\"}\n");
  PlaceCursor cursor(file, sources);
  const auto size = static_cast<std::uint32_t>(sources.file(file).text.size());
  for (std::uint32_t at = 0; at < size; at = at * 3 / 2 + 7919 % (at + 3)) {
    for (std::uint32_t offset : {at, size - at}) {
      const LineColumn expected = sources.locate(file, offset), found = cursor.locate(offset);
      CHECK(found.line == expected.line);
      CHECK(found.column == expected.column);
    }
  }
}
