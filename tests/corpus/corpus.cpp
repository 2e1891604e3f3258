#include "tests/corpus/corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <regex>

#include "compiler/pipeline.h"

namespace precept::corpus {

namespace {

constexpr const char* kFormat = "precept-conformance 1";
/// Objects and lists within this many others take one line: a finding is a line.
constexpr std::size_t kDeepest = 5;

void write(const Json& value, std::size_t depth, std::string& to) {
  bool is_inline = !value.is_structured() || value.empty() || depth >= kDeepest;
  if (is_inline) {
    to += value.dump(-1, ' ', false);
    return;
  }
  const std::string margin(depth + 1, ' ');
  to += value.is_object() ? "{" : "[";
  bool is_first = true;
  for (const auto& [key, item] : value.items()) {
    to += is_first ? "\n" : ",\n";
    is_first = false;
    to += margin;
    if (value.is_object()) to += Json(key).dump(-1, ' ', false) + ": ";
    write(item, depth + 1, to);
  }
  to += "\n" + std::string(depth, ' ') + (value.is_object() ? "}" : "]");
}

/// Tables that a text names and that lie beside it, though a mistake kept them from being read.
void add_tables(const fs::path& file, const std::string& text, std::vector<fs::path>& files) {
  static const std::regex kTable("from\\s+\"([^\"{}]+\\.csv)\"");
  for (std::sregex_iterator it(text.begin(), text.end(), kTable), end; it != end; ++it) {
    fs::path table = (file.parent_path() / (*it)[1].str()).lexically_normal();
    std::error_code error;
    if (fs::is_regular_file(table, error)) files.push_back(table);
  }
}

std::string read_bytes(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

Json& Corpus::topic(const std::string& name) {
  Json& topic = topics_[name];
  if (topic.is_null()) topic = {{"format", kFormat}, {"policies", Json::object()}, {"cases", Json::array()}};
  return topic;
}

CasePolicies Corpus::build(const fs::path& path) {
  CasePolicies group;
  group.files = policy_files_at(path, group.mistakes);
  for (const fs::path& file : group.files) {
    const fs::path saved = scratch_ / fmt::format("corpus-{}.pbc", built_++);
    auto policy = test::build_policy(file, saved, group.sources, group.mistakes, group.refused);
    if (policy) group.policies.push_back(std::move(*policy));
  }
  if (!group.refused.empty()) problems_.push_back(path.string() + ": " + group.refused);
  return group;
}

void Corpus::add_policy(const std::string& name, const std::string& id, const CasePolicies& group,
                        const fs::path& base) {
  std::vector<fs::path> files;
  for (FileId file = 0; file < group.sources.size(); ++file) {
    const SourceFile& source = group.sources.file(file);
    files.emplace_back(source.name);
    add_tables(source.name, source.text, files);
  }
  std::ranges::sort(files);
  files.erase(std::unique(files.begin(), files.end()), files.end());
  Json main = Json::array(), texts = Json::object();
  for (const fs::path& file : group.files) main.push_back(file.lexically_relative(base).generic_string());
  for (const fs::path& file : files)
    texts[file.lexically_relative(base).generic_string()] = text_of(read_bytes(file));
  topic(name)["policies"][id] = {{"main", main}, {"files", texts}};
}

DocumentReport Corpus::add_case(const std::string& name, const std::string& policy, CasePolicies& group,
                                const CorpusCase& question) {
  const FileId document = group.sources.add("document.json", question.document);
  CheckOptions options;
  options.readings = question.readings;
  options.as_of = question.as_of;
  std::vector<std::string> words, wrong;
  DocumentReport report = evaluate(group, document, options, words, wrong);
  for (const std::string& line : wrong) problems_.push_back(question.name + ": " + line);
  Json added{{"name", question.name}, {"about", question.about}, {"policy", policy}};
  if (!question.readings.empty()) {
    added["readings"] = Json::object();
    for (const ChosenReading& chosen : question.readings) added["readings"][chosen.reading] = chosen.choice;
  }
  if (question.as_of) added["as_of"] = format_date(*question.as_of);
  added["document"] = text_of(question.document);
  added["expected"] = expected_of(report, words, group.sources);
  topic(name)["cases"].push_back(std::move(added));
  return report;
}

bool Corpus::add_mistakes(const std::string& name, const std::string& policy, const CasePolicies& group,
                          const fs::path& base, const std::string& case_name) {
  Json errors = errors_of(group.mistakes, group.sources, base);
  if (errors.empty()) return false;
  Json expected{{"errors", std::move(errors)}};
  topic(name)["cases"].push_back({{"name", case_name},
                                  {"about", "the policy has mistakes, so that nothing is checked"},
                                  {"policy", policy},
                                  {"expected", std::move(expected)}});
  return true;
}

std::map<std::string, std::string> Corpus::files() const {
  std::map<std::string, std::string> result;
  for (const auto& [name, topic] : topics_) {
    std::string text;
    write(topic, 0, text);
    result[name + ".json"] = text + "\n";
  }
  return result;
}

std::size_t Corpus::count(std::string_view folder) const {
  std::size_t count = 0;
  for (const auto& [name, topic] : topics_) {
    if (name.starts_with(folder)) count += topic.at("cases").size();
  }
  return count;
}

}  // namespace precept::corpus
