#include "compiler/plan/shared_sections.h"

#include "base/utf8.h"
#include "compiler/model/words.h"

namespace precept::plan {

SharedSections::SharedSections(ProgramSections& sections, const Sources& sources, const model::Model& policy)
    : sections_(sections), sources_(sources), policy_(policy) {
  for (const auto& source : policy.sources) {
    if (source.file != kNoFile) {
      source_of_file_.emplace(source.file, static_cast<std::uint32_t>(sections_.sources.size()));
    }
    sections_.sources.push_back({string(shown_name(source.name)), string(source.digest)});
  }
}

program::String SharedSections::string(std::string_view text) {
  auto [found, is_new] = strings_.try_emplace(std::string(text));
  if (is_new) {
    found->second = {static_cast<std::uint32_t>(sections_.strings.size()),
                     static_cast<std::uint32_t>(text.size())};
    sections_.strings.insert(sections_.strings.end(), text.begin(), text.end());
  }
  return found->second;
}

std::int32_t SharedSections::text_code(std::string_view text) {
  auto [found, is_new] =
      texts_.try_emplace(std::string(text), static_cast<std::int32_t>(sections_.texts.size()));
  if (is_new) sections_.texts.push_back(string(text));
  return found->second;
}

std::uint32_t SharedSections::constant(program::Constant constant) {
  auto key = std::tuple(constant.kind, constant.type, constant.width, constant.type_id, constant.value);
  auto [found, is_new] = constants_.try_emplace(key, static_cast<std::uint32_t>(sections_.constants.size()));
  if (is_new) sections_.constants.push_back(constant);
  return found->second;
}

program::Range SharedSections::indexes(const std::vector<std::uint32_t>& list) {
  program::Range range{static_cast<std::uint32_t>(sections_.indexes.size()),
                       static_cast<std::uint32_t>(list.size())};
  sections_.indexes.insert(sections_.indexes.end(), list.begin(), list.end());
  return range;
}

program::SourcePlace SharedSections::place(Span span) {
  if (!span.has_place()) return {};
  auto source = source_of_file_.find(span.file);
  if (source == source_of_file_.end()) return {};
  PlaceCursor& cursor = cursors_.try_emplace(span.file, span.file, sources_).first->second;
  LineColumn where = cursor.locate(span.begin);
  return {source->second, where.line, where.column};
}

program::String SharedSections::words(Span span) {
  return string(model::words_at(span, sources_));
}

std::int64_t SharedSections::encode(const model::Value& value, const model::Type& type) {
  if (type.is(model::TypeKind::Set)) {
    if (value.state == model::ValueState::None) return static_cast<std::int64_t>(kNoneSet);
    if (value.state == model::ValueState::Unknown) return static_cast<std::int64_t>(kUnknownSet);
    return value.number;
  }
  if (value.state == model::ValueState::None) return kNone;
  if (value.state == model::ValueState::Unknown) return kUnknown;
  return type.is(model::TypeKind::Text) ? text_code(value.text) : value.number;
}

Representation representation_of(const model::Type& type, const model::Model& policy) {
  auto narrow = [](std::size_t count) -> std::uint8_t { return count <= kMaxNarrowCodes ? 1 : 4; };
  switch (type.kind) {
    case model::TypeKind::Truth:
      return {RegisterKind::Code, ValueType::Truth, 1, kAbsent};
    case model::TypeKind::Int:
      return {RegisterKind::Int, ValueType::Int, 0, kAbsent};
    case model::TypeKind::Number:
      return {RegisterKind::Int, ValueType::Number, 0, kAbsent};
    case model::TypeKind::Duration:
      return {RegisterKind::Int, ValueType::Duration, 0, kAbsent};
    case model::TypeKind::Months:
      return {RegisterKind::Int, ValueType::Months, 0, kAbsent};
    case model::TypeKind::Moment:
      return {RegisterKind::Int, ValueType::Moment, 0, kAbsent};
    case model::TypeKind::Hours:
      return {RegisterKind::Int, ValueType::Hours, 0, kAbsent};
    case model::TypeKind::Date:
      return {RegisterKind::Code, ValueType::Date, 4, kAbsent};
    case model::TypeKind::Text:
      return {RegisterKind::Code, ValueType::Text, 4, kAbsent};
    case model::TypeKind::Enum:
      return {RegisterKind::Code, ValueType::Enum, narrow(policy.enums[type.id].members.size()), type.id};
    case model::TypeKind::Key:
      return {RegisterKind::Code, ValueType::Key, narrow(policy.tables[type.id].rows.size()), type.id};
    case model::TypeKind::Row:
      return {RegisterKind::Code, ValueType::Row, narrow(policy.tables[type.id].rows.size()), type.id};
    case model::TypeKind::Set:
      return {RegisterKind::Set, ValueType::Set, 0, type.id};
    case model::TypeKind::Record:
    case model::TypeKind::List:
      return {RegisterKind::Code, ValueType::Presence, 1, kAbsent};
    case model::TypeKind::Error:
      break;
  }
  return {RegisterKind::Code, ValueType::Presence, 1, kAbsent};
}

}  // namespace precept::plan
