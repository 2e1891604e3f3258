#include "tools/report/verification.h"

#include <fmt/format.h>

#include <algorithm>

#include "tools/report/json_writer.h"
#include "tools/report/layout.h"

namespace precept::tools {

namespace {

constexpr std::size_t kIndent = 14;

/// What a receipt holds was written by somebody: nothing of it reaches a terminal as it is.
void line(Output& output, const std::string& part, std::string_view words) {
  output.write(fmt::format("  {:<{}}{}\n", harmless(part), kIndent - 2, harmless(words)));
}

}  // namespace

void write_verification_text(const Verification& verification, Color color, Output& output) {
  const bool is_well = verification.faults.empty();
  output.write(fmt::format(
      "{}: {}: {} by {}, of {}\n", harmless(verification.file),
      colored(is_well ? "all is as it was" : "not as it was", is_well ? kGreen : kRed, color),
      harmless(verification.verdict), harmless(verification.policy), harmless(verification.document)));
  for (const checker::Fault& fault : verification.faults) line(output, "✗ " + fault.part, fault.message);
  for (const Held& held : verification.held) line(output, "✓ " + held.part, held.words);
  if (verification.not_at_hand.empty()) return;
  std::string names;
  for (const std::string& name : verification.not_at_hand) names += (names.empty() ? "" : ", ") + name;
  line(output, "not given", names);
}

void write_verification_json(const Verification& verification, Output& output) {
  JsonWriter json(output);
  json.begin_object();
  json.key("receipt").value(verification.file);
  json.key("verified").value(verification.faults.empty());
  json.key("verdict").value(verification.verdict);
  auto entries = [&](const char* name, const auto& all, auto words) {
    json.key(name).begin_array();
    for (const auto& entry : all) {
      json.begin_object();
      json.key("part").value(entry.part);
      json.key("message").value(words(entry));
      json.end();
    }
    json.end();
  };
  entries("faults", verification.faults, [](const checker::Fault& fault) { return fault.message; });
  entries("held", verification.held, [](const Held& held) { return held.words; });
  json.key("not_given").begin_array();
  for (const std::string& name : verification.not_at_hand) json.value(name);
  json.end();
  json.end();
  json.line_break();
}

}  // namespace precept::tools
