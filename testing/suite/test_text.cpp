#include "testing/suite/test_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/decimal.h"
#include "base/moment.h"
#include "compiler/ast/written_name.h"
#include "testing/suite/differences.h"

namespace precept::testing {

using model::TypeKind;

namespace {

constexpr std::size_t kWidth = 108;
constexpr std::size_t kMostChanges = 6;

/// Writes values as tests write them. Remembers whether a value could not be written.
class Writer {
 public:
  explicit Writer(const model::Model& model) : model_(model) {}

  bool failed() const { return failed_; }

  /// Writes the value on one line where it fits behind `indent`, else each element or field on its own line.
  std::string value(const Json& value, const model::Type& type, std::size_t indent) {
    std::string line = one_line(value, type);
    bool is_long = indent + line.size() > kWidth && value.is_structured() && !type.is(TypeKind::Set);
    return is_long ? lines(value, type, indent) : line;
  }
  /// `PT1H30M` as `90 minutes`: in the greatest unit that leaves nothing over.
  std::string hours(const Json& value) {
    const auto seconds = parse_hours(value.get<std::string>());
    if (!seconds) return fail();
    if (*seconds % moment::kHour == 0) return fmt::format("{} hours", *seconds / moment::kHour);
    if (*seconds % moment::kMinute == 0) return fmt::format("{} minutes", *seconds / moment::kMinute);
    return fmt::format("{} seconds", *seconds);
  }
  std::string one_line(const Json& value, const model::Type& type) {
    if (value.is_null()) return type.or_none ? "none" : fail();
    switch (type.kind) {
      case TypeKind::Truth:
        return value.is_boolean() ? (value.get<bool>() ? "yes" : "no") : fail();
      case TypeKind::Int:
        return value.is_number_integer() ? value.dump() : fail();
      case TypeKind::Number:
        return value.is_number() ? number(value) : fail();
      case TypeKind::Duration:
        return value.is_number_integer() ? value.dump() + " days" : fail();
      case TypeKind::Months:
        return value.is_number_integer() ? value.dump() + " months" : fail();
      case TypeKind::Date:
        return value.is_string() ? value.get<std::string>() : fail();
      case TypeKind::Moment:
        return value.is_string() ? value.get<std::string>() : fail();
      case TypeKind::Hours:
        return value.is_string() ? hours(value) : fail();
      case TypeKind::Enum:
        return value.is_string() ? ast::written_name(value.get<std::string>()) : fail();
      case TypeKind::Text:
      case TypeKind::Key:
        return value.is_string() ? in_quotes(value.get<std::string>()) : fail();
      case TypeKind::Set:
      case TypeKind::List:
      case TypeKind::Record:
        return value.is_structured() ? structure(value, type) : fail();
      case TypeKind::Error:
      case TypeKind::Row:
        break;
    }
    return fail();
  }

  std::string number(const Json& value) {
    const auto parts = parse_json_decimal(value.dump());
    return parts ? format_decimal(*parts) : fail();
  }

  /// Writes the fields of a record without braces, each on one line where it fits.
  std::vector<std::string> fields(const Json& object, const model::Record& record, std::size_t indent) {
    std::vector<std::string> result;
    for (const auto& [key, item] : object.items()) {
      const model::Field* field = find_field(record, key);
      bool is_unknown = field == nullptr || (item.is_null() && !field->type.or_none);
      if (is_unknown) {
        fail();
        continue;
      }
      result.push_back(fmt::format("{}: {}", key, value(item, field->type, indent + key.size() + 2)));
    }
    return result;
  }

 private:
  std::string fail() {
    failed_ = true;
    return "none";
  }

  static std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string result;
    for (const std::string& part : parts) result += fmt::format("{}{}", result.empty() ? "" : between, part);
    return result;
  }

  std::string structure(const Json& value, const model::Type& type) {
    std::vector<std::string> parts;
    if (type.is(TypeKind::Record)) {
      if (!value.is_object()) return fail();
      parts = fields(value, model_.records[type.id], 0);
      return fmt::format("{{{}}}", joined(parts, ", "));
    }
    if (!value.is_array()) return fail();
    model::Type member{.kind = TypeKind::Enum, .id = type.id};
    const model::Type& element = type.is(TypeKind::Set) ? member : *type.element;
    for (const Json& item : value) parts.push_back(one_line(item, element));
    return type.is(TypeKind::Set) ? fmt::format("{{{}}}", joined(parts, ", "))
                                  : fmt::format("[{}]", joined(parts, ", "));
  }

  std::string lines(const Json& value, const model::Type& type, std::size_t indent) {
    std::size_t line = std::min<std::size_t>(indent, 8);
    std::string between = ",\n" + std::string(line, ' ');
    std::vector<std::string> parts;
    bool is_record = type.is(TypeKind::Record);
    if (is_record) parts = fields(value, model_.records[type.id], line);
    if (!is_record) {
      for (const Json& item : value) parts.push_back(this->value(item, *type.element, line));
    }
    std::string blanks = "\n" + std::string(line, ' ');
    return fmt::format("{}{}{}{}", is_record ? "{" : "[", blanks, joined(parts, between),
                       is_record ? "}" : "]");
  }

  const model::Model& model_;
  bool failed_ = false;
};

/// The lines of a test that change one document into another.
class TestLines {
 public:
  TestLines(const model::Model& model) : model_(model), writer_(model) {}

  /// Nothing where tests have no words for the change.
  std::optional<std::vector<std::string>> run(const Json& from, const Json& to, const model::Record& record) {
    compare_record("", from, to, record);
    attest(from.value("attestations", Json::array()), to.value("attestations", Json::array()));
    return writer_.failed() || failed_ ? std::nullopt : std::optional(std::move(lines_));
  }

  static std::string attestation(const Json& it) {
    std::string about = it.value("about", "");
    std::string line = fmt::format("attest {}{} {}", it.value("judgement", ""),
                                   about.empty() ? "" : fmt::format("({})", in_quotes(about)),
                                   it.value("value", false) ? "yes" : "no");
    return line;
  }

 private:
  void put(const std::string& place, const Json& value, const model::Type& type) {
    std::string head = fmt::format("with {} = ", place);
    lines_.push_back(head + writer_.value(value, type, 4 + head.size()));
  }

  void compare_record(const std::string& place, const Json& from, const Json& to,
                      const model::Record& record) {
    for (const model::Field& field : record.fields) {
      std::string at = place.empty() ? field.name : fmt::format("{}.{}", place, field.name);
      bool was = from.contains(field.name), is = to.contains(field.name);
      if (was && !is) lines_.push_back("without " + at);
      if (!was && is) put(at, to[field.name], field.type);
      if (was && is) compare(at, from[field.name], to[field.name], field.type);
    }
    for (const auto& [key, value] : to.items()) {
      bool is_known =
          find_field(record, key) != nullptr || (place.empty() && (key == "kind" || key == "attestations"));
      failed_ = failed_ || !is_known;
    }
  }

  void compare(const std::string& place, const Json& from, const Json& to, const model::Type& type) {
    if (from == to) return;
    if (type.is(TypeKind::Record) && from.is_object() && to.is_object())
      return compare_record(place, from, to, model_.records[type.id]);
    bool is_list = type.is(TypeKind::List) && from.is_array() && to.is_array() && from.size() == to.size();
    if (!is_list || !type.element->is(TypeKind::Record)) return put(place, to, type);
    for (std::size_t i = 0; i < from.size(); ++i) {
      if (from[i] != to[i]) compare(element(place, from, to, i), from[i], to[i], *type.element);
    }
  }

  /// Names an element by its name, where no other has that name and the name does not change; else by its
  /// index.
  static std::string element(const std::string& place, const Json& from, const Json& to, std::size_t index) {
    auto name_of = [](const Json& each) { return each.is_object() ? each.value("name", Json()) : Json(); };
    Json name = name_of(from[index]);
    auto has_name = [&](const Json& each) { return name_of(each) == name; };
    bool is_telling =
        name.is_string() && name == name_of(to[index]) && std::ranges::count_if(from, has_name) == 1;
    return is_telling ? fmt::format("{}[{}]", place, in_quotes(name.get<std::string>()))
                      : fmt::format("{}[{}]", place, index);
  }

  static bool is_about_same(const Json& one, const Json& other) {
    return one.value("judgement", "") == other.value("judgement", "") &&
           one.value("about", "") == other.value("about", "");
  }

  /// A test can attest otherwise than its fixture, but cannot withdraw an attestation. Attestations about a
  /// removed element go with it.
  void attest(const Json& from, const Json& to) {
    for (const Json& each : to) {
      auto same = std::ranges::find_if(from, [&](const Json& old) { return is_about_same(old, each); });
      if (same == from.end() || (*same)["value"] != each["value"]) lines_.push_back(attestation(each));
    }
    for (const Json& old : from) {
      auto is_kept = [&](const Json& each) { return is_about_same(old, each); };
      failed_ = failed_ || std::ranges::none_of(to, is_kept);
    }
  }

  const model::Model& model_;
  Writer writer_;
  std::vector<std::string> lines_;
  bool failed_ = false;
};

std::uint32_t record_id(const model::Record& record, const model::Model& model) {
  auto found = std::ranges::find_if(model.records, [&](const auto& each) { return &each == &record; });
  return static_cast<std::uint32_t>(found - model.records.begin());
}

std::string whole_document(const Json& document, const model::Record& record, const model::Model& model) {
  Json fields = document;
  fields.erase("kind");
  fields.erase("attestations");
  Writer writer(model);
  constexpr std::size_t kIndent = 4;
  std::string attests;
  for (const Json& attestation : document.value("attestations", Json::array()))
    attests += fmt::format("    {}\n", TestLines::attestation(attestation));
  model::Type type{.kind = TypeKind::Record, .id = record_id(record, model)};
  std::string line = fmt::format("  given {} {}\n", record.name, writer.one_line(fields, type));
  if (line.size() <= kWidth) return writer.failed() ? "" : line + attests;
  std::string text = fmt::format("  given {} {{\n", record.name);
  std::vector<std::string> lines = writer.fields(fields, record, kIndent);
  for (std::size_t i = 0; i < lines.size(); ++i)
    text += fmt::format("    {}{}\n", lines[i], i + 1 < lines.size() ? "," : "");
  text += "  }\n" + attests;
  return writer.failed() ? "" : text;
}

}  // namespace

std::string given_text(const Json& document, const model::Record& record, const model::Model& model,
                       std::span<const Fixture> fixtures) {
  std::string best;
  std::size_t fewest = kMostChanges + 1;
  for (const Fixture& fixture : fixtures) {
    if (fixture.document.value("kind", "") != record.name) continue;
    auto lines = TestLines(model).run(fixture.document, document, record);
    if (!lines || lines->size() >= fewest) continue;
    fewest = lines->size();
    best = fmt::format("  given {} from {}\n", record.name, in_quotes(fixture.path));
    for (const std::string& line : *lines) best += fmt::format("    {}\n", line);
  }
  return best.empty() ? whole_document(document, record, model) : best;
}

}  // namespace precept::testing
