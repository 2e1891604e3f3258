// The text of a policy as a tree of pieces, so that a policy can be made smaller and stay well formed.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/generate/world.h"

namespace precept::generate {

struct Piece {
  enum class Role {
    Text,       ///< only together with what is around it
    Droppable,  ///< may be left out
    Expression  ///< may be replaced by another expression of its type
  };
  Role role = Role::Text;
  Type type;         ///< Expression
  std::string text;  ///< where there are no parts
  std::vector<Piece> parts;

  Piece() = default;
  Piece(std::string words) : text(std::move(words)) {}  // NOLINT: strings are pieces
  Piece(const char* words) : text(words) {}             // NOLINT

  void print(std::string& to) const {
    to += text;
    for (const Piece& part : parts) part.print(to);
  }
  std::string print() const {
    std::string result;
    print(result);
    return result;
  }
};

template <class... Parts>
Piece join(Parts&&... parts) {
  Piece piece;
  (piece.parts.emplace_back(std::forward<Parts>(parts)), ...);
  return piece;
}
template <class... Parts>
Piece expression(const Type& type, Parts&&... parts) {
  Piece piece = join(std::forward<Parts>(parts)...);
  piece.role = Piece::Role::Expression;
  piece.type = type;
  return piece;
}
template <class... Parts>
Piece droppable(Parts&&... parts) {
  Piece piece = join(std::forward<Parts>(parts)...);
  piece.role = Piece::Role::Droppable;
  return piece;
}

}  // namespace precept::generate
