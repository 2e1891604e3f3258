// The text of a policy as a tree of pieces, so that parts can be taken away and the policy stays well formed.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/generate/world.h"

namespace precept::generate {

struct Piece {
  enum class Role {
    Text,       ///< may be left out only with the piece around it
    Droppable,  ///< may be left out
    Expression  ///< may be replaced by another expression of its type
  };
  Role role = Role::Text;
  Type type;         ///< Expression
  std::string text;  ///< the text of a piece without parts
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
