#include "runtime/repair/answers/ask.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "runtime/repair/field_values.h"

namespace precept {

using program::Form;

namespace {

/// At most so many listed values are tried for one question.
constexpr std::size_t kMostSamples = 12;
/// No type with more values is looked through, and no more values are looked at for all questions together.
constexpr std::size_t kMostListed = 1'000, kMostLooked = 1'000;
/// The other questions are answered together in so many ways.
constexpr std::size_t kPatterns = 6;

using Keys = std::set<std::string>;

std::string key_of(const OpenPoint& point) {
  return fmt::format("{}\n{}\n{}", point.judgement, point.about,
                     point.judgement.empty() ? point.subject : "");
}

class QuestionTrials {
 public:
  QuestionTrials(std::span<const Program* const> policies, FileId file, const Sources& sources,
                 const CheckOptions& check, const AskOptions& options)
      : policies_(policies),
        name_(sources.file(file).name),
        check_(check),
        options_(options),
        draft_(sources.file(file).text, {}) {
    check_.detail = {.settled_findings = false, .rights = false};
    result_.report = check_document(policies, file, sources, check_);
    check_.limits.trust.is_trial = true;
  }

  OpenQuestions run() {
    if (!result_.report.verdict && !result_.report.is_noted_only()) return std::move(result_);
    for (const Program* program : policies_) {
      bool is_chosen = program->digest() == result_.report.policy.digest;
      if (is_chosen && !translations_) translations_.emplace(*program, check_.language), policy_ = program;
    }
    if (!result_.report.verdict) return noted();
    for (const OpenPoint& point : result_.report.open_questions) add(point);
    for (OpenQuestion& question : result_.questions) open_.insert(key_of(question.point));
    for (OpenQuestion& question : result_.questions) attempt(question);
    leave_out();
    std::ranges::stable_sort(result_.questions, {}, &QuestionTrials::order);
    for (const OpenPoint& point : open_in_findings()) {
      if (!open_.contains(key_of(point))) result_.beside.push_back(point);
    }
    tell_untranslated();
    return std::move(result_);
  }

 private:
  OpenQuestions noted() {
    for (const OpenPoint& point : open_in_findings()) add(point);
    tell_untranslated();
    return std::move(result_);
  }

  void tell_untranslated() {
    std::erase_if(result_.report.untranslated, [&](const std::string& text) { return !is_told(text); });
  }

  /// The open questions of all findings, each once.
  std::vector<OpenPoint> open_in_findings() const {
    std::vector<OpenPoint> open;
    for (const Finding& finding : result_.report.findings) {
      for (const OpenPoint& point : finding.missing) {
        if (std::ranges::find(open, point) == open.end()) open.push_back(point);
      }
    }
    return open;
  }

  void add(const OpenPoint& point) {
    OpenQuestion& question = result_.questions.emplace_back();
    question.point = point;
    if (!point.judgement.empty()) {
      question.expects = expected_words({.program = policy_, .form = Form::Truth}, *translations_);
      samples_.push_back({"true", "false"});
      question.tried_all = true;
      return;
    }
    FieldAt at = field_at(*policy_, result_.report.kind, point.subject);
    question.is_answerable = at.field != nullptr;
    samples_.push_back(question.is_answerable ? samples_of(at, kMostSamples) : std::vector<std::string>{});
    const bool is_listed = at.form == Form::Truth || at.form == Form::Enum || at.form == Form::Key;
    question.tried_all = is_listed && samples_of(at, kMostListed).size() == samples_.back().size();
    if (question.is_answerable) question.expects = expected_words(at, *translations_);
  }

  /// An answer as a person would give it.
  std::string words_of(const OpenPoint& point, const std::string& value) const {
    FieldAt at = point.judgement.empty() ? field_at(*policy_, result_.report.kind, point.subject)
                                         : FieldAt{.program = policy_, .form = Form::Truth};
    return words_from_value(at, value, *translations_);
  }

  /// Whether one of the questions shows a text of the policy; … stands for its holes.
  bool is_told(std::string_view text) const {
    auto tells = [&](const OpenPoint& point) {
      return holds_in_order(point.asks, text) || holds_in_order(point.from, text);
    };
    return std::ranges::any_of(result_.questions, tells, &OpenQuestion::point) ||
           std::ranges::any_of(result_.beside, tells);
  }
  static bool holds_in_order(std::string_view told, std::string_view text) {
    constexpr std::string_view kHole = "…";
    std::size_t at = 0;
    while (true) {
      std::string_view piece = text.substr(0, text.find(kHole));
      at = told.find(piece, at);
      if (at == std::string_view::npos) return false;
      if (piece.size() == text.size()) return true;
      at += piece.size();
      text.remove_prefix(piece.size() + kHole.size());
    }
  }

  Change answer(const OpenPoint& point, const std::string& value) const {
    if (point.judgement.empty())
      return {.kind = Change::Kind::Supply, .pointer = point.subject, .value = value};
    Change change{.kind = Change::Kind::Attest, .pointer = "/attestations/-", .value = value};
    change.judgement = point.judgement;
    change.about = point.about;
    return change;
  }

  DocumentReport check(const Changes& changes) {
    ++result_.checks;
    std::string text = draft_.apply(changes);
    bytes_ += text.size();
    Sources sources;
    FileId file = sources.add(name_, std::move(text));
    return check_document(policies_, file, sources, check_);
  }

  bool is_over() {
    bool is_over = bytes_ > options_.most_bytes;
    result_.is_bounded |= is_over;
    return is_over;
  }

  /// Tries the answers to the question alone.
  void attempt(OpenQuestion& question) {
    std::size_t number = static_cast<std::size_t>(&question - result_.questions.data());
    if (number >= options_.most_tried) result_.is_bounded = true;
    if (number >= options_.most_tried || is_over()) return;
    Keys others = open_;
    others.erase(key_of(question.point));
    for (const std::string& value : samples_[number]) attempt(question, number, value, others);
    if (!question.tried_all && question.point.judgement.empty())
      find_opposite_answer(question, number, others);
  }

  void attempt(OpenQuestion& question, std::size_t number, const std::string& value, const Keys& others) {
    DocumentReport report = check({answer(question.point, value)});
    if (!report.verdict) return;
    Keys left;
    for (const OpenPoint& point : report.open_questions) left.insert(key_of(point));
    question.effects.push_back({value, words_of(question.point, value), *report.verdict, left.size()});
    bool changes_something = report.verdict != result_.report.verdict || left != others;
    if (changes_something) matters_.insert(number);
  }

  /// Of a long list only some values were tried. Where all of them settle the verdict in one way, this looks
  /// for a value that settles it otherwise, so that the effects do not mislead.
  void find_opposite_answer(OpenQuestion& question, std::size_t number, const Keys& others) {
    std::set<Verdict> settled;
    for (const AnswerEffect& effect : question.effects) settled.insert(effect.verdict);
    FieldAt at = field_at(*policy_, result_.report.kind, question.point.subject);
    const bool is_one_sided = settled.size() == 1 && !settled.contains(Verdict::Undetermined);
    if (!is_one_sided || (at.form != Form::Key && at.form != Form::Enum)) return;
    for (const std::string& value : samples_of(at, kMostListed)) {
      if (looked_ == kMostLooked || is_over()) return;
      if (std::ranges::find(samples_[number], value) != samples_[number].end()) continue;
      ++looked_;
      auto verdict = check({answer(question.point, value)}).verdict;
      if (verdict && !settled.contains(*verdict)) return attempt(question, number, value, others);
    }
  }

  /// Whether the question matters when the others are answered in some way.
  bool matters_among_others(std::size_t number) {
    for (std::size_t pattern = 0; pattern < kPatterns && !is_over(); ++pattern) {
      Changes others;
      for (std::size_t i = 0; i < result_.questions.size(); ++i) {
        const auto& samples = samples_[i];
        // All have their first answer, all have their last, then answers alternate in different periods.
        std::size_t choice = pattern == 0   ? 0
                             : pattern == 1 ? samples.size() - 1
                                            : (i / (pattern - 1)) + pattern;
        if (i != number && !samples.empty())
          add_change(others, answer(result_.questions[i].point, samples[choice % samples.size()]));
      }
      std::optional<Verdict> first;
      for (const std::string& value : samples_[number]) {
        Changes changes = others;
        add_change(changes, answer(result_.questions[number].point, value));
        auto verdict = check(changes).verdict;
        if (!verdict) continue;
        if (first.value_or(*verdict) != *verdict) return true;
        first = verdict;
      }
    }
    return false;
  }

  void leave_out() {
    std::vector<OpenQuestion> kept;
    std::vector<bool> stays;
    for (std::size_t i = 0; i < result_.questions.size(); ++i) {
      bool was_tried = !result_.questions[i].effects.empty() && i < options_.most_tried;
      bool stays_open = !was_tried || matters_.contains(i) || matters_among_others(i) || result_.is_bounded;
      stays.push_back(stays_open);
    }
    for (std::size_t i = 0; i < stays.size(); ++i) {
      if (stays[i]) kept.push_back(std::move(result_.questions[i]));
    }
    result_.left_out = result_.questions.size() - kept.size();
    result_.questions = std::move(kept);
  }

  /// Questions that one answer can settle come first, then those that leave the least open, at best, at
  /// worst.
  static std::tuple<bool, std::size_t, std::size_t> order(const OpenQuestion& question) {
    std::size_t best = std::string::npos, worst = 0;
    for (const AnswerEffect& effect : question.effects) {
      std::size_t left = effect.verdict == Verdict::Undetermined ? effect.left + 1 : 0;
      best = std::min(best, left);
      worst = std::max(worst, left);
    }
    return {!question.is_answerable, best, worst};
  }

  std::span<const Program* const> policies_;
  std::string name_;
  CheckOptions check_;
  const AskOptions& options_;
  Draft draft_;
  OpenQuestions result_;
  const Program* policy_ = nullptr;  ///< the one that was chosen
  std::optional<Translations> translations_;
  std::vector<std::vector<std::string>> samples_;  ///< by question, in the first order
  Keys open_;
  std::set<std::size_t> matters_;
  std::size_t bytes_ = 0, looked_ = 0;
};

}  // namespace

OpenQuestions open_questions(std::span<const Program* const> policies, FileId file, const Sources& sources,
                             const CheckOptions& check, const AskOptions& options) {
  return QuestionTrials(policies, file, sources, check, options).run();
}

}  // namespace precept
