#include "checker/results.h"

#include <algorithm>
#include <set>

namespace precept::checker {

namespace {

/// Stands in place of a clause where the section's `acts … otherwise` decides.
constexpr const char* kOtherwise = "otherwise";

const char* level_of(const std::string& modality) {
  if (modality.starts_with("shall")) return "error";
  return modality.starts_with("should") ? "warning" : "note";
}

/// Compares one list of the receipt, in its order, with what follows from the proof.
class ListComparison {
 public:
  ListComparison(const Json& receipt, const char* part, const char* what)
      : said_(receipt.at(part)), part_(part), what_(what) {}

  void next(const Json& proven) {
    const std::size_t at = made_++;
    if (!message_.empty()) return;
    if (at >= said_.size()) {
      message_ = "the receipt lacks " + named(proven);
    } else if (said_[at] != proven) {
      message_ = named(proven) + " is " + proven.dump() + " by the proof, and " + said_[at].dump() +
                 " in the receipt";
    }
  }
  void end(std::vector<Difference>& differences) {
    if (message_.empty() && made_ < said_.size())
      message_ = "the proof does not have all that the receipt says";
    if (!message_.empty()) differences.push_back({part_, message_});
  }

 private:
  /// "the finding of resolves 6 about /attendance/3".
  std::string named(const Json& entry) const {
    std::string result = std::string("the ") + what_;
    if (entry.contains("clause")) result += " of " + entry.at("clause").get<std::string>();
    const auto subject = entry.at("subject").get<std::string>();
    return result + " about " + (subject.empty() ? "the document" : subject);
  }

  const Json& said_;
  std::string part_;
  const char* what_;
  std::string message_;
  std::size_t made_ = 0;
};

class ResultsChecker {
 public:
  ResultsChecker(const ClauseTable& table, Proof& proof, const Json& receipt)
      : table_(table),
        proof_(proof),
        receipt_(receipt),
        findings_(receipt, "findings", "finding"),
        rights_(receipt, "rights", "right") {}

  std::vector<Difference> run() {
    const std::size_t most = receipt_.at("findings").size() + receipt_.at("rights").size();
    for (const Section& section : table_.sections) {
      section_ = &section;
      if (can_be_violated()) unknown_lists(section.level);
      if (section.norms.empty() && section.acts.empty()) continue;
      // Each row has a right or a finding, so the receipt bounds the rows that are looked at.
      require(proof_.rows(section.level) <= static_cast<std::int64_t>(most),
              "there are more to tell of than the receipt has");
      read_subjects();
      find_parts();
      for (std::size_t norm = 0; norm < section.norms.size(); ++norm) {
        if (section.norms[norm].outcome) {
          check_ensure_norm(section.norms[norm]);
        } else if (section.norms[norm].part_of == norm) {
          check_act_norm(norm);
        }
      }
      otherwise_forbidden();
      rights();
    }
    require(is_checked_ || is_violated_ || is_undetermined_,
            "nothing binding of the document was looked at, so it has no verdict");
    return differences();
  }

 private:
  std::vector<Difference> differences() {
    std::vector<Difference> all;
    const std::string verdict = is_violated_       ? "non-compliant"
                                : is_undetermined_ ? "undetermined"
                                                   : "compliant";
    if (receipt_.at("verdict") != verdict)
      all.push_back({"verdict", "it is " + verdict + " by the proof, and " + receipt_.at("verdict").dump() +
                                    " in the receipt"});
    findings_.end(all);
    rights_.end(all);
    return all;
  }

  enum Right : std::uint8_t { Silent, Permitted, Discouraged, Forbidden, Undetermined };
  /// The right to an act, and whether it was exercised, for one row of the section.
  struct Exercise {
    Right right;
    bool is_done, may_be_done;
    bool is_held_against() const { return right != Silent && right != Permitted && may_be_done; }
  };
  Exercise exercise(std::size_t row, std::size_t act) const {
    return exercises_[row * section_->acts.size() + act];
  }
  Value applies(const Norm& norm, std::size_t row) const {
    return proof_.value(norm.condition, section_->level, static_cast<std::int64_t>(row));
  }

  /// True where a subject of the section could make the document non-compliant.
  bool can_be_violated() const {
    for (const Norm& norm : section_->norms) {
      if (norm.modality == "shall ensure" || (norm.modality == "shall not" && is_recorded(norm))) return true;
    }
    return std::ranges::any_of(
        section_->acts, [&](const Act& act) { return act.exercised && otherwise_of(act) == Forbidden; });
  }
  /// The right to an act that no clause speaks of. Forbidden, as the worst, where the expression is not a
  /// `right`.
  std::int64_t otherwise_of(const Act& act) const {
    const Expression& right = table_.expressions[act.right];
    return right.op == "right" ? right.constant.low : std::int64_t{Forbidden};
  }

  /// An unknown list of subjects makes the verdict undetermined, because it may hold anybody.
  void unknown_lists(std::size_t level) {
    if (level == 0 || !seen_levels_.insert(level).second) return;
    const std::size_t parent = table_.levels[level].parent;
    unknown_lists(parent);
    for (std::int64_t row = 0; row < proof_.rows(parent); ++row) {
      if (proof_.list_state(level, row) != State::Unknown) continue;
      is_undetermined_ = true;
    }
  }

  void read_subjects() {
    exercises_.clear();
    rows_ = static_cast<std::size_t>(proof_.rows(section_->level));
    for (std::size_t row = 0; row < rows_; ++row) {
      for (const Act& act : section_->acts) read_act(act, static_cast<std::int64_t>(row));
      for (const Norm& norm : section_->norms) {
        const bool is_sure = !norm.outcome && applies(norm, row).is_yes();
        is_checked_ |= is_sure && norm.modality == "shall not" && is_recorded(norm);
      }
      for (std::size_t act = 0; act < section_->acts.size(); ++act) check_open_act(row, act);
    }
  }

  void read_act(const Act& act, std::int64_t row) {
    const Value right = proof_.value({act.right, false}, section_->level, row);
    require(right.low >= Silent && right.low <= Undetermined, "a right is none");
    const Value done = act.exercised ? proof_.value(*act.exercised, section_->level, row) : truth(false);
    exercises_.push_back({static_cast<Right>(right.low), done.is_yes(), !done.is_no()});
    is_checked_ |= !done.is_no();
  }

  /// True where the document records an act of the norm (`exercised`).
  bool is_recorded(const Norm& norm) const {
    return std::ranges::any_of(norm.acts,
                               [&](std::size_t act) { return section_->acts[act].exercised.has_value(); });
  }

  /// Makes the verdict undetermined for an act that was or may have been exercised, if it may be forbidden.
  void check_open_act(std::size_t row, std::size_t act) {
    const Exercise is = exercise(row, act);
    if (!is.may_be_done) return;
    is_undetermined_ |= is.right == Undetermined && may_be_forbidden(row, act);
    is_undetermined_ |= is.right == Forbidden && !is.is_done;
  }

  bool may_be_forbidden(std::size_t row, std::size_t act) const {
    bool is_surely_permitted = false;
    proof_.add_work(section_->norms.size());
    for (const Norm& norm : section_->norms) {
      if (norm.outcome || !norm.is_about(act)) continue;
      if (norm.modality == "shall not" && !applies(norm, row).is_no()) return true;
      is_surely_permitted |= norm.modality == "may" && applies(norm, row).is_yes();
    }
    return otherwise_of(section_->acts[act]) == Forbidden && !is_surely_permitted;
  }

  /// Collects the rows of a norm whose acts have different exceptions. They make one finding.
  void find_parts() {
    parts_.assign(section_->norms.size(), {});
    for (std::size_t norm = 0; norm < section_->norms.size(); ++norm) {
      if (!section_->norms[norm].outcome) parts_[section_->norms[norm].part_of].push_back(norm);
    }
  }

  void add(const std::string& clause, const std::string& outcome, const char* level, std::size_t subject,
           const std::vector<std::string>& acts) {
    const auto row = static_cast<std::int64_t>(subject);
    Json finding = {{"clause", clause}, {"outcome", outcome}, {"level", level}};
    finding["subject"] = proof_.pointer(section_->level, row);
    if (const std::string name = proof_.name(section_->level, row); !name.empty()) finding["name"] = name;
    if (!acts.empty()) finding["acts"] = acts;
    is_violated_ |= outcome == "violated" && std::string_view(level) == "error";
    findings_.next(finding);
  }

  void check_ensure_norm(const Norm& norm) {
    for (std::size_t row = 0; row < rows_; ++row) {
      const Value value =
          proof_.value({*norm.outcome, false}, section_->level, static_cast<std::int64_t>(row));
      const std::string& outcome = outcome_names().at(static_cast<std::size_t>(value.low));
      is_checked_ |= norm.modality == "shall ensure" && outcome != "not-applicable";
      is_undetermined_ |= outcome == "undetermined" && norm.modality == "shall ensure";
      add(table_.clauses[norm.clause], outcome, level_of(norm.modality), row, {});
    }
  }

  // ---- acts

  /// The acts that break a norm, and those that may break it.
  struct BrokenActs {
    std::set<std::size_t> violated, undetermined;
  };

  void find_broken_acts(const Norm& norm, std::size_t row, BrokenActs& to) const {
    const Value applies = this->applies(norm, row);
    if (applies.is_no()) return;
    for (std::size_t act : norm.acts) {
      const Exercise is = exercise(row, act);
      if (!is.is_held_against()) continue;
      const bool breaks = (is.right == Forbidden && norm.modality == "shall not") ||
                          (is.right == Discouraged && norm.modality == "should not");
      const bool is_broken = breaks && applies.is_yes();
      const bool is_open = is.right == Undetermined && !applies.is_known();
      if (is_broken && is.is_done) {
        to.violated.insert(act);
      } else if (is_broken || is_open) {
        to.undetermined.insert(act);
      }
    }
  }

  void tell(const BrokenActs& broken, const std::string& clause, const char* level, std::size_t row) {
    const bool is_broken = !broken.violated.empty();
    const auto& which = is_broken ? broken.violated : broken.undetermined;
    if (which.empty()) return;
    std::vector<std::string> acts;
    for (std::size_t act : which) acts.push_back(section_->acts[act].name);
    add(clause, is_broken ? "violated" : "undetermined", level, row, acts);
  }

  void check_act_norm(std::size_t first) {
    const Norm& norm = section_->norms[first];
    for (std::size_t row = 0; row < rows_; ++row) {
      BrokenActs broken;
      for (std::size_t part : parts_[first]) find_broken_acts(section_->norms[part], row, broken);
      tell(broken, table_.clauses[norm.clause], level_of(norm.modality), row);
    }
  }

  void otherwise_forbidden() {
    for (std::size_t row = 0; row < rows_; ++row) {
      BrokenActs broken;
      for (std::size_t act = 0; act < section_->acts.size(); ++act) {
        const Exercise is = exercise(row, act);
        if (is.right != Forbidden || !is.is_held_against()) continue;
        if (deciders(act, row) != std::vector<std::string>{kOtherwise}) continue;
        (is.is_done ? broken.violated : broken.undetermined).insert(act);
      }
      tell(broken, kOtherwise, "error", row);
    }
  }

  // ---- rights

  bool gives(const Norm& norm, Right right, std::size_t row) const {
    if (right == Undetermined) return !applies(norm, row).is_known();
    const char* modality = right == Forbidden ? "shall not" : right == Discouraged ? "should not" : "may";
    return norm.modality == modality && applies(norm, row).is_yes();
  }

  /// Labels of the clauses that gave a right, each once, in the policy's order.
  std::vector<std::string> deciders(std::size_t act, std::size_t row) const {
    const Right right = exercise(row, act).right;
    if (right == Silent) return {};
    std::set<std::size_t> clauses;
    proof_.add_work(section_->norms.size());
    for (const Norm& norm : section_->norms) {
      if (!norm.outcome && norm.is_about(act) && gives(norm, right, row)) clauses.insert(norm.clause);
    }
    std::vector<std::string> labels;
    for (std::size_t clause : clauses) labels.push_back(table_.clauses[clause]);
    if (labels.empty() && right != Undetermined) labels.push_back(kOtherwise);
    return labels;
  }

  void rights() {
    if (section_->acts.empty()) return;
    for (std::size_t row = 0; row < rows_; ++row) {
      Json acts = Json::object();
      for (std::size_t act = 0; act < section_->acts.size(); ++act) {
        acts[section_->acts[act].name] = {{"right", right_names()[exercise(row, act).right]},
                                          {"by", deciders(act, row)}};
      }
      Json subject = {{"subject", proof_.pointer(section_->level, static_cast<std::int64_t>(row))},
                      {"acts", std::move(acts)}};
      const std::string name = proof_.name(section_->level, static_cast<std::int64_t>(row));
      if (!name.empty()) subject["name"] = name;
      rights_.next(subject);
    }
  }

  const ClauseTable& table_;
  Proof& proof_;
  const Json& receipt_;
  ListComparison findings_, rights_;
  const Section* section_ = nullptr;
  std::size_t rows_ = 0;                         ///< number of rows of the section
  std::vector<Exercise> exercises_;              ///< by row and act
  std::vector<std::vector<std::size_t>> parts_;  ///< rows that make one finding, by the first of them
  std::set<std::size_t> seen_levels_;
  bool is_checked_ = false, is_violated_ = false, is_undetermined_ = false;
};

}  // namespace

std::vector<Difference> compare_results(const ClauseTable& table, Proof& proof, const Json& receipt) {
  return ResultsChecker(table, proof, receipt).run();
}

}  // namespace precept::checker
