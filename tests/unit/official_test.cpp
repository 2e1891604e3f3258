// Official texts of many shapes: each paragraph gets the label by which people cite it, whatever form the
// text came in. The texts are made up; their shapes are those of real ones.
#include "compiler/official/official.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "compiler/official/forms/forms.h"
#include "compiler/official/labels.h"
#include "tests/unit/official_texts.h"

using namespace precept::test::official_texts;

namespace {

/// The shape of the Debian Constitution: sections with their whole number, points with their last alone.
constexpr const char* kRulesOfHouse = R"(
                    Rules of the House (v1.2)

   Version 1.2 agreed upon on May 3rd, 2021.

1. Purpose

   The House is open to everybody who lives in the street and to all who
   visit them.

   These rules say who decides what, and what has to be written down for
   everybody to read.

2. Who decides

   Each decision is made by one of these:
    1. The assembly, by a vote;
    2. The Chair of the house;
    3. Somebody whom the Chair has asked.

   Those who stand first in the list can undo what those below them have
   decided.

  2.1. General rules

    1. Nobody has to do any work. Whoever has taken on some work tells the
       others if they stop.
    2. Nobody is Chair and keeper of the book at once.

  2.2. Meetings

   The assembly may
    1. meet in the yard, see
       §2.1. and the plan of the yard;
    2. decide upon new rules.
       New rules are written into the book on the same day, and they are
       read out.
         1. The book lies in the hall.
         2. The keeper of the book is asked twice a year whether all
            rules stand in it.
    3. leave.

  2.3. The Chair

   The Chair is elected once a year.

   The Chair may ask others for advice on any matter that is not urgent
   at all.

A. How votes are counted

  A.0. Beginning

    1. A vote begins as §2.2(2) says.
   10. A vote ends after two weeks, or when nobody is left who may vote
       and has not.

   Note: this number is one that stands for itself.
)";

}  // namespace

TEST_CASE("sections with whole numbers and points with their last: labels as people cite them") {
  const Reading reading = read(read_lines(kRulesOfHouse));
  CHECK(labels_of(reading) == Strings{"preamble", "1 paragraph 1", "1 paragraph 2", "2 (1)", "2 (2)", "2 (3)",
                                      "2 closing words", "2.1.1", "2.1.2", "2.2.1", "2.2.2", "2.2.2.1",
                                      "2.2.2.2", "2.2.3", "2.3 paragraph 1", "2.3 paragraph 2", "A.0.1",
                                      "A.0.10", "A.0 closing words"});
  CHECK(labels_of(reading, EntryKind::Lead) == Strings{"2", "2.2"});
  CHECK(labels_of(reading, EntryKind::Heading) == Strings{"1", "2", "2.1", "2.2", "2.3", "A", "A.0"});
  CHECK(words_of(reading, "2.2.1") ==
        "meet in the yard, see \xC2\xA7"
        "2.1. and the plan of the yard;");
  CHECK(words_of(reading, "2.2.2").ends_with("they are read out."));
  CHECK(reading.outline.words() == "Heading, 1. or A., 1. or 1.1. or A.1., 1., 1.");
  REQUIRE(reading.remarks.size() == 1);
  CHECK(reading.remarks[0].label.words() == "A.0.10");
  CHECK(reading.remarks[0].before == "1.");
  // The outline that was found reads the text in the same way.
  const Reading again = read(read_lines(kRulesOfHouse), declared(reading.outline.words()));
  CHECK(labels_of(again) == labels_of(reading));
}

TEST_CASE("headings are part of a label where numbers begin anew below them") {
  const Reading reading = read(read_lines(R"(
   Version 2 of June 2020.

"Promise" to our neighbours

    1. We will be quiet
       We will not make any noise at night, unless there is something to
       celebrate in the house itself.
    2. We will not hide problems
       Whoever breaks something says so, and writes it down in the book of
       the house.

The Garden Rules of All (GRA)

    1. Free access
       Everybody may enter the garden by day.
    2. Tools
       Tools are cleaned before they are put back, and whoever takes one
       away tells the others.

   The idea of a promise came from another house in the street.
)"));
  CHECK(labels_of(reading) == Strings{"preamble", "\"Promise\" to our neighbours 1",
                                      "\"Promise\" to our neighbours 2", "The Garden Rules of All (GRA) 1",
                                      "The Garden Rules of All (GRA) 2",
                                      "The Garden Rules of All (GRA) closing words"});
}

TEST_CASE("sections from 0 with titles, letters below them, and paragraphs that begin with blanks") {
  const Reading reading = read(read_lines(R"(
                     HOUSE LICENSE
                   Version 3, 2 June 2019

 Copyright (C) 2019 The House. Everybody may copy these rules, but nobody
 may change them.

                            Preamble

  The rules of most houses take away your freedom to do as you like. We
do it in two steps:
(1) we write the rules, and (2) we let you read them before you move into
the house.

                       TERMS AND CONDITIONS

  0. Definitions.

  "House" means the house in which these rules are read, with its garden
and its yard.

  "You" means somebody who lives in it.

  1. Moving In.

  You may move in if all of the others agree, provided that you also meet
all of these conditions:

    a) You must have read the rules, and have signed on the last page that
    you did.

    b) You must bring a chair.

  A table is brought by the house, and chairs that were brought by those
who lived there before stay in the house.

  2. Leaving.

  You may leave at any time.

                     END OF TERMS AND CONDITIONS
)"));
  CHECK(labels_of(reading) ==
        Strings{"Preamble", "0 paragraph 1", "0 paragraph 2", "1 (a)", "1 (b)", "1 closing words", "2"});
  CHECK(labels_of(reading, EntryKind::Lead) == Strings{"1"});
  CHECK(labels_of(reading, EntryKind::LeftOut).size() == 1);  // what stands before the preamble
}

TEST_CASE("paragraph signs and numbers in brackets") {
  CHECK(labels_of(
            "\xC2\xA7 1 Zweck\n(1) Der Verein f\xC3\xB6rdert das Singen.\n(2) Er ist gemeinn\xC3\xBCtzig, "
            "wenn\n"
            "1. alle singen,\n2. niemand daran verdient.\n\xC2\xA7 2 Mitglieder\nMitglied wird, wer singt.\n"
            "\xC2\xA7 2a Gäste\n(1) Gäste sind willkommen.\n(2) Sie zahlen nichts.\n") ==
        Strings{"\xC2\xA7 1 (1)", "\xC2\xA7 1 (2)", "\xC2\xA7 1 (2)(1)", "\xC2\xA7 1 (2)(2)", "\xC2\xA7 2",
                "\xC2\xA7 2a (1)", "\xC2\xA7 2a (2)"});
}

TEST_CASE("articles in chapters, with their titles on a line of their own") {
  const std::string text =
      "TREATY OF THE STREET\n\nThe houses of the street,\n\nwishing to live in peace, have agreed as "
      "follows:\n\nCHAPTER I\nGENERAL PROVISIONS\n\n"
      "Article 1\nDefinitions\n\nFor this treaty:\n\n(a) a house is a building;\n\n(b) a street is where it "
      "stands.\n\n"
      "Article 2\n\n1. No house is louder than another.\n\n2. Article 1 applies to music:\n\n(a) by "
      "day;\n\n(b) by night.\n\n"
      "CHAPTER II\nFINAL PROVISIONS\n\nArticle 3\nEntry into force\n\nThis treaty enters into force at "
      "once.\n";
  const Reading reading = read(read_lines(text));
  CHECK(labels_of(reading) == Strings{"preamble paragraph 1", "preamble paragraph 2", "Article 1 (a)",
                                      "Article 1 (b)", "Article 2.1", "Article 2.2", "Article 2.2 (a)",
                                      "Article 2.2 (b)", "Article 3"});
  CHECK(labels_of(reading, EntryKind::Lead) == Strings{"Article 1"});
  // Where articles begin anew in each chapter, the chapter is part of the label.
  CHECK(labels_of("Chapter I\n\nArticle 1\n\nOne stays.\n\nArticle 2\n\nTwo stay.\n\nChapter II\n\nArticle "
                  "1\n\nThree go.\n") ==
        Strings{"Chapter I Article 1", "Chapter I Article 2", "Chapter II Article 1"});
}

TEST_CASE("rules, whole numbers with letters, and a box of asterisks") {
  CHECK(labels_of("Rule 1. Who plays\n\nThe host plays first.\n\nRule 2. Cards\n\n(a) Each has seven.\n\n(b) "
                  "Nobody has eight.\n") == Strings{"Rule 1", "Rule 2 (a)", "Rule 2 (b)"});
  CHECK(labels_of(R"(House Rules Version 2.0
=======================

1. Definitions
--------------

1.1. "House"
    means the building in which those live who have agreed to these rules
    with all others.

1.2. "Guest"
    means any of these:

    (a) somebody who was invited, but not by themselves nor by another guest
        who is there; or

    (b) a cat.

1.2.1. "Cat" means a cat.

2. Guests
---------

2.1. Doors

Guests come by the door. What else is said of doors stands in Section
2.2 of these rules.

2.2. Windows

Guests do not come by the window.

************************************************************************
*  3. Warranty                                                         *
*  -----------                                                         *
*                                                                      *
*  There is no warranty that the rules are of any use to you or to any *
*  other guest.                                                        *
************************************************************************
)") == Strings{"1.1", "1.2", "1.2 (a)", "1.2 (b)", "1.2.1", "2.1", "2.2", "3"});
}

TEST_CASE("resolutions: headings in small letters or capitals, letters and numbers below each other") {
  const Reading small =
      read(read_lines("RESOLUTION 7\nThe assembly,\nconsidering\na)\tthat people sing;\nb)\tthat they "
                      "dance:\n\xE2\x80\x93\tin the hall,\n"
                      "bearing in mind\nthat it is late,\nresolves\n1\tthat they go on;\n2\tthat somebody "
                      "watches\na)\tthe door;\nb)\tthe yard\n"
                      "instructs the Chair\nwithin the means that there are\ni)\tto watch;\nii)\tto tell\n"));
  CHECK(labels_of(small) == Strings{"considering a", "considering b", "bearing in mind", "resolves 1",
                                    "resolves 2", "resolves 2 a", "resolves 2 b", "instructs the Chair i",
                                    "instructs the Chair ii"});
  CHECK(words_of(small, "considering b") == "that they dance: - in the hall,");
  CHECK(labels_of(small, EntryKind::Lead) == Strings{"instructs the Chair"});
  CHECK(labels_of("CONSIDERING\n\n(a) that people sing;\n\n(b) that they dance,\n\nRESOLVES\n\n1. that they "
                  "go on;\n\n2. that somebody watches.\n") ==
        Strings{"CONSIDERING a", "CONSIDERING b", "RESOLVES 1", "RESOLVES 2"});
}

TEST_CASE("a letter goes on with letters, and a numeral with numerals") {
  Strings wanted;
  std::string text = "resolves\n";
  for (char letter = 'a'; letter <= 'k'; ++letter) {
    text += std::string(1, letter) + ") one of them;\n";
    wanted.push_back(std::string("resolves ") + letter);
  }
  for (const char* numeral : {"i", "ii", "iii", "iv", "v"}) {
    text += std::string(numeral) + ") below it;\n";
    wanted.push_back(std::string("resolves k ") + numeral);
  }
  text += "l) and the next\n";
  wanted.push_back("resolves l");
  CHECK(labels_of(text) == wanted);
}

TEST_CASE("short items are no headings, and one wrapped line is enough") {
  const Reading pool = read(read_lines(
      "1. Water\n\n   The pool has water in it from the first of May to the last day of\n   September.\n\n"
      "2. Swimming\n\n  2.1. Who swims\n\n   Those who live in the house may\n    1. swim by day;\n"
      "    2. swim by night, unless\n         1. somebody sleeps, or\n         2. it is winter.\n"
      "    3. bring a guest, see 2.2.\n\n   Nobody swims alone.\n"));
  CHECK(labels_of(pool) ==
        Strings{"1", "2.1.1", "2.1.2", "2.1.2.1", "2.1.2.2", "2.1.3", "2.1 closing words"});
  CHECK(words_of(pool, "1").ends_with("last day of September."));
}

TEST_CASE("words of a page that are hidden or struck are no part of its text") {
  const auto html = read_html(
      "<html><body><p>1. A is<span style=\"Display: None\"> not</span> so.</p>"
      "<p>2. B is <s>not</s> <strike>never</strike> so<i style='visibility : hidden'>, "
      "not</i>.</p></body></html>");
  REQUIRE(html);
  Strings texts;
  for (const Entry& entry : read(*html).entries)
    if (entry.kind == EntryKind::Paragraph) texts.push_back(entry.text);
  CHECK(texts == Strings{"A is so.", "B is so."});
}

TEST_CASE("one text in three forms has the same labels") {
  const Strings wanted{"preamble", "1", "2.1", "2.2", "2.2.1", "2.2.2", "2 closing words", "3.1", "3.2"};
  CHECK(labels_of(R"(
                 Rules of the Pool

  Agreed upon by all who swim here and by those who only sit beside it
  in summer.

1. Water

  There is water.

2. Swimming

  Nobody swims
    1. at night;
    2. alone, unless
        1. it is summer, and
        2. somebody watches.

  The pool is closed in winter.

3. Guests

    1. Guests swim.
    2. Cats do not.
)") == wanted);
  const Reading markdown = read(read_markdown(R"(---
title: pool
---
# Rules of the *Pool*

Agreed upon by [all](https://example.org) who swim here[^1].

<!-- not yet -->
## 1. Water

There is **water**.

## 2. Swimming

Nobody swims

1. at night;
2. alone, unless
    1. it is summer, and
    1. somebody watches.

The pool is closed in winter.

3. Guests
---------

1. Guests swim.
1. Cats do not.

[^1]: All of them.
)"));
  CHECK(labels_of(markdown) == wanted);
  CHECK(words_of(markdown, "preamble") == "Agreed upon by all who swim here.");
  CHECK(labels_of(markdown, EntryKind::LeftOut).size() == 3);
  const auto html = read_html(
      "<!DOCTYPE html><html><head><title>x</title></head><body><nav>Home</nav><h1>Rules of the Pool</h1>"
      "<p>Agreed upon by all<sup><a href='#n'>1</a></sup>.</p><h2>1. Water</h2><p>There is w<b>at</b>er.</p>"
      "<h2>2. Swimming</h2><p>Nobody swims<ol><li>at night;<li>alone, unless<ol><li>it is summer, and"
      "<li>somebody watches.</ol></ol><p>The pool is closed in winter.<h2>3. Guests</h2>"
      "<ol><li><p>Guests swim.</p></li><li>Cats &amp; dogs<br>do not.</li></ol><footer>2020</footer>");
  REQUIRE(html);
  const Reading page = read(*html);
  CHECK(labels_of(page) == wanted);
  CHECK(words_of(page, "preamble") == "Agreed upon by all.");
  CHECK(words_of(page, "1") == "There is water.");
  CHECK(words_of(page, "3.2") == "Cats & dogs do not.");
}

TEST_CASE("lists of a page count as they are shown") {
  const auto html = read_html(
      "<h2>resolves</h2><ol start=4><li>four</li><li value=8>eight<li>nine</ol><h2>invites</h2><ol "
      "style='list-style-type: lower-roman'><li>one</ol>");
  REQUIRE(html);
  CHECK(labels_of(read(*html)) == Strings{"resolves 4", "resolves 8", "resolves 9", "invites i"});
}

TEST_CASE("what may be wrong is told") {
  // A number that is not there, and a list that begins behind its beginning.
  const Reading gap =
      read(read_lines("Rules of the pool\n\n1. Water is wet.\n\n2. Air is dry.\n\n4. Fire is hot.\n"));
  REQUIRE(gap.remarks.size() == 1);
  CHECK(gap.remarks[0].kind == DoubtKind::Gap);
  CHECK(gap.remarks[0].line == 7);
  CHECK(gap.remarks[0].found == "4.");
  CHECK(gap.remarks[0].before == "2.");
  const Reading tabs = read(read_lines("resolves\n1\tthat people sing;\n3\tthat they dance.\n"));
  CHECK(labels_of(tabs) == Strings{"resolves 1", "resolves 3"});
  REQUIRE(tabs.remarks.size() == 1);
  CHECK(tabs.remarks[0].kind == DoubtKind::Gap);
  // A number that the list and the sections around it may both go on with.
  const Reading flat =
      read(read_lines("1. Water is wet:\n\na) in summer;\n\n1. by day.\n\n2. It is cold.\n"));
  REQUIRE(flat.remarks.size() == 1);
  CHECK(flat.remarks[0].kind == DoubtKind::Ambiguous);
  // Paragraphs without a mark below others, where nothing says to whom they belong.
  const Reading joined =
      read(read_lines("resolves\n1 that people sing;\nThis is said to all.\n2 that they dance.\n"));
  CHECK(std::ranges::count(joined.entries, true, &Entry::is_guessed) == 1);
  CHECK(words_of(joined, "resolves 1") == "that people sing; This is said to all.");
}

TEST_CASE("an outline that is declared is gone by") {
  CHECK(labels_of("Kapittel 1 Om huset\n\nHuset er stort.\n\nKapittel 2 Om hagen\n\nHagen er liten.\n")
            .size() == 2);
  const Layout layout =
      read_lines("Kapittel 1 Om huset\n\nHuset er stort.\n\nKapittel 2 Om hagen\n\nHagen er liten.\n");
  CHECK(labels_of(read(layout, declared("Kapittel 1"))) == Strings{"Kapittel 1", "Kapittel 2"});
  // Numbers that are none of the outline are words.
  const Layout years = read_lines("(a) they sing;\n\n1. of May they dance;\n\n(b) they eat.\n");
  CHECK(labels_of(read(years, declared("(a)"))) == Strings{"a", "b"});
  for (const char* wrong : {"", "1., ,", "4.", "Heading, 1., Heading", "x y", "1. or"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_outline(wrong));
  }
  for (const char* right : {"Heading or HEADING, 1. or A., 1.1., (a), i)", "Article 1, 1., (a)",
                            "\xC2\xA7 1, (1), 1.", "heading, a) or 1", "#, I., A)"}) {
    const auto parsed = parse_outline(right);
    REQUIRE_MESSAGE(parsed, right);
    CHECK(parsed->words() == right);
  }
}

TEST_CASE("a part of a text is read") {
  const Layout layout = read_lines(
      "Contents\n\n1. Water ........ 3\n2. Air ..... 5\n\n1. Water\n\nIt is wet.\n\n2. Air\n\nIt is "
      "dry.\n\nNotes\n\n1. A note.\n");
  const Reading part = read(layout, {.from = "1. Water", .until = "Notes"});
  CHECK(labels_of(part) == Strings{"1", "2"});
  CHECK(labels_of(part, EntryKind::LeftOut).size() == 3);
  CHECK_FALSE(read_outline(layout, {.from = "3. Fire"}));
  CHECK(read_outline(layout, {.from = "It is"}).error() ==
        "2 paragraphs begin with `It is`, the first two on lines 8 and 12");
}

TEST_CASE("labels are the same however they are written") {
  const std::pair<const char*, const char*> kSame[] = {{"4.1.3",
                                                        "\xC2\xA7"
                                                        "4.1(3)"},
                                                       {"4.1.3", "section 4.1 (3)"},
                                                       {"4.1.3", "Sec. 4.1.3."},
                                                       {"considering c", "considering c)"},
                                                       {"Article 6 (1)(a)", "Art. 6(1)a"},
                                                       {"5.3 paragraph 2",
                                                        "\xC2\xA7"
                                                        "5.3 \xC2\xB6 2"},
                                                       {"5.3 paragraph 2", "5.3 para. 2"},
                                                       {"\xC2\xA7 12 (3)", "12 (3)"}};
  for (const auto& [one, other] : kSame) {
    CAPTURE(other);
    CHECK(label_parts(one) == label_parts(other));
  }
  CHECK(label_parts("4.1.3") != label_parts("4.13"));
  CHECK(label_parts("Article 3") != label_parts("Rule 3"));
  const Strings labels{"4.1.1", "4.1.2", "4.2.7", "4.2.6", "4.2.1", "42.8", "A.4.2"};
  const auto order = nearest_labels("4.2.8", labels);
  CHECK(labels[order[0]] == "4.2.7");
  CHECK(labels[order[1]] == "4.2.6");
  CHECK(labels[order[2]] == "4.2.1");
}

TEST_CASE("no line of any text is lost, and every text is read in one way") {
  static constexpr const char* kPieces[] = {"1. ",
                                            "2. ",
                                            "(a) ",
                                            "(b) ",
                                            "i) ",
                                            "1.1. ",
                                            "A.1. ",
                                            "Article 1",
                                            "\xC2\xA7 3 ",
                                            "resolves",
                                            "RESOLVES",
                                            "Rules",
                                            "the water is wet and the air is dry",
                                            "and so it is.",
                                            "or",
                                            "10. ",
                                            "   ",
                                            "\t",
                                            "- ",
                                            "-----",
                                            "\n",
                                            "\n\n",
                                            "        ",
                                            "see Section",
                                            "(1) ",
                                            "4.2 (1) ",
                                            "# ",
                                            "* ",
                                            "1) ",
                                            "Note:",
                                            ". . . . 7"};
  std::mt19937 random(7);
  for (int run = 0; run < 3000; ++run) {
    std::string text;
    const std::size_t pieces = random() % 60;
    for (std::size_t i = 0; i < pieces; ++i) {
      text += kPieces[random() % std::size(kPieces)];
      if (random() % 3 == 0) text += "\n";
    }
    const Layout layout = read_lines(text);
    if (layout.blocks.empty()) continue;
    const Reading reading = read(layout);
    std::set<std::size_t> told;
    for (const Entry& entry : reading.entries) {
      for (std::size_t line = entry.first; line <= entry.last; ++line) told.insert(line);
    }
    std::size_t number = 1;
    for (std::size_t begin = 0; begin < text.size(); ++number) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      const bool is_blank = plain_text(text.substr(begin, end - begin)).empty();
      CHECK_MESSAGE((is_blank || told.contains(number)), "line " << number << " of\n" << text);
      begin = end + 1;
    }
    for (const Entry& entry : reading.entries) {
      if (entry.kind == EntryKind::Paragraph || entry.kind == EntryKind::Lead)
        CHECK_MESSAGE(!entry.label.words().empty(), text);
    }
  }
}
