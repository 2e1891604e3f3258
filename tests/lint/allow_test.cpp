// Comments that let findings pass, levels, and what becomes of findings in modules.
#include <cctype>
#include <fstream>

#include "tests/common/scratch_folder.h"
#include "tests/lint/looked.h"

using namespace precept;
using precept::test::Looked;

namespace {

std::string policy(const std::string& norm, const std::string& before = "") {
  return before + R"(policy hall

title "Rules of the hall"

record Booking
  people  : int
  insured : truth

about Booking b

clause rule 1
  gist "The hall is used with care."

)" + norm;
}

const std::string kTwice = "  shall ensure not (not b.insured) and b.people > 5\n";

}  // namespace

TEST_CASE("a finding is told with its rule, its place and its edit") {
  Looked looked(policy(kTwice));
  REQUIRE(looked.names() == "double-negation");
  const Diagnostic& found = looked.found.all()[0];
  CHECK(found.severity() == Severity::Warning);
  CHECK(found.notes.back() == "this is the lint `double-negation`");
  REQUIRE(found.edits.size() == 1);
  CHECK(looked.sources.text(found.edits[0].at) == "not (not b.insured)");
  CHECK(found.edits[0].text == "b.insured");
}

TEST_CASE("a comment lets a finding pass: before its line, also before other comments, and at its end") {
  const std::string allow = "-- lint: allow double-negation \"it is said so\"\n";
  CHECK(Looked(policy("  " + allow + kTwice)).names() == "");
  CHECK(Looked(policy("  " + allow + "  -- and a word on it\n" + kTwice)).names() == "");
  CHECK(Looked(policy(kTwice.substr(0, kTwice.size() - 1) + "  " + allow)).names() == "");
}

TEST_CASE("a comment at another place, of another rule or without a reason lets nothing pass") {
  const std::string allow = "-- lint: allow double-negation \"it is said so\"\n";
  CHECK(Looked(policy(kTwice + "  " + allow)).names() == "double-negation allowed-for-nothing");
  CHECK(Looked(policy("  -- lint: allow tautology \"x\"\n" + kTwice)).names() ==
        "allowed-for-nothing double-negation");
  CHECK(Looked(policy("  -- lint: allow double-negation\n" + kTwice)).names() ==
        "allowed-without-reason double-negation");
  CHECK(Looked(policy("  -- lint: allow double-negation \" \"\n" + kTwice)).names() ==
        "allowed-without-reason double-negation");
  Looked unknown(policy("  -- lint: allow double-negatoin \"x\"\n" + kTwice));
  CHECK(unknown.names() == "allowed-unknown-rule double-negation");
  CHECK(unknown.found.all()[0].help == "did you mean `double-negation`?");
  CHECK(Looked(policy("  -- lint: allow\n" + kTwice)).names() == "allowed-unknown-rule double-negation");
}

TEST_CASE("levels turn a rule off, or make errors of its findings; `only` looks by some rules") {
  lint::Options options;
  options.levels["double-negation"] = lint::Level::Off;
  CHECK(Looked(policy(kTwice), options).names() == "");
  options.levels["double-negation"] = lint::Level::Error;
  Looked error(policy(kTwice), options);
  REQUIRE(error.names() == "double-negation");
  CHECK(error.found.all()[0].severity() == Severity::Error);
  CHECK(error.found.has_errors());
  lint::Options only;
  only.only = {"tautology"};
  CHECK(Looked(policy(kTwice), only).names() == "");
  // What a comment lets pass is not told to be nothing where its rule is not looked at.
  CHECK(Looked(policy("  -- lint: allow missing-gist \"x\"\n" + kTwice), only).names() == "");
}

TEST_CASE("every rule has a name, a kind and a row; names are those of the catalogue") {
  CHECK(lint::rules().size() >= 40);
  for (const lint::Rule& rule : lint::rules()) {
    CAPTURE(rule.name);
    CHECK(std::string_view(info(rule.kind).code).starts_with("W9"));
    CHECK(info(rule.kind).severity == Severity::Warning);
    CHECK(lint::rule_named(rule.name) == &rule);
    CHECK(lint::rule_of(rule.kind) == &rule);
    std::string plain(rule.name), name = info(rule.kind).name;
    std::erase(plain, '-');
    for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    CHECK(plain == name);
  }
  CHECK(lint::rule_named("no-such-rule") == nullptr);
  CHECK(lint::rule_of(DiagnosticKind::UnknownName) == nullptr);
}

TEST_CASE("of a module is told what none of the policies uses that are looked at") {
  const test::ScratchFolder folder;
  std::ofstream(folder.path() / "words.precept")
      << "module words\n\nenum Kind\n  concert play\n\nenum Size\n  small great\n\nenum Hue\n  red green\n";
  auto using_ = [](const std::string& field) {
    return "policy hall\n\ntitle \"t\"\n\nuse words\n\nrecord Booking\n  it : " + field +
           "\n\nabout Booking b\n\nclause rule 1\n  gist \"g\"\n\n  shall ensure b.it in {" +
           (field == "Kind" ? "concert" : "small") + "}\n";
  };
  lint::Options all;
  all.all_users_known = [](const std::filesystem::path&) { return true; };
  all.only = {"unused-enum"};
  Sources sources;
  ParseCache parsed;
  const Analysis one = analyze(sources.add((folder.path() / "a.precept").string(), using_("Kind")), sources,
                               {.parsed = &parsed});
  const Analysis other = analyze(sources.add((folder.path() / "b.precept").string(), using_("Size")), sources,
                                 {.parsed = &parsed});
  REQUIRE(one.model() != nullptr);
  REQUIRE(other.model() != nullptr);
  const std::vector<Diagnostics> found = {lint::lint(one, sources, std::nullopt, all),
                                          lint::lint(other, sources, std::nullopt, all)};
  CHECK(found[0].all().size() == 2);
  const std::vector<const Analysis*> analyses = {&one, &other};
  const Diagnostics joined = lint::joined(found, analyses);
  REQUIRE(joined.all().size() == 1);
  CHECK(joined.all()[0].message == "nothing uses the enum `Hue`");
  all.all_users_known = {};
  CHECK(lint::lint(one, sources, std::nullopt, all).all().empty());
}
