#include "tests/repair/repair_check.h"

#include <fmt/format.h>

#include "runtime/check/check.h"

namespace precept::test {

void RepairCount::add(const RepairCount& other) {
  documents += other.documents;
  mended += other.mended;
  fixes += other.fixes;
  parts += other.parts;
  bounded += other.bounded;
  margins += other.margins;
}

namespace {

using nlohmann::json;

class FixCheck {
 public:
  FixCheck(const std::vector<const Policy*>& policies, const std::string& document,
           const CheckOptions& options, const RepairOptions& repair, RepairCount& count)
      : policies_(policies), document_(document), options_(options), repair_(repair), count_(count) {
    for (const Policy* policy : policies) programs_.push_back(&policy->program);
  }

  std::vector<std::string> fixes() {
    if (!search(Aim::Mend) || found_.is_met) return std::move(problems_);
    ++count_.documents;
    count_.mended += !found_.fixes.empty();
    if (found_.report.verdict == Verdict::Compliant)
      problems_.push_back("a compliant document is to be mended");
    each();
    return std::move(problems_);
  }

  std::vector<std::string> margin() {
    if (!search(Aim::Break) || !found_.is_met) return std::move(problems_);
    count_.margins += !found_.fixes.empty();
    each();
    return std::move(problems_);
  }

 private:
  bool search(Aim aim) {
    Sources sources;
    FileId file = sources.add("document.json", document_);
    found_ = find_repairs(programs_, file, sources, {}, aim, options_, repair_);
    count_.bounded += found_.is_bounded;
    return found_.report.verdict.has_value();
  }

  void each() {
    for (const Fix& fix : found_.fixes) {
      ++count_.fixes;
      whole(fix);
      parts(fix);
    }
  }

  void fail(const Fix& fix, std::string what) {
    for (const Change& change : fix.changes) what += fmt::format("\n        {}", change.text);
    problems_.push_back(std::move(what));
  }

  static Verdict wanted(const Fix& fix) {
    switch (fix.aim) {
      case Aim::Mend:
        return Verdict::Compliant;
      case Aim::Break:
        return Verdict::NonCompliant;
      case Aim::Unsettle:
        return Verdict::Undetermined;
    }
    return Verdict::Compliant;
  }

  /// What people are to fill in is filled in as it was tried; a fix says of each such place that it is one.
  static json filled_in(json patched, const json& tried, const Fix& fix) {
    const bool has_blanks =
        std::ranges::any_of(fix.changes, [](const Change& change) { return !change.blanks.empty(); });
    for (const json& difference : json::diff(patched, tried)) {
      const json::json_pointer at(difference["path"].get<std::string>());
      const bool is_blank = has_blanks && difference["op"] == "replace" && patched[at] == kToBeFilledIn;
      if (is_blank) patched[at] = tried[at];
    }
    return patched;
  }

  void whole(const Fix& fix) {
    for (const Change& change : fix.changes) {
      if (change.text.empty()) fail(fix, "a change has no words");
      if (change.clauses.empty() && fix.aim == Aim::Mend) fail(fix, "a change is for no clause");
    }
    const json patched = filled_in(attested(json::parse(document_).patch(json::parse(fix.patch)), fix),
                                   json::parse(fix.document), fix);
    if (patched != json::parse(fix.document))
      fail(fix, "the patch makes another document: " + json::diff(patched, json::parse(fix.document)).dump());
    if (verdict(fix.document) != wanted(fix))
      fail(fix, fmt::format("checked again it is not {}", to_string(wanted(fix))));
    auto by_reference = reference_verdict(fix.document);
    if (by_reference != wanted(fix))
      fail(fix, fmt::format("by the reference it is not {}", to_string(wanted(fix))));
  }

  /// A patch leaves out who attests and when; before a person says both, no attestation of it counts.
  json attested(json patched, const Fix& fix) {
    bool is_open = false;
    if (!patched.contains("attestations") || !patched["attestations"].is_array()) return patched;
    const json document = json::parse(fix.document);
    for (json& one : patched["attestations"]) {
      if (!one.is_object() || one.contains("by")) continue;
      is_open = true;
      for (const json& made : document.at("attestations")) {
        json nobodys = made;
        nobodys.erase("by");
        nobodys.erase("date");
        if (nobodys == one && made.contains("by")) one = made;
      }
    }
    if (is_open && report(json::parse(document_).patch(json::parse(fix.patch)).dump(), false).verdict)
      fail(fix, "a patch counts whose attestation nobody has made: " + fix.patch);
    return patched;
  }

  /// Every part but the whole.
  void parts(const Fix& fix) {
    const Draft draft(document_, repair_.attester);
    const std::size_t all = fix.changes.size();
    for (std::uint32_t part = 0; part + 1 < (1u << all); ++part) {
      Changes some;
      for (std::size_t i = 0; i < all; ++i) {
        if ((part >> i & 1) != 0) some.push_back(fix.changes[i]);
      }
      ++count_.parts;
      const std::string text = draft.apply(some);
      // What the reader refuses is not compliant, and the reference cannot read
      // it.
      if (!verdict(text)) continue;
      if (reference_verdict(text) == wanted(fix))
        fail(fix, fmt::format("a part of it does as well: {:b}", part));
    }
  }

  /// `is_trial`: as if what only a person can say were said.
  DocumentReport report(const std::string& text, bool is_trial) const {
    Sources sources;
    FileId file = sources.add("document.json", text);
    CheckOptions options = options_;
    options.limits.trust.is_trial = is_trial;
    return check_document(programs_, file, sources, options);
  }
  std::optional<Verdict> verdict(const std::string& text) const { return report(text, true).verdict; }

  std::optional<Verdict> reference_verdict(const std::string& text) const {
    const DocumentReport checked = report(text, true);
    for (const Policy* policy : policies_) {
      if (policy->program.digest() != checked.policy.digest) continue;
      auto result =
          reference::check(*policy->model, json::parse(text), choices_of(policy->program, options_.readings));
      if (!result.nothing_checked) return result.report.verdict;
    }
    return std::nullopt;
  }

  const std::vector<const Policy*>& policies_;
  const std::string& document_;
  const CheckOptions& options_;
  const RepairOptions& repair_;
  RepairCount& count_;
  std::vector<const Program*> programs_;
  Repairs found_;
  std::vector<std::string> problems_;
};

}  // namespace

std::vector<std::string> fix_problems(const std::vector<const Policy*>& policies, const std::string& document,
                                      const CheckOptions& options, const RepairOptions& repair,
                                      RepairCount& count) {
  return FixCheck(policies, document, options, repair, count).fixes();
}

std::vector<std::string> margin_problems(const std::vector<const Policy*>& policies,
                                         const std::string& document, const CheckOptions& options,
                                         const RepairOptions& repair, RepairCount& count) {
  return FixCheck(policies, document, options, repair, count).margin();
}

}  // namespace precept::test
