#include "compiler/ast/written_name.h"

#include <algorithm>

namespace precept::ast {

namespace {

constexpr std::string_view kReservedWords[] = {
#define RESERVED_WORD(spelling) spelling,
#include "compiler/ast/reserved_words.def"
#undef RESERVED_WORD
};

}  // namespace

bool is_reserved(std::string_view word) {
  return std::ranges::binary_search(kReservedWords, word);
}

std::string written_name(std::string_view name) {
  return is_reserved(name) ? "`" + std::string(name) + "`" : std::string(name);
}

}  // namespace precept::ast
