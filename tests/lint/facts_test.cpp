// What follows from conditions: by ranges, members, truths, definitions and lists. Each condition is put
// behind `when`, and the norm then can apply or not.
#include "tests/lint/looked.h"

using namespace precept;
using precept::test::Looked;

namespace {

const std::string kHead = R"(policy hall

title "Rules of the hall"

enum Kind
  concert play fair

record Stall
  name   : text
  length : int

record Booking
  name     : text
  date     : date
  until    : date
  kind_of  : Kind
  other    : Kind or none
  people   : int
  seats    : int
  fee      : number
  deposit  : int or none
  insured  : truth
  stalls   : list of Stall

define is_large(b: Booking): truth
  as "large" | "not large"
  = b.people > 100

define need(b: Booking): int
  = if b.insured then 5 else 10

about Booking b

clause rule 1
  gist "The hall is used with care."

  shall ensure no
    when )";

/// Whether a norm with this condition can apply.
bool can_apply(const std::string& condition) {
  lint::Options only;
  only.only = {"never-applies"};
  return Looked(kHead + condition + "\n", only).names().empty();
}

}  // namespace

TEST_CASE("conditions that rule each other out are found") {
  for (const char* condition : {
           "b.people > 20 and b.people < 10",
           "b.people > 20 and b.people < 21",
           "b.people = 5 and b.people != 5",
           "b.people >= b.seats and b.people < b.seats",
           "b.people > b.seats and b.seats > b.people",
           "b.people < b.people",
           "b.people < b.seats and b.seats < 10 and b.people > 8",
           "b.people + 5 < 10 and b.people > 4",
           "b.date < 2025-01-01 and b.date > 2025-06-01",
           "b.date + 14 days < 2025-01-15 and b.date >= 2025-01-01",
           "month of b.date > 12",
           "day of b.date = 32",
           "count(b.stalls) < 0",
           "b.kind_of = concert and b.kind_of = play",
           "b.kind_of in {concert, play} and b.kind_of = fair",
           "b.kind_of not in {concert, play} and b.kind_of != fair",
           "b.name = \"a\" and b.name = \"b\"",
           "b.fee < 2.5 and b.fee > 2.5",
           "b.fee < 2.5 and b.fee >= 2.5",
           "b.insured and not b.insured",
           "is_large(b) and b.people < 50",
           "is_large(b) and not is_large(b)",
           "need(b) > 10",
           "need(b) < 5",
           "b.deposit is given and b.deposit is not given",
           "b.deposit is given and b.deposit > 5 and b.deposit < 3",
           "(b.people > 50 or b.people < 10) and b.people > 20 and b.people < 40",
           "not (b.people > 5 or b.people < 10)",
           "some s in b.stalls satisfies s.length > 5 and s.length < 3",
           "some s in b.stalls where s.length > 5 satisfies s.length < 3",
           "if b.insured then b.people < 5 and b.people > 5 else no",
       }) {
    CAPTURE(condition);
    CHECK(!can_apply(condition));
  }
}

TEST_CASE("conditions that some document meets are let be") {
  for (const char* condition : {
           "b.people > 20 and b.people < 22",
           "b.people >= 20 and b.people <= 20",
           "b.people >= b.seats and b.people <= b.seats",
           "b.fee > 2 and b.fee < 3",
           "b.fee >= 2.5 and b.fee <= 2.5",
           "b.kind_of != concert and b.kind_of != play",
           "b.other != concert and b.other != play and b.other != fair",
           "b.deposit is not given or b.deposit < 5",
           "is_large(b) and b.people < 102",
           "need(b) > 9",
           "(some s in b.stalls satisfies s.length > 5) and (some s in b.stalls satisfies s.length < 3)",
           "(every s in b.stalls satisfies s.length > 5) and (every s in b.stalls satisfies s.length < 3)",
           "(b.people > 50 or b.people < 10) and b.people < 40",
           "b.date < b.until and b.until < 2025-01-01",
       }) {
    CAPTURE(condition);
    CHECK(can_apply(condition));
  }
}

TEST_CASE("a long chain of conditions is looked at to its end") {
  std::string chain = "b.people > 1";
  for (int i = 0; i < 200; ++i) chain += " and b.people != " + std::to_string(i + 2);
  CHECK(can_apply(chain));
  CHECK(!can_apply(chain + " and b.people < 2"));
}
