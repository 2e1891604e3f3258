#include "tests/proofs/change_receipt.h"

#include <functional>
#include <map>

#include "tests/proofs/receipts.h"

namespace precept::test {

namespace {

using generate::Random;

const Json kUnknown = {{"is", "unknown"}};
const Json kNone = {{"is", "none"}};

/// A random index into a list that is not empty.
Json& any_of(Json& list, Random& random) {
  return list[random.below(list.size())];
}
std::string any_key(const Json& object, Random& random) {
  auto entry = object.begin();
  std::advance(entry, static_cast<std::ptrdiff_t>(random.below(object.size())));
  return entry.key();
}

std::string other_word(const std::string& word, std::initializer_list<const char*> words, Random& random) {
  std::vector<std::string> others;
  for (const char* other : words) {
    if (word != other) others.emplace_back(other);
  }
  return others[random.below(others.size())];
}

/// Another value in the place of one: of its form, or none, or unknown.
Json other_value(const Json& value, Random& random) {
  const auto choice = random.below(6);
  if (choice == 0) return kUnknown;
  if (choice == 1) return kNone;
  if (value.is_boolean()) return !value.get<bool>();
  if (value.is_number_integer()) return value.get<std::int64_t>() + (choice % 2 == 0 ? 1 : -1);
  if (value.is_string()) return choice % 2 == 0 ? value.get<std::string>() + "x" : "";
  if (value.is_object()) return choice % 2 == 0 ? Json(true) : Json(0);
  Json changed = value;
  if (changed.empty()) return Json::array({"attend"});
  if (choice % 2 == 0) {
    changed.erase(random.below(changed.size()));
  } else if (changed[0].is_number()) {
    changed[random.below(changed.size())] = 7;
  } else {
    std::swap(changed[0], changed.back());
  }
  return changed;
}

/// A value as it stands in another step: a word of the right kind, as often as not.
Json borrowed(const Json& steps, Random& random) {
  return steps[random.below(steps.size())][2];
}

using Alteration = std::function<void(Json&, Random&)>;

Json& steps(Json& receipt) {
  return receipt["proof"]["steps"];
}
Json& facts(Json& receipt) {
  return receipt["proof"]["facts"];
}
Json& attested(Json& receipt) {
  return receipt["proof"]["attested"];
}

void move_number(Json& receipt, std::size_t part, Random& random) {
  Json& number = any_of(steps(receipt), random)[part];
  number = number.get<std::int64_t>() + static_cast<std::int64_t>(random.below(5)) - 2;
}

const std::map<std::string, Alteration>& alterations() {
  static const std::map<std::string, Alteration> all = {
      {"a step's value",
       [](Json& receipt, Random& random) {
         Json& step = any_of(steps(receipt), random);
         step[2] = other_value(step[2], random);
       }},
      {"a step's value, by another's",
       [](Json& receipt, Random& random) {
         const Json value = borrowed(steps(receipt), random);
         any_of(steps(receipt), random)[2] = value;
       }},
      {"a step's expression", [](Json& receipt, Random& random) { move_number(receipt, 0, random); }},
      {"a step's row", [](Json& receipt, Random& random) { move_number(receipt, 1, random); }},
      {"a step left out",
       [](Json& receipt, Random& random) { steps(receipt).erase(random.below(steps(receipt).size())); }},
      {"a step twice",
       [](Json& receipt, Random& random) {
         const auto at = random.below(steps(receipt).size());
         const Json step = steps(receipt)[at];
         steps(receipt).insert(steps(receipt).begin() + static_cast<std::ptrdiff_t>(at), step);
       }},
      {"two steps swapped",
       [](Json& receipt, Random& random) {
         if (steps(receipt).size() < 2) return;
         const auto at = random.below(steps(receipt).size() - 1);
         std::swap(steps(receipt)[at], steps(receipt)[at + 1]);
       }},
      {"a step added",
       [](Json& receipt, Random& random) {
         const auto at = random.below(steps(receipt).size());
         Json step = steps(receipt)[at];
         step[1] = step[1].get<std::int64_t>() + 1;
         steps(receipt).insert(steps(receipt).begin() + static_cast<std::ptrdiff_t>(at) + 1, step);
       }},
      {"a step out of form",
       [](Json& receipt, Random& random) {
         Json& step = any_of(steps(receipt), random);
         const Json forms[] = {Json(),
                               Json::object(),
                               Json::array({step[0], step[1]}),
                               Json("step"),
                               Json::array({step[0], step[1], step[2], step[2]}),
                               Json::array({step[0], 1ull << 63, step[2]}),
                               Json::array({-1, step[1], step[2]})};
         step = forms[random.below(std::size(forms))];
       }},
      {"a fact's value",
       [](Json& receipt, Random& random) {
         Json& fact = facts(receipt)[any_key(facts(receipt), random)];
         fact = other_value(fact, random);
       }},
      {"a fact's pointer",
       [](Json& receipt, Random& random) {
         const std::string key = any_key(facts(receipt), random);
         const Json value = facts(receipt)[key];
         facts(receipt).erase(key);
         facts(receipt)[key + (random.percent(50) ? "x" : "/0")] = value;
       }},
      {"two facts swapped",
       [](Json& receipt, Random& random) {
         Json &a = facts(receipt)[any_key(facts(receipt), random)],
              &b = facts(receipt)[any_key(facts(receipt), random)];
         std::swap(a, b);
       }},
      {"a fact left out",
       [](Json& receipt, Random& random) { facts(receipt).erase(any_key(facts(receipt), random)); }},
      {"a fact added", [](Json& receipt, Random& random) { facts(receipt)["/x"] = random.percent(50); }},
      {"an attestation",
       [](Json& receipt, Random& random) {
         if (attested(receipt).empty()) return;
         Json& entry = any_of(attested(receipt), random);
         const auto part = random.below(3);
         entry[part] = part == 2 ? other_value(entry[2], random) : Json("somebody");
       }},
      {"an attestation left out",
       [](Json& receipt, Random& random) {
         if (!attested(receipt).empty()) attested(receipt).erase(random.below(attested(receipt).size()));
       }},
      {"an attestation added",
       [](Json& receipt, Random&) {
         attested(receipt).push_back(Json::array({"zeal", nullptr, true}));
       }},
      {"the records of a list",
       [](Json& receipt, Random& random) {
         Json listed = with_lists(receipt);
         if (listed == receipt) return;
         Json& records = any_of(listed["document"]["lists"], random)["records"];
         records = records.get<std::int64_t>() + 1;
         receipt = std::move(listed);
       }},
      {"a list that the document does not have",
       [](Json& receipt, Random&) {
         receipt["document"]["lists"] = Json::array({{{"path", "/x"},
                                                      {"file", "x.csv"},
                                                      {"sha256", std::string(64, '0')},
                                                      {"records", 0},
                                                      {"left_out_by_only", 0}}});
       }},
      {"the verdict",
       [](Json& receipt, Random& random) {
         receipt["verdict"] =
             other_word(receipt["verdict"], {"compliant", "non-compliant", "undetermined"}, random);
       }},
      {"a finding's outcome",
       [](Json& receipt, Random& random) {
         if (receipt["findings"].empty()) return;
         Json& outcome = any_of(receipt["findings"], random)["outcome"];
         outcome = other_word(outcome, {"satisfied", "violated", "undetermined", "not-applicable"}, random);
       }},
      {"a finding's particulars",
       [](Json& receipt, Random& random) {
         if (receipt["findings"].empty()) return;
         Json& finding = any_of(receipt["findings"], random);
         const std::string key = any_key(finding, random);
         finding[key] = key == "acts" ? Json::array({"attend", "x"}) : Json("note x");
       }},
      {"a finding left out",
       [](Json& receipt, Random& random) {
         Json& findings = receipt["findings"];
         if (!findings.empty()) findings.erase(random.below(findings.size()));
       }},
      {"a finding twice",
       [](Json& receipt, Random& random) {
         Json& findings = receipt["findings"];
         if (findings.empty()) return;
         const Json copy = any_of(findings, random);
         findings.push_back(copy);
       }},
      {"a right",
       [](Json& receipt, Random& random) {
         if (receipt["rights"].empty()) return;
         Json& acts = any_of(receipt["rights"], random)["acts"];
         Json& act = acts[any_key(acts, random)];
         act["right"] = other_word(
             act["right"], {"permitted", "discouraged", "forbidden", "silent", "undetermined"}, random);
       }},
      {"who decided a right",
       [](Json& receipt, Random& random) {
         if (receipt["rights"].empty()) return;
         Json& acts = any_of(receipt["rights"], random)["acts"];
         Json& by = acts[any_key(acts, random)]["by"];
         by.empty() || random.percent(50) ? by.push_back("resolves 99") : by.erase(0);
       }},
      {"a right left out",
       [](Json& receipt, Random& random) {
         Json& rights = receipt["rights"];
         if (!rights.empty()) rights.erase(random.below(rights.size()));
       }},
      {"the clause table",
       [](Json& receipt, Random& random) {
         Json& expression = any_of(receipt["clauses"]["expressions"], random);
         const std::string key = any_key(expression, random);
         expression[key] = expression[key].is_string() ? Json("and") : Json(0);
       }},
  };
  return all;
}

}  // namespace

const std::vector<std::string>& alteration_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> result;
    for (const auto& [name, change] : alterations()) result.push_back(name);
    return result;
  }();
  return names;
}

bool change_receipt(Json& receipt, const std::string& name, Random& random) {
  if (steps(receipt).empty() || facts(receipt).empty()) return false;
  const Json before = receipt;
  alterations().at(name)(receipt, random);
  return receipt != before;
}

}  // namespace precept::test
