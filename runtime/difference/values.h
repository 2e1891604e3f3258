// Values of a program as people write them, so that two programs can be compared: a key by its words and not
// by the number of its row, which another row before it would change.
#pragma once

#include <string>

#include "runtime/program/program.h"

namespace precept::difference {

/// A constant, as a value of the register's kind and meaning: "Ben", "2024-05-02", "{dance, enter}", "none".
std::string constant_in_words(const Program& program, std::int64_t value, const program::Register& as);
/// A member of an enum, or a row of a table by its key.
std::string code_in_words(const Program& program, std::int64_t code, ValueType type, std::uint32_t id);
std::string cell_in_words(const Program& program, const program::TableColumn& column, std::uint32_t row);
/// The key of a row; its parts in order.
std::string key_in_words(const Program& program, const program::Table& table, std::uint32_t row);

}  // namespace precept::difference
