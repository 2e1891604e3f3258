// Reads the members of a table, so that each mistake in it is one message with its place.
//
//   TableReader minimum(*table, "`[minimum]`", diagnostics);
//   auto documents = minimum.number("documents", 0, 1'000'000);
//   minimum.finish();
//
// of `document = 10` gives nothing, and E5061: "`[minimum]` has no `document`", did you mean `documents`?
// Which keys there are is known from what was asked for, so `finish` comes last.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.h"
#include "base/toml/value.h"

namespace precept::toml {

/// What a member says, and where.
template <class T>
struct Placed {
  T value{};
  Span place;
};
using PlacedText = Placed<std::string>;

/// What a reader of a member may be told of it beside its type.
enum class Presence { Optional, Required };

class TableReader {
 public:
  /// `what` names the table in messages: "`[minimum]`". The table's `place` is told where a required member
  /// is missing. Both, and `diagnostics`, outlive the reader.
  TableReader(const Table& table, Span place, std::string what, Diagnostics& diagnostics)
      : table_(table), place_(place), what_(std::move(what)), diagnostics_(diagnostics) {}

  // Each takes the member with the key; nothing where there is none, or where it was reported what is wrong
  // with it: another type (E5062), a blank text, a number out of range, a required one that is missing.

  /// As a reader sees it (base/text.h); `exact_text` with all its blanks, and it may be blank.
  std::optional<PlacedText> text(std::string_view key, Presence presence = Presence::Optional);
  std::optional<PlacedText> exact_text(std::string_view key);
  std::optional<Placed<std::int64_t>> number(std::string_view key, std::int64_t least, std::int64_t most);
  std::optional<Placed<bool>> truth(std::string_view key);
  std::optional<Placed<Day>> date(std::string_view key, Presence presence = Presence::Optional);
  /// A list of texts, with one at least, or one text.
  std::vector<PlacedText> texts(std::string_view key);
  /// One of the choices; another text is reported with the nearest.
  std::optional<PlacedText> choice(std::string_view key, const std::vector<std::string_view>& choices,
                                   Presence presence = Presence::Optional);
  const Member* table(std::string_view key);
  /// `[[key]]`, or a list of tables: each with its place.
  std::vector<const Value*> tables(std::string_view key);
  /// The members of a table whose keys are names of the author's own, each a text.
  std::vector<std::pair<Placed<std::string>, PlacedText>> named_texts(std::string_view key);
  /// Whatever it is, for a reader of its own.
  const Member* any(std::string_view key);

  /// Reports every member that nothing has asked for, with the nearest key that there is (E5061).
  void finish();

  /// A member with a value that it cannot have (E5062): "`level` is `loud`; it is …".
  Diagnostic& refuse(Span place, std::string message);

 private:
  const Member* find(std::string_view key, Presence presence = Presence::Optional);
  template <class T>
  const T* typed(const Value& value, std::string_view key, std::string_view expected,
                 std::string_view example);
  std::optional<PlacedText> text_in(const Value& value, std::string_view key, std::string_view expected,
                                    std::string_view example);

  const Table& table_;
  Span place_;
  std::string what_;
  Diagnostics& diagnostics_;
  std::vector<std::string_view> known_;
};

}  // namespace precept::toml
