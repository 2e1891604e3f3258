// Which item of a clause belongs to which, by indentation (docs/language.md, Layout). Internal to parse/.
//
//     clause people
//       shall ensure b.people <= b.room.seats
//         when b.insured                          part of the norm above
//       however "markets"                         item of the clause
//         shall ensure b.people <= 200            norm of the `however`
#pragma once

#include <deque>

#include "PreceptParser.h"
#include "compiler/parse/layout/indentation.h"

namespace precept::parsing {

/// The items of one clause as a tree. An item belongs to the nearest head above it that stands less deep;
/// heads are the clause, norms, `however` and `despite`. The items of one head stand level. A head in the
/// middle of a line is as deep as its line, and items right below it are level with it.
class ItemTree {
 public:
  struct Node {
    grammar::PreceptParser::ItemContext* item = nullptr;  ///< null: the clause
    const antlr4::Token* token = nullptr;                 ///< its first token
    Node* parent = nullptr;
    std::vector<Node*> children;
    const antlr4::Token* level = nullptr;  ///< of the first child that begins a line
  };

  /// Builds the tree. Reports the first item that is out of place, unless `diagnostics` is null. Leaves out,
  /// and reports, heads nested deeper than `max_depth`. Leaves out items below a line that could not be read,
  /// since their head is not known.
  ItemTree(grammar::PreceptParser::ClauseContext& clause, const Tokens& tokens,
           const Indentation& indentation, Diagnostics* diagnostics, std::size_t max_depth);

  const Node& root() const { return nodes_.front(); }
  /// True where the tree was checked and nothing was reported.
  bool is_sound() const { return diagnostics_ != nullptr; }

 private:
  /// The range of an item, from its first to its last token, by index.
  struct Extent {
    std::size_t first, last;
    bool is_read;
  };
  void add(grammar::PreceptParser::ItemContext& item);
  bool belongs_to_lost(const antlr4::Token& token) const;
  bool is_lost(const Indentation::Line& line) const;
  void pop_for_line(const antlr4::Token& token);
  void pop_within_line(const Node& node);
  void check_level(const Node& node);
  void check_holder(const Node& node);
  void check_lines(const Node& node);
  Diagnostic* report(DiagnosticKind kind, const antlr4::Token& token, std::string message);
  std::string shown(const Node& node) const;
  bool is_above(const Node& head, const antlr4::Token& token) const;

  const Tokens& tokens_;
  const Indentation& indentation_;
  Diagnostics* diagnostics_;
  std::size_t max_depth_;
  std::deque<Node> nodes_;
  std::vector<Node*> open_;   ///< the clause, and the heads that the next item may belong to
  bool has_mistakes_;         ///< something in the file could not be read
  std::vector<Extent> read_;  ///< the items so far
};

}  // namespace precept::parsing
