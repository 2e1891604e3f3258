// The engine as a program that embeds it uses it: policies and documents as texts, answers as plain data.
#include "engine/engine.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <thread>

#include "checker/policy.h"
#include "checker/verify_receipt.h"
#include "runtime/receipt/policy.h"

using namespace precept;

namespace {

constexpr const char* kPolicy = R"(policy hall
record Booking
  name  : text
  people : int
  seats  : int or none
about Booking b
judgement quiet(b: Booking)
  asks "Is {b.name} quiet?"
reading full_house
  all_seats "every seat may be taken"  default
  less_one  "one seat stays free"
clause seats
  shall ensure b.seats is given and b.people <= b.seats - (if full_house = less_one then 1 else 0)
clause noise
  shall ensure b.people <= 10 or quiet(b)
)";

constexpr const char* kChoir = R"({"kind": "Booking", "name": "Choir", "people": 24, "seats": 24})";

/// Collects what is written.
class Text final : public rendering::Sink {
 public:
  void write(std::string_view text) override { text_ += text; }
  void write_mistakes(std::string_view text) override { mistakes_ += text; }
  const std::string& text() const { return text_; }
  const std::string& mistakes() const { return mistakes_; }

 private:
  std::string text_, mistakes_;
};

/// A folder that is gone afterwards.
class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / "precept_engine_test") {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string path(const char* name) const { return path_ / name; }
  void write(const char* name, const char* text) const { std::ofstream(path_ / name) << text; }

 private:
  std::filesystem::path path_;
};

Engine hall() {
  Engine engine;
  const bool is_loaded = engine.load_text("hall.precept", kPolicy);
  INFO(engine.mistakes_text(Color::Off));
  REQUIRE(is_loaded);
  return engine;
}

template <class Answer>
std::string told(const DocumentCheck& document, const Answer& answer, Form form) {
  Text text;
  document.tell(answer, form, {}, text);
  return text.text();
}

const std::string& file_of(const Mistake& mistake) {
  return mistake.at.file;
}

}  // namespace

TEST_CASE("a document comes to a verdict, and says why") {
  const Engine engine = hall();
  DocumentCheck choir = engine.open_text("choir.json", kChoir);
  REQUIRE(choir.is_open());
  CHECK(choir.report().verdict == std::nullopt);  // nothing was asked yet
  CHECK(choir.check().verdict == Verdict::Undetermined);
  CHECK(choir.report().file == "choir.json");

  const Explanation why = choir.explain({.clause = "noise"});
  REQUIRE(why.answer);
  CHECK(told(choir, why, Form::Text).find("nobody has attested `quiet`") != std::string::npos);
  CHECK(told(choir, why, Form::Json).starts_with("{"));
  CHECK(told(choir, why, Form::Markdown) != told(choir, why, Form::Text));
  CHECK(told(choir, why, Form::Html).starts_with("<!doctype html>"));
  CHECK(told(choir, why, Form::Dot).starts_with("digraph"));

  const Explanation amiss = choir.explain({.clause = "no such clause"});
  CHECK_FALSE(amiss.answer);
  CHECK(choir.mistakes(amiss.report.diagnostics).size() == 1);
}

TEST_CASE("open questions are answered by answers that lie beside the document") {
  const Engine engine = hall();
  DocumentCheck choir = engine.open_text("choir.json", kChoir);
  const OpenQuestions open = choir.questions();
  REQUIRE(open.questions.size() == 1);
  CHECK(told(choir, open, Form::Text).find("Is Choir quiet?") != std::string::npos);

  AnswersFile answers{.document = "choir.json", .kind = "Booking", .answers = {}};
  answers.add({.judgement = "quiet", .value = "true", .by = "the warden", .date = "2026-01-02"});
  Diagnostics refused;
  REQUIRE(choir.set_answers(answers, "choir.answers.json", refused));
  CHECK(choir.check().verdict == Verdict::Compliant);
  CHECK(choir.text().find("the warden") != std::string::npos);

  answers.kind = "Fair";
  CHECK_FALSE(choir.set_answers(answers, "choir.answers.json", refused));
  REQUIRE(choir.mistakes(refused).size() == 1);
  CHECK(choir.mistakes(refused)[0].code == "E5052");
  CHECK(choir.check().verdict == Verdict::Compliant);  // the earlier answers count as they did
}

TEST_CASE("readings are compared, and chosen") {
  Engine engine = hall();
  DocumentCheck choir = engine.open_text("choir.json", kChoir);
  choir.check();
  const std::vector<Alternative> others = choir.alternatives();
  REQUIRE(others.size() == 1);
  CHECK(others[0].choice == "less_one");
  CHECK(others[0].report.verdict == Verdict::NonCompliant);

  REQUIRE(engine.set({.readings = {"full_house=less_one"}}));
  DocumentCheck again = engine.open_text("choir.json", kChoir);
  CHECK(again.check().verdict == Verdict::NonCompliant);
  const Repairs repairs = again.repairs({.clause = "seats"}, Aim::Mend);
  REQUIRE_FALSE(repairs.fixes.empty());

  for (const char* wrong : {"full_house=less_two", "full_huose=less_one", "full_house"}) {
    CHECK_FALSE(engine.set({.readings = {wrong}}));
    REQUIRE(engine.mistakes().size() == 1);
    CHECK(engine.mistakes()[0].severity == Severity::Error);
    DocumentCheck refused = engine.open_text("choir.json", kChoir);
    CHECK_FALSE(refused.is_open());
    CHECK(refused.check().verdict == std::nullopt);
    CHECK(refused.mistakes(refused.report().diagnostics).size() == 1);
  }
  REQUIRE(engine.set({}));
  CHECK(engine.mistakes().empty());
  CHECK(engine.open_text("choir.json", kChoir).check().verdict == Verdict::Undetermined);
}

TEST_CASE("nothing is checked by policies of which one is in error, nor by none") {
  Engine engine = hall();
  CHECK_FALSE(engine.load_text("other.precept", "policy other\nrecord Booking\n  people : itn\n"));
  REQUIRE(engine.policies().size() == 1);
  DocumentCheck choir = engine.open_text("choir.json", kChoir);
  CHECK_FALSE(choir.is_open());
  CHECK(choir.check().verdict == std::nullopt);
  CHECK(choir.receipt().empty());
  const std::vector<Mistake> told = choir.mistakes(choir.report().diagnostics);
  CHECK(std::ranges::count(told, "other.precept", file_of) == 1);

  DocumentCheck lost = Engine().open_text("choir.json", kChoir);
  CHECK(lost.check().verdict == std::nullopt);
  CHECK_FALSE(lost.mistakes(lost.report().diagnostics).empty());
}

TEST_CASE("a receipt is of the same check, or of one more") {
  const Engine engine = hall();
  DocumentCheck choir = engine.open_text("choir.json", kChoir);
  choir.check({.with_receipt = true});
  const std::string receipt = choir.receipt();
  const auto card = checker::write_card(receipt::policy_json(*engine.policies()[0]), {});
  const checker::Answer answer =
      checker::verify_receipt(receipt, {.document = std::string(choir.text()), .card = card});
  CHECK(answer.status() == checker::Status::Verified);

  DocumentCheck later = engine.open_text("choir.json", kChoir);
  CHECK(later.receipt() == receipt);

  // With an answer it is another document, whose receipt is another one.
  AnswersFile answers{.document = "choir.json", .kind = "Booking", .answers = {}};
  answers.add({.judgement = "quiet", .value = "true", .by = "the warden", .date = "2026-01-02"});
  Diagnostics refused;
  REQUIRE(later.set_answers(answers, "choir.answers.json", refused));
  const checker::Answer answered =
      checker::verify_receipt(later.receipt(), {.document = std::string(later.text()), .card = card});
  CHECK(answered.status() == checker::Status::Verified);
  CHECK(answered.verdict == "compliant");
}

TEST_CASE("several look at one run") {
  struct Counter : RunInspector {
    int runs = 0;
    void inspect(const RunView&, const Results&, DocumentPlaces&, DocumentReport&) override { ++runs; }
  } counter;
  const Engine engine = hall();
  DocumentCheck choir = engine.open_text("choir.json", kChoir);
  choir.check({.with_receipt = true, .inspector = &counter});
  CHECK(counter.runs == 1);
  CHECK_FALSE(choir.receipt().empty());
}

TEST_CASE("a mistake is plain data with its place, in policies and in documents") {
  Engine engine;
  CHECK_FALSE(engine.load_text("hall.precept", "policy hall\nrecord Booking\n  people : itn\n"));
  REQUIRE_FALSE(engine.mistakes().empty());
  const Mistake mistake = engine.mistakes()[0];
  CHECK(mistake.at.file == "hall.precept");
  CHECK(mistake.at.line == 3);
  CHECK(mistake.at.column == 12);
  CHECK(mistake.help == "did you mean `int`?");
  CHECK(engine.has_errors());
  CHECK(engine.policies().empty());
  CHECK_FALSE(engine.load("there/is/no/policy"));

  const Engine sound = hall();
  DocumentCheck typo = sound.open_text("choir.json", R"({"kind": "Booking",
 "name": "Choir", "poeple": 24, "seats": 24})");
  CHECK(typo.is_open());
  CHECK(typo.check().verdict == std::nullopt);
  const std::vector<Mistake> found = typo.mistakes(typo.report().diagnostics);
  REQUIRE_FALSE(found.empty());
  CHECK(found[0].at.file == "choir.json");
  CHECK(found[0].at.line == 2);
  CHECK(typo.in_words(typo.report().diagnostics, Color::Off).find("choir.json:2:") != std::string::npos);

  DocumentCheck absent = sound.open("there/is/no.json");
  CHECK_FALSE(absent.is_open());
  CHECK(absent.check().verdict == std::nullopt);
  CHECK(absent.mistakes(absent.report().diagnostics).size() == 1);
  CHECK(absent.receipt().empty());
  CHECK(absent.questions().questions.empty());
  CHECK_FALSE(absent.repairs({}, Aim::Mend).report.verdict);
}

TEST_CASE("what policies are warned of stands beside a document's own mistakes, each at its place") {
  const Folder folder;
  folder.write("hall.precept", kPolicy);
  folder.write("hall.fr.po", "\nmsgid \"no such text\"\nmsgstr \"pas de tel texte\"\n");
  Engine engine;
  REQUIRE(engine.load(folder.path("hall.precept")));
  DocumentCheck typo = engine.open_text("choir.json", R"({"kind": "Booking", "people": "many"})");
  const Explanation why = typo.explain({});
  CHECK_FALSE(why.answer);
  const std::vector<Mistake> mistakes = typo.mistakes(why.report.diagnostics);
  const auto of = [&](const std::string& code) {
    const auto found = std::ranges::find(mistakes, code, &Mistake::code);
    return found == mistakes.end() ? Mistake() : *found;
  };
  CHECK(of("W8001").at.file == folder.path("hall.fr.po"));
  CHECK(of("W8001").at.line == 2);
  CHECK(of("W8001").severity == Severity::Warning);
  CHECK(std::ranges::count(mistakes, "choir.json", file_of) >= 1);
}

TEST_CASE("the project file beside a document holds for it") {
  const Folder folder;
  folder.write("precept.project", "reading full_house = less_one\n");
  folder.write("choir.json", kChoir);
  const Engine engine = hall();
  CHECK(engine.open(folder.path("choir.json")).check().verdict == Verdict::NonCompliant);
  CHECK(engine.open_text("elsewhere/choir.json", kChoir).check().verdict == Verdict::Undetermined);
  folder.write("precept.project", "reading full_huose = less_one\n");
  DocumentCheck misled = engine.open(folder.path("choir.json"));
  CHECK_FALSE(misled.is_open());
  CHECK(misled.mistakes(misled.report().diagnostics)[0].at.line == 1);
}

TEST_CASE("no project file is looked for where settings say so") {
  const Folder folder;
  folder.write("precept.project", "reading full_house = less_one\n");
  folder.write("choir.json", kChoir);
  const Engine engine = hall().with({.has_project_file = false});
  CHECK(engine.open(folder.path("choir.json")).check().verdict == Verdict::Undetermined);
}

TEST_CASE("engines with settings of their own share policies") {
  const Engine engine = hall();
  const Engine other = engine.with({.readings = {"full_house=less_one"}, .language = Language::Fr});
  CHECK(other.policies().data() == engine.policies().data());
  CHECK(other.open_text("choir.json", kChoir).check().verdict == Verdict::NonCompliant);
  CHECK(other.open_text("choir.json", kChoir).language() == Language::Fr);
  CHECK(engine.open_text("choir.json", kChoir).check().verdict == Verdict::Undetermined);

  const Engine wrong = engine.with({.readings = {"full_house=less_two"}});
  CHECK(wrong.has_errors());
  CHECK_FALSE(wrong.open_text("choir.json", kChoir).is_open());
  CHECK_FALSE(engine.has_errors());
  // What is not asked of an engine's settings is not taken over.
  CHECK(other.with({}).open_text("choir.json", kChoir).check().verdict == Verdict::Undetermined);
  // A document keeps the policies, whoever else is gone.
  DocumentCheck kept = hall().with({}).open_text("choir.json", kChoir);
  CHECK(kept.check().verdict == Verdict::Undetermined);
}

TEST_CASE("one engine serves many threads") {
  const Engine engine = hall();
  constexpr int kThreads = 8, kChecks = 25;
  std::array<int, kThreads> right{};
  std::vector<std::thread> threads;
  for (int number = 0; number < kThreads; ++number) {
    threads.emplace_back([&engine, &count = right[number], number] {
      for (int i = 0; i < kChecks; ++i) {
        const int people = 5 + (number + i) % 40;
        DocumentCheck document =
            engine.open_text("booking.json", R"({"kind": "Booking", "name": "B", "seats": 24, "people": )" +
                                                 std::to_string(people) + "}");
        const Verdict wanted = people > 24   ? Verdict::NonCompliant
                               : people > 10 ? Verdict::Undetermined
                                             : Verdict::Compliant;
        const bool is_explained = document.explain({}).answer.has_value();
        count += document.check({.with_receipt = true}).verdict == wanted && is_explained &&
                 !document.receipt().empty();
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int count : right) CHECK(count == kChecks);
}
