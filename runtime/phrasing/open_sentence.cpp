#include "runtime/phrasing/open_sentence.h"

#include <algorithm>

namespace precept {

namespace {

/// The sentence tells no more open conditions than this; the questions name them all.
constexpr std::size_t kMostTold = 2;
/// A chain of conditions is followed no further: a program from elsewhere may have one of any length.
constexpr std::size_t kMostLooked = 2'000;

}  // namespace

std::optional<OpenSentence::Text> OpenSentence::norm(const program::Norm& norm, std::uint32_t level,
                                                     std::uint32_t row) const {
  const Truth met = view_.truth(norm.holds, level, row);
  const bool surely_applies = view_.truth(norm.condition, level, row) != Truth::Unknown;
  if (met == Truth::Unknown) {
    std::optional<std::string> open = truth(norm.holds, level, row);
    bool is_judgement = surely_applies && view_.producer(norm.holds).opcode == Opcode::Attested;
    if (open) return Text{*open, is_judgement};
  }
  if (surely_applies) return std::nullopt;
  std::optional<std::string> applies = truth(norm.condition, level, row);
  if (!applies) return std::nullopt;
  if (met == Truth::No && norm.message.count > 0)
    return Text{view_.words(say::OpenIfSo, *applies, wording_.text(norm.message, level, row)), false};
  return Text{*applies, false};
}

/// The operands that leave a chain of `and` and `or` open. A part that a definition has words for is not
/// taken apart.
std::vector<std::uint32_t> OpenSentence::open_parts(std::uint32_t operand, std::uint32_t level,
                                                    std::uint32_t row) const {
  std::vector<std::uint32_t> parts, rest{operand};
  for (std::size_t looked = 0; !rest.empty() && looked < kMostLooked && parts.size() < kMostTold; ++looked) {
    const std::uint32_t part = rest.back();
    rest.pop_back();
    if (view_.truth(part, level, row) != Truth::Unknown) continue;
    const program::Instruction& made = view_.producer(part);
    const bool is_chain = made.opcode == Opcode::And || made.opcode == Opcode::Or;
    if (is_chain && (part == operand || !phrases_.has(part))) {
      rest.insert(rest.end(), {made.operands[1], made.operands[0]});
    } else if (std::ranges::find(parts, part) == parts.end()) {
      parts.push_back(part);
    }
  }
  return parts;
}

std::optional<std::string> OpenSentence::truth(std::uint32_t operand, std::uint32_t level,
                                               std::uint32_t row) const {
  if (auto said = phrases_.say(operand, level, row)) return said->text;
  const program::Instruction& made = view_.producer(operand);
  const std::uint32_t at = view_.ancestor_row(level, row, view_.level_of(operand));
  switch (made.opcode) {
    case Opcode::And:
    case Opcode::Or: {
      std::optional<std::string> all;
      for (std::uint32_t part : open_parts(operand, level, row)) {
        std::optional<std::string> one = truth(part, level, row);
        if (!one) return std::nullopt;
        all = all ? view_.words(say::Then, *all, *one) : *one;
      }
      return all;
    }
    case Opcode::Spread:
      return truth(made.operands[0], view_.level_of(operand), at);
    case Opcode::Any:
    case Opcode::Choose:
    case Opcode::Constant:
      return std::nullopt;  // "one of them meets the condition" would say nothing
    default:                // a test of values, which `Nouns::sentence` words
      return nouns_.sentence(operand & ~kNegated, at, Truth::Unknown);
  }
}

}  // namespace precept
