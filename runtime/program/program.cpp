#include "runtime/program/program.h"

#include <sodium.h>

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <string>
#include <type_traits>

#include "runtime/program/opcode.h"

namespace precept {
namespace {

// The records are used where they lie, so the machine must hold numbers as the file does, and no
// record may have padding that save would leave to chance.
static_assert(std::endian::native == std::endian::little);
#define SECTION(type, member) \
  static_assert(std::is_trivially_copyable_v<type> && std::has_unique_object_representations_v<type>);
PRECEPT_PROGRAM_SECTIONS(SECTION)
#undef SECTION

// A byte above 127, an end of line and an end of file: a copy made as text spoils one of them.
constexpr std::array<unsigned char, 8> kMagic{0x8E, 'P', 'R', 'C', 'P', 'T', '\n', 0x1A};
constexpr std::size_t kSectionAlignment = 16;

struct SectionEntry {
  std::uint64_t offset = 0;  ///< in bytes, from the start of the file
  std::uint64_t count = 0;   ///< of records
};

constexpr std::size_t kSectionCount = 0
#define SECTION(type, member) +1
    PRECEPT_PROGRAM_SECTIONS(SECTION)
#undef SECTION
    ;

/// Which number is which instruction: a digest of the rows of opcodes.def. Where a row was put in between, a
/// program of before would otherwise run as another.
std::uint64_t instruction_set() {
  static const std::uint64_t all = [] {
    std::string rows;
    for (const OpcodeInfo& row : kOpcodes) {
      rows.append(row.mnemonic).append(" ").append(row.operands);
      rows.append({' ', row.result, '\n'});
    }
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
    crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(rows.data()), rows.size());
    std::uint64_t number = 0;
    std::memcpy(&number, digest.data(), sizeof number);
    return number;
  }();
  return all;
}

struct Header {
  std::array<unsigned char, 8> magic = kMagic;
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};  ///< of all that follows it
  std::uint32_t format_version = kFormatVersion;
  std::uint32_t section_count = kSectionCount;
  std::uint64_t total_size = 0;
  std::uint64_t instructions = instruction_set();
  std::array<SectionEntry, kSectionCount> sections{};
};
static_assert(std::has_unique_object_representations_v<Header>);
static_assert(sizeof(Header) % kSectionAlignment == 0);

constexpr std::size_t kDigestEnd = offsetof(Header, digest) + crypto_hash_sha256_BYTES;

std::array<unsigned char, crypto_hash_sha256_BYTES> digest_of(std::span<const std::byte> file) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest;
  auto rest = file.subspan(kDigestEnd);
  crypto_hash_sha256(digest.data(), reinterpret_cast<const unsigned char*>(rest.data()), rest.size());
  return digest;
}

constexpr std::uint64_t aligned(std::uint64_t offset) {
  return (offset + kSectionAlignment - 1) / kSectionAlignment * kSectionAlignment;
}

std::unexpected<ProgramError> refuse(ProgramError::Reason reason, std::string message) {
  return std::unexpected(ProgramError{reason, std::move(message)});
}

/// Whether the section follows the one before it, which ends at `end`; moves `end` to its own end.
bool follows(const SectionEntry& entry, std::size_t record_size, std::uint64_t& end, std::uint64_t total) {
  if (entry.offset != aligned(end) || entry.offset > total) return false;
  // Indexes are 32 bits wide, and kAbsent is no index.
  if (entry.count >= kAbsent || entry.count > (total - entry.offset) / record_size) return false;
  end = entry.offset + entry.count * record_size;
  return true;
}

std::expected<Header, ProgramError> read_header(std::span<const std::byte> bytes) {
  using enum ProgramError::Reason;
  if (!looks_like_program(bytes)) return refuse(Unreadable, "this is not a compiled program");
  Header header;
  // The version is looked at before the length: another version may have another header.
  if (bytes.size() < offsetof(Header, total_size)) return refuse(Corrupt, "the program is cut off");
  std::memcpy(&header, bytes.data(), std::min(bytes.size(), sizeof header));
  if (header.format_version != kFormatVersion) {
    return refuse(Version, "the program has format version " + std::to_string(header.format_version) +
                               ", this runtime reads version " + std::to_string(kFormatVersion));
  }
  if (bytes.size() < sizeof header || bytes.size() < header.total_size) {
    return refuse(Corrupt, "the program is cut off");
  }
  if (header.instructions != instruction_set())
    return refuse(Version, "the program has another set of instructions than this runtime");
  if (bytes.size() > header.total_size) return refuse(Corrupt, "bytes follow the end of the program");
  if (header.section_count != kSectionCount)
    return refuse(Corrupt, "the program has a section too many or too few");
  if (digest_of(bytes) != header.digest) {
    return refuse(Corrupt, "the program has been changed or damaged: its digest does not match");
  }
  return header;
}

}  // namespace

const char* program::to_string(ClauseForm form) {
  switch (form) {
    case ClauseForm::Encoded:
      return "encoded";
    case ClauseForm::Informative:
      return "informative";
    case ClauseForm::NotCheckable:
      return "not checkable";
    case ClauseForm::NotEncoded:
      return "not encoded";
  }
  return "";
}

std::vector<std::byte> save(const ProgramSections& sections) {
  Header header;
  std::uint64_t end = sizeof header;
  std::size_t index = 0;
#define SECTION(type, member)                                        \
  header.sections[index++] = {aligned(end), sections.member.size()}; \
  end = aligned(end) + sections.member.size() * sizeof(type);
  PRECEPT_PROGRAM_SECTIONS(SECTION)
#undef SECTION
  header.total_size = end;

  std::vector<std::byte> bytes(end);
  index = 0;
#define SECTION(type, member)                                                         \
  if (!sections.member.empty()) {                                                     \
    std::memcpy(bytes.data() + header.sections[index].offset, sections.member.data(), \
                sections.member.size() * sizeof(type));                               \
  }                                                                                   \
  ++index;
  PRECEPT_PROGRAM_SECTIONS(SECTION)
#undef SECTION
  std::memcpy(bytes.data(), &header, sizeof header);
  header.digest = digest_of(bytes);
  std::memcpy(bytes.data(), &header, sizeof header);
  return bytes;
}

std::expected<Program, ProgramError> Program::unverified(std::shared_ptr<const void> owner,
                                                         std::span<const std::byte> bytes) {
  using enum ProgramError::Reason;
  assert(reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(std::uint64_t) == 0);
  auto header = read_header(bytes);
  if (!header) return std::unexpected(header.error());

  Program program;
  program.owner_ = std::move(owner);
  std::uint64_t end = sizeof(Header);
  std::size_t index = 0;
#define SECTION(type, member)                                                                   \
  {                                                                                             \
    const SectionEntry& entry = header->sections[index++];                                      \
    if (!follows(entry, sizeof(type), end, bytes.size())) {                                     \
      return refuse(Corrupt, "section `" #member "` is out of bounds");                         \
    }                                                                                           \
    program.member = {reinterpret_cast<const type*>(bytes.data() + entry.offset), entry.count}; \
  }
  PRECEPT_PROGRAM_SECTIONS(SECTION)
#undef SECTION
  if (end != bytes.size()) return refuse(Corrupt, "the sections do not fill the program");

  std::array<char, 2 * crypto_hash_sha256_BYTES + 1> digits;
  sodium_bin2hex(digits.data(), digits.size(), header->digest.data(), header->digest.size());
  program.digest_ = digits.data();
  return program;
}

bool looks_like_program(std::span<const std::byte> head) {
  return head.size() >= kMagic.size() && std::memcmp(head.data(), kMagic.data(), kMagic.size()) == 0;
}

}  // namespace precept
