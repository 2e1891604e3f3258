#include "render/verification.h"

#include <algorithm>
#include <utility>

#include "render/json/writer.h"

namespace precept::rendering {

namespace {

const char* name_of(checker::Status status) {
  return status == checker::Status::Verified      ? "verified"
         : status == checker::Status::NotVerified ? "consistent, but not verified"
                                                  : "not as it was";
}

void write_members(const Verification& verification, JsonWriter& json) {
  const checker::Answer& answer = verification.answer;
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
  json.key("lists").begin_array();
  for (const checker::JoinedList& list : answer.lists) {
    json.begin_object();
    json.key("path").value(list.path);
    json.key("file").value(list.file);
    json.key("records").raw(std::to_string(list.records));
    json.key("left_out_by_only").raw(std::to_string(list.left_out_by_only));
    json.key("recounted").value(std::ranges::count(verification.recounted, list.path) > 0);
    json.end();
  }
  json.end();
  texts("not_given", verification.not_given);
  texts("not_named", verification.not_named);
}

void write_entry(const FolderVerification::Entry& entry, JsonWriter& json) {
  json.begin_object();
  if (entry.error.empty()) {
    write_members(entry.verification, json);
  } else {
    json.key("receipt").value(entry.verification.file);
    json.key("verified").value(false);
    json.key("error").value(entry.error);
  }
  json.key("document");
  entry.document.empty() ? json.null() : json.value(entry.document);
  json.end();
}

}  // namespace

void write_verifications_json(const FolderVerification& folder, Sink& output) {
  JsonWriter json(output);
  json.begin_object();
  json.key("receipts").begin_array();
  for (const FolderVerification::Entry& entry : folder.receipts) write_entry(entry, json);
  json.end();
  for (const auto& [key, files] : {std::pair{"documents_without_receipt", &folder.without_receipt},
                                   std::pair{"outdated", &folder.outdated}}) {
    json.key(key).begin_array();
    for (const std::string& file : *files) json.value(file);
    json.end();
  }
  json.end();
  json.line_break();
}

void write_verification_json(const Verification& verification, Sink& output) {
  JsonWriter json(output);
  json.begin_object();
  write_members(verification, json);
  json.end();
  json.line_break();
}

}  // namespace precept::rendering
