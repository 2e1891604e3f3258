#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "runtime/difference/bases.h"
#include "runtime/difference/norm_changes.h"
#include "runtime/difference/policy_change.h"

namespace precept::difference {

namespace {

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

/// How many of a table's cells or keys are named.
constexpr std::size_t kMostNamed = 5;

std::string listed(std::vector<std::string> names) {
  const std::size_t left = names.size() > kMostNamed ? names.size() - kMostNamed : 0;
  names.resize(names.size() - left);
  return fmt::format("{}{}", fmt::join(names, "; "), left > 0 ? fmt::format("; and {} more", left) : "");
}

class PolicyComparison {
 public:
  PolicyComparison(const Outline& before, const Outline& after) : before_(before), after_(after) {}

  std::vector<PolicyChange> run() {
    compare_heads();
    compare_kinds();
    pair_clauses();
    for (const auto& [was, is] : pairs_) is == nullptr ? remove_clause(*was) : compare_clause(was, *is);
    compare_fields();
    compare_enums();
    compare_tables();
    compare_readings();
    compare_judgements();
    return std::move(changes_);
  }

 private:
  PolicyChange& add(const char* what, const char* change, Effect effect, std::string name,
                    std::string message, std::string before = {}, std::string after = {}) {
    PolicyChange& added = changes_.emplace_back();
    added.policy = after_.name;
    added.what = what;
    added.change = change;
    added.effect = effect;
    added.name = std::move(name);
    added.message = std::move(message);
    added.before = std::move(before);
    added.after = std::move(after);
    return added;
  }

  // ---- the policy as a whole

  void compare_heads() {
    auto text = [&](const char* change, const std::string& message, const std::string& before,
                    const std::string& after) {
      if (before != after) add("policy", change, Effect::None, after_.name, message, before, after);
    };
    text("name", "the policy has another name", before_.name, after_.name);
    text("words", "the policy has another title", before_.title, after_.title);
    text("source", "the policy is held against another official text", before_.source_lock,
         after_.source_lock);
    text("successor", "another text is in force after it", before_.successor, after_.successor);
    if (before_.from == after_.from && before_.until == after_.until) return;
    // Days are in the form of ISO 8601, whose order is that of its letters.
    const bool begins_later = !after_.from.empty() && after_.from > before_.from;
    const bool ends_sooner = !after_.until.empty() && (before_.until.empty() || after_.until < before_.until);
    const bool is_shorter = begins_later || ends_sooner;
    add("policy", "in-force", is_shorter ? Effect::Unclear : Effect::Stronger, after_.name,
        is_shorter ? "the policy is no longer in force on some days" : "the policy is in force on more days",
        interval(before_), interval(after_));
  }

  static std::string interval(const Outline& policy) {
    return fmt::format("{} to {}", policy.from.empty() ? "always" : policy.from,
                       policy.until.empty() ? "ever" : policy.until);
  }

  void compare_kinds() {
    for (const std::string& kind : after_.kinds) {
      if (!has(before_.kinds, kind))
        add("kind", "added", Effect::Stronger, kind,
            fmt::format("documents of the kind `{}` are checked", kind))
            .kind = kind;
    }
    for (const std::string& kind : before_.kinds) {
      if (!has(after_.kinds, kind))
        add("kind", "removed", Effect::Weaker, kind,
            fmt::format("documents of the kind `{}` are no longer checked", kind))
            .kind = kind;
    }
  }

  // ---- clauses

  /// Clauses belong together by their label, else by saying the same. Those of a kind that only one policy
  /// has are told with it.
  void pair_clauses() {
    std::vector<const ClauseOutline*> left;
    for (const ClauseOutline& was : before_.clauses) {
      if (has(after_.kinds, was.kind)) left.push_back(&was);
    }
    auto take = [&](auto&& belongs) {
      auto found = std::ranges::find_if(left, belongs);
      if (found == left.end()) return static_cast<const ClauseOutline*>(nullptr);
      const ClauseOutline* taken = *found;
      left.erase(found);
      return taken;
    };
    for (const ClauseOutline& is : after_.clauses) {
      if (!has(before_.kinds, is.kind)) continue;
      pairs_.emplace_back(
          take([&](const ClauseOutline* was) { return was->kind == is.kind && was->label == is.label; }),
          &is);
    }
    for (auto& [was, is] : pairs_) {
      if (was == nullptr)
        was = take([&, now = is](const ClauseOutline* other) { return is_renamed(*other, *now); });
    }
    for (const ClauseOutline* was : left) pairs_.emplace_back(was, nullptr);
  }

  bool is_renamed(const ClauseOutline& was, const ClauseOutline& is) const {
    return was.kind == is.kind && !was.norms.empty() && was.norms.size() == is.norms.size() &&
           std::ranges::equal(was.norms, is.norms, [&](std::size_t one, std::size_t other) {
             return has_same_meaning(before_.norms[one], after_.norms[other]);
           });
  }

  PolicyChange& add_clause_change(const ClauseOutline& clause, const char* change, Effect effect,
                                  std::string message) {
    PolicyChange& added = add("clause", change, effect, {}, std::move(message));
    added.kind = clause.kind;
    added.clause = clause.label;
    added.at = clause.at;
    return added;
  }

  void compare_clause(const ClauseOutline* was, const ClauseOutline& is) {
    if (was == nullptr) return add_clause(is);
    if (was->label != is.label) {
      PolicyChange& renamed =
          add_clause_change(is, "renamed", Effect::None, fmt::format("it was `{}`", was->label));
      renamed.before = was->label;
      renamed.after = is.label;
    }
    compare_forms(*was, is);
    compare_norms_of(*was, is);
    compare_text(is, "quote", was->quote, is.quote);
    compare_text(is, "gist", was->gist, is.gist);
    compare_text(is, "reason", was->reason, is.reason);
  }

  void compare_forms(const ClauseOutline& was, const ClauseOutline& is) {
    if (was.form == is.form) return;
    PolicyChange& form =
        add_clause_change(is, "form", Effect::None, fmt::format("it is now {}", to_string(is.form)));
    form.before = to_string(was.form);
    form.after = to_string(is.form);
  }

  void compare_text(const ClauseOutline& clause, const char* which, const std::string& before,
                    const std::string& after) {
    if (before == after) return;
    PolicyChange& words =
        add_clause_change(clause, "words", Effect::None, fmt::format("it has another {}", which));
    words.before = before;
    words.after = after;
  }

  void add_clause(const ClauseOutline& clause) {
    Effect effect = Effect::None;
    std::string words;
    for (std::size_t norm : clause.norms) {
      effect = graver(effect, effect_of_adding(after_.norms[norm]));
      words += (words.empty() ? "" : "; ") + norm_in_words(after_.norms[norm]);
    }
    add_clause_change(clause, "added", effect, "it is new").after = words;
  }

  void remove_clause(const ClauseOutline& clause) {
    Effect effect = Effect::None;
    std::string words;
    for (std::size_t norm : clause.norms) {
      effect = graver(effect, effect_of_removing(before_.norms[norm]));
      words += (words.empty() ? "" : "; ") + norm_in_words(before_.norms[norm]);
    }
    add_clause_change(clause, "removed", effect, "it is gone").before = words;
  }

  // ---- norms

  /// Norms of a clause belong together by their name, else by saying the same, else in their order.
  void compare_norms_of(const ClauseOutline& was, const ClauseOutline& is) {
    std::vector<std::size_t> left = was.norms;
    std::vector<std::optional<std::size_t>> others(is.norms.size());
    auto pair = [&](auto&& belongs) {
      for (std::size_t i = 0; i < is.norms.size(); ++i) {
        if (others[i]) continue;
        const NormOutline& norm = after_.norms[is.norms[i]];
        auto found = std::ranges::find_if(
            left, [&](std::size_t other) { return belongs(before_.norms[other], norm); });
        if (found == left.end()) continue;
        others[i] = *found;
        left.erase(found);
      }
    };
    pair([](const NormOutline& a, const NormOutline& b) { return !a.name.empty() && a.name == b.name; });
    pair(has_same_meaning);
    pair([](const NormOutline& a, const NormOutline& b) {
      return a.is_about_acts() == b.is_about_acts() &&
             (a.modality == Modality::May) == (b.modality == Modality::May);
    });
    for (std::size_t i = 0; i < is.norms.size(); ++i) {
      const NormOutline& norm = after_.norms[is.norms[i]];
      if (!others[i]) {
        add_norm_change(norm, "added", effect_of_adding(norm), "a norm is new").after = norm_in_words(norm);
        continue;
      }
      const NormOutline& other = before_.norms[*others[i]];
      compare_otherwise(other, norm);
      std::ranges::move(compare_norms(other, norm, before_, after_), std::back_inserter(changes_));
    }
    for (std::size_t gone : left) {
      const NormOutline& norm = before_.norms[gone];
      add_norm_change(norm, "removed", effect_of_removing(norm), "a norm is gone").before =
          norm_in_words(norm);
    }
  }

  PolicyChange& add_norm_change(const NormOutline& norm, const char* change, Effect effect,
                                std::string message) {
    PolicyChange& added = add("norm", change, effect, {}, std::move(message));
    added.kind = norm.kind;
    added.clause = norm.clause;
    added.norm = norm.name;
    added.at = norm.at;
    return added;
  }

  /// What holds of acts that no norm is about; it is said once for all norms about the same people.
  void compare_otherwise(const NormOutline& was, const NormOutline& is) {
    if (was.otherwise == is.otherwise || !is.is_about_acts()) return;
    if (!told_otherwise_.insert({is.kind, is.subjects}).second) return;
    const Effect effect = was.otherwise == Right::Forbidden  ? Effect::Weaker
                          : is.otherwise == Right::Forbidden ? Effect::Stronger
                                                             : Effect::None;
    add("kind", "otherwise", effect, is.kind, "an act that no clause is about has another right",
        to_string(was.otherwise), to_string(is.otherwise))
        .kind = is.kind;
  }

  // ---- what norms rest upon; whether it lets something through is told of the norms

  template <class Map, class Compare>
  void compare_named(const char* what, const Map& before, const Map& after, const std::string& kind,
                     Compare&& compare) {
    for (const auto& [name, value] : after) {
      const auto other = before.find(name);
      if (other == before.end()) {
        add(what, "added", Effect::None, name, "it is new").kind = kind;
      } else if (!(other->second == value)) {
        compare(name, other->second, value);
      }
    }
    for (const auto& [name, value] : before) {
      if (!after.contains(name)) add(what, "removed", Effect::None, name, "it is gone").kind = kind;
    }
  }

  void compare_fields() {
    for (const auto& [kind, fields] : after_.fields) {
      const auto other = before_.fields.find(kind);
      if (other == before_.fields.end()) continue;
      compare_named("field", other->second, fields, kind,
                    [&, of = kind](const std::string& name, const std::string& was, const std::string& is) {
                      add("field", "type", Effect::None, name, "it is read otherwise", was, is).kind = of;
                    });
    }
  }

  void compare_enums() {
    compare_named("enum", before_.enums, after_.enums, "",
                  [&](const std::string& name, const auto& was, const auto& is) {
                    std::vector<std::string> gone, come;
                    std::ranges::copy_if(was, std::back_inserter(gone),
                                         [&](const auto& member) { return !has(is, member); });
                    std::ranges::copy_if(is, std::back_inserter(come),
                                         [&](const auto& member) { return !has(was, member); });
                    if (gone.empty() && come.empty()) return;
                    add("enum", "members", Effect::None, name, "it has other members", listed(gone),
                        listed(come));
                  });
  }

  void compare_tables() {
    compare_named("table", before_.tables, after_.tables, "",
                  [&](const std::string& name, const TableOutline& was, const TableOutline& is) {
                    compare_table(name, was, is);
                  });
  }

  void compare_table(const std::string& name, const TableOutline& was, const TableOutline& is) {
    std::vector<std::string> gone, come;
    for (const auto& [key, cells] : is.rows) {
      const auto other = was.rows.find(key);
      if (other == was.rows.end()) {
        come.push_back(key);
        continue;
      }
      for (std::size_t column = 0; column < is.columns.size(); ++column) {
        const std::string& heading = is.columns[column];
        const auto same = std::ranges::find(was.columns, heading) - was.columns.begin();
        if (static_cast<std::size_t>(same) == was.columns.size()) continue;
        const std::string& cell = other->second[static_cast<std::size_t>(same)];
        if (cell == cells[column]) continue;
        gone.push_back(fmt::format("{}, {}: {}", key, heading, cell));
        come.push_back(fmt::format("{}, {}: {}", key, heading, cells[column]));
      }
    }
    for (const auto& [key, cells] : was.rows) {
      if (!is.rows.contains(key)) gone.push_back(key);
    }
    add("table", "content", Effect::None, name, "it has other rows", listed(gone), listed(come));
  }

  void compare_readings() {
    compare_named("reading", before_.readings, after_.readings, "",
                  [&](const std::string& name, const ReadingOutline& was, const ReadingOutline& is) {
                    if (was.default_choice != is.default_choice)
                      add("reading", "default", Effect::None, name, "another choice is taken by default",
                          was.default_choice, is.default_choice);
                    if (was.choices != is.choices)
                      add("reading", "choices", Effect::None, name, "it has other choices",
                          choices_in_words(was), choices_in_words(is));
                  });
  }
  static std::string choices_in_words(const ReadingOutline& reading) {
    std::string words;
    for (const auto& [name, text] : reading.choices)
      words += fmt::format("{}{} \"{}\"", words.empty() ? "" : ", ", name, text);
    return words;
  }

  void compare_judgements() {
    compare_named("judgement", before_.judgements, after_.judgements, "",
                  [&](const std::string& name, const std::string& was, const std::string& is) {
                    add("judgement", "words", Effect::None, name, "it asks something else", was, is);
                  });
  }

  const Outline& before_;
  const Outline& after_;
  std::vector<PolicyChange> changes_;
  std::vector<std::pair<const ClauseOutline*, const ClauseOutline*>> pairs_;  ///< null: only in the other
  std::set<std::pair<std::string, std::string>> told_otherwise_;
};

PolicyChange whole_policy(const Outline& policy, const char* change, Effect effect, std::string message) {
  PolicyChange whole;
  whole.policy = whole.name = policy.name;
  whole.what = "policy";
  whole.change = change;
  whole.effect = effect;
  whole.message = std::move(message);
  return whole;
}

using PolicyPair = std::pair<const Outline*, const Outline*>;

/// Null: there is none in the other.
std::vector<PolicyPair> pairs_of(const std::vector<Outline>& before, const std::vector<Outline>& after) {
  std::vector<PolicyPair> pairs;
  for (const Outline& is : after) pairs.emplace_back(nullptr, &is);
  std::vector<const Outline*> left;
  for (const Outline& was : before) left.push_back(&was);
  for (const bool by_day : {true, false}) {
    for (auto& [was, is] : pairs) {
      if (was != nullptr) continue;
      auto found = std::ranges::find_if(left, [&, now = is](const Outline* other) {
        return other->name == now->name && (!by_day || other->from == now->from);
      });
      if (found == left.end()) continue;
      was = *found;
      left.erase(found);
    }
  }
  for (const Outline* was : left) pairs.emplace_back(was, nullptr);
  return pairs;
}

}  // namespace

const char* to_string(Effect effect) {
  switch (effect) {
    case Effect::None:
      return "none";
    case Effect::Stronger:
      return "stronger";
    case Effect::Unclear:
      return "unclear";
    case Effect::Weaker:
      return "weaker";
  }
  return "";
}

std::vector<PolicyChange> compare_policies(const Outline& before, const Outline& after) {
  return PolicyComparison(before, after).run();
}

std::vector<PolicyChange> compare_policies(const std::vector<Outline>& before,
                                           const std::vector<Outline>& after) {
  if (before.size() == 1 && after.size() == 1) return compare_policies(before.front(), after.front());
  std::vector<PolicyChange> changes;
  for (const auto& [was, is] : pairs_of(before, after)) {
    if (was != nullptr && is != nullptr) {
      std::ranges::move(compare_policies(*was, *is), std::back_inserter(changes));
    } else {
      changes.push_back(is != nullptr ? whole_policy(*is, "added", Effect::Stronger, "the policy is new")
                                      : whole_policy(*was, "removed", Effect::Weaker, "the policy is gone"));
    }
  }
  return changes;
}

}  // namespace precept::difference
