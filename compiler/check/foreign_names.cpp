#include "compiler/check/foreign_names.h"

#include <algorithm>
#include <span>

namespace precept::checking {

namespace {

struct ForeignName {
  std::string_view written;
  std::string_view help;
};

constexpr ForeignName kTypes[] = {
#define TYPE(written, help) {written, help},
#define FUNCTION(written, help)
#define VALUE(written, help)
#include "compiler/check/foreign_names.def"
#undef TYPE
#undef FUNCTION
#undef VALUE
};

constexpr ForeignName kFunctions[] = {
#define TYPE(written, help)
#define FUNCTION(written, help) {written, help},
#define VALUE(written, help)
#include "compiler/check/foreign_names.def"
#undef TYPE
#undef FUNCTION
#undef VALUE
};

constexpr ForeignName kValues[] = {
#define TYPE(written, help)
#define FUNCTION(written, help)
#define VALUE(written, help) {written, help},
#include "compiler/check/foreign_names.def"
#undef TYPE
#undef FUNCTION
#undef VALUE
};

std::string_view help_for(std::span<const ForeignName> names, std::string_view name) {
  auto found = std::ranges::find(names, name, &ForeignName::written);
  return found == names.end() ? std::string_view() : found->help;
}

}  // namespace

std::string_view help_for_foreign_type(std::string_view name) {
  return help_for(kTypes, name);
}

std::string_view help_for_foreign_function(std::string_view name) {
  return help_for(kFunctions, name);
}

std::string_view help_for_foreign_value(std::string_view name) {
  return help_for(kValues, name);
}

}  // namespace precept::checking
