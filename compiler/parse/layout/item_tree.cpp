#include "compiler/parse/layout/item_tree.h"

#include <fmt/format.h>

#include <algorithm>

namespace precept::parsing {

namespace {

using P = grammar::PreceptParser;
using Node = ItemTree::Node;

enum class Kind {
  Clause,
  Demand,
  Permission,
  However,
  Despite,
  Words,
  Condition,
  Otherwise,
  Called,
  OfClause
};

template <class... Contexts>
bool is_any(P::ItemContext* item) {
  return (... || (dynamic_cast<Contexts*>(item) != nullptr));
}

Kind kind_of(const Node& node) {
  P::ItemContext* item = node.item;
  if (item == nullptr) return Kind::Clause;
  if (auto* obligation = dynamic_cast<P::ObligationContext*>(item); obligation != nullptr)
    return Kind::Demand;
  if (is_any<P::EncouragementContext>(item)) return Kind::Demand;
  if (is_any<P::PermissionContext>(item)) return Kind::Permission;
  if (is_any<P::HoweverContext>(item)) return Kind::However;
  if (is_any<P::DespiteContext>(item)) return Kind::Despite;
  if (is_any<P::QuoteContext, P::GistContext>(item)) return Kind::Words;
  if (is_any<P::WhenContext, P::UnlessContext>(item)) return Kind::Condition;
  if (is_any<P::OtherwiseContext>(item)) return Kind::Otherwise;
  return is_any<P::CalledContext>(item) ? Kind::Called : Kind::OfClause;
}

bool is_norm(Kind kind) {
  return kind == Kind::Demand || kind == Kind::Permission;
}
bool is_part(Kind kind) {
  return kind == Kind::Condition || kind == Kind::Otherwise || kind == Kind::Called;
}
bool is_exception(Kind kind) {
  return kind == Kind::However || kind == Kind::Despite;
}
bool is_head(Kind kind) {
  return is_norm(kind) || is_exception(kind);
}

bool can_hold(Kind head, Kind item) {
  if (item == Kind::Words || item == Kind::However) return true;
  if (head == Kind::Clause) return !is_part(item);
  if (is_exception(head)) return is_norm(item);
  return is_part(item) && !(head == Kind::Permission && item == Kind::Otherwise);
}

}  // namespace

ItemTree::ItemTree(P::ClauseContext& clause, const Tokens& tokens, const Indentation& indentation,
                   Diagnostics* diagnostics, std::size_t max_depth)
    : tokens_(tokens),
      indentation_(indentation),
      diagnostics_(diagnostics),
      max_depth_(max_depth),
      has_mistakes_(diagnostics == nullptr) {
  Node& root = nodes_.emplace_back();
  root.token = clause.getStart();
  open_.push_back(&root);
  for (auto* item : clause.item()) {
    bool is_read = item->exception == nullptr && !(has_mistakes_ && belongs_to_lost(*item->getStart()));
    read_.push_back({item->getStart()->getTokenIndex(), item->getStop()->getTokenIndex(), is_read});
    if (is_read) add(*item);
  }
}

/// True where the token belongs to a line that could not be read.
bool ItemTree::belongs_to_lost(const antlr4::Token& token) const {
  const Indentation::Line* line = &indentation_.line_of(token);
  if (indentation_.begins_line(token) && line->first == token.getTokenIndex())
    line = indentation_.line_above(*line);
  return line != nullptr && is_lost(*line);
}

/// True where the first item on the line was given up, or the line has no item.
bool ItemTree::is_lost(const Indentation::Line& line) const {
  std::size_t head = root().token->getTokenIndex();
  if (line.first <= head && head <= line.last) return false;  // the clause itself
  const Extent* first = nullptr;
  for (std::size_t i = read_.size(); i-- > 0;) {
    const Extent& item = read_[i];
    bool is_on_line = item.first <= line.last && item.last >= line.first;
    if (is_on_line) first = &item;
    if (item.first < line.first) break;
  }
  return first == nullptr || !first->is_read;
}

void ItemTree::add(P::ItemContext& item) {
  Node& node = nodes_.emplace_back();
  node.item = &item;
  node.token = item.getStart();
  bool begins_line = indentation_.begins_line(*node.token);
  if (begins_line) {
    pop_for_line(*node.token);
  } else {
    pop_within_line(node);
  }
  node.parent = open_.back();
  if (open_.size() > max_depth_) {
    report(DiagnosticKind::TooDeep, *node.token,
           fmt::format("exceptions and norms are nested more than {} deep", max_depth_));
    return;
  }
  check_holder(node);
  if (begins_line) check_level(node);
  node.parent->children.push_back(&node);
  if (begins_line && node.parent->level == nullptr) node.parent->level = node.token;
  check_lines(node);
  if (is_head(kind_of(node))) open_.push_back(&node);
}

/// True where the line of `token` stands deeper than the head.
bool ItemTree::is_above(const Node& head, const antlr4::Token& token) const {
  return indentation_.depth(*head.token) < indentation_.depth(token);
}

void ItemTree::pop_for_line(const antlr4::Token& token) {
  std::size_t depth = indentation_.depth(token), keep = open_.size();
  for (std::size_t i = open_.size(); i-- > 1;) {
    bool is_within_line = !indentation_.begins_line(*open_[i]->token);
    bool is_level = is_within_line && Indentation::column(*open_[i]->token) == depth;
    if (is_level || !is_above(*open_[i], token)) keep = i;
  }
  open_.resize(keep);
}

/// An item in the middle of a line has no depth of its own: it belongs to the nearest head before it that can
/// hold it.
void ItemTree::pop_within_line(const Node& node) {
  Kind it = kind_of(node);
  while (open_.size() > 1 && !can_hold(kind_of(*open_.back()), it) &&
         indentation_.line(*open_.back()->token) == indentation_.line(*node.token)) {
    if (is_part(it) && is_norm(kind_of(*open_.back()))) return;  // no norm can hold it
    open_.pop_back();
  }
}

Diagnostic* ItemTree::report(DiagnosticKind kind, const antlr4::Token& token, std::string message) {
  if (diagnostics_ == nullptr) return nullptr;
  Diagnostic* made = &diagnostics_->report(kind, tokens_.span(token), std::move(message));
  diagnostics_ = nullptr;  // later items may be out of place because of this one
  return made;
}

std::string ItemTree::shown(const Node& node) const {
  auto* obligation = dynamic_cast<P::ObligationContext*>(node.item);
  auto* forbear = obligation == nullptr ? nullptr : dynamic_cast<P::ForbearContext*>(obligation->duty());
  if (obligation == nullptr) return tokens_.shown(*node.token);
  return fmt::format("{} {}", tokens_.text(*node.token), forbear != nullptr ? "not" : "ensure");
}

void ItemTree::check_holder(const Node& node) {
  const Node& head = *node.parent;
  Kind holder = kind_of(head), it = kind_of(node);
  if (can_hold(holder, it)) return;
  std::string word = shown(node), above = shown(head);
  if (holder == Kind::Permission && it == Kind::Otherwise) {
    if (auto* made = report(DiagnosticKind::MisplacedItem, *node.token,
                            "a `may` has no `otherwise`: nothing can break a permission"))
      made->label(tokens_.span(*head.token), "of this permission");
    return;
  }
  if (is_part(it)) {
    auto* made = report(DiagnosticKind::MisplacedItem, *node.token,
                        fmt::format("this `{}` stands below no norm that it could belong to", word));
    if (made == nullptr) return;
    made->label(tokens_.span(*head.token),
                fmt::format("where it stands, it would belong to this `{}`", above));
    if (!indentation_.begins_line(*node.token)) return;
    made->with_help(fmt::format("indent it deeper than its norm: below that, `{}` is a part of it", word));
    return;
  }
  auto* made = report(DiagnosticKind::MisplacedItem, *node.token,
                      fmt::format("this `{}` stands deeper than `{}` and cannot belong to it", word, above));
  if (made == nullptr) return;
  made->label(tokens_.span(*head.token), "the nearest head that stands less deep");
  if (is_norm(it)) {
    made->with_help(
        fmt::format("level with `{}` it is a norm of its own; below a `however` it is an exception", above));
  } else {
    made->with_help(fmt::format("`{}` belongs to the clause: put it level with the clause's norms", word));
  }
}

void ItemTree::check_level(const Node& node) {
  const Node& head = *node.parent;
  std::string word = shown(node);
  if (!is_above(head, *node.token)) {
    if (auto* made = report(DiagnosticKind::Indentation, *node.token,
                            fmt::format("this `{}` stands no deeper than its clause", word))) {
      made->label(tokens_.span(*head.token), "the clause");
      made->with_help("indent what belongs to a clause deeper than `clause`");
    }
    return;
  }
  if (head.level == nullptr) return;
  std::size_t depth = indentation_.depth(*node.token), level = indentation_.depth(*head.level);
  if (depth == level) return;
  const Node& before = *head.children.back();
  if (depth > level) {
    auto* made =
        report(DiagnosticKind::Indentation, *node.token,
               fmt::format("this `{}` stands deeper than the `{}` before it, to which nothing can belong",
                           word, shown(before)));
    if (made == nullptr) return;
    made->label(tokens_.span(*head.level), fmt::format("what belongs to this `{}` stands here", shown(head)));
    made->with_help(fmt::format("put it level with that to make it a part of the `{}`", shown(head)));
    return;
  }
  auto* made = report(DiagnosticKind::Indentation, *node.token,
                      fmt::format("this `{}` is level with nothing above it", word));
  if (made == nullptr) return;
  made->label(tokens_.span(*head.level),
              fmt::format("level with this it would belong to the `{}`", shown(head)));
  bool may_be_below = is_head(kind_of(before)) && can_hold(kind_of(before), kind_of(node));
  if (may_be_below && before.token != head.level)
    made->label(tokens_.span(*before.token), "deeper than this it would belong to it");
  made->with_help(
      may_be_below ? fmt::format("put it level with the items of the `{}`, or deeper than the `{}` before it",
                                 shown(head), shown(before))
                   : fmt::format("put it level with the items of the `{}`", shown(head)));
}

/// Reports a continuation line that stands no deeper than its item; for a part of a norm, no deeper than the
/// norm.
void ItemTree::check_lines(const Node& node) {
  const antlr4::Token* last = node.item->getStop();
  if (last == nullptr || last->getTokenIndex() <= node.token->getTokenIndex()) return;
  bool is_within_norm = is_norm(kind_of(*node.parent)) && !is_head(kind_of(node));
  const Node& base = is_within_norm ? *node.parent : node;
  const antlr4::Token* shallow =
      indentation_.first_shallow(*node.token, *last, indentation_.depth(*base.token));
  if (shallow == nullptr) return;
  auto* made = report(DiagnosticKind::Indentation, *shallow,
                      fmt::format("this line goes on with the `{}` above and stands no deeper than the `{}`",
                                  shown(node), shown(base)));
  if (made == nullptr) return;
  made->label(tokens_.span(*base.token), "begins here");
  made->with_help(fmt::format("indent it deeper than the `{}`", shown(base)));
}

}  // namespace precept::parsing
