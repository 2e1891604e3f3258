#include "tests/proofs/receipts.h"

#include "checker/policy.h"
#include "compiler/pipeline.h"
#include "runtime/receipt/receipt.h"
#include "runtime/verify/open.h"
#include "tests/case_runner/case_file.h"

namespace precept::test {

namespace fs = std::filesystem;

const Receipts& Receipts::all() {
  static const Receipts receipts;
  return receipts;
}

Receipts::Receipts() {
  const fs::path root = PRECEPT_ROOT;
  std::vector<std::string> broken;
  for (const fs::path& folder : {root / "tests/cases/res54", root / "tests/cases/run", root / "examples"}) {
    for (const Case& test : find_cases(folder, root, broken)) add(test);
  }
}

void Receipts::add(const Case& test) {
  Sources sources;
  std::vector<const Program*> policies;
  for (const Program& program : programs(test.policy)) policies.push_back(&program);
  CheckOptions options;
  options.readings = chosen_in(test.expected);
  Diagnostics mistakes;
  if (!check_readings(policies, options.readings, mistakes)) return;
  const FileId file = sources.add(test.document_name, test.document);
  std::string text = receipt_json(policies, file, sources, options);
  const bool is_checked = check_document(policies, file, sources, options).verdict.has_value();
  if (is_checked == text.empty()) complaints_.push_back(test.name);
  if (text.empty()) return;
  std::string card = checker::write_card(Json::parse(text).at("policy"), Json());
  proven_.push_back({test.name, std::move(text), test.document, std::move(card), std::move(policies)});
}

const std::vector<Program>& Receipts::programs(const fs::path& path) {
  auto [place, is_new] = programs_.try_emplace(path);
  if (!is_new) return place->second;
  Sources sources;
  Diagnostics diagnostics;
  for (const fs::path& file : policy_files_at(path, diagnostics)) {
    auto model = read_policy(file, sources, diagnostics);
    auto bytes = model ? compile(*model, sources, diagnostics) : std::nullopt;
    auto program = bytes ? open_program(std::move(*bytes))
                         : std::expected<Program, ProgramError>(std::unexpected(ProgramError{}));
    if (program) place->second.push_back(std::move(*program));
  }
  return place->second;
}

std::string with_correct_digests(Json receipt) {
  const Json::json_pointer kind("/document/kind");
  if (receipt.contains("clauses") && receipt.contains(kind) && receipt.at(kind).is_string() &&
      receipt.contains(Json::json_pointer("/policy/kinds")) && receipt.at("policy").at("kinds").is_object()) {
    receipt["policy"]["kinds"][receipt.at(kind).get<std::string>()] =
        checker::sha256(checker::canonical(receipt.at("clauses")));
  }
  if (receipt.is_object() && receipt.contains("digest") && receipt.at("digest").is_string())
    receipt["digest"] = checker::digest_of(receipt);
  return checker::canonical(receipt);
}

Json with_lists(Json receipt) {
  const Json& fields = receipt.at("clauses").at("records").at(0).at("fields");
  const Json facts = receipt.at("proof").is_null() ? Json::object() : receipt.at("proof").at("facts");
  Json lists = Json::array();
  for (const auto& [name, type] : fields.items()) {
    const auto fact = facts.find("/" + name);
    if (!type.get<std::string>().starts_with("list of record ") || fact == facts.end()) continue;
    if (!fact->is_number() || *fact <= 0) continue;  // of an empty one the document may say nothing
    Json list = {{"path", "/" + name},
                 {"file", name + ".xlsx"},
                 {"sha256", checker::sha256(name)},
                 {"records", *fact},
                 {"left_out_by_only", lists.size()}};
    if (!lists.empty()) list["mapping"] = checker::sha256("a mapping"), list["sheet"] = "On site";
    lists.push_back(std::move(list));
  }
  if (!lists.empty()) receipt["document"]["lists"] = std::move(lists);
  return receipt;
}

Json with_document(Json receipt, const std::string& document) {
  receipt["document"]["sha256"] = checker::sha256(document);
  const Json read = Json::parse(document, nullptr, false);
  const bool has_date = read.is_object() && read.contains("date") && read.at("date").is_string();
  receipt["document"].erase("date");
  if (has_date && receipt["clauses"].contains("date")) receipt["document"]["date"] = read.at("date");
  return receipt;
}

}  // namespace precept::test
