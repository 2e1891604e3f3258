#include "tests/generate/shrink.h"

namespace precept::generate {

namespace {

using nlohmann::json;

/// The simplest expression of a type; empty where it would need a name.
std::string least(const Type& type) {
  switch (type.kind) {
    case Kind::Truth:
      return "yes";
    case Kind::Int:
      return "0";
    case Kind::Number:
      return "0.5";
    case Kind::Date:
      return "2024-02-29";
    case Kind::Duration:
      return "0 days";
    case Kind::Months:
      return "0 months";
    case Kind::Moment:
      return "2024-05-01T12:00Z";
    case Kind::Hours:
      return "0 hours";
    case Kind::Text:
      return "\"a\"";
    case Kind::Enum:
    case Kind::Key:
    case Kind::Set:
    case Kind::Record:
    case Kind::List:
      break;
  }
  return {};
}

class Shrinker {
 public:
  Shrinker(Piece& policy, json& document, const StillThere& still_there, std::size_t attempts)
      : policy_(policy), document_(document), still_there_(still_there), attempts_(attempts) {}

  void run() {
    do {
      progress_ = false;
      take_away_pieces(policy_);
      simplify(policy_);
      thin(document_);
    } while (progress_ && attempts_ > 0);
  }

 private:
  bool holds() {
    if (attempts_ == 0) return false;
    --attempts_;
    const bool result = still_there_(policy_.print(), document_);
    progress_ = progress_ || result;
    return result;
  }

  /// Outer pieces first, later ones first: what is used is declared before.
  void take_away_pieces(Piece& piece) {
    for (std::size_t i = piece.parts.size(); i-- > 0;) {
      Piece& part = piece.parts[i];
      if (part.role == Piece::Role::Droppable) {
        Piece before = std::move(part);
        part = Piece();
        if (holds()) continue;
        piece.parts[i] = std::move(before);
      }
      take_away_pieces(piece.parts[i]);
    }
  }

  static void collect(const Piece& piece, const Type& type, std::vector<Piece>& inner) {
    for (const Piece& part : piece.parts) {
      if (part.role == Piece::Role::Expression && part.type.fits(type)) {
        inner.push_back(part);
      } else {
        collect(part, type, inner);
      }
    }
  }

  /// An expression becomes one of its own parts, or the least of its type.
  void simplify(Piece& piece) {
    if (piece.role == Piece::Role::Expression && !piece.parts.empty()) {
      std::vector<Piece> candidates;
      const std::string constant = least(piece.type);
      if (!constant.empty() && piece.print() != constant)
        candidates.push_back(expression(piece.type, constant));
      if (piece.type.is(Kind::Truth) && piece.print() != "no" && piece.print() != "yes")
        candidates.push_back(expression(piece.type, "no"));
      collect(piece, piece.type, candidates);
      for (Piece& candidate : candidates) {
        Piece before = piece;
        piece = candidate;
        if (holds()) break;
        piece = std::move(before);
      }
    }
    for (Piece& part : piece.parts) simplify(part);
  }

  void thin(json& value) {
    if (value.is_object()) {
      std::vector<std::string> names;
      for (const auto& [name, ignored] : value.items()) names.push_back(name);
      for (const std::string& name : names) {
        const bool needed = &value == &document_ && name == "kind";
        if (needed) continue;
        json before = value;
        value.erase(name);
        if (holds()) continue;
        value = std::move(before);
        thin(value[name]);
      }
    } else if (value.is_array()) {
      thin_array(value);
    }
  }

  void thin_array(json& value) {
    for (std::size_t length = value.size() / 2; length > 0; length /= 2) {
      for (std::size_t at = 0; at + length <= value.size();) {
        json before = value;
        value.erase(value.begin() + static_cast<std::ptrdiff_t>(at),
                    value.begin() + static_cast<std::ptrdiff_t>(at + length));
        if (holds()) continue;
        value = std::move(before);
        at += length;
      }
    }
    for (json& element : value) thin(element);
  }

  Piece& policy_;
  json& document_;
  const StillThere& still_there_;
  std::size_t attempts_;
  bool progress_ = false;
};

}  // namespace

void shrink(Piece& policy, json& document, const StillThere& still_there, std::size_t attempts) {
  Shrinker(policy, document, still_there, attempts).run();
}

}  // namespace precept::generate
