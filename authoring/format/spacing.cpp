// How many blanks stand between two tokens of one line.
#include <algorithm>
#include <string_view>

#include "authoring/format/layout_plan.h"

namespace precept::format {

namespace {

bool is_one_of(const Token& token, std::initializer_list<std::string_view> signs) {
  return token.kind == TokenKind::Sign && std::ranges::find(signs, token.text) != signs.end();
}

bool is_fold(const Token& token) {
  constexpr std::string_view kFolds[] = {"count", "sum", "min", "max"};
  return token.kind == TokenKind::Keyword && std::ranges::find(kFolds, token.text) != std::end(kFolds);
}

bool is_tight(const Token& left, const Place& left_place, const Token& right, const Place& right_place) {
  if (is_one_of(left, {"(", "[", "{", "."}) || is_one_of(right, {")", "]", "}", ",", "."})) return true;
  if (right.is_sign(":")) return !right_place.is_field_sign;
  // Two signs without a blank would begin a comment.
  if (left_place.is_prefix) return !right.is_sign("-");
  if (left_place.is_share_sign || right_place.is_share_sign) return true;
  if (right.is_sign("(")) return left_place.is_called || is_fold(left);
  if (right.is_sign("[")) return left_place.is_called || left.is_sign("]");
  return false;
}

}  // namespace

std::size_t blanks_between(const Token& left, const Place& left_place, const Token& right,
                           const Place& right_place) {
  if (left_place.is_as_written && right_place.is_as_written) return left.end == right.begin ? 0 : 1;
  return is_tight(left, left_place, right, right_place) ? 0 : 1;
}

}  // namespace precept::format
