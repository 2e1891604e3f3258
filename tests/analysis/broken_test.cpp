// Files with mistakes: what is sound around a mistake is there, and the mistake is told once.
#include "tests/analysis/analysed.h"

using namespace precept;
using precept::test::Analysed;

namespace {

const std::string kHead = R"(policy hall
enum Size
  small "a small one"
  great
record Stall
  name   : text
  length : int
  size   : Size default small
record Fair
  limit  : int
  stalls : list of Stall
define is_long(s: Stall): truth
  as "{s.name} is long" | "{s.name} is short"
  = s.length > 3
)";
const std::string kClauses = R"(about Fair f
clause length
  let great_ones = s in f.stalls where s.size = great
  shall ensure every s in great_ones satisfies s.length <= f.limit
    otherwise "{count(great_ones)} stalls"
clause number
  shall ensure count(s in f.stalls where is_long(s)) < 9
)";

/// True where the model is absent, and only the diagnostics with these codes are there.
void check_told(const Analysed& it, const std::string& codes) {
  CHECK(it.codes() == codes);
  CHECK((it.analysis.model() == nullptr) == it.analysis.diagnostics().has_errors());
}

}  // namespace

TEST_CASE("a sound file: everything that is declared, with its type") {
  Analysed it(kHead + kClauses);
  check_told(it, "");
  CHECK(it.declared() == std::vector<std::string>{"policy hall",
                                                  "enum Size",
                                                  "member Size.small : Size",
                                                  "member Size.great : Size",
                                                  "record Stall",
                                                  "field Stall.name : text",
                                                  "field Stall.length : int",
                                                  "field Stall.size : Size",
                                                  "record Fair",
                                                  "field Fair.limit : int",
                                                  "field Fair.stalls : list of Stall",
                                                  "definition is_long : truth",
                                                  "parameter is_long.s : Stall",
                                                  "section Fair",
                                                  "document Fair.f : Fair",
                                                  "clause Fair.length",
                                                  "let Fair.length.great_ones : list of Stall",
                                                  "element Fair.length.s : Stall",
                                                  "element Fair.length.s : Stall",
                                                  "clause Fair.number",
                                                  "element Fair.number.s : Stall"});
}

TEST_CASE("a sound file: names mean what is declared, expressions have types") {
  Analysed it(kHead + kClauses);
  CHECK(it.meant_at("satisfies s.le^ngth") == "field Stall.length");
  CHECK(it.meant_at("satisfies s^.length") == "element Fair.length.s");
  CHECK(it.meant_at("<= ^f.limit") == "document Fair.f");
  CHECK(it.meant_at("size = great^\n") == "member Size.great");
  CHECK(it.meant_at("default sma^ll") == "member Size.small");
  CHECK(it.meant_at("{s.^name} is long") == "field Stall.name");
  CHECK(it.meant_at("{count(gr^eat_ones)}") == "let Fair.length.great_ones");
  CHECK(it.meant_at("list of St^all") == "record Stall");
  CHECK(it.meant_at("about ^Fair f") == "record Fair");
  CHECK(it.meant_at("where is_lo^ng(s)") == "definition is_long");
  CHECK(it.meant_at("shall en^sure count") == "");
  CHECK(it.type_at("satisfies s.le^ngth") == "int");
  CHECK(it.type_at("satisfies ^s.length") == "Stall");
  CHECK(it.type_at("s.length ^<= f.limit") == "truth");
  CHECK(it.type_at("record St^all") == "");
}

TEST_CASE("an unknown name in one expression leaves the others") {
  Analysed it(kHead + R"(about Fair f
clause length
  shall ensure every s in f.stalls satisfies s.length <= limit
clause number
  shall ensure f.limit < 9
)");
  check_told(it, "E1001");
  CHECK(it.meant_at("satisfies s.l^ength") == "field Stall.length");
  CHECK(it.type_at("satisfies s.l^ength") == "int");
  CHECK(it.meant_at("<= lim^it") == "");
  CHECK(it.type_at("<= lim^it") == "an unknown type");
  CHECK(it.meant_at("ensure f.li^mit < 9") == "field Fair.limit");
}

TEST_CASE("a mistake of syntax in one clause leaves the others, with their types") {
  Analysed it(kHead + R"(about Fair f
clause length
  shall ensure every s in satisfies s.length <= f.limit
clause number
  let all = count(f.stalls)
  shall ensure all < f.limit
)");
  CHECK(it.codes().size() == 5);
  check_told(it, it.codes());
  CHECK(it.declares("let Fair.number.all : int"));
  CHECK(it.meant_at("ensure al^l < f") == "let Fair.number.all");
  CHECK(it.type_at("all < f.lim^it") == "int");
}

TEST_CASE("what follows from a mistake of syntax is not told") {
  // The clause uses an enum that cannot be read.
  Analysed it(R"(policy hall
enum
record Fair
  limit : int
about Fair f
clause a
  shall ensure f.limit = Small
)");
  CHECK(it.codes().size() == 5);
  CHECK(it.meant_at("ensure f.lim^it") == "field Fair.limit");
  CHECK(it.analysis.model() == nullptr);
}

TEST_CASE("a line that is being written costs nothing of what stands before it") {
  for (const char* word : {"cla", "whe", "sum", ")"}) {
    CAPTURE(word);
    const std::string line = std::string(word) + "\n";
    Analysed behind_about(kHead + "about Fair f\n" + line + kClauses.substr(kClauses.find("clause")));
    CHECK(behind_about.meant_at("satisfies s.le^ngth") == "field Stall.length");
    CHECK(behind_about.type_at("<= f.lim^it") == "int");
    Analysed behind_let(kHead + "about Fair f\nclause a\n  let all = count(f.stalls)\n  " + line +
                        "  shall ensure all < 3\n");
    CHECK(behind_let.declares("let Fair.a.all : int"));
    CHECK(behind_let.meant_at("ensure a^ll < 3") == "let Fair.a.all");
    Analysed behind_define(kHead + line + kClauses);
    CHECK(behind_define.declares("definition is_long : truth"));
    // A place ends where its declaration does, not behind the line that cannot be read.
    const auto& it = behind_about.analysis;
    for (const analysis::Declaration& each : it.declarations()) {
      if (each.kind == analysis::DeclarationKind::Document)
        CHECK(behind_about.sources.text(each.span) == "f");
    }
  }
}

TEST_CASE("what follows a `use` and cannot be read is told, and nothing else of the module") {
  Analysed it("policy hall\nuse nowhere\n  when\n" + kHead.substr(kHead.find("record")));
  CHECK(it.codes() == "E0001");
}

TEST_CASE("an unknown type in one field leaves the other fields") {
  Analysed it(
      "policy hall\nrecord Fair\n  limit : Integr\n  seats : int\nabout Fair f\nclause a\n"
      "  shall ensure f.seats < f.limit\n");
  check_told(it, "E1002");
  CHECK(it.declares("field Fair.limit : an unknown type"));
  CHECK(it.declares("field Fair.seats : int"));
  CHECK(it.meant_at("< f.lim^it") == "field Fair.limit");
  CHECK(it.type_at("ensure f.se^ats") == "int");
}

TEST_CASE("a wrong type: the expression still has the type that was found") {
  Analysed it("policy hall\nrecord Fair\n  limit : int\nabout Fair f\nclause a\n  shall ensure f.limit\n");
  check_told(it, "E1012");
  CHECK(it.type_at("ensure f.lim^it") == "int");
}

TEST_CASE("a module that is not there, and a table's file that is not there") {
  Analysed it(R"(policy hall
use nowhere.near
table Town from "nowhere.csv" key code
  code  : text
  ready : truth
record Fair
  town : Town
about Fair f
clause a
  shall ensure f.town.ready and unheard_of(f)
)");
  check_told(it, "E1008");
  CHECK(it.declares("column Town.code : text"));
  CHECK(it.meant_at("f.town.rea^dy") == "column Town.ready");
  CHECK(it.meant_at("f.to^wn.ready") == "field Fair.town");
  CHECK(it.meant_at("table Town from \"nowhere.csv\" key co^de") == "column Town.code");
  CHECK(it.type_at("f.town.rea^dy") == "truth");
}

TEST_CASE("two declarations of one name: both are there, and uses mean the first") {
  Analysed it(
      "policy hall\nrecord Fair\n  a : int\nrecord Fair\n  b : int\nabout Fair f\nclause c\n"
      "  shall ensure f.a = 1\n");
  check_told(it, "E1011");
  CHECK(it.declares("field Fair.a : int"));
  CHECK(it.meant_at("record Fair\n  ^b : int") == "field Fair.b");
  CHECK(it.meant_at("ensure f.^a = 1") == "field Fair.a");
}

TEST_CASE("acts, exceptions and labels") {
  const std::string text = R"(policy hall
enum Act
  sell
  show
record Fair
  acts : set of Act
  open : truth
about Fair f
acts sell, show exercised f.acts
clause selling
  shall not sell
    called calm
  shall ensure f.open
clause feasts
  despite selling (calm)
    may sell
)";
  Analysed it(text);
  check_told(it, "");
  CHECK(it.meant_at("despite sel^ling") == "clause Fair.selling");
  CHECK(it.meant_at("(ca^lm)") == "norm Fair.selling.calm");
  CHECK(it.meant_at("may se^ll") == "act Fair.sell");
  // The act is called by the member's name.
  CHECK(it.meant_at("acts se^ll") == "member Act.sell");
  auto member = it.analysis.declaration_at(it.root(), it.at("enum Act\n  se^ll"));
  auto act = it.analysis.declaration_at(it.root(), it.at("shall not se^ll"));
  REQUIRE((member && act));
  CHECK(it.analysis.places_to_rename(*member).size() == 4);
  CHECK(it.analysis.places_to_rename(*act).size() == 4);

  std::string broken = text;
  broken.replace(broken.find("despite selling"), 15, "despite sellings");
  Analysed other(broken);
  check_told(other, "E1006");
  CHECK(other.meant_at("may se^ll") == "act Fair.sell");
}

TEST_CASE("readings and their choices") {
  Analysed it(R"(policy hall
reading tents
  counted   "tents are stalls" default
  uncounted "tents are no stalls"
record Fair
  stalls : int
about Fair f
clause a
  shall ensure f.stalls < 9 or tents = uncounted or f.walls
)");
  check_told(it, "E1003");
  CHECK(it.meant_at("or te^nts") == "reading tents");
  CHECK(it.meant_at("= un^counted") == "choice tents.uncounted");
  CHECK(it.type_at("or te^nts") == "tents");
}

// ---- completion ------------------------------------------------------------------------------------------

TEST_CASE("behind a dot there are the parts of what stands before it") {
  const std::vector<std::string> of_stall = {"field Stall.name", "field Stall.length", "field Stall.size"};
  Analysed it(kHead + kClauses);
  CHECK(it.visible_at("satisfies s.le^ngth") == of_stall);
  Analysed half(
      kHead +
      "about Fair f\nclause a\n  shall ensure every s in f.stalls satisfies s.\nclause b\n  shall ensure "
      "f. < 3\n  shall ensure Size. = Size.great\n");
  CHECK(half.visible_at("ensure f.^ < 3") ==
        std::vector<std::string>{"field Fair.limit", "field Fair.stalls"});
  CHECK(half.visible_at("ensure Size.^ =") ==
        std::vector<std::string>{"member Size.small", "member Size.great"});
  CHECK(half.visible_at("in f.sta^lls") == std::vector<std::string>{"field Fair.limit", "field Fair.stalls"});
}

TEST_CASE("elsewhere there is what is in scope, the innermost first") {
  Analysed it(kHead + kClauses);
  std::vector<std::string> all = it.visible_at("satisfies ^s.length");
  REQUIRE(all.size() > 8);
  CHECK(all[0] == "element Fair.length.s");
  CHECK(all[1] == "let Fair.length.great_ones");
  auto sees = [](const std::vector<std::string>& names, const std::string& name) {
    return std::ranges::find(names, name) != names.end();
  };
  CHECK(sees(all, "document Fair.f"));
  CHECK(sees(all, "member Size.great"));
  CHECK(sees(all, "definition is_long"));
  CHECK(sees(all, "clause Fair.number"));
  CHECK_FALSE(sees(all, "parameter is_long.s"));
  CHECK_FALSE(sees(all, "field Stall.length"));
  all = it.visible_at("shall ensure ^count(s in");
  CHECK_FALSE(sees(all, "let Fair.length.great_ones"));
  CHECK(sees(all, "document Fair.f"));
  all = it.visible_at("= ^s.length > 3");
  CHECK(sees(all, "parameter is_long.s"));
  CHECK_FALSE(sees(all, "document Fair.f"));
}

TEST_CASE("a clause that is being written sees the section's variables") {
  Analysed it(kHead + kClauses + "clause more\n  shall ensure \n");
  CHECK_FALSE(it.analysis.model());
  std::vector<std::string> all = it.visible_at("clause more\n  shall ensure ^");
  CHECK(std::ranges::find(all, "document Fair.f") != all.end());
}

TEST_CASE("no text makes an analysis fail, however it is asked") {
  for (const char* text :
       {"", "policy", "policy p", "module m", "about", "about X x", "\xff\xfe", "policy p\nuse p\n",
        "policy p\nabout p p\nclause a\n  shall ensure p.p.p.p", "record R\n  r : R\nabout R r\n"}) {
    Analysed it(text);
    const auto size = static_cast<std::uint32_t>(std::string_view(text).size());
    for (std::uint32_t offset = 0; offset <= size + 1; ++offset) {
      it.analysis.declaration_at(it.root(), offset);
      it.analysis.type_at(it.root(), offset);
      it.analysis.visible_at(it.root(), offset);
    }
    CHECK(it.analysis.visible_at(999, 0).empty());
    it.declared();
  }
  std::string dots = "policy p\nabout R ";
  for (int i = 0; i < 100'000; ++i) dots += "r.";
  Analysed it(dots);
  CHECK(it.analysis.visible_at(it.root(), static_cast<std::uint32_t>(dots.size())).empty());
}
