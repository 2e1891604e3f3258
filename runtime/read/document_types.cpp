#include "runtime/read/document_types.h"

namespace precept {

using program::Form;

namespace {

PlaceType& made(std::unique_ptr<PlaceType>& type) {
  if (!type) type = std::make_unique<PlaceType>();
  return *type;
}

void add_object(PlaceType& type, const Program& program, std::uint32_t index);

/// Adds what a value of the form may be. `object` is its shape, or its elements'.
void add_form(PlaceType& type, const Program& program, Form form, std::uint32_t object) {
  switch (form) {
    case Form::Truth:
      type.is_truth = true;
      break;
    case Form::Int:
    case Form::Number:
    case Form::Duration:
    case Form::Months:
      type.is_number = true;
      break;
    case Form::Set:
      made(type.element);
      break;
    case Form::Object:
      add_object(type, program, object);
      break;
    case Form::Date:
    case Form::Moment:
    case Form::Hours:
    case Form::Text:
    case Form::Enum:
    case Form::Key:
    case Form::List:  // its elements are added with the field
      break;
  }
}

void add_object(PlaceType& type, const Program& program, std::uint32_t index) {
  for (const program::Field& field : Program::in(program.fields, program.objects[index].fields)) {
    PlaceType& value = made(type.fields[program.text(field.name)]);
    // null is none, and an absent field is something else.
    value.says_null |= field.or_none != 0 && field.if_absent == program::IfAbsent::Default;
    add_form(value, program, field.form, field.object);
    if (field.form == Form::List) add_form(made(value.element), program, field.element, field.object);
  }
}

/// The fields that every document has, unless its record declares them otherwise.
void add_built_in(PlaceType& document) {
  if (!document.fields.contains("kind")) made(document.fields["kind"]).says_null = true;
  if (document.fields.contains("attestations")) return;
  PlaceType& attestation = made(made(document.fields["attestations"]).element);
  for (std::string_view name : {"judgement", "about", "value", "by", "date", "reason", "signature"})
    made(attestation.fields[name]).is_truth = name == "value";
}

}  // namespace

const PlaceType* PlaceType::field(std::string_view name) const {
  const auto found = fields.find(name);
  return found == fields.end() ? nullptr : found->second.get();
}

DocumentTypes::DocumentTypes(std::span<const Program* const> policies) {
  for (const Program* policy : policies) {
    for (const program::Unit& unit : policy->units)
      add_object(kinds_[policy->text(unit.kind)], *policy, unit.root);
  }
  for (auto& [kind, document] : kinds_) add_built_in(document);
}

const PlaceType* DocumentTypes::of_kind(std::string_view kind) const {
  const auto found = kinds_.find(kind);
  return found == kinds_.end() ? nullptr : &found->second;
}

}  // namespace precept
