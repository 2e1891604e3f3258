#include <cctype>
#include <map>
#include <set>

#include "authoring/lint/rules/names/names.h"
#include "base/suggest.h"

namespace precept::lint {

namespace {

/// Short words are near each other without anybody having misspelt one.
constexpr std::size_t kLeast = 5;

/// Where two words of nearly one length first differ.
std::size_t first_difference(std::string_view a, std::string_view b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  return at;
}

/// Whether one of them may be a slip of the other: they differ in one letter within a word, and neither in a
/// digit, an ending (`proposed`, `proposer`) nor a word of one letter (`reaches_k`, `reaches_q`).
bool may_be_a_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  const std::size_t at = first_difference(a, b);
  auto ends_word = [](std::string_view word, std::size_t i) { return i >= word.size() || word[i] == '_'; };
  auto is_digit = [](std::string_view word, std::size_t i) {
    return i < word.size() && std::isdigit(static_cast<unsigned char>(word[i])) != 0;
  };
  if (is_digit(a, at) || is_digit(b, at)) return false;
  if (ends_word(a, at) || ends_word(b, at) || ends_word(a, at + 1) || ends_word(b, at + 1)) return false;
  if (at == 0 || a[at - 1] == '_') return false;
  return edit_distance(a, b) == 1;
}

/// The word with each letter left out: two words that differ in one letter share one of these.
std::set<std::string> shortened(std::string_view word) {
  std::set<std::string> result = {std::string(word)};
  for (std::size_t i = 0; i < word.size(); ++i)
    result.insert(std::string(word.substr(0, i)) + std::string(word.substr(i + 1)));
  return result;
}

}  // namespace

void near_names(Look& look) {
  for (DeclarationKind kind :
       {DeclarationKind::Definition, DeclarationKind::Judgement, DeclarationKind::Field,
        DeclarationKind::Member, DeclarationKind::Record, DeclarationKind::Enum}) {
    std::map<std::pair<DeclarationId, std::string>, std::vector<DeclarationId>> by_part;
    for (const DeclarationId id : look.declared(kind)) {
      const Declaration& declared = look.declaration(id);
      if (declared.name.size() < kLeast) continue;
      const bool has_whole = kind == DeclarationKind::Field || kind == DeclarationKind::Member;
      const DeclarationId whole = has_whole ? declared.parent : analysis::kNoDeclaration;
      std::set<DeclarationId> told;
      for (const std::string& part : shortened(declared.name)) {
        auto& others = by_part[{whole, part}];
        for (const DeclarationId other : others) {
          const Declaration& first = look.declaration(other);
          if (!may_be_a_slip(first.name, declared.name) || !told.insert(other).second) continue;
          look.found(DiagnosticKind::NearNames, declared.name_span,
                     "`" + std::string(declared.name) + "` and `" + std::string(first.name) +
                         "` differ in one letter: who means one may write the other, and nothing tells")
              .label(first.name_span, "the first")
              .with_help("give one of them a name that says how they differ");
        }
        others.push_back(id);
      }
    }
  }
}

}  // namespace precept::lint
