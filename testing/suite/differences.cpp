#include "testing/suite/differences.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace precept::testing {

namespace {

/// The findings of one clause, level and subject: the gravest outcome, and the messages.
using Key = std::tuple<std::string, Level, std::string>;
struct ClauseOutcome {
  std::vector<Outcome> outcomes;
  std::vector<std::string> messages;  ///< of those that are violated

  Outcome overall() const {
    for (Outcome outcome : {Outcome::Violated, Outcome::Undetermined, Outcome::Satisfied}) {
      if (std::ranges::find(outcomes, outcome) != outcomes.end()) return outcome;
    }
    return Outcome::NotApplicable;
  }
};
using Findings = std::map<Key, ClauseOutcome>;

Findings findings_of(const DocumentReport& report) {
  Findings result;
  for (const Finding& finding : report.findings) {
    ClauseOutcome& clause_outcome = result[{finding.clause, finding.level, finding.subject}];
    clause_outcome.outcomes.push_back(finding.outcome);
    if (finding.outcome == Outcome::Violated) clause_outcome.messages.push_back(finding.message);
  }
  return result;
}

using Rights = std::map<std::pair<std::string, std::string>, const ActRight*>;
Rights rights_of(const DocumentReport& report) {
  Rights result;
  for (const SubjectRights& subject : report.rights) {
    for (const ActRight& right : subject.acts) result[{subject.subject, right.act}] = &right;
  }
  return result;
}

bool is_same(const ActRight& first, const ActRight& second) {
  return first.right == second.right && first.by == second.by;
}

bool is_not_in_force(const DocumentReport& report) {
  return std::ranges::any_of(report.diagnostics.all(), [](const Diagnostic& diagnostic) {
    return diagnostic.kind == DiagnosticKind::NotInForce;
  });
}

/// Writes "/attendance/0/study_groups" as `attendance "A. Diallo" study_groups`.
std::string place_words(const std::string& pointer, const Json& document) {
  Json::json_pointer rest(pointer);
  std::vector<std::string> parts;
  for (; !rest.empty(); rest.pop_back()) parts.insert(parts.begin(), rest.back());
  std::string words;
  const Json* at = &document;
  for (const std::string& part : parts) {
    if (at != nullptr && at->is_array()) {
      std::size_t index = std::stoul(part);
      const Json& element = (*at)[index];
      auto name_of = [](const Json& each) {
        return each.is_object() && each.contains("name") && each["name"].is_string()
                   ? each["name"].get<std::string>()
                   : std::string();
      };
      std::string name = name_of(element);
      auto has_name = [&](const Json& each) { return name_of(each) == name; };
      bool is_unique = !name.empty() && std::ranges::count_if(*at, has_name) == 1;
      words += " " + (is_unique ? in_quotes(name) : part);
      at = &element;
    } else {
      words += (words.empty() ? "" : " ") + part;
      at = at != nullptr && at->is_object() && at->contains(part) ? &(*at)[part] : nullptr;
    }
  }
  return words;
}

class Differences {
 public:
  Differences(const DocumentReport& first, const DocumentReport& second, const Json& document)
      : first_(first), second_(second), document_(document) {}

  std::vector<std::string> run() {
    if (is_not_in_force(first_)) found_.push_back("not in force");
    rights();
    findings();
    if (first_.verdict != second_.verdict) {
      found_.push_back(first_.verdict ? fmt::format("verdict {}", to_string(*first_.verdict))
                                      : "not checked");
    }
    messages();
    open();
    return std::move(found_);
  }

 private:
  void rights() {
    Rights first = rights_of(first_), second = rights_of(second_);
    for (const auto& [key, right] : first) {
      auto other = second.find(key);
      if (other != second.end() && is_same(*right, *other->second)) continue;
      std::string place = place_words(key.first, document_);
      std::string words =
          fmt::format("{}{}{} {}", place, place.empty() ? "" : " ", right->act, to_string(right->right));
      found_.push_back(words);
      std::string by;
      for (const std::string& label : right->by) by += (by.empty() ? " by " : ", ") + label;
      if (!by.empty()) found_.push_back(words + by);
    }
  }

  std::string subject_words(const std::string& pointer) const {
    return pointer.empty() ? "" : " for " + place_words(pointer, document_);
  }

  void findings() {
    Findings first = findings_of(first_), second = findings_of(second_);
    for (const auto& [key, clause_outcome] : first) {
      const auto& [clause, level, subject] = key;
      auto other = second.find(key);
      if (other != second.end() && other->second.overall() == clause_outcome.overall()) continue;
      std::string outcome = outcome_label(clause_outcome.overall()), about = subject_words(subject);
      found_.push_back(fmt::format("{} {}{}", clause, outcome, about));
      found_.push_back(fmt::format("{} {} {}{}", clause, modal_verb(level), outcome, about));
    }
  }

  /// Where two norms of one clause differ, their messages tell them apart.
  void messages() {
    Findings first = findings_of(first_), second = findings_of(second_);
    auto compare = [&](const Findings& these, const Findings& those, const char* verb) {
      for (const auto& [key, clause_outcome] : these) {
        const auto& [clause, level, subject] = key;
        auto other = those.find(key);
        for (const std::string& message : clause_outcome.messages) {
          bool is_there = other != those.end() &&
                          std::ranges::find(other->second.messages, message) != other->second.messages.end();
          if (is_there || message.empty()) continue;
          found_.push_back(fmt::format("{} {} {}{} message {}", clause, modal_verb(level), verb,
                                       subject_words(subject), in_quotes(message)));
        }
      }
    };
    compare(first, second, "violated");
    compare(second, first, "not violated");
  }

  void open() {
    for (const OpenPoint& point : first_.open_questions) {
      if (std::ranges::find(second_.open_questions, point) != second_.open_questions.end()) continue;
      if (point.judgement.empty()) {
        found_.push_back("open " + place_words(point.subject, document_));
      } else {
        found_.push_back(fmt::format("open {}{}{}", point.judgement, point.about.empty() ? "" : " ",
                                     point.about.empty() ? "" : in_quotes(point.about)));
      }
    }
    if (first_.open_questions.empty() && !second_.open_questions.empty()) found_.push_back("nothing open");
  }

  const DocumentReport& first_;
  const DocumentReport& second_;
  const Json& document_;
  std::vector<std::string> found_;
};

}  // namespace

std::size_t decision_digest(const DocumentReport& report) {
  std::string all = report.verdict            ? to_string(*report.verdict)
                    : is_not_in_force(report) ? "not in force"
                                              : "-";
  auto add = [&](std::string_view text) { (all += '\x1f') += text; };
  for (const auto& [key, right] : rights_of(report)) {
    for (std::string_view text : {std::string_view(key.first), std::string_view(key.second)}) add(text);
    add(to_string(right->right));
    for (const std::string& label : right->by) add(label);
  }
  for (const auto& [key, clause_outcome] : findings_of(report)) {
    const auto& [clause, level, subject] = key;
    for (std::string_view text :
         {std::string_view(clause), std::string_view(to_string(level)), std::string_view(subject)})
      add(text);
    for (Outcome outcome : clause_outcome.outcomes) add(to_string(outcome));
    for (const std::string& message : clause_outcome.messages) add(message);
  }
  for (const OpenPoint& point : report.open_questions) {
    for (const std::string* text : {&point.judgement, &point.about, &point.subject}) add(*text);
  }
  return std::hash<std::string>()(all);
}

std::vector<std::string> decision_differences(const DocumentReport& first, const DocumentReport& second,
                                              const Json& document) {
  return Differences(first, second, document).run();
}

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '{' || c == '}') result += c;
    if (c == '\n') {
      result += "\\n";
    } else {
      result += c;
    }
  }
  return result + "\"";
}

}  // namespace precept::testing
