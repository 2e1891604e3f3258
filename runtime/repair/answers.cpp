#include "runtime/repair/answers.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/json_edit.h"
#include "runtime/read/json.h"
#include "runtime/repair/fields.h"

namespace precept {

using json_edit::Json;

namespace {

std::string text_in(const Json& object, const char* key) {
  auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Answers are values of a document's fields: what is nested deeper is none, and is not walked through.
bool is_too_deep(std::string_view text) {
  constexpr std::size_t kMostDepth = 64;
  std::size_t depth = 0;
  bool is_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_string && text[i] == '\\') ++i;
    if (i < text.size() && text[i] == '"') is_string = !is_string;
    if (is_string || i >= text.size()) continue;
    if (text[i] == '[' || text[i] == '{') ++depth;
    if ((text[i] == ']' || text[i] == '}') && depth > 0) --depth;
    if (depth > kMostDepth) return true;
  }
  return false;
}

/// The attestation or value as an answer; nothing where it lacks something.
std::optional<Answer> answer_of(const Json& json, bool is_judgement) {
  if (!json.is_object() || !json.contains("value")) return std::nullopt;
  Answer answer{.value = json["value"].dump(), .by = text_in(json, "by"), .date = text_in(json, "date")};
  answer.reason = text_in(json, "reason");
  if (is_judgement) {
    answer.judgement = text_in(json, "judgement");
    answer.about = text_in(json, "about");
    answer.signature = text_in(json, "signature");
    if (!json["value"].is_boolean()) return std::nullopt;
  } else {
    answer.at = text_in(json, "at");
    if (!answer.at.starts_with('/')) return std::nullopt;
  }
  bool is_whole = !answer.by.empty() && !answer.date.empty() && (!is_judgement || !answer.judgement.empty());
  return is_whole ? std::optional(std::move(answer)) : std::nullopt;
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

std::optional<AnswersFile> read_answers(FileId file, const Sources& sources, Diagnostics& diagnostics) {
  const std::string& name = sources.file(file).name;
  auto fail = [&](std::string why) {
    diagnostics.report(DiagnosticKind::AnswersMalformed, {}, fmt::format("`{}` {}", name, why))
        .with_help("`precept ask` writes such files");
    return std::nullopt;
  };
  if (is_too_deep(sources.file(file).text)) return fail("is nested too deeply");
  Json json = Json::parse(sources.file(file).text, nullptr, false);
  if (json.is_discarded()) return fail("is not well-formed JSON");
  AnswersFile read{
      .document = json.is_object() ? text_in(json, "answers_to") : "", .kind = {}, .answers = {}};
  if (read.document.empty())
    return fail("holds no answers: it does not say to which document (`answers_to`)");
  read.kind = text_in(json, "kind");
  for (const char* list : {"attestations", "values"}) {
    if (!json.contains(list)) continue;
    if (!json[list].is_array()) return fail(fmt::format("is no file of answers: its `{}` is no list", list));
    for (std::size_t i = 0; i < json[list].size(); ++i) {
      auto answer = answer_of(json[list][i], std::string_view(list) == "attestations");
      if (!answer)
        return fail(
            fmt::format("has an answer (`/{}/{}`) without what it is "
                        "about, its value, `by` or `date`",
                        list, i));
      read.add(std::move(*answer));
    }
  }
  return read;
}

namespace {

/// A text with values written into it, without a new line.
class Splicer {
 public:
  Splicer(std::string name, std::string text) : name_(std::move(name)), text_(std::move(text)) { parse(); }

  const Json* find(std::string_view pointer) const { return json_edit::find(document_, pointer); }
  const std::string& text() const { return text_; }

  /// Puts a value where there is none, or null; what is around it is made.
  void put(std::string pointer, std::string value) {
    if (find(pointer) != nullptr) return replace(pointer, value);
    while (true) {
      std::size_t slash = pointer.rfind('/');
      std::string key = json_string(unescaped(pointer.substr(slash + 1)));
      std::string around = pointer.substr(0, slash);
      const Json* at = find(around);
      if (at != nullptr && at->is_object()) return insert(around, key + ": " + value, at->empty());
      value = "{" + key + ": " + value + "}";
      pointer = around;
      if (at != nullptr) return replace(pointer, value);
    }
  }
  void append(const std::string& list, const std::string& value) {
    const Json* at = find(list);
    if (at == nullptr || !at->is_array()) return put(list, "[" + value + "]");
    insert(list, value, at->empty());
  }

 private:
  static std::string unescaped(std::string_view token) {
    std::string result;
    for (std::size_t i = 0; i < token.size(); ++i) {
      bool is_escape = token[i] == '~' && i + 1 < token.size();
      result += !is_escape ? token[i] : token[++i] == '0' ? '~' : '/';
    }
    return result;
  }

  void parse() { document_ = Json::parse(text_, nullptr, false); }

  std::pair<std::size_t, std::size_t> span(std::string_view pointer) const {
    std::size_t first = text_.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    if (pointer.empty()) return {first, text_.find_last_not_of(" \t\r\n") + 1};
    Sources sources;
    FileId file = sources.add(name_, text_);
    Span span = find_json_value(file, sources, static_cast<std::uint32_t>(first), pointer);
    return {span.begin, span.end};
  }

  void replace(std::string_view pointer, const std::string& value) {
    auto [begin, end] = span(pointer);
    text_.replace(begin, end - begin, value);
    parse();
  }

  /// Before the closing bracket.
  void insert(std::string_view around, const std::string& item, bool is_first) {
    auto [begin, end] = span(around);
    bool is_long = end == begin + 1;  // of something long only the opening bracket is told
    if (is_long) {
      // It then stands first; the order of members and attestations does not
      // matter.
      text_.insert(end, item + (is_first ? "" : ", "));
    } else {
      text_.insert(end - 1, (is_first ? "" : ", ") + item);
    }
    parse();
  }

  std::string name_, text_;
  Json document_;
};

/// Whether the document says otherwise; `is_there` where it says the same.
bool contradicts(const Splicer& document, const Answer& answer, bool& is_there) {
  const Json* attestations = document.find("/attestations");
  if (attestations == nullptr || !attestations->is_array()) return false;
  for (const Json& other : *attestations) {
    if (!other.is_object() || text_in(other, "judgement") != answer.judgement ||
        text_in(other, "about") != answer.about || !other.contains("value"))
      continue;
    is_there = other["value"].dump() == answer.value;
    if (!is_there) return true;
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
  Splicer splicer(sources.file(document).name, sources.file(document).text);
  const Json* kind = splicer.find("/kind");
  // A document that is none is told of when it is read.
  if (kind == nullptr || !kind->is_string()) return splicer.text();
  if (!answers.kind.empty() && kind->get<std::string>() != answers.kind)
    return fail(fmt::format("are to a `{}`; the document is a `{}`", answers.kind, kind->get<std::string>()));
  for (const Answer& answer : answers.answers) {
    if (!answer.judgement.empty()) {
      bool is_there = false;
      if (contradicts(splicer, answer, is_there)) {
        return fail(fmt::format("attest `{}`{} otherwise than the document does", answer.judgement,
                                answer.about.empty() ? "" : fmt::format(" about `{}`", answer.about)));
      }
      if (!is_there) splicer.append("/attestations", attestation_json(answer));
      continue;
    }
    const Json* held = splicer.find(answer.at);
    if (held != nullptr && !held->is_null()) {
      if (held->dump() == answer.value) continue;
      return fail(fmt::format("give `{}`, where the document has another value", answer.at));
    }
    // An element that is not there cannot be given a value.
    std::string around = answer.at.substr(0, answer.at.rfind('/'));
    std::size_t slash = around.rfind('/');
    bool is_element = slash != std::string::npos && splicer.find(around.substr(0, slash)) != nullptr &&
                      splicer.find(around.substr(0, slash))->is_array();
    if (is_element && splicer.find(around) == nullptr)
      return fail(fmt::format("give `{}`, and the document has no `{}`", answer.at, around));
    splicer.put(answer.at, answer.value);
  }
  return splicer.text();
}

}  // namespace precept
