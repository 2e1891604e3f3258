// Readings: named ways to read the text. The choice is made outside the document.
#include <algorithm>

#include "base/limits.h"
#include "base/suggest.h"
#include "compiler/check/context.h"

namespace precept::checking {

namespace {

constexpr std::size_t kMaxChoices = limits::kChoices;

void check_choices(Context& context, const ast::ReadingDecl& declared) {
  std::size_t count = declared.choices.size();
  if (count >= 2 && count <= kMaxChoices) return;
  context
      .report(DiagnosticKind::ReadingChoices, declared.name.span,
              fmt::format("`{}` has {} {}; a reading has two to {}", declared.name.text,
                          count == 0 ? "no" : std::to_string(count), count == 1 ? "choice" : "choices",
                          kMaxChoices))
      .with_help("each line below it is a choice: its name and, in quotes, what it means");
}

/// Index of the default choice. Reports a reading with no default, or more than one.
std::uint32_t find_default(Context& context, const ast::ReadingDecl& declared, const model::Enum& choices) {
  const ast::ChoiceDecl* first = nullptr;
  for (const ast::ChoiceDecl& choice : declared.choices) {
    if (!choice.is_default) continue;
    if (first) {
      context
          .report(DiagnosticKind::ReadingChoices, choice.name.span,
                  fmt::format("`{}` has a second default", declared.name.text))
          .label(first->name.span, "the first is here")
          .with_help("leave one of the two `default` out");
      continue;
    }
    first = &choice;
  }
  if (!first) {
    if (declared.choices.size() < 2) return 0;  // reported before
    context
        .report(DiagnosticKind::ReadingChoices, declared.name.span,
                fmt::format("no choice of `{}` is the default", declared.name.text))
        .with_help("write `default` after the choice that is meant where nobody chooses");
    return 0;
  }
  return find_member(choices, first->name.text).value_or(0);
}

Span first_of(const ast::ReadingDecl& declared, std::string_view name) {
  for (const ast::ChoiceDecl& choice : declared.choices) {
    if (choice.name.text == name) return choice.name.span;
  }
  return {};
}

}  // namespace

void declare_reading(Context& context, const ast::ReadingDecl& declared) {
  model::Model& model = context.model;
  auto enum_id = static_cast<std::uint32_t>(model.enums.size());
  model::Enum& choices = model.enums.emplace_back(
      model::Enum{.name = std::string(declared.name.text), .members = {}, .span = declared.name.span});
  std::size_t before = context.diagnostics.error_count();
  for (const ast::ChoiceDecl& choice : declared.choices) {
    if (find_member(choices, choice.name.text)) {
      context
          .report(DiagnosticKind::Redeclared, choice.name.span,
                  fmt::format("the choice `{}` is declared twice", choice.name.text))
          .label(first_of(declared, choice.name.text), "first declared here");
      continue;
    }
    choices.members.push_back({std::string(choice.name.text), std::string(choice.words), choice.name.span});
  }
  if (choices.members.size() == declared.choices.size()) check_members_alike(context, choices);
  if (context.diagnostics.error_count() != before) context.mistaken_enums.insert(enum_id);
  check_choices(context, declared);
  constexpr std::size_t kFewest = 2;
  if (declared.choices.size() < kFewest) context.mistaken_enums.insert(enum_id);
  model::Reading reading{.name = std::string(declared.name.text),
                         .enum_id = enum_id,
                         .default_choice = find_default(context, declared, choices),
                         .quote = {},
                         .span = declared.name.span,
                         .quote_span = {}};
  bool is_of_policy = false;
  for (FileIndex file = 0; file < context.files.whole; ++file)
    is_of_policy = is_of_policy || declared.span.file == context.files.files[file].source;
  if (declared.quote && is_of_policy) {
    reading.quote = declared.quote->plain;
    reading.quote_span = declared.quote->span;
  }
  model.readings.push_back(std::move(reading));
}

void check_readings_used(Context& context) {
  for (const Declaration* declaration : context.names.all()) {
    bool is_unused = declaration->form == DeclarationForm::Reading &&
                     declaration->file < context.files.whole &&
                     !context.used_readings.contains(declaration->id);
    // A misspelt use of the reading was reported at its place.
    bool may_have_been_reported = std::ranges::any_of(context.unknown_names, [&](const std::string& told) {
      return !nearest(told, {declaration->name.text}).empty();
    });
    if (!is_unused || may_have_been_reported) continue;
    context
        .report(DiagnosticKind::UnusedReading, declaration->name.span,
                fmt::format("nothing asks about `{}`", declaration->name.text))
        .with_help("whatever were chosen, nothing would change; compare it with a choice somewhere");
  }
}

}  // namespace precept::checking
