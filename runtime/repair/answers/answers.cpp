#include "runtime/repair/answers/answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <span>
#include <tuple>

#include "base/date.h"
#include "base/limits.h"
#include "base/text.h"
#include "checker/canonical.h"
#include "runtime/edit/json_edit.h"
#include "runtime/edit/splice.h"
#include "runtime/read/placeholders.h"
#include "runtime/repair/change/fields.h"

namespace precept {

using json_edit::Json;

namespace {

std::string text_in(const Json& object, const char* key) {
  auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string file_name(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

/// Whether the text is nested deeper than a document may be. Reading the document reports that.
bool is_too_deep(std::string_view text) {
  std::size_t depth = 0;
  bool is_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_string && text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      is_string = !is_string;
    } else if (!is_string && (text[i] == '[' || text[i] == '{')) {
      if (++depth > limits::kDocumentDepth) return true;
    } else if (!is_string && (text[i] == ']' || text[i] == '}')) {
      --depth;
    }
  }
  return false;
}

constexpr std::array kOfFile = {"answers_to", "kind", "attestations", "values"};
constexpr std::array kOfAttestation = {"judgement", "about", "value", "by", "date", "reason", "signature"};
constexpr std::array kOfValue = {"at", "value", "by", "date", "reason"};

/// The first member of the object whose name is not among `names`; empty where there is none.
std::string unknown_member(const Json& object, std::span<const char* const> names) {
  for (const auto& [name, value] : object.items()) {
    if (std::ranges::none_of(names, [&](const char* known) { return name == known; })) return name;
  }
  return {};
}

/// What is wrong with an attestation or value; empty where nothing is.
std::string fault_of(const Json& json, bool is_judgement) {
  if (!json.is_object()) return "is no object";
  const auto names =
      is_judgement ? std::span<const char* const>(kOfAttestation) : std::span<const char* const>(kOfValue);
  if (const std::string name = unknown_member(json, names); !name.empty())
    return fmt::format("has a field `{}`, and answers have none of that name", text_for_message(name));
  for (const auto& [name, value] : json.items()) {
    if (name != "value" && !value.is_string() && !value.is_null())
      return fmt::format("has a `{}` that is no text", text_for_message(name));
  }
  for (const char* name : {is_judgement ? "judgement" : "at", "value", "by", "date"}) {
    // NOLINTNEXTLINE(readability-container-size-empty): empty() of a JSON text is no
    const bool is_there = json.contains(name) && !json.at(name).is_null() && json.at(name) != "";
    if (!is_there) return fmt::format("lacks `{}`", name);
  }
  if (is_judgement && !json.at("value").is_boolean()) return "has a value that is neither true nor false";
  if (!is_judgement && !text_in(json, "at").starts_with('/')) return "has an `at` that is no JSON pointer";
  if (!parse_date(text_in(json, "date")))
    return fmt::format("has a date `{}` that is none", text_for_message(text_in(json, "date")));
  if (!is_judgement && is_placeholder(without_faults(text_in(json, "by"))))
    return fmt::format("is by `{}`, which names nobody", text_for_message(text_in(json, "by")));
  return {};
}

/// The answer of an attestation or value without a fault.
Answer answer_of(const Json& json) {
  return {.judgement = text_in(json, "judgement"),
          .about = text_in(json, "about"),
          .at = text_in(json, "at"),
          .value = json.at("value").dump(),
          .by = text_in(json, "by"),
          .date = text_in(json, "date"),
          .reason = text_in(json, "reason"),
          .signature = text_in(json, "signature")};
}

std::string value_text(const Answer& answer) {
  std::string text =
      fmt::format("{{\"at\": {}, \"value\": {}, \"by\": {}, \"date\": {}", json_string(answer.at),
                  answer.value, json_string(answer.by), json_string(answer.date));
  if (!answer.reason.empty()) text += fmt::format(", \"reason\": {}", json_string(answer.reason));
  return text + "}";
}

}  // namespace

std::string attestation_json(const Answer& answer) {
  std::string text = fmt::format("{{\"judgement\": {}", json_string(answer.judgement));
  if (!answer.about.empty()) text += fmt::format(", \"about\": {}", json_string(answer.about));
  text += fmt::format(", \"value\": {}, \"by\": {}, \"date\": {}", answer.value, json_string(answer.by),
                      json_string(answer.date));
  if (!answer.reason.empty()) text += fmt::format(", \"reason\": {}", json_string(answer.reason));
  if (!answer.signature.empty()) text += fmt::format(", \"signature\": {}", json_string(answer.signature));
  return text + "}";
}

void AnswersFile::add(Answer answer) {
  auto earlier = std::ranges::find_if(answers, [&](const Answer& a) { return a.is_same_question(answer); });
  if (earlier != answers.end()) {
    *earlier = std::move(answer);
  } else {
    answers.push_back(std::move(answer));
  }
}

std::string AnswersFile::text() const {
  std::string attestations, values;
  for (const Answer& answer : answers) {
    std::string& to = answer.judgement.empty() ? values : attestations;
    to += fmt::format("{}\n    {}", to.empty() ? "" : ",",
                      answer.judgement.empty() ? value_text(answer) : attestation_json(answer));
  }
  return fmt::format(
      "{{\n  \"answers_to\": {},\n  \"kind\": {},\n  "
      "\"attestations\": [{}{}],\n  \"values\": [{}{}]\n}}\n",
      json_string(document), json_string(kind), attestations, attestations.empty() ? "" : "\n  ", values,
      values.empty() ? "" : "\n  ");
}

namespace {

/// Where the text of a file stops being JSON; no place where it does not.
Span end_of_json(FileId file, const std::string& text) {
  try {
    const Json whole = Json::parse(text);
    return {};
  } catch (const Json::parse_error& error) {
    const auto size = static_cast<std::uint32_t>(text.size());
    const auto end = std::min(static_cast<std::uint32_t>(error.byte), size);
    return {file, end > 0 ? end - 1 : 0, end};
  }
}

}  // namespace

std::optional<AnswersFile> read_answers(FileId file, const Sources& sources, Diagnostics& diagnostics) {
  auto fail = [&](std::string why, Span place = {}) {
    diagnostics
        .report(DiagnosticKind::AnswersMalformed, place, fmt::format("`{}` {}", sources.file(file).name, why))
        .with_help("`precept ask` writes such files");
    return std::nullopt;
  };
  Json json;
  try {
    json = Json(checker::parse(sources.file(file).text));
  } catch (const checker::Refused& refused) {
    return fail(fmt::format("cannot be read as answers: {}", text_for_message(refused.what())),
                end_of_json(file, sources.file(file).text));
  }
  if (!json.is_object() || text_in(json, "answers_to").empty() || text_in(json, "kind").empty())
    return fail(
        "holds no answers: it does not say to which document and of what kind (`answers_to`, `kind`)");
  if (const std::string name = unknown_member(json, kOfFile); !name.empty())
    return fail(fmt::format("has a field `{}`, and answers have none of that name", text_for_message(name)));
  AnswersFile read{.document = text_in(json, "answers_to"), .kind = text_in(json, "kind"), .answers = {}};
  std::map<std::tuple<std::string, std::string, std::string>, std::string> said;
  for (const char* list : {"attestations", "values"}) {
    if (!json.contains(list)) continue;
    if (!json[list].is_array()) return fail(fmt::format("is no file of answers: its `{}` is no list", list));
    for (std::size_t i = 0; i < json[list].size(); ++i) {
      const Json& entry = json[list][i];
      const std::string fault = fault_of(entry, std::string_view(list) == "attestations");
      if (!fault.empty()) return fail(fmt::format("has an answer, `/{}/{}`, that {}", list, i, fault));
      Answer answer = answer_of(entry);
      const auto [other, is_new] =
          said.try_emplace({answer.judgement, without_faults(answer.about), answer.at}, answer.value);
      if (other->second != answer.value)
        return fail(fmt::format("has an answer, `/{}/{}`, that contradicts another", list, i));
      if (is_new) read.answers.push_back(std::move(answer));
    }
  }
  return read;
}

namespace {

/// The document's own attestations, by judgement and `about`.
std::map<std::pair<std::string, std::string>, std::string> attested_in(const Json& document) {
  std::map<std::pair<std::string, std::string>, std::string> attested;
  const Json* all = json_edit::find(document, "/attestations");
  if (all == nullptr || !all->is_array()) return attested;
  for (const Json& each : *all) {
    if (each.is_object() && each.contains("value"))
      attested.try_emplace({text_in(each, "judgement"), without_faults(text_in(each, "about"))},
                           each["value"].dump());
  }
  return attested;
}

/// Whether the pointer leads into an element of a list that does not exist.
bool is_of_missing_element(const Json& document, const std::string& pointer) {
  for (std::size_t end = pointer.rfind('/'); end != std::string::npos && end > 0;
       end = pointer.rfind('/', end - 1)) {
    const std::size_t slash = pointer.rfind('/', end - 1);
    const Json* list = json_edit::find(document, pointer.substr(0, slash));
    if (list != nullptr && list->is_array() && json_edit::find(document, pointer.substr(0, end)) == nullptr)
      return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> with_answers(FileId document, const AnswersFile& answers, FileId answers_file,
                                        const Sources& sources, Diagnostics& diagnostics) {
  const std::string& of = sources.file(answers_file).name;
  auto fail = [&](std::string why) {
    diagnostics.report(DiagnosticKind::AnswersMisfit, {}, fmt::format("the answers in `{}` {}", of, why))
        .with_help(
            "answer the questions of this document again with `precept "
            "ask`, or name its own answers");
    return std::nullopt;
  };
  const std::string& text = sources.file(document).text;
  const Json json = Json::parse(text, nullptr, false);
  const Json* kind = json_edit::find(json, "/kind");
  // Reading the document will report that it is not well-formed.
  if (json.is_discarded() || is_too_deep(text) || kind == nullptr || !kind->is_string()) return text;
  const std::string& name = sources.file(document).name;
  if (file_name(answers.document) != file_name(name) && name != "standard input")
    return fail(fmt::format("are to `{}`; the document is `{}`", text_for_message(answers.document), name));
  if (!answers.kind.empty() && kind->get<std::string>() != answers.kind)
    return fail(fmt::format("are to a `{}`; the document is a `{}`", text_for_message(answers.kind),
                            text_for_message(kind->get<std::string>())));
  const auto attested = attested_in(json);
  std::vector<std::string> attestations;
  std::vector<ValueAt> values;
  for (const Answer& answer : answers.answers) {
    if (!answer.judgement.empty()) {
      const auto other = attested.find({answer.judgement, without_faults(answer.about)});
      if (other == attested.end()) {
        attestations.push_back(attestation_json(answer));
      } else if (other->second != answer.value) {
        return fail(fmt::format(
            "attest `{}`{} otherwise than the document does", text_for_message(answer.judgement),
            answer.about.empty() ? "" : fmt::format(" about `{}`", text_for_message(answer.about))));
      }
      continue;
    }
    const Json* held = json_edit::find(json, answer.at);
    if (held == nullptr && is_of_missing_element(json, answer.at))
      return fail(
          fmt::format("give `{}`, and the document has no such element", text_for_message(answer.at)));
    if (held != nullptr && !held->is_null() && held->dump() != answer.value)
      return fail(
          fmt::format("give `{}`, where the document has another value", text_for_message(answer.at)));
    if (held == nullptr || held->is_null()) values.push_back({answer.at, Json::parse(answer.value)});
  }
  return splice(text, json, values, "/attestations", attestations);
}

}  // namespace precept
