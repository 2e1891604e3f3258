#include "render/repairs.h"

#include <fmt/format.h>

#include <algorithm>

#include "render/layout.h"
#include "render/report.h"
#include "runtime/phrasing/labels.h"
#include "runtime/phrasing/wording.h"

namespace precept::rendering {

namespace {

/// One line before it is laid out.
struct Line {
  enum class Kind {
    Title,
    Sentence,  ///< about the whole answer
    Margin,
    Heading,
    Change,
    Or,     ///< before the next fix
    Aside,  ///< about the fix above it
    Note    ///< about how complete the search was
  };
  Kind kind;
  std::string text;
};

/// Collects the lines in order.
class RepairLines {
 public:
  RepairLines(const Repairs& repairs, Aim aim, const Question& question)
      : repairs_(repairs),
        aim_(aim),
        words_(repairs.report.language),
        who_(question.name.empty() ? question.subject : question.name),
        clause_(repairs.report.name_of(question.clause)),
        act_(repairs.report.name_of(question.act)) {}

  std::vector<Line> lines() {
    const DocumentReport& report = repairs_.report;
    add(Line::Kind::Title, words_(say::FileIs, report.file, verdict_label(*report.verdict, words_)));
    for (const std::string& told : readings_in_words(report.policy, words_)) add(Line::Kind::Sentence, told);
    if (aim_ == Aim::Mend) {
      mend();
    } else {
      margin();
    }
    const bool mends = aim_ == Aim::Mend;
    if (repairs_.is_bounded)
      add(Line::Kind::Note, mends ? words_.counted(repairs_.checks, say::OneSearchCut, say::SearchCut)
                                  : words_.counted(repairs_.checks, say::OneMarginCut, say::MarginCut));
    std::string untranslated = untranslated_note(report.untranslated, words_);
    if (!untranslated.empty()) add(Line::Kind::Note, untranslated);
    return std::move(lines_);
  }

 private:
  void add(Line::Kind kind, std::string text) { lines_.push_back({kind, std::move(text)}); }

  /// The aim as a clause: "the document is compliant", "E. Novak may attend", "resolves 1 is met".
  std::string wish() const {
    if (!act_.empty()) return who_.empty() ? words_(say::WishAllMay, act_) : words_(say::May, who_, act_);
    if (!clause_.empty())
      return who_.empty() ? words_(say::IsMet, clause_) : words_(say::WishMet, clause_, who_);
    return who_.empty() ? words_(say::WishCompliant) : words_(say::WishInOrder, who_);
  }

  /// The same after "that", which takes the subjunctive in French.
  std::string that_wish() const {
    if (!act_.empty()) return who_.empty() ? words_(say::ThatAllMay, act_) : words_(say::ThatMay, who_, act_);
    if (!clause_.empty())
      return who_.empty() ? words_(say::ThatIsMet, clause_) : words_(say::ThatMet, clause_, who_);
    return who_.empty() ? words_(say::ThatCompliant) : words_(say::ThatInOrder, who_);
  }

  /// The heading: "So that E. Novak may attend:".
  std::string so_that() const {
    if (!act_.empty())
      return who_.empty() ? words_(say::SoThatAllMay, act_) : words_(say::SoThatMay, who_, act_);
    if (!clause_.empty())
      return who_.empty() ? words_(say::SoThatIsMet, clause_) : words_(say::SoThatMet, clause_, who_);
    return who_.empty() ? words_(say::SoThatCompliant) : words_(say::SoThatInOrder, who_);
  }

  void mend() {
    if (repairs_.is_met) return add(Line::Kind::Sentence, words_(say::NothingToMend, wish()));
    if (repairs_.fixes.empty()) return nothing_found();
    add(Line::Kind::Heading, so_that());
    fixes(Aim::Mend);
  }

  void nothing_found() {
    std::string tried = words_.counted(repairs_.checks, say::OneDocumentTried, say::DocumentsTried);
    add(Line::Kind::Sentence, words_(say::NoFixFound, that_wish(), tried));
    if (who_.empty() && clause_.empty()) add(Line::Kind::Sentence, words_(say::AskForLess));
  }

  void margin() {
    if (!repairs_.is_met) return add(Line::Kind::Sentence, words_(say::NoMargin, that_wish()));
    for (const Margin& margin : repairs_.margins) add(Line::Kind::Margin, this->margin(margin));
    told(say::WouldBreak, Aim::Break);
    told(say::WouldLeaveOpen, Aim::Unsettle);
    if (repairs_.fixes.empty()) add(Line::Kind::Sentence, words_(say::NothingBreaks));
  }

  /// A margin in words: "seats: the `seats` is 3, at least the number of `guests` (2): 1 to spare".
  std::string margin(const Margin& margin) const {
    std::string spare = words_(say::NothingToSpare);
    if (margin.spare != 0)
      spare = words_(say::ToSpare, format_interval(Interval::exactly(margin.spare), margin.unit, words_));
    std::string what = words_(say::NameAndText, repairs_.report.name_of(margin.clause), margin.text);
    return words_(say::NameAndText, what, spare);
  }

  void told(Sentence<0> heading, Aim aim) {
    if (std::ranges::find(repairs_.fixes, aim, &Fix::aim) == repairs_.fixes.end()) return;
    add(Line::Kind::Heading, words_(heading));
    fixes(aim);
  }

  void fixes(Aim aim) {
    bool is_first = true;
    for (const Fix& fix : repairs_.fixes) {
      if (fix.aim != aim) continue;
      if (!is_first && aim == Aim::Mend) add(Line::Kind::Or, words_(say::OrElse));
      is_first = false;
      for (const Change& change : fix.changes) add(Line::Kind::Change, this->change(change));
      bool is_all = aim != Aim::Mend || fix.verdict == Verdict::Compliant;
      if (!is_all) add(Line::Kind::Aside, words_(say::VerdictThen, verdict_label(fix.verdict, words_)));
    }
  }

  std::string change(const Change& change) const {
    std::string clauses;
    for (const std::string& clause : change.clauses) {
      const std::string& label = repairs_.report.name_of(clause);
      clauses = clauses.empty() ? label : words_(say::Then, clauses, label);
    }
    return clauses.empty() ? change.text : fmt::format("{} [{}]", change.text, clauses);
  }

  const Repairs& repairs_;
  Aim aim_;
  const Catalogue words_;
  std::string who_, clause_, act_;  ///< what the question names; empty: not asked about
  std::vector<Line> lines_;
};

}  // namespace

void write_repairs_text(const Repairs& repairs, Aim aim, const Question& question,
                        const ReasonOptions& options, Sink& output) {
  auto line = [&](std::size_t first, std::size_t rest, const std::string& text) {
    output.write(wrapped(terminal_text(text), first, rest, options.width));
  };
  Line::Kind before = Line::Kind::Title;
  for (const Line& told : RepairLines(repairs, aim, question).lines()) {
    bool is_set_off = told.kind == Line::Kind::Heading || told.kind == Line::Kind::Note ||
                      (told.kind == Line::Kind::Margin && before != told.kind);
    if (is_set_off) output.write("\n");
    before = told.kind;
    switch (told.kind) {
      case Line::Kind::Title:
      case Line::Kind::Sentence:
      case Line::Kind::Heading:
      case Line::Kind::Note:
        line(0, 0, told.text);
        break;
      case Line::Kind::Margin:
      case Line::Kind::Or:
        line(2, 2, told.text);
        break;
      case Line::Kind::Change:
        line(2, 4, "- " + told.text);
        break;
      case Line::Kind::Aside:
        line(4, 4, told.text);
        break;
    }
  }
}

void write_repairs_markdown(const Repairs& repairs, Aim aim, const Question& question, Sink& output) {
  bool is_in_list = false;
  for (const Line& told : RepairLines(repairs, aim, question).lines()) {
    bool is_item = told.kind == Line::Kind::Change || told.kind == Line::Kind::Margin;
    bool is_set_off = told.kind != Line::Kind::Title && !(is_item && is_in_list);
    if (is_set_off) output.write("\n");
    is_in_list = is_item;
    const char* mark = is_item                            ? "- "
                       : told.kind == Line::Kind::Title   ? "# "
                       : told.kind == Line::Kind::Heading ? "## "
                                                          : "";
    output.write(fmt::format("{}{}\n", mark, escaped_markdown(told.text)));
  }
}

}  // namespace precept::rendering
