#include "authoring/review/review.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "authoring/review/lints_of.h"
#include "authoring/review/tests_of.h"
#include "base/file.h"
#include "compiler/analysis/analysis.h"
#include "compiler/parse/file_head.h"
#include "compiler/pipeline.h"
#include "compiler/translation/translations.h"
#include "render/layout.h"
#include "runtime/phrasing/labels.h"

namespace precept::review {

namespace fs = std::filesystem;

namespace {

using rendering::number_and_noun;

/// The step that a mistake of reading a policy belongs to: codes are grouped by what they are about.
Step step_of(DiagnosticKind kind) {
  switch (info(kind).code[1]) {
    case '6':
      return Step::OfficialText;
    case '8':
      return Step::Translations;
    default:
      return Step::Names;
  }
}

std::string mistakes_in_words(std::size_t count) {
  return number_and_noun(count, "mistake", "mistakes");
}

class Reviewer {
 public:
  explicit Reviewer(const fs::path& file) { review_.file = whole_of(file); }

  PolicyReview run() {
    auto model = read();
    if (model) {
      review_.name = model->name;
      see_names(*model);
      see_official_text(*model);
      see_translations(*model);
    }
    tell();
    see_tests();
    see_lints(model != nullptr);
    return std::move(review_);
  }

  PolicyReview run_module() {
    review_.is_module = true;
    if (const auto file = sources_->read(review_.file)) {
      const Analysis analysis = analyze(*file, *sources_);
      diagnostics_ = analysis.diagnostics();
    } else {
      report_unreadable();
    }
    review_.name = head_of_file(review_.file).name;
    const std::size_t mistakes = diagnostics_.error_count();
    add(Step::Names, mistakes > 0 ? State::Failed : State::InOrder,
        mistakes > 0 ? mistakes_in_words(mistakes) : "a module: it has no clauses of its own");
    tell();
    return std::move(review_);
  }

 private:
  void add(Step step, State state, std::string words) {
    review_.steps.push_back({step, state, std::move(words)});
  }

  void report_unreadable() {
    diagnostics_.report(
        DiagnosticKind::CannotRead, {},
        fmt::format("`{}` cannot be read: {}", review_.file.string(), why_unreadable(review_.file)));
  }

  /// The model of a policy that is sound up to its tests; else the steps that were gone through are added.
  std::unique_ptr<model::Model> read() {
    auto model = read_policy(review_.file, *sources_, diagnostics_);
    if (model && compile(*model, *sources_, diagnostics_)) return model;
    const auto& all = diagnostics_.all();
    const auto first =
        std::ranges::find_if(all, [](const auto& one) { return one.severity() == Severity::Error; });
    const Step failed = first == all.end() ? Step::Names : step_of(first->kind);
    review_.name = head_of_file(review_.file).name;
    for (Step step : {Step::Names, Step::OfficialText, Step::Translations}) {
      if (step == failed) {
        add(step, State::Failed, mistakes_in_words(diagnostics_.error_count()));
        // Translations are read before the lock.
      } else if (failed == Step::Names || (failed == Step::Translations && step == Step::OfficialText)) {
        add(step, State::NotReached, "not looked at");
      } else {
        add(step, State::InOrder, "in order");
      }
    }
    return nullptr;
  }

  void see_names(const model::Model& model) {
    std::size_t clauses = 0;
    for (const model::Section& section : model.sections) clauses += section.clauses.size();
    add(Step::Names, State::InOrder,
        fmt::format("{}, {}, {}; {} read", number_and_noun(clauses, "clause", "clauses"),
                    number_and_noun(model.defines.size(), "definition", "definitions"),
                    number_and_noun(model.tables.size(), "table", "tables"),
                    number_and_noun(sources_->size(), "file", "files")));
  }

  void see_official_text(const model::Model& model) {
    if (model.source_lock.empty()) return add(Step::OfficialText, State::Nothing, "the policy names none");
    add(Step::OfficialText, State::InOrder,
        fmt::format("every label and quote is in `{}`", model.source_lock));
  }

  void see_translations(const model::Model& model) {
    std::string words;
    bool is_complete = true;
    for (Language language : kLanguages) {
      const std::string ending = fmt::format(".{}.po", code_of(language));
      const bool is_there = std::ranges::any_of(
          model.sources, [&](const model::SourceDigest& source) { return source.name.ends_with(ending); });
      if (!is_there) continue;
      const std::size_t missing = translation::untranslated_texts(model, language, *sources_).size();
      is_complete &= missing == 0;
      words += fmt::format(
          "{}{}: {}", words.empty() ? "" : "; ", language_label(language, Catalogue()),
          missing == 0 ? "complete" : number_and_noun(missing, "text is", "texts are") + " not there");
    }
    if (words.empty()) return add(Step::Translations, State::Nothing, "there are none");
    add(Step::Translations, is_complete ? State::InOrder : State::Found, words);
  }

  void see_tests() {
    const bool is_sound = std::ranges::none_of(
        review_.steps, [](const StepResult& step) { return step.state == State::Failed; });
    if (!is_sound) return add(Step::Tests, State::NotReached, "not run");
    TestsSeen seen = tests_of(review_.file);
    add(Step::Tests, seen.state, seen.words);
    if (!seen.told.diagnostics.all().empty()) review_.told.push_back(std::move(seen.told));
  }

  void see_lints(bool is_sound) {
    if (!is_sound) return add(Step::Lints, State::NotReached, "not looked for");
    auto sources = std::make_shared<Sources>();
    Diagnostics lints;
    const Diagnostics found = mistakes_and_lints(review_.file, *sources);
    for (const Diagnostic& one : found.all()) {
      if (is_lint(one)) lints.add(one);
    }
    const std::size_t count = lints.all().size();
    add(Step::Lints, count == 0 ? State::InOrder : State::Found,
        fmt::format("{}: {}", number_and_noun(rule_count(), "rule", "rules"),
                    count == 0 ? "nothing found" : number_and_noun(count, "finding", "findings")));
    if (count > 0) review_.told.push_back({std::move(sources), std::move(lints)});
  }

  void tell() {
    diagnostics_.sort_by_place();
    if (!diagnostics_.all().empty()) review_.told.push_back({sources_, std::move(diagnostics_)});
    diagnostics_ = {};
  }

  PolicyReview review_;
  std::shared_ptr<Sources> sources_ = std::make_shared<Sources>();
  Diagnostics diagnostics_;
};

}  // namespace

std::string_view name_of(Step step) {
  switch (step) {
    case Step::Names:
      return "names and types";
    case Step::OfficialText:
      return "official text";
    case Step::Translations:
      return "translations";
    case Step::Tests:
      return "tests";
    case Step::Lints:
      return "lints";
  }
  return "";
}

std::string_view name_of(State state) {
  switch (state) {
    case State::InOrder:
      return "in order";
    case State::Nothing:
      return "nothing";
    case State::Found:
      return "found";
    case State::Failed:
      return "failed";
    case State::NotReached:
      return "not reached";
  }
  return "";
}

State PolicyReview::state() const {
  State worst = State::InOrder;
  for (const StepResult& step : steps) {
    if (step.state == State::Failed) return State::Failed;
    if (step.state == State::Found) worst = State::Found;
  }
  return worst;
}

PolicyReview review(const fs::path& file) {
  Reviewer reviewer(file);
  return head_of_file(file).role == FileRole::Module ? reviewer.run_module() : reviewer.run();
}

}  // namespace precept::review
