#include "render/summary.h"

#include <cstdint>

#include "render/json/writer.h"

namespace precept::rendering {

void write_summary_json(const CheckSummary& summary, JsonWriter& json) {
  const auto number = [&](const char* key, std::size_t count) {
    json.key(key).value(static_cast<std::uint32_t>(count));
  };
  number("documents", summary.documents());
  for (Verdict verdict : {Verdict::Compliant, Verdict::NonCompliant, Verdict::Undetermined})
    number(to_string(verdict), summary.of(verdict));
  number("not_checked", summary.of(std::nullopt));
  number("subjects", summary.subjects());
  number("clauses", summary.clauses());
  json.key("idle_clauses").begin_array();
  for (const std::string& name : summary.idle_clauses()) json.value(name);
  json.end();
}

}  // namespace precept::rendering
