// A TOML text as a tree of our own, in which everything has its place.
//
//   [minimum]
//   documents = 10          # a Table "minimum" with the Member `documents`, an integer 10 at line 2, column
//   13
//
// Tables keep the order of the text. A text is just as it was written; nothing in it is hidden (base/text.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/date.h"
#include "base/source.h"

namespace precept::toml {

struct Member;
struct Value;
using Table = std::vector<Member>;
using Array = std::vector<Value>;

/// A date with a wrapper, so that it is no integer.
struct Date {
  Day day = kNoDay;
};
/// What no file of ours has: a fraction, a time, a date with a time.
struct Other {
  std::string_view what;  ///< "a fraction"
};

struct Value {
  std::variant<Table, Array, std::string, std::int64_t, bool, Date, Other> content;
  Span place;  ///< of a table with a header, the header

  template <class T>
  const T* as() const {
    return std::get_if<T>(&content);
  }
  /// "a table", "a list", "a text", "a number", "true or false", "a date", …
  std::string_view type_in_words() const;
};

struct Member {
  std::string key;
  Span key_place;
  Value value;
};

}  // namespace precept::toml
