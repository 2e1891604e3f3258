// Random expressions of a wanted type over the variables in scope.
#pragma once

#include <functional>

#include "tests/generate/piece.h"

namespace precept::generate {

/// What an expression may speak of: variables and everything that can be reached from them by dots.
class Scope {
 public:
  struct Path {
    std::string text;
    Type type;                   ///< may be none where that was not asked
    bool declared_none = false;  ///< whether it may be none where all that it is a part of is there
    bool is_asked = false;
    std::size_t whole = kWhole;  ///< the path that it is a part of

    bool is_part() const { return whole != kWhole; }
  };
  static constexpr std::size_t kWhole = ~std::size_t{0};

  explicit Scope(const World& world) : world_(world) {}
  void add(const std::string& variable, const Type& type) { add_path(variable, type, 3, kWhole); }
  std::size_t size() const { return paths_.size(); }
  void truncate(std::size_t size) { paths_.resize(size, {}); }
  const std::vector<Path>& paths() const { return paths_; }
  std::vector<Path> having(const std::function<bool(const Type&)>& fits) const;
  /// Whether the document itself states that it is none: only a part may be none, not what it is a part of.
  bool states_none(const Path& path) const { return path.is_part() && !paths_[path.whole].type.or_none; }
  /// The same scope where the path is given.
  Scope asked(const std::string& text) const;

 private:
  void add_path(const std::string& text, const Type& type, int depth, std::size_t whole);
  void settle(Path& path) const;

  const World& world_;
  std::vector<Path> paths_;
};

class Expressions {
 public:
  Expressions(Random& random, const World& world, std::size_t& next_variable)
      : random_(random), world_(world), next_variable_(next_variable) {}

  /// May be none only where the type says so; a truth always may. `depth` bounds the nesting.
  Piece make(const Type& type, Scope& scope, int depth);
  /// `x in xs where …`, the text of a filtered list; a list must be in scope.
  std::optional<Piece> filter(Scope& scope, int depth, Type& list);
  /// "words {hole} words".
  Piece message(Scope& scope, int depth);
  std::string new_variable() { return "x" + std::to_string(next_variable_++); }
  Piece literal(const Type& type);

 private:
  std::optional<Piece> path_of(const Type& type, Scope& scope);
  std::optional<Piece> given_path_of(const Type& type, Scope& scope);
  /// What may be none as a value of the type: asked for or replaced, unless the type may be none too.
  Piece settled(const Type& type, Piece may_be_none);
  std::string list_of(const Scope::Path& list) const;
  Piece stated(const Type& type, Scope& scope, int depth);
  Piece guarded(Scope& scope, int depth);
  std::optional<Piece> chosen(const Type& type, Scope& scope, int depth);
  std::optional<Piece> column_of(const Type& type, Scope& scope, int depth);
  std::optional<Piece> call_of(const Type& type, Scope& scope, int depth);
  std::optional<Piece> argument(const Type& type, Scope& scope, int depth);
  Piece look_up(const Table& table, std::size_t number, Scope& scope, int depth);
  Piece choice(const Type& type, Scope& scope, int depth);
  Piece compound(const Type& type, Scope& scope, int depth);

  Piece truth(Scope& scope, int depth);
  Piece comparison(Scope& scope, int depth);
  Piece order(Scope& scope, int depth);
  Piece equality(Scope& scope, int depth);
  Piece membership(Scope& scope, int depth);
  Piece set_relation(Scope& scope, int depth);
  Piece presence(Scope& scope, int depth);
  Piece quantifier(Scope& scope, int depth);
  Piece judgement(Scope& scope, int depth);
  Piece reading();
  Piece lesser_or_greater(const Type& type, Scope& scope, int depth);
  Piece number(const Type& type, Scope& scope, int depth);
  Piece date(const Type& type, Scope& scope, int depth);
  Piece set(const Type& type, Scope& scope, int depth);
  std::optional<Piece> aggregate(const Type& type, Scope& scope, int depth);
  Type scalar_type(Scope& scope);

  Random& random_;
  const World& world_;
  std::size_t& next_variable_;
};

}  // namespace precept::generate
