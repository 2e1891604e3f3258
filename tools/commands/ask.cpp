#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <iostream>
#include <memory>
#include <set>

#include "render/layout.h"
#include "render/report.h"
#include "runtime/phrasing/labels.h"
#include "runtime/repair/field_values.h"
#include "tools/commands/commands.h"
#include "tools/commands/one_document.h"
#include "tools/common/clock.h"

namespace precept::tools {

namespace fs = std::filesystem;

namespace {

int exit_code(Verdict verdict) {
  switch (verdict) {
    case Verdict::Compliant:
      return kCompliant;
    case Verdict::NonCompliant:
      return kNonCompliant;
    case Verdict::Undetermined:
      return kUndetermined;
  }
  return kNotChecked;
}

/// A conversation about one document: asks what is open, and writes the answers to the file of answers.
class AskCommand {
 public:
  AskCommand(const AskArguments& arguments, Output& output)
      : arguments_(arguments),
        output_(output),
        color_(color_of(STDOUT_FILENO, arguments.color)),
        one_({.document = arguments.file,
              .policies = arguments.policies,
              .settings = {.readings = arguments.readings,
                           .language = arguments.language,
                           .as_of = arguments.as_of,
                           .kind = arguments.kind},
              .lists = arguments.lists,
              .is_json = arguments.format == ReportFormat::Json,
              .color = arguments.color},
             output) {}

  int run() {
    if (is_standard_output(arguments_.merged)) output_.reserve_for_data();
    if (!one_.open()) return one_.end_with_diagnostics();
    one_.write_diagnostics(document().diagnostics());
    words_ = Catalogue(document().language());
    if (!find_answers() || !merge()) return fail();
    OpenQuestions open = look();
    const bool is_noted_only = open.report.is_noted_only();
    if (!open.report.verdict && !is_noted_only) return one_.end_with_diagnostics(open.report.diagnostics);
    if (!is_noted_only && is_interactive()) return converse(std::move(open));
    if (!arguments_.merged.empty() && !write_merged()) return fail();
    document().tell(open, arguments_.format == ReportFormat::Json ? Form::Json : Form::Text,
                    {.color = color_, .width = output_width()}, output_);
    return open.report.verdict ? exit_code(*open.report.verdict) : kNotChecked;
  }

 private:
  DocumentCheck& document() { return one_.document(); }
  const DocumentName& name() { return document().name(); }
  int fail() const { return one_.end_with_diagnostics(mistakes_); }

  bool is_interactive() {
    if (arguments_.is_interactive) return true;
    bool is_terminal = isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0;
    return is_terminal && arguments_.format == ReportFormat::Text && !name().is_standard_input;
  }

  // ---- answers and the document with them

  /// Reads the file of answers: the one that is named, or the one beside the document.
  bool find_answers() {
    answers_path_ = arguments_.answers;
    if (answers_path_.empty() && !name().is_standard_input) {
      fs::path beside = name().path;
      // Each document of a file with many has answers of its own: all.12.answers.json.
      const std::string line = name().line == 0 ? "" : fmt::format(".{}", name().line);
      answers_path_ = beside.replace_extension(line + ".answers.json").string();
    }
    answers_.document = name().is_standard_input ? name().name : fs::path(name().name).filename().string();
    std::error_code error;
    if (answers_path_ == "-") {
      mistakes_
          .report(DiagnosticKind::AnswersUnreadable, {},
                  "answers are read and written again; `-` names no file")
          .with_help("name a file with --answers");
      return false;
    }
    if (answers_path_.empty()) return true;
    const fs::file_status status = fs::status(answers_path_, error);
    const bool is_absent = status.type() == fs::file_type::not_found && error != std::errc::not_a_directory;
    if (is_absent) return true;  // the first answer creates the file
    auto read = document().read_answers(answers_path_, mistakes_);
    if (!read) return false;
    answers_ = std::move(*read);
    return true;
  }

  bool merge() { return document().set_answers(answers_, answers_path_, mistakes_); }

  OpenQuestions look() {
    OpenQuestions open = document().questions();
    if (answers_.kind.empty()) answers_.kind = open.report.kind;
    add_untranslated(open.report.untranslated, untranslated_);
    return open;
  }

  bool save() { return write_file(answers_path_, answers_.text(), one_.inputs(), output_, mistakes_); }
  bool write_merged() {
    InputFiles inputs = one_.inputs();
    inputs.add(answers_path_);
    return write_file(arguments_.merged, document().text(), inputs, output_, mistakes_);
  }

  // ---- the conversation

  void tell(std::size_t indent, const std::string& text) {
    output_.write(wrapped(terminal_text(text), indent, indent + 2, output_width()));
  }

  /// Reads a line; nothing at the end of input.
  std::optional<std::string> hear(const std::string& prompt) {
    output_.write(prompt);
    output_.flush();
    std::string line;
    if (!std::getline(std::cin, line)) {
      output_.write("\n");
      return std::nullopt;
    }
    std::size_t begin = line.find_first_not_of(" \t\r"), end = line.find_last_not_of(" \t\r");
    return begin == std::string::npos ? std::string() : line.substr(begin, end - begin + 1);
  }

  enum class Step { Next, Again, Quit, Failed };

  int converse(OpenQuestions open) {
    if (answers_path_.empty()) {
      mistakes_.report(DiagnosticKind::CannotWrite, {},
                       "answers to standard input need a file of their own: name it with --answers");
      return fail();
    }
    while (const OpenQuestion* question = next(open)) {
      Step step = ask(*question, open);
      if (step == Step::Failed) return fail();
      if (step == Step::Quit) break;
      if (step == Step::Next) open = look();
      if (!open.report.verdict) return one_.end_with_diagnostics(open.report.diagnostics);
    }
    finish(open);
    if (!arguments_.merged.empty() && !write_merged()) return fail();
    return exit_code(*open.report.verdict);
  }

  /// The first question that was not skipped; null where there is none.
  const OpenQuestion* next(const OpenQuestions& open) const {
    for (const OpenQuestion& question : open.questions) {
      if (question.is_answerable && !skipped_.contains(question.point.asks)) return &question;
    }
    return nullptr;
  }

  Step ask(const OpenQuestion& question, const OpenQuestions& open) {
    bool is_judgement = !question.point.judgement.empty();
    output_.write("\n");
    tell(0, question.point.asks);
    if (!question.point.from.empty()) tell(2, words_(say::FoundIn, question.point.from));
    if (!is_judgement) tell(2, words_(say::IsExpected, question.expects));
    auto heard = hear(words_(is_judgement ? say::AskJudgement : say::AskValue));
    if (!heard || is_word(*heard, say::QuitWord, say::QuitLetter)) return Step::Quit;
    if (is_word(*heard, say::SkipWord, say::SkipLetter))
      return skipped_.insert(question.point.asks), Step::Again;
    if (is_word(*heard, say::WhyWord, say::WhyLetter)) return why(question, open), Step::Again;
    if (!is_judgement && heard->starts_with('=')) heard->erase(0, 1);
    auto value = is_judgement ? judged(*heard) : given(question, *heard);
    if (!value) {
      tell(2, is_judgement ? words_(say::AskAgain) : words_(say::IsNotExpected, question.expects));
      return Step::Again;
    }
    return keep(question, *value);
  }

  /// Whether the input is the word or its letter, in the chosen language or in English.
  bool is_word(const std::string& heard, Sentence<0> word, Sentence<0> letter) const {
    return std::ranges::any_of(std::array{words_, Catalogue()}, [&](const Catalogue& words) {
      return heard == words(word) || heard == words(letter);
    });
  }
  std::optional<std::string> judged(const std::string& word) const {
    auto truth = truth_from_word(word, words_.language());
    if (!truth) return std::nullopt;
    return *truth ? "true" : "false";
  }
  std::optional<std::string> given(const OpenQuestion& question, const std::string& words) const {
    for (const Program* program : one_.engine().policies()) {
      Translations told(*program, words_.language());
      auto value = value_from_words(*program, answers_.kind, question.point.subject, words, told);
      if (value) return value;
    }
    return std::nullopt;
  }

  /// Tries the answer before it is written. Where the document's reader refuses it, the question is asked
  /// again.
  Step keep(const OpenQuestion& question, const std::string& value) {
    Answer answer{.judgement = question.point.judgement, .about = question.point.about, .value = value};
    if (answer.judgement.empty()) answer.at = question.point.subject;
    // The reason is asked for with each answer, the name once, after the first answer.
    if (!answer.judgement.empty()) answer.reason = hear(words_(say::AskReason)).value_or("");
    if (by_.empty()) by_ = arguments_.by;
    while (by_.empty()) {
      auto name = hear(words_(say::AskBy));
      if (!name) {
        tell(0, words_(say::AnswerNotKept));
        return Step::Quit;
      }
      by_ = *name;
    }
    answer.by = by_;
    answer.date = arguments_.date.empty() ? format_date(day_of_clock()) : arguments_.date;
    AnswersFile before = answers_;
    answers_.add(answer);
    Diagnostics refused;
    if (!merge() || !is_read(refused)) {
      output_.write(document().in_words(refused, color_));
      answers_ = std::move(before);
      if (arguments_.by.empty()) by_.clear();  // the name may be what was refused
      return merge() ? Step::Again : Step::Failed;
    }
    return save() ? Step::Next : Step::Failed;
  }

  bool is_read(Diagnostics& refused) {
    const DocumentReport& report = document().check();
    for (const Diagnostic& diagnostic : report.diagnostics.all()) {
      if (diagnostic.severity() != Severity::Error) continue;
      refused.report(diagnostic.kind, {}, diagnostic.message);
    }
    return report.verdict.has_value();
  }

  /// Explains the norms that wait for the question.
  void why(const OpenQuestion& question, const OpenQuestions& open) {
    for (const AnswerEffect& effect : question.effects)
      tell(2, words_(say::AnswerLeads, effect.words, verdict_label(effect.verdict, words_)));
    std::set<std::string> told;
    for (const Finding& finding : open.report.findings) {
      bool waits = std::ranges::find(finding.missing, question.point) != finding.missing.end();
      if (!waits || finding.level != Level::Error || !told.insert(finding.clause + finding.subject).second)
        continue;
      document().tell(document().explain({.subject = finding.subject, .clause = finding.clause}), Form::Text,
                      {.color = color_, .width = output_width()}, output_);
    }
  }

  void finish(const OpenQuestions& open) {
    output_.write("\n");
    tell(0, words_(answers_.answers.empty() ? say::FileIsNow : say::FileIsWithAnswers, name().name,
                   verdict_label(*open.report.verdict, words_)));
    std::error_code error;
    if (!answers_.answers.empty() && fs::exists(answers_path_, error))
      tell(0, words_(say::AnswersAreIn, answers_path_, name().name, answers_path_));
    std::string note = untranslated_note(untranslated_, words_);
    if (!note.empty()) tell(0, note);
  }

  const AskArguments& arguments_;
  Output& output_;
  Color color_;
  Catalogue words_;
  OneDocument one_;
  Diagnostics mistakes_;  ///< with the answers, and with writing
  AnswersFile answers_;
  std::string answers_path_, by_;
  std::set<std::string> skipped_;
  std::vector<std::string> untranslated_;  ///< in all questions so far
};

}  // namespace

int ask(const AskArguments& arguments, Output& output) {
  return AskCommand(arguments, output).run();
}

// ---- on the command line -------------------------------------------------------------------------------

namespace {

constexpr const char* kAskExamples = R"(
Examples:
  precept ask proposal.json --policy policies/wtsa-res54
  precept ask proposal.json --policy res54.pbc --format json
  precept ask proposal.json --policy res54.pbc --lang fr
  precept ask proposal.json --policy res54.pbc --by "chair of SG11" --write answered.json

Answers go into proposal.answers.json beside the document, never into it; `precept check --answers` counts them.

Exit code: that of a check of the document with its answers; 2 something is in error.
)";

}  // namespace

Command ask_command() {
  auto of = std::make_shared<AskArguments>();
  auto as_of = std::make_shared<std::string>();
  return {
      .name = "ask",
      .help = "Ask what is open, and keep the answers beside the document",
      .options = {{.names = "FILE",
                   .target = &of->file,
                   .help = "A document; -: standard input",
                   .is_required = true},
                  required(policies_option(of->policies)),
                  format_option<ReportFormat>(of->format, kReportFormats, "text, or json for a form"),
                  {.names = "--interactive",
                   .target = &of->is_interactive,
                   .help =
                       "Ask one by one, with answers from standard input; on a terminal that is so anyway",
                   .excludes = {"--format"}},
                  {"--by", &of->by, "Who answers", "NAME"},
                  {"--date", &of->date, "The day of the answers (default: today)", "DATE"},
                  {"--answers", &of->answers, "The file of answers (default: FILE's name .answers.json)",
                   "PATH"},
                  {"--write", &of->merged, "Write the document with its answers to another file", "PATH"},
                  lists_option(of->lists),
                  mapping_option(of->lists),
                  map_option(of->lists),
                  kind_option(of->kind),
                  readings_option(of->readings),
                  as_of_option(*as_of),
                  language_option(of->language),
                  color_option(of->color)},
      .examples = kAskExamples,
      .run = [of, as_of](Output& output) {
        of->as_of = date_given("--as-of", *as_of);
        date_given("--date", of->date);
        return ask(*of, output);
      }};
}

}  // namespace precept::tools
