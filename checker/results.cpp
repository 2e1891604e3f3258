#include "checker/results.h"

#include <algorithm>
#include <set>

namespace precept::checker {

namespace {

/// Where no clause but the section's `acts … otherwise` decides.
constexpr const char* kOtherwise = "otherwise";

const char* level_of(const std::string& modality) {
  if (modality.starts_with("shall")) return "error";
  return modality.starts_with("should") ? "warning" : "note";
}

class Derivation {
 public:
  Derivation(const ClauseTable& table, Proof& proof, std::size_t most)
      : table_(table), proof_(proof), most_(most) {}

  Results run() {
    for (const Section& section : table_.sections) {
      section_ = &section;
      unknown_lists(section.level);
      if (section.norms.empty() && section.acts.empty()) continue;
      // Each row has a right or a finding: what the receipt does not tell is not looked at.
      require(proof_.rows(section.level) <= static_cast<std::int64_t>(most_),
              "there are more to tell of than the receipt has");
      read_subjects();
      find_parts();
      for (std::size_t norm = 0; norm < section.norms.size(); ++norm) {
        if (section.norms[norm].outcome) {
          ensured(section.norms[norm]);
        } else if (section.norms[norm].part_of == norm) {
          acted(norm);
        }
      }
      otherwise_forbidden();
      rights();
    }
    if (was_checked_) {
      results_.verdict = is_violated_ ? "non-compliant" : is_undetermined_ ? "undetermined" : "compliant";
    }
    return std::move(results_);
  }

 private:
  /// Of one row of the section.
  struct Subject {
    std::vector<std::string> rights;  ///< by act
    std::vector<Value> done;          ///< by act
    std::vector<Value> applies;       ///< by norm; of those that ensure something, no
    bool is_pressed(std::size_t act) const {
      return rights[act] != "silent" && rights[act] != "permitted" && !done[act].is_no();
    }
  };

  /// A list that nobody gave may hold anybody.
  void unknown_lists(std::size_t level) {
    if (level == 0 || !seen_levels_.insert(level).second) return;
    const std::size_t parent = table_.levels[level].parent;
    unknown_lists(parent);
    for (std::int64_t row = 0; row < proof_.rows(parent); ++row) {
      if (proof_.list_state(level, row) != State::Unknown) continue;
      was_checked_ = is_undetermined_ = true;
    }
  }

  void read_subjects() {
    subjects_.clear();
    for (std::int64_t row = 0; row < proof_.rows(section_->level); ++row) {
      Subject& subject = subjects_.emplace_back();
      for (const Act& act : section_->acts) {
        const Value right = proof_.value({act.right, false}, section_->level, row);
        subject.rights.push_back(right_names().at(static_cast<std::size_t>(right.low)));
        subject.done.push_back(act.exercised ? proof_.value(*act.exercised, section_->level, row)
                                             : truth(false));
        was_checked_ |= !subject.done.back().is_no();
      }
      for (const Norm& norm : section_->norms) {
        subject.applies.push_back(norm.outcome ? truth(false)
                                               : proof_.value(norm.condition, section_->level, row));
        was_checked_ |= norm.modality == "shall not" && is_recorded(norm) && !subject.applies.back().is_no();
      }
      for (std::size_t act = 0; act < section_->acts.size(); ++act) open_act(subject, act);
    }
  }

  /// Whether the document shows who did what the norm forbids.
  bool is_recorded(const Norm& norm) const {
    return std::ranges::any_of(norm.acts,
                               [&](std::size_t act) { return section_->acts[act].exercised.has_value(); });
  }

  /// An act that was or may have been done leaves the verdict open only if it may be forbidden.
  void open_act(const Subject& subject, std::size_t act) {
    const Value& done = subject.done[act];
    if (done.is_no()) return;
    const std::string& is = subject.rights[act];
    is_undetermined_ |= is == "undetermined" && may_be_forbidden(subject, act);
    is_undetermined_ |= is == "forbidden" && done.state == State::Unknown;
  }

  bool may_be_forbidden(const Subject& subject, std::size_t act) const {
    bool is_surely_permitted = false;
    proof_.charge(section_->norms.size());
    for (std::size_t i = 0; i < section_->norms.size(); ++i) {
      const Norm& norm = section_->norms[i];
      if (norm.outcome || !norm.is_about(act)) continue;
      if (norm.modality == "shall not" && !subject.applies[i].is_no()) return true;
      is_surely_permitted |= norm.modality == "may" && subject.applies[i].is_yes();
    }
    const Expression& right = table_.expressions[section_->acts[act].right];
    const bool is_otherwise_forbidden =
        right.op != "right" || right_names().at(static_cast<std::size_t>(right.constant.low)) == "forbidden";
    return is_otherwise_forbidden && !is_surely_permitted;
  }

  /// A norm whose acts have different exceptions stands in several rows, which make one finding.
  void find_parts() {
    parts_.assign(section_->norms.size(), {});
    for (std::size_t norm = 0; norm < section_->norms.size(); ++norm) {
      if (!section_->norms[norm].outcome) parts_[section_->norms[norm].part_of].push_back(norm);
    }
  }

  void add(const std::string& clause, const std::string& outcome, const char* level, std::int64_t row,
           const std::vector<std::string>& acts) {
    require(results_.findings.size() < most_, "there are more findings than the receipt has");
    Json finding = {{"clause", clause}, {"outcome", outcome}, {"level", level}};
    finding["subject"] = proof_.pointer(section_->level, row);
    if (const std::string name = proof_.name(section_->level, row); !name.empty()) finding["name"] = name;
    if (!acts.empty()) finding["acts"] = acts;
    results_.findings.push_back(std::move(finding));
    const bool counts = std::string(level) == "error";
    is_violated_ |= counts && outcome == "violated";
  }

  void ensured(const Norm& norm) {
    for (std::int64_t row = 0; row < proof_.rows(section_->level); ++row) {
      const Value value = proof_.value({*norm.outcome, false}, section_->level, row);
      const std::string& outcome = outcome_names().at(static_cast<std::size_t>(value.low));
      was_checked_ |= outcome != "not-applicable" && norm.modality == "shall ensure";
      is_undetermined_ |= outcome == "undetermined" && norm.modality == "shall ensure";
      add(table_.clauses[norm.clause], outcome, level_of(norm.modality), row, {});
    }
  }

  // ---- acts

  /// The acts that break a norm, and those that may.
  struct Weighed {
    std::set<std::size_t> violated, undetermined;
  };

  void weigh(const Norm& norm, const Value& applies, const Subject& subject, Weighed& to) const {
    if (applies.is_no()) return;
    for (std::size_t act : norm.acts) {
      if (!subject.is_pressed(act)) continue;
      const std::string& right = subject.rights[act];
      const bool breaks = (right == "forbidden" && norm.modality == "shall not") ||
                          (right == "discouraged" && norm.modality == "should not");
      const bool is_broken = breaks && applies.is_yes();
      const bool is_open = right == "undetermined" && !applies.is_known();
      if (is_broken && subject.done[act].is_yes()) {
        to.violated.insert(act);
      } else if (is_broken || is_open) {
        to.undetermined.insert(act);
      }
    }
  }

  void tell(const Weighed& weighed, const std::string& clause, const char* level, std::size_t row) {
    const bool is_broken = !weighed.violated.empty();
    const auto& which = is_broken ? weighed.violated : weighed.undetermined;
    if (which.empty()) return;
    std::vector<std::string> acts;
    for (std::size_t act : which) acts.push_back(section_->acts[act].name);
    add(clause, is_broken ? "violated" : "undetermined", level, static_cast<std::int64_t>(row), acts);
  }

  void acted(std::size_t first) {
    const Norm& norm = section_->norms[first];
    for (std::size_t row = 0; row < subjects_.size(); ++row) {
      Weighed weighed;
      proof_.charge(parts_[first].size());
      for (std::size_t part : parts_[first]) {
        weigh(section_->norms[part], subjects_[row].applies[part], subjects_[row], weighed);
      }
      tell(weighed, table_.clauses[norm.clause], level_of(norm.modality), row);
    }
  }

  void otherwise_forbidden() {
    for (std::size_t row = 0; row < subjects_.size(); ++row) {
      Weighed weighed;
      for (std::size_t act = 0; act < section_->acts.size(); ++act) {
        const Subject& subject = subjects_[row];
        if (!subject.is_pressed(act) || subject.rights[act] != "forbidden") continue;
        if (deciders(act, subject) != std::vector<std::string>{kOtherwise}) continue;
        (subject.done[act].is_yes() ? weighed.violated : weighed.undetermined).insert(act);
      }
      tell(weighed, kOtherwise, "error", row);
    }
  }

  // ---- rights

  /// Labels of the clauses that gave the right, each once, in the policy's order.
  std::vector<std::string> deciders(std::size_t act, const Subject& subject) const {
    const std::string& right = subject.rights[act];
    if (right == "silent") return {};
    std::set<std::size_t> clauses;
    proof_.charge(section_->norms.size());
    for (std::size_t i = 0; i < section_->norms.size(); ++i) {
      const Norm& norm = section_->norms[i];
      if (norm.outcome || !norm.is_about(act)) continue;
      const Value& applies = subject.applies[i];
      const bool gives = right == "undetermined"  ? !applies.is_known()
                         : right == "forbidden"   ? norm.modality == "shall not" && applies.is_yes()
                         : right == "discouraged" ? norm.modality == "should not" && applies.is_yes()
                                                  : norm.modality == "may" && applies.is_yes();
      if (gives) clauses.insert(norm.clause);
    }
    std::vector<std::string> labels;
    for (std::size_t clause : clauses) labels.push_back(table_.clauses[clause]);
    if (labels.empty() && right != "undetermined") labels.push_back(kOtherwise);
    return labels;
  }

  void rights() {
    if (section_->acts.empty()) return;
    for (std::size_t row = 0; row < subjects_.size(); ++row) {
      require(results_.rights.size() < most_, "there are more rights than the receipt has");
      Json acts = Json::object();
      for (std::size_t act = 0; act < section_->acts.size(); ++act) {
        acts[section_->acts[act].name] = {{"right", subjects_[row].rights[act]},
                                          {"by", deciders(act, subjects_[row])}};
      }
      Json subject = {{"subject", proof_.pointer(section_->level, static_cast<std::int64_t>(row))},
                      {"acts", std::move(acts)}};
      const std::string name = proof_.name(section_->level, static_cast<std::int64_t>(row));
      if (!name.empty()) subject["name"] = name;
      results_.rights.push_back(std::move(subject));
    }
  }

  const ClauseTable& table_;
  Proof& proof_;
  std::size_t most_;
  Results results_;
  const Section* section_ = nullptr;
  std::vector<Subject> subjects_;
  std::vector<std::vector<std::size_t>> parts_;  ///< by the first norm of those that make one finding
  std::set<std::size_t> seen_levels_;
  bool was_checked_ = false, is_violated_ = false, is_undetermined_ = false;
};

}  // namespace

Results results_of(const ClauseTable& table, Proof& proof, std::size_t most) {
  return Derivation(table, proof, most).run();
}

}  // namespace precept::checker
