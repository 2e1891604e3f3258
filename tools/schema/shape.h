// A kind of document as people and other programs are told of it: its fields in the order of declaration,
// each with its type, what its absence means, and the words that it may have.
//
//   record Stall
//     goods : set of Goods          FieldShape{"goods", {Form::Set, …}, "set of Goods", left_out = "unknown",
//                                              words = {{"Bread", "bread and cakes"}, …}}
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "runtime/program/program.h"

namespace precept::tools {

/// A word that a field may have, and what people call it; empty: nothing else.
struct KnownWord {
  std::string word, label;
};
/// The members of an enum; the keys of a table, in both spellings, those of the first before all others.
std::vector<KnownWord> members_of(const Program& program, std::uint32_t enum_id);
std::vector<KnownWord> keys_of(const Program& program, std::uint32_t table_id);
/// Whether the keys of the table may be written as numbers.
bool has_numeric_keys(const Program& program, std::uint32_t table_id);

/// A field of a record. It refers to the program.
struct FieldShape {
  std::string name;
  const program::Field* field = nullptr;
  std::string type;                      ///< "list of Country or none"
  std::string left_out;                  ///< "unknown", "none", "empty", "its default"
  std::vector<std::string> violated_by;  ///< clauses that leaving it out alone violates
  std::vector<FieldShape> fields;  ///< of the record that it holds, or that the elements of its list are

  bool is_list() const { return field->form == program::Form::List; }
  /// Of a list's elements, else of the value.
  program::Form form() const { return is_list() ? field->element : field->form; }
  bool is_optional() const { return left_out != "unknown"; }
};

/// The fields of the unit's documents, without `kind` and `attestations`.
std::vector<FieldShape> shape_of(const Program& program, std::uint32_t unit);

/// A judgement that documents of the kind may attest; with `about`, one about somebody in it.
struct JudgementShape {
  std::string name;
  bool is_about_somebody = false;
};
/// Each judgement of the unit once.
std::vector<JudgementShape> judgements_of(const Program& program, std::uint32_t unit);

/// A kind of document, by one of the policies about it.
struct KindShape {
  const Program* program = nullptr;
  std::uint32_t unit = 0;

  std::string name() const { return std::string(program->text(program->units[unit].kind)); }
};
/// What the policies are about, in their order; a kind of several versions of a policy is there several
/// times.
std::vector<KindShape> kinds_of(std::span<const Program* const> policies);

}  // namespace precept::tools
