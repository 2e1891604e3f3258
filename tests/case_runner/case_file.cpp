#include "tests/case_runner/case_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace precept::test {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDocument = "--! ", kText = "--> ", kExpected = "--= ";
constexpr const char* kDefaultPolicy = "policies/wtsa-res54";

std::string read_text(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> read_lines(const fs::path& file) {
  std::vector<std::string> lines;
  std::istringstream text(read_text(file));
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

/// The policy for the documents in this folder.
fs::path policy_for(const fs::path& folder, const fs::path& root) {
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".precept") return entry.path();
  for (fs::path above = folder; above != root && above.has_relative_path(); above = above.parent_path()) {
    for (const std::string& line :
         fs::exists(above / "cases.conf") ? read_lines(above / "cases.conf") : std::vector<std::string>{}) {
      if (line.starts_with("policy ")) return root / line.substr(7);
    }
  }
  return root / kDefaultPolicy;
}

std::string short_name(const fs::path& file, const fs::path& root) {
  return fs::relative(file, root).replace_extension().string();
}

bool expects_something(const std::vector<ExpectedLine>& lines) {
  return std::any_of(lines.begin(), lines.end(),
                     [](const ExpectedLine& line) { return !line.text.empty() && line.text[0] != '#'; });
}

Case json_case(const fs::path& file, const fs::path& root) {
  Case found;
  found.name = short_name(file, root);
  found.policy = policy_for(file.parent_path(), root);
  found.document_name = file.filename().string();
  found.document = read_text(file);
  found.expectation_file = fs::path(file).replace_extension(".expect");
  std::size_t number = 0;
  for (std::string& line : read_lines(found.expectation_file)) found.expected.push_back({line, ++number});
  return found;
}

void add_cases_of_policy(const fs::path& file, const fs::path& root, std::vector<Case>& cases) {
  std::size_t number = 0;
  const std::size_t first = cases.size();
  for (const std::string& line : read_lines(file)) {
    ++number;
    if (line.starts_with(kDocument)) {
      Case& next = cases.emplace_back();
      next.document_name = line.substr(kDocument.size());
      next.name = short_name(file, root) + ": " + next.document_name;
      next.policy = next.expectation_file = file;
    } else if (cases.size() > first && line.starts_with(kText)) {
      cases.back().document += line.substr(kText.size()) + "\n";
    } else if (cases.size() > first && line.starts_with(kExpected)) {
      cases.back().expected.push_back({line.substr(kExpected.size()), number});
    }
  }
}

}  // namespace

bool has_documents(const fs::path& policy) {
  const std::vector<std::string> lines = read_lines(policy);
  return std::any_of(lines.begin(), lines.end(),
                     [](const std::string& line) { return line.starts_with(kDocument); });
}

std::vector<Case> find_cases(const fs::path& folder, const fs::path& root,
                             std::vector<std::string>& problems) {
  std::vector<Case> cases;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const fs::path& file = entry.path();
    if (file.extension() == ".json") {
      if (fs::exists(fs::path(file).replace_extension(".expect"))) {
        cases.push_back(json_case(file, root));
      } else {
        problems.push_back(fmt::format("{}: nothing is expected of it", file.string()));
      }
    }
    if (file.extension() == ".expect" && !fs::exists(fs::path(file).replace_extension(".json")))
      problems.push_back(fmt::format("{}: there is no document beside it", file.string()));
    if (file.extension() == ".precept") add_cases_of_policy(file, root, cases);
  }
  std::set<std::string> names;
  for (const Case& found : cases) {
    if (!names.insert(found.name).second) problems.push_back(found.name + ": two cases have this name");
    if (!expects_something(found.expected)) problems.push_back(found.name + ": nothing is expected of it");
  }
  std::sort(cases.begin(), cases.end(), [](const Case& a, const Case& b) { return a.name < b.name; });
  return cases;
}

void write_expectation(const Case& changed, const std::vector<std::string>& lines) {
  if (changed.expectation_file.extension() == ".expect") {
    std::ofstream file(changed.expectation_file, std::ios::binary);
    for (const std::string& line : lines) file << line << "\n";
    return;
  }
  const std::vector<std::string> before = read_lines(changed.expectation_file);
  std::ofstream file(changed.expectation_file, std::ios::binary);
  bool inside = false, written = true;
  auto write = [&] {
    for (const std::string& line : lines) file << kExpected << line << "\n";
    written = true;
  };
  for (const std::string& line : before) {
    if (line.starts_with(kDocument)) {
      inside = line.substr(kDocument.size()) == changed.document_name;
      written = !inside;
    }
    if (inside && line.starts_with(kExpected)) continue;
    const bool over = inside && !written && !line.starts_with(kDocument) && !line.starts_with(kText);
    if (over) write();
    file << line << "\n";
  }
  if (!written) write();
}

}  // namespace precept::test
