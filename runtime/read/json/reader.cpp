#include "runtime/read/json/reader.h"

#include <fmt/format.h>

#include "base/decimal.h"
#include "base/moment.h"
#include "runtime/read/json_text.h"

namespace precept {

using program::Form;

JsonReader::JsonReader(JsonStructure& tokens, Mistakes& mistakes, const Program& program, Document& document,
                       std::string_view text, const TrustRules& trust)
    : JsonWalker(tokens, mistakes),
      program_(program),
      unit_(program.units[document.unit]),
      document_(document),
      text_(text),
      vocabulary_(program),
      writer_(program, document),
      root_(reading_schema(program, unit_, writer_, vocabulary_)),
      trust_(trust),
      attestations_(tokens, mistakes, program, document, trust) {}

void JsonReader::read() {
  if (tokens_.at_end() && !tokens_.problem()) {
    mistakes_.report(DiagnosticKind::DocumentEmpty, 0, 0, "the document is empty")
        .with_help("a document is an object with its fields, in braces");
    return;
  }
  if (tokens_.kind() != '{') {
    std::size_t begin = tokens_.offset();
    std::string_view token = tokens_.scalar();
    if (!skip_value()) return;
    mistakes_.report(
        DiagnosticKind::DocumentType, begin, begin + token.size(),
        "the document is " + describe_json(token) + "; " + form_rule(Form::Object, root_->record));
    return;
  }
  if (!read_object(*root_, 0) || !nothing_follows()) return;
  writer_.finish();
  attestations_.check(text_, dates_);
}

bool JsonReader::read_object(ObjectSchema& schema, std::uint32_t row) {
  if (++depth_ > kMaxDepth) return too_deep();
  std::uint32_t begin = tokens_.offset();
  OpenValue here{open_, begin, &schema};
  open_ = &here;
  tokens_.advance();
  std::size_t seen = 0;
  std::uint32_t* guess = &schema.first;
  bool more = tokens_.kind() != '}';
  if (!more) tokens_.advance();
  while (more) {
    FieldSchema* field = nullptr;
    std::uint32_t key = tokens_.offset();
    if (*guess < schema.fields.size() && schema.fields[*guess].image.matches(tokens_.token())) {
      field = &schema.fields[*guess];
      tokens_.advance();
      if (!colon()) return false;
    } else {
      if (!find_field(schema, field)) return false;
      if (field != nullptr) *guess = static_cast<std::uint32_t>(field - schema.fields.data());
    }
    if (field == nullptr) {
      // The field is unknown: find_field has reported it and skipped its value.
    } else if (field->seen > begin) {
      if (!skip_value() || !duplicate_field(*field, key)) return false;
    } else {
      field->seen = key;
      guess = &field->next;
      ++seen;
      if (!read_value(*field, row)) return false;
    }
    if (!separator('}', more)) return false;
  }
  if (seen != schema.fields.size()) write_missing_fields(schema, begin, row);
  --depth_;
  open_ = here.outer;
  return true;
}

/// Finds the field that the current key names, and goes to its value. An unknown field is reported, its value
/// is skipped, and `field` is null.
bool JsonReader::find_field(ObjectSchema& schema, FieldSchema*& field) {
  if (tokens_.kind() != '"') return syntax_error("the name of a field");
  Span place = mistakes_.span(tokens_.offset(), tokens_.offset() + tokens_.scalar().size());
  auto name = text();
  if (!name) return false;
  std::int32_t index = schema.names.find_padded(*name);
  if (index == NameTable::kAbsentName) {
    std::string word(*name);
    tokens_.advance();
    return colon() && skip_value() && unknown_field(schema, word, place);
  }
  field = &schema.fields[static_cast<std::size_t>(index)];
  tokens_.advance();
  return colon();
}

void JsonReader::write_missing_fields(ObjectSchema& schema, std::uint32_t begin, std::uint32_t row) {
  for (FieldSchema& field : schema.fields) {
    if (field.seen <= begin) write_missing(program_, field, row, WhyMissing::Absent);
  }
}

bool JsonReader::read_value(FieldSchema& field, std::uint32_t row) {
  switch (field.built_in) {
    case BuiltIn::Kind:
      return read_kind();
    case BuiltIn::Attestations:
      return attestations_.read();
    case BuiltIn::No:
      break;
  }
  if (tokens_.kind() == 'n' && tokens_.scalar() == "null") return read_null(field, row);
  if (field.field->form == Form::List) return read_list(field, row);
  if (field.field->form == Form::Object) return read_record(field, row);
  return read_scalar(field, field.field->form, field.column, row);
}

bool JsonReader::read_null(FieldSchema& field, std::uint32_t row) {
  bool is_none = field.field->or_none != 0 || field.field->if_absent == program::IfAbsent::None;
  write_missing(program_, field, row, is_none ? WhyMissing::None : WhyMissing::Unknown);
  tokens_.advance();
  return true;
}

bool JsonReader::read_record(FieldSchema& field, std::uint32_t row) {
  if (tokens_.kind() != '{') {
    write_missing(program_, field, row, WhyMissing::Unknown);
    return wrong_type(field, Form::Object, false);
  }
  if (field.column != nullptr) field.column->code(row, 0);
  return read_object(*field.object, row);
}

bool JsonReader::read_list(FieldSchema& field, std::uint32_t row) {
  if (tokens_.kind() != '[') {
    write_missing(program_, field, row, WhyMissing::Unknown);
    return wrong_type(field, Form::List, false);
  }
  if (field.column != nullptr) field.column->code(row, 0);
  OpenValue here{open_, tokens_.offset()};
  open_ = &here;
  tokens_.advance();
  bool more = tokens_.kind() != ']';
  if (!more) tokens_.advance();
  while (more) {
    if (!read_element(field) || !separator(']', more)) return false;
  }
  if (field.level != nullptr) field.level->end_parent();
  open_ = here.outer;
  return true;
}

bool JsonReader::read_element(FieldSchema& field) {
  std::uint32_t row = field.level == nullptr ? 0 : field.level->add_row(tokens_.offset());
  Form form = field.field->element;
  if (form != Form::Object) return read_scalar(field, form, field.elements, row);
  if (tokens_.kind() == '{') return read_object(*field.object, row);
  for (FieldSchema& inner : field.object->fields) write_missing(program_, inner, row, WhyMissing::Unknown);
  return wrong_type(field, form, true);
}

bool JsonReader::read_scalar(FieldSchema& field, Form form, ColumnWriter* column, std::uint32_t row) {
  switch (form) {
    case Form::Truth:
      return read_truth(field, column, row);
    case Form::Int:
    case Form::Duration:
    case Form::Months:
      return read_integer(field, form, column, row);
    case Form::Number:
      return read_number(field, column, row);
    case Form::Date:
      return read_date(field, column, row);
    case Form::Moment:
      return read_moment(field, column, row);
    case Form::Hours:
      return read_hours(field, column, row);
    case Form::Text:
      return read_text(field, column, row);
    case Form::Enum:
    case Form::Key:
      return read_name(field, form, column, row);
    case Form::Set:
      return read_set(field, column, row);
    case Form::Object:
    case Form::List:
      break;
  }
  return wrong_type(field, form, true);
}

bool JsonReader::read_truth(FieldSchema& field, ColumnWriter* column, std::uint32_t row) {
  std::string_view token = tokens_.scalar();
  bool yes = token == "true";
  if (!yes && token != "false") {
    if (column != nullptr) column->unknown(row);
    return wrong_type(field, Form::Truth, field.field->form == Form::List);
  }
  if (column != nullptr) column->code(row, yes ? 1 : 0);
  tokens_.advance();
  return true;
}

bool JsonReader::read_integer(FieldSchema& field, Form form, ColumnWriter* column, std::uint32_t row) {
  std::string_view token = tokens_.scalar();
  auto value = parse_json_integer(token);
  if (value) {
    if (column != nullptr) column->integer(row, *value);
    tokens_.advance();
    return true;
  }
  if (column != nullptr) column->unknown(row);
  if (!is_json_number(token)) return wrong_type(field, form, field.field->form == Form::List);
  bool is_whole = token.find_first_of(".eE") == std::string_view::npos;
  std::size_t begin = tokens_.offset();
  mistakes_
      .report(DiagnosticKind::DocumentNumber, begin, begin + token.size(),
              fmt::format("`{}` is {}", shortened(token),
                          is_whole ? "beyond the 64 bits of an int" : "no whole number"))
      .with_help(is_whole ? "" : "a whole number is written in digits, without fraction and exponent");
  tokens_.advance();
  return !mistakes_.enough();
}

bool JsonReader::read_number(FieldSchema& field, ColumnWriter* column, std::uint32_t row) {
  std::string_view token = tokens_.scalar();
  const auto parts = is_json_number(token) ? parse_json_decimal(token) : std::nullopt;
  if (parts) {
    if (column != nullptr) column->integer(row, *parts);
    tokens_.advance();
    return true;
  }
  if (column != nullptr) column->unknown(row);
  if (!is_json_number(token)) return wrong_type(field, Form::Number, field.field->form == Form::List);
  std::size_t begin = tokens_.offset();
  mistakes_
      .report(DiagnosticKind::DocumentDecimals, begin, begin + token.size(),
              fmt::format("`{}` has more than six digits behind the point, or too many before it",
                          shortened(token)))
      .with_help("a number is held in millionths of 64 bits, and is never rounded");
  tokens_.advance();
  return !mistakes_.enough();
}

std::string JsonReader::date_mistake_help(const FieldSchema& field, std::string_view text) const {
  bool is_element = field.field->form == Form::List;
  std::string absent = is_element ? "" : absence_help(tokens_.scalar(), field.field->or_none != 0);
  return absent.empty() ? date_help(text) : absent;
}

bool JsonReader::read_date(FieldSchema& field, ColumnWriter* column, std::uint32_t row) {
  if (tokens_.kind() != '"') {
    if (column != nullptr) column->unknown(row);
    return wrong_type(field, Form::Date, field.field->form == Form::List);
  }
  auto text = this->text();
  if (!text) return false;
  auto day = parse_date(*text);
  if (column != nullptr) column->code(row, day.value_or(kUnknown));
  if (day && depth_ == 1 && field.name == "date") {
    dates_.own = *day;
  } else if (day) {
    dates_.add(*day);
  }
  if (!day) {
    std::size_t begin = tokens_.offset();
    mistakes_
        .report(DiagnosticKind::DocumentDate, begin, begin + tokens_.scalar().size(),
                text->empty() ? "a text with nothing in it is no day of the calendar"
                              : fmt::format("`{}` is no day of the calendar", shortened(*text)))
        .with_help(date_mistake_help(field, *text));
  }
  tokens_.advance();
  return day || !mistakes_.enough();
}

bool JsonReader::read_moment(FieldSchema& field, ColumnWriter* column, std::uint32_t row) {
  if (tokens_.kind() != '"') {
    if (column != nullptr) column->unknown(row);
    return wrong_type(field, Form::Moment, field.field->form == Form::List);
  }
  auto text = this->text();
  if (!text) return false;
  const auto moment = parse_moment(*text);
  if (column != nullptr) moment ? column->integer(row, *moment) : column->unknown(row);
  if (moment) dates_.add(static_cast<Day>(moment::local_day(*moment)));
  if (!moment) {
    const bool is_element = field.field->form == Form::List;
    std::string help = is_element ? "" : absence_help(tokens_.scalar(), field.field->or_none != 0);
    if (help.empty() && parse_date(*text)) help = "say the time of that day, too, and its offset from UTC";
    if (const std::string meant = moment_as_written(*text); help.empty() && !meant.empty())
      help = "write \"" + meant + "\"";
    if (help.empty()) help = help_for(moment.error());
    std::size_t begin = tokens_.offset();
    mistakes_
        .report(DiagnosticKind::DocumentMoment, begin, begin + tokens_.scalar().size(),
                text->empty() ? "a text with nothing in it is no date and time"
                              : fmt::format("`{}` {}", shortened(*text), in_words(moment.error())))
        .with_help(std::move(help));
  }
  tokens_.advance();
  return moment || !mistakes_.enough();
}

bool JsonReader::read_hours(FieldSchema& field, ColumnWriter* column, std::uint32_t row) {
  if (tokens_.kind() != '"') {
    if (column != nullptr) column->unknown(row);
    return wrong_type(field, Form::Hours, field.field->form == Form::List);
  }
  auto text = this->text();
  if (!text) return false;
  const auto seconds = parse_hours(*text);
  if (column != nullptr) seconds ? column->integer(row, *seconds) : column->unknown(row);
  if (!seconds) {
    const bool is_element = field.field->form == Form::List;
    std::string help = is_element ? "" : absence_help(tokens_.scalar(), field.field->or_none != 0);
    std::size_t begin = tokens_.offset();
    mistakes_
        .report(DiagnosticKind::DocumentHours, begin, begin + tokens_.scalar().size(),
                text->empty() ? "a text with nothing in it is no length of time"
                              : fmt::format("`{}` is no length of time", shortened(*text)))
        .with_help(help.empty() ? hours_help(*text) : std::move(help));
  }
  tokens_.advance();
  return seconds || !mistakes_.enough();
}

bool JsonReader::read_text(FieldSchema& field, ColumnWriter* column, std::uint32_t row) {
  if (tokens_.kind() != '"') {
    if (column != nullptr) column->unknown(row);
    return wrong_type(field, Form::Text, field.field->form == Form::List);
  }
  auto seen = seen_text();
  if (!seen) return false;
  // The text that a fix proposes for a person to replace is no evidence.
  bool is_blank = seen->is_sound && (seen->text.empty() || (!trust_.is_trial && seen->text == kToBeFilledIn));
  if (is_blank && !blank_text(field)) return false;
  if (column != nullptr) {
    std::int32_t code = !seen->is_sound || is_blank ? kUnknown
                        : column->raw()             ? static_cast<std::int32_t>(tokens_.offset())
                                                    : document_.texts.intern(seen->text);
    column->code(row, code);
  }
  tokens_.advance();
  return true;
}

bool JsonReader::read_name(FieldSchema& field, Form form, ColumnWriter* column, std::uint32_t row) {
  std::int32_t code = kUnknown;
  bool is_name = tokens_.kind() == '"' ||
                 (form == Form::Key && field.numeric_keys && parse_json_integer(tokens_.scalar()));
  if (is_name && !name_code(field, form, code)) return false;
  if (column != nullptr) column->code(row, code);
  if (!is_name) return wrong_type(field, form, field.field->form == Form::List);
  tokens_.advance();
  return true;
}

bool JsonReader::read_set(FieldSchema& field, ColumnWriter* column, std::uint32_t row) {
  std::uint64_t mask = 0;
  if (tokens_.kind() != '[') {
    if (column != nullptr) column->unknown(row);
    return wrong_type(field, Form::Set, field.field->form == Form::List);
  }
  tokens_.advance();
  bool more = tokens_.kind() != ']';
  if (!more) tokens_.advance();
  while (more) {
    std::int32_t code = kUnknown;
    if (tokens_.kind() != '"') {
      if (!wrong_type(field, Form::Enum, true)) return false;
    } else {
      if (!name_code(field, Form::Enum, code)) return false;
      tokens_.advance();
    }
    if (code >= 0) mask |= 1ull << code;
    if (!separator(']', more)) return false;
  }
  if (column != nullptr) column->set(row, mask);
  return true;
}

/// The code of the member or key at the current token. Where there is none, that is reported and the code is
/// kUnknown.
bool JsonReader::name_code(FieldSchema& field, Form form, std::int32_t& code) {
  std::string_view token = tokens_.scalar();
  bool is_text = token.front() == '"' && token.size() >= 2;
  code = field.names->find_padded(is_text ? token.substr(1, token.size() - 2) : token);
  if (code >= 0) return true;
  SeenText word{token};
  if (is_text) {
    auto seen = seen_text();
    if (!seen) return false;
    word = *seen;
  }
  code = kUnknown;
  if (!word.is_sound) return true;
  std::int32_t found = field.names->find(word.text);
  if (found < 0) return unknown_name(field, form, word.text);
  code = found;
  return true;
}

bool JsonReader::read_kind() {
  std::size_t begin = tokens_.offset();
  std::string_view token = tokens_.scalar();
  std::string_view kind = program_.text(unit_.kind);
  if (tokens_.kind() != '"') {
    if (!skip_value()) return false;
    mistakes_
        .report(DiagnosticKind::DocumentType, begin, begin + token.size(),
                "`kind` is " + describe_json(token) + "; " + form_rule(Form::Text, {}))
        .with_help(fmt::format("write \"{}\"", kind));
    return !mistakes_.enough();
  }
  auto text = this->text();
  if (!text) return false;
  if (*text != kind) {
    mistakes_.report(DiagnosticKind::DocumentKind, begin, begin + token.size(),
                     "the document is a `" + shortened(*text) + "`, but is to be checked as a `" +
                         std::string(kind) + "`");
  }
  tokens_.advance();
  return !mistakes_.enough();
}

}  // namespace precept
