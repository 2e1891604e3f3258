#include "render/verification.h"

#include <algorithm>

#include "render/json/writer.h"

namespace precept::rendering {

namespace {

const char* name_of(checker::Status status) {
  return status == checker::Status::Verified      ? "verified"
         : status == checker::Status::NotVerified ? "consistent, but not verified"
                                                  : "not as it was";
}

}  // namespace

void write_verification_json(const Verification& verification, Sink& output) {
  const checker::Answer& answer = verification.answer;
  JsonWriter json(output);
  json.begin_object();
  json.key("receipt").value(verification.file);
  json.key("answer").value(name_of(answer.status()));
  json.key("verified").value(answer.status() == checker::Status::Verified);
  json.key("verdict").value(answer.verdict);
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
  auto texts = [&](const char* name, const std::vector<std::string>& all) {
    json.key(name).begin_array();
    for (const std::string& text : all) json.value(text);
    json.end();
  };
  entries("faults", answer.faults, [](const checker::Fault& fault) { return fault.message; });
  entries("held", verification.verified, [](const VerifiedPart& part) { return part.words; });
  texts("not_given", verification.not_given);
  texts("not_named", verification.not_named);
  json.end();
  json.line_break();
}

}  // namespace precept::rendering
