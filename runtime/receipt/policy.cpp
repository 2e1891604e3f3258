#include "runtime/receipt/policy.h"

#include <set>
#include <tuple>

#include "checker/canonical.h"
#include "checker/policy.h"

namespace precept::receipt {

namespace {

Json readings_json(const Program& program) {
  Json all = Json::array();
  for (const program::Reading& reading : program.readings) {
    const auto members = Program::in(program.enum_members, program.enums[reading.enumeration].members);
    Json choices = Json::array();
    for (const program::EnumMember& member : members) choices.push_back(program.text(member.name));
    all.push_back({{"name", program.text(reading.name)},
                   {"choices", std::move(choices)},
                   {"default", program.text(members[reading.default_choice].name)}});
  }
  return all;
}

}  // namespace

ExportedPolicy export_policy(const Program& program) {
  const program::Head& head = program.head();
  Json json = files_of(program);
  json["name"] = program.text(head.name);
  if (head.title.count > 0) json["title"] = program.text(head.title);
  if (head.source_lock.count > 0) json["source_lock"] = program.text(head.source_lock);
  if (head.from != kNoDay) json["in_force_from"] = format_date(head.from);
  if (head.until != kNoDay) json["in_force_until"] = format_date(head.until);
  json["readings"] = readings_json(program);
  json["kinds"] = Json::object();
  ExportedPolicy exported;
  for (std::uint32_t unit = 0; unit < program.units.size(); ++unit) {
    const ClauseTable& table = exported.tables.emplace_back(export_clause_table(program, unit));
    json["kinds"][std::string(program.text(program.units[unit].kind))] =
        checker::sha256(checker::canonical(table.json));
    exported.table_texts.push_back(checker::canonical_member(table.json));
  }
  exported.text = checker::canonical_member(json);
  exported.json = std::move(json);
  return exported;
}

Json policy_json(const Program& program) {
  return export_policy(program).json;
}

Json attesters_json(std::span<const TrustedAttester> attesters) {
  std::set<std::tuple<std::string, std::string, std::string>> in_order;
  for (const TrustedAttester& one : attesters) in_order.emplace(one.name, one.role, one.key);
  Json entries;
  for (const auto& [name, answers, key] : in_order) {
    Json& entry = entries.emplace_back(Json{{"name", name}});
    if (!answers.empty()) entry["answers"] = answers;
    if (!key.empty()) entry["key"] = key;
  }
  return entries;
}

std::vector<TrustedAttester> attesters_of(const Json& receipt) {
  std::vector<TrustedAttester> attesters;
  for (const auto& [who, keys] : checker::attesters_of(receipt)) {
    for (const std::string& key : keys) attesters.push_back({who.first, who.second, key, "the receipt"});
  }
  return attesters;
}

}  // namespace precept::receipt
