// Edits are made in texts: none that overlap, again until none is left, and none that breaks a policy.
#include "authoring/fix/fix.h"

#include "tests/lint/looked.h"

using namespace precept;

namespace {

/// Finds each `from` of a text and has an edit to `to`; an error where the text has `bad`.
fix::Find finder(const std::string& from, const std::string& to, const std::string& bad = "\x01") {
  return [=](Sources& sources) {
    Diagnostics result;
    const FileId file = *sources.read("text");
    const std::string& text = sources.file(file).text;
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + 1)) {
      const Span span{file, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + from.size())};
      result.report(DiagnosticKind::RepeatedWord, span, "it").with_edit(span, to);
    }
    if (text.find(bad) != std::string::npos) result.report(DiagnosticKind::UnknownName, {file, 0, 0}, "bad");
    return result;
  };
}

fix::Mended mended(const std::string& text, const fix::Find& find) {
  return fix::mend([&](Sources& sources) {
    // Where nothing was changed yet, there is no such file.
    if (!sources.read("text")) sources.replace("text", text);
    return find(sources);
  });
}

}  // namespace

TEST_CASE("all edits of a text are made, from its end on") {
  const fix::Mended it = mended("a-b-c", finder("-", "++"));
  CHECK(it.texts.at("text") == "a++b++c");
  CHECK(it.mended == 2);
  CHECK(it.left.all().empty());
}

TEST_CASE("of two that overlap the first is made, and the other is looked for again") {
  const fix::Mended it = mended("aaaa", finder("aa", "a"));
  CHECK(it.texts.at("text") == "a");
  CHECK(it.mended == 3);
}

TEST_CASE("an edit after which there are more errors is not made, and is still told") {
  const fix::Mended it = mended("x1 x2", finder("x", "y", "y1"));
  CHECK(it.texts.at("text") == "x1 y2");
  CHECK(it.mended == 1);
  CHECK(it.refused == 1);
  CHECK(it.left.all().size() == 1);
  CHECK(!it.left.has_errors());
}

TEST_CASE("what comes back for ever is left in the end, and what has no edit is only told") {
  CHECK(mended("ab", finder("a", "aa")).mended > 0);
  const fix::Mended none = mended("ab", finder("z", "y"));
  CHECK(none.texts.empty());
  CHECK(none.mended == 0);
}

TEST_CASE("several edits of one diagnostic are made together or not at all") {
  Sources sources;
  const FileId file = sources.add("text", "(a)");
  Diagnostics found;
  found.report(DiagnosticKind::RepeatedWord, {file, 0, 3}, "brackets")
      .with_edit({file, 0, 1}, "")
      .with_edit({file, 2, 3}, "");
  found.report(DiagnosticKind::RepeatedWord, {file, 1, 3}, "overlaps").with_edit({file, 1, 3}, "b");
  std::size_t made = 0;
  CHECK(fix::with_edits(found, sources, &made).at("text") == "a");
  CHECK(made == 1);
}
