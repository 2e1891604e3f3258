// Reports values that do not fit the schema.
#include <fmt/format.h>

#include "base/suggest.h"
#include "runtime/read/json/reader.h"
#include "runtime/read/json_text.h"

namespace precept {

using program::Form;

namespace {

/// A message lists no more fields than this.
constexpr std::size_t kMostListed = 14;

}  // namespace

/// The type that a message names: the enum, table or record.
std::string_view JsonReader::type_name(const FieldSchema& field, Form form) const {
  switch (form) {
    case Form::Enum:
    case Form::Set:
      return vocabulary_.enum_name(field.field->id);
    case Form::Key:
      return vocabulary_.table_name(field.field->id);
    case Form::Object:
      return field.object->record;
    case Form::Truth:
    case Form::Int:
    case Form::Number:
    case Form::Date:
    case Form::Duration:
    case Form::Months:
    case Form::Moment:
    case Form::Hours:
    case Form::Text:
    case Form::List:
      return {};
  }
  return {};
}

/// Reports that the current value is not of the form, and skips it.
bool JsonReader::wrong_type(const FieldSchema& field, Form form, bool is_element) {
  std::size_t begin = tokens_.offset();
  std::string_view token = tokens_.scalar();
  if (!skip_value()) return false;
  std::string subject = (is_element ? "an element of " : "") + in_backticks(field.name);
  auto& diagnostic = mistakes_.report(
      DiagnosticKind::DocumentType, begin, begin + token.size(),
      subject + " is " + describe_json(token) + "; " + form_rule(form, type_name(field, form)));
  diagnostic.help = form_help(form, token);
  // A text can be rewritten as a list only where the elements are texts or names.
  const Form element = field.field->element;
  bool is_of_words = element == Form::Text || element == Form::Enum || element == Form::Key;
  if (form == Form::List && !is_of_words) diagnostic.help.clear();
  std::string absent = is_element ? "" : absence_help(token, field.field->or_none != 0);
  if (!absent.empty()) diagnostic.help = std::move(absent);
  bool is_word = !token.empty() && token[0] == '"';
  if (form == Form::Enum && !is_word) diagnostic.help = vocabulary_.member_help(field.field->id, "");
  if (token == "null") diagnostic.help = "leave the element out";
  return !mistakes_.enough();
}

/// The innermost object around the current one whose record has such a field.
const OpenValue* JsonReader::enclosing_with(std::string_view name) const {
  for (const OpenValue* open = open_->outer; open != nullptr; open = open->outer) {
    if (open->schema != nullptr && open->schema->names.find(name) != NameTable::kAbsentName) return open;
  }
  return nullptr;
}

bool JsonReader::unknown_field(const ObjectSchema& schema, std::string_view name, Span place) {
  std::vector<std::string_view> names;
  for (const FieldSchema& field : schema.fields) names.push_back(field.name);
  std::string help = did_you_mean(name, names);
  const OpenValue* enclosing = enclosing_with(name);
  if (enclosing != nullptr) {
    // Most likely a brace is missing. Then only the first field is reported, not all that follow.
    if (unclosed_at_ == open_->begin) return true;
    unclosed_at_ = open_->begin;
    help = fmt::format("{} has it; is a `}}` missing before it?", with_article(enclosing->schema->record));
  }
  // Editors look for it in what they edit; documents are looked at whole, and nobody looks at this.
  if (name == "$schema")
    help = "tell the editor by its settings which documents the schema is of (docs/schema.md)";
  if (help.empty() && names.size() <= kMostListed) help = "its fields are " + enumerated(names);
  mistakes_
      .report(DiagnosticKind::DocumentField, place.begin, place.end,
              with_article(schema.record) + " has no field " + in_backticks(name))
      .with_help(std::move(help));
  return !mistakes_.enough();
}

bool JsonReader::duplicate_field(const FieldSchema& field, std::uint32_t again) {
  Span place = string_span(again);
  mistakes_
      .report(DiagnosticKind::DocumentDuplicateKey, place.begin, place.end,
              in_backticks(field.name) + " is given twice")
      .label(string_span(field.seen), "first given here");
  return !mistakes_.enough();
}

/// The current text is blank. That is missing evidence, except for a `name` and for an element of a list,
/// where it is reported as a mistake.
bool JsonReader::blank_text(const FieldSchema& field) {
  bool is_element = field.field->form == Form::List;
  if (!is_element && field.name != "name") return true;
  std::size_t begin = tokens_.offset(), end = begin + tokens_.scalar().size();
  std::string subject = (is_element ? "an element of " : "") + in_backticks(field.name);
  mistakes_.report(DiagnosticKind::BlankText, begin, end, subject + " is a text with nothing in it")
      .with_help(is_element ? "leave the element out"
                            : "write the name; where it is not known leave the field out");
  return !mistakes_.enough();
}

bool JsonReader::unknown_name(const FieldSchema& field, Form form, std::string_view word) {
  std::size_t begin = tokens_.offset(), end = begin + tokens_.scalar().size();
  std::string type = in_backticks(type_name(field, form));
  bool is_element = field.field->form == Form::List || field.field->form == Form::Set;
  std::string absent =
      is_element ? "" : absence_help("\"" + std::string(word) + "\"", field.field->or_none != 0);
  if (form == Form::Key) {
    mistakes_.report(DiagnosticKind::DocumentKey, begin, end, type + " has no key " + in_backticks(word))
        .with_help(absent.empty() ? vocabulary_.key_help(field.field->id, word) : absent);
  } else {
    mistakes_
        .report(DiagnosticKind::DocumentEnumMember, begin, end, type + " has no member " + in_backticks(word))
        .with_help(absent.empty() ? vocabulary_.member_help(field.field->id, word) : absent);
  }
  return !mistakes_.enough();
}

/// The string that begins at a byte of the document, with its quotes.
Span JsonReader::string_span(std::uint32_t begin) const {
  std::size_t end = begin + 1;
  while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
  return mistakes_.span(begin, std::min(end + 1, text_.size()));
}

}  // namespace precept
