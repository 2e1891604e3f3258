// Which item of a clause belongs to which: told by how deep they stand. Internal to parse/.
#pragma once

#include <deque>

#include "PreceptParser.h"
#include "compiler/parse/layout/layout.h"

namespace precept::parsing {

/// The items of one clause as a tree. An item belongs to the nearest head above it that stands less deep: the
/// clause, a norm, a `however` or a `despite`; and the items of a head stand level with each other. A head in
/// the middle of a line is as deep as its line, and what stands right below it is level with it.
class ItemTree {
 public:
  struct Node {
    grammar::PreceptParser::ItemContext* item = nullptr;  ///< null: the clause
    const antlr4::Token* token = nullptr;                 ///< with which it begins
    Node* parent = nullptr;
    std::vector<Node*> children;
    const antlr4::Token* level = nullptr;  ///< the first of its children that begins a line
  };

  /// Reports the first thing in the clause that stands where nothing can belong, where `diagnostics` is
  /// given.
  /// Heads inside each other deeper than `max_depth` are left out, and reported likewise. What stands below a
  /// line that could not be read is left out too: its head is not known.
  ItemTree(grammar::PreceptParser::ClauseContext& clause, const Tokens& tokens, const Layout& layout,
           Diagnostics* diagnostics, std::size_t max_depth);

  const Node& root() const { return nodes_.front(); }
  /// Nothing was reported.
  bool is_sound() const { return diagnostics_ != nullptr; }

 private:
  /// From its first to its last token, by index.
  struct Extent {
    std::size_t first, last;
    bool is_read;
  };
  void add(grammar::PreceptParser::ItemContext& item);
  bool belongs_to_lost(const antlr4::Token& token) const;
  bool is_lost(const Layout::Line& line) const;
  void pop_for_line(const antlr4::Token& token);
  void pop_within_line(const Node& node);
  void check_level(const Node& node);
  void check_holder(const Node& node);
  void check_lines(const Node& node);
  Diagnostic* report(DiagnosticKind kind, const antlr4::Token& token, std::string message);
  std::string shown(const Node& node) const;
  bool is_above(const Node& head, const antlr4::Token& token) const;

  const Tokens& tokens_;
  const Layout& layout_;
  Diagnostics* diagnostics_;
  std::size_t max_depth_;
  std::deque<Node> nodes_;
  std::vector<Node*> open_;   ///< the clause, and the heads that the next item may belong to
  bool has_mistakes_;         ///< something in the file could not be read
  std::vector<Extent> read_;  ///< the items up to the one at hand
};

}  // namespace precept::parsing
