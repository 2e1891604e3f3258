#include "runtime/receipt/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "runtime/receipt/policy.h"

namespace precept {

namespace {

using checker::Fault;

/// So many differences of one kind are named; the rest are counted.
constexpr std::size_t kMostNamed = 20;

class Comparison {
 public:
  std::vector<Fault> take() { return std::move(faults_); }

  void add(const char* part, std::string message) {
    if (++counts_[part] <= kMostNamed) faults_.push_back({part, std::move(message)});
  }
  void end() {
    for (const auto& [part, count] : counts_) {
      if (count > kMostNamed) faults_.push_back({part, fmt::format("… and {} more", count - kMostNamed)});
    }
  }

  /// Compares entries that have the same name; `name_of` gives it.
  template <class NameOf>
  void entries(const char* part, const receipt::Json& said, const receipt::Json& again, NameOf name_of) {
    std::map<std::string, receipt::Json> before, now;
    for (const receipt::Json& entry : said) before[name_of(entry)] = entry;
    for (const receipt::Json& entry : again) now[name_of(entry)] = entry;
    for (const auto& [name, entry] : before) {
      auto found = now.find(name);
      if (found == now.end()) {
        add(part, fmt::format("{}: the receipt has it, and now there is none", name));
      } else if (found->second != entry) {
        const std::string before_it = short_of(entry), after_it = short_of(found->second);
        add(part, before_it == after_it
                      ? fmt::format("{}: {} in both, and not all else of it is the same", name, after_it)
                      : fmt::format("{}: the receipt has {}, and now it is {}", name, before_it, after_it));
      }
    }
    for (const auto& [name, entry] : now) {
      if (!before.contains(name)) add(part, fmt::format("{}: the receipt lacks it", name));
    }
  }

  void one(const char* part, const std::string& name, const receipt::Json& said, const receipt::Json& again) {
    if (said != again) {
      add(part,
          fmt::format("{}: the receipt has {}, and now it is {}", name, short_of(said), short_of(again)));
    }
  }

 private:
  static std::string short_of(const receipt::Json& json) {
    if (json.is_object() && json.contains("outcome")) return json.at("outcome").dump();
    if (json.is_object() && json.contains("right")) return json.at("right").dump();
    if (json.is_object() && json.contains("value")) return short_of(json.at("value"));
    std::string text = json.dump();
    return text.size() <= 80 ? text : text.substr(0, 77) + "…";
  }

  std::vector<Fault> faults_;
  std::map<std::string, std::size_t> counts_;
};

std::string subject_of(const receipt::Json& entry) {
  const std::string subject = entry.value("subject", "");
  return subject.empty() ? "the document" : subject;
}

/// Numbers the findings of a clause about one subject, as several norms may have one.
receipt::Json numbered(const receipt::Json& findings) {
  std::map<std::string, std::size_t> seen;
  receipt::Json result = receipt::Json::array();
  for (receipt::Json finding : findings) {
    const std::string name =
        fmt::format("the finding of {} about {}", finding.value("clause", ""), subject_of(finding));
    const std::size_t number = ++seen[name];
    finding["named"] = number == 1 ? name : fmt::format("{} (norm {})", name, number);
    result.push_back(std::move(finding));
  }
  return result;
}

/// One entry for each act of each subject.
receipt::Json single_rights(const receipt::Json& rights) {
  receipt::Json result = receipt::Json::array();
  for (const receipt::Json& subject : rights) {
    for (const auto& [act, right] : subject.at("acts").items()) {
      receipt::Json entry = right;
      entry["named"] = fmt::format("the right of {} to {}", subject_of(subject), act);
      result.push_back(std::move(entry));
    }
  }
  return result;
}

receipt::Json keyed(const receipt::Json& members, const char* what) {
  receipt::Json result = receipt::Json::array();
  for (const auto& [key, value] : members.items()) {
    result.push_back({{"named", fmt::format("{} {}", what, key)}, {"value", value}});
  }
  return result;
}

/// Compares files by digest, as a file may lie in another folder now.
void files(const receipt::Json& said, const receipt::Json& again, const char* what, const char* name,
           Comparison& to) {
  auto lacks = [](const receipt::Json& all, const receipt::Json& file) {
    return std::ranges::none_of(
        all, [&](const receipt::Json& other) { return other.at("sha256") == file.at("sha256"); });
  };
  for (const receipt::Json& file : said) {
    if (lacks(again, file)) {
      to.add("policy",
             fmt::format("the {} {}: the receipt has the digest {}, and the policy was made from another",
                         what, file.value(name, ""), file.value("sha256", "")));
    }
  }
  for (const receipt::Json& file : again) {
    const bool is_told = std::ranges::any_of(said, [&](const receipt::Json& other) {
      return other.value(name, "") == file.value(name, "") && lacks(again, other);
    });
    if (!is_told && lacks(said, file)) {
      to.add("policy", fmt::format("the {} {}: the receipt has none with the digest {}", what,
                                   file.value(name, ""), file.value("sha256", "")));
    }
  }
}

void policies(const receipt::Json& said, const receipt::Json& again, Comparison& to) {
  to.one("policy", "its name", said.at("name"), again.at("name"));
  files(said.at("sources"), again.at("sources"), "source", "name", to);
  files(said.at("tables"), again.at("tables"), "table", "path", to);
  for (const auto& [kind, digest] : again.at("kinds").items()) {
    if (said.at("kinds").value(kind, "") != digest.get<std::string>())
      to.add("clauses", fmt::format("what the policy says of a {} is not what it said", kind));
  }
}

void steps(const receipt::Json& said, const receipt::Json& again, Comparison& to) {
  if (said == again) return;
  std::size_t same = 0;
  while (same < said.size() && same < again.size() && said[same] == again[same]) ++same;
  to.add("proof", fmt::format("its steps: from step {} on they are others now", same + 1));
}

}  // namespace

std::vector<Fault> compare_receipts(const receipt::Json& said, const receipt::Json& again) {
  Comparison comparison;
  auto name = [](const receipt::Json& entry) { return entry.at("named").get<std::string>(); };
  try {
    policies(said.at("policy"), again.at("policy"), comparison);
    comparison.one("document", "its kind", said.at("document").at("kind"), again.at("document").at("kind"));
    comparison.one("readings", "the readings", said.at("readings"), again.at("readings"));
    comparison.one("verdict", "the verdict", said.at("verdict"), again.at("verdict"));
    comparison.entries("findings", numbered(said.at("findings")), numbered(again.at("findings")), name);
    comparison.entries("rights", single_rights(said.at("rights")), single_rights(again.at("rights")), name);
    if (!said.at("proof").is_null() && !again.at("proof").is_null()) {
      comparison.entries("proof", keyed(said.at("proof").at("facts"), "the fact"),
                         keyed(again.at("proof").at("facts"), "the fact"), name);
      steps(said.at("proof").at("steps"), again.at("proof").at("steps"), comparison);
    }
  } catch (const receipt::Json::exception&) {
    comparison.add("receipt", "it is not in the form of a receipt");
  }
  comparison.end();
  return comparison.take();
}

std::vector<Fault> compare_policy(const receipt::Json& said, const Program& program) {
  Comparison comparison;
  try {
    policies(said.at("policy"), receipt::policy_json(program), comparison);
  } catch (const receipt::Json::exception&) {
    comparison.add("receipt", "it is not in the form of a receipt");
  }
  return comparison.take();
}

}  // namespace precept
