#include "authoring/server/records/record_features.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "authoring/server/common/commands.h"
#include "authoring/server/records/record_place.h"
#include "authoring/server/records/record_policies.h"
#include "engine/input/endings.h"
#include "runtime/read/vocabulary.h"

namespace precept::server {

namespace {

/// Keeps what is told as text.
class TextSink : public rendering::Sink {
 public:
  void write(std::string_view text) override { text_ += text; }
  void write_mistakes(std::string_view text) override { text_ += text; }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

bool is_yaml(const Document& document) {
  return input::is_yaml_ending(input::lower_ending(document.path));
}

RecordPlace place_at(const Document& document, std::uint32_t offset) {
  return is_yaml(document) ? place_in_yaml(document.text, offset) : place_in_json(document.text, offset);
}

/// The kind of the document, with the policies that must live as long as it is used.
struct KnownKind {
  std::shared_ptr<const PoliciesForRecord> policies;
  const RecordKind* kind = nullptr;
};
KnownKind kind_known(const Context& context, const Document& document) {
  KnownKind known{.policies = policies_for(context, document.path, document.text)};
  std::string name = kind_in_text(document.text);
  if (name.empty()) name = known.policies->kind_of_project;
  known.kind = known.policies->kind(name);
  return known;
}

std::string meaning_of(const RecordField& field) {
  std::string meaning = fmt::format("`{}` : {}", field.name, field.type);
  if (!field.left_out.empty()) meaning += fmt::format("\n\nLeft out: {}.", field.left_out);
  if (!field.violated_by.empty())
    meaning += fmt::format("\n\nLeft out, it violates {}.", fmt::join(field.violated_by, ", "));
  return meaning;
}

/// The words that a field may have, with what they are called.
std::vector<std::pair<std::string, std::string>> words_of_field(const RecordKind& kind,
                                                                const RecordField& field) {
  constexpr std::size_t kMost = 300;
  const program::Form form =
      field.field->form == program::Form::List ? field.field->element : field.field->form;
  std::vector<std::pair<std::string, std::string>> words;
  const Program& program = *kind.program;
  if (form == program::Form::Enum || form == program::Form::Set) {
    for (const program::EnumMember& each :
         Program::in(program.enum_members, program.enums[field.field->id].members))
      words.emplace_back(program.text(each.name), program.text(each.label));
  } else if (form == program::Form::Key) {
    const Vocabulary vocabulary(program);
    for (const auto& [word, row] : vocabulary.key_spellings(field.field->id)) {
      if (words.size() < kMost)
        words.emplace_back(word, fmt::format("row of {}", vocabulary.table_name(field.field->id)));
    }
  }
  return words;
}

class RecordCompletion {
 public:
  RecordCompletion(const Context& context, const Document& document, std::uint32_t offset)
      : context_(context), document_(document), offset_(offset), place_(place_at(document, offset)) {}

  Json run() {
    const KnownKind known = kind_known(context_, document_);
    const bool is_kind_value = !place_.is_key && place_.path == std::vector<std::string>{"kind"};
    if (is_kind_value) {
      for (const RecordKind& each : known.policies->kinds) add_value(each.name, "a kind of document", false);
    } else if (known.kind == nullptr) {
      if (place_.is_key && place_.path.empty()) add_key("kind", "what the document is", "text");
    } else if (place_.is_key) {
      for (const RecordField& each : known.kind->fields_at(place_.path))
        if (!place_.taken.contains(each.name)) add_key(each.name, meaning_of(each), each.type);
      // In YAML an element of a list of words looks like a key that is being written.
      if (is_yaml(document_) && !place_.path.empty() && place_.path.back() == "*") values(*known.kind);
    } else {
      values(*known.kind);
    }
    return {{"isIncomplete", false}, {"items", std::move(items_)}};
  }

 private:
  void values(const RecordKind& kind) {
    const auto field = kind.field_at(place_.path);
    if (!field) return;
    if (field->field->form == program::Form::Truth) {
      add_value("true", "yes", true);
      add_value("false", "no", true);
    }
    for (const auto& [word, label] : words_of_field(kind, *field)) add_value(word, label, false);
  }

  void add(const std::string& label, int kind, const std::string& detail, std::string text) {
    const std::uint32_t end = std::max(place_.end, offset_);
    Json item = {
        {"label", label},
        {"kind", kind},
        {"detail", detail},
        {"filterText", document_.text.starts_with("\"") ? label : (place_.is_quoted ? "\"" + label : label)},
        {"textEdit",
         text_edit(range_json(document_, std::min(place_.begin, offset_), end, context_.encoding()),
                   std::move(text))}};
    items_.push_back(std::move(item));
  }
  void add_key(const std::string& name, const std::string& meaning, const std::string& type) {
    constexpr int kFieldKind = 5;
    // Where a key stands already, its colon does, too.
    const bool has_colon = !place_.key.empty() && place_.end < document_.text.size() &&
                           document_.text.find_first_not_of(' ', place_.end) != std::string::npos &&
                           document_.text[document_.text.find_first_not_of(' ', place_.end)] == ':';
    const std::string text = is_yaml(document_) ? name : fmt::format("\"{}\"", name);
    add(name, kFieldKind, type, has_colon ? text : text + ": ");
    items_.back()["documentation"] = markdown(meaning);
  }
  void add_value(const std::string& word, const std::string& label, bool is_bare) {
    constexpr int kMemberKind = 20;
    add(word, kMemberKind, label, is_yaml(document_) || is_bare ? word : fmt::format("\"{}\"", word));
  }

  const Context& context_;
  const Document& document_;
  std::uint32_t offset_;
  RecordPlace place_;
  Json items_ = Json::array();
};

}  // namespace

Json complete_in_record(const Context& context, const Document& document, std::uint32_t offset) {
  return RecordCompletion(context, document, offset).run();
}

Json hover_in_record(const Context& context, const Document& document, const Json& params) {
  const Position at = position_of(member(params, "position"));
  const std::uint32_t offset = document.lines.offset(document.text, at, context.encoding());
  const RecordPlace place = place_at(document, offset);
  const KnownKind known = kind_known(context, document);
  if (known.kind == nullptr || place.begin == place.end) return nullptr;
  std::vector<std::string> path = place.path;
  if (place.is_key) path.push_back(place.key);
  const auto field = known.kind->field_at(path);
  if (!field) return nullptr;
  std::string meaning = meaning_of(*field);
  std::string word = document.text.substr(place.begin, place.end - place.begin);
  if (place.is_quoted && word.size() >= 2) word = word.substr(1, word.size() - 2);
  for (const auto& [each, label] : words_of_field(*known.kind, *field)) {
    if (!place.is_key && each == word && !label.empty()) meaning += fmt::format("\n\n`{}`: {}", each, label);
  }
  return {{"contents", markdown(std::move(meaning))},
          {"range", range_json(document, place.begin, place.end, context.encoding())}};
}

Json lenses_of_record(const Context& context, const Document& document) {
  Json result = Json::array();
  const KnownKind known = kind_known(context, document);
  if (known.kind == nullptr || known.policies->engine.has_errors()) return result;
  DocumentCheck check = known.policies->engine.open_text(document.path.string(), document.text);
  const DocumentReport& report = check.check();
  const Json start = range_json(document, 0, 0, context.encoding());
  const std::string verdict = report.verdict ? std::string(to_string(*report.verdict)) : "not checked";
  result.push_back(
      lens_json(start, verdict + ": why", kExplain, {{"uri", document.uri}, {"document", document.uri}}));
  std::set<std::string> told;
  for (const Finding& each : report.findings) {
    if (each.outcome != Outcome::Violated || !told.insert(each.clause).second) continue;
    result.push_back(lens_json(start, each.clause + ": why", kExplain,
                               {{"uri", document.uri}, {"document", document.uri}, {"clause", each.clause}}));
  }
  return result;
}

bool is_of_policy(const Document& document, const PolicyState& policy) {
  const model::Model* model = policy.model_or_last();
  const std::string kind = kind_in_text(document.text);
  return model != nullptr && !kind.empty() &&
         std::ranges::any_of(model->sections, [&](const model::Section& each) {
           return model->records[each.record].name == kind;
         });
}

std::string explanation_of(const Context& context, const std::filesystem::path& file, const std::string& text,
                           const std::string& clause) {
  const auto policies = policies_for(context, file, text);
  if (policies->engine.policies().empty() || policies->engine.has_errors())
    throw RequestError(ErrorCode::RequestFailed, "no policy without mistakes is around this document");
  DocumentCheck check = policies->engine.open_text(file.string(), text);
  const Explanation explanation = check.explain({.clause = clause});
  if (!explanation.answer) {
    const std::vector<Mistake> mistakes = check.mistakes(explanation.report.diagnostics);
    throw RequestError(ErrorCode::RequestFailed,
                       mistakes.empty() ? "the document was not checked" : mistakes.front().message);
  }
  TextSink told;
  check.tell(explanation, Form::Text, {}, told);
  return told.text();
}

}  // namespace precept::server
