// Walks the tokens of a JSON document along the schema of its unit, and writes values to their columns.
#pragma once

#include "runtime/read/json/attestations.h"
#include "runtime/read/json/walker.h"
#include "runtime/read/schema.h"

namespace precept {

class JsonReader : JsonWalker {
 public:
  /// `text` is the whole document, as `tokens` walks it.
  JsonReader(JsonStructure& tokens, Mistakes& mistakes, const Program& program, Document& document,
             std::string_view text, const TrustRules& trust);

  /// Reads the document and collects its mistakes. Without mistakes the document is complete.
  void read();

 private:
  // A function that returns false has reported why nothing more can be read.
  bool read_object(ObjectSchema& schema, std::uint32_t row);
  bool read_value(FieldSchema& field, std::uint32_t row);
  bool read_record(FieldSchema& field, std::uint32_t row);
  bool read_list(FieldSchema& field, std::uint32_t row);
  bool read_element(FieldSchema& field);
  bool read_scalar(FieldSchema& field, program::Form form, ColumnWriter* column, std::uint32_t row);
  bool read_truth(FieldSchema& field, ColumnWriter* column, std::uint32_t row);
  bool read_integer(FieldSchema& field, program::Form form, ColumnWriter* column, std::uint32_t row);
  bool read_number(FieldSchema& field, ColumnWriter* column, std::uint32_t row);
  bool read_date(FieldSchema& field, ColumnWriter* column, std::uint32_t row);
  bool read_moment(FieldSchema& field, ColumnWriter* column, std::uint32_t row);
  bool read_hours(FieldSchema& field, ColumnWriter* column, std::uint32_t row);
  bool read_text(FieldSchema& field, ColumnWriter* column, std::uint32_t row);
  bool read_name(FieldSchema& field, program::Form form, ColumnWriter* column, std::uint32_t row);
  bool read_set(FieldSchema& field, ColumnWriter* column, std::uint32_t row);
  bool read_kind();
  std::string date_mistake_help(const FieldSchema& field, std::string_view text) const;
  bool read_null(FieldSchema& field, std::uint32_t row);

  bool find_field(ObjectSchema& schema, FieldSchema*& field);
  bool name_code(FieldSchema& field, program::Form form, std::int32_t& code);
  void write_missing_fields(ObjectSchema& schema, std::uint32_t begin, std::uint32_t row);

  bool wrong_type(const FieldSchema& field, program::Form form, bool is_element);
  bool unknown_field(const ObjectSchema& schema, std::string_view name, Span place);
  const OpenValue* enclosing_with(std::string_view name) const;
  bool duplicate_field(const FieldSchema& field, std::uint32_t again);
  bool blank_text(const FieldSchema& field);
  bool unknown_name(const FieldSchema& field, program::Form form, std::string_view word);
  std::string_view type_name(const FieldSchema& field, program::Form form) const;
  Span string_span(std::uint32_t begin) const;

  const Program& program_;
  const program::Unit& unit_;
  Document& document_;
  std::string_view text_;
  Vocabulary vocabulary_;
  DocumentWriter writer_;
  std::unique_ptr<ObjectSchema> root_;
  const TrustRules& trust_;
  AttestationReader attestations_;
  DocumentDates dates_;
  std::size_t depth_ = 0;
  std::uint32_t unclosed_at_ = kAbsent;  ///< begin of the last object with a field of an enclosing record
};

}  // namespace precept
