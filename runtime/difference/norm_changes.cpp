#include "runtime/difference/norm_changes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>

#include "runtime/difference/bases.h"
#include "runtime/run/results.h"

namespace precept::difference {

namespace {

/// How strongly a norm speaks: of demands and of prohibitions, each among themselves.
int strength(Modality modality) {
  switch (modality) {
    case Modality::Shall:
    case Modality::ShallNot:
      return 2;
    case Modality::Should:
    case Modality::ShouldNot:
      return 1;
    case Modality::Encourage:
    case Modality::May:
      return 0;
  }
  return 0;
}

Effect opposite(Effect effect) {
  if (effect == Effect::Weaker) return Effect::Stronger;
  return effect == Effect::Stronger ? Effect::Weaker : effect;
}

/// The effect on what passes of an effect on a permission.
Effect of_permission(const NormOutline& norm, Effect effect) {
  return norm.otherwise == Right::Forbidden ? opposite(effect) : Effect::None;
}
Effect effect_on(const NormOutline& norm, Effect effect) {
  return norm.modality == Modality::May ? of_permission(norm, effect) : effect;
}

/// What it does to a norm that more, or less, must hold for something.
template <class Set>
Effect effect_of_needing(const Set& before, const Set& after, Effect of_more, Effect of_less) {
  if (before == after) return Effect::None;
  if (std::ranges::includes(after, before)) return of_more;
  if (std::ranges::includes(before, after)) return of_less;
  return Effect::Unclear;
}

std::string listed(const std::set<std::string>& names) {
  return fmt::format("`{}`", fmt::join(names, "`, `"));
}

std::set<std::string> only_in(const std::set<std::string>& names, const std::set<std::string>& others) {
  std::set<std::string> result;
  std::ranges::set_difference(names, others, std::inserter(result, result.end()));
  return result;
}

std::string conditions_in_words(const NormOutline& norm) {
  std::string words;
  for (const ConditionOutline& condition : norm.conditions)
    words += fmt::format("{}{} {}", words.empty() ? "" : " ", to_string(condition.role), condition.words);
  return words;
}

class NormComparison {
 public:
  NormComparison(const NormOutline& was, const NormOutline& is, const Outline& before, const Outline& after)
      : was_(was), is_(is), before_(before), after_(after) {}

  std::vector<PolicyChange> run() {
    compare_strength();
    compare_acts();
    if (was_.subjects != is_.subjects)
      add("subjects", Effect::Unclear, "it is about others", was_.subjects, is_.subjects);
    compare_applies();
    compare_demands();
    compare_exceptions();
    compare_bases();
    compare_words();
    return std::move(changes_);
  }

 private:
  PolicyChange& add(const char* change, Effect effect, std::string message, std::string before = {},
                    std::string after = {}) {
    return changes_.emplace_back(PolicyChange{.policy = after_.name,
                                              .kind = is_.kind,
                                              .what = "norm",
                                              .change = change,
                                              .effect = effect,
                                              .clause = is_.clause,
                                              .norm = is_.name,
                                              .name = {},
                                              .message = std::move(message),
                                              .before = std::move(before),
                                              .after = std::move(after),
                                              .through = {},
                                              .at = is_.at});
  }

  void compare_strength() {
    if (was_.modality == is_.modality) return;
    const int before = strength(was_.modality), after = strength(is_.modality);
    add("strength", after < before ? Effect::Weaker : Effect::Stronger,
        fmt::format("`{}` is now `{}`", to_string(was_.modality), to_string(is_.modality)));
  }

  void compare_acts() {
    const std::set<std::string> gone = only_in(was_.acts, is_.acts), come = only_in(is_.acts, was_.acts);
    if (!gone.empty())
      add("acts", effect_on(is_, Effect::Weaker), fmt::format("it is no longer about {}", listed(gone)));
    if (!come.empty())
      add("acts", effect_on(is_, Effect::Stronger), fmt::format("it is now about {}, too", listed(come)));
    if (gone.empty() && come.empty() && was_.exercised != is_.exercised)
      add("exercised", Effect::Unclear, "whether its acts were done is seen by something else");
  }

  void compare_applies() {
    const Effect effect = effect_of_needing(was_.applies, is_.applies, Effect::Weaker, Effect::Stronger);
    if (effect == Effect::None) return;
    const std::string before = conditions_in_words(was_), after = conditions_in_words(is_);
    const char* message = effect == Effect::Weaker     ? "it applies in fewer cases"
                          : effect == Effect::Stronger ? "it applies in more cases"
                                                       : "it applies in other cases";
    tell("condition", effect_on(is_, effect), message, before, after);
  }

  void compare_demands() {
    const Effect effect = effect_of_needing(was_.demands, is_.demands, Effect::Stronger, Effect::Weaker);
    if (effect == Effect::None) return;
    const char* message = effect == Effect::Weaker     ? "it demands less"
                          : effect == Effect::Stronger ? "it demands more"
                                                       : "it demands something else";
    tell("demand", effect, message, was_.demand.words, is_.demand.words);
  }

  /// A change of meaning: by its own words, or through what they rest upon.
  void tell(const char* change, Effect effect, const char* message, const std::string& before,
            const std::string& after) {
    is_told_through_ = true;
    const std::vector<Basis> through = common_changed_bases();
    if (before != after) {
      add(change, effect, message, before, after).through = through;
      return;
    }
    const std::string words =
        through.empty() ? "through what its words stand for" : "through " + in_words_of(through);
    add(change, effect, fmt::format("{}, {}", message, words)).through = through;
  }

  std::vector<Basis> common_changed_bases() const {
    std::set<Basis> common;
    std::ranges::set_intersection(was_.bases, is_.bases, std::inserter(common, common.end()));
    return changed_bases(common, is_.kind, before_, after_);
  }
  static std::string in_words_of(const std::vector<Basis>& bases) {
    std::string words;
    for (const Basis& basis : bases) words += (words.empty() ? "" : ", ") + in_words(basis);
    return words;
  }

  void compare_exceptions() {
    auto in = [](const NormOutline& norm, const std::string& clause) {
      auto found = std::ranges::find(norm.exceptions, clause, &ExceptionOutline::clause);
      return found == norm.exceptions.end() ? nullptr : &*found;
    };
    for (const ExceptionOutline& exception : is_.exceptions) {
      const ExceptionOutline* other = in(was_, exception.clause);
      if (other == nullptr) {
        add("exception", effect_on(is_, Effect::Weaker),
            fmt::format("`{}` is now an exception to it", exception.clause));
      } else if (other->meanings != exception.meanings) {
        add("exception", effect_on(is_, Effect::Unclear),
            fmt::format("its exception in `{}` applies in other cases", exception.clause))
            .through = {Basis{Basis::Kind::Exception, exception.clause}};
      }
    }
    for (const ExceptionOutline& exception : was_.exceptions) {
      if (in(is_, exception.clause) != nullptr) continue;
      add("exception", effect_on(is_, Effect::Stronger),
          fmt::format("`{}` is no longer an exception to it", exception.clause));
    }
  }

  /// The norm is as it was, and what it rests upon is not.
  void compare_bases() {
    if (is_told_through_) return;
    std::vector<Basis> through = common_changed_bases();
    // A definition with other words and the same meaning changes nothing.
    std::erase_if(through, [](const Basis& basis) { return basis.kind == Basis::Kind::Definition; });
    if (through.empty()) return;
    add("basis", effect_on(is_, Effect::Unclear),
        fmt::format("what it rests upon changed: {}", in_words_of(through)))
        .through = through;
  }

  void compare_words() {
    compare_text("name", was_.name, is_.name);
    compare_text("quote", was_.quote, is_.quote);
    compare_text("gist", was_.gist, is_.gist);
    compare_text("message", was_.message, is_.message);
  }
  void compare_text(const char* which, const std::string& before, const std::string& after) {
    if (before != after) add("words", Effect::None, fmt::format("it has another {}", which), before, after);
  }

  const NormOutline& was_;
  const NormOutline& is_;
  const Outline& before_;
  const Outline& after_;
  std::vector<PolicyChange> changes_;
  bool is_told_through_ = false;
};

}  // namespace

Effect graver(Effect one, Effect other) {
  return std::max(one, other);
}

Effect effect_of_adding(const NormOutline& norm) {
  return effect_on(norm, Effect::Stronger);
}
Effect effect_of_removing(const NormOutline& norm) {
  return effect_on(norm, Effect::Weaker);
}

bool has_same_meaning(const NormOutline& before, const NormOutline& after) {
  return before.modality == after.modality && before.subjects == after.subjects &&
         before.acts == after.acts && before.applies == after.applies && before.demands == after.demands;
}

std::vector<PolicyChange> compare_norms(const NormOutline& norm_before, const NormOutline& norm_after,
                                        const Outline& before, const Outline& after) {
  return NormComparison(norm_before, norm_after, before, after).run();
}

std::string norm_in_words(const NormOutline& norm) {
  std::string words = to_string(norm.modality);
  if (norm.is_about_acts()) words += fmt::format(" {}", fmt::join(norm.acts, ", "));
  if (!norm.demand.words.empty()) words += " " + norm.demand.words;
  const std::string conditions = conditions_in_words(norm);
  return conditions.empty() ? words : words + " " + conditions;
}

}  // namespace precept::difference
