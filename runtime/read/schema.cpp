#include "runtime/read/schema.h"

#include <fmt/format.h>

#include <cassert>

namespace precept {

namespace {

/// No schema is so deep, as records do not contain themselves.
constexpr unsigned kDeepestSchema = 100;

class SchemaBuilder {
 public:
  SchemaBuilder(const Program& program, DocumentWriter& writer, Vocabulary& vocabulary)
      : program_(program), writer_(writer), vocabulary_(vocabulary) {}

  /// `kept`: the program keeps the rows that the object's columns belong to.
  std::unique_ptr<ObjectSchema> object(std::uint32_t index, bool kept, unsigned depth = 0) {
    const program::Object& shape = program_.objects[index];
    auto schema = std::make_unique<ObjectSchema>();
    schema->record = program_.text(shape.record);
    for (const program::Field& field : Program::in(program_.fields, shape.fields)) {
      add(*schema, this->field(field, kept, depth));
    }
    return schema;
  }

  static void add(ObjectSchema& schema, FieldSchema field) {
    auto index = static_cast<std::int32_t>(schema.fields.size());
    field.next = static_cast<std::uint32_t>(index) + 1;  // the first guess is the order of declaration
    schema.names.add(field.name, index);
    schema.fields.push_back(std::move(field));
  }

 private:
  FieldSchema field(const program::Field& field, bool kept, unsigned depth) {
    std::string_view name = program_.text(field.name);
    FieldSchema schema{.name = name, .image = KeyImage(name), .field = &field};
    if (kept) schema.column = writer_.column(field.column);
    bool is_list = field.form == program::Form::List;
    if (is_list && kept) schema.level = writer_.level(field.level);
    if (is_list && schema.level != nullptr) schema.elements = writer_.column(field.element_column);
    set_names(schema, is_list ? field.element : field.form);
    bool holds_objects = (is_list ? field.element : field.form) == program::Form::Object;
    if (holds_objects) {
      assert(depth < kDeepestSchema);
      schema.object = object(field.object, is_list ? schema.level != nullptr : kept, depth + 1);
    }
    return schema;
  }

  void set_names(FieldSchema& schema, program::Form form) {
    if (form == program::Form::Enum || form == program::Form::Set) {
      schema.names = &vocabulary_.members(schema.field->id);
    } else if (form == program::Form::Key) {
      schema.names = &vocabulary_.keys(schema.field->id);
      schema.numeric_keys = vocabulary_.has_numeric_keys(schema.field->id);
    }
  }

  const Program& program_;
  DocumentWriter& writer_;
  Vocabulary& vocabulary_;
};

void write(ColumnWriter* column, std::uint32_t row, WhyMissing how) {
  if (column == nullptr) return;
  if (how == WhyMissing::None) {
    column->none(row);
  } else {
    column->unknown(row);
  }
}

void write_default(const Program& program, const FieldSchema& field, std::uint32_t row) {
  if (field.column == nullptr) return;
  if (field.field->form == program::Form::List) {
    field.column->code(row, 0);  // the list is there, and empty
  } else if (field.field->default_constant == kAbsent || field.column->raw()) {
    field.column->unknown(row);  // an absent raw text has no place in the document to show
  } else {
    field.column->constant(row, program.constants[field.field->default_constant].value);
  }
}

}  // namespace

KeyImage::KeyImage(std::string_view name) {
  std::string quoted = fmt::format("\"{}\"", name);
  if (quoted.size() > sizeof words_) {
    words_[0] = 1;  // the mask is 0, so nothing matches
    return;
  }
  std::memcpy(words_, quoted.data(), quoted.size());
  std::memset(masks_, 0xFF, quoted.size());
}

std::unique_ptr<ObjectSchema> reading_schema(const Program& program, const program::Unit& unit,
                                             DocumentWriter& writer, Vocabulary& vocabulary) {
  auto root = SchemaBuilder(program, writer, vocabulary).object(unit.root, true);
  for (auto [name, built_in] : {std::pair{"kind", BuiltIn::Kind}, {"attestations", BuiltIn::Attestations}}) {
    // A field of this name that the record declares takes precedence.
    if (root->names.find(name) != NameTable::kAbsentName) continue;
    SchemaBuilder::add(*root, {.name = name, .image = KeyImage(name), .built_in = built_in});
  }
  return root;
}

void write_missing(const Program& program, FieldSchema& field, std::uint32_t row, WhyMissing how) {
  if (field.built_in != BuiltIn::No) return;
  bool has_default = how == WhyMissing::Absent && field.field->if_absent == program::IfAbsent::Default;
  if (how == WhyMissing::Absent) {
    how = field.field->if_absent == program::IfAbsent::None ? WhyMissing::None : WhyMissing::Unknown;
  }
  if (has_default) {
    write_default(program, field, row);
  } else {
    write(field.column, row, how);
  }
  if (field.field->form == program::Form::List) {
    if (field.level != nullptr) field.level->end_parent();
  } else if (field.object != nullptr) {
    for (FieldSchema& inner : field.object->fields) write_missing(program, inner, row, how);
  }
}

}  // namespace precept
