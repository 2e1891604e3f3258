// Makes random expressions of a given type over the variables in scope.
#pragma once

#include <functional>

#include "tests/generate/piece.h"

namespace precept::generate {

/// What an expression may name: variables, and everything that dots reach from them.
class Scope {
 public:
  struct Path {
    std::string text;
    Type type;                   ///< may be none, unless that was asked for
    bool declared_none = false;  ///< may be none even where all that it is a part of is there
    bool is_asked = false;
    bool is_element = false;     ///< stands for each element of a list in turn
    std::size_t whole = kWhole;  ///< the path that it is a part of

    bool is_part() const { return whole != kWhole; }
  };
  static constexpr std::size_t kWhole = ~std::size_t{0};

  explicit Scope(const World& world) : world_(world) {}
  void add(const std::string& variable, const Type& type) { add_path(variable, type, 3, kWhole); }
  /// Adds a variable that stands for each element of a list.
  void add_element(const std::string& variable, const Type& type);
  /// How many lists are gone through around what is made.
  std::size_t loops() const;
  std::size_t size() const { return paths_.size(); }
  void truncate(std::size_t size) { paths_.resize(size, {}); }
  const std::vector<Path>& paths() const { return paths_; }
  std::vector<Path> having(const std::function<bool(const Type&)>& fits) const;
  /// Whether none can only come from the path's own field, not from what it is a part of.
  bool states_none(const Path& path) const { return path.is_part() && !paths_[path.whole].type.or_none; }
  /// The scope in which the path is known to be given.
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

  /// Makes an expression. It may be none only where the type says so; a truth always may. `depth` bounds the
  /// nesting.
  Piece make(const Type& type, Scope& scope, int depth);
  /// Makes a filtered list, `x in xs where …`; nothing without a list in scope.
  std::optional<Piece> filter(Scope& scope, int depth, Type& list);
  /// Makes what a definition gives as a whole: a choice from a list, or one of its elements; nothing without
  /// a list in scope.
  std::optional<Piece> whole(Scope& scope, int depth, Type& result);
  /// Makes a list in words, for a hole; nothing where there is none to tell.
  std::optional<Piece> in_words(Scope& scope, int depth);
  /// Makes a message with a hole: "words {hole} words".
  Piece message(Scope& scope, int depth);
  std::string new_variable() { return "x" + std::to_string(next_variable_++); }
  Piece literal(const Type& type);

 private:
  std::optional<Piece> path_of(const Type& type, Scope& scope);
  std::optional<Piece> given_path_of(const Type& type, Scope& scope);
  /// Asks for or replaces what may be none, unless the type may be none too.
  Piece settled(const Type& type, Piece may_be_none);
  Piece list_of(const Scope::Path& list, Scope& scope, int depth);
  Piece stated(const Type& type, Scope& scope, int depth);
  Piece guarded(Scope& scope, int depth);
  std::optional<Piece> chosen(const Type& type, Scope& scope, int depth);
  std::optional<Piece> column_of(const Type& type, Scope& scope, int depth);
  std::optional<Piece> call_of(const Type& type, Scope& scope, int depth);
  std::optional<Piece> call_of(const Define& define, Scope& scope, int depth);
  std::optional<Piece> part_of_call(const Type& type, Scope& scope, int depth);
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
  std::optional<Piece> reach(Scope& scope, int depth);
  Piece judgement(Scope& scope, int depth);
  Piece reading();
  Piece of_two(const Type& type, const std::string& word, Scope& scope, int depth);
  Piece number(const Type& type, Scope& scope, int depth);
  Piece part_of_fraction(Scope& scope, int depth);
  Piece divisor(Scope& scope, int depth);
  Piece fraction(const Type& type, Scope& scope, int depth);
  Piece date(const Type& type, Scope& scope, int depth);
  Piece moment(const Type& type, Scope& scope, int depth);
  Piece between_moments(const Type& type, Scope& scope, int depth);
  Piece set(const Type& type, Scope& scope, int depth);
  std::optional<Piece> aggregate(const Type& type, Scope& scope, int depth);
  Type scalar_type(Scope& scope);

  Random& random_;
  const World& world_;
  std::size_t& next_variable_;
};

}  // namespace precept::generate
