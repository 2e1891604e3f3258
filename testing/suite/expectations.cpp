#include "testing/suite/expectations.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/suggest.h"
#include "base/text.h"
#include "testing/suite/expectation_words.h"

namespace precept::testing {

using ast::PlaceStep;
using ast::PlaceStepForm;
using ast::WordForm;
using model::TypeKind;

namespace {

constexpr const char* kForms[] = {
    "`expect verdict compliant` (or non-compliant, undetermined)",
    "`expect resolves 1 violated` (or satisfied, undetermined, not applicable, not violated)",
    "`expect attendance \"A. Diallo\" decide forbidden by resolves 6` (or permitted, discouraged, silent)",
    "`expect open committed \"Kenya\"`, `expect nothing open`",
    "`expect error E4006 \"words of the message\"`, `expect not checked`, `expect not in force`",
};

constexpr Choice kVerdicts[] = {{"compliant", static_cast<int>(Verdict::Compliant)},
                                {"non-compliant", static_cast<int>(Verdict::NonCompliant)},
                                {"undetermined", static_cast<int>(Verdict::Undetermined)}};
constexpr Choice kOutcomes[] = {{"satisfied", static_cast<int>(Outcome::Satisfied)},
                                {"violated", static_cast<int>(Outcome::Violated)},
                                {"undetermined", static_cast<int>(Outcome::Undetermined)},
                                {"not applicable", static_cast<int>(Outcome::NotApplicable)}};
constexpr Choice kRights[] = {{"permitted", static_cast<int>(Right::Permitted)},
                              {"discouraged", static_cast<int>(Right::Discouraged)},
                              {"forbidden", static_cast<int>(Right::Forbidden)},
                              {"silent", static_cast<int>(Right::Silent)},
                              {"undetermined", static_cast<int>(Right::Undetermined)}};
constexpr Choice kLevels[] = {{"shall", static_cast<int>(Level::Error)},
                              {"should", static_cast<int>(Level::Warning)},
                              {"encourage", static_cast<int>(Level::Note)}};

/// What the clauses of a section are about, as a pointer: "/attendance/*".
std::string subjects_of(const model::Section& section, const model::Model& model) {
  std::string path;
  for (const model::Subject& subject : section.subjects) {
    std::string fields;
    const model::Expr* at = subject.list;
    for (; at->kind == model::ExprKind::Field; at = at->left)
      fields = "/" + model.records[at->left->type.id].fields[at->field].name + fields;
    path += fields + "/*";
  }
  return path;
}

/// The pointer with `*` in place of its indexes.
std::string pattern_of(std::string_view pointer) {
  std::string pattern;
  while (!pointer.empty()) {
    std::string_view token = pointer.substr(1, pointer.find('/', 1) - 1);
    bool is_index = token.find_first_not_of("0123456789") == std::string_view::npos;
    pattern += is_index ? "/*" : fmt::format("/{}", token);
    pointer.remove_prefix(token.size() + 1);
  }
  return pattern;
}

/// The pattern in words: "each element of `attendance`".
std::string subject_words(std::string_view pattern) {
  if (pattern.empty()) return "the document";
  std::string words(pattern.substr(1, pattern.size() - 3));
  for (std::size_t at = words.find("/*"); at != std::string::npos; at = words.find("/*")) words.erase(at, 2);
  std::ranges::replace(words, '/', '.');
  return fmt::format("each element of `{}`", words);
}

class Reader : private WordReader {
 public:
  Reader(const ast::Expectation& expectation, Json& document, const TestContext& context)
      : WordReader(expectation, context), document_(document) {
    result_.place = expectation.span;
    result_.words = as_written(expectation);
  }

  std::optional<ResolvedExpectation> run() {
    if (is_unreadable_) return std::nullopt;
    std::size_t before = context_.diagnostics.error_count();
    read();
    bool is_understood = context_.diagnostics.error_count() == before;
    if (is_understood && at_ < words_.size()) {
      context_.report(DiagnosticKind::UnreadableExpectation, words_[at_].span,
                      fmt::format("`{}` is too much: the expectation ends before it", words_[at_].text));
      return std::nullopt;
    }
    return is_understood ? std::optional(std::move(result_)) : std::nullopt;
  }

 private:
  template <class T>
  void require(std::span<const Choice> choices, std::string_view what, T& to) {
    if (auto value = require_choice(choices, what)) to = static_cast<T>(*value);
  }

  // ---- the policy

  std::vector<const model::Section*> sections() const {
    std::vector<const model::Section*> result;
    for (const model::Section& section : context_.model.sections) {
      if (&context_.model.records[section.record] == &context_.record) result.push_back(&section);
    }
    return result;
  }
  /// The labels of the clauses about the document's kind, each once.
  std::vector<std::string_view> labels() const {
    std::vector<std::string_view> result;
    for (const model::Section* section : sections()) {
      for (const model::Clause& clause : section->clauses) {
        if (std::ranges::find(result, clause.label) == result.end()) result.push_back(clause.label);
      }
    }
    return result;
  }
  std::vector<std::string_view> acts() const {
    std::vector<std::string_view> result;
    for (const model::Section* section : sections())
      result.insert(result.end(), section->acts.begin(), section->acts.end());
    return result;
  }
  bool is_act(std::size_t ahead = 0) const {
    std::vector<std::string_view> all = acts();
    return is_form(WordForm::Word, ahead) && std::ranges::find(all, words_[at_ + ahead].text) != all.end();
  }
  bool begins_place() const {
    return is_form(WordForm::Word) && find_field(context_.record, words_[at_].text) != nullptr;
  }
  const model::Judgement* judgement() const {
    if (!is_form(WordForm::Word)) return nullptr;
    auto found = std::ranges::find(context_.model.judgements, words_[at_].text, &model::Judgement::name);
    return found == context_.model.judgements.end() ? nullptr : &*found;
  }

  /// The number of words of the longest label that the next words begin with; 0 where there is none.
  std::size_t label_length(std::string& label) const {
    std::vector<std::string_view> all = labels();
    std::string text;
    std::size_t longest = 0;
    for (std::size_t i = at_; i < words_.size(); ++i) {
      if (words_[i].form == WordForm::Sign || (words_[i].form == WordForm::String && i > at_)) break;
      text += (i > at_ ? " " : "") + words_[i].text;
      if (std::ranges::find(all, text) != all.end()) {
        longest = i + 1 - at_;
        label = text;
      }
      if (words_[i].form == WordForm::String) break;
    }
    return longest;
  }

  // ---- forms

  void read() {
    if (words_.empty()) return;
    std::string label;
    std::size_t length = label_length(label);
    if (length > 1 || (length == 1 && !is_act())) {
      result_.clause = label;
      Span place = cover(words_[at_].span, words_[at_ + length - 1].span);
      at_ += length;
      return read_clause(place);
    }
    if (take("verdict")) return read_verdict();
    if (is("error") || is("warning")) return read_mistake();
    if (is("not") && (is("checked", 1) || is("in", 1))) return read_refusal();
    if (is("nothing") && is("open", 1)) {
      at_ += 2;
      result_.kind = ExpectationKind::NothingOpen;
      return;
    }
    if (take("open")) return read_open();
    if (begins_place() || is_act() || is("may") || is("document")) return read_right();
    unknown_begin();
  }

  void read_verdict() {
    result_.kind = ExpectationKind::Verdict;
    require<Verdict>(kVerdicts, "the verdict", result_.verdict);
  }

  void read_refusal() {
    if (is("in", 1)) {
      at_ += 2;
      result_.kind = ExpectationKind::Mistake;
      result_.code = info(DiagnosticKind::NotInForce).code;
      if (!take("force")) fail(here(), "`not in` is followed by `force`");
      return;
    }
    at_ += 2;
    result_.kind = ExpectationKind::NotChecked;
  }

  void read_mistake() {
    result_.kind = ExpectationKind::Mistake;
    ++at_;
    std::vector<std::string_view> codes;
    for (std::size_t i = 0; i < diagnostic_kind_count(); ++i)
      codes.push_back(info(static_cast<DiagnosticKind>(i)).code);
    if (done()) {
      fail(here(), "here the expectation ends; the code of the mistake is missing")
          .with_help("write `expect error E4006`, or `expect not checked` for whichever mistake");
      return;
    }
    if (std::ranges::find(codes, words_[at_].text) == codes.end()) {
      unknown(here(), fmt::format("there is no diagnostic `{}`", words_[at_].text))
          .with_help(did_you_mean(words_[at_].text, codes));
      return;
    }
    result_.code = words_[at_++].text;
    if (is_form(WordForm::String)) take_message();
  }

  void read_clause(Span place) {
    result_.kind = ExpectationKind::Clause;
    check_is_encoded(place);
    if (take("(")) read_norm();
    if (auto level = take_choice(kLevels)) {
      result_.level = static_cast<Level>(*level);
      check_has_level(place);
    }
    result_.is_negated = is("not") && !is("applicable", 1);
    if (result_.is_negated) ++at_;
    std::size_t before = context_.diagnostics.error_count();
    require<Outcome>(kOutcomes, "the outcome", result_.outcome);
    while (!done() && context_.diagnostics.error_count() == before) {
      if (take("message")) {
        read_message();
      } else if (take("for")) {
        Span subject = here();
        read_subject();
        if (!result_.subject) return;
        check_subject(result_.clause, cover(subject, words_[at_ - 1].span), [&](const auto& section) {
          return std::ranges::find(section.clauses, result_.clause, &model::Clause::label) !=
                 section.clauses.end();
        });
      } else {
        fail(here(), fmt::format("`{}` does not belong here", words_[at_].text))
            .note("after the outcome come `for` with a subject, and `message` with words of the message");
        return;
      }
    }
  }

  /// Reads the name of a norm in parentheses, as in `resolves 2 (terms)`.
  void read_norm() {
    Span first = here();
    while (!done() && !is(")")) result_.norm += (result_.norm.empty() ? "" : " ") + words_[at_++].text;
    Span place = at_ == 0 ? first : cover(first, words_[at_ - 1].span);
    if (!take(")")) return static_cast<void>(fail(here(), "the name of a norm ends with `)`"));
    std::vector<std::string_view> names;
    for (const model::Section* section : sections()) {
      for (const model::Norm& norm : section->norms) {
        bool is_named = section->clauses[norm.clause].label == result_.clause && !norm.name.empty();
        if (is_named) names.push_back(norm.name);
      }
    }
    if (std::ranges::find(names, result_.norm) != names.end()) return;
    unknown(place, fmt::format("no norm of `{}` is called `{}`", result_.clause, result_.norm))
        .with_help(did_you_mean(result_.norm, names));
  }

  void read_message() {
    if (!is_form(WordForm::String)) {
      fail(here(), "`message` is followed by words of the message, in quotes");
      return;
    }
    take_message();
  }

  /// Reads `message "…"`; an empty text is refused, because every message contains it.
  void take_message() {
    if (without_faults(words_[at_].text).empty()) {
      fail(here(), "these words of the message are empty: every message has them")
          .with_help("write words of the message, or leave them out");
      return;
    }
    result_.message = words_[at_++].text;
  }

  static const char* in_words(model::ClauseForm form) {
    switch (form) {
      case model::ClauseForm::Encoded:
        return "encoded";
      case model::ClauseForm::Informative:
        return "informative";
      case model::ClauseForm::NotCheckable:
        return "not checkable";
      case model::ClauseForm::NotEncoded:
        return "not encoded";
    }
    return "";
  }

  void check_is_encoded(Span place) {
    const model::Clause* found = nullptr;
    for (const model::Section* section : sections()) {
      for (const model::Clause& clause : section->clauses) {
        if (clause.label != result_.clause) continue;
        if (clause.form == model::ClauseForm::Encoded) return;
        found = &clause;
      }
    }
    fail(place, fmt::format("`{}` is {}: nothing comes of it", result_.clause, in_words(found->form)))
        .label(found->label_span, "declared here");
  }

  void check_has_level(Span place) {
    for (const model::Section* section : sections()) {
      for (const model::Norm& norm : section->norms) {
        bool is_may = norm.modality == model::Modality::May;
        if (section->clauses[norm.clause].label != result_.clause || is_may) continue;
        if (level_of(static_cast<Modality>(norm.modality)) == *result_.level) return;
      }
    }
    fail(cover(place, words_[at_ - 1].span),
         fmt::format("`{}` has no norm with `{}`", result_.clause, words_[at_ - 1].text));
  }

  /// Reports a subject that none of the sections in question is about.
  template <class IsMeant>
  void check_subject(std::string_view what, Span place, IsMeant is_meant) {
    std::string known;
    for (const model::Section* section : sections()) {
      if (!is_meant(*section)) continue;
      std::string subjects = subjects_of(*section, context_.model);
      if (subjects == pattern_of(*result_.subject)) return;
      std::string words = subject_words(subjects);
      if (known.find(words) == std::string::npos) known += (known.empty() ? "" : " and ") + words;
    }
    fail(place, fmt::format("`{}` is about {}, not about this", what, known));
  }

  /// Reads a place in the document: `attendance "A. Diallo" study_groups`, `group.region`. With
  /// `ends_at_words` a word that is no field ends it.
  std::optional<DocumentPlace> read_place(bool ends_at_words) {
    std::vector<PlaceStep> steps;
    const model::Type* type = nullptr;
    while (!done()) {
      const ExpectationToken& word = words_[at_];
      bool is_selector = word.form == WordForm::String || word.form == WordForm::Number;
      if (word.form == WordForm::Sign && (word.text == "." || word.text == "[" || word.text == "]")) {
        ++at_;
        continue;
      }
      if (is_selector) {
        if (type == nullptr || !type->is(TypeKind::List)) break;
        bool by_name = word.form == WordForm::String;
        steps.push_back({by_name ? PlaceStepForm::Element : PlaceStepForm::Index, word.text,
                         by_name ? 0 : std::strtoll(word.text.c_str(), nullptr, 10), word.span});
        type = type->element;
      } else {
        const model::Record* record = record_of(type);
        if (word.form == WordForm::Sign || record == nullptr) break;
        const model::Field* field = find_field(*record, word.text);
        if (field == nullptr && ends_at_words && !steps.empty() && !is_after_dot()) break;
        steps.push_back({PlaceStepForm::Field, word.text, 0, word.span});
        if (field == nullptr) break;
        type = &field->type;
      }
      ++at_;
    }
    return locate(document_, steps, context_);
  }
  const model::Record* record_of(const model::Type* type) const {
    if (type == nullptr) return &context_.record;
    return type->is(TypeKind::Record) ? &context_.model.records[type->id] : nullptr;
  }
  bool is_after_dot() const { return at_ > 0 && words_[at_ - 1].text == "."; }

  /// Reads the subject of a finding or right. The empty pointer is the document itself.
  void read_subject() {
    if (take("document")) {
      result_.subject = "";
      return;
    }
    if (!begins_place()) {
      unknown(here(),
              fmt::format("a `{}` has no field `{}`", context_.record.name, done() ? "" : words_[at_].text))
          .with_help(done() ? ""
                            : did_you_mean_or_list(words_[at_].text, field_names(context_.record),
                                                   fmt::format("the fields of `{}`", context_.record.name)));
      return;
    }
    Span place = here();
    auto located = read_place(true);
    if (!located) return;
    place = cover(place, words_[at_ - 1].span);
    if (located->type->is(TypeKind::Record)) {
      result_.subject = located->pointer;
      return;
    }
    Diagnostic& error = fail(place, "this is no subject of a clause");
    if (located->type->is(TypeKind::List))
      error.with_help("say which of its elements: its name in quotes, or its index from 0");
  }

  void read_right() {
    result_.kind = ExpectationKind::Right;
    result_.subject = "";
    std::size_t errors = context_.diagnostics.error_count();
    if (!is_act() && !is("may")) read_subject();
    if (context_.diagnostics.error_count() > errors) return;
    bool may = take("may");
    if (!is_act()) return unknown_act();
    result_.act = words_[at_++].text;
    check_subject(result_.act, words_[at_ - 1].span, [&](const auto& section) {
      return std::ranges::find(section.acts, result_.act) != section.acts.end();
    });
    if (context_.diagnostics.error_count() > errors) return;
    result_.right = Right::Permitted;
    if (!may) {
      std::size_t before = context_.diagnostics.error_count();
      require<Right>(kRights, "the right", result_.right);
      if (context_.diagnostics.error_count() > before) return;
    }
    if (take("by")) read_by();
  }

  void unknown_act() {
    std::vector<std::string_view> all = acts();
    if (all.empty()) {
      fail(here(), fmt::format("the policy declares no acts about a `{}`", context_.record.name));
    } else if (done()) {
      fail(here(), "here the expectation ends; the act is missing");
    } else {
      unknown(here(), fmt::format("the policy declares no act `{}`", words_[at_].text))
          .with_help(did_you_mean_or_list(words_[at_].text, all, "its acts"));
    }
  }

  void read_by() {
    result_.by.emplace();
    do {
      std::string label = "otherwise";
      std::size_t length = is("otherwise") ? 1 : label_length(label);
      if (length == 0) return unknown_label(done() ? here() : cover(here(), words_.back().span), rest());
      result_.by->push_back(label);
      at_ += length;
    } while (take(","));
  }

  void read_open() {
    result_.kind = ExpectationKind::Open;
    const model::Judgement* found = judgement();
    if (found == nullptr && begins_place()) {
      auto located = read_place(false);
      if (located) result_.subject = located->pointer;
      return;
    }
    if (found == nullptr) {
      std::vector<std::string_view> names = field_names(context_.record);
      for (const model::Judgement& each : context_.model.judgements) names.push_back(each.name);
      std::string word = done() ? "" : words_[at_].text;
      unknown(here(),
              fmt::format("`{}` is neither a judgement nor a field of a `{}`", word, context_.record.name))
          .with_help(did_you_mean_or_list(word, names, "what can be open"));
      return;
    }
    result_.judgement = found->name;
    Span place = words_[at_++].span;
    bool has_bracket = take("(");
    if (is_form(WordForm::String)) result_.about = words_[at_++].text;
    if (has_bracket) take(")");
    if (found->key_parameter) check_about(*found, place);
  }

  void check_about(const model::Judgement& judgement, Span place) {
    std::uint32_t record = judgement.parameters[*judgement.key_parameter]->type.id;
    std::vector<std::string> names = names_in(document_, context_.record, record, context_.model);
    std::vector<std::string_view> views(names.begin(), names.end());
    const std::string& kind = context_.model.records[record].name;
    if (result_.about.empty()) {
      fail(place,
           fmt::format("`{}` is about a `{}`; say which, by its name in quotes", judgement.name, kind));
    } else if (std::ranges::find(names, result_.about) == names.end()) {
      unknown(words_[at_ - 1].span, fmt::format("the document has no `{}` named `{}`", kind, result_.about))
          .with_help(did_you_mean_or_list(result_.about, views, "the names there"));
    }
  }

  // ---- help for what cannot be understood

  void unknown_label(Span place, const std::string& text) {
    Diagnostic& error =
        unknown(place, fmt::format("the policy has no clause `{}` about a `{}`", text, context_.record.name));
    error.with_help(did_you_mean_or_list(text, labels(), "its clauses"));
    for (const model::Section& section : context_.model.sections) {
      for (const model::Clause& clause : section.clauses) {
        if (clause.label != text || &context_.model.records[section.record] == &context_.record) continue;
        error.note(fmt::format("`{}` is about a `{}`", text, context_.model.records[section.record].name));
        return;
      }
    }
  }

  /// The words before an outcome are a label; before a right they are a subject or an act.
  void unknown_begin() {
    std::size_t begin = at_;
    std::string text;
    for (; !done(); ++at_) {
      if (is("may") || is_right()) return unknown_subject(begin);
      if (at_ > begin && is_outcome()) {
        return unknown_label(cover(words_[begin].span, words_[at_ - 1].span), text);
      }
      text += (at_ > begin ? " " : "") + words_[at_].text;
    }
    at_ = begin;
    Diagnostic& error =
        fail(cover(words_.front().span, words_.back().span), "this says nothing that could be looked at");
    for (const char* form : kForms) error.note(form);
    constexpr std::string_view kFirst[] = {"verdict", "error",        "warning",
                                           "open",    "nothing open", "not checked"};
    error.with_help(did_you_mean(words_[begin].text,
                                 std::vector<std::string_view>(std::begin(kFirst), std::end(kFirst))));
  }
  bool is_outcome() const {
    return is("satisfied") || is("violated") || is("undetermined") || is("not") || is("shall") ||
           is("should") || is("encourage");
  }
  bool is_right() const { return is("permitted") || is("discouraged") || is("forbidden") || is("silent"); }

  void unknown_subject(std::size_t begin) {
    bool is_lone_act = at_ == begin + 1;
    at_ = begin;
    if (is_lone_act) return unknown_act();
    read_subject();
  }

  Json& document_;
  ResolvedExpectation result_;
};

}  // namespace

std::optional<ResolvedExpectation> resolve_expectation(const ast::Expectation& expectation, Json& document,
                                                       const TestContext& context) {
  return Reader(expectation, document, context).run();
}

bool expects_a_mistake(const ast::Expectation& expectation) {
  auto is = [&](std::size_t i, std::string_view text) {
    return i < expectation.words.size() && expectation.words[i].text == text;
  };
  return is(0, "error") || (is(0, "not") && is(1, "checked"));
}

}  // namespace precept::testing
