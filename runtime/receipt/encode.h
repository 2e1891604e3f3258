// Values of a program as a receipt writes them (checker/value.h has the table).
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "runtime/program/program.h"

namespace precept::receipt {

using Json = nlohmann::json;

inline Json unknown_json() {
  return {{"is", "unknown"}};
}
inline Json none_json() {
  return {{"is", "none"}};
}

/// "enum Category", "row Country", "truth or none"; not of results.
std::string type_name(const Program& program, RegisterKind kind, ValueType type, std::uint32_t id);

Json encode(Truth truth);
Json encode(Interval interval);
Json encode_set(const Program& program, std::uint64_t mask, std::uint32_t enumeration);
/// A code of the program; for a text, one of the program's texts.
Json encode_code(const Program& program, std::int64_t code, ValueType type, std::uint32_t id);
/// A constant, as a value of the register's kind and meaning.
Json encode_constant(const Program& program, std::int64_t value, const program::Register& as);
/// A cell of a table.
Json encode_cell(const Program& program, const program::TableColumn& column, std::uint32_t row);

}  // namespace precept::receipt
