// Types of values in a program, and whether the codes of one can be taken for those of another.
#pragma once

#include "runtime/program/program.h"

namespace precept::verifier {

/// The type of a register, column or constant; it must not change where a value passes unchanged.
struct Value {
  RegisterKind kind;
  ValueType type;
  std::uint8_t width;
  std::uint8_t raw;
  std::uint32_t id;
};

inline Value value_of(const program::Register& reg) {
  return {reg.kind, reg.type, reg.width, reg.raw, reg.type_id};
}
inline Value value_of(const program::Column& column) {
  return {column.kind, column.type, column.width, column.raw, column.type_id};
}
inline Value value_of(const program::TableColumn& column) {
  return {column.kind, column.type, column.width, 0, column.type_id};
}
inline Value value_of(const program::Constant& constant) {
  return {constant.kind, constant.type, constant.width, 0, constant.type_id};
}

inline bool is_row(ValueType type) {
  return type == ValueType::Key || type == ValueType::Row;
}

/// Whether a code means the same in both.
inline bool same_meaning(const Value& a, const Value& b) {
  if (a.kind == RegisterKind::Truth || a.kind == RegisterKind::Int) return true;
  if (is_row(a.type) && is_row(b.type)) return a.id == b.id;
  if (a.type == ValueType::Enum || a.type == ValueType::Set) return a.type == b.type && a.id == b.id;
  return a.type == b.type && a.raw == b.raw;
}
inline bool same_value(const Value& a, const Value& b) {
  return a.kind == b.kind && (a.kind != RegisterKind::Code || a.width == b.width) && same_meaning(a, b);
}

}  // namespace precept::verifier
