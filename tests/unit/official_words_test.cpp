// No word of an official text is lost, merged or misread without being told.
#include <doctest/doctest.h>

#include <string>

#include "tests/unit/official_texts.h"

using namespace precept::test::official_texts;

TEST_CASE("a number that was put in behind another is a mark, and stands in the label as printed") {
  CHECK(labels_of("1. One swims in the pool.\n\n2. Two swim in the pool.\n\n2a. Two a swim in the pool.\n\n"
                  "2bis. Two bis swim in the pool.\n\n2 ter. Two ter swim too.\n\n12-1. Twelve swim.\n") ==
        Strings{"1", "2", "2a", "2bis", "2 ter", "12-1"});
  CHECK(labels_of("(1) One swims in the pool.\n\n(1a) One a swims in the pool.\n\n(2) Two swim in the "
                  "pool.\n") == Strings{"1", "1a", "2"});
  CHECK(labels_of("Article 1\n\nOne swims.\n\nArticle 1 bis\n\nOne bis swims.\n\nArticle 2\n\nTwo swim.\n") ==
        Strings{"Article 1", "Article 1 bis", "Article 2"});
  CHECK(
      labels_of("1.1. One swims in the pool.\n\n1.1a. One a swims in the pool.\n\n1.2. Two swim in it.\n") ==
      Strings{"1.1", "1.1a", "1.2"});
  CHECK(labels_of("resolves\n1\tthat one swims;\n1bis\tthat one bis swims;\n2\tthat two swim.\n") ==
        Strings{"resolves 1", "resolves 1bis", "resolves 2"});
  // A paragraph that begins with a measure has no mark.
  CHECK(labels_of("1. One swims in the pool.\n\n2m wide is the pool, and it is deep.\n\n2. Two swim.\n")
            .size() == 2);
}

TEST_CASE("two letters are put in behind one, or begin a list below a numeral") {
  const Reading put_in =
      read(read_lines("1. One is so.\n2. Two is so if:\n(a) one sings;\n(aa) two sing;\n(ab) three "
                      "sing;\n(b) all sing.\n3. Three.\n"));
  CHECK(labels_of(put_in) == Strings{"1", "2", "2 (a)", "2 (aa)", "2 (ab)", "2 (b)", "3"});
  CHECK(put_in.remarks.empty());
  const Reading deep =
      read(read_lines("1. One is so.\n2. Two is so if:\n(a) one sings:\n(i) loud:\n(aa) very;\n(bb) "
                      "less;\n(ii) low;\n(b) all sing.\n"));
  CHECK(labels_of(deep) ==
        Strings{"1", "2", "2 (a)", "2 (a)(i)", "2 (a)(i)(aa)", "2 (a)(i)(bb)", "2 (a)(ii)", "2 (b)"});
  CHECK(deep.remarks.empty());
}

TEST_CASE("letters right below short numbers belong to them") {
  CHECK(labels_of("1. Fees\n(a) Guests\n(b) Members\n2. Times\n(a) Summer\n(b) Winter\n") ==
        Strings{"1 (a)", "1 (b)", "2 (a)", "2 (b)"});
  CHECK(labels_of("I. Fees\n1. Guests\n2. Members\nII. Times\n1. Summer\n") == Strings{"I.1", "I.2", "II.1"});
  const auto html =
      read_html("<html><body><p>1. Fees</p><p>(a) Guests</p><p>(b) Members</p><p>2. Times</p></body></html>");
  REQUIRE(html);
  CHECK(labels_of(read(*html)) == Strings{"1 (a)", "1 (b)", "2"});
}

TEST_CASE("a mark that has no place is told") {
  const Reading reading =
      read(read_lines("1. One swims in the pool at night.\n\n(c) Two swim in it.\n\n2. Three swim in it.\n"));
  REQUIRE(reading.remarks.size() == 1);
  CHECK(reading.remarks[0].kind == DoubtKind::Unplaced);
  CHECK(reading.remarks[0].found == "(c)");
  CHECK(reading.remarks[0].line == 3);
}
