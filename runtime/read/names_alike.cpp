#include "runtime/read/names_alike.h"

#include <bit>
#include <string>
#include <vector>

#include "base/text.h"
#include "runtime/read/json_text.h"

namespace precept {

namespace {

constexpr std::size_t kMostPairs = 5;
/// A name is compared with so many names of its hash at most; otherwise a list could be written that takes
/// quadratic time.
constexpr std::size_t kMostCompared = 8;

/// Letters of one class may look alike, perhaps in the other letter case: 0 and o; 1, i and l; m and rn.
char class_of(char c) {
  if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  switch (c) {
    case '0':
      return 'o';
    case '1':
    case 'i':
    case '|':
      return 'l';
    case '`':
    case '"':
      return '\'';
    default:
      return c;
  }
}

/// Equal for texts that look alike, and for few others.
std::uint64_t coarse_hash(std::string_view text, std::uint64_t seed) {
  std::uint64_t hash = seed ^ 0xCBF29CE484222325;
  auto take = [&](char c) { hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3; };
  for (char c : text) {
    char folded = class_of(c);
    if (folded == 'm') take('r'), folded = 'n';
    // A quote may be one sign or two, and a per cent sign three.
    if (folded != '\'' && folded != '%') take(folded);
  }
  return hash ^ hash >> 29;
}

bool is_ascii(std::string_view text) {
  for (char c : text) {
    if ((c & 0x80) != 0) return false;
  }
  return true;
}

/// The names of one level, each looked up among those before it.
class LookAlikeFinder {
 public:
  LookAlikeFinder(const Program& program, const Document& document, std::string_view text,
                  std::uint32_t level, std::uint32_t column)
      : program_(program), document_(document), text_(text), level_(level), column_(column) {
    const program::Unit& unit = program.units[document.unit];
    is_raw_ = Program::in(program.columns, unit.columns)[column].raw != 0;
    slots_.assign(std::bit_ceil<std::size_t>(std::size_t{4} * document.rows(level) + 8), {});
  }

  void run(Mistakes& mistakes) {
    const LevelRows& rows = document_.levels[level_];
    std::uint32_t parent = 0;
    for (std::uint32_t row = 0; row < rows.count && told_ < kMostPairs; ++row) {
      while (rows.offsets[parent + 1] <= row) ++parent;
      if (document_.code(program_, column_, row) < 0) continue;
      std::string_view name = this->name(row);
      if (is_ascii(name)) {
        look_up(coarse_hash(name, parent), row, parent, mistakes);
      } else {
        std::uint64_t as_it_is = coarse_hash(look_alike_key(name), parent);
        std::uint64_t in_small = coarse_hash(look_alike_key(case_folded(name)), parent);
        if (!look_up(as_it_is, row, parent, mistakes) && in_small != as_it_is)
          look_up(in_small, row, parent, mistakes);
      }
    }
  }

 private:
  struct Slot {
    std::uint32_t hash = 0, row = kAbsent;
  };

  /// The name of a row. A raw text still has its escapes, so it is copied.
  std::string_view name(std::uint32_t row, std::size_t scratch = 0) {
    std::int32_t code = document_.code(program_, column_, row);
    if (!is_raw_) return document_.texts.text(code);
    std::size_t begin = static_cast<std::size_t>(code) + 1, end = begin;
    while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
    std::string_view inner = text_.substr(begin, end - begin);
    if (is_ascii(inner) && inner.find('\\') == std::string_view::npos &&
        inner.find("  ") == std::string_view::npos)
      return inner;
    std::string unescaped;
    unescape(inner, unescaped);
    return copies_[scratch] = without_faults(unescaped);
  }

  bool look_up(std::uint64_t hash, std::uint32_t row, std::uint32_t parent, Mistakes& mistakes) {
    auto fingerprint = static_cast<std::uint32_t>(hash >> 32);
    std::size_t at = hash & (slots_.size() - 1), compared = 0;
    for (; slots_[at].row != kAbsent; at = (at + 1) & (slots_.size() - 1)) {
      if (slots_[at].hash != fingerprint || slots_[at].row == row) continue;
      if (document_.levels[level_].parent_of(slots_[at].row) != parent) continue;
      if (++compared > kMostCompared) return false;
      std::string_view now = name(row), before = name(slots_[at].row, 1);
      if (now == before) return true;  // equal names: the first stands for all
      if (!look_alike(now, before)) continue;
      tell(slots_[at].row, before, row, now, mistakes);
      return true;
    }
    slots_[at] = {fingerprint, row};
    return false;
  }

  void tell(std::uint32_t before, std::string_view before_name, std::uint32_t row, std::string_view name,
            Mistakes& mistakes) {
    ++told_;
    const auto& places = document_.levels[level_].places;
    bool is_case = case_folded(name) == case_folded(before_name);
    mistakes
        .warn(DiagnosticKind::NamesAlike, places[row], places[row] + 1,
              in_backticks(name) + " and " + in_backticks(before_name) + " differ by " +
                  (is_case ? "letter case alone" : "letters that look alike"))
        .label(mistakes.span(places[before], places[before] + 1), in_backticks(before_name))
        .with_help("where they are one, write the name alike; where they are two, nothing need be done");
  }

  const Program& program_;
  const Document& document_;
  std::string_view text_;
  std::uint32_t level_, column_;
  bool is_raw_ = false;
  std::vector<Slot> slots_;  ///< open addressing, at most half of them taken
  std::string copies_[2];
  std::size_t told_ = 0;
};

}  // namespace

bool look_alike(std::string_view left, std::string_view right) {
  return look_alike_key(left) == look_alike_key(right) ||
         look_alike_key(case_folded(left)) == look_alike_key(case_folded(right));
}

void warn_of_names_alike(const Program& program, const Document& document, std::string_view text,
                         Mistakes& mistakes) {
  auto levels = Program::in(program.levels, program.units[document.unit].levels);
  for (std::uint32_t level = 1; level < levels.size(); ++level) {
    std::uint32_t column = levels[level].name_column;
    if (levels[level].form != program::LevelForm::List || column == kAbsent) continue;
    if (document.rows(level) > 1) LookAlikeFinder(program, document, text, level, column).run(mistakes);
  }
}

}  // namespace precept
