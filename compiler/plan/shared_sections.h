// The sections that all units of a program share: strings, texts, constants, index lists, places.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "base/place_cursor.h"
#include "base/source.h"
#include "compiler/model/model.h"
#include "runtime/program/program.h"

namespace precept::plan {

/// Adds to the shared sections of a program under construction. Equal entries are stored once.
class SharedSections {
 public:
  SharedSections(ProgramSections& sections, const Sources& sources, const model::Model& policy);

  program::String string(std::string_view text);
  /// The code of a text constant: its index in `texts`.
  std::int32_t text_code(std::string_view text);
  std::uint32_t constant(program::Constant constant);
  program::Range indexes(const std::vector<std::uint32_t>& list);
  program::SourcePlace place(Span span);
  /// The words of the policy at the span, on one line.
  program::String words(Span span);

  /// A value of a scalar or set type as cells and constants hold it, with the marks kNone, kUnknown and so
  /// on.
  std::int64_t encode(const model::Value& value, const model::Type& type);

  ProgramSections& sections() { return sections_; }
  /// Whether the program gets phrases and parts of norms, for `precept explain`.
  bool has_reasons = true;
  const model::Model& policy() const { return policy_; }

 private:
  ProgramSections& sections_;
  const Sources& sources_;
  std::map<FileId, PlaceCursor> cursors_;
  const model::Model& policy_;
  std::unordered_map<std::string, program::String> strings_;
  std::unordered_map<std::string, std::int32_t> texts_;
  std::map<std::tuple<RegisterKind, ValueType, std::uint8_t, std::uint32_t, std::int64_t>, std::uint32_t>
      constants_;
  std::unordered_map<FileId, std::uint32_t> source_of_file_;
};

/// How columns, cells and registers hold values of a type. A truth in a register is the exception: two
/// bitmaps.
struct Representation {
  RegisterKind kind;
  ValueType type;
  std::uint8_t width;
  std::uint32_t id;
};
Representation representation_of(const model::Type& type, const model::Model& policy);

/// Add the enums, readings and tables of the policy to their sections, in the model's order.
void plan_enums(SharedSections& shared);
void plan_readings(SharedSections& shared);
void plan_tables(SharedSections& shared);
/// Adds the translations of texts without holes.
void plan_translations(SharedSections& shared);

}  // namespace precept::plan
