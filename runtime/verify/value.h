// Types of values in a program, and whether the codes of one can be taken for those of another.
#pragma once

#include "runtime/program/program.h"

namespace precept::verifier {

/// The type of a register, column or constant; it must not change where a value passes unchanged.
struct Value {
  Kind kind;
  Meaning meaning;
  std::uint8_t width;
  std::uint8_t raw;
  std::uint32_t id;
};

inline Value value_of(const program::Register& reg) {
  return {reg.kind, reg.meaning, reg.width, reg.raw, reg.meaning_id};
}
inline Value value_of(const program::Column& column) {
  return {column.kind, column.meaning, column.width, column.raw, column.meaning_id};
}
inline Value value_of(const program::TableColumn& column) {
  return {column.kind, column.meaning, column.width, 0, column.meaning_id};
}
inline Value value_of(const program::Constant& constant) {
  return {constant.kind, constant.meaning, constant.width, 0, constant.meaning_id};
}

inline bool is_row(Meaning meaning) {
  return meaning == Meaning::Key || meaning == Meaning::Row;
}

/// Whether a code means the same in both.
inline bool same_meaning(const Value& a, const Value& b) {
  if (a.kind == Kind::Truth || a.kind == Kind::Int) return true;
  if (is_row(a.meaning) && is_row(b.meaning)) return a.id == b.id;
  if (a.meaning == Meaning::Enum || a.meaning == Meaning::Set) return a.meaning == b.meaning && a.id == b.id;
  return a.meaning == b.meaning && a.raw == b.raw;
}
inline bool same_value(const Value& a, const Value& b) {
  return a.kind == b.kind && (a.kind != Kind::Code || a.width == b.width) && same_meaning(a, b);
}

}  // namespace precept::verifier
