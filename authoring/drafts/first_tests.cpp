#include "authoring/drafts/first_tests.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <vector>

#include "base/date.h"
#include "base/suggest.h"
#include "testing/suite/data.h"
#include "testing/suite/test_text.h"

namespace precept::drafts {

using model::TypeKind;
using testing::Json;

namespace {

/// "a TrustedOrganisation" as words that no other name of the example has: "a trusted organisation".
std::string name_of(std::string_view record) {
  std::string words;
  for (const unsigned char c : record) {
    if (std::isupper(c) != 0 && !words.empty() && words.back() != ' ') words += ' ';
    words += c == '_' ? ' ' : static_cast<char>(std::tolower(c));
  }
  const bool is_vowel = !words.empty() && std::string_view("aeiou").find(words[0]) != std::string_view::npos;
  return (is_vowel ? "an " : "a ") + words;
}

class Example {
 public:
  explicit Example(const model::Model& policy) : policy_(policy), day_(day_in_force(policy)) {}

  Json record(std::uint32_t id) const {
    const model::Record& record = policy_.records[id];
    Json object = Json::object();
    for (const model::Field& field : record.fields) {
      const bool is_list = field.type.is(TypeKind::List);
      // What may be left out is left out, but for a list: an element shows what it is made of.
      if (!model::is_required(field) && (!is_list || field.type.or_none)) continue;
      object[field.name] = value(field.type, record, field);
    }
    return object;
  }

 private:
  /// A day on which the policy is in force, not far from the begin of that time.
  static std::string day_in_force(const model::Model& policy) {
    constexpr std::string_view kUsual = "2025-01-01";
    const Day usual = parse_date(kUsual).value_or(kNoDay);
    if (policy.from && *policy.from > usual) return format_date(*policy.from);
    if (policy.until && *policy.until < usual) return format_date(*policy.until);
    return std::string(kUsual);
  }

  Json value(const model::Type& type, const model::Record& of, const model::Field& field) const {
    switch (type.kind) {
      case TypeKind::Truth:
        return true;
      case TypeKind::Int:
      case TypeKind::Number:
      case TypeKind::Duration:
      case TypeKind::Months:
        return 1;
      case TypeKind::Date:
        return day_;
      case TypeKind::Moment:
        return day_ + "T12:00:00+00:00";
      case TypeKind::Hours:
        return "PT1H";
      case TypeKind::Text:
        if (field.type.is(TypeKind::List)) return "an example";
        return field.name == "name" ? name_of(of.name) : name_of(field.name);
      case TypeKind::Enum:
        return policy_.enums[type.id].members.front().name;
      case TypeKind::Key:
        return key(policy_.tables[type.id]);
      case TypeKind::Set:
        return Json::array();
      case TypeKind::Record:
        return record(type.id);
      case TypeKind::List:
        return type.element == nullptr ? Json::array() : Json::array({value(*type.element, of, field)});
      case TypeKind::Row:
      case TypeKind::Error:
        break;
    }
    return nullptr;
  }

  Json key(const model::Table& table) const {
    if (table.rows.empty()) return nullptr;
    const std::uint32_t column = table.key.front();
    const model::Value& cell = table.rows.front()[column];
    const model::Type& type = table.columns[column].type;
    const auto index = static_cast<std::size_t>(cell.number);
    if (type.is(TypeKind::Enum)) return policy_.enums[type.id].members[index].name;
    if (type.is(TypeKind::Key))
      return policy_.tables[type.id].rows[index][policy_.tables[type.id].key.front()].text;
    return cell.text;
  }

  const model::Model& policy_;
  std::string day_;
};

/// The label as an expectation has it.
std::string written_label(const std::string& label) {
  std::string text = "\"";
  for (const char c : label) text += c == '"' || c == '\\' ? std::string{'\\', c} : std::string(1, c);
  return text + '"';
}

/// The title of a test, in which braces would be holes.
std::string title(std::string_view clause, const model::Record& record) {
  const std::string about = clause.empty() ? "" : fmt::format("{}, for ", clause);
  std::string title;
  for (const char c : fmt::format("{}an example of {}", about, name_of(record.name)))
    title += c == '{' || c == '}' ? std::string(2, c) : std::string(1, c);
  return written_label(title);
}

/// Writes the test of one kind, and finds out by running it what is to be expected.
class FirstTest {
 public:
  FirstTest(const testing::PolicyRevisions& policies, std::string given)
      : policies_(policies), given_(std::move(given)) {}

  /// The line among these that holds of the document; empty: none does.
  std::string that_holds(const std::vector<std::string>& lines) const {
    for (const std::string& line : lines) {
      testing::Suite suite;
      Diagnostics unfit;
      const std::string text =
          fmt::format("tests {}\n\ntest \"example\"\n{}  expect {}\n", policies_.name, given_, line);
      testing::read_tests("example", text, policies_, suite, unfit);
      const bool is_sound = !unfit.has_errors() && suite.tests.size() == 1;
      if (is_sound && testing::run(suite.tests.front(), policies_.all_programs()).passed()) return line;
    }
    return {};
  }

  /// What the document comes to as a whole.
  std::string verdict() const {
    return that_holds({"verdict compliant", "verdict non-compliant", "verdict undetermined", "not checked",
                       "not in force"});
  }
  std::string clause(const std::string& label) const {
    constexpr std::array kOutcomes{"satisfied", "violated", "undetermined", "not applicable"};
    std::vector<std::string> lines;
    for (const char* outcome : kOutcomes) lines.push_back(written_label(label) + " " + outcome);
    return that_holds(lines);
  }

 private:
  const testing::PolicyRevisions& policies_;
  std::string given_;
};

/// The clauses of a kind that have norms; with a label, that one.
std::vector<std::string> clauses_of(const model::Model& policy, std::uint32_t record, std::string_view only) {
  std::vector<std::string> labels;
  for (const model::Section& section : policy.sections) {
    if (section.record != record) continue;
    for (const model::Clause& clause : section.clauses) {
      const bool is_new = std::ranges::find(labels, clause.label) == labels.end();
      if (is_new && !clause.norms.empty() && (only.empty() || clause.label == only))
        labels.push_back(clause.label);
    }
  }
  return labels;
}

/// The kinds of documents in the order of the policy.
std::vector<std::uint32_t> kinds_of(const model::Model& policy) {
  std::vector<std::uint32_t> kinds;
  for (const model::Section& section : policy.sections) {
    if (std::ranges::find(kinds, section.record) == kinds.end()) kinds.push_back(section.record);
  }
  return kinds;
}

void report_unknown(const model::Model& policy, std::string_view clause, Diagnostics& diagnostics) {
  std::vector<std::string> labels;
  for (const std::uint32_t kind : kinds_of(policy)) {
    for (std::string& label : clauses_of(policy, kind, {})) labels.push_back(std::move(label));
  }
  const std::vector<std::string_view> known(labels.begin(), labels.end());
  diagnostics
      .report(DiagnosticKind::UnknownInTest, {},
              fmt::format("the policy has no clause `{}` with a norm", clause))
      .with_help(did_you_mean_or_list(clause, known, "the clauses there"));
}

}  // namespace

std::string example_document(const model::Model& policy, const model::Record& kind) {
  const auto at =
      std::ranges::find_if(policy.records, [&](const model::Record& each) { return &each == &kind; });
  Json document{{"kind", kind.name}};
  document.update(Example(policy).record(static_cast<std::uint32_t>(at - policy.records.begin())));
  return document.dump(2) + "\n";
}

std::optional<std::string> first_tests(const testing::PolicyRevisions& policies, std::string_view clause,
                                       Diagnostics& diagnostics) {
  const model::Model& policy = *policies.models.back();
  std::string text = fmt::format(
      "-- Examples, and what comes of them: change one thing in each copy, and say what is then expected.\n"
      "tests {}\n",
      policies.name);
  bool has_test = false;
  for (const std::uint32_t kind : kinds_of(policy)) {
    const model::Record& record = policy.records[kind];
    const std::vector<std::string> labels = clauses_of(policy, kind, clause);
    if (!clause.empty() && labels.empty()) continue;
    const Json document = Json::parse(example_document(policy, record));
    const std::string given = testing::given_text(document, record, policy, {});
    if (given.empty()) continue;
    const FirstTest test(policies, given);
    text += fmt::format("\ntest {}\n{}", title(clause, record), given);
    std::vector<std::string> lines{clause.empty() ? test.verdict() : ""};
    for (const std::string& label : labels) lines.push_back(test.clause(label));
    if (std::ranges::all_of(lines, &std::string::empty)) lines.push_back(test.verdict());
    for (const std::string& line : lines) {
      if (!line.empty()) text += fmt::format("  expect {}\n", line);
    }
    has_test = true;
  }
  if (has_test) return text;
  report_unknown(policy, clause, diagnostics);
  return std::nullopt;
}

}  // namespace precept::drafts
