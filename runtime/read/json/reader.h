// Walks the tokens of a JSON document along the plan of its unit, and writes values to their columns.
#pragma once

#include "runtime/read/json/attestations.h"
#include "runtime/read/json/walker.h"
#include "runtime/read/plan.h"

namespace precept {

class JsonReader : JsonWalker {
 public:
  /// `text` is the whole document, as `tokens` walks it.
  JsonReader(JsonStructure& tokens, Mistakes& mistakes, const Program& program, Document& document,
             std::string_view text, const Accepted& accepts);

  /// Reads the document and collects its mistakes. Without mistakes the document is complete.
  void read();

 private:
  // A function that returns false has reported why nothing more can be read.
  bool read_object(ObjectPlan& plan, std::uint32_t row);
  bool read_value(FieldPlan& field, std::uint32_t row);
  bool read_record(FieldPlan& field, std::uint32_t row);
  bool read_list(FieldPlan& field, std::uint32_t row);
  bool read_element(FieldPlan& field);
  bool read_scalar(FieldPlan& field, program::Form form, ColumnWriter* column, std::uint32_t row);
  bool read_truth(FieldPlan& field, ColumnWriter* column, std::uint32_t row);
  bool read_integer(FieldPlan& field, program::Form form, ColumnWriter* column, std::uint32_t row);
  bool read_date(FieldPlan& field, ColumnWriter* column, std::uint32_t row);
  bool read_text(FieldPlan& field, ColumnWriter* column, std::uint32_t row);
  bool read_name(FieldPlan& field, program::Form form, ColumnWriter* column, std::uint32_t row);
  bool read_set(FieldPlan& field, ColumnWriter* column, std::uint32_t row);
  bool read_kind();
  std::string date_mistake_help(const FieldPlan& field, std::string_view text) const;
  bool read_null(FieldPlan& field, std::uint32_t row);

  bool find_field(ObjectPlan& plan, FieldPlan*& field);
  bool name_code(FieldPlan& field, program::Form form, std::int32_t& code);
  void write_missing_fields(ObjectPlan& plan, std::uint32_t begin, std::uint32_t row);

  bool wrong_type(const FieldPlan& field, program::Form form, bool is_element);
  bool unknown_field(const ObjectPlan& plan, std::string_view name, Span place);
  const OpenValue* enclosing_with(std::string_view name) const;
  bool duplicate_field(const FieldPlan& field, std::uint32_t again);
  bool blank_text(const FieldPlan& field);
  bool unknown_name(const FieldPlan& field, program::Form form, std::string_view word);
  std::string_view type_name(const FieldPlan& field, program::Form form) const;
  Span string_span(std::uint32_t begin) const;

  const Program& program_;
  const program::Unit& unit_;
  Document& document_;
  std::string_view text_;
  Vocabulary vocabulary_;
  DocumentWriter writer_;
  std::unique_ptr<ObjectPlan> root_;
  const Accepted& accepts_;
  AttestationReader attestations_;
  DocumentDates dates_;
  std::size_t depth_ = 0;
  std::uint32_t strayed_ = kAbsent;  ///< begin of the last object with a field of an enclosing record
};

}  // namespace precept
