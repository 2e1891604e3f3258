#include <fmt/format.h>

#include "tools/report/layout.h"
#include "tools/report/repairs.h"

namespace precept::tools {

namespace {

class TextRepairs {
 public:
  TextRepairs(const Repairs& repairs, Aim aim, const Question& question, const ReasonOptions& options,
              Output& output)
      : repairs_(repairs), aim_(aim), question_(question), options_(options), output_(output) {}

  void run() {
    line(0, fmt::format("{} is {}", repairs_.report.file, to_string(*repairs_.report.verdict)));
    if (aim_ == Aim::Mend) {
      mend();
    } else {
      margin();
    }
    if (repairs_.is_bounded) {
      output_.write("\n");
      line(0, fmt::format("The search was cut short after {}: there may be fewer or other changes that do.",
                          counted(repairs_.checks, "changed document", "changed documents")));
    }
  }

 private:
  /// "compliant", "so that E. Novak may attend", "so that resolves 1 is met".
  std::string wish() const {
    std::string who = question_.name.empty() ? question_.subject : question_.name;
    if (!question_.act.empty())
      return fmt::format("{} may {}", who.empty() ? "everybody" : who, question_.act);
    std::string of = who.empty() ? "" : " for " + who;
    if (!question_.clause.empty()) return fmt::format("{} is met{}", question_.clause, of);
    return who.empty() ? "the document is compliant" : fmt::format("all is in order{}", of);
  }

  void mend() {
    if (repairs_.is_met) return line(0, fmt::format("There is nothing to mend: {}.", wish()));
    if (repairs_.fixes.empty()) return nothing_found();
    output_.write("\n");
    line(0, fmt::format("So that {}:", wish()));
    list(Aim::Mend);
  }

  void nothing_found() {
    line(0, fmt::format("No changes were found after which {}; {} tried.", wish(),
                        counted(repairs_.checks, "changed document was", "changed documents were")));
    if (question_.subject.empty() && question_.name.empty() && question_.clause.empty())
      line(0,
           "Ask about one clause (--clause) or one subject (--name): what is wrong may be too much at once.");
  }

  void margin() {
    if (!repairs_.is_met) return line(0, fmt::format("There is no margin: it is not so that {}.", wish()));
    for (const Slack& slack : repairs_.slacks) {
      bool is_first = &slack == repairs_.slacks.data();
      if (is_first) output_.write("\n");
      std::string unit = slack.is_days ? slack.spare == 1 ? " day" : " days" : "";
      std::string spare =
          slack.spare == 0 ? "nothing to spare" : fmt::format("{}{} to spare", slack.spare, unit);
      line(2, fmt::format("{}: {}: {}", slack.clause, slack.text, spare));
    }
    tell("What would break it:", Aim::Break);
    tell("What would leave it open:", Aim::Unsettle);
    if (repairs_.fixes.empty()) line(0, "Nothing was found that would break it.");
  }

  void tell(const char* heading, Aim aim) {
    for (const Fix& fix : repairs_.fixes) {
      if (fix.aim != aim) continue;
      output_.write("\n");
      line(0, heading);
      return list(aim);
    }
  }

  void list(Aim aim) {
    std::size_t number = 0;
    for (const Fix& fix : repairs_.fixes) {
      if (fix.aim != aim) continue;
      if (number++ != 0 && aim == Aim::Mend) line(2, "or");
      for (const Change& change : fix.changes) this->change(change);
      bool is_open = aim == Aim::Mend && fix.verdict != Verdict::Compliant;
      if (is_open) line(4, fmt::format("(the document as a whole is then {})", to_string(fix.verdict)));
    }
  }

  void change(const Change& change) {
    std::string text = change.text;
    if (change.is_fixed) text += " (the policy marks this as fixed)";
    if (!change.clauses.empty()) {
      text += " [";
      for (const std::string& clause : change.clauses) text += (text.ends_with('[') ? "" : "; ") + clause;
      text += "]";
    }
    std::string lines = wrapped(harmless("- " + text), 2, 4, options_.width);
    output_.write(lines);
  }

  void line(std::size_t indent, const std::string& text) {
    output_.write(wrapped(harmless(text), indent, indent, options_.width));
  }

  const Repairs& repairs_;
  Aim aim_;
  const Question& question_;
  const ReasonOptions& options_;
  Output& output_;
};

}  // namespace

void write_repairs_text(const Repairs& repairs, Aim aim, const Question& question,
                        const ReasonOptions& options, Output& output) {
  TextRepairs(repairs, aim, question, options, output).run();
}

}  // namespace precept::tools
