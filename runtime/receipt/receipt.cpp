#include "runtime/receipt/receipt.h"

#include "checker/policy.h"
#include "checker/signature.h"
#include "runtime/receipt/policy.h"
#include "runtime/receipt/write_proof.h"
#include "runtime/run/run_view.h"

namespace precept {

namespace {

receipt::Json lists_json(const std::vector<checker::JoinedList>& lists) {
  receipt::Json all = receipt::Json::array();
  for (const checker::JoinedList& list : lists) {
    receipt::Json json = {{"path", list.path},
                          {"file", list.file},
                          {"sha256", list.sha256},
                          {"records", list.records},
                          {"left_out_by_only", list.left_out_by_only}};
    if (!list.sheet.empty()) json["sheet"] = list.sheet;
    if (!list.mapping.empty()) json["mapping"] = list.mapping;
    all.push_back(std::move(json));
  }
  return all;
}

receipt::Json document_json(const RunView& view, const DocumentReport& report, const std::string& text,
                            const std::vector<checker::JoinedList>& lists) {
  receipt::Json json = {{"kind", report.kind}, {"sha256", checker::sha256(text)}};
  if (!lists.empty()) json["lists"] = lists_json(lists);
  if (view.unit.date_column == kAbsent) return json;
  const std::int32_t date = view.document.code(view.program, view.unit.date_column, 0);
  if (date >= 0) json["date"] = format_date(date);
  return json;
}

/// Whether the receipt has the subject's name. The document's name is in the proof only if the policy reads
/// it.
bool is_named(const receipt::ClauseTable& table, const std::string& subject) {
  return !subject.empty() || table.fact_of_name.contains(0);
}

receipt::Json findings_json(const DocumentReport& report, const receipt::ClauseTable& table) {
  receipt::Json all = receipt::Json::array();
  for (const Finding& finding : report.findings) {
    receipt::Json json = {{"clause", finding.clause},
                          {"outcome", to_string(finding.outcome)},
                          {"level", to_string(finding.level)},
                          {"subject", finding.subject}};
    if (!finding.name.empty() && is_named(table, finding.subject)) json["name"] = finding.name;
    if (!finding.acts.empty()) json["acts"] = finding.acts;
    all.push_back(std::move(json));
  }
  return all;
}

receipt::Json rights_json(const DocumentReport& report, const receipt::ClauseTable& table) {
  receipt::Json all = receipt::Json::array();
  for (const SubjectRights& subject : report.rights) {
    receipt::Json acts = receipt::Json::object();
    for (const ActRight& act : subject.acts) {
      acts[act.act] = {{"right", to_string(act.right)}, {"by", act.by}};
    }
    receipt::Json json = {{"subject", subject.subject}, {"acts", std::move(acts)}};
    if (!subject.name.empty() && is_named(table, subject.subject)) json["name"] = subject.name;
    all.push_back(std::move(json));
  }
  return all;
}

receipt::Json readings_json(const DocumentReport& report) {
  receipt::Json all = receipt::Json::array();
  for (const ReadingUsed& reading : report.policy.readings) {
    all.push_back({{"name", reading.name}, {"choice", reading.choice}});
  }
  return all;
}

}  // namespace

void ReceiptMaker::inspect(const RunView& view, const Results&, DocumentPlaces& places,
                           DocumentReport& report) {
  if (!report.verdict) return;
  const std::string& text = sources_.file(view.document.source).text;
  std::optional<receipt::ExportedPolicy> own;
  const receipt::ExportedPolicy& policy =
      exported_ != nullptr ? *exported_ : own.emplace(receipt::export_policy(view.program));
  const receipt::ClauseTable& table = policy.tables[view.document.unit];
  std::map<std::string, std::string> members{{"policy", policy.text},
                                             {"clauses", policy.table_texts[view.document.unit]}};
  auto add = [&](const char* member, const receipt::Json& json) {
    members[member] = checker::canonical_member(json);
  };
  add("format", checker::kReceiptFormat);
  add("document", document_json(view, report, text, lists_));
  add("readings", readings_json(report));
  add("verdict", to_string(*report.verdict));
  add("findings", findings_json(report, table));
  add("rights", rights_json(report, table));
  if (as_of_) add("as_of", format_date(*as_of_));
  if (!attesters_.empty()) add("attesters", receipt::attesters_json(attesters_));
  const auto proof = receipt::write_proof(view, table, places);
  add("proof", proof ? *proof : receipt::Json());
  if (!proof) add("proof_left_out", checker::kProofLeftOut);
  add("digest", checker::sha256(checker::canonical_object(members)));
  text_ = checker::canonical_object(members);
}

std::optional<std::string> sign_receipt(const std::string& receipt, const std::string& secret_key) {
  receipt::Json json = receipt::Json::parse(receipt);
  const auto made = checker::sign(checker::Signed::Receipt, json.at("digest").get<std::string>(), secret_key);
  if (!made) return std::nullopt;
  json["signature"] = {{"algorithm", "Ed25519"}, {"public_key", made->public_key}, {"value", made->value}};
  return checker::canonical(json);
}

std::string receipt_json(std::span<const Program* const> policies, FileId file, const Sources& sources,
                         CheckOptions options, std::vector<checker::JoinedList> lists) {
  ReceiptMaker maker(options.as_of, options.limits.trust.attesters, sources);
  maker.set_lists(std::move(lists));
  options.inspector = &maker;
  options.detail = {};
  check_document(policies, file, sources, options);
  return maker.text();
}

}  // namespace precept
