#include "runtime/verify/verification.h"

namespace precept::verifier {
namespace {

/// The number of records in all sections; 16 bytes of strings count as one.
std::uint64_t record_count(const Program& program) {
  std::uint64_t count = 0;
#define SECTION(type, member) \
  count += program.member.size() * sizeof(type) / (sizeof(type) > 1 ? sizeof(type) : 16);
  PRECEPT_PROGRAM_SECTIONS(SECTION)
#undef SECTION
  return count;
}

bool is_continuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

}  // namespace

Verification::Verification(const Program& program)
    : program(program), budget_(4096 + 64 * record_count(program)) {}

bool Verification::range(program::Range range, std::size_t size, const char* what) {
  if (!require(range.first <= size && range.count <= size - range.first, "{} [{}, +{}) is out of range", what,
               range.first, range.count) ||
      !require(range.count <= budget_, "ranges of the program overlap too much ({})", what)) {
    return false;
  }
  budget_ -= range.count;
  return true;
}

bool Verification::string(program::String string, const char* what) {
  const std::size_t size = program.strings.size();
  if (!require(string.first <= size && string.count <= size - string.first, "{} is out of range", what)) {
    return false;
  }
  // The whole pool is valid UTF-8, so a part is valid if it begins and ends between characters.
  auto splits = [&](std::size_t at) { return at < size && is_continuation(program.strings[at]); };
  return require(!splits(string.first) && !splits(std::size_t{string.first} + string.count),
                 "{} is not valid UTF-8", what);
}

bool Verification::field_name(program::String string) {
  if (!this->string(string, "name of a field")) return false;
  const std::string_view name = program.text(string);
  return require(!name.empty() && name.find_first_of("/~\"\\\n\r\t") == std::string_view::npos,
                 "the name of a field would not fit a pointer");
}

bool Verification::place(const program::SourcePlace& place) {
  return require(place.source == kAbsent || place.source < program.sources.size(),
                 "source {} is out of range", place.source);
}

std::int64_t Verification::code_limit(ValueType type, std::uint32_t id) const {
  switch (type) {
    case ValueType::Truth:
      return 2;
    case ValueType::Presence:
      return 1;
    case ValueType::Date:
      return std::int64_t{kLastDay} + 1;
    case ValueType::Text:
      return static_cast<std::int64_t>(program.texts.size());
    case ValueType::Enum:
    case ValueType::Set:
      return program.enums[id].members.count;
    case ValueType::Key:
    case ValueType::Row:
      return program.tables[id].row_count;
    case ValueType::Int:
    case ValueType::Number:
    case ValueType::Duration:
    case ValueType::Months:
    case ValueType::Moment:
    case ValueType::Hours:
      return 0;
  }
  return 0;
}

bool Verification::value_type(RegisterKind kind, ValueType type, std::uint8_t width, std::uint32_t id,
                              const char* what) {
  if (!require(kind <= RegisterKind::Result && type <= ValueType::Hours, "{} has no known kind or meaning",
               what)) {
    return false;
  }
  if (kind == RegisterKind::Result) return true;
  switch (type) {
    case ValueType::Truth:
      if (!require(kind == RegisterKind::Truth || kind == RegisterKind::Code,
                   "{} is a truth of the wrong kind", what))
        return false;
      break;
    case ValueType::Int:
    case ValueType::Number:
    case ValueType::Duration:
    case ValueType::Months:
    case ValueType::Moment:
    case ValueType::Hours:
      return require(kind == RegisterKind::Int, "{} is a number of the wrong kind", what);
    case ValueType::Set:
      return require(kind == RegisterKind::Set, "{} is a set of the wrong kind", what) &&
             require(id < program.enums.size() && program.enums[id].members.count <= kMaxSetMembers,
                     "{} is a set of no enum that fits", what);
    case ValueType::Enum:
      if (!require(id < program.enums.size(), "{} is of no enum", what)) return false;
      break;
    case ValueType::Key:
    case ValueType::Row:
      if (!require(id < program.tables.size(), "{} is of no table", what)) return false;
      break;
    case ValueType::Date:
    case ValueType::Text:
    case ValueType::Presence:
      break;
  }
  if (kind == RegisterKind::Truth) return require(type == ValueType::Truth, "{} is no truth", what);
  if (!require(kind == RegisterKind::Code, "{} is no code", what)) return false;
  const bool narrow_fits =
      type != ValueType::Date && type != ValueType::Text && code_limit(type, id) <= kMaxNarrowCodes;
  return require(width == 4 || (width == 1 && narrow_fits), "{} does not fit a code of {} bytes", what,
                 width);
}

}  // namespace precept::verifier
